"""Everything that staff edit, read and held against each other: the faults of the whole repository at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from publisher.errors import Fault, PublisherError, fault
from publisher.tables.codes import CodeLists
from publisher.tables.crossrefs import References, check_references
from publisher.tables.csv_tables import Sheet, read_sheet
from publisher.tables.faults import capped
from publisher.tables.items import ItemList
from publisher.tables.models import Bureau, Order, Policy, ResultFile
from publisher.tables.rosters import Agency, Industry, Inspector, PlanRow, RosterObject, Town
from publisher.tables.yaml_files import Document, read_document
from publisher.workspace.log_files import ENTRIES
from publisher.workspace.repository import BUREAU, ITEMS, POLICY, Workspace

T = TypeVar("T")
_PLAN = re.compile(r"data/plans/(2[0-9]{3})/([0-9A-Za-z][0-9A-Za-z._-]*)\.csv")
_RESULT = re.compile(r"data/results/([^/]+)/([^/]+)\.yaml")
_SECRET = re.compile(rb"publisher-vault/1 |-----BEGIN [A-Z ]*PRIVATE KEY-----|PRIVATE\+KEY\+")
SEARCHED_FOR_SECRETS = ("data", "keys")


@dataclass
class Checked:
    """The files read, what is wrong with them, and what is odd and still allowed."""

    files: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


class _Reading:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.checked = Checked()

    def attempt(self, name: str, read: Callable[[bytes], T]) -> T | None:
        """What `read` makes of a file, or None; its faults are kept."""
        self.checked.files.append(name)
        try:
            return read(self.workspace.need(name))
        except PublisherError as error:
            self.checked.faults.extend(found.at(name) for found in error.faults)
            return None

    def sheet(self, table: str, name: str, model: type[T]) -> Sheet[T] | None:
        """A CSV file."""
        schema = self.workspace.package.table(table)
        found = self.attempt(name, lambda data: read_sheet(data, schema, name, model))
        if found is not None:
            self.checked.warnings.extend(found.warnings)
        return found

    def document(self, name: str, model: type[Any]) -> Document[Any] | None:
        """A YAML file."""
        return self.attempt(name, lambda data: read_document(data, model, name))

    def names(self, folder: str, suffix: str) -> list[str]:
        """The files of a folder with a suffix."""
        return [name for name in self.workspace.files.names(folder) if name.endswith(suffix)]


def check_repository(workspace: Workspace, only: Sequence[str] = ()) -> Checked:
    """Read everything, then the references between the files. `only`: report on these files alone."""
    reading = _Reading(workspace)
    if reading.attempt("data/datapackage.yaml", lambda _: workspace.package) is None:
        return reading.checked
    reading.document(BUREAU, Bureau)
    references = _references(reading)
    if not reading.checked.faults:
        reading.checked.faults.extend(check_references(references))
    reading.checked.faults.extend(_results_in_place(references.results))
    reading.checked.faults.extend(_secrets(workspace))
    if workspace.files.read(ENTRIES) is not None:
        reading.attempt(ENTRIES, lambda _: workspace.entries())
    return _only(reading.checked, only)


def _references(reading: _Reading) -> References:
    plans = {}
    for name in reading.names("data/plans", ".csv"):
        match = _PLAN.fullmatch(name)
        sheet = reading.sheet("plan", name, PlanRow)
        if match and sheet is not None:
            plans[int(match[1]), match[2]] = sheet
    orders = [reading.document(name, Order) for name in reading.names("data/orders", ".yaml")]
    results = [reading.document(name, ResultFile) for name in reading.names("data/results", ".yaml")]
    return References(
        agencies=reading.sheet("agencies", "data/agencies.csv", Agency),
        items=reading.document(ITEMS, ItemList),
        policy=reading.document(POLICY, Policy),
        codes=reading.document("data/codes.yaml", CodeLists),
        towns=reading.sheet("towns", "data/towns.csv", Town),
        industries=reading.sheet("industries", "data/industries.csv", Industry),
        objects=reading.sheet("objects", "data/objects.csv", RosterObject),
        inspectors=reading.sheet("inspectors", "data/inspectors.csv", Inspector),
        plans=plans,
        orders=[order for order in orders if order is not None],
        results=[result for result in results if result is not None],
    )


def _results_in_place(results: Sequence[Document[ResultFile]]) -> Iterator[Fault]:
    """A result lies under its draw and is named after its object, so that no two requests collide."""
    for document in results:
        match = _RESULT.fullmatch(document.name)
        where = (document.value.draw, document.value.object)
        if match is None or (match[1], match[2]) != where:
            place = f"data/results/{where[0]}/{where[1]}.yaml"
            zh, en = "文件位置与内容不符", "the file's place and its content disagree"
            yield fault("place", zh, en, f"应为{place}", f"it would be {place}").at(document.name)


def _secrets(workspace: Workspace) -> Iterator[Fault]:
    """Private keys and vaults never lie in the repository."""
    for folder in SEARCHED_FOR_SECRETS:
        for name in workspace.files.names(folder):
            if _SECRET.search(workspace.need(name)):
                right = ("立即移出仓库，并按泄露处理", "move it out at once and treat it as leaked")
                yield fault("secret", "这像是私钥或密钥库", "this looks like a private key or a vault", *right).at(name)


def _only(checked: Checked, only: Sequence[str]) -> Checked:
    wanted = tuple(path.rstrip("/") for path in only)

    def kept(name: str) -> bool:
        return not wanted or any(name == path or name.startswith(f"{path}/") for path in wanted)

    return Checked(
        [name for name in checked.files if kept(name)],
        capped(found for found in checked.faults if kept(found.file)),
        [found for found in checked.warnings if kept(found.file)],
    )
