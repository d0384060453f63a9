"""A pack comes by mail or on a stick from a machine that may be hostile: nothing of it is believed."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_bureau import CLOSED, COMMITTED, CONCLUDED, DRAW, OPEN, Bureau, done, tree

from publisher.ceremony import committing, concluding, drafts, keeping, packing, pending, registering, sitting
from publisher.demo.acts import desk_role
from publisher.demo.rounds import answers
from publisher.draw.evidence import json_text
from publisher.errors import Fails, Malformed, PublisherError, Refused
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint
from publisher.log.notes import Note, Signature
from publisher.log.records import SealedRow
from publisher.workspace import Workspace, log_files


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refuse(
    bureau: Bureau, root: Path, data: bytes, kind: type[PublisherError] | tuple[type[PublisherError], ...]
) -> None:
    """The pack is refused with one of these errors, and nothing is written."""
    before = tree(root)
    with pytest.raises(kind):
        packing.unpack(Workspace.at(root), data)
    assert tree(root) == before
    assert bureau.folder.is_dir()


def ignore(root: Path, data: bytes) -> None:
    """Nothing of the pack is taken."""
    before = tree(root)
    packing.unpack(Workspace.at(root), data)
    assert tree(root) == before


HOSTILE_NAMES = (
    "../../evil",
    "/etc/evil",
    "data/draws/../../keys/trust.json",
    "data\\draws\\x",
    "data/draws/2026-001/../../../x",
    "C:/x",
    "data/draws/C:x",
    "keys/trust.json",
    "data/objects.csv",
    "data/draws/",
    "data/draws//x",
    "data/draws/./x",
    "data/draws/2026-001/\x00x",
    "data/draws/2026-001/line\nbreak",
    "data/draws/" + "x" * 300,
    "data/draws/" + "x/" * 300 + "x",
    "data/pendingx/y",
)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_pack_with_a_name_that_does_not_belong_is_refused(name: str, committed: Bureau) -> None:
    good = unzipped(packing.pack(committed.workspace, DRAW))
    refuse(committed, committed.root, zipped({**good, name: b"evil"}), Malformed)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_pack_in_an_unusual_compression_is_refused(method: int, committed: Bureau) -> None:
    refuse(committed, committed.root, zipped({"data/draws/2026-001/x": b"x"}, method), Malformed)


@pytest.mark.parametrize("claimed", [packing.MAX_UNPACKED + 1, 16, 0])
def test_a_bomb_is_refused_whatever_size_it_claims(claimed: int, committed: Bureau) -> None:
    data = bytearray(zipped({"data/draws/2026-001/x": bytes(2**20)}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", claimed)
    refuse(committed, committed.root, bytes(data), Malformed)


def test_two_files_of_one_name_are_refused(committed: Bureau) -> None:
    data = zipped({"data/draws/2026-001/x": b"1", "data/draws/2026-001/y": b"2"})
    refuse(committed, committed.root, data.replace(b"2026-001/y", b"2026-001/x"), Malformed)


def test_a_file_that_is_a_folder_elsewhere_is_refused(committed: Bureau) -> None:
    files = {"data/orders/a.yaml": b"x", "data/orders/a.yaml/b.yaml": b"y"}
    refuse(committed, committed.root, zipped(files), Malformed)


@pytest.mark.parametrize("garbage", [b"", b"PK\x03\x04", b"not a zip", b"\x00" * 100])
def test_what_is_no_zip_is_refused(garbage: bytes, committed: Bureau) -> None:
    refuse(committed, committed.root, garbage, Malformed)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=8), cut=st.integers(0, 9)
)
def test_a_damaged_pack_changes_nothing_or_is_refused(
    flips: list[tuple[int, int]], cut: int, played: dict[str, Bureau]
) -> None:
    bureau = played["concluded"]
    data = bytearray(packing.pack(bureau.workspace, DRAW))
    for at, mask in flips:
        data[at % len(data)] ^= mask
    workspace = Workspace.at(bureau.root, dry_run=True)
    try:
        packing.unpack(workspace, bytes(data[: len(data) - cut * 100]))
    except PublisherError:
        return
    assert workspace.entries() == bureau.workspace.entries()


# The log


def log_with(files: dict[str, bytes], entries: list[bytes]) -> dict[str, bytes]:
    """The pack's files with other entries."""
    return {**files, log_files.ENTRIES: b"".join(map(log_files.entry_line, entries))}


