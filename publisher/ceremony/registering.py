"""Rosters, item lists, policies and plans into the log (articles 5, 6 and 14; protocol section 3)."""

from __future__ import annotations

from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import propose
from publisher.draw.evidence import csv_text, parse_csv, sha256_hex
from publisher.draw.hashing import salted_hash
from publisher.errors import Refused, fault
from publisher.log.records import FileRecord, Roster
from publisher.log.trust import Role
from publisher.tables import snapshots
from publisher.workspace import Workspace
from publisher.workspace.repository import ITEMS, POLICY, plan_name

CHANGES_HEADER = ("id", "change", "reason")
ROSTERS = ("agencies", "inspectors", "objects")


def roster_snapshot(workspace: Workspace, table: str) -> bytes:
    """A living roster's public columns in evidence form."""
    if table == "objects":
        return snapshots.objects_snapshot(workspace.objects())
    if table == "inspectors":
        return snapshots.inspectors_snapshot(workspace.inspectors())
    return snapshots.agencies_snapshot(workspace.agencies())


def _rows(data: bytes) -> dict[str, list[str]]:
    header = data.split(b"\n", 1)[0].decode().split(",")
    return {row[0]: row for row in parse_csv(data, header)}


def roster_changes(old: bytes | None, new: bytes, reasons: dict[str, str]) -> bytes:
    """The reason-coded change list between two snapshots: id, added/removed/edited, reason (empty: none given)."""
    before, after = _rows(old) if old else {}, _rows(new)
    changes = []
    for key in sorted({*before, *after}, key=str.encode):
        if before.get(key) != after.get(key):
            kind = "added" if key not in before else "removed" if key not in after else "edited"
            changes.append([key, kind, reasons.get(key, "initial" if old is None else "")])
    return csv_text(CHANGES_HEADER, changes).encode()


def seal_roster(
    desk: Desk, table: str, reasons: dict[str, str] | None = None, *, again: bool = False
) -> Pending | None:
    """A roster record for the keeper to log; None where the roster hasn't changed since the last one.

    `again`: log it even so: it says that the roster was looked at and stands. `reasons`: id → why it changed.

    The private columns lie in the office's own folder; the record holds only their salted hash.
    """
    data = roster_snapshot(desk.workspace, table)
    last = desk.workspace.history().roster(table)
    if last and last.record.sha256 == sha256_hex(data) and not again:
        return None
    changes = roster_changes(desk.workspace.snapshot(last.record.sha256, "csv") if last else None, data, reasons or {})
    private = desk.office.files.read(f"sealed/{table}.csv") or b""
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


def approve_items(desk: Desk, role: Role) -> Pending | None:
    """The item list as staff have it now, for both offices to sign (article 5). None where it is in force already."""
    items = desk.workspace.items
    return _approve(desk, role, "items", ITEMS, snapshots.items_json(items), items.version, items.effective)


def approve_policy(desk: Desk, role: Role) -> Pending | None:
    """The policy as staff have it now, for both offices to sign."""
    policy = desk.workspace.policy
    return _approve(desk, role, "policy", POLICY, snapshots.policy_json(policy), policy.version, policy.effective)


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
