"""Whether rows that may stand in several places can fill the places that were counted: a maximum flow (part of C08)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from publisher.rules.eligibility import Place


def unplaced(rows: Mapping[frozenset[Place], int], counted: Mapping[Place, int]) -> int:
    """How many rows find no place, however they are laid out.

    `rows`: the places where a row may stand → how many such rows; `counted`: place → how many rows stand there.
    """
    layout = _Layout(counted)
    return sum(number - layout.place(kind, number) for kind, number in rows.items())


class _Layout:
    """Rows laid into places, moved on where another row needs theirs."""

    def __init__(self, counted: Mapping[Place, int]) -> None:
        self._free = Counter(counted)
        self._held: dict[Place, Counter[frozenset[Place]]] = defaultdict(Counter)

    def place(self, kind: frozenset[Place], number: int) -> int:
        """Lay out as many of `number` rows as can be; says how many."""
        placed = 0
        while placed < number and (more := self._push(kind, number - placed, set())):
            placed += more
        return placed

    def _push(self, kind: frozenset[Place], number: int, tried: set[Place]) -> int:
        placed = 0
        for place in kind - tried:
            if place in tried or placed == number:
                continue
            tried.add(place)
            placed += self._fill(kind, place, number - placed)
            for other in list(self._held[place]):
                if other != kind and placed < number:
                    moved = self._push(other, min(number - placed, self._held[place][other]), tried)
                    self._held[place][other] -= moved
                    self._held[place][kind] += moved
                    placed += moved
        return placed

    def _fill(self, kind: frozenset[Place], place: Place, number: int) -> int:
        taken = min(number, self._free[place])
        self._free[place] -= taken
        self._held[place][kind] += taken
        return taken
