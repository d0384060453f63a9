"""One cell from a spreadsheet as the text that a staff table holds: what is certain is put right, the rest is refused.

A spreadsheet turns codes into numbers and dates, drops leading zeros, keeps fifteen digits of eighteen. Where the
original can be known from what is left, it is restored; where it can't, a clerk is told the cell and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta

from publisher.errors import Fault, fault
from publisher.tables.grids import Cell
from publisher.tables.schema import FieldSchema
from publisher.tables.text import bad_character

EXACT_BELOW = 10**15
"""Spreadsheets keep fifteen digits of a number: a longer code has been altered."""
_MAX_ZEROS = 17
_BLANKS = "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_SPACE = re.compile(rf"[\s{_BLANKS}]+")
_EDGE = re.compile(rf"^[\s{_BLANKS}]+|[\s{_BLANKS}]+$")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+E\+?|E\+)[0-9]+", re.IGNORECASE)
_DAY = re.compile(
    r"([12][0-9]{3})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))(?:T?0?0:00(?::00)?)?"
)
_WITH_WORDS = re.compile(r"([!-~]+)[\s\u3000]+[^\x00-\x7f].*")
_AS_TEXT = ("把该列设为“文本”，照原始资料重填", "make the column a text column and enter it again from the source")


def cell_text(cell: Cell, column: FieldSchema) -> str | Fault:
    """The cell as the column's text, or what is wrong with it. Whether the text is allowed is the schema's to say."""
    if cell.kind in ("formula", "error", "bool"):
        return _not_a_value(cell)
    if isinstance(cell.value, datetime | time | timedelta):
        return _day(cell.value, column)
    if cell.kind == "number" and isinstance(cell.value, int | float):
        return _number(cell.value, cell.zeros, column)
    return _text(str(cell.value), column)


def _not_a_value(cell: Cell) -> Fault:
    shown = str(cell.value)[:40]
    if cell.kind == "formula":
        zh, en = f"这是公式{shown}，不是内容", f"a formula, {shown}, is no content"
        return fault("formula-cell", zh, en, "复制后选择性粘贴为“数值”", "copy it and paste its value")
    if cell.kind == "error":
        zh, en = f"这是表格软件的出错标记{shown}", f"a spreadsheet's error, {shown}"
        return fault("error-cell", zh, en, "填写真实内容", "fill in the content")
    return fault("bool-cell", f"这是逻辑值{shown}", f"a truth value, {shown}", *_AS_TEXT)


def _day(value: datetime | time | timedelta, column: FieldSchema) -> str | Fault:
    if not isinstance(value, datetime):
        return fault("time-cell", f"这是时刻{value}", f"a time of day, {value}", *_AS_TEXT)
    day = f"{value.date():%Y-%m-%d}"
    if column.type != "date":
        zh, en = f"表格软件把它变成了日期{day}", f"the spreadsheet made it the date {day}"
        return fault("became-date", zh, en, *_AS_TEXT)
    if value.time() != time():
        zh, en = f"日期带了时刻：{value}", f"a date with a time of day: {value}"
        return fault("date", zh, en, f"只写日期：{day}", f"the date alone: {day}")
    return day


def _number(value: int | float, zeros: int, column: FieldSchema) -> str | Fault:
    if column.type == "date":
        zh, en = f"数字{value}不是日期", f"the number {value} is no date"
        return fault("date", zh, en, "写成2024-03-01这样的日期", "write a date such as 2024-03-01")
    if value != int(value) or not 0 <= value < EXACT_BELOW:
        return _altered(f"{value:.6G}")
    text, pattern = str(int(value)).zfill(zeros), column.constraints.pattern
    if pattern is None or column.type == "integer":
        return text
    if re.search(pattern, text):
        return _lost_zeros(text, "") if not zeros and re.search(pattern, f"0{text}") else text
    longer = (f"{'0' * count}{text}" for count in range(1, _MAX_ZEROS))
    likely = next((padded for padded in longer if re.search(pattern, padded)), "")
    return _lost_zeros(text, likely) if likely else text


def _altered(shown: str) -> Fault:
    zh, en = (
        f"编号被表格软件变成了数字{shown}，后几位已丢失",
        f"the spreadsheet made it the number {shown}: digits are lost",
    )
    return fault("became-number", zh, en, *_AS_TEXT)


def _lost_zeros(text: str, likely: str) -> Fault:
    zh = f"编号{text}存成了数字，开头的0" + (f"丢了（应是{likely}）" if likely else "有没有丢，看不出来")
    en = f"the code {text} is stored as a number: leading zeros " + (
        f"are lost ({likely}?)" if likely else "may be lost"
    )
    return fault("leading-zero", zh, en, *_AS_TEXT)


def _text(raw: str, column: FieldSchema) -> str | Fault:
    text = _EDGE.sub("", raw)
    if text.startswith('="') and text.endswith('"'):  # how exports keep a spreadsheet from seeing a number
        text = text[2:-1]
    if column.free_text:
        return _free(unicodedata.normalize("NFC", text))
    text = _code(unicodedata.normalize("NFKC", text).removeprefix("'"), column)
    return _altered(text) if _SCIENTIFIC.fullmatch(text) else bad_character(text) or text


def _free(text: str) -> str | Fault:
    if re.search(r"[\n\r\t\v]", text):
        zh, en = "一格里有换行或制表符", "a line break or a tab in a cell"
        return fault("line-break", zh, en, "写在一行里", "write it on one line")
    return bad_character(text) or text


def _code(text: str, column: FieldSchema) -> str:
    """A code, a date or one of a list: as the column writes it, where there is one way only."""
    if column.type == "date":
        return _written_day(_SPACE.sub("", text))
    words = _WITH_WORDS.fullmatch(text)
    if words:  # `441624100 阳明镇`, as the form's drop-downs offer it
        text = words.group(1)
    pattern = column.constraints.pattern or ""
    if ";" in pattern:
        return ";".join(sorted({part for part in re.split(r"[;,、\s]+", text) if part}))
    text = _SPACE.sub("", text)
    if column.constraints.enum:
        alike = [value for value in column.constraints.enum if value.casefold() == text.casefold()]
        return alike[0] if len(alike) == 1 else text
    upper = text.upper()
    return upper if not re.search(pattern, text) and re.search(pattern, upper) else text


def _written_day(text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    year, *parts = (part for part in match.groups() if part is not None)
    return "-".join([year, *(part.zfill(2) for part in parts)])
