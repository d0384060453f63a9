"""A12 and article 13: inspections outside the draw are entered before the visit, and stay what they were entered as."""

from __future__ import annotations

from typing import Any

import pytest
from simulator import Bureau, failing, founded, make_objects, policy_bytes, reasons, secret_of, verified

from publisher.draw.evidence import json_text
from publisher.log import places
from publisher.log.rows import RowFile
from publisher.verify import Report, Verdict

FIRM, OTHER = (row.object_id for row in make_objects()[:2])
ENTRY = "2023-N001"
BEFORE, VISIT, AFTER = "2023-09-05T10:00:00+08:00", "2023-09-06T15:00:00+08:00", "2023-09-08T10:00:00+08:00"
ON_THE_DAY = {"visited_on": "2023-09-06"}


def entered(bureau: Bureau | None = None, **changes: Any) -> Bureau:
    """An entry of the register, cosigned the day before the visit."""
    bureau = (bureau or founded()).at(BEFORE)
    bureau.enter(ENTRY, FIRM, **changes)
    bureau.later(minutes=5).watch()
    return bureau


def told(bureau: Bureau, object_id: str = FIRM, *, publish: bool = True, **changes: Any) -> Report:
    """The result of the visit, logged two days after it."""
    bureau.at(AFTER).enter(ENTRY, object_id, found={**ON_THE_DAY}, publish=publish, **changes)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def row(bureau: Bureau, number: int) -> str:
    """Where the text of the entry's nth row is published."""
    return places.nonrandom_file(bureau.entered[ENTRY][number].row)


def test_c17_an_honest_entry_with_its_result_passes() -> None:
    report = told(entered())
    assert failing(report) == set()
    assert reasons(report, "C17", Verdict.PASS) == "1 inspections outside the draw are entered"
    assert reasons(report, "C18", Verdict.PASS) == "1 results were published in time"
    assert report.results["C17"].verdict is Verdict.PASS


def test_c17_before_the_visit_nobody_is_owed_the_text() -> None:
    bureau = entered()
    report = verified(bureau)
    assert failing(report) == set()
    assert report.results["C17"].verdict is Verdict.PASS
    assert not any(path.startswith("data/nonrandom/") for path in bureau.files)
    assert FIRM not in b"".join(bureau.entries).decode()


def test_c17_entry_and_result_of_one_day_pass_where_the_entry_was_cosigned_that_day() -> None:
    bureau = founded().at(VISIT)
    bureau.enter(ENTRY, FIRM)
    bureau.enter(ENTRY, FIRM, found=ON_THE_DAY)
    bureau.at("2023-09-07T00:00:00+08:00").watch()
    assert failing(verified(bureau)) == set()


def test_c17_an_entry_that_a_witness_saw_only_after_the_visit_is_late() -> None:
    bureau = founded().at(BEFORE)
    bureau.enter(ENTRY, FIRM)
    bureau.at("2023-09-07T00:00:01+08:00").watch()
    report = told(bureau)
    assert failing(report) == {"C17"}
    assert f"entry {ENTRY} was logged after the visit" in reasons(report, "C17")


def test_c17_an_old_entry_covers_no_visit_outside_its_period() -> None:
    report = told(entered(to="2023-09-05"))
    assert "wasn't in its period" in reasons(report, "C17")
    assert failing(report) == {"C17"}


def test_c17_an_entry_that_claims_an_earlier_time_is_judged_by_its_cosignature() -> None:
    """Backdated by its own `time`; the witness saw it with the result."""
    bureau = founded().at(BEFORE)
    bureau.enter(ENTRY, FIRM)
    assert "was logged after the visit" in reasons(told(bureau), "C17")


def test_c17_the_earliest_visit_that_any_row_tells_of_counts() -> None:
    bureau = entered()
    told(bureau)
    bureau.later(days=1).enter(ENTRY, FIRM, found={"visited_on": "2023-09-04"}, reason="更正日期")
    bureau.later(minutes=5).watch()
    assert "was logged after the visit" in reasons(verified(bureau), "C17")


def test_c17_without_any_witness_the_order_is_unknown_and_nothing_fails() -> None:
    report = told(entered(founded(witnesses=())))
    assert failing(report) == set()
    assert "no cosignature shows" in reasons(report, "C17", Verdict.UNKNOWN)


def test_c17_a_result_that_was_logged_before_its_visit_is_seen() -> None:
    bureau = entered()
    bureau.at(AFTER).enter(ENTRY, FIRM, found={"visited_on": "2023-12-01", "fixed_on": "2023-09-08"})
    bureau.later(minutes=5).watch()
    assert f"the result of entry {ENTRY} was logged before the visit" in reasons(verified(bureau), "C17")


