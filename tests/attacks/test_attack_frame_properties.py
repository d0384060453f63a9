"""What holds of every history and every frame: the log tells what happened, and only what can't be otherwise is wrong.

Firms, visits, facts and withdrawals are drawn at random; the truth is known to the test and to nobody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from simulator import CODES, secret_of

from publisher.draw.blinding import Opening
from publisher.draw.evidence import json_text
from publisher.draw.parts import ConditionPart, StratumPart, parse_part
from publisher.draw.tables import FrameRow
from publisher.log.history import History, Logged
from publisher.log.records import SealedRow
from publisher.log.rows import NonrandomRow, ResultRow, RowFile
from publisher.rules.eligibility import FrameRules, Place, Unseen, build_frame, places
from publisher.rules.exclusions import CODES as EXCLUSIONS
from publisher.rules.exclusions import Exclusions, Fact
from publisher.rules.logged_visits import visit_rows
from publisher.rules.strata import Focus, Standing
from publisher.rules.visits import Visit, by_object, known_at
from publisher.tables.rosters import RosterObject
from publisher.verify.earlier import Hidden
from publisher.verify.inputs import NamedFrame
from publisher.verify.named_frames import differences, wrong_counts
from publisher.verify.placing import unplaced

ON = date(2024, 7, 1)
ITEMS = ("LD-01", "LD-02")
FOUND = StratumPart(stratum="P", title="甲", where=[ConditionPart(column="found", in_=["problem"])], ratio="0.3")
CLEAN = StratumPart(stratum="C", title="乙", where=[ConditionPart(column="found", in_=["clean"])], ratio="0.1")
TOWN = StratumPart(stratum="T", title="丙", where=[ConditionPart(column="town", in_=["1"])], ratio="0.1")
ATTENTION = StratumPart(
    stratum="focus", title="丁", where=[ConditionPart(column="attention", in_=["yes"])], ratio="0.3"
)
REST = StratumPart(stratum="rest", title="戊", where=[], ratio="0.1")
SCHEMES = ([REST], [FOUND, REST], [FOUND, CLEAN, REST], [ATTENTION, REST], [TOWN, ATTENTION, FOUND, REST])
IN_FOCUS = Focus(
    public=[[ConditionPart(column="section", in_=["E"])]],
    market=frozenset("D"),
    hr=frozenset("C"),
    flags=frozenset(["C1", "C2"]),
)


def make_rules(strata: Sequence[StratumPart], codes: frozenset[str], lapses: frozenset[str], cap: int) -> FrameRules:
    exclusions = Exclusions(
        codes=codes,
        on=ON,
        year=ON.year,
        agency="ld",
        items=frozenset(ITEMS[:1]),
        clean_visits=2,
        clean_years=1,
        meanings=CODES.result,
        lapses_on=lapses,
        caps={"LD-01": cap},
    )
    return FrameRules(scopes=[], targeting=[], strata=strata, exclusions=exclusions, focus=IN_FOCUS)


rules = st.builds(
    make_rules,
    st.sampled_from(SCHEMES),
    st.frozensets(st.sampled_from(list(EXCLUSIONS))),
    st.sampled_from([frozenset(), frozenset(["C1"])]),
    st.integers(1, 3),
)


def firm(number: int, section: str, town: str, status: str) -> RosterObject:
    return RosterObject(f"F{number}", f"第{number}厂", "企业", section, "18", town, status, "2023-01-05")


rosters = st.lists(
    st.tuples(st.sampled_from("CE"), st.sampled_from("12"), st.sampled_from(["存续", "存续", "存续", "注销"])),
    min_size=1,
    max_size=6,
).map(lambda rows: [firm(number, *row) for number, row in enumerate(rows)])
days = st.dates(ON - timedelta(days=500), ON)


# ── the log, and what happened ─────────────────────────────────────────────────


class Event(NamedTuple):
    """What happens next: a visit, or a correction of an earlier one (`corrects`: which, by its number)."""

    object_id: str
    visited_on: date
    items: tuple[str, ...]
    codes: tuple[str, ...]
    draw: str
    corrects: int | None


events = st.lists(
    st.builds(
        Event,
        st.integers(0, 5).map("F{}".format),
        days,
        st.sampled_from([("LD-01",), ("LD-02",), ITEMS]),
        st.sampled_from([("1",), ("E",), ("A",), ("F",), ("9",), ("1", "E")]),
        st.sampled_from(["2023-001", "2023-002", "2024-001", ""]),
        st.none() | st.integers(0, 20),
    ),
    max_size=14,
)
AGENCIES = {"2023-001": "ld", "2023-002": "jc", "2024-001": "ld"}
BLINDED = "2023-002"


def _agency_of(draw: str) -> str:
    return AGENCIES.get(draw, "")


class Logbook:
    """The events as sealed rows of a log, and the same as plain visits, kept apart."""

    def __init__(self, happened: Sequence[Event]) -> None:
        self.entries: list[bytes] = []
        self.texts: dict[str, RowFile] = {}
        self.plain: list[list[Visit]] = [[]]
        self._now: list[Visit] = []
        self._rows: list[tuple[str, str]] = []
        for number, event in enumerate(happened):
            if event.corrects is None or not self._now:
                self._visit(number, event)
            else:
                self._correct(number, event, event.corrects % len(self._now))
            self.plain.append(list(self._now))

    def _visit(self, number: int, event: Event) -> None:
        origin, source = ("draw", event.draw) if event.draw else ("nonrandom", f"2023-N{number:03d}")
        agency = AGENCIES.get(event.draw, "jc")
        visit = Visit(event.object_id, event.visited_on, agency, event.items, event.codes, origin, source)  # type: ignore[arg-type]
        self._now.append(visit)
        self._rows.append(("", ""))
        self._log(number, len(self._now) - 1)

    def _correct(self, number: int, event: Event, which: int) -> None:
        changes: dict[str, Any] = {"visited_on": event.visited_on, "codes": event.codes, "items": event.items}
        self._now[which] = self._now[which]._replace(**changes)
        self._log(number, which)

    def _log(self, number: int, which: int) -> None:
        visit, (named, before) = self._now[which], self._rows[which]
        draw = visit.source if visit.origin == "draw" else ""
        opening = Opening(object_id=visit.object_id, salt=secret_of(visit.object_id))
        named = named or (opening.alias(draw) if draw == BLINDED else visit.object_id if draw else visit.source)
        found = {
            "visited_on": str(visit.visited_on),
            "fixed_on": str(visit.visited_on),
            "inspectors": ["a", "b"],
            "method": "1",
            "codes": list(visit.codes),
            "dispositions": [],
            "remark": "",
        }
        value: dict[str, Any] = {"items": list(visit.items), "reason": ""}
        if draw:
            value |= {**found, "draw": draw, "object": named}
            value |= {"opening": opening.evidence()} if draw == BLINDED else {}
        else:
            value |= {"id": named, "object": visit.object_id, "agency": visit.agency, "code": "COMPLAINT"}
            value |= {"from": "2023-01-01", "to": "2024-12-31", "source": secret_of(named), "result": found}
        row = RowFile(salt=secret_of(str(number)), content=json_text(value))
        kind = "correction" if before else ("result" if draw else "nonrandom")
        record = {"type": kind, "time": "2024-06-30T12:00:00+08:00", "draw": draw, "object": named}
        self.entries.append(json_text({**record, "row": row.row, "replaces": before}).encode())
        self.texts[row.row] = row
        self._rows[which] = (named, row.row)

    def read(self, logged: Logged[SealedRow]) -> ResultRow | NonrandomRow:
        """A row's text, parsed from its bytes."""
        row = parse_part(self.texts[logged.record.row].text.encode(), RowFile)
        return row.result() if logged.record.draw else row.nonrandom()


