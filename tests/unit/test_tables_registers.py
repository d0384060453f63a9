"""Other bodies' registers are read by their own headings and words, and nobody is hidden by a word nobody knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publisher.errors import Malformed
from publisher.tables.imports import read_grids
from publisher.tables.registers import HEADINGS, Register, read_register
from publisher.tables.schema import load_package

PACKAGE = load_package((Path(__file__).parents[2] / "data/datapackage.yaml").read_bytes())
TODAY = date(2026, 10, 15)
A, B, C = "91441624DM0000013C", "92441624DM0000014A", "441624600012345"


def register(text: str, table: str = "objects") -> Register:
    """The register that a CSV file in GBK holds."""
    return read_register(read_grids(text.encode("gb18030"), "导出.csv"), PACKAGE.table(table), HEADINGS[table], TODAY)


@pytest.mark.parametrize(
    ("words", "active"),
    [
        ("存续", True),
        ("存续（在营、开业、在册）", True),
        ("在业", True),
        ("登记成立", True),
        ("注销", False),
        ("已注销", False),
        ("吊销，未注销", False),
        ("吊销未注销", False),
        ("正常（未注销）", True),
        ("迁出", False),
        ("停业", False),
        ("清算", False),
        ("", True),
        ("奇怪的状态", True),
    ],
)
def test_a_registrys_words_for_a_state_are_understood(words: str, active: bool) -> None:
    assert register(f"统一社会信用代码,登记状态\n{A},{words}\n").active == {A: active}


def test_a_word_that_nobody_knows_is_named_and_counts_as_active() -> None:
    found = register(f"统一社会信用代码,登记状态\n{A},休眠\n{B},存续\n")
    assert found.unknown == {"休眠"}
    assert found.active == {A: True, B: True}


def test_headings_below_a_title_and_among_many_others_are_found() -> None:
    rows = [f"1,甲厂,100万,{A.lower()}", f"2,乙厂,,{C}", "合计,2,,"]
    text = "\n".join(["示例县市场主体名单,,,", "序号,企业名称,注册资本,统一社会信用代码", *rows])
    found = register(text)
    assert found.names == {A: "甲厂", C: "乙厂"}
    assert found.headings == ["统一社会信用代码", "企业名称"]
    assert found.without_id == 1


def test_a_note_below_the_table_is_no_firm() -> None:
    assert register(f"统一社会信用代码,名称\n{A},甲\n合计：1,\n制表人：张三,\n").active == {A: True}


def test_where_there_is_a_code_and_an_old_number_the_code_counts() -> None:
    assert set(register(f"注册号,统一社会信用代码\n{C},{A}\n").active) == {A}
    assert set(register(f"序号,注册号\n1,{C}\n").active) == {C}


def test_a_firm_listed_twice_is_active_where_one_row_says_so() -> None:
    assert register(f"统一社会信用代码,状态\n{A},注销\n{A},存续\n{B},存续\n{B},注销\n").active == {A: True, B: True}


def test_a_code_that_a_spreadsheet_has_altered_is_refused_with_its_line() -> None:
    with pytest.raises(Malformed) as raised:
        register(f"统一社会信用代码,名称\n{A},甲\n9.1441E+17,乙\n9144,丙\n")
    assert [(f.file, f.line, f.code) for f in raised.value.faults] == [
        ("导出.csv", 3, "became-number"),
        ("导出.csv", 4, "pattern"),
    ]


def test_a_certificate_counts_until_its_last_day() -> None:
    rows = ["JC1,甲,有效,2026-10-15", "JC2,乙,有效,2026/10/14", "JC3,丙,注销,2030-1-1", "JC4,丁,,长期"]
    text = "\n".join(["执法证号,姓名,证件状态,有效期至", *rows])
    assert register(text, "inspectors").active == {"JC1": True, "JC2": False, "JC3": False, "JC4": True}


def test_without_a_column_of_ids_the_usual_headings_are_named() -> None:
    with pytest.raises(Malformed) as raised:
        register("甲,乙\n1,2\n")
    assert "统一社会信用代码" in raised.value.faults[0].right.zh
