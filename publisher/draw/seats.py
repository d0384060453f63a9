"""Seats of a team: who fits, in which order they are filled, and whether they can be filled at all (section 8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from publisher.draw.tables import PanelRow

ANY = "*"


class Seat(NamedTuple):
    """What a seat asks for: a department and a skill, `*` for any."""

    department: str
    skill: str


def fits(inspector: PanelRow, seat: Seat) -> bool:
    """Whether this inspector can take this seat: not excluded, of its department, having its skill exactly."""
    return (
        not inspector.excluded
        and seat.department in (ANY, inspector.department)
        and (seat.skill == ANY or seat.skill in inspector.skills)
    )


def fitting(panel: Iterable[PanelRow], seat: Seat) -> list[str]:
    """The ids of the panel rows that fit a seat, in the panel's order."""
    return [row.inspector_id for row in panel if fits(row, seat)]


def regular(panel: Iterable[PanelRow]) -> list[PanelRow]:
    """The panel without its reserves."""
    return [row for row in panel if not row.reserve]


def seat_order(seats: Iterable[Seat], panel: Sequence[PanelRow]) -> list[Seat]:
    """Seats scarcest first: by number of fitting rows without `reserve`, then department, then skill (section 5)."""
    without_reserves = regular(panel)
    return sorted(
        seats,
        key=lambda seat: (
            len(fitting(without_reserves, seat)),
            seat.department.encode(),
            seat.skill.encode(),
        ),
    )


def fillable(choices: Sequence[Collection[str]], taken: Collection[str] = ()) -> bool:
    """Whether each seat can get an inspector of its own: a bipartite matching that covers all seats exists.

    `choices[i]`: the ids that fit seat i; `taken`: ids that are not to be had any more.
    """
    held: dict[str, int] = {}

    def place(seat: int, tried: set[str]) -> bool:
        for inspector in choices[seat]:
            if inspector in tried or inspector in taken:
                continue
            tried.add(inspector)
            if inspector not in held or place(held[inspector], tried):
                held[inspector] = seat
                return True
        return False

    return all(place(seat, set()) for seat in range(len(choices)))


def seatable(members: Sequence[str], choices: Sequence[Collection[str]], helpers: Collection[str]) -> bool:
    """Whether `members` can take distinct seats such that `helpers` can fill all the others (section 8, Changes).

    `choices[i]`: everyone who fits seat i. A matching that covers the members and, in an exchange, all the seats: both
    exist separately exactly when one exists that does both (Mendelsohn and Dulmage).
    """
    if len(members) > len(choices):
        return False
    seats_of = [[str(seat) for seat, ids in enumerate(choices) if member in ids] for member in members]
    allowed = [[i for i in ids if i in members or i in helpers] for ids in choices]
    return fillable(seats_of) and fillable(allowed)
