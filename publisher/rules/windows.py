"""Windows, months and years counted in dates (RULE.md, Dates; articles 11 and 17).

A one-year window ending on day d is (d − 1 year, d]. A computed bound that falls on a day which its month doesn't have
(29 February, above all) is moved: to the month's last day for windows and deadlines, to the first of the next month
for retention. The date of an event is never moved.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def bound(year: int, month: int, day: int, *, later: bool = False) -> date:
    """`year-month-day`, or the day it is moved to where the month is shorter; `later`: as retention is counted."""
    last = monthrange(year, month)[1]
    if day <= last:
        return date(year, month, day)
    return date(year, month, last) + timedelta(days=1) if later else date(year, month, last)


def years_before(day: date, years: int) -> date:
    """The bound `years` before `day`."""
    return bound(day.year - years, day.month, day.day)


def months_after(day: date, months: int) -> date:
    """The bound `months` after `day`, as a deadline is counted."""
    count = day.month - 1 + months
    return bound(day.year + count // 12, count % 12 + 1, day.day)


def in_window(event: date, end: date, years: int) -> bool:
    """Whether `event` lies in (end − years, end]."""
    return years_before(end, years) < event <= end


def purge_from(closed_on: date, years: int) -> date:
    """The first day on which what was closed on `closed_on` needn't be kept any more (article 17)."""
    return bound(closed_on.year + years, closed_on.month, closed_on.day, later=True)


def month_day(year: int, text: str) -> date:
    """A day of `year` from `MM-DD`, as the policy writes yearly deadlines. Raises ValueError for other texts."""
    month, _, day = text.partition("-")
    if not (len(month) == len(day) == 2 and month.isascii() and day.isascii() and month.isdigit() and day.isdigit()):
        raise ValueError(f"not a month and day: {text!r}")
    return bound(year, int(month), int(day))
