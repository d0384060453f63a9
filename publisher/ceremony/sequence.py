"""What may enter the log when: the life of a draw as the log keeper's guard (protocol sections 4, 5 and 8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from publisher.beacons import sources
from publisher.beacons.sources import CEREMONY
from publisher.ceremony.watched import first_seen
from publisher.draw.hashing import commitment
from publisher.draw.identifiers import ABSENT, draw_number, draw_order, parse_time
from publisher.errors import NotYet, Refused, fault
from publisher.log.history import DrawRecords, History
from publisher.log.notes import Note
from publisher.log.records import AnyRecord, Ceremony, Change, Changed, Close, Commit, Outcome, PlanUse, Reveal, Void
from publisher.log.trust import TrustPolicy

LEAST_BITS = 48
MARGIN = timedelta(seconds=60)
BASIS_AGE = timedelta(days=7)
SILENCE = timedelta(days=7)


@dataclass(frozen=True)
class Turn:
    """The log so far with its checkpoints, the trust policy in force, the time."""

    history: History
    policy: TrustPolicy
    now: datetime
    checkpoints: Mapping[int, Note] = field(default_factory=dict)

    def closed_in_time(self, records: DrawRecords) -> bool:
        """Whether a quorum cosigned the close, before any ceremony, 60 s before the earliest beacon (section 5)."""
        assert records.commit is not None
        if records.close is None:
            return False
        before = records.ceremonies[0].position if records.ceremonies else None
        seen = first_seen(self.checkpoints, self.policy, records.close.position, before)
        return seen is not None and seen <= earliest_beacon(records.commit.record) - MARGIN

    def ceremony_counts(self, records: DrawRecords) -> bool:
        """Whether the ceremony's digits enter the seed: alone, or cosigned before the other sources (section 6)."""
        assert records.commit is not None
        others = _others(records.commit.record)
        if not records.ceremonies or not others:
            return bool(records.ceremonies)
        seen = first_seen(self.checkpoints, self.policy, records.ceremonies[0].position)
        return seen is not None and seen < min(others)


def _refuse(code: str, zh: str, en: str, right_zh: str, right_en: str) -> Refused:
    return Refused(fault(code, zh, en, right_zh, right_en))


def earliest_beacon(commit: Commit) -> datetime:
    """The time of the earliest beacon of a commit; a ceremony counts like the others."""
    return min(parse_time(beacon.time) for beacon in commit.beacons)


def _others(commit: Commit) -> list[datetime]:
    """The times of the sources beside a ceremony."""
    return [parse_time(beacon.time) for beacon in commit.beacons if beacon.source != CEREMONY]


def next_draw(history: History, year: int) -> str:
    """The next draw number of a year, gap-free (section 2)."""
    used = [draw_order(d)[1] for d, r in history.draws.items() if r.commit and draw_order(d)[0] == year]
    return draw_number(year, max(used, default=0) + 1)


def is_open(records: DrawRecords) -> bool:
    """Whether a draw is committed and neither concluded nor void."""
    return records.commit is not None and records.outcome is None and records.void is None


def check_commit(turn: Turn, record: Commit) -> None:
    """Next number, no other open draw of an item, plan row unused, enough time until the beacon. Raises Refused."""
    expected = next_draw(turn.history, draw_order(record.draw)[0])
    if record.draw != expected:
        right = (f"编号应为{expected}；撤回后重新承诺", f"the number must be {expected}; cancel and commit again")
        raise _refuse("number", f"编号{record.draw}不连续", f"number {record.draw} leaves a gap", *right)
    for draw, records in turn.history.draws.items():
        if is_open(records) and records.commit and set(records.commit.record.items) & set(record.items):
            right = (f"先完成或作废{draw}", f"conclude or void {draw} first")
            raise _refuse("open-draw", "同一事项已有未完成的抽签", "an item of it has an open draw", *right)
        if records.commit and not records.void and _same_use(turn.history, records.commit.record.plan, record.plan):
            right = ("用该行的下一次频次，或另报批", "use the row's next occurrence, or get an approval")
            raise _refuse("plan-used", f"计划行已由{draw}使用", f"the plan row was used by {draw}", *right)
    _check_bits(record)
    unknown = [beacon.source for beacon in record.beacons if beacon.source not in turn.policy.beacons]
    if unknown:
        right = ("使用信任策略列出的随机源", "use a source that the trust policy lists")
        raise _refuse("beacon-source", f"不允许的随机源：{unknown}", f"sources not allowed: {unknown}", *right)
    if earliest_beacon(record) - parse_time(record.reveal_by) < timedelta(seconds=turn.policy.notice):
        right = (f"至少相隔{turn.policy.notice}秒", f"leave at least {turn.policy.notice} seconds")
        raise _refuse("notice", "拆封期限离公共随机数太近", "reveal_by is too close to the beacon", *right)
    if turn.now >= parse_time(record.reveal_by):
        right = ("撤回，改用较晚的时间", "cancel it and choose later times")
        raise _refuse("too-late", "拆封期限已过", "reveal_by has passed", *right)


