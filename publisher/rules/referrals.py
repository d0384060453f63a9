"""Referrals: what a result calls for, how far it is, and what of it the public sees (article 20).

A referral goes 告知 → 陈述申辩 → 决定 → 送达. It lives in the private register; in public there are counts, and a
code that may not stand by a firm's name before the decision is served shows as 发现问题待后续处理.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """One referral of one result. `row`: its sealed row; `kind`: where to, in the words of the code list.

    `days`: step → the day on which it was taken.
    """

    row: str
    kind: str
    days: Mapping[Step, date]

    @property
    def step(self) -> Step:
        """The last step taken; `opened` where no day is written."""
        return next((step for step in reversed(STEPS) if step in self.days), "opened")

    def served_by(self, day: date) -> bool:
        """Whether its decision had been served on `day`."""
        return "served" in self.days and self.days["served"] <= day


class Calling(NamedTuple):
    """A result as the register of referrals needs it: its row, codes, and the day on which it was fixed."""

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
    A referral that was served is done. A step without a term is never due.
    """
    mine = {(item.row, item.kind): item for item in referrals}
    found = []
    for result in results:
        for kind in called_for(result.codes, meanings):
            known = mine.get((result.row, kind))
            waiting, since = _waiting(known, result.fixed_on)
            if waiting is None or waiting not in working_days:
                continue
            due = _due(since, waiting, working_days[waiting], calendar)
            verb = (
                (f"应办“{kind}”", f"referral {kind!r} is due")
                if known is None
                else (f"“{kind}”停在中途", f"referral {kind!r} stands still")
            )
            words = Words(f"{verb[0]}：{STEP_WORDS[waiting].zh}，{due.day}前", f"{verb[1]}: {waiting} by {due.day}")
            found.append(Alert(result.row, kind, due, today > due.day, words))
    return sorted(found, key=lambda alert: (alert.due.day, alert.row, alert.kind))


def _waiting(referral: Referral | None, fixed_on: date) -> tuple[Step | None, date]:
    """The step that comes next and the day from which its term runs."""
    if referral is None or not referral.days:
        return "opened", fixed_on
    number = STEPS.index(referral.step) + 1
    return (STEPS[number] if number < len(STEPS) else None), referral.days[referral.step]


def _due(since: date, step: Step, working_days: int, calendar: WorkCalendar) -> Due:
    reached = calendar.add_working_days(since, working_days)
    zh, en = f"{since}起{working_days}个工作日内", f"{working_days} working days from {since}"
    return Due(reached.day, reached.provisional, Words(f"{zh}{STEP_WORDS[step].zh}", f"{en}: {step}"))


def public_codes(codes: Iterable[str], meanings: Meanings, *, served: bool, meanwhile: str) -> list[str]:
    """The codes that may stand by a firm's name, sorted.

    `after_decision` codes show as `meanwhile` (the code of 发现问题待后续处理) until the decision is `served`,
    `count_only` codes always.
    """
    shown = set()
    for code in codes:
        publish = meanings[code].publish if code in meanings else "full"
        hidden = publish == COUNT_ONLY or (publish == AFTER_DECISION and not served)
        shown.add(meanwhile if hidden else code)
    return sorted(shown)


def public_counts(referrals: Iterable[Referral]) -> dict[tuple[str, Step], int]:
    """(where to, last step) → how many: all that the public learns of referrals."""
    return dict(sorted(Counter((item.kind, item.step) for item in referrals).items()))
