"""Changes after the draw: recusal, prevention, supplements, each with a fresh beacon (article 12, section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from publisher.beacons import sources
from publisher.ceremony.concluding import bound_file, seats_of
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import propose
from publisher.ceremony.sitting import check_now, committed
from publisher.draw import hashing
from publisher.draw.changes import PREVENTED, Removal, Standing, apply_change
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import time_text
from publisher.draw.parts import BeaconPart, parse_part
from publisher.draw.tables import ChangeRow, change_text, parse_frame, parse_panel, parse_teams
from publisher.errors import Refused, fault
from publisher.log import places
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Change, Changed, Commit, RemovalPart, SupplementPart
from publisher.log.rows import RowFile
from publisher.log.trust import Role
from publisher.workspace import Workspace

SUPPLEMENTED_CODES = frozenset({"6", "7", "9", "10", "11", "12"})


def _rows_before(records: DrawRecords, position: int) -> set[str]:
    """The objects with a result logged before a position."""
    return {item.record.object for item in records.rows if item.position < position}


def _replay(
    standing: Standing, workspace: Workspace, commit: Commit, change: Logged[Change], value: str, records: DrawRecords
) -> list[ChangeRow]:
    draw = commit.draw
    return apply_change(
        standing,
        frame=parse_frame(bound_file(workspace, draw, "frame.csv", commit)),
        panel=parse_panel(bound_file(workspace, draw, "panel.csv", commit)),
        seats=seats_of(commit),
        change_seed=hashing.change_seed(draw, change.hash, value),
        removals=[Removal(r.object, r.inspector, r.code, r.late) for r in change.record.removals],
        supplements=[item.object for item in change.record.supplements],
        settled=_rows_before(records, change.position),
    )


def standing(workspace: Workspace, records: DrawRecords) -> Standing:
    """The teams in force after all finished changes, recomputed from the outcome on."""
    assert records.commit is not None
    commit = records.commit.record
    state = Standing.after_draw(parse_teams(workspace.draw_file(commit.draw, "teams.csv") or b""))
    answers = {item.record.number: item.record.answer for item in records.changed}
    for change in records.changes:
        if change.record.number in answers:
            beacon = change.record.beacon
            value = sources.prove(beacon.source, beacon.round, answers[change.record.number]).value
            _replay(state, workspace, commit, change, value, records)
    return state


def expand(state: Standing, removals: Sequence[RemovalPart], settled: set[str]) -> list[RemovalPart]:
    """The removals by rank, then seat, with every team that a prevented inspector must leave. Raises Refused."""
    given = {(r.object, r.inspector): r for r in removals}
    prevented = {r.inspector: r for r in removals if r.code == PREVENTED}
    listed = []
    for object_id, team in state.teams.items():
        for inspector in team:
            part = given.pop((object_id, inspector), None)
            if part is None and inspector in prevented and object_id not in settled:
                part = prevented[inspector].model_copy(update={"object": object_id})
            if part is not None:
                listed.append(part)
    if given:
        nobody = "、".join(f"{object_id}/{inspector}" for object_id, inspector in given)
        right = ("核对检查组现有成员", "check who is in the team now")
        raise Refused(fault("no-member", f"不在检查组中：{nobody}", f"not in the team: {nobody}", *right))
    return listed


def open_change(
    desk: Desk,
    draw: str,
    *,
    removals: Sequence[RemovalPart],
    supplements: Sequence[str],
    source: str,
    at: datetime,
    role: Role,
    name: str = "",
) -> Pending:
    """A change: who leaves, what is supplemented, and the first round of `source` at or after `at` that decides."""
    records, _ = committed(desk, draw)
    if records.outcome is None:
        raise Refused(fault("not-drawn", "抽签尚未完成", "the draw isn't concluded", "先完成抽签", "conclude it first"))
    settled = records.settled
    state = standing(desk.workspace, records)
    for object_id in supplements:
        _check_supplement(desk, records, state, object_id)
    number = sources.round_at(source, at)
    time = sources.round_time(source, number)
    beacon = BeaconPart(source=source, round=number, time=time_text(time or at))
    record = Change(
        type="change",
        time=desk.time,
        draw=draw,
        number=len(records.changes) + 1,
        removals=expand(state, removals, settled),
        supplements=[SupplementPart(object=object_id) for object_id in supplements],
        beacon=beacon,
    )
    check_now(desk, record)
    return propose(desk, record, {}, role, name)


def _check_supplement(desk: Desk, records: DrawRecords, state: Standing, object_id: str) -> None:
    """Only an object whose logged result says closed, moved or unreachable can be supplemented, and once."""
    codes: list[str] = []
    for row in records.rows_of(object_id):
        data = desk.workspace.draw_file(records.draw, places.row_file(row.record.row))
        if data is not None:
            codes = parse_part(data, RowFile).result().codes
    done = {item.object for change in records.changes for item in change.record.supplements}
    if object_id not in state.used or object_id in done or not set(codes) & SUPPLEMENTED_CODES:
        right = ("先登记并封存代码为6、7、9至12的结果", "log a result with code 6, 7 or 9 to 12 first")
        zh, en = f"{object_id}不符合增补条件", f"{object_id} can't be supplemented"
        raise Refused(fault("supplement", zh, en, *right))


def finish_change(desk: Desk, draw: str, answer: dict[str, Any], role: Role) -> Pending:
    """What the change comes to, computed on this machine: the beacon's answer and `<nnnn>.csv`."""
    records, commit = committed(desk, draw)
    flight = records.in_flight
    if flight is None:
        right = ("先 draw change 提出变更", "open one with draw change first")
        raise Refused(fault("no-change", "没有进行中的变更", "no change is in flight", *right))
    beacon, number = flight.record.beacon, flight.record.number
    value = sources.prove(beacon.source, beacon.round, answer).value
    state = standing(desk.workspace, records)
    rows = _replay(state, desk.workspace, commit.record, flight, value, records)
    data, place = change_text(rows).encode(), places.change_file(number, "csv")
    record = Changed(
        type="changed",
        time=desk.time,
        draw=draw,
        number=number,
        change=flight.hash,
        answer=answer,
        files={place: sha256_hex(data)},
    )
    check_now(desk, record)
    return propose(desk, record, {f"draws/{draw}/{place}": data}, role)
