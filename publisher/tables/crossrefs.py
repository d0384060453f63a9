"""References between staff files: who names a unit, an item, a row, a stratum must name one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.errors import Fault, fault
from publisher.tables.codes import CodeLists
from publisher.tables.conditions import ConditionOn
from publisher.tables.csv_lines import Row
from publisher.tables.csv_tables import Sheet
from publisher.tables.faults import capped
from publisher.tables.items import ItemList
from publisher.tables.orders import Order
from publisher.tables.policy import Policy
from publisher.tables.results import ResultFile
from publisher.tables.rosters import Agency, Industry, Inspector, Matter, PlanRow, RosterObject, Town
from publisher.tables.yaml_files import Document

PlanKey = tuple[int, str]


@dataclass(frozen=True)
class References:
    """The files whose references are checked; what is left out is neither checked nor referred to.

    `plans` by (year, unit), as in `plans/<year>/<unit>.csv`.
    """

    agencies: Sheet[Agency] | None = None
    matters: Sheet[Matter] | None = None
    items: Document[ItemList] | None = None
    policy: Document[Policy] | None = None
    codes: Document[CodeLists] | None = None
    towns: Sheet[Town] | None = None
    industries: Sheet[Industry] | None = None
    objects: Sheet[RosterObject] | None = None
    inspectors: Sheet[Inspector] | None = None
    plans: Mapping[PlanKey, Sheet[PlanRow]] = field(default_factory=dict)
    orders: Sequence[Document[Order]] = ()
    results: Sequence[Document[ResultFile]] = ()

    def known(self) -> Mapping[str, frozenset[str] | None]:
        """What may be referred to, by kind; None where the file isn't given."""
        codes = self.codes.value if self.codes else None
        agencies = self.agencies.values if self.agencies else None
        return {
            "agency": None if agencies is None else frozenset(row.agency for row in agencies),
            "unit": None if agencies is None else frozenset(row.agency for row in agencies if row.kind != "partner"),
            "item": frozenset(item.item for item in self.items.value.items) if self.items else None,
            "scheme": frozenset(self.policy.value.strata) if self.policy else None,
            "town": frozenset(row.town for row in self.towns.values) if self.towns else None,
            "industry": frozenset(row.industry for row in self.industries.values) if self.industries else None,
            "result": frozenset(codes.result) if codes else None,
            "method": frozenset(codes.method) if codes else None,
            "disposition": frozenset(codes.disposition) if codes else None,
        }


def check_references(files: References) -> list[Fault]:
    """Every reference to something unknown and every contradiction between files, at most 200 and then a count.

    An empty list: all is well. Articles 2, 5, 6, 9, 14; the rules' own checks (rules/) come after it.
    """
    return capped(_Checker(files).faults())


_TITLES = {
    "agency": ("单位", "agency", "agencies.csv"),
    "unit": ("本局或受委托单位", "unit of this bureau", "agencies.csv"),
    "item": ("抽查事项", "item", "items.yaml"),
    "scheme": ("分层方案", "stratification scheme", "policy.yaml"),
    "town": ("乡镇街道", "town", "towns.csv"),
    "industry": ("行业大类", "industry division", "industries.csv"),
    "result": ("检查结果代码", "result code", "codes.yaml"),
    "method": ("检查方式代码", "method code", "codes.yaml"),
    "disposition": ("处置代码", "disposition code", "codes.yaml"),
}


