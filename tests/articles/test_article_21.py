"""第二十一条: each indicator of a unit names the records that it counts."""

from __future__ import annotations

from rule_data import day

from publisher.rules.appraisal import (
    Appraised,
    corrections,
    joint,
    on_time,
    plan_done,
    roster_fresh,
    substitutions,
    unsupported,
)
from publisher.rules.joint import JointTask, joint_share
from publisher.rules.plans import Progress
from publisher.rules.shares import Share

ROWS = [Progress("1", "open", ("2026-001",), (2,)), Progress("2", "done", ("2026-002",), ())]


def test_plan_done_names_each_occurrence() -> None:
    found = plan_done(ROWS, target="1")
    assert found.counted == ("1#1", "2#1")
    assert found.among == ("1#1", "1#2", "2#1")
    assert (found.share, found.met) == (Share(2, 3), False)


def test_what_isnt_due_yet_is_pending_and_not_failed() -> None:
    running = plan_done(ROWS, target="1")
    assert (running.pending, running.is_open) == (("1#2",), True)
    under_way = plan_done([Progress("1", "overdue", ("2026-001",), (), (2,))], target="1")
    assert (under_way.counted, under_way.pending, under_way.is_open) == (("1#1",), ("1#2",), True)
    past = plan_done([ROWS[0]._replace(state="overdue"), ROWS[1]], target="1")
    assert (past.pending, past.met, past.is_open) == ((), False, False)
    out_of_reach = plan_done([ROWS[0]._replace(state="overdue"), Progress("2", "open", (), (1,))], target="1")
    assert (out_of_reach.pending, out_of_reach.is_open) == (("2#1",), False)
    assert not plan_done(ROWS).is_open
    assert not plan_done(ROWS, target="0.5").is_open


def test_on_time_leaves_out_what_isnt_due_yet() -> None:
    found = on_time({"a": "done", "b": "late", "c": "pending", "d": "today", "e": "overdue"})
    assert (found.counted, found.among) == (("a",), ("a", "b", "e"))


def test_the_joint_share_names_the_joint_draws() -> None:
    tasks = [
        JointTask(f"2026-{n:03d}", day("2026-05-01"), (frozenset({"scjg"} if n < 3 else {"h"}),)) for n in range(20)
    ]
    found = joint(joint_share(tasks, {"scjg"}), [task.draw for task in tasks], target="0.15")
    assert found.counted == ("2026-000", "2026-001", "2026-002")
    assert found.met is True


def test_roster_age_names_the_tables_that_are_fresh() -> None:
    found = roster_fresh({"objects": day("2026-05-01"), "inspectors": day("2026-01-01")}, day("2026-05-31"), days=30)
    assert (found.counted, found.share) == (("objects",), Share(1, 2))


def test_a_seat_that_changed_hands_twice_and_a_result_corrected_twice_count_once() -> None:
    seats = [f"2026-001/X/{seat}" for seat in (1, 2)]
    assert substitutions([seats[0], seats[0]], seats).share == Share(1, 2)
    assert corrections(["a", "a"], ["a", "b", "c"]).share == Share(1, 3)
    assert corrections([], []).met is None


def test_fewer_substitutions_and_corrections_are_better_and_their_targets_are_upper_bounds() -> None:
    seats = [f"2026-001/X/{seat}" for seat in range(1, 11)]
    assert substitutions(seats[:1], seats, "0.1").met is True
    assert substitutions(seats[:2], seats, "0.1").met is False
    assert corrections(["a"], ["a", "b"], "0.5").met is True
    assert corrections([], [], "0.5").met is None


def test_what_is_counted_is_always_among_what_it_is_counted_from() -> None:
    for indicator in (plan_done(ROWS), on_time({"a": "done"}), corrections(["a"], ["a"])):
        assert unsupported(indicator) == []
    assert unsupported(corrections(["a"], ["a"])._replace(counted=("a", "z"))) == ["z"]


def test_a_units_year_lists_what_was_missed() -> None:
    rows = [ROWS[0]._replace(state="overdue"), ROWS[1]]
    unit = Appraised("hrss-ldjc", 2026, (plan_done(rows, "1"), on_time({"a": "done"}, "1"), corrections(["a"], ["a"])))
    assert [indicator.code for indicator in unit.missed()] == ["plan-done"]
    pending = unit._replace(indicators=(plan_done(ROWS, "1"), *unit.indicators[1:]))
    assert pending.missed() == []
