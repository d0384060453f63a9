"""Checkpoints of the log and the cosignatures of witnesses (C2SP tlog-checkpoint, cosignature/v1; section 9).

    rsj.heping.gov.cn/shuangsuiji
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

The origin is also the log key's name. A cosignature says: at this time this was the largest tree that I had seen of
this log, and it only grew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from publisher.draw.evidence import MAX_INTEGER, sha256_hex
from publisher.errors import Fails, Malformed, Refused, fault
from publisher.log import ed25519
from publisher.log.merkle import HASH_BYTES
from publisher.log.notes import COSIGNER_KEY, Note, Signature, Vkey, decode_base64, encode_base64, vkey_for

LAST_TIME = 32_503_679_999
"""2999-12-31T23:59:59Z: a later time is no time (as in draw/identifiers.py), so nothing downstream overflows."""

_DECIMAL = re.compile("0|[1-9][0-9]{0,15}")
# Whatever a signed note refuses, and the line feed too.
_ORIGIN = re.compile("[^\x00-\x1f\ud800-\udfff]+")
_TIME_BYTES = 8
_RIGHT = ("检查点为三行：来源、大小、根（协议第9节）", "a checkpoint has three lines: origin, size, root")


@dataclass(frozen=True)
class Checkpoint:
    """The log at one size: `root` (32 bytes) is the RFC 6962 root of the first `size` entries."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint that a note's text states, three lines each ended by LF, each written in its one form.

        Raises Malformed, also for C2SP's extension lines: our log writes none, and no monitor could audit them.
        """
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not _ORIGIN.fullmatch(lines[0]):
            raise Malformed(fault("checkpoint", "不是检查点", "not a checkpoint", *_RIGHT))
        size, root = parse_decimal(lines[1]), decode_base64(lines[2])
        if len(root) != HASH_BYTES:
            raise Malformed(fault("checkpoint", "根不是32字节", "the root hasn't 32 bytes", *_RIGHT))
        return cls(lines[0], size, root)

    @property
    def text(self) -> str:
        """The three lines, which log and witnesses sign."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"


def parse_decimal(text: str) -> int:
    """A decimal 0 … 2⁵³−1 without sign or leading zero. Raises Malformed."""
    if not _DECIMAL.fullmatch(text) or int(text) > MAX_INTEGER:
        right = ("0至2⁵³−1的十进制数，无前导零", "a decimal 0 to 2^53-1 without leading zero")
        raise Malformed(fault("decimal", f"不是数：{text[:40]}", f"not a number: {text[:40]}", *right))
    return int(text)


def fingerprint(checkpoint: Checkpoint) -> str:
    """What stands on notices and receipts: SHA-256 of the checkpoint's text, as 64 hex digits."""
    return sha256_hex(checkpoint.text.encode())


def verify_checkpoint(note: Note, log: Vkey) -> Checkpoint:
    """The checkpoint in `note`, signed by the log key `log`, whose name is the origin (protocol section 9).

    Says nothing about witnesses. Raises Malformed for another text, Fails for another origin, no signature of the
    log, or a bad one.
    """
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != log.name:
        right = (f"应为{log.name}", f"it would be {log.name}")
        wrong = (f"来源{checkpoint.origin[:80]}不符", f"another origin: {checkpoint.origin[:80]}")
        raise Fails(fault("origin", *wrong, *right))
    if log.name not in note.verify([log]):
        right = (f"应有{log.name}的签名", f"{log.name} signs every checkpoint")
        raise Fails(
            fault("unsigned-checkpoint", "检查点没有总账的签名", "the log hasn't signed this checkpoint", *right)
        )
    return checkpoint


def cosign(checkpoint_text: str, name: str, seed: bytes, time: int) -> Signature:
    """A witness's line: its time (Unix seconds) and its signature over that time and the checkpoint's text.

    The witness has checked consistency before. Raises Malformed for another text, Refused for an impossible time.
    """
    Checkpoint.parse(checkpoint_text)
    if not 0 <= time <= LAST_TIME:
        right = ("1970年至2999年的Unix秒数", "Unix seconds from 1970 to 2999")
        raise Refused(fault("time", f"时间{time}不可能", f"the time {time} is impossible", *right))
    vkey = vkey_for(name, ed25519.public_key(seed), COSIGNER_KEY)
    signature = ed25519.sign(seed, _cosigned_message(checkpoint_text, time))
    return Signature(name, vkey.key_id, time.to_bytes(_TIME_BYTES, "big") + signature)


def verify_cosignature(note: Note, vkey: Vkey) -> int | None:
    """When the witness cosigned, in Unix seconds; None where it has no line in `note`.

    Raises Fails where its line is bad: not its signature, an impossible time, two lines; the note is then rejected
    (section 3). Raises Refused where `vkey` isn't a cosigner's.
    """
    if vkey.type != COSIGNER_KEY:
        right = ("会签密钥的类型为4", "a cosigner's key is of type 4")
        raise Refused(fault("key-type", f"{vkey.name}不是会签密钥", f"{vkey.name} is not a cosigner's key", *right))
    line = note.signature_of(vkey)
    if line is None:
        return None
    time = int.from_bytes(line.signature[:_TIME_BYTES], "big")
    message = _cosigned_message(note.text, time)
    if time > LAST_TIME or not ed25519.verify(vkey.key, line.signature[_TIME_BYTES:], message):
        _bad_cosignature(vkey.name)
    return time


def cosigned(note: Note, witnesses: Sequence[Vkey]) -> dict[str, int]:
    """Name to time (Unix seconds) of every one of `witnesses` that cosigned. Raises as verify_cosignature."""
    times = ((witness.name, verify_cosignature(note, witness)) for witness in witnesses)
    return {name: time for name, time in times if time is not None}


def _cosigned_message(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _bad_cosignature(name: str) -> NoReturn:
    right = ("整份检查点不予采信", "the whole checkpoint is rejected")
    raise Fails(fault("bad-cosignature", f"{name}的会签无效", f"bad cosignature of {name}", *right))
