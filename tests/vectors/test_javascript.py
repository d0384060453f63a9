"""Two implementations, one protocol: Node's own tests run, and thousands of random cases come out alike in both."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from node_process import REPOSITORY, TESTS, Node, encoded, node
from random_draws import RandomDraw

from publisher.beacons import sources
from publisher.draw import evidence, tables
from publisher.draw.identifiers import parse_date, parse_time
from publisher.draw.parts import Order, parse_part
from publisher.draw.seed import parse_seed_text
from publisher.errors import PublisherError
from publisher.log import merkle, tiles
from publisher.log.checkpoints import Checkpoint, cosign, verify_checkpoint, verify_cosignature
from publisher.log.ed25519 import public_key, verify
from publisher.log.notes import COSIGNER_KEY, Note, Vkey, parse_entry, sign_note, vkey_for
from publisher.log.proofs import verify_proof, write_proof
from publisher.log.records import parse_record
from publisher.log.rows import RowFile
from publisher.log.trust import parse_trust
from publisher.workspace import published_files


def cases(count: int) -> settings:
    """So many batches of random cases, the same in every run."""
    return settings(max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


DRAWS_AT_ONCE, MUTANTS_AT_ONCE = 60, 40


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return published_files(REPOSITORY)


def test_nodes_own_tests_pass(tmp_path: Path, sample: dict[str, bytes]) -> None:
    for name, data in sample.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    files = sorted(str(path) for path in TESTS.glob("*.test.mjs"))
    environment = {**os.environ, "SAMPLE": str(tmp_path)}
    done = subprocess.run([node(), "--test", *files], capture_output=True, text=True, env=environment, check=False)
    failed = [line for line in done.stdout.splitlines() if line.lstrip().startswith("not ok")]
    assert done.returncode == 0, "\n".join([*failed, done.stdout[-4000:]])


# ── draws ──────────────────────────────────────────────────────────────────────


@cases(35)
@given(st.integers(0, 2**32))
def test_random_draws_come_out_byte_for_byte_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(DRAWS_AT_ONCE):
        draw = RandomDraw(rng)
        assert javascript.ask(draw.question) == {"ok": draw.expected}


# ── what both read or both refuse ──────────────────────────────────────────────

TOKENS = [
    b"",
    b"\n",
    b"\n\n",
    b" ",
    b"  ",
    b"\t",
    b"\r\n",
    b",",
    b",,",
    b'"',
    b'""',
    b"'",
    b"\\",
    b"\\n",
    b"\\u0041",
    b"\xef\xbb\xbf",
    b"\x00",
    b"\x7f",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"e\xcc\x81",
    b"\xc3\xa9",
    b"\xff",
    b"\xc0\x80",
    b"0",
    b"00",
    b"-1",
    b"1.0",
    b"1e3",
    b"null",
    b"true",
    b"false",
    b"9007199254740991",
    b"9007199254740992",
    b"{}",
    b"[]",
    b"{",
    b"}",
    b"[",
    b"]",
    b"-",
    b"ABSENT",
    b"yes",
    b"+",
    b"=",
    b"==",
    b"A",
    b"a",
    "中".encode(),
    "— ".encode(),
    "\u3000".encode(),
    "🎲".encode(),
    b"2026-02-30",
    b"inactive",
    b"__proto__",
]


def mutated(rng: random.Random, data: bytes) -> bytes:
    """`data` with a few small things done to it; often only one."""
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice([0, 1, 1, 2, 8, 40]))
        kind = rng.randrange(6)
        if kind == 0 and at < len(data):
            data = data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
        elif kind == 1:
            data = data[:at] + data[to:]
        elif kind == 2:
            data = data[:at] + rng.choice(TOKENS) + data[at:]
        elif kind == 3:
            data = data[:at] + rng.choice(TOKENS) + data[to:]
        else:
            lines = data.split(b"\n")
            first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
            if kind == 4:
                lines[first], lines[second] = lines[second], lines[first]
            else:
                lines.insert(first, lines[second])
            data = b"\n".join(lines)
    return data


def answered(work: Callable[[], Any]) -> dict[str, Any]:
    """What the Python implementation says, in the form of the other's answers; refusals without their code."""
    try:
        return {"ok": work()}
    except (PublisherError, ValueError):
        return {"refused": True}


def same(javascript: Node, question: dict[str, Any], work: Callable[[], Any]) -> None:
    """Both accept and read the same, or both refuse."""
    found = javascript.ask(question)
    expected = answered(work)
    assert ("ok" in found) == ("ok" in expected), (question, found, expected)
    if "ok" in found:
        assert found["ok"] == expected["ok"], question


