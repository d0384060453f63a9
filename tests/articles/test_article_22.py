"""第二十二条: what was overridden, substituted, voided, corrected, withdrawn or late is told, by role, from the log."""

from __future__ import annotations

from typing import Any

import pytest
from rule_data import day

from publisher.draw.evidence import json_text
from publisher.errors import Words
from publisher.log.history import History
from publisher.rules.accountability import KIND_WORDS, Event, corrected_results, events, late_event, summary
from publisher.rules.deadlines import Due

TIME = "2026-05-20T09:00:00+08:00"
H = {letter: letter * 64 for letter in "abcdef"}


def log(*records: dict[str, Any]) -> History:
    """A log of these records; who signed them is another check's concern."""
    return History([json_text({"time": TIME, **record}).encode() for record in records])


def change(*removals: tuple[str, str, bool]) -> dict[str, Any]:
    """A change with (inspector, code, late) leaving the team of X."""
    return {
        "type": "change",
        "draw": "2026-001",
        "number": 1,
        "removals": [{"object": "X", "inspector": who, "code": code, "late": late} for who, code, late in removals],
        "supplements": [],
        "beacon": {"source": "drand-quicknet", "round": "1", "time": TIME},
    }


def result(kind: str, row: str, replaces: str = "", object_id: str = "X") -> dict[str, Any]:
    """A sealed row."""
    return {"type": kind, "draw": "2026-001", "object": object_id, "row": row, "replaces": replaces}


def told(history: History) -> list[tuple[str, str, str, str]]:
    """(kind, role, record, about) of each event."""
    return [(event.kind, event.role, event.record, event.about) for event in events(history)]


def test_a_void_is_answered_for_by_both_who_signed_it() -> None:
    void = {"type": "void", "draw": "2026-001", "commit": H["a"], "code": "error", "reason": "名单有误"}
    assert told(log(void)) == [("voided", "draw", "log[0]", "2026-001"), ("voided", "legal", "log[0]", "2026-001")]
    assert events(log(void))[0].day == day("2026-05-20")


def test_a_substitution_is_told_by_its_public_code_and_a_late_recusal_besides() -> None:
    kinds = [
        kind
        for kind, role, _, _ in told(log(change(("A", "recused", True), ("B", "prevented", False))))
        if role == "draw"
    ]
    assert kinds == ["recused", "late-recusal", "prevented"]


def test_filling_a_seat_that_was_empty_is_no_substitution() -> None:
    assert told(log(change(("-", "vacant", False)))) == []


def test_who_was_absent_answers_alone() -> None:
    reveals = {"hrss.example/draw": H["a"], "hrss.example/legal": "ABSENT"}
    close = {"type": "close", "draw": "2026-001", "commit": H["a"], "reveals": reveals}
    assert told(log(close)) == [("absent", "legal", "log[0]", "2026-001")]


def test_a_corrected_result_shows_both_versions() -> None:
    history = log(
        result("result", H["a"]),
        result("correction", H["b"], H["a"]),
        result("result", H["c"], object_id="Y"),
        result("correction", H["d"], H["b"]),
    )
    [found] = corrected_results(history)
    assert (found.about, found.rows) == ("2026-001/X", (H["a"], H["b"], H["d"]))
    assert [event.record for event in events(history) if event.kind == "corrected"] == ["log[1]", "log[3]"]


def test_a_re_check_and_the_first_result_of_an_entry_are_nobodys_error() -> None:
    """`results.routine_rows` names them; they are neither told as corrections nor listed as corrected."""
    history = log(
        result("result", H["a"]),
        result("correction", H["b"], H["a"]),
        result("correction", H["c"], H["b"]),
    )
    told_events = [event.record for event in events(history, {H["b"]}) if event.kind == "corrected"]
    assert told_events == ["log[2]"]
    assert corrected_results(history, {H["b"], H["c"]}) == []
    [found] = corrected_results(history, {H["b"]})
    assert found.rows == (H["a"], H["b"], H["c"])


def test_a_withdrawal_and_a_new_trust_policy_are_told() -> None:
    withdraw = {**result("withdraw", H["a"]), "ground": "court", "document": "（2026）粤16行终1号"}
    trust = {"type": "trust", "trust": H["a"], "reason": "更换密钥"}
    assert {kind for kind, _, _, _ in told(log(withdraw, trust))} == {"withdrawn", "keys"}


def test_a_first_result_and_what_cant_be_read_are_no_events() -> None:
    assert told(log(result("result", H["a"]))) == []
    assert events(History([b"\xff not a record"])) == []


DUE = Due(day("2026-06-01"), False, Words("三十日", "30 days"))


@pytest.mark.parametrize(
    ("today", "done", "is_late"),
    [
        ("2026-06-01", None, False),
        ("2026-06-02", None, True),
        ("2026-07-01", "2026-06-01", False),
        ("2026-07-01", "2026-06-02", True),
    ],
)
def test_what_was_late_is_told_with_the_day_it_was_due(today: str, done: str | None, is_late: bool) -> None:
    found = late_event("draw", "log[9]", "2026-001/X", DUE, day(done) if done else None, day(today))
    assert (found is not None) == is_late
    assert found is None or "2026-06-01" in found.words.zh


def test_the_summary_counts_by_role_and_kind_and_every_kind_has_words() -> None:
    event = Event("late", "draw", "", "X", day("2026-06-02"), Words("", ""))
    assert summary([event, event, event._replace(role="legal")]) == {("draw", "late"): 2, ("legal", "late"): 1}
    assert all(words.zh and words.en for words in KIND_WORDS.values())
