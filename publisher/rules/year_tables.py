"""The visits counted by item, industry, township, kind, stratum and origin, with rates and jumps (article 19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

from publisher.errors import Words
from publisher.rules.jumps import Half, Jump, jumps
from publisher.rules.statistics import NOTHING, Cell, Interval, Table, publishable, tally, wilson
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


class Counted(NamedTuple):
    """All visits, counted once for the tables of every year. `made`: year → its visits; `totals`: half-year → its cell;
    `tables`: dimension → half-year → category → cell.
    """

    made: Mapping[int, Sequence[Made]]
    totals: Mapping[Half, Cell]
    tables: Mapping[str, Mapping[Half, Table]]

    def total(self, year: int) -> Cell:
        """All visits of a year in one cell."""
        return reduce(Cell.plus, (cell for half, cell in self.totals.items() if half.year == year), NOTHING)

    def table(self, code: str, year: int) -> Table:
        """A year's visits by category: those of its halves together."""
        found: dict[str, Cell] = {}
        for half, table in self.tables[code].items():
            for name, cell in table.items() if half.year == year else ():
                found[name] = found.get(name, NOTHING).plus(cell)
        return found


def count(facts: Year) -> Counted:
    """The visits of all years up to `facts.until`."""
    made: dict[int, list[Made]] = {}
    halves: dict[Half, list[Made]] = {}
    for one in facts.made():
        day = one[1].visited_on
        made.setdefault(day.year, []).append(one)
        halves.setdefault(_half(day), []).append(one)
    problem = _problem(facts)
    totals = {half: Cell(len(found), sum(map(problem, found))) for half, found in halves.items()}
    by = {code: _categories(facts, code) for code in dimensions_of(facts)}
    tables = {code: {half: tally(found, by[code], problem) for half, found in halves.items()} for code in by}
    return Counted(made, totals, tables)


_half = lru_cache(maxsize=4096)(Half.of)  # many visits, few days


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


def dimension(facts: Year, counted: Counted, code: str) -> Dimension:
    """One table, a row for each year up to the facts', cells merged alike in all rows (article 19)."""
    years = [year for year in sorted(counted.made) if year <= facts.year]
    merged = publishable({str(year): counted.table(code, year) for year in years}, at_least=facts.numbers.merge_below)
    rows = [
        StatRow(
            row,
            tuple(stat_cell(names, cell, facts) for names, cell in zip(merged.columns, cells, strict=True)),
            stat_cell(("",), reduce(Cell.plus, (counted.total(int(year)) for year in row)), facts),
        )
        for row, cells in zip(merged.rows, merged.cells, strict=True)
    ]
    return Dimension(code, DIMENSIONS[code], tuple(rows))


def stat_cell(categories: tuple[str, ...], cell: Cell, facts: Year) -> StatCell:
    """A cell with the interval of its rate."""
    return StatCell(categories, cell, wilson(cell, confidence=float(facts.numbers.confidence)))


def half_year_jumps(facts: Year, counted: Counted, half: Half) -> list[Jump]:
    """Every cell of the half-year held against the one before it."""
    tables = {code: (found.get(half.before, {}), found.get(half, {})) for code, found in counted.tables.items()}
    return jumps(tables, at_least=facts.numbers.merge_below, level=facts.numbers.jump_level)
