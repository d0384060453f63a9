"""A blinded frame before an outside auditor: every alias, stratum and exclusion, and a sample for the source papers.

The office seals frame key and private columns to the auditor's key (`frame pack`); the auditor recomputes all of it
from the log at the commit's basis, checks the sample by hand, and signs the `audit` record (protocol section 5).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from publisher.ceremony.concluding import bound_file
from publisher.ceremony.desk import Desk
from publisher.ceremony.handing_over import borrow_from, sealed_for
from publisher.ceremony.pending import Pending
from publisher.ceremony.preparing import Known, known_at_basis, policy_in_force
from publisher.ceremony.signing import propose
from publisher.ceremony.sitting import committed
from publisher.draw.auditing import audit_sample
from publisher.draw.blinding import blind
from publisher.draw.identifiers import parse_time
from publisher.draw.parts import Order, parse_part
from publisher.draw.tables import parse_frame, parse_selection
from publisher.errors import Refused, fault
from publisher.log.history import History
from publisher.log.records import Audit, Commit


class Audited(NamedTuple):
    """What the machine found: rows of the frame, aliases whose row is another, and whom to look up in source papers.

    `sample`: (alias, object id) of the undrawn rows chosen by the seed; empty before the draw is concluded.
    """

    rows: int
    wrong: list[str]
    sample: list[tuple[str, str]]


def _blinded(desk: Desk, draw: str) -> Commit:
    _, commit = committed(desk, draw)
    if commit.record.frame != "blinded":
        right = ("公开的名单人人可以核对", "an open frame is checked by everybody")
        raise Refused(fault("audit", f"{draw}的名单是公开的", f"the frame of {draw} is open", *right))
    return commit.record


def _then(desk: Desk, commit: Commit) -> tuple[Desk, History, Order]:
    """The desk at the time of the commit, the log up to its basis, its order."""
    order = parse_part(bound_file(desk.workspace, commit.draw, "order.json", commit), Order)
    history = History(desk.workspace.entries()[: commit.basis.size])
    return replace(desk, now=parse_time(commit.time)), history, order


def pack_for_audit(desk: Desk, draw: str, auditor: str = "") -> bytes:
    """Frame key and private columns of a draw, sealed to the auditor's key. Raises Refused."""
    commit = _blinded(desk, draw)
    key = desk.office.frame_key(draw)
    keys = desk.workspace.trust.keys_at(len(desk.workspace.entries()), "auditor")
    reader = next((k.parsed for k in keys if auditor in ("", k.parsed.name)), None)
    if key is None or reader is None:
        right = ("在持有名单密钥的机器上运行；审计人须列在签名规则里", "run it where the key is held; list the auditor")
        raise Refused(fault("audit", "没有名单密钥或审计人的公钥", "no frame key, or no auditor's key", *right))
    then, history, order = _then(desk, commit)
    known, _ = known_at_basis(then, history, order, policy_in_force(then, history))
    return sealed_for(desk, reader, key, known.sha256 if known.standings else "")


def audit(desk: Desk, draw: str, sealed: bytes, name: str) -> Audited:
    """Everything recomputed from what the office sealed to this auditor. Raises Malformed, Refused."""
    commit = _blinded(desk, draw)
    borrow_from(desk, draw, desk.key("auditor"), sealed, name)
    then, history, order = _then(desk, commit)
    known, _ = known_at_basis(then, history, order, policy_in_force(then, history))
    return _compared(desk, commit, known)


def _compared(desk: Desk, commit: Commit, known: Known) -> Audited:
    key = desk.office.frame_key(commit.draw)
    assert key is not None  # it was just borrowed
    made = blind(known.frame(), commit.draw, key)
    published = parse_frame(bound_file(desk.workspace, commit.draw, "frame.csv", commit))
    wrong = sorted({row.object_id for row in set(made.frame) ^ set(published)})
    records, _ = committed(desk, commit.draw)
    if records.outcome is None:
        return Audited(len(published), wrong, [])
    selection = parse_selection(desk.workspace.draw_file(commit.draw, "selection.csv") or b"")
    chosen = audit_sample(published, {row.object_id for row in selection}, records.outcome.record.seed)
    names = {alias: opened.object_id for alias, opened in made.openings.items()}
    return Audited(len(published), wrong, [(alias, names.get(alias, "?")) for alias in chosen])


def sign_audit(desk: Desk, draw: str, found: Audited, errors: int, statement: str) -> Pending:
    """The auditor's record: rows and sample checked, errors of machine and papers together, and a statement.

    Raises Refused before the outcome: the sample comes from its seed.
    """
    if not found.sample and found.rows:
        right = ("等抽签结果公布后再签", "wait for the outcome")
        raise Refused(fault("audit", "抽查样本要由种子决定", "the sample comes from the seed", *right))
    record = Audit(
        type="audit",
        time=desk.time,
        draw=draw,
        checked=found.rows,
        errors=len(found.wrong) + errors,
        statement=statement,
    )
    return propose(desk, record, {}, "auditor")
