"""Records on their way to the log: they wait in data/pending/ until every signer has signed.

    data/pending/<name>/record.json       the record's text
    data/pending/<name>/signatures        signature lines, as in a note
    data/pending/<name>/files/<place>     files that the record binds, where they will lie below data/

A commit that still lacks commitments lies there as `draft.json` instead of record.json.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from publisher.errors import Malformed, fault
from publisher.log.notes import Note, Signature
from publisher.log.records import AnyRecord, parse_record
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
    """A waiting record, or None."""
    text = workspace.files.read(f"{_folder(name)}record.json")
    if text is None:
        return None
    lines = (workspace.files.read(f"{_folder(name)}signatures") or b"").decode().splitlines()
    try:
        note = Note(text.decode(), tuple(Signature.parse(line) for line in lines))
    except (Malformed, ValueError):
        right = ("删除该待签文件夹后重新发起", "delete this pending folder and start the step again")
        error = fault("signatures", "签名行不符", "a signature line can't be read", *right)
        raise Malformed(error.at(f"{_folder(name)}signatures")) from None
    return Pending(name, note, read_files(workspace, name))


def save(workspace: Workspace, pending: Pending) -> None:
    """Write a waiting record; the signatures last."""
    for place, data in pending.files.items():
        workspace.files.write(f"{_folder(pending.name)}files/{place}", data)
    workspace.files.write(f"{_folder(pending.name)}record.json", pending.note.text.encode())
    lines = "".join(signature.line for signature in pending.note.signatures)
    workspace.files.write(f"{_folder(pending.name)}signatures", lines.encode())


def drop(workspace: Workspace, name: str) -> None:
    """Remove a waiting record and its files."""
    for place in workspace.files.names(_folder(name).rstrip("/")):
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
    return f"{draw}-{record.type}" if draw else record.type


def commit_name(draw: str) -> str:
    """The name under which a draw's commit, or its draft, waits."""
    return f"{draw}-commit"
