"""The log keeper: the only one who appends, and who signs checkpoints (protocol section 9).

Before each signature the root is recomputed from disk and compared with the last checkpoint this machine remembers
signing. Files first, then entries, then fsync, then the checkpoint: a crash leaves nothing that looks finished.
"""

from __future__ import annotations

from publisher.ceremony import pending
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.sequence import Turn, check_turn
from publisher.ceremony.signing import missing
from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, NotYet, Refused, fault
from publisher.log import merkle, places
from publisher.log.checkpoints import Checkpoint, verify_checkpoint
from publisher.log.history import History
from publisher.log.notes import MAX_ENTRY, Note
from publisher.log.records import AnyRecord, Genesis, Trust
from publisher.workspace import log_files
from publisher.workspace.repository import TRUST


def _note_place(record: AnyRecord, history: History) -> str | None:
    """Where a draw's note lies below data/ (section 4); approvals, rosters and the like lie in the log alone."""
    draw = getattr(record, "draw", "")
    if record.type in ("commit", "close", "outcome", "void", "ceremony", "audit"):
        return places.draw_file(draw, f"{record.type}.note")
    if record.type == "reveal":
        commit = history.draws[draw].commit
        assert commit is not None
        parties = [part.party for part in commit.record.parties]
        return places.draw_file(draw, places.reveal_file(parties.index(record.party) + 1))
    if record.type in ("change", "changed"):
        kind = "note" if record.type == "change" else "done"
        return places.draw_file(draw, places.change_file(record.number, kind))
    return None


def ready(desk: Desk, waiting: Pending, history: History) -> list[str]:
    """The roles whose signature a waiting record still lacks; raises Refused or NotYet where its turn hasn't come."""
    record, policy = waiting.record, desk.workspace.trust
    if isinstance(record, Genesis) == bool(history.entries):
        right = ("创世记录只有一条，且在最前", "one genesis, and first of all")
        raise Refused(fault("genesis", "创世记录的位置不对", "genesis out of place", *right))
    check_turn(Turn(history, policy, desk.now), record)
    return missing(record, waiting.note, policy, len(history.entries), history)


def keep(desk: Desk) -> list[str]:
    """Log everything that is complete and whose turn has come, then sign a checkpoint. Returns the names logged."""
    check_memory(desk)
    logged: list[str] = []
    progress = True
    while progress:
        progress = False
        for name in sorted(pending.names(desk.workspace)):
            if _log_one(desk, name):
                logged.append(name)
                progress = True
    sign_checkpoint(desk)
    return logged


def _log_one(desk: Desk, name: str) -> bool:
    """Log one waiting record if it is complete; one that was logged before a crash is only cleared away."""
    waiting = pending.load(desk.workspace, name)
    assert waiting is not None
    history = desk.workspace.history()
    if waiting.note.hash in history.by_hash:
        pending.drop(desk.workspace, name)
        return False
    try:
        if ready(desk, waiting, history):
            return False
    except NotYet:
        return False
    if len(waiting.note.bytes) > MAX_ENTRY:
        raise Refused(fault("size", "记录超过65535字节", "the record is over 65,535 bytes", "缩短文字", "shorten it"))
    _write(desk, waiting, history)
    pending.drop(desk.workspace, name)
    return True


def _write(desk: Desk, waiting: Pending, history: History) -> None:
    files, record = desk.workspace.files, waiting.record
    for place, data in waiting.files.items():
        files.write(f"data/{place}", data)
    if (place_ := _note_place(record, history)) is not None:
        files.write(f"data/{place_}", waiting.note.bytes)
    if isinstance(record, Trust):
        files.write(TRUST, waiting.files[f"snapshots/{record.trust}.json"])
    log_files.append_entries(files, [waiting.note.bytes])


def append_rows(desk: Desk, rows: list[bytes]) -> None:
    """Append sealed rows (bare JSON, section 3) that the log doesn't hold yet, then sign a checkpoint."""
    check_memory(desk)
    known = desk.workspace.history().by_hash
    log_files.append_entries(desk.workspace.files, [row for row in rows if sha256_hex(row) not in known])
    sign_checkpoint(desk)


def _memory(desk: Desk) -> tuple[int, str]:
    value = desk.office.recall(f"signed-{desk.workspace.trust.origin}")
    size, root = value.get("size", 0), value.get("root", "")
    return (size, root) if isinstance(size, int) and isinstance(root, str) else (0, "")


def check_memory(desk: Desk) -> None:
    """Raises Fails unless the log on disk continues what this machine signed last, and no newer checkpoint exists."""
    size, root = _memory(desk)
    leaves = [merkle.leaf_hash(entry) for entry in desk.workspace.entries()]
    newest = max(desk.workspace.checkpoints(), default=0)
    if size and (len(leaves) < size or merkle.root(leaves[:size]).hex() != root):
        raise _broken(f"总账与本机在{size}条时签过的不同", f"the log isn't the one this machine signed at size {size}")
    if newest > size:
        zh, en = (
            f"已有{newest}条的检查点，本机只记得{size}条",
            f"a checkpoint of size {newest} exists, this machine knows {size}",
        )
        raise _broken(zh, en)


def _broken(zh: str, en: str) -> Fails:
    right = (
        "停止签名；恢复总账，或用 publisher log adopt 在见证人在场时接续",
        "stop signing; restore the log, or continue with publisher log adopt, witnesses present",
    )
    return Fails(fault("history", zh, en, *right))


def sign_checkpoint(desk: Desk) -> Note | None:
    """A checkpoint over all entries on disk; None where the newest one covers them."""
    check_memory(desk)
    key, workspace = desk.key("log"), desk.workspace
    entries = workspace.entries()
    if not entries or len(entries) in workspace.checkpoints():
        return None
    root = merkle.root([merkle.leaf_hash(entry) for entry in entries])
    checkpoint = Checkpoint(workspace.trust.origin, len(entries), root)
    note = Note(checkpoint.text, ()).with_signature(desk.office.sign(checkpoint.text, key))
    verify_checkpoint(note, key)
    # The memory first: a machine that forgets what it signed could sign another history.
    desk.office.remember(f"signed-{checkpoint.origin}", {"size": len(entries), "root": root.hex()})
    workspace.files.write(log_files.checkpoint_name(len(entries)), note.bytes)
    return note
