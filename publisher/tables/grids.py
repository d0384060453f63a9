"""Sheets as they come from other people's programs: cells that say what they are, and the row that names the columns.

Nothing is converted here. Whether a number may stand for a code is judged where the column is known (imported_cells).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal, NamedTuple

from publisher.errors import Fault, Malformed, fault

Kind = Literal["empty", "text", "number", "date", "bool", "error", "formula"]
MAX_COLUMNS = 100
HEADER_WITHIN = 20


class Cell(NamedTuple):
    """One cell: its kind and value. `zeros`: to how many digits its number format fills a number up with zeros."""

    kind: Kind
    value: str | int | float | bool | datetime | time | timedelta = ""
    zeros: int = 0


EMPTY = Cell("empty")


class Line(NamedTuple):
    """One row of a sheet that isn't blank: its number from 1, as people see it, and its cells."""

    number: int
    cells: Sequence[Cell]

    def cell(self, column: int) -> Cell:
        """The cell at a column, from 0; rows end where nothing follows."""
        return self.cells[column] if column < len(self.cells) else EMPTY


class Merged(NamedTuple):
    """A merged range, `B3:B5`, and its last row, from 1."""

    range: str
    last_row: int


@dataclass(frozen=True)
class Grid:
    """A sheet; `sheet` is its name, empty for a CSV file."""

    file: str
    sheet: str
    lines: Sequence[Line]
    merged: Sequence[Merged] = ()

    def at(self, found: Fault, row: int, column: int | None = None) -> Fault:
        """A fault at a cell as people see it: `名录.xlsx:Sheet1!C5`, and in a CSV file its line. `column` from 0."""
        bare = replace(found, file="", line=0, column=0)
        if not self.sheet:
            return bare.at(self.file, row)
        return bare.at(f"{self.file}:{self.sheet}!{'' if column is None else column_letters(column)}{row}")


def column_letters(column: int) -> str:
    """A column's name in a spreadsheet, from 0: A, B, … Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


class Header(NamedTuple):
    """The row that names the columns: its number, the columns found (name → position from 0), and other labels."""

    row: int
    columns: Mapping[str, int]
    others: Sequence[str]


def find_header(grid: Grid, labels: Mapping[str, str], key: str) -> Header | None:
    """The first of the top 20 rows that names `key` and another column; `labels`: possible titles → a column's name.

    Raises Malformed where two columns have one meaning: nobody should guess which of the two counts.
    """
    meanings = {plain_label(label): name for label, name in labels.items()}
    for line in grid.lines[:HEADER_WITHIN]:
        header = _header(grid, line, meanings)
        if key in header.columns and len(header.columns) > 1:
            return header
    return None


def _header(grid: Grid, line: Line, meanings: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    twice: list[Fault] = []
    others: list[str] = []
    for position, cell in enumerate(line.cells):
        label = str(cell.value) if cell.kind == "text" else ""
        plain = plain_label(label)
        name = meanings.get(plain) or meanings.get(re.sub(r"\(.*?\)", "", plain))
        if name in columns:
            zh, en = f"“{label.strip()[:40]}”与前面一列是同一栏", f"{label.strip()[:40]!r} repeats another column"
            found = fault("duplicate-column", zh, en, "只留一列", "keep one")
            twice.append(grid.at(found, line.number, position))
        elif name is not None:
            columns[name] = position
        elif plain:
            others.append(label.strip())
    if twice:
        raise Malformed(*twice)
    return Header(line.number, columns, others)


def plain_label(label: str) -> str:
    """A column's title without what differs from form to form: white space, stars, colons, width and case."""
    return re.sub(r"[\s*:_]", "", unicodedata.normalize("NFKC", label)).casefold()


def below(grid: Grid, header: Header) -> Iterable[Line]:
    """The rows under the header."""
    return (line for line in grid.lines if line.number > header.row)


def merged_below(grid: Grid, header: Header) -> list[Fault]:
    """Merged cells where data begin: which row would such a value belong to? Titles above the header may be merged."""
    zh, en = "合并单元格说不清是哪一行的内容", "a merged cell doesn't say to which row its content belongs"
    right = "取消合并，每一行都填写", "unmerge it and fill in every row"
    ranges = [merged.range for merged in grid.merged if merged.last_row >= header.row]
    return [fault("merged-cell", zh, en, *right).at(f"{grid.file}:{grid.sheet}!{range_}") for range_ in ranges]
