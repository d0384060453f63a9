"""Living tables in evidence form: what a draw binds by hash, and how a stranger reads it back (protocol sections 2, 4).

Only public columns are here; a test holds the headers to the descriptor's classes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError

from publisher.draw.evidence import check_sorted, csv_text, json_text, parse_csv, parse_json
from publisher.errors import Fault, Words
from publisher.tables.calendars import CalendarYear
from publisher.tables.cells import RowType
from publisher.tables.codes import CodeLists
from publisher.tables.faults import Faults, too_big
from publisher.tables.fields import Staff
from publisher.tables.items import ItemList
from publisher.tables.policy import Policy, PolicyEvidence, policy_evidence
from publisher.tables.rosters import AGENCIES, INSPECTORS, OBJECTS, PLAN, Agency, Inspector, PlanRow, RosterObject
from publisher.tables.text import MAX_BYTES
from publisher.tables.yaml_files import MAX_YAML_BYTES
from publisher.tables.yaml_words import located_faults

T = TypeVar("T")
S = TypeVar("S", bound=Staff)

AGENCIES_HEADER = AGENCIES.header
OBJECTS_HEADER = OBJECTS.header
INSPECTORS_HEADER = INSPECTORS.header
PLAN_HEADER = PLAN.header


def objects_snapshot(rows: Iterable[RosterObject]) -> bytes:
    """The objects' public columns as evidence CSV, by bytes of object_id."""
    return _csv(OBJECTS_HEADER, ([getattr(row, column) for column in OBJECTS_HEADER] for row in rows))


def inspectors_snapshot(rows: Iterable[Inspector], *, mask_names: bool = False) -> bytes:
    """The inspectors' public columns as evidence CSV, by bytes of inspector_id; skills joined by `;`.

    `mask_names` writes `*` for the name, where the bureau has chosen so (bureau.yaml, masks).
    """
    return _csv(
        INSPECTORS_HEADER,
        (
            [
                row.inspector_id,
                "*" if mask_names else row.name,
                row.department,
                ";".join(row.skills),
                row.certificate_until,
                row.status,
                row.reserve,
            ]
            for row in rows
        ),
    )


def agencies_snapshot(rows: Iterable[Agency]) -> bytes:
    """agencies.csv as evidence CSV, by bytes of agency."""
    return _csv(AGENCIES.header, ([row.agency, row.name, row.kind, row.delegation] for row in rows))


def plan_snapshot(rows: Iterable[PlanRow]) -> bytes:
    """A unit's plan as evidence CSV, by bytes of row id."""
    return _csv(
        PLAN_HEADER,
        (
            [
                row.row,
                ";".join(row.items),
                row.title,
                row.kind,
                row.scope_text,
                row.ratio,
                str(row.frequency),
                row.method,
                row.joint,
                row.from_,
                row.to,
            ]
            for row in rows
        ),
    )


def items_json(items: ItemList) -> bytes:
    """items.yaml as evidence JSON."""
    return json_text(items.evidence()).encode()


def policy_json(policy: Policy, codes: CodeLists, calendars: Iterable[CalendarYear]) -> bytes:
    """policy.yaml as evidence JSON, with the meanings of the result codes and the notices of the years."""
    return json_text(policy_evidence(policy, codes.result, calendars).evidence()).encode()


def parse_objects_snapshot(data: bytes, name: str) -> list[RosterObject]:
    """The rows of an objects snapshot. Raises Malformed with all faults of its cells, Refused when it is too long."""
    return _parse_csv(data, OBJECTS, name)


def parse_inspectors_snapshot(data: bytes, name: str) -> list[Inspector]:
    """The rows of an inspectors snapshot; raises as `parse_objects_snapshot` does."""
    return _parse_csv(data, INSPECTORS, name)


def parse_agencies_snapshot(data: bytes, name: str) -> list[Agency]:
    """The rows of an agencies snapshot; raises as `parse_objects_snapshot` does."""
    return _parse_csv(data, AGENCIES, name)


def parse_plan_snapshot(data: bytes, name: str) -> list[PlanRow]:
    """The rows of a plan snapshot; raises as `parse_objects_snapshot` does."""
    return _parse_csv(data, PLAN, name)


def parse_items_json(data: bytes, name: str) -> ItemList:
    """The item list that `items_json` wrote. Raises Malformed, Refused."""
    return _parse_json(data, ItemList, name)


def parse_policy_json(data: bytes, name: str) -> PolicyEvidence:
    """The policy that `policy_json` wrote. Raises Malformed, Refused."""
    return _parse_json(data, PolicyEvidence, name)


def _csv(header: tuple[str, ...], rows: Iterable[list[str]]) -> bytes:
    return csv_text(header, sorted(rows, key=lambda row: row[0].encode())).encode()


def _parse_csv(data: bytes, row_type: RowType[T], name: str) -> list[T]:
    _check_size(data, MAX_BYTES * 16, name)  # a province's three million objects are 300 MB
    rows = parse_csv(data, row_type.header, name)
    check_sorted([row[0] for row in rows], name)
    faults = Faults(name)
    values: list[T] = []
    for line, row in enumerate(rows, 2):
        cells = row_type.cells(row)
        found = list(row_type.faults(cells))
        for column, wrong in found:
            faults.add(_named(wrong, column), line)
        if not found:
            values.append(row_type.make(cells))
    faults.settle()
    return values


def _parse_json(data: bytes, model: type[S], name: str) -> S:
    _check_size(data, MAX_YAML_BYTES, name)
    value = parse_json(data, name)
    try:
        return model.model_validate(value, by_alias=True, by_name=False)
    except ValidationError as error:
        faults = Faults(name)
        for found in located_faults(error, model, None):
            faults.add(_named(found.fault, "/".join(map(str, found.loc))))
        faults.settle()
        raise AssertionError("unreachable: a validation error has a fault") from None


def _check_size(data: bytes, limit: int, name: str) -> None:
    if len(data) > limit:
        raise too_big(name, len(data), limit)


def _named(found: Fault, where: str) -> Fault:
    # evidence has no columns to speak of: the member or column is named instead
    return replace(found, wrong=Words(f"{where}：{found.wrong.zh}", f"{where}: {found.wrong.en}")) if where else found
