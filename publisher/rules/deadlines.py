"""By when: publication, half-year reports, plans, retention (articles 14, 17, 18, 23).

A deadline takes the earlier of two readings, a retention the later. All numbers are the policy's.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from publisher.errors import Words
from publisher.rules.calendar import Reached, WorkCalendar
from publisher.rules.windows import month_day, months_after, purge_from

State = Literal["done", "late", "pending", "today", "overdue"]


class Due(NamedTuple):
    """A day by whose end something must be done, whether a notice may still move it, and how it was counted."""

    day: date
    provisional: bool
    why: Words

    def state(self, today: date, done_on: date | None = None) -> State:
        """Done in time, done late, not due yet, due today, or overdue."""
        if done_on is not None:
            return "done" if done_on <= self.day else "late"
        if today == self.day:
            return "today"
        return "pending" if today < self.day else "overdue"


_STATES: dict[State, Words] = {
    "done": Words("按期完成", "done in time"),
    "late": Words("逾期完成", "done late"),
    "pending": Words("未到期", "not due yet"),
    "today": Words("今天到期", "due today"),
    "overdue": Words("已逾期", "overdue"),
}


def state_words(state: State) -> Words:
    """A state as people read it."""
    return _STATES[state]


def due_words(due: Due) -> Words:
    """The day as people read it, with a mark where it is provisional."""
    mark_zh, mark_en = ("（节假日安排未公布，暂定）", " (provisional: a holiday notice isn't out)")
    day = due.day.isoformat()
    return Words(day + mark_zh, day + mark_en) if due.provisional else Words(day, day)


class Readings(NamedTuple):
    """Both readings of the term for publication: calendar days, and working days."""

    by_days: date
    by_work: Reached


def publication_readings(fixed_on: date, calendar: WorkCalendar, *, days: int, working_days: int) -> Readings:
    """Until when a result fixed on `fixed_on` must be public by each reading (article 18)."""
    return Readings(fixed_on + timedelta(days=days), calendar.add_working_days(fixed_on, working_days))


def publication_due(fixed_on: date, calendar: WorkCalendar, *, days: int, working_days: int) -> Due:
    """By when a result fixed on `fixed_on` must be public: the earlier of both terms (article 18).

    The day on which it was fixed isn't counted (政府信息公开条例 art. 26).
    """
    by_days, by_work = publication_readings(fixed_on, calendar, days=days, working_days=working_days)
    zh = f"{fixed_on}认定；{days}日为{by_days}，{working_days}个工作日为{by_work.day}，取较早者"
    en = f"fixed {fixed_on}; {days} days: {by_days}, {working_days} working days: {by_work.day}; the earlier counts"
    return Due(min(by_days, by_work.day), by_work.provisional, Words(zh, en))


def report_due(year: int, on: str, calendar: WorkCalendar) -> Due:
    """By when the report for `on` (`MM-DD`) of `year` goes out; a day off moves it earlier (article 23)."""
    stated = month_day(year, on)
    reached = calendar.on_or_before(stated)
    if reached.day == stated:
        why = Words(f"第二十三条：{stated}", f"article 23: {stated}")
    else:
        zh = f"第二十三条的{stated}不上班，提前到{reached.day}"
        why = Words(zh, f"article 23 says {stated}, a day off: moved earlier to {reached.day}")
    return Due(reached.day, reached.provisional, why)


def plan_due(plan_year: int, on: str) -> Due:
    """By when the plan of `plan_year` is settled: `on` (`MM-DD`) of the year before (article 14)."""
    day = month_day(plan_year - 1, on)
    return Due(day, False, Words(f"第十四条：上一年{day}前", f"article 14: {day} of the year before"))


def retention(closed_on: date, *, years: int, own_years: int | None = None) -> Due:
    """From when a file may be purged: the later of the rule's term and the file's own, if it has one (article 17)."""
    kept = max(years, own_years or 0)
    day = purge_from(closed_on, kept)
    zh, en = f"{closed_on}结案，保存{kept}年，{day}起可销毁", f"closed {closed_on}, kept {kept} years: from {day}"
    return Due(day, False, Words(zh, en))


def may_purge(closed_on: date, today: date, *, years: int, own_years: int | None = None) -> bool:
    """Whether a file may be purged today. The log never is, whatever this says (article 17)."""
    return today >= retention(closed_on, years=years, own_years=own_years).day


def withdrawal_from(published_on: date, months: int) -> Due:
    """From when a published text may be withdrawn on the grounds `repair` and `expired` (protocol section 3)."""
    day = months_after(published_on, months)
    zh, en = f"{published_on}公示，满{months}个月", f"public since {published_on}, {months} months"
    return Due(day, False, Words(zh, en))
