"""Rosters, item lists, policies and plans into the log (articles 5, 6 and 14; protocol section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from publisher.ceremony import pending
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import propose
from publisher.draw.evidence import csv_text, parse_csv, sha256_hex
from publisher.draw.hashing import salted_hash
from publisher.errors import Fault, Refused, fault
from publisher.log.records import FileRecord, Roster
from publisher.log.trust import Role
from publisher.rules.rosters import INITIAL, Explained, RosterChange, compare, unexplained
from publisher.tables import snapshots
from publisher.tables.faults import capped
from publisher.workspace import Workspace
from publisher.workspace.repository import ITEMS, POLICY, plan_name
from publisher.workspace.rosters import (
    CHANGES_HEADER,
    REASONS_FILE,
    ROSTERS,
    drop_reasons,
    living_snapshot,
    logged_reasons,
    sealed_rows,
    snapshot_rows,
)

__all__ = ["ROSTERS", "approve_items", "approve_plan", "approve_policy", "seal_roster", "seal_rosters"]


class _Roster:
    """A living roster beside its newest logged snapshot."""

    def __init__(self, workspace: Workspace, table: str) -> None:
        self.workspace, self.table = workspace, table
        self.data = living_snapshot(workspace, table)
        self.last = workspace.history().roster(table)

    @property
    def unchanged(self) -> bool:
        """Whether the log holds it as it is."""
        return self.last is not None and self.last.record.sha256 == sha256_hex(self.data)

    @cached_property
    def changes(self) -> list[RosterChange]:
        """What is different from the newest logged snapshot; in the first one everybody is added."""
        return compare(sealed_rows(self.workspace, self.table) or {}, snapshot_rows(self.data))

    def proposed(self) -> dict[str, str]:
        """The reasons of a record that waits for this very snapshot: a step that is repeated changes nothing."""
        waiting = pending.load(self.workspace, f"roster-{self.table}")
        record = waiting.record if waiting else None
        if waiting is None or not isinstance(record, Roster) or record.sha256 != sha256_hex(self.data):
            return {}
        return _coded(waiting.files.get(f"snapshots/{record.changes}.csv", b""))

    def faults(self, reasons: Mapping[str, str]) -> list[Fault]:
        """What changed without a fitting reason code, with the codes that would fit (A08, C19)."""
        changed = {change.id for change in self.changes}
        given = (self.proposed() | dict(reasons)).items()
        return (
            unexplained(self.changes, [Explained(*line) for line in given if line[0] in changed]) if self.last else []
        )

    def change_list(self, reasons: Mapping[str, str]) -> bytes:
        """The reason-coded change list: id, added/removed/edited, reason; `initial` in the first snapshot."""
        effects = {change.id: change.effect for change in self.changes}
        given = self.proposed() | dict(reasons) if self.last else dict.fromkeys(effects, INITIAL)
        ids = sorted(effects, key=str.encode)
        return csv_text(CHANGES_HEADER, ([key, effects[key], given[key]] for key in ids)).encode()


def _coded(changes: bytes) -> dict[str, str]:
    return {row[0]: row[2] for row in parse_csv(changes, CHANGES_HEADER)}


def seal_roster(
    desk: Desk, table: str, reasons: Mapping[str, str] | None = None, *, again: bool = False
) -> Pending | None:
    """A roster record for the keeper to log; None where the roster hasn't changed since the last one.

    `again`: log it even so: it says that the roster was looked at and stands. `reasons`: id → reason code; each
    addition, removal and edit since the last snapshot needs one. Raises Refused with each that has none.

    The private columns lie in the office's own folder; the record holds only their salted hash.
    """
    roster = _Roster(desk.workspace, table)
    if roster.unchanged and not again:
        return None
    if faults := roster.faults(reasons or {}):
        raise Refused(*capped(faults))
    data, changes = roster.data, roster.change_list(reasons or {})
    private = desk.office.sealed_table(table)
    record = Roster(
        type="roster",
        time=desk.time,
        table=table,  # type: ignore[arg-type]
        sha256=sha256_hex(data),
        rows=data.count(b"\n") - 1,
        changes=sha256_hex(changes),
        sealed=salted_hash(desk.office.salt(f"roster-{table}-{sha256_hex(data)}"), private),
    )
    files = {f"snapshots/{record.sha256}.csv": data, f"snapshots/{record.changes}.csv": changes}
    return propose(desk, record, files, "draw")


def seal_rosters(
    desk: Desk, tables: Sequence[str], reasons: Mapping[str, str], *, source: str = REASONS_FILE, again: bool = False
) -> dict[str, Pending | None]:
    """Several rosters: all reasons are judged before anything is proposed, then the used lines leave staff's file.

    `source`: where the reasons stand, for messages. Raises Refused with every change without a reason, and with every
    reason without a change in any roster.
    """
    rosters = {table: _Roster(desk.workspace, table) for table in ROSTERS}
    faults = [found for table in tables for found in rosters[table].faults(reasons)]
    if faults := faults + _idle(rosters.values(), reasons):
        raise Refused(*capped(found.at(source) for found in faults))
    waiting = {table: seal_roster(desk, table, reasons, again=again) for table in tables}
    drop_reasons(desk.workspace, {change.id for table in tables for change in rosters[table].changes})
    return waiting


def _idle(rosters: Iterable[_Roster], reasons: Mapping[str, str]) -> list[Fault]:
    """Reasons for what didn't change in any roster; one that the newest change list holds already is no fault."""
    changed: set[str] = set()
    logged: dict[str, str] = {}
    for roster in rosters:
        changed |= {change.id for change in roster.changes}
        logged |= logged_reasons(roster.workspace, roster.last.record) if roster.last else {}
    idle = [line for line in reasons.items() if line[0] not in changed and logged.get(line[0]) != line[1]]
    return unexplained([], [Explained(*line) for line in idle])


