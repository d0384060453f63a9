"""第六条: the form for the rosters, opened, filled in and saved by a real LibreOffice, comes back as the roster."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Protocol

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from publisher.errors import Malformed, Refused
from publisher.rules.rosters import REASONS
from publisher.tables.csv_tables import read_cells
from publisher.workspace import Workspace
from publisher.workspace.importing import plan_import, roster_form
from publisher.workspace.rosters import ROSTERS

ROOT = Path(__file__).parents[2]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"


def workspace() -> Workspace:
    """The sample, in which nothing is written."""
    return Workspace.at(ROOT, dry_run=True)


def sheet_of(data: bytes) -> Worksheet:
    """The first sheet of a workbook."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


class Office(Protocol):
    """Opens a file and saves it as something else."""

    def __call__(self, data: bytes, to: str, suffix: str = "xlsx") -> bytes: ...


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Opens a workbook in LibreOffice and saves it as something else. (Debian: libreoffice-calc-nogui.)"""

    def convert(data: bytes, to: str, suffix: str = "xlsx") -> bytes:
        source, out = tmp_path / f"form.{suffix}", tmp_path / "out"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        read_as = ["--infilter=CSV:44,34,76,1"] if suffix == "csv" else []  # comma, quote, UTF-8, from line 1
        command = [OFFICE, profile, "--headless", *read_as, "--convert-to", to, "--outdir", str(out), str(source)]
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
        assert done.returncode == 0, done.stderr.decode()
        return (out / f"form.{to.split(':')[0]}").read_bytes()

    return convert


def drop_downs(sheet: Worksheet) -> dict[str, str]:
    """Column letter → where its drop-down takes its choices from."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            found[str(rule.sqref).split("2:")[0]] = str(rule.formula1).replace("'", "")
    return found


@pytest.mark.parametrize("table", ROSTERS)
def test_the_form_has_every_column_of_the_descriptor_with_its_note(table: str) -> None:
    schema = workspace().package.table(table)
    sheet = sheet_of(roster_form(workspace(), table))
    heads = [cell for cell in sheet[1] if cell.value]
    assert [cell.value for cell in heads] == [*(field.title for field in schema.fields), "变更理由", "依据文号"]
    for cell, field in zip(heads, schema.fields, strict=False):
        assert cell.comment is not None
        assert field.description in cell.comment.text
        assert cell.comment.text.startswith("必填") == field.constraints.required


def test_codes_and_numbers_are_text_before_anybody_types() -> None:
    sheet = sheet_of(roster_form(workspace(), "objects"))
    formats = [sheet.column_dimensions[letter].number_format for letter in "ABCDEFGH"]
    assert formats == ["@"] * 7 + ["yyyy-mm-dd"]


def test_the_drop_downs_offer_what_the_descriptor_and_the_other_tables_allow() -> None:
    package = workspace().package.table("objects")
    book = load_workbook(io.BytesIO(roster_form(workspace(), "objects")))
    codes = book["代码"]
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in codes.columns}
    assert offered["主体类型"] == package.field("kind").constraints.enum
    assert offered["存续状态"] == package.field("status").constraints.enum
    assert "441624100 阳明镇" in offered["乡镇街道"]
    assert [str(text).split()[0] for text in offered["变更理由"]] == list(REASONS)
    assert set(drop_downs(book.worksheets[0])) == {"C", "D", "E", "F", "G", "I"}


def test_libreoffice_shows_the_headers_and_keeps_drop_downs_formats_and_notes(
    office: Office,
) -> None:
    form = roster_form(workspace(), "objects")
    saved = sheet_of(office(form, "xlsx"))
    assert saved["A1"].value == "统一社会信用代码"
    assert saved["A1"].comment is not None
    assert "18位" in saved["A1"].comment.text
    assert drop_downs(saved).keys() == drop_downs(sheet_of(form)).keys()
    assert saved.column_dimensions["A"].number_format == "@"
    assert saved.column_dimensions["H"].number_format.lower().replace("\\", "") == "yyyy-mm-dd"


def test_libreoffice_reads_the_roster_that_the_form_was_filled_with(office: Office) -> None:
    """Column by column, as text: no code became a number, no date moved by a day."""
    place = workspace()
    form = roster_form(place, "inspectors", filled=True)
    text = office(form, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false").decode()
    rows = [line.split(",") for line in text.splitlines()[1:]]
    table = place.package.table("inspectors")
    wanted = read_cells(place.need("data/inspectors.csv"), table, "inspectors.csv")
    assert [row[: len(table.header)] for row in rows] == [list(row.cells.values()) for row in wanted]


def fill(data: bytes, rows: dict[int, dict[str, Any]]) -> bytes:
    """A workbook with cells filled in, by row and column letter."""
    book = load_workbook(io.BytesIO(data))
    for number, cells in rows.items():
        for letter, value in cells.items():
            book.worksheets[0][f"{letter}{number}"] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_form_filled_in_and_saved_by_libreoffice_is_imported(office: Office) -> None:
    place = workspace()
    known = place.objects()[0]
    row = {
        "A": "92441624DM00000Q3A",
        "B": "示例县新设小吃店",
        "C": "个体工商户",
        "D": "H",
        "E": "62 餐饮业",
        "F": "441624100 阳明镇",
        "G": "存续",
        "H": "2026-10-10",
        "I": "registered 新设立",
        "J": "示市监〔2026〕9号",
    }
    form = roster_form(place, "objects", filled=True)
    last = len(place.objects()) + 2
    edited = fill(form, {last: row, 2: {"B": f"{known.name}（更名）", "I": "re-registered"}})
    planned = plan_import(place, office(edited, "xlsx"), "form.xlsx")
    assert [(change.effect, change.id, change.column) for change in planned.changes] == [
        ("edited", known.object_id, "name"),
        ("added", "92441624DM00000Q3A", ""),
    ]
    assert planned.absent == []
    assert planned.unexplained == []
    assert {line["reason"] for line in planned.lines} == {"registered", "re-registered"}


def test_a_form_filled_with_the_roster_changes_nothing(office: Office) -> None:
    for table in ROSTERS:
        planned = plan_import(workspace(), office(roster_form(workspace(), table, filled=True), "xlsx"), "form.xlsx")
        assert (planned.changes, planned.absent, planned.ignored) == ([], [], [])


def test_a_csv_file_that_a_spreadsheet_opened_and_saved_names_each_code_that_it_spoiled(office: Office) -> None:
    """The clerk's classic: double-click the export, look, save as a workbook."""
    header = ",".join(field.title for field in workspace().package.table("objects").fields)
    good = "甲厂,企业,A,01,441624100,存续,2024-03-01"
    opened = office(f"{header}\n441624600012345678,{good}\n041624600012345,{good}\n".encode(), "xlsx", "csv")
    with pytest.raises(Malformed) as raised:
        plan_import(workspace(), opened, "导出.xlsx")
    cells = {(found.file.rpartition("!")[2], found.code) for found in raised.value.faults}
    assert cells == {
        ("A2", "became-number"),
        ("A3", "leading-zero"),
        ("E2", "leading-zero"),
        ("E3", "leading-zero"),
    }


def test_a_workbook_in_the_format_of_before_2007_is_refused_with_what_to_do(office: Office) -> None:
    with pytest.raises(Refused) as raised:
        plan_import(workspace(), office(roster_form(workspace(), "objects"), "xls"), "名录.xls")
    assert raised.value.faults[0].code == "old-excel"
    assert ".xlsx" in raised.value.faults[0].right.zh
