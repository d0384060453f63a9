"""What a draw's published files say of who was to go where: teams as drawn, as changed, and who left (art. 12, 15, 21).

The tables of changes are taken as they were logged; that they follow from their beacons is C16's to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from publisher.draw.identifiers import VACANT
from publisher.draw.parts import Order
from publisher.draw.tables import ChangeRow, Member
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
        seats = {(member.object_id, member.seat): member.inspector_id for member in self.members}
        left: list[Seat] = []
        for table in self.changes:
            for row in table:
                left += _apply(seats, row)
        return seats, left

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
        found: dict[str, list[str]] = {}
        for (object_id, _), inspector in sorted(self.seats.items(), key=lambda item: item[0][1]):
            found.setdefault(object_id, []).append(inspector)
        return found

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
