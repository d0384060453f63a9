"""What the half-year's table counts, from what was logged: each number keeps the records behind it (article 23)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from publisher.draw.identifiers import VACANT
from publisher.errors import PublisherError
from publisher.log import places
from publisher.reports.period import Period
from publisher.reports.row_texts import result_row
from publisher.rules.deadlines import State
from publisher.rules.draw_files import DrawFile
from publisher.rules.joint import JointShare, JointTask, joint_share
from publisher.rules.publishing import Publication
from publisher.rules.results import Finding, Result
from publisher.rules.shares import Share
from publisher.tables import snapshots
from publisher.workspace.books import Books, PlanBook
from publisher.workspace.numbers import book_publications

REFERS_TO_CASE, REFERS_TO_LIST = ("立案",), ("经营异常名录",)
REFERS_ELSEWHERE = ("通报有管辖权部门", "司法")
"""Where result codes lead, in the words of the code list (`refer` in codes.yaml)."""
HANDED_OVER, PUT_ON_LIST = frozenset({"4", "5", "9"}), frozenset({"7", "8"})
"""Dispositions of codes.yaml: 4 handed over as a lead, 5 to other bodies, 9 to justice; 7 and 8 put on a list."""


class Counted(NamedTuple):
    """One visit: the result through its rows, what it says, how it was disposed of, whether it is public.

    `shown_on`: since when its first row is public, None where no quorum had seen it by the cut-off.
    """

    unit: str
    result: Result
    finding: Finding | None
    dispositions: tuple[str, ...]
    team: tuple[str, ...]
    due: date | None
    shown_on: date | None
    state: State | None


class Task(NamedTuple):
    """One draw of the period with its visits."""

    file: DrawFile
    counted: tuple[Counted, ...]

    @property
    def drawn(self) -> tuple[str, ...]:
        """Everyone who is to be visited, supplements included, as the draw's files name them."""
        return tuple(self.file.teams)

    @property
    def joint(self) -> JointTask:
        """Who was at the visits made."""
        teams = (frozenset(self.file.departments.get(who, "") for who in visit.team) for visit in self.counted)
        assert self.file.day is not None
        return JointTask(self.file.draw, self.file.day, tuple(teams))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One line of the table: of a unit, or of the whole bureau (`unit` empty).

    `objects`, `inspectors`: lines of the newest rosters, which stand in the log where `rosters` says.
    """

    unit: str
    plans: tuple[str, ...]
    tasks: tuple[Task, ...]
    partners: frozenset[str]
    objects: int
    inspectors: int
    rosters: Mapping[str, str]
    refers: Mapping[str, str | None]

    @cached_property
    def visits(self) -> tuple[Counted, ...]:
        """Every visit whose result was logged."""
        return tuple(visit for task in self.tasks for visit in task.counted)

    @cached_property
    def joint(self) -> JointShare:
        """The share of joint draws among those with visits (article 15)."""
        return joint_share((task.joint for task in self.tasks), self.partners)

    @property
    def done(self) -> Share:
        """Visits made, of those drawn."""
        return Share(len(self.visits), sum(len(task.drawn) for task in self.tasks))

    @property
    def attendances(self) -> int:
        """Inspectors at visits, each as often as they went."""
        return sum(len(visit.team) for visit in self.visits)

    @cached_property
    def codes(self) -> dict[str, int]:
        """Result code → visits."""
        return _tally(code for visit in self.visits if visit.finding for code in visit.finding.codes)

    @cached_property
    def dispositions(self) -> dict[str, int]:
        """Disposition → visits."""
        return _tally(code for visit in self.visits for code in visit.dispositions)

    def in_state(self, *states: State) -> tuple[Counted, ...]:
        """Visits whose result stands so as to publication."""
        return tuple(visit for visit in self.visits if visit.state in states)

    @property
    def published(self) -> Share:
        """Results that are public, of those that are or ought to be."""
        shown = len(self.in_state("done", "late"))
        return Share(shown, shown + len(self.in_state("overdue")))

    def leading_to(self, words: Sequence[str], dispositions: frozenset[str] = frozenset()) -> tuple[Counted, ...]:
        """Visits with a code that leads to one of `words`, or with one of these dispositions."""

        def leads(visit: Counted) -> bool:
            codes = visit.finding.codes if visit.finding else ()
            return any(self.refers.get(code) in words for code in codes) or not dispositions.isdisjoint(
                visit.dispositions
            )

        return tuple(visit for visit in self.visits if leads(visit))


def _tally(codes: Iterable[str]) -> dict[str, int]:
    counts = Counter(codes)
    return {code: counts[code] for code in sorted(counts, key=code_order)}


def code_order(code: str) -> tuple[bool, int, str]:
    """Digits by their number, then letters."""
    return (not code.isdigit(), int(code) if code.isdigit() else 0, code)


class Counting:
    """The figures of a period, from the published files and the log up to the period's checkpoint."""

    def __init__(self, files: Mapping[str, bytes], books: Books, period: Period) -> None:
        self.files, self.books, self.period = files, books, period
        self.policy = books.policy(period.cut_off)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The draws of the period, by the day of their outcome; a void one is none."""
        found = [
            Task(draw, tuple(self._counted(draw, result) for result in self._results.get(draw.draw, ())))
            for draw in self.books.draws.values()
            if self.period.holds(draw.day) and draw.records.void is None
        ]
        return tuple(found)

    @cached_property
    def _results(self) -> dict[str, list[Result]]:
        found: dict[str, list[Result]] = {}
        for result in self.books.results:
            found.setdefault(result.draw, []).append(result)
        return found

    def _counted(self, draw: DrawFile, result: Result) -> Counted:
        finding = result.finding
        row = result_row(self.files, result.newest.logged.record)
        in_force = tuple(who for who in draw.teams.get(result.named, ()) if who != VACANT)
        team = (finding.inspectors if finding else ()) or in_force
        due, shown, state = self._publication(result)
        dispositions = tuple(row.dispositions) if row else ()
        return Counted(draw.order.unit, result, finding, dispositions, team, due, shown, state)

    @cached_property
    def _publications(self) -> dict[str, Publication]:
        """Row → its term, by the policy in force when it was logged (article 18)."""
        found = book_publications(self.books, self.period.cut_off, self.policy) if self.policy else []
        return {one.row: one for one in found}

    def _publication(self, result: Result) -> tuple[date | None, date | None, State | None]:
        """By when a result's first row was to be public, since when it is, and how that stands at the cut-off."""
        first = result.rows[0]
        shown = self.books.published_on(first.logged.position, first.logged.record)
        if shown is not None and shown > self.period.cut_off:
            shown = None
        term = self._publications.get(first.row)
        if term is None:
            return None, shown, "done" if shown else None
        return term.due.day, shown, term.due.state(self.period.cut_off, shown)

    @cached_property
    def _plans(self) -> list[PlanBook]:
        return [plan for plan in self.books.plans if plan.year == self.period.year]

    @cached_property
    def objects(self) -> int:
        """Everyone on the newest roster of objects."""
        return self._rows("objects")

    def _rows(self, table: str) -> int:
        logged = self.books.history.roster(table)
        return logged.record.rows if logged else 0

    @cached_property
    def departments(self) -> list[str]:
        """The department of each inspector on the newest roster."""
        logged = self.books.history.roster("inspectors")
        path = places.snapshot(logged.record.sha256) if logged else ""
        try:
            rows = snapshots.parse_inspectors_snapshot(self.files.get(path, b""), path)
        except PublisherError:
            return [""] * self._rows("inspectors")
        return [row.department for row in rows]

    @property
    def _sealed(self) -> dict[str, str]:
        """Where the newest roster of each table stands in the log."""
        found = {table: self.books.history.roster(table) for table in ("objects", "inspectors")}
        return {table: f"log[{logged.position}]" for table, logged in found.items() if logged}

    @property
    def units(self) -> list[str]:
        """The units that plan or draw in the period."""
        drawing = {task.file.order.unit for task in self.tasks} | {plan.unit for plan in self._plans}
        return sorted(drawing)

    def figures(self, unit: str = "") -> Figures:
        """One line of the table; all units together where none is named."""
        mine: Callable[[str], bool] = (lambda one: one == unit) if unit else (lambda _: True)
        codes = self.policy.result_codes if self.policy else {}
        return Figures(
            unit=unit,
            plans=tuple(row.row for plan in self._plans if mine(plan.unit) for row in plan.rows),
            tasks=tuple(task for task in self.tasks if mine(task.file.order.unit)),
            partners=self.books.partners,
            objects=self.objects,
            inspectors=sum(map(mine, self.departments)),
            rosters=self._sealed,
            refers={code: meaning.refer for code, meaning in codes.items()},
        )
