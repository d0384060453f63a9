"""The log keeper remembers what it signed and what it appended: nobody rewrites the log behind its back (A05, A06)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_bureau import CLOSED, CONCLUDED, DRAW, VISITED, Bureau, done, tree, write_results

from publisher.ceremony import committing, keeping, pending, registering, sealing, sitting
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import add_signature
from publisher.demo import acts
from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, Malformed, PublisherError, Refused
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint
from publisher.log.notes import Note, Signature
from publisher.log.records import AnyRecord, SealedRow, Void
from publisher.workspace import log_files

LOG = log_files.ENTRIES


def with_entries(bureau: Bureau, entries: list[bytes]) -> None:
    """Somebody writes another log with a text editor, or force-pushes it."""
    (bureau.root / LOG).write_bytes(b"".join(map(log_files.entry_line, entries)))


def keeper_refuses(bureau: Bureau, kind: type[PublisherError], time: str = CLOSED) -> None:
    """Neither a record nor a row is logged, no checkpoint is signed, nothing is written."""
    registering.seal_roster(bureau.desk("draw", time), "objects", again=True)
    before = tree(bureau.root, bureau.home("keeper"))
    with pytest.raises(kind):
        keeping.keep(bureau.desk("keeper", time))
    with pytest.raises(kind):
        keeping.append_rows(bureau.desk("keeper", time), [b"{}\n"])
    assert tree(bureau.root, bureau.home("keeper")) == before


def swapped(entries: list[bytes]) -> list[bytes]:
    """Two entries change places."""
    return [entries[1], entries[0], *entries[2:]]


EDITS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "one character changed": lambda entries: [entries[0].replace(b"2026", b"2025", 1), *entries[1:]],
    "the last entry changed": lambda entries: [*entries[:-1], entries[-1].replace(b"2026", b"2025", 1)],
    "the last entry gone": lambda entries: entries[:-1],
    "an entry in the middle gone": lambda entries: entries[:3] + entries[4:],
    "two entries swapped": swapped,
    "an entry repeated in the middle": lambda entries: [*entries[:3], entries[3], *entries[3:]],
    "all gone": lambda entries: entries[:0],
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_log_edited_behind_its_back_is_never_signed(edit: str, committed: Bureau) -> None:
    with_entries(committed, EDITS[edit](committed.workspace.entries()))
    keeper_refuses(committed, Fails)


def test_an_entry_that_somebody_else_appended_is_never_signed(committed: Bureau) -> None:
    """Even one that is rightly signed by the draw office: who appends decides the order."""
    waiting = registering.seal_roster(committed.desk("draw", CLOSED), "objects", again=True)
    assert waiting is not None
    pending.drop(committed.workspace, waiting.name)
    with_entries(committed, [*committed.workspace.entries(), waiting.note.bytes])
    keeper_refuses(committed, Fails)


def test_a_row_that_somebody_else_appended_is_never_signed(concluded: Bureau) -> None:
    row = SealedRow(type="result", time=VISITED, draw=DRAW, object="X", row="0" * 64, replaces="")
    with_entries(concluded, [*concluded.workspace.entries(), row.text.encode()])
    keeper_refuses(concluded, Fails, VISITED)


@pytest.mark.parametrize("line", [b"{}\n", b"\xff\n", b"[" * 99_999 + b"\n", b'"\\u0041"\n', b"\n"])
def test_a_line_that_is_no_entry_is_named_with_its_place(line: bytes, committed: Bureau) -> None:
    number = len(committed.workspace.entries()) + 1
    with (committed.root / LOG).open("ab") as file:
        file.write(line)
    result = done(committed.run("keeper", CLOSED, "log", "keep"), 2)
    assert result.stderr.startswith(f"{LOG}:{number}:1: entries: ")


def test_a_log_whose_file_is_gone_is_never_started_again(committed: Bureau) -> None:
    (committed.root / LOG).unlink()
    keeper_refuses(committed, Fails)


def test_a_keeper_that_lost_its_memory_does_not_sign(committed: Bureau) -> None:
    for path in (committed.home("keeper") / "memory").iterdir():
        path.unlink()
    keeper_refuses(committed, Fails)


@pytest.mark.parametrize("memory", [b"", b"[]", b"null", b"{", b"\xff", b'{"size": 3}', b'{"size": "3", "root": 1}'])
def test_a_memory_that_cannot_be_read_is_not_taken_for_none(memory: bytes, committed: Bureau) -> None:
    path = next((committed.home("keeper") / "memory").glob("signed-*.json"))
    path.write_bytes(memory)
    keeper_refuses(committed, Malformed)


def test_a_keeper_restored_from_a_backup_does_not_sign_over_a_newer_checkpoint(
    played: dict[str, Bureau], committed: Bureau
) -> None:
    """Its memory is older than what the repository already holds."""
    for path in (played["founded"].home("keeper") / "memory").iterdir():
        (committed.home("keeper") / "memory" / path.name).write_bytes(path.read_bytes())
    keeper_refuses(committed, Fails)


def test_a_checkpoint_swapped_for_another_is_noticed(committed: Bureau) -> None:
    size = len(committed.workspace.entries())
    text = Checkpoint(committed.workspace.trust.origin, size, b"\x01" * 32).text
    path = committed.root / log_files.checkpoint_name(size)
    path.write_bytes(Note(text, Note.parse(path.read_bytes()).signatures).bytes)
    keeper_refuses(committed, Fails)


def test_every_checkpoint_on_disk_is_over_the_entries_before_it(concluded: Bureau) -> None:
    leaves = [merkle.leaf_hash(entry) for entry in concluded.workspace.entries()]
    for size, note in concluded.workspace.checkpoints().items():
        assert Checkpoint.parse(note.text).root == merkle.root(leaves[:size])


@pytest.mark.parametrize("part", [1, 40, -1])
def test_a_torn_last_line_is_repaired_by_the_next_entry(part: int, committed: Bureau) -> None:
    """A machine that lost power while appending: the line was never signed."""
    entries = committed.workspace.entries()
    torn = log_files.entry_line(entries[-1].replace(b"2026", b"2027"))[:part]
    with (committed.root / LOG).open("ab") as file:
        file.write(torn)
    registering.seal_roster(committed.desk("draw", CLOSED), "objects", again=True)
    assert keeping.keep(committed.desk("keeper", CLOSED)) == ["roster-objects"]
    data = (committed.root / LOG).read_bytes()
    assert data.startswith(b"".join(map(log_files.entry_line, entries)))
    assert data.count(b"\n") == len(entries) + 1
    assert data.endswith(b"\n")


def test_keys_named_in_an_edited_trust_policy_log_nothing(committed: Bureau) -> None:
    """Whoever can edit keys/trust.json could name his own key as the legal office's."""
    policy = committed.workspace.trust
    (committed.root / "keys/trust.json").write_text(policy.model_copy(update={"notice": 600}).text, encoding="utf-8")
    registering.seal_roster(committed.desk("draw", CLOSED), "objects", again=True)
    entries = committed.workspace.entries()
    with pytest.raises(Fails):
        keeping.keep(committed.desk("keeper", CLOSED))
    assert committed.workspace.entries() == entries


