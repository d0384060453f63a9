"""A12 delay a result: C18 counts the days from the day it was fixed, and only a cosignature says when it was public."""

from __future__ import annotations

import json
from typing import Any

import pytest
from simulator import CALENDARS, CODES, Bureau, Story, failing, founded, make_policy, reasons, secret_of, verified

from publisher.draw.evidence import json_text
from publisher.log import places
from publisher.log.rows import RowFile
from publisher.tables.policy import Policy
from publisher.tables.snapshots import policy_json
from publisher.verify import Report, Verdict

PASS, FAIL, PENDING, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.PENDING, Verdict.UNKNOWN
LONG = {"reveal_by": "2023-08-23T19:00:00+08:00", "inspect_by": "2024-05-31", "publish_by": "2024-06-30"}


def started(**options: Any) -> tuple[Bureau, Story]:
    """A draw with time for results until the middle of 2024."""
    bureau = founded(**options)
    story = bureau.sit(bureau.commit(bureau.order(times=LONG)))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return bureau, story


def approve(bureau: Bureau, years: int = 2, **numbers: int) -> None:
    """Another version of the policy, with so many years' notices and other numbers, in force at once."""
    policy = Policy.model_validate({**make_policy().evidence(), "numbers": numbers}, by_alias=True)
    bureau.approve("policy", policy_json(policy, CODES, CALENDARS[:years]))
    bureau.later(minutes=1).watch()


def publish(bureau: Bureau, story: Story, fixed_on: str, shown: str, rank: int = 0, **changes: Any) -> Report:
    """A result is logged an hour before its cosignature, on its stated day fixed."""
    bureau.at(shown).later(hours=-1).result(story, story.drawn[rank], fixed_on=fixed_on, **_visited(), **changes)
    bureau.at(shown).watch()
    return verified(bureau)


def _visited() -> dict[str, Any]:
    return {"visited_on": "2023-09-01"}


def c18(report: Report) -> Verdict:
    return report.results["C18"].verdict


# National Day 2023: 29 September to 6 October off, 7 and 8 October worked. Spring Festival 2024: 10 to 17 February off,
# 4 and 18 February worked. Counted by hand.
@pytest.mark.parametrize(
    ("fixed_on", "due"),
    [
        ("2023-09-05", "2023-10-05"),  # thirty days end before the working days, in the holidays themselves
        ("2023-09-20", "2023-10-20"),  # the 20th working day would be 24 October
        ("2023-10-10", "2023-11-07"),  # the 20th working day; thirty days would be 9 November
        ("2024-01-25", "2024-02-24"),  # the 20th working day would be 27 February
        ("2024-02-19", "2024-03-18"),  # the 20th working day; thirty days would be 20 March
    ],
)
def test_c18_the_earlier_of_thirty_days_and_twenty_working_days_counts(fixed_on: str, due: str) -> None:
    bureau, story = started()
    report = publish(bureau, story, fixed_on, f"{due}T23:59:59+08:00")
    assert c18(report) is PASS
    assert reasons(report, "C18", PASS) == "1 results were published in time"
    bureau, story = started()
    late = bureau.at(f"{due}T23:59:59+08:00").later(seconds=2).clock.isoformat()
    report = publish(bureau, story, fixed_on, late)
    assert failing(report) == {"C18"}
    assert "was published late" in reasons(report, "C18")


def test_c18_midnight_itself_still_belongs_to_the_day() -> None:
    bureau, story = started()
    assert c18(publish(bureau, story, "2023-10-10", "2023-11-08T00:00:00+08:00")) is PASS


def test_c18_a_day_is_a_day_in_shanghai() -> None:
    bureau, story = started()
    assert c18(publish(bureau, story, "2023-10-10", "2023-11-07T16:00:01+00:00")) is FAIL


def test_c18_each_result_is_judged_by_itself() -> None:
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-10-20T12:00:00+08:00")
    report = publish(bureau, story, "2023-10-10", "2023-11-20T12:00:00+08:00", rank=1)
    assert failing(report) == {"C18"}
    assert story.drawn[1] in reasons(report, "C18")
    assert story.drawn[0] not in reasons(report, "C18")
    assert reasons(report, "C18", PASS) == "1 results were published in time"


