"""The commit: a draft collects commitments, then signatures (protocol section 5).

draw commit ORDER   the draw office: number, files, its own commitment        draft.json
draw sign DRAW      each other party: recomputes all of it, adds its commitment; the last one makes it final
draw sign DRAW      the offices sign the final text; the keeper logs it
"""

from __future__ import annotations

import json
from typing import Any

from publisher.ceremony import pending
from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.preparing import Prepared, check_basis, prepare
from publisher.ceremony.sequence import Turn, check_commit
from publisher.ceremony.signing import add_signature
from publisher.draw.evidence import json_text, sha256_hex
from publisher.draw.hashing import commitment, salted_hash
from publisher.draw.parts import SeatPart
from publisher.errors import Malformed, Refused, fault
from publisher.log.notes import Note
from publisher.log.records import Commit, PartyPart, QuotaPart, Replaces, Team, parse_record
from publisher.log.trust import Role
from publisher.workspace import Workspace
from publisher.workspace.repository import PENDING

NO_COMMITMENT = "0" * 64
REGISTER = "recusals.yaml"
SEALED_KEY = "frame-key.legal.sealed"
DRAFT_META = "draft.json"


def _draft_name(draw: str) -> str:
    return f"{PENDING}/{pending.commit_name(draw)}/{DRAFT_META}"


def drafts(workspace: Workspace) -> list[str]:
    """The draw numbers of commits that still lack commitments."""
    suffix = f"-commit/{DRAFT_META}"
    return [
        n.removeprefix(f"{PENDING}/").removesuffix(suffix) for n in workspace.files.names(PENDING) if n.endswith(suffix)
    ]


def parties(desk: Desk) -> list[str]:
    """Who contributes a secret: draw office, legal office and the observers of the trust policy, in byte order."""
    policy, position = desk.workspace.trust, len(desk.workspace.entries())
    keys = [key for role in ("draw", "legal", "observer") for key in policy.keys_at(position, role)]
    return sorted(key.parsed.name for key in keys)


def start_commit(desk: Desk, slug: str, *, observers: bool = False) -> str:
    """The draw office's part: number, files, its commitment. Returns the draw number; the draft waits for the others.

    `observers`: whether observers contribute secrets too.
    """
    prepared = prepare(desk, slug)
    waiting = drafts(desk.workspace) + [n for n in pending.names(desk.workspace) if n.endswith("-commit")]
    if waiting:
        right = (f"先完成，或 publisher draw cancel {slug}", f"finish it first, or publisher draw cancel {slug}")
        raise Refused(fault("waiting", f"已有待签的承诺：{waiting}", f"a commit is waiting: {waiting}", *right))
    key = desk.key("draw")
    frame_key = desk.office.keep_frame_key(prepared.draw) if prepared.order.frame == "blinded" else None
    names = [n for n in parties(desk) if observers or n.rsplit("/", 1)[1] in ("draw", "legal")]
    record = _record(desk, prepared, prepared.files(frame_key), dict.fromkeys(names, NO_COMMITMENT))
    check_commit(Turn(desk.workspace.history(), desk.workspace.trust, desk.now), record)
    record = _commit_to(desk, record, key.name)
    _save_draft(desk, record, slug, _bound(prepared, record.draw, frame_key))
    if frame_key:
        _seal_frame_key(desk, record.draw, frame_key)
    return record.draw


def _bound(prepared: Prepared, draw: str, frame_key: bytes | None) -> dict[str, bytes]:
    """The files by their place below data/."""
    files = prepared.files(frame_key)
    return {name if name.startswith("snapshots/") else f"draws/{draw}/{name}": data for name, data in files.items()}


def _seal_frame_key(desk: Desk, draw: str, frame_key: bytes) -> None:
    """The legal office needs the frame key to recompute the aliases: sealed so that only its key opens it."""
    legal = desk.workspace.trust.keys_at(len(desk.workspace.entries()), "legal")[0].parsed
    sealed = desk.office.seal_to(legal, frame_key).hex().encode()
    desk.workspace.files.write(f"{PENDING}/{pending.commit_name(draw)}/{SEALED_KEY}", sealed)


