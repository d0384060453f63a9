"""C10: everything was fixed and watched before the beacon existed (protocol section 5, Closing)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from publisher.draw.identifiers import ABSENT, parse_time, time_text
from publisher.log import places
from publisher.verify.case import Case
from publisher.verify.course import Course, Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.ledger import Watch
from publisher.verify.report import Finding, fails, holds, not_known, not_yet

BASIS_AGE = timedelta(days=7)


def timing(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C10 (section 5, Closing and Beacons).

    - commit, then reveals, then close; between the close and the outcome nothing of the draw but a ceremony, which
      comes after the checkpoint that was cosigned with the close
    - one checkpoint holds them all and carries the quorum, complete 60 s or more before the earliest beacon
    - the commit isn't dated after that
    - the earliest beacon lies `notice` or more after `reveal_by`
    - with an ABSENT party the close comes not before `reveal_by`
    - the basis is a checkpoint that the quorum cosigned, at most 7 days before the commit
    """
    course = draw.course
    if course is None:
        return
    if course.policy is None or course.watchers is None:
        yield not_known("没有签名规则，无法判断时间", "without a trust policy no time can be judged", draw=draw.name)
        return
    if course.stage is Stage.VOID:
        yield holds("已作废，没有抽取", "void: nothing was drawn", draw=draw.name)
        return
    yield from _order(draw, course)
    yield from _notice(draw, course)
    yield from _basis(case, draw, course)
    yield from _closed(draw, course)
    yield from _absent(draw, course)


def _order(draw: DrawCase, course: Course) -> Iterator[Finding]:
    records, close = draw.records, draw.records.close
    for reveal in records.reveals:
        early = reveal.position < course.commit.position
        late = close is not None and reveal.position > close.position
        if early or late:
            zh, en = "拆封不在封存与封签之间", "a reveal isn't between commit and close"
            yield fails(zh, en, draw=draw.name, found=f"log[{reveal.position}]")
    if close is None:
        if records.outcome:
            yield fails("没有封签就有结果", "an outcome without a close", draw=draw.name)
        return
    if close.position < course.commit.position:
        yield fails("封签在封存之前", "the close comes before the commit", draw=draw.name)
    outcome = records.outcome
    for name, items in (("close", records.closes[1:]), ("change", records.changes), ("result", records.rows)):
        for item in items:
            if close.position < item.position and (outcome is None or item.position < outcome.position):
                zh, en = f"封签之后、结果之前又有记录（{name}）", f"a record between close and outcome ({name})"
                yield fails(zh, en, draw=draw.name, found=f"log[{item.position}]")
    if outcome and outcome.position < close.position:
        yield fails("结果在封签之前", "the outcome comes before the close", draw=draw.name)
    for ceremony in records.ceremonies:
        if ceremony.position < close.position:
            yield fails("摇号在封签之前", "the ceremony comes before the close", draw=draw.name)


def _notice(draw: DrawCase, course: Course) -> Iterator[Finding]:
    assert course.policy is not None
    left = course.earliest - parse_time(course.commit.record.reveal_by)
    if left < timedelta(seconds=course.policy.notice):
        zh = f"拆封期限离公共随机数不足{course.policy.notice}秒"
        en = f"reveal_by is less than {course.policy.notice} s before the earliest beacon"
        found, expected = f"{int(left.total_seconds())} s", f">= {course.policy.notice} s"
        yield fails(zh, en, draw=draw.name, file=draw.path("commit.note"), found=found, expected=expected)


def _basis(case: Case, draw: DrawCase, course: Course) -> Iterator[Finding]:
    assert course.watchers is not None
    size = course.commit.record.basis.size
    if size > course.commit.position:
        zh, en = "封存的依据晚于封存本身", "the commit's basis is later than the commit"
        yield fails(zh, en, draw=draw.name, found=str(size), expected=f"<= {course.commit.position}")
        return
    watch = next((watch for watch in case.ledger.watches(course.watchers) if watch.size == size), None)
    path = places.checkpoint(size)
    if watch is None:
        verdict = fails if course.watchers.quorum.total else not_known
        zh, en = "封存的依据没有足够的见证", "the commit's basis lacks its quorum"
        yield verdict(zh, en, draw=draw.name, file=path)
    elif course.committed_at - watch.time > BASIS_AGE:
        zh, en = "封存的依据超过7天", "the commit's basis is over 7 days old"
        found, expected = time_text(course.committed_at), f"<= {time_text(watch.time + BASIS_AGE)}"
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)


def _closed(draw: DrawCase, course: Course) -> Iterator[Finding]:
    closing = course.closing
    expected = f"<= {time_text(course.deadline)}"
    if closing is not None:
        by_hand = cosigned_by_hand(closing)
        if course.committed_at > closing.time:
            zh, en = "封存所写的时间晚于见证", "the commit is dated after it was cosigned"
            found = time_text(course.committed_at)
            yield fails(zh, en, draw=draw.name, found=found, expected=f"<= {time_text(closing.time)}", by_hand=by_hand)
        zh = "封存、拆封、封签都在公共随机数产生60秒之前有人见证"
        en = "commit, reveals and close were cosigned 60 s or more before the earliest beacon"
        found = time_text(closing.time)
        yield holds(zh, en, draw=draw.name, file=closing.path, found=found, expected=expected, by_hand=by_hand)
    elif course.watchers and not course.watchers.quorum.total:
        yield not_known("签名规则没有要求见证人", "the trust policy asks for no witness", draw=draw.name)
    elif draw.now <= course.deadline:
        zh, en = "尚未封签或尚未见证", "not closed or not cosigned yet"
        yield not_yet(zh, en, draw=draw.name, expected=expected)
    else:
        late = min(course.close_watches, key=lambda watch: watch.time, default=None)
        zh = "封签没有在公共随机数产生60秒之前得到足够的见证"
        en = "the close was not cosigned by the quorum 60 s before the earliest beacon"
        found, path = (time_text(late.time), late.path) if late else ("", "")
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)


def _absent(draw: DrawCase, course: Course) -> Iterator[Finding]:
    close = draw.records.close
    if close is None or ABSENT not in close.record.reveals.values():
        return
    reveal_by = parse_time(course.commit.record.reveal_by)
    stated = parse_time(close.record.time)
    first = min([stated, *(watch.time for watch in course.close_watches)])
    if first < reveal_by:
        zh, en = "拆封期限未到就以缺席封签", "closed with ABSENT before reveal_by"
        path = draw.path("close.note")
        yield fails(zh, en, draw=draw.name, file=path, found=time_text(first), expected=f">= {time_text(reveal_by)}")


def cosigned_by_hand(watch: Watch) -> str:
    """The shell line that prints when one of the quorum cosigned, in Unix seconds."""
    name = max(watch.names)
    decode = "cut -d' ' -f3 | base64 -d | tail -c +5 | head -c 8 | od -An -tu8 --endian=big"
    return f"grep -F ' {name} ' {watch.path} | {decode}"
