"""Golden files of other transparency logs, read where they lie, never copied: we compute and judge as they do.

Merkle proofs (transparency-dev/merkle), signed notes (C2SP, Go, sum.golang.org, Sigsum), a whole small log
(Tessera). They lie beside the repository; a checkout without them says so.
"""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from publisher.errors import PublisherError
from publisher.log import ed25519
from publisher.log.checkpoints import Checkpoint, verify_checkpoint
from publisher.log.merkle import leaf_hash, root, roots_at, verify_consistency, verify_inclusion
from publisher.log.notes import Note, Signature, Vkey, sign_note, vkey_for
from publisher.log.tiles import parse_bundle, paths_for, tiles_of

GOLDEN = Path(__file__).parents[2].parent / "shared" / "vectors" / "tlog"

if not GOLDEN.is_dir():
    pytest.skip("golden files of other projects are not here: ../shared/vectors/tlog", allow_module_level=True)

INCLUSION = sorted((GOLDEN / "merkle" / "inclusion").rglob("*.json"))
CONSISTENCY = sorted((GOLDEN / "merkle" / "consistency").rglob("*.json"))
NOTES: dict[str, Any] = json.loads((GOLDEN / "signed-note" / "vectors.json").read_text("utf-8"))
TESSERA = GOLDEN / "tessera-golden"


def case_of(path: Path) -> dict[str, Any]:
    """One Merkle case, base64 decoded; Go writes an empty list as null."""
    case: dict[str, Any] = json.loads(path.read_text("utf-8"))
    case["proof"] = [b64decode(node) for node in case["proof"] or []]
    return {key: b64decode(value) if key.startswith(("root", "leafHash")) else value for key, value in case.items()}


def name_of(path: Path) -> str:
    return "/".join(path.parts[-2:])


def test_all_98_inclusion_and_98_consistency_cases_are_here() -> None:
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 98)
    assert sum(not case_of(path)["wantErr"] for path in INCLUSION) == 6
    assert sum(not case_of(path)["wantErr"] for path in CONSISTENCY) == 6


@pytest.mark.parametrize("path", INCLUSION, ids=name_of)
def test_an_inclusion_proof_is_judged_as_go_judges_it(path: Path) -> None:
    case = case_of(path)
    holds = verify_inclusion(case["leafHash"], case["leafIdx"], case["treeSize"], case["proof"], case["root"])
    assert holds is not case["wantErr"], case["desc"]


# No case disagrees with 0 < m ≤ n: the reference refuses every one with m = 0 too.
@pytest.mark.parametrize("path", CONSISTENCY, ids=name_of)
def test_a_consistency_proof_is_judged_as_go_judges_it(path: Path) -> None:
    case = case_of(path)
    holds = verify_consistency(case["size1"], case["size2"], case["proof"], case["root1"], case["root2"])
    assert holds is not case["wantErr"], case["desc"]


def test_the_reference_too_accepts_nothing_from_an_empty_tree() -> None:
    empty = [case for case in map(case_of, CONSISTENCY) if case["size1"] == 0]
    assert len(empty) == 9
    assert all(case["wantErr"] for case in empty)


def key_of(vector: dict[str, Any]) -> Vkey:
    if "vkey" in vector:
        return Vkey.parse(vector["vkey"])
    return vkey_for(vector["name"], ed25519.public_key(bytes.fromhex(vector["ed25519_seed_hex"])))


def seed_of(vector: dict[str, Any]) -> bytes | None:
    """The private key where the vector has one; Go writes `PRIVATE+KEY+name+id+base64(type ‖ seed)`."""
    if "skey" in vector:
        return b64decode(vector["skey"].split("+", 4)[4])[1:]
    return bytes.fromhex(vector["ed25519_seed_hex"]) if "ed25519_seed_hex" in vector else None


def test_all_notes_and_keys_of_the_file_are_here() -> None:
    assert len(NOTES["valid"]) == 5
    assert (len(NOTES["vkeys_valid"]), len(NOTES["vkeys_invalid"])) == (4, 6)


@pytest.mark.parametrize("vector", NOTES["valid"], ids=lambda vector: vector["note"].split("\n")[0])
def test_a_note_of_another_program_verifies_and_writes_the_same_bytes(vector: dict[str, Any]) -> None:
    data, vkey, seed = vector["note"].encode(), key_of(vector), seed_of(vector)
    note = Note.parse(data)
    assert note.bytes == data
    if "sum.golang.org" in vkey.name:
        assert Checkpoint.parse(note.text).origin == "go.sum database tree"  # older than the rule origin = key name
    elif "checkpoint" in vector:
        assert verify_checkpoint(note, vkey).text == note.text
    assert note.verify([vkey]) == {vkey.name}
    if "vkey" in vector:
        assert vkey.text == vector["vkey"]
    if seed is not None:
        assert Note(note.text, (sign_note(note.text, vkey.name, seed),)) == note


@pytest.mark.parametrize("vector", NOTES["valid"], ids=lambda vector: vector["note"].split("\n")[0])
def test_a_note_of_another_program_with_one_letter_changed_is_rejected(vector: dict[str, Any]) -> None:
    note = Note.parse(vector["note"].encode())
    with pytest.raises(PublisherError):
        Note("x" + note.text, note.signatures).verify([key_of(vector)])


@pytest.mark.parametrize("text", NOTES["vkeys_valid"])
def test_a_key_of_another_program_is_read(text: str) -> None:
    assert Vkey.parse(text).text == text


@pytest.mark.parametrize("text", NOTES["vkeys_invalid"])
def test_a_key_that_another_program_refuses_is_refused(text: str) -> None:
    with pytest.raises(PublisherError):
        Vkey.parse(text)


def test_the_time_of_a_cosignature_stands_where_others_put_it() -> None:
    vector = NOTES["cosignature_timestamp"]
    line = Signature.parse(f"— witness.example/w {vector['note_sig_base64']}")
    assert len(line.signature) == 72
    assert int.from_bytes(line.signature[:8], "big") == vector["unix"]


def tessera_entries() -> list[bytes]:
    return parse_bundle((TESSERA / "tile" / "entries" / "000.p" / "15").read_bytes())


def test_the_tiles_and_bundles_of_a_whole_log_come_out_byte_for_byte() -> None:
    entries = tessera_entries()
    ours: dict[str, bytes] = {}
    for size in range(16):
        ours.update(tiles_of(entries, size))
    files = [path for path in (TESSERA / "tile").rglob("*") if path.is_file()]
    theirs = {path.relative_to(TESSERA).as_posix(): path.read_bytes() for path in files}
    assert len(theirs) == 30
    assert ours == theirs
    assert paths_for(15) == [("tile/entries/000.p/15", 15)]


def test_the_checkpoints_of_a_whole_log_come_out_byte_for_byte() -> None:
    (vector,) = (v for v in NOTES["valid"] if v.get("vkey", "").startswith("example.com/log/testdata+"))
    vkey, seed = key_of(vector), seed_of(vector)
    assert seed is not None
    roots = roots_at([leaf_hash(entry) for entry in tessera_entries()], range(16))
    assert len(list(TESSERA.glob("checkpoint.*"))) == len(roots) == 16
    for size, top in roots.items():
        text = Checkpoint(vkey.name, size, top).text
        note = Note(text, (sign_note(text, vkey.name, seed),))
        assert note.bytes == (TESSERA / f"checkpoint.{size}").read_bytes()
        assert verify_checkpoint(note, vkey).root == root([leaf_hash(entry) for entry in tessera_entries()[:size]])
    assert (TESSERA / "checkpoint").read_bytes() == (TESSERA / "checkpoint.15").read_bytes()
