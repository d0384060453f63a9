"""A08 around the rosters: reasons, leaving and returning, edits that suit a draw, records that claim to be older."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from simulator import (
    CHANGE_ROUND,
    Bureau,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    make_inspectors,
    make_objects,
    make_policy,
    policy_bytes,
    reasons,
    verified,
)

from publisher.draw.evidence import csv_text
from publisher.log import places
from publisher.tables.policy import Policy
from publisher.tables.rosters import Inspector, RosterObject
from publisher.verify import Report, Verdict

FRIEND = make_objects()[0].object_id
SOMEBODY = make_inspectors()[0].inspector_id


def draw(bureau: Bureau) -> Story:
    """The first draw, made on whatever the rosters say now."""
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return story


def seal(bureau: Bureau, *tables: str, **reasons_given: Any) -> None:
    bureau.seal(*tables, **reasons_given).later(minutes=5).watch()


def with_firm(bureau: Bureau, object_id: str = FRIEND, **changes: str) -> list[RosterObject]:
    """The roster with one firm edited."""
    return [replace(row, **changes) if row.object_id == object_id else row for row in bureau.objects]


def with_inspector(bureau: Bureau, **changes: Any) -> list[Inspector]:
    """The roster with one inspector edited."""
    return [replace(row, **changes) if row.inspector_id == SOMEBODY else row for row in bureau.inspectors]


# ── inspectors ─────────────────────────────────────────────────────────────────


def test_c19_an_inspector_taken_off_without_a_reason_is_seen() -> None:
    bureau = founded()
    bureau.inspectors = bureau.inspectors[1:]
    seal(bureau, "inspectors", reasons={})
    draw(bureau)
    report = verified(bureau)
    assert failing(report) == {"C19"}
    assert f"{SOMEBODY} was removed without a reason" in reasons(report, "C19")


def test_c19_an_inspector_who_left_before_a_draw_and_came_back_after_it_is_seen() -> None:
    bureau = founded()
    everybody = bureau.inspectors
    bureau.inspectors = everybody[1:]
    seal(bureau, "inspectors")
    draw(bureau)
    assert failing(verified(bureau)) == set()
    bureau.inspectors = everybody
    seal(bureau, "inspectors")
    report = verified(bureau)
    assert failing(report) == {"C19"}
    assert f"{SOMEBODY} left before this draw and came back after it" in reasons(report, "C19")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "suspended"},
        {"certificate_until": "2023-09-01"},
        {"skills": ("other",)},
        {"department": "jc"},
        {"reserve": "yes"},
    ],
)
def test_c19_an_inspector_made_unfit_for_one_draw_and_fit_after_it_is_seen(changes: dict[str, Any]) -> None:
    bureau = founded()
    everybody = bureau.inspectors
    bureau.inspectors = with_inspector(bureau, **changes)
    seal(bureau, "inspectors")
    draw(bureau)
    assert failing(verified(bureau)) == set()
    bureau.inspectors = everybody
    seal(bureau, "inspectors")
    report = verified(bureau)
    assert failing(report) == {"C19"}
    assert f"{next(iter(changes))} of {SOMEBODY} was edited before, and back after it" in reasons(report, "C19")


def test_c19_an_inspectors_name_decides_nothing_and_may_be_corrected_twice() -> None:
    bureau = founded()
    everybody = bureau.inspectors
    bureau.inspectors = with_inspector(bureau, name="改名")
    seal(bureau, "inspectors")
    draw(bureau)
    bureau.inspectors = everybody
    seal(bureau, "inspectors")
    assert failing(verified(bureau)) == set()


# ── objects ────────────────────────────────────────────────────────────────────


def around(change: Callable[[Bureau], list[RosterObject]], *, scheme: str = "", policy: Policy | None = None) -> Report:
    """An edit of the roster before the draw, and back after it."""
    bureau = Bureau()
    bureau.policy = policy or bureau.policy
    bureau = founded(bureau)
    whole = bureau.objects
    bureau.objects = change(bureau)
    seal(bureau, "objects")
    order = None
    if scheme:
        strata = [{"ratio": "0.3", **rule} for rule in bureau.policy.evidence()["strata"][scheme]]
        order = bureau.order(scheme=scheme, strata=strata, frame="blinded")
    story = bureau.sit(bureau.commit(order))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.objects = whole
    seal(bureau, "objects")
    return verified(bureau)


def test_c19_a_friend_shown_as_closed_for_one_draw_is_seen() -> None:
    report = around(lambda bureau: with_firm(bureau, status="停业"))
    assert failing(report) == {"C19"}
    assert f"status of {FRIEND} was edited before, and back after it" in reasons(report, "C19")


@pytest.mark.parametrize("changes", [{"name": "改名厂"}, {"kind": "个体工商户"}, {"town": "441624102"}])
def test_c19_a_column_that_the_order_does_not_use_may_change_twice(changes: dict[str, str]) -> None:
    assert failing(around(lambda bureau: with_firm(bureau, **changes))) == set()


def focused() -> Policy:
    """A focus that takes a town by a public criterion."""
    strata = [
        {"stratum": "focus", "title": "甲组", "where": [{"column": "attention", "in": ["yes"]}]},
        {"stratum": "rest", "title": "乙组", "where": []},
    ]
    focus = {"public": [[{"column": "town", "in": ["441624100"]}]], "market": ["D"], "hr": ["C"], "flags": []}
    value = {**make_policy().evidence(), "focus": focus}
    return Policy.model_validate({**value, "strata": {**value["strata"], "focused": strata}}, by_alias=True)


def test_c19_an_edit_that_keeps_a_friend_out_of_the_focus_is_seen() -> None:
    """The focus rests on the columns of its public criterion: the order itself names none of them."""
    friend = make_objects()[1].object_id
    edit: Callable[[Bureau], list[RosterObject]] = lambda bureau: with_firm(bureau, friend, town="441624102")  # noqa: E731
    assert failing(around(edit, policy=focused())) == set()
    report = around(edit, scheme="focused", policy=focused())
    assert failing(report) == {"C19"}
    assert f"town of {friend} was edited before, and back after it" in reasons(report, "C19")


def test_c19_a_firm_that_left_and_returned_between_two_draws_was_away_from_none() -> None:
    bureau, story = drawn()
    whole = bureau.objects
    bureau.at("2023-09-01T09:00:00+08:00").objects = whole[1:]
    seal(bureau, "objects")
    bureau.objects = whole
    seal(bureau, "objects")
    bureau.at("2023-09-14T09:00:00+08:00")
    seal(bureau, "objects")
    bureau.at("2023-09-15T15:00:00+08:00")
    dates = {"reveal_by": "2023-09-15T16:00:00+08:00", "inspect_by": "2023-12-31", "publish_by": "2024-01-31"}
    order = bureau.order(beacons=[drand_beacon(CHANGE_ROUND)], times=dates)
    plan = {**story.commit["plan"], "occurrence": "2"}
    bureau.sit(bureau.commit(order, name="2023-002", plan=plan))
    assert failing(verified(bureau)) == set()


def test_c19_who_left_between_basis_and_commit_and_returned_was_away_for_no_draw() -> None:
    bureau = founded()
    whole = bureau.objects
    bureau.objects = whole[1:]
    bureau.seal("objects")
    bureau.objects = whole
    bureau.seal("objects")
    draw(bureau)
    assert failing(verified(bureau)) == set()


def test_c19_a_firm_that_comes_back_after_two_draws_was_missing_from_both() -> None:
    bureau = founded()
    whole = bureau.objects
    bureau.objects = whole[1:]
    seal(bureau, "objects")
    story = draw(bureau)
    bureau.at("2023-09-14T09:00:00+08:00")
    seal(bureau, "objects")
    bureau.at("2023-09-15T15:00:00+08:00")
    dates = {"reveal_by": "2023-09-15T16:00:00+08:00", "inspect_by": "2023-12-31", "publish_by": "2024-01-31"}
    order = bureau.order(beacons=[drand_beacon(CHANGE_ROUND)], times=dates)
    second = bureau.sit(bureau.commit(order, name="2023-002", plan={**story.commit["plan"], "occurrence": "2"}))
    bureau.at("2023-09-15T20:00:00+08:00").conclude(second)
    bureau.objects = whole
    seal(bureau, "objects")
    report = verified(bureau)
    assert failing(report, "2023-001") == failing(report, "2023-002") == {"C19"}


# ── how late is late ───────────────────────────────────────────────────────────


def edited_on(day: str, edit_days: int | None = None) -> Bureau:
    """A firm shown as closed from a day on, for the draw of 23 August."""
    bureau = Bureau(start="2023-06-01T09:00:00+08:00")
    numbers = {} if edit_days is None else {"edit_days": edit_days}
    value = {**make_policy().evidence(), "numbers": numbers, "effective": "2023-06-01"}
    bureau.policy = Policy.model_validate(value, by_alias=True)
    bureau.found()
    bureau.approve("policy", policy_bytes(bureau.policy), effective="2023-06-01")
    whole = bureau.objects
    bureau.objects = with_firm(bureau, status="停业")
    bureau.at(f"{day}T09:00:00+08:00").seal("objects").later(minutes=5).watch()
    bureau.at("2023-08-22T09:00:00+08:00").seal("inspectors").later(minutes=5).watch()
    bureau.at("2023-08-23T16:00:00+08:00")
    draw(bureau)
    bureau.objects = whole
    seal(bureau, "objects")
    return bureau


@pytest.mark.parametrize(
    ("day", "edit_days", "seen"),
    [
        ("2023-07-25", None, True),
        ("2023-07-23", None, False),
        ("2023-08-20", 3, False),
        ("2023-08-21", 3, True),
        ("2023-06-10", 90, True),
    ],
)
def test_c19_the_days_before_a_draw_are_the_policys(day: str, edit_days: int | None, seen: bool) -> None:
    assert failing(verified(edited_on(day, edit_days))) == ({"C19"} if seen else set())


def test_c19_a_roster_record_that_claims_to_be_months_old_is_dated_by_its_cosignature() -> None:
    bureau = founded()
    whole = bureau.objects
    bureau.objects = with_firm(bureau, status="停业")
    now = bureau.clock
    bureau.at("2023-05-01T09:00:00+08:00").seal("objects")
    bureau.clock = now
    bureau.watch()
    draw(bureau)
    bureau.objects = whole
    seal(bureau, "objects")
    report = verified(bureau)
    assert "C19" in failing(report)
    assert f"status of {FRIEND} was edited before, and back after it" in reasons(report, "C19")


def test_c19_a_late_edit_is_listed_by_name_and_draws_no_blame() -> None:
    bureau = founded()
    bureau.objects = with_firm(bureau, status="停业")
    seal(bureau, "objects")
    draw(bureau)
    report = verified(bureau)
    assert failing(report) == set()
    listed = [found for found in report.results["C19"].findings if "edits in the 30 days" in found.reason.en]
    assert [(found.verdict, found.found) for found in listed] == [(Verdict.PASS, FRIEND)]


# ── reasons ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("friend", "'friend' is no reason code"),
        ("", "was removed without a reason"),
        ("initial", "'initial' is no reason code"),
        ("registered", "was removed without a reason"),
        ("corrected", "was removed without a reason"),
    ],
)
def test_c19_only_a_fitting_code_of_the_list_explains_a_removal(code: str, said: str) -> None:
    bureau = founded()
    bureau.objects = bureau.objects[1:]
    seal(bureau, "objects", reasons={FRIEND: code})
    draw(bureau)
    report = verified(bureau)
    assert failing(report) == {"C19"}
    assert said in reasons(report, "C19")


@pytest.mark.parametrize("code", ["initial", "moved-out", "found"])
def test_c19_an_edit_needs_a_reason_for_an_edit(code: str) -> None:
    bureau = founded()
    bureau.objects = with_firm(bureau, name="改名厂")
    seal(bureau, "objects", reasons={FRIEND: code})
    draw(bureau)
    assert failing(verified(bureau)) == {"C19"}


def test_c19_initial_explains_nobody_who_is_added_later() -> None:
    bureau = Bureau(objects=make_objects()[1:])
    bureau = founded(bureau)
    bureau.objects = make_objects()
    seal(bureau, "objects", reasons={FRIEND: "initial"})
    draw(bureau)
    assert "'initial' is no reason code" in reasons(verified(bureau), "C19")


@pytest.mark.parametrize("code", ["", "friend", "moved-out"])
def test_c19_in_a_first_roster_everybody_is_there_from_the_start(code: str) -> None:
    bureau = Bureau()
    listed = bureau._changes

    def forged(table: str, data: bytes, given: Any) -> bytes:
        return listed(table, data, given).replace(f"{FRIEND},added,initial".encode(), f"{FRIEND},added,{code}".encode())

    bureau._changes = forged  # type: ignore[method-assign, assignment]
    bureau.found()
    draw(bureau.at("2023-08-23T16:00:00+08:00"))
    assert "C19" in failing(verified(bureau))


@pytest.mark.parametrize("table", ["objects", "inspectors"])
def test_c19_a_change_list_of_the_other_table_or_of_nothing_is_not_the_difference(table: str) -> None:
    bureau = founded()
    bureau._changes = lambda *_: csv_text(("id", "change", "reason"), [["Z", "added", "found"]]).encode()  # type: ignore[method-assign]
    bureau.seal(table).later(minutes=5).watch()
    draw(bureau)
    report = verified(bureau)
    assert failing(report) == {"C19"}
    assert "isn't the difference of the two rosters" in reasons(report, "C19")


def test_c19_a_change_list_that_is_no_table_fails_and_breaks_nothing() -> None:
    bureau = founded()
    bureau._changes = lambda *_: b"nothing to see"  # type: ignore[method-assign]
    bureau.seal("objects").later(minutes=5).watch()
    draw(bureau)
    assert "C19" in failing(verified(bureau))


def test_c19_a_roster_that_is_kept_back_leaves_open_what_came_after_it() -> None:
    bureau = founded()
    bureau.objects = bureau.objects[1:]
    seal(bureau, "objects")
    draw(bureau)
    path = next(path for path in bureau.files if bureau.files[path].count(b"\n") == len(bureau.objects) + 1)
    assert path.startswith(places.snapshot("")[:-4])
    del bureau.files[path]
    report = verified(bureau)
    assert report.results["C19"].verdict is Verdict.UNKNOWN
    assert "C07" in failing(report)


def test_c19_what_was_explained_before_the_log_knew_a_draw_concerns_every_later_draw() -> None:
    """An unexplained removal isn't forgiven by a later, complete change list."""
    bureau = founded()
    bureau.objects = bureau.objects[1:]
    seal(bureau, "objects", reasons={})
    bureau.objects = bureau.objects[1:]
    seal(bureau, "objects")
    draw(bureau)
    assert f"{FRIEND} was removed without a reason" in reasons(verified(bureau), "C19")
