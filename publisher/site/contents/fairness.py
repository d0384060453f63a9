"""Drawn counts against the chances that were published before: does the draw fall as lot would? (article 9)

For each township and industry, over the year's draws: how many were drawn, how many the published chances make one
expect, and the whole numbers between which lot alone would leave at least 19 of 20 such counts. Blinded frames count
once they are opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import ceil, floor, sqrt
from typing import NamedTuple

from publisher.draw.tables import parse_frame
from publisher.errors import PublisherError
from publisher.log import places
from publisher.site.contents.charts import Axis, Span, axis_to, span
from publisher.site.contents.years import DRAWN
from publisher.site.read.draws import DrawView
from publisher.site.read.source import table
from publisher.site.read.view import View
from publisher.site.read.words import SECTIONS

COLUMNS = {"town": "乡镇街道", "section": "行业门类"}
"""By what the drawn are counted: the roster's column, and its title."""
TWO_SIDED = 1.96
"""Of the normal distribution: 19 of 20 numbers lie within so many standard deviations."""
_TOLERANCE = 1e-9


class Expected(NamedTuple):
    """What lot makes one expect of a group: the mean, its variance, and what came out."""

    mean: float
    variance: float
    drawn: int

    @property
    def low(self) -> int:
        """The lower end of the range, rounded outwards: firms are whole."""
        return max(0, floor(self.mean - TWO_SIDED * sqrt(self.variance) + _TOLERANCE))

    @property
    def high(self) -> int:
        """The upper end of the range, rounded outwards."""
        return ceil(self.mean + TWO_SIDED * sqrt(self.variance) - _TOLERANCE)

    @property
    def within(self) -> bool:
        """Whether what came out lies in the range."""
        return self.low <= self.drawn <= self.high

    def plus(self, mean: float, variance: float, drawn: int) -> Expected:
        """With another stratum's numbers: strata are drawn independently of each other."""
        return Expected(self.mean + mean, self.variance + variance, self.drawn + drawn)


NOTHING = Expected(0.0, 0.0, 0)


def hypergeometric(group: int, eligible: int, size: int) -> tuple[float, float]:
    """(mean, variance) of how many of `group` firms are among `size` drawn from `eligible`."""
    if not eligible:
        return 0.0, 0.0
    share = group / eligible
    rest = (eligible - size) / (eligible - 1) if eligible > 1 else 0.0
    return size * share, size * share * (1 - share) * rest


class FairRow(NamedTuple):
    """One group as the chart shows it."""

    label: str
    mean: str
    range: str
    drawn: int
    within: bool
    span: Span
    rows: str


class Fairness(NamedTuple):
    """One chart: by what it counts, its message, its axis, its rows."""

    title: str
    message: str
    axis: Axis
    rows: tuple[FairRow, ...]


class Counted(NamedTuple):
    """The year's draws that are counted here, and the blinded ones that can't be yet."""

    charts: tuple[Fairness, ...]
    draws: tuple[str, ...]
    waiting: tuple[str, ...]


def fairness(view: View, year: int) -> Counted:
    """By township and by industry, over the draws with an outcome whose number is of the year."""
    draws = [draw for draw in view.concluded if draw.draw.startswith(f"{year}-") and draw.drawn]
    whole = [draw for draw in draws if is_counted(view, draw)]
    counted = {draw.draw for draw in whole}
    totals = _totals(view, whole)
    charts = tuple(_chart(view, year, column, title, totals[column]) for column, title in COLUMNS.items())
    waiting = tuple(draw.draw for draw in draws if draw.draw not in counted)
    return Counted(charts if whole else (), tuple(draw.draw for draw in whole), waiting)


def is_counted(view: View, draw: DrawView) -> bool:
    """Whether every row of its frame can be told by name: of a draw that is opened in part nothing is expected."""
    if not draw.people.blinded:
        return True
    return bool(draw.people.openings) and all(row in draw.people.openings for row, _ in eligible_of(view, draw))


