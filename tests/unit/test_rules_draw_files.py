"""Teams as drawn and as changed: who sits where, who left which seat, which stratum a supplement is of."""

from __future__ import annotations

from plain_order import ORDER

from publisher.draw.tables import ChangeRow, Member
from publisher.log.history import DrawRecords
from publisher.rules.draw_files import DrawFile

T = "0" * 64
MEMBERS = (Member("X", 1, "A", T), Member("X", 2, "B", T), Member("Y", 1, "A", T), Member("Y", 2, "-", ""))


def file(*changes: tuple[ChangeRow, ...]) -> DrawFile:
    """A draw of two objects, one of whose teams lacks somebody, after these changes."""
    return DrawFile(
        records=DrawRecords("2026-001"), order=ORDER, members=MEMBERS, changes=changes, strata={"X": "all", "Y": "all"}
    )


def test_without_changes_the_teams_are_those_drawn() -> None:
    assert file().teams == {"X": ["A", "B"], "Y": ["A", "-"]}
    assert file().left == []
    assert list(file().vacant()) == ["Y"]


def test_a_substitute_takes_the_seat_and_the_seat_is_told() -> None:
    found = file((ChangeRow("substitute", "X", "B", "C", T),))
    assert found.teams["X"] == ["A", "C"]
    assert found.left == ["2026-001/X/2"]


def test_filling_an_empty_seat_is_no_leaving() -> None:
    found = file((ChangeRow("substitute", "Y", "-", "D", T),))
    assert found.teams["Y"] == ["A", "D"]
    assert found.left == []
    assert list(found.vacant()) == []


def test_a_seat_that_changes_hands_twice_is_told_twice() -> None:
    found = file((ChangeRow("substitute", "X", "B", "C", T),), (ChangeRow("substitute", "X", "C", "D", T),))
    assert found.teams["X"] == ["A", "D"]
    assert found.left == ["2026-001/X/2", "2026-001/X/2"]


def test_a_supplement_has_its_own_team_and_the_stratum_of_whom_it_replaces() -> None:
    rows = (
        ChangeRow("supplement", "Z", "Y", "", T),
        ChangeRow("member", "Z", "", "C", T),
        ChangeRow("member", "Z", "", "D", T),
    )
    found = file(rows)
    assert list(found.teams) == ["X", "Y", "Z"]
    assert found.teams["Z"] == ["C", "D"]
    assert found.stratum_of["Z"] == "all"
    assert found.reference(("Z", 2)) in {found.reference(seat) for seat in found.seats}
