"""第六条: rosters without gaps (应入尽入), their changes with reasons, and certificates that last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_data import day

from publisher.draw.parts import ConditionPart
from publisher.rules.panels import build_panel, panel_exclusion
from publisher.rules.rosters import (
    REASONS,
    Explained,
    RosterChange,
    Snapshot,
    age_notice,
    columns_used,
    compare,
    duplicates,
    late_edits,
    reconcile,
    returns,
    unexplained,
)
from publisher.tables.rosters import Inspector

FIRMS = {f"91441624DM00000{number:02d}X": {"town": "441624100", "status": "存续"} for number in range(40)}


def test_three_hidden_firms_are_listed_and_no_other() -> None:
    hidden = sorted(FIRMS)[5:8]
    roster = {firm: True for firm in FIRMS if firm not in hidden}
    found = reconcile(roster, dict.fromkeys(FIRMS, True))
    assert list(found.missing) == hidden
    assert (found.extra, found.closed, found.shut) == ((), (), ())


def test_a_firm_that_is_shut_only_on_our_roster_counts_as_hidden() -> None:
    firm = sorted(FIRMS)[0]
    found = reconcile({**dict.fromkeys(FIRMS, True), firm: False}, dict.fromkeys(FIRMS, True))
    assert found.shut == (firm,)


def test_closed_and_extra_firms_are_told_apart() -> None:
    found = reconcile({"A": True, "B": True, "C": False}, {"A": False, "C": False, "D": False})
    assert found.closed == ("A",)
    assert found.extra == ("B",)
    assert found.missing == ()


@given(
    st.dictionaries(st.sampled_from("ABCDEFGH"), st.booleans()),
    st.dictionaries(st.sampled_from("ABCDEFGH"), st.booleans()),
)
def test_what_isnt_listed_by_a_reconciliation_agrees(roster: dict[str, bool], export: dict[str, bool]) -> None:
    found = reconcile(roster, export)
    listed = {*found.missing, *found.extra, *found.closed, *found.shut}
    for key in roster.keys() | export.keys():
        agrees = roster.get(key, False) == export.get(key, False)
        assert (key not in listed) == agrees


def test_a_code_that_differs_only_in_case_is_a_duplicate() -> None:
    assert duplicates(["91a", "91A", "92B"]) == ["91A"]


def test_a_removal_without_its_reason_is_named() -> None:
    before, after = FIRMS, {key: row for key, row in FIRMS.items() if key != sorted(FIRMS)[3]}
    [found] = unexplained(compare(before, after), [])
    assert found.code == "roster-removed"
    assert sorted(FIRMS)[3] in found.wrong.zh


def test_a_reason_must_fit_what_happened() -> None:
    changes = [RosterChange("removed", "A")]
    assert unexplained(changes, [Explained("A", "deregistered")]) == []
    assert {found.code for found in unexplained(changes, [Explained("A", "registered")])} == {
        "roster-removed",
        "roster-idle-reason",
    }


def test_a_reason_off_the_list_explains_nothing() -> None:
    found = unexplained([RosterChange("removed", "A")], [Explained("A", "because")])
    assert [fault.code for fault in found] == ["roster-reason", "roster-removed"]


def test_several_edits_of_one_row_need_one_reason() -> None:
    changes = compare({"A": {"town": "1", "name": "甲"}}, {"A": {"town": "2", "name": "乙"}})
    assert [change.column for change in changes] == ["name", "town"]
    assert unexplained(changes, [Explained("A", "re-registered")]) == []


rows = st.dictionaries(
    st.sampled_from("ABCDE"), st.fixed_dictionaries({"town": st.sampled_from("123"), "status": st.sampled_from("xy")})
)


@given(rows, rows)
def test_changes_say_exactly_how_one_snapshot_becomes_the_next(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    changes = compare(before, after)
    rebuilt = {key: dict(row) for key, row in before.items()}
    for change in changes:
        if change.effect == "removed":
            del rebuilt[change.id]
        elif change.effect == "added":
            rebuilt[change.id] = after[change.id]
        else:
            assert rebuilt[change.id][change.column] == change.before
            rebuilt[change.id][change.column] = change.after
    assert rebuilt == after
    every = [Explained(c.id, next(code for code, r in REASONS.items() if r.effect == c.effect)) for c in changes]
    assert unexplained(changes, every) == []


def snapshots(*rows: str) -> list[Snapshot]:
    """Snapshots of who is there, a letter each, logged on the first of successive months of 2026."""
    return [
        Snapshot(10 * number, day(f"2026-{number + 1:02d}-01"), {key: {"status": "存续"} for key in row})
        for number, row in enumerate(rows)
    ]


def test_who_is_taken_off_before_a_draw_and_put_back_after_is_listed_with_both_positions() -> None:
    assert returns(snapshots("ABC", "AC", "ABC")) == [("B", 10, 20)]


def test_who_leaves_twice_is_listed_twice_and_who_never_returns_is_not() -> None:
    found = returns(snapshots("AB", "A", "AB", "A", "AB", "B"))
    assert found == [("B", 10, 20), ("B", 30, 40)]


def edited(*values: str) -> list[Snapshot]:
    """One firm's town over snapshots of 1 May, 11 May, 21 May …"""
    return [
        Snapshot(number, day(f"2026-05-{1 + 10 * number:02d}"), {"A": {"town": value, "name": value}})
        for number, value in enumerate(values)
    ]


