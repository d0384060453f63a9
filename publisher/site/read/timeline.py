"""The life of one draw on one line: what was fixed before the random value existed, the value, what came after."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from publisher.draw.identifiers import ABSENT, parse_time
from publisher.draw.parts import BeaconPart
from publisher.draw.seed import SeedText
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Record, Roster, SealedRow, Void
from publisher.site.read.drawn import DrawnObject, re_checks
from publisher.site.read.ledger import CheckpointView, Ledger
from publisher.site.read.words import GROUNDS, VOIDS, beacon_said

ROSTERS = {"objects": "单位名录", "inspectors": "检查人员名录", "agencies": "检查机构名录"}
Phase = Literal["before", "random", "after"]


@dataclass(frozen=True)
class Event:
    """One point of the line. `hash` and `position`: of its record in the log ("" and -1 where it is none).

    `signers`: who stands under the record in the log, in words; a name here is not yet a verified signature.
    """

    phase: Phase
    time: datetime | None
    title: str
    detail: str = ""
    hash: str = ""
    position: int = -1
    signers: tuple[str, ...] = ()
    checkpoint: CheckpointView | None = None
    value: str = ""
    pending: bool = False


def read_timeline(
    records: DrawRecords, ledger: Ledger, seed: SeedText | None, drawn: tuple[DrawnObject, ...]
) -> tuple[Event, ...]:
    """All events of a draw that has a commit, in order."""
    events = [*_before(records, ledger), *_random(records, seed), *_after(records, drawn)]
    return tuple(replace(event, signers=tuple(map(ledger.title, event.signers))) for event in events)


def _event(phase: Phase, logged: Logged[Record], title: str, detail: str = "") -> Event:
    note = logged.entry.note
    names = tuple(signature.name for signature in note.signatures) if note else ()
    return Event(phase, parse_time(logged.record.time), title, detail, logged.hash, logged.position, names)


def _before(records: DrawRecords, ledger: Ledger) -> list[Event]:
    """What was fixed, in the order of the log; who witnessed it stands right after the close that they saw."""
    sealed = _sealed(records, ledger)
    closes = [at for at, event in enumerate(sealed, 1) if records.close and event.position == records.close.position]
    at = closes[0] if closes else len(sealed)
    return [*sealed[:at], *_witnessed(records, ledger), *sealed[at:]]


def _sealed(records: DrawRecords, ledger: Ledger) -> list[Event]:
    """Commit, reveals, close, and a void that came in time, in the order of the log."""
    events = _grounds(records, ledger)
    for commit in records.commits:
        files = len(commit.record.files)
        parties = len(commit.record.parties)
        events.append(_event("before", commit, "抽签前封存", f"登记了{files}个文件的哈希和{parties}个参与方的密封承诺"))
    for reveal in records.reveals:
        events.append(_event("before", reveal, "拆封", f"{ledger.title(reveal.record.party)}公开了自己的秘密值"))
    for close in records.closes:
        absent = [ledger.title(party) for party, value in close.record.reveals.items() if value == ABSENT]
        detail = f"未到场：{'、'.join(absent)}" if absent else "各参与方都已拆封，此后再没有任何秘密"
        events.append(_event("before", close, "封签", detail))
    if records.void and not _came_late(records, records.void):
        events.append(_voided("before", records.void))
    return sorted(events, key=lambda event: event.position)


def _came_late(records: DrawRecords, void: Logged[Void]) -> bool:
    """Whether a draw was voided when its random value was due already."""
    beacons = records.commit.record.beacons if records.commit else []
    return any(parse_time(part.time) <= parse_time(void.record.time) for part in beacons)


def _voided(phase: Phase, void: Logged[Void]) -> Event:
    return _event(phase, void, "作废", VOIDS.get(void.record.code, ""))


def _grounds(records: DrawRecords, ledger: Ledger) -> list[Event]:
    """What the draw stands on, logged before it: the plan's row, the rosters that its commit binds."""
    if not records.commit:
        return []
    commit, history = records.commit.record, ledger.history
    events = []
    for plan in history.files("plan"):
        if plan.record.sha256 == commit.plan.file:
            detail = f"本次是第 {commit.plan.row} 行的第 {commit.plan.occurrence} 次"
            events.append(_event("before", plan, "年度计划登记", detail))
    for roster in history.of(Roster):
        if f"snapshots/{roster.record.sha256}.csv" in commit.files and roster.position < records.commit.position:
            events.append(_event("before", roster, f"{ROSTERS[roster.record.table]}封存", f"{roster.record.rows} 行"))
    return list({event.title: event for event in events}.values())  # the newest of each, where one was sealed again


