"""Objections to a published result: received, taken up, answered, and the correction they lead to (article 18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from publisher.errors import Fault, Words, fault
from publisher.rules.calendar import WorkCalendar
from publisher.rules.deadlines import Due

State = Literal["received", "accepted", "dismissed", "upheld", "corrected"]
STATE_WORDS: Mapping[State, Words] = {
    "received": Words("收到异议", "an objection came in"),
    "accepted": Words("异议处理中", "an objection is being handled"),
    "dismissed": Words("异议不成立，结果维持", "the objection was dismissed; the result stands"),
    "upheld": Words("异议成立，待更正", "the objection was upheld; a correction is due"),
    "corrected": Words("异议成立，已更正", "the objection was upheld; the result was corrected"),
}


class Objection(NamedTuple):
    """An objection. `number`: its own, in the private register; `row`: the result's first sealed row.

    `upheld`: None until it is answered; `correction`: the row that corrects the result, or empty; `accepted_on`: when
    it was taken up, None before.
    """

    number: str
    row: str
    received_on: date
    answered_on: date | None = None
    upheld: bool | None = None
    correction: str = ""
    accepted_on: date | None = None

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.answered_on is None or self.upheld is None:
            return "received" if self.accepted_on is None else "accepted"
        if not self.upheld:
            return "dismissed"
        return "corrected" if self.correction else "upheld"


class Terms(NamedTuple):
    """Working days: to object from publication; from receipt to take up and to answer; from the answer to correct."""

    object_within: int
    accept_within: int
    answer_within: int
    correct_within: int


def object_until(published_on: date, calendar: WorkCalendar, terms: Terms) -> Due:
    """Until when a firm may object to a result published on that day; what the site prints beside it."""
    return _due(published_on, terms.object_within, calendar, "公示", "published")


def is_in_time(objection: Objection, published_on: date, calendar: WorkCalendar, terms: Terms) -> bool:
    """Whether it came in time; a late one is handled as an appeal (申诉) and not turned away."""
    return objection.received_on <= object_until(published_on, calendar, terms).day


def next_due(objection: Objection, calendar: WorkCalendar, terms: Terms) -> Due | None:
    """By when the bureau must act: take it up, answer it, or correct the result; None where it is settled."""
    if objection.state == "received":
        return _due(objection.received_on, terms.accept_within, calendar, "收到", "received")
    if objection.state == "accepted":
        return _due(objection.received_on, terms.answer_within, calendar, "收到", "received")
    if objection.state == "upheld" and objection.answered_on is not None:
        return _due(objection.answered_on, terms.correct_within, calendar, "认定异议成立", "upheld")
    return None


def _due(since: date, working_days: int, calendar: WorkCalendar, zh: str, en: str) -> Due:
    reached = calendar.add_working_days(since, working_days)
    words = Words(f"{since}{zh}，{working_days}个工作日内", f"{working_days} working days from {since} ({en})")
    return Due(reached.day, reached.provisional, words)


def objection_faults(objection: Objection, rows: Mapping[str, str]) -> list[Fault]:
    """What is wrong with an entry. `rows`: sealed row → the row it replaces or empty, for all that is logged."""
    found = []
    if objection.row not in rows:
        zh, en = f"异议{objection.number}所指的结果没有登记", f"objection {objection.number} names no logged result"
        found.append(fault("objection-row", zh, en, "写明所异议的结果", "name the result it is about"))
    if (objection.answered_on is None) != (objection.upheld is None):
        zh, en = f"异议{objection.number}的答复不全", f"objection {objection.number} is half answered"
        found.append(fault("objection-answer", zh, en, "日期与结论一并写", "write both the day and the answer"))
    days = [day for day in (objection.received_on, objection.accepted_on, objection.answered_on) if day is not None]
    if days != sorted(days):
        zh, en = f"异议{objection.number}的日期前后颠倒", f"the days of objection {objection.number} are out of order"
        found.append(fault("objection-order", zh, en, "改正日期", "correct the dates"))
    if objection.correction and not (objection.upheld and _corrects(objection, rows)):
        zh = f"异议{objection.number}所写的更正不是这条结果的更正"
        en = f"objection {objection.number} names a row that isn't this result's correction"
        found.append(fault("objection-correction", zh, en, "写更正记录的编号", "name the correcting row"))
    return found


def _corrects(objection: Objection, rows: Mapping[str, str]) -> bool:
    """Whether the correction replaces the row, directly or by a chain of corrections."""
    row, seen = objection.correction, set[str]()
    while row and row not in seen:
        seen.add(row)
        row = rows.get(row, "")
        if row == objection.row:
            return True
    return False


def public_state(row: str, objections: Iterable[Objection]) -> Words | None:
    """What stands beside a result: the state of its newest objection; who objected, and why, is nobody's business."""
    found = newest(row, objections)
    return STATE_WORDS[found.state] if found else None


def newest(row: str, objections: Iterable[Objection]) -> Objection | None:
    """The newest objection to a result (its first row), if there is one."""
    mine = (item for item in objections if item.row == row)
    return max(mine, key=lambda item: (item.received_on, item.number), default=None)


def public_counts(objections: Iterable[Objection]) -> dict[State, int]:
    """How many are in each state, all five listed."""
    counts = Counter(item.state for item in objections)
    return {state: counts[state] for state in STATE_WORDS}
