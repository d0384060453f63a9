"""The committed sample is what the demo makes, byte for byte, and shows a draw in every state."""

from __future__ import annotations

import re
from pathlib import Path

from small_bureau import done, run, tree

from publisher.cli.draw import state
from publisher.demo.cast import CAST, PUBLIC_SEED, sample_entropy
from publisher.demo.year import play
from publisher.log.ed25519 import public_key
from publisher.log.records import Commit
from publisher.workspace import Workspace, published_files
from publisher.workspace.checking import check_repository

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ("data", "keys")


def sample(root: Path) -> dict[str, bytes]:
    """The sample's files by their place."""
    return {name[len(str(root)) :]: data for part in SAMPLE for name, data in tree(root / part).items()}


def test_the_committed_sample_is_what_the_demo_makes_now(tmp_path: Path) -> None:
    """After a change that alters it: `make sample`."""
    play(tmp_path / "demo")
    made, committed = sample(tmp_path / "demo"), sample(ROOT)
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_validate_finds_no_fault_in_the_sample() -> None:
    found = check_repository(Workspace.at(ROOT))
    assert found.faults == []
    assert len(found.files) > 20
    done(run("validate", "-C", str(ROOT)))


def test_the_sample_shows_at_least_eight_draws_in_every_state() -> None:
    draws = Workspace.at(ROOT).history().draws
    assert len(draws) >= 8
    assert {state(records).en for records in draws.values()} == {"committed", "closed", "concluded", "void"}
    commits = [records.commit.record for records in draws.values() if records.commit]
    assert {commit.frame for commit in commits} == {"open", "blinded"}
    assert any(records.changed for records in draws.values())
    assert any(row.record.type == "correction" for records in draws.values() for row in records.rows)
    assert any(len(commit.beacons) > 1 for commit in commits)
    assert any(len(commit.parties) > 2 for commit in commits)


def test_nothing_waits_in_the_sample_and_every_checkpoint_is_cosigned_by_two() -> None:
    workspace = Workspace.at(ROOT)
    assert workspace.files.names("data/pending") == []
    newest = workspace.checkpoints()[max(workspace.checkpoints())]
    assert len(newest.signatures) == 3


def test_the_sample_holds_no_private_thing() -> None:
    """Its keys are public and plainly so; yet not even they lie in it: it shows how a real repository looks."""
    seeds = [sample_entropy(part.folder)(32) for part in CAST]
    published = {key.parsed.key for key in Workspace.at(ROOT).trust.keys}
    assert published <= {public_key(seed) for seed in seeds}
    for name, data in sample(ROOT).items():
        assert not any(seed in data or seed.hex().encode() in data for seed in seeds), name
        assert b"publisher-vault" not in data, name
        assert PUBLIC_SEED.encode() not in data, name
        assert not name.endswith((".vault", ".key", ".pem")), name


def unrevealed(root: Path) -> list[Commit]:
    """The draws whose secrets aren't public yet."""
    draws = Workspace.at(root).history().draws.values()
    return [records.commit.record for records in draws if records.commit and not records.close and not records.void]


def test_no_unrevealed_secret_of_the_sample_is_published() -> None:
    published = published_files(ROOT)
    assert unrevealed(ROOT)
    for commit in unrevealed(ROOT):
        assert f"draws/{commit.draw}/reveal-1.note" not in published


def test_no_sample_firm_can_be_a_real_one() -> None:
    """The registry issues no code whose ninth and tenth characters are `DM`."""
    assert all(re.fullmatch(r".{8}DM.{8}", row.object_id) for row in Workspace.at(ROOT).objects())
