"""第八条: every order says how it inspects, and a 专项 names its approval."""

from __future__ import annotations

import pytest
from rule_orders import order_faults, order_text

from publisher.rules.plans import differs_from_row
from publisher.tables.rosters import PlanRow

ROW = PlanRow(
    "1", ("LD-01", "LD-02"), "综合抽查", "undirected", "全部", "0.05", 2, "daily", "", "2026-03-01", "2026-12-31"
)


def test_an_order_without_a_method_is_refused() -> None:
    assert order_faults(order_text(method=None)) == ["missing-field"]


@pytest.mark.parametrize("method", ["daily", "paper"])
def test_the_two_ordinary_methods_need_no_approval(method: str) -> None:
    visits = "paper" if method == "paper" else "announced"
    assert order_faults(order_text(method=method, visits=visits)) == []


def test_a_special_inspection_names_its_approval() -> None:
    assert order_faults(order_text(method="special")) == ["approval"]
    assert order_faults(order_text(method="special", approval="示例人社发〔2026〕31号")) == []


def test_a_method_off_the_list_is_refused() -> None:
    assert order_faults(order_text(method="surprise")) == ["enum"]


def test_an_order_that_departs_from_its_plan_row_is_told_where() -> None:
    words = differs_from_row(ROW, items=["LD-01", "LD-09"], kind="undirected", method="paper")
    assert [item.zh.partition("为")[0] for item in words] == ["事项", "方式"]
    assert differs_from_row(ROW, items=["LD-01"], kind="undirected", method="daily") == []
