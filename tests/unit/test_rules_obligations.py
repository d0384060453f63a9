"""What is owed, by when, to whom it falls, and what happens otherwise: one duty after the other (`status`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_order import FIRES, ORDER, REVEAL_BY

from publisher.draw.evidence import json_text
from publisher.draw.identifiers import end_of, parse_time
from publisher.draw.tables import Member
from publisher.errors import Words
from publisher.log.history import History
from publisher.rules.calendar import WorkCalendar
from publisher.rules.deadlines import Due, Readings
from publisher.rules.draw_duties import DrawState, draw_duties
from publisher.rules.draw_files import DrawFile
from publisher.rules.duties import Duty, in_order
from publisher.rules.objections import Objection, Terms
from publisher.rules.obligations import obligations
from publisher.rules.owed import EntryState, OrderState, Owed, PlanRowState, Referred, Waiting
from publisher.rules.plans import Use
from publisher.rules.publishing import Publication
from publisher.rules.referrals import Alert

NOW = parse_time("2026-05-20T10:00:00+08:00")
CALENDAR = WorkCalendar({2026: {}})
H = "a" * 64
BASE = Owed(
    now=NOW,
    since=date(2018, 9, 1),
    founded_on=date(2026, 3, 2),
    calendar=CALENDAR,
    plan_due="12-31",
    report_on=["06-30", "12-30"],
    roster_days=30,
    certificate_days=30,
)


def owed(**changes: Any) -> list[Duty]:
    """The duties of a bureau of which only this is known; the half-year's report is left aside."""
    return [duty for duty in obligations(replace(BASE, **changes)) if duty.code != "report"]


def at(text: str, **changes: Any) -> list[Duty]:
    """The same on another day."""
    return owed(now=parse_time(f"{text}T10:00:00+08:00"), **changes)


def days(duties: list[Duty]) -> list[tuple[str, str]]:
    """(code, deadline) of each."""
    return [(duty.code, duty.deadline().en) for duty in duties]


# a duty


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-05-19T23:59:59+08:00", "pending"),
        ("2026-05-20T00:00:00+08:00", "today"),
        ("2026-05-20T23:59:59+08:00", "today"),
        ("2026-05-21T00:00:00+08:00", "pending"),
        ("2026-05-21T00:00:01+08:00", "overdue"),
    ],
)
def test_a_day_means_its_end_in_shanghai(now: str, state: str) -> None:
    duty = Duty("x", "draw", "", Words("", ""), "", end_of(date(2026, 5, 20)), Words("", ""))
    # at midnight itself the day is over and nothing is late yet
    assert duty.state(parse_time(now)) == state
    assert duty.deadline().en == "2026-05-20"


def test_what_has_no_term_is_never_late_and_advice_is_never_overdue() -> None:
    duty = Duty("x", "draw", "", Words("", ""), "", None, Words("", ""))
    assert (duty.state(NOW), duty.is_overdue(NOW), duty.deadline().zh) == ("open", False, "—")
    advice = duty._replace(by=NOW - timedelta(days=1), warns=True)
    assert (advice.state(NOW), advice.is_overdue(NOW)) == ("overdue", False)


def test_an_hour_is_told_where_it_counts_and_a_provisional_day_is_marked() -> None:
    duty = Duty("x", "draw", "", Words("", ""), "", parse_time("2026-04-08T17:00:00+08:00"), Words("", ""))
    assert duty.deadline().zh == "2026-04-08 17:00:00"
    assert "暂定" in duty._replace(provisional=True).deadline().zh


@given(st.lists(st.one_of(st.none(), st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)))))
def test_what_is_due_first_comes_first_and_what_has_no_term_last(times: list[datetime | None]) -> None:
    aware = [time.replace(tzinfo=NOW.tzinfo) if time else None for time in times]
    found = in_order(Duty("x", "draw", str(n), Words("", ""), "", by, Words("", "")) for n, by in enumerate(aware))
    dated = [duty.by for duty in found if duty.by is not None]
    assert [duty.by for duty in found] == [*sorted(dated), *[None] * (len(found) - len(dated))]


