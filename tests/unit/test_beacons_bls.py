"""Signatures on BLS12-381 G1 (protocol section 6): one valid signature has one form, and nothing else passes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_arkworks_bls12381 import G1Point, G2Point, Scalar

from publisher.beacons.bls import G1_BYTES, G2_BYTES, BlsUnavailable, verify_g1
from publisher.beacons.drand import QUICKNET, signed_message
from publisher.errors import NotYet

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors" / "drand.json").read_text(encoding="utf-8"))
# Its x-coordinate is so small that x + p still fits into 381 bits, so that a second encoding of it exists.
REAL = next(real for real in VECTORS["rounds"] if real["round"] == 14517013)
SIGNATURE = bytes.fromhex(REAL["signature"])
MESSAGE = signed_message(REAL["round"])
KEY, DST = bytes.fromhex(QUICKNET.public_key), QUICKNET.dst.encode()
P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
G1_INFINITY, G2_INFINITY = b"\xc0" + bytes(G1_BYTES - 1), b"\xc0" + bytes(G2_BYTES - 1)
OFF_SUBGROUP = bytes.fromhex(VECTORS["malformed_must_reject"][0]["signature"])


def test_a_real_signature_verifies() -> None:
    assert verify_g1(KEY, MESSAGE, SIGNATURE, DST)


def test_no_signature_with_a_bit_flipped_verifies() -> None:
    for bit in range(8 * G1_BYTES):
        flipped = int.from_bytes(SIGNATURE, "big") ^ (1 << bit)
        assert not verify_g1(KEY, MESSAGE, flipped.to_bytes(G1_BYTES, "big"), DST)


def test_no_key_with_a_bit_flipped_verifies() -> None:
    for bit in range(8 * G2_BYTES):
        flipped = int.from_bytes(KEY, "big") ^ (1 << bit)
        assert not verify_g1(flipped.to_bytes(G2_BYTES, "big"), MESSAGE, SIGNATURE, DST)


def test_another_message_or_another_domain_does_not_verify() -> None:
    assert not verify_g1(KEY, signed_message(REAL["round"] + 1), SIGNATURE, DST)
    assert not verify_g1(KEY, MESSAGE, SIGNATURE, b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_")


def test_a_signature_by_somebody_elses_key_verifies_under_that_key_only() -> None:
    secret = Scalar(20260930)
    mine = (G2Point() * secret).to_compressed_bytes()
    signature = (G1Point.hash_to_curve(MESSAGE, DST) * secret).to_compressed_bytes()
    assert verify_g1(mine, MESSAGE, signature, DST)
    assert not verify_g1(KEY, MESSAGE, signature, DST)


def test_the_points_at_infinity_which_would_satisfy_the_equation_are_refused() -> None:
    assert not verify_g1(KEY, MESSAGE, G1_INFINITY, DST)
    assert not verify_g1(G2_INFINITY, MESSAGE, SIGNATURE, DST)
    assert not verify_g1(G2_INFINITY, MESSAGE, G1_INFINITY, DST)


@pytest.mark.parametrize(
    "infinity", [bytes(48), b"\xe0" + bytes(47), b"\xc0\x01" + bytes(46)], ids=["bare", "sign", "x"]
)
def test_other_byte_strings_that_a_library_may_read_as_infinity_are_refused(infinity: bytes) -> None:
    assert not verify_g1(KEY, MESSAGE, infinity, DST)


def test_a_point_on_the_curve_outside_the_subgroup_is_refused() -> None:
    assert not verify_g1(KEY, MESSAGE, OFF_SUBGROUP, DST)


def test_a_real_signature_moved_by_a_point_of_small_order_is_refused() -> None:
    outside = G1Point.from_compressed_bytes_unchecked(OFF_SUBGROUP)
    small = outside
    for digit in bin(R)[3:]:  # double and add: R × outside, in plain group operations
        small = small + small
        if digit == "1":
            small = small + outside
    assert small != G1Point.identity()
    moved = (G1Point.from_compressed_bytes(SIGNATURE) + small).to_compressed_bytes()
    assert moved != SIGNATURE
    assert not verify_g1(KEY, MESSAGE, moved, DST)


def test_the_same_x_coordinate_written_with_the_modulus_added_is_refused() -> None:
    flags, x = SIGNATURE[0] & 0xE0, int.from_bytes(SIGNATURE, "big") & ((1 << 381) - 1)
    assert x + P < 1 << 381
    second = (x + P).to_bytes(G1_BYTES, "big")
    assert not verify_g1(KEY, MESSAGE, bytes([second[0] | flags]) + second[1:], DST)


def test_uncompressed_points_and_other_lengths_are_refused() -> None:
    whole = G1Point.from_compressed_bytes(SIGNATURE).to_xy_bytes_be()
    for other in (b"", SIGNATURE[:-1], SIGNATURE + b"\0", whole):
        assert not verify_g1(KEY, MESSAGE, other, DST)
    for key in (b"", KEY[:48], KEY + b"\0"):
        assert not verify_g1(key, MESSAGE, SIGNATURE, DST)


@settings(deadline=None)
@given(key=st.binary(max_size=200), signature=st.binary(max_size=100), dst=st.binary(max_size=300))
def test_no_bytes_whatever_raise_anything(key: bytes, signature: bytes, dst: bytes) -> None:
    assert not verify_g1(key, b"message", signature, dst)
    assert not verify_g1(KEY, MESSAGE, signature, DST)


@settings(deadline=None)
@given(body=st.binary(min_size=47, max_size=47), first=st.integers(0x80, 0xBF))
def test_no_random_point_verifies(body: bytes, first: int) -> None:
    assert not verify_g1(KEY, MESSAGE, bytes([first]) + body, DST)


def test_without_the_library_the_signature_is_neither_good_nor_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py_arkworks_bls12381", None)
    with pytest.raises(BlsUnavailable) as caught:
        verify_g1(KEY, MESSAGE, SIGNATURE, DST)
    assert isinstance(caught.value, NotYet)
    assert caught.value.faults[0].code == "bls-unavailable"