def json_text(data: bytes) -> str:
    """The value of a JSON evidence file, written again; its keys are ASCII (section 2)."""
    value = evidence.parse_json(data)
    if not _ascii_keys(value):
        raise ValueError("a key that isn't ASCII")
    return evidence.json_text(value)


def _ascii_keys(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(str.isascii, value)) and all(map(_ascii_keys, value.values()))
    return all(map(_ascii_keys, value)) if isinstance(value, list) else True


def seconds(text: str) -> int:
    """Unix seconds of a time, whose offset has at most 59 minutes (RFC 3339)."""
    if re.search(r"[+-][0-9]{2}:[6-9][0-9]$", text):
        raise ValueError("no such offset")
    return int(parse_time(text).timestamp())


def first(sample: dict[str, bytes], pattern: str) -> list[bytes]:
    return [data for name, data in sorted(sample.items()) if re.fullmatch(pattern, name)]


def read_csv(data: bytes, header: list[str]) -> str:
    return evidence.csv_text(header, evidence.parse_csv(data, header))


READERS: dict[str, tuple[str, Callable[[bytes], Any]]] = {
    "json": (r".*\.json", lambda data: json_text(data)),
    "frame": (r"draws/.*/frame\.csv", lambda data: tables.frame_text(tables.parse_frame(data))),
    "panel": (r"draws/.*/panel\.csv", lambda data: tables.panel_text(tables.parse_panel(data))),
    "selection": (r"draws/.*/selection\.csv", lambda data: tables.selection_text(tables.parse_selection(data))),
    "teams": (r"draws/.*/teams\.csv", lambda data: tables.teams_text(tables.parse_teams(data))),
    "order": (r"draws/.*/order\.json", lambda data: parse_part(data, Order).text),
    "row": (r"draws/.*/rows/.*\.json", lambda data: parse_part(data, RowFile).row),
    "result": (r"draws/.*/rows/.*\.json", lambda data: parse_part(data, RowFile).result().object),
    "trust": (r"keys/trust\.json", lambda data: parse_trust(data).hash),
    "seed": (r"draws/.*/seed\.txt", lambda data: data.decode() if parse_seed_text(data) else ""),
    "bundle": (r"log/tile/entries/.*", lambda data: [encoded(entry) for entry in tiles.parse_bundle(data)]),
    "entry": (r"draws/.*\.note", lambda data: _entry(data)),
    "record": (r"draws/.*\.note", lambda data: parse_record(data.decode()).type),
}


def _entry(data: bytes) -> list[Any]:
    note = parse_entry(data)
    return [note.hash, [line.name for line in note.signatures]]


@pytest.mark.parametrize("op", READERS)
@cases(6)
@given(st.integers(0, 2**32))
def test_mutated_files_are_read_alike_or_refused_by_both(
    javascript: Node, sample: dict[str, bytes], op: str, seed: int
) -> None:
    rng = random.Random(seed)
    pattern, read = READERS[op]
    seeds = [data for data in first(sample, pattern) if len(data) < 20_000] or [tiles.bundle([b"a\n", b"", b"entry\n"])]
    for _ in range(MUTANTS_AT_ONCE):
        data = rng.choice(seeds)
        if op == "record":
            data = data.rsplit(b"\n\n", 1)[0] + b"\n"
        data = rng.choice([data, mutated(rng, data), mutated(rng, data)])
        same(javascript, {"op": op, "data": encoded(data)}, lambda data=data: read(data))  # type: ignore[misc]


