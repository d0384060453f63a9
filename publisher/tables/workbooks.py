"""Excel workbooks (.xlsx) from outside: bytes in, sheets of cells out.

Whatever is in the file, nothing is run, fetched or expanded beyond a limit, and nothing but Malformed or Refused
comes out. Formulas stay formulas: a value that a spreadsheet worked out last year is nobody's statement.
"""

from __future__ import annotations

import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from publisher.errors import Malformed, Refused, fault
from publisher.tables.faults import too_big
from publisher.tables.grids import EMPTY, MAX_COLUMNS, Cell, Grid, Line, Merged
from publisher.tables.text import MAX_BYTES

MAX_UNPACKED = 4 * MAX_BYTES
MAX_PARTS = 2000
XLSX = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
_ZEROS = re.compile("0+")
_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}([0-9]{1,7}))?")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")


def read_workbook(data: bytes, file: str) -> list[Grid]:
    """The visible sheets of a workbook; `file` is its name, for messages.

    Raises Malformed for what is no workbook, Refused for one that is too big or a spreadsheet of before 2007.
    """
    if len(data) > MAX_BYTES:
        raise too_big(file, len(data), MAX_BYTES)
    if data.startswith(OLD_EXCEL):
        wrong = ("是旧版（.xls）或加了密码的工作簿", "an old (.xls) or password-protected workbook")
        raise Refused(fault("old-excel", *wrong, "另存为不加密的.xlsx", "save it as .xlsx without a password").at(file))
    try:
        _check_parts(data, file)
        return _grids(data, file)
    except (Malformed, Refused):
        raise
    except MemoryError:
        raise too_big(file, len(data), MAX_BYTES) from None
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise _unreadable(file, f"{type(error).__name__}") from None


def _unreadable(file: str, why: str) -> Malformed:
    wrong = (f"不是能读出的Excel工作簿（{why}）", f"not a readable workbook ({why})")
    return Malformed(fault("workbook", *wrong, "用表格软件打开，另存为.xlsx", "open it and save it as .xlsx").at(file))


def _check_parts(data: bytes, file: str) -> None:
    """Sizes before anything is unpacked; no document type definitions, which have no place in a workbook."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
            raise too_big(file, unpacked, MAX_UNPACKED)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                text = archive.read(part)
                if _DOCTYPE.search(text) or b"\0" in text[:4] or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    raise _unreadable(file, part.filename)


def _grids(data: bytes, file: str) -> list[Grid]:
    from openpyxl import load_workbook  # a fifth of a second to import, and only imports need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about decorations that it doesn't carry over
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            return [_grid(sheet, file) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        finally:
            book.close()


def _grid(sheet: Any, file: str) -> Grid:
    return Grid(file, str(sheet.title), list(_lines(sheet)), tuple(_merged(sheet)))


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says about its own size is often wrong
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        cells = [_cell(cell) for cell in row]
        while cells and cells[-1].kind == "empty":
            cells.pop()
        if cells:
            yield Line(number, cells)


def _merged(sheet: Any) -> Iterator[Merged]:
    """Merged ranges; openpyxl's streaming reader, which doesn't swallow memory, knows no public way to them."""
    with sheet.parent._archive.open(sheet._worksheet_path) as source:
        for _, element in ElementTree.iterparse(source):
            if element.tag == _MERGED:
                match = _RANGE.fullmatch(element.get("ref", ""))
                if match:
                    yield Merged(match.group(), int(match.group(1) or 0))
            element.clear()


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None and kind != "f":
        return EMPTY
    if kind == "f":
        return Cell("formula", str(value))
    if kind == "e":
        return Cell("error", str(value))
    if isinstance(value, bool):
        return Cell("bool", value)
    if isinstance(value, int | float):
        return _number(value, cell)
    if isinstance(value, datetime | time | timedelta):
        return Cell("date", value)
    return Cell("text", str(value)) if str(value).strip() else EMPTY


def _number(value: int | float, cell: Any) -> Cell:
    if not math.isfinite(value):
        return Cell("error", str(value))
    shown = str(cell.number_format)
    return Cell("number", value, len(shown) if _ZEROS.fullmatch(shown) else 0)
