"""A05 backdate, A06 rewrite history, A07 show different histories, A15 serve a lying page."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from simulator import (
    CHANGE_ROUND,
    OUR_WITNESS,
    WITNESSES,
    Bureau,
    Key,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    reasons,
    verified,
)

from publisher.draw.identifiers import parse_time
from publisher.draw.selection import select
from publisher.draw.tables import selection_text
from publisher.verify import Held, Verdict, compare, verify


def recused(story: Story) -> dict[str, object]:
    """A removal of the first member of the first team."""
    object_id = story.drawn[0]
    return {"object": object_id, "inspector": story.team(object_id)[0], "code": "recused", "late": False}


def concluded_with(bureau: Bureau, story: Story) -> Bureau:
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return bureau


# ── A05 ────────────────────────────────────────────────────────────────────────


def test_a05_dates_in_the_records_prove_nothing_against_the_witnesses_clock() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(), watch=False)
    bureau.at("2023-08-24T08:00:00+08:00").watch()
    bureau.later(hours=1).conclude(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == {"C04", "C10"}
    assert "was not cosigned by the quorum 60 s before" in reasons(report, "C10")


@pytest.mark.parametrize(("seconds", "verdict"), [(60, Verdict.PASS), (59, Verdict.FAIL)])
def test_a05_sixty_seconds_are_sixty_seconds(seconds: int, verdict: Verdict) -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(), watch=False)
    bureau.at(drand_beacon("1000")["time"]).later(seconds=-seconds).watch()
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    assert verified(bureau).results["C10"].verdict is verdict


def test_a05_a_commit_dated_after_it_was_cosigned_is_seen() -> None:
    bureau = founded()
    story = bureau.commit(time="2023-08-23T20:00:00+08:00")
    assert failing(verified(concluded_with(bureau, story))) == {"C10"}


def test_a05_a_basis_over_seven_days_old_is_seen() -> None:
    bureau, _ = drawn(start="2023-08-16T15:00:00+08:00")
    report = verified(bureau)
    assert failing(report) == {"C10"}
    assert "over 7 days old" in reasons(report, "C10")


def test_a05_a_basis_that_nobody_watched_is_seen() -> None:
    bureau = founded()
    bureau.seal("objects").checkpoint()
    assert failing(verified(concluded_with(bureau, bureau.commit()))) == {"C04", "C10"}


def test_a05_a_basis_after_the_commit_is_seen() -> None:
    bureau = founded()
    story = bureau.commit(basis={"size": 8, "root": "0" * 64})
    assert {"C03", "C10"} <= failing(verified(concluded_with(bureau, story)))


def test_a05_a_change_that_the_witnesses_saw_after_its_beacon_is_not_fresh() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-15T10:00:00+08:00").change(story, removals=[recused(story)])
    bureau.at("2023-09-15T19:30:00+08:00").changed(story)
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == {"C16"}


def test_a05_a_change_finished_after_three_days_is_late() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-15T10:00:00+08:00").change(story, removals=[recused(story)])
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-18T19:00:04+08:00").changed(story)
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == {"C16"}


def test_a05_a_backdated_change_result_is_at_best_unknown() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-15T10:00:00+08:00").change(story, removals=[recused(story)])
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-18T18:00:00+08:00").changed(story)
    bureau.at("2023-09-20T09:00:00+08:00").watch()
    report = verified(bureau)
    assert report.results["C16"].verdict is Verdict.UNKNOWN
    assert "no cosignature shows" in reasons(report, "C16", Verdict.UNKNOWN)


def test_a05_a_change_left_in_flight_is_pending_then_fails() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-15T10:00:00+08:00").change(story, removals=[recused(story)])
    bureau.later(minutes=5).watch()
    last = parse_time(drand_beacon(CHANGE_ROUND)["time"]).replace(day=18)
    assert verified(bureau, now=last).results["C16"].verdict is Verdict.PENDING
    assert "C16" in failing(verified(bureau, now=last.replace(second=4)))


# ── A06 ────────────────────────────────────────────────────────────────────────


def rewritten(bureau: Bureau, position: int, entry: bytes) -> Bureau:
    """The operator changes an old entry and signs the whole log anew; the witnesses refuse."""
    bureau.entries[position] = entry
    bureau.checkpoints = {}
    bureau.checkpoint()
    return bureau


def test_a06_a_rewritten_entry_contradicts_the_published_checkpoints() -> None:
    bureau, story = drawn()
    old = dict(bureau.checkpoints)
    del old[max(old)]
    bureau.result(story, story.drawn[0])
    rewritten(bureau, 5, bureau.entries[4])
    bureau.checkpoints = {**old, **bureau.checkpoints}
    report = verified(bureau)
    assert "C03" in failing(report)
    assert "history was rewritten" in reasons(report, "C03")


def test_a06_without_the_old_checkpoints_the_quorum_is_missing() -> None:
    bureau, _ = drawn()
    rewritten(bureau, 5, bureau.entries[5].replace(b"roster", b"roster "))
    assert {"C04", "C10"} <= failing(verified(bureau))


def test_a06_a_reader_who_kept_a_checkpoint_has_the_proof_in_hand() -> None:
    bureau, _ = drawn()
    kept = bureau.checkpoints[10]
    rewritten(bureau, 5, bureau.entries[4])
    report = verified(bureau, since=kept.bytes)
    assert "the first 10 entries aren't those signed then" in reasons(report, "C03")


def test_a06_dropping_the_last_entries_contradicts_what_was_signed() -> None:
    bureau, story = drawn()
    bureau.result(story, story.drawn[0], codes=["H1"])
    bureau.later(minutes=5).watch()
    kept = bureau.checkpoints.pop(max(bureau.checkpoints))
    bureau.entries.pop()
    row = next(path for path in bureau.files if "/rows/" in path)
    del bureau.files[row]
    assert failing(verified(bureau)) == set()
    report = verified(bureau, since=kept.bytes)
    assert failing(report) == {"C03"}
    assert "a log of 12 entries was signed once; today only 11 are shown" in reasons(report, "C03")


def test_a06_a_checkpoint_that_is_published_and_larger_than_the_newest_is_seen() -> None:
    bureau, _ = drawn()
    files = bureau.evidence()
    files["log/checkpoint"] = bureau.checkpoints[10].bytes
    files["log/tile/entries/000.p/10"] = files["log/tile/entries/000.p/11"]
    report = verify(Held(files), now=bureau.clock, genesis=bureau.genesis)
    assert {"C02", "C03"} <= failing(report)


@pytest.mark.parametrize("path", ["log/tile/entries/000.p/11", "log/tile/0/000.p/11"])
def test_a06_a_tampered_tile_is_seen(path: str) -> None:
    bureau, _ = drawn()
    files = bureau.evidence()
    files[path] = files[path][:-1] + bytes([files[path][-1] ^ 1])
    assert "C02" in failing(verify(Held(files), now=bureau.clock, genesis=bureau.genesis))


def test_a06_a_checkpoint_under_another_size_is_seen() -> None:
    bureau, _ = drawn()
    files = bureau.evidence()
    files["log/checkpoints/7"] = files["log/checkpoints/10"]
    assert "C03" in failing(verify(Held(files), now=bureau.clock, genesis=bureau.genesis))


def test_a06_a_kept_file_that_is_no_checkpoint_of_this_log_accuses_nobody() -> None:
    bureau, _ = drawn()
    stranger, _ = drawn(start="2023-08-18T09:30:00+08:00")
    note = stranger.checkpoints[10].text.replace("test.example", "else.example")
    for since in (b"", b"\xff", note.encode(), b"hello\n\n\xe2\x80\x94 x AAAAAAAA\n"):
        report = verified(bureau, since=since)
        assert failing(report) == set()
        assert report.results["C03"].verdict is Verdict.UNKNOWN


# ── A07 ────────────────────────────────────────────────────────────────────────


def two_views(witnesses_of: Iterable[tuple[Key, ...]]) -> list[Bureau]:
    """One log key, two histories: in the second a friend's row is not on the roster. Who cosigns which?"""
    views = []
    for number, by in enumerate(witnesses_of):
        bureau = Bureau()
        if number:
            bureau.objects = bureau.objects[1:]
        bureau.found()
        bureau.checkpoints = {}
        bureau.watch(by)
        bureau.at("2023-08-23T16:00:00+08:00")
        story = bureau.sit(bureau.commit(), watch=False)
        bureau.later(minutes=1).watch(by)
        bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
        bureau.later(minutes=5).watch(by)
        views.append(bureau)
    return views


