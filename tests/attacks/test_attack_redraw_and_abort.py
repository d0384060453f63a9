"""A03 draw again until it suits, A04 abort after seeing the seed."""

from __future__ import annotations

from simulator import (
    LATER_ROUND,
    LEGAL,
    WITNESSES,
    Bureau,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    reasons,
    round_answer,
    verified,
)

from publisher.draw.evidence import json_text
from publisher.draw.parts import Order
from publisher.verify import Report, Verdict

SECOND_ROUND = "2000"  # 2023-08-24T00:49:24+08:00
NO_DIFFERENCE = {"draw": "2023-001", "differences": []}


def second_order(bureau: Bureau) -> Order:
    return bureau.order(beacons=[drand_beacon(SECOND_ROUND)])


def finished(bureau: Bureau, story: Story) -> Report:
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def with_answer(bureau: Bureau, story: Story) -> Bureau:
    """Anyone may put the beacon's answer beside a draw that was given up: it proves itself."""
    beacon = story.commit["beacons"][0]
    answer = {"source": beacon["source"], "round": beacon["round"], "answer": round_answer(beacon["round"])}
    bureau.files[f"draws/{story.name}/beacon.json"] = json_text([answer]).encode()
    return bureau


# ── A03 ────────────────────────────────────────────────────────────────────────


def test_a03_the_same_number_cannot_be_committed_twice() -> None:
    bureau = founded()
    bureau.commit()
    bureau.later(minutes=1)
    again = bureau.commit(second_order(bureau))
    assert "C05" in failing(finished(bureau, again))


def test_a03_a_number_left_out_is_a_draw_that_was_hidden() -> None:
    bureau = founded()
    story = bureau.commit(name="2023-002")
    report = finished(bureau, story)
    assert failing(report) == {"C05"}
    assert "a gap" in reasons(report, "C05")


def test_a03_numbers_follow_the_year_of_the_commit() -> None:
    bureau = founded()
    assert failing(finished(bureau, bureau.commit(name="2024-001"))) == {"C05"}


def test_a03_two_open_draws_of_one_item_are_seen() -> None:
    bureau = founded()
    first = bureau.commit()
    row = {"file": bureau.plan_hash, "row": "R1", "occurrence": "2"}
    bureau.sit(bureau.commit(second_order(bureau), name="2023-002", plan=row))
    bureau.sit(first)
    report = verified(bureau)
    assert failing(report, "2023-002") == {"C05"}
    assert "was still open for the same item" in reasons(report, "C05")


def test_a03_an_occurrence_of_a_plan_row_is_used_once() -> None:
    bureau, _ = drawn()
    bureau.seal().watch()
    times = {"reveal_by": "2023-09-27T12:00:00+08:00", "inspect_by": "2023-11-15", "publish_by": "2023-12-14"}
    again = bureau.order(beacons=[drand_beacon(LATER_ROUND)], times=times)
    bureau.at("2023-08-25T09:00:00+08:00").commit(again, name="2023-002")
    bureau.later(minutes=1).watch()
    report = verified(bureau)
    assert failing(report) == {"C05"}
    assert "was used by 2023-001" in reasons(report, "C05")


def test_a03_a_new_version_of_the_plan_does_not_make_a_row_new() -> None:
    bureau, _ = drawn()
    data = bureau.files[f"data/snapshots/{bureau.plan_hash}.csv"].replace("年度抽查".encode(), "年度抽查计划".encode())
    bureau.plan_hash = bureau.approve("plan", data, effective="2023-01-01", name="plans/2023/ld.csv")
    bureau.seal().watch()
    times = {"reveal_by": "2023-09-27T12:00:00+08:00", "inspect_by": "2023-11-15", "publish_by": "2023-12-14"}
    again = bureau.order(beacons=[drand_beacon(LATER_ROUND)], times=times)
    bureau.at("2023-08-25T09:00:00+08:00").commit(again, name="2023-002")
    bureau.later(minutes=1).watch()
    assert failing(verified(bureau)) == {"C05"}


def test_a03_more_occurrences_than_the_plan_has_are_seen() -> None:
    bureau = founded()
    row = {"file": bureau.plan_hash, "row": "R1", "occurrence": "17"}
    assert failing(finished(bureau, bureau.commit(plan=row))) == {"C05"}


