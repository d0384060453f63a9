"""From sealed rows to visits: what the log tells of who was visited, when, for what, and with what result (article 11).

A result's correction tells of the same visit; its follow-up, too, so that a re-check is never counted (article 16).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.draw.identifiers import parse_date
from publisher.log.history import History, Logged
from publisher.log.records import SealedRow
from publisher.log.rows import NonrandomRow, ResultRow
from publisher.rules.visits import Visit, VisitRow

Row = ResultRow | NonrandomRow
ReadRow = Callable[[Logged[SealedRow]], Row | None]
AgencyOf = Callable[[str], str]


def visit_of(row: Row, agency: str) -> Visit | None:
    """The visit that a row tells of; None for an inspection outside the draw that hasn't been made yet.

    `agency`: the unit whose draw it was; an entry of article 13 names its own.
    """
    if isinstance(row, ResultRow):
        return Visit(
            row.object_id, parse_date(row.visited_on), agency, tuple(row.items), tuple(row.codes), "draw", row.draw
        )
    if row.result is None:
        return None
    visited_on, codes = parse_date(row.result.visited_on), tuple(row.result.codes)
    return Visit(row.object, visited_on, row.agency, tuple(row.items), codes, "nonrandom", row.id)


def visit_rows(history: History, read: ReadRow, agency_of: AgencyOf) -> Iterator[VisitRow]:
    """Every visit that sealed rows tell of, with its place in the log.

    `read`: what a row says, None where its text isn't held; `agency_of`: draw → the unit that draws.
    """
    for logged in history.of(SealedRow):
        record, text = logged.record, read(logged)
        visit = visit_of(text, agency_of(record.draw)) if text is not None else None
        made = visit is not None or (text is None and record.type != "nonrandom")
        if made:
            yield VisitRow(record.row, record.replaces, logged.position, visit, record.object)
