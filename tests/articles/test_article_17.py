"""第十七条: files are kept two years at least; a purge comes no day too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import day

from publisher.rules.deadlines import may_purge, retention


@pytest.mark.parametrize(
    ("closed", "own", "first"),
    [
        ("2024-02-29", None, "2026-03-01"),
        ("2024-02-28", None, "2026-02-28"),
        ("2024-03-01", None, "2026-03-01"),
        ("2022-02-28", None, "2024-02-28"),
        ("2024-02-29", 10, "2034-03-01"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2024-02-29", 1, "2026-03-01"),
    ],
)
def test_a_case_may_be_purged_from_that_day_and_not_the_day_before(closed: str, own: int | None, first: str) -> None:
    allowed = [
        may_purge(day(closed), day(first) + timedelta(days=shift), years=2, own_years=own) for shift in (-1, 0, 1)
    ]
    assert allowed == [False, True, True]


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 30), st.none() | st.integers(1, 30))
def test_a_file_is_kept_for_both_terms_in_full_years(closed: date, years: int, own: int | None) -> None:
    due = retention(closed, years=years, own_years=own)
    kept = max(years, own or 0)
    assert due.day.year == closed.year + kept
    assert (due.day.month, due.day.day) in ((closed.month, closed.day), (3, 1))
    assert due.day - closed >= timedelta(days=365 * kept)