def _check_bits(record: Commit) -> None:
    """Sources other than a ceremony have 48 bits together, or one ceremony stands alone (section 5)."""
    named = [beacon.source for beacon in record.beacons]
    others = [source for source in named if source != sources.CEREMONY]
    if len(set(named)) != len(named) or (others and sum(map(sources.bits, others)) < LEAST_BITS):
        right = (
            "用drand，或双色球与大乐透一起；摇号可单独用",
            "use drand, or both lotteries, or a ceremony alone",
        )
        raise _refuse(
            "bits", f"随机性不足48位，或来源重复：{named}", f"under 48 bits, or a source twice: {named}", *right
        )


def _same_use(history: History, used: PlanUse, wanted: PlanUse) -> bool:
    """Whether two draws use one occurrence of one plan row; an amended plan is still the same plan (section 5)."""
    names = {item.record.sha256: item.record.file for item in history.files("plan")}

    def key(use: PlanUse) -> tuple[str | None, ...]:
        return names.get(use.file or "", use.file), use.row, use.occurrence

    return wanted.row is not None and key(used) == key(wanted)


def _draw(history: History, draw: str) -> DrawRecords:
    records = history.draws.get(draw)
    if records is None or records.commit is None:
        right = ("先完成承诺", "commit it first")
        raise _refuse("no-commit", f"{draw}尚未承诺", f"{draw} isn't committed", *right)
    if records.void:
        right = ("作废后不再继续", "a void draw doesn't go on")
        raise _refuse("void", f"{draw}已作废", f"{draw} is void", *right)
    return records


def check_reveal(turn: Turn, record: Reveal) -> None:
    """After the commit, before the close, opening its commitment, once. Raises Refused."""
    records = _draw(turn.history, record.draw)
    assert records.commit is not None
    commitments = {part.party: part.commitment for part in records.commit.record.parties}
    if records.close or any(item.record.party == record.party for item in records.reveals):
        right = ("无须再揭示", "nothing more to reveal")
        raise _refuse("revealed", "已经揭示或已封签", "revealed already, or closed", *right)
    if commitments.get(record.party) != commitment(record.draw, record.party, record.secret):
        right = ("使用承诺时的机器", "use the machine that made the commitment")
        raise _refuse("commitment", "秘密与承诺不符", "the secret doesn't open its commitment", *right)


def check_close(turn: Turn, record: Close) -> None:
    """Once, when all have revealed or after reveal_by, early enough for witnesses. Raises Refused or NotYet."""
    records = _draw(turn.history, record.draw)
    assert records.commit is not None
    absent = [party for party, reveal in record.reveals.items() if reveal == ABSENT]
    if records.close:
        raise _refuse("closed", "已经封签", "closed already", "继续下一步", "go on with the next step")
    if absent and turn.now < parse_time(records.commit.record.reveal_by):
        right = (f"等到{records.commit.record.reveal_by}", f"wait until {records.commit.record.reveal_by}")
        raise NotYet(fault("reveals", f"尚未拆封：{absent}", f"not revealed yet: {absent}", *right))
    if turn.now > earliest_beacon(records.commit.record) - MARGIN:
        right = ("作废（unwitnessed）后重新组织", "void it (unwitnessed) and start again")
        raise _refuse("too-late", "离公共随机数不足60秒", "less than 60 s before the beacon", *right)


def check_ceremony(turn: Turn, record: Ceremony) -> None:
    """Once, after the close, at its time; beside other sources while witnesses can still cosign it before them."""
    records = _draw(turn.history, record.draw)
    assert records.commit is not None
    commit = records.commit.record
    times = [parse_time(beacon.time) for beacon in commit.beacons if beacon.source == CEREMONY]
    if not times or records.ceremonies or not records.close or records.outcome:
        right = ("只有方案写明的，在封签之后登记一次", "only where the order names one, after the close, once")
        raise _refuse("ceremony", "这次抽签此时不登记摇号", "this draw takes no ceremony now", *right)
    if turn.now < times[0]:
        right = (f"等到{times[0].isoformat()}", f"wait until {times[0].isoformat()}")
        raise NotYet(fault("ceremony", "摇号的时间未到", "it isn't time for the ceremony yet", *right))
    others = _others(commit)
    if others and turn.now > min(others) - MARGIN:
        right = ("不再登记：摇号以ABSENT计入", "leave it: the ceremony enters as ABSENT")
        raise _refuse("too-late", "其他随机源即将或已经产生", "the other sources fire now or have fired", *right)


