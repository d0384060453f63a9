"""A02 change an input, A08 hide a friend, A09 misclassify, A10 invent an exclusion, A16 aim, A17 a captive pair."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest
from simulator import (
    Bureau,
    Story,
    drawn,
    failing,
    founded,
    make_inspectors,
    make_objects,
    reasons,
    secret_of,
    verified,
)

from publisher.draw.blinding import Opening, Receipt
from publisher.draw.tables import FrameRow, Member
from publisher.verify import Report, Verdict, lookup

FRIEND = make_objects()[0].object_id
ENEMY = make_objects()[1].object_id


def finished(bureau: Bureau, story: Story) -> Report:
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def blinded(bureau: Bureau, *, visits: str = "unannounced", frame: list[FrameRow] | None = None) -> Story:
    """A blinded draw, concluded."""
    order = bureau.order(frame="blinded", visits=visits)
    story = bureau.sit(bureau.commit(order, frame=frame))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return story


# ── A02 ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["order.json", "frame.csv", "panel.csv", "selection.csv", "teams.csv", "seed.txt"])
def test_a02_a_file_changed_after_the_commit_is_not_the_bound_one(name: str) -> None:
    bureau, _ = drawn()
    path = f"draws/2023-001/{name}"
    lines = bureau.files[path].split(b"\n")
    bureau.files[path] = b"\n".join([*lines[:-2], lines[-1]])
    report = verified(bureau)
    assert "C07" in failing(report)
    assert any(finding.file == path for finding in report.results["C07"].findings)


def test_a02_swapping_the_commit_too_is_seen_by_the_log() -> None:
    bureau, _ = drawn()
    path = "draws/2023-001/commit.note"
    bureau.files[path] = bureau.files[path].replace(b'"size": 3', b'"size": 4')
    assert failing(verified(bureau)) == {"C07"}


def test_a02_an_outcome_over_another_frame_is_recomputed() -> None:
    bureau = founded()
    story = bureau.commit()
    honest, _ = drawn()
    friend = honest.draws["2023-001"].drawn[0]
    story.frame = [row for row in story.frame if row.object_id != friend]
    assert {"C14", "C15"} <= failing(finished(bureau, story))


@pytest.mark.parametrize("member", ["size", "eligible", "listed"])
def test_a02_quotas_that_do_not_follow_from_the_frame_are_seen(member: str) -> None:
    bureau = founded()
    honest = founded().commit().commit["quotas"]
    forged = [{**honest[0], member: honest[0][member] + 1}, *honest[1:]]
    assert "C09" in failing(finished(bureau, bureau.commit(quotas=forged)))


def test_a02_another_ratio_in_the_commit_than_in_the_order_is_seen() -> None:
    bureau = founded()
    honest = founded().commit().commit["quotas"]
    forged = [{**honest[0], "ratio": "0.2", "size": 4}, *honest[1:]]
    assert "C09" in failing(finished(bureau, bureau.commit(quotas=forged)))


def test_a02_a_draw_of_nobody_is_refused() -> None:
    bureau = founded()
    order = bureau.order()
    none = [part.evidence() | {"count": "0"} for part in order.strata]
    strata = [{key: value for key, value in part.items() if key != "ratio"} for part in none]
    report = finished(bureau, bureau.commit(bureau.order(strata=strata)))
    assert "every quota is zero" in reasons(report, "C09")


def test_a02_seats_in_an_order_that_suits_are_seen() -> None:
    bureau = founded()
    seats = list(reversed(founded().commit().commit["team"]["seats"]))
    assert "C09" in failing(finished(bureau, bureau.commit(team={"seats": seats})))


def test_a02_an_order_that_says_other_than_the_commit_is_seen() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(title="另一个名目"))
    assert "order and commit differ in title" in reasons(report, "C08")


# ── A08 ────────────────────────────────────────────────────────────────────────


def test_a08_a_friend_left_out_of_the_frame_is_missed() -> None:
    bureau = founded()
    rows = [row for row in bureau.honest_frame(bureau.order()) if row.object_id != FRIEND]
    report = finished(bureau, bureau.commit(frame=rows))
    assert failing(report) == {"C08"}
    finding = next(f for f in report.results["C08"].findings if f.verdict is Verdict.FAIL)
    assert FRIEND in finding.expected


def test_a08_a_friend_taken_off_the_roster_between_basis_and_commit_changes_the_frame() -> None:
    bureau = founded()
    whole = bureau.objects
    bureau.objects = whole[1:]
    bureau.seal("objects")
    bureau.objects = whole
    report = finished(bureau, bureau.commit())
    assert failing(report) == {"C08"}
    assert "something newer was logged before the commit" in reasons(report, "C08")


def test_a08_an_old_roster_without_the_friend_does_not_serve() -> None:
    bureau = Bureau(objects=make_objects()[1:]).found()
    bureau.objects = make_objects()
    bureau.seal("objects").at("2023-08-19T09:00:00+08:00").watch()
    bureau.objects = make_objects()[1:]
    report = finished(bureau, bureau.at("2023-08-23T16:00:00+08:00").commit())
    assert {"C08"} <= failing(report)
    assert "doesn't bind the newest rosters" in reasons(report, "C08")


def away(reasons_given: dict[str, str] | None = None) -> Bureau:
    """A friend leaves the roster before a draw, with or without a reason."""
    bureau = founded()
    bureau.objects = [row for row in bureau.objects if row.object_id != FRIEND]
    bureau.seal("objects", reasons=reasons_given).later(minutes=5).watch()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return bureau


def test_a08_a_friend_taken_off_without_a_reason_is_seen_at_once() -> None:
    report = verified(away({}))
    assert failing(report) == {"C19"}
    assert f"{FRIEND} was removed without a reason" in reasons(report, "C19")


def test_a08_a_friend_who_left_with_a_reason_and_returned_after_the_draw_is_seen_then() -> None:
    bureau = away()
    assert failing(verified(bureau)) == set()
    bureau.objects = make_objects()
    bureau.seal("objects").later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == {"C19"}
    assert f"{FRIEND} left before this draw and came back after it" in reasons(report, "C19")


@pytest.mark.parametrize("forged", [b"id,change,reason\n", b"id,change,reason\nX,removed,moved-out\n"])
def test_a08_a_change_list_that_is_not_the_difference_is_seen(forged: bytes) -> None:
    bureau = founded()
    bureau.objects = bureau.objects[1:]
    listed = bureau._changes
    bureau._changes = lambda *_: forged  # type: ignore[method-assign]
    bureau.seal("objects").later(minutes=5).watch()
    bureau._changes = listed  # type: ignore[method-assign]
    assert "isn't the difference" in reasons(finished(bureau, bureau.commit()), "C19")


def test_a08_a_change_list_that_is_kept_back_leaves_the_check_open() -> None:
    bureau, _ = drawn()
    for path in [p for p in bureau.files if bureau.files[p].startswith(b"id,change")]:
        del bureau.files[path]
    assert verified(bureau).results["C19"].verdict is Verdict.UNKNOWN


def moved(back: bool) -> Bureau:
    """A firm changes its industry shortly before a draw with strata by industry, and perhaps back after it."""
    bureau = founded()
    builder = next(row for row in bureau.objects if row.section == "E")
    bureau.objects = [replace(r, section="C", industry="33") if r == builder else r for r in bureau.objects]
    bureau.seal("objects").later(minutes=5).watch()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    if back:
        bureau.objects = make_objects()
        bureau.seal("objects")
    bureau.later(minutes=5).watch()
    return bureau


def test_a08_an_attribute_edited_before_a_draw_and_edited_back_is_seen() -> None:
    assert "was edited before, and back after it" in reasons(verified(moved(back=True)), "C19")


def test_a08_a_late_edit_that_stays_is_listed_and_no_more() -> None:
    report = verified(moved(back=False))
    assert failing(report) == set()
    assert "edits in the 30 days before it" in reasons(report, "C19", Verdict.PASS)


def test_a08_a_roster_with_another_number_of_rows_than_its_record_is_seen() -> None:
    bureau = Bureau()
    bureau.objects = make_objects()
    bureau.found()
    short = next(entry for entry in bureau.entries if b'"objects"' in entry)
    bureau.entries[bureau.entries.index(short)] = short.replace(b'"rows": 60', b'"rows": 61')
    bureau.watch()
    assert "C07" in failing(verified(bureau))


# ── A09 ────────────────────────────────────────────────────────────────────────


def test_a09_a_firm_put_into_another_stratum_is_seen() -> None:
    bureau = founded()
    rows = [row._replace(stratum="A") if row.object_id == ENEMY else row for row in bureau.honest_frame(bureau.order())]
    report = finished(bureau, bureau.commit(frame=rows))
    assert failing(report) == {"C08"}


def test_a09_strata_that_nobody_approved_are_seen() -> None:
    bureau = founded()
    aimed = {"stratum": "A", "title": "甲组", "where": [{"column": "town", "in": ["441624100"]}], "ratio": "0.1"}
    order = bureau.order(strata=[aimed, bureau.order().strata[1].evidence()])
    report = finished(bureau, bureau.commit(order))
    assert "the strata aren't those of the policy's scheme" in reasons(report, "C08")


def test_a09_without_the_key_a_blinded_frames_counts_still_have_to_fit() -> None:
    bureau = founded()
    rows = [row._replace(stratum="A") if row.object_id == ENEMY else row for row in bureau.honest_frame(bureau.order())]
    blinded(bureau, frame=rows)
    report = verified(bureau)
    assert failing(report) == {"C08"}
    assert "counts by stratum and code" in reasons(report, "C08")


def test_a09_swapped_names_in_a_blinded_frame_are_seen_with_the_key() -> None:
    bureau = founded()
    rows = bureau.honest_frame(bureau.order())
    by_id = {row.object_id: row for row in rows}
    mine = by_id[FRIEND]
    other = next(row for row in rows if row.stratum != mine.stratum and not row.excluded)
    swapped = {mine.object_id: other.stratum, other.object_id: mine.stratum}
    forged = [row._replace(stratum=swapped.get(row.object_id, row.stratum)) for row in rows]
    story = blinded(bureau, frame=forged)
    assert failing(verified(bureau)) == set()
    assert story.frame_key is not None
    assert failing(verified(bureau, frame_keys={"2023-001": story.frame_key})) == {"C08"}


def test_a09_a_ghost_in_a_blinded_frame_is_seen_with_the_key_and_costs_a_failed_draw_without() -> None:
    bureau = founded()
    rows = bureau.honest_frame(bureau.order())
    hidden = next(row for row in rows if row.object_id == FRIEND)
    ghosts = [row for row in rows if row is not hidden] + [hidden._replace(object_id="GHOST")]
    story = blinded(bureau, frame=ghosts)
    assert failing(verified(bureau, frame_keys={"2023-001": story.frame_key or b""})) == {"C08"}
    bureau.at("2023-11-15T00:00:01+08:00")
    assert "C17" in failing(verified(bureau))


def test_a09_a_firm_that_stands_twice_in_a_blinded_frame_fails_when_it_is_opened_twice() -> None:
    bureau = founded()
    story = blinded(bureau)
    first, second = story.drawn[:2]
    bureau.at("2023-09-05T15:00:00+08:00")
    bureau.result(story, first)
    salt = secret_of("another salt")
    twin = Opening(object_id=story.openings[first].object_id, salt=salt)
    bureau.result(story, second, opening=twin.evidence())
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert "doesn't give the alias" in reasons(report, "C17")
    assert "stands under two aliases" in reasons(report, "C17")


def test_a09_an_opened_name_that_was_never_on_the_roster_is_a_ghost() -> None:
    bureau = founded()
    rows = [FrameRow("GHOST", "A", ""), *bureau.honest_frame(bureau.order())[1:]]
    order = bureau.order(frame="blinded", visits="unannounced")
    strata = [part.evidence() for part in order.strata]
    strata[0] = {**strata[0], "ratio": "1"}
    story = bureau.sit(bureau.commit(bureau.order(frame="blinded", visits="unannounced", strata=strata), frame=rows))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    ghost = next(alias for alias, opening in story.openings.items() if opening.object_id == "GHOST")
    bureau.result(story, ghost)
    bureau.later(minutes=5).watch()
    assert "GHOST wasn't on the roster" in reasons(verified(bureau), "C17")


def test_a09_a_frame_key_that_is_not_published_in_time_fails() -> None:
    bureau = founded()
    blinded(bureau)
    due = bureau.at("2023-11-15T00:00:00+08:00").clock
    assert "C08" not in failing(verified(bureau, now=due))
    report = verified(bureau, now=bureau.later(seconds=1).clock)
    assert "the frame key isn't published" in reasons(report, "C08")


def test_a09_a_void_draw_owes_no_frame_key() -> None:
    bureau = founded()
    story = bureau.commit(bureau.order(frame="blinded", visits="unannounced"))
    bureau.later(minutes=1).void(story, "error")
    bureau.later(minutes=1).watch()
    assert "C08" not in failing(verified(bureau, now=bureau.at("2023-12-15T09:00:00+08:00").clock))


def test_a09_a_frame_that_stays_blinded_needs_an_outside_audit() -> None:
    bureau = founded()
    story = blinded(bureau, visits="announced")
    silent = deepcopy(bureau).at("2023-11-15T00:00:01+08:00")
    assert "without an outside audit" in reasons(verified(silent), "C08")
    audit = {"type": "audit", "draw": story.name, "checked": 60, "errors": 0, "statement": "逐一核对"}
    bureau.at("2023-11-14T10:00:00+08:00").log(audit, ("auditor",))
    bureau.watch()
    report = verified(bureau.at("2023-11-15T00:00:01+08:00"))
    assert "C08" not in failing(report)
    assert "the outside audit says: 逐一核对" in reasons(report, "C08", Verdict.UNKNOWN)


def test_a09_an_audit_that_found_errors_fails_and_one_by_the_bureau_does_not_count() -> None:
    bureau = founded()
    story = blinded(bureau, visits="announced")
    bureau.at("2023-11-15T00:00:01+08:00")
    audit = {"type": "audit", "draw": story.name, "checked": 60, "errors": 0, "statement": "都好"}
    bureau.log(audit, ("draw",))
    bureau.watch()
    report = verified(bureau)
    assert {"C06", "C08"} <= failing(report)
    bureau.log({**audit, "errors": 2}, ("auditor",))
    bureau.watch()
    assert "the outside audit found errors" in reasons(verified(bureau), "C08")


def test_a09_a_wrong_frame_key_is_seen() -> None:
    bureau = founded()
    blinded(bureau)
    bureau.files["draws/2023-001/frame-key.txt"] = b"0" * 64 + b"\n"
    assert failing(verified(bureau)) == {"C08"}


def test_a09_a_receipt_that_says_other_than_the_frame_tells_its_holder() -> None:
    bureau = founded()
    story = blinded(bureau)
    alias, opening = next(iter(story.openings.items()))
    row = next(row for row in story.frame if row.object_id == alias)
    honest = Receipt(
        draw=story.name, opening=opening, stratum=row.stratum, excluded=row.excluded, genesis=bureau.genesis
    )
    for receipt, word in ((honest, "agrees"), (honest.model_copy(update={"stratum": "Z"}), "keep it and complain")):
        (standing,) = lookup(bureau.published(), opening.object_id, receipt=receipt)
        assert any(word in words.en for words in standing.words)


def test_a09_an_open_frame_with_unannounced_visits_is_refused() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(bureau.order(visits="unannounced")))
    assert "the frame can't be open: visits are unannounced" in reasons(report, "C08")


# ── A10 ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", ["inactive", "clean-visits", "recently"])
def test_a10_an_exclusion_that_does_not_follow_is_seen(code: str) -> None:
    bureau = founded()
    rows = [
        row._replace(excluded=code) if row.object_id == FRIEND else row for row in bureau.honest_frame(bureau.order())
    ]
    assert failing(finished(bureau, bureau.commit(frame=rows))) == {"C08"}


def test_a10_an_exclusion_that_is_lifted_for_an_enemy_is_seen() -> None:
    bureau = founded()
    rows = [row._replace(excluded="") for row in bureau.honest_frame(bureau.order())]
    assert failing(finished(bureau, bureau.commit(frame=rows))) == {"C08"}


def test_a10_a_code_off_the_closed_list_is_refused_in_the_order() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(bureau.order(exclusions=["inactive", "friend"])))
    assert "an exclusion off the list: friend" in reasons(report, "C08")


# ── A16 ────────────────────────────────────────────────────────────────────────


def test_a16_a_condition_that_names_one_firm_is_refused() -> None:
    bureau = founded()
    aimed = [{"column": "object_id", "in": [ENEMY]}]
    rows = [row for row in bureau.honest_frame(bureau.order()) if row.object_id == ENEMY]
    story = bureau.commit(bureau.order(kind="directed", targeting=aimed), frame=rows)
    report = finished(bureau, story)
    assert "targeting uses a column that isn't allowed: object_id" in reasons(report, "C08")


def test_a16_a_small_stratum_and_a_high_chance_are_told_with_their_approval() -> None:
    bureau = Bureau(objects=make_objects(9)).found().at("2023-08-23T16:00:00+08:00")
    story = bureau.commit(bureau.order(approval="局发〔2023〕7号"))
    report = finished(bureau, story)
    assert failing(report) == set()
    told = "\n".join(notice.words.en for notice in report.notices)
    assert "fewer than 20" in told
    assert "approved by 局发〔2023〕7号" in told


def test_a16_without_an_approval_the_notice_says_that_none_is_named() -> None:
    bureau = Bureau(objects=make_objects(9)).found().at("2023-08-23T16:00:00+08:00")
    report = finished(bureau, bureau.commit())
    assert any("no approval is named" in notice.words.en for notice in report.notices)


def test_a16_a_stratum_nearly_all_of_which_is_drawn_is_told() -> None:
    bureau = founded()
    strata = [part.evidence() for part in bureau.order().strata]
    strata[0] = {**strata[0], "ratio": "0.9"}
    report = finished(bureau, bureau.commit(bureau.order(strata=strata)))
    assert any("over 0.5" in notice.words.en for notice in report.notices)


# ── A17 ────────────────────────────────────────────────────────────────────────


def test_a17_a_panel_of_two_friends_is_missed_by_the_rest() -> None:
    bureau = founded()
    people = bureau.commit().panel[:2]
    captive = founded()
    report = finished(captive, captive.commit(panel=people))
    assert failing(report) == {"C08"}
    assert any("people fit seat" in notice.words.en for notice in report.notices)


def test_a17_an_inspector_excluded_without_reason_is_seen() -> None:
    bureau = founded()
    people = founded().commit().panel
    forged = [people[0]._replace(excluded="suspended"), *people[1:]]
    assert failing(finished(bureau, bureau.commit(panel=forged))) == {"C08"}


def test_a17_a_certificate_that_ends_before_the_visits_excludes() -> None:
    bureau = founded()
    people = founded().commit().panel
    assert people[5].excluded == "expired"
    forged = [*people[:5], people[5]._replace(excluded="")]
    assert failing(finished(bureau, bureau.commit(panel=forged))) == {"C08"}


def test_a17_teams_that_the_tickets_do_not_give_are_seen() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    honest, _ = drawn()
    teams = honest.files["draws/2023-001/teams.csv"].decode().splitlines()[1:]
    members = [line.split(",") for line in teams]
    forged = [
        (object_id, int(seat), "JC001" if seat == "1" and who != "JC001" else who, ticket)
        for object_id, seat, who, ticket in members
    ]
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story, teams=[Member(*row) for row in forged])
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == {"C15"}


def test_a17_a_panel_that_cannot_fill_a_team_postpones_and_never_sends_one_alone() -> None:
    bureau = Bureau(inspectors=[replace(make_inspectors()[0], skills=())]).found().at("2023-08-23T16:00:00+08:00")
    story = bureau.commit()
    report = finished(bureau, story)
    assert failing(report) == set()
    assert story.standing is not None
    assert all(team == ["-", "-"] for team in story.standing.teams.values())
