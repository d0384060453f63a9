"""data/calendar/<year>.yaml: the State Council's yearly notice of holidays and of weekends that are worked."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from publisher.draw.identifiers import parse_date
from publisher.tables.fields import Date, Line, Lines, Staff, problem, settle


class CalendarDay(Staff):
    """A day that the notice names: a day off (`holiday`), or one that is worked though it looks like one."""

    date: Date
    name: Line
    holiday: bool


class CalendarYear(Staff):
    """One year's notice; `papers` are its addresses. Days of a neighbouring year may occur around New Year."""

    schema_version: Literal[1] = Field(alias="schema")
    year: Annotated[int, Field(ge=2000, le=2999)]
    papers: Lines = Field(min_length=1)
    days: Annotated[list[CalendarDay], Field(min_length=1, max_length=100)]

    @model_validator(mode="after")
    def _days_once(self) -> CalendarYear:
        found = []
        seen: set[str] = set()
        for index, day in enumerate(self.days):
            if day.date in seen:
                zh, en = f"{day.date}重复", f"{day.date} is listed twice"
                found.append(problem("duplicate", zh, en, "只留一个", "keep one", ("days", index, "date")))
            seen.add(day.date)
            if abs(int(day.date[:4]) - self.year) > 1:
                zh, en = f"{day.date}不属于{self.year}年", f"{day.date} is not of {self.year}"
                found.append(problem("year", zh, en, "改正日期", "correct the date", ("days", index, "date")))
        settle(found)
        return self

    def off(self) -> frozenset[datetime.date]:
        """The days off by this notice."""
        return frozenset(parse_date(day.date) for day in self.days if day.holiday)

    def worked(self) -> frozenset[datetime.date]:
        """The days, nearly all of weekends, that are worked by this notice."""
        return frozenset(parse_date(day.date) for day in self.days if not day.holiday)
