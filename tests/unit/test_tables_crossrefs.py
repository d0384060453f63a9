"""References between staff files: each that leads nowhere is told with its file, line and column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.errors import Fault
from publisher.tables.crossrefs import References, check_references
from publisher.tables.csv_tables import read_sheet
from publisher.tables.models import (
    Agency,
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
from publisher.tables.schema import load_package
from publisher.tables.yaml_files import read_document

ROOT = Path(__file__).parents[2]
PACKAGE = load_package((ROOT / "data/datapackage.yaml").read_bytes())
AGENCIES = "agency,name,kind,delegation\nhrss-ldjc,大队,own,\nmarket,市场局,partner,\n"
INSPECTORS = (
    "inspector_id,name,department,skills,certificate_until,status,reserve\nJC001,陈示,hrss-ldjc,,2026-12-31,active,\n"
)
OBJECTS = (
    "object_id,name,kind,section,industry,town,status,listed_on\n"
    "91441624DM0000013C,示例县甲厂,企业,C,33,441624100,存续,2023-01-05\n"
)
PLAN = (
    "row,items,title,kind,scope_text,ratio,frequency,method,joint,from,to\n"
    "2024-1,LD-01;LD-02,综合,undirected,全部,0.05,2,daily,,2024-02-01,2024-12-15\n"
)
ITEMS = """\
schema: 1
version: "1"
effective: "2024-01-01"
items:
  - {item: LD-01, name: 甲, class: 一般检查事项, law_type: 行政检查, basis: [劳动法], unit: hrss-ldjc,
     method: ["1"], ratio: "0.1", frequency_cap: 1, scope: [], scope_text: 全部, skill: "*"}
  - {item: LD-02, name: 乙, class: 一般检查事项, law_type: 行政检查, basis: [法], unit: hrss-ldjc,
     method: ["1"], ratio: "0.1", frequency_cap: 1, scope: [], scope_text: 全部, skill: "*"}
"""
POLICY = """\
schema: 1
version: "1"
effective: "2024-01-01"
numbers: {}
strata:
  whole:
    - {stratum: all, title: 全部}
  by-town:
    - {stratum: centre, title: 县城, where: [{column: town, in: ["441624100"]}]}
    - {stratum: rest, title: 其他}
"""
ORDER = """\
schema: 1
title: 第一次
unit: hrss-ldjc
items: [LD-01]
kind: undirected
method: daily
visits: announced
frame: open
plan: {year: 2024, row: 2024-1, occurrence: "2"}
strata: by-town
quotas:
  centre: {ratio: "0.1"}
  rest: {ratio: "0.1"}
