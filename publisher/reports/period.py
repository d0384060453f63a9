"""Which report a day belongs to, when it is due, and up to which checkpoint of the log it counts (article 23)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from publisher.errors import NotYet, Refused, fault
from publisher.log.history import History
from publisher.log.records import Filing
from publisher.reports.blocks import day_text
from publisher.rules.calendar import WorkCalendar
from publisher.rules.deadlines import Due, report_due
from publisher.rules.results import logged_day
from publisher.rules.windows import month_day

_NAMES = {6: "上半年", 12: "全年"}


class Period(NamedTuple):
    """One report: from 1 January to `cut_off`, that day included; `stated`: the rule's own day, `due`: when it is due.

    `name`: what of the year it tells, such as 上半年.
    """

    stated: date
    due: Due
    cut_off: date
    name: str

    @property
    def year(self) -> int:
        """The year it is about."""
        return self.stated.year

    @property
    def begin(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def title(self) -> str:
        """Such as `2026年上半年`: what a report's record calls its period."""
        return f"{self.year}年{self.name}"

    @property
    def words(self) -> str:
        """From when to when it counts."""
        return f"{day_text(self.begin)}至{day_text(self.cut_off)}"

    def holds(self, day: date | None) -> bool:
        """Whether a day is counted."""
        return day is not None and self.begin <= day <= self.cut_off


def report_period(day: date, report_on: Iterable[str], calendar: WorkCalendar, today: date) -> Period:
    """The report that `day` belongs to: the next of the policy's days (`MM-DD`), `day` itself included.

    It counts up to `day`, the day it is due, or today, whichever comes first. Raises Refused after the year's last
    one, NotYet before the year has begun.
    """
    stated = sorted((month_day(day.year, on), on) for on in report_on)
    found = next(((at, on) for at, on in stated if at >= day), None)
    if found is None:
        listed = "、".join(at.isoformat() for at, _ in stated)
        right = (f"写{listed}或之前的日期", f"name a day up to one of {listed}")
        raise Refused(fault("period", f"{day}之后本年没有报告", f"no report of that year follows {day}", *right))
    at, on = found
    due = report_due(day.year, on, calendar)
    if today < date(day.year, 1, 1):
        right = (f"{day.year}年开始之后再做", "make it once that year has begun")
        raise NotYet(fault("period", f"{day.year}年还没有到", f"{day.year} is still to come", *right))
    return Period(at, due, min(day, due.day, today), _NAMES.get(at.month, f"1至{at.month}月"))


def size_at(history: History, sizes: Sequence[int], cut_off: date) -> int:
    """The newest of the checkpoints (`sizes`) whose entries were all logged by the end of `cut_off`.

    Records of reports and archives count for nothing: a report that was logged the same day changes no later copy of
    it. Raises NotYet where there is no checkpoint: then nothing can be counted that anyone could count again.
    """
    days = [logged_day(entry.record) if entry.record else cut_off for entry in history.entries]
    first_after = next((index for index, day in enumerate(days) if day > cut_off), len(days))
    fitting = [size for size in sizes if 0 < size <= first_after]
    if not fitting:
        right = ("写较晚的日期", "name a later day")
        zh, en = f"{cut_off}为止总账还没有检查点", f"the log has no checkpoint up to {cut_off}"
        raise NotYet(fault("no-checkpoint", zh, en, *right))
    entries = history.entries[: max(fitting)]
    last = max((entry.position for entry in entries if not isinstance(entry.record, Filing)), default=0)
    return min(size for size in fitting if size > last)
