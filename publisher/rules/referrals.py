"""Referrals: what a result calls for, how far it is, and what of it the public sees (article 20).

A referral goes 告知 → 陈述申辩 → 决定 → 送达. It lives in the private register; in public there are counts, and a
code that may not stand by a firm's name before the decision is served (or ever) isn't written at all: staff write
发现问题待后续处理 and open the referral; once the decision is served they correct the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from publisher.errors import Fault, Words, fault
from publisher.rules.calendar import WorkCalendar
from publisher.rules.deadlines import Due
from publisher.rules.visits import Meanings

Step = Literal["opened", "informed", "heard", "decided", "served"]
STEPS: tuple[Step, ...] = ("opened", "informed", "heard", "decided", "served")
STEP_WORDS: Mapping[Step, Words] = {
    "opened": Words("已立项", "opened"),
    "informed": Words("已告知", "the firm was informed"),
    "heard": Words("已听取陈述申辩（或期满未提出）", "the firm was heard, or its term ended"),
    "decided": Words("已作决定", "decided"),
    "served": Words("决定已送达", "the decision was served"),
}
AFTER_DECISION, COUNT_ONLY = "after_decision", "count_only"


class Referral(NamedTuple):
    """One referral of one result. `row`: the result's first sealed row; `kind`: where to, in the code list's words.

    `days`: step → the day on which it was taken; `code`: the result code that it is for, public as a count alone.
    """

    row: str
    kind: str
    days: Mapping[Step, date]
    code: str = ""

    @property
    def step(self) -> Step:
        """The last step taken; `opened` where no day is written."""
        return next((step for step in reversed(STEPS) if step in self.days), "opened")

    def served_by(self, day: date) -> bool:
        """Whether its decision had been served on `day`."""
        return "served" in self.days and self.days["served"] <= day


class Calling(NamedTuple):
    """A result as the register of referrals needs it: its first row, codes, and the day on which it was fixed."""

    row: str
    codes: tuple[str, ...]
    fixed_on: date


def called_for(codes: Iterable[str], meanings: Meanings) -> list[str]:
    """Where results with these codes must be referred to, in the words of the code list."""
    kinds = {meanings[code].refer for code in codes if code in meanings}
    return sorted(kind for kind in kinds if kind)


def step_faults(referral: Referral) -> list[Fault]:
    """Steps left out, and steps dated before the one they follow."""
    found = []
    taken = [step for step in STEPS if step in referral.days]
    for step in STEPS[: STEPS.index(referral.step)]:
        if step not in referral.days:
            zh, en = f"缺少“{STEP_WORDS[step].zh}”这一步", f"the step {step!r} is missing"
            found.append(fault("referral-step", zh, en, "补写日期", "write its date"))
    for before, after in pairwise(taken):
        if referral.days[after] < referral.days[before]:
            zh, en = f"“{STEP_WORDS[after].zh}”早于前一步", f"{after!r} is dated before {before!r}"
            found.append(fault("referral-order", zh, en, "改正日期", "correct the dates"))
    return found


class Alert(NamedTuple):
    """A result that calls for a referral which isn't there, or a referral that stands still."""

    row: str
    kind: str
    due: Due
    overdue: bool
    words: Words


def alerts(
    results: Iterable[Calling],
    referrals: Sequence[Referral],
    *,
    meanings: Meanings,
    calendar: WorkCalendar,
    working_days: Mapping[Step, int],
    today: date,
) -> list[Alert]:
    """What is missing, by the day it is due.

    `working_days`: step → the term for it, counted from the step before; `opened` from the day the result was fixed.
    A referral that was served is done. A step without a term is never due. A referral behind a code that may not be
    written stands in the register alone, and its steps are due like the others'.
    """
    wanted: dict[tuple[str, str], date] = {
        (result.row, kind): result.fixed_on for result in results for kind in called_for(result.codes, meanings)
    }
    mine = {(item.row, item.kind): item for item in referrals}
    found = []
    for row, kind in wanted.keys() | mine.keys():
        known = mine.get((row, kind))
        waiting, since = _waiting(known, wanted.get((row, kind)))
        if waiting is None or since is None or waiting not in working_days:
            continue
        due = _due(since, waiting, working_days[waiting], calendar)
        found.append(Alert(row, kind, due, today > due.day, _alert_words(kind, waiting, due, known is None)))
    return sorted(found, key=lambda alert: (alert.due.day, alert.row, alert.kind))


def _alert_words(kind: str, waiting: Step, due: Due, missing: bool) -> Words:
    verb = (f"应办“{kind}”", f"referral {kind!r} is due")
    if not missing:
        verb = (f"“{kind}”停在中途", f"referral {kind!r} stands still")
    return Words(f"{verb[0]}：{STEP_WORDS[waiting].zh}，{due.day}前", f"{verb[1]}: {waiting} by {due.day}")


def _waiting(referral: Referral | None, fixed_on: date | None) -> tuple[Step | None, date | None]:
    """The step that comes next and the day from which its term runs, None where none is known."""
    if referral is None or not referral.days:
        return "opened", fixed_on
    number = STEPS.index(referral.step) + 1
    return (STEPS[number] if number < len(STEPS) else None), referral.days[referral.step]


def _due(since: date, step: Step, working_days: int, calendar: WorkCalendar) -> Due:
    reached = calendar.add_working_days(since, working_days)
    zh, en = f"{since}起{working_days}个工作日内", f"{working_days} working days from {since}"
    return Due(reached.day, reached.provisional, Words(f"{zh}{STEP_WORDS[step].zh}", f"{en}: {step}"))


def code_faults(codes: Iterable[str], meanings: Meanings, *, served: Container[str]) -> list[Fault]:
    """Codes that may not stand in a result (yet). `served`: the codes for which a decision was served."""
    found = []
    for code in codes:
        publish = meanings[code].publish if code in meanings else "full"
        if publish == COUNT_ONLY:
            zh, en = f"代码{code}只计数，不写进结果", f"code {code} is counted only and never written in a result"
            right = "结果写A，在登记册里办移送（referral add）", "write A, and open a referral (referral add)"
            found.append(fault("code-count-only", zh, en, *right))
        elif publish == AFTER_DECISION and code not in served:
            zh, en = (
                f"代码{code}在决定送达前不得写进结果",
                f"code {code} may not be written before the decision is served",
            )
            right = "先写A并办移送，送达后再更正", "write A and open a referral; correct it once the decision is served"
            found.append(fault("code-before-decision", zh, en, *right))
    return found


def public_counts(referrals: Iterable[Referral]) -> dict[tuple[str, Step], int]:
    """(result code, last step) → how many: all that the public learns of referrals."""
    return dict(sorted(Counter((item.code, item.step) for item in referrals).items()))