def test_a_late_edit_of_a_column_that_the_order_uses_is_listed() -> None:
    found = late_edits(edited("1", "2"), basis_on=day("2026-06-01"), days=30, columns=["town"])
    assert [(edit.change.id, edit.change.column, edit.position) for edit in found] == [("A", "town", 1)]


def test_an_edit_outside_the_thirty_days_or_of_another_column_is_not() -> None:
    assert late_edits(edited("1", "2"), basis_on=day("2026-06-10"), days=30, columns=["town"]) == []
    assert late_edits(edited("1", "2"), basis_on=day("2026-06-09"), days=30, columns=["town"]) != []
    assert late_edits(edited("1", "2"), basis_on=day("2026-05-10"), days=30, columns=["town"]) == []
    assert late_edits(edited("1", "2"), basis_on=day("2026-06-01"), days=30, columns=["status"]) == []


def test_an_edit_and_its_undoing_are_both_listed() -> None:
    assert len(late_edits(edited("1", "2", "1"), basis_on=day("2026-05-21"), days=30, columns=["town"])) == 2


def test_the_columns_that_a_draw_uses_are_those_of_its_conditions_and_the_status() -> None:
    town = ConditionPart(column="town", in_=["441624100"])
    assert columns_used([town, town], ["inactive"]) == ["status", "town"]
    assert columns_used([town], ["clean-twice"]) == ["town"]
    assert columns_used([], []) == []


def test_a_roster_older_than_thirty_days_warns_and_one_of_thirty_does_not() -> None:
    assert age_notice("objects", day("2026-05-01"), day("2026-05-31"), days=30) is None
    assert age_notice("objects", day("2026-05-01"), day("2026-06-01"), days=30) is not None


def inspector(until: str, status: str = "active") -> Inspector:
    """An inspector with this certificate."""
    return Inspector("JC001", "张三", "hrss-ldjc", ("labour",), until, status, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("until", "code"),
    [("2026-06-29", "expired"), ("2026-06-30", ""), ("2026-07-01", ""), ("2026-03-01", "expired")],
)
def test_a_certificate_that_ends_inside_the_inspection_window_never_serves(until: str, code: str) -> None:
    assert panel_exclusion(inspector(until), "2026-06-30") == code


def test_everyone_certified_is_in_the_panel_or_has_a_code() -> None:
    staff = [inspector("2026-01-01"), inspector("2027-01-01", "suspended"), inspector("2027-01-01", "transferred")]
    assert [row.excluded for row in build_panel(staff, "2026-06-30")] == ["expired", "suspended", "transferred"]
