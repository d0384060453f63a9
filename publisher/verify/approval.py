"""C06: each record carries its signers (protocol section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.errors import PublisherError
from publisher.log.history import Entry
from publisher.log.records import AnyRecord, Ceremony, Change, Genesis, Reveal, Trust
from publisher.log.trust import TrustedKey, TrustPolicy
from publisher.rules.removals import needs_observer
from publisher.verify.case import Case
from publisher.verify.deputies import deputies
from publisher.verify.reading import trouble
from publisher.verify.report import Finding, fails, holds, not_known
from publisher.verify.signers import outside_holders, signed_by

CEREMONY_OBSERVERS = 2
_DRAW_RECORDS = frozenset({"commit", "close", "ceremony", "outcome", "change", "changed", "void", "withdraw"})
Signed = list[TrustedKey]


def approval(case: Case) -> Iterator[Finding]:
    """C06 (section 3).

    - every entry can be read as a record
    - each record is signed by its roles under the policy in force at its position; a deputy signs a draw's records in
      place of the legal office, where that office owns one of the items
    - a trust record is signed by draw and legal office, or by the recovery quorum with the outside body, and then it
      changes nothing but keys; the genesis by draw, legal, log and the recovery quorum
    - a reveal is signed by its own party
    - a ceremony that stands alone is also signed by two observers marked `outside`, and the change that makes the
      third removal from one team by one
    """
    judged = 0
    lacking: list[Finding] = []
    for entry in case.history.entries:
        found = list(_entry(case, entry))
        lacking += found
        judged += not found
    lacking += deputies(case, _DRAW_RECORDS)
    yield from lacking
    if judged and not lacking:
        yield holds(f"{judged}条记录的签名齐全", f"all {judged} records carry their signatures")


def _entry(case: Case, entry: Entry) -> Iterator[Finding]:
    record = entry.record
    if record is None or entry.note is None:
        if entry.error:
            yield trouble(entry.error, f"log[{entry.position}]")
        return
    draw = getattr(record, "draw", "") or ""
    policy = case.ledger.trust.at(entry.position)
    if policy is None:
        zh = f"没有第{entry.position}条当时的签名规则"
        yield not_known(zh, f"the trust policy of entry {entry.position} isn't there", draw=draw)
        return
    try:
        signed = signed_by(policy, entry)
    except PublisherError as error:
        yield trouble(error, f"log[{entry.position}]", draw)
        return
    missing = _missing(case, record, signed, policy, entry.position)
    if missing:
        zh = f"总账第{entry.position}条（{record.type}）缺少签名：{'、'.join(missing)}"
        en = f"entry {entry.position} ({record.type}) lacks signatures: {', '.join(missing)}"
        found = ", ".join(sorted(key.parsed.name for key in signed))
        yield fails(zh, en, draw=draw, found=found, expected=", ".join(missing))
    elif isinstance(record, Trust) and not _by_offices(signed):
        yield from _recovered(case, record, policy, entry.position)


def _missing(case: Case, record: AnyRecord, signed: Signed, policy: TrustPolicy, position: int) -> list[str]:
    """The roles (or the party) that haven't signed."""
    if isinstance(record, Reveal):
        return [] if any(key.parsed.name == record.party for key in signed) else [record.party]
    if isinstance(record, Trust):
        return [] if _by_offices(signed) or _by_recovery(signed, policy) else ["draw, legal / recovery"]
    have = {str(key.role) for key in signed}
    if record.type in _DRAW_RECORDS and "deputy" in have:
        have.add("legal")
    missing = [role for role in record.signers if role not in have]
    if isinstance(record, Genesis) and 0 < _recovering(signed) < policy.recovery:
        missing.append("recovery")
    needed = _observers_needed(case, record, position) - outside_holders(signed, "observer")
    return missing + ["observer (outside)"] * needed


def _by_offices(signed: Signed) -> bool:
    return {"draw", "legal"} <= {key.role for key in signed}


def _recovering(signed: Signed) -> int:
    """How many holders of recovery keys signed."""
    return len({key.holder for key in signed if key.role == "recovery"})


def _by_recovery(signed: Signed, policy: TrustPolicy) -> bool:
    return _recovering(signed) >= max(policy.recovery, 1) and outside_holders(signed, "recovery") > 0


def _recovered(case: Case, record: Trust, old: TrustPolicy, position: int) -> Iterator[Finding]:
    """Recovery keys may only rotate or freeze keys (section 9)."""
    new = case.ledger.trust.policies.get(record.trust)
    if new is not None and new.model_copy(update={"keys": old.keys}) != old:
        zh = f"总账第{position}条由恢复密钥签署，却改动了密钥以外的内容"
        en = f"entry {position} is signed by recovery keys and changes more than keys"
        yield fails(zh, en)


def _observers_needed(case: Case, record: AnyRecord, position: int) -> int:
    """Outside observers that must sign: two at a ceremony that stands alone, one at a team's third removal."""
    draw = case.draws.get(getattr(record, "draw", "") or "")
    if draw is None:
        return 0
    if isinstance(record, Ceremony):
        return CEREMONY_OBSERVERS if draw.course and draw.course.stands_alone else 0
    if isinstance(record, Change):
        earlier = [item.record.removals for item in draw.records.changes if item.position < position]
        return 1 if needs_observer(earlier, record.removals) else 0
    return 0
