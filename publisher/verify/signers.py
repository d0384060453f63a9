"""Who signed an entry, key by key: a name alone says nothing, since two keys could bear it (sections 3 and 9)."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.errors import PublisherError
from publisher.log.history import Entry
from publisher.log.trust import TrustedKey, TrustPolicy
from publisher.verify.ledger import Ledger


def signed_by(policy: TrustPolicy, entry: Entry) -> list[TrustedKey]:
    """The keys that count at the entry's position and have signed it. Raises Fails for a bad signature."""
    if entry.note is None or not entry.note.signatures:
        return []
    return [key for key in policy.keys_at(entry.position) if entry.note.verify([key.parsed])]


def signers_of(ledger: Ledger, entry: Entry) -> list[TrustedKey]:
    """As `signed_by`, under the policy in force at the entry; nobody where a signature is bad (C01 fails for it)."""
    policy = ledger.trust.at(entry.position)
    try:
        return signed_by(policy, entry) if policy else []
    except PublisherError:
        return []


def outside_holders(keys: Iterable[TrustedKey], role: str) -> int:
    """How many holders outside the bureau are among `keys` in this role."""
    return len({key.holder for key in keys if key.role == role and key.outside})
