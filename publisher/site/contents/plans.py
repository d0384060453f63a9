"""年度计划: every row with its draws, what is still to be drawn, what is overdue, and what was amended (article 14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from publisher.draw.identifiers import parse_date
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import FileRecord
from publisher.rules.plans import Use, plan_uses
from publisher.rules.results import logged_day
from publisher.rules.rosters import RosterChange, compare
from publisher.site.contents.charts import Span, day_of_year
from publisher.site.read.draws import DrawView, State
from publisher.site.read.figures import percent
from publisher.site.read.view import View
from publisher.site.read.words import KINDS, METHODS
from publisher.tables.rosters import PlanRow
from publisher.workspace.books import PlanBook

COLUMNS = {
    "items": "抽查事项",
    "title": "任务名称",
    "kind": "抽查类型",
    "scope_text": "对象范围",
    "ratio": "抽查比例",
    "frequency": "频次",
    "method": "抽查方式",
    "joint": "跨部门联合",
    "from_": "起始日期",
    "to": "截止日期",
}


class PlanDot(NamedTuple):
    """A draw in the year's strip: where its day stands, and whether it has an outcome by now."""

    at: str
    drawn: bool


class Occurrence(NamedTuple):
    """One draw that the plan asks for. `draw`: None where it wasn't made; `kind` chooses the mark beside `said`."""

    number: int
    draw: DrawView | None
    said: str
    kind: str

    @property
    def drawn(self) -> bool:
        """Whether its draw has an outcome."""
        return self.draw is not None and self.draw.records.outcome is not None


@dataclass(frozen=True)
class PlanLine:
    """A row of a plan with its occurrences. `period` and `dots` place it in the year's strip."""

    row: str
    title: str
    items: tuple[str, ...]
    kind: str
    method: str
    scope: str
    ratio: str
    joint: bool
    start: date
    end: date
    occurrences: tuple[Occurrence, ...]
    period: Span
    dots: tuple[PlanDot, ...]

    @property
    def drawn(self) -> int:
        """Occurrences whose draw has an outcome."""
        return sum(o.drawn for o in self.occurrences)

    @property
    def overdue(self) -> int:
        """Occurrences that weren't drawn by the row's last day."""
        return sum(o.kind == "fail" for o in self.occurrences)


class Amendment(NamedTuple):
    """A signed version of a plan and what it changed; the first one changed nothing."""

    position: int
    day: date
    sha256: str
    path: str
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PlanView:
    """A unit's plan of a year. `versions`: newest first."""

    year: int
    unit: str
    name: str
    lines: tuple[PlanLine, ...]
    versions: tuple[Amendment, ...]

    @property
    def occurrences(self) -> list[Occurrence]:
        """All occurrences of all rows."""
        return [one for line in self.lines for one in line.occurrences]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many draws are planned, made, waiting for their random value, still to be made, overdue."""
        drawn, overdue = sum(line.drawn for line in self.lines), sum(line.overdue for line in self.lines)
        waiting = sum(o.draw is not None and not o.drawn for o in self.occurrences)
        planned = len(self.occurrences)
        open_ones = planned - drawn - overdue - waiting
        return {"planned": planned, "drawn": drawn, "waiting": waiting, "open": open_ones, "overdue": overdue}


def plan_views(view: View) -> list[PlanView]:
    """Every plan that is signed, the newest year first."""
    uses = plan_uses(view.ledger.history)
    reader = _Reader(view, {use_key(name): list(found) for name, found in uses.items()})
    plans = [reader.plan(book) for book in view.books.plans]
    return sorted(plans, key=lambda plan: (-plan.year, plan.unit))


def use_key(name: str) -> tuple[str, str]:
    """(year, unit) of a plan's file `plans/<year>/<unit>.csv`."""
    _, year, file = name.split("/")
    return year, file.removesuffix(".csv")


def unplanned(view: View) -> list[DrawView]:
    """Draws outside any plan, newest first: each names its approval."""
    return [draw for draw in view.draws if draw.commit.record.plan.approval is not None]