@given(rosters, events, rules, st.integers(0, 14))
def test_the_frame_built_through_the_log_is_the_one_that_plain_visits_give(
    roster: list[RosterObject], happened: list[Event], by: FrameRules, size: int
) -> None:
    book = Logbook(happened)
    told = visit_rows(History(book.entries), book.read, _agency_of)
    size = min(size, len(happened))
    through_the_log = build_frame(roster, by_object(known_at(told, size)), {}, by)
    assert through_the_log == build_frame(roster, by_object(book.plain[size]), {}, by)


# ── what nobody can read ───────────────────────────────────────────────────────


class Truth(NamedTuple):
    """What really happened, and how much of it the public can read.

    `seen`, `unseen`: the visits with and without a text; `hidden`: what the log says of the latter.
    """

    roster: list[RosterObject]
    rules: FrameRules
    seen: list[Visit]
    unseen: list[Visit]
    hidden: list[Hidden]
    standings: dict[str, Standing]

    @property
    def frame(self) -> list[FrameRow]:
        """The frame that an honest office publishes."""
        return build_frame(self.roster, by_object([*self.seen, *self.unseen]), self.standings, self.rules)

    @property
    def ours(self) -> NamedFrame:
        """The frame that a verifier builds."""
        visits = by_object(self.seen)
        return NamedFrame(self.roster, build_frame(self.roster, visits, {}, self.rules), self.rules, visits)


