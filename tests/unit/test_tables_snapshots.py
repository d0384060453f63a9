"""Snapshots: what a draw binds is one text for one content, and a stranger reads back exactly what was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.demo.firms import make_inspectors, make_objects
from publisher.errors import Malformed
from publisher.tables import snapshots
from publisher.tables.models import Agency, CalendarYear, CodeLists, Inspector, ItemList, PlanRow, Policy, RosterObject
from publisher.tables.rosters import KINDS, STATUSES
from publisher.tables.sectors import SECTION_OF
from publisher.tables.yaml_files import read_yaml

TEMPLATE = Path(__file__).parents[2] / "publisher/demo/template/data"
HEADER = "object_id,name,kind,section,industry,town,status,listed_on\n"
ROW = "91441624DM0000013C,示例县甲厂,企业,C,33,441624100,存续,2023-01-05\n"

codes = st.from_regex(r"[0-9A-Z]{18}", fullmatch=True) | st.from_regex(r"[0-9]{15}", fullmatch=True)
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
days = st.dates(min_value=date(1950, 1, 1)).filter(lambda day: day.year < 2990).map(str)


@st.composite
def firms(draw: st.DrawFn) -> RosterObject:
    division = draw(st.sampled_from(sorted(SECTION_OF)))
    return RosterObject(
        object_id=draw(codes),
        name=draw(words),
        kind=draw(st.sampled_from(KINDS)),
        section=SECTION_OF[division],
        industry=division,
        town=draw(st.from_regex(r"[0-9]{9}", fullmatch=True)),
        status=draw(st.sampled_from(STATUSES)),
        listed_on=draw(days),
    )


@given(st.lists(firms(), max_size=8, unique_by=lambda row: row.object_id))
def test_objects_come_back_from_their_snapshot_by_id(rows: list[RosterObject]) -> None:
    data = snapshots.objects_snapshot(rows)
    back = snapshots.parse_objects_snapshot(data, "s.csv")
    assert back == sorted(rows, key=lambda row: row.object_id)
    assert snapshots.objects_snapshot(reversed(rows)) == data


def test_the_objects_snapshot_has_its_fixed_header_and_an_empty_roster_is_the_header_alone() -> None:
    assert snapshots.objects_snapshot([]).decode() == HEADER
    assert snapshots.parse_objects_snapshot(HEADER.encode(), "s") == []
    assert snapshots.inspectors_snapshot([]).decode() == (
        "inspector_id,name,department,skills,certificate_until,status,reserve\n"
    )


def test_inspectors_agencies_and_plans_come_back_from_their_snapshots() -> None:
    people = make_inspectors("x")
    assert snapshots.parse_inspectors_snapshot(snapshots.inspectors_snapshot(people), "s") == people
    agencies = [Agency("a", "甲", "own", ""), Agency("b", "乙, 丙", "delegated", "示委〔2023〕1号")]
    assert snapshots.parse_agencies_snapshot(snapshots.agencies_snapshot(agencies), "s") == agencies
    row = PlanRow("1", ("A", "B"), "名", "directed", "范围", "0.05", 12, "paper", "yes", "2024-01-01", "2024-12-31")
    assert snapshots.parse_plan_snapshot(snapshots.plan_snapshot([row]), "s") == [row]


def test_names_of_inspectors_can_be_masked_and_the_rest_stays() -> None:
    people = make_inspectors("x")
    masked = snapshots.parse_inspectors_snapshot(snapshots.inspectors_snapshot(people, mask_names=True), "s")
    assert {row.name for row in masked} == {"*"}
    assert [(row.inspector_id, row.skills) for row in masked] == [(row.inspector_id, row.skills) for row in people]


def test_items_and_policy_come_back_from_evidence_json() -> None:
    items = read_yaml((TEMPLATE / "items.yaml").read_bytes(), ItemList, "i")
    policy = read_yaml((TEMPLATE / "policy.yaml").read_bytes(), Policy, "p")
    assert snapshots.parse_items_json(snapshots.items_json(items), "i") == items
    codes = read_yaml((TEMPLATE / "codes.yaml").read_bytes(), CodeLists, "c")
    year = read_yaml((TEMPLATE / "calendar/2026.yaml").read_bytes(), CalendarYear, "2026")
    read = snapshots.parse_policy_json(snapshots.policy_json(policy, codes, [year]), "p")
    assert {name: getattr(read, name) for name in Policy.model_fields} == dict(policy)
    assert read.result_codes == codes.result
    assert read.calendars["2026"].off[0] == "2026-01-01"
    assert "2026-01-04" in read.calendars["2026"].work


def test_comments_quotes_and_order_of_keys_in_yaml_dont_change_what_is_bound() -> None:
    data = (TEMPLATE / "policy.yaml").read_text()
    assert "# 第十五条" in data
    other = data.replace(" # 第十五条", "").replace('joint_share: "0.15"', "joint_share: '0.15'")
    codes = read_yaml((TEMPLATE / "codes.yaml").read_bytes(), CodeLists, "c")
    policies = (read_yaml(text.encode(), Policy, "p") for text in (data, other))
    first, second = (snapshots.policy_json(policy, codes, []) for policy in policies)
    assert first == second


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (HEADER + ROW + ROW, 3, "not-sorted"),
        (HEADER + ROW.replace("DM", "XX") + ROW, 3, "not-sorted"),
        (HEADER + ROW.replace("2023-01-05", "2023-02-29"), 2, "date"),
        (HEADER + ROW.replace("企业", "公司"), 2, "enum"),
        (HEADER + ROW.replace(",33,", ",47,"), 2, "industry"),
        (HEADER + ROW.replace("91441624DM", "91441624dm"), 2, "pattern"),
        (HEADER + ROW.replace("示例县甲厂", ""), 2, "empty-value"),
        (HEADER + ROW.replace("示例县甲厂", "厂" * 501), 2, "length"),
        (HEADER + ROW.replace("示例县甲厂", '"示例县甲厂"'), 2, "csv-quote"),
        (HEADER + ROW.replace(",C,", ",C,,"), 2, "csv-width"),
        (HEADER.replace("name", "title") + ROW, 1, "csv-header"),
        (HEADER + ROW.rstrip("\n"), 2, "csv-end"),
        (HEADER + ROW.replace("甲", "\u0001"), 2, "control-character"),
        ("\ufeff" + HEADER + ROW, 1, "bom"),
    ],
)
def test_a_snapshot_with_any_flaw_is_malformed(data: str, line: int, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        snapshots.parse_objects_snapshot(data.encode(), "s.csv")
    assert [(found.file, found.line, found.code) for found in caught.value.faults] == [("s.csv", line, code)]


def test_every_flaw_of_a_snapshot_is_told_with_its_column() -> None:
    bad = ROW.replace("企业", "公司").replace("存续", "开业")
    with pytest.raises(Malformed) as caught:
        snapshots.parse_objects_snapshot((HEADER + bad).encode(), "s.csv")
    assert [found.wrong.en.split(":")[0] for found in caught.value.faults] == ["kind", "status"]


Change = Callable[[str], str]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"ratio": "0.05"', '"ratio": 0.05', 1),
        lambda text: text.replace('"ratio": "0.05"', '"ratio": "0.0500000"', 1),
        lambda text: text.replace('"schema": 1', '"schema": 2'),
        lambda text: text.replace('"schema": 1', '"schema": "1"'),
        lambda text: text.replace('"version"', '"versjon"'),
        lambda text: text.replace('"effective": "20', '"effective": "19').replace("-01-01", "-13-01"),
        lambda text: text.replace('"column": "industry"', '"column": "name"', 1),
        lambda text: text.replace("LD-02", "ld-01"),
        lambda text: text + "\n",
        lambda _: "[]\n",
        lambda _: '"x"\n',
        lambda _: "{}\n",
        lambda _: "1\n",
    ],
)
def test_an_item_list_with_any_flaw_is_malformed(change: Change) -> None:
    text = snapshots.items_json(read_yaml((TEMPLATE / "items.yaml").read_bytes(), ItemList, "i")).decode()
    assert change(text) != text
    with pytest.raises(Malformed) as caught:
        snapshots.parse_items_json(change(text).encode(), "items.json")
    assert all(found.file == "items.json" for found in caught.value.faults)


def test_a_hostile_name_goes_through_a_snapshot_untouched() -> None:
    rows = make_objects("x", 5)
    data = snapshots.objects_snapshot(rows)
    assert b",<script>alert(1)</script>|{{ x }}," in data
    assert snapshots.parse_objects_snapshot(data, "s") == rows


def test_a_reserve_or_status_that_the_protocol_does_not_know_is_malformed() -> None:
    people = [Inspector("A", "甲", "d", (), "2024-01-01", "active", "")]
    good = snapshots.inspectors_snapshot(people).decode()
    for bad in (good.replace("active,", "active,no"), good.replace("active", "busy"), good.replace("d,,", "d,b;a,")):
        with pytest.raises(Malformed):
            snapshots.parse_inspectors_snapshot(bad.encode(), "s")