def _record(desk: Desk, prepared: Prepared, files: dict[str, bytes], commitments: dict[str, str]) -> Commit:
    order = prepared.order
    register = desk.office.files.read(REGISTER) or b""
    quotas = [
        QuotaPart(stratum=q.stratum, listed=q.listed, eligible=q.eligible, ratio=q.ratio, count=q.count, size=q.size)
        for q in prepared.quotas
    ]
    return Commit(
        type="commit",
        time=desk.time,
        draw=prepared.draw,
        title=order.title,
        protocol="draw/1",
        basis=prepared.basis,
        plan=prepared.plan,
        register_=salted_hash(desk.office.salt(f"register-{prepared.draw}"), register),
        items=order.items,
        files={name: sha256_hex(data) for name, data in files.items()},
        frame=order.frame,
        quotas=quotas,
        team=Team(seats=[SeatPart(department=seat.department, skill=seat.skill) for seat in prepared.seats]),
        beacons=order.beacons,
        parties=[PartyPart(party=party, commitment=commitments[party]) for party in sorted(commitments)],
        reveal_by=order.times.reveal_by,
        inspect_by=order.times.inspect_by,
        publish_by=order.times.publish_by,
        replaces=_replaces(desk, prepared, files),
    )


def _replaces(desk: Desk, prepared: Prepared, files: dict[str, bytes]) -> Replaces | None:
    """The void draw that this one stands for, and every bound file in which they differ. Raises Refused."""
    if not prepared.replaces:
        return None
    records = desk.workspace.history().draws.get(prepared.replaces)
    if records is None or records.commit is None or records.void is None:
        right = ("replaces只能写已作废的抽签", "replaces names a void draw")
        wrong = (f"{prepared.replaces}不是已作废的抽签", f"{prepared.replaces} isn't a void draw")
        raise Refused(fault("replaces", *wrong, *right).at(f"data/orders/{prepared.slug}.yaml"))
    before = records.commit.record.files
    now = {name: sha256_hex(data) for name, data in files.items()}
    differing = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return Replaces(draw=prepared.replaces, differences=differing)


def _commit_to(desk: Desk, record: Commit, party: str) -> Commit:
    """The record with this party's commitment; its secret is made and kept by this office."""
    opened = commitment(record.draw, party, desk.office.secret(record.draw, party))
    changed = [PartyPart(party=p.party, commitment=opened) if p.party == party else p for p in record.parties]
    return record.model_copy(update={"parties": changed})


def _save_draft(desk: Desk, record: Commit, slug: str, files: dict[str, bytes]) -> None:
    """Save the draft; with the last commitment it becomes the waiting record."""
    name = pending.commit_name(record.draw)
    if all(part.commitment != NO_COMMITMENT for part in record.parties):
        pending.save(desk.workspace, Pending(name, Note(record.text, ()), files))
        desk.workspace.files.remove(_draft_name(record.draw))
        return
    for place, data in files.items():
        desk.workspace.files.write(f"{PENDING}/{name}/files/{place}", data)
    draft = {"order": slug, "record": record.text}
    desk.workspace.files.write(_draft_name(record.draw), json_text(draft).encode())


def read_draft(workspace: Workspace, draw: str) -> tuple[str, Commit]:
    """(order slug, record so far) of a draft. Raises Malformed."""
    data = workspace.need(_draft_name(draw))
    try:
        value: Any = json.loads(data)
        slug, text = str(value["order"]), str(value["record"])
    except (ValueError, KeyError, TypeError):
        right = ("撤回后重新承诺", "cancel and commit again")
        raise Malformed(fault("draft", "草稿读不出", "the draft can't be read", *right).at(_draft_name(draw))) from None
    record = parse_record(text, _draft_name(draw))
    if not isinstance(record, Commit):
        right = ("撤回后重新承诺", "cancel and commit again")
        raise Malformed(fault("draft", "草稿不是承诺", "the draft is no commit", *right).at(_draft_name(draw)))
    return slug, record


