"""Tables from outside: where the header is, which cell is wrong, what hostile files can't do, how rows are merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from publisher.errors import Malformed, PublisherError, Refused
from publisher.tables import workbooks
from publisher.tables.grids import Grid, column_letters
from publisher.tables.imports import Imported, find_table, merge, nothing_there, read_grids, read_table, table_bytes
from publisher.tables.schema import TableSchema, load_package

NO_ROWS = nothing_there("").faults[0]
PACKAGE = load_package((Path(__file__).parents[2] / "data/datapackage.yaml").read_bytes())
TOWNS = PACKAGE.table("towns")
OBJECTS = PACKAGE.table("objects")
INSPECTORS = PACKAGE.table("inspectors")


def workbook(rows: Sequence[Sequence[Any]], title: str = "名录", merged: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(data: bytes, schema: TableSchema, file: str = "f.xlsx", sheet: str = "") -> Imported:
    """The table that a file holds."""
    grid, header, found = find_table(read_grids(data, file), [schema], sheet=sheet)
    return read_table(grid, header, found)


def faults(data: bytes, schema: TableSchema, file: str = "f.xlsx") -> list[str]:
    """`place: code` of everything that is wrong with a file."""
    with pytest.raises((Malformed, Refused)) as raised:
        read(data, schema, file)
    return [f"{found.file}{f':{found.line}' if found.line else ''}: {found.code}" for found in raised.value.faults]


ROWS = [["代码", "名称"], ["441624100", "阳明镇"], ["441624101", "大坝镇"]]
WANTED = [{"town": "441624100", "name": "阳明镇"}, {"town": "441624101", "name": "大坝镇"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_file_is_read_in_every_encoding_that_spreadsheets_here_write(encoding: str, end: str) -> None:
    text = end.join(",".join(row) for row in ROWS) + end
    assert read(text.encode(encoding), TOWNS, "f.csv").rows == WANTED


def test_columns_are_found_by_title_or_name_in_any_order_below_a_merged_title_and_notes() -> None:
    rows = [
        ["示例县乡镇街道表"],
        ["填报单位：", "民政局"],
        [],
        ["名 称*", "town", "备注"],
        ["阳明镇", "441624100", "x"],
    ]
    found = read(workbook(rows, merged=["A1:C1"]), TOWNS)
    assert found.rows == WANTED[:1]
    assert found.ignored == ["备注"]


def test_blank_rows_between_rows_are_left_out() -> None:
    assert read(workbook([*ROWS[:2], [], [None, "  "], ROWS[2]]), TOWNS).rows == WANTED


def test_each_fault_names_its_sheet_and_cell() -> None:
    rows: list[list[Any]] = [
        *ROWS,
        [123456789012345678, "甲"],
        ["441624102", "=A2"],
        ["44162410", "乙"],
        ["441624100", "丙"],
    ]
    assert faults(workbook(rows), TOWNS) == [
        "f.xlsx:名录!A4: became-number",
        "f.xlsx:名录!B5: formula-cell",
        "f.xlsx:名录!A6: pattern",
        "f.xlsx:名录!A7: duplicate",
    ]


def test_in_a_csv_file_each_fault_names_its_line() -> None:
    text = 'town,name\n441624100,"阳明\n镇"\n4.41624E+08,甲\n44162,乙\n'
    assert faults(text.encode("gbk"), TOWNS, "f.csv") == [
        "f.csv:2: line-break",
        "f.csv:4: became-number",
        "f.csv:5: pattern",
    ]


def test_merged_cells_among_the_data_are_refused_each() -> None:
    assert faults(workbook([*ROWS, ["441624102", "x"], ["441624103", "y"]], merged=["B4:B5"]), TOWNS)[0] == (
        "f.xlsx:名录!B4:B5: merged-cell"
    )


def test_a_missing_column_and_two_of_one_meaning_are_named() -> None:
    assert faults(workbook([["代码", "别名"], ["441624100", "x"]]), TOWNS) == ["f.xlsx: no-header"]
    rows = [["统一社会信用代码", "单位名称"], ["91441624DM0000013C", "x"]]
    assert faults(workbook(rows), OBJECTS) == ["f.xlsx:名录!1: missing-column"]
    assert faults(workbook([["代码", "名称", "town"]]), TOWNS) == ["f.xlsx:名录!C1: duplicate-column"]


def test_a_file_without_the_table_says_what_a_header_would_be() -> None:
    with pytest.raises(Malformed) as raised:
        read(workbook([["甲", "乙"], [1, 2]]), TOWNS)
    [found] = raised.value.faults
    assert found.code == "no-header"
    assert "代码" in found.wrong.zh


def test_two_sheets_that_would_do_are_not_guessed_between() -> None:
    book = Workbook()
    for title in ("一月", "二月"):
        sheet = book.create_sheet(title)
        for row in ROWS:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    assert faults(data.getvalue(), TOWNS) == ["f.xlsx: sheets"]
    assert read(data.getvalue(), TOWNS, sheet="二月").rows == WANTED


def test_a_hidden_sheet_is_no_table() -> None:
    book = Workbook()
    hidden = book.create_sheet("藏")
    hidden.sheet_state = "hidden"
    assert book.active is not None
    for sheet in (book.active, hidden):
        for row in ROWS:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    assert read(data.getvalue(), TOWNS).rows == WANTED


def test_dates_numbers_and_texts_of_a_real_workbook_become_the_columns_writing() -> None:
    header = [field.title for field in INSPECTORS.fields]
    rows: list[list[Any]] = [
        header,
        ["JC001", "张三", "hrss-ldjc", "labour；insurance", date(2027, 12, 31), "ACTIVE", None],
    ]
    assert read(workbook(rows), INSPECTORS).rows == [
        {
            "inspector_id": "JC001",
            "name": "张三",
            "department": "hrss-ldjc",
            "skills": "insurance;labour",
            "certificate_until": "2027-12-31",
            "status": "active",
            "reserve": "",
        }
    ]


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


# Hostile files


def part(data: bytes, name: str, change: bytes, *, instead: bool = False) -> bytes:
    """A workbook with one part's beginning, or all of it, replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == name:
                content = change if instead else content.replace(b"<worksheet", change + b"<worksheet", 1)
            new.writestr(info.filename, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_defines_entities_is_not_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert faults(part(workbook(ROWS), SHEET, bomb), TOWNS) == ["f.xlsx: workbook"]


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 10_000)
    assert faults(part(workbook(ROWS), SHEET, b" " * 20_000, instead=True), TOWNS) == ["f.xlsx: too-big"]


