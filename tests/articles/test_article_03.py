"""第三条: every inspection has an object draw behind it, or stands in the register of article 13."""

from __future__ import annotations

from rule_data import FIRM, day

from publisher.rules.exceptions import Entry, Made, visit_fault

SINCE = day("2018-09-01")
DRAWN = {("2026-001", FIRM): day("2026-05-06")}
ENTRY = Entry("a" * 64, FIRM, "COMPLAINT", day("2026-05-01"), day("2026-05-02"))


def code_of(visit: Made) -> str:
    """The fault's code, or empty."""
    found = visit_fault(visit, drawn=DRAWN, entries={ENTRY.row: ENTRY}, since=SINCE)
    return found.code if found else ""


def test_a_result_with_no_draw_behind_it_is_refused() -> None:
    assert code_of(Made(FIRM, day("2026-05-08"))) == "visit-untraced"
    assert code_of(Made(FIRM, day("2026-05-08"), draw="2026-002")) == "visit-untraced"


def test_a_result_of_a_firm_that_the_draw_didnt_draw_is_refused() -> None:
    assert code_of(Made("91441624DM0000099X", day("2026-05-08"), draw="2026-001")) == "visit-untraced"


def test_a_result_in_the_register_of_article_13_needs_no_draw() -> None:
    assert code_of(Made(FIRM, day("2026-05-02"), entry=ENTRY.row)) == ""


def test_another_firms_entry_covers_nobody_else() -> None:
    assert code_of(Made("91441624DM0000099X", day("2026-05-02"), entry=ENTRY.row)) == "visit-untraced"


def test_a_drawn_firm_traces_to_its_draw() -> None:
    assert code_of(Made(FIRM, day("2026-05-08"), draw="2026-001")) == ""
