"""Bad input to every staff file: what spreadsheets, Windows and mischief put in is refused, with its place, in both
languages; and no bytes whatever bring anything but a refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from publisher.errors import Fault, Malformed, Refused
from publisher.tables import snapshots
from publisher.tables.csv_tables import read_cells, read_rows, read_sheet
from publisher.tables.faults import MAX_FAULTS
from publisher.tables.models import (
    Agency,
    Bureau,
    CalendarYear,
    CodeLists,
    Industry,
    Inspector,
    ItemList,
    Order,
    PlanRow,
    Policy,
    ResultFile,
    RosterObject,
    Town,
)
from publisher.tables.schema import Package, load_package
from publisher.tables.text import MAX_BYTES
from publisher.tables.yaml_files import MAX_YAML_BYTES, read_yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "publisher/demo/template/data"
PACKAGE = load_package((ROOT / "data/datapackage.yaml").read_bytes())

Place = tuple[int, int, str]
Read = Callable[[bytes], object]

AGENCIES = (
    "agency,name,kind,delegation\n"
    "hrss-ldjc,示例县劳动保障监察大队,own,\n"
    "jyfw,示例县就业服务中心,delegated,示人社委〔2023〕1号\n"
    "market,示例县市场监督管理局,partner,\n"
)
OBJECTS = (
    "object_id,name,kind,section,industry,town,status,listed_on\n"
    "91441624DM0000013C,示例县甲厂,企业,C,33,441624100,存续,2023-01-05\n"
    "441624000012345,\"示例县乙,丙店\",个体工商户,F,52,441624101,停业,2023-01-06\n"
)  # fmt: skip
INSPECTORS = (
    "inspector_id,name,department,skills,certificate_until,status,reserve\n"
    "JC001,陈示岚,hrss-ldjc,insurance;labour,2026-12-31,active,\n"
    "SC001,林示柏,market,,2026-12-31,suspended,yes\n"
)
PLAN = (
    "row,items,title,kind,scope_text,ratio,frequency,method,joint,from,to\n"
    "2024-1,LD-01;LD-02,综合抽查,undirected,全部单位,0.05,2,daily,,2024-02-01,2024-12-15\n"
    "2024-2,LD-01,联合抽查,directed,建筑业单位,0.1,1,special,yes,2024-03-01,2024-10-31\n"
)
INDUSTRIES = "section,section_name,industry,name\nC,制造业,33,金属制品业\nE,建筑业,47,房屋建筑业\n"
TOWNS = "town,name\n441624100,阳明镇\n441624101,大坝镇\n"

ORDER = """\
schema: 1
title: 2024年第一次综合抽查
unit: hrss-ldjc
items: [LD-01, LD-02]
kind: undirected
method: daily
visits: announced
frame: open
plan: {year: 2024, row: 2024-1, occurrence: "1"}
strata: whole
quotas:
  all: {ratio: "0.1"}
team:
  - {department: hrss-ldjc, skill: labour}
  - {department: "*", skill: "*"}
beacons:
  - {source: drand-quicknet, at: "2024-03-01T10:00:00+08:00"}