# ── what proves the day ────────────────────────────────────────────────────────


def test_c18_a_record_that_claims_to_be_older_than_its_cosignature_is_late_all_the_same() -> None:
    bureau, story = started()
    bureau.at("2023-10-20T12:00:00+08:00").result(story, story.drawn[0], fixed_on="2023-10-10", **_visited())
    bureau.at("2023-11-20T12:00:00+08:00").watch()
    report = verified(bureau)
    assert failing(report) == {"C18"}
    finding = next(found for found in report.results["C18"].findings if found.verdict is FAIL)
    assert (finding.found, finding.expected) == ("2023-11-20T12:00:00+08:00", "<= 2023-11-08T00:00:00+08:00")


def test_c18_one_witness_is_no_quorum_of_two() -> None:
    bureau, story = started()
    bureau.at("2023-10-20T12:00:00+08:00").result(story, story.drawn[0], fixed_on="2023-10-10", **_visited())
    bureau.watch(bureau.witnesses[:1])
    assert c18(verified(bureau)) is PENDING
    bureau.at("2023-11-20T12:00:00+08:00").checkpoint()
    assert "C18" in failing(verified(bureau))


def test_c18_what_no_witness_has_seen_waits_until_it_is_due_and_fails_then() -> None:
    bureau, story = started()
    bureau.at("2023-10-20T12:00:00+08:00").result(story, story.drawn[0], fixed_on="2023-10-10", **_visited())
    bureau.checkpoint()
    report = verified(bureau)
    assert c18(report) is PENDING
    assert "waits for a witness" in reasons(report, "C18", PENDING)
    last = bureau.at("2023-11-08T00:00:00+08:00").clock
    assert c18(verified(bureau, now=last)) is PENDING
    assert "C18" in failing(verified(bureau, now=bureau.later(seconds=1).clock))


def test_c18_where_no_witness_is_asked_for_nothing_is_proven_and_nothing_fails() -> None:
    bureau, story = started(witnesses=())
    bureau.at("2023-10-20T12:00:00+08:00").result(story, story.drawn[0], fixed_on="2023-10-10", **_visited())
    bureau.checkpoint()
    report = verified(bureau, now=bureau.at("2023-12-20T12:00:00+08:00").clock)
    assert "C18" not in failing(report)
    assert "no cosignature shows" in reasons(report, "C18", UNKNOWN)


def test_c18_a_text_that_is_not_the_logged_one_says_nothing_of_the_day() -> None:
    """Late by the logged text; another text beside it claims a later day."""
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-12-01T12:00:00+08:00")
    path = places.draw_file(story.name, places.row_file(story.rows[story.drawn[0]]))
    value = {**json.loads(json.loads(bureau.files[path])["text"]), "fixed_on": "2023-12-01"}
    bureau.files[path] = RowFile(salt=secret_of("other"), content=json_text(value)).text.encode()
    report = verified(bureau)
    assert {"C07", "C17"} <= failing(report)
    assert c18(report) is UNKNOWN


# ── a notice that isn't out ────────────────────────────────────────────────────


# Fixed on 15 December 2023 with the notice of 2023 alone: at the soonest due after twenty days, at the latest after
# thirty, whatever the notice of 2024 will say.
@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2024-01-04", PASS), ("2024-01-05", UNKNOWN), ("2024-01-14", UNKNOWN), ("2024-01-15", FAIL)],
)
def test_c18_a_year_without_a_notice_is_judged_only_where_every_notice_would_agree(day: str, verdict: Verdict) -> None:
    bureau, story = started()
    approve(bureau.at("2023-10-01T09:00:00+08:00"), years=1)
    assert c18(publish(bureau, story, "2023-12-15", f"{day}T12:00:00+08:00")) is verdict


def test_c18_a_result_that_waits_in_such_a_year_is_pending_then_unknown_then_late() -> None:
    bureau, story = started()
    approve(bureau.at("2023-10-01T09:00:00+08:00"), years=1)
    bureau.at("2023-12-20T12:00:00+08:00").result(story, story.drawn[0], fixed_on="2023-12-15", **_visited())
    bureau.checkpoint()
    for day, verdict in (("2024-01-04", PENDING), ("2024-01-06", UNKNOWN), ("2024-01-15", FAIL)):
        assert c18(verified(bureau, now=bureau.at(f"{day}T12:00:00+08:00").clock)) is verdict


