"""The rule's own checks in `validate`: plans, items, teams, visits, entries of article 13, codes (art. 2 to 20).

They come after the files have been read; what the log says counts with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from publisher.draw.identifiers import parse_date
from publisher.draw.parts import parse_part
from publisher.draw.seats import Seat
from publisher.errors import Fault, PublisherError, fault
from publisher.log import places
from publisher.log.counted import PublicRegisters
from publisher.rules.draw_files import items_fault, team_fault
from publisher.rules.exceptions import Entry, Made, entry_faults, visit_fault
from publisher.rules.items import Unit, owner_fault
from publisher.rules.one_visit import seats_faults, second_visit_fault
from publisher.rules.plan_checks import PlannedItem, plan_faults
from publisher.rules.privacy import privacy_faults
from publisher.rules.referrals import code_faults
from publisher.rules.results import Result
from publisher.rules.visits import Visit
from publisher.tables.crossrefs import References
from publisher.tables.csv_tables import Sheet
from publisher.tables.models import NonrandomFile, Order
from publisher.tables.results import NonrandomResult, ResultFile
from publisher.tables.rosters import PlanRow
from publisher.tables.snapshots import parse_plan_snapshot
from publisher.tables.yaml_files import Document
from publisher.workspace.drawn import Visited, visited_by_draw
from publisher.workspace.repository import Workspace, plan_name
from publisher.workspace.results import logged_results, unit_of


class Found(Protocol):
    """Where the faults go: what isn't allowed, and what is only frowned on."""

    @property
    def faults(self) -> list[Fault]:
        """What isn't allowed."""

    @property
    def warnings(self) -> list[Fault]:
        """What is odd and still allowed."""


def check_rules(
    workspace: Workspace, references: References, entries: Sequence[Document[NonrandomFile]], found: Found
) -> None:
    """Add what the rule says of the files that could be read; what is wrong with the others is named already."""
    try:
        judge = _Judge(workspace, references)
        faults = [*judge.items(), *judge.plans(), *judge.orders(), *judge.results(), *judge.entries(entries)]
        warnings = [*judge.teams(), *judge.joint_seats(), *judge.second_visits(), *judge.unplanned_items()]
    except PublisherError as error:
        found.faults.extend(error.faults)
        return
    found.faults.extend(faults)
    found.warnings.extend(warnings)


