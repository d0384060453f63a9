"""How large a notice is printed: one A4 sheet, the larger the less stands on it, and nothing on it is cut.

The text is measured in the widths of its characters, with some room to spare: readers' letters differ a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from publisher.site.paper.notice_words import Line

POINT = 0.3528  # mm
WIDTH = 178.0  # mm between the margins
HEIGHT = 276.0  # mm between the margins
LEADING = 1.42
CODE_COLUMN = 46.0  # mm


class Fit(NamedTuple):
    """`size` of the text in points; `columns` of the list, whose letters are `listed` times as large."""

    size: float
    columns: int
    listed: float

    @property
    def name(self) -> str:
        """As the style sheet calls it."""
        return f"{self.size:g}-{self.columns}".replace(".", "")


FITS = tuple(
    Fit(*one)
    for one in [
        (15, 1, 0.95),
        (13.5, 1, 0.95),
        (12, 1, 0.95),
        (12, 2, 0.9),
        (11, 2, 0.9),
        (10.5, 2, 0.84),
        (10, 2, 0.84),
        (9.5, 2, 0.84),
    ]
)
"""From the largest to the smallest."""


class Told(NamedTuple):
    """What stands on a notice beside its list."""

    title: str
    said: str
    facts: Sequence[tuple[str, str]]
    groups: int
    notes: Sequence[str]
    prints: Sequence[str]
    contact: str


def fit(told: Told, lines: Sequence[Line]) -> tuple[Fit, int]:
    """The largest size at which all fits, and how many lines of the list do: fewer only at the smallest size."""
    for size in FITS:
        if _height(size, told, lines) <= HEIGHT:
            return size, len(lines)
    smallest = FITS[-1]
    fitting = (number for number in range(len(lines), 0, -1) if _height(smallest, told, lines[:number]) <= HEIGHT)
    return smallest, next(fitting, 0)


def _height(size: Fit, told: Told, lines: Sequence[Line]) -> float:
    """Of the whole sheet, in mm."""
    em = size.size * POINT
    wide = WIDTH / em
    head = 1.15 * LEADING + 2 * 1.35 + LEADING
    title = 1.33 * 1.4 * _rows(told.title, wide / 1.33) + 1.1 * LEADING * _rows(told.said, wide / 1.1)
    facts = LEADING * sum(_rows(value, wide - 9.7) for _, value in told.facts)
    table = LEADING * (1 + 0.95 * (told.groups + 1)) if told.groups else 0.0
    notes = 0.88 * LEADING * sum(_rows(note, wide / 0.88) for note in told.notes)
    prints = 2 * (LEADING + 2 * 0.95 * 1.35) + 0.88 * LEADING * sum(
        _rows(text, (wide - CODE_COLUMN / em) / 0.88) for text in told.prints
    )
    foot = max(prints * em + 5, CODE_COLUMN) + em * (0.88 * LEADING * _rows(told.contact, wide / 0.88) + 2 * LEADING)
    gaps = 26.0 + 0.9 * told.groups
    return em * (head + title + facts + table + notes) + _list_height(size, lines) + foot + gaps


def _list_height(size: Fit, lines: Sequence[Line]) -> float:
    if not lines:
        return 0.0
    em = size.size * POINT * size.listed
    wide = (WIDTH - 7 * (size.columns - 1)) / size.columns / em
    groups = {line.group for line in lines if line.group}
    heights = [em * 1.36 * rows + 0.7 for rows in [*(_line_rows(line, wide) for line in lines), *(1 for _ in groups)]]
    half = sum(heights) / size.columns + (max(heights) if size.columns > 1 else 0.0)
    return half + size.size * POINT * LEADING + 2.6


def _line_rows(line: Line, wide: float) -> int:
    team = min(_width(line.team), 0.45 * wide)
    return max(_rows(line.name, wide - 3 - team), _rows(line.team, team))


def _rows(text: str, wide: float) -> int:
    """Rows that a text takes in a column `wide` ems wide; at most a character at each row's end has no room there."""
    return ceil(_width(text) / max(wide - 1, 1)) if _width(text) > wide else 1


def _width(text: str) -> float:
    """In ems: a Han character takes one, a letter or digit a little more than half of one."""
    return sum(0.58 if ord(letter) < 0x2000 else 1 for letter in text)
