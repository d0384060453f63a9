"""Working days in China, from the State Council's yearly notices (article 18; RULE.md, Dates).

A notice names the days off and the weekend days that are worked. For a year whose notice isn't out yet weekends count
as off and all else as worked, and every answer that touches such a day says that it is provisional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The notice of a year has named days of the December before: 2018-12-29 was worked by the notice of 2019.
NEW_YEAR_REACH = (12, 29)


class Reached(NamedTuple):
    """A day that was counted to. `provisional`: a notice that isn't out yet may move it."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class WorkCalendar:
    """The notices known: year → day → whether it is off. Days that no notice names follow the week."""

    notices: Mapping[int, Mapping[date, bool]]

    @cached_property
    def _reached(self) -> dict[tuple[date, int], Reached]:
        return {}

    @cached_property
    def _named(self) -> dict[date, bool]:
        named: dict[date, bool] = {}
        for year in sorted(self.notices):
            for day, off in self.notices[year].items():
                # a neighbour's notice fills what the day's own year leaves open, and no more
                if day.year == year or day not in self.notices.get(day.year, {}):
                    named[day] = off
        return named

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on `day`, as far as is known."""
        off = self._named.get(day)
        return day.weekday() < SATURDAY if off is None else not off

    def is_provisional(self, day: date) -> bool:
        """Whether a notice that isn't out yet may still say something else about `day`."""
        if day in self._named:
            return False
        if day.year not in self.notices:
            return True
        return (day.month, day.day) >= NEW_YEAR_REACH and day.year + 1 not in self.notices

    def add_working_days(self, day: date, count: int) -> Reached:
        """The `count`-th working day after `day`; `day` itself isn't counted, 0 gives it back.

        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("a negative number of working days")
        if (day, count) not in self._reached:
            self._reached[day, count] = self._add(day, count)
        return self._reached[day, count]

    def _add(self, day: date, count: int) -> Reached:
        provisional = False
        while count:
            day += ONE_DAY
            provisional = provisional or self.is_provisional(day)
            count -= self.is_working_day(day)
        return Reached(day, provisional)

    def on_or_before(self, day: date) -> Reached:
        """The last working day not after `day`: where a deadline on a day off moves to (article 23)."""
        provisional = self.is_provisional(day)
        while not self.is_working_day(day):
            day -= ONE_DAY
            provisional = provisional or self.is_provisional(day)
        return Reached(day, provisional)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie in (start, end]; 0 where `end` isn't after `start`."""
        return sum(self.is_working_day(start + ONE_DAY * step) for step in range(1, (end - start).days + 1))
