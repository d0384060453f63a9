"""Orders, policies, items and results: what contradicts the rule is refused, with its place, however it is written."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from publisher.errors import Malformed
from publisher.tables.models import Bureau, Condition, ItemList, Order, Policy, ResultFile, all_admit
from publisher.tables.rosters import RosterObject
from publisher.tables.yaml_files import read_document, read_yaml, yaml_text

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
strata: by-industry
quotas:
  construction: {ratio: "0.1"}
  manufacturing: {ratio: "0.05"}
  other: {count: "3"}
exclusions: [inactive]
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
dispositions: ["3"]
text: |
  未与两名员工签订书面劳动合同，
  已当场补签。
"""
POLICY = """\
schema: 1
version: "1"
effective: "2024-01-01"
numbers: {}
strata:
  whole:
    - {stratum: all, title: 全部}
"""
BUREAU = """\
schema: 1
name: 示例县人社局
domain: hrss.shili.example
rule: {title: 细则, version: "1", in_force: "2018-09-01", documents: [国办发〔2015〕58号]}
contact: {office: 一楼窗口, phone_public: "12333", objections: 当面提出}
"""
ITEMS = """\
schema: 1
version: "1"
effective: "2024-01-01"
items:
  - item: LD-01
    name: 劳动用工
    class: 一般检查事项
    law_type: 行政检查
    basis: [劳动法第八十五条]
    unit: hrss-ldjc
    method: ["1"]
    ratio: "0.05"
    frequency_cap: 2
    scope: []
    scope_text: 用人单位
    skill: labour
"""


def edited(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} must occur once"
    return text.replace(old, new)


def refusal(text: str, model: type[BaseModel]) -> list[tuple[int, int, str]]:
    with pytest.raises(Malformed) as caught:
        read_yaml(text.encode(), model, "data/file.yaml")
    assert all(found.file == "data/file.yaml" for found in caught.value.faults)
    assert all(found.wrong.zh and found.wrong.en and found.right.zh and found.right.en for found in caught.value.faults)
    return [(found.line, found.column, found.code) for found in caught.value.faults]


def test_an_order_reads_into_a_typed_frozen_object() -> None:
    order = read_yaml(ORDER.encode(), Order, "data/orders/a.yaml")
    assert order.plan is not None
    assert (order.plan.year, order.plan.row, order.plan.occurrence) == (2024, "2024-1", "1")
    assert order.quotas["other"].count == "3"
    assert order.quotas["construction"].ratio == "0.1"
    assert [seat.skill for seat in order.team] == ["labour", "*"]
    assert order.approval == order.approval_no == order.notice_no == order.replaces == ""
    with pytest.raises(ValueError, match="frozen"):
        order.title = "another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: undirected", "kind: directed", (5, 7, "directed")),
        ("frame: open", "targeting: [{column: section, in: [E]}]\nframe: open", (8, 12, "undirected")),
        ("visits: announced", "visits: unannounced", (8, 8, "frame")),
        ("visits: announced", "visits: paper", (7, 9, "visits")),
        ("method: daily", "method: special", (1, 1, "approval")),
        ('plan: {year: 2024, row: 2024-1, occurrence: "1"}\n', "", (1, 1, "approval")),
        ("T10:00:00+08:00", "T09:00:00+08:00", (20, 34, "beacon-time")),
        ("2024-06-30", "2024-04-29", (23, 13, "period")),
        ("[inactive]", "[friends]", (15, 14, "enum")),
        ("[inactive]", "[inactive, inactive]", (15, 24, "duplicate")),
        ('  - {department: "*", skill: "*"}\n', "", (17, 3, "length")),
        ('{ratio: "0.1"}', '{ratio: "0.1", count: "2"}', (12, 17, "quota")),
        ('{ratio: "0.1"}', "{}", (12, 17, "quota")),
        ('"0.05"', '"5%"', (13, 26, "pattern")),
        ('"0.05"', "0.05", (13, 26, "unquoted")),
        ('occurrence: "1"', "occurrence: 1", (9, 45, "unquoted")),
        ("2024-04-30", "2024-04-31", (22, 13, "date")),
        ('"2024-04-30"', "2024-04-30", (22, 13, "unquoted")),
        ("2024-03-01T09:00:00+08:00", "2024-03-01 09:00", (21, 12, "time")),
        ("source: drand-quicknet", "source: my-dice", (20, 14, "enum")),
        ("title: 2024年第一次综合抽查", "title: " + "长" * 201, (2, 8, "length")),
        ("title: 2024年第一次综合抽查", 'title: "一\\n二"', (2, 8, "one-line")),
        ("title: 2024年第一次综合抽查", 'title: ""', (2, 8, "empty-value")),
        ("title: 2024年第一次综合抽查", "title:", (2, 7, "empty-value")),
        ("unit: hrss-ldjc", "unit: 劳动监察", (3, 7, "pattern")),
        ("items: [LD-01, LD-02]", "items: [LD-01, ld-01]", (4, 16, "duplicate")),
        ("items: [LD-01, LD-02]", "items: LD-01", (4, 8, "type")),
        ("items: [LD-01, LD-02]", "items: []", (4, 8, "length")),
        ("method: daily", "metod: daily", (6, 1, "unknown-field")),
        ("schema: 1", "schema: 2", (1, 9, "enum")),
        ("year: 2024", "year: '2024'", (9, 14, "type")),
        ("year: 2024", "year: 1949", (9, 14, "range")),
    ],
)
def test_an_order_against_the_rule_is_refused_where_it_is_wrong(
    old: str, new: str, expected: tuple[int, int, str]
) -> None:
    assert expected in refusal(edited(ORDER, old, new), Order)


