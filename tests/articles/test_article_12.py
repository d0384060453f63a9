"""第十二条: recusal and prevention; with too few people a visit is postponed and never made by one."""

from __future__ import annotations

from publisher.draw.changes import substitute
from publisher.draw.evidence import sha256_hex
from publisher.draw.hashing import inspector_ticket
from publisher.draw.identifiers import VACANT
from publisher.draw.seats import Seat
from publisher.draw.tables import PanelRow
from publisher.rules.notices import seat_notices
from publisher.rules.removals import needs_observer

SEED = sha256_hex(b"change")
SEATS = [Seat("*", "*"), Seat("*", "*")]


class Leaving:
    """Somebody who leaves the team of an object."""

    def __init__(self, object_id: str, inspector: str) -> None:
        self.object, self.inspector = object_id, inspector


def panel(*ids: str, reserve: str = "") -> list[PanelRow]:
    """Inspectors who fit every seat; those in `reserve` are a partner's."""
    return [PanelRow(name, "h", (), "", "yes" if name in reserve.split() else "") for name in ids]


def filled(people: list[PanelRow], barred: set[str]) -> str:
    """Who comes into the team of X beside A."""
    return substitute(people, SEATS, change_seed=SEED, object_id="X", members=["A"], barred=barred)[0]


def test_a_panel_of_two_with_one_recused_and_no_reserve_leaves_the_seat_empty() -> None:
    assert filled(panel("A", "B"), barred={"B"}) == VACANT


def test_a_partners_reserve_comes_only_where_the_panel_has_nobody_left() -> None:
    assert filled(panel("A", "B", "R", reserve="R"), barred={"B"}) == "R"
    assert filled(panel("A", "B", "C", "R", reserve="R"), barred={"B"}) == "C"


def test_the_substitute_is_the_lowest_ticket_that_anyone_can_compute() -> None:
    people = panel("A", "B", "C", "D", "E")
    expected = min(("C", "D", "E"), key=lambda name: inspector_ticket(SEED, "X", name))
    assert filled(people, barred={"B"}) == expected


def test_who_left_the_team_never_comes_back_to_it() -> None:
    assert filled(panel("A", "B", "C"), barred={"B", "C"}) == VACANT


def test_a_panel_with_fewer_than_three_for_a_seat_is_flagged() -> None:
    assert len(seat_notices(SEATS, panel("A", "B"))) == 2
    assert seat_notices(SEATS, panel("A", "B", "C")) == []


def test_the_third_removal_from_one_team_needs_an_outside_eye_and_an_empty_seat_is_none() -> None:
    first, second = [Leaving("X", "A")], [Leaving("X", "B")]
    assert not needs_observer([first], second)
    assert needs_observer([first, second], [Leaving("X", "C")])
    assert not needs_observer([first, second], [Leaving("X", VACANT)])
    assert not needs_observer([first, second], [Leaving("Y", "C")])
