"""Writes ed25519_edge.json: crafted keys and signatures on which Ed25519 implementations disagree.

    python tests/vectors/make_ed25519_edge.py

The curve arithmetic is RFC 8032's, in plain Python and slow, and shares nothing with what it tests. Most cases are
built so that some laxer rule accepts them: the cofactored equation, the cofactorless one (k divisible by 8 hides
the small-order part of A), a decoder that reduces y modulo p, a scalar that isn't compared with L.
Expectation: protocol section 2, as `publisher.log.ed25519.verify` states it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


class Point(NamedTuple):
    """An affine point of -x² + y² = 1 + d·x²·y²."""

    x: int
    y: int


IDENTITY = Point(0, 1)


def add(a: Point, b: Point) -> Point:
    """The complete addition law of the curve."""
    product = D * a.x * b.x * a.y * b.y % P
    x = (a.x * b.y + b.x * a.y) * pow(1 + product, -1, P)
    y = (a.y * b.y + a.x * b.x) * pow(1 - product, -1, P)
    return Point(x % P, y % P)


def times(scalar: int, point: Point) -> Point:
    """scalar·point, scalar ≥ 0 and not reduced."""
    total = IDENTITY
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def negative(point: Point) -> Point:
    """−point."""
    return Point(-point.x % P, point.y)


def encode(point: Point) -> bytes:
    """The canonical 32 bytes of a point."""
    return (point.y | (point.x & 1) << 255).to_bytes(32, "little")


def decode(data: bytes) -> Point | None:
    """The point that exactly these 32 bytes write canonically, or None."""
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = root_x(y)
    if y >= P or x is None or (x == 0 and sign):
        return None
    return Point(x if x & 1 == sign else P - x, y)


def root_x(y: int) -> int | None:
    """An x with (x, y) on the curve, if there is one."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    candidates = [x, x * ROOT_OF_MINUS_1 % P]
    return next((c for c in candidates if c * c % P == square), None)


def base_point() -> Point:
    """B: y = 4/5, x even."""
    y = 4 * pow(5, -1, P) % P
    x = root_x(y) or 0
    return Point(x if x % 2 == 0 else P - x, y)


B = base_point()


def torsion() -> list[Point]:
    """The eight points of small order: 0 is the identity, i has order 8 ÷ gcd(i, 8)."""
    y = 2
    while True:
        x = root_x(y)
        generator = times(L, Point(x, y)) if x is not None else IDENTITY
        if times(4, generator) != IDENTITY:
            return [times(i, generator) for i in range(8)]
        y += 1


TORSION = torsion()


def challenge(r: bytes, a: bytes, message: bytes) -> int:
    """k as RFC 8032 hashes it, modulo L."""
    return int.from_bytes(hashlib.sha512(r + a + message).digest(), "little") % L


def strict(key: bytes, signature: bytes, message: bytes) -> bool:
    """Protocol section 2, word by word."""
    a, r, s = decode(key), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    if a in TORSION or times(L, a) != IDENTITY or times(L, r) != IDENTITY:
        return False
    k = challenge(signature[:32], key, message)
    return times(s, B) == add(r, times(k, a))


def secret(label: str) -> int:
    """A scalar from a label, so that the file comes out the same each time."""
    return int.from_bytes(hashlib.sha512(label.encode()).digest(), "little") % L


class Case(NamedTuple):
    """One line of the file; all but `accept` and `why` are bytes in hexadecimal."""

    public_key: str
    message: str
    signature: str
    accept: bool
    why: str


SCALAR = secret("draw/1 edge key")
KEY = times(SCALAR, B)


def forge(a: bytes, r: bytes, nonce: int, why: str, *, divisor: int = 1, scalar: int = SCALAR) -> Case:
    """A case with s = nonce + k·scalar; the message is counted up until k is divisible by `divisor`."""
    for count in range(10_000):
        message = f"draw/1 edge {count}".encode()
        k = challenge(r, a, message)
        if k % divisor == 0:
            s = (nonce + k * scalar) % L
            signature = r + s.to_bytes(32, "little")
            return Case(a.hex(), message.hex(), signature.hex(), strict(a, signature, message), why)
    raise AssertionError("no message found")


def second_encodings() -> Iterator[tuple[bytes, str]]:
    """Small-order points written in a second way: y + p, or the sign of x = 0."""
    sign = 1 << 255
    for number, what in [
        (P + 1, "identity as y = p + 1"),
        (P + 1 + sign, "identity as y = p + 1 with sign"),
        (1 + sign, "identity with sign"),
        (P - 1 + sign, "order 2 with sign"),
        (P, "order 4 as y = p"),
        (P + sign, "order 4 as y = p with sign"),
    ]:
        yield number.to_bytes(32, "little"), what


