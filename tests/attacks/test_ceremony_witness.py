"""A witness cosigns one history and only what is public; it believes nothing that it reads (A05, A06, A07)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from small_bureau import CLOSED, CONCLUDED, DRAW, Bureau, done, publish_to, run, tree

from publisher.ceremony import witnessing
from publisher.ceremony.office import Office
from publisher.ceremony.vault import SAMPLE
from publisher.demo.cast import WITNESSES
from publisher.draw.identifiers import parse_time
from publisher.errors import Fails, Malformed, NotYet, PublisherError, Refused
from publisher.log import merkle, places, tiles
from publisher.log.checkpoints import Checkpoint, cosigned, verify_checkpoint
from publisher.log.checkpoints import cosign as sign_checkpoint
from publisher.log.notes import Note, Signature
from publisher.workspace import publish

ARCHIVE, COLLEGE = WITNESSES


def published(bureau: Bureau) -> dict[str, bytes]:
    """What the bureau publishes, ready to be spoiled."""
    return publish(bureau.workspace)


def cosign(office: Office, files: Mapping[str, bytes], name: str = ARCHIVE.name, time: str = CONCLUDED) -> Note:
    """The witness at work on what is published."""
    return witnessing.cosign_newest(office, files.get, name, parse_time(time))


def resigned(
    bureau: Bureau, files: dict[str, bytes], entries: list[bytes], root: bytes | None = None
) -> dict[str, bytes]:
    """The same publication over other entries, with a checkpoint that the real log key signs: the bureau turned bad."""
    root = root or merkle.root([merkle.leaf_hash(entry) for entry in entries])
    policy = bureau.workspace.trust
    text = Checkpoint(policy.origin, len(entries), root).text
    note = Note(text, ()).with_signature(bureau.office("keeper").sign(text, policy.log_key))
    log = {f"log/{path}": data for path, data in tiles.tiles_of(entries, len(entries))}
    return {**files, **log, places.CHECKPOINT: note.bytes}


def refuses(bureau: Bureau, files: Mapping[str, bytes], kind: type[PublisherError]) -> None:
    """The witness that cosigned the commit doesn't cosign this, and its memory stays as it was."""
    before = tree(bureau.home(ARCHIVE.folder))
    with pytest.raises(kind):
        cosign(bureau.office(ARCHIVE.folder), files)
    assert tree(bureau.home(ARCHIVE.folder)) == before


# One history


@pytest.mark.parametrize("position", [0, 5, -1])
def test_a_fork_is_refused_though_the_log_key_signed_it(position: int, closed: Bureau) -> None:
    entries = closed.workspace.entries()
    entries[position] = entries[position].replace(b"2026", b"2027", 1)
    refuses(closed, resigned(closed, published(closed), entries), Fails)


def test_a_fork_of_a_later_size_is_refused(closed: Bureau) -> None:
    """The history differs before the size that the witness cosigned, and goes on after it."""
    entries = closed.workspace.entries()
    entries[3:3] = [entries[3]]
    refuses(closed, resigned(closed, published(closed), entries), Fails)


def test_a_log_that_shrank_is_refused(played: dict[str, Bureau], closed: Bureau) -> None:
    refuses(closed, published(played["committed"]), Fails)


def test_another_root_of_the_same_size_is_refused(closed: Bureau) -> None:
    entries = closed.workspace.entries()
    refuses(closed, resigned(closed, published(closed), entries, root=b"\x01" * 32), Fails)


def test_entries_that_do_not_give_the_signed_root_are_refused(closed: Bureau) -> None:
    files = published(closed)
    newest = Checkpoint.parse(Note.parse(files[places.CHECKPOINT]).text).size
    path = f"log/{tiles.paths_for(newest)[0][0]}"
    refuses(closed, {**files, path: files[path].replace(b"2026-04-08", b"2026-04-09", 1)}, Fails)


def test_a_checkpoint_that_the_log_key_did_not_sign_is_refused(closed: Bureau) -> None:
    files = published(closed)
    note = Note.parse(files[places.CHECKPOINT])
    log = closed.workspace.trust.log_key
    others = tuple(line for line in note.signatures if line.name != log.name)
    forged = Signature(log.name, log.key_id, bytes(64))
    refuses(closed, {**files, places.CHECKPOINT: Note(note.text, others).bytes}, Fails)
    refuses(closed, {**files, places.CHECKPOINT: Note(note.text, (forged, *others)).bytes}, Fails)


def test_a_log_signed_by_another_key_is_refused_though_the_trust_policy_names_it(closed: Bureau) -> None:
    """trust.json is published by the bureau: what counts is the policy that the log itself put in force."""
    files, policy = published(closed), closed.workspace.trust
    stranger = closed.office("observer").new_key(policy.origin)
    keys = [key.model_copy(update={"vkey": stranger.text}) if key.role == "log" else key for key in policy.keys]
    checkpoint = Checkpoint.parse(Note.parse(files[places.CHECKPOINT]).text)
    note = Note(checkpoint.text, ()).with_signature(closed.office("observer").sign(checkpoint.text, stranger))
    swapped = policy.model_copy(update={"keys": keys}).text.encode()
    refuses(closed, {**files, places.TRUST: swapped, places.CHECKPOINT: note.bytes}, Fails)