def forged_roster(bureau: Bureau) -> bytes:
    """A roster record as the draw office could sign it, though the keeper never logged it."""
    desk = bureau.desk("draw", CLOSED)
    waiting = registering.seal_roster(desk, "objects", again=True)
    assert waiting is not None
    pending.drop(desk.workspace, waiting.name)
    return waiting.note.bytes


def test_another_history_is_refused(committed: Bureau) -> None:
    files = unzipped(packing.pack(committed.workspace, DRAW))
    entries = committed.workspace.entries()
    entries[3], entries[4] = entries[4], entries[3]
    refuse(committed, committed.root, zipped(log_with(files, entries)), Fails)


def test_entries_that_no_signed_checkpoint_covers_do_not_get_into_the_log(committed: Bureau) -> None:
    files = unzipped(packing.pack(committed.workspace, DRAW))
    entries = [*committed.workspace.entries(), forged_roster(committed)]
    ignore(committed.root, zipped(log_with(files, entries)))


def test_a_checkpoint_whose_root_is_not_that_of_the_packed_entries_is_refused(
    played: dict[str, Bureau], committed: Bureau
) -> None:
    theirs = played["closed"]
    files = unzipped(packing.pack(theirs.workspace, DRAW))
    ours = committed.workspace.entries()
    forged = [*ours, forged_roster(committed), *theirs.workspace.entries()[len(ours) + 1 :]]
    refuse(committed, committed.root, zipped(log_with(files, forged)), Fails)


def test_a_checkpoint_signed_by_another_key_is_refused(committed: Bureau) -> None:
    entries = [*committed.workspace.entries(), forged_roster(committed)]
    root = merkle.root([merkle.leaf_hash(entry) for entry in entries])
    text = Checkpoint(committed.workspace.trust.origin, len(entries), root).text
    office = committed.office("draw")
    strange = office.new_key(committed.workspace.trust.origin)
    note = Note(text, ()).with_signature(office.sign(text, strange))
    files = log_with(unzipped(packing.pack(committed.workspace, DRAW)), entries)
    refuse(committed, committed.root, zipped({**files, log_files.checkpoint_name(len(entries)): note.bytes}), Fails)


def test_a_second_checkpoint_of_one_size_is_refused(committed: Bureau) -> None:
    """Even the keeper's own key can't bring in a fork."""
    workspace = committed.workspace
    size = len(workspace.entries())
    text = Checkpoint(workspace.trust.origin, size, b"\x01" * 32).text
    desk = committed.desk("keeper", CLOSED)
    note = Note(text, ()).with_signature(desk.office.sign(text, desk.key("log")))
    files = {**unzipped(packing.pack(workspace, DRAW)), log_files.checkpoint_name(size): note.bytes}
    refuse(committed, committed.root, zipped(files), Fails)


def test_a_shorter_log_never_replaces_a_longer_one(played: dict[str, Bureau], concluded: Bureau) -> None:
    ignore(concluded.root, packing.pack(played["committed"].workspace, DRAW))


def test_a_longer_log_is_taken_with_its_checkpoints_and_files(played: dict[str, Bureau], committed: Bureau) -> None:
    theirs = played["concluded"].workspace
    packing.unpack(committed.workspace, packing.pack(theirs, DRAW))
    assert committed.workspace.entries() == theirs.entries()
    assert committed.workspace.checkpoints() == theirs.checkpoints()
    assert committed.workspace.files.names(f"data/draws/{DRAW}") == theirs.files.names(f"data/draws/{DRAW}")


