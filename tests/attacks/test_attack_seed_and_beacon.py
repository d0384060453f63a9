"""A01 choose a seed, A14 forge a beacon: somebody really tries, and the named check catches it."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from simulator import (
    DRAW,
    FIRST_ROUND,
    Bureau,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    reasons,
    round_answer,
    secret_of,
    verified,
)

from publisher.draw.evidence import sha256_hex
from publisher.draw.seed import BeaconValue, seed_text
from publisher.verify import Verdict


def concluded(bureau: Bureau, story: Story, **forged: Any) -> Bureau:
    """The sitting and an outcome with something forged in it, all signed and watched."""
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story, **forged)
    bureau.later(minutes=5).watch()
    return bureau


def forged_answer(**members: Any) -> dict[str, Any]:
    return {**round_answer(FIRST_ROUND), **members}


# ── A01 ────────────────────────────────────────────────────────────────────────


def test_a01_a_seed_that_the_files_do_not_make_is_seen() -> None:
    bureau = founded()
    concluded(bureau, bureau.commit(), seed=secret_of("a seed that suits us"))
    assert failing(verified(bureau)) == {"C13", "C14", "C15"}


def test_a01_a_seed_text_with_another_secret_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.sit(story)
    story.secrets[DRAW] = secret_of("a better secret")
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert "C13" in failing(report)
    assert "seed.txt isn't what secrets and beacons make" in reasons(report, "C13")


def test_a01_a_secret_chosen_after_the_commit_does_not_open_the_commitment() -> None:
    bureau = founded()
    story = bureau.commit()
    for party in sorted(story.secrets):
        story.secrets[party] = secret_of(f"second thoughts of {party}")
    assert failing(verified(concluded(bureau, story))) == {"C11"}


def test_a01_a_round_that_fired_before_the_commit_cannot_be_dressed_up_with_a_later_time() -> None:
    bureau = founded()
    known = {**drand_beacon("1"), "time": drand_beacon(FIRST_ROUND)["time"]}
    story = bureau.commit(bureau.order(beacons=[known]))
    assert "C12" in failing(verified(concluded(bureau, story)))


def test_a01_a_draw_committed_once_its_beacon_was_known_is_seen_by_the_witnesses() -> None:
    bureau = founded().at("2023-08-24T08:00:00+08:00")
    story = bureau.commit()
    assert "C10" in failing(verified(concluded(bureau, story)))


def test_a01_a_single_lottery_has_too_few_outcomes_to_be_a_seed() -> None:
    bureau = founded()
    lottery = {"source": "lottery-ssq", "round": "2023098", "time": "2023-08-24T20:00:00+08:00"}
    bureau.commit(bureau.order(beacons=[lottery]))
    bureau.watch()
    report = verified(bureau)
    assert failing(report) == {"C12"}
    assert "less than 48 bits" in reasons(report, "C12")


def test_a01_a_ceremony_does_not_help_a_single_lottery() -> None:
    bureau = founded()
    lottery = {"source": "lottery-ssq", "round": "2023098", "time": "2023-08-24T20:00:00+08:00"}
    ceremony = {"source": "ceremony", "round": "2023-001", "time": "2023-08-24T19:00:00+08:00"}
    bureau.commit(bureau.order(beacons=[ceremony, lottery]))
    bureau.watch()
    assert "C12" in failing(verified(bureau))


def test_a01_the_same_round_twice_is_not_twice_the_randomness() -> None:
    bureau = founded()
    bureau.commit(bureau.order(beacons=[drand_beacon(FIRST_ROUND), drand_beacon(FIRST_ROUND)]))
    bureau.watch()
    assert "C12" in failing(verified(bureau))


def test_a01_revealing_right_before_the_beacon_breaks_the_notice() -> None:
    bureau = founded()
    times = {"reveal_by": "2023-08-23T23:50:00+08:00", "inspect_by": "2023-10-15", "publish_by": "2023-11-14"}
    bureau.commit(bureau.order(times=times))
    bureau.watch()
    assert failing(verified(bureau)) == {"C10"}


# ── ceremonies ─────────────────────────────────────────────────────────────────

CEREMONY = {"source": "ceremony", "round": "2023-001", "time": "2023-08-23T22:00:00+08:00"}
DIGITS = "09182736450192837465"
THROWN = {"draw": "2023-001", "value": DIGITS}


def ceremony_alone(*signers: str) -> Bureau:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(beacons=[CEREMONY])))
    bureau.at("2023-08-23T22:00:00+08:00").ceremony(story, DIGITS, signers)
    bureau.later(minutes=30).conclude(story, answers={"ceremony": THROWN}, values={"ceremony": DIGITS})
    bureau.later(minutes=5).watch()
    return bureau


def test_a01_a_ceremony_alone_passes_with_two_outside_observers() -> None:
    report = verified(ceremony_alone("draw", "legal", "observer", "observer2"))
    assert failing(report) == set()
    assert report.results["C12"].verdict is Verdict.PASS


def test_a01_a_ceremony_alone_without_observers_rests_on_those_present() -> None:
    report = verified(ceremony_alone("draw", "legal"))
    assert failing(report) == {"C06"}
    assert "rests on those present" in reasons(report, "C12", Verdict.UNKNOWN)


def test_a01_digits_thrown_before_the_close_are_seen() -> None:
    bureau = founded()
    story = bureau.commit(bureau.order(beacons=[CEREMONY]))
    bureau.ceremony(story, DIGITS, ("draw", "legal", "observer", "observer2"))
    bureau.sit(story)
    bureau.at("2023-08-23T22:30:00+08:00")
    bureau.conclude(story, answers={"ceremony": THROWN}, values={"ceremony": DIGITS})
    bureau.later(minutes=5).watch()
    assert "C10" in failing(verified(bureau))


def test_a01_digits_first_shown_to_the_witnesses_together_with_the_close_are_seen() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(beacons=[CEREMONY])), watch=False)
    bureau.ceremony(story, DIGITS, ("draw", "legal", "observer", "observer2"))
    bureau.later(minutes=1).watch()
    bureau.at("2023-08-23T22:30:00+08:00")
    bureau.conclude(story, answers={"ceremony": THROWN}, values={"ceremony": DIGITS})
    bureau.later(minutes=5).watch()
    assert {"C04", "C10"} <= failing(verified(bureau))


def test_a01_a_second_throw_does_not_count() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(beacons=[CEREMONY])))
    better = "1" * 20
    bureau.at("2023-08-23T22:00:00+08:00").ceremony(story, DIGITS, ("draw", "legal", "observer", "observer2"))
    bureau.ceremony(story, better, ("draw", "legal", "observer", "observer2"))
    answer = {"draw": "2023-001", "value": better}
    bureau.later(minutes=30).conclude(story, answers={"ceremony": answer}, values={"ceremony": better})
    bureau.later(minutes=5).watch()
    assert {"C12", "C13"} <= failing(verified(bureau))


def test_a01_digits_thrown_once_drand_has_fired_enter_as_absent() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(beacons=[CEREMONY, drand_beacon(FIRST_ROUND)])))
    bureau.at("2023-08-24T00:30:00+08:00").ceremony(story, DIGITS)
    bureau.conclude(story, answers={"ceremony": THROWN}, values={"ceremony": DIGITS})
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert {"C12", "C13"} <= failing(report)
    assert "isn't the one that counts" in reasons(report, "C12")


@pytest.mark.parametrize(("seconds", "counts"), [(-1, True), (0, False)])
def test_a01_digits_count_when_they_were_cosigned_before_drand_fired(seconds: int, counts: bool) -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(beacons=[CEREMONY, drand_beacon(FIRST_ROUND)])))
    bureau.at("2023-08-23T22:00:00+08:00").ceremony(story, DIGITS)
    bureau.at(drand_beacon(FIRST_ROUND)["time"]).later(seconds=seconds).watch()
    bureau.at("2023-08-24T09:00:00+08:00")
    bureau.conclude(story, answers={"ceremony": THROWN}, values={"ceremony": DIGITS})
    bureau.later(minutes=5).watch()
    assert (failing(verified(bureau)) == set()) is counts


# ── A14 ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answer",
    [
        forged_answer(signature="b" + "0" * 95, randomness=sha256_hex(bytes.fromhex("b" + "0" * 95))),
        forged_answer(signature="c" + "0" * 95, randomness=sha256_hex(bytes.fromhex("c" + "0" * 95))),
        {**round_answer("1001"), "round": 1000},
        round_answer("1001"),
        forged_answer(randomness="0" * 64),
    ],
    ids=["no point", "the point at infinity", "another round's signature", "another round", "another value"],
)
def test_a14_an_answer_that_quicknet_did_not_sign_is_no_beacon(answer: dict[str, Any]) -> None:
    bureau = founded()
    concluded(bureau, bureau.commit(), answers={"drand-quicknet": answer})
    assert "C12" in failing(verified(bureau))


def test_a14_another_round_under_the_committed_ones_name_is_seen() -> None:
    bureau, _ = drawn()
    beacon = bureau.files["draws/2023-001/beacon.json"].replace(b'"1000"', b'"1001"')
    bureau.files["draws/2023-001/beacon.json"] = beacon
    assert {"C07", "C12"} <= failing(verified(bureau))


def test_a14_a_source_that_the_trust_policy_dropped_is_refused() -> None:
    bureau = Bureau().found(beacons=["lottery-ssq", "lottery-dlt"]).at("2023-08-23T16:00:00+08:00")
    bureau.commit()
    bureau.watch()
    assert failing(verified(bureau)) == {"C12"}


def test_a14_a_lottery_is_a_public_fact_that_the_reader_compares() -> None:
    bureau = Bureau(start="2025-06-01T09:00:00+08:00").found()
    bureau.plan(2025)
    bureau.watch()
    lotteries = [
        {"source": "lottery-dlt", "round": "25063", "time": "2025-06-07T20:00:00+08:00"},
        {"source": "lottery-ssq", "round": "2025063", "time": "2025-06-05T20:00:00+08:00"},
    ]
    times = {"reveal_by": "2025-06-05T10:00:00+08:00", "inspect_by": "2025-07-15", "publish_by": "2025-08-14"}
    bureau.at("2025-06-05T09:00:00+08:00")
    story = bureau.sit(bureau.commit(bureau.order(beacons=lotteries, times=times), name="2025-001"))
    answers = {
        "lottery-ssq": {"code": "2025063", "date": "2025-06-05(四)", "red": "02,19,21,22,28,30", "blue": "01"},
        "lottery-dlt": {
            "lotteryDrawNum": "25063",
            "lotteryDrawTime": "2025-06-07",
            "lotteryDrawResult": "01 02 03 04 05 06 07",
        },
    }
    values = {"lottery-ssq": "2025-06-05/02.19.21.22.28.30/01", "lottery-dlt": "2025-06-07/01.02.03.04.05/06.07"}
    bureau.at("2025-06-08T09:00:00+08:00").conclude(story, answers=answers, values=values)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == set()
    assert "compare with a second source" in reasons(report, "C12", Verdict.UNKNOWN)
    assert report.results["C13"].verdict is Verdict.PASS


def test_a14_without_the_pairing_library_the_beacon_is_unknown_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bureau, _ = drawn()
    monkeypatch.setitem(sys.modules, "py_arkworks_bls12381", None)
    report = verified(bureau)
    assert report.results["C12"].verdict is Verdict.UNKNOWN
    assert [report.results[code].verdict for code in ("C13", "C14", "C15")] == [Verdict.PASS] * 3


def test_a14_a_text_with_the_right_seed_line_but_a_made_up_value_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story, values={"drand-quicknet": "ab" * 32})
    bureau.later(minutes=5).watch()
    text = seed_text(
        story.name, story.hash, story.close, story.secrets, [BeaconValue("drand-quicknet", "1000", "ab" * 32)]
    )
    assert bureau.files["draws/2023-001/seed.txt"] == text.encode()
    assert "C13" in failing(verified(bureau))
