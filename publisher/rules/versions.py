"""Which version counted on a day, and from when anything is owed at all (articles 1, 5, 24).

What was done under a version stays under it: every look-up takes the day and the log size at which it was done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol, TypeVar


class Dated(Protocol):
    """A version of the rule, the item list or the policy."""

    @property
    def effective(self) -> date:
        """The first day on which it counts."""

    @property
    def position(self) -> int:
        """Where in the log its approval, with both signatures, stands."""


class Version(NamedTuple):
    """A version by its name."""

    version: str
    effective: date
    position: int


V = TypeVar("V", bound=Dated)


def in_force(versions: Iterable[V], day: date, size: int) -> V | None:
    """The version that counts on `day` for who reads the log at `size`: of those effective, the last approved.

    None where there is none: unsigned versions have no position, so that they aren't among `versions`.
    """
    known = [version for version in versions if version.position < size and version.effective <= day]
    return max(known, key=lambda version: version.position, default=None)


def to_come(versions: Iterable[V], day: date, size: int) -> list[V]:
    """Approved versions that aren't in force yet on `day`, the next first."""
    known = [version for version in versions if version.position < size and version.effective > day]
    return sorted(known, key=lambda version: (version.effective, version.position))


def owed(day: date, since: date) -> bool:
    """Whether the rule, in force `since`, asks anything of what happened on `day` (article 24)."""
    return day >= since