def test_a_directed_draw_with_conditions_and_a_special_with_approval_are_fine() -> None:
    text = edited(ORDER, "kind: undirected", "kind: directed\ntargeting: [{column: section, in: [E]}]")
    text = edited(text, "method: daily", "method: special\napproval: 示人社批〔2024〕3号")
    assert read_yaml(text.encode(), Order, "o").approval == "示人社批〔2024〕3号"


def test_unannounced_visits_with_a_blinded_frame_are_fine() -> None:
    text = edited(edited(ORDER, "visits: announced", "visits: unannounced"), "frame: open", "frame: blinded")
    assert read_yaml(text.encode(), Order, "o").frame == "blinded"


def test_all_contradictions_of_an_order_are_told_at_once() -> None:
    text = edited(edited(ORDER, "kind: undirected", "kind: directed"), "visits: announced", "visits: unannounced")
    text = edited(text, "2024-06-30", "2024-04-29")
    assert [code for _, _, code in refusal(text, Order)] == ["directed", "frame", "period"]


def test_an_order_that_would_draw_nobody_is_refused() -> None:
    text = edited(edited(ORDER, '{ratio: "0.1"}', '{ratio: "0"}'), '{ratio: "0.05"}', '{ratio: "0"}')
    assert (12, 3, "quota") in refusal(edited(text, 'count: "3"', 'count: "0"'), Order)


@pytest.mark.parametrize("column", ["object_id", "name", "code", "legal_rep"])
def test_a_condition_that_names_one_firm_or_code_is_refused(column: str) -> None:
    text = edited(ORDER, "kind: undirected", f"kind: directed\ntargeting: [{{column: {column}, in: [某厂]}}]")
    assert refusal(text, Order) == [(6, 22, "names-one-firm")]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{column: section, in: [Z]}", (6, 36, "condition-value")),
        ('{column: industry, in: ["98"]}', (6, 37, "condition-value")),
        ("{column: industry, in: [47]}", (6, 37, "unquoted")),
        ("{column: town, in: [阳明镇]}", (6, 33, "condition-value")),
        ("{column: town, in: [441624100]}", (6, 33, "unquoted")),
        ("{column: kind, in: [公司]}", (6, 33, "condition-value")),
        ("{column: kind, in: []}", (6, 32, "length")),
        ("{column: status, in: [存续]}", (6, 22, "enum")),
        ("{column: kind}", (6, 13, "missing-field")),
        ("{column: section, in: [E]}, {column: section, in: [C]}", (6, 50, "duplicate")),
    ],
)
def test_a_condition_must_hold_known_values_of_a_public_column(condition: str, expected: tuple[int, int, str]) -> None:
    text = edited(ORDER, "kind: undirected", f"kind: directed\ntargeting: [{condition}]")
    assert expected in refusal(text, Order)


def firm(**changes: str) -> RosterObject:
    fields = {
        "object_id": "91441624DM0000013C",
        "name": "示例县甲厂",
        "kind": "企业",
        "section": "E",
        "industry": "47",
        "town": "441624100",
        "status": "存续",
        "listed_on": "2023-01-01",
    }
    return RosterObject(**{**fields, **changes})


def test_conditions_are_joined_by_and_and_none_admits_all() -> None:
    building = Condition(column="section", in_=["E", "C"])
    here = Condition(column="town", in_=["441624100"])
    assert all_admit([], firm())
    assert all_admit([building, here], firm())
    assert not all_admit([building, here], firm(town="441624101"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: 全部}", "title: 全部, where: [{column: section, in: [E]}]}", (7, 40, "last-stratum")),
        ("    - {stratum: all", "    - {stratum: ALL, title: 甲}\n    - {stratum: all", (8, 17, "duplicate")),
        ("    - {stratum: all", "    - {stratum: a, title: 甲}\n    - {stratum: all", (7, 17, "catch-all")),
        ("  whole:\n    - {stratum: all, title: 全部}", "  whole: []", (6, 10, "length")),
        ("numbers: {}", "numbers: {publish_days: 0}", (4, 25, "range")),
        ("numbers: {}", 'numbers: {publish_days: "30"}', (4, 25, "type")),
        ("numbers: {}", "numbers: {high_chance: 0.5}", (4, 24, "unquoted")),
        ("numbers: {}", 'numbers: {high_chance: "1.5"}', (4, 24, "pattern")),
        ("numbers: {}", 'numbers: {report_on: ["13-30"]}', (4, 23, "pattern")),
        ('version: "1"', "version: 1.0", (2, 10, "unquoted")),
        ("  whole:", "  整体:", (6, 3, "pattern")),
        ("    - {stratum: all", "    - {stratum: 全部", (7, 17, "pattern")),
    ],
)
def test_a_policy_with_a_leak_or_a_wrong_number_is_refused(old: str, new: str, expected: tuple[int, int, str]) -> None:
    assert expected in refusal(edited(POLICY, old, new), Policy)


