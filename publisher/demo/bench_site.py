"""Speed of the site: the sample's first draw copied a thousand times, a hundred results each, then built.

The copies are made to be read, not to be believed: their signatures are the original's, and where the visits are spread
over some years, those of the draws' own records stay in the original's year. The sample's witnesses see every result on
the day on which it is fixed, as in a bureau that is in time.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.demo.bench import wait
from publisher.demo.grown_log import GrownLog
from publisher.draw.evidence import json_text, parse_json, sha256_hex
from publisher.draw.tables import Drawn, Member, parse_frame, parse_panel, selection_text, teams_text
from publisher.errors import Fails, Refused, fault
from publisher.log import places
from publisher.log.history import History
from publisher.log.rows import RowFile
from publisher.workspace import published_files

RESULTS = 100
"""Results of each copied draw."""
PER_YEAR = 500
FIRST_YEAR = 2030
_LEFT_OUT = ("draws/", "log/", "data/reports")
_NOTES = ("commit.note", "reveal-1.note", "reveal-2.note", "close.note", "outcome.note")


class SiteFigures(NamedTuple):
    """Seconds and megabytes of a build from nothing, and of one after one more result; what the site came to."""

    draws: int
    results: int
    evidence_mb: float
    build: float
    peak_mb: float
    rebuild: float
    pages: int
    site_mb: float

    @property
    def per_page_ms(self) -> float:
        """Milliseconds for each page, everything included."""
        return 1000 * self.build / self.pages


def copied_draws(files: Mapping[str, bytes], draws: int, years: int = 1) -> dict[str, bytes]:
    """The evidence of a bureau with this many draws, after the first open and concluded draw of `files`.

    `years`: over how many, up to the original's, their visits are spread.
    """
    original = _original(files)
    own = {path.split("/", 2)[2]: data for path, data in files.items() if path.startswith(f"draws/{original}/")}
    row = parse_json(next(data for name, data in own.items() if name.startswith("rows/")))
    log = GrownLog.of(files)
    log.files = {path: data for path, data in log.files.items() if not path.startswith(_LEFT_OUT)}
    log.entries = [entry.data for entry in History(log.entries).entries if not getattr(entry.record, "draw", "")]
    for number in range(draws):
        draw = f"{FIRST_YEAR + number // PER_YEAR}-{number % PER_YEAR + 1:03d}"
        _copy(log, own, original, draw)
        text = _back(row["text"], years - 1 - number * years // draws)
        for object_id in [row.object_id for row in _drawn(own)]:
            _result(log, draw, object_id, text, original)
        log.seal()
    return log.evidence()


def _original(files: Mapping[str, bytes]) -> str:
    for path in sorted(files):
        if path.endswith("/outcome.note") and f"{path[:-12]}frame-key.txt" not in files:
            return path.split("/")[1]
    right = ("先运行publisher demo，再用-C指明它", "run publisher demo first, and name it with -C")
    raise Refused(fault("bench", "没有可以照抄的抽签", "there is no draw to copy", *right))


def _drawn(own: Mapping[str, bytes]) -> list[Drawn]:
    rows = [row for row in parse_frame(own["frame.csv"]) if not row.excluded][:RESULTS]
    return [
        Drawn(rank, row.object_id, row.stratum, sha256_hex(row.object_id.encode())) for rank, row in enumerate(rows, 1)
    ]


def _copy(log: GrownLog, own: Mapping[str, bytes], original: str, draw: str) -> None:
    """The draw's files under another number, every hash that changes with it."""
    inspectors = [row.inspector_id for row in parse_panel(own["panel.csv"])][:2]
    teams = [
        Member(row.object_id, seat, inspector, row.ticket)
        for row in _drawn(own)
        for seat, inspector in enumerate(inspectors, 1)
    ]
    made = {"selection.csv": selection_text(_drawn(own)).encode(), "teams.csv": teams_text(teams).encode()}
    renamed = {sha256_hex(own[name]): sha256_hex(data) for name, data in made.items()}
    for name in ("order.json", "frame.csv", "panel.csv", "beacon.json"):
        made[name] = own[name]
    for name in (*_NOTES[:4], "seed.txt", _NOTES[4]):
        made[name] = _renamed(own[name], original, draw, renamed)
        before, after = own[name].partition(b"\n\n")[0] + b"\n", made[name].partition(b"\n\n")[0] + b"\n"
        renamed |= {sha256_hex(own[name]): sha256_hex(made[name]), sha256_hex(before): sha256_hex(after)}
        if name in _NOTES:
            log.entries.append(made[name])
    log.files |= {places.draw_file(draw, name): data for name, data in made.items()}


