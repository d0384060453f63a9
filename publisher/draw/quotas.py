"""How many are drawn from each stratum: exact integers, fixed before the draw (section 5, article 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.draw.tables import FrameRow


@dataclass(frozen=True)
class Quota:
    """One stratum: `listed` rows (excluded ones too), `eligible` rows, its ratio or count, and `size` drawn."""

    stratum: str
    listed: int
    eligible: int
    ratio: str | None
    count: str | None
    size: int

    @property
    def chance(self) -> float:
        """Each eligible object's chance of being drawn, for people to read; never used in a draw."""
        return self.size / self.eligible if self.eligible else 0.0


def quota_size(listed: int, eligible: int, *, ratio: str | None = None, count: str | None = None) -> int:
    """min(eligible, ceil(listed × ratio)) or min(eligible, count), in integers: 100 × 0.07 is 7, floats say 8.

    `ratio` matches 0|1|0.d{1,6}; `count` is a decimal without leading zero; exactly one is given.
    """
    if count is not None:
        return min(eligible, int(count))
    if ratio is None:
        raise ValueError("a quota needs a ratio or a count")
    whole, _, decimals = ratio.partition(".")
    scale = int("1" + "0" * len(decimals))
    parts = int(whole) * scale + int(decimals or "0")
    return min(eligible, -(-listed * parts // scale))


def quotas(frame: Iterable[FrameRow], rates: Mapping[str, tuple[str | None, str | None]]) -> list[Quota]:
    """Every stratum's quota, in byte order, empty ones too. `rates`: stratum → (ratio, count), one of them None."""
    listed: Counter[str] = Counter()
    excluded: Counter[str] = Counter()
    for row in frame:
        listed[row[1]] += 1
        if row[2]:
            excluded[row[1]] += 1
    result = []
    for stratum in sorted(rates, key=str.encode):
        ratio, count = rates[stratum]
        eligible = listed[stratum] - excluded[stratum]
        size = quota_size(listed[stratum], eligible, ratio=ratio, count=count)
        result.append(Quota(stratum, listed[stratum], eligible, ratio, count, size))
    return result
