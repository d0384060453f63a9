"""Where things stand in a chart: geometry alone, as percentages along an axis. templates/charts.html draws them.

Across a chart everything is in percent and down it in pixels, so that type keeps its size on a phone and on paper.
Nothing here is an inline style: a strict content security policy refuses those.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple


class Tick(NamedTuple):
    """A mark on an axis, and what stands at it."""

    at: str
    label: str


class Axis(NamedTuple):
    """An axis from 0 to `most`, with its ticks."""

    most: float
    ticks: tuple[Tick, ...]

    def at(self, value: float) -> str:
        """Where a value stands: `12.50%`; beyond the ends it stays at the end."""
        return percent_along(value, self.most)


class Span(NamedTuple):
    """A bar from `start`, `width` long, with a point `at` (empty where there is none)."""

    start: str
    width: str
    at: str = ""


def percent_along(value: float, most: float) -> str:
    """`value` of `most` as an SVG length, two decimals, never below 0 or above 100."""
    share = value / most if most else 0.0
    return f"{100 * min(max(share, 0.0), 1.0):.2f}%"


def axis_to(most: float, *, percent: bool = False) -> Axis:
    """An axis that holds `most`, with three to six round ticks. `percent`: values are ratios, labels per cent."""
    top = most if most > 0 else 1.0
    step = _step(top)
    count = ceil(top / step - 1e-9)
    end = step * count
    labels = [(step * number, _label(step * number, percent)) for number in range(count + 1)]
    return Axis(end, tuple(Tick(percent_along(value, end), label) for value, label in labels))


def _step(top: float) -> float:
    """1, 2 or 5 times a power of ten, so that there are three to five steps."""
    rough = top / 5
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough - 1e-12)


def _label(value: float, percent: bool) -> str:
    return f"{value * 100:g}%" if percent else f"{round(value, 6):g}"


def span(low: float, high: float, axis: Axis, point: float | None = None) -> Span:
    """A bar over an axis, with a point where one is given."""
    end = min(high, axis.most)
    return Span(axis.at(low), percent_along(max(end - low, 0.0), axis.most), "" if point is None else axis.at(point))


class Line(NamedTuple):
    """A stretch of a line from one point to the next: `x` in per cent, `y` in pixels."""

    x1: str
    y1: float
    x2: str
    y2: float


class Dot(NamedTuple):
    """A point of a line chart, and what is read at it."""

    x: str
    y: float
    label: str


def rising(value: float, axis: Axis, height: float) -> float:
    """How far down (in pixels) a value stands in a plot of `height` whose bottom is 0."""
    return round(height * (1 - min(max(value / axis.most, 0.0), 1.0)), 1)


def joined(dots: Sequence[Dot]) -> list[Line]:
    """The stretches between neighbouring points."""
    return [Line(a.x, a.y, b.x, b.y) for a, b in pairwise(dots)]


def day_of_year(day: date, year: int) -> str:
    """Where a day stands in a year's strip; days outside it stand at its ends."""
    length = 366 if isleap(year) else 365
    return percent_along((day - date(year, 1, 1)).days, length)


def months_of(year: int) -> tuple[Tick, ...]:
    """The first days of the months."""
    return tuple(Tick(day_of_year(date(year, month, 1), year), f"{month}月") for month in range(1, 13))
