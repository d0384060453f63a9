"""The chance that each firm of a group had, as the commit published it before the draw (article 9)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from publisher.draw.parts import Order
from publisher.log.records import QuotaPart
from publisher.site.read.figures import percent


@dataclass(frozen=True)
class Chance:
    """A stratum before the draw: how many were listed, could be drawn, were to be drawn."""

    stratum: str
    title: str
    listed: int
    eligible: int
    size: int
    rate: str

    @property
    def excluded(self) -> int:
        """Listed, but not to be drawn."""
        return self.listed - self.eligible

    @property
    def chance(self) -> Fraction:
        """Each eligible object's chance."""
        return Fraction(self.size, self.eligible) if self.eligible else Fraction(0)

    @property
    def one_in(self) -> str:
        """The chance as people feel it: `约 1/20`; `-` where nobody is drawn."""
        if not self.size:
            return "-"
        if self.chance == 1:
            return "必然抽中"
        whole = round(1 / self.chance) if self.chance <= Fraction(1, 3) else 0
        return f"约 1/{whole}" if whole else f"{self.size}/{self.eligible}"

    @property
    def dots(self) -> tuple[int, int] | None:
        """The chance as dots, (filled, all): one in so many, or so many in ten; None where that would show nothing."""
        if not self.size or self.chance < Fraction(1, 60):
            return None
        return (1, round(1 / self.chance)) if self.chance <= Fraction(1, 3) else (round(10 * self.chance), 10)

    @property
    def percent(self) -> str:
        """The chance in percent, one decimal."""
        return f"{float(self.chance) * 100:.1f}%"


def read_chance(quota: QuotaPart, order: Order | None) -> Chance:
    """The chance in one group. `order`: for its title, where it is published."""
    titles = {part.stratum: part.title for part in order.strata} if order else {}
    rate = f"{quota.count} 户" if quota.ratio is None else percent(quota.ratio)
    return Chance(
        quota.stratum, titles.get(quota.stratum, quota.stratum), quota.listed, quota.eligible, quota.size, rate
    )