class _Judge:
    def __init__(self, workspace: Workspace, references: References) -> None:
        self.workspace = workspace
        self.history = workspace.history()
        self.references = references
        self.found = logged_results(workspace, self.history)
        self.listed = references.items.value.items if references.items else []
        self.agencies = references.agencies.values if references.agencies else []

    # items, plans, orders

    def items(self) -> Iterator[Fault]:
        """Only listed units own items (article 2)."""
        units = [Unit(agency.agency, agency.kind, agency.delegation) for agency in self.agencies]
        document = self.references.items
        for index, item in enumerate(self.listed):
            wrong = owner_fault(item.item, item.unit, units)
            if wrong is not None and document is not None:
                yield wrong.at(document.name, *document.place("items", index, "unit"))

    def plans(self) -> Iterator[Fault]:
        """Ratio and frequency, ids never used again, the unit's own items (article 14); nothing private in it."""
        items = {item.item: PlannedItem(item.unit, item.frequency_cap, item.ratio) for item in self.listed}
        for (year, unit), sheet in self.references.plans.items():
            for wrong in plan_faults(unit, list(sheet.values), self._signed(year, unit), items):
                if wrong.code != "plan-item":  # an unknown item is named with its line by the references
                    yield wrong.at(sheet.name)
            yield from _private_cells(sheet)

    def _signed(self, year: int, unit: str) -> list[list[PlanRow]]:
        file = plan_name(str(year), unit).removeprefix("data/")
        hashes = [item.record.sha256 for item in self.history.files("plan") if item.record.file == file]
        held = [data for sha256 in hashes if (data := self.workspace.snapshot(sha256, "csv")) is not None]
        return [parse_plan_snapshot(data, file) for data in held]

    def orders(self) -> Iterator[Fault]:
        """Nothing private in what will be public of an order (article 18)."""
        for document in self.references.orders:
            for member in ("approval", "approval_no", "notice_no"):
                yield from _private(document, (member,), getattr(document.value, member))

    def teams(self) -> Iterator[Fault]:
        """A team that can do all items at one visit (article 16)."""
        skill_of = {item.item: item.skill for item in self.listed}
        for document in self.references.orders:
            seats = [Seat(seat.department, seat.skill) for seat in document.value.team]
            for wrong in seats_faults(seats, [item for item in document.value.items if item in skill_of], skill_of):
                yield wrong.at(document.name, *document.place("team"))

    def joint_seats(self) -> Iterator[Fault]:
        """A joint row of the plan asks for a partner's inspector (article 15)."""
        partners = {agency.agency for agency in self.agencies if agency.kind == "partner"}
        for document in self.references.orders:
            row = self._plan_row(document.value)
            if row is not None and row.joint and not partners & {seat.department for seat in document.value.team}:
                zh, en = (
                    "计划为联合抽查，检查组没有协作部门的席位",
                    "the plan's row is joint, and no partner has a seat",
                )
                right = "加一席协作部门，否则不计联合", "give a partner a seat, or it doesn't count as joint"
                yield fault("joint-seat", zh, en, *right).at(document.name, *document.place("team"))

    def _plan_row(self, order: Order) -> PlanRow | None:
        use = order.plan
        sheet = self.references.plans.get((use.year, order.unit)) if use else None
        return next((row for row in sheet.values if use and row.row == use.row), None) if sheet else None

    def unplanned_items(self) -> Iterator[Fault]:
        """Items that the newest plan of their unit leaves out (article 5: coverage)."""
        document = self.references.items
        newest = {unit: year for year, unit in sorted(self.references.plans)}
        for index, item in enumerate(self.listed):
            sheet = self.references.plans.get((newest.get(item.unit, 0), item.unit))
            if document is None or sheet is None or any(item.item in row.items for row in sheet.values):
                continue
            zh, en = f"事项{item.item}没有列入{newest[item.unit]}年计划", f"item {item.item} is in no row of the plan"
            right = "列入计划，或说明理由", "plan it, or say why not"
            yield fault("plan-coverage", zh, en, *right).at(document.name, *document.place("items", index, "item"))

    # results

    def results(self) -> Iterator[Fault]:
        """Each visit has its draw, team and items (art. 3, 7, 12, 16); codes are written as article 20 says."""
        drawn = visited_by_draw(self.workspace, self.history)
        days = {(draw, name): day for draw, one in drawn.items() for name, day in one.days.items()}
        for document in self.references.results:
            result = document.value
            yield from self._codes(document, ("codes",), result.codes)
            if result.draw not in drawn:
                continue
            made = Made(result.object, parse_date(result.visited_on), draw=result.draw)
            if wrong := visit_fault(made, drawn=days, entries={}, since=self._since):
                yield wrong.at(document.name, *document.place("visited_on"))
            yield from _as_drawn(document, drawn[result.draw])

    @property
    def _since(self) -> date:
        return parse_date(self.workspace.bureau.rule.in_force)

    def _codes(self, document: Document[Any], place: tuple[str, ...], codes: Sequence[str]) -> Iterator[Fault]:
        """By the public counts: a code may be written as often as decisions were served for it."""
        meanings = self.references.codes.value.result if self.references.codes else {}
        for index, code in enumerate(codes):
            for wrong in code_faults([code], meanings, served=self._served):
                yield wrong.at(document.name, *document.place(*place, index))

    @property
    def _served(self) -> set[str]:
        data = self.workspace.files.read(places.REGISTERS)
        counts = parse_part(data, PublicRegisters, places.REGISTERS).referrals if data else []
        served = {part.code: part.count for part in counts if part.step == "served"}
        written = Counter(code for document in self.references.results for code in document.value.codes)
        return {code for code, count in served.items() if written[code] <= count}

    def second_visits(self) -> Iterator[Fault]:
        """A unit's second visit to a firm in the year, for other items (article 16)."""
        known: dict[str, list[Visit]] = {}
        for result in self.found:
            if result.visit is not None:
                known.setdefault(result.visit.object_id, []).append(result.visit)
        for document in self.references.results:
            new = _visit(document.value, unit_of(self.workspace, document.value.draw))
            earlier = [v for v in known.get(new.object_id, []) if v.visited_on < new.visited_on]
            wrong = second_visit_fault(new, earlier)
            if wrong is not None:
                yield wrong.at(document.name, *document.place("items"))

    # article 13

    def entries(self, entries: Sequence[Document[NonrandomFile]]) -> Iterator[Fault]:
        """Entries of listed units and items, logged before their visit (article 13)."""
        logged = {result.named: result for result in self.found if not result.draw}
        for document in entries:
            entry = document.value
            yield from self._listed(document)
            if entry.result is None:
                continue
            yield from self._codes(document, ("result", "codes"), entry.result.codes)
            yield from self._logged_before(document, entry.result, logged.get(entry.id))

    def _listed(self, document: Document[NonrandomFile]) -> Iterator[Fault]:
        entry = document.value
        units = {agency.agency for agency in self.agencies if agency.kind != "partner"}
        items = {item.item for item in self.listed}
        if entry.agency not in units:
            zh, en = f"没有执法机构“{entry.agency}”", f"there is no unit {entry.agency!r}"
            right = ("在agencies.csv中登记", "list it in agencies.csv")
            yield fault("unknown-reference", zh, en, *right).at(document.name, *document.place("agency"))
        for index, item in enumerate(entry.items):
            if item not in items:
                zh, en = f"没有抽查事项“{item}”", f"there is no item {item!r}"
                wrong = fault("unknown-reference", zh, en, "先列入事项清单", "list it first")
                yield wrong.at(document.name, *document.place("items", index))

    def _logged_before(
        self, document: Document[NonrandomFile], result: NonrandomResult, logged: Result | None
    ) -> Iterator[Fault]:
        entry, place = document.value, document.place("result", "visited_on")
        if logged is None:
            zh, en = "登记还没有封存就写了结果", "a result, and the entry isn't sealed yet"
            right = ("先封存登记，再检查", "seal the entry first, then visit")
            yield fault("nonrandom-late", zh, en, *right).at(document.name, *place)
            return
        told = Entry(logged.root, entry.object, entry.code, logged.rows[0].day, parse_date(result.visited_on))
        for wrong in entry_faults(told):
            yield wrong.at(document.name, *place)


def _as_drawn(document: Document[ResultFile], drawn: Visited) -> Iterator[Fault]:
    """By the team in force (article 12), under items of the draw: what sealing would refuse after the merge."""
    result = document.value
    if result.object not in drawn.teams:
        return
    if wrong := team_fault(result.inspectors, drawn.teams[result.object]):
        yield wrong.at(document.name, *document.place("inspectors"))
    if wrong := items_fault(result.items, drawn.items):
        yield wrong.at(document.name, *document.place("items"))


def _visit(result: ResultFile, unit: str) -> Visit:
    day, codes = parse_date(result.visited_on), tuple(result.codes)
    return Visit(result.object, day, unit, tuple(result.items), codes, "draw", result.draw)


def _private(document: Document[Any], place: tuple[str, ...], text: str) -> Iterator[Fault]:
    for found in privacy_faults(text) if text else ():
        yield replace(found, column=0).at(document.name, *document.place(*place))


def _private_cells(sheet: Sheet[PlanRow]) -> Iterator[Fault]:
    for row, cells in sheet.located():
        for column, text in (("title", row.title), ("scope_text", row.scope_text)):
            for found in privacy_faults(text):
                yield replace(found, column=0).at(sheet.name, *cells.place(column))