@pytest.mark.parametrize(
    "line", [b'{"a": 1}\n', b"[" * 100_000 + b"\n", b'"\\ud800"\n', b"\xff\xfe\n", b'"a" \n', b"1\n"]
)
def test_a_line_of_the_log_that_is_no_json_string_is_malformed(line: bytes, committed: Bureau) -> None:
    files = unzipped(packing.pack(committed.workspace, DRAW))
    files[log_files.ENTRIES] += line
    refuse(committed, committed.root, zipped(files), Malformed)


# Files that would overwrite evidence


@pytest.mark.parametrize("folder", ["data/log", f"data/draws/{DRAW}", "data/snapshots", "data/draws"])
def test_a_draft_outside_pending_overwrites_nothing(folder: str, concluded: Bureau) -> None:
    files = unzipped(packing.pack(concluded.workspace, DRAW))
    spoiled = {name: data + b"evil\n" for name, data in files.items() if name.startswith(folder) and "log" not in name}
    ignore(concluded.root, zipped({**files, **spoiled, f"{folder}/draft.json": b"{}\n"}))


def test_a_forged_log_behind_a_draft_overwrites_nothing(concluded: Bureau) -> None:
    files = {"data/log/draft.json": b"{}\n", log_files.ENTRIES: b""}
    ignore(concluded.root, zipped(files))


@pytest.mark.parametrize(
    "place",
    [
        "commit.note",
        "outcome.note",
        "selection.csv",
        "rows/" + "0" * 64 + ".json",
        "frame-key.txt",
        "frame.csv",
        "changes/0001.csv",
        "index.html",
    ],
)
def test_a_file_of_a_draw_that_the_log_does_not_bind_is_not_taken(place: str, committed: Bureau) -> None:
    """What lies in data/draws/ is published as it is."""
    (committed.root / f"data/draws/{DRAW}/{place}").unlink(missing_ok=True)
    files = unzipped(packing.pack(committed.workspace, DRAW))
    ignore(committed.root, zipped({**files, f"data/draws/{DRAW}/{place}": b"forged\n"}))


def test_a_snapshot_whose_content_is_not_its_name_is_not_taken(committed: Bureau) -> None:
    files = unzipped(packing.pack(committed.workspace, DRAW))
    ignore(
        committed.root, zipped({**files, f"data/snapshots/{'0' * 64}.csv": b"forged\n", "data/snapshots/x.html": b"x"})
    )


def test_an_order_that_is_here_already_is_not_replaced(committed: Bureau) -> None:
    files = unzipped(packing.pack(committed.workspace, DRAW))
    ignore(committed.root, zipped({**files, f"data/orders/{OPEN}.yaml": b"forged: true\n"}))


# Waiting records


def proposed_close(bureau: Bureau) -> dict[str, bytes]:
    """A pack with a close that the draw office has signed."""
    for who in ("draw", "legal"):
        sitting.reveal(bureau.desk(who, CLOSED), DRAW, desk_role(who))
    keeping.keep(bureau.desk("keeper", CLOSED))
    sitting.close(bureau.desk("draw", CLOSED), DRAW, "draw")
    return unzipped(packing.pack(bureau.workspace, DRAW))


CLOSE = f"data/pending/{DRAW}-close"


def test_a_forged_signature_of_a_known_key_is_refused(committed: Bureau) -> None:
    files = proposed_close(committed)
    desk = committed.desk("legal", CLOSED)
    key = desk.key("legal")
    line = Signature(key.name, key.key_id, bytes(64)).line.encode()
    pending.drop(committed.workspace, f"{DRAW}-close")
    refuse(
        committed, committed.root, zipped({**files, f"{CLOSE}/signatures": files[f"{CLOSE}/signatures"] + line}), Fails
    )


