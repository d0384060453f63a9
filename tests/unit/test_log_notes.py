"""Signed notes and verifier keys (protocol section 3, C2SP signed-note)."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, Malformed, PublisherError, Refused
from publisher.log import ed25519
from publisher.log.notes import (
    COSIGNER_KEY,
    MAX_ENTRY,
    MAX_SIGNATURES,
    Note,
    Signature,
    Vkey,
    decode_base64,
    encode_base64,
    parse_entry,
    sign_note,
    vkey_for,
)

DRAW, LEGAL = "rsj.heping.gov.cn/draw", "rsj.heping.gov.cn/legal"
SEEDS = {DRAW: bytes(32), LEGAL: bytes([1]) * 32}
KEYS = {name: vkey_for(name, ed25519.public_key(seed)) for name, seed in SEEDS.items()}
TEXT = '{\n  "reason": "测试",\n  "type": "void"\n}\n'

texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")).map(lambda text: text + "\n")
names = st.from_regex(r"[a-z0-9.-]{1,9}/[a-z0-9-]{1,9}", fullmatch=True)
lines = st.builds(Signature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80))


def signed(*names: str, text: str = TEXT) -> Note:
    note = Note(text, ())
    for name in names:
        note = note.with_signature(sign_note(text, name, SEEDS[name]))
    return note


def test_a_note_looks_as_c2sp_writes_it() -> None:
    key = ed25519.public_key(SEEDS[DRAW])
    identity = hashlib.sha256(DRAW.encode() + b"\n\x01" + key).digest()[:4]
    signature = b64encode(identity + ed25519.sign(SEEDS[DRAW], TEXT.encode())).decode()
    assert signed(DRAW).bytes.decode() == f"{TEXT}\n— {DRAW} {signature}\n"
    assert KEYS[DRAW].text == DRAW + "+" + identity.hex() + "+" + b64encode(b"\x01" + key).decode()


def test_a_signed_note_verifies_for_each_key_that_signed_it_and_for_no_other() -> None:
    assert signed(DRAW, LEGAL).verify(KEYS.values()) == {DRAW, LEGAL}
    assert signed(DRAW).verify(KEYS.values()) == {DRAW}
    assert signed(DRAW).verify([KEYS[LEGAL]]) == frozenset()
    assert signed(DRAW).verify([]) == frozenset()


def test_the_record_hash_is_that_of_the_text_with_its_line_feed_and_without_signatures() -> None:
    assert signed(DRAW).hash == signed(LEGAL).hash == sha256_hex(TEXT.encode())


def test_a_known_key_with_a_bad_signature_rejects_the_note_though_another_signature_is_good() -> None:
    forged = Signature(LEGAL, KEYS[LEGAL].key_id, bytes(64))
    note = signed(DRAW).with_signature(forged)
    assert note.verify([KEYS[DRAW]]) == {DRAW}
    with pytest.raises(Fails, match="bad-signature"):
        note.verify(KEYS.values())


def test_a_signature_of_another_text_fails() -> None:
    other = TEXT.replace("测试", "检验")
    with pytest.raises(Fails):
        Note(other, signed(DRAW).signatures).verify(KEYS.values())


def test_a_signature_of_a_wrong_length_fails() -> None:
    (line,) = signed(DRAW).signatures
    for data in (line.signature[:-1], line.signature + b"\0", b"\0"):
        with pytest.raises(Fails):
            Note(TEXT, (Signature(DRAW, line.key_id, data),)).verify(KEYS.values())


def test_two_lines_of_a_known_key_reject_the_note_and_two_of_an_unknown_key_are_ignored() -> None:
    (line,) = signed(LEGAL).signatures
    note = Note(TEXT, (*signed(DRAW).signatures, line, line))
    assert note.verify([KEYS[DRAW]]) == {DRAW}
    with pytest.raises(Fails, match="signed-twice"):
        note.verify([KEYS[LEGAL]])


def test_the_same_name_or_the_same_key_id_alone_makes_no_known_key() -> None:
    (line,) = signed(DRAW).signatures
    same_name = Signature(DRAW, b"\0\0\0\0", line.signature)
    same_id = Signature(LEGAL, line.key_id, line.signature)
    assert Note(TEXT, (same_name, same_id)).verify(KEYS.values()) == frozenset()


def test_a_cosigner_key_signs_no_record() -> None:
    cosigner = vkey_for(DRAW, ed25519.public_key(SEEDS[DRAW]), COSIGNER_KEY)
    line = Signature(DRAW, cosigner.key_id, ed25519.sign(SEEDS[DRAW], TEXT.encode()))
    assert Note(TEXT, (line,)).verify([cosigner, KEYS[DRAW]]) == frozenset()


def test_signature_lines_stand_in_byte_order_of_key_name_whoever_signs_first() -> None:
    note = signed(LEGAL, DRAW)
    assert note == signed(DRAW, LEGAL)
    assert [line.name for line in note.signatures] == [DRAW, LEGAL]


def test_signing_twice_changes_nothing() -> None:
    note = signed(DRAW)
    assert note.with_signature(sign_note(TEXT, DRAW, SEEDS[DRAW])) == note
    assert note.with_signature(Signature(DRAW, KEYS[DRAW].key_id, b"another")) == note


def test_the_text_may_hold_blank_lines_and_is_split_at_the_last_one() -> None:
    text = "一\n\n— looks/like AAAAAAA=\n\n三\n"
    note = Note.parse(signed(DRAW, text=text).bytes)
    assert note.text == text
    assert note.verify(KEYS.values()) == {DRAW}


@given(texts, st.lists(lines, min_size=1, max_size=5))
def test_what_is_written_is_what_is_read(text: str, signatures: list[Signature]) -> None:
    note = Note(text, tuple(signatures))
    assert Note.parse(note.bytes) == note


@given(texts)
def test_signing_and_reading_back_verifies(text: str) -> None:
    note = Note.parse(signed(DRAW, LEGAL, text=text).bytes)
    assert note.verify(KEYS.values()) == {DRAW, LEGAL}


LINE = signed(DRAW).signatures[0].line


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-final-lf"),
        (b"\n", "no-signatures"),
        (b"\n\n", "no-signatures"),
        (TEXT.encode(), "no-signatures"),
        (TEXT.encode() + b"\n", "no-signatures"),
        (LINE.encode(), "no-signatures"),
        (("\n" + LINE).encode(), "no-signatures"),
        ((TEXT + LINE).encode(), "no-signatures"),
        ((TEXT + "\n" + LINE).encode()[:-1], "no-final-lf"),
        ((TEXT + "\n" + LINE + "\n").encode(), "no-signatures"),
        ((TEXT + "\n" + LINE + "more\n").encode(), "signature-line"),
        ((TEXT + "\n" + LINE).replace("—", "-").encode(), "signature-line"),
        ((TEXT + "\n" + LINE).replace("— ", "—").encode(), "signature-line"),
        ((TEXT + "\n" + LINE).replace("— ", "—  ").encode(), "signature-line"),
        ((TEXT + "\n" + LINE).replace("/draw ", "/draw  ").encode(), "base64"),
        ((TEXT + "\n" + LINE).replace("/draw ", "/draw+x ").encode(), "signature-line"),
        ((TEXT + "\n" + LINE).replace("/draw ", "/draw\u00a0x ").encode(), "signature-line"),
        ((TEXT + "\n" + LINE).replace("/draw ", "/draw\u3000x ").encode(), "signature-line"),
        ((TEXT + "\n" + LINE[:-1] + " \n").encode(), "base64"),
        ((TEXT + "\n— a/b\n").encode(), "signature-line"),
        ((TEXT + "\n— a/b \n").encode(), "signature-line"),
        ((TEXT + "\n— a/b AAAAAA==\n").encode(), "signature-line"),
        ((TEXT + "\n— a/b AAAAAAB=\n").encode(), "base64"),
        ((TEXT + "\n— a/b AAAAAAA\n").encode(), "base64"),
        ((TEXT + "\n— a/b AAAAAA_=\n").encode(), "base64"),
        ((TEXT + "\n— a/b 签名\n").encode(), "base64"),
        ((TEXT + "\r\n" + LINE).encode(), "control-character"),
        (("\t" + TEXT + "\n" + LINE).encode(), "control-character"),
        (("\0" + TEXT + "\n" + LINE).encode(), "control-character"),
        (b"\xff" + (TEXT + "\n" + LINE).encode(), "not-utf8"),
        (b"\xed\xa0\x80" + (TEXT + "\n" + LINE).encode(), "not-utf8"),
        ((TEXT + "\n" + LINE * (MAX_SIGNATURES + 1)).encode(), "many-signatures"),
    ],
)
def test_what_is_off_is_malformed(data: bytes, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        Note.parse(data, "x.note")
    assert caught.value.faults[0].code == code
    assert caught.value.faults[0].file == "x.note"


def test_sixty_four_signatures_are_read() -> None:
    assert len(Note.parse((TEXT + "\n" + LINE * MAX_SIGNATURES).encode()).signatures) == MAX_SIGNATURES


def test_a_bad_signature_line_is_named_by_its_number() -> None:
    with pytest.raises(Malformed) as caught:
        Note.parse(f"一\n二\n\n{LINE}— a/b !\n".encode(), "x.note")
    assert caught.value.faults[0].line == 5


def test_no_text_is_signed_that_could_not_be_read_back() -> None:
    for text in ("", "一", "一\r\n", "\ud800\n", "\x1b[2J\n"):
        with pytest.raises(Malformed):
            sign_note(text, DRAW, SEEDS[DRAW])
    with pytest.raises(Malformed):
        sign_note(TEXT, "two words", SEEDS[DRAW])
    with pytest.raises(Malformed):
        sign_note(TEXT, DRAW, b"short")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\n\n\n")
@example(b"a\n\n\xe2\x80\x94 a/b AAAAAAA=\n")
def test_arbitrary_bytes_are_a_note_that_writes_the_same_bytes_or_malformed(data: bytes) -> None:
    for parse in (Note.parse, parse_entry):
        try:
            note = parse(data)
        except Malformed:
            continue
        assert note.bytes == data


@given(st.data())
def test_a_mangled_note_is_malformed_or_fails_or_is_told_by_its_bytes(data: st.DataObject) -> None:
    good = signed(DRAW, LEGAL).bytes
    at = data.draw(st.integers(0, len(good) - 1))
    mangled = good[:at] + data.draw(st.binary(max_size=3)) + good[at + data.draw(st.integers(0, 3)) :]
    assume(mangled != good)
    try:
        note = Note.parse(mangled)
        signers = note.verify(KEYS.values())
    except (Malformed, Fails):
        return
    # what is left of the signatures holds for the same text only
    assert not signers or note.text == TEXT


def test_an_entry_is_a_note_or_a_bare_text() -> None:
    assert parse_entry(signed(DRAW, LEGAL).bytes) == signed(DRAW, LEGAL)
    bare = parse_entry(TEXT.encode())
    assert bare == Note(TEXT, ())
    assert bare.bytes == TEXT.encode()
    assert bare.hash == signed(DRAW).hash
    assert bare.verify(KEYS.values()) == frozenset()


@pytest.mark.parametrize("data", [b"", b"{}", b"{}\r\n", b"\xff\n", b"{}\n\n", b"a" * MAX_ENTRY + b"\n"])
def test_an_entry_that_is_neither_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        parse_entry(data)


def test_an_entry_has_its_lines_in_order_and_one_for_each_key() -> None:
    draw, legal = signed(DRAW, LEGAL).signatures
    for wrong in [(legal, draw), (draw, draw), (draw, legal, legal)]:
        with pytest.raises(Malformed, match="signature-order"):
            parse_entry(Note(TEXT, wrong).bytes)
        assert Note.parse(Note(TEXT, wrong).bytes).signatures == wrong


def test_the_largest_entry_is_read() -> None:
    assert len(parse_entry(b"a" * (MAX_ENTRY - 1) + b"\n").bytes) == MAX_ENTRY


@given(names, st.binary(min_size=32, max_size=32), st.sampled_from([1, 4]))
def test_a_verifier_key_reads_back_as_itself(name: str, seed: bytes, kind: int) -> None:
    vkey = vkey_for(name, ed25519.public_key(seed), kind)
    assert Vkey.parse(vkey.text) == vkey
    assert vkey.key_id != vkey_for(name, vkey.key, 5 - kind).key_id


GOOD = KEYS[DRAW].text
HEX = KEYS[DRAW].key_id.hex()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        "++",
        DRAW,
        f"{DRAW}+{HEX}",
        f"{DRAW}+{HEX}+",
        GOOD + "\n",
        " " + GOOD,
        GOOD + "=",
        GOOD.replace(HEX, HEX.upper()),
        GOOD.replace(HEX, "00000000"),
        GOOD.replace(HEX, HEX[:-1]),
        GOOD.replace("/draw", "/other"),
        GOOD.replace("/draw", "/draw "),
        GOOD.replace(DRAW, ""),
        GOOD.replace("/draw", "/\ud800"),
        f"{DRAW}+{HEX}+" + encode_base64(b"\x01" + KEYS[DRAW].key + b"\0"),
        f"{DRAW}+{HEX}+" + encode_base64(b"\x01" + KEYS[DRAW].key[:-1]),
        f"{DRAW}+{HEX}+" + encode_base64(b"\x02" + KEYS[DRAW].key),
    ],
)
def test_a_verifier_key_that_is_off_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        Vkey.parse(text)


def test_a_weak_key_is_refused_by_whichever_door_it_comes() -> None:
    weak = (1).to_bytes(32, "little")
    identity = hashlib.sha256(DRAW.encode() + b"\n\x01" + weak).digest()[:4].hex()
    with pytest.raises(Refused, match="weak-key"):
        vkey_for(DRAW, weak)
    with pytest.raises(Refused, match="weak-key"):
        Vkey.parse(f"{DRAW}+{identity}+" + encode_base64(b"\x01" + weak))


@given(st.text())
def test_arbitrary_text_as_a_key_or_a_signature_line_or_base64_raises_one_of_our_errors(text: str) -> None:
    for parse in (Vkey.parse, Signature.parse, decode_base64):
        try:
            parse(text)
        except PublisherError:
            continue


@given(st.binary())
def test_base64_has_one_form(data: bytes) -> None:
    text = encode_base64(data)
    assert decode_base64(text) == data
    for other in (text + "=", text + "\n", text[:-1], "=" + text):
        try:
            assert encode_base64(decode_base64(other)) == other
        except Malformed:
            continue
