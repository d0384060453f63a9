"""第二十三条: reports for 30 June and 30 December; a day off moves the day earlier, never later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import day, work_calendar

from publisher.errors import NotYet, Refused
from publisher.reports.period import report_period
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


# the report that a day belongs to

DAYS = ["06-30", "12-30"]


@pytest.mark.parametrize(
    ("written", "today", "cut_off", "due", "name"),
    [
        ("2024-06-28", "2024-06-28", "2024-06-28", "2024-06-28", "上半年"),  # due today
        ("2024-06-30", "2024-07-02", "2024-06-28", "2024-06-28", "上半年"),  # a Sunday: moved earlier
        ("2024-06-30", "2024-06-20", "2024-06-20", "2024-06-28", "上半年"),  # made early: counts up to today
        ("2024-06-10", "2024-07-02", "2024-06-10", "2024-06-28", "上半年"),
        ("2024-07-01", "2025-01-02", "2024-07-01", "2024-12-30", "全年"),
        ("2023-12-30", "2024-01-02", "2023-12-29", "2023-12-29", "全年"),
        ("2024-02-29", "2024-03-01", "2024-02-29", "2024-06-28", "上半年"),
    ],
)
def test_a_report_counts_up_to_the_day_written_the_day_it_is_due_or_today(
    written: str, today: str, cut_off: str, due: str, name: str
) -> None:
    found = report_period(day(written), DAYS, work_calendar(), day(today))
    assert (found.cut_off, found.due.day, found.name) == (day(cut_off), day(due), name)
    assert found.begin == date(found.year, 1, 1)
    assert found.holds(found.begin)
    assert found.holds(found.cut_off)
    assert not found.holds(found.cut_off + timedelta(days=1))
    assert not found.holds(found.begin - timedelta(days=1))
    assert not found.holds(None)


def test_after_30_december_no_report_of_that_year_follows() -> None:
    with pytest.raises(Refused) as refused:
        report_period(day("2024-12-31"), DAYS, work_calendar(), day("2025-01-02"))
    assert "2024-12-30" in refused.value.faults[0].right.zh


@given(st.dates(date(2018, 1, 1), date(2026, 12, 30)), st.dates(date(2018, 1, 1), date(2027, 1, 31)))
def test_no_report_counts_beyond_its_due_day_or_into_the_future(written: date, today: date) -> None:
    after_the_last, to_come = (written.month, written.day) > (12, 30), today.year < written.year
    if after_the_last or to_come:
        with pytest.raises(Refused if after_the_last else NotYet):
            report_period(written, DAYS, work_calendar(), today)
        return
    found = report_period(written, DAYS, work_calendar(), today)
    assert found.begin <= found.cut_off <= min(written, today, found.due.day)
    assert found.due.day <= found.stated
    assert written <= found.stated


def test_another_bureau_s_days_are_its_own() -> None:
    found = report_period(day("2024-03-15"), ["03-31", "12-31"], work_calendar(), day("2024-05-01"))
    assert (found.stated, found.name) == (day("2024-03-31"), "1至3月")