team:
  - {department: hrss-ldjc, skill: "*"}
  - {department: market, skill: "*"}
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
"""
RESULT_NAME = "data/results/2024-001/91441624DM0000013C.yaml"


def references(**texts: str) -> References:
    """The files above, some of them replaced by `texts`."""

    def text(name: str, usual: str) -> bytes:
        return texts.get(name, usual).encode()

    def shipped(name: str) -> bytes:
        return (ROOT / "data" / name).read_bytes()

    return References(
        agencies=read_sheet(text("agencies", AGENCIES), PACKAGE.table("agencies"), "agencies.csv", Agency),
        items=read_document(text("items", ITEMS), ItemList, "items.yaml"),
        policy=read_document(text("policy", POLICY), Policy, "policy.yaml"),
        codes=read_document(shipped("codes.yaml"), CodeLists, "codes.yaml"),
        towns=read_sheet(shipped("towns.csv"), PACKAGE.table("towns"), "towns.csv", Town),
        industries=read_sheet(shipped("industries.csv"), PACKAGE.table("industries"), "industries.csv", Industry),
        objects=read_sheet(text("objects", OBJECTS), PACKAGE.table("objects"), "objects.csv", RosterObject),
        inspectors=read_sheet(text("inspectors", INSPECTORS), PACKAGE.table("inspectors"), "inspectors.csv", Inspector),
        plans={
            (2024, "hrss-ldjc"): read_sheet(text("plan", PLAN), PACKAGE.table("plan"), "plan.csv", PlanRow),
        },
        orders=[read_document(text("order", ORDER), Order, "order.yaml")],
        results=[read_document(text("result", RESULT), ResultFile, RESULT_NAME)],
    )


def say(faults: list[Fault]) -> list[tuple[str, int, int, str]]:
    return [(found.file, found.line, found.column, found.code) for found in faults]


def test_files_that_agree_have_no_faults() -> None:
    assert check_references(references()) == []


UNKNOWN = "unknown-reference"


@pytest.mark.parametrize(
    ("file", "usual", "old", "new", "expected"),
    [
        ("items", ITEMS, "[劳动法], unit: hrss-ldjc", "[劳动法], unit: nobody", ("items.yaml", 5, 79, UNKNOWN)),
        ("items", ITEMS, "[劳动法], unit: hrss-ldjc", "[劳动法], unit: market", ("items.yaml", 5, 79, UNKNOWN)),
        ("policy", POLICY, "441624100", "441624999", ("policy.yaml", 9, 64, UNKNOWN)),
        ("objects", OBJECTS, "441624100", "441624999", ("objects.csv", 2, 34, UNKNOWN)),
        ("inspectors", INSPECTORS, "hrss-ldjc", "nobody", ("inspectors.csv", 2, 10, UNKNOWN)),
        ("plan", PLAN, "LD-01;LD-02", "LD-01;LD-99", ("plan.csv", 2, 8, UNKNOWN)),
        ("plan", PLAN, "2024-12-15", "2025-01-15", ("plan.csv", 2, 62, "year")),
        ("order", ORDER, "unit: hrss-ldjc", "unit: nobody", ("order.yaml", 3, 7, UNKNOWN)),
        ("order", ORDER, "items: [LD-01]", "items: [LD-01, LD-77]", ("order.yaml", 4, 16, UNKNOWN)),
        ("order", ORDER, "department: market", "department: marked", ("order.yaml", 16, 18, UNKNOWN)),
        ("order", ORDER, "strata: by-town", "strata: by-moon", ("order.yaml", 10, 9, UNKNOWN)),
        ("order", ORDER, "  rest: {", "  others: {", ("order.yaml", 13, 3, "unknown-stratum")),
        ("order", ORDER, '  rest: {ratio: "0.1"}\n', "", ("order.yaml", 11, 1, "missing-stratum")),
        ("order", ORDER, "row: 2024-1", "row: 2024-9", ("order.yaml", 9, 25, UNKNOWN)),
        ("order", ORDER, "year: 2024", "year: 2023", ("order.yaml", 9, 25, UNKNOWN)),
        ("order", ORDER, 'occurrence: "2"', 'occurrence: "3"', ("order.yaml", 9, 45, "differs-from-plan")),
        ("order", ORDER, "kind: undirected", "kind: directed\ntargeting: [{column: section, in: [C]}]",
         ("order.yaml", 5, 7, "differs-from-plan")),
        ("order", ORDER, "method: daily", "method: special\napproval: 批",
         ("order.yaml", 6, 9, "differs-from-plan")),
        ("order", ORDER, "kind: undirected", 'kind: directed\ntargeting: [{column: town, in: ["441624999"]}]',
         ("order.yaml", 6, 33, UNKNOWN)),
        ("result", RESULT, "items: [LD-01]", "items: [LD-77]", (RESULT_NAME, 4, 9, UNKNOWN)),
        ("result", RESULT, "codes: [E]", "codes: [E, Z9]", (RESULT_NAME, 9, 12, UNKNOWN)),
        ("result", RESULT, 'method: "1"', 'method: "9"', (RESULT_NAME, 8, 9, UNKNOWN)),
        ("result", RESULT, 'dispositions: ["3"]', 'dispositions: ["33"]', (RESULT_NAME, 10, 16, UNKNOWN)),
        ("result", RESULT, "draw: 2024-001", "draw: 2024-002", (RESULT_NAME, 0, 0, "file-name")),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_told_with_its_place(
    file: str, usual: str, old: str, new: str, expected: tuple[str, int, int, str]
) -> None:
    assert usual.count(old) == 1
    assert expected in say(check_references(references(**{file: usual.replace(old, new)})))


def test_an_order_with_an_item_that_its_plan_row_does_not_have_is_told() -> None:
    plan = PLAN.replace("LD-01;LD-02", "LD-02")
    assert say(check_references(references(plan=plan))) == [("order.yaml", 4, 9, "differs-from-plan")]


def test_a_delegated_body_may_own_items_and_a_partner_may_not() -> None:
    delegated = AGENCIES.replace("own,", "delegated,示委〔2023〕1号")
    assert check_references(references(agencies=delegated)) == []
    partner = AGENCIES.replace("own,", "partner,")
    files = {found.file for found in check_references(references(agencies=partner))}
    assert files == {"items.yaml", "order.yaml", "plan.csv"}


def test_what_is_not_given_is_not_checked() -> None:
    everything = references(order=ORDER.replace("unit: hrss-ldjc", "unit: nobody"))
    assert check_references(References(orders=everything.orders)) == []
    assert check_references(References()) == []
    without_plans = replace(everything, plans={}, agencies=None)
    assert check_references(without_plans) == []


def test_faults_of_many_files_are_capped_with_their_number() -> None:
    bad = list(references(order=ORDER.replace("unit: hrss-ldjc", "unit: nobody")).orders) * 300
    faults = check_references(replace(references(), orders=bad, plans={}))
    assert len(faults) == 201
    assert faults[-1].wrong.en == "100 more faults are not listed"
