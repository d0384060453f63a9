"""Every real round of quicknet in drand.json proves, and every answer there that must be refused is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from publisher.beacons.drand import QUICKNET
from publisher.beacons.sources import prove, round_at, round_time
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import parse_time, time_text
from publisher.errors import Fails, Malformed

DRAND = "drand-quicknet"
VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "drand.json").read_text(encoding="utf-8"))
ROUNDS: list[dict[str, Any]] = VECTORS["rounds"]
each_round = pytest.mark.parametrize("real", ROUNDS, ids=[str(real["round"]) for real in ROUNDS])


def answer(real: dict[str, Any], **changes: object) -> dict[str, object]:
    kept: dict[str, object] = {name: real[name] for name in ("round", "signature", "randomness")}
    return kept | changes


def test_there_are_real_rounds_of_every_year_since_2023() -> None:
    assert {real["time"][:4] for real in ROUNDS} == {"2023", "2024", "2025", "2026"}
    assert len({real["round"] for real in ROUNDS}) == len(ROUNDS) >= 35


@each_round
def test_a_real_round_proves_and_its_value_is_the_hash_of_the_signature(real: dict[str, Any]) -> None:
    proven = prove(DRAND, str(real["round"]), answer(real))
    assert proven.verdict == "pass"
    assert proven.value == real["randomness"] == sha256_hex(bytes.fromhex(real["signature"]))


@each_round
def test_a_round_fires_when_the_vector_says_and_is_found_again_by_its_time(real: dict[str, Any]) -> None:
    fires = round_time(DRAND, str(real["round"]))
    assert fires is not None
    assert time_text(fires) == real["time"]
    assert round_at(DRAND, parse_time(real["time"])) == str(real["round"])


@each_round
def test_a_real_signature_proves_no_round_but_its_own(real: dict[str, Any]) -> None:
    for other in (real["round"] + 1, max(1, real["round"] - 1) if real["round"] > 1 else 2):
        with pytest.raises(Fails):
            prove(DRAND, str(other), answer(real, round=other))


def test_the_pinned_chain_hash_follows_from_the_pinned_key_genesis_and_period() -> None:
    described = (
        QUICKNET.period.to_bytes(4, "big")
        + QUICKNET.genesis.to_bytes(8, "big")
        + bytes.fromhex(QUICKNET.public_key)
        + bytes.fromhex(VECTORS["quicknet"]["group_hash_genesis_seed"])
        + VECTORS["quicknet"]["beacon_id"].encode()
    )
    assert hashlib.sha256(described).hexdigest() == QUICKNET.chain_hash == VECTORS["quicknet"]["chain_hash"]


def test_the_pinned_parameters_are_those_of_the_vectors() -> None:
    vector = VECTORS["quicknet"]
    assert QUICKNET.public_key == vector["public_key"]
    assert (QUICKNET.genesis, QUICKNET.period, QUICKNET.dst) == (
        vector["genesis_time"],
        vector["period"],
        vector["dst"],
    )


@pytest.mark.parametrize("other", VECTORS["other_schemes"], ids=lambda other: str(other["note"]))
def test_a_round_of_another_chain_or_scheme_fails(other: dict[str, Any]) -> None:
    with pytest.raises(Fails):
        prove(DRAND, str(other["round"]), {"round": other["round"], "signature": other["signature"]})


@pytest.mark.parametrize("bad", VECTORS["malformed_must_reject"], ids=lambda bad: str(bad["why"]))
def test_what_must_be_refused_is_malformed_when_it_has_the_wrong_length_and_fails_when_it_has_not(
    bad: dict[str, str],
) -> None:
    with pytest.raises(Fails if len(bad["signature"]) == 96 else Malformed):
        prove(DRAND, "1", {"round": 1, "signature": bad["signature"]})
