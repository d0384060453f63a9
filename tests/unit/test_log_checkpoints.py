"""Checkpoints and cosignatures (protocol section 9, C2SP tlog-checkpoint and cosignature/v1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, Malformed, Refused
from publisher.log import ed25519
from publisher.log.checkpoints import (
    LAST_TIME,
    Checkpoint,
    cosign,
    cosigned,
    fingerprint,
    parse_decimal,
    verify_checkpoint,
    verify_cosignature,
)
from publisher.log.merkle import EMPTY_ROOT
from publisher.log.notes import COSIGNER_KEY, Note, Signature, sign_note, vkey_for

ORIGIN = "rsj.heping.gov.cn/shuangsuiji"
SEED = bytes([7]) * 32
LOG = vkey_for(ORIGIN, ed25519.public_key(SEED))
CHECKPOINT = Checkpoint(ORIGIN, 42, bytes(range(32)))
NOTE = Note(CHECKPOINT.text, (sign_note(CHECKPOINT.text, ORIGIN, SEED),))

ARCHIVE, COURT = "archive.example/witness", "court.example/witness"
WITNESS_SEEDS = {ARCHIVE: bytes([8]) * 32, COURT: bytes([9]) * 32}
WITNESSES = {name: vkey_for(name, ed25519.public_key(seed), COSIGNER_KEY) for name, seed in WITNESS_SEEDS.items()}
MOMENT = 1_767_225_600


def watched(*names: str, time: int = MOMENT) -> Note:
    note = NOTE
    for name in names:
        note = note.with_signature(cosign(note.text, name, WITNESS_SEEDS[name], time))
    return note


def test_a_checkpoint_is_three_lines() -> None:
    assert CHECKPOINT.text == f"{ORIGIN}\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert Checkpoint.parse(CHECKPOINT.text) == CHECKPOINT
    assert fingerprint(CHECKPOINT) == sha256_hex(CHECKPOINT.text.encode())


@given(st.integers(0, 2**53 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_back_as_itself(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)
    assert Checkpoint.parse(checkpoint.text) == checkpoint


ROOT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n\n",
        f"{ORIGIN}\n42\n{ROOT}",
        f"{ORIGIN}\n42\n",
        f"{ORIGIN}\n{ROOT}\n42\n",
        f"\n42\n{ROOT}\n",
        f"{ORIGIN}\n042\n{ROOT}\n",
        f"{ORIGIN}\n+42\n{ROOT}\n",
        f"{ORIGIN}\n-1\n{ROOT}\n",
        f"{ORIGIN}\n42 \n{ROOT}\n",
        f"{ORIGIN}\n４２\n{ROOT}\n",
        f"{ORIGIN}\n4_2\n{ROOT}\n",
        f"{ORIGIN}\n\n{ROOT}\n",
        f"{ORIGIN}\n{2**53}\n{ROOT}\n",
        f"{ORIGIN}\n{'9' * 5000}\n{ROOT}\n",
        f"{ORIGIN}\n42\n{ROOT} \n",
        f"{ORIGIN}\n42\n{ROOT[:-1]}\n",
        f"{ORIGIN}\n42\n{ROOT[:-2]}9=\n",
        f"{ORIGIN}\n42\nAAEC\n",
        f"{ORIGIN}\n42\n\n",
        f"{ORIGIN}\n42\n{ROOT}\nextension\n",
        f"{ORIGIN}\n42\n{ROOT}\n\n",
        f"{ORIGIN}\r\n42\n{ROOT}\n",
        f"{ORIGIN}\ud800\n42\n{ROOT}\n",
    ],
)
def test_a_checkpoint_in_any_other_form_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        Checkpoint.parse(text)


@given(st.text() | st.lists(st.text(max_size=9), min_size=3, max_size=4).map("\n".join))
def test_arbitrary_text_is_a_checkpoint_that_writes_the_same_text_or_malformed(text: str) -> None:
    try:
        checkpoint = Checkpoint.parse(text)
    except Malformed:
        return
    assert checkpoint.text == text


@given(st.text())
def test_a_decimal_has_one_form(text: str) -> None:
    try:
        assert str(parse_decimal(text)) == text
    except Malformed:
        assert not (text.isascii() and text.isdigit() and len(text) < 16 and str(int(text)) == text)


def test_a_checkpoint_counts_when_the_log_signed_it_under_its_own_name() -> None:
    assert verify_checkpoint(NOTE, LOG) == CHECKPOINT
    assert verify_checkpoint(watched(ARCHIVE), LOG) == CHECKPOINT


def test_a_checkpoint_of_another_origin_fails_though_the_key_signed_it() -> None:
    other = Checkpoint("other.example/shuangsuiji", 42, bytes(32))
    note = Note(other.text, (sign_note(other.text, ORIGIN, SEED),))
    with pytest.raises(Fails, match="origin"):
        verify_checkpoint(note, LOG)


def test_a_checkpoint_that_the_log_did_not_sign_fails() -> None:
    stranger = sign_note(CHECKPOINT.text, ORIGIN, bytes(32))
    with pytest.raises(Fails, match="unsigned-checkpoint"):
        verify_checkpoint(Note(CHECKPOINT.text, (stranger,)), LOG)
    forged = Signature(ORIGIN, LOG.key_id, bytes(64))
    with pytest.raises(Fails, match="bad-signature"):
        verify_checkpoint(Note(CHECKPOINT.text, (forged,)), LOG)


def test_a_text_that_is_no_checkpoint_is_malformed_though_signed() -> None:
    with pytest.raises(Malformed):
        verify_checkpoint(Note("hello\n", (sign_note("hello\n", ORIGIN, SEED),)), LOG)


def test_a_cosignature_is_what_c2sp_writes() -> None:
    line = cosign(CHECKPOINT.text, ARCHIVE, WITNESS_SEEDS[ARCHIVE], MOMENT)
    message = f"cosignature/v1\ntime {MOMENT}\n{CHECKPOINT.text}".encode()
    assert line.key_id == WITNESSES[ARCHIVE].key_id
    assert line.signature[:8] == MOMENT.to_bytes(8, "big")
    assert line.signature[8:] == ed25519.sign(WITNESS_SEEDS[ARCHIVE], message)


def test_who_cosigned_and_when_is_read_from_the_note() -> None:
    note = Note.parse(watched(ARCHIVE, COURT).bytes)
    assert cosigned(note, list(WITNESSES.values())) == {ARCHIVE: MOMENT, COURT: MOMENT}
    assert cosigned(watched(COURT), list(WITNESSES.values())) == {COURT: MOMENT}
    assert verify_cosignature(NOTE, WITNESSES[ARCHIVE]) is None
    assert cosigned(NOTE, list(WITNESSES.values())) == {}


@given(st.integers(0, LAST_TIME))
def test_a_cosignature_holds_for_its_time(time: int) -> None:
    assert verify_cosignature(watched(ARCHIVE, time=time), WITNESSES[ARCHIVE]) == time


def test_a_cosignature_with_another_time_or_text_or_length_fails() -> None:
    line = cosign(CHECKPOINT.text, ARCHIVE, WITNESS_SEEDS[ARCHIVE], MOMENT)
    later = (MOMENT + 1).to_bytes(8, "big") + line.signature[8:]
    for data in (later, line.signature[:-1], line.signature + b"\0", line.signature[8:], b"\0"):
        with pytest.raises(Fails, match="bad-cosignature"):
            verify_cosignature(Note(CHECKPOINT.text, (Signature(ARCHIVE, line.key_id, data),)), WITNESSES[ARCHIVE])
    other = Checkpoint(ORIGIN, 43, EMPTY_ROOT).text
    with pytest.raises(Fails):
        verify_cosignature(Note(other, (line,)), WITNESSES[ARCHIVE])


def test_one_bad_cosignature_rejects_the_whole_checkpoint() -> None:
    forged = Signature(COURT, WITNESSES[COURT].key_id, bytes(72))
    with pytest.raises(Fails):
        cosigned(watched(ARCHIVE).with_signature(forged), list(WITNESSES.values()))


def test_a_witness_that_cosigned_twice_in_one_note_rejects_it() -> None:
    lines = [cosign(CHECKPOINT.text, ARCHIVE, WITNESS_SEEDS[ARCHIVE], MOMENT + later) for later in (0, 1)]
    with pytest.raises(Fails, match="signed-twice"):
        verify_cosignature(Note(CHECKPOINT.text, tuple(lines)), WITNESSES[ARCHIVE])
    # merging keeps the first, and so its time
    merged = NOTE.with_signature(lines[0]).with_signature(lines[1])
    assert verify_cosignature(merged, WITNESSES[ARCHIVE]) == MOMENT


@pytest.mark.parametrize("time", [LAST_TIME + 1, 2**63 - 1, 2**63, 2**64 - 1])
def test_a_time_that_no_clock_shows_fails_though_the_witness_signed_it(time: int) -> None:
    message = f"cosignature/v1\ntime {time}\n{CHECKPOINT.text}".encode()
    data = time.to_bytes(8, "big") + ed25519.sign(WITNESS_SEEDS[ARCHIVE], message)
    note = Note(CHECKPOINT.text, (Signature(ARCHIVE, WITNESSES[ARCHIVE].key_id, data),))
    with pytest.raises(Fails):
        verify_cosignature(note, WITNESSES[ARCHIVE])
    with pytest.raises(Refused):
        cosign(CHECKPOINT.text, ARCHIVE, WITNESS_SEEDS[ARCHIVE], time)


def test_no_witness_cosigns_before_1970_or_what_is_no_checkpoint() -> None:
    with pytest.raises(Refused):
        cosign(CHECKPOINT.text, ARCHIVE, WITNESS_SEEDS[ARCHIVE], -1)
    with pytest.raises(Malformed):
        cosign('{\n  "type": "void"\n}\n', ARCHIVE, WITNESS_SEEDS[ARCHIVE], MOMENT)


def test_a_record_key_is_no_witness() -> None:
    with pytest.raises(Refused):
        verify_cosignature(NOTE, LOG)


def test_the_log_key_cosigning_its_own_checkpoint_is_another_key() -> None:
    line = cosign(CHECKPOINT.text, ORIGIN, SEED, MOMENT)
    assert line.key_id != LOG.key_id
    with pytest.raises(Fails, match="unsigned-checkpoint"):
        verify_checkpoint(Note(CHECKPOINT.text, (line,)), LOG)
