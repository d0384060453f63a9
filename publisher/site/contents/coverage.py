"""How far the year's inspections reach, how soon they were public, how many were joint: charts (art. 15, 18, 19)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from publisher.rules.publishing import Publication
from publisher.rules.year_numbers import YearNumbers
from publisher.rules.year_tables import Dimension
from publisher.site.contents.charts import Axis, Dot, Line, Tick, axis_to, joined, percent_along, rising
from publisher.site.contents.year import JOINED, category, cells_of, results_link
from publisher.site.contents.years import said
from publisher.site.read.rosters import ACTIVE, ObjectRow, objects_on
from publisher.site.read.view import View

HEIGHT = 150.0


class Reach(NamedTuple):
    """The year's visits in a group, held against its firms: who is visited twice counts twice, so it can pass 100%.

    `width`: of the bar, along the chart's axis.
    """

    label: str
    listed: int
    checked: int
    percent: str
    width: str
    rows: str


class Coverage(NamedTuple):
    """One chart of coverage, the widest reach first, and how many groups nobody was sent to."""

    code: str
    title: str
    message: str
    axis: Axis
    rows: tuple[Reach, ...]


def coverage(view: View, numbers: YearNumbers) -> list[Coverage]:
    """Coverage by industry and by township: visits of a year by firms in business on its newest roster.

    Groups are merged as the rates are (article 19): a number that is merged there can't be read off here.
    """
    wanted = [dimension for dimension in numbers.dimensions if dimension.code in ("section", "town")]
    rows = view.rosters.objects
    if numbers.year != view.today.year:
        rows = objects_on(view.files, view.rosters, view.words, numbers.until)
    return [_coverage(view, numbers, dimension, rows) for dimension in wanted]


def _coverage(view: View, numbers: YearNumbers, dimension: Dimension, roster: Iterable[ObjectRow]) -> Coverage:
    code = dimension.code
    listed = Counter(getattr(row, code) for row in roster if row.status == ACTIVE)
    groups: list[tuple[tuple[str, ...], int]] = []
    seen: set[str] = set()
    for cell in cells_of(numbers, dimension):
        groups.append((cell.categories, cell.cell.checked))
        seen |= {category(view, code, name) for name in cell.categories}
    reached = [_reach(view, numbers.year, code, names, checked, listed) for names, checked in groups]
    unreached = [Reach(label, number, 0, "0.0%", "0%", "") for label, number in listed.items() if label not in seen]
    axis = axis_to(max((r.checked / r.listed for r in reached if r.listed), default=1.0), percent=True)
    rows = [r._replace(width=axis.at(r.checked / r.listed)) if r.listed else r for r in reached]
    rows.sort(key=lambda r: (-(r.checked / r.listed if r.listed else 0), r.label))
    unreached.sort(key=lambda r: (-r.listed, r.label))
    message = _message(said(view, numbers.year), dimension, len(unreached))
    return Coverage(code, dimension.title.zh, message, axis, (*rows, *unreached))


def _message(when: str, dimension: Dimension, unreached: int) -> str:
    title = dimension.title.zh
    return f"按{title}：{f'有{unreached}个{when}没有查到' if unreached else '每一个都查到了'}"


def _reach(view: View, year: int, code: str, names: tuple[str, ...], checked: int, listed: Mapping[str, int]) -> Reach:
    labels = [category(view, code, name) for name in names]
    number = sum(listed.get(label, 0) for label in labels)
    share = f"{100 * checked / number:.1f}%" if number else "—"
    return Reach(JOINED.join(labels), number, checked, share, "0%", results_link(view, year, code, names))


class Trend(NamedTuple):
    """A line over the year's months: pixels down, percentages across (templates/charts.html)."""

    said: str
    caption: str
    height: float
    levels: tuple[tuple[float, str], ...]
    goal: float | None
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]


def joint_trend(numbers: YearNumbers) -> Trend | None:
    """The share of joint draws from January to the end of each month, held against the target (article 15)."""
    goal = float(numbers.numbers.joint_share)
    points = [(month.month, month.tasks) for month in numbers.trend if month.tasks.whole]
    if not points:
        return None
    axis = axis_to(max(goal, *(share.part / share.whole for _, share in points)) * 1.1, percent=True)
    dots = tuple(
        Dot(_month(number), rising(share.part / share.whole, axis, HEIGHT), share.percent) for number, share in points
    )
    levels = tuple((rising(_value(tick.label), axis, HEIGHT), tick.label) for tick in axis.ticks)
    number, last = points[-1]
    reached = "达到" if last.reaches(numbers.numbers.joint_share) else "没有达到"
    return Trend(
        said=f"到{number}月，联合抽查占{last.percent}，{reached}{goal * 100:g}%的目标",
        caption=f"从1月到各月底，联合抽查占已有结果的抽查的比例。虚线是目标{goal * 100:g}%。",
        height=HEIGHT,
        levels=levels,
        goal=rising(goal, axis, HEIGHT),
        lines=tuple(joined(dots)),
        dots=dots,
        ticks=tuple(Tick(_month(month), f"{month}月" if month % 2 else "") for month in range(1, 13)),
    )


def _month(number: int) -> str:
    return percent_along(number - 0.5, 12)


def _value(label: str) -> float:
    return float(label.removesuffix("%")) / 100


class Soon(NamedTuple):
    """How many results were public so many days after they were fixed. `late`: after their term, or not yet.

    `width`: of the bar, held against the longest.
    """

    label: str
    number: int
    width: str
    late: bool


class Timely(NamedTuple):
    """The year's results by how soon they were public."""

    message: str
    rows: tuple[Soon, ...]
    total: int


_BANDS = (("当天", 0), ("1到3天", 3), ("4到7天", 7), ("8到14天", 14), ("15天以上，在期限以内", 10_000))


def timely(view: View, year: int) -> Timely:
    """How soon the results that were fixed in a year were published (article 18)."""
    mine = [item for item in view.publications if item.fixed_on.year == year]
    states = Counter(item.state(view.today) for item in mine)
    days = [(item.public_on - item.fixed_on).days for item in mine if item.public_on and item.public_on <= item.due.day]
    counts, low = [], -1
    for band, high in _BANDS:
        counts.append((band, sum(low < number <= high for number in days), False))
        low = high
    counts += [("逾期才公示", states["late"], True), ("逾期，至今没有公示", states["overdue"], True)]
    most = max(number for _, number, _ in counts)
    rows = tuple(Soon(band, number, percent_along(number, most), bad) for band, number, bad in counts)
    late = states["late"] + states["overdue"]
    return Timely(_timely_message(mine, late, said(view, year)), rows, sum(row.number for row in rows))


def _timely_message(mine: Sequence[Publication], late: int, when: str) -> str:
    left = [(item.due.day - item.public_on).days for item in mine if item.public_on is not None]
    if late:
        return f"有{late}条逾期"
    if not left:
        return f"{when}没有公示的结果"
    return f"{len(left)}条全部按期公示，最晚的一条离到期还有{min(left)}天"