def test_every_duty_says_what_happens_otherwise_in_both_languages() -> None:
    duties = owed(
        units=["hrss-ldjc"],
        waiting=[Waiting("items-items.json", "items", "", ("legal",))],
        changed=[("policy", "policy approve")],
        rosters={"objects": date(2026, 4, 1)},
        certificates={"JC001": date(2026, 6, 1)},
        entries=[EntryState("2026-N001", date(2026, 5, 20), date(2026, 5, 30), False, False, False)],
        open_results={"2026-001": 2},
        said={"6": 1},
        objection_states={"received": 1},
    )
    assert {duty.code for duty in duties} == {
        "plan",
        "sign",
        "unapproved",
        "roster",
        "certificate",
        "entry",
        "follow-up",
        "referral",
        "objection",
    }
    for duty in duties:
        assert all((*duty.what, *duty.otherwise))


# the year


def test_on_1_january_without_a_plan_each_unit_is_overdue() -> None:
    plan, last = ("plan", "2025-12-31"), {("u", 2025): date(2024, 12, 1)}
    assert days(at("2025-11-01", units=["u"], plans=last)) == [plan]
    found = [duty for duty in at("2026-01-01", units=["u", "v"]) if duty.is_overdue(parse_time("2026-01-01T08:00:00Z"))]
    assert days(found) == [plan, plan]
    assert "没有2026年计划" in found[0].what.zh


def test_next_years_plan_is_shown_from_autumn_on() -> None:
    plans = {("u", 2026): date(2025, 12, 20)}
    assert at("2026-08-30", units=["u"], plans=plans) == []
    assert days(at("2026-09-02", units=["u"], plans=plans)) == [("plan", "2026-12-31")]
    assert at("2026-09-02", units=["u"], plans={**plans, ("u", 2027): date(2026, 9, 1)}) == []


def test_nothing_is_owed_for_before_the_rule_was_in_force() -> None:
    assert at("2026-05-20", units=["u"], since=date(2026, 1, 1)) == []
    assert len(at("2026-05-20", units=["u"], since=date(2025, 12, 31))) == 1


def test_a_plan_row_is_due_by_the_end_of_its_period_until_every_occurrence_is_drawn() -> None:
    rows = [PlanRowState("u", 2026, "2026-1", 2, date(2026, 12, 15))]
    [found] = owed(plan_rows=rows, uses={("u", 2026): [Use("2026-001", "2026-1", 1)]})
    assert (found.deadline().en, "1次" in found.what.zh) == ("2026-12-15", True)
    both = [Use("2026-001", "2026-1", 1), Use("2026-004", "2026-1", 2)]
    assert owed(plan_rows=rows, uses={("u", 2026): both}) == []


def reports(now: str, **changes: Any) -> list[tuple[str, str]]:
    """(deadline, state) of the reports."""
    moment = parse_time(f"{now}T10:00:00+08:00")
    found = obligations(replace(BASE, now=moment, **changes))
    return [(duty.deadline().en, duty.state(moment)) for duty in found if duty.code == "report"]


def test_the_report_is_due_earlier_where_the_day_is_off_and_marked_while_no_notice_is_out() -> None:
    founded = {"founded_on": date(2024, 1, 2), "calendar": WorkCalendar({2024: {}})}
    assert reports("2024-06-28", **founded)[0] == ("2024-06-28", "today")  # 30 June 2024 is a Sunday
    provisional = "2024-12-30 (provisional: a holiday notice isn't out)"
    sent = {"2024-06-30": date(2024, 6, 27)}
    assert reports("2024-10-01", reports=sent, **founded) == [(provisional, "pending")]


def test_a_report_that_was_sent_is_done_and_one_before_the_log_began_isnt_owed() -> None:
    assert reports("2026-07-10") == [("2026-06-30", "overdue")]
    assert reports("2026-07-10", reports={"2026-06-30": date(2026, 6, 29)}) == []
    assert reports("2026-07-10", founded_on=date(2026, 7, 1)) == []
    assert reports("2026-07-10", founded_on=None) == []


# papers, rosters


def test_who_must_still_sign_is_named_with_the_command() -> None:
    waiting = [
        Waiting("items-items.json", "items", "", ("legal",)),
        Waiting("plan-plans_2026_u.csv", "plan", "2026 u", ("legal",)),
        Waiting("2026-003-void", "void", "2026-003", ("legal",)),
        Waiting("roster-objects", "roster", "", ()),
    ]
    found = {(duty.who, duty.command) for duty in owed(waiting=waiting)}
    assert found == {
        ("legal", "items approve --as legal"),
        ("legal", "plan approve 2026 u --as legal"),
        ("legal", "draw sign 2026-003 --as legal"),
        ("log", "log keep"),
    }