def test_a03_a_plan_row_of_another_item_does_not_serve() -> None:
    bureau = founded()
    row = {"file": bureau.plan_hash, "row": "R2", "occurrence": "1"}
    assert failing(finished(bureau, bureau.commit(plan=row))) == {"C05"}


def test_a03_a_row_that_the_plan_does_not_have_does_not_serve() -> None:
    bureau = founded()
    row = {"file": bureau.plan_hash, "row": "R9", "occurrence": "1"}
    assert failing(finished(bureau, bureau.commit(plan=row))) == {"C05"}


def test_a03_a_plan_that_was_logged_after_the_basis_does_not_serve() -> None:
    bureau = founded()
    data = bureau.files[f"data/snapshots/{bureau.plan_hash}.csv"].replace("年度抽查".encode(), "新计划".encode())
    plan = bureau.approve("plan", data, effective="2023-01-01", name="plans/2023/extra.csv")
    row = {"file": plan, "row": "R1", "occurrence": "1"}
    assert failing(finished(bureau, bureau.commit(plan=row))) == {"C05"}


def test_a03_a_void_that_the_witnesses_saw_only_after_the_beacon_has_no_effect() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-24T08:00:00+08:00").void(story, "error")
    bureau.later(minutes=5).watch()
    report = verified(with_answer(bureau, story))
    assert failing(report) == {"C05"}
    assert "it has no effect" in reasons(report, "C05")


def test_a03_what_a_draw_voided_after_its_close_would_have_drawn_is_computed_and_shown() -> None:
    bureau, honest = drawn()
    other = founded()
    story = other.sit(other.commit())
    other.later(minutes=1).void(story, "error")
    other.later(minutes=1).watch()
    other.at("2023-08-24T09:00:00+08:00")
    report = verified(with_answer(other, story))
    assert failing(report) == set()
    words = "\n".join(notice.words.en for notice in report.notices)
    assert "voided after its close; by what is published it would have drawn" in words
    assert all(object_id in words for object_id in honest.drawn)
    found = {code: report.draws["2023-001"][code].findings[0] for code in ("C13", "C14", "C15")}
    assert found["C14"].reason.en.startswith("void; by what is published it would have drawn 5")
    assert len(found["C13"].found) == 64
    assert "it would have sent JC00" in found["C15"].reason.en
    assert bureau.entries[:4] == other.entries[:4]


def test_a03_a_forged_answer_beside_a_void_draw_is_not_evidence() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.later(minutes=1).void(story, "error")
    bureau.later(minutes=1).watch()
    with_answer(bureau, story)
    path = "draws/2023-001/beacon.json"
    bureau.files[path] = bureau.files[path].replace(b"b44679", b"b44670")
    assert failing(verified(bureau)) == {"C07"}


def test_a03_a_replacement_that_hides_what_it_changed_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.later(minutes=10).void(story, "error")
    bureau.later(minutes=5).watch()
    again = bureau.commit(second_order(bureau), name="2023-002", replaces=NO_DIFFERENCE)
    report = finished(bureau, again)
    assert failing(report) == {"C05"}
    assert "without saying so: order.json" in reasons(report, "C05")


def test_a03_a_redraw_that_does_not_say_what_it_replaces_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.later(minutes=10).void(story, "error")
    bureau.later(minutes=5).watch()
    assert failing(finished(bureau, bureau.commit(second_order(bureau), name="2023-002"))) == {"C05"}


def test_a03_a_draw_that_is_not_void_cannot_be_replaced() -> None:
    bureau, _ = drawn()
    bureau.seal().watch()
    replaces = {"draw": "2023-001", "differences": ["order.json frame.csv panel.csv snapshots"]}
    times = {"reveal_by": "2023-09-27T12:00:00+08:00", "inspect_by": "2023-11-15", "publish_by": "2023-12-14"}
    again = bureau.order(beacons=[drand_beacon(LATER_ROUND)], times=times)
    bureau.at("2023-08-25T09:00:00+08:00").commit(again, name="2023-002", replaces=replaces)
    bureau.later(minutes=1).watch()
    report = verified(bureau)
    assert failing(report) == {"C05"}
    assert "is not void" in reasons(report, "C05")


def test_a03_a_concluded_draw_cannot_be_void() -> None:
    bureau, story = drawn()
    bureau.void(story, "error")
    bureau.later(minutes=5).watch()
    assert "C05" in failing(verified(bureau))


