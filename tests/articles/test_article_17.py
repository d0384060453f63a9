"""第十七条: files are kept two years at least; a purge comes no day too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import day

from publisher.draw.parts import Order, parse_part
from publisher.log.history import DrawRecords, Entry, Logged
from publisher.log.records import Void
from publisher.reports.closing import closed_on
from publisher.rules.deadlines import may_purge, retention
from publisher.rules.draw_files import DrawFile


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


# when a draw's case is closed, and what a purge may take


def draw_file(evidence: dict[str, bytes], void_on: str = "") -> DrawFile:
    """A committed draw, voided on a day where one is given."""
    order = parse_part(evidence["draws/2023-001/order.json"], Order)
    records = DrawRecords("2024-001")
    if void_on:
        time = f"{void_on}T10:00:00+08:00"
        record = Void(type="void", time=time, draw="2024-001", commit="0" * 64, code="error", reason="名录有误")
        records.voids.append(Logged(record, Entry.read(0, record.text.encode())))
    return DrawFile(records=records, order=order)


@pytest.mark.parametrize(
    ("closed", "today", "allowed"),
    [
        ("2024-02-29", "2026-02-28", False),
        ("2024-02-29", "2026-03-01", True),
        ("2024-03-01", "2026-02-28", False),
        ("2024-03-01", "2026-03-01", True),
    ],
)
def test_a_case_closed_on_29_february_2024_may_be_purged_from_1_march_2026(
    evidence: dict[str, bytes], closed: str, today: str, allowed: bool
) -> None:
    ended = closed_on(draw_file(evidence, closed), [], {})
    assert ended == day(closed)
    assert may_purge(ended, day(today), years=2) is allowed


def test_a_draw_that_is_not_over_is_no_closed_case(evidence: dict[str, bytes]) -> None:
    assert closed_on(draw_file(evidence), [], {}) is None