def test_a_forged_signature_does_not_push_out_a_good_one(committed: Bureau) -> None:
    files = proposed_close(committed)
    key = committed.desk("draw", CLOSED).key("draw")
    line = Signature(key.name, key.key_id, bytes(64)).line.encode()
    refuse(committed, committed.root, zipped({**files, f"{CLOSE}/signatures": line}), Fails)


@pytest.mark.parametrize("lines", [b"\xff\xfe", b"rubbish\n", b"\xe2\x80\x94 a b\n", b"\xe2\x80\x94 name AAAA\n"])
def test_rubbish_in_place_of_signatures_is_malformed(lines: bytes, committed: Bureau) -> None:
    files = proposed_close(committed)
    refuse(committed, committed.root, zipped({**files, f"{CLOSE}/signatures": lines}), Malformed)


def test_a_signature_of_an_unknown_key_is_left_behind(committed: Bureau) -> None:
    files = proposed_close(committed)
    office = committed.office("observer")
    stranger = office.new_key("stranger.example/draw")
    line = office.sign(files[f"{CLOSE}/record.json"].decode(), stranger).line.encode()
    ignore(committed.root, zipped({**files, f"{CLOSE}/signatures": files[f"{CLOSE}/signatures"] + line}))


def test_another_text_under_the_same_name_is_refused(committed: Bureau) -> None:
    files = proposed_close(committed)
    record = files[f"{CLOSE}/record.json"]
    swapped = record.replace(b"T16:00:00", b"T16:00:01")
    assert swapped != record
    draw = committed.desk("draw", CLOSED)
    line = draw.office.sign(swapped.decode(), draw.key("draw")).line.encode()
    pack = zipped({**files, f"{CLOSE}/record.json": swapped, f"{CLOSE}/signatures": line})
    refuse(committed, committed.root, pack, Refused)


