"""A draw's papers to another machine and back, by USB stick or mail; idempotent by record hash (CLI.md).

A pack is a zip of what the other office needs: the waiting records, the log with its checkpoints, the draw's files and
the snapshots. What comes out of one is believed only as far as it proves itself: entries that the log key signed,
files that the log binds, signatures that verify. Unpacking never shortens the log, overwrites nothing, and merges
signatures of one text.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace

from publisher.ceremony import pending
from publisher.ceremony.drafts import take_draft, waiting_drafts
from publisher.ceremony.keeping import note_place
from publisher.ceremony.pending import Pending
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import DRAW
from publisher.draw.parts import parse_part
from publisher.errors import Fails, Malformed, PublisherError, Refused, fault
from publisher.log import merkle, places
from publisher.log.checkpoints import cosigned, verify_checkpoint
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.log.rows import RowFile
from publisher.tables.models import Order
from publisher.tables.yaml_files import read_yaml
from publisher.workspace import Files, Workspace, log_files
from publisher.workspace.repository import PENDING

MAX_UNPACKED = 512 * 2**20
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_MAX_NAME = 240
_NAME = re.compile(
    r"data/(?:(?:pending|draws|snapshots|reports|log)(?:/[0-9A-Za-z_-][0-9A-Za-z._-]*)+|orders/[^/\\:\x00-\x1f]+\.yaml)"
)
# All that zipfile raises for bytes that are no sound zip: bad structure, encryption, bad names and sizes.
_UNSOUND = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def pack(workspace: Workspace, draw: str) -> bytes:
    """The zip for `draw`. The same state packs to the same bytes. Raises Refused where there is nothing of it."""
    names = [n for n in workspace.files.names(PENDING) if n.startswith(f"{PENDING}/{draw}-")]
    names += workspace.files.names(f"data/draws/{draw}") if DRAW.fullmatch(draw) else []
    if not names:
        right = ("见 publisher draw list", "see publisher draw list")
        raise Refused(fault("no-draw", f"没有抽签{draw}", f"there is no draw {draw}", *right))
    names += workspace.files.names("data/log")
    names += workspace.files.names("data/snapshots") + workspace.files.names("data/orders")
    names += workspace.files.names(places.FILED)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(name for name in set(names) if _NAME.fullmatch(name)):
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
        strange = [info.filename for info in infos if not _belongs_in_a_pack(info)]
        if strange or len({info.filename for info in infos}) != len(infos):
            raise _bad(f"包内有不该有的文件：{strange[:3]}", f"files that don't belong in a pack: {strange[:3]}")
        return {info.filename: archive.read(info) for info in infos}
    except _UNSOUND:
        raise _bad("不是完好的zip包", "not a sound zip file") from None


def _belongs_in_a_pack(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    fits = _NAME.fullmatch(name) is not None and len(name.encode()) <= _MAX_NAME
    return fits and info.compress_type in _METHODS


def unpack(workspace: Workspace, data: bytes) -> list[str]:
    """Take a pack in. Returns what changed. Raises Malformed, Fails (another history) or Refused (texts differ)."""
    files = _read(data)
    before = len(workspace.files.written)
    # Once for show, so that a pack with any fault in it leaves nothing behind.
    for target in (Workspace.at(workspace.files.root, dry_run=True), workspace):
        _take(target, Workspace(Files.in_memory(files)))
    return sorted(set(workspace.files.written[before:]))


def _take(workspace: Workspace, packed: Workspace) -> None:
    _take_log(workspace, packed)
    _take_orders(workspace, packed)
    logged = set(workspace.history().by_hash)
    for name in pending.names(packed):
        waiting = pending.load(packed, name)
        if waiting is not None and waiting.note.hash not in logged:
            pending.check_files(name, waiting.record, waiting.files)
            _merge(workspace, _known(workspace, waiting))
    for draw in waiting_drafts(packed):
        take_draft(workspace, packed, draw)
    for name in [n for n in pending.names(workspace) if _hash(workspace, n) in logged]:
        pending.drop(workspace, name)


def _hash(workspace: Workspace, name: str) -> str:
    waiting = pending.load(workspace, name)
    return waiting.note.hash if waiting else ""


def _take_log(workspace: Workspace, packed: Workspace) -> None:
    """A longer log that continues ours replaces it, as far as the log key signed it, with the files that it binds."""
    ours, theirs = workspace.entries(), packed.entries()
    checkpoints = {size: note for size, note in packed.checkpoints().items() if size <= len(theirs)}
    theirs = theirs[: max(checkpoints, default=0)]
    shared = min(len(ours), len(theirs))
    if ours[:shared] != theirs[:shared]:
        right = ("停止操作，报告另一办公室和见证人", "stop, and tell the other office and the witnesses")
        raise Fails(
            fault("history", "包内总账与本机的不是同一历史", "the packed log isn't this machine's history", *right)
        )
    roots = merkle.roots_at([merkle.leaf_hash(entry) for entry in theirs], list(checkpoints))
    merged = {size: _checked(workspace, size, note, roots[size]) for size, note in checkpoints.items()}
    _take_bound(workspace, packed, History(theirs))
    # The checkpoints last: none ever lies over entries that aren't there.
    if len(theirs) > len(ours):
        log_files.append_entries(workspace.files, theirs[len(ours) :])
    for size, note in merged.items():
        workspace.files.write(log_files.checkpoint_name(size), note.bytes)


def _checked(workspace: Workspace, size: int, note: Note, root: bytes) -> Note:
    """Their checkpoint joined with ours. Raises Fails unless the log key signed it over just these entries."""
    checkpoint = verify_checkpoint(note, workspace.trust.log_key)
    held = workspace.checkpoints().get(size, note)
    if (checkpoint.size, checkpoint.root) != (size, root) or held.text != note.text:
        right = ("停止操作，报告见证人", "stop, and tell the witnesses")
        zh, en = f"{size}条处的检查点与条目不符", f"the checkpoint of size {size} isn't over these entries"
        raise Fails(fault("fork", zh, en, *right))
    cosigned(note, workspace.trust.witness_keys())
    for line in note.signatures:
        held = held.with_signature(line)
    return held


def _take_bound(workspace: Workspace, packed: Workspace, history: History) -> None:
    """Snapshots and draws' files that are missing here, each where and as the log binds it; nothing else."""
    bound: dict[str, str] = {}
    for entry in history.entries:
        if entry.record is not None:
            bound |= pending.bound_files(entry.record)
            place = note_place(entry.record, history)
            bound |= {place: sha256_hex(entry.data)} if place else {}
    rows = {places.draw_file(d, places.row_file(r.record.row)) for d, rs in history.draws.items() for r in rs.rows}
    for name in packed.files.names():
        place, data = name.removeprefix("data/"), packed.need(name)
        fits = bound.get(place) == sha256_hex(data) or (place in rows and _is_row(name, data))
        if fits and workspace.files.read(name) is None:
            workspace.files.write(name, data)