def test_a_changed_list_is_named_once_whether_it_waits_for_a_signature_or_not() -> None:
    changed = [("items", "items approve")]
    assert [duty.code for duty in owed(changed=changed)] == ["unapproved"]
    waiting = [Waiting("items-items.json", "items", "", ("legal",))]
    assert [duty.code for duty in owed(changed=changed, waiting=waiting)] == ["sign"]


def test_an_order_is_committed_before_its_parties_reveal_or_only_put_off() -> None:
    order = OrderState("2026-winter", "冬季抽查", parse_time("2026-05-20T17:00:00+08:00"))
    [found] = owed(orders=[order])
    assert (found.command, found.state(NOW), found.warns) == ("draw commit 2026-winter", "today", True)


def test_a_roster_is_looked_at_every_thirty_days_and_the_agencies_are_no_roster() -> None:
    rosters = {"objects": date(2026, 4, 20), "inspectors": date(2026, 4, 19), "agencies": date(2025, 1, 1)}
    assert days(owed(rosters=rosters)) == [("roster", "2026-05-19"), ("roster", "2026-05-20")]
    assert not any(duty.is_overdue(NOW) for duty in owed(rosters=rosters))


def test_a_certificate_that_ends_soon_is_named() -> None:
    known = {"JC001": date(2026, 6, 19), "JC002": date(2026, 6, 20)}
    assert [duty.about for duty in owed(certificates=known)] == ["JC001"]


# results and registers


def publication(row: str, public: date | None = None) -> Publication:
    """A result fixed on 1 May, due on 29 May."""
    due = Due(date(2026, 5, 29), False, Words("", ""))
    readings = Readings(date(2026, 5, 31), CALENDAR.add_working_days(date(2026, 5, 1), 20))
    return Publication("2026-001", f"2026-001/{row}", row, date(2026, 5, 1), readings, due, public)


def test_results_are_sealed_then_cosigned_and_counted_together() -> None:
    known = [publication(""), publication(""), publication(H), publication("b" * 64, date(2026, 5, 12))]
    found = owed(publications=known)
    assert [(duty.code, duty.who, duty.command, duty.deadline().en) for duty in found] == [
        ("publish", "witness", "log cosign", "2026-05-29"),
        ("seal", "log", "seal 2026-001", "2026-05-29"),
    ]
    assert "2条" in found[1].what.zh


@pytest.mark.parametrize(
    ("logged", "seen", "made", "codes"),
    [
        (False, False, False, ["entry"]),
        (True, False, False, ["entry-visit", "witness-entry"]),
        (True, True, False, ["entry-visit"]),
        (True, True, True, []),
    ],
)
def test_an_entry_of_article_13_is_sealed_seen_visited_in_this_order(
    logged: bool, seen: bool, made: bool, codes: list[str]
) -> None:
    entry = EntryState("2026-N001", date(2026, 5, 20), date(2026, 5, 30), logged, seen, made)
    found = owed(entries=[entry])
    assert sorted(duty.code for duty in found) == codes
    assert all(duty.deadline().en == "2026-05-30" for duty in found)


def test_a_referral_is_due_by_its_alert_and_names_what_to_run() -> None:
    due = Due(date(2026, 5, 18), False, Words("", ""))
    alert = Alert(H, "经营异常名录", due, True, Words("应办", "due"))
    missing = owed(alerts=[(alert, Referred("", "2026-001/X"))])
    open_ = owed(alerts=[(alert, Referred("2026-R001", "2026-001/X"))])
    assert [duty.command for duty in missing + open_] == ["referral add 2026-001 X", "referral step 2026-R001"]
    assert missing[0].is_overdue(NOW)


def test_without_the_register_the_public_counts_tell_what_is_missing() -> None:
    assert owed(said={"6": 2}, counted={"6": 2}) == []
    [found] = owed(said={"6": 2}, counted={"6": 1})
    assert (found.about, found.by) == ("6", None)
    assert owed(said={"6": 2}, alerts=[]) == []


