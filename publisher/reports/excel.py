"""A workbook as .xlsx: text stays text, numbers are numbers, ready to print; the same bytes for the same book."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from publisher.reports.blocks import Book, Cell, Column, Sheet
from publisher.reports.zips import without_times
from publisher.rules.shares import Share

_FONT, _TITLE_SIZE, _SIZE = "SimSun", 16, 10.5
_PER_MM = 0.52
"""How many of a column's units (a digit's width at 11 pt, near enough) make a millimetre."""
_TALL = 15.0
"""Points that a line of text takes."""
_A3, _A4 = 8, 9
_TEXT, _COUNT, _PERCENT, _DATE = "@", "0", "0.0%", "yyyy-mm-dd"


def xlsx(book: Book) -> bytes:
    """The file. Its only date is the book's own, so that anyone who composes the same book gets the same bytes."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    made = Workbook()
    made.remove(made.worksheets[0])
    moment = datetime.combine(book.dated, time())
    made.properties.creator = made.properties.lastModifiedBy = book.author
    made.properties.title = book.title
    made.properties.created = made.properties.modified = moment
    for sheet in book.sheets:
        _write(made.create_sheet(sheet.name[:31]), sheet)
    out = io.BytesIO()
    # Workbook.save would write the clock into the properties; this is all else that it does.
    with zipfile.ZipFile(out, "w") as packed:
        ExcelWriter(made, packed).save()
    return without_times(out.getvalue())


def _write(place: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    last = len(sheet.columns)
    place.append([sheet.title])
    _style(place.cell(1, 1), size=_TITLE_SIZE, bold=True, align="center")
    place.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    place.row_dimensions[1].height = 30
    at = _lines(place, 2, sheet.above, sheet)
    head = at
    for number, column in enumerate(sheet.columns, 1):
        place.column_dimensions[get_column_letter(number)].width = round(column.width * _PER_MM, 2)
        _put(place.cell(at, number), column.title, column, head=True)
    place.row_dimensions[at].height = _height([c.title for c in sheet.columns], sheet.columns)
    at += 1
    if sheet.notes:
        for number, (column, note) in enumerate(zip(sheet.columns, sheet.notes, strict=True), 1):
            _put(place.cell(at, number), note, column, head=True)
        at += 1
    place.freeze_panes = place.cell(at, 2)
    for row in sheet.rows:
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            _put(place.cell(at, number), value, column)
        place.row_dimensions[at].height = _height(row, sheet.columns)
        at += 1
    at = _lines(place, at, sheet.beneath, sheet)
    _print(place, sheet, head, at - 1)


def _lines(place: Any, at: int, lines: tuple[str, ...], sheet: Sheet) -> int:
    """Lines of text over the whole width; returns the row after them."""
    width = sum(column.width for column in sheet.columns)
    for line in lines:
        cell = place.cell(at, 1, line)
        _style(cell, size=_SIZE)
        cell.data_type = "s"
        place.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(sheet.columns))
        place.row_dimensions[at].height = _TALL * _count_lines(line, width) + 3
        at += 1
    return at


def _put(cell: Any, value: Cell, column: Column, *, head: bool = False) -> None:
    from openpyxl.styles import Border, PatternFill, Side

    if isinstance(value, Share):
        # exactly what the paper says: tenths of a percent, halves up
        cell.value = float(value.percent.rstrip("%")) / 100 if value.whole else value.percent
        cell.number_format = _PERCENT
    else:
        cell.value = value if value != "" else None
        cell.number_format = _COUNT if isinstance(value, int) else _DATE if isinstance(value, date) else _TEXT
        if isinstance(value, str) and value:
            cell.data_type = "s"  # a name that begins with `=` is a name, an 18-digit code no number
    _style(cell, size=_SIZE if not column.code or head else 9, bold=head, align="center" if head else column.align)
    line = Side(style="thin", color="808080")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    if head:
        cell.fill = PatternFill("solid", fgColor="EDEDED")


def _style(cell: Any, *, size: float, bold: bool = False, align: str = "left") -> None:
    from openpyxl.styles import Alignment, Font

    cell.font = Font(name=_FONT, size=size, bold=bold)
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)


def _count_lines(text: str, width: float) -> int:
    """How many lines a text takes in `width` millimetres; a Han character is about 3.9 mm wide, others half."""
    fits = max(1.0, (width - 2) / 1.95)
    return sum(max(1, -(-_units(line) // int(fits))) for line in text.split("\n"))


def _units(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _height(cells: Any, columns: tuple[Column, ...]) -> float:
    lines = (_count_lines(str(cell), column.width) for cell, column in zip(cells, columns, strict=True))
    return _TALL * max(lines, default=1) + 5


def _print(place: Any, sheet: Sheet, head: int, last: int) -> None:
    """One page wide, the head on every page, page numbers below."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page = place.page_setup
    page.paperSize = _A3 if sheet.wide else _A4
    page.orientation = "landscape" if sheet.landscape else "portrait"
    page.fitToWidth, page.fitToHeight = 1, 0
    place.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = place.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.8, 0.3, 0.4
    place.print_title_rows = f"{head}:{head + bool(sheet.notes)}"
    place.oddFooter.center.text = "第 &P 页，共 &N 页"
    place.print_options.horizontalCentered = True
    assert last >= head