def approve_items(desk: Desk, role: Role) -> Pending | None:
    """The item list as staff have it now, for both offices to sign (article 5). None where it is in force already."""
    items = desk.workspace.items
    return _approve(desk, role, "items", ITEMS, snapshots.items_json(items), items.version, items.effective)


def approve_policy(desk: Desk, role: Role) -> Pending | None:
    """The policy as staff have it now, with the code lists and notices it rests on, for both offices to sign."""
    workspace, policy = desk.workspace, desk.workspace.policy
    data = snapshots.policy_json(policy, workspace.codes, workspace.calendars)
    return _approve(desk, role, "policy", POLICY, data, policy.version, policy.effective)


def approve_plan(desk: Desk, role: Role, year: str, unit: str) -> Pending | None:
    """A unit's plan of a year, for both offices to sign (article 14)."""
    data = snapshots.plan_snapshot(desk.workspace.plan(year, unit))
    place = plan_name(year, unit)
    version = str(len([f for f in desk.workspace.history().files("plan") if f.record.file == _plan_file(place)]) + 1)
    return _approve(desk, role, "plan", place, data, f"{year}-{version}", f"{year}-01-01")


def _plan_file(place: str) -> str:
    return place.removeprefix("data/")


def _approve(
    desk: Desk, role: Role, kind: str, place: str, data: bytes, version: str, effective: str
) -> Pending | None:
    suffix = "csv" if kind == "plan" else "json"
    file = _plan_file(place) if kind == "plan" else f"{kind}.json"
    sha256 = sha256_hex(data)
    earlier = [item.record for item in desk.workspace.history().files(kind) if item.record.file == file]
    if earlier and earlier[-1].sha256 == sha256:
        return None
    if kind != "plan" and version in [record.version for record in earlier]:
        right = ("修改version和effective后再核准", "change version and effective, then approve")
        wrong = (f"版本{version}已核准，内容却不同", f"version {version} is approved, but its content differs")
        raise Refused(fault("version", *wrong, *right).at(place))
    record = FileRecord(
        type=kind,  # type: ignore[arg-type]
        time=desk.time,
        file=file,
        sha256=sha256,
        version=version,
        effective=effective,
    )
    return propose(desk, record, {f"snapshots/{sha256}.{suffix}": data}, role)
