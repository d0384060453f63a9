"""How a draw ended, and whether it might: voids, deadlines (protocol section 5; part of C05)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.beacons.drand import QUICKNET
from publisher.beacons.sources import DRAND
from publisher.draw.identifiers import parse_time, time_text
from publisher.log.history import Logged
from publisher.log.records import Void
from publisher.verify.case import Case
from publisher.verify.course import SILENCE, Course, Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.report import Finding, fails, holds, not_known, not_yet


def end_position(draw: DrawCase) -> int | None:
    """Where in the log the draw ended: at its outcome, or at a void that counts; None while it is open."""
    if draw.course and draw.course.void:
        return draw.course.void.position
    return draw.records.outcome.position if draw.records.outcome else None


def ending(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """Whether the draw ended as it may, or is within its time (section 5).

    - after the last beacon's time there are 7 days for outcome or void
    - `error` and `absence` count only when a quorum cosigned them 60 s before the earliest beacon
    - `unwitnessed` fails where timely cosignatures of the close exist
    - `beacon-silent` comes 7 days after the beacon's time, and fails where the round is known to be published
    - a draw with an outcome can't be void, nor have an outcome after a void
    """
    course, void, outcome = draw.course, draw.records.void, draw.records.outcome
    if course is None:
        return
    if void is not None:
        if void.record.commit != course.commit.hash:
            yield fails("作废的不是这份封存", "the void names another commit", draw=draw.name)
        if outcome is not None:
            zh, en = "同一次抽签既有结果又有作废", "one draw has both an outcome and a void"
            yield fails(zh, en, draw=draw.name)
        yield from _void(case, draw, course, void)
    elif outcome is not None:
        yield holds("已抽取", "concluded", draw=draw.name)
    elif case.now > course.latest + SILENCE:
        zh = "公共随机数早已产生，却既无结果也未作废"
        en = "the beacon fired long ago, and there is neither outcome nor void"
        yield fails(zh, en, draw=draw.name, expected=time_text(course.latest + SILENCE))
    else:
        yield holds("尚在时限之内", "within its time", draw=draw.name, expected=time_text(course.latest + SILENCE))


def _void(case: Case, draw: DrawCase, course: Course, void: Logged[Void]) -> Iterator[Finding]:
    code = void.record.code
    if code == "unwitnessed":
        yield from _unwitnessed(draw, course)
    elif code == "beacon-silent":
        yield from _silent(case, draw, course, void)
    elif course.stage is Stage.VOID:
        zh, en = f"已作废（{code}），在公共随机数产生之前有人见证", f"void ({code}), witnessed before the beacon"
        yield holds(zh, en, draw=draw.name)
    elif case.now <= course.deadline:
        yield not_yet("作废尚待见证", "the void waits to be cosigned", draw=draw.name)
    else:
        zh = f"作废（{code}）没有在公共随机数产生60秒之前得到见证，不生效"
        en = f"the void ({code}) wasn't cosigned 60 s before the beacon: it has no effect"
        watch = course.watch_of(void.position)
        found = time_text(watch.time) if watch else ""
        yield fails(zh, en, draw=draw.name, found=found, expected=f"<= {time_text(course.deadline)}")


def _unwitnessed(draw: DrawCase, course: Course) -> Iterator[Finding]:
    if course.closing:
        zh, en = "以无人见证为由作废，而封签其实按时有人见证", "void as unwitnessed, yet the close was cosigned in time"
        found, path = time_text(course.closing.time), course.closing.path
        yield fails(zh, en, draw=draw.name, file=path, found=found, by_hand=f"cat {path}")
    else:
        zh, en = "已作废：封签没有按时得到见证", "void: the close was not cosigned in time"
        yield holds(zh, en, draw=draw.name)


def _silent(case: Case, draw: DrawCase, course: Course, void: Logged[Void]) -> Iterator[Finding]:
    beacons = course.commit.record.beacons
    late = [b for b in beacons if parse_time(b.time) + SILENCE <= parse_time(void.record.time)]
    known = [b for b in late if (b.source, b.round) in case.known_beacons]
    watch = course.watch_of(void.position)
    if not late or (watch and watch.time < course.earliest + SILENCE):
        zh, en = "等待不足7天就以随机源沉默为由作废", "void as beacon-silent before 7 days had passed"
        found = time_text(watch.time) if watch else void.record.time
        yield fails(zh, en, draw=draw.name, found=found, expected=time_text(course.earliest + SILENCE))
    elif known and len(known) == len(late):
        zh = f"以随机源沉默为由作废，而{known[0].source}第{known[0].round}轮其实已公布"
        en = f"void as beacon-silent, yet {known[0].source} {known[0].round} was published"
        yield fails(zh, en, draw=draw.name, found=case.known_beacons[known[0].source, known[0].round].value)
    else:
        silent = next(b for b in late if b not in known)
        zh = f"以随机源沉默为由作废；请向{silent.source}查询第{silent.round}轮，若已公布即为违规"
        en = f"void as beacon-silent; ask {silent.source} for {silent.round}: if it was published, this is a breach"
        yield not_known(zh, en, draw=draw.name, by_hand=_ask(silent.source, silent.round))


def _ask(source: str, number: str) -> str:
    return f"curl https://api.drand.sh/{QUICKNET.chain_hash}/public/{number}" if source == DRAND else ""