reveal_by: "2024-03-01T09:00:00+08:00"
inspect_by: "2024-04-30"
publish_by: "2024-06-30"
"""
RESULT = """\
schema: 1
draw: 2024-001
object: 91441624DM0000013C
items: [LD-01]
visited_on: "2024-03-05"
fixed_on: "2024-03-08"
inspectors: [JC001, JC002]
method: "1"
codes: [E]
text: 已当场补签。
"""


def table(name: str, model: type[Any]) -> Read:
    return lambda data: read_rows(data, PACKAGE.table(name), "file", model)


def yaml_file(model: type[BaseModel]) -> Read:
    return lambda data: read_yaml(data, model, "file")


def shipped(name: str) -> str:
    return (ROOT / "data" / name).read_text()


def sample(name: str) -> str:
    return (TEMPLATE / name).read_text()


CSV: dict[str, tuple[str, Read]] = {
    "agencies": (AGENCIES, table("agencies", Agency)),
    "objects": (OBJECTS, table("objects", RosterObject)),
    "inspectors": (INSPECTORS, table("inspectors", Inspector)),
    "plan": (PLAN, table("plan", PlanRow)),
    "industries": (INDUSTRIES, table("industries", Industry)),
    "towns": (TOWNS, table("towns", Town)),
}
YAML: dict[str, tuple[str, Read]] = {
    "bureau": (sample("bureau.yaml"), yaml_file(Bureau)),
    "policy": (sample("policy.yaml"), yaml_file(Policy)),
    "items": (sample("items.yaml"), yaml_file(ItemList)),
    "order": (ORDER, yaml_file(Order)),
    "result": (RESULT, yaml_file(ResultFile)),
    "codes": (shipped("codes.yaml"), yaml_file(CodeLists)),
    "calendar": (shipped("calendar/2024.yaml").split('  - {date: "2024-04')[0], yaml_file(CalendarYear)),
    "datapackage": (shipped("datapackage.yaml").split("  - name: objects\n")[0], yaml_file(Package)),
}
SEALED = (
    "object_id,risk_market,risk_hr,flags,headcount,phone,legal_rep\n"
    "91441624DM0000013C,A,B,C1@2026-01-01;C3@2026-02-01~2027-02-01,12,,甲\n"
)
EVIDENCE: dict[str, tuple[bytes, Read]] = {
    "objects snapshot": (
        snapshots.objects_snapshot(read_rows(OBJECTS.encode(), PACKAGE.table("objects"), "o", RosterObject)),
        lambda data: snapshots.parse_objects_snapshot(data, "file"),
    ),
    "inspectors snapshot": (
        snapshots.inspectors_snapshot(read_rows(INSPECTORS.encode(), PACKAGE.table("inspectors"), "i", Inspector)),
        lambda data: snapshots.parse_inspectors_snapshot(data, "file"),
    ),
    "plan snapshot": (
        snapshots.plan_snapshot(read_rows(PLAN.encode(), PACKAGE.table("plan"), "p", PlanRow)),
        lambda data: snapshots.parse_plan_snapshot(data, "file"),
    ),
    "items json": (
        snapshots.items_json(read_yaml(sample("items.yaml").encode(), ItemList, "i")),
        lambda data: snapshots.parse_items_json(data, "file"),
    ),
    "policy json": (
        snapshots.policy_json(
            read_yaml(sample("policy.yaml").encode(), Policy, "p"),
            read_yaml(sample("codes.yaml").encode(), CodeLists, "c"),
            [read_yaml(sample("calendar/2026.yaml").encode(), CalendarYear, "y")],
        ),
        lambda data: snapshots.parse_policy_json(data, "file"),
    ),
}
STAFF = {**CSV, **YAML}
every_csv = pytest.mark.parametrize("kind", CSV)
every_yaml = pytest.mark.parametrize("kind", YAML)
every_file = pytest.mark.parametrize("kind", STAFF)


def refused(data: bytes, read: Read) -> tuple[Fault, ...]:
    with pytest.raises((Malformed, Refused)) as caught:
        read(data)
    faults = caught.value.faults
    assert faults
    for found in faults:
        assert found.file == "file"
        assert all((found.code, found.wrong.zh, found.wrong.en, found.right.zh, found.right.en))
        assert "\n" not in found.say("zh") + found.say("en")
    return faults


def places(data: bytes, read: Read) -> list[Place]:
    return [(found.line, found.column, found.code) for found in refused(data, read)]


def edited(text: str, old: str, new: str) -> bytes:
    assert text.count(old) == 1, f"{old!r} must occur once"
    return text.replace(old, new).encode()


def lines_of(text: str) -> int:
    return text.count("\n")


@every_file
def test_the_untouched_file_is_read(kind: str) -> None:
    text, read = STAFF[kind]
    assert read(text.encode())


@every_file
def test_windows_line_ends_are_tolerated(kind: str) -> None:
    text, read = STAFF[kind]
    assert read(text.replace("\n", "\r\n").encode()) == read(text.encode())


@every_file
def test_a_byte_order_mark_is_refused_in_plain_words(kind: str) -> None:
    text, read = STAFF[kind]
    faults = refused(text.encode("utf-8-sig"), read)
    assert [(found.line, found.column, found.code) for found in faults] == [(1, 1, "bom")]
    assert "BOM" in faults[0].right.zh


@every_file
def test_gbk_bytes_are_recognised_with_the_line_of_the_first(kind: str) -> None:
    text, read = STAFF[kind]
    first = next(number for number, line in enumerate(text.split("\n"), 1) if not line.isascii())
    faults = refused(text.encode("gb18030"), read)
    assert [(found.line, found.code) for found in faults] == [(first, "gbk")]
    assert faults[0].wrong.zh == "这看起来像GBK/GB18030编码"
    assert "UTF-8" in faults[0].right.zh


@every_file
def test_bytes_that_are_no_encoding_at_all_are_refused_at_their_place(kind: str) -> None:
    text, read = STAFF[kind]
    assert places(text.encode() + b"ab\xff\xff\xff", read) == [(lines_of(text) + 1, 3, "not-utf8")]


@every_file
@pytest.mark.parametrize(
    ("head", "code"),
    [(b"PK\x03\x04", "excel"), (b"\xd0\xcf\x11\xe0", "excel"), (b"\xff\xfe", "utf16"), (b"\xfe\xff", "utf16")],
)
def test_workbooks_and_utf16_are_called_by_their_name(kind: str, head: bytes, code: str) -> None:
    text, read = STAFF[kind]
    assert places(head + text.encode(), read) == [(1, 1, code)]


@every_file
def test_a_file_that_is_too_long_is_refused_unread_with_one_line(kind: str) -> None:
    limit = MAX_BYTES if kind in CSV else MAX_YAML_BYTES
    faults = refused(bytes(limit + 1), STAFF[kind][1])
    assert [found.code for found in faults] == ["too-big"]
    assert str(limit) in faults[0].wrong.zh


@every_file
@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n"])
def test_an_empty_file_is_refused(kind: str, data: bytes) -> None:
    found = places(data, STAFF[kind][1])
    assert {code for _, _, code in found} <= {"empty", "missing-column", "unknown-column"}


@every_file
@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "control-character"),
        ("\t", "control-character"),
        ("\r", "control-character"),
        ("\x85", "control-character"),
        ("\u202e", "invisible-character"),
        ("\u200b", "invisible-character"),
        ("\u2028", "invisible-character"),
        ("\ufeff", "invisible-character"),
    ],
)
def test_a_control_or_invisible_character_is_told_with_its_column(kind: str, character: str, code: str) -> None:
    text, read = STAFF[kind]
    number, line = next((number, line) for number, line in enumerate(text.split("\n"), 1) if not line.isascii())
    column = next(index for index, char in enumerate(line) if not char.isascii())
    lines = text.split("\n")
    lines[number - 1] = line[: column + 1] + character + line[column + 1 :]
    assert (number, column + 2, code) in places("\n".join(lines).encode(), read)


@every_file
def test_a_letter_stored_apart_from_its_mark_is_told(kind: str) -> None:
    text, read = STAFF[kind]
    number, line = next((number, line) for number, line in enumerate(text.split("\n"), 1) if not line.isascii())
    column = next(index for index, char in enumerate(line) if not char.isascii())
    lines = text.split("\n")
    lines[number - 1] = line[:column] + "e\u0301" + line[column:]
    assert (number, column + 1, "not-nfc") in places("\n".join(lines).encode(), read)


def rows_of(kind: str) -> tuple[list[str], Read]:
    text, read = CSV[kind]
    return text.removesuffix("\n").split("\n"), read


def written(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


@every_csv
def test_a_row_too_short_or_too_long_is_told(kind: str) -> None:
    lines, read = rows_of(kind)
    assert places(written([*lines, lines[1].rsplit(",", 1)[0]]), read) == [(len(lines) + 1, 1, "row-width")]
    assert places(written([lines[0], lines[1] + ",x", *lines[2:]]), read) == [(2, 1, "row-width")]


@every_csv
def test_blank_rows_are_told(kind: str) -> None:
    lines, read = rows_of(kind)
    commas = "," * lines[0].count(",")
    assert places(written([lines[0], "", lines[1], commas]), read) == [(2, 1, "blank-row"), (4, 1, "blank-row")]


@every_csv
def test_a_missing_an_extra_a_doubled_and_a_moved_column_are_told(kind: str) -> None:
    lines, read = rows_of(kind)
    labels = lines[0].split(",")
    last = lines[0].rindex(",") + 2
    assert places(written([",".join(labels[:-1]), *lines[1:]]), read) == [(1, 1, "missing-column")]
    assert places(written([lines[0] + ",备注", *lines[1:]]), read) == [(1, len(lines[0]) + 2, "unknown-column")]
    doubled = ",".join([*labels[:-1], labels[0]])
    assert places(written([doubled, *lines[1:]]), read) == [(1, 1, "missing-column"), (1, last, "duplicate-column")]
    moved = ",".join([labels[1], labels[0], *labels[2:]])
    assert places(written([moved, *lines[1:]]), read) == [(1, 1, "column-order")]


@every_csv
def test_an_endless_line_is_told_and_not_searched_for_quotes(kind: str) -> None:
    lines, read = rows_of(kind)
    assert places(written([*lines, '"' * 20_001]), read) == [(len(lines) + 1, 20_001, "long-line")]
    assert places(written(['"' * 20_001, *lines]), read) == [(1, 20_001, "long-line")]


@every_csv
def test_unmatched_quotes_are_told_where_they_stand(kind: str) -> None:
    lines, read = rows_of(kind)
    cells = lines[1].split(",")
    start = len(cells[0]) + 2
    for cell, column in (('"甲', start), ('甲"乙', start + 1), ('"甲"乙', start + 3)):
        broken = ",".join([cells[0], cell, *cells[2:]])
        assert places(written([lines[0], broken, *lines[2:]]), read) == [(2, column, "csv-quote")]


@every_csv
def test_a_row_that_repeats_a_key_is_told_once_for_each_column_that_must_be_unique(kind: str) -> None:
    lines, read = rows_of(kind)
    found = places(written([*lines, lines[1]]), read)
    assert {(line, code) for line, _, code in found} == {(len(lines) + 1, "duplicate")}
    assert len({column for _, column, _ in found}) == len(found)


@every_csv
def test_a_space_around_a_text_is_told(kind: str) -> None:
    lines, read = rows_of(kind)
    cells = lines[1].split(",")
    for cell in (" " + cells[1], cells[1] + " ", "\u3000" + cells[1]):
        padded = ",".join([cells[0], cell, *cells[2:]])
        assert places(written([lines[0], padded, *lines[2:]]), read) == [(2, len(cells[0]) + 2, "space")]


# (kind, what to replace, by what, line:column:code of every fault)
CELLS: list[tuple[str, str, str, list[Place]]] = [
    ("agencies", "示例县就业服务中心", "=1+1", [(3, 6, "formula")]),
    ("agencies", "示例县就业服务中心", "+86", [(3, 6, "formula")]),
    ("agencies", "示例县就业服务中心", "-甲", [(3, 6, "formula")]),
    ("agencies", "示例县就业服务中心", "@SUM(A1)", [(3, 6, "formula")]),
    ("agencies", "示例县就业服务中心", "＝1+1", [(3, 6, "formula")]),
    ("agencies", "示例县就业服务中心", '"=HYPERLINK(""x"")"', [(3, 6, "formula")]),
    ("agencies", "示例县就业服务中心", "", [(3, 6, "empty-value")]),
    ("agencies", "示例县就业服务中心", "长" * 501, [(3, 6, "length")]),
    ("agencies", "示人社委〔2023〕1号", "", [(3, 26, "delegation")]),
    ("agencies", "示人社委〔2023〕1号", "=cmd|' /C calc'!A0", [(3, 26, "formula")]),
    ("agencies", "jyfw", "HRSS-LDJC", [(3, 1, "duplicate")]),
    ("agencies", "jyfw", "就业", [(3, 1, "pattern")]),
    ("agencies", "jyfw", "../etc", [(3, 1, "pattern")]),
    ("agencies", "delegated", "受委托", [(3, 16, "enum")]),
    ("objects", "91441624DM0000013C", "91441624dm0000013c", [(2, 1, "pattern")]),
    ("objects", "91441624DM0000013C", "9.14416E+17", [(2, 1, "pattern")]),
    ("objects", "91441624DM0000013C", "９１441624DM0000013C", [(2, 1, "pattern")]),
    ("objects", "91441624DM0000013C", "", [(2, 1, "empty-value")]),
    ("objects", "示例县甲厂", "@甲厂", [(2, 20, "formula")]),
    ("objects", "企业", "公司", [(2, 26, "enum")]),
    ("objects", "企业,C", "企业,c", [(2, 29, "enum")]),
    ("objects", ",33,", ",47,", [(2, 31, "industry")]),
    ("objects", ",33,", ",98,", [(2, 31, "pattern")]),
    ("objects", ",33,", ",7,", [(2, 31, "pattern")]),
    ("objects", "441624100", "44162410", [(2, 34, "pattern")]),
    ("objects", "441624100", "４41624100", [(2, 34, "pattern")]),
    ("objects", "存续", "开业", [(2, 44, "enum")]),
    ("objects", "2023-01-05", "2023-02-29", [(2, 47, "date")]),
    ("objects", "2023-01-05", "2023/1/5", [(2, 47, "date")]),
    ("objects", "2023-01-05", "2023-1-5", [(2, 47, "date")]),
    ("objects", "2023-01-05", "0001-01-05", [(2, 47, "date")]),
    ("objects", "2023-01-05", "44931", [(2, 47, "date")]),
    ("objects", "2023-01-05", "", [(2, 47, "empty-value")]),
    ("inspectors", "insurance;labour", "labour;insurance", [(2, 21, "tokens")]),
    ("inspectors", "insurance;labour", "labour;labour", [(2, 21, "tokens")]),
    ("inspectors", "insurance;labour", "insurance;", [(2, 21, "pattern")]),
    ("inspectors", "insurance;labour", "保险", [(2, 21, "pattern")]),
    ("inspectors", "2026-12-31,active", "2026-11-31,active", [(2, 38, "date")]),
    ("inspectors", ",active,", ",在岗,", [(2, 49, "enum")]),
    ("inspectors", "yes", "no", [(3, 40, "enum")]),
    ("inspectors", "陈示岚", "=陈", [(2, 7, "formula")]),
    ("plan", "0.05,2,", "0.05,,", [(2, 46, "empty-value")]),
    ("plan", "0.05,2,", "0.05,0,", [(2, 46, "range")]),
    ("plan", "0.05,2,", "0.05,13,", [(2, 46, "range")]),
    ("plan", "0.05,2,", "0.05,+2,", [(2, 46, "pattern")]),
    ("plan", "0.05,2,", "0.05,２,", [(2, 46, "pattern")]),
    ("plan", "0.05,2,", "0.05,两次,", [(2, 46, "range")]),
    ("plan", "0.05,2,", "5%,2,", [(2, 41, "pattern")]),
    ("plan", "0.05,2,", "1.5,2,", [(2, 41, "pattern")]),
    ("plan", "0.05,2,", ".05,2,", [(2, 41, "pattern")]),
    ("plan", "LD-01;LD-02", "", [(2, 8, "empty-value")]),
    ("plan", "LD-01;LD-02", "LD-02;LD-01", [(2, 8, "tokens")]),
    ("plan", "2024-02-01,2024-12-15", "2024-12-16,2024-12-15", [(2, 66, "period")]),
    ("plan", "daily", "日常", [(2, 48, "enum")]),
    ("plan", "undirected", "不定向", [(2, 25, "enum")]),
    ("plan", ",yes,", ",是,", [(3, 48, "enum")]),
    ("industries", "C,制造业,33", "E,制造业,33", [(2, 7, "industry")]),
    ("industries", "房屋建筑业", "金属制品业", [(3, 10, "duplicate")]),
    ("towns", "441624101", "441624100", [(3, 1, "duplicate")]),
    ("towns", "大坝镇", "", [(3, 11, "empty-value")]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "expected"), CELLS)
def test_a_bad_cell_is_told_once_with_its_line_and_column(kind: str, old: str, new: str, expected: list[Place]) -> None:
    text, read = CSV[kind]
    assert places(edited(text, old, new), read) == expected


def test_an_enumerated_value_is_told_with_those_that_are_allowed() -> None:
    found = refused(edited(OBJECTS, "企业", "公司"), CSV["objects"][1])[0]
    assert found.right.zh == "可用：企业、个体工商户、农民专业合作社、民办非企业单位、事业单位、社会团体"


def test_a_duplicate_is_told_with_the_line_of_the_first() -> None:
    found = refused(edited(TOWNS, "441624101", "441624100"), CSV["towns"][1])[0]
    assert found.wrong.zh == "“441624100”与第2行重复"


def test_every_fault_of_a_table_is_told_in_the_order_of_the_file() -> None:
    text = (
        OBJECTS.replace("企业", "公司")
        .replace("2023-01-05", "2023-02-30")
        .replace("停业", "歇业")
        .replace(",52,", ",33,")
    )
    expected = [(2, 26, "enum"), (2, 47, "date"), (3, 35, "industry"), (3, 48, "enum")]
    assert places(text.encode(), CSV["objects"][1]) == expected


def test_at_most_two_hundred_faults_are_told_and_how_many_more_there_are() -> None:
    rows = "".join(f"441624{number:09d},示例县{number},公司,C,33,441624100,存续,2023-01-05\n" for number in range(350))
    faults = refused((OBJECTS.split("\n")[0] + "\n" + rows).encode(), CSV["objects"][1])
    assert len(faults) == MAX_FAULTS + 1
    assert (faults[-1].code, faults[-1].wrong.en) == ("more", "150 more faults are not listed")


def test_a_file_of_nothing_but_faults_is_given_up_early() -> None:
    faults = refused(b"\x01" * 2_000_000, CSV["objects"][1])
    assert faults[-1].wrong.en == "at least 10000 more faults are not listed"


def test_a_wrong_check_character_is_a_warning_with_its_place_and_no_error() -> None:
    sheet = read_sheet(edited(OBJECTS, "013C", "013D"), PACKAGE.table("objects"), "file", RosterObject)
    assert [(found.line, found.column, found.code) for found in sheet.warnings] == [(2, 1, "check-character")]
    assert sheet.values[0].object_id == "91441624DM0000013D"


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ x }}", "{% raw %}|甲", "a&b;#'`", "甲\\n乙", "../../etc"]
)
def test_markup_in_a_name_is_text_and_stays_as_it_is(name: str) -> None:
    rows = read_rows(edited(OBJECTS, "示例县甲厂", name), PACKAGE.table("objects"), "file", RosterObject)
    assert rows[0].name == name


def test_a_quoted_cell_keeps_its_comma_and_its_quotes() -> None:
    data = edited(OBJECTS, '"示例县乙,丙店"', '"示例县""乙"",丙店"')
    rows = read_rows(data, PACKAGE.table("objects"), "file", RosterObject)
    assert rows[1].name == '示例县"乙",丙店'


def test_the_sealed_table_is_read_by_its_schema_too() -> None:
    schema = PACKAGE.table("objects-sealed")
    assert read_cells(SEALED.encode(), schema, "file")[0]["flags"] == "C1@2026-01-01;C3@2026-02-01~2027-02-01"
    bad = SEALED.replace(",A,B,", ",E,B,").replace("C1@2026-01-01", "C1").replace(",12,", ",-1,")
    found = places(bad.encode(), lambda data: read_cells(data, schema, "file"))
    assert found == [(2, 20, "enum"), (2, 24, "pattern"), (2, 52, "range")]


def last_line(text: str) -> int:
    return lines_of(text) + 1


@every_yaml
def test_a_doubled_key_is_told_at_the_second(kind: str) -> None:
    text, read = YAML[kind]
    key = "name" if kind == "datapackage" else "schema"
    assert (last_line(text), 1, "duplicate") in places((text + f"{key}: 1\n").encode(), read)
    assert (last_line(text), 1, "duplicate") in places((text + f"{key.upper()}: 1\n").encode(), read)


@every_yaml
def test_an_unknown_field_is_told(kind: str) -> None:
    text, read = YAML[kind]
    assert places((text + "zzz: 1\n").encode(), read) == [(last_line(text), 1, "unknown-field")]


@every_yaml
def test_a_missing_field_is_told_at_the_first_one_that_is_there(kind: str) -> None:
    text, read = YAML[kind]
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    without = "\n".join([*lines[:first], *lines[first + 1 :]])
    assert (first + 1, 1, "missing-field") in places(without.encode(), read)


@every_yaml
@pytest.mark.parametrize(
    ("tail", "column", "code"),
    [
        ("zzz: &a 1\n", 6, "yaml-alias"),
        ("zzz: *a\n", 6, "yaml-alias"),
        ("zzz: !!python/object/apply:os.system [ls]\n", 6, "yaml-tag"),
        ("zzz: !!str 1\n", 6, "yaml-tag"),
        ("zzz: ! 1\n", 6, "yaml-tag"),
        ("---\nschema: 1\n", 1, "yaml-documents"),
        ("zzz: [\n", 0, "yaml"),
        ("zzz: 'a\n", 0, "yaml"),
        ("? [a]\n: 1\n", 3, "yaml-key"),
        ("12: 1\n", 1, "unquoted"),
        ("no: 1\n", 1, "unquoted"),
        ('zzz: "\\0"\n', 6, "control-character"),
        ('zzz: "\\ud800"\n', 6, "invisible-character"),
        ('zzz: "\\u202e"\n', 6, "invisible-character"),
        ('zzz: "e\\u0301"\n', 6, "not-nfc"),
        ("zzz: " + "[" * 40 + "]" * 40 + "\n", 17, "yaml-depth"),
    ],
)
def test_what_is_clever_in_yaml_is_refused_where_it_stands(kind: str, tail: str, column: int, code: str) -> None:
    text, read = YAML[kind]
    found = places((text + tail).encode(), read)
    if column:
        assert (last_line(text), column, code) in found
    else:
        assert [item for item in found if item[2] == code]


@every_yaml
def test_a_directive_is_refused(kind: str) -> None:
    text, read = YAML[kind]
    assert (1, 1, "yaml-directive") in places(f"%YAML 1.1\n---\n{text}".encode(), read)


@every_yaml
@pytest.mark.parametrize(
    "data", [b"[]\n", b"text\n", b"12\n", b"null\n", b"- a\n- b\n", b"{}\n", b"# only words\n", b"---\n"]
)
def test_a_file_that_is_something_else_is_refused(kind: str, data: bytes) -> None:
    assert refused(data, YAML[kind][1])


@every_yaml
def test_the_million_laughs_are_never_expanded(kind: str) -> None:
    text, read = YAML[kind]
    names = "abcdefghij"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n" for before, after in pairwise(names)
    )
    codes = {code for _, _, code in places((text + bomb).encode(), read)}
    assert "yaml-alias" in codes


@every_yaml
def test_brackets_half_a_million_deep_are_refused_and_not_followed(kind: str) -> None:
    text, read = YAML[kind]
    assert "yaml-depth" in {
        code for _, _, code in places((text + "zzz: " + "[" * 500_000 + "]" * 500_000).encode(), read)
    }


def test_every_fault_of_a_yaml_file_is_told_in_the_order_of_the_file() -> None:
    text = (
        ORDER.replace('ratio: "0.1"', "ratio: 0.1")
        .replace("kind: undirected", "kind: random")
        .replace("2024-06-30", "2024-06-31")
    )
    assert places((text + "zzz: 1\n").encode(), YAML["order"][1]) == [
        (5, 7, "enum"),
        (12, 16, "unquoted"),
        (20, 13, "date"),
        (21, 1, "unknown-field"),
    ]


def test_a_ratio_without_quotes_is_told_how_to_write_it() -> None:
    found = refused(edited(ORDER, 'ratio: "0.1"', "ratio: 0.05"), YAML["order"][1])
    assert [(item.line, item.column, item.code) for item in found] == [(12, 16, "unquoted")]
    assert found[0].right.en == 'write it in quotes: "0.05"'
    assert found[0].right.zh == '加引号："0.05"'


@pytest.mark.parametrize(
    "code", ["914416240000000012", "441624000012345", "0x1F", "2024-01-01", "12:30:00", "yes", "~", "1_000"]
)
def test_a_code_that_yaml_would_alter_must_be_quoted(code: str) -> None:
    found = refused(edited(RESULT, "object: 91441624DM0000013C", f"object: {code}"), YAML["result"][1])
    assert [(item.line, item.column, item.code) for item in found] == [(3, 9, "unquoted")]
    assert found[0].right.en == f'write it in quotes: "{code}"'


UNREADABLE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def only_refuses(read: Read, data: bytes) -> None:
    try:
        read(data)
    except (Malformed, Refused) as error:
        told = [found.say("zh") for found in error.faults]
    else:
        told = ["the file itself"]
    assert told
    assert not any("\n" in line for line in told)


def all_readers() -> dict[str, tuple[bytes, Read]]:
    staff = {kind: (text.encode(), read) for kind, (text, read) in STAFF.items()}
    return {**staff, **EVIDENCE}


every_reader = pytest.mark.parametrize("kind", all_readers())


@every_reader
@UNREADABLE
@given(data=st.binary(max_size=400))
def test_any_bytes_bring_only_a_refusal(kind: str, data: bytes) -> None:
    only_refuses(all_readers()[kind][1], data)


@every_reader
@UNREADABLE
@given(text=st.text(max_size=200))
def test_any_text_brings_only_a_refusal(kind: str, text: str) -> None:
    only_refuses(all_readers()[kind][1], text.encode("utf-8", "surrogatepass"))


@every_reader
@UNREADABLE
@given(
    place=st.floats(0, 1), cut=st.integers(0, 12), patch=st.binary(max_size=12) | st.text(max_size=8).map(str.encode)
)
def test_a_good_file_with_any_patch_brings_the_file_or_a_refusal(
    kind: str, place: float, cut: int, patch: bytes
) -> None:
    good, read = all_readers()[kind]
    start = int(place * len(good))
    only_refuses(read, good[:start] + patch + good[start + cut :])


@every_yaml
@UNREADABLE
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.dates(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=8,
    ),
    place=st.integers(0, 40),
)
def test_any_value_in_any_field_brings_the_file_or_a_refusal(kind: str, value: object, place: int) -> None:
    import yaml

    text, read = YAML[kind]
    content = yaml.safe_load(text)
    key = sorted(content)[place % len(content)]
    content[key] = value
    only_refuses(read, yaml.safe_dump(content, allow_unicode=True).encode("utf-8", "surrogatepass"))
