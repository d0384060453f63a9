"""C16: each change is allowed, signed, fresh, in time, and gives the right substitute (protocol section 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from publisher.beacons.sources import CEREMONY, Proven, check_time
from publisher.draw.identifiers import parse_time, time_text
from publisher.draw.tables import change_text
from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import Change
from publisher.rules.removals import needs_observer
from publisher.verify.case import Case
from publisher.verify.course import MARGIN, Course
from publisher.verify.draw_case import DrawCase, ResultText
from publisher.verify.reading import trouble
from publisher.verify.recompute import compared
from publisher.verify.report import Finding, Verdict, fails, holds, not_known, not_yet
from publisher.verify.signers import outside_holders, signers_of
from publisher.verify.teams_in_force import Step, teams_in_force
from publisher.verify.waiting import waiting

SUPPLEMENT_CODES = frozenset({"6", "7", "9", "10", "11", "12"})
CHANGED_WITHIN = timedelta(days=3)


def changes(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C16 (section 8, Changes).

    - changes come after the outcome, numbered from 1 without gap, one in flight at a time
    - removals name seats in force, by rank then seat, and no team with a result; the third from one team carries an
      outside observer's signature
    - supplements replace an object whose logged, published result has code 6, 7, 9, 10, 11 or 12, once
    - the beacon is of an allowed source but `ceremony`, its time computed, and fires 60 s or more after the quorum
      cosigned the change
    - `changed` names the change, carries the beacon's proof, and is logged within 3 days of the beacon
    - its table is what the fresh seed gives
    """
    course = draw.course
    if course is None:
        return
    records = draw.records
    if not records.changes and not records.changed:
        pause = waiting(draw, course)
        yield pause or holds("没有更换或增补", "there was no change", draw=draw.name)
        return
    yield from _numbers(draw)
    teams = teams_in_force(case, draw)
    if not teams.steps:
        yield not_known("没有检查组，无法核对变更", "without teams no change can be judged", draw=draw.name)
    for step in teams.steps:
        yield from _allowed(draw, step)
        yield from _fresh(draw, course, step)
        yield from _in_time(draw, course, step)
        yield from _effect(draw, step)


def _path(draw: DrawCase, step: Step, kind: str) -> str:
    return draw.path(places.change_file(step.change.record.number, kind))


def _numbers(draw: DrawCase) -> Iterator[Finding]:
    records, outcome = draw.records, draw.records.outcome
    numbers = [item.record.number for item in records.changes]
    if numbers != list(range(1, len(numbers) + 1)):
        zh, en = "变更的编号不连续", "the changes' numbers have a gap"
        yield fails(zh, en, draw=draw.name, found=str(numbers))
    by_hash = {item.hash: item for item in records.changes}
    for item in records.changed:
        change = by_hash.get(item.record.change)
        if change is None or change.record.number != item.record.number or change.position > item.position:
            zh, en = "变更结果没有对应的变更", "a `changed` record answers no change"
            yield fails(zh, en, draw=draw.name, found=f"log[{item.position}]")
    done = {item.record.number: item.position for item in records.changed}
    if len(done) != len(records.changed):
        yield fails("同一变更有两个结果", "one change has two results", draw=draw.name)
    for change in records.changes:
        before = done.get(change.record.number - 1, -1) if change.record.number > 1 else -1
        unfinished = change.record.number > 1 and not 0 <= before < change.position
        if unfinished or outcome is None or change.position < outcome.position:
            zh, en = "前一步尚未完成就提出变更", "a change was logged before the step before it was finished"
            yield fails(zh, en, draw=draw.name, found=f"log[{change.position}]")


def _allowed(draw: DrawCase, step: Step) -> Iterator[Finding]:
    path = _path(draw, step, "note")
    for words in step.wrong:
        yield fails(words.zh, words.en, draw=draw.name, file=path)
    yield from _observed(draw, step.change)
    for part in step.change.record.supplements:
        row = _row(draw, part.object, step.change.position)
        result = row.result.value if row else None
        if row and result is None and row.logged.record.row in draw.withdrawn:
            zh, en = f"{part.object}的结果已停止公示，不再能核对", f"the result of {part.object} is withdrawn by now"
            yield not_known(zh, en, draw=draw.name, file=path)
        elif result is None:
            zh, en = f"{part.object}没有公布的结果，不能增补", f"{part.object} has no published result: no supplement"
            yield fails(zh, en, draw=draw.name, file=path)
        elif not set(result.codes) & SUPPLEMENT_CODES:
            zh, en = f"{part.object}的结果不允许增补", f"the result of {part.object} allows no supplement"
            expected = ", ".join(sorted(SUPPLEMENT_CODES, key=int))
            yield fails(zh, en, draw=draw.name, file=path, found=", ".join(result.codes), expected=expected)


