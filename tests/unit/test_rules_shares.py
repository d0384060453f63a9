"""Shares are whole numbers, compared exactly and rounded only for reading."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from publisher.rules.shares import Share, share_of


def test_a_share_of_nothing_is_neither_enough_nor_too_little() -> None:
    nothing = Share(0, 0)
    assert (nothing.fraction, nothing.percent, nothing.reaches("0.15"), str(nothing)) == (None, "—", None, "0/0")


def test_a_target_is_compared_exactly() -> None:
    assert Share(3, 20).reaches("0.15") is True
    assert Share(14_999_999, 100_000_000).reaches("0.15") is False
    assert Share(7, 100).reaches("0.07") is True


def test_it_counts_what_is_true() -> None:
    assert share_of([True, False, True]) == Share(2, 3)
    assert share_of([]) == Share(0, 0)


def test_it_reads_with_one_decimal_halves_up() -> None:
    assert [Share(*pair).percent for pair in ((1, 3), (2, 3), (1, 2000), (1, 1), (1, 16))] == [
        "33.3%",
        "66.7%",
        "0.1%",
        "100.0%",
        "6.3%",
    ]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_what_it_reads_is_within_half_a_tenth_of_the_truth(part: int, whole: int) -> None:
    read = Fraction(Share(part, whole).percent.rstrip("%"))
    assert abs(read - Fraction(100 * part, whole)) <= Fraction(1, 20)
