"""CSV files from other programs: UTF-8 with or without a byte order mark, or GBK as Chinese Excel and registries write.

Tolerant where a staff table is strict: this is what comes in, data/*.csv is what stays.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from publisher.errors import Malformed, fault
from publisher.tables.faults import too_big
from publisher.tables.grids import EMPTY, MAX_COLUMNS, Cell, Grid, Line
from publisher.tables.text import MAX_BYTES

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_foreign_csv(data: bytes, file: str) -> Grid:
    """The file as a sheet of texts; a row's number is that of the line where it begins.

    Raises Refused when it is over 64 MiB, Malformed when it is no comma-separated text.
    """
    if len(data) > MAX_BYTES:
        raise too_big(file, len(data), MAX_BYTES)
    text = _decode(data, file)
    _check_commas(text, file)
    try:
        return Grid(file, "", list(_lines(text)))
    except csv.Error as error:
        wrong = (f"不是逗号分隔的文本（{error}）", f"not comma-separated text ({error})")
        right = ("用表格软件打开，另存为.xlsx", "open it in a spreadsheet and save it as .xlsx")
        raise Malformed(fault("csv", *wrong, *right).at(file)) from None


def _decode(data: bytes, file: str) -> str:
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    wrong = ("不是UTF-8或GBK编码的文本", "neither UTF-8 nor GBK text")
    raise Malformed(fault("encoding", *wrong, "另存为CSV UTF-8或.xlsx", "save it as CSV UTF-8 or .xlsx").at(file))


def _check_commas(text: str, file: str) -> None:
    """A file separated by tabs or semicolons would come in as one column."""
    first = text.lstrip().split("\n", 1)[0]
    if "," not in first and any(mark in first for mark in "\t;；，"):
        wrong = ("不是用半角逗号分隔的", "not separated by commas")
        raise Malformed(fault("separator", *wrong, "另存为CSV（逗号分隔）", "save it as comma-separated").at(file, 1))


def _lines(text: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    number = 1
    for row in reader:
        cells = [Cell("text", value) if value.strip() else EMPTY for value in row[:MAX_COLUMNS]]
        while cells and cells[-1].kind == "empty":
            cells.pop()
        if cells:
            yield Line(number, cells)
        number = reader.line_num + 1
