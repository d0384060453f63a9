"""Everything that staff edit, read and held against each other: the faults of the whole repository at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from publisher.errors import Fault, PublisherError, fault
from publisher.rules.privacy import privacy_faults
from publisher.tables.codes import CodeLists
from publisher.tables.crossrefs import References, check_references
from publisher.tables.csv_tables import Sheet, read_sheet
from publisher.tables.faults import capped
from publisher.tables.items import ItemList
from publisher.tables.models import Bureau, NonrandomFile, Order, Policy, ResultFile
from publisher.tables.rosters import Agency, Industry, Inspector, Matter, PlanRow, RosterObject, Town
from publisher.tables.yaml_files import Document, read_document
from publisher.workspace.log_files import ENTRIES
from publisher.workspace.reminders import ending_certificates, roster_ages, unreasoned_changes
from publisher.workspace.repository import BUREAU, ITEMS, MATTERS, POLICY, Workspace
from publisher.workspace.rosters import REASONS_FILE, waiting_reasons
from publisher.workspace.rule_checks import check_rules
from publisher.workspace.sealed import AnyResult, altered_results

T = TypeVar("T")
_PLAN = re.compile(r"data/plans/(2[0-9]{3})/([0-9A-Za-z][0-9A-Za-z._-]*)\.csv")
_RESULT = re.compile(r"data/results/([^/]+)/([^/]+)\.yaml")
SECRET = r"publisher-vault/1 |-----BEGIN [A-Z ]*PRIVATE KEY-----|PRIVATE\+KEY\+"
"""What private keys and vaults look like, as an extended regular expression."""
_SECRET = re.compile(SECRET.encode())
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


def check_repository(workspace: Workspace, only: Sequence[str] = (), *, today: date | None = None) -> Checked:
    """Read everything, then the references between the files. `only`: report on these files alone.

    `today`: for what depends on the day: rosters' age, certificates that end inside an open draw (article 6).
    """
    reading = _Reading(workspace)
    if reading.attempt("data/datapackage.yaml", lambda _: workspace.package) is None:
        return reading.checked
    reading.document(BUREAU, Bureau)
    references = _references(reading)
    if not reading.checked.faults:
        reading.checked.faults.extend(check_references(references))
    nonrandom = [reading.document(name, NonrandomFile) for name in reading.names("data/nonrandom", ".yaml")]
    entries = [entry for entry in nonrandom if entry is not None]
    reading.checked.faults.extend([*_results_in_place(references.results), *_entries_in_place(entries)])
    reading.checked.faults.extend(_private(references, entries))
    reading.checked.faults.extend(_secrets(workspace))
    if workspace.files.read(REASONS_FILE) is not None:
        reading.attempt(REASONS_FILE, lambda _: waiting_reasons(workspace))
    if workspace.files.read(ENTRIES) is not None:
        _against_log(reading, [*references.results, *entries], today)
    check_rules(workspace, references, entries, reading.checked)
    return _only(reading.checked, only)


def _against_log(reading: _Reading, results: Sequence[AnyResult], today: date | None) -> None:
    """What the log says about the files: results that were sealed, rosters that changed or grew old."""
    workspace, checked = reading.workspace, reading.checked
    history = reading.attempt(ENTRIES, lambda _: workspace.history())
    if history is None:
        return
    checked.faults.extend(altered_results(workspace, history, results))
    if checked.faults:
        return  # rosters that can't be read are named already
    try:
        checked.warnings.extend(found.fault for found in unreasoned_changes(workspace))
        if today is not None:
            checked.warnings.extend(roster_ages(workspace, today))
            checked.warnings.extend(ending_certificates(workspace, history, today))
    except PublisherError as error:
        checked.faults.extend(error.faults)


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
        matters=reading.sheet("matters", MATTERS, Matter) if reading.workspace.files.read(MATTERS) else None,
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


def _entries_in_place(entries: Sequence[Document[NonrandomFile]]) -> Iterator[Fault]:
    """An entry of article 13 lies under its year and is named after its number."""
    for document in entries:
        number = document.value.id
        place = f"data/nonrandom/{number[:4]}/{number}.yaml"
        if document.name != place:
            zh, en = "文件位置与编号不符", "the file's place and its number disagree"
            yield fault("place", zh, en, f"应为{place}", f"it would be {place}").at(document.name)


def _private(references: References, entries: Sequence[Document[NonrandomFile]]) -> Iterator[Fault]:
    """ID numbers, phones and addresses in what will be public (article 18); numbers of the roster are none."""
    known = {row.object_id for row in references.objects.values} if references.objects else set()
    texts: list[tuple[Document[Any], tuple[str, ...], str]] = []
    for result in references.results:
        texts += [(result, ("text",), result.value.text), (result, ("corrects",), result.value.corrects)]
    for entry in entries:
        made = entry.value.result
        texts += [(entry, ("corrects",), entry.value.corrects), (entry, ("result", "text"), made.text if made else "")]
    for order in references.orders:
        texts.append((order, ("title",), order.value.title))
    for document, place, text in texts:
        for found in privacy_faults(text, known) if text else ():
            yield replace(found, column=0).at(document.name, *document.place(*place))


def _secrets(workspace: Workspace) -> Iterator[Fault]:
    """Private keys and vaults never lie in the repository."""
    for folder in SEARCHED_FOR_SECRETS:
        for name in workspace.files.names(folder):
            if _SECRET.search(workspace.need(name)):
                right = ("立即移出仓库，并按泄露处理", "move it out at once and treat it as leaked")
                yield fault("secret", "这像是私钥或密钥库", "this looks like a private key or a vault", *right).at(name)


def joined(checked: Checked, more: Sequence[Fault], only: Sequence[str] = ()) -> Checked:
    """With further faults; what is a fault is no warning as well."""
    faults = [*checked.faults, *(found for found in dict.fromkeys(more) if found not in checked.faults)]
    return _only(Checked(checked.files, faults, [found for found in checked.warnings if found not in more]), only)


def _only(checked: Checked, only: Sequence[str]) -> Checked:
    wanted = tuple(path.rstrip("/") for path in only)

    def kept(name: str) -> bool:
        return not wanted or any(name == path or name.startswith(f"{path}/") for path in wanted)

    return Checked(
        [name for name in checked.files if kept(name)],
        capped(found for found in checked.faults if kept(found.file)),
        [found for found in checked.warnings if kept(found.file)],
    )
