"""第五条: the list of items has versions; what isn't signed, published and in force can't be drawn under."""

from __future__ import annotations

from rule_data import day

from publisher.rules.items import (
    ItemChange,
    ListVersion,
    coverage,
    drawable_faults,
    list_changes,
    list_words,
    unapproved_faults,
)
from publisher.rules.shares import Share

FIRST = ListVersion("2026-1", day("2026-01-01"), 4, day("2026-01-05"), frozenset({"LD-01", "LD-02"}))
SECOND = ListVersion("2026-2", day("2026-07-01"), 30, day("2026-06-20"), frozenset({"LD-01", "LD-03"}))
BOTH = [FIRST, SECOND]


def faults(items: str, on: str, versions: list[ListVersion] = BOTH, size: int = 99) -> list[str]:
    """The codes of what is wrong with a draw of these items on that day."""
    return [found.code for found in drawable_faults(items.split(), versions, day=day(on), size=size)]


def test_a_draw_under_a_version_not_yet_in_force_is_refused() -> None:
    assert faults("LD-03", "2026-06-30") == ["item-not-yet"]
    assert faults("LD-03", "2026-07-01") == []


def test_without_a_signed_list_in_force_nothing_can_be_drawn() -> None:
    assert faults("LD-01", "2025-12-31") == ["items-not-in-force"]
    assert faults("LD-01", "2026-03-01", versions=[]) == ["items-not-in-force"]
    assert faults("LD-01", "2026-03-01", size=4) == ["items-not-in-force"]


def test_an_approved_item_that_has_not_been_published_cant_be_drawn() -> None:
    kept_back = FIRST._replace(published_on=None)
    assert faults("LD-01", "2026-03-01", [kept_back]) == ["items-not-published"]
    assert faults("LD-01", "2026-01-04") == ["items-not-published"]
    assert faults("LD-01", "2026-01-05") == []


def test_an_item_withdrawn_between_plan_and_order_is_named_as_withdrawn() -> None:
    assert faults("LD-02", "2026-03-01") == []
    assert faults("LD-01 LD-02", "2026-07-02") == ["item-withdrawn"]


def test_an_item_that_never_was_on_a_list_is_unknown() -> None:
    assert faults("LD-99", "2026-03-01") == ["item-unknown"]


APPROVED = {"LD-01": {"ratio": "0.05", "name": "劳动用工"}, "LD-02": {"ratio": "0.1", "name": "工资支付"}}


def test_an_edited_ratio_without_the_legal_signature_is_refused_with_both_values() -> None:
    edited = {**APPROVED, "LD-01": {"ratio": "0.005", "name": "劳动用工"}}
    [found] = unapproved_faults(APPROVED, edited)
    assert found.code == "items-unapproved"
    assert "0.05" in found.wrong.zh
    assert "0.005" in found.wrong.zh


def test_an_item_added_or_dropped_without_the_signature_is_refused_too() -> None:
    changed = {"LD-01": APPROVED["LD-01"], "LD-09": {"ratio": "1", "name": "新事项"}}
    assert [found.code for found in unapproved_faults(APPROVED, changed)] == ["items-unapproved"] * 2


def test_an_unchanged_list_needs_no_new_signature() -> None:
    assert unapproved_faults(APPROVED, {name: dict(item) for name, item in APPROVED.items()}) == []


def test_the_history_names_what_came_what_went_and_what_changed() -> None:
    after = {"LD-01": {"ratio": "0.08", "name": "劳动用工"}, "LD-03": {"ratio": "0.2", "name": "社会保险"}}
    assert list_changes(APPROVED, after) == [
        ItemChange("LD-01", "ratio", "changed", "0.05", "0.08"),
        ItemChange("LD-02", "", "removed", None, None),
        ItemChange("LD-03", "", "added", None, None),
    ]
    assert [list_words(change).zh for change in list_changes(APPROVED, after)] == [
        "事项LD-01：ratio由0.05改为0.08",
        "取消事项LD-02",
        "新增事项LD-03",
    ]


def test_coverage_counts_matters_once_and_names_the_uncovered() -> None:
    found = coverage(["用工", "工资", "社保", "童工"], {"LD-01": ["用工", "工资"], "LD-02": ["工资", "不在三定内"]})
    assert found.share == Share(2, 4)
    assert found.missing == ("社保", "童工")


def test_coverage_of_no_matters_is_of_nothing() -> None:
    assert coverage([], {"LD-01": ["用工"]}).share.fraction is None
