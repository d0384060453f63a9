"""C03 and C04: one history, and who watched it (protocol section 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from publisher.draw.identifiers import parse_time, time_text
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import Commit, Genesis, Trust
from publisher.log.trust import TrustPolicy
from publisher.verify.case import Case
from publisher.verify.course import Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.ledger import HeldCheckpoint, Watch
from publisher.verify.reading import trouble
from publisher.verify.report import Finding, Verdict, fails, holds, not_known, not_yet

COSIGNED_WITHIN = timedelta(days=7)


def history(case: Case) -> Iterator[Finding]:
    """C03 (section 9).

    - every published checkpoint lies under its size, is signed by the log's key, and its root is that of the first
      entries of today's log
    - none is larger than the newest: a log never shrinks
    - the reader's own checkpoint is such a prefix, too
    - so is the basis that each commit names
    """
    points = case.ledger.earlier
    found = [finding for point in points for finding in _prefix(case, point)]
    yield from found
    for point in points:
        if point.checkpoint and point.path != places.checkpoint(point.size):
            zh, en = "总账指纹放错了位置", "a checkpoint lies under another size"
            yield fails(zh, en, file=point.path, expected=places.checkpoint(point.size))
    if case.ledger.since is not None:
        yield from _kept(case, case.ledger.since)
    for draw in case.draws.values():
        if draw.commit:
            yield from _basis(case, draw, draw.commit)
    if case.ledger.newest.good and not found:
        zh = f"公布的{len(points)}个总账指纹都是今天这本总账的开头一段"
        en = f"all {len(points)} published checkpoints are beginnings of today's log"
        yield holds(zh, en, file=places.CHECKPOINT)


def _prefix(case: Case, point: HeldCheckpoint) -> Iterator[Finding]:
    if point.error is not None:
        yield trouble(point.error, point.path)
    if point.checkpoint is None or point.prefix:
        return
    if point.size > case.ledger.newest.size:
        zh = f"曾签过{point.size}条的总账，今天只给出{case.ledger.newest.size}条"
        en = f"a log of {point.size} entries was signed once; today only {case.ledger.newest.size} are shown"
        yield fails(zh, en, file=point.path)
    elif (root := case.ledger.root_at(point.size)) is None:
        yield not_known("条目不全，无法比较", "entries are missing, it can't be compared", file=point.path)
    else:
        zh = f"前{point.size}条与当时签名的不同：历史被改写，请保存两份总账指纹"
        en = f"the first {point.size} entries aren't those signed then: history was rewritten; keep both checkpoints"
        yield fails(zh, en, file=point.path, found=root.hex(), expected=point.checkpoint.root.hex())


def _kept(case: Case, point: HeldCheckpoint) -> Iterator[Finding]:
    """The reader's own: one that isn't this log's says nothing about this log."""
    if point.error is not None:
        yield trouble(point.error, "since", verdict=Verdict.UNKNOWN)
    elif not point.prefix:
        yield from _prefix(case, point)
    else:
        zh = f"您保存的总账指纹（{point.size}条）仍是今天这本总账的开头一段"
        en = f"the checkpoint you kept (size {point.size}) is still the beginning of today's log"
        yield holds(zh, en, file="since")


def _basis(case: Case, draw: DrawCase, commit: Commit) -> Iterator[Finding]:
    root = case.ledger.root_at(commit.basis.size)
    if root is None:
        yield not_known("条目不全，无法核对依据", "entries are missing, the basis can't be compared", draw=draw.name)
    elif root.hex() != commit.basis.root:
        zh, en = "封存所依据的总账不是这本总账", "the commit's basis isn't this log"
        path = draw.path("commit.note")
        yield fails(zh, en, draw=draw.name, file=path, found=commit.basis.root, expected=root.hex())


def witnesses(case: Case) -> Iterator[Finding]:
    """C04 (section 9).

    - the quorum cosigned the newest checkpoint; pending while the last cosigned one is at most 7 days old
    - for each draw, the quorum that governs it cosigned the checkpoint of its basis, and in time the one that holds
      its close (C10 judges the time)
    - a change of witnesses or quorum was cosigned by the old quorum
    """
    yield from _newest(case)
    for draw in case.draws.values():
        yield from _draw(case, draw)
    for logged in case.history.of(Trust):
        yield from _handed_over(case, logged)


