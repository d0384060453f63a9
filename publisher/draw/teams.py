"""Which inspectors visit which object (section 8, articles 7 and 10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from publisher.draw.hashing import inspector_ticket
from publisher.draw.identifiers import VACANT
from publisher.draw.seats import Seat, fillable, fitting, regular
from publisher.draw.tables import Member, PanelRow

MINIMUM_SEATS = 2


class TeamDraw:
    """Draws teams one object after another, keeping each inspector's load (teams already given in this draw).

    `panel`: all rows of panel.csv; `seats`: in the commit's order; `loads`: what to start from (empty in the draw
    itself; teams.csv and earlier supplements in a change); `barred`: ids that serve no more (prevented).
    """

    def __init__(
        self,
        panel: Sequence[PanelRow],
        seats: Sequence[Seat],
        *,
        loads: dict[str, int] | None = None,
        barred: Collection[str] = (),
    ) -> None:
        able = [row for row in panel if row.inspector_id not in barred]
        self.loads = dict(loads or {})
        self._choices: list[list[str]] | None = None
        # Reserves count only where the others admit no full team; that is the same for every object.
        for rows in (regular(able), able):
            choices = [fitting(rows, seat) for seat in seats]
            if len(seats) >= MINIMUM_SEATS and fillable(choices):
                self._choices = choices
                break
        self._seats = len(seats)

    def team(self, seed: str, object_id: str) -> list[Member]:
        """The team of one object, seat by seat; every seat `-` where the panel admits none (postponed)."""
        if self._choices is None:
            return [Member(object_id, seat, VACANT, "") for seat in range(1, self._seats + 1)]
        team: list[Member] = []
        for seat in range(self._seats):
            inspector, ticket = self._next(seed, object_id, seat, {member.inspector_id for member in team})
            team.append(Member(object_id, seat + 1, inspector, ticket))
        for member in team:
            self.loads[member.inspector_id] = self.loads.get(member.inspector_id, 0) + 1
        return team

    def _next(self, seed: str, object_id: str, seat: int, taken: set[str]) -> tuple[str, str]:
        """The candidate for a seat with the smallest (load, ticket, id)."""
        assert self._choices is not None
        rest = self._choices[seat + 1 :]
        by_load: dict[int, list[str]] = {}
        for inspector in self._choices[seat]:
            if inspector not in taken:
                by_load.setdefault(self.loads.get(inspector, 0), []).append(inspector)
        for load in sorted(by_load):
            ranked = sorted((inspector_ticket(seed, object_id, i), i) for i in by_load[load])
            for ticket, inspector in ranked:
                if fillable(rest, taken | {inspector}):
                    return inspector, ticket
        raise AssertionError("a fillable team stays fillable")


def draw_teams(
    panel: Sequence[PanelRow], seats: Sequence[Seat], objects_by_rank: Iterable[str], seed: str
) -> list[Member]:
    """The rows of teams.csv: by rank, seats from 1."""
    draw = TeamDraw(panel, seats)
    return [member for object_id in objects_by_rank for member in draw.team(seed, object_id)]


def teams_by_object(rows: Iterable[Member]) -> dict[str, list[str]]:
    """Object → inspector ids by seat."""
    teams: dict[str, list[str]] = {}
    for row in rows:
        teams.setdefault(row.object_id, []).append(row.inspector_id)
    return teams
