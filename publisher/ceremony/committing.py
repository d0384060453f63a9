"""The commit: a draft collects commitments, then signatures (protocol section 5).

draw commit ORDER   the draw office: number, files, its own commitment        draft.json
draw sign DRAW      each other party: recomputes all of it, adds its commitment; the last one makes it final
draw sign DRAW      the offices sign the final text; the keeper logs it
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from publisher.ceremony import pending
from publisher.ceremony.basis import check_basis
from publisher.ceremony.deputies import second_office
from publisher.ceremony.desk import Desk
from publisher.ceremony.drafts import NO_COMMITMENT, read_draft, save_draft, sealed_key_name, waiting_drafts
from publisher.ceremony.handing_over import borrow, handed_over
from publisher.ceremony.pending import Pending
from publisher.ceremony.preparing import Prepared, prepare
from publisher.ceremony.sequence import check_commit
from publisher.ceremony.signing import add_signature
from publisher.ceremony.sitting import turn
from publisher.draw.evidence import sha256_hex
from publisher.draw.hashing import commitment, salted_hash
from publisher.draw.identifiers import DRAW
from publisher.draw.parts import SeatPart
from publisher.errors import Malformed, Refused, fault
from publisher.log.records import Basis, Commit, PartyPart, QuotaPart, Replaces, Team
from publisher.log.trust import Role
from publisher.workspace import Workspace
from publisher.workspace.repository import PENDING

REGISTER = "recusals.yaml"


def parties(desk: Desk, items: Iterable[str], basis: Basis, *, observers: bool) -> list[str]:
    """Who contributes a secret: draw office, the office beside it, and observers where wanted; in byte order."""
    policy, position = desk.workspace.trust, len(desk.workspace.entries())
    offices: tuple[Role, ...] = ("draw", second_office(desk, items, basis))
    roles = (*offices, "observer") if observers else offices
    return sorted(key.parsed.name for role in roles for key in policy.keys_at(position, role))


def start_commit(desk: Desk, slug: str, *, observers: bool = False) -> str:
    """The draw office's part: number, files, its commitment. Returns the draw number; the draft waits for the others.

    `observers`: whether observers contribute secrets too. Called again while the draft waits it changes nothing.
    """
    prepared = prepare(desk, slug)
    key, names = desk.key("draw"), parties(desk, prepared.order.items, prepared.basis, observers=observers)
    started = _started(desk, prepared, names)
    if started:
        return started
    unopened = _record(desk, prepared, prepared.files(None), dict.fromkeys(names, NO_COMMITMENT))
    check_commit(turn(desk), unopened)
    # Nothing was written so far: what is refused leaves no key behind.
    frame_key = desk.office.keep_frame_key(prepared.draw) if prepared.order.frame == "blinded" else None
    record = _record(desk, prepared, prepared.files(frame_key), dict.fromkeys(names, NO_COMMITMENT))
    record = record.model_copy(update={"register_": _register(desk, prepared.draw)})
    record = _commit_to(desk, record, key.name)
    if frame_key:
        desk.workspace.files.write(sealed_key_name(record.draw), handed_over(desk, prepared, frame_key))
    save_draft(desk.workspace, record, slug, _bound(prepared, record.draw, frame_key))
    return record.draw


def _started(desk: Desk, prepared: Prepared, names: list[str]) -> str:
    """The number of this very commit's draft, if it waits; empty where none does. Raises Refused for any other."""
    workspace = desk.workspace
    for draw in waiting_drafts(workspace):
        slug, record = read_draft(workspace, draw)
        if slug == prepared.slug and [part.party for part in record.parties] == names:
            with contextlib.suppress(Refused):
                _recompute(desk, prepared, record, pending.read_files(workspace, pending.commit_name(draw)))
                return draw
    waiting = [*waiting_drafts(workspace), *(n for n in pending.names(workspace) if n.endswith("-commit"))]
    if waiting:
        number = waiting[0].removesuffix("-commit")
        right = (f"先完成，或 publisher draw cancel {number}", f"finish it first, or publisher draw cancel {number}")
        raise Refused(fault("waiting", f"已有待签的承诺：{number}", f"a commit is waiting: {number}", *right))
    return ""


def _bound(prepared: Prepared, draw: str, frame_key: bytes | None) -> dict[str, bytes]:
    """The files by their place below data/."""
    files = prepared.files(frame_key)
    return {name if name.startswith("snapshots/") else f"draws/{draw}/{name}": data for name, data in files.items()}


def _record(desk: Desk, prepared: Prepared, files: dict[str, bytes], commitments: dict[str, str]) -> Commit:
    """The record without the register, which only the office that proposes it can hash."""
    order = prepared.order
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
        register_=NO_COMMITMENT,
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


def _register(desk: Desk, draw: str) -> str:
    """The salted hash of the recusal register as it is now."""
    return salted_hash(desk.office.salt(f"register-{draw}"), desk.office.files.read(REGISTER) or b"")


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


def join_commit(desk: Desk, draw: str, role: Role, name: str = "") -> Pending | None:
    """Another party's part: recompute everything bound, then add its own commitment.

    Returns the waiting record where this was the last commitment, else None. Raises Refused where anything differs.
    """
    slug, record = read_draft(desk.workspace, draw)
    key = desk.key(role, name)
    if key.name not in [part.party for part in record.parties]:
        zh, en = f"{key.name}不是这次抽签的参与方", f"{key.name} is no party of this draw"
        right = ("由草稿所列的参与方签署", "its parties are those of the draft")
        raise Refused(fault("party", zh, en, *right))
    borrow(desk, draw, record.items, record.basis)
    files = pending.read_files(desk.workspace, pending.commit_name(draw))
    _recompute(desk, prepare(desk, slug, living=False), record, files)
    desk.office.keep_borrowed()
    save_draft(desk.workspace, _commit_to(desk, record, key.name), slug, files)
    return pending.load(desk.workspace, pending.commit_name(draw))