def swap(name: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """The pack's close under another record's name."""
    return lambda files: {
        (key.replace(CLOSE, f"data/pending/{name}") if key.startswith(CLOSE) else key): data
        for key, data in files.items()
    }


@pytest.mark.parametrize("name", [f"{DRAW}-outcome", f"{DRAW}-close-x", "2026-002-close", "policy-policy.json", "x"])
def test_a_record_under_the_name_of_another_is_refused(name: str, committed: Bureau) -> None:
    """Else `draw sign` could be led to sign what nobody meant to sign."""
    pack = zipped(swap(name)(proposed_close(committed)))
    refuse(committed, committed.root, pack, Malformed)


@pytest.mark.parametrize("place", ["log/entries.jsonl", f"draws/{DRAW}/frame.csv", f"draws/{DRAW}/x", "objects.csv"])
def test_files_beside_a_record_that_it_does_not_bind_are_refused(place: str, committed: Bureau) -> None:
    files = proposed_close(committed)
    pending.drop(committed.workspace, f"{DRAW}-close")
    refuse(committed, committed.root, zipped({**files, f"{CLOSE}/files/{place}": b"evil\n"}), Malformed)


def test_a_sealed_row_cannot_slip_in_among_the_waiting_records(committed: Bureau) -> None:
    """It carries no signature, so it only enters by `seal`, on the keeper's machine."""
    row = SealedRow(type="result", time=CLOSED, draw=DRAW, object="X", row="0" * 64, replaces="")
    files = unzipped(packing.pack(committed.workspace, DRAW))
    pack = zipped({**files, f"data/pending/{DRAW}-result/record.json": row.text.encode()})
    refuse(committed, committed.root, pack, Malformed)


# Drafts of a commit


def test_an_old_draft_does_not_take_back_a_commitment(founded: Bureau) -> None:
    """With an observer three commitments are needed; the draw office's first pack comes a second time."""
    legal = founded.clone("legal")
    number = committing.start_commit(founded.desk("draw", COMMITTED), OPEN, observers=True)
    first = packing.pack(founded.workspace, number)
    packing.unpack(Workspace.at(legal), first)
    assert committing.join_commit(founded.desk("legal", COMMITTED, legal), number, "legal") is None
    ignore(legal, first)


def test_commitments_made_on_different_machines_are_joined(founded: Bureau) -> None:
    legal, observer = founded.clone("legal"), founded.clone("observer")
    number = committing.start_commit(founded.desk("draw", COMMITTED), OPEN, observers=True)
    first = packing.pack(founded.workspace, number)
    for root, who in ((legal, "legal"), (observer, "observer")):
        packing.unpack(Workspace.at(root), first)
        committing.join_commit(founded.desk(who, COMMITTED, root), number, desk_role(who))
    packing.unpack(founded.workspace, packing.pack(Workspace.at(legal), number))
    packing.unpack(founded.workspace, packing.pack(Workspace.at(observer), number))
    waiting = pending.load(founded.workspace, pending.commit_name(number))
    assert waiting is not None
    assert drafts.waiting_drafts(founded.workspace) == []


def test_a_draft_with_another_text_is_refused(founded: Bureau) -> None:
    legal = founded.clone("legal")
    number = committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    files = unzipped(packing.pack(founded.workspace, number))
    packing.unpack(Workspace.at(legal), zipped(files))
    name = f"data/pending/{number}-commit/draft.json"
    draft = json.loads(files[name])
    draft["record"] = draft["record"].replace("2026年上半年", "2026年下半年")
    refuse(founded, legal, zipped({**files, name: json_text(draft).encode()}), Refused)


@pytest.mark.parametrize("draft", [b"", b"{}", b"[" * 100_000, b'{"order": "x", "record": "{}"}', b"\xff", b"null"])
def test_a_draft_that_cannot_be_read_is_malformed(draft: bytes, founded: Bureau) -> None:
    files = {"data/pending/2026-001-commit/draft.json": draft}
    refuse(founded, founded.root, zipped(files), Malformed)


def test_a_draft_of_a_draw_that_is_logged_is_left_behind(founded: Bureau) -> None:
    legal = founded.clone("legal")
    number = committing.start_commit(founded.desk("draw", COMMITTED), OPEN)
    old = packing.pack(founded.workspace, number)
    packing.unpack(Workspace.at(legal), old)
    committing.join_commit(founded.desk("legal", COMMITTED), number, "legal")
    for who in ("draw", "legal"):
        committing.sign_commit(founded.desk(who, COMMITTED), number, desk_role(who))
    keeping.keep(founded.desk("keeper", COMMITTED))
    ignore(founded.root, old)


def test_unpacking_twice_changes_nothing_the_second_time(played: dict[str, Bureau], founded: Bureau) -> None:
    for stage in ("committed", "closed", "concluded"):
        data = packing.pack(played[stage].workspace, DRAW)
        packing.unpack(founded.workspace, data)
        ignore(founded.root, data)


def test_the_same_state_packs_to_the_same_bytes(concluded: Bureau) -> None:
    other = concluded.clone("other")
    assert packing.pack(concluded.workspace, DRAW) == packing.pack(Workspace.at(other), DRAW)


def test_a_hostile_pack_on_the_command_line_is_one_line_and_exit_2(committed: Bureau) -> None:
    pack = committed.folder / "pack.zip"
    pack.write_bytes(zipped({"../evil": b"x"}))
    for lang in ("zh", "en"):
        result = done(committed.run("legal", CONCLUDED, "draw", "unpack", str(pack), "--lang", lang), 2)
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("pack: ")


@pytest.mark.parametrize("content", [{"a": "b"}, [1], [{}], [{"source": [], "round": {}}], "x", [["source"]]])
def test_a_proposed_outcome_with_strange_answers_is_malformed(content: object, closed: Bureau) -> None:
    """The legal office reads the proposer's beacon.json before it signs."""
    waiting = concluding.conclude(closed.desk("draw", CONCLUDED), DRAW, answers(), "draw")
    files = {**waiting.files, f"draws/{DRAW}/beacon.json": json_text(content).encode()}
    with pytest.raises(Malformed):
        concluding.answers_in(files, DRAW)