def test_nobody_but_the_keeper_logs(committed: Bureau) -> None:
    registering.seal_roster(committed.desk("draw", CLOSED), "objects", again=True)
    before = tree(committed.folder)
    for who in ("draw", "legal", "observer", "witness-archive"):
        done(committed.run(who, CLOSED, "log", "keep"), 2)
        with pytest.raises(Refused):
            keeping.append_rows(committed.desk(who, CLOSED), [b"{}\n"])
    assert tree(committed.folder) == before


# What waits


def signed_by_both(bureau: Bureau, record: AnyRecord, time: str) -> str:
    """A record that both offices signed, whatever it says. Returns the name under which it waits."""
    waiting = Pending(pending.name_of(record), Note(record.text, ()))
    for who in acts.OFFICES:
        waiting = add_signature(bureau.desk(who, time), waiting, acts.desk_role(who))
    return waiting.name


def test_a_record_with_one_signature_waits_for_the_other(committed: Bureau) -> None:
    sitting.void(committed.desk("draw", CLOSED), DRAW, "error", "名录有误", "draw")
    before = tree(committed.root)
    assert keeping.keep(committed.desk("keeper", CLOSED)) == []
    assert tree(committed.root) == before


def test_a_sealed_row_among_the_waiting_records_is_not_logged(concluded: Bureau) -> None:
    """A row needs no signature; else whoever can write to the repository could log a result."""
    row = SealedRow(type="result", time=VISITED, draw=DRAW, object="X", row="0" * 64, replaces="")
    concluded.workspace.files.write(f"data/pending/{DRAW}-result/record.json", row.text.encode())
    entries = concluded.workspace.entries()
    with pytest.raises(Malformed):
        keeping.keep(concluded.desk("keeper", VISITED))
    assert concluded.workspace.entries() == entries


