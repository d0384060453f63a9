"""Joint inspections: a partner agency's own inspectors are on the team, and nothing less is joint (article 15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from publisher.rules.shares import Share, share_of


class JointTask(NamedTuple):
    """A draw and the visits it led to. `teams`: of each visit made, the departments of the inspectors who were there.

    `day`: the day by which it counts in the year: its outcome.
    """

    draw: str
    day: date
    teams: tuple[frozenset[str], ...]


def is_joint_visit(departments: Collection[str], partners: Collection[str]) -> bool:
    """Whether an inspector of a partner was on the team; a partner that is only named doesn't count."""
    return not set(departments).isdisjoint(partners)


def is_joint_task(task: JointTask, partners: Collection[str]) -> bool:
    """Whether a draw was joint: it led to visits, and a partner was on every one of them."""
    return bool(task.teams) and all(is_joint_visit(team, partners) for team in task.teams)


class JointShare(NamedTuple):
    """The share of joint inspections by draws and by visits, with the draws that count as joint."""

    tasks: Share
    visits: Share
    joint: tuple[str, ...]


def joint_share(tasks: Iterable[JointTask], partners: Collection[str]) -> JointShare:
    """Both shares over `tasks`; draws without a visit yet count in neither."""
    made = [task for task in tasks if task.teams]
    return JointShare(
        share_of(is_joint_task(task, partners) for task in made),
        share_of(is_joint_visit(team, partners) for task in made for team in task.teams),
        tuple(task.draw for task in made if is_joint_task(task, partners)),
    )


class Month(NamedTuple):
    """The shares of a year from January to the end of a month."""

    month: int
    tasks: Share
    visits: Share


def joint_trend(tasks: Sequence[JointTask], partners: Collection[str], *, year: int, until: date) -> list[Month]:
    """The year's shares so far, month by month, up to the month of `until` (all twelve for an earlier year)."""
    last = 12 if until.year > year else until.month if until.year == year else 0
    counted = [task for task in tasks if task.day.year == year and task.day <= until]
    found = [Month(0, Share(0, 0), Share(0, 0))]
    for month in range(1, last + 1):
        share = joint_share([task for task in counted if task.day.month == month], partners)
        found.append(Month(month, found[-1].tasks.plus(share.tasks), found[-1].visits.plus(share.visits)))
    return found[1:]


def still_needed(share: Share, target: str) -> int | None:
    """How many further tasks, all joint, bring a share to `target` (a decimal text); None where none can.

    The least k with (part + k) / (whole + k) ≥ target.
    """
    goal = Fraction(target)
    short = goal * share.whole - share.part
    if short <= 0:
        return 0
    return ceil(short / (1 - goal)) if goal < 1 else None
