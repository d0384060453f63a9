"""第二十条: what calls for a referral gets one or is overdue; in public there are counts only."""

from __future__ import annotations

from datetime import date

import pytest
from rule_data import codes, day, work_calendar

from publisher.rules.referrals import (
    STEPS,
    Alert,
    Calling,
    Referral,
    Step,
    alerts,
    called_for,
    code_faults,
    public_counts,
    step_faults,
)

ROW = "a" * 64
UNREACHABLE = Calling(ROW, ("6",), day("2026-05-11"))
TERMS: dict[Step, int] = {"opened": 5, "informed": 10, "heard": 10, "decided": 20, "served": 7}


def open_alerts(today: str, *referrals: Referral, results: tuple[Calling, ...] = (UNREACHABLE,)) -> list[Alert]:
    """What is missing on that day."""
    return alerts(
        results,
        referrals,
        meanings=codes().result,
        calendar=work_calendar(),
        working_days=TERMS,
        today=day(today),
    )


def referral(**days: str) -> Referral:
    """The referral of the firm that can't be reached, with these steps taken."""
    taken: dict[Step, date] = {step: day(days[step]) for step in STEPS if step in days}
    return Referral(ROW, "经营异常名录", taken, "6")


def test_a_firm_that_cant_be_reached_and_has_no_referral_is_an_alert() -> None:
    [found] = open_alerts("2026-05-12")
    assert (found.kind, found.due.day, found.overdue) == ("经营异常名录", day("2026-05-18"), False)
    assert open_alerts("2026-05-18")[0].overdue is False
    assert open_alerts("2026-05-19")[0].overdue is True


def test_a_referral_that_stands_still_is_an_alert_from_its_last_step_on() -> None:
    [found] = open_alerts("2026-06-30", referral(opened="2026-05-12", informed="2026-05-13"))
    assert (found.due.day, found.overdue) == (day("2026-05-27"), True)
    assert "陈述申辩" in found.words.zh


def test_a_served_decision_ends_it() -> None:
    done = referral(
        opened="2026-05-12", informed="2026-05-13", heard="2026-05-20", decided="2026-06-01", served="2026-06-03"
    )
    assert open_alerts("2026-12-31", done) == []
    assert step_faults(done) == []


def test_a_referral_of_another_result_or_kind_covers_nothing() -> None:
    for other in (
        referral(opened="2026-05-12")._replace(row="b" * 64),
        referral(opened="2026-05-12")._replace(kind="立案"),
    ):
        found = open_alerts("2026-05-12", other)
        assert "应办" in found[0].words.zh
        assert (found[0].row, found[0].kind) == (ROW, "经营异常名录")


def test_a_referral_behind_a_code_that_may_not_be_written_is_due_step_by_step_too() -> None:
    """The result says A; that there is a case against the firm stands in the register alone."""
    suspected = Calling(ROW, ("A",), day("2026-05-11"))
    case = Referral(ROW, "立案", {"opened": day("2026-05-12")}, "H1")
    [found] = open_alerts("2026-05-27", case, results=(suspected,))
    assert (found.kind, found.due.day, found.overdue) == ("立案", day("2026-05-26"), True)
    assert open_alerts("2026-05-27", results=(suspected,)) == []


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        (("1",), []),
        (("E",), []),
        (("6",), ["经营异常名录"]),
        (("8", "H1"), ["立案"]),
        (("5", "H2"), ["司法", "通报有管辖权部门"]),
        (("no-such-code",), []),
    ],
)
def test_each_code_calls_for_what_the_code_list_says(found: tuple[str, ...], kinds: list[str]) -> None:
    assert called_for(found, codes().result) == kinds


def test_a_step_left_out_or_dated_backwards_is_a_fault() -> None:
    skipped = referral(opened="2026-05-12", decided="2026-06-01")
    assert [found.code for found in step_faults(skipped)] == ["referral-step", "referral-step"]
    backwards = referral(opened="2026-05-12", informed="2026-05-11")
    assert [found.code for found in step_faults(backwards)] == ["referral-order"]
    assert step_faults(Referral(ROW, "立案", {})) == []


def test_what_stands_by_the_name_until_then_is_a_problem_being_dealt_with() -> None:
    assert codes().result["A"].text == "发现问题待后续处理"
    assert (codes().result["H1"].publish, codes().result["H2"].publish) == ("after_decision", "count_only")


def test_a_decision_counts_as_served_from_its_day_on() -> None:
    served = referral(opened="2026-05-12", served="2026-06-03")
    assert not served.served_by(day("2026-06-02"))
    assert served.served_by(day("2026-06-03"))
    assert not referral(opened="2026-05-12").served_by(day("2027-01-01"))


def test_in_public_there_are_counts_by_code_and_step_and_no_row() -> None:
    counts = public_counts(
        [referral(opened="2026-05-12"), referral(opened="2026-05-13"), Referral(ROW, "立案", {}, "H1")]
    )
    assert counts == {("6", "opened"): 2, ("H1", "opened"): 1}
    assert ROW not in str(counts)


@pytest.mark.parametrize(
    ("written", "served", "faults"),
    [
        (["1"], [], []),
        (["A"], [], []),
        (["H1"], [], ["code-before-decision"]),
        (["H1"], ["H1"], []),
        (["H2"], [], ["code-count-only"]),
        (["H2"], ["H2"], ["code-count-only"]),
        (["H1", "H2", "6"], [], ["code-before-decision", "code-count-only"]),
    ],
)
def test_h1_is_written_only_once_its_decision_was_served_and_h2_never(
    written: list[str], served: list[str], faults: list[str]
) -> None:
    assert [found.code for found in code_faults(written, codes().result, served=served)] == faults
