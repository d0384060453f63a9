"""A staff CSV file as lines of fields that know their column; what a spreadsheet gets wrong is named, not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.errors import Fault, fault
from publisher.tables.cells import Cells
from publisher.tables.faults import Faults

MAX_LINE = 20_000  # characters; the widest table's longest row has 6,000
_FIELD = re.compile(r'"((?:[^"]|"")*)"|([^",]*)')


class _BadQuote(ValueError):
    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.column = column


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file, its text, and its cells by column name."""

    line: int
    source: str
    cells: Cells

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def place(self, column: str) -> tuple[int, int]:
        """Line and column (from 1, in characters) where the cell begins."""
        starts = [start for _, start in _fields(self.source)]
        return self.line, starts[list(self.cells).index(column)]


def _fields(line: str) -> Iterator[tuple[str, int]]:
    position = 0
    while True:
        match = _FIELD.match(line, position)
        assert match is not None  # the pattern matches the empty text
        end = match.end()
        if end < len(line) and line[end] != ",":
            raise _BadQuote((position if line[position] == '"' and match.group(1) is None else end) + 1)
        quoted, plain = match.groups()
        yield (plain if quoted is None else quoted.replace('""', '"')), position + 1
        if end == len(line):
            return
        position = end + 1


def split_rows(text: str, header: tuple[str, ...], faults: Faults) -> list[Row]:
    """The rows below a header that must equal `header`. What is wrong goes into `faults`; such rows are left out.

    Raises Malformed when the header is wrong: without it no cell can be judged.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if not lines:
        faults.add(_EMPTY, 1, 1)
    else:
        _check_header(lines[0], header, faults)
    rows = (_row(line, number, header, faults) for number, line in enumerate(lines[1:], 2))
    return [row for row in rows if row is not None]


def _row(line: str, number: int, header: tuple[str, ...], faults: Faults) -> Row | None:
    if len(line) > MAX_LINE:
        faults.add(_LONG, number, MAX_LINE + 1)
        return None
    if not line.strip(", \u3000"):
        faults.add(_BLANK, number, 1)
        return None
    if '"' not in line:
        values = line.split(",")
    else:
        try:
            values = [value for value, _ in _fields(line)]
        except _BadQuote as error:
            faults.add(_QUOTE, number, error.column)
            return None
    if len(values) != len(header):
        faults.add(_width(len(values), len(header)), number, 1)
        return None
    return Row(number, line, dict(zip(header, values, strict=True)))


def _check_header(line: str, header: tuple[str, ...], faults: Faults) -> None:
    if len(line) > MAX_LINE:
        faults.add(_LONG, 1, MAX_LINE + 1)
        faults.settle()
    try:
        labels = list(_fields(line))
    except _BadQuote as error:
        faults.add(_QUOTE, 1, error.column)
        faults.settle()
        return
    wrong = False
    seen: set[str] = set()
    for label, start in labels:
        if label in seen:
            faults.add(_label("duplicate-column", label, "列名重复", "occurs twice", header), 1, start)
        elif label not in header:
            faults.add(
                _label("unknown-column", label, "不是本表的列", "is not a column of this table", header), 1, start
            )
        wrong = wrong or label in seen or label not in header
        seen.add(label)
    for column in header:
        if column not in seen:
            faults.add(_label("missing-column", column, "缺这一列", "is missing", header), 1, 1)
            wrong = True
    if not wrong and [label for label, _ in labels] != list(header):
        faults.add(_label("column-order", line, "列的顺序不对", "has the columns in another order", header), 1, 1)
        wrong = True
    if wrong:
        faults.settle()


def _label(code: str, label: str, zh: str, en: str, header: tuple[str, ...]) -> Fault:
    shown = label if len(label) <= 60 else label[:60] + "…"
    good = ",".join(header)
    return fault(code, f"“{shown}”{zh}", f"{shown!r} {en}", f"表头须是：{good}", f"the header must be: {good}")


def _width(found: int, expected: int) -> Fault:
    zh, en = f"这一行有{found}格，应有{expected}格", f"{found} cells in this row, expected {expected}"
    right_zh, right_en = (
        "字中有逗号时，给那一格加上双引号",
        "where a text holds a comma, put that cell in double quotes",
    )
    return fault("row-width", zh, en, right_zh, right_en)


_EMPTY = fault("empty", "文件是空的", "the file is empty", "至少要有表头", "it needs a header at least")
_LONG = fault(
    "long-line", f"一行超过{MAX_LINE}个字", f"a line of more than {MAX_LINE} characters", "拆成多行", "split it"
)
_BLANK = fault("blank-row", "空行", "a blank row", "删去这一行", "delete the row")
_QUOTE = fault(
    "csv-quote",
    "双引号不成对，或一格里有换行",
    "unmatched double quotes, or a line break in a cell",
    "一格写在一行内，其中的双引号写两遍",
    "keep a cell on one line; write a double quote in it twice",
)
