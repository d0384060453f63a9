"""A11 shop for a friendly inspector by removals, A12 edit, delay or hide a result."""

from __future__ import annotations

from typing import Any

import pytest
from simulator import (
    LATER_ROUND,
    Bureau,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    reasons,
    verified,
)

from publisher.draw.tables import change_text, parse_change
from publisher.verify import Report, Verdict, lookup

BEFORE, AFTER = "2023-09-15T10:00:00+08:00", "2023-09-15T20:00:00+08:00"


def removal(story: Story, rank: int = 0, seat: int = 0, **changes: Any) -> dict[str, Any]:
    """Somebody leaves the team of the object at a rank."""
    object_id = story.drawn[rank]
    return {"object": object_id, "inspector": story.team(object_id)[seat], "code": "recused", "late": False, **changes}


def changed(bureau: Bureau, story: Story, *removals: dict[str, Any], rows: str = "", **options: Any) -> Report:
    """A change with everything in time, finished and watched."""
    bureau.at(BEFORE).change(story, removals=removals, **options)
    bureau.later(minutes=5).watch()
    bureau.at(AFTER).changed(story, rows=rows)
    bureau.later(minutes=5).watch()
    return verified(bureau)


# ── A11 ────────────────────────────────────────────────────────────────────────


def test_a11_an_honest_recusal_passes() -> None:
    bureau, story = drawn()
    report = changed(bureau, story, removal(story))
    assert failing(report) == set()


def test_a11_a_chosen_substitute_is_not_the_one_that_the_seed_gives() -> None:
    honest, told = drawn()
    changed(honest, told, removal(told))
    row = parse_change(honest.files["draws/2023-001/changes/0001.csv"])[0]
    bureau, story = drawn()
    members = {*story.team(row.object_id), row.removed, row.added}
    friend = next(person.inspector_id for person in story.panel if person.inspector_id not in members)
    report = changed(bureau, story, removal(story), rows=change_text([row._replace(added=friend)]))
    assert failing(report) == {"C16"}


def test_a11_prevented_here_and_present_there_is_seen() -> None:
    honest, told = drawn()
    changed(honest, told, removal(told, code="prevented"))
    table = parse_change(honest.files["draws/2023-001/changes/0001.csv"])
    assert len(table) > 1
    bureau, story = drawn()
    report = changed(bureau, story, removal(story, code="prevented"), rows=change_text(table[:1]))
    assert failing(report) == {"C16"}


def test_a11_removing_somebody_who_is_not_in_the_team_is_seen() -> None:
    bureau, story = drawn()
    stranger = next(p.inspector_id for p in story.panel if p.inspector_id not in story.team(story.drawn[0]))
    report = changed(bureau, story, removal(story, inspector=stranger))
    assert "isn't in the team" in reasons(report, "C16")


def test_a11_removals_out_of_order_are_seen() -> None:
    bureau, story = drawn()
    report = changed(bureau, story, removal(story, 1), removal(story, 0))
    assert "aren't by rank, then seat" in reasons(report, "C16")


def test_a11_an_inspector_cannot_leave_a_team_that_has_reported() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.later(minutes=5).watch()
    report = changed(bureau, story, removal(story))
    assert "has a result already" in reasons(report, "C16")


