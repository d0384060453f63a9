"""An empty Excel form of a table, made from its descriptor: columns as text, drop-downs, how to fill in each column.

Two more sheets: how each column is written, and the codes with their words, which the drop-downs offer. What comes
back is read by `imports`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Literal

from publisher.tables.schema import FieldSchema, TableSchema

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""Column → the codes that it may hold, each with its words (which may be empty)."""
FORM_ROWS = 5000
_HOW, _CODES = "填写说明", "代码"
_TEXT, _DATE = "@", "yyyy-mm-dd"
_WIDTHS = {"date": 14, "integer": 10}


def excel_form(
    schema: TableSchema,
    choices: Choices | None = None,
    *,
    more: Sequence[FieldSchema] = (),
    rows: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """The workbook. `choices` for columns that name another table's rows; `more`: columns that only the form has.

    `rows`: what is filled in already.
    """
    from openpyxl import Workbook  # a fifth of a second to import, and only this command needs it

    book = Workbook()
    fields = [*schema.fields, *more]
    sheet = book.active
    assert sheet is not None
    sheet.title = schema.title[:31]
    offered = {
        f.name: list((choices or {}).get(f.name, ())) or [(c, "") for c in f.constraints.enum or []] for f in fields
    }
    _columns(sheet, fields, len(rows))
    _rows(sheet, fields, rows)
    _how(book.create_sheet(_HOW), fields)
    places = _codes(book.create_sheet(_CODES), fields, offered)
    _drop_downs(sheet, fields, places, offered, len(rows))
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _format(field: FieldSchema) -> str:
    return _DATE if field.type == "date" else _TEXT


def _columns(sheet: Any, fields: Sequence[FieldSchema], filled: int) -> None:
    """Titles with their notes, and the format that every cell below has before anybody types."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, field in enumerate(fields, 1):
        head = sheet.cell(1, number, field.title)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
        head.alignment, head.number_format = Alignment(wrap_text=True, vertical="center"), _TEXT
        head.comment = Comment(_note(field), "publisher", width=320, height=120)
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = _WIDTHS.get(field.type, 24 if field.free_text or field.constraints.unique else 16)
        column.number_format = _format(field)
    sheet.freeze_panes, sheet.print_title_rows = "B2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}{filled + 1}"


def _note(field: FieldSchema) -> str:
    must = "必填。" if field.constraints.required else "可空。"
    example = f"\n例如：{field.example}" if field.example else ""
    return f"{must}{field.description}{example}"


def _rows(sheet: Any, fields: Sequence[FieldSchema], rows: Sequence[Mapping[str, str]]) -> None:
    for number, row in enumerate(rows, 2):
        for column, field in enumerate(fields, 1):
            text = row.get(field.name, "")
            if text:
                cell = sheet.cell(number, column, date.fromisoformat(text) if field.type == "date" else text)
                if field.type != "date":
                    cell.data_type = "s"  # a name that begins with `=` is a name
                cell.number_format = _format(field)


def _how(sheet: Any, fields: Sequence[FieldSchema]) -> None:
    sheet.append(["列", "必填", "怎样填写", "例如"])
    for field in fields:
        sheet.append([field.title, "是" if field.constraints.required else "", field.description, field.example])
    for column, width in zip("ABCD", (22, 8, 80, 24), strict=True):
        sheet.column_dimensions[column].width = width
        for cell in sheet[column]:
            cell.number_format, cell.data_type = _TEXT, "s" if cell.value else "n"


def _codes(sheet: Any, fields: Sequence[FieldSchema], offered: Choices) -> dict[str, str]:
    """Writes the codes a column each; returns where each column's codes lie, as a formula names it."""
    from openpyxl.utils import get_column_letter

    places: dict[str, str] = {}
    for field in fields:
        codes = offered[field.name]
        if not codes:
            continue
        number = len(places) + 1
        letter = get_column_letter(number)
        texts = [f"{code} {words}".strip() for code, words in codes]
        for row, text in enumerate([field.title, *texts], 1):
            sheet.cell(row, number, text).number_format = _TEXT
        sheet.column_dimensions[letter].width = 30
        places[field.name] = f"'{_CODES}'!${letter}$2:${letter}${len(codes) + 1}"
    return places


def _drop_downs(
    sheet: Any, fields: Sequence[FieldSchema], places: Mapping[str, str], offered: Choices, filled: int
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, field in enumerate(fields, 1):
        letter = get_column_letter(number)
        if field.name in places:
            # a bare code without its words is right too: then the form only warns, and the import judges
            style: Literal["warning", "stop"] = "warning" if any(words for _, words in offered[field.name]) else "stop"
            rule = DataValidation(type="list", formula1=places[field.name], allow_blank=True, errorStyle=style)
        elif field.type == "date":
            rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        else:
            continue
        rule.errorTitle, rule.error = field.title, (field.description or field.title)[:220]
        rule.promptTitle, rule.prompt = field.title[:32], (field.description or field.title)[:220]
        rule.showErrorMessage = rule.showInputMessage = True
        rule.add(f"{letter}2:{letter}{max(FORM_ROWS, filled + 1000)}")
        sheet.add_data_validation(rule)