plain_visits = st.builds(
    Visit,
    st.integers(0, 5).map("F{}".format),
    days,
    st.sampled_from(["ld", "jc"]),
    st.sampled_from([("LD-01",), ("LD-02",), ITEMS]),
    st.sampled_from([("1",), ("E",), ("A",), ("9",)]),
    st.sampled_from(["draw", "draw", "nonrandom"]),
)
facts = st.lists(st.builds(Fact, st.sampled_from(["C1", "C2", "C5"]), days), max_size=2).map(tuple)
kept = st.dictionaries(
    st.integers(0, 5).map("F{}".format),
    st.builds(Standing, st.sampled_from(["", "D"]), st.sampled_from(["", "C"]), facts),
    max_size=3,
)


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """A whole past; a withdrawn visit is known by its object's name, or by an alias or an entry's number."""
    roster, by = draw(rosters), draw(rules)
    seen, unseen = draw(st.lists(plain_visits, max_size=8)), draw(st.lists(plain_visits, max_size=2))
    asked = [visit for visit in unseen if by.asks_for(visit.visited_on, drawn=visit.origin == "draw")]
    blinded = draw(st.lists(st.booleans(), min_size=len(asked), max_size=len(asked)))
    hidden = [
        Hidden(f"alias-{number}" if blind or visit.origin != "draw" else visit.object_id, visit.origin == "draw")
        for number, (visit, blind) in enumerate(zip(asked, blinded, strict=True))
    ]
    return Truth(roster, by, seen, unseen, hidden, draw(kept))


def named(rows: Sequence[FrameRow]) -> dict[str, FrameRow]:
    return {row.object_id: row for row in rows}


@given(truths())
def test_an_honest_frame_is_never_called_wrong_whatever_was_withdrawn_or_kept_private(truth: Truth) -> None:
    assert differences(truth.ours, named(truth.frame), truth.hidden).wrong == []
    assert not wrong_counts(truth.ours, truth.frame, truth.hidden)


@given(truths(), st.none() | st.integers(0, 5))
def test_a_row_too_few_or_too_many_is_always_wrong(truth: Truth, gone: int | None) -> None:
    rows = truth.frame
    if gone is None:
        rows, named_wrong = [*rows, FrameRow("GHOST", "rest", "")], "GHOST"
    else:
        named_wrong = rows.pop(gone % len(rows)).object_id
    assert named_wrong in differences(truth.ours, named(rows), truth.hidden).wrong
    assert wrong_counts(truth.ours, rows, truth.hidden)


LABELS = ("P", "C", "T", "focus", "rest", "Z")
SAID = ("", *EXCLUSIONS, "friend")


def explained(truth: Truth, row: RosterObject, place: Place) -> bool:
    """Whether some facts would put the firm there: all that there could be are tried."""
    spoken = [Standing(), Standing("D"), *(Standing("", "", (Fact(c, d),)) for c in ("C1", "C2") for d in _days())]
    visits = sorted((v for v in truth.seen if v.object_id == row.object_id), key=lambda visit: visit.visited_on)
    frames = (build_frame([row], {row.object_id: visits}, {row.object_id: held}, truth.rules) for held in spoken)
    return any(frame[0][1:] == place for frame in frames)


def _days() -> Iterator[date]:
    yield from (ON, ON - timedelta(days=600))


@given(truths(), st.data())
def test_what_nothing_could_explain_is_wrong_in_any_place_that_a_liar_may_choose(
    truth: Truth, data: st.DataObject
) -> None:
    """With no visit hidden from view the verdict is exact: wrong where no fact could have put the firm there."""
    truth = truth._replace(unseen=[], hidden=[])
    rows = truth.frame
    target = data.draw(st.sampled_from(rows))
    lie = FrameRow(target.object_id, data.draw(st.sampled_from(LABELS)), data.draw(st.sampled_from(SAID)))
    theirs = {**named(rows), lie.object_id: lie}
    found = differences(truth.ours, theirs, [])
    row = next(item for item in truth.roster if item.object_id == lie.object_id)
    assert (lie.object_id in found.wrong) == (not explained(truth, row, (lie.stratum, lie.excluded)))
    assert set(found.wrong) <= {lie.object_id}


