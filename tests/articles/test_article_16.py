"""第十六条: one inspection, a full check; no second visit by the same agency for something else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import FIRM, UNIT, codes, day, exclusions, visit

from publisher.draw.seats import Seat
from publisher.rules.exclusions import capped, visited
from publisher.rules.one_visit import (
    Task,
    follow_up_fault,
    missing_skills,
    one_visit,
    seats_faults,
    seats_for,
    second_visit_fault,
)
from publisher.rules.visits import Visit

SKILLS = {"LD-01": "labour", "LD-02": "labour", "LD-03": "insurance", "LD-06": "training", "LD-09": "*"}


def task(
    items: str, start: str = "2026-05-06", end: str = "2026-06-30", *, draw: str = "2026-001", by: str = UNIT
) -> Task:
    """The firm drawn for these items."""
    return Task(FIRM, by, tuple(items.split(";")), draw, day(start), day(end))


def test_a_firm_drawn_under_three_items_gets_one_visit_with_three_items() -> None:
    drawn = [task("LD-01"), task("LD-03", "2026-06-01", "2026-07-31", draw="2026-002"), task("LD-06", draw="2026-003")]
    [found] = one_visit(drawn)
    assert found.items == ("LD-01", "LD-03", "LD-06")
    assert found.draws == ("2026-001", "2026-002", "2026-003")
    assert (found.start, found.end) == (day("2026-06-01"), day("2026-06-30"))


def test_periods_that_touch_in_one_day_are_one_visit_on_that_day() -> None:
    [found] = one_visit([task("LD-01"), task("LD-03", "2026-06-30", "2026-08-01")])
    assert (found.start, found.end) == (day("2026-06-30"), day("2026-06-30"))


def test_periods_that_lie_apart_and_other_agencies_stay_apart() -> None:
    assert len(one_visit([task("LD-01"), task("LD-03", "2026-07-01", "2026-08-01")])) == 2
    assert len(one_visit([task("LD-01"), task("LD-03", by="sbzx")])) == 2
    assert one_visit([]) == []


tasks = st.lists(
    st.builds(
        lambda item, start, length, number: Task(
            FIRM, UNIT, (item,), f"2026-{number:03d}", start, start + timedelta(days=length)
        ),
        st.sampled_from(sorted(SKILLS)),
        st.dates(day("2026-01-01"), day("2026-03-01")),
        st.integers(0, 30),
        st.integers(1, 9),
    ),
    max_size=6,
)


@given(tasks)
def test_every_task_is_done_by_a_visit_in_its_period_and_no_fewer_visits_would_do(drawn: list[Task]) -> None:
    visits = one_visit(drawn)
    for wanted in drawn:
        assert any(
            set(wanted.items) <= set(v.items)
            and wanted.draw in v.draws
            and wanted.start <= v.start <= v.end <= wanted.end
            for v in visits
        )
    # as many periods as there are visits share no day with one another, so that each needs a visit of its own
    apart, last = 0, day("2000-01-01")
    for wanted in sorted(drawn, key=lambda item: item.end):
        if wanted.start > last:
            apart, last = apart + 1, wanted.end
    assert len(visits) == apart


def test_the_team_has_a_seat_for_each_skill_that_the_items_need() -> None:
    assert seats_for(["LD-01", "LD-02", "LD-03"], SKILLS, UNIT) == [Seat(UNIT, "insurance"), Seat(UNIT, "labour")]
    assert seats_for(["LD-01", "LD-03", "LD-06"], SKILLS, "*")[-1] == Seat("*", "training")


def test_the_team_has_two_seats_at_least() -> None:
    assert seats_for(["LD-01"], SKILLS, "*") == [Seat("*", "labour"), Seat("*", "*")]
    assert seats_for(["LD-09"], SKILLS, "*") == [Seat("*", "*")] * 2


def test_a_team_that_lacks_a_skill_or_would_be_too_big_is_refused() -> None:
    [found] = seats_faults([Seat("*", "labour"), Seat("*", "*")], ["LD-01", "LD-03"], SKILLS)
    assert found.code == "team-skill"
    assert seats_faults(seats_for(SKILLS, SKILLS, "*"), SKILLS, SKILLS) == []
    nine = {f"S{number}": f"skill{number}" for number in range(9)}
    assert [f.code for f in seats_faults(seats_for(nine, nine, "*"), nine, nine)] == ["team-size"]


def test_a_team_is_qualified_when_together_it_has_every_skill() -> None:
    assert missing_skills([{"labour"}, {"insurance", "training"}], SKILLS.values()) == []
    assert missing_skills([{"labour"}, set()], ["labour", "insurance", "*"]) == ["insurance"]


def test_a_second_visit_for_different_items_in_the_plan_year_is_refused() -> None:
    earlier = [visit("2026-05-08", items="LD-01;LD-02")]
    found = second_visit_fault(visit("2026-09-01", items="LD-03"), earlier)
    assert found is not None
    assert found.code == "second-visit"
    assert second_visit_fault(visit("2027-01-01", items="LD-03"), earlier) is None


@pytest.mark.parametrize(
    "new",
    [
        visit("2026-09-01", items="LD-03", origin="nonrandom"),
        visit("2026-09-01", items="LD-03", origin="follow-up"),
        visit("2026-09-01", items="LD-01"),
        visit("2026-09-01", items="LD-01;LD-02"),
        visit("2026-09-01", items="LD-03", agency="sbzx"),
        visit("2026-05-08", items="LD-03"),
    ],
    ids=["article 13", "follow-up", "same item", "same items", "another agency", "the same visit"],
)
def test_what_is_no_second_visit_for_different_items_is_allowed(new: Visit) -> None:
    assert second_visit_fault(new, [visit("2026-05-08", items="LD-01;LD-02")]) is None


def test_an_earlier_visit_under_article_13_doesnt_count_against_the_draw() -> None:
    earlier = [visit("2026-05-08", items="LD-01", origin="nonrandom")]
    assert second_visit_fault(visit("2026-09-01", items="LD-03"), earlier) is None


def test_a_follow_up_names_an_open_result_of_the_same_firm() -> None:
    still_open, settled = visit("2026-05-08", "A"), visit("2026-05-08", "E")
    check = visit("2026-06-01", origin="follow-up")
    meanings = codes().result
    assert follow_up_fault(check, still_open, meanings) is None
    for named, code in (
        (None, "follow-up-unnamed"),
        (still_open._replace(object_id="91441624DM0000099X"), "follow-up-unnamed"),
        (settled, "follow-up-closed"),
        (still_open._replace(visited_on=day("2026-06-02")), "follow-up-closed"),
    ):
        found = follow_up_fault(check, named, meanings)
        assert found is not None
        assert found.code == code


def test_a_firm_visited_for_other_items_gets_no_ticket() -> None:
    earlier = [visit("2026-05-08", items="LD-01")]
    assert visited(earlier, agency=UNIT, items=["LD-01", "LD-03"], year=2026).code == "visited"
    assert visited(earlier, agency=UNIT, items=["LD-01"], year=2026).code == ""
    assert visited(earlier, agency=UNIT, items=["LD-03"], year=2027).code == ""
    both = [*earlier, visit("2026-06-01", items="LD-03")]
    assert visited(both, agency=UNIT, items=["LD-01", "LD-03"], year=2026).code == ""


def test_a_firm_visited_as_often_as_the_item_allows_gets_no_ticket() -> None:
    twice = [visit("2026-05-08"), visit("2026-06-08", "E"), visit("2026-06-08", items="LD-03")]
    assert capped(twice, items=["LD-01"], caps={"LD-01": 2}, year=2026).code == "capped"
    assert capped(twice, items=["LD-01"], caps={"LD-01": 3}, year=2026).code == ""
    assert capped(twice, items=["LD-03"], caps={"LD-03": 2}, year=2026).code == ""
    assert capped(twice, items=["LD-01"], caps={}, year=2026).code == ""
    assert capped(twice, items=["LD-01"], caps={"LD-01": 2}, year=2027).code == ""


def test_of_several_codes_the_first_of_the_list_stands() -> None:
    clean = [visit("2026-05-08"), visit("2026-06-08")]
    by = exclusions("2026-07-01", items="LD-01;LD-03")
    assert by.code("注销", clean, []) == "inactive"
    assert by.code("存续", clean, []) == "clean-twice"
    assert by.code("存续", clean[:1], []) == "visited"
    assert [decision.code for decision in by.decisions("存续", clean, [])] == ["", "clean-twice", "visited", ""]
    assert exclusions("2026-07-01", "inactive").code("存续", clean, []) == ""
