"""第十八条: results are public by the earlier of two terms, reviewed, open to objection, and hold nothing private."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import day, work_calendar
from small_bureau import Bureau, done, found

from publisher.rules.deadlines import due_words, publication_due, state_words, withdrawal_from
from publisher.rules.objections import (
    Objection,
    Terms,
    is_in_time,
    next_due,
    object_until,
    objection_faults,
    public_counts,
    public_state,
)
from publisher.rules.privacy import privacy_faults
from publisher.rules.publication import (
    Review,
    Withdrawn,
    published_text,
    review_counts,
    review_faults,
    review_words,
    withdrawal_counts,
    withdrawal_faults,
)
from publisher.workspace import published_files


def due(fixed: str, last: int = 2026) -> tuple[str, bool]:
    """(day, provisional) by which a result fixed on that day is public, with notices up to the year `last`."""
    found = publication_due(day(fixed), work_calendar(2018, last), days=30, working_days=20)
    return str(found.day), found.provisional


# Counted by hand on the calendars of those years.
@pytest.mark.parametrize(
    ("fixed", "expected"),
    [
        ("2025-01-02", "2025-02-01"),  # 20 working days end after 春节, on 6 February: 30 days are earlier
        ("2026-01-20", "2026-02-19"),  # the deadline lies inside 春节 (15 to 23 February) and stays there
        ("2024-02-08", "2024-03-09"),  # 9 and 18 February worked, 10 to 17 off: 20 working days end on 13 March
        ("2024-04-15", "2024-05-14"),  # 28 April and 11 May worked, 1 to 5 May off: 30 days end on 15 May
        ("2025-06-03", "2025-07-01"),  # no holiday between: 20 working days are four weeks
        ("2024-01-30", "2024-02-29"),  # 30 days end on 29 February, which 2024 has; 20 working days end on 4 March
        ("2025-09-12", "2025-10-12"),  # 国庆, 28 September and 11 October worked: 20 working days end on 16 October
    ],
)
def test_the_due_day_is_the_earlier_of_thirty_days_and_twenty_working_days(fixed: str, expected: str) -> None:
    assert due(fixed) == (expected, False)


@given(st.dates(date(2018, 1, 1), date(2026, 10, 1)))
def test_neither_term_is_ever_exceeded(fixed: date) -> None:
    calendar = work_calendar()
    found = publication_due(fixed, calendar, days=30, working_days=20)
    assert found.day <= fixed + timedelta(days=30)
    worked = calendar.working_days_between(fixed, found.day)
    assert worked == 20 or (worked < 20 and found.day == fixed + timedelta(days=30))


def test_in_23_percent_of_working_days_the_twenty_working_days_are_the_longer() -> None:
    calendar = work_calendar()
    start = date(2018, 1, 1)
    days = [start + timedelta(days=n) for n in range((date(2026, 10, 31) - start).days + 1)]
    worked = [fixed for fixed in days if calendar.is_working_day(fixed)]
    longer = [f for f in worked if calendar.add_working_days(f, 20).day > f + timedelta(days=30)]
    assert round(100 * len(longer) / len(worked)) == 23


def test_a_due_day_that_rests_on_a_notice_not_out_yet_is_provisional_and_says_so() -> None:
    assert due("2026-12-20") == ("2027-01-15", True)
    assert due("2025-12-20", last=2025)[1] is True
    assert due("2025-12-20", last=2026) == ("2026-01-19", False)
    found = publication_due(day("2026-12-20"), work_calendar(), days=30, working_days=20)
    assert "暂定" in due_words(found).zh


@pytest.mark.parametrize(
    ("public_on", "today", "state"),
    [
        (None, "2025-01-31", "pending"),
        (None, "2025-02-01", "today"),
        (None, "2025-02-02", "overdue"),
        ("2025-02-01", "2025-03-01", "done"),
        ("2025-02-02", "2025-03-01", "late"),
    ],
)
def test_a_result_is_public_in_time_or_named_as_late(public_on: str | None, today: str, state: str) -> None:
    found = publication_due(day("2025-01-02"), work_calendar(), days=30, working_days=20)
    assert found.state(day(today), day(public_on) if public_on else None) == state
    assert state_words(found.state(day(today))).zh


def test_an_id_number_in_a_remark_is_a_fault() -> None:
    [found] = privacy_faults("现场负责人身份证号11010519491231002X已核对")
    assert (found.code, found.column) == ("private-id-number", 10)
    assert "11010519491231002X" not in found.say("zh")


REVIEW = Review("a" * 64, "full", reviewed_on=day("2026-05-10"))


def test_free_text_goes_out_in_full_masked_or_not_at_all() -> None:
    withheld = REVIEW._replace(mode="withheld", ground="privacy")
    masked = REVIEW._replace(mode="masked", ground="law")
    assert published_text("全文", REVIEW) == "全文"
    assert published_text("全文", masked, masked="＊文") == "＊文"
    assert published_text("全文", withheld) == ""
    assert review_words(REVIEW).zh == ""
    assert "个人隐私" in review_words(withheld).zh
    assert review_counts([REVIEW, withheld, withheld]) == {("full", ""): 1, ("withheld", "privacy"): 2}


@pytest.mark.parametrize(
    ("review", "code"),
    [
        (REVIEW, None),
        (REVIEW._replace(reviewed_on=None), "review-date"),
        (REVIEW._replace(ground="privacy"), "review-ground"),
        (REVIEW._replace(mode="withheld"), "review-ground"),
        (REVIEW._replace(mode="masked", ground="because"), "review-ground"),
        (REVIEW._replace(mode="masked", ground="privacy"), None),
        (REVIEW._replace(mode="masked", ground="trade-secret"), "review-asked"),
        (REVIEW._replace(mode="masked", ground="trade-secret", asked_on=day("2026-05-09")), None),
        (REVIEW._replace(mode="masked", ground="trade-secret", asked_on=day("2026-05-11")), "review-order"),
    ],
)
def test_masking_and_withholding_need_a_ground_and_trade_secrets_the_third_partys_word(
    review: Review, code: str | None
) -> None:
    assert [found.code for found in review_faults(review)] == ([code] if code else [])


WISH = Withdrawn("a" * 64, day("2026-05-20"), "repair", "信用修复决定书〔2026〕1号", day("2026-08-20"))


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (WISH, None),
        (WISH._replace(on=day("2026-08-19")), "withdrawal-early"),
        (WISH._replace(on=day("2026-05-21"), ground="court"), None),
        (WISH._replace(ground="favour"), "withdrawal-ground"),
        (WISH._replace(document=""), "withdrawal-document"),
    ],
)
def test_a_withdrawal_has_its_ground_its_document_and_its_time(wish: Withdrawn, code: str | None) -> None:
    assert [found.code for found in withdrawal_faults(wish, months=3)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("published", "months", "first"),
    [
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-29", 3, "2024-02-29"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2025-12-31", 2, "2026-02-28"),
    ],
)
def test_months_end_with_the_month_where_it_is_shorter(published: str, months: int, first: str) -> None:
    assert withdrawal_from(day(published), months).day == day(first)


def test_a_withdrawal_leaves_a_trace_that_is_counted() -> None:
    assert withdrawal_counts([WISH, WISH, WISH._replace(ground="court")]) == {"repair": 2, "expired": 0, "court": 1}


TERMS = Terms(object_within=15, accept_within=5, answer_within=20, correct_within=5)
OBJECTION = Objection("2026-1", "a" * 64, day("2026-05-25"))
ROWS = {"a" * 64: "", "b" * 64: "a" * 64, "c" * 64: "b" * 64, "d" * 64: ""}


def test_a_firm_may_object_for_so_many_working_days_and_a_late_word_is_no_less_heard() -> None:
    until = object_until(day("2026-05-20"), work_calendar(), TERMS)
    assert until.day == day("2026-06-10")
    assert is_in_time(OBJECTION._replace(received_on=until.day), day("2026-05-20"), work_calendar(), TERMS)
    late = OBJECTION._replace(received_on=day("2026-06-11"))
    assert not is_in_time(late, day("2026-05-20"), work_calendar(), TERMS)
    assert late.state == "received"


def test_an_objection_runs_from_received_to_dismissed_or_corrected() -> None:
    accepted = OBJECTION._replace(accepted_on=day("2026-05-26"))
    answered = accepted._replace(answered_on=day("2026-06-05"))
    upheld = answered._replace(upheld=True)
    states = [OBJECTION, accepted, answered._replace(upheld=False), upheld, upheld._replace(correction="b" * 64)]
    assert [item.state for item in states] == ["received", "accepted", "dismissed", "upheld", "corrected"]
    dues = [next_due(item, work_calendar(), TERMS) for item in states]
    # five working days to take it up, twenty from receipt to answer it (over 端午节), five to correct the result
    expected = ["2026-06-01", "2026-06-23", None, "2026-06-12", None]
    assert [str(item.day) if item else None for item in dues] == expected
    assert public_counts(states) == dict.fromkeys(("received", "accepted", "dismissed", "upheld", "corrected"), 1)


def test_the_public_sees_that_an_objection_is_handled_and_not_whose() -> None:
    words = public_state("a" * 64, [OBJECTION])
    assert words is not None
    assert words.zh == "收到异议"
    assert public_state("d" * 64, [OBJECTION]) is None
    newer = OBJECTION._replace(
        number="2026-2", received_on=day("2026-07-01"), answered_on=day("2026-07-02"), upheld=False
    )
    assert public_state("a" * 64, [newer, OBJECTION]) == public_state("a" * 64, [newer])


@pytest.mark.parametrize(
    ("objection", "code"),
    [
        (OBJECTION, None),
        (OBJECTION._replace(row="e" * 64), "objection-row"),
        (OBJECTION._replace(answered_on=day("2026-06-01")), "objection-answer"),
        (OBJECTION._replace(accepted_on=day("2026-05-24")), "objection-order"),
        (OBJECTION._replace(answered_on=day("2026-05-24"), upheld=False), "objection-order"),
        (OBJECTION._replace(answered_on=day("2026-06-01"), upheld=True, correction="b" * 64), None),
        (OBJECTION._replace(answered_on=day("2026-06-01"), upheld=True, correction="c" * 64), None),
        (OBJECTION._replace(answered_on=day("2026-06-01"), upheld=True, correction="d" * 64), "objection-correction"),
        (OBJECTION._replace(answered_on=day("2026-06-01"), upheld=False, correction="b" * 64), "objection-correction"),
    ],
)
def test_an_objection_names_its_result_and_the_row_that_corrects_it(objection: Objection, code: str | None) -> None:
    assert [found.code for found in objection_faults(objection, ROWS)] == ([code] if code else [])


def masked(bureau: Bureau) -> None:
    """The bureau keeps its inspectors' names to itself."""
    path = bureau.root / "data" / "bureau.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("inspector_name: false", "inspector_name: true"), encoding="utf-8")


def test_where_the_bureau_masks_inspectors_names_none_is_published(tmp_path: Path) -> None:
    bureau = found(tmp_path, masked)
    names = [row.name.encode() for row in bureau.workspace.inspectors()]
    published = published_files(bureau.root)
    assert names
    assert not any(name in data for name in names for data in published.values())
    assert any(data.startswith(b"inspector_id,name") and b",*," in data for data in published.values())


def test_their_numbers_take_part_in_the_draw_and_cannot_be_masked(founded: Bureau) -> None:
    path = founded.root / "data" / "bureau.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  inspector_id: true\n", encoding="utf-8")
    said = done(founded.run("draw", "", "validate", "data/bureau.yaml"), 2).output
    assert "the numbers take part in the draw" in said
