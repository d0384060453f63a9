"""Records on their way to the log: they wait in data/pending/ until every signer has signed.

    data/pending/<name>/record.json       the record's text
    data/pending/<name>/signatures        signature lines, as in a note
    data/pending/<name>/files/<place>     files that the record binds, where they will lie below data/

A commit that still lacks commitments lies there as `draft.json` instead of record.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from publisher.draw.evidence import sha256_hex
from publisher.errors import Malformed, fault
from publisher.log import places
from publisher.log.notes import Note, Signature
from publisher.log.records import (
    AnyRecord,
    Changed,
    Commit,
    FileRecord,
    Filing,
    Genesis,
    Outcome,
    Roster,
    SealedRow,
    Trust,
    parse_record,
)
from publisher.workspace import Workspace
from publisher.workspace.repository import PENDING


@dataclass(frozen=True)
class Pending:
    """One waiting record: its note so far and the files that come with it (place below data/ → bytes)."""

    name: str
    note: Note
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def record(self) -> AnyRecord:
        """The record. Raises Malformed where somebody edited it."""
        return parse_record(self.note.text, f"{PENDING}/{self.name}/record.json")

    def signed(self, signature: Signature) -> Pending:
        """With one more signature."""
        return replace(self, note=self.note.with_signature(signature))


def _folder(name: str) -> str:
    return f"{PENDING}/{name}/"


def names(workspace: Workspace) -> list[str]:
    """What is waiting, drafts left out."""
    suffix = "/record.json"
    found = [n for n in workspace.files.names(PENDING) if n.endswith(suffix)]
    return [n.removeprefix(f"{PENDING}/").removesuffix(suffix) for n in found]


def of_draw(workspace: Workspace, draw: str) -> list[Pending]:
    """What is waiting of one draw."""
    found = (load(workspace, name) for name in names(workspace) if name.startswith(f"{draw}-"))
    return [pending for pending in found if pending is not None]


def read_files(workspace: Workspace, name: str) -> dict[str, bytes]:
    """The files that lie beside a waiting record, by their place below data/."""
    prefix = f"{_folder(name)}files/"
    found = workspace.files.names(prefix.rstrip("/"))
    return {place.removeprefix(prefix): workspace.need(place) for place in found}


def load(workspace: Workspace, name: str) -> Pending | None:
    """A waiting record, or None. Raises Malformed where it can't be read, or waits under another record's name."""
    text = workspace.files.read(f"{_folder(name)}record.json")
    if text is None:
        return None
    lines = workspace.files.read(f"{_folder(name)}signatures") or b""
    try:
        note = Note(text.decode(), tuple(map(Signature.parse, lines.decode().splitlines())))
    except (Malformed, ValueError):
        zh, en = "签名行不符", "a signature line can't be read"
        raise _unfit(name, "signatures", "signatures", zh, en) from None
    waiting = Pending(name, note, read_files(workspace, name))
    # Whoever signs what waits for a draw must not be led to sign something else; and rows carry no signature at all.
    if isinstance(waiting.record, SealedRow) or name_of(waiting.record) != name:
        raise _unfit(name, "record.json", "name", "记录与所在文件夹不符", "the record doesn't belong in this folder")
    return waiting


def _unfit(name: str, file: str, code: str, zh: str, en: str) -> Malformed:
    right = (f"用 publisher draw cancel {name} 撤回后重新发起", f"take it back with publisher draw cancel {name}")
    return Malformed(fault(code, zh, en, *right).at(f"{_folder(name)}{file}"))


def bound_files(record: AnyRecord) -> dict[str, str]:
    """Place below data/ → sha256 of every file that a record binds (protocol sections 3 to 5, 8)."""
    if isinstance(record, Commit | Outcome | Changed):
        draw = record.draw
        return {n if n.startswith("snapshots/") else places.draw_file(draw, n): h for n, h in record.files.items()}
    if isinstance(record, Genesis | Trust):
        return {f"snapshots/{record.trust}.json": record.trust}
    if isinstance(record, Roster):
        return {f"snapshots/{sha256}.csv": sha256 for sha256 in (record.sha256, record.changes)}
    if isinstance(record, FileRecord):
        return {f"snapshots/{record.sha256}.{'csv' if record.type == 'plan' else 'json'}": record.sha256}
    if isinstance(record, Filing):
        return {places.filed(n, h).removeprefix("data/"): h for n, h in record.files.items()}
    return {}


def check_files(name: str, record: AnyRecord, files: Mapping[str, bytes]) -> None:
    """Raises Malformed unless the files beside a record are those that it binds: the keeper writes them all."""
    found = {place: sha256_hex(data) for place, data in files.items()}
    if found != bound_files(record):
        zh, en = "所附文件不是记录所绑定的", "the files beside it aren't those that the record binds"
        raise _unfit(name, "files", "files", zh, en)


def save(workspace: Workspace, pending: Pending) -> None:
    """Write a waiting record; the signatures last. What a step that was broken off left beside it goes."""
    for place in read_files(workspace, pending.name).keys() - pending.files.keys():
        workspace.files.remove(f"{_folder(pending.name)}files/{place}")
    for place, data in pending.files.items():
        workspace.files.write(f"{_folder(pending.name)}files/{place}", data)
    workspace.files.write(f"{_folder(pending.name)}record.json", pending.note.text.encode())
    lines = "".join(signature.line for signature in pending.note.signatures)
    workspace.files.write(f"{_folder(pending.name)}signatures", lines.encode())


def drop(workspace: Workspace, name: str) -> None:
    """Remove a waiting record and its files; the record last, so that a removal that broke off is taken up again."""
    found = workspace.files.names(_folder(name).rstrip("/"))
    for place in sorted(found, key=lambda place: place.endswith(("/record.json", "/draft.json"))):
        workspace.files.remove(place)


def name_of(record: AnyRecord) -> str:
    """The name under which a record waits: at most one of each kind for each subject."""
    draw = getattr(record, "draw", "")
    if record.type == "reveal":
        return f"{draw}-reveal-{record.party.replace('/', '__')}"
    if record.type in ("change", "changed"):
        return f"{draw}-{record.type}-{record.number:04d}"
    if record.type in ("items", "policy", "plan"):
        return f"{record.type}-{record.file.replace('/', '_')}"
    if record.type == "roster":
        return f"roster-{record.table}"
    if record.type == "withdraw":
        return f"{draw or 'nonrandom'}-withdraw-{record.row[:16]}"
    return f"{draw}-{record.type}" if draw else record.type


def commit_name(draw: str) -> str:
    """The name under which a draw's commit, or its draft, waits."""
    return f"{draw}-commit"