def join_commit(desk: Desk, draw: str, role: Role, name: str = "") -> Pending | None:
    """Another party's part: recompute everything bound, then add its own commitment.

    Returns the waiting record where this was the last commitment, else None. Raises Refused where anything differs.
    """
    slug, record = read_draft(desk.workspace, draw)
    key = desk.key(role, name)
    _recompute(desk, slug, record)
    files = pending.read_files(desk.workspace, pending.commit_name(draw))
    _save_draft(desk, _commit_to(desk, record, key.name), slug, files)
    return pending.load(desk.workspace, pending.commit_name(draw))


def _recompute(desk: Desk, slug: str, record: Commit) -> None:
    """Raises Refused unless this machine derives the same record and files (but for time, register and secrets)."""
    frame_key = _frame_key(desk, record) if record.frame == "blinded" else None
    prepared = prepare(desk, slug)
    commitments = {part.party: part.commitment for part in record.parties}
    derived = _record(desk, prepared, prepared.files(frame_key), commitments)
    derived = derived.model_copy(update={"time": record.time, "register_": record.register_, "basis": record.basis})
    waiting = pending.read_files(desk.workspace, pending.commit_name(record.draw))
    check_basis(desk.workspace, record.basis)
    same_files = waiting == _bound(prepared, record.draw, frame_key)
    if derived.text != record.text or not same_files:
        ours, theirs = derived.evidence(), record.evidence()
        differing = [key for key in ours if ours[key] != theirs.get(key)] or ["files"]
        right = ("核对名录、事项和方案后再签", "compare rosters, items and order before signing")
        zh, en = f"本机计算的承诺不同：{differing}", f"this machine computes another commit: {differing}"
        raise Refused(fault("differs", zh, en, *right).at(_draft_name(record.draw)))


def _frame_key(desk: Desk, record: Commit) -> bytes:
    """The frame key that the draw office sealed to the legal office; kept in this office's vault too."""
    held = desk.office.frame_key(record.draw)
    if held is not None:
        return held
    sealed = desk.workspace.need(f"{PENDING}/{pending.commit_name(record.draw)}/{SEALED_KEY}")
    return desk.office.keep_frame_key(
        record.draw, desk.office.unseal(desk.key("legal"), bytes.fromhex(sealed.decode()))
    )


def sign_commit(desk: Desk, draw: str, role: Role) -> Pending:
    """An office's signature under the final text."""
    waiting = pending.load(desk.workspace, pending.commit_name(draw))
    if waiting is None:
        right = ("等其他参与方先 draw sign", "the other parties run draw sign first")
        raise Refused(fault("draft", "承诺尚缺参与方的承诺值", "the commit still lacks commitments", *right))
    record = waiting.record
    if isinstance(record, Commit):
        _mine(desk, record, role)
    return add_signature(desk, waiting, role)


def _mine(desk: Desk, record: Commit, role: Role) -> None:
    """Raises Refused unless the record carries the commitment that this office made: nobody signs for another's."""
    key = desk.key(role)
    held = commitment(record.draw, key.name, desk.office.secret(record.draw, key.name))
    if held not in [part.commitment for part in record.parties if part.party == key.name]:
        right = ("不要签名；撤回后重新承诺", "don't sign; cancel and commit again")
        zh, en = "承诺中本方的承诺值不是本机所作", "the commitment under your name isn't the one made here"
        raise Refused(fault("commitment", zh, en, *right))


def cancel(desk: Desk, draw: str) -> None:
    """Take back a draw that isn't logged: draft, waiting commit, unrevealed secrets. Raises Refused after logging."""
    if draw in desk.workspace.history().draws:
        right = (f"用 publisher draw void {draw}", f"use publisher draw void {draw}")
        raise Refused(fault("logged", f"{draw}已入总账", f"{draw} is logged", *right))
    pending.drop(desk.workspace, pending.commit_name(draw))
    desk.office.forget(draw)
