"""Who stands beside the draw office: the legal office, or a deputy where it owns an item itself (article 2)."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.ceremony.basis import in_force, need_snapshot
from publisher.ceremony.desk import Desk
from publisher.errors import Refused, fault
from publisher.log.history import History
from publisher.log.records import AnyRecord, Commit
from publisher.log.trust import Role, TrustPolicy
from publisher.rules.items import second_signer
from publisher.tables.snapshots import parse_items_json


def second_office(desk: Desk, items: Iterable[str]) -> Role:
    """`legal`, or `deputy` where the unit of one of `items` bears the name of the legal key's holder.

    Raises Refused where a deputy is due and the trust policy names none.
    """
    workspace = desk.workspace
    position = len(workspace.entries())
    holders = {key.holder for key in workspace.trust.keys_at(position, "legal")}
    legal_units = {agency.agency for agency in workspace.agencies() if agency.name in holders}
    owners = _owners(desk, set(items)) if legal_units else set()
    if not any(second_signer(owner, unit) == "deputy" for owner in owners for unit in legal_units):
        return "legal"
    if not workspace.trust.keys_at(position, "deputy"):
        zh, en = "这次的事项属于法制机构自己，却没有代签人", "the legal office owns an item, and no deputy is named"
        right = (
            "publisher keys new deputy，再由两个机构修改签名规则",
            "publisher keys new deputy, then a new trust policy",
        )
        raise Refused(fault("deputy", zh, en, *right))
    return "deputy"


def _owners(desk: Desk, items: set[str]) -> set[str]:
    """The units that own the items, by the list in force."""
    history = desk.workspace.history()
    record = in_force(history, "items", len(history.entries), desk.now)
    known = parse_items_json(need_snapshot(desk.workspace, record.sha256, "json"), "items.json")
    return {item.unit for item in known.items if item.item in items}


def second_signer_of(record: AnyRecord, history: History, policy: TrustPolicy, position: int) -> Role:
    """The role that the commit of a record's draw names beside the draw office; `legal` for what is no draw's."""
    commit = record if isinstance(record, Commit) else _commit_of(record, history)
    parties = {part.party for part in commit.parties} if commit else set()
    deputies = {key.parsed.name for key in policy.keys_at(position, "deputy")}
    return "deputy" if parties & deputies else "legal"


def _commit_of(record: AnyRecord, history: History) -> Commit | None:
    records = history.draws.get(getattr(record, "draw", ""))
    return records.commit.record if records and records.commit else None
