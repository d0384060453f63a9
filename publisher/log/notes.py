"""C2SP signed notes and verifier keys (protocol section 3): bytes to typed objects and back, signing, verifying.

    {
      "type": "report",
      …
    }

    — rsj.heping.gov.cn/draw Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeO…

The text ends with a line feed; a blank line, the last one in the note, parts it from the signature lines. What the
text says is not this module's concern.
"""

from __future__ import annotations

import builtins
import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace

from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, Malformed, fault
from publisher.log import ed25519

MAX_ENTRY = 65_535
"""The most bytes of a log entry (protocol section 2). Whoever reads from outside looks at the size first."""
MAX_SIGNATURES = 64

NOTE_KEY = 0x01
"""An Ed25519 key that signs note texts."""
COSIGNER_KEY = 0x04
"""An Ed25519 key that cosigns checkpoints (cosignature/v1); see checkpoints.py."""

# C2SP allows any text but ASCII controls; the narrower rule for records (NFC and so on) is records.py's.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")
# A key name holds no plus and no character with the Unicode property White_Space, which every language lists
# differently (`\s` of Python and of JavaScript disagree about U+001C, U+0085 and U+FEFF), so it is written out.
_NAME = re.compile("[^\x00-\x20+\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]+")
_KEY_ID = re.compile("[0-9a-f]{8}")
_DASH = "\u2014 "
_RIGHT_NOTE = ("签名文书为正文、一个空行、签名行（协议第3节）", "a signed note is text, a blank line, signature lines")
_RIGHT_KEY = ("公钥写作 名称+标识+base64", "a verifier key is written name+id+base64")


def decode_base64(text: str) -> bytes:
    """The bytes of standard base64 with padding, written in the only canonical way. Raises Malformed."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:  # binascii.Error, or a character outside ASCII
        data = b""
    if b64encode(data).decode() != text:
        right = ("标准base64，含填充（RFC 4648第4节）", "standard base64 with padding (RFC 4648 section 4)")
        raise Malformed(fault("base64", "不是规范的base64", "not canonical base64", *right))
    return data


def encode_base64(data: bytes) -> str:
    """Standard base64 with padding."""
    return b64encode(data).decode()


def key_id(name: str, key: bytes, type: int = NOTE_KEY) -> bytes:
    """The first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key), which a signature line carries."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([type]) + key).digest()[:4]


@dataclass(frozen=True)
class Vkey:
    """A verifier key: whose it is and what it verifies. `type` is NOTE_KEY or COSIGNER_KEY, `key` has 32 bytes."""

    name: str
    key_id: bytes
    type: int
    key: bytes

    @classmethod
    def parse(cls, text: str) -> Vkey:
        """The key written `name+id+base64(type ‖ key)`; the id must be the one computed from the rest.

        Raises Malformed, or Refused where the key is readable but weak (ed25519.check_public_key).
        """
        name, _, rest = text.partition("+")
        identity, _, encoded = rest.partition("+")
        data = decode_base64(encoded)
        if not _KEY_ID.fullmatch(identity) or len(data) != 1 + ed25519.KEY_BYTES:
            raise Malformed(fault("vkey", "不是公钥", "not a verifier key", *_RIGHT_KEY))
        vkey = vkey_for(name, data[1:], data[0])
        if vkey.key_id.hex() != identity:
            right = (f"应为{vkey.key_id.hex()}", f"it would be {vkey.key_id.hex()}")
            raise Malformed(fault("key-id", f"公钥标识{identity}不符", f"the key id {identity} is wrong", *right))
        return vkey

    @property
    def text(self) -> str:
        """`name+id+base64(type ‖ key)`, the form in trust.json and on notices."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.type]) + self.key)}"


def vkey_for(name: str, key: bytes, type: int = NOTE_KEY) -> Vkey:
    """The verifier key of a name and a 32-byte public key. Raises Malformed, or Refused for a weak key."""
    if not _NAME.fullmatch(name):
        right = ("名称非空，不含空白和加号", "a name is not empty and has no space and no plus")
        raise Malformed(fault("key-name", f"密钥名称有误：{name[:80]}", f"not a key name: {name[:80]}", *right))
    if type not in (NOTE_KEY, COSIGNER_KEY):
        right = ("类型为1（文书）或4（会签）", "the type is 1 (note) or 4 (cosignature)")
        raise Malformed(fault("key-type", f"不支持的密钥类型{type}", f"key type {type} is not supported", *right))
    ed25519.check_public_key(key)
    return Vkey(name, key_id(name, key, type), type, key)


@dataclass(frozen=True)
class Signature:
    """One signature line. For a cosigner's key `signature` is the time (u64, big-endian) and then the 64 bytes."""

    name: str
    key_id: bytes
    signature: bytes

    @classmethod
    def parse(cls, line: str) -> Signature:
        """A line without its line feed: em dash, space, name, space, base64(key id ‖ signature). Raises Malformed."""
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not _NAME.fullmatch(name):
            raise Malformed(fault("signature-line", "不是签名行", "not a signature line", *_RIGHT_NOTE))
        data = decode_base64(encoded)
        if len(data) < 5:
            raise Malformed(fault("signature-line", "签名过短", "the signature is too short", *_RIGHT_NOTE))
        return cls(name, data[:4], data[4:])

    @property
    def line(self) -> str:
        """The line with its line feed."""
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.signature)}\n"