@pytest.mark.parametrize(("day", "verdict"), [("2024-01-15", PASS), ("2024-01-16", FAIL)])
def test_c18_with_both_years_notices_the_term_is_exact(day: str, verdict: Verdict) -> None:
    """Both the thirtieth day and, with New Year off, the 20th working day after 16 December are 15 January."""
    bureau, story = started()
    report = publish(bureau, story, "2023-12-16", f"{day}T12:00:00+08:00")
    assert c18(report) is verdict


# ── numbers and holidays are those that were signed ────────────────────────────


def test_c18_the_policy_in_force_when_the_row_was_logged_gives_the_term() -> None:
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-10-25T12:00:00+08:00")
    approve(bureau.at("2023-10-26T09:00:00+08:00"), publish_days=10)
    assert c18(verified(bureau)) is PASS
    report = publish(bureau, story, "2023-10-27", "2023-11-10T12:00:00+08:00", rank=1)
    assert failing(report) == {"C18"}
    assert story.drawn[1] in reasons(report, "C18")


def test_c18_a_policy_that_is_not_in_force_yet_changes_no_term() -> None:
    bureau, story = started()
    policy = Policy.model_validate({**make_policy().evidence(), "numbers": {"publish_days": 10}}, by_alias=True)
    bureau.at("2023-10-01T09:00:00+08:00")
    bureau.approve("policy", policy_json(policy, CODES, CALENDARS), effective="2024-01-01")
    bureau.later(minutes=1).watch()
    assert c18(publish(bureau, story, "2023-10-10", "2023-11-05T12:00:00+08:00")) is PASS


# ── corrections ────────────────────────────────────────────────────────────────


def correct(bureau: Bureau, story: Story, fixed_on: str, shown: str) -> Report:
    changes: dict[str, Any] = {"fixed_on": fixed_on, "reason": "更正", **_visited()}
    bureau.at(shown).later(hours=-1).result(story, story.drawn[0], kind="correction", **changes)
    bureau.at(shown).watch()
    return verified(bureau)


def test_c18_a_correction_has_a_term_of_its_own() -> None:
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-10-20T12:00:00+08:00")
    report = correct(bureau, story, "2024-01-25", "2024-02-24T12:00:00+08:00")
    assert failing(report) == set()
    assert reasons(report, "C18", PASS) == "2 results were published in time"
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-10-20T12:00:00+08:00")
    assert failing(correct(bureau, story, "2024-01-25", "2024-02-25T12:00:00+08:00")) == {"C18"}


def test_c18_a_correction_does_not_heal_a_late_result() -> None:
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-11-20T12:00:00+08:00")
    report = correct(bureau, story, "2023-11-20", "2023-11-21T12:00:00+08:00")
    assert failing(report) == {"C18"}


# ── withdrawn texts ────────────────────────────────────────────────────────────


def test_c18_a_withdrawn_text_leaves_its_term_unknown_and_fails_nothing() -> None:
    bureau, story = started()
    publish(bureau, story, "2023-10-10", "2023-10-20T12:00:00+08:00")
    publish(bureau, story, "2023-10-10", "2023-10-21T12:00:00+08:00", rank=1)
    bureau.at("2024-01-25T12:00:00+08:00").withdraw(story, story.drawn[0], "expired")
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == set()
    assert f"the text of {story.drawn[0]} isn't there" in reasons(report, "C18", UNKNOWN)
    assert reasons(report, "C18", PASS) == "1 results were published in time"


def test_c18_a_text_that_is_kept_back_has_no_term_and_fails_as_hidden() -> None:
    bureau, story = started()
    report = publish(bureau, story, "2023-10-10", "2023-10-20T12:00:00+08:00", publish=False)
    assert "C17" in failing(report)
    assert c18(report) is UNKNOWN


def test_c18_the_results_of_a_blinded_draw_have_the_same_term() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(times=LONG, frame="blinded", visits="unannounced")))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    publish(bureau, story, "2023-10-10", "2023-10-20T12:00:00+08:00")
    report = publish(bureau, story, "2023-10-10", "2023-11-20T12:00:00+08:00", rank=1)
    assert failing(report) == {"C18"}
