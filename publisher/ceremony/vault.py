"""Secrets at rest: a passphrase, Argon2id, and an authenticated cipher (libsodium's secretbox).

A vault file is one line of ASCII: `publisher-vault/1 <ops> <memory> <salt> <nonce and ciphertext>`, last two in hex.
"""

from __future__ import annotations

from typing import NamedTuple

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from publisher.errors import Malformed, Refused, fault

MAGIC = "publisher-vault/1"


class Strength(NamedTuple):
    """Argon2id's operations and memory in bytes."""

    ops: int
    memory: int


STRONG = Strength(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
# For keys that are public anyway: the sample's, and those that tests generate.
SAMPLE = Strength(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)


def _box(passphrase: str, salt: bytes, strength: Strength) -> SecretBox:
    phrase = passphrase.encode("utf-8", "surrogateescape")  # an environment variable may hold any bytes
    key = argon2id.kdf(SecretBox.KEY_SIZE, phrase, salt, opslimit=strength.ops, memlimit=strength.memory)
    return SecretBox(key)


def _plausible(strength: Strength) -> bool:
    return SAMPLE.ops <= strength.ops <= STRONG.ops and SAMPLE.memory <= strength.memory <= STRONG.memory


def lock(data: bytes, passphrase: str, strength: Strength = STRONG) -> bytes:
    """`data` as a vault file under a passphrase; salt and nonce from the operating system."""
    salt = random(argon2id.SALTBYTES)
    sealed = _box(passphrase, salt, strength).encrypt(data)
    return f"{MAGIC} {strength.ops} {strength.memory} {salt.hex()} {bytes(sealed).hex()}\n".encode()


def unlock(vault: bytes, passphrase: str, name: str) -> bytes:
    """What a vault file holds. Raises Malformed (not a vault) or Refused (wrong passphrase or altered)."""
    try:
        magic, ops, memory, salt, sealed = vault.decode("ascii").split()
        strength = Strength(int(ops), int(memory))
        parts = bytes.fromhex(salt), bytes.fromhex(sealed)
    except ValueError:
        magic = ""
    # Stronger than the strong setting isn't ours: a crafted file must not exhaust the machine.
    if magic != MAGIC or not _plausible(strength) or len(parts[0]) != argon2id.SALTBYTES:
        right = ("从备份恢复此文件", "restore this file from a backup")
        raise Malformed(fault("vault", "不是密钥库文件", "not a vault file", *right).at(name))
    try:
        return bytes(_box(passphrase, parts[0], strength).decrypt(parts[1]))
    except (CryptoError, ValueError):
        wrong = ("口令不对，或文件被改动", "wrong passphrase, or the file was altered")
        raise Refused(fault("passphrase", *wrong, "重新输入口令", "enter the passphrase again").at(name)) from None
