"""`validate`: everything staff edit, and the private things that must never lie in the repository."""

from __future__ import annotations

import json

import pytest
from small_bureau import COMMITTED, DRAW, OPEN, Bureau, done, tree, write_order

from publisher.ceremony.vault import SAMPLE, lock
from publisher.workspace.checking import check_repository

SECRETS = {
    "a vault": lock(b"seed", "phrase", SAMPLE),
    "a PEM key": b"-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n",
    "an OpenSSH key": b"text before\n-----BEGIN OPENSSH PRIVATE KEY-----\n",
    "a note signer's key": b"PRIVATE+KEY+example.com+deadbeef+AAAA\n",
}
PLACES = (
    "data/draw.vault",
    "data/snapshots/x.csv",
    f"data/draws/{DRAW}/x",
    "data/results/x.txt",
    f"data/pending/{DRAW}-commit/x",
    "keys/legal.yaml.bak",
)


def test_the_small_bureau_has_no_fault(concluded: Bureau) -> None:
    assert check_repository(concluded.workspace).faults == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", SECRETS)
def test_a_private_key_or_vault_in_the_repository_is_found(kind: str, place: str, concluded: Bureau) -> None:
    concluded.workspace.files.write(place, SECRETS[kind])
    found = [fault.file for fault in check_repository(concluded.workspace).faults if fault.code == "secret"]
    assert found == [place]


def test_every_vault_of_every_office_would_be_found(concluded: Bureau) -> None:
    vaults = sorted((concluded.folder / "private").rglob("*.vault"))
    assert len(vaults) > 10
    for number, path in enumerate(vaults):
        concluded.workspace.files.write(f"data/{number}", path.read_bytes())
    found = [fault for fault in check_repository(concluded.workspace).faults if fault.code == "secret"]
    assert len(found) == len(vaults)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_validate_names_each_fault_on_a_line_and_ends_with_2(lang: str, concluded: Bureau) -> None:
    write_order(concluded.root, "bad", OPEN, {"colour": "red", "visits": "unannounced"})
    concluded.workspace.files.write("data/x.vault", SECRETS["a vault"])
    before = tree(concluded.folder)
    result = done(concluded.run("draw", COMMITTED, "validate", "--lang", lang), 2)
    lines = [line for line in result.stdout.splitlines() if line.startswith("data/")]
    assert any(line.startswith("data/orders/bad.yaml:") for line in lines)
    assert any(line.startswith("data/x.vault: secret: ") for line in lines)
    assert tree(concluded.folder) == before


def test_validate_answers_in_json(concluded: Bureau) -> None:
    answer = json.loads(done(concluded.run("draw", COMMITTED, "validate", "--json")).stdout)
    assert answer["faults"] == []
    assert "data/objects.csv" in answer["files"]


def test_validate_can_be_asked_about_one_file(concluded: Bureau) -> None:
    write_order(concluded.root, "bad", OPEN, {"colour": "red"})
    done(concluded.run("draw", COMMITTED, "validate", "data/orders/bad.yaml"), 2)
    done(concluded.run("draw", COMMITTED, "validate", "data/objects.csv"))
    done(concluded.run("draw", COMMITTED, "validate", "data/orders"), 2)


def test_a_log_that_was_edited_is_found(concluded: Bureau) -> None:
    path = concluded.root / "data/log/entries.jsonl"
    path.write_bytes(path.read_bytes() + b"{}\n")
    result = done(concluded.run("draw", COMMITTED, "validate"), 2)
    assert "data/log/entries.jsonl:" in result.stdout
