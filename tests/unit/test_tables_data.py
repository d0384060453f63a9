"""The tables and samples that the repository ships: they are valid, and the descriptor and the code say the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import frictionless
import pytest

from publisher.tables.calendars import CalendarYear
from publisher.tables.cells import RowType
from publisher.tables.codes import CodeLists
from publisher.tables.crossrefs import References, check_references
from publisher.tables.csv_tables import Sheet, read_rows, read_sheet
from publisher.tables.models import (
    Agency,
    Bureau,
    Industry,
    Inspector,
    ItemList,
    Matter,
    Order,
    PlanRow,
    Policy,
    RosterObject,
    Town,
)
from publisher.tables.rosters import KINDS, STATUSES, row_type_of
from publisher.tables.schema import Package, load_package
from publisher.tables.sectors import SECTION_OF, SECTIONS
from publisher.tables.snapshots import INSPECTORS_HEADER, OBJECTS_HEADER, PLAN_HEADER
from publisher.tables.yaml_files import Document, read_document, read_yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "publisher/demo/template/data"


def package() -> Package:
    return load_package((ROOT / "data/datapackage.yaml").read_bytes())


def plans() -> dict[tuple[int, str], Sheet[PlanRow]]:
    """The sample's plans by year and unit."""
    schema = package().table("plan")
    paths = sorted((TEMPLATE / "plans").glob("*/*.csv"))
    return {
        (int(path.parent.name), path.stem): read_sheet(path.read_bytes(), schema, path.name, PlanRow) for path in paths
    }


def orders() -> list[Document[Order]]:
    """The sample's orders."""
    return [read_document(path.read_bytes(), Order, path.name) for path in sorted(TEMPLATE.glob("orders/*.yaml"))]


def test_the_descriptor_is_a_valid_frictionless_data_package() -> None:
    import yaml

    descriptor = yaml.safe_load((ROOT / "data/datapackage.yaml").read_bytes())
    checked = frictionless.Package.from_descriptor(descriptor)
    assert [table.name for table in checked.resources] == [table.name for table in package().resources]
    for table in descriptor["resources"]:
        assert frictionless.Schema.from_descriptor(table["schema"]).field_names


@pytest.mark.parametrize(
    ("table", "model"),
    [
        ("agencies", Agency),
        ("matters", Matter),
        ("objects", RosterObject),
        ("inspectors", Inspector),
        ("plan", PlanRow),
        ("industries", Industry),
        ("towns", Town),
    ],
)
def test_descriptor_and_code_have_the_same_columns(table: str, model: type) -> None:
    assert package().table(table).header == row_type_of(model).header


@pytest.mark.parametrize(("table", "model"), [("objects", RosterObject), ("inspectors", Inspector), ("plan", PlanRow)])
def test_descriptor_and_code_allow_the_same_enumerated_values(table: str, model: type) -> None:
    row_type: RowType[object] = row_type_of(model)
    for field in package().table(table).fields:
        for value in field.constraints.enum or []:
            assert row_type.checks[field.name](value) is None, (field.name, value)
        if field.constraints.enum:
            assert row_type.checks[field.name]("no such value") is not None
        if field.constraints.required:
            assert row_type.checks[field.name]("") is not None, f"{field.name} is required in the descriptor"


def test_the_kinds_statuses_and_sections_of_the_descriptor_are_those_of_the_code() -> None:
    objects = package().table("objects")
    assert objects.field("kind").constraints.enum == list(KINDS)
    assert objects.field("status").constraints.enum == list(STATUSES)
    assert objects.field("section").constraints.enum == list(SECTIONS)


def test_snapshots_hold_exactly_the_public_columns() -> None:
    assert package().table("objects").public == OBJECTS_HEADER
    assert package().table("inspectors").public == INSPECTORS_HEADER
    assert package().table("plan").public == PLAN_HEADER


def test_the_sealed_table_lies_outside_git_and_shares_no_sealed_column_with_a_snapshot() -> None:
    sealed = package().table("objects-sealed")
    assert sealed.path == ""
    hidden = {field.name for field in sealed.fields if field.class_ == "sealed"}
    assert hidden == {"risk_market", "risk_hr", "flags", "headcount", "phone", "legal_rep"}
    assert not hidden & {*OBJECTS_HEADER, *INSPECTORS_HEADER, *PLAN_HEADER}


