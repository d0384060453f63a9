"""第十四条: a plan for each unit with ratio and frequency, and strata for what deserves stronger attention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import FIRM, day, exclusions, visit

from publisher.draw.parts import ConditionPart, StratumPart
from publisher.draw.quotas import Quota, quotas
from publisher.rules.eligibility import FrameRules, build_frame, chosen_publicly, explain, place
from publisher.rules.exclusions import Fact
from publisher.rules.plans import (
    Use,
    amendment_faults,
    below_ratio,
    plan_state,
    progress,
    row_faults,
    use_faults,
)
from publisher.rules.strata import (
    FLAGS,
    Focus,
    Standing,
    focus_faults,
    focus_notice,
    is_neutral,
    why_blinded,
)
from publisher.tables.rosters import PlanRow, RosterObject

ROW = PlanRow(
    "1", ("LD-01", "LD-02"), "综合抽查", "undirected", "全部", "0.05", 2, "daily", "", "2026-03-01", "2026-12-31"
)


def codes_of(faults: list[object]) -> list[str]:
    """The codes of faults."""
    return [str(getattr(found, "code", "")) for found in faults]


def test_a_row_has_ratio_and_frequency() -> None:
    assert row_faults(ROW) == []


@pytest.mark.parametrize("frequency", [0, -1, None])
def test_a_row_without_frequency_is_refused(frequency: int | None) -> None:
    row = replace(ROW, frequency=frequency)  # type: ignore[arg-type]
    assert codes_of([*row_faults(row)]) == ["plan-frequency"]


@pytest.mark.parametrize("ratio", ["", "0", "0.0", "0.000000", "5%", "1.5"])
def test_a_row_without_ratio_is_refused(ratio: str) -> None:
    assert codes_of([*row_faults(replace(ROW, ratio=ratio))]) == ["plan-ratio"]


def test_each_draw_uses_one_occurrence_and_none_twice() -> None:
    used = [Use("2026-001", "1", 1)]
    assert use_faults(Use("2026-002", "1", 2), [ROW], used) == []
    assert codes_of([*use_faults(Use("2026-002", "1", 1), [ROW], used)]) == ["plan-used"]
    assert use_faults(Use("2026-001", "1", 1), [ROW], used) == []


@pytest.mark.parametrize(
    ("row", "occurrence", "code"), [("1", 0, "plan-occurrence"), ("1", 3, "plan-occurrence"), ("9", 1, "plan-row")]
)
def test_an_occurrence_that_the_plan_doesnt_have_is_refused(row: str, occurrence: int, code: str) -> None:
    assert codes_of([*use_faults(Use("2026-002", row, occurrence), [ROW], [])]) == [code]


def test_an_amended_plan_may_change_a_ratio_but_not_reuse_a_row_id() -> None:
    assert amendment_faults([[ROW], [replace(ROW, ratio="0.1")]]) == []
    assert codes_of([*amendment_faults([[ROW], [replace(ROW, items=("LD-09",))]])]) == ["plan-row-reused"]
    assert codes_of([*amendment_faults([[ROW], [], [ROW]])]) == ["plan-row-reused"]
    assert amendment_faults([[], [ROW]]) == amendment_faults([[ROW]]) == amendment_faults([]) == []


@pytest.mark.parametrize(
    ("approved", "today", "state"),
    [
        (None, "2025-12-30", "pending"),
        (None, "2025-12-31", "today"),
        (None, "2026-01-01", "overdue"),
        ("2025-12-31", "2026-01-01", "done"),
        ("2026-01-02", "2026-01-03", "late"),
    ],
)
def test_on_1_january_without_a_plan_the_site_shows_it_in_red(approved: str | None, today: str, state: str) -> None:
    found = plan_state("hrss-ldjc", 2026, day(approved) if approved else None, day(today), "12-31")
    assert found.state == state
    assert found.due.day == day("2025-12-31")


def test_a_draw_below_the_plans_ratio_is_told_so_unless_nobody_more_could_be_drawn() -> None:
    assert below_ratio(ROW, [Quota("all", 100, 100, "0.05", None, 5)]) is None
    assert below_ratio(ROW, [Quota("all", 100, 100, None, "4", 4)]) is not None
    assert below_ratio(ROW, [Quota("all", 100, 3, "0.05", None, 3)]) is None


def test_progress_names_the_missing_occurrences_and_is_overdue_after_the_period() -> None:
    uses = [Use("2026-004", "1", 2, drawn=True)]
    [row] = progress({"1": (3, day("2026-06-30"))}, uses, day("2026-06-30"))
    assert (row.state, row.draws, row.missing) == ("open", ("2026-004",), (1, 3))
    assert progress({"1": (3, day("2026-06-30"))}, uses, day("2026-07-01"))[0].state == "overdue"
    drawn = [Use("d", "1", 1, drawn=True)]
    assert progress({"1": (1, day("2026-06-30"))}, drawn, day("2026-07-01"))[0].state == "done"


def test_a_draw_that_is_committed_has_taken_its_occurrence_and_is_not_a_draw_made() -> None:
    uses = [Use("2026-001", "1", 1, drawn=True), Use("2026-004", "1", 2)]
    [row] = progress({"1": (2, day("2026-06-30"))}, uses, day("2026-07-01"))
    assert (row.state, row.draws, row.missing, row.waiting) == ("open", ("2026-001",), (), (2,))
    assert row.planned == 2
    assert codes_of([*use_faults(Use("2026-005", "1", 2), [ROW], uses)]) == ["plan-used"]


# The five aggravating conditions and what else isn't public

BUILDERS = [ConditionPart(column="section", in_=["E"])]
FOCUS = Focus(public=[BUILDERS], market=frozenset("D"), hr=frozenset("C"), flags=frozenset(FLAGS))
STRATA = [
    StratumPart(stratum="focus", title="重点组", where=[ConditionPart(column="attention", in_=["yes"])], ratio="0.3"),
    StratumPart(stratum="rest", title="其他", where=[], ratio="0.05"),
]


def firm(number: int, section: str = "C") -> RosterObject:
    """A firm of the roster."""
    return RosterObject(f"F{number:03d}", "某公司", "企业", section, "33", "441624100", "存续", "2023-01-05")


def rules(on: str = "2026-05-01", focus: Focus | None = FOCUS, strata: list[StratumPart] = STRATA) -> FrameRules:
    """A draw over the whole roster."""
    return FrameRules(scopes=[], targeting=[], strata=strata, exclusions=exclusions(on), focus=focus)


def stratum(standing: Standing, section: str = "C") -> str:
    """Where the firm with this standing comes to lie."""
    row = place(firm(1, section), [], standing, rules())
    assert row is not None
    return row.stratum


@pytest.mark.parametrize("flag", FLAGS)
def test_each_condition_brings_a_firm_into_the_one_merged_stratum(flag: str) -> None:
    assert stratum(Standing(facts=(Fact(flag, day("2026-01-01")),))) == "focus"


def test_risk_classes_and_the_public_criterion_do_so_too() -> None:
    assert stratum(Standing(market="D")) == stratum(Standing(hr="C")) == stratum(Standing(), section="E") == "focus"
    assert stratum(Standing(market="C")) == stratum(Standing(hr="B")) == stratum(Standing()) == "rest"


def test_any_one_of_several_public_criteria_is_enough_and_is_counted_as_public() -> None:
    either = Focus(public=[BUILDERS, [ConditionPart(column="town", in_=["441624100"])]], flags=frozenset({"C1", "C2"}))
    roster = [firm(1, "C"), firm(2, "E")]
    frame = build_frame(roster, {}, {}, rules(focus=either))
    assert [row.stratum for row in frame] == ["focus", "focus"]
    assert chosen_publicly(roster, frame, "focus", either) == 2
    assert chosen_publicly(roster, frame, "rest", either) == 0


@pytest.mark.parametrize(
    ("on", "until", "expected"),
    [
        ("2026-05-02", None, "rest"),
        ("2026-05-01", None, "focus"),
        ("2024-01-01", "2026-04-30", "rest"),
        ("2024-01-01", "2026-05-01", "focus"),
    ],
)
def test_a_fact_counts_from_its_day_until_it_ends(on: str, until: str | None, expected: str) -> None:
    fact = Fact("C2", day(on), day(until) if until else None)
    assert stratum(Standing(facts=(fact,))) == expected


def focus_of(public: int, hidden: int, ratio: str = "0.3") -> tuple[Quota, int]:
    """The focus quota of a roster with so many builders and so many firms of class D, and its public rows."""
    roster = [firm(n, "E") for n in range(public)] + [firm(500 + n) for n in range(hidden + 40)]
    standings = {f"F{500 + n}": Standing(market="D") for n in range(hidden)}
    frame = build_frame(roster, {}, standings, rules())
    found = quotas(frame, {"focus": (ratio, None), "rest": ("0.05", None)})
    return next(q for q in found if q.stratum == "focus"), chosen_publicly(roster, frame, "focus", FOCUS)


def faults(public: int, hidden: int, ratio: str = "0.3", focus: Focus = FOCUS) -> list[str]:
    """What is wrong with such a merged stratum."""
    quota, by_public = focus_of(public, hidden, ratio)
    return codes_of([*focus_faults(focus, quota, by_public, least=20, high="0.5")])


def test_a_merged_stratum_that_hides_its_reasons_is_allowed_and_always_flagged() -> None:
    assert faults(15, 5) == []
    assert "15" not in focus_notice(focus_of(15, 5)[0]).zh
    assert focus_notice(focus_of(15, 5)[0]).zh


def test_a_merged_stratum_needs_two_hidden_reasons_public_rows_twenty_rows_and_at_most_one_half() -> None:
    assert faults(0, 30) == ["focus-public"]
    assert faults(15, 4) == ["focus-small"]
    assert faults(15, 5, ratio="0.51") == ["focus-ratio"]
    assert faults(15, 5, ratio="0.5") == []
    assert faults(15, 5, focus=Focus(public=[BUILDERS], market=frozenset("D"))) == ["focus-reasons"]


def test_a_chance_over_one_half_is_refused_though_the_ratio_is_not() -> None:
    quota = Quota("focus", 40, 20, "0.4", None, 16)
    assert codes_of([*focus_faults(FOCUS, quota, 20, least=20, high="0.5")]) == ["focus-ratio"]


@pytest.mark.parametrize(
    ("label", "title"),
    [("C1", "重点组"), ("blacklist", "重点组"), ("focus", "投诉举报多的单位"), ("high-risk", "一组")],
)
def test_a_label_or_title_that_tells_the_reason_isnt_neutral(label: str, title: str) -> None:
    assert not is_neutral(label, title)
    assert is_neutral("focus", "重点组")


def test_a_frame_that_rests_on_facts_not_public_cant_be_open() -> None:
    assert why_blinded(unannounced=False, focus=False, facts_lapse=False) == []
    assert len(why_blinded(unannounced=True, focus=rules().uses_facts, facts_lapse=True)) == 3
    assert not rules(strata=STRATA[1:]).uses_facts


def test_a_reason_for_staff_is_kept_apart_from_what_the_public_reads() -> None:
    assert FOCUS.reasons(firm(1, "E"), Standing(market="D", hr="C"), day("2026-05-01")) == ("public", "market", "hr")
    assert not any("D" in words.zh for words in explain(firm(1), [], Standing(market="D"), rules()))


facts = st.lists(st.builds(Fact, st.sampled_from(FLAGS), st.dates(date(2024, 1, 1), date(2027, 1, 1))), max_size=3)
standings = st.builds(Standing, st.sampled_from(["", *"ABCD"]), st.sampled_from(["", *"ABC"]), facts.map(tuple))


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.sampled_from("CE"), standings)))
def test_every_listed_firm_lies_in_exactly_one_stratum_whatever_is_known_of_it(
    known: dict[int, tuple[str, Standing]],
) -> None:
    roster = [firm(number, section) for number, (section, _) in known.items()]
    facts_of = {f"F{number:03d}": standing for number, (_, standing) in known.items()}
    frame = build_frame(roster, {}, facts_of, rules())
    assert sorted(row.object_id for row in frame) == sorted(row.object_id for row in roster)
    assert {row.stratum for row in frame} <= {"focus", "rest"}


@given(st.dictionaries(st.integers(0, 9), st.sampled_from("CE")))
def test_without_history_and_facts_the_frame_is_the_plain_one(known: dict[int, str]) -> None:
    roster = [firm(number, section) for number, section in known.items()]
    by_section = [
        StratumPart(stratum="e", title="建筑业", where=BUILDERS, ratio="0.1"),
        StratumPart(stratum="rest", title="其他", where=[], ratio="0.05"),
    ]
    built = build_frame(roster, {}, {}, rules(focus=None, strata=by_section))
    assert built == sorted((row.object_id, "e" if row.section == "E" else "rest", "") for row in roster)


def test_where_both_articles_apply_the_newer_fact_wins_over_two_clean_visits() -> None:
    clean = [visit("2026-01-10"), visit("2026-03-10")]
    row = firm(1)
    spared = place(row, clean, Standing(), rules())
    seen = place(row, clean, Standing(facts=(Fact("C3", day("2026-04-01")),)), rules())
    assert spared == ("F001", "rest", "clean-twice")
    assert seen == ("F001", "focus", "")
    assert row.object_id != FIRM
