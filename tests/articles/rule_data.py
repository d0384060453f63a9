"""What the articles' tests share: the repository's real calendars and code lists, and short ways to write visits."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from publisher.rules.calendar import WorkCalendar
from publisher.rules.exclusions import Exclusions
from publisher.rules.visits import Origin, Visit
from publisher.tables.calendars import CalendarYear
from publisher.tables.codes import CodeLists
from publisher.tables.yaml_files import read_yaml

DATA = Path(__file__).resolve().parents[2] / "data"
FIRM = "91441624DM0000013C"
UNIT = "hrss-ldjc"


@cache
def work_calendar(first: int = 2018, last: int = 2026) -> WorkCalendar:
    """The notices of data/calendar from `first` to `last`."""
    notices = {}
    for year in range(first, last + 1):
        path = DATA / "calendar" / f"{year}.yaml"
        notice = read_yaml(path.read_bytes(), CalendarYear, path.name)
        notices[year] = dict.fromkeys(notice.off(), True) | dict.fromkeys(notice.worked(), False)
    return WorkCalendar(notices)


@cache
def codes() -> CodeLists:
    """data/codes.yaml."""
    path = DATA / "codes.yaml"
    return read_yaml(path.read_bytes(), CodeLists, path.name)


def day(text: str) -> date:
    """A date from `YYYY-MM-DD`."""
    return date.fromisoformat(text)


def visit(on: str, *result: str, items: str = "LD-01", agency: str = UNIT, origin: Origin = "draw") -> Visit:
    """A visit to the firm with these result codes (`1`, nothing found, where none is given)."""
    return Visit(FIRM, day(on), agency, tuple(items.split(";")), result or ("1",), origin)


def exclusions(on: str, *used: str, items: str = "LD-01", lapses: str = "C1 C2 C3") -> Exclusions:
    """This county's numbers for a draw on that day that uses these exclusion codes."""
    return Exclusions(
        codes=frozenset(used or ("inactive", "clean-twice", "visited", "capped")),
        on=day(on),
        year=day(on).year,
        agency=UNIT,
        items=frozenset(items.split(";")),
        clean_visits=2,
        clean_years=1,
        meanings=codes().result,
        lapses_on=frozenset(lapses.split()),
    )
