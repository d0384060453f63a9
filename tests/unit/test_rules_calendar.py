"""Working days and windows, against calendars written out and against the days counted one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.rules.calendar import Reached, WorkCalendar
from publisher.rules.windows import bound, in_window, month_day, months_after, purge_from, years_before

ONE = timedelta(days=1)
# 2025: one Monday off, the Saturday before worked; the notice of 2026 has the last two days of 2025 off.
NOTICES = {
    2025: {date(2025, 3, 3): True, date(2025, 3, 1): False},
    2026: {date(2025, 12, 30): True, date(2025, 12, 31): True, date(2026, 1, 1): True},
}
CALENDAR = WorkCalendar(NOTICES)
days = st.dates(date(2024, 11, 1), date(2027, 2, 28))


def test_a_named_day_off_is_off_and_a_named_weekend_day_is_worked() -> None:
    assert not CALENDAR.is_working_day(date(2025, 3, 3))
    assert CALENDAR.is_working_day(date(2025, 3, 1))
    assert not CALENDAR.is_working_day(date(2025, 3, 2))
    assert CALENDAR.is_working_day(date(2025, 3, 4))


def test_the_day_itself_isnt_counted_and_nought_days_stay_where_they_are() -> None:
    assert CALENDAR.add_working_days(date(2025, 2, 28), 1) == Reached(date(2025, 3, 1), False)
    assert CALENDAR.add_working_days(date(2025, 2, 28), 2) == Reached(date(2025, 3, 4), False)
    assert CALENDAR.add_working_days(date(2025, 3, 2), 0) == Reached(date(2025, 3, 2), False)


def test_a_negative_number_of_days_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(date(2025, 3, 2), -1)


def test_the_next_years_notice_may_reach_into_december() -> None:
    assert CALENDAR.add_working_days(date(2025, 12, 29), 1) == Reached(date(2026, 1, 2), False)
    only_2025 = WorkCalendar({2025: NOTICES[2025]})
    assert only_2025.add_working_days(date(2025, 12, 26), 1) == Reached(date(2025, 12, 29), True)
    assert only_2025.add_working_days(date(2025, 12, 25), 1) == Reached(date(2025, 12, 26), False)


def test_without_the_years_notice_weekends_are_off_and_the_answer_is_provisional() -> None:
    assert CALENDAR.is_provisional(date(2024, 12, 2))
    assert CALENDAR.add_working_days(date(2024, 12, 6), 1) == Reached(date(2024, 12, 9), True)
    assert WorkCalendar({}).on_or_before(date(2024, 12, 8)) == Reached(date(2024, 12, 6), True)


def test_a_days_own_year_overrules_what_a_neighbours_notice_says_of_it() -> None:
    both = WorkCalendar({2025: {date(2025, 12, 31): False}, 2026: {date(2025, 12, 31): True}})
    assert both.is_working_day(date(2025, 12, 31))


@given(days, st.integers(0, 60))
def test_adding_working_days_passes_exactly_that_many(start: date, count: int) -> None:
    reached = CALENDAR.add_working_days(start, count)
    passed = [start + ONE * step for step in range(1, (reached.day - start).days + 1)]
    assert sum(map(CALENDAR.is_working_day, passed)) == count
    assert count == 0 or CALENDAR.is_working_day(reached.day)
    assert reached.provisional == any(map(CALENDAR.is_provisional, passed))
    assert CALENDAR.working_days_between(start, reached.day) == count


@given(days)
def test_moving_earlier_stops_at_the_first_working_day(day: date) -> None:
    reached = CALENDAR.on_or_before(day).day
    assert CALENDAR.is_working_day(reached)
    assert not any(CALENDAR.is_working_day(reached + ONE * step) for step in range(1, (day - reached).days + 1))


@pytest.mark.parametrize(
    ("end", "first"),
    [
        ("2025-02-28", "2024-02-29"),
        ("2025-03-01", "2024-03-02"),
        ("2024-02-29", "2023-03-01"),
        ("2024-03-01", "2023-03-02"),
        ("2024-12-31", "2024-01-01"),
    ],
)
def test_a_one_year_window_starts_after_the_same_day_of_the_year_before(end: str, first: str) -> None:
    last, start = date.fromisoformat(end), date.fromisoformat(first)
    assert [in_window(day, last, 1) for day in (start - ONE, start, last, last + ONE)] == [False, True, True, False]


def test_an_event_on_29_february_is_never_moved() -> None:
    assert in_window(date(2024, 2, 29), date(2024, 2, 29), 1)
    assert in_window(date(2024, 2, 29), date(2025, 2, 28), 1)
    assert not in_window(date(2024, 2, 29), date(2025, 3, 1), 1)


def test_a_computed_29_february_moves_down_for_windows_and_up_for_retention() -> None:
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)
    assert purge_from(date(2024, 2, 29), 2) == date(2026, 3, 1)
    assert bound(2025, 4, 31, later=True) == date(2025, 5, 1)


@given(days, st.integers(1, 5))
def test_a_window_never_holds_more_than_its_years(end: date, years: int) -> None:
    length = sum(in_window(end - ONE * step, end, years) for step in range(366 * years + 3))
    assert 365 * years <= length <= 366 * years


@given(days, st.integers(0, 40))
def test_months_later_is_that_month_and_no_later_day_of_it(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
    assert found.day == day.day or (found + ONE).day == 1


@pytest.mark.parametrize("text", ["6-30", "06-3", "0630", "", "06-30-", "ab-cd", "１２-30"])
def test_a_yearly_day_is_written_with_two_digits_each(text: str) -> None:
    with pytest.raises(ValueError, match="not a month and day"):
        month_day(2025, text)


def test_a_yearly_29_february_is_the_28th_in_other_years() -> None:
    assert month_day(2024, "02-29") == date(2024, 2, 29)
    assert month_day(2025, "02-29") == date(2025, 2, 28)