def test_a_forged_signature_logs_nothing(committed: Bureau) -> None:
    sitting.void(committed.desk("draw", CLOSED), DRAW, "error", "名录有误", "draw")
    key = committed.desk("legal", CLOSED).key("legal")
    with (committed.root / f"data/pending/{DRAW}-void/signatures").open("a", encoding="utf-8") as file:
        file.write(Signature(key.name, key.key_id, bytes(64)).line)
    entries = committed.workspace.entries()
    with pytest.raises(Fails):
        keeping.keep(committed.desk("keeper", CLOSED))
    assert committed.workspace.entries() == entries


@pytest.mark.parametrize("place", [LOG.removeprefix("data/"), f"draws/{DRAW}/frame.csv", "../keys/trust.json"])
def test_a_file_beside_a_record_is_written_only_where_the_record_binds_it(place: str, committed: Bureau) -> None:
    sitting.void(committed.desk("draw", CLOSED), DRAW, "error", "名录有误", "draw")
    sitting.void(committed.desk("legal", CLOSED), DRAW, "error", "名录有误", "legal")
    evil = committed.root / f"data/pending/{DRAW}-void/files" / place
    evil.parent.mkdir(parents=True, exist_ok=True)
    evil.write_bytes(b"evil\n")
    held = {name: committed.workspace.files.read(name) for name in committed.workspace.files.names("data/draws")}
    entries = committed.workspace.entries()
    if ".." not in place:
        with pytest.raises(Malformed):
            keeping.keep(committed.desk("keeper", CLOSED))
        assert committed.workspace.entries() == entries
    assert {name: committed.workspace.files.read(name) for name in held} == held


def test_one_record_that_cannot_be_logged_does_not_hold_up_the_others(concluded: Bureau) -> None:
    """A void that came too late stays waiting until it is taken back; rosters go on."""
    void = Void(type="void", time=VISITED, draw=DRAW, commit=commit_hash(concluded), code="error", reason="迟到")
    name = signed_by_both(concluded, void, VISITED)
    registering.seal_roster(concluded.desk("draw", VISITED), "objects", again=True)
    size = len(concluded.workspace.entries())
    with pytest.raises(Refused, match=name):
        keeping.keep(concluded.desk("keeper", VISITED))
    assert len(concluded.workspace.entries()) == size + 1
    assert max(concluded.workspace.checkpoints()) == size + 1
    committing.cancel(concluded.desk("draw", VISITED), name)
    assert keeping.keep(concluded.desk("keeper", VISITED)) == []


def commit_hash(bureau: Bureau) -> str:
    """The record hash of the draw's commit."""
    commit = bureau.workspace.history().draws[DRAW].commit
    assert commit is not None
    return commit.hash


def test_a_record_over_the_size_limit_is_refused(committed: Bureau) -> None:
    waiting = sitting.void(committed.desk("draw", CLOSED), DRAW, "error", "误", "draw")
    long = Note(waiting.note.text.replace("误", "误" * 22_000), ())
    assert len(long.bytes) > 65_535
    pending.drop(committed.workspace, waiting.name)
    pending.save(committed.workspace, Pending(waiting.name, long, {}))
    entries = committed.workspace.entries()
    with pytest.raises(PublisherError):
        keeping.keep(committed.desk("keeper", CLOSED))
    assert committed.workspace.entries() == entries


def test_keeping_again_changes_no_byte(concluded: Bureau) -> None:
    before = tree(concluded.folder)
    assert keeping.keep(concluded.desk("keeper", CONCLUDED)) == []
    assert tree(concluded.folder) == before


def test_a_second_genesis_is_refused(committed: Bureau) -> None:
    first = Note.parse(committed.workspace.entries()[0])
    later = Note(first.text.replace("2026-04-03", "2026-04-04"), ())
    trust = (committed.root / "keys/trust.json").read_bytes()
    pending.save(committed.workspace, Pending("genesis", later, {f"snapshots/{sha256_hex(trust)}.json": trust}))
    with pytest.raises(Refused, match="genesis"):
        keeping.keep(committed.desk("keeper", CLOSED))


def test_results_wait_until_the_keeper_seals_them(concluded: Bureau) -> None:
    objects = list(acts.teams(concluded.stage(VISITED), DRAW))
    write_results(concluded, objects)
    teams = acts.teams(concluded.stage(VISITED), DRAW)
    before = tree(concluded.folder)
    assert keeping.keep(concluded.desk("keeper", VISITED)) == []
    with pytest.raises(Refused):
        sealing.seal_results(concluded.desk("draw", VISITED), DRAW, teams)
    assert tree(concluded.folder) == before
