"""Which objects are drawn: in each stratum the lowest tickets (section 7)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from hashlib import sha256

from publisher.draw.tables import Drawn, FrameRow


def tickets_by_stratum(frame: Iterable[FrameRow], seed: str) -> dict[str, list[tuple[bytes, str]]]:
    """(ticket bytes, id) of every row that is not excluded, by stratum."""
    prefix = sha256(f"{seed}:object:".encode())
    by_stratum: dict[str, list[tuple[bytes, str]]] = {}
    for object_id, stratum, excluded in frame:
        if excluded:
            continue
        ticket = prefix.copy()
        ticket.update(object_id.encode())
        by_stratum.setdefault(stratum, []).append((ticket.digest(), object_id))
    return by_stratum


def select(frame: Iterable[FrameRow], sizes: Mapping[str, int], seed: str) -> list[Drawn]:
    """The rows of selection.csv.

    `sizes`: stratum → how many; strata without a size draw nobody. Ties go to the smaller id, ranks run over all
    strata by ticket, then id.
    """
    drawn: list[tuple[bytes, str, str]] = []
    for stratum, tickets in tickets_by_stratum(frame, seed).items():
        size = sizes.get(stratum, 0)
        lowest = heapq.nsmallest(size, tickets) if size < len(tickets) // 8 else sorted(tickets)[:size]
        drawn.extend((ticket, object_id, stratum) for ticket, object_id in lowest)
    drawn.sort()
    return [Drawn(rank, object_id, stratum, ticket.hex()) for rank, (ticket, object_id, stratum) in enumerate(drawn, 1)]