def test_a_trust_policy_other_than_the_one_in_force_is_refused(closed: Bureau) -> None:
    other = closed.workspace.trust.model_copy(update={"notice": 600}).text.encode()
    refuses(closed, {**published(closed), places.TRUST: other}, Fails)


def test_a_log_that_claims_to_be_huge_is_refused_at_once(closed: Bureau) -> None:
    policy = closed.workspace.trust
    text = Checkpoint(policy.origin, 2**53 - 1, b"\x01" * 32).text
    note = Note(text, ()).with_signature(closed.office("keeper").sign(text, policy.log_key))
    refuses(closed, {**published(closed), places.CHECKPOINT: note.bytes}, Refused)


@pytest.mark.parametrize("path", [places.TRUST, places.CHECKPOINT])
@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"{}\n", b"[" * 99_999, b"a\n\n\xe2\x80\x94 b c\n"])
def test_rubbish_is_malformed(path: str, data: bytes, closed: Bureau) -> None:
    refuses(closed, {**published(closed), path: data}, Malformed)


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xff", b"\x00\x00" * 300])
def test_a_bundle_of_rubbish_is_refused(data: bytes, closed: Bureau) -> None:
    files = published(closed)
    size = Checkpoint.parse(Note.parse(files[places.CHECKPOINT]).text).size
    path = f"log/{tiles.paths_for(size)[0][0]}"
    refuses(closed, {**files, path: data}, PublisherError)


# What a close binds must be public


BOUND = ("frame.csv", "panel.csv", "order.json", "commit.note")


@pytest.mark.parametrize("name", BOUND)
def test_a_close_whose_bound_file_is_not_public_is_not_cosigned_yet(
    name: str, played: dict[str, Bureau], committed: Bureau
) -> None:
    files = published(played["closed"])
    del files[places.draw_file(DRAW, name)]
    refuses(committed, files, NotYet)


@pytest.mark.parametrize("name", BOUND)
def test_a_close_whose_bound_file_differs_is_not_cosigned(
    name: str, played: dict[str, Bureau], committed: Bureau
) -> None:
    files = published(played["closed"])
    path = places.draw_file(DRAW, name)
    refuses(committed, {**files, path: files[path] + b"x\n"}, Fails)


def test_the_rosters_of_a_close_must_be_public_too(played: dict[str, Bureau], committed: Bureau) -> None:
    files = published(played["closed"])
    commit = committed.workspace.history().draws[DRAW].commit
    assert commit is not None
    for name in commit.record.files:
        if name.startswith("snapshots/"):
            refuses(committed, {path: data for path, data in files.items() if path != f"data/{name}"}, NotYet)
            refuses(committed, {**files, f"data/{name}": b"other\n"}, Fails)


def test_what_is_missing_can_be_published_and_then_the_witness_cosigns(
    played: dict[str, Bureau], committed: Bureau
) -> None:
    files = published(played["closed"])
    partly = {path: data for path, data in files.items() if not path.endswith("frame.csv")}
    refuses(committed, partly, NotYet)
    note = cosign(committed.office(ARCHIVE.folder), files, time=CLOSED)
    assert ARCHIVE.name in cosigned(note, committed.workspace.trust.witness_keys())


# Memory


def test_a_witness_remembers_over_runs(played: dict[str, Bureau], committed: Bureau) -> None:
    """A new process of the same witness: first the longer log, then the shorter one again."""
    cosign(committed.office(ARCHIVE.folder), published(played["closed"]))
    refuses(committed, published(played["committed"]), Fails)
    cosign(committed.office(ARCHIVE.folder), published(played["concluded"]))


def test_cosigning_again_changes_no_byte(closed: Bureau) -> None:
    files = published(closed)
    first = cosign(closed.office(ARCHIVE.folder), files)
    before = tree(closed.home(ARCHIVE.folder))
    assert cosign(closed.office(ARCHIVE.folder), files, time="2026-05-01T00:00:00+08:00").text == first.text
    assert tree(closed.home(ARCHIVE.folder)) == before


@pytest.mark.parametrize("memory", [b"", b"[]", b"{", b"\xff", b'{"size": 5}', b'{"size": -1, "root": "x"}'])
def test_a_witness_whose_memory_cannot_be_read_does_not_cosign(memory: bytes, closed: Bureau) -> None:
    """Else a flipped bit would make it forget what it had cosigned."""
    path = next((closed.home(ARCHIVE.folder) / "memory").iterdir())
    path.write_bytes(memory)
    refuses(closed, published(closed), Malformed)