def _newest(case: Case) -> Iterator[Finding]:
    size = case.ledger.newest.size
    policy = case.ledger.watchers(size, case.now)
    if policy is None:
        yield not_known("没有签名规则，不知道谁是见证人", "without a trust policy no witness is known")
        return
    if not policy.quorum.total:
        yield not_known("签名规则没有要求见证人", "the trust policy asks for no witness", file=places.TRUST)
        return
    watches = case.ledger.watches(policy)
    last = watches[-1] if watches else None
    if last and last.size == size:
        yield holds(*_seen(last), file=places.CHECKPOINT)
        return
    since = last.time if last else _founded(case)
    covered = last.size if last else 0
    zh = f"最新的总账（{size}条）还没有足够的见证，有见证的到{covered}条为止"
    en = f"the newest checkpoint (size {size}) lacks its quorum; what is cosigned ends at {covered}"
    recent = since is not None and case.now <= since + COSIGNED_WITHIN
    yield not_yet(zh, en, file=places.CHECKPOINT) if recent else fails(zh, en, file=places.CHECKPOINT)


def _founded(case: Case) -> datetime | None:
    genesis = next(case.history.of(Genesis), None)
    return parse_time(genesis.record.time) if genesis else None


def _seen(watch: Watch) -> tuple[str, str]:
    names, when = ", ".join(sorted(watch.names)), time_text(watch.time)
    return f"{names}见证了{watch.size}条的总账（{when}）", f"{names} cosigned size {watch.size} ({when})"


def _draw(case: Case, draw: DrawCase) -> Iterator[Finding]:
    course, commit = draw.course, draw.commit
    if course is None or commit is None:
        return
    if course.watchers is None:
        yield not_known("没有签名规则，不知道谁是见证人", "without a trust policy no witness is known", draw=draw.name)
        return
    watches = case.ledger.watches(course.watchers)
    if not any(watch.size == commit.basis.size for watch in watches):
        zh, en = "封存所依据的总账没有足够的见证", "the checkpoint at the commit's basis lacks its quorum"
        path = places.checkpoint(commit.basis.size)
        yield _lacking(course.watchers)(zh, en, draw=draw.name, file=path)
    if course.closing:
        yield holds(*_seen(course.closing), draw=draw.name, file=course.closing.path)
    elif course.stage is Stage.VOID:
        yield holds("已作废，没有抽取", "void: nothing was drawn", draw=draw.name)
    elif case.now <= course.deadline:
        zh, en = "尚未封签或尚未见证", "not closed or not cosigned yet"
        yield not_yet(zh, en, draw=draw.name)
    else:
        zh, en = "封签时的总账没有按时得到足够的见证", "the log with the close was not cosigned in time by a quorum"
        yield _lacking(course.watchers)(zh, en, draw=draw.name)


def _lacking(policy: TrustPolicy) -> Callable[..., Finding]:
    """A missing quorum fails; where the policy asks for no witness at all there is nothing to judge by."""
    return fails if policy.quorum.total else not_known


def _handed_over(case: Case, logged: Logged[Trust]) -> Iterator[Finding]:
    old, new = case.ledger.trust.at(logged.position), case.ledger.trust.policies.get(logged.record.trust)
    if old is None or new is None or (old.witnesses, old.quorum) == (new.witnesses, new.quorum):
        return
    watch = case.ledger.first_watch(logged.position, old)
    if watch:
        yield holds(*_seen(watch), file=watch.path)
    elif case.now <= parse_time(logged.record.time) + COSIGNED_WITHIN:
        yield not_yet("见证人的变更尚待原见证人见证", "a change of witnesses waits for the old quorum")
    else:
        yield fails("见证人的变更没有得到原见证人的见证", "a change of witnesses wasn't cosigned by the old quorum")
