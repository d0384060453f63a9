"""Stronger attention as strata, never as hidden weights (articles 11 and 14; protocol section 5).

What isn't public (risk classes, complaints, lists, monitoring) may put an object only into one merged stratum, `focus`,
which can't be read as any one of its reasons. What follows from logged results (`found`) is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from publisher.draw.parts import ConditionPart
from publisher.draw.quotas import Quota
from publisher.errors import Fault, Words, fault
from publisher.rules.exclusions import Fact
from publisher.rules.frames import Listed, holds
from publisher.rules.visits import Meanings, Visit, found_problem, is_clean
from publisher.rules.windows import in_window

FOCUS = "focus"
PUBLIC = "public"
LEAST_REASONS = 2
FLAGS = ("C1", "C2", "C3", "C4", "C5", "C6", "C7")
Found = Literal["problem", "clean", "none"]


class Standing(NamedTuple):
    """What is known of an object and never published: both risk classes, facts of articles 11 and 14."""

    market: str = ""
    hr: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Focus:
    """Who gets stronger attention, as the policy says it. An object is in when any one reason holds.

    `public`: alternatives, each a list of conditions joined by AND on public columns; `market`, `hr`: risk classes;
    `flags`: C1 to C7.
    """

    public: Sequence[Sequence[ConditionPart]]
    market: frozenset[str] = frozenset()
    hr: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    @property
    def hidden_reasons(self) -> tuple[str, ...]:
        """The kinds of reason that aren't public and may put an object in."""
        classes = [name for name, values in (("market", self.market), ("hr", self.hr)) if values]
        return (*classes, *sorted(self.flags))

    def reasons(self, row: Listed, standing: Standing, on: date) -> tuple[str, ...]:
        """Why the object is in on the day `on`, `public` first; empty where it isn't. Internal: never published."""
        found = [PUBLIC] if any(holds(row, conditions) for conditions in self.public) else []
        if standing.market in self.market:
            found.append("market")
        if standing.hr in self.hr:
            found.append("hr")
        held = {fact.code for fact in standing.facts if fact.code in self.flags and fact.holds(on)}
        return (*found, *sorted(held))


def found_by_visits(visits: Iterable[Visit], *, on: date, years: int, meanings: Meanings) -> Found:
    """What visits up to `on` found: `problem` where the last one did, or any within the window (articles 11, 14: C6).

    Follow-ups only re-check and don't count; a visit under article 13 does. Public, as results are.
    """
    known = sorted(
        (visit for visit in visits if visit.origin != "follow-up" and visit.visited_on <= on),
        key=lambda visit: visit.visited_on,
    )
    if not known:
        return "none"
    last = known[-1].visited_on
    relevant = [v for v in known if v.visited_on == last or in_window(v.visited_on, on, years)]
    if any(found_problem(visit, meanings) for visit in relevant):
        return "problem"
    return "clean" if all(is_clean(visit, meanings) for visit in relevant) else "none"


def focus_faults(focus: Focus, quota: Quota, by_public: int, *, least: int, high: str) -> list[Fault]:
    """Why the merged stratum would give its members away: refused before it is committed (section 5).

    `by_public`: its rows that a public criterion chose; `least`: rows it must have; `high`: the highest chance and
    ratio, a decimal text.
    """
    found = []
    if len(focus.hidden_reasons) < LEAST_REASONS:
        zh, en = "重点组只有一种不公开的理由", "the focus stratum has a single reason that isn't public"
        found.append(_refused("focus-reasons", zh, en, "至少并入两种", "merge at least two"))
    if not by_public:
        zh, en = "重点组里没有一家是按公开条件列入的", "no row of the focus stratum was chosen by a public criterion"
        found.append(_refused("focus-public", zh, en, "加一个公开条件（行业、乡镇）", "add one: industry or town"))
    if quota.listed < least:
        zh, en = f"重点组只有{quota.listed}家", f"the focus stratum has only {quota.listed} rows"
        found.append(_refused("focus-small", zh, en, f"至少{least}家，放宽公开条件", f"{least} or more: widen it"))
    over = quota.ratio is not None and Fraction(quota.ratio) > Fraction(high)
    if over or (quota.eligible and Fraction(quota.size, quota.eligible) > Fraction(high)):
        zh, en = f"重点组抽{quota.size}/{quota.eligible}", f"the focus stratum draws {quota.size} of {quota.eligible}"
        found.append(_refused("focus-ratio", zh, en, f"比例和机会不超过{high}", f"ratio and chance {high} or less"))
    return found


def _refused(code: str, zh: str, en: str, right_zh: str, right_en: str) -> Fault:
    return fault(code, zh, en, f"{right_zh}（协议第5节）", f"{right_en} (protocol section 5)")


def focus_notice(quota: Quota) -> Words:
    """What everyone is told of a merged stratum, always (section 5)."""
    zh = f"分组{quota.stratum}由多种理由合并而成，名单由外部审计核对；抽{quota.size}/{quota.eligible}"
    en = f"stratum {quota.stratum} merges several reasons, an outside auditor checks it; {quota.size}/{quota.eligible}"
    return Words(zh, en)


_TELLING_ZH = ("投诉", "举报", "黑名单", "失信", "违法", "风险", "监控", "关注", "信用")
_TELLING_EN = ("complain", "black", "risk", "violat", "monitor", "credit", *(flag.lower() for flag in FLAGS))


def is_neutral(label: str, title: str) -> bool:
    """Whether label and title of a merged stratum say nothing of why an object is in it."""
    text = label.lower()
    return not any(word in text for word in _TELLING_EN) and not any(word in title for word in _TELLING_ZH)


def why_blinded(*, unannounced: bool, focus: bool, facts_lapse: bool) -> list[Words]:
    """Why a frame can't be open; empty where it may be (section 5: every input public, visits announced or on paper).

    `focus`: a stratum rests on facts not public; `facts_lapse`: an exclusion may lapse on such a fact.
    """
    reasons = (
        (unannounced, Words("检查不预告", "visits are unannounced")),
        (focus, Words("重点组依据不公开的情况", "the focus stratum rests on facts that aren't public")),
        (facts_lapse, Words("是否排除取决于不公开的情况", "an exclusion depends on facts that aren't public")),
    )
    return [words for applies, words in reasons if applies]
