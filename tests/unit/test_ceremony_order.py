"""The order of things: what comes too early, too late or twice is refused, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from small_bureau import (
    BLINDED,
    BLINDED_CHANGES,
    CHANGE_FIRES,
    CLOSED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    FIRED,
    OPEN,
    OTHER,
    REVEAL_BY,
    VISITED,
    Bureau,
    done,
    tree,
    write_order,
    write_results,
)

from publisher.ceremony import (
    changing,
    committing,
    concluding,
    founding,
    keeping,
    pending,
    preparing,
    receipts,
    registering,
    sealing,
    sitting,
    witnessing,
)
from publisher.ceremony.desk import Desk
from publisher.ceremony.drafts import waiting_drafts
from publisher.ceremony.sequence import check_turn
from publisher.demo import acts
from publisher.demo.cast import WITNESSES
from publisher.demo.rounds import answer, answers
from publisher.draw.identifiers import ABSENT, parse_time
from publisher.draw.parts import BeaconPart
from publisher.draw.seed import BeaconValue
from publisher.errors import Fails, NotYet, PublisherError, Refused
from publisher.log.records import PlanUse, RemovalPart
from publisher.workspace import publish

JUST_BEFORE = "2026-04-08T18:30:38+08:00"
TOO_LATE = "2026-04-08T18:30:40+08:00"
LATER = "2026-06-01T09:00:00+08:00"
OPENED = "2026-05-29T10:00:00+08:00"


def refused(
    bureau: Bureau, act: Callable[[], object], kind: type[PublisherError], code: str, status: int | None = None
) -> None:
    """The act ends in this error, on one line in both languages with what to do, and writes nothing."""
    before = tree(bureau.folder)
    with pytest.raises(PublisherError) as caught:
        act()
    assert isinstance(caught.value, kind)
    assert caught.value.status == (status or {Refused: 2, NotYet: 3, Fails: 1}.get(kind, 2))
    assert [fault.code for fault in caught.value.faults] == [code]
    for lang in ("zh", "en"):
        line = caught.value.faults[0].say(lang)
        assert "\n" not in line
        assert len(caught.value.faults[0].right.say(lang)) > 3
    assert tree(bureau.folder) == before


# Before the commit


@dataclass(frozen=True)
class Bad:
    """An order that can't be committed: how it differs from a good one, and what the refusal is."""

    changes: Mapping[str, Any]
    code: str
    kind: type[PublisherError] = Refused
    at: str = COMMITTED
    like: str = OPEN
    env: dict[str, str] = field(default_factory=dict)


BAD_ORDERS = {
    "too little notice": Bad({"reveal_by": "2026-04-08T18:10:00+08:00"}, "notice"),
    "reveal_by has passed": Bad({}, "too-late", at="2026-04-08T17:00:00+08:00"),
    "an item that isn't approved": Bad({"items": ["LD-99"]}, "item"),
    "a plan row that isn't there": Bad({"plan": {"year": 2026, "row": "2026-99", "occurrence": "1"}}, "plan"),
    "an occurrence beyond the frequency": Bad({"plan": {"year": 2026, "row": "2026-1", "occurrence": "3"}}, "plan"),
    "a plan of another year": Bad({"plan": {"year": 2024, "row": "2026-1", "occurrence": "1"}}, "plan"),
    "a scheme that the policy doesn't have": Bad({"strata": "by-size"}, "strata"),
    "quotas of other strata": Bad({"strata": "by-industry"}, "strata"),
    "nobody to draw": Bad(
        {
            "kind": "directed",
            "targeting": [{"column": "section", "in": ["T"]}],
            "plan": None,
            "approval": "批准〔2026〕1号",
        },
        "nobody",
    ),
    "replaces a draw that isn't void": Bad({"replaces": "2026-009"}, "replaces"),
}


@pytest.mark.parametrize("case", BAD_ORDERS)
def test_an_order_that_may_not_be_committed_is_refused(case: str, founded: Bureau) -> None:
    bad = BAD_ORDERS[case]
    write_order(founded.root, "bad", bad.like, bad.changes)
    refused(founded, lambda: committing.start_commit(founded.desk("draw", bad.at), "bad"), bad.kind, bad.code)