# ── what was entered stays so ──────────────────────────────────────────────────


@pytest.mark.parametrize("changes", [{"code": "SUPERIOR"}, {"source": secret_of("another paper")}])
def test_c17_an_entry_that_changed_its_reason_or_paper_is_seen(changes: dict[str, Any]) -> None:
    report = told(entered(), **changes)
    assert failing(report) == {"C17"}
    assert "changed its object, reason or source" in reasons(report, "C17")


def test_c17_an_entry_that_changed_its_firm_is_seen() -> None:
    report = told(entered(), OTHER)
    assert failing(report) == {"C17"}
    assert "changed its object, reason or source" in reasons(report, "C17")


def test_c17_a_stock_of_entries_without_texts_does_not_serve_for_any_firm() -> None:
    """Entries made ahead, whose own text never comes out, could be used for whomever one likes."""
    bureau = entered()
    told(bureau, OTHER)
    del bureau.files[row(bureau, 0)]
    report = verified(bureau)
    assert failing(report) == {"C17"}
    assert f"the text of entry {ENTRY} isn't published" in reasons(report, "C17")


def test_c17_a_result_that_is_kept_back_is_missed() -> None:
    report = told(entered(), publish=False)
    assert failing(report) == {"C17"}
    assert f"the result of entry {ENTRY} isn't published" in reasons(report, "C17")


def test_c17_a_corrections_first_version_stays_published() -> None:
    bureau = entered()
    told(bureau)
    bureau.later(days=1).enter(ENTRY, FIRM, found={**ON_THE_DAY, "codes": ["E"]}, reason="更正")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()
    del bureau.files[row(bureau, 1)]
    assert f"the result of entry {ENTRY} isn't published" in reasons(verified(bureau), "C17")


def test_c17_a_text_that_is_not_the_logged_one_is_seen() -> None:
    bureau = entered()
    told(bureau)
    path, content = row(bureau, 1), bureau.entered[ENTRY][1].content.replace('"1"', '"2"')
    bureau.files[path] = RowFile(salt=secret_of("x"), content=content).text.encode()
    report = verified(bureau)
    assert failing(report) == {"C17"}
    assert f"the text of entry {ENTRY} isn't what the log holds" in reasons(report, "C17")


def test_c17_a_text_of_another_entry_is_seen() -> None:
    bureau = founded().at(BEFORE)
    bureau.enter(ENTRY, FIRM, id="2023-N002")
    bureau.later(minutes=5).watch()
    assert "isn't what the log holds" in reasons(told(bureau), "C17")


@pytest.mark.parametrize("text", [b"{}\n", b"not json", b"\xff"])
def test_c17_a_text_that_cannot_be_read_fails_and_breaks_nothing(text: bytes) -> None:
    bureau = entered()
    told(bureau)
    bureau.files[row(bureau, 1)] = text
    assert failing(verified(bureau)) == {"C17"}


def test_c17_a_text_that_the_log_does_not_hold_is_seen() -> None:
    bureau = entered()
    told(bureau)
    stray = RowFile(salt=secret_of("stray"), content=json_text({"id": "2023-N002"}))
    bureau.files[places.nonrandom_file(stray.row)] = stray.text.encode()
    report = verified(bureau)
    assert failing(report) == {"C17"}
    assert "a text that the log doesn't hold" in reasons(report, "C17")


def append(bureau: Bureau, kind: str, named: str, replaces: str) -> None:
    """A bare row of the register."""
    record = {"type": kind, "time": "2023-09-08T12:00:00+08:00", "draw": "", "object": named}
    bureau.entries.append(json_text({**record, "row": secret_of("row"), "replaces": replaces}).encode())
    bureau.watch()


@pytest.mark.parametrize(("kind", "named"), [("nonrandom", ENTRY), ("correction", ENTRY), ("correction", "2023-N007")])
def test_c17_a_row_that_does_not_continue_its_entry_is_seen(kind: str, named: str) -> None:
    """A number entered twice, a correction of nothing, a correction without an entry: the visit came first."""
    bureau = entered()
    told(bureau)
    append(bureau, kind, named, "")
    assert f"a row of entry {named} doesn't continue" in reasons(verified(bureau), "C17")


