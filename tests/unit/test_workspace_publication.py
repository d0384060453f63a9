"""What leaves the repository: evidence, and nothing that staff keep to themselves."""

from __future__ import annotations

import json

from small_bureau import CLOSED, DRAW, VISITED, Bureau, tree, write_results

from publisher.ceremony import registering, sitting
from publisher.demo import acts
from publisher.log import places
from publisher.log.checkpoints import Checkpoint
from publisher.log.notes import Note
from publisher.workspace import log_files, publish, published_files

PLACES = ("log/", "draws/", "data/snapshots/")
SINGLE = {"keys/trust.json", "data/bureau.json", "data/codes.json", "data/towns.csv", "evidence.json"}


def test_only_evidence_is_published(concluded: Bureau) -> None:
    """Orders, results, rosters with their private columns, what waits: all of it stays."""
    registering.seal_roster(concluded.desk("draw", VISITED), "objects", again=True)
    write_results(concluded, list(acts.teams(concluded.stage(VISITED), DRAW)))
    names = published_files(concluded.root)
    assert {name for name in names if not name.startswith(PLACES)} == SINGLE
    assert json.loads(names["evidence.json"]) == {"files": sorted(names)}


def test_publishing_writes_nothing_and_gives_the_same_bytes_twice(concluded: Bureau) -> None:
    before = tree(concluded.folder)
    assert publish(concluded.workspace) == published_files(concluded.root)
    assert tree(concluded.folder) == before


def test_entries_that_no_checkpoint_covers_are_not_published_yet(concluded: Bureau) -> None:
    before = published_files(concluded.root)
    log_files.append_entries(concluded.workspace.files, [b"not signed yet\n"])
    assert published_files(concluded.root) == before


def test_a_secret_waiting_to_be_logged_is_not_published(committed: Bureau) -> None:
    """Between `draw reveal` and the log only the two offices have it."""
    waiting = sitting.reveal(committed.desk("draw", CLOSED), DRAW, "draw")
    secret = json.loads(waiting.note.text)["secret"].encode()
    assert not any(secret in data for data in published_files(committed.root).values())


def test_notes_are_published_as_they_stand_in_the_log(concluded: Bureau) -> None:
    files = published_files(concluded.root)
    entries = set(concluded.workspace.entries())
    notes = [data for name, data in files.items() if name.startswith("draws/") and name.endswith(".note")]
    assert len(notes) == 5
    assert set(notes) <= entries


def test_the_newest_checkpoint_stands_at_its_place_and_under_its_size(concluded: Bureau) -> None:
    files = published_files(concluded.root)
    size = Checkpoint.parse(Note.parse(files[places.CHECKPOINT]).text).size
    assert size == len(concluded.workspace.entries())
    assert files[places.checkpoint(size)] == files[places.CHECKPOINT]
