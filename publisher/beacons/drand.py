"""drand quicknet: a signature every three seconds, provable offline against a key that stands here (section 6).

A round's answer, as any relay gives it:

    {"round": 1000, "randomness": "fe290b…", "signature": "b44679…"}

The signature is BLS12-381 on G1 over SHA-256(round as u64 big-endian). Whoever holds it can't choose it, and
nobody has it before the round's time. `randomness` is its SHA-256 and says nothing new.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from publisher.beacons.answers import fails, integer_member, members, refused, shown, text_member, wrong_round
from publisher.beacons.bls import verify_g1
from publisher.draw.evidence import MAX_INTEGER
from publisher.draw.identifiers import HEX64, unix_time


class Chain(NamedTuple):
    """What a verifier carries of a drand chain: hash and key as hex, genesis as Unix seconds, period in seconds."""

    chain_hash: str
    public_key: str
    genesis: int
    period: int
    dst: str


QUICKNET = Chain(
    chain_hash="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    public_key="83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
    genesis=1692803367,
    period=3,
    dst="BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
)

BITS = 256
_ROUND = re.compile(r"[1-9][0-9]{0,15}")
_SIGNATURE = re.compile(r"[0-9a-f]{96}")
# A commit states the round's time, and times end with the year 2999 (identifiers.parse_time).
_LAST_TIME = int(datetime(2999, 12, 31, tzinfo=UTC).timestamp())
_LAST_ROUND = (_LAST_TIME - QUICKNET.genesis) // QUICKNET.period + 1


def check_round(round: str) -> int:
    """The round's number. Raises Refused unless it is decimal, from 1, without leading zero, before the year 3000."""
    if not _ROUND.fullmatch(round) or int(round) > _LAST_ROUND:
        refused(
            f"drand轮次不符：{shown(round)}",
            f"not a drand round: {shown(round)}",
            f"须为1至{_LAST_ROUND}的十进制整数，无前导零",
            f"it must be a decimal integer from 1 to {_LAST_ROUND} without leading zero",
        )
    return int(round)


def round_time(round: str) -> datetime:
    """When the round fires: genesis + period × (round − 1) (section 5). Raises Refused."""
    return unix_time(QUICKNET.genesis + QUICKNET.period * (check_round(round) - 1))


def round_at(moment: datetime) -> str:
    """The first round whose time is at or after `moment` (aware). Raises Refused past the year 2999."""
    elapsed = moment - unix_time(QUICKNET.genesis)
    steps = -(-elapsed // timedelta(seconds=QUICKNET.period))  # rounded up
    return str(check_round(str(max(1, steps + 1))))


def signed_message(number: int) -> bytes:
    """What quicknet signs for round `number`: SHA-256 of the number as u64 big-endian, 32 bytes."""
    return hashlib.sha256(number.to_bytes(8, "big")).digest()


def prove(round: str, answer: object) -> str:
    """The value of `round` (SHA-256 of the signature, 64 hex), proven by its signature.

    `answer` is what a relay sent. Raises Malformed (can't be read), Fails (another round, another value, a signature
    that quicknet didn't make), Refused (no such round), BlsUnavailable (no library; the value is unproven then).
    """
    value, number, signature = read(round, answer)
    if not verify_g1(bytes.fromhex(QUICKNET.public_key), signed_message(number), signature, QUICKNET.dst.encode()):
        fails(
            f"第{round}轮的签名不是drand quicknet的",
            f"the signature of round {round} is not quicknet's",
            "须以内置公钥验证通过；请从另一中继重新获取",
            "it must verify under the key in this program; fetch it again from another relay",
        )
    return value


def read(round: str, answer: object) -> tuple[str, int, bytes]:
    """The value, number and signature that `answer` claims for `round`, all but the signature's proof.

    Raises Malformed, Fails and Refused as `prove` does.
    """
    wanted = check_round(round)
    found = members(answer)
    number = integer_member(found, "round", MAX_INTEGER + 1)
    signature = bytes.fromhex(text_member(found, "signature", _SIGNATURE))
    if number != wanted:
        wrong_round(number, round)
    value = hashlib.sha256(signature).hexdigest()
    if "randomness" in found and text_member(found, "randomness", HEX64) != value:
        fails(
            "randomness不是signature的SHA-256",
            "randomness is not the SHA-256 of signature",
            "两者须一致",
            "the two must agree",
        )
    return value, number, signature
