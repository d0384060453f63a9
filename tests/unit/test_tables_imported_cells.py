"""What a spreadsheet does to a value is put right where the original is certain, and refused where it isn't."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.draw.evidence import csv_field
from publisher.draw.identifiers import parse_date
from publisher.errors import Fault
from publisher.tables.csv_tables import read_cells
from publisher.tables.grids import EMPTY, Cell
from publisher.tables.imported_cells import cell_text
from publisher.tables.schema import FieldSchema, load_package

PACKAGE = load_package((Path(__file__).parents[2] / "data/datapackage.yaml").read_bytes())


def column(name: str) -> FieldSchema:
    """`table.column` of the descriptor."""
    table, field = name.split(".")
    return PACKAGE.table(table).field(field)


def text(value: str) -> Cell:
    return Cell("text", value)


RESTORED = [
    ("objects.object_id", text("91441624DM0000013C"), "91441624DM0000013C"),
    ("objects.object_id", text("９１４４１６２４ＤＭ０００００１３Ｃ"), "91441624DM0000013C"),
    ("objects.object_id", text(" 9144 1624 DM00 0001 3C\u3000"), "91441624DM0000013C"),
    ("objects.object_id", text("91441624dm0000013c"), "91441624DM0000013C"),
    ("objects.object_id", text("\ufeff91441624DM0000013C\u200b"), "91441624DM0000013C"),
    ("objects.object_id", text("'441624600012345"), "441624600012345"),
    ("objects.object_id", text('="441624600012345"'), "441624600012345"),
    ("objects.object_id", text("441624600012345\t"), "441624600012345"),
    ("objects.object_id", Cell("number", 441624600012345), "441624600012345"),
    ("objects.town", Cell("number", 441624100.0), "441624100"),
    ("objects.town", text("441624100 阳明镇"), "441624100"),
    ("objects.industry", Cell("number", 33), "33"),
    ("objects.industry", Cell("number", 5, 2), "05"),
    ("objects.section", text("c"), "C"),
    ("objects.status", text(" 存续 "), "存续"),
    ("objects.name", text("\u3000示例县某某厂 "), "示例县某某厂"),
    ("objects.name", text("=1+1"), "=1+1"),
    ("objects.listed_on", Cell("date", datetime(2024, 3, 1)), "2024-03-01"),
    ("objects.listed_on", text("2024/3/1"), "2024-03-01"),
    ("objects.listed_on", text("2024年3月1日"), "2024-03-01"),
    ("objects.listed_on", text("２０２４．３．１"), "2024-03-01"),
    ("objects.listed_on", text("20240301"), "2024-03-01"),
    ("objects.listed_on", text("2024-03-01 00:00:00"), "2024-03-01"),
    ("objects.listed_on", EMPTY, ""),
    ("inspectors.inspector_id", text("０１２３４５"), "012345"),
    ("inspectors.inspector_id", Cell("number", 123, 6), "000123"),
    ("inspectors.skills", text("labour；insurance，labour"), "insurance;labour"),
    ("inspectors.skills", text("labour、 hr-market"), "hr-market;labour"),
    ("inspectors.reserve", text("YES"), "yes"),
    ("inspectors.status", text("Active"), "active"),
    ("roster-changes.reason", text("registered 新设立"), "registered"),
]


@pytest.mark.parametrize(("name", "cell", "expected"), RESTORED, ids=lambda value: str(value)[:40])
def test_what_is_certain_is_put_right(name: str, cell: Cell, expected: str) -> None:
    assert cell_text(cell, column(name)) == expected


REFUSED = [
    ("objects.object_id", Cell("number", 123456789012345678), "became-number"),
    ("objects.object_id", Cell("number", 1.23e17), "became-number"),
    ("objects.object_id", text("1.23457E+17"), "became-number"),
    ("objects.object_id", text("9E+17"), "became-number"),
    ("objects.object_id", Cell("number", -441624600012345), "became-number"),
    ("objects.object_id", Cell("number", 44162460001234.5), "became-number"),
    ("objects.object_id", Cell("number", 41624600012345), "leading-zero"),
    ("objects.industry", Cell("number", 5), "leading-zero"),
    ("inspectors.inspector_id", Cell("number", 19060123001), "leading-zero"),
    ("inspectors.inspector_id", Cell("date", datetime(2024, 3, 1)), "became-date"),
    ("inspectors.skills", Cell("date", datetime(2024, 3, 1)), "became-date"),
    ("objects.name", Cell("formula", "=VLOOKUP(A2,B:C,2,0)"), "formula-cell"),
    ("objects.listed_on", Cell("formula", "=TODAY()"), "formula-cell"),
    ("objects.name", Cell("error", "#N/A"), "error-cell"),
    ("objects.status", Cell("bool", True), "bool-cell"),
    ("objects.listed_on", Cell("number", 45352), "date"),
    ("objects.listed_on", Cell("date", datetime(2024, 3, 1, 8, 30)), "date"),
    ("objects.listed_on", Cell("date", time(8, 30)), "time-cell"),
    ("objects.listed_on", Cell("date", timedelta(days=3)), "time-cell"),
    ("objects.name", text("甲厂\n乙厂"), "line-break"),
    ("objects.name", text("甲\t厂"), "line-break"),
    ("objects.name", text("甲\u202e厂"), "invisible-character"),
]


@pytest.mark.parametrize(("name", "cell", "code"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_is_not_certain_is_refused(name: str, cell: Cell, code: str) -> None:
    found = cell_text(cell, column(name))
    assert isinstance(found, Fault)
    assert found.code == code
    assert found.right.zh


def test_a_lost_leading_zero_is_shown_as_it_likely_was() -> None:
    found = cell_text(Cell("number", 5), column("objects.industry"))
    assert isinstance(found, Fault)
    assert "05" in found.wrong.zh


@pytest.mark.parametrize("written", ["3/1/2024", "2024-3", "24-03-01", "March 1", "2024-13-01", "长期"])
def test_a_date_that_may_be_read_in_two_ways_stays_as_it_is_and_is_no_date(written: str) -> None:
    found = cell_text(text(written), column("objects.listed_on"))
    assert isinstance(found, str)
    with pytest.raises(ValueError):
        parse_date(found)


COLUMNS = [(table.name, field.name) for table in PACKAGE.resources for field in table.fields]
VALUES = st.one_of(
    st.builds(text, st.text(max_size=40)),
    st.builds(lambda number: Cell("number", number), st.integers() | st.floats(allow_nan=False, allow_infinity=False)),
    st.builds(lambda day: Cell("date", day), st.datetimes() | st.times() | st.timedeltas()),
    st.builds(lambda shown: Cell("formula", shown), st.text(max_size=10)),
)


@given(st.sampled_from(COLUMNS), VALUES)
def test_any_cell_is_a_text_that_a_csv_field_can_hold_or_a_fault(at: tuple[str, str], cell: Cell) -> None:
    found = cell_text(cell, PACKAGE.table(at[0]).field(at[1]))
    assert isinstance(found, str | Fault)
    if isinstance(found, str):
        csv_field(found)


@pytest.mark.parametrize("name", ["agencies", "inspectors", "objects"])
def test_every_cell_of_the_sample_stays_as_it_is(name: str) -> None:
    schema = PACKAGE.table(name)
    data = (Path(__file__).parents[2] / f"data/{name}.csv").read_bytes()
    for row in read_cells(data, schema, name):
        for field in schema.fields:
            assert cell_text(text(row[field.name]), field) == row[field.name]
