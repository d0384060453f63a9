"""A share as two whole numbers: 3 of 20. Compared exactly, never as a float (articles 13, 15, 21)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple


class Share(NamedTuple):
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def fraction(self) -> Fraction | None:
        """The exact share; None of nothing."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def percent(self) -> str:
        """The share to read, one decimal, halves up, such as `14.3%`; `—` of nothing."""
        if not self.whole:
            return "—"
        thousandths = (2000 * self.part + self.whole) // (2 * self.whole)
        return f"{thousandths // 10}.{thousandths % 10}%"

    def plus(self, other: Share) -> Share:
        """Both shares together."""
        return Share(self.part + other.part, self.whole + other.whole)

    def reaches(self, target: str) -> bool | None:
        """Whether the share is `target` (a decimal text) or more; None of nothing."""
        share = self.fraction
        return None if share is None else share >= Fraction(target)

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


def share_of(flags: Iterable[bool]) -> Share:
    """How many of `flags` are true."""
    listed = list(flags)
    return Share(sum(listed), len(listed))