def test_a11_a_beacon_that_fired_before_the_change_was_cosigned_is_not_fresh() -> None:
    bureau, story = drawn()
    bureau.at(AFTER).change(story, removals=[removal(story)])
    bureau.changed(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == {"C16"}
    assert "was not cosigned 60 s before its beacon" in reasons(report, "C16")


def test_a11_a_ceremony_is_no_beacon_for_a_change() -> None:
    bureau, story = drawn()
    beacon = {"source": "ceremony", "round": story.name, "time": "2023-09-15T19:00:00+08:00"}
    bureau.at(BEFORE).change(story, removals=[removal(story)], beacon=beacon)
    bureau.later(minutes=5).watch()
    assert "a change may not use ceremony" in reasons(verified(bureau), "C16")


def test_a11_numbers_of_changes_have_no_gap() -> None:
    bureau, story = drawn()
    report = changed(bureau, story, removal(story), number=2)
    assert "numbers have a gap" in reasons(report, "C16")


def test_a11_two_changes_in_flight_let_one_choose_and_are_seen() -> None:
    bureau, story = drawn()
    bureau.at(BEFORE).change(story, removals=[removal(story, 0)])
    bureau.change(story, removals=[removal(story, 1)], number=2, beacon=drand_beacon(LATER_ROUND))
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert "before the step before it was finished" in reasons(report, "C16")


def test_a11_a_change_never_ends_without_its_result() -> None:
    bureau, story = drawn()
    bureau.at(BEFORE).change(story, removals=[removal(story)])
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-19T09:00:00+08:00")
    assert "C16" in failing(verified(bureau))


def third_removal(*signers: str) -> Report:
    """Three removals from one team, the third in a second change."""
    bureau, story = drawn()
    changed(bureau, story, removal(story, 0, 0), removal(story, 0, 1))
    bureau.at("2023-09-20T10:00:00+08:00")
    bureau.change(story, removals=[removal(story)], number=2, beacon=drand_beacon(LATER_ROUND), signers=signers)
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-27T17:00:00+08:00").changed(story)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def test_a11_the_third_removal_from_a_team_needs_an_outside_observer() -> None:
    assert failing(third_removal("draw", "legal")) == {"C06", "C16"}
    report = third_removal("draw", "legal", "observer")
    assert failing(report) == set()
    assert any("3 removals from the team" in notice.words.en for notice in report.notices)


def test_a11_a_recusal_that_was_not_in_the_register_is_told_as_late() -> None:
    bureau, story = drawn()
    report = changed(bureau, story, removal(story, late=True))
    assert any("1 recusals were not in the register" in notice.words.en for notice in report.notices)


def test_a11_a_change_signed_by_one_office_is_seen() -> None:
    bureau, story = drawn()
    assert "C06" in failing(changed(bureau, story, removal(story), signers=("draw",)))


def test_a11_a_supplement_only_for_firms_that_were_closed_moved_or_not_to_be_reached() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], codes=["1"])
    bureau.later(minutes=5).watch()
    report = changed(bureau, story, supplements=[story.drawn[0]])
    assert "allows no supplement" in reasons(report, "C16")


@pytest.mark.parametrize("code", ["6", "7", "9", "10", "11", "12"])
def test_a11_the_supplement_is_the_one_that_the_seed_gives(code: str) -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], codes=[code])
    bureau.later(minutes=5).watch()
    assert failing(changed(bureau, story, supplements=[story.drawn[0]])) == set()


def test_a11_a_supplement_without_a_published_result_is_seen() -> None:
    bureau, story = drawn()
    report = changed(bureau, story, supplements=[story.drawn[0]])
    assert "has no published result" in reasons(report, "C16")


def test_a11_a_supplement_whose_ground_was_withdrawn_since_is_unknown_not_failed() -> None:
    bureau, story = drawn()
    closed = story.drawn[0]
    bureau.at("2023-09-05T15:00:00+08:00").result(story, closed, codes=["7"])
    bureau.later(minutes=5).watch()
    changed(bureau, story, supplements=[closed])
    bureau.at("2024-01-10T15:00:00+08:00").withdraw(story, closed)
    bureau.later(minutes=5).watch()
    assert verified(bureau).results["C16"].verdict is Verdict.UNKNOWN


def test_a11_a_firm_cannot_be_supplemented_twice() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], codes=["7"])
    bureau.later(minutes=5).watch()
    changed(bureau, story, supplements=[story.drawn[0]])
    bureau.at("2023-09-20T10:00:00+08:00")
    bureau.change(story, supplements=[story.drawn[0]], number=2, beacon=drand_beacon(LATER_ROUND))
    bureau.later(minutes=5).watch()
    assert "was supplemented before" in reasons(verified(bureau), "C16")


def test_a11_a_firm_that_was_not_drawn_cannot_be_supplemented_nor_break_the_check() -> None:
    bureau, story = drawn()
    bureau.at(BEFORE).change(story, supplements=["91441624TEST99999X"])
    bureau.later(minutes=5).watch()
    assert "wasn't drawn" in reasons(verified(bureau), "C16")


# ── A12 ────────────────────────────────────────────────────────────────────────


def reported(**options: Any) -> tuple[Bureau, Story]:
    """Every firm has its result, in time."""
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00")
    for object_id in story.drawn:
        bureau.result(story, object_id, **options)
    bureau.later(minutes=5).watch()
    return bureau, story


def row_path(story: Story, rank: int = 0) -> str:
    return f"draws/{story.name}/rows/{story.rows[story.drawn[rank]]}.json"


def test_a12_complete_results_pass() -> None:
    bureau, _ = reported()
    report = verified(bureau)
    assert failing(report) == set()
    assert report.results["C17"].verdict is Verdict.PASS


