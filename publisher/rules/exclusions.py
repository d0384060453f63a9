"""Who is listed and yet gets no ticket: a closed list of codes, each recomputed from what was logged (art. 11, 14, 16).

Every function takes the visits of one object as they were known at the basis (`visits.known_at`), and answers with
its reason, whether it excludes or not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from publisher.errors import Words
from publisher.rules.frames import ACTIVE_STATUS, INACTIVE
from publisher.rules.visits import Meanings, Visit, is_clean, is_open, one_per_day
from publisher.rules.windows import in_window

CLEAN_TWICE = "clean-twice"
VISITED = "visited"
CAPPED = "capped"
CODES: Mapping[str, Words] = {
    INACTIVE: Words("不在经营（名录状态不是存续）", "not in business (its status on the roster)"),
    CLEAN_TWICE: Words("一年内已抽查多次且均无违法（第十一条）", "drawn and found clean often enough (article 11)"),
    VISITED: Words("本年度已被本机构检查过其他事项（第十六条）", "visited by this unit for other items (article 16)"),
    CAPPED: Words("本年度检查次数已到事项的频次上限", "visited as often as the item allows in a year"),
}
"""The only codes there are, in the order in which they are asked."""


class Fact(NamedTuple):
    """A fact of article 14 about an object, not public: `code` C1 to C7, the day it was established, until when."""

    code: str
    on: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the fact stands on `day`."""
        return self.on <= day and (self.until is None or day <= self.until)


class Decision(NamedTuple):
    """The code that excludes, or empty, and why; the reason may rest on facts that aren't public: for staff only."""

    code: str
    why: Words


def clean_twice(
    visits: Iterable[Visit],
    facts: Iterable[Fact],
    *,
    on: date,
    clean_visits: int,
    clean_years: int,
    lapses_on: Collection[str],
    meanings: Meanings,
) -> Decision:
    """Out when drawn `clean_visits` times or more in (on − clean_years, on], every visit clean (article 11).

    Follow-ups and visits under article 13 don't count; several items on one day are one visit; an open result isn't
    clean. It lapses when a fact whose code is in `lapses_on` is dated after the last of these visits, up to `on`.
    """
    drawn = one_per_day(visit for visit in visits if visit.origin == "draw")
    counted = [visit for visit in drawn if in_window(visit.visited_on, on, clean_years)]
    dates = "、".join(sorted(visit.visited_on.isoformat() for visit in counted))
    if len(counted) < clean_visits:
        zh, en = f"{clean_years}年内抽查{len(counted)}次，不满{clean_visits}次", f"{len(counted)} drawn visits"
        return Decision("", Words(zh, f"{en} in {clean_years} year(s), fewer than {clean_visits}"))
    unclean = sorted(visit.visited_on for visit in counted if not is_clean(visit, meanings))
    if unclean:
        still = any(is_open(visit, meanings) for visit in counted)
        zh, en = ("结果未了结", "its result is still open") if still else ("发现问题", "not clean")
        return Decision("", Words(f"{unclean[-1]}的检查{zh}", f"visit of {unclean[-1]}: {en}"))
    last = max(visit.visited_on for visit in counted)
    newer = sorted(fact.on for fact in facts if fact.code in lapses_on and last < fact.on <= on)
    if newer:
        zh, en = f"{last}之后有第十四条情形，不再避免", f"a fact of article 14 is dated after {last}: it lapses"
        return Decision("", Words(zh, en))
    zh, en = f"{clean_years}年内已抽查{len(counted)}次均无违法：{dates}", f"{len(counted)} drawn visits, all clean"
    return Decision(CLEAN_TWICE, Words(zh, f"{en}: {dates}"))


def visited(visits: Iterable[Visit], *, agency: str, items: Collection[str], year: int) -> Decision:
    """Out when this agency's drawn visits of the plan year left out an item that is now to be inspected (article 16).

    The same items again are the plan's own frequency and allowed; follow-ups and article 13 don't count.
    """
    earlier = [
        visit for visit in visits if visit.origin == "draw" and visit.agency == agency and visit.visited_on.year == year
    ]
    new = sorted(set(items) - {item for visit in earlier for item in visit.items})
    if not earlier or not new:
        zh, en = f"{year}年没有因其他事项检查过", f"no visit for other items in {year}"
        return Decision("", Words(zh, en))
    last = max(visit.visited_on for visit in earlier)
    zh, en = f"{last}已检查过，当时没有{'、'.join(new)}", f"visited on {last} without {', '.join(new)}"
    return Decision(VISITED, Words(zh, en))


def capped(visits: Iterable[Visit], *, items: Collection[str], caps: Mapping[str, int], year: int) -> Decision:
    """Out when some item's drawn visits of the year have reached its frequency cap (国办发〔2024〕54号).

    `caps`: item → visits a year to one firm, whichever agency makes them. An item without a cap has none.
    """
    drawn = one_per_day(visit for visit in visits if visit.origin == "draw" and visit.visited_on.year == year)
    for item in sorted(items):
        count = sum(item in visit.items for visit in drawn)
        if item in caps and count >= caps[item]:
            zh, en = f"{item}在{year}年已检查{count}次，上限{caps[item]}次", f"{item}: {count} visits in {year}"
            return Decision(CAPPED, Words(zh, f"{en}, cap {caps[item]}"))
    return Decision("", Words("未到频次上限", "below the frequency cap"))


@dataclass(frozen=True, kw_only=True)
class Exclusions:
    """What one draw excludes by: the order's codes, its unit and items, the day of the commit, the policy's numbers.

    `year`: the plan year; `lapses_on`: the facts before which `clean-twice` gives way, empty where the bureau
    decided that article 11 prevails.
    """

    codes: frozenset[str]
    on: date
    year: int
    agency: str
    items: frozenset[str]
    clean_visits: int
    clean_years: int
    meanings: Meanings
    lapses_on: frozenset[str] = frozenset()
    caps: Mapping[str, int] = field(default_factory=dict)

    def decisions(self, status: str, visits: Sequence[Visit], facts: Sequence[Fact]) -> list[Decision]:
        """Every code that the order uses, asked in the order of CODES."""
        asked = {
            INACTIVE: lambda: _inactive(status),
            CLEAN_TWICE: lambda: clean_twice(
                visits,
                facts,
                on=self.on,
                clean_visits=self.clean_visits,
                clean_years=self.clean_years,
                lapses_on=self.lapses_on,
                meanings=self.meanings,
            ),
            VISITED: lambda: visited(visits, agency=self.agency, items=self.items, year=self.year),
            CAPPED: lambda: capped(visits, items=self.items, caps=self.caps, year=self.year),
        }
        return [asked[code]() for code in CODES if code in self.codes]

    def code(self, status: str, visits: Sequence[Visit], facts: Sequence[Fact]) -> str:
        """The first code that excludes the object; empty where none does."""
        if not visits:  # nearly all of a big roster: nothing to ask but the status
            return INACTIVE if INACTIVE in self.codes and status != ACTIVE_STATUS else ""
        return next((decision.code for decision in self.decisions(status, visits, facts) if decision.code), "")


def _inactive(status: str) -> Decision:
    words = Words(f"名录状态：{status}", f"status on the roster: {status}")
    return Decision("" if status == ACTIVE_STATUS else INACTIVE, words)


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """The codes that are not on the closed list: an order that uses one is refused (A10)."""
    return sorted(set(codes) - CODES.keys())
