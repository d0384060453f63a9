"""The log as a draw's basis: the cosigned checkpoint, and what was in force and listed at it (protocol section 5)."""

from __future__ import annotations

from datetime import datetime

from publisher.ceremony.sequence import BASIS_AGE
from publisher.draw.identifiers import SHANGHAI, parse_date, unix_time
from publisher.errors import NotYet, Refused, fault
from publisher.log import merkle
from publisher.log.checkpoints import cosigned
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.log.records import Basis, FileRecord, Roster
from publisher.workspace import Workspace


def find_basis(workspace: Workspace, now: datetime) -> Basis:
    """The newest checkpoint that the quorum cosigned within the last 7 days. Raises NotYet."""
    entries = workspace.entries()
    for size, note in reversed(workspace.checkpoints().items()):
        if _recent(workspace, note, now):
            root = merkle.root([merkle.leaf_hash(entry) for entry in entries[:size]])
            return Basis(size=size, root=root.hex())
    right = ("请见证人运行 publisher log cosign", "ask the witnesses to run publisher log cosign")
    zh, en = "7天内没有见证人会签的检查点", "no checkpoint cosigned by the quorum within 7 days"
    raise NotYet(fault("basis", zh, en, *right))


def _recent(workspace: Workspace, note: Note, now: datetime) -> bool:
    """Whether the quorum cosigned a checkpoint within the last 7 days."""
    policy = workspace.trust
    times = cosigned(note, policy.witness_keys())
    recent = {name for name, at in times.items() if unix_time(at) >= now - BASIS_AGE}
    return bool(recent) and policy.quorum_met(recent)


def check_basis(workspace: Workspace, basis: Basis, now: datetime) -> None:
    """Raises Refused unless the log on this machine has that root at that size, cosigned within the last 7 days."""
    entries, note = workspace.entries(), workspace.checkpoints().get(basis.size)
    root = merkle.root([merkle.leaf_hash(entry) for entry in entries[: basis.size]]).hex()
    if note is None or basis.size > len(entries) or root != basis.root or not _recent(workspace, note, now):
        right = ("先取得最新的总账和会签", "get the newest log with its cosignatures first")
        zh, en = "本机的总账与承诺的依据不符", "the log on this machine isn't the one the commit rests on"
        raise Refused(fault("basis", zh, en, *right))


def in_force(history: History, kind: str, size: int, now: datetime) -> FileRecord:
    """The item list or policy in force: the newest logged before `size` whose date has come (article 5)."""
    today = now.astimezone(SHANGHAI).date()
    found = [i.record for i in history.files(kind, size) if parse_date(i.record.effective) <= today]
    if not found:
        right = (
            f"先运行 publisher {kind} approve 并等待生效",
            f"run publisher {kind} approve first and wait for its date",
        )
        zh, en = f"没有生效的{kind}", f"no {kind} is in force"
        raise Refused(fault("not-in-force", zh, en, *right))
    return found[-1]


def check_settled(history: History, size: int) -> None:
    """Nothing that the frame or the panel rests on was logged after the basis: C08 recomputes them at both places."""
    later = [e.position for e in history.entries[size:] if isinstance(e.record, Roster | FileRecord)]
    if later:
        right = ("请见证人先会签最新的检查点", "ask the witnesses to cosign the newest checkpoint first")
        zh, en = (
            f"第{later[0]}条之后名录、事项或计划有改动，尚未会签",
            f"entry {later[0]} changed what the draw rests on",
        )
        raise NotYet(fault("basis", zh, en, *right))


def need_snapshot(workspace: Workspace, sha256: str, suffix: str) -> bytes:
    """A snapshot that the log binds. Raises Refused where it isn't held here."""
    data = workspace.snapshot(sha256, suffix)
    if data is None:
        right = ("用git恢复data/snapshots/", "restore data/snapshots/ with git")
        raise Refused(fault("snapshot", f"缺少快照{sha256}", f"snapshot {sha256} is missing", *right))
    return data


def logged_roster(workspace: Workspace, history: History, table: str, size: int) -> tuple[Roster, bytes]:
    """The newest roster of a table before `size` and its snapshot. Raises Refused where none was sealed."""
    logged = history.roster(table, size)
    if logged is None:
        right = (f"先运行 publisher roster seal {table}", f"run publisher roster seal {table} first")
        raise Refused(fault("no-roster", f"名录{table}尚未封存", f"no roster {table} is in the log", *right))
    return logged.record, need_snapshot(workspace, logged.record.sha256, "csv")