def check_outcome(turn: Turn, record: Outcome) -> None:
    """Once, after the close, after every beacon's time. Raises Refused or NotYet."""
    records = _draw(turn.history, record.draw)
    assert records.commit is not None
    if records.outcome or not records.close:
        right = ("见 publisher draw list，从那一步继续", "see publisher draw list and go on from there")
        raise _refuse("out-of-turn", "未封签，或已有结果", "not closed, or concluded already", *right)
    latest = max(parse_time(beacon.time) for beacon in records.commit.record.beacons)
    if turn.now < latest:
        right = (f"等到{latest.isoformat()}", f"wait until {latest.isoformat()}")
        raise NotYet(fault("beacon", "公共随机数尚未产生", "the beacon hasn't fired", *right))
    if turn.policy.quorum.total and not turn.closed_in_time(records):
        right = (
            "先收入见证人的会签（log collect）；没有则 draw void --code unwitnessed",
            "take the witnesses' cosignatures in (log collect); without them draw void --code unwitnessed",
        )
        raise _refuse("unwitnessed", "封签没有按时得到见证", "the close wasn't cosigned in time", *right)


def check_change(turn: Turn, record: Change) -> None:
    """After the outcome, numbered without gap, one in flight, its beacon still far enough. Raises Refused."""
    records = _draw(turn.history, record.draw)
    if not records.outcome:
        raise _refuse("out-of-turn", "抽签尚未完成", "the draw isn't concluded", "先完成抽签", "conclude it first")
    if records.in_flight or record.number != len(records.changes) + 1:
        right = ("先完成上一次变更", "finish the change before")
        raise _refuse("in-flight", "上一次变更尚未完成", "a change is in flight", *right)
    if record.beacon.source not in turn.policy.beacons or record.beacon.source == "ceremony":
        right = ("使用信任策略列出的随机源", "use a source that the trust policy lists")
        raise _refuse("beacon-source", "不允许的随机源", "this source isn't allowed for a change", *right)
    if turn.now > parse_time(record.beacon.time) - MARGIN:
        right = ("选用较晚的轮次", "choose a later round")
        raise _refuse("too-late", "离公共随机数不足60秒", "less than 60 s before the beacon", *right)


def check_changed(turn: Turn, record: Changed) -> None:
    """For the change in flight, after its beacon. Raises Refused or NotYet."""
    flight = _draw(turn.history, record.draw).in_flight
    if not flight or (flight.record.number, flight.hash) != (record.number, record.change):
        right = ("见 publisher draw list", "see publisher draw list")
        raise _refuse("out-of-turn", "没有进行中的这次变更", "no such change is in flight", *right)
    if turn.now < parse_time(flight.record.beacon.time):
        right = (f"等到{flight.record.beacon.time}", f"wait until {flight.record.beacon.time}")
        raise NotYet(fault("beacon", "公共随机数尚未产生", "the beacon hasn't fired", *right))


def check_void(turn: Turn, record: Void) -> None:
    """An open draw; each code only at its time: `error` and `absence` before the beacon. Raises Refused or NotYet."""
    records = _draw(turn.history, record.draw)
    assert records.commit is not None
    if records.outcome:
        right = ("有结果的抽签不能作废", "a concluded draw stands")
        raise _refuse("concluded", "抽签已有结果", "the draw is concluded", *right)
    earliest = earliest_beacon(records.commit.record)
    if record.code in ("error", "absence") and turn.now > earliest - MARGIN:
        right = ("随机数产生后只能完成抽签", "once the beacon fires a draw can only be concluded")
        raise _refuse("too-late", "作废太晚", "too late to void it", *right)
    if record.code == "unwitnessed" and turn.closed_in_time(records):
        right = ("按时有人见证的抽签只能完成", "a draw that was cosigned in time can only be concluded")
        raise _refuse("witnessed", "封签按时有人见证", "the close was cosigned in time", *right)
    due = {"unwitnessed": earliest - MARGIN, "beacon-silent": earliest + SILENCE}.get(record.code)
    if due is not None and turn.now < due:
        right = (f"等到{due.isoformat()}", f"wait until {due.isoformat()}")
        raise NotYet(fault("void", "还不能以此理由作废", "it can't be void for this reason yet", *right))


_CHECKS: dict[type, Callable[..., None]] = {
    Commit: check_commit,
    Reveal: check_reveal,
    Ceremony: check_ceremony,
    Close: check_close,
    Outcome: check_outcome,
    Change: check_change,
    Changed: check_changed,
    Void: check_void,
}


def check_turn(turn: Turn, record: AnyRecord) -> None:
    """Whether a record's turn has come. Raises Refused (never) or NotYet (later)."""
    if (check := _CHECKS.get(type(record))) is not None:
        check(turn, record)