def test_an_objection_is_taken_up_answered_and_corrected_in_time() -> None:
    received = Objection("2026-O001", H, date(2026, 5, 13))
    accepted = received._replace(accepted_on=date(2026, 5, 14))
    upheld = accepted._replace(answered_on=date(2026, 5, 18), upheld=True)
    terms = Terms(20, 5, 20, 5)
    found = [owed(objections=[item], objection_terms=terms) for item in (received, accepted, upheld)]
    assert [(duty.command, duty.deadline().en) for [duty] in found] == [
        ("objection step 2026-O001 --step accepted", "2026-05-20"),
        ("objection step 2026-O001 --step upheld", "2026-06-10"),
        ("objection step 2026-O001 --step corrected", "2026-05-25"),
    ]
    settled = upheld._replace(upheld=False)
    assert owed(objections=[settled], objection_terms=terms) == []


def test_without_the_register_open_objections_are_still_named() -> None:
    found = owed(objection_states={"received": 1, "dismissed": 3, "upheld": 2})
    assert [(duty.about, duty.by) for duty in found] == [("received", None), ("upheld", None)]


# draws

PARTIES = ("hrss.example/draw", "hrss.example/legal")
COMMIT: dict[str, Any] = {
    "type": "commit",
    "draw": "2026-001",
    "title": "试",
    "protocol": "draw/1",
    "basis": {"size": 1, "root": H},
    "plan": {"approval": "特批"},
    "register": H,
    "items": ["LD-01"],
    "files": {},
    "frame": "open",
    "quotas": [{"stratum": "all", "listed": 9, "eligible": 9, "ratio": "0.1", "size": 1}],
    "team": {"seats": [{"department": "*", "skill": "*"}] * 2},
    "beacons": [{"source": "drand-quicknet", "round": "1000", "time": FIRES}],
    "parties": [{"party": party, "commitment": H} for party in PARTIES],
    "reveal_by": REVEAL_BY,
    "inspect_by": "2026-06-30",
    "publish_by": "2026-07-24",
}


def reveal(party: str) -> dict[str, Any]:
    """A party's reveal."""
    return {"type": "reveal", "draw": "2026-001", "commit": H, "party": party, "secret": H}


CLOSE = {"type": "close", "draw": "2026-001", "commit": H, "reveals": dict.fromkeys(PARTIES, H)}
OUTCOME = {"type": "outcome", "draw": "2026-001", "commit": H, "close": H, "seed": H, "files": {}}
VOID = {"type": "void", "draw": "2026-001", "commit": H, "code": "error", "reason": "试"}
CHANGE = {
    "type": "change",
    "draw": "2026-001",
    "number": 1,
    "removals": [],
    "supplements": [],
    "beacon": {"source": "drand-quicknet", "round": "2000", "time": "2026-06-01T07:32:03+08:00"},
}


def result(named: str) -> dict[str, Any]:
    """A sealed row of an object."""
    return {
        "type": "result",
        "draw": "2026-001",
        "object": named,
        "row": {"X": "1", "Y": "2"}[named] * 64,
        "replaces": "",
    }


def state(now: str, *records: dict[str, Any], members: tuple[Member, ...] = (), **more: Any) -> DrawState:
    """A draw with these records at a moment."""
    commit = {**COMMIT, **more.pop("commit", {})}
    entries = [json_text({"time": "2026-04-08T10:00:00+08:00", **r}).encode() for r in (commit, *records)]
    history = History(entries)
    assert not any(entry.error for entry in history.entries)
    file = DrawFile(records=history.draws["2026-001"], order=ORDER, members=members)
    return DrawState(file=file, now=parse_time(now), **more)


def steps(found: DrawState) -> list[tuple[str, str, str]]:
    """(code, who, deadline) of what it waits for."""
    return [(duty.code, duty.who, duty.deadline().en) for duty in in_order(draw_duties(found))]


T = "0" * 64
TEAMS = (Member("X", 1, "A", T), Member("X", 2, "B", T), Member("Y", 1, "A", T), Member("Y", 2, "B", T))
LAST = "2026-04-08 18:30:39"


def test_before_the_reveal_each_party_and_the_close_are_waited_for() -> None:
    found = steps(state("2026-04-08T16:00:00+08:00", reveal(PARTIES[0])))
    assert found == [("reveal", "legal", "2026-04-08 17:00:00"), ("close", "draw", LAST)]


def test_once_the_term_has_passed_only_the_close_is_left() -> None:
    assert steps(state("2026-04-08T17:30:00+08:00")) == [("close", "draw", LAST)]


