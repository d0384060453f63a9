"""What a draw waits for, step by step: who, until when, and what happens otherwise (protocol sections 4, 5, 8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from publisher.draw.identifiers import VACANT, end_of, parse_date, parse_time
from publisher.errors import Words
from publisher.log.history import Logged
from publisher.log.records import Change, Commit
from publisher.rules.draw_files import DrawFile
from publisher.rules.duties import Duty
from publisher.rules.missing import LATEST_RESULT, owed_results

MARGIN = timedelta(seconds=60)
SILENCE = timedelta(days=7)
CHANGED_WITHIN = timedelta(days=3)
CEREMONY = "ceremony"
VOIDED = Words("作废（unwitnessed），重新组织", "it is void (unwitnessed) and starts again")
LATE_C17 = Words("逾期即C17不通过，并计入问责", "C17 fails, and it is told under accountability")


@dataclass(frozen=True, kw_only=True)
class DrawState:
    """A committed draw as it stands.

    `closed_at`: when a quorum first had its close before it; `changed_at`: the same of the change in flight;
    `needs_audit`: its frame rests on facts that aren't public; `key_published`: its frame key is.
    """

    file: DrawFile
    now: datetime
    closed_at: datetime | None = None
    changed_at: datetime | None = None
    needs_audit: bool = False
    key_published: bool = False


def draw_duties(state: DrawState) -> list[Duty]:
    """Everything that this draw waits for."""
    records = state.file.records
    assert records.commit is not None
    commit = records.commit
    found = list(_opening(state, commit))
    if records.void is not None:
        return found
    if records.outcome is None:
        return [*found, *_sitting(state, commit)]
    return [*found, *_change(state), *_vacant(state), *_visits(state, commit)]


def _times(commit: Logged[Commit]) -> tuple[datetime, datetime]:
    times = [parse_time(beacon.time) for beacon in commit.record.beacons]
    return min(times), max(times)


def _sitting(state: DrawState, commit: Logged[Commit]) -> Iterator[Duty]:
    """Reveals, the close, its witnesses, the ceremony, the outcome."""
    draw, (earliest, latest) = state.file.draw, _times(commit)
    last = earliest - MARGIN
    if state.file.records.close is None:
        if state.now > last:
            yield _void(draw, latest + SILENCE)
            return
        yield from _reveals(state, commit)
        return
    if state.closed_at is None and state.now <= last:
        what = Words(f"{draw}的封签待会签", f"the close of {draw} is to be cosigned")
        yield Duty("witness-close", "witness", draw, what, "log cosign", last, VOIDED)
    elif state.closed_at is None or state.closed_at > last:
        yield _void(draw, latest + SILENCE)
        return
    yield from _ceremony(state, commit)
    what = Words(f"{draw}：公共随机数产生后算出结果", f"{draw}: compute the outcome once the beacon has fired")
    otherwise = Words("满7日无结果，C05不通过", "without an outcome after 7 days C05 fails")
    yield Duty("conclude", "draw", draw, what, f"draw conclude {draw}", latest + SILENCE, otherwise)


def _void(draw: str, by: datetime) -> Duty:
    what = Words(f"{draw}的封签没有按时得到见证，只能作废", f"the close of {draw} wasn't cosigned in time: void it")
    otherwise = Words("抽签悬而不决，C05不通过", "the draw hangs, and C05 fails")
    return Duty("void", "draw", draw, what, f"draw void {draw} --code unwitnessed", by, otherwise)


def _reveals(state: DrawState, commit: Logged[Commit]) -> Iterator[Duty]:
    draw, reveal_by = state.file.draw, parse_time(commit.record.reveal_by)
    revealed = {item.record.party for item in state.file.records.reveals}
    waiting = [part.party for part in commit.record.parties if part.party not in revealed]
    if state.now < reveal_by:
        for party in waiting:
            role = party.rpartition("/")[2]
            what = Words(f"{draw}：{party}拆封", f"{draw}: {party} reveals")
            otherwise = Words("记为缺席（ABSENT）并公布", "it is ABSENT, and that is published")
            yield Duty("reveal", role, draw, what, f"draw reveal {draw} --as {role}", reveal_by, otherwise)
    what = Words(f"{draw}封签并请见证人会签", f"close {draw} and have it cosigned")
    yield Duty("close", "draw", draw, what, f"draw close {draw}", _times(commit)[0] - MARGIN, VOIDED)


def _ceremony(state: DrawState, commit: Logged[Commit]) -> Iterator[Duty]:
    draw = state.file.draw
    times = {beacon.source: parse_time(beacon.time) for beacon in commit.record.beacons}
    if CEREMONY not in times or state.file.records.ceremonies:
        return
    others = [time for source, time in times.items() if source != CEREMONY]
    by = min(others) - MARGIN if others else times[CEREMONY] + SILENCE
    if others and state.now > by:
        return
    what = Words(f"{draw}当众摇号并登记", f"{draw}: the ceremony in public, and its digits")
    otherwise = (
        Words("摇号以ABSENT计入", "the ceremony enters as ABSENT")
        if others
        else Words("抽签无法完成", "the draw can't be concluded")
    )
    yield Duty("ceremony", "draw", draw, what, f"draw ceremony {draw}", by, otherwise)


def _change(state: DrawState) -> Iterator[Duty]:
    """The change in flight: cosigned before its beacon, finished within three days after it (section 8)."""
    flight: Logged[Change] | None = state.file.records.in_flight
    if flight is None:
        return
    draw, fires = state.file.draw, parse_time(flight.record.beacon.time)
    if state.changed_at is None and state.now <= fires - MARGIN:
        what = Words(f"{draw}的变更待会签", f"the change of {draw} is to be cosigned")
        otherwise = Words("变更不算及时，C16不通过", "the change isn't in time, and C16 fails")
        yield Duty("witness-change", "witness", draw, what, "log cosign", fires - MARGIN, otherwise)
    what = Words(f"{draw}：算出替补", f"{draw}: compute the substitutes")
    otherwise = Words("公共随机数之后3日内没有结果，C16不通过", "C16 fails three days after the beacon")
    yield Duty("change", "draw", draw, what, f"draw change {draw}", fires + CHANGED_WITHIN, otherwise)


def _vacant(state: DrawState) -> Iterator[Duty]:
    if state.file.records.in_flight is not None:
        return
    empty = list(state.file.vacant())
    if empty:
        draw = state.file.draw
        what = Words(f"{draw}有{len(empty)}家的检查组缺人，检查顺延", f"{draw}: {len(empty)} teams lack somebody")
        command = f"draw change {draw}"
        yield Duty("vacant", "draw", draw, what, command, _last_day(state), LATE_C17)


def _last_day(state: DrawState) -> datetime:
    assert state.file.records.commit is not None
    return end_of(parse_date(state.file.records.commit.record.inspect_by)) + LATEST_RESULT


def _visits(state: DrawState, commit: Logged[Commit]) -> Iterator[Duty]:
    """Who was drawn and has no logged result: to be visited by `inspect_by`, logged by `publish_by` (C17)."""
    draw, file = state.file.draw, state.file
    drawn = {member.object_id for member in file.members}
    waiting = [owed for owed in owed_results(file) if VACANT not in file.teams[owed.object]]
    first, later = [o for o in waiting if o.object in drawn], [o for o in waiting if o.object not in drawn]
    inspect_by = end_of(parse_date(commit.record.inspect_by))
    if first and state.now <= inspect_by:
        what = Words(f"{draw}还有{len(first)}家未检查", f"{draw}: {len(first)} visits are still to be made")
        otherwise = Words("逾期检查，计入问责", "a late visit is told under accountability")
        yield Duty("visit", "unit", draw, what, "", inspect_by, otherwise)
    if first:
        what = Words(f"{draw}还有{len(first)}家没有封存的结果", f"{draw}: {len(first)} objects have no sealed result")
        yield Duty("result", "unit", draw, what, f"seal {draw}", end_of(min(owed.by for owed in first)), LATE_C17)
    if later:
        what = Words(f"{draw}还有{len(later)}家增补的没有结果", f"{draw}: {len(later)} supplements have no result")
        yield Duty("result", "unit", draw, what, f"seal {draw}", _last_day(state), LATE_C17)


def _opening(state: DrawState, commit: Logged[Commit]) -> Iterator[Duty]:
    """A blinded frame's key, or an outside audit, by `publish_by` (section 5)."""
    records, draw = state.file.records, state.file.draw
    ended = records.outcome is not None or records.void is not None
    if commit.record.frame != "blinded" or not ended or state.key_published or records.audits:
        return
    by, otherwise = end_of(parse_date(commit.record.publish_by)), Words("C08不通过", "C08 fails")
    if state.needs_audit:
        what = Words(f"{draw}的名单待外部审计", f"the frame of {draw} is to be audited from outside")
        yield Duty("audit", "auditor", draw, what, f"frame audit {draw}", by, otherwise)
    else:
        what = Words(f"{draw}检查完后公布名单密钥", f"publish the frame key of {draw} after the visits")
        yield Duty("frame-key", "draw", draw, what, f"draw publish-key {draw}", by, otherwise)
