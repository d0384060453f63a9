"""Proof files (protocol section 9, C2SP tlog-proof)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Fails, Malformed
from publisher.log import ed25519
from publisher.log.checkpoints import Checkpoint, cosign, cosigned
from publisher.log.merkle import inclusion_proof, leaf_hash, root
from publisher.log.notes import COSIGNER_KEY, Note, encode_base64, sign_note, vkey_for
from publisher.log.proofs import HEADER, Proof, parse_proof, verify_proof, write_proof

ORIGIN = "rsj.heping.gov.cn/shuangsuiji"
SEED = bytes([7]) * 32
LOG = vkey_for(ORIGIN, ed25519.public_key(SEED))
ENTRIES = [f'{{\n  "n": {number}\n}}\n'.encode() for number in range(13)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def checkpoint(size: int) -> Note:
    text = Checkpoint(ORIGIN, size, root(LEAVES[:size])).text
    return Note(text, (sign_note(text, ORIGIN, SEED),))


def proof_of(index: int, size: int = 13, extra: bytes = b"") -> bytes:
    return write_proof(index, inclusion_proof(LEAVES, index, size), checkpoint(size), extra)


def test_a_proof_looks_as_c2sp_writes_it() -> None:
    note = checkpoint(2)
    expected = f"{HEADER}\nindex 0\n{encode_base64(LEAVES[1])}\n\n".encode() + note.bytes
    assert proof_of(0, 2) == expected
    assert proof_of(0, 2, b"more") == expected.replace(b"index", b"extra bW9yZQ==\nindex")


@pytest.mark.parametrize("size", [1, 2, 3, 12, 13])
def test_every_entry_of_the_log_is_proven_by_one_file(size: int) -> None:
    for index in range(size):
        proof = verify_proof(ENTRIES[index], proof_of(index, size), LOG)
        assert (proof.index, proof.checkpoint.size) == (index, size)


def test_the_witnesses_are_read_from_the_same_file() -> None:
    seed, name = bytes([8]) * 32, "archive.example/witness"
    note = checkpoint(13)
    note = note.with_signature(cosign(note.text, name, seed, 1_767_225_600))
    data = write_proof(4, inclusion_proof(LEAVES, 4, 13), note)
    witness = vkey_for(name, ed25519.public_key(seed), COSIGNER_KEY)
    assert cosigned(verify_proof(ENTRIES[4], data, LOG).note, [witness]) == {name: 1_767_225_600}


def test_another_entry_or_index_or_path_is_not_proven() -> None:
    proof = parse_proof(proof_of(4))
    wrong = [
        (ENTRIES[5], proof),
        (ENTRIES[4] + b"\n", proof),
        (ENTRIES[4], replace(proof, index=5)),
        (ENTRIES[4], replace(proof, index=13)),
        (ENTRIES[4], replace(proof, hashes=proof.hashes[:-1])),
        (ENTRIES[4], replace(proof, hashes=(*proof.hashes, LEAVES[0]))),
        (ENTRIES[4], replace(proof, hashes=proof.hashes[::-1])),
        (ENTRIES[4], replace(proof, note=checkpoint(12))),
    ]
    for entry, changed in wrong:
        data = write_proof(changed.index, changed.hashes, changed.note)
        with pytest.raises(Fails, match="not-in-log"):
            verify_proof(entry, data, LOG)


def test_a_proof_under_a_checkpoint_that_the_log_did_not_sign_fails() -> None:
    note = checkpoint(13)
    other = Note(note.text, (sign_note(note.text, ORIGIN, bytes(32)),))
    with pytest.raises(Fails, match="unsigned-checkpoint"):
        verify_proof(ENTRIES[0], write_proof(0, inclusion_proof(LEAVES, 0, 13), other), LOG)


@given(
    st.integers(0, 2**53 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=53),
    st.binary(max_size=20),
)
def test_a_proof_reads_back_as_itself(index: int, hashes: list[bytes], extra: bytes) -> None:
    data = write_proof(index, hashes, checkpoint(3), extra)
    assert parse_proof(data) == Proof(index, tuple(hashes), checkpoint(3), extra)


GOOD = proof_of(4, extra=b"extra").decode()
HASH = encode_base64(LEAVES[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        HEADER,
        f"{HEADER}\n\n",
        GOOD.replace("@v1", "@v2"),
        GOOD.replace(HEADER + "\n", ""),
        GOOD.replace("index 4\n", ""),
        GOOD.replace("index 4", "index 04"),
        GOOD.replace("index 4", "index -4"),
        GOOD.replace("index 4", "index  4"),
        GOOD.replace("index 4", f"index {2**53}"),
        GOOD.replace("index 4", "index 4\nindex 4"),
        GOOD.replace("extra ZXh0cmE=", "extra "),
        GOOD.replace("extra ZXh0cmE=", "extra"),
        GOOD.replace("extra ZXh0cmE=", "extra ZXh0cmF="),
        GOOD.replace("extra ZXh0cmE=", "extra ZXh0cmE=\nextra ZXh0cmE="),
        GOOD.replace("extra ZXh0cmE=", "额外 ZXh0cmE="),
        GOOD.replace("index 4", "index 4\nAAAA"),
        GOOD.replace("index 4", f"index 4\n{HASH} "),
        GOOD.replace("index 4", "index 4\n\n" + HASH),
        GOOD.replace("index 4", "index 4" + f"\n{HASH}" * 60),
        GOOD.replace("\n\n" + ORIGIN, "\n" + ORIGIN),
        GOOD.replace("\n\n" + ORIGIN, "\n\n\n" + ORIGIN),
        GOOD.replace("\n13\n", "\n013\n"),
        GOOD.replace("\n", "\r\n"),
        GOOD[:-1],
        GOOD + "\n",
    ],
)
def test_a_proof_in_any_other_form_is_malformed(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_proof(text.encode(), "x.tlog-proof")
    assert caught.value.faults[0].file == "x.tlog-proof"


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_malformed(data: bytes) -> None:
    for text in (data, HEADER.encode() + b"\n" + data, f"{HEADER}\nindex 0\n".encode() + data):
        with pytest.raises(Malformed):
            parse_proof(text)


@given(st.data())
def test_a_mangled_proof_is_malformed_or_writes_the_same_bytes(data: st.DataObject) -> None:
    good = GOOD.encode()
    at = data.draw(st.integers(0, len(good) - 1))
    mangled = good[:at] + data.draw(st.binary(max_size=3)) + good[at + data.draw(st.integers(0, 3)) :]
    try:
        proof = parse_proof(mangled)
    except Malformed:
        return
    assert write_proof(proof.index, proof.hashes, proof.note, proof.extra) == mangled