def test_a12_an_edited_result_is_not_the_logged_one() -> None:
    bureau, story = reported(codes=["H1"])
    path = row_path(story)
    assert b"H1" in bureau.files[path]
    bureau.files[path] = bureau.files[path].replace(b"H1", b"1")
    assert failing(verified(bureau)) == {"C07", "C17"}


def test_a12_a_hidden_result_is_missed() -> None:
    bureau, story = reported()
    del bureau.files[row_path(story)]
    assert failing(verified(bureau)) == {"C17"}


def test_a12_a_result_that_never_comes_fails_when_it_is_due() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00")
    for object_id in story.drawn[1:]:
        bureau.result(story, object_id)
    bureau.later(minutes=5).watch()
    bureau.at("2023-11-15T00:00:01+08:00")
    report = verified(bureau)
    assert f"{story.drawn[0]} still has no result" in reasons(report, "C17")


def test_a12_a_result_logged_late_fails_for_ever() -> None:
    bureau, story = drawn()
    bureau.at("2023-11-15T09:00:00+08:00")
    for object_id in story.drawn:
        bureau.result(story, object_id, visited_on="2023-10-01", fixed_on="2023-10-01")
    bureau.later(minutes=5).watch()
    assert "was logged late" in reasons(verified(bureau), "C17")


def test_a12_a_backdated_result_is_at_best_unknown() -> None:
    bureau, story = drawn()
    bureau.at("2023-11-14T09:00:00+08:00")
    for object_id in story.drawn:
        bureau.result(story, object_id)
    bureau.at("2023-11-20T09:00:00+08:00").watch()
    report = verified(bureau)
    assert "no cosignature shows" in reasons(report, "C17", Verdict.UNKNOWN)


@pytest.mark.parametrize(("seconds", "logged", "seen"), [(0, False, False), (1, True, True)])
def test_a12_the_last_second_of_the_day_counts(seconds: int, logged: bool, seen: bool) -> None:
    bureau, story = drawn()
    bureau.at("2023-11-15T00:00:00+08:00").later(seconds=seconds)
    for object_id in story.drawn:
        bureau.result(story, object_id, visited_on="2023-10-01")
    bureau.watch()
    assert ("was logged late" in reasons(verified(bureau), "C17")) is logged
    other, again = drawn()
    other.at("2023-11-14T12:00:00+08:00")
    for object_id in again.drawn:
        other.result(again, object_id)
    other.at("2023-11-15T00:00:00+08:00").later(seconds=seconds).watch()
    assert ("no cosignature shows" in reasons(verified(other), "C17", Verdict.UNKNOWN)) is seen


@pytest.mark.parametrize(
    ("code", "said"), [("Z9", "isn't on the list"), ("H2", "told only in numbers stands by a firm's name")]
)
def test_a12_a_code_that_may_not_stand_by_a_firms_name_is_seen(code: str, said: str) -> None:
    bureau, _ = reported(codes=[code])
    assert said in reasons(verified(bureau), "C17")


@pytest.mark.parametrize(("before", "wrong"), [("1", True), ("A", False)])
def test_a12_only_an_open_result_is_re_checked(before: str, wrong: bool) -> None:
    bureau, story = reported(codes=[before])
    again = {"visited_on": "2023-09-06", "inspectors": story.team(story.drawn[0])}
    found: dict[str, Any] = {"visited_on": "2023-09-05", "fixed_on": "2023-09-06", "codes": ["E"], "follow_up": again}
    bureau.at("2023-09-06T18:00:00+08:00")
    for reason in ("复查", "笔误"):
        bureau.result(story, story.drawn[0], kind="correction", reason=reason, **found)
        bureau.later(minutes=5).watch()
    assert ("whose result was closed" in reasons(verified(bureau), "C17")) is wrong


def test_a12_a_second_result_in_place_of_a_correction_is_seen() -> None:
    bureau, story = reported()
    bureau.result(story, story.drawn[0], codes=["1"])
    bureau.later(minutes=5).watch()
    assert "two results" in reasons(verified(bureau), "C17")


def test_a12_a_correction_continues_the_row_before_it() -> None:
    bureau, story = reported()
    bureau.result(story, story.drawn[0], kind="correction", reason="笔误")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()
    story.rows[story.drawn[0]] = "0" * 64
    bureau.result(story, story.drawn[0], kind="correction", reason="又一个笔误")
    bureau.later(minutes=5).watch()
    assert "a correction of another row" in reasons(verified(bureau), "C17")


