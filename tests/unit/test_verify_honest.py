"""An honest bureau passes, and a verdict never goes further than the reader's anchor and the witnesses carry it."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from simulator import (
    FIRST_ROUND,
    OUR_WITNESS,
    WITNESSES,
    Bureau,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    reasons,
    verified,
    whole_year,
)

from publisher.verify import CHECKS, Folder, Report, Verdict, verify

RESTS_ON_WITNESSES = {"C03", "C04", "C05", "C08", "C10", "C16", "C17", "C18", "C19"}


def verdicts(report: Report, draw: str = "") -> dict[str, Verdict]:
    results = report.draws[draw] if draw else report.results
    return {code: result.verdict for code, result in results.items()}


def test_an_honest_year_passes_every_check(year: Bureau) -> None:
    report = verified(year)
    assert verdicts(report) == dict.fromkeys(CHECKS, Verdict.PASS)
    assert report.status == 0


def test_each_draw_has_its_own_verdicts_under_the_same_codes(year: Bureau) -> None:
    report = verified(year)
    assert list(report.draws) == ["2023-001", "2024-001"]
    for draw in report.draws:
        assert verdicts(report, draw) == verdicts(report)
        drawn_here = {finding.draw for result in report.draws[draw].values() for finding in result.findings}
        assert drawn_here == {"", draw}


def test_a_report_can_be_about_one_draw(year: Bureau) -> None:
    report = verified(year, draw="2024-001")
    assert list(report.draws) == ["2024-001"]
    assert {finding.draw for result in report.results.values() for finding in result.findings} == {"", "2024-001"}


def test_a_draw_that_the_log_does_not_have_is_never_a_pass(year: Bureau) -> None:
    report = verified(year, draw="2031-001")
    assert verdicts(report)["C14"] is Verdict.UNKNOWN
    assert report.status == 3


def test_without_a_pinned_genesis_time_history_and_keys_stay_unknown(year: Bureau) -> None:
    report = verified(year, genesis=None)
    got = verdicts(report)
    assert {code for code in CHECKS if got[code] is Verdict.UNKNOWN} == RESTS_ON_WITNESSES | {"C01", "C02"}
    assert year.genesis in reasons(report, "C01", Verdict.UNKNOWN)
    assert report.genesis == year.genesis
    assert not report.pinned


def test_another_genesis_than_the_pinned_one_is_another_log(year: Bureau) -> None:
    report = verified(year, genesis="0" * 64)
    assert failing(report) == {"C02"}
    assert verdicts(report)["C10"] is Verdict.UNKNOWN


def test_without_witnesses_nothing_passes_that_rests_on_time() -> None:
    bureau, _ = drawn(witnesses=())
    report = verified(bureau)
    got = verdicts(report)
    assert {code for code in RESTS_ON_WITNESSES if got[code] is not Verdict.UNKNOWN} == set()
    assert failing(report) == set()


def test_a_witness_of_the_bureaus_own_is_no_outside_witness() -> None:
    bureau, _ = drawn(witnesses=(OUR_WITNESS,))
    report = verified(bureau)
    got = verdicts(report)
    assert {code for code in RESTS_ON_WITNESSES if got[code] is not Verdict.UNKNOWN} == set()
    assert "only the bureau itself watched" in reasons(report, "C10", Verdict.UNKNOWN)
    assert got["C14"] is Verdict.PASS


def test_with_one_outside_witness_the_finding_says_on_whom_it_rests() -> None:
    bureau, _ = drawn(witnesses=WITNESSES[:1])
    report = verified(bureau)
    assert verdicts(report)["C10"] is Verdict.PASS
    for code in ("C03", "C04", "C05", "C10", "C17"):
        assert "this rests on one outside witness: 见证人甲" in reasons(report, code, Verdict.PASS)


def test_with_two_outside_witnesses_no_single_one_is_named(year: Bureau) -> None:
    assert "rests on one" not in reasons(verified(year), "C10", Verdict.PASS)


# ── the life of a draw, step by step ───────────────────────────────────────────

AFTER_CLOSE = ("C12", "C13", "C14", "C15", "C16", "C17")


def after_commit() -> tuple[Bureau, Story]:
    bureau = founded()
    story = bureau.commit()
    bureau.later(minutes=1).watch()
    return bureau, story


def test_a_committed_draw_is_pending_not_failed() -> None:
    bureau, _ = after_commit()
    report = verified(bureau)
    assert failing(report) == set()
    got = verdicts(report, "2023-001")
    assert {code for code in ("C10", "C11", *AFTER_CLOSE) if got[code] is not Verdict.PENDING} == set()
    assert got["C05"] is Verdict.PASS


def test_a_closed_and_watched_draw_waits_for_its_beacon_only() -> None:
    bureau = founded()
    bureau.sit(bureau.commit())
    got = verdicts(verified(bureau), "2023-001")
    assert (got["C10"], got["C11"]) == (Verdict.PASS, Verdict.PASS)
    assert {code for code in AFTER_CLOSE if got[code] is not Verdict.PENDING} == set()


def test_a_close_that_waits_for_its_witnesses_is_pending_until_a_minute_before_the_beacon() -> None:
    bureau = founded()
    bureau.sit(bureau.commit(), watch=False)
    bureau.checkpoint()
    deadline = bureau.at(drand_beacon(FIRST_ROUND)["time"]).clock - timedelta(seconds=60)
    assert verified(bureau, now=deadline).draws["2023-001"]["C10"].verdict is Verdict.PENDING
    late = verified(bureau, now=deadline + timedelta(seconds=1))
    assert late.draws["2023-001"]["C10"].verdict is Verdict.FAIL


def test_results_are_pending_until_they_are_due_and_fail_after() -> None:
    bureau, _ = drawn()
    assert verified(bureau).results["C17"].verdict is Verdict.PENDING
    last = bureau.at("2023-11-15T00:00:00+08:00").clock
    assert verified(bureau, now=last).results["C17"].verdict is Verdict.PENDING
    assert "C17" in failing(verified(bureau, now=last + timedelta(seconds=1)))


def test_a_draw_has_seven_days_after_its_beacon_to_end() -> None:
    bureau = founded()
    bureau.sit(bureau.commit())
    last = bureau.at(drand_beacon(FIRST_ROUND)["time"]).clock + timedelta(days=7)
    assert failing(verified(bureau, now=last)) & {"C05"} == set()
    assert "C05" in failing(verified(bureau, now=last + timedelta(seconds=1)))


def test_the_newest_checkpoint_has_seven_days_to_be_cosigned() -> None:
    bureau, story = drawn()
    bureau.later(hours=1).result(story, story.drawn[0])
    bureau.checkpoint()
    assert verified(bureau).results["C04"].verdict is Verdict.PENDING
    assert "C04" in failing(verified(bureau, now=bureau.clock + timedelta(days=8)))


# ── ways of an honest bureau that are out of the ordinary ──────────────────────


def test_a_party_that_does_not_reveal_is_absent_and_everybody_is_told() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.at("2023-08-23T19:00:00+08:00").sit(story, absent=["test.example/legal"])
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == set()
    assert any("ABSENT" in notice.words.en for notice in report.notices)
    assert reasons(report, "C11", Verdict.PASS) == "1 secrets open their commitments; ABSENT: test.example/legal"
    assert b"secret test.example/legal ABSENT\n" in bureau.files["draws/2023-001/seed.txt"]


def test_a_void_that_was_witnessed_in_time_frees_the_plan_row_for_its_replacement() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.later(minutes=10).void(story, "error")
    bureau.later(minutes=5).watch()
    differences = ["order.json: 改用较晚的一期"]
    order = bureau.order(beacons=[drand_beacon("2000")])
    again = bureau.commit(order, name="2023-002", replaces={"draw": "2023-001", "differences": differences})
    bureau.sit(again)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(again)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == set()
    assert "void" in report.draws["2023-001"]["C14"].findings[0].reason.en


def test_a_draw_whose_close_nobody_watched_in_time_is_void_as_unwitnessed() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(), watch=False)
    bureau.at("2023-08-24T09:00:00+08:00").void(story, "unwitnessed")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()


def test_a_silent_beacon_leaves_the_draw_unknown_and_says_where_to_ask() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-09-01T09:00:00+08:00").void(story, "beacon-silent")
    bureau.later(minutes=5).watch()
    found = verified(bureau).draws["2023-001"]["C05"]
    assert found.verdict is Verdict.UNKNOWN
    assert any("api.drand.sh" in finding.by_hand for finding in found.findings)


def test_a_withdrawn_row_leaves_a_trace_and_no_failure() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-10T15:00:00+08:00")
    for object_id in story.drawn:
        bureau.result(story, object_id)
    bureau.later(minutes=5).watch()
    bureau.at("2023-12-10T15:00:00+08:00").withdraw(story, story.drawn[0])
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()


def test_a_reader_who_kept_a_checkpoint_sees_that_nothing_was_rewritten(year: Bureau) -> None:
    report = verified(year, since=year.checkpoints[10].bytes)
    assert "the checkpoint you kept (size 10)" in reasons(report, "C03", Verdict.PASS)


# ── by hand ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    for path, data in whole_year().evidence().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def test_every_line_to_check_by_hand_runs_in_the_published_folder(folder: Path, year: Bureau) -> None:
    report = verify(Folder(folder), now=year.clock, genesis=year.genesis)
    lines = {finding.by_hand for result in report.results.values() for finding in result.findings if finding.by_hand}
    assert len(lines) > 12
    for line in lines:
        if not line.startswith(("publisher ", "curl ")):
            done = subprocess.run(["sh", "-ec", line], cwd=folder, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stderr) == (0, ""), line
            assert done.stdout


def by_hand(folder: Path, report: Report, code: str, word: str) -> str:
    line = next(f.by_hand for f in report.results[code].findings if word in f.by_hand)
    return subprocess.run(["sh", "-ec", line], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_what_a_reader_computes_by_hand_is_what_the_report_says(folder: Path, year: Bureau) -> None:
    report = verify(Folder(folder), now=year.clock, genesis=year.genesis)
    assert by_hand(folder, report, "C02", "tail -c +3").split()[0] == year.genesis
    assert by_hand(folder, report, "C02", "log/checkpoint").split()[0] == report.checkpoint
    assert by_hand(folder, report, "C13", "2023-001").split()[0] == year.draws["2023-001"].seed
    assert by_hand(folder, report, "C14", "printf").split()[0] == year.draws["2023-001"].selection[0].ticket
    commitments = {part["commitment"] for part in year.draws["2023-001"].commit["parties"]}
    assert by_hand(folder, report, "C11", "2023-001").split()[0] in commitments
    closed = int(by_hand(folder, report, "C10", "log/checkpoints/10"))
    assert closed == 1692777840  # 2023-08-23T16:04:00+08:00


def test_a_folder_and_memory_give_the_same_report(folder: Path, year: Bureau) -> None:
    ours, theirs = verified(year).to_json(), verify(Folder(folder), now=year.clock, genesis=year.genesis).to_json()
    assert {**ours, "where": ""} == {**theirs, "where": ""}
    assert json.loads(json.dumps(ours)) == ours
