"""A commit that still lacks commitments: it lies in data/pending/<draw>-commit/ as draft.json (protocol section 5).

Each party adds its commitment on its own machine; drafts of one commit are joined when they meet. With the last
commitment the draft becomes the waiting record that the offices sign.
"""

from __future__ import annotations

from typing import Any

from publisher.ceremony import pending
from publisher.ceremony.pending import Pending
from publisher.draw.evidence import json_text, parse_json
from publisher.errors import Malformed, Refused, fault
from publisher.log.notes import Note
from publisher.log.records import Commit, PartyPart, parse_record
from publisher.workspace import Workspace
from publisher.workspace.repository import PENDING

NO_COMMITMENT = "0" * 64
_META = "draft.json"
_SEALED = "frame-key.legal.sealed"


def _draft_name(draw: str) -> str:
    return f"{PENDING}/{pending.commit_name(draw)}/{_META}"


def waiting_drafts(workspace: Workspace) -> list[str]:
    """The draw numbers of commits that still lack commitments."""
    suffix = f"-commit/{_META}"
    return [
        n.removeprefix(f"{PENDING}/").removesuffix(suffix) for n in workspace.files.names(PENDING) if n.endswith(suffix)
    ]


def sealed_key_name(draw: str) -> str:
    """Where a blinded draw's frame key lies, sealed to the legal office, until the commit is logged."""
    return f"{PENDING}/{pending.commit_name(draw)}/{_SEALED}"


def save_draft(workspace: Workspace, record: Commit, slug: str, files: dict[str, bytes]) -> None:
    """Save the draft; with the last commitment it becomes the waiting record."""
    name = pending.commit_name(record.draw)
    if all(part.commitment != NO_COMMITMENT for part in record.parties):
        pending.save(workspace, Pending(name, Note(record.text, ()), files))
        workspace.files.remove(_draft_name(record.draw))
        return
    for place, data in files.items():
        workspace.files.write(f"{PENDING}/{name}/files/{place}", data)
    draft = {"order": slug, "record": record.text}
    workspace.files.write(_draft_name(record.draw), json_text(draft).encode())


def read_draft(workspace: Workspace, draw: str) -> tuple[str, Commit]:
    """(order slug, record so far) of a draft. Raises Malformed."""
    name = _draft_name(draw)
    value: Any = parse_json(workspace.need(name), name)
    slug, text = (value.get("order"), value.get("record")) if isinstance(value, dict) else (None, None)
    record = parse_record(text, name) if isinstance(text, str) else None
    if not isinstance(slug, str) or not isinstance(record, Commit) or record.draw != draw:
        right = (f"用 publisher draw cancel {draw} 撤回后重新承诺", f"publisher draw cancel {draw}, and commit again")
        error = fault("draft", "草稿不是这次抽签的承诺", "the draft is no commit of this draw", *right)
        raise Malformed(error.at(name))
    return slug, record


def take_draft(workspace: Workspace, packed: Workspace, draw: str) -> None:
    """Another machine's draft comes in: new, or its commitments beside ours. Raises Malformed, Refused (differs)."""
    name = pending.commit_name(draw)
    slug, record = read_draft(packed, draw)
    files = pending.read_files(packed, name)
    pending.check_files(name, record, files)
    if draw in workspace.history().draws or pending.load(workspace, name):
        return
    if draw in waiting_drafts(workspace):
        record = _joined(read_draft(workspace, draw)[1], record)
    if (sealed := packed.files.read(sealed_key_name(draw))) is not None:
        workspace.files.write(sealed_key_name(draw), sealed)
    save_draft(workspace, record, slug, files)


def _joined(ours: Commit, theirs: Commit) -> Commit:
    """The commitments of both drafts. Raises Refused where anything else differs."""
    made, also = _made(ours), _made(theirs)
    clash = any(also.get(party, value) != value for party, value in made.items())
    joined = _with(ours, also | made)
    if clash or joined.text != _with(theirs, also | made).text:
        right = (f"核对后用 publisher draw cancel {ours.draw} 撤回", f"compare, then publisher draw cancel {ours.draw}")
        zh, en = f"{ours.draw}的草稿在两边内容不同", f"the drafts of {ours.draw} differ on the two machines"
        raise Refused(fault("differs", zh, en, *right))
    return joined


def _made(record: Commit) -> dict[str, str]:
    return {part.party: part.commitment for part in record.parties if part.commitment != NO_COMMITMENT}


def _with(record: Commit, made: dict[str, str]) -> Commit:
    parts = [PartyPart(party=p.party, commitment=made.get(p.party, NO_COMMITMENT)) for p in record.parties]
    return record.model_copy(update={"parties": parts})
