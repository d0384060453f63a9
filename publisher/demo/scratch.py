"""A scratch repository for the sample: the template's files, and rosters of made-up firms."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from importlib import resources
from pathlib import Path
from typing import Any

from publisher.demo.firms import make_inspectors, make_objects
from publisher.draw.evidence import csv_text
from publisher.tables.rosters import Inspector, RosterObject
from publisher.workspace import Workspace

FIRMS, SPARE = 600, 24
SEED = "示例县 2026"
PROJECT = Path(__file__).resolve().parents[2]


def _table(rows: Sequence[Any]) -> bytes:
    header = [field.name for field in fields(rows[0])]
    cells = ([";".join(v) if isinstance(v, tuple) else str(v) for v in astuple(row)] for row in rows)
    return csv_text(header, cells).encode()


def _copy_template(workspace: Workspace) -> None:
    template = resources.files("publisher.demo") / "template"
    with resources.as_file(template) as folder:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                workspace.files.write(path.relative_to(folder).as_posix(), path.read_bytes())


def make_scratch(root: Path) -> Workspace:
    """An empty bureau at `root`: template, rosters, and the site's pages where the program's own checkout has them."""
    if root.exists():
        shutil.rmtree(root)
    root.mkdir(parents=True)
    (root / ".publisher-demo").write_text("made by publisher demo; may be deleted and made again\n", encoding="utf-8")
    workspace = Workspace.at(root)
    _copy_template(workspace)
    write_objects(workspace, all_objects()[:FIRMS])
    write_inspectors(workspace, make_inspectors(SEED))
    for name in ("site_src", "mkdocs.yml"):
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        elif source.is_file():
            shutil.copy(source, root / name)
    return workspace


def all_objects() -> list[RosterObject]:
    """The firms of the sample and some that come onto the roster during the year."""
    return make_objects(SEED, FIRMS + SPARE)


def sealed_objects(rows: Iterable[RosterObject]) -> bytes:
    """What isn't public of some firms, made up: risk classes and facts of article 14. It stays in the draw office."""
    header = ["object_id", "risk_market", "risk_hr", "flags", "headcount", "phone", "legal_rep"]
    lines = [[row.object_id, *_sealed(number), "", "", ""] for number, row in enumerate(rows)]
    return csv_text(header, [line for line in lines if any(line[1:])]).encode()


def _sealed(number: int) -> tuple[str, str, str]:
    market = "D" if number % 40 == 7 else "B" if number % 5 == 1 else ""
    facts = ["C1@2026-03-10"] if number % 37 == 5 else []
    facts += ["C7@2026-01-15~2026-12-31"] if number % 61 == 3 else []
    return market, "C" if number % 53 == 11 else "", ";".join(facts)


def write_objects(workspace: Workspace, rows: Iterable[RosterObject]) -> None:
    """data/objects.csv."""
    workspace.files.write("data/objects.csv", _table(sorted(rows, key=lambda row: row.object_id)))


def write_inspectors(workspace: Workspace, rows: Iterable[Inspector]) -> None:
    """data/inspectors.csv."""
    workspace.files.write("data/inspectors.csv", _table(sorted(rows, key=lambda row: row.inspector_id)))
