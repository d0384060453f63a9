"""The log keeper: the only one who appends, and who signs checkpoints (protocol section 9).

Before each signature the root is recomputed from disk and compared with the last checkpoint this machine remembers
signing. Files first, then entries, then fsync, then the checkpoint: a crash leaves nothing that looks finished.
"""

from __future__ import annotations

from publisher.ceremony import pending
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.sequence import check_turn
from publisher.ceremony.signing import missing
from publisher.ceremony.sitting import turn
from publisher.draw.evidence import sha256_hex
from publisher.errors import Fails, Malformed, NotYet, Refused, fault
from publisher.log import merkle, places
from publisher.log.checkpoints import Checkpoint, verify_checkpoint
from publisher.log.history import History
from publisher.log.notes import MAX_ENTRY, Note
from publisher.log.records import AnyRecord, Genesis, Trust
from publisher.log.trust import TrustPolicy
from publisher.workspace import log_files
from publisher.workspace.repository import PENDING, TRUST


def note_place(record: AnyRecord, history: History) -> str | None:
    """Where a draw's note lies below data/ (section 4); approvals, rosters and the like lie in the log alone."""
    draw = getattr(record, "draw", "")
    if record.type in ("commit", "close", "outcome", "void", "ceremony", "audit"):
        return places.draw_file(draw, f"{record.type}.note")
    if record.type == "reveal":
        commit = history.draws[draw].commit if draw in history.draws else None
        parties = [part.party for part in commit.record.parties] if commit else []
        number = parties.index(record.party) + 1 if record.party in parties else 0
        return places.draw_file(draw, places.reveal_file(number)) if number else None
    if record.type in ("change", "changed"):
        kind = "note" if record.type == "change" else "done"
        return places.draw_file(draw, places.change_file(record.number, kind))
    return None


def check_trust(history: History, policy: TrustPolicy) -> None:
    """Raises Fails unless keys/trust.json is the policy that the log put in force: else anyone could name the keys."""
    changes = history.trust_changes()
    if changes and changes[-1][1] != policy.hash:
        right = ("用git恢复此文件", "restore this file with git")
        zh, en = "信任策略不是总账所登记的", "the trust policy isn't the one that the log put in force"
        raise Fails(fault("trust", zh, en, *right).at(TRUST))


def ready(desk: Desk, waiting: Pending, history: History) -> list[str]:
    """The roles whose signature a waiting record still lacks; raises Refused or NotYet where its turn hasn't come."""
    record, policy = waiting.record, desk.workspace.trust
    check_trust(history, policy)
    pending.check_files(waiting.name, record, waiting.files)
    if isinstance(record, Genesis) == bool(history.entries):
        right = ("创世记录只有一条，且在最前", "one genesis, and first of all")
        raise Refused(fault("genesis", "创世记录的位置不对", "genesis out of place", *right))
    check_turn(turn(desk), record)
    return missing(record, waiting.note, policy, len(history.entries), history)


def keep(desk: Desk) -> list[str]:
    """Log everything that is complete and whose turn has come, then sign a checkpoint. Returns the names logged.

    A record that can't be logged doesn't hold up the others; its fault is raised after the checkpoint.
    """
    check_keeper(desk)
    logged: list[str] = []
    progress = True
    while progress:
        progress, stuck = False, None
        for name in sorted(pending.names(desk.workspace)):
            try:
                if _log_one(desk, name):
                    logged.append(name)
                    progress = True
            except (Malformed, Refused, Fails) as error:
                stuck = stuck or error.at(f"{PENDING}/{name}")
    sign_checkpoint(desk)
    if stuck is not None:
        raise stuck
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
    if (place_ := note_place(record, history)) is not None:
        files.write(f"data/{place_}", waiting.note.bytes)
    if isinstance(record, Trust):
        files.write(TRUST, waiting.files[f"snapshots/{record.trust}.json"])
    _append(desk, [waiting.note.bytes])


def append_rows(desk: Desk, rows: list[bytes]) -> None:
    """Append sealed rows (bare JSON, section 3) that the log doesn't hold yet, then sign a checkpoint."""
    check_keeper(desk)
    known = desk.workspace.history().by_hash
    _append(desk, [row for row in rows if sha256_hex(row) not in known])
    sign_checkpoint(desk)


def _append(desk: Desk, entries: list[bytes]) -> None:
    """Append; remembered before, so that an entry which somebody else put there is never signed."""
    if entries:
        unsigned = desk.workspace.entries()[_memory(desk)[0] :]
        hashes = [sha256_hex(entry) for entry in (*unsigned, *entries)]
        desk.office.remember(f"appended-{desk.workspace.trust.origin}", {"entries": hashes})
        log_files.append_entries(desk.workspace.files, entries)


def _appended(desk: Desk) -> list[str]:
    """The hashes of the entries that this machine appended, or was about to, since it last signed."""
    found = desk.office.recall(f"appended-{desk.workspace.trust.origin}").get("entries", [])
    return [str(item) for item in found] if isinstance(found, list) else []


def _memory(desk: Desk) -> tuple[int, str]:
    return desk.office.recall_root(f"signed-{desk.workspace.trust.origin}")


def check_keeper(desk: Desk) -> None:
    """Before anything is written: this machine holds the log key and knows the log. Raises Refused, Fails."""
    desk.key("log")
    check_memory(desk)


def check_memory(desk: Desk) -> None:
    """Raises Fails unless the log on disk is what this machine signed last, and then what it appended itself.

    Nor may a newer checkpoint than the one it remembers exist, or another one of that size.
    """
    size, root = _memory(desk)
    entries, checkpoints = desk.workspace.entries(), desk.workspace.checkpoints()
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    newest = max(checkpoints, default=0)
    if size and (len(leaves) < size or merkle.root(leaves[:size]).hex() != root):
        raise _broken(f"总账与本机在{size}条时签过的不同", f"the log isn't the one this machine signed at size {size}")
    if size in checkpoints and Checkpoint.parse(checkpoints[size].text).root.hex() != root:
        raise _broken(f"{size}条的检查点不是本机所签", f"the checkpoint of size {size} isn't the one signed here")
    appended = set(_appended(desk))
    foreign = [n for n, entry in enumerate(entries[size:], size) if sha256_hex(entry) not in appended]
    if foreign:
        raise _broken(f"第{foreign[0]}条不是本机入账的", f"entry {foreign[0]} wasn't appended by this machine")
    if newest > size:
        zh, en = (
            f"已有{newest}条的检查点，本机只记得{size}条",
            f"a checkpoint of size {newest} exists, this machine knows {size}",
        )
        raise _broken(zh, en)


def _broken(zh: str, en: str) -> Fails:
    right = (
        "停止签名；用git恢复总账，与见证人保存的检查点核对",
        "stop signing; restore the log with git and compare with the checkpoint that the witnesses hold",
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