def _row(draw: DrawCase, object_id: str, position: int) -> ResultText | None:
    """The row that counted for an object when the change was logged."""
    rows = [row for row in draw.results if row.logged.record.object == object_id and row.logged.position < position]
    return rows[-1] if rows else None


def _observed(draw: DrawCase, change: Logged[Change]) -> Iterator[Finding]:
    earlier = [item.record.removals for item in draw.records.changes if item.position < change.position]
    if not needs_observer(earlier, change.record.removals):
        return
    if not outside_holders(signers_of(draw.ledger, change.entry), "observer"):
        zh, en = (
            "同一检查组第三次换人，没有外部观察员签名",
            "a team's third removal without an outside observer's signature",
        )
        yield fails(zh, en, draw=draw.name, file=draw.path(places.change_file(change.record.number, "note")))


def _fresh(draw: DrawCase, course: Course, step: Step) -> Iterator[Finding]:
    """The beacon was still to come when the change was cosigned."""
    beacon, path = step.change.record.beacon, _path(draw, step, "note")
    policy = draw.ledger.trust.at(step.change.position)
    if beacon.source == CEREMONY or (policy and beacon.source not in policy.beacons):
        zh, en = f"变更不得使用{beacon.source}", f"a change may not use {beacon.source}"
        yield fails(zh, en, draw=draw.name, file=path)
    answer = step.changed.record.answer if step.changed else None
    try:
        check_time(beacon.source, beacon.round, parse_time(beacon.time), answer)
    except PublisherError as error:
        yield trouble(error, path, draw.name)
    deadline = parse_time(beacon.time) - MARGIN
    watch = course.watch_of(step.change.position)
    expected = f"<= {time_text(deadline)}"
    if watch and watch.time <= deadline:
        zh, en = "变更在新的公共随机数产生60秒之前有人见证", "the change was cosigned 60 s or more before its beacon"
        yield holds(zh, en, draw=draw.name, file=watch.path, found=time_text(watch.time), expected=expected)
    elif draw.now <= deadline:
        yield not_yet("变更尚待见证", "the change waits to be cosigned", draw=draw.name, expected=expected)
    elif course.watchers and course.watchers.quorum.total:
        zh, en = "变更没有在新的公共随机数产生60秒之前得到见证", "the change was not cosigned 60 s before its beacon"
        found = time_text(watch.time) if watch else ""
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)
    else:
        yield not_known("签名规则没有要求见证人", "the trust policy asks for no witness", draw=draw.name)


def _in_time(draw: DrawCase, course: Course, step: Step) -> Iterator[Finding]:
    due = parse_time(step.change.record.beacon.time) + CHANGED_WITHIN
    expected = f"<= {time_text(due)}"
    if step.changed is None:
        zh, en = "变更的结果尚未公布", "the change has no result yet"
        yield (not_yet if draw.now <= due else fails)(zh, en, draw=draw.name, expected=expected)
        return
    watch, stated = course.watch_of(step.changed.position), parse_time(step.changed.record.time)
    if stated > due:
        zh, en = "变更的结果超过3天才登记", "the change's result was logged after 3 days"
        yield fails(zh, en, draw=draw.name, found=time_text(stated), expected=expected)
    elif (watch is None and draw.now > due) or (watch and watch.time > due):
        zh, en = "没有见证表明变更的结果在3天内登记", "no cosignature shows that the result was logged within 3 days"
        yield not_known(zh, en, draw=draw.name, expected=expected)


def _effect(draw: DrawCase, step: Step) -> Iterator[Finding]:
    if step.changed is None:
        return
    path = _path(draw, step, "csv")
    if isinstance(step.proven, PublisherError):
        yield trouble(step.proven, _path(draw, step, "done"), draw.name)
    elif isinstance(step.proven, Proven):
        verdict, found = Verdict(step.proven.verdict), step.proven.value
        yield Finding(verdict=verdict, reason=step.proven.reason, draw=draw.name, file=path, found=found)
    if step.rows is None:
        if not step.wrong and isinstance(step.proven, Proven):
            yield not_known("没有名单，无法重算变更", "without frame and panel it can't be recomputed", draw=draw.name)
        return
    yield compared(path, draw.files.data(path), change_text(step.rows).encode(), draw=draw.name)
