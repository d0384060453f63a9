"""第七条: draw first, then visit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rule_data import FIRM, day

from publisher.rules.exceptions import Made, visit_fault

DRAWN_ON = day("2026-05-06")


@given(st.dates(day("2025-01-01"), day("2027-12-31")))
def test_a_visit_dated_before_its_draw_is_refused_and_no_other_is(visited: object) -> None:
    on = day(str(visited))
    drawn = {("2026-001", FIRM): DRAWN_ON}
    found = visit_fault(Made(FIRM, on, draw="2026-001"), drawn=drawn, entries={}, since=day("2018-09-01"))
    assert (found.code if found else "") == ("visit-before-draw" if on < DRAWN_ON else "")
