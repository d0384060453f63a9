"""Notes, keys, checkpoints, cosignatures, proofs: both implementations accept, or both refuse (sections 2, 3, 9)."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from node_process import REPOSITORY, Node, cases, encoded, mutated, same

from publisher.log import merkle, tiles
from publisher.log.checkpoints import LAST_TIME, Checkpoint, cosign, verify_checkpoint, verify_cosignature
from publisher.log.ed25519 import public_key, sign, verify
from publisher.log.notes import COSIGNER_KEY, Note, Signature, Vkey, parse_entry, sign_note, vkey_for
from publisher.log.proofs import verify_proof, write_proof
from publisher.workspace import published_files

EDGE_CASES = Path(__file__).with_name("ed25519_edge.json")
MUTANTS_AT_ONCE = 40


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return published_files(REPOSITORY)


def name_of(vkey: str) -> str:
    return Vkey.parse(vkey).name


def cosigned_at(data: bytes, witness: Vkey) -> int | None:
    return verify_cosignature(Note.parse(data), witness)


def index_of(entry: bytes, proof: bytes, log: Vkey) -> int:
    return verify_proof(entry, proof, log).index


def key_of(rng: random.Random) -> bytes:
    return bytes(rng.randrange(256) for _ in range(32))


@cases(8)
@given(st.integers(0, 2**32))
def test_notes_and_their_mutants_are_judged_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(MUTANTS_AT_ONCE // 2):
        text = rng.choice(["text\n", "one\n\ntwo\n", "中文\n", "\n", "a\n\n"])
        signers = [
            (name, key_of(rng))
            for name in rng.sample(["a.b/draw", "a.b/legal", "x", "中", "a.b/log"], rng.randint(1, 3))
        ]
        note = Note(text, tuple(sign_note(text, name, key) for name, key in signers))
        data = rng.choice([note.bytes, mutated(rng, note.bytes)])
        vkeys = [vkey_for(name, public_key(key)) for name, key in signers] + [vkey_for("x", public_key(key_of(rng)))]
        question = {"op": "note", "data": encoded(data), "vkeys": [vkey.text for vkey in vkeys]}
        same(javascript, question, _judged, data, vkeys)
        vkey = mutated(rng, vkeys[0].text.encode()).decode("utf-8", "replace")
        same(javascript, {"op": "vkey", "text": vkey}, name_of, vkey)


def _judged(data: bytes, vkeys: list[Vkey]) -> list[Any]:
    note = Note.parse(data)
    return [note.hash, [vkey.name in note.verify([vkey]) for vkey in vkeys]]


@cases(8)
@given(st.integers(0, 2**32))
def test_checkpoints_cosignatures_and_proofs_are_judged_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    log, witness = key_of(rng), key_of(rng)
    log_key = vkey_for("a.b/shuangsuiji", public_key(log))
    witness_key = vkey_for("w.x/witness", public_key(witness), COSIGNER_KEY)
    entries = [bytes(rng.randrange(256) for _ in range(rng.randrange(20))) for _ in range(rng.randint(1, 40))]
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    for _ in range(MUTANTS_AT_ONCE // 4):
        size = rng.randint(1, len(leaves))
        text = Checkpoint(log_key.name, size, merkle.root(leaves[:size])).text
        time = rng.choice([0, 1, 1_800_000_000, LAST_TIME])
        lines = (cosign(text, witness_key.name, witness, time), sign_note(text, log_key.name, log))
        note = Note(text, tuple(sorted(lines, key=lambda line: line.name)))
        data = rng.choice([note.bytes, mutated(rng, note.bytes)])
        question = {"op": "checkpoint", "data": encoded(data), "vkey": log_key.text}
        same(javascript, question, _checkpoint, data, log_key)
        question = {"op": "cosignature", "data": encoded(data), "vkey": witness_key.text}
        same(javascript, question, cosigned_at, data, witness_key)
        index = rng.randrange(size)
        proof = write_proof(index, merkle.inclusion_proof(leaves, index, size), note)
        proof = rng.choice([proof, mutated(rng, proof)])
        entry = rng.choice([entries[index], entries[0]])
        question = {"op": "proof", "data": encoded(proof), "entry": encoded(entry), "vkey": log_key.text}
        same(javascript, question, index_of, entry, proof, log_key)


def _checkpoint(data: bytes, key: Vkey) -> list[Any]:
    checkpoint = verify_checkpoint(Note.parse(data), key)
    return [checkpoint.size, encoded(checkpoint.root)]


@cases(40)
@given(st.integers(0, 2**32))
def test_merkle_proofs_and_their_mutants_are_judged_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(rng.randint(1, 70))]
    for _ in range(MUTANTS_AT_ONCE):
        n = rng.randint(1, len(leaves))
        m, index = rng.randint(1, n), rng.randrange(n)
        inclusion, consistency = merkle.inclusion_proof(leaves, index, n), merkle.consistency_proof(leaves, m, n)
        for proof in (inclusion, consistency):
            if rng.random() < 0.5:
                proof.insert(rng.randrange(len(proof) + 1), rng.choice([leaves[0], b"", merkle.root(leaves[:m])]))
            if proof and rng.random() < 0.3:
                proof.pop(rng.randrange(len(proof)))
        index, m = rng.choice([index, index, n, index + 1]), rng.choice([m, m, 0, n])
        old, new = merkle.root(leaves[:m]), merkle.root(leaves[:n])
        leaf = leaves[min(index, n - 1)]
        question = {
            "leaf": encoded(leaf),
            "index": index,
            "size": n,
            "proof": list(map(encoded, inclusion)),
            "root": encoded(new),
        }
        found = javascript.ask({"op": "inclusion", **question})
        assert found == {"ok": merkle.verify_inclusion(leaf, index, n, inclusion, new)}
        question = {"m": m, "n": n, "proof": list(map(encoded, consistency)), "old": encoded(old), "root": encoded(new)}
        found = javascript.ask({"op": "consistency", **question})
        assert found == {"ok": merkle.verify_consistency(m, n, consistency, old, new)}


def test_from_an_empty_tree_both_accept_no_proof(javascript: Node) -> None:
    """Consistency needs 0 < m ≤ n (section 9), whatever a proof and two roots would give."""
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(4)]
    empty, roots = merkle.root([]), [merkle.root(leaves[:n]) for n in range(5)]
    for n, old in itertools.product(range(5), [empty, *roots]):
        for proof in ([], [old], [roots[n]], [roots[n], empty], [empty, roots[n]]):
            question = {"m": 0, "n": n, "proof": list(map(encoded, proof)), "old": encoded(old)}
            found = javascript.ask({"op": "consistency", **question, "root": encoded(roots[n])})
            assert found == {"ok": False}
            assert not merkle.verify_consistency(0, n, proof, old, roots[n])


@cases(12)
@given(st.integers(0, 2**32))
def test_signatures_and_their_mutants_are_judged_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(MUTANTS_AT_ONCE // 2):
        secret, message = key_of(rng), bytes(rng.randrange(256) for _ in range(9))
        signature = sign_note("m\n", "k", secret).signature if rng.random() < 0.2 else sign(secret, message)
        parts = [public_key(secret), signature, message]
        changed = rng.randrange(6)
        if changed < 3:
            parts[changed] = mutated(rng, parts[changed])
        question = dict(zip(("key", "signature", "message"), map(encoded, parts), strict=True))
        assert javascript.ask({"op": "signature", **question}) == {"ok": verify(parts[0], parts[1], parts[2])}


def test_all_95_crafted_edge_cases_are_judged_alike(javascript: Node) -> None:
    found = json.loads(EDGE_CASES.read_text("utf-8"))
    assert len(found) == 95
    for case in found:
        parts = {name: bytes.fromhex(case[name]) for name in ("public_key", "signature", "message")}
        key, signature, message = parts.values()
        question = {
            "op": "signature",
            "key": encoded(key),
            "signature": encoded(signature),
            "message": encoded(message),
        }
        assert javascript.ask(question) == {"ok": case["accept"]}, case["why"]
        assert verify(key, signature, message) is case["accept"], case["why"]
        # a weak key can't be registered either
        text = f"x+00000000+{encoded(bytes([1]) + key)}"
        same(javascript, {"op": "vkey", "text": text}, name_of, text)


@pytest.mark.parametrize("time", [LAST_TIME, LAST_TIME + 1, 2**53, 2**63, 2**64 - 1])
def test_a_cosignature_after_the_year_2999_is_refused_by_both_however_well_signed(javascript: Node, time: int) -> None:
    rng = random.Random(time)
    log, witness = key_of(rng), key_of(rng)
    text = Checkpoint("a.b/shuangsuiji", 1, merkle.root([merkle.leaf_hash(b"x")])).text
    key = vkey_for("w.x/witness", public_key(witness), COSIGNER_KEY)
    signed = sign(witness, f"cosignature/v1\ntime {time}\n{text}".encode())
    line = Signature(key.name, key.key_id, time.to_bytes(8, "big") + signed)
    note = Note(text, (sign_note(text, "a.b/shuangsuiji", log), line))
    question = {"op": "cosignature", "data": encoded(note.bytes), "vkey": key.text}
    same(javascript, question, verify_cosignature, note, key)
    assert ("ok" in javascript.ask(question)) == (time <= LAST_TIME)


def entry_lines(data: bytes) -> list[Any]:
    note = parse_entry(data)
    return [note.hash, [line.name for line in note.signatures]]


def test_the_lines_of_an_entry_stand_in_one_order_each_key_once(javascript: Node) -> None:
    """Every order of up to three of four lines, two of them of one name; only one in so many is the entry."""
    text = "text\n"
    rng = random.Random(4)
    names = ["a.b/draw", "a.b/draw", "a.b/legal", "A.b/log"]
    lines = [sign_note(text, name, key_of(rng)).line for name in names]
    accepted = 0
    for count in (1, 2, 3):
        for chosen in itertools.product(lines, repeat=count):
            data = f"{text}\n{''.join(chosen)}".encode()
            question = {"op": "entry", "data": encoded(data)}
            same(javascript, question, entry_lines, data)
            accepted += "ok" in javascript.ask(question)
    assert accepted == 4 + 6 + 4


SHAPES = {
    "bundle": (lambda data: [encoded(entry) for entry in tiles.parse_bundle(data)], r"log/tile/entries/"),
    "entry": (entry_lines, r"draws/"),
}


@pytest.mark.parametrize("op", SHAPES)
@cases(40)
@given(st.integers(0, 2**32))
def test_mutated_bundles_and_entries_are_read_alike_or_refused_by_both(
    javascript: Node, sample: dict[str, bytes], op: str, seed: int
) -> None:
    rng = random.Random(seed)
    read, below = SHAPES[op]
    seeds = [data for name, data in sorted(sample.items()) if name.startswith(below) and len(data) < 20_000]
    if op == "entry":
        seeds = [data for name, data in sorted(sample.items()) if name.startswith(below) and name.endswith(".note")]
    seeds = seeds or [tiles.bundle([b"a\n", b"", b"entry\n"])]
    for _ in range(MUTANTS_AT_ONCE):
        data = rng.choice(seeds)
        data = rng.choice([data, mutated(rng, data), mutated(rng, data)])
        same(javascript, {"op": op, "data": encoded(data)}, read, data)
