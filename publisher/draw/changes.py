"""Substitutes and supplements: what a change does to teams, each with a fresh seed (section 8, article 12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.draw.hashing import inspector_ticket, object_ticket
from publisher.draw.identifiers import VACANT
from publisher.draw.seats import Seat, fitting, regular, seatable
from publisher.draw.tables import ChangeRow, FrameRow, Member, PanelRow
from publisher.draw.teams import TeamDraw, teams_by_object

PREVENTED = "prevented"
RECUSED = "recused"


class Removal(NamedTuple):
    """Who leaves which team: a member, or `-` for an empty seat to be filled."""

    object_id: str
    inspector_id: str
    code: str
    late: bool


@dataclass
class Standing:
    """The teams in force, and what earlier changes leave behind.

    `teams`: object → inspector ids by seat, in the order of rank, supplements after. `removed`: object → all who ever
    left it. `prevented`: who serves no more in this draw. `used`: objects drawn or supplemented. `loads`: teams given.
    """

    teams: dict[str, list[str]]
    used: set[str]
    loads: dict[str, int]
    removed: dict[str, set[str]] = field(default_factory=dict)
    prevented: set[str] = field(default_factory=set)

    @classmethod
    def after_draw(cls, teams: Sequence[Member]) -> Standing:
        """The standing right after the outcome."""
        by_object = teams_by_object(teams)
        loads = Counter(row.inspector_id for row in teams if row.inspector_id != VACANT)
        return cls(teams=by_object, used=set(by_object), loads=dict(loads))


def substitute(
    panel: Sequence[PanelRow],
    seats: Sequence[Seat],
    *,
    change_seed: str,
    object_id: str,
    members: Sequence[str],
    barred: set[str],
) -> tuple[str, str]:
    """(inspector, ticket) for one vacancy, or (`-`, "") where nobody is left.

    `members`: who is in the team now; `barred`: who was ever removed from this object or prevented in this draw.
    """
    able = [row for row in panel if not row.excluded and row.inspector_id not in barred]
    choices = [fitting(panel, seat) for seat in seats]
    for pool in (regular(able), able):
        helpers = {row.inspector_id for row in pool}
        ranked = sorted(
            (inspector_ticket(change_seed, object_id, inspector), inspector) for inspector in helpers - set(members)
        )
        for ticket, inspector in ranked:
            if seatable([*members, inspector], choices, helpers):
                return inspector, ticket
    return VACANT, ""


def apply_change(
    standing: Standing,
    *,
    frame: Sequence[FrameRow],
    panel: Sequence[PanelRow],
    seats: Sequence[Seat],
    change_seed: str,
    removals: Sequence[Removal],
    supplements: Sequence[str],
    settled: Collection[str] = (),
) -> list[ChangeRow]:
    """The rows of `<nnnn>.csv`; `standing` is brought forward by them.

    `removals`: as the change lists them; each must name a seat in force (the caller checks). `supplements`: the objects
    to be replaced, in the order listed. `settled`: objects with a logged result, whose teams nobody leaves any more.
    """
    vacancies = _leave(standing, _in_order(standing, removals, settled))
    rows = []
    for object_id, seat, left in vacancies:
        team = standing.teams[object_id]
        members = [inspector for inspector in team if inspector != VACANT]
        barred = standing.removed.get(object_id, set()) | standing.prevented
        added, ticket = substitute(
            panel, seats, change_seed=change_seed, object_id=object_id, members=members, barred=barred
        )
        team[seat] = added
        rows.append(ChangeRow("substitute", object_id, left, added, ticket))
    for replaced in supplements:
        rows += _supplement(standing, frame, panel, seats, change_seed, replaced)
    return rows


def _in_order(standing: Standing, removals: Sequence[Removal], settled: Collection[str]) -> list[tuple[str, int, str]]:
    """All (object, seat index, who leaves) by rank, then seat.

    A prevented inspector leaves every team of this draw that has no logged result. An empty seat listed to be filled is
    one that was empty before.
    """
    standing.prevented |= {removal.inspector_id for removal in removals if removal.code == PREVENTED}
    listed = Counter((removal.object_id, removal.inspector_id) for removal in removals)
    leaving = []
    for object_id, team in standing.teams.items():
        for seat, inspector in enumerate(team):
            named = listed[object_id, inspector] > 0
            gone = inspector in standing.prevented and object_id not in settled
            if named or gone:
                listed[object_id, inspector] -= 1
                leaving.append((object_id, seat, inspector))
    return leaving


def _leave(standing: Standing, leaving: Sequence[tuple[str, int, str]]) -> Sequence[tuple[str, int, str]]:
    """All removed leave first; the same triples, now vacancies."""
    for object_id, seat, inspector in leaving:
        if inspector != VACANT:
            standing.teams[object_id][seat] = VACANT
            standing.removed.setdefault(object_id, set()).add(inspector)
    return leaving


def _supplement(
    standing: Standing,
    frame: Sequence[FrameRow],
    panel: Sequence[PanelRow],
    seats: Sequence[Seat],
    change_seed: str,
    replaced: str,
) -> list[ChangeRow]:
    stratum = next(row.stratum for row in frame if row.object_id == replaced)
    left = [
        (object_ticket(change_seed, row.object_id), row.object_id)
        for row in frame
        if row.stratum == stratum and not row.excluded and row.object_id not in standing.used
    ]
    if not left:
        return [ChangeRow("supplement", VACANT, replaced, "", "")]
    ticket, object_id = min(left)
    draw = TeamDraw(panel, seats, loads=standing.loads, barred=standing.prevented)
    team = draw.team(change_seed, object_id)
    standing.loads = draw.loads
    standing.used.add(object_id)
    standing.teams[object_id] = [member.inspector_id for member in team]
    rows = [ChangeRow("supplement", object_id, replaced, "", ticket)]
    return rows + [ChangeRow("member", object_id, "", member.inspector_id, member.ticket) for member in team]