def test_a_result_reads_and_its_text_may_have_several_lines() -> None:
    result = read_yaml(RESULT.encode(), ResultFile, "r")
    assert result.text == "未与两名员工签订书面劳动合同，\n已当场补签。\n"
    assert result.corrects == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('fixed_on: "2024-03-08"', 'fixed_on: "2024-03-04"', (6, 11, "period")),
        ("[JC001, JC002]", "[JC001]", (7, 13, "length")),
        ("[JC001, JC002]", "[JC001, JC001]", (7, 21, "duplicate")),
        ("[JC001, JC002]", "[JC001, jc001]", (7, 21, "duplicate")),
        ("codes: [E]", 'codes: [E, "1"]', (9, 12, "exclusive")),
        ("codes: [E]", "codes: [1]", (9, 9, "unquoted")),
        ("codes: [E]", "codes: []", (9, 8, "length")),
        ("codes: [E]", "codes: [bad]", (9, 9, "pattern")),
        ("object: 91441624DM0000013C", "object: 441624000012345", (3, 9, "unquoted")),
        ("object: 91441624DM0000013C", "object: 914416240000000012", (3, 9, "unquoted")),
        ("draw: 2024-001", "draw: 2024-1", (2, 7, "pattern")),
        ("draw: 2024-001", "draw: 2024-000", (2, 7, "pattern")),
        ('visited_on: "2024-03-05"', 'visited_on: "2024-02-30"', (5, 13, "date")),
    ],
)
def test_a_result_against_the_rule_is_refused(old: str, new: str, expected: tuple[int, int, str]) -> None:
    assert expected in refusal(edited(RESULT, old, new), ResultFile)


def test_free_text_ends_at_two_thousand_characters() -> None:
    fits = RESULT.split("text:")[0] + f"text: {'字' * 2000}\n"
    assert len(read_yaml(fits.encode(), ResultFile, "r").text) == 2000
    assert (11, 7, "length") in refusal(fits.replace("字", "字字", 1), ResultFile)


def test_only_a_demo_may_fix_its_clock() -> None:
    clock = 'now: "2024-12-20T09:00:00+08:00"\n'
    assert refusal(BUREAU + clock, Bureau) == [(6, 6, "now")]
    assert read_yaml((BUREAU + clock + "demo: true\n").encode(), Bureau, "b").demo
    assert read_yaml(BUREAU.encode(), Bureau, "b").now is None


@pytest.mark.parametrize("domain", ["HRSS.example", "hrss example", "hrss/example", "人社.example", "-a", ""])
def test_a_domain_that_no_key_could_be_named_after_is_refused(domain: str) -> None:
    assert (3, 9, "pattern") in refusal(edited(BUREAU, "hrss.shili.example", f'"{domain}"'), Bureau)


def test_an_item_number_is_used_once_whatever_its_case() -> None:
    second = ITEMS[ITEMS.index("  - item") :].replace("LD-01", "ld-01")
    assert refusal(ITEMS + second, ItemList) == [(17, 11, "duplicate")]


def test_unknown_fields_are_told_with_the_field_that_was_meant() -> None:
    with pytest.raises(Malformed) as caught:
        read_yaml(edited(ITEMS, "    ratio:", "    ration:").encode(), ItemList, "i")
    by_code = {found.code: found for found in caught.value.faults}
    assert by_code["unknown-field"].right.en == "did you mean 'ratio'?"
    assert (by_code["unknown-field"].line, by_code["unknown-field"].column) == (12, 5)
    assert by_code["missing-field"].wrong.zh == "缺少“ratio”"


def test_the_python_names_of_fields_are_not_their_names_in_files() -> None:
    text = edited(ORDER, "kind: undirected", "kind: directed\ntargeting: [{column: section, in_: [E]}]")
    assert (6, 31, "unknown-field") in refusal(text, Order)


@pytest.mark.parametrize(("text", "model"), [(ORDER, Order), (RESULT, ResultFile), (POLICY, Policy), (ITEMS, ItemList)])
def test_what_is_written_out_is_read_back_the_same(text: str, model: type[BaseModel]) -> None:
    value = read_yaml(text.encode(), model, "x")
    assert read_yaml(yaml_text(value).encode(), model, "x") == value


def test_windows_line_ends_change_nothing() -> None:
    assert read_yaml(ORDER.replace("\n", "\r\n").encode(), Order, "o") == read_yaml(ORDER.encode(), Order, "o")


def test_a_document_knows_the_place_of_each_value_and_key() -> None:
    document = read_document(ORDER.encode(), Order, "o")
    assert document.place("quotas", "other", "count") == (14, 18)
    assert document.place("quotas", "other", key=True) == (14, 3)
    assert document.place("team", 1, "skill") == (18, 30)
    assert document.place("team", 7, "skill") == document.place("team")
