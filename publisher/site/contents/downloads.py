"""Tables to take away: CSV and Excel as pure functions of a table, the same bytes for the same rows.

What data say is text and stays text: a name that begins with `=` is never a formula, an 18-digit code never a number.
openpyxl makes the workbook; its rows are written here, because openpyxl takes half a minute for 100,000 of ten cells.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import escape
from itertools import chain
from typing import Any

from publisher.reports.separated import csv_bytes
from publisher.reports.zips import zip_bytes

MAX_ROWS = 1_000_000
"""Rows of one sheet (Excel has room for 1,048,576); a longer table goes on in the next sheet."""

Cell = str | int | date
"""What a cell holds. A date is written as ISO text in both forms: no program reads it as another day."""

_EPOCH = datetime(1980, 1, 1)
_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_SIZE = re.compile(rb"<dimension [^>]*/>")  # streaming readers believe it; without it they look for themselves
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NARROW, _WIDE, _SAMPLE = 6, 40, 200


@dataclass(frozen=True)
class Table:
    """A table to take away: `title` names the sheet, `columns` are its heads, each row has a cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def csv_file(table: Table) -> bytes:
    """The table as .csv that Excel opens rightly: UTF-8 with BOM, CRLF; what it would take for a formula is quoted."""
    return csv_bytes(table.columns, table.rows)


def xlsx_file(table: Table) -> bytes:
    """The table as .xlsx: bold heads that stay in view, a filter on each column, no clock in it."""
    parts = [table.rows[at : at + MAX_ROWS] for at in range(0, len(table.rows), MAX_ROWS)] or [()]
    files = _workbook(table, parts)
    for number, rows in enumerate(parts, 1):
        path = f"xl/worksheets/sheet{number}.xml"
        before, after = _DATA.split(_SIZE.sub(b"", files[path]), maxsplit=1)
        sheet = io.BytesIO()
        sheet.writelines(chain((before, b"<sheetData>"), _rows(table.columns, rows), (b"</sheetData>", after)))
        files[path] = sheet.getvalue()
    return zip_bytes(files)


def _workbook(table: Table, parts: Sequence[Sequence[tuple[Cell, ...]]]) -> dict[str, bytes]:
    """Path → bytes of a workbook whose sheets hold nothing yet."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "", table.title
    book.properties.created = book.properties.modified = _EPOCH
    for number, rows in enumerate(parts, 1):
        sheet = book.create_sheet(_sheet_name(table.title, number))
        sheet.cell(1, 1).font = Font(bold=True)  # the only style beside the plain one: number 1
        _shape(sheet, table.columns, rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        ExcelWriter(book, packed).save()
    with zipfile.ZipFile(out) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _shape(sheet: Any, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> None:
    """Column widths by what the first rows hold, heads that stay, a filter over all of it."""
    from openpyxl.utils import get_column_letter

    for at, head in enumerate(columns):
        widest = max([_units(head), *(_units(str(row[at])) for row in rows[:_SAMPLE])])
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(widest + 2, _NARROW), _WIDE)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{len(rows) + 1}"


def _sheet_name(title: str, number: int) -> str:
    plain = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:25] or "表"
    return plain if number == 1 else f"{plain} {number}"


def _units(text: str) -> int:
    """The width of a text in digits: a Han character takes two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _rows(columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The rows one by one: as one text a year's results would take four times the memory."""
    heads = "".join(f'<c s="1" t="inlineStr"><is><t>{_text(head)}</t></is></c>' for head in columns)
    yield f"<row>{heads}</row>".encode()
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>".encode()


@lru_cache(maxsize=2**12)  # most of what a table says it says again
def _cell(value: Cell) -> str:
    if isinstance(value, int):
        return f"<c><v>{int(value)}</v></c>"
    text = value.isoformat() if isinstance(value, date) else value
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>' if text else "<c/>"


def _text(value: str) -> str:
    """Text for XML, without the characters that XML can't hold."""
    return escape(_FORBIDDEN.sub("", value), quote=False)