@cases(10)
@given(st.integers(0, 2**32))
def test_random_csv_is_read_alike_or_refused_by_both(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    cells = ["", "a", "b,c", 'say "so"', "中文", "🎲", " ", ";", "-", '"', ",", "é"]
    for _ in range(MUTANTS_AT_ONCE):
        header = ["k", "l", "m"][: rng.randint(1, 3)]
        rows = [[rng.choice(cells) for _ in header] for _ in range(rng.randrange(5))]
        data = evidence.csv_text(header, rows).encode()
        data = rng.choice([data, mutated(rng, data)])
        question = {"op": "csv", "data": encoded(data), "header": header}
        same(javascript, question, lambda data=data, header=header: read_csv(data, header))  # type: ignore[misc]


def random_value(rng: random.Random, depth: int = 0) -> Any:
    """Anything that evidence JSON can hold."""
    kind = rng.randrange(4 if depth > 4 else 6)
    if kind == 0:
        return rng.choice([0, 1, 9, 10, 2**31, 2**53 - 1])
    if kind == 1:
        return rng.random() < 0.5
    if kind < 4:
        return "".join(
            rng.choice(["a", "Z", "中", "🎲", '"', "\\", "\n", " ", "/", "é", "\u2028"])
            for _ in range(rng.randrange(6))
        )
    if kind == 4:
        return [random_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    keys = ["a", "B", "__proto__", "constructor", "z-1", "", "a b", '"', "toString"]
    return {key: random_value(rng, depth + 1) for key in rng.sample(keys, rng.randrange(4))}


@cases(15)
@given(st.integers(0, 2**32))
def test_random_json_is_read_alike_or_refused_by_both(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(MUTANTS_AT_ONCE):
        data = evidence.json_text(random_value(rng)).encode()
        data = rng.choice([data, mutated(rng, data)])
        question = {"op": "json", "data": encoded(data)}
        same(javascript, question, lambda data=data: json_text(data))  # type: ignore[misc]


# ── keys, notes, checkpoints, proofs ───────────────────────────────────────────


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
        same(javascript, question, lambda data=data, vkeys=vkeys: _judged(data, vkeys))  # type: ignore[misc]
        vkey = mutated(rng, vkeys[0].text.encode()).decode("utf-8", "replace")
        same(javascript, {"op": "vkey", "text": vkey}, lambda vkey=vkey: Vkey.parse(vkey).name)  # type: ignore[misc]


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
        time = rng.choice([0, 1, 1_800_000_000, 32_503_679_999])
        lines = (cosign(text, witness_key.name, witness, time), sign_note(text, log_key.name, log))
        note = Note(text, tuple(sorted(lines, key=lambda line: line.name)))
        data = rng.choice([note.bytes, mutated(rng, note.bytes)])
        question = {"op": "checkpoint", "data": encoded(data), "vkey": log_key.text}
        same(javascript, question, lambda data=data: _checkpoint(data, log_key))  # type: ignore[misc]
        question = {"op": "cosignature", "data": encoded(data), "vkey": witness_key.text}
        same(javascript, question, lambda data=data: verify_cosignature(Note.parse(data), witness_key))  # type: ignore[misc]
        index = rng.randrange(size)
        proof = write_proof(index, merkle.inclusion_proof(leaves, index, size), note)
        proof = rng.choice([proof, mutated(rng, proof)])
        entry = rng.choice([entries[index], entries[0]])
        question = {"op": "proof", "data": encoded(proof), "entry": encoded(entry), "vkey": log_key.text}
        same(javascript, question, lambda entry=entry, proof=proof: verify_proof(entry, proof, log_key).index)  # type: ignore[misc]


def _checkpoint(data: bytes, key: Vkey) -> list[Any]:
    checkpoint = verify_checkpoint(Note.parse(data), key)
    return [checkpoint.size, encoded(checkpoint.root)]


@cases(12)
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


@cases(6)
@given(st.integers(0, 2**32))
def test_signatures_and_their_mutants_are_judged_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(MUTANTS_AT_ONCE // 2):
        secret, message = key_of(rng), bytes(rng.randrange(256) for _ in range(9))
        signature = sign_note("m\n", "k", secret).signature if rng.random() < 0.2 else _signed(secret, message)
        parts = [public_key(secret), signature, message]
        changed = rng.randrange(6)
        if changed < 3:
            parts[changed] = mutated(rng, parts[changed])
        question = dict(zip(("key", "signature", "message"), map(encoded, parts), strict=True))
        assert javascript.ask({"op": "signature", **question}) == {"ok": verify(parts[0], parts[1], parts[2])}


def _signed(secret: bytes, message: bytes) -> bytes:
    from publisher.log.ed25519 import sign

    return sign(secret, message)


@cases(10)
@given(st.integers(0, 2**32))
def test_times_dates_and_beacon_answers_are_read_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    rounds = [b"2025-06-05T20:00:00+08:00", b"2024-02-29T23:59:59Z", b"1999-12-31T00:00:00-11:30"]
    for _ in range(MUTANTS_AT_ONCE):
        text = mutated(rng, rng.choice(rounds)).decode("utf-8", "replace")
        same(javascript, {"op": "time", "text": text}, lambda text=text: seconds(text))  # type: ignore[misc]
        day = mutated(rng, rng.choice([b"2025-06-05", b"2024-02-29", b"2023-02-28"])).decode("utf-8", "replace")
        found = javascript.ask({"op": "date", "text": day})
        assert ("ok" in found) == ("ok" in answered(lambda day=day: parse_date(day))), day  # type: ignore[misc]
        answer = {"code": "2025063", "date": "2025-06-05(四)", "red": "02,19,21,22,28,30", "blue": "01"}
        name = rng.choice(sorted(answer))
        answer[name] = mutated(rng, answer[name].encode()).decode("utf-8", "replace")
        question = {"op": "beacon", "source": "lottery-ssq", "round": "2025063", "answer": answer}
        same(javascript, question, lambda answer=answer: sources.prove("lottery-ssq", "2025063", answer).value)  # type: ignore[misc]