def test_a_witness_keeps_what_it_cosigned(played: dict[str, Bureau], committed: Bureau) -> None:
    note = cosign(committed.office(ARCHIVE.folder), published(played["closed"]))
    kept = {int(path.stem): path for path in (committed.home(ARCHIVE.folder) / "cosigned").rglob("*.note")}
    assert kept[max(kept)].read_bytes() == note.bytes
    assert len(kept) == 3


# Collecting


def test_two_witnesses_are_merged_in_either_order(closed: Bureau) -> None:
    size = max(closed.workspace.checkpoints())
    path = closed.root / f"data/log/checkpoints/{size}.note"
    both = path.read_bytes()
    bare = Note.parse(both)
    log = closed.workspace.trust.log_key
    alone = Note(bare.text, tuple(line for line in bare.signatures if line.name == log.name))
    lines = {line.name: line for line in bare.signatures}
    for order in ((ARCHIVE, COLLEGE), (COLLEGE, ARCHIVE)):
        path.write_bytes(alone.bytes)
        for part in order:
            witnessing.collect(closed.workspace, alone.with_signature(lines[part.name]))
        assert path.read_bytes() == both
    assert verify_checkpoint(Note.parse(both), log).size == size


def test_a_third_partys_line_is_not_merged(closed: Bureau) -> None:
    size = max(closed.workspace.checkpoints())
    path = closed.root / f"data/log/checkpoints/{size}.note"
    held = path.read_bytes()
    note = Note.parse(held)
    office = closed.office("observer")
    stranger = office.new_key("stranger.example/witness", 4)
    line = sign_checkpoint(note.text, stranger.name, office.seed(stranger), 1_775_000_000)
    witnessing.collect(closed.workspace, note.with_signature(line))
    assert path.read_bytes() == held


def test_a_bad_line_of_a_known_witness_is_refused(closed: Bureau) -> None:
    size = max(closed.workspace.checkpoints())
    path = closed.root / f"data/log/checkpoints/{size}.note"
    held = path.read_bytes()
    note = Note.parse(held)
    spoiled = tuple(
        Signature(line.name, line.key_id, line.signature[:-1] + b"\x00") if line.name == ARCHIVE.name else line
        for line in note.signatures
    )
    with pytest.raises(Fails):
        witnessing.collect(closed.workspace, Note(note.text, spoiled))
    assert path.read_bytes() == held


def test_a_cosignature_of_another_log_or_size_is_refused(played: dict[str, Bureau], committed: Bureau) -> None:
    notes = played["closed"].workspace.checkpoints()
    before = tree(committed.root)
    with pytest.raises(Refused):
        witnessing.collect(committed.workspace, notes[max(notes)])
    own = committed.workspace.checkpoints()
    note = own[max(own)]
    other = note.text.replace("hrss.shili.example", "other.example")
    with pytest.raises(Refused):
        witnessing.collect(committed.workspace, Note(other, note.signatures))
    assert tree(committed.root) == before


def test_only_the_holder_of_a_witness_key_can_cosign(closed: Bureau) -> None:
    files = published(closed)
    for who, name in (("draw", ""), ("keeper", ARCHIVE.name), (ARCHIVE.folder, COLLEGE.name), (ARCHIVE.folder, "x")):
        before = tree(closed.home(who))
        with pytest.raises(Refused):
            cosign(closed.office(who), files, name)
        assert tree(closed.home(who)) == before


def test_an_office_can_not_pass_for_a_witness_by_a_key_of_the_same_name(closed: Bureau) -> None:
    office = Office(closed.folder / "private" / "mallory", lambda: "x", strength=SAMPLE)
    office.new_key(ARCHIVE.name, 4)
    with pytest.raises(Refused):
        cosign(office, published(closed))


CASES: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], int]] = {
    "nothing there": (lambda files: dict(list(files.items())[:0]), 2),
    "the checkpoint gone": (lambda files: {k: v for k, v in files.items() if k != places.CHECKPOINT}, 3),
    "a bundle gone": (lambda files: {k: v for k, v in files.items() if "entries" not in k}, 3),
    "rubbish": (lambda files: {**files, places.CHECKPOINT: b"rubbish\n"}, 2),
}


@pytest.mark.parametrize("case", CASES)
def test_the_witness_command_ends_with_one_line_and_its_status(case: str, closed: Bureau) -> None:
    spoil, status = CASES[case]
    folder = publish_to(closed.root, closed.folder / "public")
    kept = spoil(published(closed))
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            path.write_bytes(kept[name]) if name in kept else path.unlink()
    out = closed.folder / "out.note"
    for lang in ("zh", "en"):
        home = str(closed.home(ARCHIVE.folder))
        result = run("log", "cosign", str(folder), "--out", str(out), "--home", home, "--lang", lang)
        assert done(result, status).stderr.count("\n") == 1
    assert not out.exists()
