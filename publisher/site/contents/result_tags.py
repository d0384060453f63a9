"""Under what a result is counted, as `town:441624100`: the same categories as rules/year_tables.py has.

Pages link to the rows that they count by these: `results.html?only=town:441624100`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from publisher.rules.results import Finding, Result
from publisher.rules.year_facts import UNKNOWN
from publisher.workspace.books import Books

ROW_DIGITS = 12
"""Digits of a row's hash by which other pages point at its line."""


class Tags:
    """`objected`: the first rows (hashes) of results that somebody objects to."""

    def __init__(self, books: Books, objected: Container[str]) -> None:
        self._books = books
        self._objected = objected

    def of(self, result: Result, found: Finding, *, problem: bool, corrected: bool) -> tuple[str, ...]:
        """All that a result is counted under."""
        row, file = self._books.objects.get(found.object_id), self._books.draws.get(result.draw)
        place = (row.section, row.town, row.kind) if row else (UNKNOWN, UNKNOWN, UNKNOWN)
        stratum = file.stratum_of.get(result.named, UNKNOWN) if file else UNKNOWN
        shared = _shared(found.items, found.codes, place, found.reason or "draw", stratum, found.agency)
        return (*shared, *_own(result, problem, corrected, result.root in self._objected))


@lru_cache(maxsize=2**14)  # of many results few differ in these
def _shared(
    items: tuple[str, ...], codes: tuple[str, ...], place: tuple[str, str, str], origin: str, stratum: str, unit: str
) -> tuple[str, ...]:
    section, town, kind = place
    counted = (f"section:{section}", f"town:{town}", f"kind:{kind}", f"origin:{origin}", f"stratum:{stratum}")
    return (*(f"item:{item}" for item in items), *(f"code:{code}" for code in codes), *counted, f"unit:{unit}")


def _own(result: Result, problem: bool, corrected: bool, objected: bool) -> Iterator[str]:
    yield f"draw:{result.draw or result.named}"
    yield from (f"row:{told.row[:ROW_DIGITS]}" for told in result.rows)
    if problem:
        yield "problem:yes"
    if corrected:
        yield "changed:corrected"
    if objected:
        yield "changed:objection"
