"""Results through their corrections: what each sealed row tells, from the first to the one that counts (art. 18, 22).

A correction says that an error was corrected. Two kinds of row replace another without that: the re-check of an open
result (article 16), and the first result of an inspection outside the draw, whose entry came before it (article 13).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from publisher.draw.identifiers import SHANGHAI, parse_date, parse_time
from publisher.log.history import History, Logged
from publisher.log.records import Record, SealedRow
from publisher.log.rows import NonrandomRow, ResultRow
from publisher.rules.visits import Visit

FULL = "full"


def logged_day(record: Record) -> date:
    """The day that a record gives, in Asia/Shanghai."""
    return _day(record.time)


@lru_cache(maxsize=4096)  # what is logged together has one time
def _day(time: str) -> date:
    return parse_time(time).astimezone(SHANGHAI).date()


class Finding(NamedTuple):
    """What was found at a visit, as one row says it. `agency`: the unit that made it.

    `re_checked_on`: the day of the re-check that closed it; `mode`, `ground`: how its free text goes out (article 18);
    `reason`: why no draw led to it, one of article 13's, empty where one did.
    """

    object_id: str
    agency: str
    items: tuple[str, ...]
    visited_on: date
    fixed_on: date
    inspectors: tuple[str, ...]
    codes: tuple[str, ...]
    re_checked_on: date | None = None
    mode: str = FULL
    ground: str = ""
    reason: str = ""


class Told(NamedTuple):
    """One sealed row. `finding`: None where its text isn't held, or tells of no visit yet; `entry`: of article 13."""

    logged: Logged[SealedRow]
    finding: Finding | None
    entry: NonrandomRow | None = None

    @property
    def row(self) -> str:
        """The row's hash."""
        return self.logged.record.row

    @property
    def day(self) -> date:
        """The day that its entry gives, in Asia/Shanghai."""
        return logged_day(self.logged.record)


Read = Callable[[Logged[SealedRow]], ResultRow | NonrandomRow | Finding | None]
"""What a row says; a finding alone where the text was withdrawn; None where nothing of it is held."""


class Result(NamedTuple):
    """One result through all its rows, oldest first.

    `root`: the first row's hash, by which registers name it; `draw`: empty for an inspection outside the draw; `named`:
    what the log calls it: an object, an alias, or an entry of the register of article 13; `finding`: what counts as
    found, None before the visit, or where the text isn't held.
    """

    rows: tuple[Told, ...]
    root: str
    draw: str
    named: str
    finding: Finding | None

    @classmethod
    def of(cls, rows: Sequence[Told]) -> Result:
        """The result that these rows tell, the oldest first."""
        first = rows[0].logged.record
        return cls(tuple(rows), first.row, first.draw, first.object, rows[-1].finding)

    @property
    def newest(self) -> Told:
        """The row that counts."""
        return self.rows[-1]

    @property
    def entry(self) -> NonrandomRow | None:
        """The newest text of its entry in the register of article 13, where that is held."""
        return next((told.entry for told in reversed(self.rows) if told.entry is not None), None)

    @property
    def visit(self) -> Visit | None:
        """The visit, as the exclusions and the statistics count it."""
        found = self.finding
        if found is None:
            return None
        origin, source = ("draw", self.draw) if self.draw else ("nonrandom", self.named)
        return Visit(found.object_id, found.visited_on, found.agency, found.items, found.codes, origin, source)  # type: ignore[arg-type]

    def corrections(self) -> list[Told]:
        """The rows that corrected an error."""
        return [told for index, told in enumerate(self.rows) if index and not _routine(self.rows[:index], told)]


def _routine(earlier: Sequence[Told], told: Told) -> bool:
    """Whether a row continues the story instead of correcting it."""
    if not told.logged.record.draw and all(before.finding is None for before in earlier):
        return told.finding is not None
    before = earlier[-1].finding
    now = told.finding.re_checked_on if told.finding else None
    return now is not None and (before is None or before.re_checked_on != now)


def finding_of(row: ResultRow | NonrandomRow, agency: str) -> Finding | None:
    """What a row's text says was found; None for an entry before its visit. `agency`: the unit of the row's draw."""
    made = row if isinstance(row, ResultRow) else row.result
    if made is None:
        return None
    follow_up = row.follow_up if isinstance(row, ResultRow) else None
    return Finding(
        object_id=row.object_id if isinstance(row, ResultRow) else row.object,
        agency=agency if isinstance(row, ResultRow) else row.agency,
        items=tuple(row.items),
        visited_on=parse_date(made.visited_on),
        fixed_on=parse_date(made.fixed_on),
        inspectors=tuple(made.inspectors),
        codes=tuple(made.codes),
        re_checked_on=parse_date(follow_up.visited_on) if follow_up else None,
        mode=made.review.mode if made.review else FULL,
        ground=made.review.ground if made.review else "",
        reason="" if isinstance(row, ResultRow) else row.code,
    )


def results(history: History, read: Read, agency_of: Callable[[str], str]) -> list[Result]:
    """Every result and every entry of article 13 that the log holds, in the order of their first rows.

    `agency_of`: draw → the unit that draws.
    """
    roots: dict[str, str] = {}
    chains: dict[str, list[Told]] = {}
    for logged in history.of(SealedRow):
        record = logged.record
        root = roots.get(record.replaces, record.row)
        roots[record.row] = root
        chains.setdefault(root, []).append(_told(logged, read(logged), agency_of))
    return list(map(Result.of, chains.values()))


def _told(
    logged: Logged[SealedRow], text: ResultRow | NonrandomRow | Finding | None, agency_of: Callable[[str], str]
) -> Told:
    if text is None or isinstance(text, Finding):
        return Told(logged, text)
    found = finding_of(text, agency_of(logged.record.draw))
    return Told(logged, found, text if isinstance(text, NonrandomRow) else None)


def routine_rows(found: Iterable[Result]) -> frozenset[str]:
    """The rows that replace another without correcting an error: they are nobody's fault (article 22)."""
    return frozenset(told.row for result in found for told in result.rows[1:] if told not in result.corrections())