def test_a07_two_witnesses_who_each_serve_one_log_leave_one_history_without_its_quorum() -> None:
    for view in two_views([WITNESSES[:1], WITNESSES[1:]]):
        assert {"C04", "C10"} <= failing(verified(view))


def test_a07_a_second_history_that_nobody_cosigned_is_seen_at_once() -> None:
    shown, hidden = two_views([WITNESSES, ()])
    assert failing(verified(shown)) == set()
    assert {"C04", "C10"} <= failing(verified(hidden))


def test_a07_a_reader_of_one_history_recognises_the_other() -> None:
    ours, theirs = two_views([WITNESSES, WITNESSES])
    kept = ours.checkpoints[max(ours.checkpoints)].bytes
    report = verified(theirs, since=kept)
    assert "history was rewritten" in reasons(report, "C03")


def test_a07_witnesses_of_the_bureaus_own_can_show_anyone_anything_and_so_prove_nothing() -> None:
    bureau, _ = drawn(witnesses=(OUR_WITNESS,))
    report = verified(bureau)
    assert failing(report) == set()
    assert report.results["C03"].verdict is Verdict.UNKNOWN


# ── A15 ────────────────────────────────────────────────────────────────────────


def page_that_lies() -> tuple[Bureau, Story]:
    """A site whose selection was swapped for a wished one, hash, outcome and page included."""
    bureau = founded()
    story = bureau.sit(bureau.commit())
    wished = select(story.frame, {"A": 1, "B": 1}, "0" * 64)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story, selection=wished)
    bureau.later(minutes=5).watch()
    return bureau, story


def test_a15_another_implementation_needs_only_the_files() -> None:
    bureau, _ = page_that_lies()
    assert {"C14"} <= failing(verified(bureau))


def test_a15_four_files_are_enough_to_refute_a_selection() -> None:
    bureau, story = page_that_lies()
    prefix = "draws/2023-001/"
    folder = Held({p.removeprefix(prefix): d for p, d in bureau.files.items() if p.startswith(prefix)})
    found = compare(folder)
    assert found.verdict is Verdict.FAIL
    right = select(story.frame, {part["stratum"]: part["size"] for part in story.commit["quotas"]}, story.seed)
    assert found.recomputed.selection == selection_text(right).encode()


def test_a15_the_genesis_hash_on_paper_unmasks_a_whole_made_up_log() -> None:
    honest, _ = drawn()
    liar, _ = drawn(start="2023-08-18T10:00:00+08:00")
    assert failing(verified(liar)) == set()
    report = verified(liar, genesis=honest.genesis)
    assert failing(report) == {"C02"}
    assert "another log" in reasons(report, "C02")
    assert report.results["C10"].verdict is Verdict.UNKNOWN
