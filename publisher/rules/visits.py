"""Visits as they were known at a log position: the ground on which exclusions and strata stand (articles 11, 14, 16).

A result that was corrected counts as corrected from the position of the correction on, and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol

Origin = Literal["draw", "follow-up", "nonrandom"]


class Visit(NamedTuple):
    """One visit. `agency`: the unit that made it; `source`: its draw, or its entry in the register of article 13.

    `codes` are result codes; none where the result isn't fixed yet.
    """

    object_id: str
    visited_on: date
    agency: str
    items: tuple[str, ...]
    codes: tuple[str, ...]
    origin: Origin = "draw"
    source: str = ""


class VisitRow(NamedTuple):
    """A visit as one sealed row says it: the row's hash, the row it replaces or empty, its position in the log.

    `visit` is None where the row's text isn't held (withdrawn, or missing); `named`: what the log's entry calls the
    object, its alias where the frame was blinded.
    """

    row: str
    replaces: str
    position: int
    visit: Visit | None
    named: str = ""


class Meaning(Protocol):
    """What the rule needs to know of a result code (data/codes.yaml)."""

    @property
    def clean(self) -> bool:
        """Counts as no violation (article 11)."""

    @property
    def needs_followup(self) -> bool:
        """The result is still open."""

    @property
    def refer(self) -> str | None:
        """Where the case must be referred to (article 20)."""

    @property
    def roster_action(self) -> str | None:
        """What it does to the roster: the object is gone, not at fault."""

    @property
    def publish(self) -> str:
        """`full`, `count_only`, or `after_decision` (article 20)."""


Meanings = Mapping[str, Meaning]


def newest_at(rows: Iterable[VisitRow], size: int) -> list[VisitRow]:
    """Of each chain of corrections the last row logged before `size`, by position."""
    roots: dict[str, str] = {}
    newest: dict[str, VisitRow] = {}
    for item in sorted(rows, key=lambda row: row.position):
        if item.position >= size:
            break
        root = roots.get(item.replaces, item.row)
        roots[item.row] = root
        newest[root] = item
    return sorted(newest.values(), key=lambda row: row.position)


def known_at(rows: Iterable[VisitRow], size: int) -> list[Visit]:
    """The visits that the log of `size` tells of, as far as their texts are held."""
    return [item.visit for item in newest_at(rows, size) if item.visit is not None]


def by_object(visits: Iterable[Visit]) -> dict[str, list[Visit]]:
    """Visits of each object, oldest first."""
    found: dict[str, list[Visit]] = {}
    for visit in sorted(visits, key=lambda visit: visit.visited_on):
        found.setdefault(visit.object_id, []).append(visit)
    return found


def one_per_day(visits: Iterable[Visit]) -> list[Visit]:
    """An object's visits of one day as one, with all items and codes: several items are one visit (article 11).

    The agency and source are those of the first; an unfixed result leaves the whole visit without codes.
    """
    days: dict[tuple[str, date], list[Visit]] = {}
    for visit in visits:
        days.setdefault((visit.object_id, visit.visited_on), []).append(visit)
    return [_merged(together) for together in days.values()]


def _merged(together: Sequence[Visit]) -> Visit:
    items = tuple(sorted({item for visit in together for item in visit.items}))
    fixed = all(visit.codes for visit in together)
    codes = tuple(sorted({code for visit in together for code in visit.codes})) if fixed else ()
    return together[0]._replace(items=items, codes=codes)


def is_clean(visit: Visit, meanings: Meanings) -> bool:
    """Whether every code is a clean one; a visit without codes, or with an unknown one, isn't clean."""
    return bool(visit.codes) and all(code in meanings and meanings[code].clean for code in visit.codes)


def is_open(visit: Visit, meanings: Meanings) -> bool:
    """Whether the result is still open: not fixed, or with a code that needs a follow-up."""
    return codes_open(visit.codes, meanings)


def codes_open(codes: Sequence[str], meanings: Meanings) -> bool:
    """As `is_open`, of a visit's codes alone."""
    return not codes or any(code in meanings and meanings[code].needs_followup for code in codes)


def found_problem(visit: Visit, meanings: Meanings) -> bool:
    """Whether some code is neither clean nor only says that the object is gone; a code off the table is neither."""
    return codes_problem(visit.codes, meanings)


def codes_problem(codes: Iterable[str], meanings: Meanings) -> bool:
    """The same, of a visit's codes."""
    known = [meanings.get(code) for code in codes]
    return any(meaning is None or (not meaning.clean and meaning.roster_action is None) for meaning in known)