def _is_row(name: str, data: bytes) -> bool:
    try:
        return name.endswith(places.row_file(parse_part(data, RowFile, name).row))
    except Malformed:
        return False


def _take_orders(workspace: Workspace, packed: Workspace) -> None:
    """Orders that are missing here; the other office's never replaces ours."""
    for name in packed.files.names("data/orders"):
        if workspace.files.read(name) is None and _is_order(name, packed.need(name)):
            workspace.files.write(name, packed.need(name))


def _is_order(name: str, data: bytes) -> bool:
    try:
        return bool(read_yaml(data, Order, name))
    except PublisherError:  # the sender's unfinished order for another draw is no reason to refuse this one's papers
        return False


def _known(workspace: Workspace, waiting: Pending) -> Pending:
    """With the signatures of known keys alone. Raises Fails where one of them is bad."""
    policy, position = workspace.trust, len(workspace.entries())
    policy.roles_signed(waiting.note, position)
    known = {(key.parsed.name, key.parsed.key_id) for key in policy.keys_at(position)}
    lines = tuple(line for line in waiting.note.signatures if (line.name, line.key_id) in known)
    return replace(waiting, note=Note(waiting.note.text, lines))


def _merge(workspace: Workspace, theirs: Pending) -> None:
    """Signatures of the same text are joined; another text under the same name is refused."""
    ours = pending.load(workspace, theirs.name)
    if ours is not None and ours.note.text != theirs.note.text:
        right = (f"核对后用 publisher draw cancel 撤回其一（{theirs.name}）", "compare, then cancel one of the two")
        zh, en = f"{theirs.name}在两边内容不同", f"{theirs.name} differs on the two machines"
        raise Refused(fault("differs", zh, en, *right))
    for signature in theirs.note.signatures:
        ours = (ours or theirs).signed(signature)
    pending.save(workspace, ours or theirs)
    workspace.files.remove(f"{PENDING}/{theirs.name}/draft.json")
