"""Numbers, dates and hashes as people read them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from publisher.draw.identifiers import SHANGHAI, parse_time


def percent(ratio: str) -> str:
    """A ratio of the protocol as people write it, exactly: `0.05` is `5%`, `0.0025` is `0.25%`."""
    value = Fraction(ratio) * 100
    return f"{int(value)}%" if value.denominator == 1 else f"{float(value):g}%"


def day(value: str | date) -> str:
    """A date: `2024年3月1日`; a text that is no date stands as it is."""
    try:
        found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return f"{found.year}年{found.month}月{found.day}日"


def moment(value: str | datetime) -> str:
    """A moment in Shanghai to the minute: `2024年3月1日 09:05`."""
    local = _local(value)
    return f"{day(local)} {local:%H:%M}"


def moment_en(value: str | datetime) -> str:
    """A moment in Shanghai to the minute, for English pages: `2024-03-01 09:05 UTC+8`."""
    return f"{_local(value):%Y-%m-%d %H:%M} UTC+8"


def second(value: str | datetime) -> str:
    """A moment in Shanghai to the second: `2024年3月1日 09:05:03`."""
    local = _local(value)
    return f"{day(local)} {local:%H:%M:%S}"


def _local(value: str | datetime) -> datetime:
    return (parse_time(value) if isinstance(value, str) else value).astimezone(SHANGHAI)


def groups(value: str, size: int = 4) -> str:
    """A hash in groups, to be read out: `03f8 105a …`."""
    return " ".join(value[at : at + size] for at in range(0, len(value), size))


def thousands(value: int) -> str:
    """A count, from 10,000 on with narrow spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f") if value >= 10_000 else str(value)
