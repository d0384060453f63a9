"""第十九条: counts and rates that anyone can recompute, and small cells that nobody can."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.rules.statistics import Cell, Published, one_table, publishable, tally, wilson

# (items, township, problem)
VISITS = [
    (("LD-01", "LD-03"), "阳明镇", False),
    (("LD-01",), "阳明镇", True),
    (("LD-01", "LD-01"), "大坝镇", False),
    (("LD-03",), "大坝镇", True),
    (("LD-03",), "大坝镇", False),
]


def test_one_cell_recomputed_by_hand() -> None:
    by_item = tally(VISITS, lambda visit: visit[0], lambda visit: visit[2])
    assert by_item == {"LD-01": Cell(3, 1), "LD-03": Cell(3, 1)}
    by_town = tally(VISITS, lambda visit: [visit[1]], lambda visit: visit[2])
    assert by_town == {"大坝镇": Cell(3, 1), "阳明镇": Cell(2, 1)}
    assert by_item["LD-01"].rate.percent == "33.3%"


# Wilson (1927); the first two are the textbook values for 95 %, 0 of 10 is z²/(n + z²).
@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        (Cell(10, 1), 0.0179, 0.4042),
        (Cell(100, 50), 0.4038, 0.5962),
        (Cell(10, 0), 0.0, 0.2775),
        (Cell(10, 10), 0.7225, 1.0),
        (Cell(1, 0), 0.0, 0.7935),
    ],
)
def test_the_interval_is_wilsons(cell: Cell, low: float, high: float) -> None:
    found = wilson(cell, confidence=0.95)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_a_rate_of_nothing_has_no_interval() -> None:
    assert wilson(Cell(0, 0), confidence=0.95) is None


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.sampled_from([0.8, 0.95, 0.999]))
def test_an_interval_lies_between_nought_and_one_and_holds_the_rate(checked: int, problems: int, level: float) -> None:
    cell = Cell(checked, min(checked, problems))
    found = wilson(cell, confidence=level)
    assert found is not None
    assert 0 <= found.low <= cell.problems / cell.checked <= found.high <= 1


def cells(**counts: int) -> dict[str, Cell]:
    """A table with these numbers of visits and no problems."""
    return {name: Cell(count, 0) for name, count in counts.items()}


def test_a_cell_under_three_is_merged_with_the_next_smallest_and_not_alone() -> None:
    assert one_table(cells(a=2, b=9, c=5), at_least=3) == [(("a", "c"), Cell(7, 0)), (("b",), Cell(9, 0))]


def test_two_small_cells_that_reach_three_together_are_enough() -> None:
    assert one_table(cells(a=2, b=9, c=1), at_least=3) == [(("a", "c"), Cell(3, 0)), (("b",), Cell(9, 0))]


def test_an_empty_cell_and_a_full_table_stay_as_they_are() -> None:
    assert one_table(cells(a=0, b=3), at_least=3) == [(("a",), Cell(0, 0)), (("b",), Cell(3, 0))]
    assert one_table({}, at_least=3) == []


def test_a_table_smaller_than_a_cell_shows_only_its_total() -> None:
    assert one_table(cells(a=1, b=1), at_least=3) == [(("a", "b"), Cell(2, 0))]


def test_years_side_by_side_are_merged_alike_so_that_their_difference_tells_nothing() -> None:
    found = publishable({"2025": cells(x=2, y=5, z=9), "2026": cells(x=4, y=6, z=9)}, at_least=3)
    assert found.columns == (("x", "y"), ("z",))
    assert found.column_totals() == [Cell(17, 0), Cell(18, 0)]


def test_a_year_with_too_few_visits_is_merged_with_the_next() -> None:
    found = publishable({"2024": cells(x=1, y=1), "2025": cells(x=5, y=5), "2026": cells(x=0)}, at_least=3)
    assert found.rows == (("2024", "2025"), ("2026",))
    last = publishable({"2025": cells(x=5, y=5), "2026": cells(x=1)}, at_least=3)
    assert last.rows == (("2025", "2026"),)


tables = st.dictionaries(
    st.sampled_from(["2024", "2025", "2026"]),
    st.dictionaries(st.sampled_from("wxyz"), st.integers(0, 5).map(lambda count: Cell(count, 0)), max_size=4),
    min_size=1,
)


def checked(found: Published) -> list[int]:
    """The visits of each published cell."""
    return [cell.checked for row in found.cells for cell in row]


@given(tables)
def test_no_published_cell_is_small_unless_the_whole_is(given_tables: dict[str, dict[str, Cell]]) -> None:
    found = publishable(given_tables, at_least=3)
    whole = sum(cell.checked for table in given_tables.values() for cell in table.values())
    assert sum(checked(found)) == whole
    assert whole < 3 or not any(count in (1, 2) for count in checked(found))
    assert sorted(name for row in found.rows for name in row) == sorted(given_tables)


@settings(max_examples=60)
@given(tables)
def test_a_small_cell_cant_be_had_by_subtraction_from_anything_published(
    given_tables: dict[str, dict[str, Cell]],
) -> None:
    found = publishable(given_tables, at_least=3)
    whole = sum(checked(found))
    for (row, names), (index, group) in product(enumerate(found.rows), enumerate(found.columns)):
        for year, category in product(names, group):
            own = given_tables[year].get(category, Cell(0, 0)).checked
            if not 0 < own < 3 or whole < 3:
                continue
            # Another filling, with one visit moved inside the same published cell: every published number stays.
            others = [(y, c) for y, c in product(names, group) if (y, c) != (year, category)]
            assert others, "a small cell stands alone"
            assert found.cells[row][index].checked >= 3
