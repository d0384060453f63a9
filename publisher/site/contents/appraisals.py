"""考评: a unit's six indicators, each with every record that it counts, so that anyone can count again (article 21)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from publisher.rules.appraisal import Indicator
from publisher.site.contents.charts import percent_along
from publisher.site.contents.result_tags import ROW_DIGITS
from publisher.site.read.view import View

MAX_LISTED = 500
"""References of one kind on the page; the command `publisher stats --json` lists all."""
ROSTERS = {"objects": "单位名录", "inspectors": "检查人员名录"}
HOW = {
    "plan-done": "计划里写明的抽签，做了几次。未到期的也在总数里。",
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


class IndicatorView(NamedTuple):
    """An indicator with its bar and its records. `telling`: those that lower it, or that it is about."""

    indicator: Indicator
    how: str
    width: str
    target: str
    goal: str
    telling: tuple[Reference, ...]
    others: tuple[Reference, ...]

    @property
    def hidden(self) -> int:
        """Records that the page doesn't list."""
        listed = len(self.telling) + len(self.others)
        return len(self.indicator.among) - listed


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


def appraisals(view: View) -> list[AppraisalView]:
    """Every unit that inspects, in the year of the build."""
    if view.year is None:
        return []
    names = {agency.agency: agency.name for agency in view.books.agencies}
    return [
        AppraisalView(one.unit, names.get(one.unit, one.unit), one.year, tuple(_indicator(i) for i in one.indicators))
        for one in view.year.appraised
    ]


def _indicator(indicator: Indicator) -> IndicatorView:
    counted = set(indicator.counted)
    rest = tuple(reference for reference in indicator.among if reference not in counted)
    first, second = (rest, indicator.counted) if indicator.better == "more" else (indicator.counted, rest)
    share = indicator.share.fraction
    target = float(indicator.target) if indicator.target else None
    return IndicatorView(
        indicator=indicator,
        how=HOW.get(indicator.code, ""),
        width=percent_along(float(share), 1) if share is not None else "0%",
        target="" if target is None else percent_along(target, 1),
        goal="" if target is None else f"{target * 100:g}%",
        telling=_references(indicator.code, first),
        others=_references(indicator.code, second),
    )


def _references(code: str, names: Sequence[str]) -> tuple[Reference, ...]:
    return tuple(Reference(_label(code, name), _link(code, name)) for name in names[:MAX_LISTED])


def _label(code: str, name: str) -> str:
    if code == "plan-done":
        row, _, number = name.partition("#")
        return f"{row} 第{number}次"
    if code == "roster-fresh":
        return ROSTERS.get(name, name)
    if code == "substitutions":
        draw, object_id, seat = name.split("/")
        return f"{draw} {_cut(object_id)} 第{seat}位"
    return name if code == "joint" else f"{name[:ROW_DIGITS]}…"


def _link(code: str, name: str) -> str:
    if code == "plan-done":
        return f"plan.html#row-{name.partition('#')[0]}"
    if code == "roster-fresh":
        return f"roster/{name}.html"
    if code == "substitutions":
        draw, object_id, _ = name.split("/")
        return f"draws/{draw}/index.html#u-{object_id}"
    return f"draws/{name}/index.html" if code == "joint" else f"results.html?only=row:{name[:ROW_DIGITS]}"


def _cut(name: str) -> str:
    return f"{name[:12]}…" if len(name) == 64 else name
