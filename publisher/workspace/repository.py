"""The bureau's repository as an object: the only place that knows where files lie (ARCHITECTURE, the data folder)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from publisher.draw.evidence import sha256_hex
from publisher.draw.parts import parse_part
from publisher.errors import Malformed, PublisherError, Refused, fault
from publisher.log import places
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.log.rows import RowFile
from publisher.log.trust import TrustPolicy, parse_trust
from publisher.tables import csv_tables, schema
from publisher.tables.models import (
    Agency,
    Bureau,
    CalendarYear,
    CodeLists,
    Industry,
    Inspector,
    ItemList,
    Matter,
    NonrandomFile,
    Order,
    PlanRow,
    Policy,
    ResultFile,
    RosterObject,
    Town,
)
from publisher.tables.yaml_files import read_yaml
from publisher.workspace import log_files
from publisher.workspace.files import Files

T = TypeVar("T")
TRUST = "keys/trust.json"
BUREAU = "data/bureau.yaml"
ITEMS = "data/items.yaml"
MATTERS = "data/matters.csv"
POLICY = "data/policy.yaml"
PENDING = "data/pending"


def plan_name(year: str, unit: str) -> str:
    """Where a unit's plan of a year lies."""
    return f"data/plans/{year}/{unit}.csv"


class Workspace:
    """Everything in the repository, read when asked for."""

    def __init__(self, files: Files) -> None:
        self.files = files

    @classmethod
    def at(cls, root: Path, *, dry_run: bool = False) -> Workspace:
        """The repository in a folder. `dry_run`: nothing is written (see Files)."""
        return cls(Files(root, dry_run=dry_run))

    def need(self, name: str) -> bytes:
        """A file that must be there. Raises Refused."""
        data = self.files.read(name)
        if data is None:
            raise Refused(
                fault(
                    "missing-file",
                    "没有这个文件",
                    "there is no such file",
                    "确认当前目录是本单位的仓库，或用 -C 指定",
                    "run it in the bureau's repository, or name it with -C",
                ).at(name)
            )
        return data

    def _table(self, table: str, name: str, model: type[T]) -> list[T]:
        return csv_tables.read_rows(self.need(name), self.package.table(table), name, model)

    @cached_property
    def package(self) -> schema.Package:
        """data/datapackage.yaml."""
        return schema.load_package(self.need("data/datapackage.yaml"), "data/datapackage.yaml")

    @cached_property
    def bureau(self) -> Bureau:
        """data/bureau.yaml."""
        return read_yaml(self.need(BUREAU), Bureau, BUREAU)

    @property
    def policy(self) -> Policy:
        """data/policy.yaml as staff have it now (what is in force stands in the log)."""
        return read_yaml(self.need(POLICY), Policy, POLICY)

    @property
    def items(self) -> ItemList:
        """data/items.yaml as staff have it now."""
        return read_yaml(self.need(ITEMS), ItemList, ITEMS)

    @property
    def codes(self) -> CodeLists:
        """data/codes.yaml."""
        return read_yaml(self.need("data/codes.yaml"), CodeLists, "data/codes.yaml")

    @property
    def calendars(self) -> list[CalendarYear]:
        """data/calendar/<year>.yaml: the State Council's notices, by year."""
        names = sorted(name for name in self.files.names("data/calendar") if name.endswith(".yaml"))
        return [read_yaml(self.need(name), CalendarYear, name) for name in names]

    def agencies(self) -> list[Agency]:
        """data/agencies.csv."""
        return self._table("agencies", "data/agencies.csv", Agency)

    def towns(self) -> list[Town]:
        """data/towns.csv."""
        return self._table("towns", "data/towns.csv", Town)

    def industries(self) -> list[Industry]:
        """data/industries.csv: divisions with their sections."""
        return self._table("industries", "data/industries.csv", Industry)

    def matters(self) -> list[Matter]:
        """data/matters.csv, the bureau's enforcement matters; none where there is no such file."""
        return self._table("matters", MATTERS, Matter) if self.files.read(MATTERS) is not None else []

    def objects(self) -> list[RosterObject]:
        """data/objects.csv: the living roster of objects."""
        return self._table("objects", "data/objects.csv", RosterObject)

    def inspectors(self) -> list[Inspector]:
        """data/inspectors.csv: the living roster of inspectors."""
        return self._table("inspectors", "data/inspectors.csv", Inspector)

    def plan(self, year: str, unit: str) -> list[PlanRow]:
        """A unit's plan of a year."""
        return self._table("plan", plan_name(year, unit), PlanRow)

    def orders(self) -> list[str]:
        """The slugs of all orders."""
        names = self.files.names("data/orders")
        return [name.removeprefix("data/orders/").removesuffix(".yaml") for name in names if name.endswith(".yaml")]

    def order(self, slug: str) -> Order:
        """data/orders/<slug>.yaml."""
        name = f"data/orders/{slug}.yaml"
        return read_yaml(self.need(name), Order, name)

    def results(self, draw: str) -> dict[str, ResultFile]:
        """The result files of a draw by file name."""
        names = [name for name in self.files.names(f"data/results/{draw}") if name.endswith(".yaml")]
        return {name: read_yaml(self.need(name), ResultFile, name) for name in names}

    def nonrandom(self) -> dict[str, NonrandomFile]:
        """The register of inspections outside the draw, by file name (article 13)."""
        names = [name for name in self.files.names("data/nonrandom") if name.endswith(".yaml")]
        return {name: read_yaml(self.need(name), NonrandomFile, name) for name in names}

    @property
    def trust(self) -> TrustPolicy:
        """keys/trust.json."""
        return parse_trust(self.need(TRUST), TRUST)

    def entries(self) -> list[bytes]:
        """All entries of the log."""
        return log_files.read_entries(self.files)

    def history(self) -> History:
        """The log, read."""
        return History(self.entries())

    def checkpoints(self) -> dict[int, Note]:
        """All signed checkpoints by size."""
        return log_files.read_checkpoints(self.files)

    def snapshot(self, sha256: str, suffix: str) -> bytes | None:
        """A snapshot by its content's hash; None if it isn't there. Raises Malformed if the content is another."""
        name = f"data/snapshots/{sha256}.{suffix}"
        data = self.files.read(name)
        if data is not None and sha256_hex(data) != sha256:
            raise Malformed(
                fault(
                    "snapshot", "内容与文件名不符", "the content isn't what the name says", "用git恢复", "restore it"
                ).at(name)
            )
        return data

    def draw_file(self, draw: str, name: str) -> bytes | None:
        """A file of a draw."""
        return self.files.read(f"data/draws/{draw}/{name}")

    def row(self, draw: str, row: str) -> RowFile | None:
        """Text and salt of a sealed row, where they are held; `draw` is empty for article 13. Raises Malformed."""
        place = places.draw_file(draw, places.row_file(row)) if draw else f"nonrandom/{places.row_file(row)}"
        data = self.files.read(f"data/{place}")
        return None if data is None else parse_part(data, RowFile, f"data/{place}")


def collect_faults(*reads: Callable[[], object]) -> list[PublisherError]:
    """Call each; the errors of those that fail, so that one command names every fault at once."""
    errors = []
    for read in reads:
        try:
            read()
        except PublisherError as error:
            errors.append(error)
    return errors
