"""结果公示: every published result in the columns of national practice, by year of the visit (articles 13 and 18).

A withdrawn text leaves the table and stays in the counts. What the schemas keep from the public never comes here: the
rows are made from published files alone, inspectors by the names that the published roster has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from publisher.log.records import Withdraw
from publisher.rules.calendar import WorkCalendar
from publisher.rules.exceptions import CODES as REASONS
from publisher.rules.objections import STATE_WORDS, Terms, object_until
from publisher.rules.referrals import COUNT_ONLY
from publisher.rules.results import Finding, Result
from publisher.rules.visits import codes_problem
from publisher.site.contents.result_tags import Tags
from publisher.site.read.drawn import review_said
from publisher.site.read.draws import DrawView
from publisher.site.read.people import Person
from publisher.site.read.view import View
from publisher.site.read.words import GROUNDS as WITHDRAWAL_WORDS
from publisher.site.read.words import KINDS
from publisher.tables.draw_rules import work_calendar

OUTSIDE = "抽签以外"


class ResultLine(NamedTuple):
    """One result as its newest row says it. `link`: the site path of its place on its draw's page, or empty.

    `objection`: where the newest one stands, or empty; `object_until`: None where no policy says so, or it isn't public
    yet; `tags`: what statistics count it under, as `town:441624100`.
    """

    row: str
    draw: str
    task: str
    plan: str
    kind: str
    link: str
    object_id: str
    name: str
    agency: str
    inspectors: tuple[str, ...]
    items: tuple[str, ...]
    item_ids: tuple[str, ...]
    visited_on: date
    fixed_on: date
    method: str
    codes: str
    dispositions: str
    remark: str
    position: int
    corrected: int
    re_checked_on: date | None
    objection: str
    objection_open: bool
    object_until: date | None
    problem: bool
    tags: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """What stands under 备注, beside the mark of an objection."""
        parts = [self.remark.rstrip("。；")] if self.remark else []
        if self.re_checked_on:
            parts.append(f"{self.re_checked_on.isoformat()}复查")
        if self.corrected:
            parts.append(f"更正过{self.corrected}次")
        return parts


@dataclass(frozen=True)
class YearResults:
    """The results of visits made in one year, newest first, and what isn't among them: reason in words → how many.

    `last`: the position of the newest log entry that is told; -1 where nothing is.
    """

    year: int
    lines: tuple[ResultLine, ...]
    left_out: Mapping[str, int]
    last: int

    @property
    def problems(self) -> int:
        """How many found something."""
        return sum(line.problem for line in self.lines)


@lru_cache(maxsize=1)
def results_by_year(view: View) -> tuple[YearResults, ...]:
    """Every year that had visits, the newest first; the year of the build always, also where nothing is published."""
    reader = _Reader(view)
    lines: dict[int, list[ResultLine]] = {view.today.year: []}
    gone: defaultdict[int, Counter[str]] = defaultdict(Counter)
    last: defaultdict[int, int] = defaultdict(lambda: -1)
    for result in view.books.results:
        found = result.finding
        if found is None and not result.draw:
            continue  # an entry of article 13 whose visit is still to come
        year = year_of(result)
        made = lines.setdefault(year, [])
        last[year] = max(last[year], reader.last(result))
        if found is None:
            gone[year]["没有公布文字"] += 1
        elif reason := reader.left_out(result, found):
            gone[year][reason] += 1
        else:
            made.append(reader.line(result, found))
    return tuple(
        YearResults(year, tuple(sorted(made, key=_newest_first)), dict(sorted(gone[year].items())), last[year])
        for year, made in sorted(lines.items(), reverse=True)
    )


def year_of(result: Result) -> int:
    """The year under which a result is listed: that of the visit, or of its newest row where its text isn't held."""
    return result.finding.visited_on.year if result.finding else result.newest.day.year


def objection_terms_open(view: View) -> dict[str, date]:
    """Sealed row → until when whoever is named may object, where that day isn't past (article 18)."""
    lines = (line for made in results_by_year(view) for line in made.lines)
    return {line.row: line.object_until for line in lines if line.object_until and line.object_until >= view.today}


def _newest_first(line: ResultLine) -> tuple[int, str, str]:
    return -line.fixed_on.toordinal(), line.draw, line.object_id


class _Text(NamedTuple):
    """What a row's published text says beyond its codes and days, in words."""

    method: str = ""
    dispositions: str = ""
    remark: str = ""


