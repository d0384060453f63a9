"""Which undrawn rows of a blinded frame an auditor checks against source papers (section 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from heapq import nsmallest

from publisher.draw.hashing import audit_ticket
from publisher.draw.tables import FrameRow

LEAST = 30
ONE_IN = 100


def sample_size(undrawn: int) -> int:
    """How many of so many undrawn rows an auditor checks at least."""
    return min(undrawn, max(LEAST, -(-undrawn // ONE_IN)))


def audit_sample(frame: Iterable[FrameRow], drawn: Collection[str], seed: str) -> list[str]:
    """The max(30, 1%) undrawn aliases with the lowest audit tickets, lowest first; all of them where there are fewer.

    `frame`: the rows as published (aliases); `drawn`: the aliases drawn; `seed`: 64 hex. One per cent is of the undrawn
    rows, rounded up.
    """
    undrawn = [row.object_id for row in frame if row.object_id not in drawn]
    return nsmallest(sample_size(len(undrawn)), undrawn, key=lambda name: (audit_ticket(seed, name), name))
