"""Ed25519 has one meaning (protocol section 2)."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import Malformed, Refused
from publisher.log import ed25519

VECTORS = Path(__file__).parents[1] / "vectors"
CASES: list[dict[str, Any]] = json.loads((VECTORS / "ed25519_edge.json").read_text("utf-8"))
CURVE = runpy.run_path(str(VECTORS / "make_ed25519_edge.py"))

seeds = st.binary(min_size=32, max_size=32)

# RFC 8032 section 7.1, TEST 1 to 3: seed, public key, message, signature
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("seed", "key", "message", "signature"), RFC_8032)
def test_keys_and_signatures_are_those_of_rfc_8032(seed: str, key: str, message: str, signature: str) -> None:
    assert ed25519.public_key(bytes.fromhex(seed)).hex() == key
    assert ed25519.sign(bytes.fromhex(seed), bytes.fromhex(message)).hex() == signature
    assert ed25519.verify(bytes.fromhex(key), bytes.fromhex(signature), bytes.fromhex(message))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_every_edge_case_is_judged_as_the_protocol_says(case: dict[str, Any]) -> None:
    key, signature, message = (bytes.fromhex(case[name]) for name in ("public_key", "signature", "message"))
    assert ed25519.verify(key, signature, message) is case["accept"]


def test_the_edge_cases_are_what_their_generator_writes() -> None:
    assert (VECTORS / "ed25519_edge.json").read_bytes() == CURVE["text"]().encode()


def test_the_edge_cases_bite_a_verifier_that_leaves_it_to_openssl() -> None:
    def lax(case: dict[str, Any]) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(case["public_key"]))
            key.verify(bytes.fromhex(case["signature"]), bytes.fromhex(case["message"]))
        except (InvalidSignature, ValueError):
            return False
        return True

    split = [case["why"] for case in CASES if lax(case) and not case["accept"]]
    assert [why for why in split if why.startswith("A of small order")]
    assert [why for why in split if why.startswith("A of mixed order")]
    assert [why for why in split if why.startswith("A not canonical")]
    assert [why for why in split if why.endswith("cancel out")]
    assert all(lax(case) for case in CASES if case["accept"])


@pytest.mark.parametrize("part", range(1, 8))
@pytest.mark.parametrize("label", ["", "a", "b"])
def test_a_key_of_mixed_order_is_refused_whatever_its_small_part(label: str, part: int) -> None:
    # part 4 is the point of order 2, which libsodium let pass until it fixed CVE-2025-69277
    point = CURVE["times"](CURVE["secret"](label), CURVE["B"])
    mixed = CURVE["add"](point, CURVE["TORSION"][part])
    ed25519.check_public_key(CURVE["encode"](point))
    with pytest.raises(Refused):
        ed25519.check_public_key(CURVE["encode"](mixed))


def test_the_point_that_proves_the_installed_libsodium_is_base_point_plus_order_two() -> None:
    assert CURVE["encode"](CURVE["add"](CURVE["B"], CURVE["TORSION"][4])) == ed25519._MIXED_ORDER


@pytest.mark.parametrize("part", range(8))
def test_a_key_of_small_order_is_refused(part: int) -> None:
    with pytest.raises(Refused):
        ed25519.check_public_key(CURVE["encode"](CURVE["TORSION"][part]))


def test_a_key_written_in_a_second_way_is_refused() -> None:
    second = [data for data, _ in CURVE["second_encodings"]()]
    for data in [*second, *((CURVE["P"] + y).to_bytes(32, "little") for y in range(19))]:
        with pytest.raises(Refused):
            ed25519.check_public_key(data)


@given(seeds)
def test_every_key_made_from_a_seed_may_be_registered(seed: bytes) -> None:
    ed25519.check_public_key(ed25519.public_key(seed))


@given(st.binary(max_size=40))
def test_a_key_of_another_length_is_malformed(key: bytes) -> None:
    if len(key) == 32:
        key += b"\0"
    with pytest.raises(Malformed):
        ed25519.check_public_key(key)
    with pytest.raises(Malformed):
        ed25519.public_key(key)


@given(seeds, st.binary(), st.integers(0, 511))
def test_a_signature_verifies_and_no_flipped_bit_of_it_does(seed: bytes, message: bytes, bit: int) -> None:
    key, signature = ed25519.public_key(seed), ed25519.sign(seed, message)
    assert ed25519.verify(key, signature, message)
    flipped = (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")
    assert not ed25519.verify(key, flipped, message)
    assert not ed25519.verify(key, signature, message + b"\n")


@given(st.binary(max_size=40), st.binary(max_size=70), st.binary(max_size=8))
def test_arbitrary_bytes_are_no_signature_and_raise_nothing(key: bytes, signature: bytes, message: bytes) -> None:
    assert not ed25519.verify(key, signature, message)


@settings(max_examples=25)
@given(st.binary(min_size=32, max_size=32))
def test_a_key_passes_exactly_when_it_is_a_canonical_point_of_prime_order(data: bytes) -> None:
    point = CURVE["decode"](data)
    expected = point is not None and point != CURVE["IDENTITY"]
    expected = expected and CURVE["times"](CURVE["L"], point) == CURVE["IDENTITY"]
    try:
        ed25519.check_public_key(data)
    except Refused:
        assert not expected
    else:
        assert expected
