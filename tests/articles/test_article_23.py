"""第二十三条: reports for 30 June and 30 December; a day off moves the day earlier, never later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import day, work_calendar

from publisher.rules.deadlines import report_due


def test_with_the_clock_at_2024_06_28_the_report_is_due_today() -> None:
    due = report_due(2024, "06-30", work_calendar())  # a Sunday
    assert due.day == day("2024-06-28")
    assert due.state(day("2024-06-28")) == "today"
    assert due.state(day("2024-06-29")) == "overdue"
    assert "提前" in due.why.zh


@pytest.mark.parametrize(
    ("year", "on", "expected"),
    [
        (2025, "06-30", "2025-06-30"),
        (2025, "12-30", "2025-12-30"),
        (2018, "12-30", "2018-12-29"),  # off by the notice of 2019, which has the 29th, a Saturday, worked
        (2023, "12-30", "2023-12-29"),
    ],
)
def test_the_day_follows_the_calendar_of_the_year(year: int, on: str, expected: str) -> None:
    assert report_due(year, on, work_calendar()).day == day(expected)


def test_30_december_is_provisional_until_the_next_years_notice_is_out() -> None:
    assert report_due(2026, "12-30", work_calendar()).provisional is True
    assert report_due(2026, "06-30", work_calendar()).provisional is False
    known_in_2018 = report_due(2018, "12-30", work_calendar(2018, 2018))
    assert (known_in_2018.day, known_in_2018.provisional) == (day("2018-12-28"), True)
    assert report_due(2030, "06-30", work_calendar()).provisional is True


@given(st.integers(2018, 2026), st.sampled_from(["06-30", "12-30", "02-29", "10-03"]))
def test_the_due_day_is_worked_and_nothing_between_it_and_the_stated_day_is(year: int, on: str) -> None:
    calendar = work_calendar()
    month, number = map(int, on.split("-"))
    stated = date(year, month, 28) if on == "02-29" and year % 4 else date(year, month, number)
    due = report_due(year, on, calendar).day
    assert due <= stated
    assert calendar.is_working_day(due)
    between = [due + timedelta(days=n) for n in range(1, (stated - due).days + 1)]
    assert not any(map(calendar.is_working_day, between))
