"""第二十四条: nothing is owed for dates before the rule's date in force."""

from __future__ import annotations

import pytest
from rule_data import FIRM, day

from publisher.rules.exceptions import Made, visit_fault
from publisher.rules.versions import owed

SINCE = day("2018-09-01")


@pytest.mark.parametrize(("on", "expected"), [("2018-08-31", False), ("2018-09-01", True), ("2026-01-01", True)])
def test_the_rule_asks_from_its_first_day_on(on: str, expected: bool) -> None:
    assert owed(day(on), SINCE) is expected


def test_an_inspection_before_it_is_exempt() -> None:
    before, after = Made(FIRM, day("2018-08-31")), Made(FIRM, day("2018-09-01"))
    assert visit_fault(before, drawn={}, entries={}, since=SINCE) is None
    assert visit_fault(after, drawn={}, entries={}, since=SINCE) is not None
