"""A deputy signs in the legal office's place only where that office owns an item of the draw (part of C06)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.errors import PublisherError
from publisher.log.history import Entry
from publisher.log.records import Commit
from publisher.verify.case import Case
from publisher.verify.inputs import agencies_at, commit_day, inputs_at, items_of
from publisher.verify.report import Finding, fails, not_known
from publisher.verify.signers import signed_by


def deputies(case: Case, types: frozenset[str]) -> Iterator[Finding]:
    """What is said of records of these types that a deputy signed and the legal office didn't, once for each draw."""
    asked: set[str] = set()
    for entry in case.history.entries:
        draw = getattr(entry.record, "draw", "") or ""
        if entry.record is None or entry.record.type not in types or draw in asked or not _for_legal(case, entry):
            continue
        asked.add(draw)
        known = case.draws.get(draw)
        commit = known.commit if known else None
        due = _owned(case, commit) if commit else False
        if due is None:
            zh, en = "事项或机构的名录没有公布，无法判断代签", "without items and agencies no deputy can be judged"
            yield not_known(zh, en, draw=draw)
        elif not due:
            zh = f"总账第{entry.position}条由代签人代法制机构签署，事项却不属于法制机构"
            en = f"entry {entry.position} is signed by a deputy, and the legal office owns none of the items"
            yield fails(zh, en, draw=draw, expected="legal")


def _for_legal(case: Case, entry: Entry) -> bool:
    policy = case.ledger.trust.at(entry.position)
    try:
        roles = {key.role for key in signed_by(policy, entry)} if policy else set()
    except PublisherError:
        return False  # C06 says so of the entry itself
    return "deputy" in roles and "legal" not in roles


def _owned(case: Case, commit: Commit) -> bool | None:
    """Whether the legal office owns an item, by what was logged at the basis; None where that isn't there."""
    size = commit.basis.size
    items, agencies = items_of(case, inputs_at(case, size, commit_day(commit))).value, agencies_at(case, size).value
    policy = case.ledger.trust.at(size)
    if items is None or agencies is None or policy is None:
        return None
    holders = {key.holder for key in policy.keys_at(size, "legal")}
    units = {agency.agency for agency in agencies if agency.name in holders}
    return any(item.unit in units for item in items.items if item.item in commit.items)