def test_a_merged_range_over_a_whole_sheet_and_a_false_size_cost_nothing() -> None:
    data = workbook(ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(SHEET)
    huge = xml.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    huge = huge.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"')
    assert huge.count(b"XFD1048576") == 2
    assert faults(part(data, SHEET, huge, instead=True), TOWNS) == ["f.xlsx:名录!A1:XFD1048576: merged-cell"]


def test_old_and_encrypted_workbooks_are_told_apart_from_broken_ones() -> None:
    assert faults(b"\xd0\xcf\x11\xe0" + b"\0" * 600, TOWNS) == ["f.xlsx: old-excel"]
    assert faults(b"PK\x03\x04" + b"\0" * 600, TOWNS) == ["f.xlsx: workbook"]
    assert faults(part(workbook(ROWS), "xl/workbook.xml", b"", instead=True), TOWNS) == ["f.xlsx: workbook"]


def test_a_file_of_other_separators_or_of_no_text_is_named() -> None:
    assert faults("代码\t名称\n441624100\t阳明镇\n".encode(), TOWNS, "f.csv") == ["f.csv:1: separator"]
    assert faults(b"\xff\xfe\x00\xd8\x00\x00", TOWNS, "f.csv") == ["f.csv: encoding"]
    assert faults(b'town,name\n"441624100,x\n', TOWNS, "f.csv") == ["f.csv: csv"]


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_a_table_or_an_error_of_ours(data: bytes) -> None:
    with suppress(PublisherError):  # and nothing else
        read(data, TOWNS, "f")


SAMPLE = workbook(ROWS, merged=["D5:E6"])


@settings(max_examples=150)
@given(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255), st.booleans())
def test_a_damaged_workbook_is_a_table_or_an_error_of_ours(at: int, flip: int, cut: bool) -> None:
    data = SAMPLE[:at] if cut else SAMPLE[:at] + bytes([SAMPLE[at] ^ flip]) + SAMPLE[at + 1 :]
    with suppress(PublisherError):  # and nothing else
        read(data, TOWNS)


XML = st.sampled_from(
    [b"<c>", b"</row>", b'r="ZZZ9999999"', b't="s"', b"<v>-1</v>", b"<f>", b'ref="x"', b"1e999", b"<is>"]
)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 2000), XML), min_size=1, max_size=4))
def test_a_sheet_with_odd_xml_is_a_table_or_an_error_of_ours(changes: list[tuple[int, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as archive:
        xml = archive.read(SHEET)
    for place, new in changes:
        xml = xml[: place % len(xml)] + new + xml[place % len(xml) + 3 :]
    with suppress(PublisherError):  # and nothing else
        read(part(SAMPLE, SHEET, xml, instead=True), TOWNS)


# Merging


def towns(*names: str) -> list[dict[str, str]]:
    return [{"town": name[0], "name": name} for name in names]


def test_what_is_not_in_the_file_stays_unless_the_file_is_the_whole_roster() -> None:
    living, incoming = towns("a1", "b1", "c1"), towns("d2", "b2")
    assert [row["name"] for row in merge(living, incoming, "town", whole=False)] == ["a1", "b2", "c1", "d2"]
    assert [row["name"] for row in merge(living, incoming, "town", whole=True)] == ["b2", "d2"]


def test_a_roster_in_its_own_order_keeps_it_and_new_rows_come_last() -> None:
    assert [row["name"] for row in merge(towns("c1", "a1"), towns("b2"), "town", whole=False)] == ["c1", "a1", "b2"]


tables = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123")).map(
    lambda rows: [{"town": key, "name": value} for key, value in rows.items()]
)


@given(tables, tables, st.booleans())
def test_merging_takes_all_that_came_in_and_keeps_the_rest_only_where_the_file_is_a_part(
    living: list[dict[str, str]], incoming: list[dict[str, str]], whole: bool
) -> None:
    merged = merge(living, incoming, "town", whole=whole)
    keyed: Mapping[str, str] = {row["town"]: row["name"] for row in merged}
    assert len(keyed) == len(merged)
    expected = {} if whole else {row["town"]: row["name"] for row in living}
    assert keyed == expected | {row["town"]: row["name"] for row in incoming}
    assert merge(merged, incoming, "town", whole=whole) == merged


def test_a_table_is_written_as_the_repository_holds_it() -> None:
    assert table_bytes(TOWNS, [{"town": "441624100", "name": '阳明,"镇"'}]) == (
        'town,name\n441624100,"阳明,""镇"""\n'.encode()
    )


def test_a_grid_of_a_csv_file_has_no_sheet() -> None:
    [grid] = read_grids(b"town,name\n", "f.csv")
    assert grid == Grid("f.csv", "", grid.lines)
    placed = grid.at(NO_ROWS, 3, 1)
    assert (placed.file, placed.line, placed.column) == ("f.csv", 3, 0)
