"""The writers of .docx, .xlsx and .zip: no clock in them, text stays text, what is written can be read again."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from publisher.reports.blocks import (
    Blank,
    Block,
    Book,
    Column,
    Grid,
    Heading,
    Page,
    Paper,
    Paragraph,
    Sheet,
    Small,
    in_fours,
    listed,
)
from publisher.reports.excel import xlsx
from publisher.reports.word import docx
from publisher.reports.zips import zip_bytes
from publisher.rules.shares import Share

DAY = date(2026, 6, 30)
COLUMNS = (Column("代码", 40), Column("户次", 20, "right"), Column("占比", 20, "right"), Column("日期", 30))
BLOCKS: tuple[Block, ...] = (
    Heading("一、标题"),
    Paragraph("完成6次[2]，占15.4%[3]。"),
    Grid(COLUMNS, (("H1", 3, Share(2, 13), date(2026, 2, 28)),)),
    Page(),
    Small("脚注"),
    Blank(2),
)


def paper(*, formal: bool = True, title: str = "报告") -> Paper:
    return Paper(title=title, author="示例县", dated=DAY, blocks=BLOCKS, running="页眉", formal=formal)


def book(*rows: tuple[str | int | Share | date, ...]) -> Book:
    sheet = Sheet(name="统计表", title="统计表", columns=COLUMNS, rows=rows, above=("上",), beneath=("下",))
    return Book(title="统计表", author="示例县", dated=DAY, sheets=(sheet,))


@pytest.mark.parametrize(
    "data",
    [docx(paper()), docx(paper(formal=False)), xlsx(book(("1", 2, Share(1, 3), DAY)))],
    ids=["公文", "表单", "表"],
)
def test_a_file_carries_no_date_but_its_own(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
        every = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
    assert set(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z?", core)) <= {"2026-06-30T00:00:00Z"}
    assert b"python-docx" not in every
    assert b"openpyxl" not in every


@pytest.mark.parametrize("formal", [True, False])
def test_the_same_paper_gives_the_same_bytes_and_another_gives_others(formal: bool) -> None:
    assert docx(paper(formal=formal)) == docx(paper(formal=formal))
    assert docx(paper(formal=formal)) != docx(paper(formal=formal, title="另一份"))


def test_a_word_file_holds_what_the_paper_says() -> None:
    made = Document(io.BytesIO(docx(paper())))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[:3] == ["报告", "一、标题", "完成6次[2]，占15.4%[3]。"]
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["H1", "3", "15.4%", "2026-02-28"]
    assert made.sections[0].header.paragraphs[0].text == "页眉"
    raised = [run.text for run in made.paragraphs[2].runs if run.font.superscript]
    assert raised == ["[2]", "[3]"]


def test_the_head_of_a_word_table_is_repeated_and_no_row_is_cut() -> None:
    xml = Document(io.BytesIO(docx(paper()))).element.xml
    assert xml.count("<w:tblHeader") == 1
    assert xml.count("<w:cantSplit") == 2


def read(data: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=sheet.max_row - 1)]


def test_a_workbook_keeps_text_numbers_shares_and_days_apart() -> None:
    made = load_workbook(io.BytesIO(xlsx(book(("91441624DM0000013C", 3, Share(2, 13), DAY)))))
    row = made.worksheets[0][4]
    assert [cell.value for cell in row][:3] == ["91441624DM0000013C", 3, 0.154]
    assert [cell.number_format for cell in row] == ["@", "0", "0.0%", "yyyy-mm-dd"]
    assert row[0].data_type == "s"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=30))
def test_whatever_a_firm_is_called_is_text_in_a_cell(name: str) -> None:
    cell = load_workbook(io.BytesIO(xlsx(book((name, 1, Share(0, 0), DAY))))).worksheets[0]["A4"]
    assert cell.data_type == "s"
    assert cell.value == name


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("x")', "+1", "@a", "100000000000000001"])
def test_what_looks_like_a_formula_or_a_number_stays_text(name: str) -> None:
    cell = load_workbook(io.BytesIO(xlsx(book((name, 1, Share(1, 1), DAY))))).worksheets[0]["A4"]
    assert (cell.data_type, cell.value) == ("s", name)


def test_a_share_of_nothing_is_a_dash_and_no_number() -> None:
    assert read(xlsx(book(("x", 1, Share(0, 0), DAY))))[0][2] == "—"


def test_a_zip_has_the_files_in_the_order_given() -> None:
    data = zip_bytes({"b": b"1", "a": b"2"})
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["b", "a"]
        assert packed.read("a") == b"2"
    assert data == zip_bytes({"b": b"1", "a": b"2"})


def test_a_hash_is_printed_in_groups_of_four_eight_a_line() -> None:
    lines = in_fours("0123456789abcdef" * 4).split("\n")
    assert lines == ["0123 4567 89ab cdef 0123 4567 89ab cdef"] * 2


def test_a_long_list_is_cut_and_counted() -> None:
    assert listed(["甲", "乙"]) == "甲、乙"
    assert listed([]) == "无"
    assert listed(["1", "2", "3"], most=2) == "1、2等3项"