def test_a12_other_inspectors_than_the_team_in_force_are_seen() -> None:
    bureau, story = drawn()
    object_id = story.drawn[0]
    others = [person.inspector_id for person in story.panel if person.inspector_id not in story.team(object_id)]
    bureau.at("2023-09-05T15:00:00+08:00").result(story, object_id, inspectors=sorted(others[:2]))
    bureau.later(minutes=5).watch()
    assert "wasn't visited by its team" in reasons(verified(bureau), "C17")


def test_a12_after_a_change_it_is_the_new_team_that_counts() -> None:
    bureau, story = drawn()
    object_id = story.drawn[0]
    old = story.team(object_id)
    changed(bureau, story, removal(story))
    assert story.team(object_id) != old
    bureau.at("2023-09-20T15:00:00+08:00").result(story, object_id, inspectors=old)
    bureau.later(minutes=5).watch()
    assert "wasn't visited by its team" in reasons(verified(bureau), "C17")


@pytest.mark.parametrize(("day", "fails"), [("2023-08-23", True), ("2023-08-24", False)])
def test_a12_first_draw_then_visit(day: str, fails: bool) -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], visited_on=day)
    bureau.later(minutes=5).watch()
    assert ("C17" in failing(verified(bureau))) is fails


def test_a12_a_backdated_outcome_does_not_allow_an_earlier_visit() -> None:
    bureau, story = drawn()
    outcome = bureau.entries[-1]
    assert b"outcome" in outcome
    bureau.result(story, story.drawn[0], visited_on="2023-08-22")
    bureau.later(minutes=5).watch()
    assert "was visited before it was drawn" in reasons(verified(bureau), "C17")


def test_a12_a_result_without_a_draw_behind_it_is_seen() -> None:
    bureau, story = drawn()
    stranger = next(row.object_id for row in story.frame if row.object_id not in story.drawn)
    bureau.result(story, stranger)
    bureau.later(minutes=5).watch()
    assert "has a result but wasn't drawn" in reasons(verified(bureau), "C17")


def test_a12_a_result_of_another_draw_under_this_ones_row_is_seen() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], draw="2023-002")
    bureau.later(minutes=5).watch()
    assert "is of another draw or object" in reasons(verified(bureau), "C17")


@pytest.mark.parametrize(
    ("day", "ground", "fails"),
    [("2023-12-04", "expired", True), ("2023-12-05", "expired", False), ("2023-09-06", "court", False)],
)
def test_a12_a_row_is_withdrawn_only_after_its_term_or_by_a_court(day: str, ground: str, fails: bool) -> None:
    bureau, story = reported()
    bureau.at(f"{day}T16:00:00+08:00").withdraw(story, story.drawn[0], ground)
    bureau.later(minutes=5).watch()
    assert ("C17" in failing(verified(bureau))) is fails


def test_a12_a_withdrawal_signed_by_one_office_is_seen() -> None:
    bureau, story = reported()
    row = story.rows[story.drawn[0]]
    record = {"type": "withdraw", "draw": story.name, "object": story.drawn[0], "row": row, "replaces": ""}
    bureau.log({**record, "ground": "court", "document": "测试"}, ("draw",))
    bureau.watch()
    assert failing(verified(bureau)) == {"C06"}


def test_a12_a_postponed_object_is_followed_and_fails_ninety_days_after() -> None:
    bureau, story = drawn(inspectors=[])
    assert all(team == ["-", "-"] for team in (story.standing.teams.values() if story.standing else []))
    bureau.at("2024-01-14T00:00:00+08:00")  # 2023-10-15 and 90 days
    assert verified(bureau).results["C17"].verdict is Verdict.PENDING
    assert "C17" in failing(verified(bureau, now=bureau.later(seconds=1).clock))


def test_a12_a_firm_sees_its_own_result_and_who_came() -> None:
    bureau, story = reported()
    (standing,) = lookup(bureau.published(), story.drawn[0])
    assert standing.drawn
    assert standing.state == "published"
    assert standing.result is not None
    assert list(standing.team) == standing.result.inspectors


def test_a12_a_result_without_any_draw_or_before_its_outcome_is_seen() -> None:
    bureau, _ = drawn()
    row = {"type": "result", "draw": "", "object": "91441624TEST00000X", "row": "0" * 64, "replaces": ""}
    bureau.log(row, ())
    bureau.watch()
    assert "a result without a draw" in reasons(verified(bureau), "C05")
    early = founded()
    story = early.commit()
    early.result(story, story.frame[0].object_id)
    early.watch()
    assert "a draw that has no outcome" in reasons(verified(early), "C17")
