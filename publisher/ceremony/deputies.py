"""Who stands beside the draw office: the legal office, or a deputy where it owns an item itself (article 2)."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.ceremony.basis import in_force, need_snapshot
from publisher.ceremony.desk import Desk
from publisher.errors import Refused, fault
from publisher.log.history import History
from publisher.log.records import AnyRecord, Basis, Commit
from publisher.log.trust import Role, TrustPolicy
from publisher.rules.items import second_signer
from publisher.tables.snapshots import parse_agencies_snapshot, parse_items_json


def second_office(desk: Desk, items: Iterable[str], basis: Basis) -> Role:
    """`legal`, or `deputy` where the unit of one of `items` bears the name of the legal key's holder.

    Read as C06 reads it: from what was logged at the basis. Raises Refused where a deputy is due and there is none.
    """
    owners, units = _owners(desk, set(items), basis.size), _legal_units(desk, basis.size)
    if not any(second_signer(owner, unit) == "deputy" for owner in owners for unit in units):
        return "legal"
    if not desk.workspace.trust.keys_at(len(desk.workspace.entries()), "deputy"):
        zh, en = (
            "这次的事项属于法制机构自己，签名规则里却没有代签人",
            "the legal office owns an item, and no deputy is named",
        )
        right = (
            "代签人的密钥要在创立总账以前造好：publisher keys new deputy，再publisher found",
            "a deputy's key is made before the founding: publisher keys new deputy, then publisher found",
        )
        raise Refused(fault("deputy", zh, en, *right))
    return "deputy"


def _legal_units(desk: Desk, size: int) -> set[str]:
    workspace = desk.workspace
    logged = workspace.history().roster("agencies", size)
    if logged is None:
        return set()
    data = need_snapshot(workspace, logged.record.sha256, "csv")
    holders = {key.holder for key in workspace.trust.keys_at(size, "legal")}
    return {agency.agency for agency in parse_agencies_snapshot(data, "agencies.csv") if agency.name in holders}


def _owners(desk: Desk, items: set[str], size: int) -> set[str]:
    """The units that own the items, by the list in force."""
    record = in_force(desk.workspace.history(), "items", size, desk.now)
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