def _totals(view: View, draws: Sequence[DrawView]) -> dict[str, dict[str, Expected]]:
    """Column → group → what is expected and what came, over all these draws; each frame is read once."""
    totals: dict[str, dict[str, Expected]] = {column: {} for column in COLUMNS}
    for draw in draws:
        known, eligible = places_of(view, draw), list(eligible_of(view, draw))
        for column, found in totals.items():
            group_of = {key: getattr(place, column) for key, place in known.items()}
            for label, expected in _expected(draw, eligible, group_of).items():
                found[label] = found.get(label, NOTHING).plus(*expected)
    return totals


def _chart(view: View, year: int, column: str, title: str, found: Mapping[str, Expected]) -> Fairness:
    axis = axis_to(max([1.0, *(max(one.high, one.drawn) for one in found.values())]))
    rows = [_row(view, year, column, code, one, axis) for code, one in found.items()]
    rows.sort(key=lambda row: (-float(row.mean), row.label))
    return Fairness(title, _message(title, rows), axis, tuple(rows))


def _row(view: View, year: int, column: str, code: str, one: Expected, axis: Axis) -> FairRow:
    label = view.words.say("town", code) if column == "town" else SECTIONS.get(code, code)
    return FairRow(
        label=label or "不详",
        mean=f"{one.mean:.1f}",
        range=f"{one.low}–{one.high}",
        drawn=one.drawn,
        within=one.within,
        span=span(one.low, one.high, axis, float(one.drawn)),
        rows=f"{DRAWN.path(view, year)}?only={column}:{code}",
    )


def _message(title: str, rows: Sequence[FairRow]) -> str:
    out = [row.label for row in rows if not row.within]
    if not out:
        return f"按{title}：抽中的户数都在机会所说的范围里"
    said = f"{len(rows)}个里有{len(out)}个落在范围以外（{'；'.join(out)}）"
    return f"按{title}：{said}；全凭抽签，平均20个里也至多有1个"


def _expected(
    draw: DrawView, eligible: Iterable[tuple[str, str]], group_of: Mapping[str, str]
) -> dict[str, tuple[float, float, int]]:
    """Group → (mean, variance, drawn), over the strata of one draw. Supplements aren't part of the draw."""
    listed: dict[str, Counter[str]] = {}
    for object_id, stratum in eligible:
        listed.setdefault(stratum, Counter())[_group(draw, group_of, object_id)] += 1
    came = Counter((one.stratum, _group(draw, group_of, one.object.key)) for one in draw.drawn if one.rank)
    found: dict[str, tuple[float, float, int]] = {}
    for chance in draw.chances:
        for group, number in listed.get(chance.stratum, Counter()).items():
            mean, variance = hypergeometric(number, chance.eligible, chance.size)
            before = found.get(group, (0.0, 0.0, 0))
            drawn = came[chance.stratum, group]
            found[group] = (before[0] + mean, before[1] + variance, before[2] + drawn)
    return found


def _group(draw: DrawView, group_of: Mapping[str, str], key: str) -> str:
    return group_of.get(draw.people.openings.get(key, key), "")


def eligible_of(view: View, draw: DrawView) -> Iterable[tuple[str, str]]:
    """(object or alias, stratum) of everybody who could be drawn."""
    return _eligible(view.files.get(places.draw_file(draw.draw, "frame.csv"), b""))


@lru_cache(maxsize=8)
def _eligible(data: bytes) -> tuple[tuple[str, str], ...]:
    try:
        return tuple((row.object_id, row.stratum) for row in parse_frame(data) if not row.excluded)
    except PublisherError:
        return ()


class Place(NamedTuple):
    """Where a firm is counted: its township and its industry's section, by code."""

    town: str
    section: str


NOWHERE = Place("", "")


def places_of(view: View, draw: DrawView) -> Mapping[str, Place]:
    """Object → its place, as the roster says that the draw's commit binds."""
    for name in draw.commit.record.files:
        if name.startswith("snapshots/") and name.endswith(".csv"):
            data = view.files.get(f"data/{name}", b"")
            if data.startswith(b"object_id,"):
                return _places(data)
    return {}


@lru_cache(maxsize=8)
def _places(data: bytes) -> Mapping[str, Place]:
    try:
        return {row["object_id"]: Place(row.get("town", ""), row.get("section", "")) for row in table(data)}
    except PublisherError:
        return {}