class _Reader:
    def __init__(self, view: View) -> None:
        self.view = view
        self.draws = view.by_number
        self.units = {agency.agency: agency.name for agency in view.books.agencies}
        self.names = {row.object_id: row.name for row in view.rosters.objects}
        self.people = {row.inspector_id: row.name for row in view.rosters.inspectors}
        self.items = {one.item.item: one.item.name for version in view.items[::-1] for one in version.items}
        self.meanings = view.policy.result_codes if view.policy else {}
        self.objections = {item.row: item.state for item in view.books.registers.objections}
        self.texts = {r.row: r for draw in view.draws for one in draw.drawn for r in one.results}
        self.withdrawn = {item.record.row: item for item in view.ledger.history.of(Withdraw)}
        numbers = view.numbers
        self.calendar: WorkCalendar | None = work_calendar(view.policy) if view.policy else None
        self.terms = Terms(numbers.object_days, numbers.receive_days, numbers.decide_days, numbers.receive_days)
        # of many results few differ in these
        self.problem = lru_cache(maxsize=None)(lambda codes: codes_problem(codes, self.meanings))
        self.codes = lru_cache(maxsize=None)(lambda codes: view.words.all("result", list(codes)))
        self.named_items = lru_cache(maxsize=None)(lambda items: tuple(self.items.get(item, item) for item in items))
        self.until = lru_cache(maxsize=None)(self._days_to_object)
        self.tags = Tags(view.books, self.objections)

    def left_out(self, result: Result, found: Finding) -> str:
        """Why a result isn't in the table, in words; empty where it is."""
        row = result.newest.row
        if row in self.view.withdrawn:
            ground = self.withdrawn[row].record.ground if row in self.withdrawn else ""
            return f"已停止公示（{WITHDRAWAL_WORDS[ground]}）" if ground in WITHDRAWAL_WORDS else "已停止公示"
        if any(code in self.meanings and self.meanings[code].publish == COUNT_ONLY for code in found.codes):
            return "只计数、不按单位公布（第二十条）"
        return ""

    def last(self, result: Result) -> int:
        """The position of the newest entry that tells of a result: its newest row, or that row's withdrawal."""
        newest = result.newest
        withdrawn = self.withdrawn.get(newest.row)
        return max(newest.logged.position, withdrawn.position if withdrawn else -1)

    def line(self, result: Result, found: Finding) -> ResultLine:
        """The row of a result that is shown."""
        draw = self.draws.get(result.draw)
        text = self._text(result)
        state = self.objections.get(result.root, "")
        problem = self.problem(found.codes)
        corrected = len(result.corrections())
        return ResultLine(
            row=result.newest.row,
            draw=result.draw or result.named,
            task=draw.title if draw else f"抽签以外的检查（{REASONS[found.reason].zh}）" if found.reason else "",
            plan=(draw.commit.record.plan.row or "计划外") if draw else "",
            kind=_kind(result, draw),
            link=f"draws/{draw.draw}/index.html#u-{result.named}" if draw else "",
            object_id=found.object_id,
            name=self._name(draw, result, found),
            agency=self.units.get(found.agency, found.agency),
            inspectors=tuple(self._inspector(draw, one) for one in found.inspectors),
            items=self.named_items(found.items),
            item_ids=found.items,
            visited_on=found.visited_on,
            fixed_on=found.fixed_on,
            method=text.method,
            codes=self.codes(found.codes),
            dispositions=text.dispositions,
            remark=text.remark,
            position=result.newest.logged.position,
            corrected=corrected,
            re_checked_on=found.re_checked_on,
            objection=STATE_WORDS[state].zh if state in STATE_WORDS else "",  # type: ignore[index]
            objection_open=state in ("received", "accepted", "upheld"),
            object_until=self._until(result),
            problem=problem,
            tags=self.tags.of(result, found, problem=problem, corrected=corrected > 0),
        )

    def _until(self, result: Result) -> date | None:
        """Until when whoever is named may object, counted from the newest row's publication (article 18)."""
        newest = result.newest
        shown = self.view.books.published_on(newest.logged.position, newest.logged.record)
        return self.until(shown) if shown else None

    def _days_to_object(self, shown: date) -> date | None:
        return object_until(shown, self.calendar, self.terms).day if self.calendar else None

    def _text(self, result: Result) -> _Text:
        shown = self.texts.get(result.newest.row)
        if shown is not None:
            return _Text(shown.method, shown.dispositions, _joined(shown.remark, shown.review))
        made = result.newest.entry.result if result.newest.entry else None
        if made is None:
            return _Text()
        say = self.view.words
        remark = _joined(made.remark, review_said(made.review))
        return _Text(say.say("method", made.method), say.all("disposition", made.dispositions), remark)

    def _name(self, draw: DrawView | None, result: Result, found: Finding) -> str:
        person = draw.people.object(result.named) if draw else None
        row = self.view.books.objects.get(found.object_id)
        return (person.name if person else "") or (row.name if row else "") or self.names.get(found.object_id, "")

    def _inspector(self, draw: DrawView | None, inspector: str) -> str:
        person = draw.people.inspector(inspector) if draw else Person(inspector, inspector, "")
        name = person.name or self.people.get(inspector, "")
        return inspector if name in ("", "*") else name


def _kind(result: Result, draw: DrawView | None) -> str:
    if not result.draw:
        return OUTSIDE
    return KINDS[draw.order.kind].removesuffix("抽查") if draw and draw.order else ""


def _joined(*parts: str) -> str:
    return "；".join(part.rstrip("。；") for part in parts if part)
