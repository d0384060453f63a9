"""Early warning: Fisher's exact test of this half-year against the last, adjusted after Holm (article 19)."""

from __future__ import annotations

from datetime import date
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.rules.jumps import Half, fisher, holm, jumps
from publisher.rules.statistics import Cell


def by_hand(before: Cell, now: Cell) -> float:
    """The hypergeometric tail, in whole numbers: P(problems now ≥ what was found), both totals given."""
    problems, checked = before.problems + now.problems, before.checked + now.checked
    ways = range(now.problems, min(problems, now.checked) + 1)
    tail = sum(comb(problems, k) * comb(checked - problems, now.checked - k) for k in ways)
    return tail / comb(checked, now.checked)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (Cell(20, 1), Cell(20, 8), 0.0098),  # 4 of 407
        (Cell(4, 1), Cell(4, 3), 0.2429),  # Fisher's lady tasting tea: 17/70
        (Cell(10, 5), Cell(10, 5), 0.6719),
        (Cell(10, 10), Cell(10, 0), 1.0),
    ],
)
def test_the_value_is_fishers(before: Cell, now: Cell, expected: float) -> None:
    assert round(fisher(before, now), 4) == expected
    assert fisher(before, now) == pytest.approx(by_hand(before, now))


cells = st.integers(1, 60).flatmap(lambda n: st.integers(0, n).map(lambda k: Cell(n, k)))


@given(cells, cells)
def test_it_is_the_hypergeometric_tail_for_every_pair_of_cells(before: Cell, now: Cell) -> None:
    assert fisher(before, now) == pytest.approx(by_hand(before, now), rel=1e-9)


def test_holms_values_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_an_adjusted_value_is_never_smaller_than_its_own_and_order_is_kept(values: list[float]) -> None:
    found = holm(values)
    assert all(value <= adjusted <= 1 for value, adjusted in zip(values, found, strict=True))
    pairs = sorted(zip(values, found, strict=True))
    assert [adjusted for _, adjusted in pairs] == sorted(adjusted for _, adjusted in pairs)
    # Bonferroni is never kinder to the bureau than Holm
    assert all(adjusted <= min(1.0, len(values) * value) + 1e-12 for value, adjusted in zip(values, found, strict=True))


def test_a_rate_that_jumps_is_named_and_one_that_falls_is_not() -> None:
    before = {"C": Cell(40, 2), "E": Cell(40, 20)}
    now = {"C": Cell(40, 16), "E": Cell(40, 4)}
    found = jumps({"section": (before, now)}, at_least=3, level="0.05")
    assert [(jump.categories, jump.jumped) for jump in found] == [(("C",), True), (("E",), False)]
    assert found[0].adjusted == pytest.approx(2 * found[0].p)


def test_asking_many_cells_makes_one_lucky_one_no_alarm() -> None:
    """5 of 20 after 0 of 20 is striking alone (p = 0.024), and not among ten."""
    alone = jumps({"a": ({"x": Cell(20, 0)}, {"x": Cell(20, 5)})}, at_least=3, level="0.05")
    others = {f"y{n}": Cell(20, 2) for n in range(9)}
    among = jumps({"a": ({"x": Cell(20, 0), **others}, {"x": Cell(20, 5), **others})}, at_least=3, level="0.05")
    assert [jump.jumped for jump in alone] == [True]
    assert not any(jump.jumped for jump in among)


def test_cells_are_merged_as_they_are_published_and_a_period_too_small_tells_nothing() -> None:
    before, now = {"x": Cell(2, 0), "y": Cell(9, 0)}, {"x": Cell(1, 1), "y": Cell(9, 1)}
    assert [jump.categories for jump in jumps({"a": (before, now)}, at_least=3, level="0.05")] == [("x", "y")]
    assert jumps({"a": ({"x": Cell(2, 0)}, now)}, at_least=3, level="0.05") == []
    assert jumps({"a": ({}, now)}, at_least=3, level="0.05") == []


@pytest.mark.parametrize(
    ("on", "half", "before"),
    [
        (date(2026, 6, 30), "2026-H1", "2025-H2"),
        (date(2026, 7, 1), "2026-H2", "2026-H1"),
        (date(2026, 1, 1), "2026-H1", "2025-H2"),
        (date(2026, 12, 31), "2026-H2", "2026-H1"),
    ],
)
def test_a_year_has_two_halves(on: date, half: str, before: str) -> None:
    assert (str(Half.of(on)), str(Half.of(on).before)) == (half, before)
