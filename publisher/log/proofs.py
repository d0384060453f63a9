"""One file that proves, offline, that an entry is in the log (C2SP tlog-proof; protocol section 9).

    c2sp.org/tlog-proof@v1
    index 73894
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
    …

    rsj.heping.gov.cn/shuangsuiji
    109482
    …

Leaf to root, then a blank line and the checkpoint with its signatures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.errors import Fails, Malformed, fault
from publisher.log.checkpoints import Checkpoint, parse_decimal, verify_checkpoint
from publisher.log.merkle import HASH_BYTES, leaf_hash, verify_inclusion
from publisher.log.notes import Note, Vkey, decode_base64, encode_base64

HEADER = "c2sp.org/tlog-proof@v1"
_MAX_HASHES = 53  # a tree of 2⁵³−1 entries is no higher
_RIGHT = ("格式见 c2sp.org/tlog-proof", "the format is that of c2sp.org/tlog-proof")


@dataclass(frozen=True)
class Proof:
    """Index from 0, audit path (32 bytes each, from the leaf's sibling upwards), the checkpoint's note, and
    `extra`: free bytes that nobody signed and nobody may trust."""

    index: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note's text says. Raises Malformed."""
        return Checkpoint.parse(self.note.text)


def write_proof(index: int, hashes: Sequence[bytes], note: Note, extra: bytes = b"") -> bytes:
    """The proof file of entry `index` (from 0): its audit path in the tree of the checkpoint `note`."""
    head = [HEADER, *([f"extra {encode_base64(extra)}"] if extra else []), f"index {index}"]
    return "".join(f"{line}\n" for line in [*head, *map(encode_base64, hashes), ""]).encode() + note.bytes


def parse_proof(data: bytes, name: str = "") -> Proof:
    """The proof in `data`; nothing in it is verified yet. `name` is the file's name for messages.

    Raises Malformed for anything that `write_proof` doesn't write.
    """
    try:
        head, blank, rest = data.partition(b"\n\n")
        lines = head.decode("ascii").split("\n") if blank else []
        return _proof(lines, Note.parse(rest))
    except UnicodeDecodeError:
        raise Malformed(fault("proof", "证明含非ASCII字符", "a proof is ASCII", *_RIGHT).at(name)) from None
    except Malformed as error:
        raise error.at(name) from None


def _proof(lines: list[str], note: Note) -> Proof:
    extra = b""
    if len(lines) > 1 and lines[1].startswith("extra "):
        extra = decode_base64(lines.pop(1).removeprefix("extra "))
        _require(bool(extra))  # without extra data the line is omitted
    _require(len(lines) > 1 and lines[0] == HEADER and lines[1].startswith("index "))
    hashes = tuple(map(decode_base64, lines[2:]))
    _require(len(hashes) <= _MAX_HASHES and all(len(node) == HASH_BYTES for node in hashes))
    Checkpoint.parse(note.text)
    return Proof(parse_decimal(lines[1].removeprefix("index ")), hashes, note, extra)


def _require(holds: bool) -> None:
    if not holds:
        raise Malformed(fault("proof", "不是总账证明", "not a log proof", *_RIGHT))


def verify_proof(entry: bytes, data: bytes, log: Vkey) -> Proof:
    """The proof file `data`, after it has shown that `entry` is in the log of the key `log`.

    The checkpoint's origin is the log's name, its signature good, and the path leads from entry to root. Who else
    watched is for the caller to ask: `cosigned(proof.note, witnesses)`. Raises Malformed or Fails.
    """
    proof = parse_proof(data)
    checkpoint = verify_checkpoint(proof.note, log)
    leaf = leaf_hash(entry)
    if not verify_inclusion(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root):
        right = ("证明须从这一条目通到检查点的根", "the path leads from this entry to the checkpoint's root")
        raise Fails(fault("not-in-log", "证明不成立", "the proof doesn't hold", *right))
    return proof
