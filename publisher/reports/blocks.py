"""What a paper and a workbook consist of, before anybody writes them as .docx or .xlsx: plain frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from publisher.rules.shares import Share

Align = Literal["left", "center", "right"]
Cell = str | int | Share | date
"""What a table's cell holds. A share is shown as a percentage with one decimal."""


class Heading(NamedTuple):
    """A heading; level 1 is 一、, level 2 is （一）."""

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """A paragraph of running text. `[n]` in it points at a note and is set as a superscript."""

    text: str
    align: Align = "left"
    indent: bool = True


class Small(NamedTuple):
    """A line in small type: a remark beneath a table."""

    text: str


class Blank(NamedTuple):
    """Ruled lines to write on by hand."""

    lines: int


class Page(NamedTuple):
    """What follows begins on a new page."""


class Column(NamedTuple):
    """A column of a table: its title, its width in millimetres, how its cells stand; `code`: hashes and the like."""

    title: str
    width: float
    align: Align = "left"
    code: bool = False


class Grid(NamedTuple):
    """A table of a paper. Rows are never cut by a page's end, and the head stands again on each page.

    `head`: whether the columns' titles are shown; `height`: the least height of a row in millimetres, for signatures.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: bool = True
    height: float = 0


Block = Heading | Paragraph | Small | Blank | Page | Grid


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper. `dated`: the only date that its file carries; `running`: what stands above each page, if anything."""

    title: str
    author: str
    dated: date
    blocks: tuple[Block, ...]
    running: str = ""
    formal: bool = True
    """Set as official documents are (GB/T 9704: 仿宋, 28 pt lines), not as a form."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of a workbook: lines above, the table, lines beneath. `notes`: a second row of the head, or nothing."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    beneath: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = False
    wide: bool = False
    """On A3 instead of A4."""


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook. `dated`: the only date that its file carries."""

    title: str
    author: str
    dated: date
    sheets: tuple[Sheet, ...]


def cell_text(cell: Cell) -> str:
    """A cell as people read it."""
    return cell.percent if isinstance(cell, Share) else str(cell)


def day_text(day: date) -> str:
    """A date in official Chinese: `2024年3月1日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def in_fours(value: str) -> str:
    """A hash in groups of four, to be read out and compared by hand; eight groups a line."""
    groups = [value[at : at + 4] for at in range(0, len(value), 4)]
    return "\n".join(" ".join(groups[at : at + 8]) for at in range(0, len(groups), 8))


def listed(words: Sequence[str], *, most: int = 0) -> str:
    """Words joined by 、; beyond `most` of them (if it isn't 0) the rest is counted."""
    if not words:
        return "无"
    if most and len(words) > most:
        return f"{'、'.join(words[:most])}等{len(words)}项"
    return "、".join(words)
