"""The seed: SHA-256 of a text that anyone can put together by hand (section 6)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publisher.draw.evidence import evidence_text, sha256_hex
from publisher.draw.identifiers import ABSENT, DRAW, HEX64, PARTY
from publisher.errors import Fault, Malformed, Words


class BeaconValue(NamedTuple):
    """A beacon of the commit with its value: source, round, value (as section 6 writes it)."""

    source: str
    round: str
    value: str


class SeedText(NamedTuple):
    """What seed.txt says: secrets by party in byte order, beacons in the commit's order."""

    draw: str
    commit: str
    close: str
    secrets: dict[str, str]
    beacons: tuple[BeaconValue, ...]


def seed_text(draw: str, commit: str, close: str, secrets: Mapping[str, str], beacons: Sequence[BeaconValue]) -> str:
    """seed.txt. `commit` and `close` are record hashes; `secrets` maps each party to 64 hex or ABSENT."""
    lines = ["draw/1 seed", f"draw {draw}", f"commit {commit}", f"close {close}"]
    lines += [f"secret {party} {secrets[party]}" for party in sorted(secrets)]
    lines += [f"beacon {b.source} {b.round} {b.value}" for b in beacons]
    return "".join(line + "\n" for line in lines)


def seed(text: str) -> str:
    """The seed of a seed.txt: `sha256sum seed.txt`, 64 hex."""
    return sha256_hex(text.encode())


_HEAD = re.compile(rf"draw/1 seed\ndraw ({DRAW.pattern})\ncommit ({HEX64.pattern})\nclose ({HEX64.pattern})\n")
_SECRET = re.compile(rf"secret ({PARTY.pattern}) ({HEX64.pattern}|{ABSENT})\n")
_BEACON = re.compile(r"beacon ([a-z0-9-]+) ([0-9A-Za-z/-]{1,64}) ([0-9A-Za-z./-]{1,1024})\n")


def parse_seed_text(data: bytes, name: str = "seed.txt") -> SeedText:
    """The parts of a seed.txt. Raises Malformed unless it is written exactly as `seed_text` writes it."""
    text = evidence_text(data, name)
    head = _HEAD.match(text)
    if not head:
        raise _malformed(name)
    position, secrets, beacons = head.end(), {}, []
    while found := _SECRET.match(text, position):
        secrets[found[1]] = found[2]
        position = found.end()
    while found := _BEACON.match(text, position):
        beacons.append(BeaconValue(found[1], found[2], found[3]))
        position = found.end()
    parts = SeedText(head[1], head[2], head[3], secrets, tuple(beacons))
    if seed_text(*parts) != text:
        raise _malformed(name)
    return parts


def _malformed(name: str) -> Malformed:
    wrong = Words("不是种子文件的写法", "not written as a seed file")
    return Malformed(
        Fault(code="seed-text", wrong=wrong, right=Words("见协议第6节", "see protocol section 6"), file=name)
    )
