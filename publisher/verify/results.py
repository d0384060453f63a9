"""C17: everyone drawn has a result in time, by the right people, after the draw, unaltered (sections 3, 5, 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from publisher.draw.identifiers import VACANT, end_of, parse_date, parse_time, time_text
from publisher.log.history import Logged
from publisher.log.records import Commit, SealedRow
from publisher.verify.case import Case
from publisher.verify.course import Course
from publisher.verify.draw_case import DrawCase, ResultText
from publisher.verify.inputs import commit_day, inputs_at, objects_of
from publisher.verify.report import Finding, fails, holds, not_known, not_yet
from publisher.verify.result_texts import result_text
from publisher.verify.teams_in_force import TeamsInForce, teams_in_force
from publisher.verify.waiting import waiting

LATEST = timedelta(days=90)


def results(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C17 (sections 3, 5 and 8).

    - every object drawn, or drawn as a supplement, has a result logged by `publish_by`, or is within its time; a
      postponed one and a supplement at the latest 90 days after `inspect_by`
    - no result is of an object that wasn't drawn
    - each object has one result; each correction replaces the row before it
    - the published text opens the row's hash; it is missing only where it was withdrawn, and not before its time
    - in a blinded draw the result opens its alias, and no firm is opened twice
    - its inspectors are the team in force at that position of the log; the visit isn't before the day of the outcome
    """
    course = draw.course
    if course is None:
        return
    pause = waiting(draw, course)
    if pause:
        yield pause
        if draw.results:
            yield fails("没有抽签结果，却有检查结果", "results of a draw that has no outcome", draw=draw.name)
        return
    teams = teams_in_force(case, draw)
    if not teams.states:
        yield not_known("没有抽中名单，无法核对结果", "without a selection no result can be judged", draw=draw.name)
        return
    rows: dict[str, list[ResultText]] = {object_id: [] for object_id in teams.now}
    for row in draw.results:
        rows.setdefault(row.logged.record.object, []).append(row)
    complete = 0
    for object_id, texts in rows.items():
        found = list(_object(case, draw, course, teams, object_id, texts))
        yield from found
        complete += not found
    yield from _opened_twice(draw)
    yield from _ghosts(case, draw, course.commit.record)
    if complete:
        zh, en = f"{complete}家的结果齐全相符", f"the results of {complete} objects are complete"
        yield holds(zh, en, draw=draw.name)


def _object(
    case: Case, draw: DrawCase, course: Course, teams: TeamsInForce, object_id: str, rows: list[ResultText]
) -> Iterator[Finding]:
    if object_id not in teams.since:
        zh, en = f"{object_id}没有被抽中，却有结果", f"{object_id} has a result but wasn't drawn"
        yield fails(zh, en, draw=draw.name, found=object_id)
        return
    due = _due(course.commit.record, teams, object_id)
    if not rows:
        yield from _without(draw, object_id, due)
        return
    yield from _in_time(draw, course, object_id, rows[0].logged, due)
    yield from _chain(draw, object_id, rows)
    for row in rows:
        yield from result_text(case, draw, course, teams, row)


def _due(commit: Commit, teams: TeamsInForce, object_id: str) -> datetime:
    """When the object's result must be logged at the latest."""
    last = end_of(parse_date(commit.inspect_by)) + LATEST
    postponed = all(inspector == VACANT for inspector in teams.states[0][1].get(object_id, []))
    if postponed or object_id in teams.supplemented:
        return last
    return min(end_of(parse_date(commit.publish_by)), last)


def _without(draw: DrawCase, object_id: str, due: datetime) -> Iterator[Finding]:
    zh, en = f"{object_id}尚无结果", f"{object_id} has no result yet"
    expected = f"<= {time_text(due)}"
    if draw.now <= due:
        yield not_yet(zh, en, draw=draw.name, expected=expected)
    else:
        zh, en = f"{object_id}到期仍无结果", f"{object_id} still has no result"
        yield fails(zh, en, draw=draw.name, expected=expected)


def _in_time(
    draw: DrawCase, course: Course, object_id: str, first: Logged[SealedRow], due: datetime
) -> Iterator[Finding]:
    watch, expected = course.watch_of(first.position), f"<= {time_text(due)}"
    if parse_time(first.record.time) > due:
        zh, en = f"{object_id}的结果逾期登记", f"the result of {object_id} was logged late"
        yield fails(zh, en, draw=draw.name, found=first.record.time, expected=expected)
    elif (watch is None and draw.now > due) or (watch and watch.time > due):
        zh = f"没有见证表明{object_id}的结果按期登记"
        en = f"no cosignature shows that the result of {object_id} was logged in time"
        yield not_known(zh, en, draw=draw.name, expected=expected)


def _chain(draw: DrawCase, object_id: str, rows: list[ResultText]) -> Iterator[Finding]:
    before = ""
    for row in rows:
        record = row.logged.record
        kind = "correction" if before else "result"
        if (record.type, record.replaces) != (kind, before):
            zh = f"{object_id}的记录没有接续前一条：两次结果，或更正没有写明所改的记录"
            en = f"a row of {object_id} doesn't continue the one before it: two results, or a correction of another row"
            found, expected = f"{record.type} {record.replaces}".strip(), f"{kind} {before}".strip()
            yield fails(zh, en, draw=draw.name, found=found, expected=expected)
        before = record.row


def _openings(draw: DrawCase) -> dict[str, set[str]]:
    """Firm → aliases that results open as this firm."""
    found: dict[str, set[str]] = {}
    for row in draw.results:
        if row.result.value and row.result.value.opening:
            found.setdefault(row.result.value.object_id, set()).add(row.result.value.object)
    return found


def _opened_twice(draw: DrawCase) -> Iterator[Finding]:
    for object_id, aliases in _openings(draw).items():
        if len(aliases) > 1:
            zh, en = f"{object_id}以两个代号出现", f"{object_id} stands under two aliases"
            yield fails(zh, en, draw=draw.name, found=", ".join(sorted(aliases)))


def _ghosts(case: Case, draw: DrawCase, commit: Commit) -> Iterator[Finding]:
    openings = _openings(draw)
    if not openings:
        return
    roster = objects_of(case, inputs_at(case, commit.basis.size, commit_day(commit))).value
    listed = {row.object_id for row in roster} if roster is not None else openings.keys()
    for object_id in sorted(openings.keys() - listed):
        zh, en = f"名录中没有{object_id}", f"{object_id} wasn't on the roster"
        yield fails(zh, en, draw=draw.name, found=object_id)