def _renamed(data: bytes, original: str, draw: str, hashes: Mapping[str, str]) -> bytes:
    text = data.decode().replace(original, draw)
    return re.sub("[0-9a-f]{64}", lambda found: hashes.get(found[0], found[0]), text).encode()


def _back(text: str, years: int) -> str:
    """A result's text with its days so many years earlier."""
    return re.sub('"([0-9]{4})(-[0-9]{2}-[0-9]{2}")', lambda found: f'"{int(found[1]) - years}{found[2]}', text)


def _result(log: GrownLog, draw: str, object_id: str, like: str, original: str, replaces: str = "") -> None:
    text = re.sub('"object": "[^"]*"', f'"object": "{object_id}"', like.replace(original, draw))
    salt = sha256_hex(f"{draw}/{object_id}/{replaces}".encode())
    file = RowFile.model_validate({"salt": salt, "text": text})
    log.files[places.draw_file(draw, places.row_file(file.row))] = file.text.encode()
    fixed = parse_json(text.encode())["fixed_on"]
    record = {
        "draw": draw,
        "object": object_id,
        "replaces": replaces,
        "row": file.row,
        "type": "correction" if replaces else "result",
    }
    log.entries.append(json_text({**record, "time": f"{fixed}T10:00:00+08:00"}).encode())


def run_site_bench(root: Path, draws: int, years: int = 1) -> SiteFigures:
    """Build the copied draws of the repository at `root` in a process of its own, then again with one result more.

    Raises Refused where there is no draw to copy, Fails where the site can't be built.
    """
    files = published_files(root)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        evidence = copied_draws(files, draws, years)
        _prepare(root, folder, evidence)
        first, peak_mb = _build(folder)
        # What is the same isn't written again: nor does whoever fetches a repository's newest state write it.
        _write(folder / "evidence", {p: data for p, data in one_more(evidence).items() if evidence.get(p) != data})
        again, _ = _build(folder)
        site = [path for path in (folder / "site").rglob("*") if path.is_file()]
        return SiteFigures(
            draws,
            sum("/rows/" in path for path in evidence),
            sum(map(len, evidence.values())) / 1e6,
            first,
            peak_mb,
            again,
            sum(path.suffix == ".html" for path in site),
            sum(path.stat().st_size for path in site) / 1e6,
        )


def one_more(evidence: Mapping[str, bytes]) -> dict[str, bytes]:
    """The evidence with one result more, corrected in the newest draw."""
    newest = max(path.split("/")[1] for path in evidence if path.startswith("draws/"))
    path = next(path for path in evidence if path.startswith(f"draws/{newest}/rows/"))
    log = GrownLog.of(evidence)
    old = RowFile.model_validate(parse_json(evidence[path]))
    object_id = parse_json(old.content.encode())["object"]
    _result(log, newest, object_id, old.content, newest, replaces=old.row)
    log.seal()
    return log.evidence()


def _prepare(root: Path, folder: Path, evidence: Mapping[str, bytes]) -> None:
    _write(folder / "evidence", evidence)
    config = (root / "mkdocs.yml").read_text("utf-8").replace("site_src", str((root / "site_src").resolve()))
    config = config.replace("- shuangsuiji\n", "- shuangsuiji:\n      evidence: evidence\n")
    (folder / "mkdocs.yml").write_text(config, "utf-8")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _build(folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of `publisher site build`."""
    command = [sys.executable, "-m", "publisher", "-C", str(folder), "site", "build", "--out", str(folder / "site")]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak_mb = wait(process)
    if process.returncode:
        right = ("先运行publisher site build", "run publisher site build first")
        raise Fails(fault("bench", "网站没有建成", "the site was not built", *right))
    return time.perf_counter() - start, peak_mb
