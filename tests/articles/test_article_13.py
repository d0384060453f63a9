"""第十三条: four reasons to inspect outside the draw, and no other; their share is published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import FIRM, codes, day

from publisher.rules.exceptions import (
    CODES,
    Entry,
    Made,
    entry_faults,
    exceptional_share,
    repeated,
    visit_fault,
)
from publisher.rules.publication import entry_shown
from publisher.rules.shares import Share

ENTRY = Entry("a" * 64, FIRM, "COMPLAINT", day("2026-05-01"), day("2026-05-02"))


def test_the_four_reasons_are_those_of_the_code_list() -> None:
    assert set(CODES) == set(codes().non_random_reason)


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_of_the_four_reasons_is_accepted(code: str) -> None:
    assert entry_faults(ENTRY._replace(code=code)) == []


@given(st.text(max_size=12).filter(lambda text: text not in CODES))
def test_no_other_reason_is(code: str) -> None:
    assert [found.code for found in entry_faults(ENTRY._replace(code=code))] == ["nonrandom-code"]


def test_an_entry_is_logged_before_the_visit_or_on_its_day() -> None:
    assert entry_faults(ENTRY._replace(logged_on=day("2026-05-02"))) == []
    assert [f.code for f in entry_faults(ENTRY._replace(logged_on=day("2026-05-03")))] == ["nonrandom-late"]


def test_a_visit_with_neither_draw_nor_entry_is_refused() -> None:
    found = visit_fault(Made(FIRM, day("2026-05-02")), drawn={}, entries={}, since=day("2018-09-01"))
    assert found is not None
    assert found.code == "visit-untraced"


def test_the_share_counts_entries_among_all_visits_and_lists_all_four_reasons() -> None:
    found = exceptional_share(17, [ENTRY, ENTRY._replace(code="SUPERIOR"), ENTRY])
    assert found.share == Share(3, 20)
    assert found.by_code == {"COMPLAINT": 2, "BIGDATA": 0, "TRANSFER": 0, "SUPERIOR": 1}


def test_a_year_without_exceptions_has_the_share_nought_and_an_empty_one_has_none() -> None:
    assert exceptional_share(5, []).share.percent == "0.0%"
    assert exceptional_share(0, []).share.percent == "—"


def test_a_firms_second_visit_outside_the_draw_in_one_year_is_noticed() -> None:
    next_year = ENTRY._replace(visited_on=day("2027-01-01"))
    other = ENTRY._replace(object_id="91441624DM0000099X")
    assert repeated([ENTRY, other, next_year]) == []
    assert repeated([ENTRY, ENTRY._replace(visited_on=day("2026-12-31")), next_year]) == [(FIRM, 2026, 2)]


@pytest.mark.parametrize(
    ("made", "newest", "shown"),
    [
        (False, "2026-05-30", False),  # the period has just ended
        (False, "2026-08-28", False),  # 90 days after it
        (False, "2026-08-29", True),
        (True, "2026-05-03", True),
        (False, None, False),
    ],
)
def test_nobody_reads_who_is_to_be_visited_before_the_visit(made: bool, newest: str | None, shown: bool) -> None:
    """The entry's text goes out with its result, or ninety days after its period without one."""
    assert entry_shown(day("2026-05-30"), made=made, newest=day(newest) if newest else None) is shown