BAD_BEACONS = {
    "beacon-source": [BeaconPart(source="nist-2", round="2/1", time=FIRED)],
    "bits": [BeaconPart(source="lottery-ssq", round="2026040", time="2026-04-09T20:00:00+08:00")],
}


@pytest.mark.parametrize("code", BAD_BEACONS)
def test_a_commit_rests_on_sources_that_are_allowed_and_have_enough_bits(code: str, committed: Bureau) -> None:
    commit = committed.workspace.history().draws[DRAW].commit
    assert commit is not None
    other = {"draw": "2026-002", "items": ["LD-06"], "plan": PlanUse(approval="批准"), "beacons": BAD_BEACONS[code]}
    record = commit.record.model_copy(update=other)
    turn = sitting.turn(committed.desk("draw", COMMITTED))
    refused(committed, lambda: check_turn(turn, record), Refused, code)


def test_a_blinded_commit_that_is_refused_leaves_no_key_behind(founded: Bureau) -> None:
    write_order(founded.root, "bad", BLINDED, {"reveal_by": "2026-04-08T18:10:00+08:00"})
    desk = founded.desk("draw", COMMITTED)
    refused(founded, lambda: committing.start_commit(desk, "bad"), Refused, "notice")


def test_without_a_checkpoint_cosigned_lately_nothing_is_prepared(founded: Bureau) -> None:
    late = founded.desk("draw", "2026-04-10T09:00:01+08:00")
    refused(founded, lambda: preparing.prepare(late, OPEN), NotYet, "basis")


def test_a_roster_sealed_after_the_basis_is_cosigned_first(founded: Bureau) -> None:
    registering.seal_roster(founded.desk("draw", COMMITTED), "objects", again=True)
    keeping.keep(founded.desk("keeper", COMMITTED))
    refused(founded, lambda: preparing.prepare(founded.desk("draw", COMMITTED), OPEN), NotYet, "basis")


def test_an_order_that_is_not_there_is_named(founded: Bureau) -> None:
    refused(founded, lambda: preparing.prepare(founded.desk("draw", COMMITTED), "none"), Refused, "missing-file")


def test_only_the_draw_office_commits(founded: Bureau) -> None:
    for who in ("legal", "keeper", "observer", "witness-archive"):
        desk = founded.desk(who, COMMITTED)
        refused(founded, lambda desk=desk: committing.start_commit(desk, OPEN), Refused, "no-role")  # type: ignore[misc]


def test_a_second_commit_waits_for_the_first(founded: Bureau) -> None:
    assert committing.start_commit(founded.desk("draw", COMMITTED), OPEN) == DRAW
    refused(founded, lambda: committing.start_commit(founded.desk("draw", COMMITTED), OTHER), Refused, "waiting")


def test_a_commit_started_twice_is_one(founded: Bureau) -> None:
    desk = founded.desk("draw", COMMITTED)
    number = committing.start_commit(desk, OPEN)
    before = tree(founded.folder)
    assert committing.start_commit(founded.desk("draw", CLOSED), OPEN) == number
    assert tree(founded.folder) == before


