"""第十一条: problems raise the chance, two clean visits in a year spare a firm, and nothing else does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import FIRM, codes, day, exclusions, visit

from publisher.draw.parts import ConditionPart, StratumPart
from publisher.rules.eligibility import FrameRules, build_frame
from publisher.rules.exclusions import CODES, Fact, unknown_codes
from publisher.rules.strata import Standing, found_by_visits
from publisher.rules.visits import Visit, VisitRow, known_at
from publisher.tables.rosters import RosterObject

ROW = RosterObject(FIRM, "示例县某某制品有限公司", "企业", "C", "33", "441624100", "存续", "2023-01-05")
STRATA = [
    StratumPart(stratum="again", title="再查组", where=[ConditionPart(column="found", in_=["problem"])], ratio="0.3"),
    StratumPart(stratum="rest", title="其他", where=[], ratio="0.05"),
]


def outcome(on: str, *visits: Visit, facts: tuple[Fact, ...] = (), lapses: str = "C1 C2 C3") -> tuple[str, str]:
    """(stratum, exclusion) of the firm in a draw committed on that day."""
    rules = FrameRules(scopes=[], targeting=[], strata=STRATA, exclusions=exclusions(on, "clean-twice", lapses=lapses))
    [row] = build_frame([ROW], {FIRM: visits}, {FIRM: Standing(facts=facts)}, rules)
    return row.stratum, row.excluded


FEBRUARY, JUNE = visit("2024-02-29"), visit("2024-06-01")
OUT, IN, HIGHER = ("rest", "clean-twice"), ("rest", ""), ("again", "")


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2024-06-01", OUT), ("2025-02-28", OUT), ("2025-03-01", IN), ("2024-05-31", IN), ("2025-06-01", IN)],
)
def test_two_clean_visits_of_29_february_and_june_spare_the_firm_until_28_february(
    on: str, expected: tuple[str, str]
) -> None:
    assert outcome(on, FEBRUARY, JUNE) == expected


@pytest.mark.parametrize("codes_found", [("E",), ("H1",), ("1", "5"), ("6",)])
def test_one_visit_that_isnt_clean_keeps_the_firm_in_and_in_the_higher_stratum(codes_found: tuple[str, ...]) -> None:
    assert outcome("2025-02-28", FEBRUARY, visit("2024-06-01", *codes_found)) == HIGHER
    assert outcome("2025-02-28", visit("2024-02-29", *codes_found), JUNE) == HIGHER


def test_a_visit_whose_result_is_still_open_is_not_clean() -> None:
    assert outcome("2025-02-28", FEBRUARY, JUNE._replace(codes=("A",)))[1] == ""
    assert outcome("2025-02-28", FEBRUARY, JUNE._replace(codes=())) == IN


def test_nothing_of_the_business_found_is_clean_too() -> None:
    assert outcome("2025-02-28", FEBRUARY, visit("2024-06-01", "F")) == OUT


def test_visits_under_article_13_and_follow_ups_dont_count() -> None:
    assert outcome("2025-02-28", FEBRUARY, JUNE._replace(origin="nonrandom")) == IN
    assert outcome("2025-02-28", FEBRUARY, JUNE._replace(origin="follow-up")) == IN


def test_a_complaint_visit_that_found_something_doesnt_undo_two_clean_drawn_visits() -> None:
    found = visit("2024-07-01", "E", origin="nonrandom")
    assert outcome("2025-02-28", FEBRUARY, JUNE, found) == ("again", "clean-twice")


def test_a_visit_under_several_items_is_one_visit() -> None:
    other = visit("2024-06-01", items="LD-03")
    assert outcome("2024-12-01", JUNE, other) == IN
    assert outcome("2024-12-01", FEBRUARY, JUNE, other) == OUT
    assert outcome("2024-12-01", FEBRUARY, JUNE, other._replace(codes=("E",))) == HIGHER


@pytest.mark.parametrize(
    ("fact_on", "expected"),
    [("2024-06-01", OUT), ("2024-06-02", IN), ("2024-12-01", IN), ("2024-12-02", OUT)],
)
def test_the_exclusion_lapses_when_a_fact_is_dated_after_the_last_clean_visit(
    fact_on: str, expected: tuple[str, str]
) -> None:
    assert outcome("2024-12-01", FEBRUARY, JUNE, facts=(Fact("C1", day(fact_on)),)) == expected


def test_facts_of_other_codes_dont_make_it_lapse_nor_any_where_the_bureau_decided_so() -> None:
    assert outcome("2024-12-01", FEBRUARY, JUNE, facts=(Fact("C5", day("2024-08-01")),)) == OUT
    assert outcome("2024-12-01", FEBRUARY, JUNE, facts=(Fact("C2", day("2024-08-01")),), lapses="") == OUT


def rows() -> list[VisitRow]:
    """Two clean results, the second corrected later: not clean after all."""
    corrected = JUNE._replace(codes=("E",))
    return [
        VisitRow("a", "", 10, FEBRUARY),
        VisitRow("b", "", 20, JUNE),
        VisitRow("c", "b", 40, corrected),
    ]


def test_a_result_corrected_after_a_later_draw_used_it_leaves_that_draw_as_it_was() -> None:
    at_the_draw, now = known_at(rows(), 30), known_at(rows(), 50)
    assert outcome("2024-12-01", *at_the_draw) == OUT
    assert outcome("2024-12-01", *now) == HIGHER
    assert known_at(rows(), 40) == at_the_draw
    assert known_at(rows(), 41) == now


def test_a_correction_of_a_correction_counts_alone() -> None:
    chain = [*rows(), VisitRow("d", "c", 60, JUNE)]
    assert known_at(chain, 61) == [FEBRUARY, JUNE]


def test_what_is_logged_out_of_order_is_read_in_the_order_of_the_log() -> None:
    assert known_at(list(reversed(rows())), 50) == known_at(rows(), 50)


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ((), "none"),
        ((visit("2020-01-01", "E"),), "problem"),
        ((visit("2020-01-01", "E"), visit("2023-01-01")), "clean"),
        ((visit("2024-03-01", "E"), visit("2024-06-01")), "problem"),
        ((visit("2024-06-01", "9"),), "none"),
        ((visit("2024-06-01", "A"),), "problem"),
        ((visit("2024-06-01", "E", origin="follow-up"),), "none"),
        ((visit("2024-12-02", "E"),), "none"),
    ],
)
def test_a_problem_counts_while_it_is_the_last_word_or_within_the_year(
    visits: tuple[Visit, ...], expected: str
) -> None:
    assert found_by_visits(visits, on=day("2024-12-01"), years=1, meanings=codes().result) == expected


def test_the_list_of_exclusions_is_closed() -> None:
    assert list(CODES) == ["inactive", "clean-twice", "visited", "capped"]
    assert unknown_codes(["inactive", "friend-of-the-boss"]) == ["friend-of-the-boss"]


visits = st.lists(
    st.builds(
        visit,
        st.dates(date(2023, 1, 1), date(2025, 12, 31)).map(str),
        st.sampled_from(["1", "F", "E", "A", "9"]),
        origin=st.sampled_from(["draw", "draw", "draw", "follow-up", "nonrandom"]),
    ),
    max_size=6,
)


@given(visits, st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_a_firm_is_spared_exactly_when_the_rule_read_aloud_says_so(history: list[Visit], on: date) -> None:
    year_ago = on.replace(year=on.year - 1) if (on.month, on.day) != (2, 29) else date(on.year - 1, 2, 28)
    within = [v for v in history if v.origin == "draw" and year_ago < v.visited_on <= on]
    days = {v.visited_on for v in within}
    clean = all(code in ("1", "F") for v in within for code in v.codes)
    assert (outcome(str(on), *history)[1] == "clean-twice") == (len(days) >= 2 and clean)


@given(visits, st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(1, 400))
def test_a_visit_in_the_future_changes_nothing(history: list[Visit], on: date, ahead: int) -> None:
    later = visit(str(on + timedelta(days=ahead)), "E")
    assert outcome(str(on), *history, later) == outcome(str(on), *history)