class _Checker:
    def __init__(self, files: References) -> None:
        self.files = files
        self.known = files.known()

    def faults(self) -> Iterator[Fault]:
        yield from self._items()
        yield from self._policy()
        yield from self._matters()
        yield from self._rosters()
        yield from self._plans()
        for order in self.files.orders:
            yield from self._order(order)
        for result in self.files.results:
            yield from self._result(result)

    def _unknown(self, kind: str, value: str) -> Fault | None:
        known = self.known[kind]
        if known is None or value in known:
            return None
        zh, en, file = _TITLES[kind]
        listed = ", ".join(sorted(known)[:12])
        wrong_zh, wrong_en = f"没有{zh}“{value}”", f"there is no {en} {value!r}"
        right_zh, right_en = f"在{file}中登记，或改为其中之一：{listed}", f"add it to {file}, or use one of: {listed}"
        return fault("unknown-reference", wrong_zh, wrong_en, right_zh, right_en)

    def _items(self) -> Iterator[Fault]:
        document = self.files.items
        if document is None:
            return
        for index, item in enumerate(document.value.items):
            at = ("items", index)
            yield from self._check(document, "unit", item.unit, *at, "unit")
            for number, method in enumerate(item.method):
                yield from self._check(document, "method", method, *at, "method", number)
            yield from self._conditions(document, item.scope, *at, "scope")

    def _policy(self) -> Iterator[Fault]:
        document = self.files.policy
        if document is None:
            return
        for scheme, rules in document.value.strata.items():
            for index, rule in enumerate(rules):
                yield from self._conditions(document, rule.where, "strata", scheme, index, "where")

    def _conditions(
        self, document: Document[Any], conditions: Iterable[ConditionOn[Any]], *at: str | int
    ) -> Iterator[Fault]:
        for index, condition in enumerate(conditions):
            if condition.column in ("town", "industry"):
                for number, value in enumerate(condition.in_):
                    yield from self._check(document, condition.column, value, *at, index, "in", number)

    def _check(self, document: Document[Any], kind: str, value: str, *at: str | int) -> Iterator[Fault]:
        found = self._unknown(kind, value)
        if found:
            yield found.at(document.name, *document.place(*at))

    def _check_cell(self, sheet: Sheet[Any], row: Row, column: str, kind: str, value: str) -> Iterator[Fault]:
        found = self._unknown(kind, value)
        if found:
            yield found.at(sheet.name, *row.place(column))

    def _matters(self) -> Iterator[Fault]:
        if self.files.matters:
            for value, row in self.files.matters.located():
                for item in value.items:
                    yield from self._check_cell(self.files.matters, row, "items", "item", item)

    def _rosters(self) -> Iterator[Fault]:
        if self.files.objects:
            for row in self.files.objects.rows:
                yield from self._check_cell(self.files.objects, row, "town", "town", row["town"])
                yield from self._check_cell(self.files.objects, row, "industry", "industry", row["industry"])
        if self.files.inspectors:
            for row in self.files.inspectors.rows:
                yield from self._check_cell(self.files.inspectors, row, "department", "agency", row["department"])

    def _plans(self) -> Iterator[Fault]:
        for (year, unit), sheet in self.files.plans.items():
            found = self._unknown("unit", unit)
            if found:
                yield found.at(sheet.name)
            for value, row in sheet.located():
                for item in value.items:
                    yield from self._check_cell(sheet, row, "items", "item", item)
                for column in ("from", "to"):
                    if not row[column].startswith(f"{year}-"):
                        zh, en = f"{row[column]}不在{year}年", f"{row[column]} is not in {year}"
                        wrong = fault("year", zh, en, "改正日期，或放到那一年的计划里", "correct it, or move the row")
                        yield wrong.at(sheet.name, *row.place(column))

    def _order(self, document: Document[Order]) -> Iterator[Fault]:
        order = document.value
        yield from self._check(document, "unit", order.unit, "unit")
        for index, item in enumerate(order.items):
            yield from self._check(document, "item", item, "items", index)
        for index, seat in enumerate(order.team):
            if seat.department != "*":
                yield from self._check(document, "agency", seat.department, "team", index, "department")
        yield from self._conditions(document, order.targeting, "targeting")
        yield from self._check(document, "scheme", order.strata, "strata")
        yield from self._quotas(document)
        yield from self._plan_use(document)

    def _quotas(self, document: Document[Order]) -> Iterator[Fault]:
        schemes = self.files.policy.value.strata if self.files.policy else {}
        scheme = schemes.get(document.value.strata)
        if scheme is None:
            return
        labels = [rule.stratum for rule in scheme]
        listed = ", ".join(labels)
        for stratum in document.value.quotas:
            if stratum not in labels:
                zh, en = f"分层方案里没有“{stratum}”", f"the scheme has no stratum {stratum!r}"
                wrong = fault("unknown-stratum", zh, en, f"可用：{listed}", f"one of: {listed}")
                yield wrong.at(document.name, *document.place("quotas", stratum, key=True))
        for label in labels:
            if label not in document.value.quotas:
                zh, en = f"分组“{label}”没有名额", f"stratum {label!r} has no quota"
                wrong = fault(
                    "missing-stratum", zh, en, '不抽的组写ratio: "0"', 'write ratio: "0" to draw none from it'
                )
                yield wrong.at(document.name, *document.place("quotas", key=True))

    def _plan_use(self, document: Document[Order]) -> Iterator[Fault]:
        order, use = document.value, document.value.plan
        if use is None or not self.files.plans:
            return
        sheet = self.files.plans.get((use.year, order.unit))
        row = next((row for row in sheet.values if row.row == use.row), None) if sheet else None
        if row is None:
            zh = f"{order.unit}的{use.year}年计划里没有第“{use.row}”行"
            en = f"the plan of {order.unit} for {use.year} has no row {use.row!r}"
            right = (
                "写计划里的行号，或写approval作计划外抽查",
                "name a row of the plan, or write approval instead of plan",
            )
            yield fault("unknown-reference", zh, en, *right).at(document.name, *document.place("plan", "row"))
            return
        for index, item in enumerate(order.items):
            if item not in row.items:
                yield _differs(item, ";".join(row.items)).at(document.name, *document.place("items", index))
        for name in ("kind", "method"):
            if getattr(order, name) != getattr(row, name):
                yield _differs(getattr(order, name), getattr(row, name)).at(document.name, *document.place(name))
        if int(use.occurrence) > row.frequency:
            yield _differs(use.occurrence, f"1-{row.frequency}").at(
                document.name, *document.place("plan", "occurrence")
            )

    def _result(self, document: Document[ResultFile]) -> Iterator[Fault]:
        result = document.value
        path = f"results/{result.draw}/{result.object}.yaml"
        if not document.name.endswith(path):
            zh, en = "文件名与抽查编号、单位不符", "the file's name doesn't fit its draw and object"
            yield fault("file-name", zh, en, f"改名为{path}", f"rename it {path}").at(document.name)
        for index, item in enumerate(result.items):
            yield from self._check(document, "item", item, "items", index)
        yield from self._check(document, "method", result.method, "method")
        for index, code in enumerate(result.codes):
            yield from self._check(document, "result", code, "codes", index)
        for index, code in enumerate(result.dispositions):
            yield from self._check(document, "disposition", code, "dispositions", index)


def _differs(found: str, planned: str) -> Fault:
    zh, en = f"“{found}”与所引的计划行不符", f"{found!r} is not what the plan's row says"
    return fault("differs-from-plan", zh, en, f"计划：{planned}", f"the plan says: {planned}")
