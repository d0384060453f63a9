"""When witnesses had seen what: the only proof of time that a step may rest on (protocol sections 5, 6 and 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from publisher.draw.identifiers import unix_time
from publisher.log.checkpoints import cosigned
from publisher.log.notes import Note
from publisher.log.trust import TrustPolicy


def quorum_time(note: Note, policy: TrustPolicy) -> datetime | None:
    """When the quorum on a checkpoint was complete; None where it isn't. Raises Fails for a bad cosignature."""
    present: set[str] = set()
    for name, at in sorted(cosigned(note, policy.witness_keys()).items(), key=lambda item: item[1]):
        present.add(name)
        if policy.quorum_met(present):
            return unix_time(at)
    return None


def first_seen(
    checkpoints: Mapping[int, Note], policy: TrustPolicy, position: int, before: int | None = None
) -> datetime | None:
    """When a quorum first had the entry at `position` before it, in a checkpoint of at most `before` entries."""
    sizes = [size for size in checkpoints if position < size and (before is None or size <= before)]
    times = [quorum_time(checkpoints[size], policy) for size in sizes]
    return min((time for time in times if time is not None), default=None)