@given(truths(), st.data())
def test_nothing_hidden_excuses_a_code_off_the_list_or_a_stratum_that_the_firm_cannot_have(
    truth: Truth, data: st.DataObject
) -> None:
    rows = truth.frame
    target = data.draw(st.sampled_from(rows))
    active = next(row.status == "存续" for row in truth.roster if row.object_id == target.object_id)
    never = {"friend", *(EXCLUSIONS.keys() - truth.rules.exclusions.codes)} | ({"inactive"} if active else set())
    lie = data.draw(
        st.sampled_from([target._replace(stratum="Z"), *(target._replace(excluded=code) for code in sorted(never))])
    )
    theirs = {**named(rows), lie.object_id: lie}
    assert lie.object_id in differences(truth.ours, theirs, truth.hidden).wrong


@given(truths(), st.lists(st.tuples(st.integers(0, 5), st.sampled_from(LABELS), st.sampled_from(SAID)), max_size=3))
def test_more_lies_than_withdrawn_visits_are_never_all_excused(truth: Truth, lies: list[tuple[int, str, str]]) -> None:
    truth = truth._replace(standings={}, rules=_without_facts(truth.rules))
    theirs = named(truth.ours.rows)
    for number, stratum, code in lies:
        if f"F{number}" in theirs:
            theirs[f"F{number}"] = FrameRow(f"F{number}", stratum, code)
    lied = [key for key, row in theirs.items() if row != named(truth.ours.rows)[key]]
    found = differences(truth.ours, theirs, truth.hidden)
    assert sorted([*found.wrong, *found.hidden]) == sorted(lied)
    assert len(found.hidden) <= len(truth.hidden)
    assert wrong_counts(truth.ours, list(theirs.values()), []) == (_cells(theirs) != _cells(named(truth.ours.rows)))


def _without_facts(by: FrameRules) -> FrameRules:
    strata = [stratum for stratum in by.strata if stratum.stratum != "focus"]
    return replace(by, strata=strata, exclusions=replace(by.exclusions, lapses_on=frozenset()))


def _cells(rows: Mapping[str, FrameRow]) -> Counter[Place]:
    return Counter(row[1:] for row in rows.values())


# ── counting without names ─────────────────────────────────────────────────────

PLACES: list[Place] = [("A", ""), ("A", "x"), ("focus", ""), ("focus", "x")]
kinds = st.dictionaries(st.frozensets(st.sampled_from(PLACES), max_size=4), st.integers(0, 3), max_size=3)


def most_placed(rows: list[frozenset[Place]], counted: Counter[Place]) -> int:
    """The best that any layout does, by trying all of them."""
    if not rows:
        return 0
    first, rest = rows[0], rows[1:]
    best = most_placed(rest, counted)
    for place in first:
        if counted[place]:
            best = max(best, 1 + most_placed(rest, counted - Counter([place])))
    return best


@given(kinds, st.dictionaries(st.sampled_from(PLACES), st.integers(0, 4), max_size=4))
def test_rows_are_laid_out_as_well_as_can_be(rows: dict[frozenset[Place], int], counted: dict[Place, int]) -> None:
    listed = [kind for kind, number in rows.items() for _ in range(number)]
    assert unplaced(rows, counted) == len(listed) - most_placed(listed, Counter(counted))


def test_a_province_is_laid_out_at_once() -> None:
    strata = [f"S{number:02d}" for number in range(64)]
    rows = {frozenset({(s, c), ("focus", c)}): 40_000 for s in strata for c in ("", "inactive")}
    counted = Counter({(s, c): 39_999 for s in strata for c in ("", "inactive")}) + Counter({("focus", ""): 64})
    assert unplaced(rows, counted) == 64
    assert unplaced(rows, counted + Counter({("focus", "inactive"): 64})) == 0


@given(rosters, rules, st.lists(plain_visits, max_size=6))
def test_a_firm_may_always_stand_where_the_public_inputs_put_it(
    roster: list[RosterObject], by: FrameRules, seen: list[Visit]
) -> None:
    visits = by_object(seen)
    for row in build_frame(roster, visits, {}, by):
        found = next(item for item in roster if item.object_id == row.object_id)
        known = visits.get(row.object_id, [])
        sets = [places(found, known, by, unseen) for unseen in (Unseen(), Unseen(found=True), Unseen(True, True))]
        assert row[1:] in sets[0]
        assert sets[0] <= sets[1] <= sets[2]
