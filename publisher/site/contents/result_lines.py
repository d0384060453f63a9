"""One result as a line of the table of results: all in words, as published files have it (articles 13 and 18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from typing import NamedTuple

from publisher.log.records import Withdraw
from publisher.rules.exceptions import CODES as REASONS
from publisher.rules.objections import STATE_WORDS
from publisher.rules.referrals import COUNT_ONLY
from publisher.rules.results import Finding, Result
from publisher.rules.visits import codes_problem
from publisher.site.contents.result_tags import Tags
from publisher.site.read.drawn import ResultView, review_said
from publisher.site.read.draws import DrawView
from publisher.site.read.known import Part
from publisher.site.read.people import Person
from publisher.site.read.view import View
from publisher.site.read.words import GROUNDS as WITHDRAWAL_WORDS
from publisher.site.read.words import KINDS

OUTSIDE = "抽签以外"


class ResultLine(NamedTuple):
    """One result as its newest row says it. `link`: the site path of its place on its draw's page, or empty.

    `objection`: where the newest one stands, or empty; `tags`: what statistics count it under, as `town:441624100`.
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


LINES = Part("lines", list[ResultLine])


class _Text(NamedTuple):
    """What a row's published text says beyond its codes and days, in words."""

    method: str = ""
    dispositions: str = ""
    remark: str = ""


class LineReader:
    """Makes the lines of one view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.draws = view.by_number
        self.units = {agency.agency: agency.name for agency in view.books.agencies}
        self.names = {row.object_id: row.name for row in view.rosters.objects}
        self.people = {row.inspector_id: row.name for row in view.rosters.inspectors}
        self.items = {one.item.item: one.item.name for version in view.items[::-1] for one in version.items}
        self.meanings = view.policy.result_codes if view.policy else {}
        self.objections = {item.row: item.state for item in view.books.registers.objections}
        self.withdrawn = {item.record.row: item for item in view.ledger.history.of(Withdraw)}
        # of many results few differ in these
        self.problem = cache(lambda codes: codes_problem(codes, self.meanings))
        self.codes = cache(lambda codes: view.words.all("result", list(codes)))
        self.named_items = cache(lambda items: tuple(self.items.get(item, item) for item in items))
        self.tags = Tags(view.books, self.objections)
        # both go by the day of the build
        self._also = sha256(repr((view.policy, self.items)).encode()).hexdigest()
        self._known = cache(self._recall)

    @cached_property
    def texts(self) -> Mapping[str, ResultView]:
        """Row → what the site shows of its text."""
        return {r.row: r for draw in self.view.draws for one in draw.drawn for r in one.results}

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
        """The row of a result that is shown, as an earlier build told it where that is known."""
        return self._known(result.draw).get(result.newest.logged.position) or self._line(result, found)

    def _recall(self, draw: str) -> Mapping[int, ResultLine]:
        return {line.position: line for line in self.view.known.recall(draw, LINES, self._also) or ()}

    def keep(self, lines: Iterable[ResultLine]) -> None:
        """Keep the lines of draws of which none are known."""
        fresh: dict[str, list[ResultLine]] = {}
        for line in lines:
            if not self._known(line.draw):
                fresh.setdefault(line.draw, []).append(line)
        for draw, made in fresh.items():
            self.view.known.keep(draw, LINES, made, self._also)

    def _line(self, result: Result, found: Finding) -> ResultLine:
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
            problem=problem,
            tags=self.tags.of(result, found, problem=problem, corrected=corrected > 0),
        )

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
