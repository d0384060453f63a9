"""Selection and teams, read quickly where every line is plain: never another answer than line by line (section 7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.draw import tables
from publisher.draw.tables import Drawn, Member, parse_selection, parse_teams, selection_text, teams_text
from publisher.errors import Malformed

Parse = Callable[[bytes], object]
TICKET = "0f" * 32
SELECTION = selection_text([Drawn(at, f"91441624MA{at}", "一般" if at == 3 else "a", TICKET) for at in (1, 2, 3)])
TEAMS = teams_text([Member("X1", 1, "I1", TICKET), Member("X1", 2, "-", ""), Member("X2", 1, "I-2.b", TICKET)])
PIECES = ["-", "", ",", "\n", '"', "0", "01", "9", "a", "é", "\r", TICKET, "X1,1,-,\n", f"X1,1,-,{TICKET}\n", "I1,"]


def answer(parse: Parse, data: bytes, monkeypatch: pytest.MonkeyPatch, *, quick: bool) -> object:
    with monkeypatch.context() as patch:
        if not quick:
            patch.setattr(tables, "_quick", lambda *_: None)
        try:
            return parse(data)
        except Malformed as error:
            return error.faults


def agree(parse: Parse, text: str) -> None:
    patch = pytest.MonkeyPatch()
    data = text.encode()
    assert answer(parse, data, patch, quick=True) == answer(parse, data, patch, quick=False)


@given(st.data())
def test_a_table_with_any_change_is_read_as_line_by_line(data: st.DataObject) -> None:
    parse, text = data.draw(st.sampled_from([(parse_selection, SELECTION), (parse_teams, TEAMS)]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    agree(parse, text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:])


@given(
    st.sampled_from(["X1", "-", "", "é", "X" * 65]),
    st.sampled_from(["0", "1", "8", "9", "11"]),
    st.sampled_from(["I1", "-", "", "."]),
    st.sampled_from([TICKET, "", TICKET[:-1], TICKET.upper()]),
)
@example("X1", "1", "-", TICKET)
@example("X1", "1", "I1", "")
def test_a_seat_is_read_as_line_by_line(object_id: str, seat: str, inspector: str, ticket: str) -> None:
    agree(parse_teams, f"object_id,seat,inspector_id,ticket\n{object_id},{seat},{inspector},{ticket}\n")


def test_a_plain_table_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "parse_csv", lambda *_: pytest.fail("looked at line by line"))
    assert teams_text(parse_teams(TEAMS.encode())) == TEAMS
    plain = SELECTION.replace("一般", "b")
    assert selection_text(parse_selection(plain.encode())) == plain