def _recompute(desk: Desk, prepared: Prepared, record: Commit, files: dict[str, bytes]) -> None:
    """Raises Refused unless this machine derives the same record and files (but for time, register and secrets)."""
    frame_key = _frame_key(desk, record.draw) if record.frame == "blinded" else None
    commitments = {part.party: part.commitment for part in record.parties}
    derived = _record(desk, prepared, prepared.files(frame_key), commitments)
    derived = derived.model_copy(update={"time": record.time, "register_": record.register_, "basis": record.basis})
    check_basis(desk.workspace, record.basis, desk.now)
    ours, theirs = derived.evidence(), record.evidence()
    differing = [key for key in ours | theirs if ours.get(key) != theirs.get(key)]
    allowed = [parties(desk, record.items, record.basis, observers=wanted) for wanted in (False, True)]
    if [part.party for part in record.parties] not in allowed:
        differing.append("parties")
    bound = _bound(prepared, record.draw, frame_key)
    differing += [place for place in sorted(bound | files) if bound.get(place) != files.get(place)]
    if differing:
        right = ("核对名录、事项和方案后再签", "compare rosters, items and order before signing")
        what = "、".join(differing), ", ".join(differing)
        zh, en = f"本机计算的承诺不同：{what[0]}", f"this machine computes another commit: {what[1]}"
        raise Refused(fault("differs", zh, en, *right).at(f"{PENDING}/{pending.commit_name(record.draw)}"))


def _frame_key(desk: Desk, draw: str) -> bytes:
    """The frame key that is held here. Raises Refused."""
    held = desk.office.frame_key(draw)
    if held is None:
        right = ("盲抽样框只能由两个办公室重算", "only the two offices can recompute a blinded frame")
        raise Refused(fault("frame-key", "这里没有名单密钥", "the frame key isn't held here", *right))
    return held


def sign_commit(desk: Desk, draw: str, role: Role) -> Pending:
    """An office's signature under the final text, which it computes once more: others have had it in their hands."""
    name = pending.commit_name(draw)
    waiting = pending.load(desk.workspace, name)
    if waiting is None:
        right = ("等其他参与方先 draw sign", "the other parties run draw sign first")
        raise Refused(fault("draft", "承诺尚缺参与方的承诺值", "the commit still lacks commitments", *right))
    record = waiting.record
    assert isinstance(record, Commit)  # pending.load saw to it
    _mine(desk, record, role)
    borrow(desk, draw, record.items, record.basis)
    _recompute(desk, _prepared(desk, record), record, waiting.files)
    desk.office.keep_borrowed()
    return add_signature(desk, waiting, role)


def _prepared(desk: Desk, record: Commit) -> Prepared:
    """What this machine's own order makes: the order that the commit binds. Raises Refused where there is none."""
    for slug in _slugs_of(desk.workspace, record.title):
        prepared = prepare(desk, slug, living=False)
        if sha256_hex(prepared.order.text.encode()) == record.files.get("order.json"):
            return prepared
    right = ("核对data/orders/下的方案后再签", "compare the orders in data/orders/ before signing")
    zh, en = "本机计算的承诺不同：order.json", "this machine computes another commit: order.json"
    raise Refused(fault("differs", zh, en, *right).at(f"{PENDING}/{pending.commit_name(record.draw)}"))


def _slugs_of(workspace: Workspace, title: str) -> Iterator[str]:
    """The orders of this title; another order that can't be read doesn't matter here."""
    for slug in workspace.orders():
        with contextlib.suppress(Malformed):
            if workspace.order(slug).title == title:
                yield slug


def _mine(desk: Desk, record: Commit, role: Role) -> None:
    """Raises Refused unless the record carries the commitment that this office made: nobody signs for another's."""
    key = desk.key(role)
    held = commitment(record.draw, key.name, desk.office.secret(record.draw, key.name))
    if held not in [part.commitment for part in record.parties if part.party == key.name]:
        right = ("不要签名；撤回后重新承诺", "don't sign; cancel and commit again")
        zh, en = "承诺中本方的承诺值不是本机所作", "the commitment under your name isn't the one made here"
        raise Refused(fault("commitment", zh, en, *right))


def cancel(desk: Desk, name: str) -> list[str]:
    """Take back what isn't logged: a draw's draft or records by its number, any record by its name in `draw list`.

    Returns what was taken back; with a commit that isn't logged its unrevealed secrets go too. Raises Refused where
    nothing waits: what is logged stays.
    """
    workspace = desk.workspace
    folders = {place.removeprefix(f"{PENDING}/").split("/")[0] for place in workspace.files.names(PENDING)}
    waiting = sorted(f for f in folders if f == name or (DRAW.fullmatch(name) and f.startswith(f"{name}-")))
    if not waiting:
        right = (f"已入总账的用 publisher draw void {name}", f"what is logged needs publisher draw void {name}")
        raise Refused(fault("nothing", f"{name}没有待签的文书", f"nothing of {name} waits", *right))
    for found in waiting:
        pending.drop(workspace, found)
    if name not in workspace.history().draws and pending.commit_name(name) in waiting:
        desk.office.forget(name)
    return waiting
