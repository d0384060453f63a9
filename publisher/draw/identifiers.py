"""Identifiers, draw numbers, times and decimal texts as the protocol writes them (section 2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints

SHANGHAI = ZoneInfo("Asia/Shanghai")

IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
DRAW = re.compile(r"[0-9]{4}-(?:00[1-9]|0[1-9][0-9]|[1-9][0-9]{2,})")
HEX64 = re.compile(r"[0-9a-f]{64}")
RATIO = re.compile(r"0|1|0\.[0-9]{1,6}")
COUNT = re.compile(r"0|[1-9][0-9]*")
PARTY = re.compile(r"[a-z0-9.-]+/[a-z0-9-]+")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-5][0-9])")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

ABSENT = "ABSENT"
VACANT = "-"


def is_identifier(text: str) -> bool:
    """Whether `text` can name an object or an inspector."""
    return IDENTIFIER.fullmatch(text) is not None


@lru_cache(maxsize=65536)  # what is logged together has one time, and pages ask for it again and again
def parse_time(text: str) -> datetime:
    """An RFC 3339 time with offset and whole seconds. Raises ValueError."""
    if not TIME.fullmatch(text):
        raise ValueError(f"not a time with offset and whole seconds: {text!r}")
    return datetime.fromisoformat(_sane(text))


@lru_cache(maxsize=65536)  # a year has few days, and a log of a hundred thousand results asks for them again and again
def parse_date(text: str) -> date:
    """A date `YYYY-MM-DD`. Raises ValueError."""
    if not DATE.fullmatch(text):
        raise ValueError(f"not a date: {text!r}")
    return date.fromisoformat(_sane(text))


def _sane(text: str) -> str:
    if not "1900" <= text[:4] <= "2999":  # keeps later arithmetic from overflowing
        raise ValueError(f"not a plausible year: {text[:4]}")
    return text


def end_of(day: date) -> datetime:
    """The moment a date means: 24:00 Asia/Shanghai of that day."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(days=1)


def time_text(moment: datetime) -> str:
    """`moment` in RFC 3339, whole seconds, in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI).replace(microsecond=0).isoformat()


def unix_time(seconds: int) -> datetime:
    """The moment `seconds` after 1970-01-01T00:00:00Z."""
    return datetime.fromtimestamp(seconds, UTC)


def draw_number(year: int, ordinal: int) -> str:
    """`<year>-<nnn>`: three digits up to 999 (protocol section 2)."""
    return f"{year}-{ordinal:03d}"


def draw_order(draw: str) -> tuple[int, int]:
    """Year and ordinal of a draw number, for sorting past 999."""
    year, ordinal = draw.split("-")
    return int(year), int(ordinal)


def _time(text: str) -> str:
    parse_time(text)
    return text


def _date(text: str) -> str:
    parse_date(text)
    return text


def _text(pattern: re.Pattern[str]) -> StringConstraints:
    return StringConstraints(pattern=f"^(?:{pattern.pattern})$", strict=True)


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("one line only")
    return text


Identifier = Annotated[str, _text(IDENTIFIER)]
Draw = Annotated[str, _text(DRAW)]
Hex64 = Annotated[str, _text(HEX64)]
Ratio = Annotated[str, _text(RATIO)]
Count = Annotated[str, _text(COUNT)]
Party = Annotated[str, _text(PARTY)]
Time = Annotated[str, AfterValidator(_time)]
Date = Annotated[str, AfterValidator(_date)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line)]
