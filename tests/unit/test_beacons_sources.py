"""The sources of randomness by name (protocol section 6): rounds, times, proofs, and hostile answers."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.beacons.ceremony import is_value
from publisher.beacons.drand import QUICKNET
from publisher.beacons.sources import (
    KNOWN_KEYS,
    SOURCES,
    bits,
    check_round,
    check_time,
    prove,
    round_at,
    round_time,
    time_of,
)
from publisher.draw.identifiers import parse_time, unix_time
from publisher.errors import Fails, Fault, Malformed, Refused

DRAND, SSQ, DLT, NIST, CEREMONY = "drand-quicknet", "lottery-ssq", "lottery-dlt", "nist-2", "ceremony"
VECTORS = Path(__file__).parents[1] / "vectors"


def vectors(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


REAL = next(real for real in vectors("drand.json")["rounds"] if real["round"] == 32614632)
ROUND = str(REAL["round"])
ANSWER = {name: REAL[name] for name in ("round", "randomness", "signature")}
PULSE = {"pulse": vectors("nist-2.json")["pulses"][0]["pulse"]}
DRAWS = {draw["source"]: draw for draw in vectors("lottery.json")["draws"]}
RECORD = {"type": "ceremony", "draw": "2026-003", "value": "09182736450192837465", "time": "2026-09-29T10:30:00+08:00"}

GOOD: list[tuple[str, str, Any]] = [
    (DRAND, ROUND, ANSWER),
    (SSQ, DRAWS[SSQ]["round"], DRAWS[SSQ]["answer"]),
    (DLT, DRAWS[DLT]["round"], DRAWS[DLT]["answer"]),
    (NIST, "1/54610", PULSE),
    (CEREMONY, "2026-003", RECORD),
]


def test_the_sources_and_their_bits_are_those_of_the_protocol() -> None:
    assert {source: bits(source) for source in SOURCES} == {DRAND: 256, SSQ: 24, DLT: 24, NIST: 512, CEREMONY: 0}


def test_the_keys_are_pinned_in_code() -> None:
    assert set(KNOWN_KEYS) == {DRAND, NIST}
    assert KNOWN_KEYS[DRAND] == QUICKNET
    assert (QUICKNET.genesis, QUICKNET.period) == (1692803367, 3)


def test_an_unknown_source_is_refused_everywhere() -> None:
    for attempt in (
        lambda: bits("drand"),
        lambda: check_round("drand-default", "1"),
        lambda: round_time("", "1"),
        lambda: round_at("nist", unix_time(0)),
    ):
        with pytest.raises(Refused):
            attempt()
    with pytest.raises(Malformed):
        prove("weather", "1", {})


# --- rounds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "round_"),
    [(source, round_) for source, round_, _ in GOOD] + [(DRAND, "1"), (CEREMONY, "2026-1000"), (NIST, "2/1")],
)
def test_a_well_written_round_is_accepted(source: str, round_: str) -> None:
    check_round(source, round_)


@pytest.mark.parametrize(
    "round_",
    ["", "0", "01", "00001000", "+1", "-1", " 1", "1 ", "1\n", "1.0", "1e3", "0x10", "１", "١", "one", "latest"],
)
def test_a_drand_round_that_is_not_a_plain_decimal_from_one_is_refused(round_: str) -> None:
    with pytest.raises(Refused):
        check_round(DRAND, round_)
    with pytest.raises(Malformed):
        prove(DRAND, round_, ANSWER)


@pytest.mark.parametrize("round_", [str(2**53), str(2**64), str(2**64 + 32614632), "9" * 16, "9" * 5000, str(10**11)])
def test_a_huge_drand_round_is_refused_and_never_an_overflow(round_: str) -> None:
    for attempt in (check_round, round_time):
        with pytest.raises(Refused):
            attempt(DRAND, round_)
    with pytest.raises(Malformed):
        prove(DRAND, round_, ANSWER)


@pytest.mark.parametrize(
    ("source", "round_"),
    [
        (SSQ, ""),
        (SSQ, "2025-063"),
        (DLT, "第25063期"),
        (DLT, "1" * 17),
        (NIST, "54610"),
        (NIST, "1/0"),
        (NIST, "0/1"),
        (NIST, "1/054610"),
        (NIST, f"1/{2**53}"),
        (NIST, "1/2/3"),
        (CEREMONY, "3"),
        (CEREMONY, "2026-03"),
        (CEREMONY, "2026-000"),
        (CEREMONY, "2026-" + "9" * 100),
    ],
)
def test_an_ill_written_round_of_the_other_sources_is_refused(source: str, round_: str) -> None:
    with pytest.raises(Refused):
        check_round(source, round_)
    with pytest.raises(Malformed):
        prove(source, round_, {})


# --- times ----------------------------------------------------------------------------------------------------------


def test_the_first_round_of_quicknet_fires_at_its_genesis() -> None:
    assert round_time(DRAND, "1") == datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
    assert round_time(DRAND, "2") == datetime(2023, 8, 23, 15, 9, 30, tzinfo=UTC)


def test_the_last_round_is_in_the_year_2999() -> None:
    last = round_at(DRAND, datetime(2999, 12, 30, 23, 59, 59, tzinfo=UTC))
    assert (round_time(DRAND, last) or unix_time(0)).year == 2999
    with pytest.raises(Refused):
        round_at(DRAND, datetime(3000, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("source", "round_"), [(source, round_) for source, round_, _ in GOOD if source != DRAND])
def test_only_drands_rounds_tell_their_own_time(source: str, round_: str) -> None:
    assert round_time(source, round_) is None


MOMENTS = st.datetimes(
    min_value=datetime(2023, 8, 25),
    max_value=datetime(2999, 12, 30),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))]),
)


@settings(deadline=None)
@given(MOMENTS)
def test_the_round_at_a_moment_is_the_first_that_does_not_precede_it(moment: datetime) -> None:
    found = round_at(DRAND, moment)
    fires, before = round_time(DRAND, found), round_time(DRAND, str(int(found) - 1))
    assert fires is not None
    assert before is not None
    assert before < moment <= fires
    assert fires - before == timedelta(seconds=3)


@settings(deadline=None)
@given(st.integers(1, 10**10))
def test_a_round_is_found_again_by_its_own_time(number: int) -> None:
    fires = round_time(DRAND, str(number))
    assert fires is not None
    assert round_at(DRAND, fires) == str(number)


def test_before_genesis_the_first_round_is_next() -> None:
    assert round_at(DRAND, unix_time(0)) == "1"


def test_the_rounds_of_other_sources_are_not_guessed_from_a_time() -> None:
    for source in (SSQ, DLT, NIST, CEREMONY):
        with pytest.raises(Refused):
            round_at(source, unix_time(1790647260))


def test_a_commit_must_state_the_rounds_own_time_to_the_second() -> None:
    check_time(DRAND, ROUND, parse_time("2026-09-29T10:01:00+08:00"))
    check_time(DRAND, ROUND, parse_time("2026-09-29T02:01:00Z"))
    for wrong in ("2026-09-29T10:01:03+08:00", "2026-09-29T10:00:59+08:00", "2026-09-29T10:01:00Z"):
        with pytest.raises(Fails):
            check_time(DRAND, ROUND, parse_time(wrong))


def test_before_a_lottery_is_drawn_its_stated_time_must_be_eight_in_the_evening() -> None:
    check_time(SSQ, "2026110", parse_time("2026-09-29T20:00:00+08:00"))
    check_time(SSQ, "2026110", parse_time("2026-09-29T12:00:00Z"))
    for wrong in ("2026-09-29T20:00:01+08:00", "2026-09-29T21:15:00+08:00", "2026-09-29T20:00:00Z"):
        with pytest.raises(Fails):
            check_time(SSQ, "2026110", parse_time(wrong))


def test_before_a_pulse_is_out_its_stated_time_must_be_a_full_minute() -> None:
    check_time(NIST, "2/1", parse_time("2026-09-29T20:01:00+08:00"))
    with pytest.raises(Fails):
        check_time(NIST, "2/1", parse_time("2026-09-29T20:01:01+08:00"))


def test_a_ceremony_has_no_time_of_its_own() -> None:
    check_time(CEREMONY, "2026-003", parse_time("2026-09-29T10:31:17+08:00"))
    assert time_of(CEREMONY, "2026-003", "09182736450192837465") is None


@pytest.mark.parametrize(
    "value",
    [
        "2025-06-05",
        "2025-06-05/02.19.21.22.28.30",
        "2025-06-05/19.02.21.22.28.30/01",
        "2025-06-05/02.02.21.22.28.30/01",
        "2025-06-05/02.19.21.22.28.34/01",
        "2025-06-05/02.19.21.22.28.30/17",
        "2025-06-05/00.19.21.22.28.30/01",
        "2025-06-05/2.19.21.22.28.30/01",
        "2025-02-30/02.19.21.22.28.30/01",
        "2025-06-05/02.19.21.22.28.30/01\n",
        "0000-06-05/02.19.21.22.28.30/01",
    ],
)
def test_a_text_that_is_no_lottery_value_has_no_time(value: str) -> None:
    with pytest.raises(Malformed):
        time_of(SSQ, "2025063", value)


# --- answers --------------------------------------------------------------------------------------------------------


def test_only_signed_sources_pass_by_themselves() -> None:
    verdicts = {source: prove(source, round_, answer).verdict for source, round_, answer in GOOD}
    assert verdicts == {DRAND: "pass", NIST: "pass", SSQ: "unknown", DLT: "unknown", CEREMONY: "unknown"}


@pytest.mark.parametrize(("source", "round_", "answer"), GOOD, ids=[source for source, _, _ in GOOD])
def test_members_that_nobody_needs_are_ignored(source: str, round_: str, answer: dict[str, Any]) -> None:
    assert prove(source, round_, answer | {"previous_signature": "", "more": [1]}) == prove(source, round_, answer)


def test_randomness_may_be_missing_as_in_drands_second_interface() -> None:
    assert prove(DRAND, ROUND, {"round": REAL["round"], "signature": REAL["signature"]}).value == REAL["randomness"]


@pytest.mark.parametrize(
    "changes",
    [
        {"round": REAL["round"] + 1},
        {"round": 0},
        {"randomness": "0" * 64},
        {
            "signature": vectors("drand.json")["rounds"][0]["signature"],
            "randomness": vectors("drand.json")["rounds"][0]["randomness"],
        },
        {"signature": "c0" + "00" * 47, "randomness": "00" * 32},
    ],
    ids=["next round", "round 0", "other randomness", "another round's signature", "infinity"],
)
def test_a_wrong_answer_from_drand_fails(changes: dict[str, Any]) -> None:
    with pytest.raises(Fails):
        prove(DRAND, ROUND, ANSWER | changes)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "",
        REAL["signature"],
        {},
        {"round": REAL["round"]},
        {"signature": REAL["signature"]},
        ANSWER | {"round": ROUND},
        ANSWER | {"round": float(REAL["round"])},
        ANSWER | {"round": -1},
        ANSWER | {"round": 2**53},
        ANSWER | {"signature": REAL["signature"].upper()},
        ANSWER | {"signature": REAL["signature"][:-2]},
        ANSWER | {"signature": REAL["signature"] + "\n"},
        ANSWER | {"signature": "0x" + REAL["signature"]},
        ANSWER | {"signature": None},
        ANSWER | {"randomness": REAL["randomness"].upper()},
        ANSWER | {"randomness": None},
        [ANSWER],
    ],
    ids=str,
)
def test_an_unreadable_answer_from_drand_is_malformed(answer: object) -> None:
    with pytest.raises(Malformed):
        prove(DRAND, ROUND, answer)


def test_true_is_not_round_one() -> None:
    first = vectors("drand.json")["rounds"][0]
    assert first["round"] == 1
    with pytest.raises(Malformed):
        prove(DRAND, "1", {"round": True, "signature": first["signature"]})


def test_without_the_pairing_library_drand_is_unknown_with_its_value_and_a_wrong_round_still_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "py_arkworks_bls12381", None)
    proven = prove(DRAND, ROUND, ANSWER)
    assert (proven.value, proven.verdict) == (REAL["randomness"], "unknown")
    assert "BLS12-381" in proven.reason.zh
    with pytest.raises(Fails):
        prove(DRAND, ROUND, ANSWER | {"round": 1})


def test_a_ceremony_rests_on_those_present() -> None:
    proven = prove(CEREMONY, "2026-003", RECORD)
    assert (proven.value, proven.verdict) == ("09182736450192837465", "unknown")
    assert proven.reason.en == "rests on those present"
    assert prove(CEREMONY, "2026-003", RECORD | {"value": "ABSENT"}).value == "ABSENT"


@pytest.mark.parametrize(
    "value", ["", "0918273645019283746", "091827364501928374650", "absent", "０" * 20, 9182736450192837465, None]
)
def test_a_ceremonys_value_is_exactly_twenty_digits(value: object) -> None:
    with pytest.raises(Malformed):
        prove(CEREMONY, "2026-003", RECORD | {"value": value})


def test_only_twenty_digits_or_absent_can_be_recorded_as_a_ceremonys_value() -> None:
    assert is_value("09182736450192837465")
    assert is_value("ABSENT")
    assert not is_value("0918273645019283746")
    assert not is_value("09182736450192837465\n")


def test_a_ceremony_for_another_draw_fails() -> None:
    with pytest.raises(Fails):
        prove(CEREMONY, "2026-004", RECORD)


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        (SSQ, {"red": "02,19,21,22,28"}),
        (SSQ, {"red": "02,19,21,22,28,34"}),
        (SSQ, {"red": "02,02,21,22,28,30"}),
        (SSQ, {"red": "02,19,21,22,28,30,31"}),
        (SSQ, {"blue": "17"}),
        (SSQ, {"blue": "01,02"}),
        (SSQ, {"blue": 1}),
        (SSQ, {"date": "2025-06-31(四)"}),
        (SSQ, {"date": None}),
        (DLT, {"lotteryDrawResult": "02 08 11 16 23 02"}),
        (DLT, {"lotteryDrawResult": "02 08 11 16 36 02 07"}),
        (DLT, {"lotteryDrawResult": "02 08 11 16 23 02 13"}),
        (DLT, {"lotteryDrawResult": "02 08 11 16 23 07 07"}),
        (DLT, {"lotteryDrawTime": "20210904"}),
    ],
)
def test_numbers_that_cannot_have_been_drawn_are_malformed(source: str, changes: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        prove(source, DRAWS[source]["round"], DRAWS[source]["answer"] | changes)


def test_numbers_listed_as_they_fell_are_put_in_ascending_order() -> None:
    fallen = DRAWS[SSQ]["answer"] | {"red": ",".join(reversed(DRAWS[SSQ]["answer"]["red"].split(",")))}
    assert prove(SSQ, DRAWS[SSQ]["round"], fallen).value == DRAWS[SSQ]["value"]


def test_an_official_list_that_has_the_issue_twice_or_not_at_all_is_malformed() -> None:
    entry = DRAWS[SSQ]["answer"]
    for rows in ([], [entry, entry], ["text", 3]):
        with pytest.raises(Malformed):
            prove(SSQ, DRAWS[SSQ]["round"], {"result": rows})


# --- hostile answers ------------------------------------------------------------------------------------------------

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["ABSENT", "1", "2026-003"])
)
JSON_VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def survives(source: str, round_: str, answer: object) -> None:
    """Fails the test where `prove` raises anything but Malformed or Fails, or words without end."""
    faults: tuple[Fault, ...] = ()
    try:
        prove(source, round_, answer)
    except (Malformed, Fails) as error:
        faults = error.faults
    assert all(len(fault.say(lang)) < 400 for fault in faults for lang in ("zh", "en"))


@settings(deadline=None)
@given(st.sampled_from(SOURCES) | st.text(max_size=20), st.text(max_size=20), JSON_VALUES)
def test_no_source_no_round_and_no_answer_whatever_raise_anything_but_malformed_or_fails(
    source: str, round_: str, answer: object
) -> None:
    survives(source, round_, answer)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_real_answer_with_any_member_replaced_raises_anything_but_malformed_or_fails(data: st.DataObject) -> None:
    source, round_, answer = data.draw(st.sampled_from(GOOD))
    survives(source, round_, replaced(data, answer))


def replaced(data: st.DataObject, value: Any) -> object:
    """`value` with one member, somewhere inside it, replaced by some JSON value."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        name = data.draw(st.sampled_from(sorted(value)))
        return value | {name: replaced(data, value[name])}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        index = data.draw(st.integers(0, len(value) - 1))
        return [*value[:index], replaced(data, value[index]), *value[index + 1 :]]
    return data.draw(JSON_VALUES)


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789abcdef", min_size=94, max_size=94),
    st.sampled_from("89ab"),
    st.sampled_from("0123456789abcdef"),
)
def test_no_invented_signature_proves_a_round(tail: str, first: str, second: str) -> None:
    with pytest.raises(Fails):
        prove(DRAND, ROUND, {"round": REAL["round"], "signature": first + second + tail})
