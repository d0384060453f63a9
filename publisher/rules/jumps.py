"""Early warning: rates of problems that jump from one half-year to the next (article 19).

A cell's two rates are held against each other with Fisher's exact test, one-sided: how likely would so many problems
be if nothing had changed. Many cells are asked at once, so that the p-values are adjusted after Holm; a cell is named
where its adjusted value is at most the policy's `jump_level`. Cells are the merged ones that are published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from publisher.rules.statistics import Cell, Table, publishable

TEST = "Fisher exact, one-sided; Holm"
BEFORE, NOW = "before", "now"


class Half(NamedTuple):
    """A half-year: `half` 1 or 2."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Half:
        """The half-year that a day lies in."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def before(self) -> Half:
        """The half-year before it."""
        return Half(self.year - 1, 2) if self.half == 1 else Half(self.year, 1)

    def __str__(self) -> str:
        return f"{self.year}-H{self.half}"


class Jump(NamedTuple):
    """One cell in both periods. `p`: Fisher's one-sided value; `adjusted`: after Holm; `jumped`: at most the level."""

    dimension: str
    categories: tuple[str, ...]
    before: Cell
    now: Cell
    p: float
    adjusted: float
    jumped: bool


def fisher(before: Cell, now: Cell) -> float:
    """How likely at least so many problems now would be, if the rate had stayed: Fisher's exact test, one-sided."""
    # scipy takes half a second to load; no other command needs it
    from scipy.stats import fisher_exact

    table = [[now.problems, now.checked - now.problems], [before.problems, before.checked - before.problems]]
    return float(fisher_exact(table, alternative="greater").pvalue)


def holm(values: Iterable[float]) -> list[float]:
    """Holm's adjusted values, in the order given: the k-th smallest of m times m − k + 1, never falling, at most 1."""
    listed = list(values)
    found = [1.0] * len(listed)
    least = 0.0
    for rank, index in enumerate(sorted(range(len(listed)), key=lambda i: listed[i])):
        least = max(least, min(1.0, (len(listed) - rank) * listed[index]))
        found[index] = least
    return found


def jumps(dimensions: Mapping[str, tuple[Table, Table]], *, at_least: int, level: str) -> list[Jump]:
    """Every cell that has visits in both periods, adjusted together, the smallest value first.

    `dimensions`: name → (the period before, this one); `at_least`: cells with fewer visits are merged as they are for
    publication; `level`: a decimal text. Where a whole period has fewer, nothing can be said.
    """
    pairs = [
        (name, categories, before, now)
        for name, tables in sorted(dimensions.items())
        for categories, before, now in _cells(*tables, at_least)
        if before.checked and now.checked
    ]
    values = [fisher(before, now) for _, _, before, now in pairs]
    adjusted = holm(values)
    found = [
        Jump(*pair, p, value, value <= float(level)) for pair, p, value in zip(pairs, values, adjusted, strict=True)
    ]
    return sorted(found, key=lambda jump: (jump.adjusted, jump.p, jump.dimension, jump.categories))


def _cells(before: Table, now: Table, at_least: int) -> list[tuple[tuple[str, ...], Cell, Cell]]:
    merged = publishable({BEFORE: before, NOW: now}, at_least=at_least)
    if merged.rows != ((BEFORE,), (NOW,)):
        return []
    return list(zip(merged.columns, *merged.cells, strict=True))
