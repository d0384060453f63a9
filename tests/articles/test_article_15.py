"""第十五条: joint inspections reach 15 %; joint means that a partner's own inspectors are there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rule_data import day

from publisher.rules.joint import JointTask, is_joint_visit, joint_share, joint_trend, still_needed
from publisher.rules.shares import Share

PARTNERS = {"scjg", "gaj"}
OWN, BOTH = frozenset({"hrss-ldjc"}), frozenset({"hrss-ldjc", "scjg"})


def tasks(joint: int, total: int) -> list[JointTask]:
    """So many draws in a year, the first of them joint, two visits each."""
    return [
        JointTask(f"2026-{number:03d}", day("2026-05-01"), (BOTH, BOTH) if number < joint else (OWN, OWN))
        for number in range(total)
    ]


def test_three_of_twenty_holds_and_three_of_twenty_one_doesnt() -> None:
    assert joint_share(tasks(3, 20), PARTNERS).tasks.reaches("0.15") is True
    assert joint_share(tasks(3, 21), PARTNERS).tasks.reaches("0.15") is False


def test_a_partner_without_an_inspector_on_the_team_doesnt_count() -> None:
    assert not is_joint_visit(OWN, PARTNERS)
    assert is_joint_visit(BOTH, PARTNERS)
    assert not is_joint_visit(BOTH, set())


def test_a_draw_is_joint_only_when_the_partner_was_on_every_visit() -> None:
    mixed = JointTask("2026-001", day("2026-05-01"), (BOTH, OWN))
    found = joint_share([mixed], PARTNERS)
    assert (found.tasks, found.visits, found.joint) == (Share(0, 1), Share(1, 2), ())


def test_a_draw_without_visits_yet_counts_neither_way() -> None:
    waiting = JointTask("2026-009", day("2026-05-01"), ())
    found = joint_share([*tasks(1, 2), waiting], PARTNERS)
    assert (found.tasks, found.joint) == (Share(1, 2), ("2026-000",))


def test_a_year_without_draws_neither_holds_nor_fails() -> None:
    assert joint_share([], PARTNERS).tasks.reaches("0.15") is None


def test_the_trend_runs_from_january_to_the_month_of_today() -> None:
    listed = [
        JointTask("a", day("2026-02-10"), (BOTH,)),
        JointTask("b", day("2026-02-20"), (OWN,)),
        JointTask("c", day("2026-04-01"), (OWN,)),
        JointTask("old", day("2025-04-01"), (BOTH,)),
    ]
    found = joint_trend(listed, PARTNERS, year=2026, until=day("2026-04-15"))
    assert [(month.month, str(month.tasks)) for month in found] == [(1, "0/0"), (2, "1/2"), (3, "1/2"), (4, "1/3")]
    assert len(joint_trend(listed, PARTNERS, year=2025, until=day("2026-04-15"))) == 12
    assert joint_trend(listed, PARTNERS, year=2027, until=day("2026-04-15")) == []


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["0.15", "0.5", "0", "0.000001", "0.99"]))
def test_as_many_more_joint_draws_as_it_says_are_needed_and_no_fewer(joint: int, other: int, target: str) -> None:
    share = Share(joint, joint + other)
    needed = still_needed(share, target)
    assert needed is not None
    assert Share(joint + needed, share.whole + needed).reaches(target) is not False
    if needed:
        assert not Share(joint + needed - 1, share.whole + needed - 1).reaches(target)


def test_where_some_draw_was_not_joint_all_of_them_cant_be_any_more() -> None:
    assert still_needed(Share(3, 4), "1") is None
    assert still_needed(Share(4, 4), "1") == 0
