"""Counts and rates of what visits found, and how small cells stay unread (article 19).

Cells under the policy's number are merged, and merging one small cell alone wouldn't do: total minus the others would
give it back. So all tables that are published side by side (the years of one dimension, say) are merged *in the same
way*: categories are put together until in every table every group has no visit or enough of them. Whatever is published
then (cells, totals by row and by column, the grand total) is a sum of whole groups; within a group visits could be
moved from one category to another without changing any published number, so that no subtraction gives a small cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple, TypeVar

from publisher.rules.shares import Share

T = TypeVar("T")
Groups = tuple[tuple[str, ...], ...]


class Cell(NamedTuple):
    """Visits made, and those that found a problem."""

    checked: int
    problems: int

    @property
    def rate(self) -> Share:
        """The rate of problems."""
        return Share(self.problems, self.checked)

    def plus(self, other: Cell) -> Cell:
        """Both cells together."""
        return Cell(self.checked + other.checked, self.problems + other.problems)


NOTHING = Cell(0, 0)
Table = Mapping[str, Cell]


def tally(
    visits: Iterable[T], categories: Callable[[T], Iterable[str]], problem: Callable[[T], bool]
) -> dict[str, Cell]:
    """Visits by category, sorted. A visit under several items counts once in each of them: totals aren't sums then."""
    checked: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    alike = Counter((tuple(categories(visit)), problem(visit)) for visit in visits)  # many visits, few combinations
    for (names, found), number in alike.items():
        for name in set(names):
            checked[name] += number
            problems[name] += number if found else 0
    return {category: Cell(checked[category], problems[category]) for category in sorted(checked)}


class Interval(NamedTuple):
    """A rate's interval, both ends from 0 to 1."""

    low: float
    high: float


def wilson(cell: Cell, *, confidence: float) -> Interval | None:
    """Wilson's score interval for a cell's rate; None of nothing. `confidence`: 0.95, say. For people to read.

    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z the normal quantile of (1 + confidence)/2.
    """
    if not cell.checked:
        return None
    n, p = cell.checked, cell.problems / cell.checked
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    centre, scale = p + z * z / (2 * n), 1 + z * z / n
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # at p = 0 and p = 1 one end is exact: rounding must not move it off
    low = 0.0 if cell.problems == 0 else max(0.0, (centre - reach) / scale)
    high = 1.0 if cell.problems == n else min(1.0, (centre + reach) / scale)
    return Interval(low, high)


class Published(NamedTuple):
    """Tables as they may be published: groups of rows, groups of columns, and a cell for each pair of groups."""

    rows: Groups
    columns: Groups
    cells: tuple[tuple[Cell, ...], ...]

    def column_totals(self) -> list[Cell]:
        """Each column's total over the rows."""
        return [_sum(row[index] for row in self.cells) for index in range(len(self.columns))]


def publishable(tables: Mapping[str, Table], *, at_least: int) -> Published:
    """`tables` (row, such as a year, in order → category → cell), merged so that no cell has 1 … at_least − 1 visits.

    A row with too few visits in all is merged with its neighbour first. Rows and categories without any visit keep
    their own cell of 0: that nobody was visited is no secret. Everything merged into one cell may still be under
    `at_least` where the whole is.
    """
    names = sorted({name for table in tables.values() for name in table})
    rows = _rows(tables, at_least)

    def checked(row: Sequence[str], column: Sequence[str]) -> int:
        return _cell(tables, row, column).checked

    columns: list[tuple[str, ...]] = [(name,) for name in names]
    while small := [c for c in columns if any(0 < checked(row, c) < at_least for row in rows)]:
        used = [column for column in columns if any(checked(row, column) for row in rows)]
        if len(used) == 1:
            break
        size = {column: sum(checked(row, column) for row in rows) for column in used}
        first = min(small, key=lambda column: (size[column], column))
        other = min((c for c in used if c != first), key=lambda column: (size[column], column))
        columns = [column for column in columns if column not in (first, other)]
        columns.append(tuple(sorted((*first, *other))))
    columns.sort()
    return Published(tuple(rows), tuple(columns), tuple(tuple(_cell(tables, r, c) for c in columns) for r in rows))


def _rows(tables: Mapping[str, Table], at_least: int) -> list[tuple[str, ...]]:
    """Rows in order, those with too few visits merged with the next one that has any, the last with the one before."""
    rows: list[tuple[str, ...]] = []
    pending: tuple[str, ...] = ()
    for name in tables:
        group = (*pending, name)
        pending = group if 0 < _total(tables, group) < at_least else ()
        if not pending:
            rows.append(group)
    if not pending:
        return rows
    last = next((index for index in reversed(range(len(rows))) if _total(tables, rows[index])), None)
    if last is None:
        return [*rows, pending]
    return [*rows[:last], (*rows[last], *(name for row in rows[last + 1 :] for name in row), *pending)]


def _total(tables: Mapping[str, Table], row: Sequence[str]) -> int:
    return sum(_sum(tables[name].values()).checked for name in row)


def _cell(tables: Mapping[str, Table], row: Sequence[str], column: Sequence[str]) -> Cell:
    return _sum(tables[name].get(category, NOTHING) for name in row for category in column)


def _sum(cells: Iterable[Cell]) -> Cell:
    total = NOTHING
    for cell in cells:
        total = total.plus(cell)
    return total


def one_table(table: Table, *, at_least: int) -> list[tuple[tuple[str, ...], Cell]]:
    """A single table, merged: (the categories of a group, their cell)."""
    merged = publishable({"": table}, at_least=at_least)
    return list(zip(merged.columns, merged.cells[0], strict=True))
