"""A roster held against somebody else's register: is everybody there who should be? (应入尽入, article 6)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.errors import Malformed, Words
from publisher.rules.rosters import Reconciled, reconcile
from publisher.tables.imports import read_grids
from publisher.tables.registers import HEADINGS, Headings, Register, read_register
from publisher.tables.rosters import ACTIVE_STATUS
from publisher.workspace.repository import Workspace


@dataclass(frozen=True)
class Reconciliation:
    """The comparison, the names of everybody in it, how many the register has, and what a reader should know."""

    table: str
    found: Reconciled
    names: Mapping[str, str]
    read: int
    notices: Sequence[Words]


def reconcile_roster(
    workspace: Workspace, data: bytes, file: str, table: str, today: date, headings: tuple[str, str] = ("", "")
) -> Reconciliation:
    """The roster against an export (.xlsx or CSV). `table`: objects, inspectors, or empty: as its headings say.

    `headings`: what the export calls its ids and its states, where that isn't usual. Raises Malformed, Refused.
    """
    grids = read_grids(data, file)
    errors = []
    for name in [table] if table else HEADINGS:
        try:
            register = read_register(grids, workspace.package.table(name), _headings(name, headings), today)
        except Malformed as error:
            errors.append(error)
            if any(found.code != "no-header" for found in error.faults):
                break
        else:
            active, names = _living(workspace, name, today)
            found = reconcile(active, register.active)
            return Reconciliation(name, found, names | register.names, len(register.active), _notices(register))
    raise errors[-1].at(file)


def _headings(table: str, given: tuple[str, str]) -> Headings:
    usual, (key, status) = HEADINGS[table], given
    return usual._replace(id=(key,) if key else usual.id, status=(status,) if status else usual.status)


def _living(workspace: Workspace, table: str, today: date) -> tuple[dict[str, bool], dict[str, str]]:
    """Id → active and id → name of the roster as it is now; an inspector whose certificate ended is not active."""
    if table == "objects":
        firms = workspace.objects()
        return {f.object_id: f.status == ACTIVE_STATUS for f in firms}, {f.object_id: f.name for f in firms}
    people = workspace.inspectors()
    active = {p.inspector_id: p.status == "active" and date.fromisoformat(p.certificate_until) >= today for p in people}
    return active, {p.inspector_id: p.name for p in people}


def _notices(register: Register) -> list[Words]:
    read = Words(
        f"对方共{len(register.active)}个；用的列：{'、'.join(register.headings)}",
        f"the export has {len(register.active)}; columns used: {', '.join(register.headings)}",
    )
    notices = [read]
    if register.without_id:
        number = register.without_id
        notices.append(Words(f"{number}行没有编号，未核对", f"{number} rows without an id were not compared"))
    if register.unknown:
        listed = sorted(register.unknown)[:12]
        notices.append(
            Words(
                f"不认识的状态按存续处理：{'、'.join(listed)}", f"unknown states count as active: {', '.join(listed)}"
            )
        )
    return notices
