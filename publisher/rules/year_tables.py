"""The visits counted by item, industry, township, kind, stratum and origin, with rates and jumps (article 19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from publisher.errors import Words
from publisher.rules.jumps import Half, Jump, jumps
from publisher.rules.statistics import Cell, Interval, publishable, tally, wilson
from publisher.rules.visits import codes_problem
from publisher.rules.year_facts import DIMENSIONS, UNKNOWN, Made, Year


class StatCell(NamedTuple):
    """A cell as it is published: the categories merged in it, visits and problems, the rate's interval."""

    categories: tuple[str, ...]
    cell: Cell
    interval: Interval | None


class StatRow(NamedTuple):
    """A row of a table: the years merged in it, its cells, their total."""

    years: tuple[str, ...]
    cells: tuple[StatCell, ...]
    total: StatCell


class Dimension(NamedTuple):
    """One table: by what it counts, and a row for each year."""

    code: str
    title: Words
    rows: tuple[StatRow, ...]


def _problem(facts: Year) -> Callable[[Made], bool]:
    known: dict[tuple[str, ...], bool] = {}  # there are few combinations of codes, and many visits

    def problem(made: Made) -> bool:
        codes = tuple(made[1].codes)
        if codes not in known:
            known[codes] = codes_problem(codes, facts.meanings)
        return known[codes]

    return problem


class YearMade(NamedTuple):
    """The visits of one year, and all of them in one cell."""

    made: Sequence[Made]
    total: Cell


def by_year(facts: Year, made: Iterable[Made]) -> dict[str, YearMade]:
    """The visits by the year in which they were made, the first year first."""
    years: dict[int, list[Made]] = {}
    for one in made:
        years.setdefault(one[1].visited_on.year, []).append(one)
    return {str(year): YearMade(found, total_cell(facts, found)) for year, found in sorted(years.items())}


def total_cell(facts: Year, made: Iterable[Made]) -> Cell:
    """All these visits in one cell."""
    table = tally(made, lambda _: ("",), _problem(facts))
    return table.get("", Cell(0, 0))


def dimensions_of(facts: Year) -> list[str]:
    """By what the visits are counted: risk classes only where this reader has them."""
    return [code for code in DIMENSIONS if code != "risk" or facts.risk]


def _categories(facts: Year, code: str) -> Callable[[Made], Iterable[str]]:
    """How the visits are sorted in one dimension."""
    places, draws, nobody = facts.places, facts.draws, (UNKNOWN,)

    def stratum(made: Made) -> Iterable[str]:
        file = draws.get(made[0].draw)
        return (file.stratum_of.get(made[0].named, UNKNOWN),) if file else nobody

    def place(made: Made) -> Iterable[str]:
        found = places.get(made[1].object_id)
        return (getattr(found, code),) if found else nobody

    known: dict[str, Callable[[Made], Iterable[str]]] = {
        "item": lambda made: made[1].items,
        "origin": lambda made: (made[1].reason or "draw",),
        "risk": lambda made: facts.risk.get(made[1].object_id, nobody),
        "stratum": stratum,
    }
    return known.get(code, place)


def dimension(facts: Year, years: Mapping[str, YearMade], code: str) -> Dimension:
    """One table, a row for each year, cells merged alike in all rows (article 19)."""
    tables = {year: tally(found.made, _categories(facts, code), _problem(facts)) for year, found in years.items()}
    merged = publishable(tables, at_least=facts.numbers.merge_below)
    rows = [
        StatRow(
            row,
            tuple(stat_cell(names, cell, facts) for names, cell in zip(merged.columns, cells, strict=True)),
            stat_cell(("",), reduce(Cell.plus, (years[year].total for year in row)), facts),
        )
        for row, cells in zip(merged.rows, merged.cells, strict=True)
    ]
    return Dimension(code, DIMENSIONS[code], tuple(rows))


def stat_cell(categories: tuple[str, ...], cell: Cell, facts: Year) -> StatCell:
    """A cell with the interval of its rate."""
    return StatCell(categories, cell, wilson(cell, confidence=float(facts.numbers.confidence)))


def half_year_jumps(facts: Year, made: Sequence[Made], half: Half) -> list[Jump]:
    """Every cell of the half-year held against the one before it."""

    periods = [Half.of(found.visited_on) for _, found in made]
    mine = {p: [one for one, period in zip(made, periods, strict=True) if period == p] for p in (half.before, half)}

    def of(period: Half, code: str) -> dict[str, Cell]:
        return tally(mine[period], _categories(facts, code), _problem(facts))

    tables = {code: (of(half.before, code), of(half, code)) for code in dimensions_of(facts)}
    return jumps(tables, at_least=facts.numbers.merge_below, level=facts.numbers.jump_level)