def test_a_close_that_missed_its_minute_leaves_nothing_but_the_void() -> None:
    assert steps(state("2026-04-08T18:31:00+08:00")) == [("void", "draw", "2026-04-15 18:31:39")]


def test_a_close_is_cosigned_in_time_or_the_draw_is_void() -> None:
    early, late = "2026-04-08T18:00:00+08:00", "2026-04-08T18:40:00+08:00"
    assert steps(state(early, CLOSE)) == [
        ("witness-close", "witness", LAST),
        ("conclude", "draw", "2026-04-15 18:31:39"),
    ]
    assert steps(state(early, CLOSE, closed_at=parse_time(early))) == [("conclude", "draw", "2026-04-15 18:31:39")]
    assert steps(state(late, CLOSE)) == [("void", "draw", "2026-04-15 18:31:39")]
    assert steps(state(late, CLOSE, closed_at=parse_time(late))) == [("void", "draw", "2026-04-15 18:31:39")]


def test_a_ceremony_beside_another_source_is_due_before_it() -> None:
    beacons = [{"source": "ceremony", "round": "2026-001", "time": "2026-04-08T17:40:00+08:00"}, *COMMIT["beacons"]]
    closed: dict[str, Any] = {"closed_at": parse_time("2026-04-08T17:05:00+08:00"), "commit": {"beacons": beacons}}
    assert ("ceremony", "draw", LAST) in steps(state("2026-04-08T17:45:00+08:00", CLOSE, **closed))
    assert steps(state("2026-04-08T19:00:00+08:00", CLOSE, **closed)) == [("conclude", "draw", "2026-04-15 18:31:39")]


def test_after_the_outcome_visits_and_results_are_due() -> None:
    found = steps(state("2026-04-20T10:00:00+08:00", CLOSE, OUTCOME, members=TEAMS))
    assert found == [("visit", "unit", "2026-06-30"), ("result", "unit", "2026-07-24")]
    one = steps(state("2026-07-20T10:00:00+08:00", CLOSE, OUTCOME, result("X"), members=TEAMS))
    assert one == [("result", "unit", "2026-07-24")]
    assert steps(state("2026-07-20T10:00:00+08:00", CLOSE, OUTCOME, result("X"), result("Y"), members=TEAMS)) == []


def test_a_team_that_lacks_somebody_waits_for_a_change_up_to_ninety_days_more() -> None:
    short = (*TEAMS[:3], Member("Y", 2, "-", ""))
    found = steps(state("2026-04-20T10:00:00+08:00", CLOSE, OUTCOME, members=short))
    assert found[-1] == ("vacant", "draw", "2026-09-28")
    assert "1 visits" in draw_duties(state("2026-04-20T10:00:00+08:00", CLOSE, OUTCOME, members=short))[1].what.en


def test_a_change_is_cosigned_before_its_beacon_and_finished_within_three_days() -> None:
    settled = (CLOSE, OUTCOME, CHANGE, result("X"), result("Y"))
    before = state("2026-05-29T10:00:00+08:00", *settled, members=TEAMS)
    assert steps(before) == [
        ("witness-change", "witness", "2026-06-01 07:31:03"),
        ("change", "draw", "2026-06-04 07:32:03"),
    ]
    seen = replace(before, changed_at=before.now)
    assert steps(seen) == [("change", "draw", "2026-06-04 07:32:03")]


def test_a_void_draw_waits_for_nothing() -> None:
    assert steps(state("2026-04-20T10:00:00+08:00", VOID)) == []


@pytest.mark.parametrize(("audit", "code", "who"), [(False, "frame-key", "draw"), (True, "audit", "auditor")])
def test_a_blinded_frame_is_opened_or_audited_by_publish_by(audit: bool, code: str, who: str) -> None:
    blinded: dict[str, Any] = {"commit": {"frame": "blinded"}, "needs_audit": audit}
    results = (result("X"), result("Y"))
    found = state("2026-07-20T10:00:00+08:00", CLOSE, OUTCOME, *results, members=TEAMS, **blinded)
    assert steps(found) == [(code, who, "2026-07-24")]
    assert steps(replace(found, key_published=True)) == []
    # before the outcome nobody may publish it
    assert "frame-key" not in str(steps(state("2026-04-08T16:00:00+08:00", **blinded)))
