"""A draw's papers to another machine and back, by USB stick or mail; idempotent by record hash (CLI.md).

A pack is a zip of what the other office needs: the waiting records, the log with its checkpoints, the draw's files and
the snapshots. Unpacking never overwrites a longer log with a shorter one, and merges signatures of the same text.
"""

from __future__ import annotations

import io
import zipfile

from publisher.ceremony import pending
from publisher.ceremony.pending import Pending
from publisher.errors import Fails, Malformed, Refused, fault
from publisher.log.checkpoints import verify_checkpoint
from publisher.log.notes import Note
from publisher.workspace import Files, Workspace, log_files
from publisher.workspace.repository import PENDING

MAX_UNPACKED = 512 * 2**20
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_PREFIXES = (f"{PENDING}/", "data/draws/", "data/snapshots/", "data/log/", "data/orders/")


def pack(workspace: Workspace, draw: str) -> bytes:
    """The zip for `draw`. The same state packs to the same bytes."""
    names = [n for n in workspace.files.names(PENDING) if n.startswith(f"{PENDING}/{draw}-")]
    names += workspace.files.names(f"data/draws/{draw}") + workspace.files.names("data/log")
    names += workspace.files.names("data/snapshots") + workspace.files.names("data/orders")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(set(names)):
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), workspace.need(name))
    return buffer.getvalue()


def _bad(zh: str, en: str) -> Malformed:
    right = ("请对方重新打包", "ask the sender to pack it again")
    return Malformed(fault("pack", zh, en, *right))


def _read(data: bytes) -> dict[str, bytes]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise _bad("包过大", "the pack is too large")
        files = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _bad("不是完好的zip包", "not a sound zip file") from None
    except ValueError:
        raise _bad("包内文件名不符", "a bad name in the pack") from None
    strange = [n for n in files if not n.startswith(_PREFIXES) or ".." in n.split("/") or "\\" in n]
    if strange or len(files) != len(infos):
        raise _bad(f"包内有不该有的文件：{strange[:3]}", f"files that don't belong in a pack: {strange[:3]}")
    return files


def unpack(workspace: Workspace, data: bytes) -> list[str]:
    """Take a pack in. Returns what changed. Raises Malformed, Fails (another history) or Refused (texts differ)."""
    files = _read(data)
    packed = Workspace(Files.in_memory(files))
    before = len(workspace.files.written)
    _take_log(workspace, packed)
    logged = set(workspace.history().by_hash)
    for name in pending.names(packed):
        waiting = pending.load(packed, name)
        if waiting is not None and waiting.note.hash not in logged:
            _merge(workspace, waiting)
    _take_drafts(workspace, files)
    for name in [n for n in pending.names(workspace) if _hash(workspace, n) in logged]:
        pending.drop(workspace, name)
    return sorted(set(workspace.files.written[before:]))


def _hash(workspace: Workspace, name: str) -> str:
    waiting = pending.load(workspace, name)
    return waiting.note.hash if waiting else ""


def _take_log(workspace: Workspace, packed: Workspace) -> None:
    """A longer log that continues ours replaces it, with the files that came with it; its checkpoints are checked."""
    ours, theirs = workspace.entries(), packed.entries()
    shared = min(len(ours), len(theirs))
    if ours[:shared] != theirs[:shared]:
        right = ("停止操作，报告另一办公室和见证人", "stop, and tell the other office and the witnesses")
        raise Fails(
            fault("history", "包内总账与本机的不是同一历史", "the packed log isn't this machine's history", *right)
        )
    for size, note in packed.checkpoints().items():
        if size <= len(theirs):
            _take_checkpoint(workspace, size, note)
    for name in packed.files.names():
        if name.startswith(("data/draws/", "data/snapshots/", "data/orders/")) and workspace.files.read(name) is None:
            workspace.files.write(name, packed.need(name))
    if len(theirs) > len(ours):
        log_files.append_entries(workspace.files, theirs[len(ours) :])


def _take_checkpoint(workspace: Workspace, size: int, note: Note) -> None:
    verify_checkpoint(note, workspace.trust.log_key)
    held = workspace.checkpoints().get(size)
    if held is not None and held.text != note.text:
        right = ("停止操作，报告见证人", "stop, and tell the witnesses")
        raise Fails(fault("fork", f"{size}条处有两个检查点", f"two checkpoints of size {size}", *right))
    for line in note.signatures:
        held = (held or note).with_signature(line)
    workspace.files.write(log_files.checkpoint_name(size), (held or note).bytes)


def _merge(workspace: Workspace, theirs: Pending) -> None:
    """Signatures of the same text are joined; another text under the same name is refused."""
    ours = pending.load(workspace, theirs.name)
    if ours is None:
        pending.save(workspace, theirs)
        workspace.files.remove(f"{PENDING}/{theirs.name}/draft.json")
        return
    if ours.note.text != theirs.note.text:
        right = (f"核对后用 publisher draw cancel 撤回其一（{theirs.name}）", "compare, then cancel one of the two")
        zh, en = f"{theirs.name}在两边内容不同", f"{theirs.name} differs on the two machines"
        raise Refused(fault("differs", zh, en, *right))
    for signature in theirs.note.signatures:
        ours = ours.signed(signature)
    pending.save(workspace, ours)


def _take_drafts(workspace: Workspace, files: dict[str, bytes]) -> None:
    """A draft with more commitments replaces ours; what lies beside it comes along."""
    for name in files:
        folder, _, file = name.rpartition("/")
        if file == "draft.json" and workspace.files.read(f"{folder}/record.json") is None:
            for other, content in files.items():
                if other.startswith(f"{folder}/"):
                    workspace.files.write(other, content)
