"""The rosters over time as they lie in the repository: living tables, logged snapshots, and the reasons for changes.

Staff write why a row came, went or changed into data/roster-changes.csv; `roster seal` takes the lines into the log's
change list and out of that file (article 6).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from publisher.draw.evidence import parse_csv
from publisher.draw.identifiers import SHANGHAI, parse_date, parse_time
from publisher.errors import Fault, Refused, fault
from publisher.log.history import Logged
from publisher.log.records import Roster
from publisher.rules.rosters import Rows
from publisher.tables import snapshots
from publisher.tables.csv_tables import read_cells
from publisher.tables.imports import table_bytes
from publisher.workspace.repository import PENDING, Workspace

ROSTERS = ("agencies", "inspectors", "objects")
REASONS_FILE = "data/roster-changes.csv"
REASONS_TABLE = "roster-changes"
CHANGES_HEADER = ("id", "change", "reason")
LIVING = "living"
_PREFIX = re.compile("[0-9a-f]{4,64}")


def living_snapshot(workspace: Workspace, table: str) -> bytes:
    """A living roster's public columns in evidence form; names masked where the bureau says so. Raises as reading."""
    if table == "objects":
        return snapshots.objects_snapshot(workspace.objects())
    if table == "inspectors":
        masked = workspace.bureau.masks.inspector_name
        return snapshots.inspectors_snapshot(workspace.inspectors(), mask_names=masked)
    return snapshots.agencies_snapshot(workspace.agencies())


def snapshot_rows(data: bytes) -> dict[str, dict[str, str]]:
    """A snapshot's rows by id, each by column. Raises Malformed."""
    header = data.split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
    return {row[0]: dict(zip(header, row, strict=True)) for row in parse_csv(data, header)}


def rosters_logged(workspace: Workspace, table: str) -> list[Logged[Roster]]:
    """The table's roster records, oldest first."""
    return [item for item in workspace.history().of(Roster) if item.record.table == table]


def logged_snapshot(workspace: Workspace, record: Roster) -> bytes:
    """The snapshot that a record binds. Raises Refused where it isn't there: without it no change can be explained."""
    return _bound(workspace, record.sha256)


def logged_reasons(workspace: Workspace, record: Roster) -> dict[str, str]:
    """Id → reason code, of the change list that a record binds."""
    return {row[0]: row[2] for row in parse_csv(_bound(workspace, record.changes), CHANGES_HEADER)}


def _bound(workspace: Workspace, sha256: str) -> bytes:
    data = workspace.snapshot(sha256, "csv")
    if data is None:
        wrong = ("总账引用的快照不见了", "a snapshot that the log binds is gone")
        right = ("用git恢复这个文件", "restore the file with git")
        raise Refused(fault("missing-snapshot", *wrong, *right).at(f"data/snapshots/{sha256}.csv"))
    return data


def sealed_rows(workspace: Workspace, table: str) -> Rows | None:
    """The rows of the newest logged snapshot; None before the first."""
    logged = rosters_logged(workspace, table)
    return snapshot_rows(logged_snapshot(workspace, logged[-1].record)) if logged else None


def waiting_reasons(workspace: Workspace) -> dict[str, str]:
    """Id → reason code, as data/roster-changes.csv has it; empty where there is no such file. Raises Malformed."""
    return {row["id"]: row["reason"] for row in _waiting(workspace)}


def proposed_reasons(workspace: Workspace, table: str) -> dict[str, str]:
    """Id → reason code, of a roster record that is signed and waits for the keeper. Raises Malformed."""
    found: dict[str, str] = {}
    for name in workspace.files.names(f"{PENDING}/roster-{table}/files/snapshots"):
        data = workspace.need(name)
        if data.startswith(f"{','.join(CHANGES_HEADER)}\n".encode()):
            found |= {row[0]: row[2] for row in parse_csv(data, CHANGES_HEADER, name)}
    return found


def _waiting(workspace: Workspace) -> list[Mapping[str, str]]:
    data = workspace.files.read(REASONS_FILE)
    if data is None:
        return []
    return [row.cells for row in read_cells(data, workspace.package.table(REASONS_TABLE), REASONS_FILE)]


