"""The made-up firms: valid, unlike one another, the same every time, and one of them hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.demo.firms import HOSTILE_NAME, make_inspectors, make_objects
from publisher.tables.csv_tables import read_sheet
from publisher.tables.models import Inspector, RosterObject
from publisher.tables.rosters import OBJECTS
from publisher.tables.schema import load_package
from publisher.tables.snapshots import inspectors_snapshot, objects_snapshot
from publisher.tables.uscc import is_valid

PACKAGE = load_package((Path(__file__).parents[2] / "data/datapackage.yaml").read_bytes())
SIX_HUNDRED = make_objects("示例", 600)


def test_six_hundred_firms_are_read_back_as_staff_files_without_fault_or_warning() -> None:
    sheet = read_sheet(objects_snapshot(SIX_HUNDRED), PACKAGE.table("objects"), "data/objects.csv", RosterObject)
    assert sheet.values == SIX_HUNDRED
    assert sheet.warnings == []


def test_codes_and_names_are_unique_and_every_code_is_valid() -> None:
    assert len({row.object_id for row in SIX_HUNDRED}) == 600
    assert len({row.name for row in SIX_HUNDRED}) == 600
    assert all(is_valid(row.object_id) for row in SIX_HUNDRED)


def test_no_code_is_one_that_a_registry_would_issue() -> None:
    assert {row.object_id[8:10] for row in SIX_HUNDRED} == {"DM"}
    assert {row.object_id[2:8] for row in SIX_HUNDRED} == {"441624"}


def test_the_prefix_of_a_code_fits_its_kind() -> None:
    prefixes = {row.kind: row.object_id[:2] for row in SIX_HUNDRED}
    assert prefixes["企业"] == "91"
    assert prefixes["个体工商户"] == "92"
    assert all(row.object_id[:2] == prefixes[row.kind] for row in SIX_HUNDRED)


def test_the_same_seed_gives_the_same_firms_and_another_seed_others() -> None:
    assert make_objects("示例", 600) == SIX_HUNDRED
    other = make_objects("另一", 600)
    assert not {row.object_id for row in other} & {row.object_id for row in SIX_HUNDRED}


def test_the_firms_of_a_seed_are_pinned_so_that_no_change_of_code_alters_the_demo_unseen() -> None:
    first = make_objects("示例", 3)
    assert [len(row.object_id) for row in first] == [18, 18, 18]
    assert [row.object_id for row in first] == ["91441624DM546EWQ56", "91441624DM9HT23H9U", "92441624DM24C5PG1W"]


def test_one_firm_is_named_to_attack_the_pages() -> None:
    assert HOSTILE_NAME == "<script>alert(1)</script>|{{ x }}"
    assert [row.name for row in SIX_HUNDRED].count(HOSTILE_NAME) == 1
    assert [row.name for row in make_objects("x", 1)] == [HOSTILE_NAME]


def test_all_other_names_belong_to_the_county_that_does_not_exist() -> None:
    assert all(row.name.startswith("示例县") for row in SIX_HUNDRED if row.name != HOSTILE_NAME)


def test_every_row_fulfils_the_checks_of_the_roster() -> None:
    for row in SIX_HUNDRED:
        cells = {column: getattr(row, column) for column in OBJECTS.header}
        assert list(OBJECTS.faults(cells)) == []


def test_the_shares_of_industries_follow_the_open_register() -> None:
    many = make_objects("shares", 5000)
    share = {section: sum(row.section == section for row in many) / 5000 for section in "CFLE"}
    assert share["C"] == pytest.approx(0.3112, abs=0.03)
    assert share["F"] == pytest.approx(0.1459, abs=0.03)
    assert share["L"] == pytest.approx(0.1171, abs=0.03)
    assert share["E"] == pytest.approx(0.1121, abs=0.03)
    assert len({row.town for row in many}) == 17


def test_no_firms_and_one_firm_can_be_made() -> None:
    assert make_objects("x", 0) == []
    assert len(make_objects("x", 1)) == 1


def test_twelve_officers_of_two_agencies_with_the_cases_that_a_panel_must_handle() -> None:
    people = make_inspectors("示例")
    assert [row.department for row in people].count("hrss-ldjc") == 8
    assert [row.department for row in people].count("market") == 4
    assert [row.inspector_id for row in people if row.status == "suspended"] == ["JC008"]
    assert [row.inspector_id for row in people if row.reserve] == ["SC003", "SC004"]
    assert [row.inspector_id for row in people if row.certificate_until < "2026-12-31"] == ["JC006"]
    assert len({row.name for row in people}) == 12
    assert make_inspectors("示例") == people


def test_the_officers_are_read_back_as_a_staff_file() -> None:
    people = make_inspectors("示例")
    data = inspectors_snapshot(people)
    assert read_sheet(data, PACKAGE.table("inspectors"), "data/inspectors.csv", Inspector).values == people