def test_a03_parallel_draws_over_the_same_firms_are_shown_beside_each_other() -> None:
    bureau = founded()
    first = bureau.commit(bureau.order(items=["LD-01"]))
    row = {"file": bureau.plan_hash, "row": "R2", "occurrence": "1"}
    bureau.commit(bureau.order(items=["LD-02"]), name="2023-002", plan=row)
    bureau.sit(first)
    report = verified(bureau)
    assert failing(report) == set()
    assert [n.words.en for n in report.notices if "within 90 days of 2023-001" in n.words.en]


# ── A04 ────────────────────────────────────────────────────────────────────────


def test_a04_keeping_silent_about_an_unwelcome_outcome_fails_after_seven_days() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-09-01T09:00:00+08:00")
    report = verified(with_answer(bureau, story))
    assert "C05" in failing(report)
    assert "neither outcome nor void" in reasons(report, "C05")


def test_a04_void_as_unwitnessed_fails_when_the_witnesses_were_in_time() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-24T08:00:00+08:00").void(story, "unwitnessed")
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == {"C05"}
    assert "yet the close was cosigned in time" in reasons(report, "C05")


def test_a04_hiding_the_cosignatures_does_not_help_against_a_reader_who_kept_them() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    kept = bureau.checkpoints[max(bureau.checkpoints)]
    del bureau.checkpoints[max(bureau.checkpoints)]
    bureau.at("2023-08-24T08:00:00+08:00").void(story, "unwitnessed")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()
    assert failing(verified(bureau, since=kept.bytes)) == {"C05"}


def test_a04_a_beacon_that_was_published_is_not_silent() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-09-01T09:00:00+08:00").void(story, "beacon-silent")
    bureau.later(minutes=5).watch()
    report = verified(with_answer(bureau, story))
    assert "C05" in failing(report)
    assert "was published" in reasons(report, "C05")


def test_a04_a_beacon_is_not_called_silent_before_seven_days() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-27T09:00:00+08:00").void(story, "beacon-silent")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == {"C05"}


def test_a04_a_void_as_silent_with_a_later_date_is_betrayed_by_its_cosignatures() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.at("2023-09-01T09:00:00+08:00").void(story, "beacon-silent")
    bureau.at("2023-08-27T09:00:00+08:00").watch()
    assert "C05" in failing(verified(bureau, now=bureau.at("2023-09-02T09:00:00+08:00").clock))


def test_a04_nobody_can_withhold_a_secret_once_the_beacon_is_known() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.reveal(story, "test.example/draw")
    bureau.at("2023-08-23T19:00:00+08:00").close(story)
    bureau.later(minutes=1).watch()
    bureau.at("2023-08-24T08:00:00+08:00").reveal(story, LEGAL)
    bureau.conclude(story)
    bureau.later(minutes=5).watch()
    assert {"C10", "C13"} <= failing(verified(bureau))


def test_a04_a_party_cannot_be_declared_absent_before_its_time() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(), absent=[LEGAL])
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == {"C10"}
    assert "ABSENT before reveal_by" in reasons(report, "C10")


def test_a04_an_early_absence_with_a_later_date_is_betrayed_by_its_cosignatures() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.reveal(story, "test.example/draw")
    bureau.close(story, time="2023-08-23T19:30:00+08:00")
    bureau.later(minutes=1).watch()
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == {"C10"}


def test_a04_a_close_that_calls_a_revealed_secret_absent_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    for party in sorted(story.secrets):
        bureau.reveal(story, party)
    del story.reveals[LEGAL]
    bureau.at("2023-08-23T19:00:00+08:00").close(story)
    bureau.later(minutes=1).watch()
    assert failing(verified(bureau)) == {"C11"}


def test_a04_one_witness_too_late_is_no_quorum() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(), watch=False)
    size = bureau.watch(WITNESSES[:1])
    note = bureau.checkpoints[size]
    bureau.at("2023-08-23T23:58:25+08:00").watch(WITNESSES[1:], size)
    bureau.checkpoints[size] = note.with_signature(bureau.checkpoints[size].signatures[-1])
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert {"C04", "C10"} <= failing(report)
    assert report.draws["2023-001"]["C14"].verdict is Verdict.PASS