def _witnessed(records: DrawRecords, ledger: Ledger) -> list[Event]:
    """The first checkpoint with the close that witnesses cosigned: their times prove that all this came before."""
    if not records.close:
        return []
    point = ledger.first_cosigned(records.close.position)
    if point is None:
        title, detail = "等待见证", "含封签的总账指纹还没有足够的见证人签名"
        return [Event("before", None, title, detail, pending=True)]
    names = "；".join(f"{c.title}（{'局外' if c.outside else '局内'}）" for c in point.cosignatures)
    return [Event("before", point.cosignatures[-1].time, "见证人签名", names, checkpoint=point)]


def _random(records: DrawRecords, seed: SeedText | None) -> list[Event]:
    """The random values, and the record of a throw in public, by time."""
    if not records.commit:
        return []
    values = {(beacon.source, beacon.round): beacon.value for beacon in seed.beacons} if seed else {}
    waiting = "原定使用的公共随机数，已作废" if records.void else "将由这个公共随机数决定"
    parts = records.commit.record.beacons
    events = [_beacon(part, values.get((part.source, part.round), ""), waiting) for part in parts]
    for ceremony in records.ceremonies:
        events.append(_event("random", ceremony, "现场公开摇号", f"摇得 {ceremony.record.value}"))
    return sorted(events, key=lambda event: event.time or datetime.max.replace(tzinfo=UTC))


def _beacon(part: BeaconPart, value: str, waiting: str) -> Event:
    title = "公共随机数产生" if value else waiting
    said = beacon_said(part.source, part.round)
    return Event("random", parse_time(part.time), title, said, value=value, pending=not value)


def _after(records: DrawRecords, drawn: tuple[DrawnObject, ...]) -> list[Event]:
    events = []
    for outcome in records.outcomes:
        events.append(
            _event("after", outcome, "抽签结果", f"抽中{sum(1 for one in drawn if one.rank)}户，排定检查人员")
        )
    for change in records.changes:
        record = change.record
        asked = f"更换{len(record.removals)}人次" if record.removals else f"增补{len(record.supplements)}户"
        if record.removals and record.supplements:
            asked += f"、增补{len(record.supplements)}户"
        events.append(_event("after", change, f"第{record.number}次更换：提出", f"{asked}，由新的公共随机数决定"))
    for changed in records.changed:
        events.append(_event("after", changed, f"第{changed.record.number}次更换：完成"))
    if records.void and _came_late(records, records.void):
        events.append(_voided("after", records.void))
    events += [*_results(records, re_checks(drawn)), *_aside(records)]
    return sorted(events, key=lambda event: event.position)


def _results(records: DrawRecords, again: Container[str]) -> list[Event]:
    """Results by the batch in which they were logged, re-checks (`again`), corrections and withdrawals one by one."""
    batches: dict[str, list[Logged[SealedRow]]] = {}
    events = []
    for row in records.rows:
        if row.record.type == "correction":
            title = "公示复查结果" if row.record.row in again else "检查结果更正"
            events.append(_event("after", row, title, "原来的一行仍在总账里"))
        else:
            batches.setdefault(row.record.time, []).append(row)
    for rows in batches.values():
        last = f"至第 {rows[-1].position} 条" if len(rows) > 1 else ""
        events.append(_event("after", rows[0], "检查结果公示", f"{len(rows)} 户，总账第 {rows[0].position} 条{last}"))
    for withdrawn in records.withdrawals:
        events.append(_event("after", withdrawn, "停止公示一条结果", GROUNDS.get(withdrawn.record.ground, "")))
    return events


def _aside(records: DrawRecords) -> list[Event]:
    """What others said of the draw: the outside auditor."""
    return [
        _event("after", audit, "外部审计人的意见", f"核对 {audit.record.checked} 户，不符 {audit.record.errors} 户")
        for audit in records.audits
        if records.outcome and audit.position > records.outcome.position
    ]
