"""Ed25519 with one meaning everywhere (protocol section 2): strict keys, strict signatures, no cofactor.

Implementations of RFC 8032 disagree about crafted signatures: points with a part of small order, points or scalars
written in a second way. Here such keys and signatures are refused, so that no signature splits two verifiers.
The arithmetic is OpenSSL's (`cryptography`); the subgroup test is libsodium's (`PyNaCl`).
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from nacl.bindings import crypto_core_ed25519_is_valid_point

from publisher.errors import Malformed, Refused, fault

KEY_BYTES = 32
SIGNATURE_BYTES = 64
ORDER = 2**252 + 27742317777372353535851937790883648493
"""L, the prime order of the base point's subgroup."""

_IDENTITY = b"\x01" + bytes(31)
# The base point plus the point of order 2: what libsodium took for a good point before it fixed CVE-2025-69277.
_MIXED_ORDER = bytes.fromhex("95" + "99" * 30 + "99")

if crypto_core_ed25519_is_valid_point(_MIXED_ORDER):
    raise ImportError("this libsodium accepts points of mixed order (CVE-2025-69277): install PyNaCl >= 1.6.2")


_is_good_key = lru_cache(maxsize=2**10)(crypto_core_ed25519_is_valid_point)
"""A bureau has few keys, and each is asked about at each of its signatures."""


def check_public_key(key: bytes) -> None:
    """Passes a public key that may be registered: 32 bytes, canonical, on the curve, of prime order.

    Raises Malformed unless `key` has 32 bytes, Refused for any other fault: a second way of writing a point, no
    point at all, a point of small order (the identity too) or of mixed order (protocol section 2).
    """
    if len(key) != KEY_BYTES:
        right = ("Ed25519公钥为32字节", "an Ed25519 public key has 32 bytes")
        raise Malformed(fault("key-length", f"公钥有{len(key)}字节", f"the key has {len(key)} bytes", *right))
    if not _is_good_key(key):
        raise Refused(
            fault(
                "weak-key",
                "公钥不是素数阶子群中规范书写的点",
                "the key is not a canonically written point of the prime-order subgroup",
                "请用 publisher 重新生成密钥",
                "make a new key with publisher",
            )
        )


@lru_cache(maxsize=2**14)  # a checkpoint's lines are asked for by whoever asks since when an entry is public
def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` (R ‖ S, 64 bytes) is the one strict signature's form of `message` under `key` (32 bytes).

    Strict (protocol section 2): A and R canonical and torsion-free, S < L, and S·B = R + k·A without the cofactor.
    A key of small order is refused, the identity too. R may be the identity: it lies in the subgroup, only the
    holder of the key can make such a signature, and the JavaScript verifier's `isTorsionFree()` says the same.
    Never raises: wrong lengths are simply not a signature.
    """
    if len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    # For a good A the equation alone forces a good R, and OpenSSL compares S with L: said here as the protocol says it.
    point, scalar = signature[:32], int.from_bytes(signature[32:], "little")
    if scalar >= ORDER or not _is_good_key(key):
        return False
    if point != _IDENTITY and not crypto_core_ed25519_is_valid_point(point):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def sign(private: bytes, message: bytes) -> bytes:
    """The 64-byte signature of `message` by the seed `private` (32 bytes, RFC 8032). Raises Malformed."""
    return _private_key(private).sign(message)


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte seed. Raises Malformed."""
    return _private_key(seed).public_key().public_bytes_raw()


def _private_key(seed: bytes) -> Ed25519PrivateKey:
    if len(seed) != KEY_BYTES:  # the seed itself is never named in a message
        right = ("Ed25519私钥为32字节", "an Ed25519 private key has 32 bytes")
        raise Malformed(fault("seed-length", "私钥长度不对", "the private key has a wrong length", *right))
    return Ed25519PrivateKey.from_private_bytes(seed)
