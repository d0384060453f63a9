"""One draw's rules, put together from its order, the item list and the policy in force (articles 5, 9, 11, 14, 16).

What makes a draw and what judges it both start here, from evidence; neither trusts the other's frame.
"""

from __future__ import annotations

from datetime import date

from publisher.draw.identifiers import parse_date
from publisher.draw.parts import Order
from publisher.errors import Refused, Words, fault
from publisher.rules.calendar import WorkCalendar
from publisher.rules.eligibility import FrameRules
from publisher.rules.exclusions import CLEAN_TWICE, Exclusions
from publisher.rules.strata import FOCUS, Focus, why_blinded
from publisher.tables.items import Item, ItemList
from publisher.tables.policy import CalendarDays, PolicyEvidence


def ordered_items(order: Order, items: ItemList) -> list[Item]:
    """The order's items. Raises Refused for one that the list doesn't hold (article 5)."""
    found = []
    for number in order.items:
        item = items.find(number)
        if item is None:
            right = ("只能抽取已核准并公布的事项", "only an approved, published item can be drawn")
            zh, en = f"事项{number}不在生效的清单中", f"item {number} isn't in the list in force"
            raise Refused(fault("item", zh, en, *right))
        found.append(item)
    return found


def focus_of(policy: PolicyEvidence) -> Focus | None:
    """Who gets stronger attention by this policy, if it says so."""
    if policy.focus is None:
        return None
    return Focus(
        public=[[condition.part for condition in conditions] for conditions in policy.focus.public],
        market=frozenset(policy.focus.market),
        hr=frozenset(policy.focus.hr),
        flags=frozenset(policy.focus.flags),
    )


def frame_rules(order: Order, policy: PolicyEvidence, items: ItemList, day: date) -> FrameRules:
    """What decides who stands in the frame, in which stratum, and who is excluded.

    `day`: the commit's, in Asia/Shanghai; windows of article 11 end on it, and its year is the plan year. Raises
    Refused for an item that isn't in force.
    """
    listed = ordered_items(order, items)
    exclusions = Exclusions(
        codes=frozenset(order.exclusions),
        on=day,
        year=day.year,
        agency=order.unit,
        items=frozenset(order.items),
        clean_visits=policy.numbers.clean_visits,
        clean_years=policy.numbers.clean_years,
        meanings=policy.result_codes,
        lapses_on=frozenset(policy.lapses_on),
        caps={item.item: item.frequency_cap for item in items.items},
    )
    return FrameRules(
        scopes=[[condition.part for condition in item.scope] for item in listed],
        targeting=order.targeting,
        strata=order.strata,
        exclusions=exclusions,
        focus=focus_of(policy) if any(part.stratum == FOCUS for part in order.strata) else None,
    )


def closed_reasons(order: Order, policy: PolicyEvidence) -> list[Words]:
    """Why this order's frame can't be open; empty where it may be (section 5)."""
    return why_blinded(
        unannounced=order.visits == "unannounced",
        focus=any(part.stratum == FOCUS for part in order.strata),
        facts_lapse=CLEAN_TWICE in order.exclusions and bool(policy.lapses_on),
    )


def needs_audit(order: Order, policy: PolicyEvidence) -> bool:
    """Whether a blinded frame's key is never published, so that an auditor from outside must speak (section 5).

    It is published only where visits that come unannounced are the one reason for which the frame is blinded.
    """
    return order.visits != "unannounced" or len(closed_reasons(order, policy)) > 1


def work_calendar(policy: PolicyEvidence) -> WorkCalendar:
    """The State Council's notices that the policy carries."""

    def notice(days: CalendarDays) -> dict[date, bool]:
        return {parse_date(day): True for day in days.off} | {parse_date(day): False for day in days.work}

    return WorkCalendar({int(year): notice(days) for year, days in policy.calendars.items()})