def add_reasons(workspace: Workspace, lines: Collection[Mapping[str, str]]) -> None:
    """Write lines (id, reason, document) into data/roster-changes.csv; a line on the same id is replaced."""
    fresh = {line["id"]: line for line in lines}
    _write(workspace, [line for line in _waiting(workspace) if line["id"] not in fresh] + list(fresh.values()))


def drop_reasons(workspace: Workspace, ids: Collection[str]) -> None:
    """Take lines out of data/roster-changes.csv: the log's change list holds them now. git remembers their papers."""
    lines = _waiting(workspace)
    if any(line["id"] in ids for line in lines):
        _write(workspace, [line for line in lines if line["id"] not in ids])


def _write(workspace: Workspace, lines: list[Mapping[str, str]]) -> None:
    ordered = sorted(lines, key=lambda line: line["id"].encode())
    workspace.files.write(REASONS_FILE, table_bytes(workspace.package.table(REASONS_TABLE), ordered))


class Version(NamedTuple):
    """A roster at some time: its place in the table's records (the living one: after all), its name, its rows."""

    place: int
    name: str
    rows: Rows


def day_of(logged: Logged[Roster]) -> date:
    """The day on which a roster was sealed, in Shanghai."""
    return parse_time(logged.record.time).astimezone(SHANGHAI).date()


def table_of(workspace: Workspace, wanted: str) -> str:
    """Which roster a snapshot's hash, or the start of it, belongs to; empty where it is no snapshot's."""
    if wanted == LIVING or not _PREFIX.fullmatch(wanted):
        return ""
    tables = {item.record.table for item in workspace.history().of(Roster) if item.record.sha256.startswith(wanted)}
    return tables.pop() if len(tables) == 1 else ""


def version(workspace: Workspace, table: str, wanted: str) -> Version:
    """The roster that `wanted` names: `living`, a day (the newest sealed by its end), or how a snapshot's hash begins.

    Raises Refused, with what there is, where nothing or more than one fits.
    """
    logged = rosters_logged(workspace, table)
    if wanted == LIVING:
        return Version(len(logged), LIVING, snapshot_rows(living_snapshot(workspace, table)))
    found = [number for number, item in enumerate(logged) if _fits(item, wanted)]
    if not found or (not _is_day(wanted) and len({logged[number].record.sha256 for number in found}) > 1):
        raise Refused(_no_version(table, wanted, logged))
    record = logged[found[-1]].record
    name = f"{day_of(logged[found[-1]])} {record.sha256[:12]}"
    return Version(found[-1], name, snapshot_rows(logged_snapshot(workspace, record)))


def _is_day(wanted: str) -> bool:
    try:
        parse_date(wanted)
    except ValueError:
        return False
    return True


def _fits(item: Logged[Roster], wanted: str) -> bool:
    if _is_day(wanted):
        return day_of(item) <= parse_date(wanted)
    return bool(_PREFIX.fullmatch(wanted)) and item.record.sha256.startswith(wanted)


def _no_version(table: str, wanted: str, logged: list[Logged[Roster]]) -> Fault:
    known = [f"{day_of(item)} {item.record.sha256[:12]}" for item in logged[-12:]] + [LIVING]
    zh, en = f"名录{table}没有这个快照：{wanted[:64]}", f"the roster of {table} has no such snapshot: {wanted[:64]}"
    right_zh = f"写日期、散列的开头或{LIVING}；有：{'、'.join(known)}"
    right_en = f"a day, the start of a hash, or {LIVING}; there are: {', '.join(known)}"
    return fault("snapshot", zh, en, right_zh, right_en)


def reasons_between(workspace: Workspace, table: str, old: Version, new: Version) -> dict[str, list[str]]:
    """Id → the reason codes given for it after `old` up to `new`, oldest first; a living roster's are in its file."""
    logged = rosters_logged(workspace, table)
    found: dict[str, list[str]] = {}
    for item in logged[old.place + 1 : new.place + 1]:
        for key, code in logged_reasons(workspace, item.record).items():
            found.setdefault(key, []).append(code)
    if new.name == LIVING:
        for key, code in waiting_reasons(workspace).items():
            found.setdefault(key, []).append(code)
    return found
