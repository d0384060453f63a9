"""The rows of the CSV tables: agencies, matters, rosters, plans, industries, towns (articles 2, 5, 6, 14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from publisher.errors import Fault, fault
from publisher.tables import cells as check
from publisher.tables.cells import Cells, RowType
from publisher.tables.sectors import SECTION_OF, SECTIONS
from publisher.tables.uscc import CODE, is_valid

T = TypeVar("T")
KINDS = ("企业", "个体工商户", "农民专业合作社", "民办非企业单位", "事业单位", "社会团体")
STATUSES = ("存续", "停业", "清算", "注销", "吊销", "撤销", "迁出", "失联")
ACTIVE_STATUS = "存续"


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit of the bureau, a body with its 委托书 (`delegation`), or a partner agency (article 2)."""

    agency: str
    name: str
    kind: Literal["own", "delegated", "partner"]
    delegation: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the bureau's enforcement list (权责清单), and the items that inspect it (coverage, article 5)."""

    matter: str
    name: str
    basis: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterObject:
    """A firm or other employer, public columns only. `listed_on`: the day it came onto the roster (article 6)."""

    object_id: str
    name: str
    kind: str
    section: str
    industry: str
    town: str
    status: str
    listed_on: str


@dataclass(frozen=True, slots=True)
class Inspector:
    """A certified officer; `certificate_until` is the last day it is valid; `reserve`: `yes` or empty (article 6)."""

    inspector_id: str
    name: str
    department: str
    skills: tuple[str, ...]
    certificate_until: str
    status: Literal["active", "suspended", "transferred"]
    reserve: Literal["", "yes"]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a unit's yearly plan: what, how many, how often, when (article 14). `frequency`: draws in the year."""

    row: str
    items: tuple[str, ...]
    title: str
    kind: Literal["undirected", "directed"]
    scope_text: str
    ratio: str
    frequency: int
    method: Literal["daily", "special", "paper"]
    joint: Literal["", "yes"]
    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class Industry:
    """A division of GB/T 4754-2017 and its section."""

    section: str
    section_name: str
    industry: str
    name: str


@dataclass(frozen=True, slots=True)
class Town:
    """A township by its nine-digit code."""

    town: str
    name: str


def _split(value: str) -> tuple[str, ...]:
    return tuple(value.split(";")) if value else ()


def _delegation(cells: Cells) -> Iterator[tuple[str, Fault]]:
    if cells["kind"] == "delegated" and not cells["delegation"]:
        zh, en = "受委托单位没有写委托书", "a delegated unit without its delegation"
        yield "delegation", fault("delegation", zh, en, "写委托书的文号", "write the document's number")


def _section(cells: Cells) -> Iterator[tuple[str, Fault]]:
    section = SECTION_OF.get(cells["industry"])
    if section and cells["section"] in SECTIONS and section != cells["section"]:
        zh = f"行业大类{cells['industry']}属于门类{section}，不属于{cells['section']}"
        en = f"division {cells['industry']} belongs to section {section}, not {cells['section']}"
        yield "industry", fault("industry", zh, en, "改正门类或大类", "correct the section or the division")


def _check_character(cells: Cells) -> Iterator[tuple[str, Fault]]:
    if not is_valid(cells["object_id"]):
        zh, en = "统一社会信用代码的校验位不符", "the code's check character does not fit (GB 32100)"
        right = "对照营业执照；确实如此的可保留", "compare it with the licence; keep it if it is really so"
        yield "object_id", fault("check-character", zh, en, *right)


def _period(cells: Cells) -> Iterator[tuple[str, Fault]]:
    dates = cells["from"], cells["to"]
    if not any(map(check.date, dates)) and dates[0] > dates[1]:
        zh, en = "结束日期早于开始日期", "it ends before it begins"
        yield "to", fault("period", zh, en, f"不早于{dates[0]}", f"{dates[0]} or later")


_code = check.matching(
    CODE.pattern, "18位统一社会信用代码（大写）或15位注册号", "18 upper-case characters or 15 digits"
)
_division = check.matching("0[1-9]|[1-8][0-9]|9[0-7]", "行业大类两位数字01至97", "a division of two digits, 01 to 97")
_town = check.matching("[0-9]{9}", "9位乡镇街道代码", "a town code of 9 digits")
_frequency = check.matching(
    "[1-9]|1[0-2]", "整数1至12，必填（第十四条）", "a whole number from 1 to 12, required (article 14)"
)


def _some_items(value: str) -> Fault | None:
    return check.tokens(value) if value else check.text(value)


AGENCIES = RowType(
    checks={
        "agency": check.identifier,
        "name": check.text,
        "kind": check.one_of("own", "delegated", "partner"),
        "delegation": check.optional_text,
    },
    make=lambda cells: Agency(**cells),  # type: ignore[arg-type]
    relations=_delegation,
)
MATTERS = RowType(
    checks={"matter": check.identifier, "name": check.text, "basis": check.text, "items": check.tokens},
    make=lambda cells: Matter(**{**cells, "items": _split(cells["items"])}),  # type: ignore[arg-type]
)
OBJECTS = RowType(
    checks={
        "object_id": _code,
        "name": check.text,
        "kind": check.one_of(*KINDS),
        "section": check.one_of(*SECTIONS),
        "industry": _division,
        "town": _town,
        "status": check.one_of(*STATUSES),
        "listed_on": check.date,
    },
    make=lambda cells: RosterObject(**cells),
    relations=_section,
    doubts=_check_character,
)
INSPECTORS = RowType(
    checks={
        "inspector_id": check.identifier,
        "name": check.text,
        "department": check.identifier,
        "skills": check.tokens,
        "certificate_until": check.date,
        "status": check.one_of("active", "suspended", "transferred"),
        "reserve": check.one_of("", "yes"),
    },
    make=lambda cells: Inspector(**{**cells, "skills": _split(cells["skills"])}),  # type: ignore[arg-type]
)
PLAN = RowType(
    checks={
        "row": check.identifier,
        "items": _some_items,
        "title": check.text,
        "kind": check.one_of("undirected", "directed"),
        "scope_text": check.text,
        "ratio": check.ratio,
        "frequency": _frequency,
        "method": check.one_of("daily", "special", "paper"),
        "joint": check.one_of("", "yes"),
        "from": check.date,
        "to": check.date,
    },
    make=lambda cells: _plan_row(cells),
    relations=_period,
)
INDUSTRIES = RowType(
    checks={
        "section": check.one_of(*SECTIONS),
        "section_name": check.text,
        "industry": _division,
        "name": check.text,
    },
    make=lambda cells: Industry(**cells),
    relations=_section,
)
TOWNS = RowType(checks={"town": _town, "name": check.text}, make=lambda cells: Town(**cells))


def _plan_row(cells: Cells) -> PlanRow:
    fields = {column: value for column, value in cells.items() if column != "from"}
    return PlanRow(
        **{**fields, "items": _split(cells["items"]), "frequency": int(cells["frequency"])},  # type: ignore[arg-type]
        from_=cells["from"],
    )


_ROW_TYPES: dict[type, RowType[Any]] = {
    Agency: AGENCIES,
    Matter: MATTERS,
    RosterObject: OBJECTS,
    Inspector: INSPECTORS,
    PlanRow: PLAN,
    Industry: INDUSTRIES,
    Town: TOWNS,
}


def row_type_of(model: type[T]) -> RowType[T]:
    """How rows of `model` are checked and made. Raises KeyError for what isn't a row of a table."""
    return _ROW_TYPES[model]
