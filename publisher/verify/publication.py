"""C18: each result was public in time (article 18; protocol section 10).

A result is public when a checkpoint that holds its row is cosigned: the row's text lies beside the log from then on,
which C17 judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from publisher.draw.identifiers import SHANGHAI, end_of, parse_date, parse_time, time_text
from publisher.log.history import Logged
from publisher.log.records import SealedRow
from publisher.log.trust import TrustPolicy
from publisher.rules.deadlines import Due, publication_due
from publisher.tables.draw_rules import work_calendar
from publisher.tables.policy import PolicyEvidence
from publisher.verify.case import Case
from publisher.verify.course import Course
from publisher.verify.draw_case import DrawCase, ResultText
from publisher.verify.inputs import inputs_at, policy_of
from publisher.verify.ledger import Watch
from publisher.verify.nonrandom import Entry, entries
from publisher.verify.report import Finding, fails, holds, not_known, not_yet


class Published(NamedTuple):
    """A result to judge: its row, the day on which it was fixed (None: its text isn't there), and who watched it.

    `watched`: whether a quorum is asked for at all.
    """

    logged: Logged[SealedRow]
    fixed_on: date | None
    path: str
    watch: Watch | None
    watched: bool


def publication(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C18 (article 18) for one draw: every row by its own `fixed_on`, a correction by the correction's.

    - in time where a quorum cosigned a checkpoint that holds the row by the end of the earlier of both terms
    - late: fails; not cosigned and not due: pending; a year without the State Council's notice: judged only where
      20 days or the longer term decide alone
    - holidays are those that the policy carried which was in force when the row was logged
    """
    course = draw.course
    if course is None:
        return
    yield from _all(case, (_of_row(course, row) for row in draw.results), draw.name)


def _of_row(course: Course, row: ResultText) -> Published:
    """A text that isn't the logged one says nothing."""
    genuine = row.file.value is not None and row.file.value.row == row.logged.record.row
    fixed_on = parse_date(row.result.value.fixed_on) if genuine and row.result.value else None
    watch = course.watch_of(row.logged.position)
    return Published(row.logged, fixed_on, row.file.path, watch, _asks(course.watchers))


def _asks(policy: TrustPolicy | None) -> bool:
    return policy is not None and policy.quorum.total > 0


def nonrandom_publication(case: Case) -> Iterator[Finding]:
    """C18 for inspections outside the draw (article 13)."""
    yield from _all(case, (_of_entry(case, entry) for entry in entries(case) if _may_tell(entry)), "")


def _may_tell(entry: Entry) -> bool:
    """Whether a row tells of a result: a correction may whose text isn't there, or isn't the logged one."""
    if _genuine(entry):
        return entry.finding_of() is not None
    return entry.logged.record.type == "correction"


def _genuine(entry: Entry) -> bool:
    return (
        entry.text.value is not None
        and entry.file.value is not None
        and entry.file.value.row == entry.logged.record.row
    )


def _of_entry(case: Case, entry: Entry) -> Published:
    found = entry.finding_of() if _genuine(entry) else None
    asks = _asks(case.ledger.watchers(entry.logged.position, case.now))
    return Published(entry.logged, parse_date(found.fixed_on) if found else None, entry.path, entry.watch(case), asks)


def _all(case: Case, results: Iterator[Published], draw: str) -> Iterator[Finding]:
    timely = 0
    for result in results:
        found = list(_one(case, result, draw))
        yield from found
        timely += not found
    if timely:
        zh, en = f"{timely}条结果按期公布", f"{timely} results were published in time"
        yield holds(zh, en, draw=draw)


def _one(case: Case, result: Published, draw: str) -> Iterator[Finding]:
    name = result.logged.record.object
    if result.fixed_on is None:
        zh, en = (
            f"{name}的结果已停止公示或没有公布，认定日期不明",
            f"the text of {name} isn't there: its term is unknown",
        )
        yield not_known(zh, en, draw=draw, file=result.path)
        return
    day = parse_time(result.logged.record.time).astimezone(SHANGHAI).date()
    policy = policy_of(case, inputs_at(case, result.logged.position, day)).value
    if policy is None:
        yield not_known("没有生效的规则，无法计算期限", "without a policy in force there is no term", draw=draw)
        return
    yield from _in_time(case, result, result.fixed_on, policy, draw)


def _in_time(case: Case, result: Published, fixed_on: date, policy: PolicyEvidence, draw: str) -> Iterator[Finding]:
    numbers, name = policy.numbers, result.logged.record.object
    calendar = work_calendar(policy)
    due = publication_due(fixed_on, calendar, days=numbers.publish_days, working_days=numbers.publish_working_days)
    first, last = _bounds(due, fixed_on, policy)
    shown = result.watch.time if result.watch else None
    judged, expected = shown or case.now, f"<= {time_text(end_of(due.day))}"
    if shown and shown <= first:
        return
    if judged > last and not result.watched:
        zh, en = (
            f"没有见证表明{name}的结果按期公布",
            f"no cosignature shows that the result of {name} was public in time",
        )
        yield not_known(zh, en, draw=draw, file=result.path, expected=expected)
    elif judged > last:
        zh, en = f"{name}的结果逾期公布：{due.why.zh}", f"the result of {name} was published late: {due.why.en}"
        found = time_text(shown) if shown else "-"
        yield fails(zh, en, draw=draw, file=result.path, found=found, expected=expected)
    elif judged > first:
        zh, en = (
            f"{name}：节假日安排尚未公布，不能判断是否按期",
            f"{name}: a holiday notice isn't out, so it can't be judged",
        )
        yield not_known(zh, en, draw=draw, file=result.path, expected=expected)
    else:
        zh, en = f"{name}的结果等待见证", f"the result of {name} waits for a witness"
        yield not_yet(zh, en, draw=draw, expected=expected)


def _bounds(due: Due, fixed_on: date, policy: PolicyEvidence) -> tuple[datetime, datetime]:
    """The ends of the earliest and the latest day that the term can come to, whatever a missing notice says."""
    if not due.provisional:
        return end_of(due.day), end_of(due.day)
    numbers = policy.numbers
    soonest = fixed_on + timedelta(days=min(numbers.publish_working_days, numbers.publish_days))
    return end_of(soonest), end_of(fixed_on + timedelta(days=numbers.publish_days))