def test_c17_a_correction_that_replaces_the_row_of_another_entry_is_seen() -> None:
    bureau = entered()
    told(bureau)
    bureau.enter("2023-N002", OTHER)
    append(bureau, "correction", "2023-N002", bureau.entered[ENTRY][-1].row)
    assert "a row of entry 2023-N002 doesn't continue" in reasons(verified(bureau), "C17")


def test_c05_a_result_without_a_draw_is_no_entry() -> None:
    bureau = founded()
    append(bureau, "result", FIRM, "")
    assert "a result without a draw" in reasons(verified(bureau), "C05")


# ── C18: their results are public in time, too ─────────────────────────────────


@pytest.mark.parametrize(("shown", "late"), [("2023-10-09T00:00:00+08:00", False), ("2023-10-09T00:00:01+08:00", True)])
def test_c18_the_result_of_an_entry_has_the_same_term(shown: str, late: bool) -> None:
    bureau = entered()
    bureau.at(AFTER).enter(ENTRY, FIRM, found={**ON_THE_DAY, "fixed_on": "2023-09-08"})
    bureau.at(shown).watch()
    report = verified(bureau)
    assert failing(report) == ({"C18"} if late else set())
    assert (ENTRY in reasons(report, "C18")) is late


def test_c18_an_entrys_result_that_waits_for_a_witness_is_pending() -> None:
    bureau = entered()
    bureau.at(AFTER).enter(ENTRY, FIRM, found=ON_THE_DAY)
    bureau.checkpoint()
    assert verified(bureau).results["C18"].verdict is Verdict.PENDING


def test_c18_a_correction_of_an_entry_has_its_own_term() -> None:
    bureau = entered()
    told(bureau)
    bureau.at("2023-12-01T10:00:00+08:00").enter(ENTRY, FIRM, found={**ON_THE_DAY, "codes": ["E"]}, reason="更正")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()


# ── withdrawn ──────────────────────────────────────────────────────────────────


def gone(bureau: Bureau, day: str, ground: str, number: int = 1, **record: Any) -> Report:
    """One row's text is withdrawn by both offices."""
    value = {"type": "withdraw", "draw": "", "object": ENTRY, "row": bureau.entered[ENTRY][number].row, "replaces": ""}
    bureau.at(f"{day}T16:00:00+08:00").log({**value, "ground": ground, "document": "测试", **record})
    bureau.files.pop(row(bureau, number))
    bureau.later(minutes=5).watch()
    return verified(bureau)


@pytest.mark.parametrize(
    ("day", "ground", "fails"),
    [
        ("2023-12-07", "expired", True),
        ("2023-12-08", "expired", False),
        ("2023-12-07", "repair", True),
        ("2023-09-09", "court", False),
    ],
)
def test_a12_an_entrys_text_is_withdrawn_only_after_its_term_or_by_a_court(day: str, ground: str, fails: bool) -> None:
    bureau = entered()
    told(bureau)
    report = gone(bureau, day, ground)
    assert failing(report) == ({"C17"} if fails else set())
    assert ("public for less than 3 months" in reasons(report, "C17")) is fails


def test_a12_a_withdrawal_dated_ahead_of_its_cosignature_is_judged_by_that() -> None:
    bureau = entered()
    told(bureau)
    report = gone(bureau, "2023-09-09", "expired", time="2024-01-01T09:00:00+08:00")
    assert "public for less than 3 months" in reasons(report, "C17")


def test_a12_the_term_is_the_policys() -> None:
    bureau = founded()
    numbers = {**bureau.policy.evidence(), "numbers": {"withdraw_after_months": 6}}
    bureau.approve("policy", policy_bytes(type(bureau.policy).model_validate(numbers, by_alias=True)))
    told(entered(bureau))
    assert "public for less than 6 months" in reasons(gone(bureau, "2023-12-08", "expired"), "C17")


def test_a12_what_hides_behind_a_withdrawn_result_is_only_that_row() -> None:
    """The entry's own text stays owed when the result's was taken down."""
    bureau = entered()
    told(bureau)
    assert failing(gone(bureau, "2023-12-08", "expired")) == set()
    del bureau.files[row(bureau, 0)]
    assert f"the text of entry {ENTRY} isn't published" in reasons(verified(bureau), "C17")


def test_a12_a_withdrawal_signed_by_one_office_is_seen() -> None:
    bureau = entered()
    told(bureau)
    value = {"type": "withdraw", "draw": "", "object": ENTRY, "row": bureau.entered[ENTRY][1].row, "replaces": ""}
    bureau.log({**value, "ground": "court", "document": "测试"}, ("draw",))
    bureau.watch()
    assert "C06" in failing(verified(bureau))
