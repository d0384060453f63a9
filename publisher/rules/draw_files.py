"""What a draw's published files say of who was to go where: teams as drawn, as changed, and who left (art. 12, 15, 21).

The tables of changes are taken as they were logged; that they follow from their beacons is C16's to judge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from publisher.draw.identifiers import VACANT
from publisher.draw.parts import Order
from publisher.draw.tables import ChangeRow, Member
from publisher.errors import Fault, fault
from publisher.log.history import DrawRecords
from publisher.rules.results import logged_day

Seat = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class DrawFile:
    """One committed draw. `members`: teams.csv; `changes`: the tables of the finished changes, by number.

    `departments`: inspector → department (panel.csv); `strata`: object or alias drawn → its stratum (selection.csv).
    """

    records: DrawRecords
    order: Order
    members: tuple[Member, ...] = ()
    changes: tuple[tuple[ChangeRow, ...], ...] = ()
    departments: Mapping[str, str] = field(default_factory=dict)
    strata: Mapping[str, str] = field(default_factory=dict)

    @property
    def draw(self) -> str:
        """Its number."""
        return self.records.draw

    @property
    def day(self) -> date | None:
        """The day of its outcome in Asia/Shanghai: by it the draw counts in the year."""
        outcome = self.records.outcome
        return logged_day(outcome.record) if outcome else None

    @cached_property
    def _story(self) -> tuple[dict[Seat, str], list[Seat]]:
        """Who sits where after all changes, and every seat from which somebody left, in order."""
        return _story(self.members, self.changes)

    @property
    def seats(self) -> Mapping[Seat, str]:
        """(object or alias, seat) → the inspector in force, or `-`."""
        return self._story[0]

    @property
    def left(self) -> list[str]:
        """`draw/object/seat` for each time that somebody left a seat (article 12)."""
        return [self.reference(seat) for seat in self._story[1]]

    def reference(self, seat: Seat) -> str:
        """`draw/object/seat`."""
        return f"{self.draw}/{seat[0]}/{seat[1]}"

    @cached_property
    def teams(self) -> dict[str, list[str]]:
        """Object or alias → the team in force, by seat; empty seats as `-`."""
        return _teams(self.seats)

    @cached_property
    def stratum_of(self) -> dict[str, str]:
        """Object or alias → its stratum; a supplement is of the stratum of the object it replaces."""
        found = dict(self.strata)
        for row in (row for table in self.changes for row in table if row.kind == "supplement"):
            if row.removed in found:
                found[row.object_id] = found[row.removed]
        return found

    def vacant(self) -> Iterator[str]:
        """The objects with an empty seat: their visits are postponed until a change fills it."""
        settled = self.records.settled
        return (name for name, team in self.teams.items() if VACANT in team and name not in settled)


def teams_in_force(members: Iterable[Member], changes: Iterable[Iterable[ChangeRow]]) -> dict[str, list[str]]:
    """Object or alias → its team, by seat, after the finished changes, by number; empty seats as `-` (article 12)."""
    return _teams(_story(members, changes)[0])


def _story(members: Iterable[Member], changes: Iterable[Iterable[ChangeRow]]) -> tuple[dict[Seat, str], list[Seat]]:
    seats = {(member.object_id, member.seat): member.inspector_id for member in members}
    left: list[Seat] = []
    for table in changes:
        for row in table:
            left += _apply(seats, row)
    return seats, left


def _teams(seats: Mapping[Seat, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (object_id, _), inspector in sorted(seats.items(), key=lambda item: item[0][1]):
        found.setdefault(object_id, []).append(inspector)
    return found


def _apply(seats: dict[Seat, str], row: ChangeRow) -> list[Seat]:
    """Carry a row of a change out; the seat that somebody left by it, if any."""
    if row.kind == "member":
        number = 1 + sum(object_id == row.object_id for object_id, _ in seats)
        seats[row.object_id, number] = row.added
        return []
    if row.kind != "substitute":
        return []
    mine = sorted(seat for seat, who in seats.items() if seat[0] == row.object_id and who == row.removed)
    if not mine:
        return []
    seats[mine[0]] = row.added
    return [] if row.removed == VACANT else [mine[0]]


def team_fault(inspectors: Collection[str], team: Collection[str]) -> Fault | None:
    """Why a result may not stand: others made the visit than the team in force (articles 10, 12)."""
    if sorted(inspectors) == sorted(team):
        return None
    names = "、".join(team)
    right = (f"现检查组为{names}；换人先办变更", f"the team in force is {names}; a change comes first")
    return fault("team", "检查人员与检查组不符", "not the team in force", *right)


def items_fault(items: Collection[str], drawn_for: Collection[str]) -> Fault | None:
    """Why a result may not stand: it is about items that its draw wasn't for (article 16)."""
    if set(items) <= set(drawn_for):
        return None
    names = "、".join(drawn_for)
    right = (f"本次抽签的事项为{names}", f"this draw's items are {names}")
    return fault("items", "不是本次抽签的事项", "not the items of this draw", *right)
