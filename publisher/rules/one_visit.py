"""One inspection, a full check: several items are one visit by a team that can do them all (article 16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from publisher.draw.seats import ANY, Seat
from publisher.errors import Fault, fault
from publisher.rules.exclusions import visited
from publisher.rules.visits import Meanings, Visit, is_open

LEAST_SEATS, MOST_SEATS = 2, 8


class Task(NamedTuple):
    """An object drawn by a unit for some items, to be visited from `start` to `end`."""

    object_id: str
    agency: str
    items: tuple[str, ...]
    draw: str
    start: date
    end: date


class PlannedVisit(NamedTuple):
    """One visit for one or more draws: all their items, on a day that suits each of them."""

    object_id: str
    agency: str
    items: tuple[str, ...]
    draws: tuple[str, ...]
    start: date
    end: date


def one_visit(tasks: Iterable[Task]) -> list[PlannedVisit]:
    """The fewest visits: an agency's tasks at one object are one visit where their periods share a day (article 16).

    By object, agency, then day. Tasks whose periods lie apart stay apart: `visited` keeps such draws from coming up.
    """
    groups: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        groups.setdefault((task.object_id, task.agency), []).append(task)
    return [visit for key in sorted(groups) for visit in _merged(groups[key])]


def _merged(tasks: Sequence[Task]) -> list[PlannedVisit]:
    visits: list[PlannedVisit] = []
    # By last day: what can still wait is taken along by the visit that can't (fewest visits, as with intervals).
    waiting = sorted(tasks, key=lambda task: (task.end, task.start, task.draw))
    while waiting:
        day = waiting[0].end
        together = [task for task in waiting if task.start <= day]
        waiting = [task for task in waiting if task.start > day]
        visits.append(
            PlannedVisit(
                together[0].object_id,
                together[0].agency,
                tuple(sorted({item for task in together for item in task.items})),
                tuple(sorted({task.draw for task in together})),
                max(task.start for task in together),
                day,
            )
        )
    return visits


def seats_for(items: Iterable[str], skill_of: Mapping[str, str], department: str) -> list[Seat]:
    """The seats of a team that can do all `items`: one for each skill they need, two seats at least (article 16).

    `skill_of`: item → its skill, `*` for none. Raises KeyError for an item without one. The order of seats is settled
    by `draw.seats.seat_order` at the commit.
    """
    skills = sorted({skill_of[item] for item in items} - {ANY})
    seats = [Seat(department, skill) for skill in skills]
    return seats + [Seat(department, ANY)] * max(0, LEAST_SEATS - len(seats))


def seats_faults(seats: Sequence[Seat], items: Iterable[str], skill_of: Mapping[str, str]) -> list[Fault]:
    """What is wrong with a team for these items: too many seats, or a skill that no seat asks for."""
    found = []
    if len(seats) > MOST_SEATS:
        zh, en = f"检查组要{len(seats)}席", f"the team would need {len(seats)} seats"
        found.append(fault("team-size", zh, en, f"至多{MOST_SEATS}席，把事项分成两次", f"{MOST_SEATS} at most: split"))
    asked = {seat.skill for seat in seats}
    for item in items:
        if skill_of[item] not in asked | {ANY}:
            zh, en = f"没有一席要求事项{item}所需的专长", f"no seat asks for the skill of item {item}"
            right = f"加一席，专长为{skill_of[item]}", f"add a seat with skill {skill_of[item]}"
            found.append(fault("team-skill", zh, en, *right))
    return found


def missing_skills(team: Iterable[Collection[str]], needed: Iterable[str]) -> list[str]:
    """The skills that nobody on a team has. `team`: each member's skills."""
    had = {skill for member in team for skill in member}
    return sorted(set(needed) - had - {ANY})


def second_visit_fault(new: Visit, earlier: Sequence[Visit]) -> Fault | None:
    """Why a visit is refused: the agency was at this object in the same year, and for other items (article 16).

    Visits under article 13, follow-ups, and the plan's own repetition of the same items are no second visits.
    `earlier`: visits known before the new one.
    """
    if new.origin != "draw":
        return None
    same = [v for v in earlier if v.object_id == new.object_id and v.visited_on != new.visited_on]
    year = new.visited_on.year
    decision = visited(same, agency=new.agency, items=new.items, year=year)
    if not decision.code:
        return None
    right_zh = "合并为一次检查；复查须写明所复查的结果，第十三条的检查先登记"
    right_en = "make it one visit; a follow-up names the result it re-checks, article 13 is registered first"
    return fault("second-visit", decision.why.zh, decision.why.en, right_zh, right_en)


def follow_up_fault(new: Visit, checked: Visit | None, meanings: Meanings) -> Fault | None:
    """Why a visit isn't a follow-up: it names no open result of this object from before it (article 16).

    `checked`: the result that it says it re-checks, as it was known when the follow-up was made.
    """
    right = "写明同一单位的一条未了结的结果", "name an open result of the same object"
    if checked is None or checked.object_id != new.object_id:
        zh, en = "复查没有写明所复查的结果", "the follow-up names no result of this object"
        return fault("follow-up-unnamed", zh, en, *right)
    if not is_open(checked, meanings) or checked.visited_on > new.visited_on:
        zh, en = f"{checked.visited_on}的结果已了结，不须复查", f"the result of {checked.visited_on} isn't open"
        return fault("follow-up-closed", zh, en, *right)
    return None