def test_an_order_changed_after_its_draft_is_committed_anew_only_after_cancelling(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    write_order(founded.root, OPEN, OPEN, {"quotas": {"all": {"ratio": "0.1"}}})
    refused(founded, lambda: committing.start_commit(founded.desk("draw", COMMITTED), OPEN), Refused, "waiting")
    committing.cancel(founded.desk("draw", COMMITTED), DRAW)
    assert committing.start_commit(founded.desk("draw", COMMITTED), OPEN) == DRAW


def test_a_cancelled_draft_leaves_neither_secret_nor_gap(founded: Bureau) -> None:
    desk = founded.desk("draw", COMMITTED)
    committing.start_commit(desk, BLINDED)
    old = founded.office("draw").secret(DRAW, "hrss.shili.example/draw")
    assert committing.cancel(founded.desk("draw", COMMITTED), DRAW) == [f"{DRAW}-commit"]
    assert waiting_drafts(founded.workspace) == []
    assert not list((founded.home("draw") / "secrets").glob("*"))
    assert not list((founded.home("draw") / "frame-keys").glob("*"))
    assert committing.start_commit(founded.desk("draw", COMMITTED), OTHER) == DRAW
    assert founded.office("draw").secret(DRAW, "hrss.shili.example/draw") != old


@pytest.mark.parametrize("name", [DRAW, "2026-002", "roster-objects", "", "..", "x/y", OPEN])
def test_what_is_not_waiting_cannot_be_cancelled(name: str, committed: Bureau) -> None:
    refused(committed, lambda: committing.cancel(committed.desk("draw", CLOSED), name), Refused, "nothing")


def test_cancelling_a_waiting_close_keeps_the_draw_and_its_secrets(committed: Bureau) -> None:
    sitting.reveal(committed.desk("draw", CLOSED), DRAW, "draw")
    committing.cancel(committed.desk("draw", CLOSED), DRAW)
    assert not committed.workspace.files.names("data/pending")
    sitting.reveal(committed.desk("draw", CLOSED), DRAW, "draw")
    keeping.keep(committed.desk("keeper", CLOSED))
    assert len(committed.workspace.history().draws[DRAW].reveals) == 1


def test_an_open_draw_of_an_item_bars_another(committed: Bureau) -> None:
    write_order(committed.root, "again", OPEN, {"plan": {"year": 2026, "row": "2026-1", "occurrence": "2"}})
    desk = committed.desk("draw", COMMITTED)
    refused(committed, lambda: committing.start_commit(desk, "again"), Refused, "open-draw")


def test_a_draw_of_another_item_may_run_beside_it(committed: Bureau) -> None:
    assert committing.start_commit(committed.desk("draw", COMMITTED), OTHER) == "2026-002"


def test_an_occurrence_of_a_plan_row_is_used_once(concluded: Bureau) -> None:
    changes = {**BLINDED_CHANGES, **NEXT, "quotas": {"all": {"ratio": "0.05"}}}
    write_order(concluded.root, "again", OPEN, changes)
    desk = concluded.desk("draw", CONCLUDED)
    refused(concluded, lambda: committing.start_commit(desk, "again"), Refused, "plan-used")


NEXT = {
    "beacons": [{"source": "drand-quicknet", "at": "2026-04-10T10:00:00+08:00"}],
    "reveal_by": "2026-04-09T17:00:00+08:00",
}


def test_an_amended_plan_does_not_free_an_occurrence(concluded: Bureau) -> None:
    """The plan's file has another hash then; row ids are stable all the same (section 5)."""
    plan = concluded.root / "data/plans/2026/hrss-ldjc.csv"
    plan.write_text(plan.read_text(encoding="utf-8").replace("0.05,2", "0.06,2"), encoding="utf-8")
    for who in acts.OFFICES:
        registering.approve_plan(concluded.desk(who, CONCLUDED), acts.desk_role(who), "2026", "hrss-ldjc")
    keeping.keep(concluded.desk("keeper", CONCLUDED))
    acts.cosign(concluded.stage(CONCLUDED))
    write_order(concluded.root, "again", OPEN, NEXT)
    desk = concluded.desk("draw", CONCLUDED)
    refused(concluded, lambda: committing.start_commit(desk, "again"), Refused, "plan-used")
    write_order(concluded.root, "again", OPEN, {**NEXT, "plan": {"year": 2026, "row": "2026-1", "occurrence": "2"}})
    assert committing.start_commit(concluded.desk("draw", CONCLUDED), "again") == "2026-002"


# Between commit and close


def test_nothing_is_revealed_before_the_commit_is_logged(founded: Bureau) -> None:
    committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    committing.join_commit(founded.desk("legal", COMMITTED), DRAW, "legal")
    for who in acts.OFFICES:
        committing.sign_commit(founded.desk(who, COMMITTED), DRAW, acts.desk_role(who))
    desk = founded.desk("draw", COMMITTED)
    refused(founded, lambda: sitting.reveal(desk, DRAW, "draw"), Refused, "no-draw")


def test_a_party_whose_secret_is_lost_cannot_reveal_another(committed: Bureau) -> None:
    for path in (committed.home("legal") / "secrets").iterdir():
        path.unlink()
    before = tree(committed.root)
    with pytest.raises(Refused, match="commitment"):
        sitting.reveal(committed.desk("legal", CLOSED), DRAW, "legal")
    assert tree(committed.root) == before


def test_who_is_no_party_has_nothing_to_reveal(committed: Bureau) -> None:
    before = tree(committed.root)
    with pytest.raises(Refused):
        sitting.reveal(committed.desk("observer", CLOSED), DRAW, "observer")
    assert tree(committed.root) == before


def test_a_secret_is_revealed_once(closed: Bureau) -> None:
    refused(closed, lambda: sitting.reveal(closed.desk("draw", CLOSED), DRAW, "draw"), Refused, "revealed")


def test_a_draw_is_not_closed_while_a_secret_may_still_come(committed: Bureau) -> None:
    sitting.reveal(committed.desk("draw", CLOSED), DRAW, "draw")
    keeping.keep(committed.desk("keeper", CLOSED))
    refused(committed, lambda: sitting.close(committed.desk("draw", CLOSED), DRAW, "draw"), NotYet, "reveals")


def test_after_reveal_by_the_missing_party_is_absent(committed: Bureau) -> None:
    sitting.reveal(committed.desk("draw", CLOSED), DRAW, "draw")
    keeping.keep(committed.desk("keeper", CLOSED))
    record: Any = sitting.close(committed.desk("draw", REVEAL_BY), DRAW, "draw").record
    assert record.reveals["hrss.shili.example/legal"] == ABSENT
    assert record.reveals["hrss.shili.example/draw"] != ABSENT


def test_a_draw_is_not_closed_within_a_minute_of_its_beacon(committed: Bureau) -> None:
    refused(committed, lambda: sitting.close(committed.desk("draw", TOO_LATE), DRAW, "draw"), Refused, "too-late")
    sitting.close(committed.desk("draw", JUST_BEFORE), DRAW, "draw")


def test_a_draw_is_closed_once(closed: Bureau) -> None:
    refused(closed, lambda: sitting.close(closed.desk("draw", CLOSED), DRAW, "draw"), Refused, "closed")


def test_an_open_draw_without_its_ceremony_takes_no_digits(closed: Bureau) -> None:
    desk = closed.desk("draw", REVEAL_BY)
    refused(closed, lambda: sitting.throw(desk, DRAW, "0" * 20, "draw"), Refused, "ceremony")


# The outcome


def test_nothing_is_concluded_before_the_beacons_time(closed: Bureau) -> None:
    """Not even with the answer in hand, were there one."""
    early = closed.desk("draw", "2026-04-08T18:31:38+08:00")
    refused(closed, lambda: concluding.conclude(early, DRAW, answers(), "draw"), NotYet, "beacon")


def test_without_an_answer_of_the_committed_round_nothing_is_concluded(closed: Bureau) -> None:
    desk = closed.desk("draw", CONCLUDED)
    refused(closed, lambda: concluding.conclude(desk, DRAW, {}, "draw"), NotYet, "beacon")


def test_an_answer_that_proves_nothing_is_a_failed_check(closed: Bureau) -> None:
    key = ("drand-quicknet", "27613645")
    wrong = {key: {**answer("27613645"), "signature": answer("29155653")["signature"]}}
    desk = closed.desk("draw", CONCLUDED)
    before = tree(closed.folder)
    with pytest.raises(PublisherError) as caught:
        concluding.conclude(desk, DRAW, wrong, "draw")
    assert caught.value.status in (1, 2)
    assert tree(closed.folder) == before


def test_a_draw_that_is_not_closed_is_not_concluded(committed: Bureau) -> None:
    desk = committed.desk("draw", CONCLUDED)
    refused(committed, lambda: concluding.conclude(desk, DRAW, answers(), "draw"), Refused, "not-closed")


def test_a_draw_is_concluded_once(concluded: Bureau) -> None:
    desk = concluded.desk("draw", CONCLUDED)
    refused(concluded, lambda: concluding.conclude(desk, DRAW, answers(), "draw"), Refused, "out-of-turn")


def close_without_witnesses(bureau: Bureau) -> None:
    """Reveals and close are logged in time; no witness looked."""
    for who in acts.OFFICES:
        sitting.reveal(bureau.desk(who, CLOSED), DRAW, acts.desk_role(who))
    keeping.keep(bureau.desk("keeper", CLOSED))
    for who in acts.OFFICES:
        sitting.close(bureau.desk(who, CLOSED), DRAW, acts.desk_role(who))
    keeping.keep(bureau.desk("keeper", CLOSED))


def test_a_close_that_nobody_cosigned_in_time_has_no_outcome(committed: Bureau) -> None:
    """Late cosignatures don't heal it; it is void, `unwitnessed`."""
    close_without_witnesses(committed)
    desk = committed.desk("draw", CONCLUDED)
    refused(committed, lambda: concluding.conclude(desk, DRAW, answers(), "draw"), Refused, "unwitnessed")
    acts.cosign(committed.stage(CONCLUDED))
    refused(committed, lambda: concluding.conclude(desk, DRAW, answers(), "draw"), Refused, "unwitnessed")
    sitting.void(committed.desk("draw", CONCLUDED), DRAW, "unwitnessed", "见证人未到", "draw")


def test_one_witness_of_two_is_no_quorum(committed: Bureau) -> None:
    close_without_witnesses(committed)
    part = WITNESSES[0]
    signed = witnessing.cosign_newest(
        committed.office(part.folder), publish(committed.workspace).get, part.name, parse_time(CLOSED)
    )
    witnessing.collect(committed.workspace, signed)
    desk = committed.desk("draw", CONCLUDED)
    refused(committed, lambda: concluding.conclude(desk, DRAW, answers(), "draw"), Refused, "unwitnessed")


# Voids


def test_an_error_is_declared_before_the_beacon_or_never(closed: Bureau) -> None:
    for code in ("error", "absence"):
        desk = closed.desk("draw", TOO_LATE)
        refused(closed, lambda desk=desk, code=code: sitting.void(desk, DRAW, code, "误", "draw"), Refused, "too-late")  # type: ignore[misc]
    sitting.void(closed.desk("draw", JUST_BEFORE), DRAW, "error", "误", "draw")


def test_a_draw_cosigned_in_time_is_not_void_as_unwitnessed(closed: Bureau) -> None:
    """Else whoever dislikes the outcome draws again (A03)."""
    for time in (CLOSED, CONCLUDED, LATER):
        desk = closed.desk("draw", time)
        refused(
            closed,
            lambda desk=desk: sitting.void(desk, DRAW, "unwitnessed", "x", "draw"),  # type: ignore[misc]
            Refused,
            "witnessed",
        )


def test_unwitnessed_is_not_said_while_witnesses_may_still_come(committed: Bureau) -> None:
    desk = committed.desk("draw", CLOSED)
    refused(committed, lambda: sitting.void(desk, DRAW, "unwitnessed", "x", "draw"), NotYet, "void")


def test_a_silent_beacon_is_waited_for_seven_days(closed: Bureau) -> None:
    desk = closed.desk("draw", "2026-04-15T18:31:38+08:00")
    refused(closed, lambda: sitting.void(desk, DRAW, "beacon-silent", "x", "draw"), NotYet, "void")
    sitting.void(closed.desk("draw", "2026-04-15T18:31:39+08:00"), DRAW, "beacon-silent", "x", "draw")


def test_a_draw_with_an_outcome_stands(concluded: Bureau) -> None:
    desk = concluded.desk("draw", CONCLUDED)
    refused(concluded, lambda: sitting.void(desk, DRAW, "error", "x", "draw"), Refused, "concluded")


def test_a_void_draw_goes_nowhere_and_frees_its_plan_row(committed: Bureau) -> None:
    acts.void(committed.stage(COMMITTED), DRAW, "04-08 12:00", "名录有误")
    draw = committed.desk("draw", CLOSED)
    refused(committed, lambda: sitting.reveal(draw, DRAW, "draw"), Refused, "void")
    refused(committed, lambda: sitting.close(draw, DRAW, "draw"), Refused, "void")
    refused(committed, lambda: sitting.void(draw, DRAW, "error", "x", "draw"), Refused, "void")
    write_order(committed.root, "again", OPEN, {"replaces": DRAW})
    assert committing.start_commit(committed.desk("draw", CLOSED), "again") == "2026-002"


@pytest.mark.parametrize("reason", ["", "x" * 4001, "a\x00b", "行\n行", "e\u0301"])
def test_a_reason_that_evidence_cannot_hold_is_a_plain_error(reason: str, committed: Bureau) -> None:
    result = committed.run("draw", CLOSED, "draw", "void", DRAW, "--code", "error", "--reason", reason)
    assert result.exit_code in (0, 2)
    assert "Traceback" not in result.output


# A ceremony beside drand


def with_ceremony(bureau: Bureau) -> None:
    """Its order names a ceremony at 17:40 beside the drand round of 18:31:39."""
    beacons = [{"source": "ceremony", "at": "2026-04-08T17:40:00+08:00"}, {"source": "drand-quicknet", "at": FIRED}]
    write_order(bureau.root, OPEN, OPEN, {"beacons": beacons, "reveal_by": "2026-04-08T17:00:00+08:00"})
    acts.commit(bureau.stage(COMMITTED), OPEN, "04-08 10:00")


THROWN = "09182736450192837465"


def throw(bureau: Bureau, time: str) -> Callable[[], object]:
    """The draw office enters the digits at a time."""
    return lambda: sitting.throw(bureau.desk("draw", time), DRAW, THROWN, "draw")


def seeds(bureau: Bureau) -> bytes:
    """seed.txt of the outcome that the draw office proposes."""
    waiting = concluding.conclude(bureau.desk("draw", CONCLUDED), DRAW, answers(), "draw")
    return waiting.files[f"draws/{DRAW}/seed.txt"]


def test_digits_come_after_the_close_at_their_time_and_once(founded: Bureau) -> None:
    with_ceremony(founded)
    refused(founded, throw(founded, "2026-04-08T17:45:00+08:00"), Refused, "ceremony")
    acts.close(founded.stage(COMMITTED), DRAW, "04-08 16:00")
    refused(founded, throw(founded, "2026-04-08T17:39:59+08:00"), NotYet, "ceremony")
    refused(founded, throw(founded, TOO_LATE), Refused, "too-late")
    acts.throw(founded.stage(COMMITTED), DRAW, "04-08 17:45", THROWN)
    refused(founded, throw(founded, "2026-04-08T17:46:00+08:00"), Refused, "ceremony")
    assert f"beacon ceremony {DRAW} {THROWN}\n".encode() in seeds(founded)


def test_digits_that_no_witness_saw_before_drand_fired_do_not_count(founded: Bureau) -> None:
    """Else the operator could choose the digits once the other value is known (A01)."""
    with_ceremony(founded)
    acts.close(founded.stage(COMMITTED), DRAW, "04-08 16:00")
    for who in acts.OFFICES:
        sitting.throw(founded.desk(who, "2026-04-08T17:45:00+08:00"), DRAW, THROWN, acts.desk_role(who))
    keeping.keep(founded.desk("keeper", "2026-04-08T17:45:00+08:00"))
    acts.cosign(founded.stage(CONCLUDED))
    assert f"beacon ceremony {DRAW} ABSENT\n".encode() in seeds(founded)


@pytest.mark.parametrize("digits", ["", "1" * 19, "1" * 21, "x" * 20, "１" * 20, "1" * 19 + " ", "-" + "1" * 19])
def test_only_twenty_ascii_digits_are_a_ceremonys_value(digits: str, founded: Bureau) -> None:
    with_ceremony(founded)
    acts.close(founded.stage(COMMITTED), DRAW, "04-08 16:00")
    desk = founded.desk("draw", "2026-04-08T17:45:00+08:00")
    refused(founded, lambda: sitting.throw(desk, DRAW, digits, "draw"), Refused, "digits")


def test_beacon_values_say_absent_where_nothing_was_thrown(founded: Bureau) -> None:
    with_ceremony(founded)
    commit = founded.workspace.history().draws[DRAW].commit
    assert commit is not None
    values, _ = concluding.beacon_values(commit.record, answers(), None)
    assert values[0] == BeaconValue("ceremony", DRAW, ABSENT)


# Changes


def leaving(bureau: Bureau, code: str = "recused") -> RemovalPart:
    """The first member of the first team."""
    object_id, team = next(iter(acts.teams(bureau.stage(VISITED), DRAW).items()))
    return RemovalPart(object=object_id, inspector=team[0], code=code, late=False)  # type: ignore[arg-type]


def change(desk: Desk, *, removals: list[RemovalPart], supplements: list[str], at: str = CHANGE_FIRES) -> object:
    """The draw office opens a change."""
    return changing.open_change(
        desk,
        DRAW,
        removals=removals,
        supplements=supplements,
        source="drand-quicknet",
        at=parse_time(at),
        role="draw",
    )


def open_and_log(bureau: Bureau) -> None:
    """A change that both offices signed and witnesses saw."""
    wish = acts.Wish([leaving(bureau)], [], parse_time(CHANGE_FIRES))
    acts.open_change(bureau.stage(VISITED), DRAW, "05-29 10:00", wish)


def test_there_is_no_change_before_the_outcome(closed: Bureau) -> None:
    desk = closed.desk("draw", CONCLUDED)
    refused(closed, lambda: change(desk, removals=[], supplements=[]), Refused, "not-drawn")


def test_one_change_is_in_flight_at_a_time(concluded: Bureau) -> None:
    open_and_log(concluded)
    desk, part = concluded.desk("draw", OPENED), leaving(concluded)
    refused(concluded, lambda: change(desk, removals=[part], supplements=[]), Refused, "in-flight")


def test_the_beacon_of_a_change_lies_a_minute_ahead(concluded: Bureau) -> None:
    desk, part = concluded.desk("draw", "2026-06-01T07:31:04+08:00"), leaving(concluded)
    refused(concluded, lambda: change(desk, removals=[part], supplements=[]), Refused, "too-late")


@pytest.mark.parametrize("inspector", ["JC999", "-", "SC001"])
def test_who_is_not_in_the_team_cannot_leave_it(inspector: str, concluded: Bureau) -> None:
    part = leaving(concluded).model_copy(update={"inspector": inspector})
    desk = concluded.desk("draw", OPENED)
    refused(concluded, lambda: change(desk, removals=[part], supplements=[]), Refused, "no-member")


def test_a_team_that_was_not_drawn_has_nobody_to_remove(concluded: Bureau) -> None:
    part = leaving(concluded).model_copy(update={"object": "91441624MA4X0000X1"})
    desk = concluded.desk("draw", OPENED)
    refused(concluded, lambda: change(desk, removals=[part], supplements=[]), Refused, "no-member")


def test_an_object_that_was_found_is_not_supplemented(concluded: Bureau) -> None:
    """Whether it has no result yet, or one that says anything but closed, moved, unreachable."""
    objects = list(acts.teams(concluded.stage(VISITED), DRAW))
    desk = concluded.desk("draw", OPENED)
    refused(concluded, lambda: change(desk, removals=[], supplements=[objects[0]]), Refused, "supplement")
    write_results(concluded, objects[:1], outcome=("1", "1", ""))
    acts.seal(concluded.stage(VISITED), DRAW, "04-20 10:00")
    refused(concluded, lambda: change(desk, removals=[], supplements=[objects[0]]), Refused, "supplement")
    refused(concluded, lambda: change(desk, removals=[], supplements=["91441624MA4X0000X1"]), Refused, "supplement")


@pytest.mark.parametrize("code", ["6", "7", "9", "10", "11", "12"])
def test_an_object_that_cannot_be_visited_is_supplemented_once(code: str, concluded: Bureau) -> None:
    objects = list(acts.teams(concluded.stage(VISITED), DRAW))
    write_results(concluded, objects[:1], outcome=(code, "7", "查无此单位。"))
    acts.seal(concluded.stage(VISITED), DRAW, "04-20 10:00")
    change(concluded.desk("draw", OPENED), removals=[], supplements=[objects[0]])


def test_a_change_is_finished_after_its_beacon_and_once(concluded: Bureau) -> None:
    early, late = concluded.desk("draw", "2026-06-01T07:32:02+08:00"), concluded.desk("draw", LATER)
    drand = answer("29155653")
    refused(concluded, lambda: changing.finish_change(late, DRAW, drand, "draw"), Refused, "no-change")
    open_and_log(concluded)
    refused(concluded, lambda: changing.finish_change(early, DRAW, drand, "draw"), NotYet, "beacon")
    acts.finish_change(concluded.stage(VISITED), DRAW, "06-01 09:00", "29155653")
    refused(concluded, lambda: changing.finish_change(late, DRAW, drand, "draw"), Refused, "no-change")


def test_a_prevented_inspector_leaves_every_team_of_the_draw(concluded: Bureau) -> None:
    stage = concluded.stage(VISITED)
    teams = acts.teams(stage, DRAW)
    state = changing.standing(concluded.workspace, concluded.workspace.history().draws[DRAW])
    part = leaving(concluded, "prevented")
    listed = changing.expand(state, [part], set())
    assert [(r.object, r.inspector) for r in listed] == [
        (object_id, part.inspector) for object_id, team in teams.items() if part.inspector in team
    ]


# The beginning, receipts, approvals


def test_a_log_is_founded_once(founded: Bureau) -> None:
    desk = founded.desk("draw", COMMITTED)
    policy = founded.workspace.trust
    refused(founded, lambda: founding.found(desk, policy, "draw"), Refused, "founded")


def test_an_approval_of_the_same_content_has_nothing_to_sign(founded: Bureau) -> None:
    before = tree(founded.folder)
    for who in acts.OFFICES:
        desk, role = founded.desk(who, COMMITTED), acts.desk_role(who)
        assert registering.approve_items(desk, role) is None
        assert registering.approve_policy(desk, role) is None
        assert registering.approve_plan(desk, role, "2026", "hrss-ldjc") is None
    assert tree(founded.folder) == before


def test_another_content_under_an_approved_version_is_refused(founded: Bureau) -> None:
    path = founded.root / "data/policy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("publish_days: 30", "publish_days: 31"), encoding="utf-8")
    desk = founded.desk("draw", COMMITTED)
    refused(founded, lambda: registering.approve_policy(desk, "draw"), Refused, "version")


def test_a_roster_that_has_not_changed_is_not_sealed_again(founded: Bureau) -> None:
    before = tree(founded.folder)
    for table in registering.ROSTERS:
        assert registering.seal_roster(founded.desk("draw", COMMITTED), table) is None
    assert tree(founded.folder) == before


def test_an_open_draw_has_no_receipts(concluded: Bureau) -> None:
    desk = concluded.desk("draw", VISITED)
    refused(concluded, lambda: receipts.issue_receipt(desk, DRAW, "91441624MA4X0000X1"), Refused, "receipt")


def test_a_frame_key_stays_secret_until_the_visits_are_over(founded: Bureau) -> None:
    stage = founded.stage(COMMITTED)
    acts.commit(stage, BLINDED, "04-08 10:00")
    refused(founded, lambda: sealing.publish_frame_key(founded.desk("draw", COMMITTED), DRAW), NotYet, "visits")
    acts.close(stage, DRAW, "04-08 16:00")
    acts.conclude(stage, DRAW, "04-08 18:40")
    refused(founded, lambda: sealing.publish_frame_key(founded.desk("draw", VISITED), DRAW), NotYet, "visits")
    sealing.publish_frame_key(founded.desk("draw", "2026-07-01T00:00:00+08:00"), DRAW)


def test_an_open_draw_has_no_frame_key(concluded: Bureau) -> None:
    desk = concluded.desk("draw", VISITED)
    refused(concluded, lambda: sealing.publish_frame_key(desk, DRAW), Refused, "frame-key")


def test_a_pending_record_survives_a_reader(committed: Bureau) -> None:
    """Reading what waits writes nothing."""
    sitting.reveal(committed.desk("draw", CLOSED), DRAW, "draw")
    before = tree(committed.folder)
    assert [item.record.type for item in pending.of_draw(committed.workspace, DRAW)] == ["reveal"]
    done(committed.run("draw", CLOSED, "draw", "list"))
    assert tree(committed.folder) == before
