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
    public_codes,
    public_counts,
    step_faults,
)
from publisher.rules.visits import Meaning

ROW = "a" * 64
UNREACHABLE = Calling(ROW, ("6",), day("2026-05-11"))
TERMS: dict[Step, int] = {"opened": 5, "informed": 10, "heard": 10, "decided": 20, "served": 7}


class Held:
    """H1 as it must stand: nothing by a firm's name before the decision is served."""

    clean = False
    needs_followup = False
    roster_action: str | None = None
    refer: str | None = "立案"
    publish = "after_decision"


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
    return Referral(ROW, "经营异常名录", taken)


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
    other = referral(opened="2026-05-12")._replace(row="b" * 64)
    assert len(open_alerts("2026-05-12", other)) == 1
    assert len(open_alerts("2026-05-12", referral(opened="2026-05-12")._replace(kind="立案"))) == 1


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


def test_h1_shows_as_a_problem_being_dealt_with_until_the_decision_is_served() -> None:
    meanings: dict[str, Meaning] = {**codes().result, "H1": Held()}
    assert public_codes(["H1"], meanings, served=False, meanwhile="A") == ["A"]
    assert public_codes(["H1", "E"], meanings, served=False, meanwhile="A") == ["A", "E"]
    assert public_codes(["H1"], meanings, served=True, meanwhile="A") == ["H1"]
    assert codes().result["A"].text == "发现问题待后续处理"


def test_a_suspected_crime_never_stands_by_a_firms_name() -> None:
    for served in (False, True):
        assert public_codes(["H2"], codes().result, served=served, meanwhile="A") == ["A"]


def test_other_codes_are_shown_as_they_are() -> None:
    shown = [code for code, meaning in codes().result.items() if meaning.publish == "full"]
    assert public_codes(shown, codes().result, served=False, meanwhile="A") == sorted(shown)


def test_a_decision_counts_as_served_from_its_day_on() -> None:
    served = referral(opened="2026-05-12", served="2026-06-03")
    assert not served.served_by(day("2026-06-02"))
    assert served.served_by(day("2026-06-03"))
    assert not referral(opened="2026-05-12").served_by(day("2027-01-01"))


def test_in_public_there_are_counts_by_kind_and_step_and_no_row() -> None:
    counts = public_counts([referral(opened="2026-05-12"), referral(opened="2026-05-13"), Referral(ROW, "立案", {})])
    assert counts == {("立案", "opened"): 1, ("经营异常名录", "opened"): 2}
    assert ROW not in str(counts)