class _Reader:
    def __init__(self, view: View, uses: Mapping[tuple[str, str], Sequence[Use]]) -> None:
        self.view = view
        self.uses = uses
        self.draws = view.by_number
        self.names = {agency.agency: agency.name for agency in view.books.agencies}
        self.items = {one.item.item: one.item.name for version in view.items[::-1] for one in version.items}

    def plan(self, book: PlanBook) -> PlanView:
        used: dict[tuple[str, int], str] = {}
        for draw, row, occurrence, _ in self.uses.get((str(book.year), book.unit), ()):
            used[row, occurrence] = draw
        lines = tuple(self._line(book.year, row, used) for row in book.rows)
        return PlanView(
            book.year, book.unit, self.names.get(book.unit, book.unit), lines, tuple(self._versions(book))[::-1]
        )

    def _line(self, year: int, row: PlanRow, used: Mapping[tuple[str, int], str]) -> PlanLine:
        start, end = parse_date(row.from_), parse_date(row.to)
        made = tuple(self._occurrence(n, used.get((row.row, n), ""), end) for n in range(1, row.frequency + 1))
        return PlanLine(
            row=row.row,
            title=row.title,
            items=tuple(self.items.get(item, item) for item in row.items),
            kind=KINDS.get(row.kind, row.kind),
            method=METHODS.get(row.method, row.method),
            scope=row.scope_text,
            ratio=percent(row.ratio),
            joint=row.joint == "yes",
            start=start,
            end=end,
            occurrences=made,
            period=_between(start, end, year),
            dots=tuple(PlanDot(day_of_year(one.draw.beacon_time.date(), year), one.drawn) for one in made if one.draw),
        )

    def _occurrence(self, number: int, name: str, end: date) -> Occurrence:
        draw = self.draws.get(name)
        if draw is None:
            late = self.view.today > end
            return Occurrence(number, None, "逾期未抽" if late else f"未抽，应在{end}前", "fail" if late else "waiting")
        if draw.state in (State.DRAWN, State.PUBLISHED):
            return Occurrence(number, draw, f"已抽{len(draw.drawn)}户，已公示{draw.results}户", draw.state.kind)
        return Occurrence(number, draw, draw.state.zh, draw.state.kind)

    def _versions(self, book: PlanBook) -> Iterator[Amendment]:
        """What each signed version changed; a version whose file can't be read is passed over, as in the books."""
        name = f"plans/{book.year}/{book.unit}.csv"
        logged = [item for item in self.view.ledger.history.files("plan") if item.record.file == name]
        if len(logged) != len(book.versions):
            return
        before: Sequence[PlanRow] | None = None
        for item, rows in zip(logged, book.versions, strict=True):
            changes = () if before is None else tuple(map(_said, compare(_cells(before), _cells(rows))))
            yield _amendment(item, changes)
            before = rows


def _amendment(item: Logged[FileRecord], changes: tuple[tuple[str, str], ...]) -> Amendment:
    sha256 = item.record.sha256
    return Amendment(item.position, logged_day(item.record), sha256, places.snapshot(sha256), changes)


def _cells(rows: Sequence[PlanRow]) -> dict[str, dict[str, str]]:
    return {row.row: {column: _text(getattr(row, column)) for column in COLUMNS} for row in rows}


def _text(value: object) -> str:
    return "；".join(value) if isinstance(value, tuple) else str(value)


def _said(change: RosterChange) -> tuple[str, str]:
    """(row, what changed) in words."""
    if change.effect == "added":
        return change.id, "新增这一行"
    if change.effect == "removed":
        return change.id, "删去这一行"
    return change.id, f"{COLUMNS[change.column]}：{change.before or '空'} → {change.after or '空'}"


def _between(start: date, end: date, year: int) -> Span:
    first, last = day_of_year(start, year), day_of_year(end, year)
    return Span(first, f"{float(last[:-1]) - float(first[:-1]):.2f}%")
