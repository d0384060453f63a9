"""When a removal from a team needs an outside witness's eye (article 12, protocol section 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from publisher.draw.identifiers import VACANT

OBSERVED_FROM = 3


class Leaving(Protocol):
    """Who leaves which team."""

    @property
    def object(self) -> str:
        """The object's id or alias."""

    @property
    def inspector(self) -> str:
        """Who leaves, or `-`."""


def removal_counts(changes: Iterable[Iterable[Leaving]]) -> Counter[str]:
    """Object → how often somebody left its team; filling an empty seat isn't a removal."""
    return Counter(item.object for removals in changes for item in removals if item.inspector != VACANT)


def needs_observer(earlier: Iterable[Iterable[Leaving]], now: Iterable[Leaving]) -> bool:
    """Whether this change brings some team to its third removal or beyond."""
    listed = list(now)
    before, after = removal_counts(earlier), removal_counts([listed])
    return any(before[object_id] + count >= OBSERVED_FROM for object_id, count in after.items())
