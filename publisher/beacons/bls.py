"""BLS12-381 signatures on G1 with keys on G2: the only place that knows the library which computes pairings.

Without the library a verifier says `unknown` for C12 and goes on (ARCHITECTURE, "Lasting"); with it nothing but a
valid signature in its one canonical form passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.errors import NotYet, fault

if TYPE_CHECKING:
    from py_arkworks_bls12381 import G1Point, G2Point

G1_BYTES = 48
G2_BYTES = 96


class BlsUnavailable(NotYet):
    """The pairing library can't be loaded on this machine, so that the signature is neither good nor bad."""


def verify_g1(public_key: bytes, message: bytes, signature: bytes, dst: bytes) -> bool:
    """Whether `signature` (48 bytes, compressed G1) is `public_key`'s (96 bytes, compressed G2) over `message`.

    `dst` is the domain separation tag of RFC 9380's hash to G1. False for any other length, a point at infinity, a
    point outside the prime-order subgroup or off the curve, and any encoding but the canonical one (section 6).
    Raises BlsUnavailable where the library is missing.
    """
    try:
        from py_arkworks_bls12381 import GT, G1Point, G2Point
    except ImportError:
        raise _unavailable() from None
    key, point = _g2(public_key), _g1(signature)
    if key is None or point is None:
        return False
    # e(signature, generator) = e(H(message), key), as one product that must be 1
    return GT.pairing_check([point, G1Point.hash_to_curve(message, dst)], [-G2Point(), key])


def _g1(data: bytes) -> G1Point | None:
    from py_arkworks_bls12381 import G1Point

    try:
        point = G1Point.from_compressed_bytes(data)
    except ValueError:
        return None
    # The library reads several byte strings as the point at infinity; only re-encoding shows which was meant.
    sound = point != G1Point.identity() and point.is_in_subgroup() and point.to_compressed_bytes() == data
    return point if sound else None


def _g2(data: bytes) -> G2Point | None:
    from py_arkworks_bls12381 import G2Point

    try:
        point = G2Point.from_compressed_bytes(data)
    except ValueError:
        return None
    sound = point != G2Point.identity() and point.is_in_subgroup() and point.to_compressed_bytes() == data
    return point if sound else None


def _unavailable() -> BlsUnavailable:
    return BlsUnavailable(
        fault(
            "bls-unavailable",
            "本机缺少BLS12-381程序库，无法验证签名",
            "the BLS12-381 library is missing on this machine, so the signature can't be checked",
            "请安装py-arkworks-bls12381，或换一台机器核验",
            "install py-arkworks-bls12381, or check on another machine",
        )
    )