def test_the_industries_are_the_97_divisions_in_their_20_sections() -> None:
    rows = read_rows((ROOT / "data/industries.csv").read_bytes(), package().table("industries"), "i", Industry)
    assert {row.industry: row.section for row in rows} == SECTION_OF
    assert len(rows) == 97
    assert len({row.section_name for row in rows}) == 20
    names = {row.industry: row.name for row in rows}
    assert (names["47"], names["72"], names["83"], names["97"]) == ("房屋建筑业", "商务服务业", "教育", "国际组织")


def test_the_towns_are_the_seventeen_of_the_county() -> None:
    rows = read_rows((ROOT / "data/towns.csv").read_bytes(), package().table("towns"), "t", Town)
    assert [row.town for row in rows] == [f"441624{number}" for number in range(100, 117)]
    assert rows[0].name == "阳明镇"


def test_the_code_lists_are_those_of_the_provincial_platforms_with_two_of_this_bureau() -> None:
    codes = read_yaml((ROOT / "data/codes.yaml").read_bytes(), CodeLists, "data/codes.yaml")
    assert list(codes.result) == ["1", "A", "E", "F", "6", "7", "8", "9", "10", "11", "12", "B", "C", "5", "H1", "H2"]
    assert list(codes.method) == [str(number) for number in range(1, 7)]
    assert list(codes.disposition) == [str(number) for number in range(1, 10)]
    assert list(codes.non_random_reason) == ["COMPLAINT", "BIGDATA", "TRANSFER", "SUPERIOR"]
    assert codes.object_status == list(STATUSES)
    assert codes.result["H2"].publish == "count_only"
    assert [code for code in codes.result if codes.is_clean([code])] == ["1", "F"]


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_calendar_of_each_year_reads_and_names_its_paper(year: int) -> None:
    name = f"data/calendar/{year}.yaml"
    calendar = read_yaml((ROOT / name).read_bytes(), CalendarYear, name)
    assert calendar.year == year
    assert calendar.papers[0].startswith("http")
    assert calendar.off()
    back_at_work = {date(2020, 2, 3)}  # the Monday to which the notice of January 2020 put the end of the holiday
    assert all(day.weekday() >= 5 for day in calendar.worked() - back_at_work)
    assert not calendar.off() & calendar.worked()


@pytest.mark.parametrize("name", ["datapackage.yaml", "codes.yaml", "industries.csv", "towns.csv"])
def test_the_copy_that_a_new_repository_gets_is_the_one_that_is_tested_here(name: str) -> None:
    assert template(name) == (ROOT / "data" / name).read_bytes()


def template(name: str) -> bytes:
    return (TEMPLATE / name).read_bytes()


def test_the_sample_bureau_is_a_demo_with_its_own_clock() -> None:
    bureau = read_yaml(template("bureau.yaml"), Bureau, "bureau.yaml")
    assert bureau.demo
    assert bureau.now is not None
    assert bureau.domain.endswith(".example")
    assert bureau.origin == f"{bureau.domain}/shuangsuiji"
    assert bureau.key_name("draw") == f"{bureau.domain}/draw"


def test_every_sample_file_reads_and_all_their_references_hold() -> None:
    tables = package()
    items: Document[ItemList] = read_document(template("items.yaml"), ItemList, "items.yaml")
    policy: Document[Policy] = read_document(template("policy.yaml"), Policy, "policy.yaml")
    files = References(
        agencies=read_sheet(template("agencies.csv"), tables.table("agencies"), "agencies.csv", Agency),
        items=items,
        policy=policy,
        codes=read_document((ROOT / "data/codes.yaml").read_bytes(), CodeLists, "codes.yaml"),
        towns=read_sheet((ROOT / "data/towns.csv").read_bytes(), tables.table("towns"), "towns.csv", Town),
        industries=read_sheet(
            (ROOT / "data/industries.csv").read_bytes(), tables.table("industries"), "industries.csv", Industry
        ),
        plans=plans(),
        orders=orders(),
    )
    assert check_references(files) == []
    assert list(policy.value.strata) == ["whole", "by-industry", "by-record", "by-attention"]
    assert len(items.value.items) == 6


def test_no_plan_row_id_is_used_in_two_years() -> None:
    ids = [row.row for sheet in plans().values() for row in sheet.values]
    assert ids
    assert len(ids) == len(set(ids))


def test_the_policy_that_is_written_out_has_the_numbers_that_the_program_would_assume() -> None:
    policy = read_yaml(template("policy.yaml"), Policy, "policy.yaml")
    assert policy.numbers == type(policy.numbers)()