def keys() -> Iterator[Case]:
    """Crafted A. With k divisible by 8 the plain equation holds whatever small-order part A has."""
    nonce = secret("nonce A")
    r = encode(times(nonce, B))
    for i, point in enumerate(TORSION):
        yield forge(encode(point), r, nonce, f"A of small order, {i} of 8; s·B = R", divisor=8, scalar=0)
    for data, what in second_encodings():
        yield forge(data, r, nonce, f"A not canonical: {what}", divisor=8, scalar=0)
    for i, point in enumerate(TORSION[1:], 1):
        mixed = encode(add(KEY, point))
        yield forge(mixed, r, nonce, f"A of mixed order, part {i} of 8, k divisible by 8", divisor=8)
        yield forge(mixed, r, nonce, f"A of mixed order, part {i} of 8, any k")
    for y in range(2, 19):
        if root_x(y) is not None:
            yield forge((P + y).to_bytes(32, "little"), r, nonce, f"A not canonical: y = p + {y}")
    off = next(y for y in range(2, 99) if root_x(y) is None)
    yield forge(off.to_bytes(32, "little"), r, nonce, "A not on the curve")


def nonces() -> Iterator[Case]:
    """Crafted R."""
    a, nonce = encode(KEY), secret("nonce R")
    yield forge(a, encode(IDENTITY), 0, "R is the identity, canonical: in the subgroup")
    for i, point in enumerate(TORSION[1:], 1):
        yield forge(a, encode(point), 0, f"R of small order, {i} of 8")
        yield forge(a, encode(add(times(nonce, B), point)), nonce, f"R of mixed order, part {i} of 8")
    for data, what in second_encodings():
        yield forge(a, data, 0, f"R not canonical: {what}")
    for i, point in enumerate(TORSION[1:], 1):
        yield cancelling(point, nonce, f"A and R of mixed order, part {i} of 8, which cancel out")


def cancelling(point: Point, nonce: int, why: str) -> Case:
    """A = KEY + point and R = nonce·B − k·point: both crafted, and the cofactorless equation holds."""
    a = encode(add(KEY, point))
    for count in range(10_000):
        message = f"draw/1 edge {count}".encode()
        for part in TORSION[1:]:
            r = encode(add(times(nonce, B), part))
            k = challenge(r, a, message)
            if negative(times(k % 8, point)) == part:
                s = (nonce + k * SCALAR) % L
                signature = r + s.to_bytes(32, "little")
                return Case(a.hex(), message.hex(), signature.hex(), strict(a, signature, message), why)
    raise AssertionError("no message found")


def scalars() -> Iterator[Case]:
    """Crafted S: the same signature written with S plus a multiple of L, as far as 256 bits reach."""
    a, nonce = encode(KEY), secret("nonce S")
    good = forge(a, encode(times(nonce, B)), nonce, "an ordinary signature")
    yield good
    s = int.from_bytes(bytes.fromhex(good.signature)[32:], "little")
    for multiple in (1, 2, 4, 8, 14):
        yield altered(good, good.signature[:64] + (s + multiple * L).to_bytes(32, "little").hex(), f"S + {multiple}·L")
    yield altered(good, good.signature[:64] + L.to_bytes(32, "little").hex(), "S = L")
    yield altered(good, good.signature[:64] + "00" * 32, "S = 0")
    yield altered(good, good.signature[:64] + "ff" * 32, "S of all ones")
    yield altered(good, good.signature[:64] + ((L - s) % L).to_bytes(32, "little").hex(), "S negated")


def altered(case: Case, signature: str, why: str) -> Case:
    """The same case with another signature."""
    accept = strict(bytes.fromhex(case.public_key), bytes.fromhex(signature), bytes.fromhex(case.message))
    return case._replace(signature=signature, accept=accept, why=why)


def ordinary() -> Iterator[Case]:
    """Good signatures of several keys, and the same ones with a wrong message, key, R or length."""
    for number in range(3):
        scalar, nonce = secret(f"key {number}"), secret(f"nonce {number}")
        a, r = encode(times(scalar, B)), encode(times(nonce, B))
        good = forge(a, r, nonce, f"ordinary signature {number}", scalar=scalar)
        yield good
        wrong = bytes.fromhex(good.message) + b"\n"
        accept = strict(a, bytes.fromhex(good.signature), wrong)
        yield good._replace(message=wrong.hex(), accept=accept, why=f"ordinary signature {number}, another message")
        other = strict(encode(KEY), bytes.fromhex(good.signature), bytes.fromhex(good.message))
        yield good._replace(public_key=encode(KEY).hex(), accept=other, why=f"ordinary signature {number}, another key")
        turned = encode(negative(times(nonce, B))).hex() + good.signature[64:]
        yield altered(good, turned, f"ordinary signature {number}, R negated")
        yield good._replace(signature=good.signature[:-2], accept=False, why=f"ordinary signature {number}, 63 bytes")
        yield good._replace(signature=good.signature + "00", accept=False, why=f"ordinary signature {number}, 65 bytes")


def cases() -> list[dict[str, str | bool]]:
    """All cases, always the same."""
    return [case._asdict() for source in (ordinary, scalars, nonces, keys) for case in source()]


def text() -> str:
    """The file's content: one case a line, so that a change reads as one."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    Path(__file__).with_name("ed25519_edge.json").write_bytes(text().encode())