@dataclass(frozen=True)
class Note:
    """A text (its final line feed included) and its signatures; a bare entry of the log has none."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, data: builtins.bytes, name: str = "") -> Note:
        """The note in `data`, split at the last blank line; parsing loses nothing: `Note.parse(x).bytes == x`.

        `name` is the file's name for messages. Raises Malformed for text that isn't UTF-8, control characters but
        LF, no final LF, no signature, a bad signature line, base64 in a second form, over 64 signatures.
        """
        text = _decode(data, name)
        body, blank, tail = text.rpartition("\n\n")
        lines = tail.split("\n")[:-1]
        if not blank or not lines:
            raise Malformed(fault("no-signatures", "没有签名行", "no signature lines", *_RIGHT_NOTE).at(name))
        if len(lines) > MAX_SIGNATURES:
            right = (f"最多{MAX_SIGNATURES}个签名", f"at most {MAX_SIGNATURES} signatures")
            raise Malformed(fault("many-signatures", "签名过多", "too many signatures", *right).at(name))
        first = body.count("\n") + 3
        return cls(body + "\n", tuple(_signature(line, name, first + i) for i, line in enumerate(lines)))

    @property
    def bytes(self) -> builtins.bytes:
        """The note as it stands in a file and in the log; a bare text where there are no signatures."""
        lines = "".join(signature.line for signature in self.signatures)
        return (self.text + ("\n" + lines if lines else "")).encode()

    @property
    def hash(self) -> str:
        """The record hash: SHA-256 of the text, final LF included, without the signatures, as 64 hex digits."""
        return sha256_hex(self.text.encode())

    def with_signature(self, signature: Signature) -> Note:
        """The note with one more line, lines in byte order of key name, then key id (protocol section 3).

        A key signs once: where it has a line already the note stays as it is, also if the new line differs.
        """
        if any(_key_of(held) == _key_of(signature) for held in self.signatures):
            return self
        return replace(self, signatures=tuple(sorted((*self.signatures, signature), key=_key_of)))

    def signature_of(self, vkey: Vkey) -> Signature | None:
        """The line that names this key, not yet verified; None without one. Raises Fails where there are two."""
        lines = [line for line in self.signatures if (line.name, line.key_id) == (vkey.name, vkey.key_id)]
        if len(lines) > 1:
            right = ("每个密钥只签一次", "a key signs once")
            raise Fails(fault("signed-twice", f"{vkey.name}有两个签名", f"{vkey.name} signed twice", *right))
        return lines[0] if lines else None

    def verify(self, vkeys: Iterable[Vkey]) -> frozenset[str]:
        """The names of those of `vkeys` that signed the text. An empty answer means that nobody known signed.

        Lines of other keys are ignored, and so are `vkeys` of cosigners: checkpoints.py judges those. Raises Fails
        where a known key (by name and key id) has a signature that isn't good, or two lines: the note is rejected.
        """
        return frozenset(vkey.name for vkey in vkeys if vkey.type == NOTE_KEY and self._signed_by(vkey))

    def _signed_by(self, vkey: Vkey) -> bool:
        line = self.signature_of(vkey)
        if line and not ed25519.verify(vkey.key, line.signature, self.text.encode()):
            right = ("整份文书不予采信", "the whole note is rejected")
            raise Fails(fault("bad-signature", f"{vkey.name}的签名无效", f"bad signature of {vkey.name}", *right))
        return line is not None


def sign_note(text: str, name: str, seed: bytes) -> Signature:
    """The signature line of key `name` (seed of 32 bytes) for `text`, which ends with LF. Raises Malformed."""
    _check(text, "")
    vkey = vkey_for(name, ed25519.public_key(seed))
    return Signature(name, vkey.key_id, ed25519.sign(seed, text.encode()))


def parse_entry(data: bytes) -> Note:
    """A log entry: a signed note in its one form, or a bare text without blank line (sealed rows, section 3).

    Raises Malformed as Note.parse does, and where the entry is over 65,535 bytes, or its signature lines are not in
    byte order of key name with one line for each key.
    """
    if len(data) > MAX_ENTRY:
        right = (f"最多{MAX_ENTRY}字节", f"at most {MAX_ENTRY} bytes")
        raise Malformed(fault("entry-size", f"条目有{len(data)}字节", f"an entry of {len(data)} bytes", *right))
    if b"\n\n" not in data:
        return Note(_decode(data, ""), ())
    note = Note.parse(data)
    keys = [_key_of(line) for line in note.signatures]
    if sorted(set(keys)) != keys:
        right = ("签名行按密钥名称的字节顺序，每个密钥一行", "lines in byte order of key name, one for each key")
        raise Malformed(fault("signature-order", "签名行次序有误", "signature lines out of order", *right))
    return note


def _key_of(line: Signature) -> tuple[bytes, bytes]:
    return line.name.encode(), line.key_id


def _signature(line: str, name: str, number: int) -> Signature:
    try:
        return Signature.parse(line)
    except Malformed as error:
        raise Malformed(*(found.at(name, number) for found in error.faults)) from None


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = (f"第{error.start}字节不是UTF-8", f"byte {error.start} is not UTF-8")
        raise Malformed(fault("not-utf8", *wrong, *_RIGHT_NOTE).at(name)) from None
    _check(text, name)
    return text


def _check(text: str, name: str) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        char, line = f"U+{ord(found.group()):04X}", text.count("\n", 0, found.start()) + 1
        wrong = (f"含控制字符{char}", f"control character {char}")
        raise Malformed(fault("control-character", *wrong, *_RIGHT_NOTE).at(name, line))
    if not text.endswith("\n"):
        raise Malformed(fault("no-final-lf", "没有以换行结束", "no final line feed", *_RIGHT_NOTE).at(name))
