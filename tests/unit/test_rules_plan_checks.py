"""A unit's plan against articles 14 to 16: what keeps it from being approved, what its draws have to mind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.rules.plan_checks import PlannedItem, plan_faults, plan_notices, planned_joint_share
from publisher.rules.shares import Share
from publisher.tables.rosters import PlanRow

ITEMS = {"LD-01": PlannedItem("u", 2, "0.05"), "LD-04": PlannedItem("u", 1, "0.2"), "XX-01": PlannedItem("v", 1, "0.1")}
ROW = PlanRow("1", ("LD-01",), "试", "undirected", "全部", "0.05", 2, "daily", "", "2026-03-01", "2026-12-15")
PAPER = replace(ROW, row="2", items=("LD-04",), ratio="0.2", frequency=1, method="paper", joint="yes")


def codes(*rows: PlanRow, earlier: tuple[list[PlanRow], ...] = ()) -> list[str]:
    """The faults of a plan of unit u."""
    return [found.code for found in plan_faults("u", rows, earlier, ITEMS)]


def notices(*rows: PlanRow, target: str = "0.15") -> str:
    """What its draws have to mind, in English, a line each."""
    return "\n".join(words.en for words in plan_notices("u", rows, ITEMS, joint_target=target))


def test_a_sound_plan_has_no_fault() -> None:
    assert codes(ROW, PAPER) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (replace(ROW, ratio="0"), "plan-ratio"),
        (replace(ROW, frequency=0), "plan-frequency"),
        (replace(ROW, items=("LD-09",)), "plan-item"),
        (replace(ROW, items=("XX-01",)), "plan-owner"),
    ],
)
def test_ratio_frequency_and_items_of_its_own_are_asked_of_each_row(row: PlanRow, code: str) -> None:
    assert codes(row) == [code]


def test_an_amendment_reuses_no_id_for_something_else() -> None:
    other = replace(ROW, items=("LD-04",))
    assert codes(other, earlier=([ROW],)) == ["plan-row-reused"]
    assert codes(ROW, PAPER, earlier=([ROW], [PAPER])) == ["plan-row-reused"]
    assert codes(replace(ROW, ratio="0.08", frequency=1), earlier=([ROW],)) == []


def test_an_item_that_no_row_has_and_one_drawn_less_than_the_list_says_are_named() -> None:
    assert "item LD-04 is in no row" in notices(ROW)
    assert "item LD-01: 0.04 in the year, below the list's 0.05" in notices(replace(ROW, ratio="0.02"), PAPER)
    assert "in the year" not in notices(ROW, PAPER)
    assert "XX-01" not in notices(ROW, PAPER)


def test_the_planned_joint_share_counts_draws_and_is_held_against_article_15() -> None:
    assert planned_joint_share([ROW, PAPER]) == Share(1, 3)
    assert "joint" not in notices(ROW, PAPER)
    assert "joint draws planned: 0/3, short of 15%" in notices(ROW, replace(PAPER, joint=""))


def test_a_row_drawn_more_often_than_a_firm_may_be_visited_asks_for_the_exclusion() -> None:
    assert "exclude `capped`" in notices(ROW, replace(PAPER, frequency=2))
    assert "capped" not in notices(ROW, PAPER)


def test_rows_with_different_items_ask_for_one_visit() -> None:
    assert "rows 1, 2 differ in items" in notices(ROW, PAPER)
    assert "differ" not in notices(ROW, replace(ROW, row="3"))


def test_the_vocabulary_is_that_of_the_orders() -> None:
    """The exclusions that the notices name are codes on the closed list."""
    text = Path(__file__).parents[2].joinpath("publisher/rules/exclusions.py").read_text(encoding="utf-8")
    assert 'CAPPED = "capped"' in text
    assert 'VISITED = "visited"' in text
