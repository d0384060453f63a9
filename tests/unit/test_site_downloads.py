"""Downloads hold what the table holds: text as text, the same bytes every time, in programs that people have."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from publisher.site.contents import downloads
from publisher.site.contents.downloads import Table, csv_file, xlsx_file

HEADS = ("序号", "单位", "信用代码", "日期")
ROWS = [
    (1, '=HYPERLINK("http://a.example","点我")', "914416240000000000", date(2026, 3, 1)),
    (2, "+1", "-1", date(2026, 3, 2)),
    (3, "@SUM(A1)", "a,b\n\"c\" <d> & 'e'", date(2026, 3, 3)),
]
TABLE = Table("抽查结果", HEADS, ROWS)


def test_text_that_looks_like_a_formula_or_a_number_is_text_in_excel() -> None:
    book = load_workbook(io.BytesIO(xlsx_file(TABLE)))
    rows = list(book.worksheets[0].iter_rows())
    assert [[cell.value for cell in row] for row in rows[1:]] == [
        [number, name, code, day.isoformat()] for number, name, code, day in ROWS
    ]
    assert {cell.data_type for row in rows for cell in row[1:]} == {"s"}
    assert {cell.data_type for row in rows[1:] for cell in row[:1]} == {"n"}
    assert [cell.font.bold for cell in rows[0]] == [True] * 4
    assert not rows[1][0].font.bold


def test_text_that_looks_like_a_formula_is_quoted_in_csv() -> None:
    rows = list(csv.reader(io.StringIO(csv_file(TABLE).decode("utf-8-sig"), newline="")))
    assert rows[0] == list(HEADS)
    assert [row[1] for row in rows[1:]] == ["'" + str(row[1]) for row in ROWS]
    assert rows[2][2] == "'-1"


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_the_same_table_gives_the_same_bytes(make: object) -> None:
    assert callable(make)
    assert make(TABLE) == make(Table("抽查结果", HEADS, list(ROWS)))


def test_there_is_no_clock_in_a_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_file(TABLE))) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_what_is_too_long_for_one_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MAX_ROWS", 2)
    book = load_workbook(io.BytesIO(xlsx_file(TABLE)), read_only=True)
    assert book.sheetnames == ["抽查结果", "抽查结果 2"]
    assert [[row[0] for row in sheet.values] for sheet in book] == [["序号", 1, 2], ["序号", 3]]


def test_a_table_without_rows_still_has_its_heads() -> None:
    book = load_workbook(io.BytesIO(xlsx_file(Table("[空]:*?/\\", HEADS, []))))
    assert [list(row) for row in book.worksheets[0].values] == [list(HEADS)]


@given(st.text())
def test_any_text_comes_back_from_a_workbook_but_for_what_xml_cannot_hold(text: str) -> None:
    book = load_workbook(io.BytesIO(xlsx_file(Table("任意", ("文字",), [(text,)]))))
    found = list(book.worksheets[0].values)
    kept = downloads._FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    assert (found[1][0] or "" if len(found) > 1 else "") == kept
