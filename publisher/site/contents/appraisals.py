"""考评: a unit's six indicators, each with every record that it counts, so that anyone can count again (article 21)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from publisher.rules.appraisal import Indicator
from publisher.rules.results import Result
from publisher.rules.year_numbers import YearNumbers
from publisher.site.contents.charts import percent_along
from publisher.site.contents.results import results_by_year
from publisher.site.contents.results_context import result_link, result_page
from publisher.site.read.view import View

MAX_LISTED = 500
"""References of one kind on the page; the command `publisher stats --json` lists all."""
ROSTERS = {"objects": "单位名录", "inspectors": "检查人员名录"}
HOW = {
    "plan-done": "计划里写明的抽签，抽了几次。封存了还没抽的不算抽过，未到期的也在总数里。",
    "on-time": "该公布或已公布的结果里，几条在期限以内让见证人看到了。期限是认定之日起30日和20个工作日中较早的一个。",
    "joint": "有检查结果的抽查里，几次每一户都有协作部门自己的人到场。只列名不算。",
    "roster-fresh": "两个名录里，几个在规定的日数以内核对封存过。",
    "substitutions": "全部检查组的位置里，几个换过人。",
    "corrections": "全部结果里，几条后来更正过。复查不算更正。",
}


class Reference(NamedTuple):
    """One record that is counted: how it is called, and the site path where it is."""

    label: str
    link: str


class Group(NamedTuple):
    """Records that are alike to an indicator: what they are, how many, and those that the page lists."""

    title: str
    number: int
    listed: tuple[Reference, ...]


class IndicatorView(NamedTuple):
    """An indicator with its bar and its records; those that lower it, or that it is about, come first."""

    indicator: Indicator
    how: str
    width: str
    target: str
    goal: str
    groups: tuple[Group, ...]

    @property
    def hidden(self) -> int:
        """Records that the page doesn't list."""
        return sum(group.number - len(group.listed) for group in self.groups)


class AppraisalView(NamedTuple):
    """A unit's year."""

    unit: str
    name: str
    year: int
    indicators: tuple[IndicatorView, ...]

    @property
    def met(self) -> tuple[int, int]:
        """How many targets are reached, of how many there are."""
        judged = [one.indicator.met for one in self.indicators if one.indicator.met is not None]
        return sum(judged), len(judged)

    @property
    def not_due(self) -> int:
        """How many targets aren't reached only because something isn't due yet."""
        return sum(one.indicator.is_open for one in self.indicators)


def appraisals(view: View, numbers: YearNumbers) -> list[AppraisalView]:
    """Every unit that inspects, in a year."""
    names = {agency.agency: agency.name for agency in view.books.agencies}
    naming = _Naming(view)
    return [
        AppraisalView(
            one.unit, names.get(one.unit, one.unit), one.year, tuple(_indicator(naming, i) for i in one.indicators)
        )
        for one in numbers.appraised
    ]


def _indicator(naming: _Naming, indicator: Indicator) -> IndicatorView:
    share = indicator.share.fraction
    target = float(indicator.target) if indicator.target else None
    say = naming.of[indicator.code]
    return IndicatorView(
        indicator=indicator,
        how=HOW.get(indicator.code, ""),
        width=percent_along(float(share), 1) if share is not None else "0%",
        target="" if target is None else percent_along(target, 1),
        goal="" if target is None else f"{target * 100:g}%",
        groups=tuple(
            Group(title, len(names), tuple(say(name) for name in names[:MAX_LISTED]))
            for at, (title, names) in enumerate(_groups(indicator))
            if names or not at  # that nothing was missed is said, too
        ),
    )


def _groups(indicator: Indicator) -> Iterator[tuple[str, Sequence[str]]]:
    """(what they are, references): every reference of the indicator in one of them."""
    apart = {*indicator.counted, *indicator.pending}
    rest = [reference for reference in indicator.among if reference not in apart]
    if indicator.better == "fewer":
        yield from (("发生过的", indicator.counted), ("没有发生的", rest))
        return
    yield "没有做到的", rest
    if indicator.pending:
        yield "还没到期的", indicator.pending
    yield "做到的", indicator.counted


class _Naming:
    """How the references of each indicator are called, and where they are. `of`: indicator → what says so."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._results = {told.row: result for result in view.books.results for told in result.rows}
        lines = (line for made in results_by_year(view) for line in made.lines)
        self._named = {line.row: line.name or line.object_id for line in lines}
        self.of: dict[str, Callable[[str], Reference]] = {
            "plan-done": _planned,
            "on-time": self._row,
            "joint": lambda draw: Reference(draw, f"draws/{draw}/index.html"),
            "roster-fresh": lambda table: Reference(ROSTERS.get(table, table), f"roster/{table}.html"),
            "substitutions": self._seat,
            "corrections": self._row,
        }

    def _seat(self, name: str) -> Reference:
        draw, key, seat = name.split("/")
        person = self._view.by_number[draw].people.object(key)
        return Reference(f"{draw} {person.name or person.short} 第{seat}位", f"draws/{draw}/index.html#u-{person.key}")

    def _row(self, row: str) -> Reference:
        """A sealed row: by its draw and firm as far as its text is public, and where its result is listed."""
        result = self._results.get(row)
        if result is None:
            return self._missing(row)
        about, name = result.draw or result.named, self._named.get(result.newest.row)
        if name is None:
            gone = "已停止公示" if result.newest.row in self._view.withdrawn else "不按单位公布"
            return Reference(f"{about}（{gone}）{_which(result, row)}", result_page(self._view, result))
        return Reference(f"{about} {name}{_which(result, row)}", result_link(self._view, result))

    def _missing(self, about: str) -> Reference:
        """Somebody drawn whose result isn't there (rules/missing.py): named by draw and object, shown at the draw."""
        draw, _, key = about.partition("/")
        person = self._view.by_number[draw].people.object(key)
        return Reference(f"{draw} {person.name or person.short}（没有结果）", f"draws/{draw}/index.html#u-{key}")


def _planned(name: str) -> Reference:
    row, _, number = name.partition("#")
    return Reference(f"{row} 第{number}次", f"plan.html#row-{row}")


def _which(result: Result, row: str) -> str:
    """Which of a result's rows it is, where it isn't the first."""
    if row == result.root:
        return ""
    return "（更正）" if row in {told.row for told in result.corrections()} else "（后续）"
