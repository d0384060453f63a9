"""Teams and changes against the rule read aloud, on small panels, where exceptions are the normal case (section 8)."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.draw.changes import Removal, Standing, apply_change, substitute
from publisher.draw.evidence import sha256_hex
from publisher.draw.hashing import inspector_ticket
from publisher.draw.identifiers import VACANT
from publisher.draw.seats import Seat, fillable, fits, seat_order, seatable
from publisher.draw.tables import FrameRow, PanelRow
from publisher.draw.teams import TeamDraw, draw_teams, teams_by_object

SEED = sha256_hex(b"teams")
OBJECTS = [f"X{number}" for number in range(7)]
inspectors = st.builds(
    PanelRow,
    st.just(""),
    st.sampled_from(["h", "m"]),
    st.sampled_from([(), ("s",), ("t",), ("s", "t")]),
    st.sampled_from(["", "", "", "expired"]),
    st.sampled_from(["", "", "yes"]),
)
panels = st.lists(inspectors, min_size=1, max_size=6).map(
    lambda rows: [row._replace(inspector_id=f"I{number}") for number, row in enumerate(rows)]
)
seats_ = st.lists(
    st.builds(Seat, st.sampled_from(["*", "h", "m"]), st.sampled_from(["*", "s", "t"])), min_size=2, max_size=3
)


def assignments(people: list[PanelRow], seats: list[Seat]) -> list[tuple[PanelRow, ...]]:
    """Every way to fill all the seats with distinct people who fit."""
    return [t for t in permutations(people, len(seats)) if all(fits(p, s) for p, s in zip(t, seats, strict=True))]


def pool_of(panel: list[PanelRow], seats: list[Seat]) -> list[PanelRow]:
    regular = [row for row in panel if not row.reserve]
    return regular if assignments(regular, seats) else panel


@settings(max_examples=150)
@given(panels, seats_)
def test_each_seat_takes_the_least_loaded_then_lowest_ticket_that_leaves_the_rest_fillable(
    panel: list[PanelRow], seats: list[Seat]
) -> None:
    loads: dict[str, int] = {}
    expected = []
    for object_id in OBJECTS:
        ways = assignments(pool_of(panel, seats), seats)
        team: list[str] = []
        for seat in range(len(seats)):
            able = {way[seat].inspector_id for way in ways if [p.inspector_id for p in way[:seat]] == team}
            ranked = sorted((loads.get(i, 0), inspector_ticket(SEED, object_id, i), i) for i in able)
            team.append(ranked[0][2] if ranked else VACANT)
        for inspector in team:
            loads[inspector] = loads.get(inspector, 0) + 1
        expected.append(team)
    teams = teams_by_object(draw_teams(panel, seats, OBJECTS, SEED))
    assert [teams[object_id] for object_id in OBJECTS] == expected


@given(panels, seats_)
def test_no_team_holds_one_person_twice_or_somebody_unfit(panel: list[PanelRow], seats: list[Seat]) -> None:
    by_id = {row.inspector_id: row for row in panel}
    for team in teams_by_object(draw_teams(panel, seats, OBJECTS, SEED)).values():
        if VACANT in team:
            assert set(team) == {VACANT}
        else:
            assert len(set(team)) == len(team) >= 2
            assert all(fits(by_id[inspector], seat) for inspector, seat in zip(team, seats, strict=True))


@given(panels, seats_)
def test_fillable_is_that_an_assignment_exists(panel: list[PanelRow], seats: list[Seat]) -> None:
    choices = [[row.inspector_id for row in panel if fits(row, seat)] for seat in seats]
    assert fillable(choices) == bool(assignments(panel, seats))


@settings(max_examples=200)
@given(panels, seats_, st.data())
def test_seatable_is_that_some_full_team_holds_all_the_members(
    panel: list[PanelRow], seats: list[Seat], data: st.DataObject
) -> None:
    ids = [row.inspector_id for row in panel]
    members = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))
    helpers = data.draw(st.sets(st.sampled_from(ids)))
    able = [row for row in panel if row.inspector_id in helpers or row.inspector_id in members]
    whole = any(set(members) <= {p.inspector_id for p in way} for way in assignments(able, seats))
    choices = [[row.inspector_id for row in panel if fits(row, seat)] for seat in seats]
    assert seatable(members, choices, helpers) == whole


@given(panels, seats_)
def test_the_order_in_which_seats_are_written_does_not_matter(panel: list[PanelRow], seats: list[Seat]) -> None:
    assert seat_order(seats, panel) == seat_order(seats[::-1], panel)


@settings(max_examples=150)
@given(panels, seats_, st.data())
def test_a_change_never_leaves_a_removed_or_prevented_person_in_a_team(
    panel: list[PanelRow], seats: list[Seat], data: st.DataObject
) -> None:
    frame = [FrameRow(object_id, "all", "") for object_id in OBJECTS]
    standing = Standing.after_draw(draw_teams(panel, seats, OBJECTS[:4], SEED))
    settled = {OBJECTS[0]}
    gone: dict[str, set[str]] = {}
    for number in range(3):
        open_ = [(o, i) for o, team in standing.teams.items() for i in team if i != VACANT and o not in settled]
        if not open_:
            break
        object_id, inspector = data.draw(st.sampled_from(open_))
        code = data.draw(st.sampled_from(["recused", "prevented"]))
        before = {o: list(team) for o, team in standing.teams.items()}
        rows = apply_change(
            standing,
            frame=frame,
            panel=panel,
            seats=seats,
            change_seed=sha256_hex(str(number).encode()),
            removals=[Removal(object_id, inspector, code, False)],
            supplements=[object_id] if number == 2 else [],
            settled=settled,
        )
        gone.setdefault(object_id, set()).add(inspector)
        assert standing.teams[OBJECTS[0]] == before[OBJECTS[0]]
        for o, team in standing.teams.items():
            present = [i for i in team if i != VACANT]
            assert len(set(present)) == len(present)
            assert not gone.get(o, set()) & set(present)
            if o not in settled:
                assert not standing.prevented & set(present)
        assert [r.kind for r in rows if r.removed == inspector] != []


def test_nobody_left_is_a_postponement_never_a_team_of_one() -> None:
    panel = [PanelRow("A", "h", (), "", ""), PanelRow("B", "h", (), "", "")]
    seats = [Seat("*", "*"), Seat("*", "*")]
    found = substitute(panel, seats, change_seed=SEED, object_id="X", members=["A"], barred={"B"})
    assert found == (VACANT, "")


def test_a_single_seat_is_no_team() -> None:
    panel = [PanelRow("A", "h", (), "", ""), PanelRow("B", "h", (), "", "")]
    assert [m.inspector_id for m in TeamDraw(panel, [Seat("*", "*")]).team(SEED, "X")] == [VACANT]


def test_an_empty_seat_can_be_filled_later() -> None:
    panel = [PanelRow(i, "h", (), "", "") for i in "ABC"]
    seats = [Seat("*", "*"), Seat("*", "*")]
    standing = Standing(teams={"X": ["A", VACANT]}, used={"X"}, loads={})
    rows = apply_change(
        standing,
        frame=[FrameRow("X", "all", "")],
        panel=panel,
        seats=seats,
        change_seed=SEED,
        removals=[Removal("X", VACANT, "vacant", False)],
        supplements=[],
    )
    assert [(r.kind, r.removed) for r in rows] == [("substitute", VACANT)]
    assert standing.teams["X"][0] == "A"
    assert standing.teams["X"][1] in ("B", "C")


def test_when_no_object_is_left_a_supplement_says_so() -> None:
    panel = [PanelRow(i, "h", (), "", "") for i in "AB"]
    standing = Standing(teams={"X": ["A", "B"]}, used={"X"}, loads={})
    rows = apply_change(
        standing,
        frame=[FrameRow("X", "all", ""), FrameRow("Y", "all", "inactive"), FrameRow("Z", "other", "")],
        panel=panel,
        seats=[Seat("*", "*"), Seat("*", "*")],
        change_seed=SEED,
        removals=[],
        supplements=["X"],
    )
    assert rows == [("supplement", VACANT, "X", "", "")]
