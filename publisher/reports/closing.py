"""When a draw's case is closed, and from when what was kept of it may go (article 17)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from publisher.log.counted import ObjectionState
from publisher.rules.draw_files import DrawFile
from publisher.rules.results import Result, logged_day
from publisher.rules.visits import Meanings, is_open

SETTLED = frozenset({"dismissed", "corrected"})
"""States of an objection that ask for nothing more."""


def closed_on(
    file: DrawFile, results: Iterable[Result], meanings: Meanings, objections: Collection[ObjectionState] = ()
) -> date | None:
    """The day of the last thing that happened in a draw that is over; None while something of it is still open.

    Over means: void; or every object that was drawn has a result which isn't open, no change is in flight, and no
    objection to one of the results waits for its answer or its correction.
    """
    records = file.records
    if records.void is not None:
        return logged_day(records.void.record)
    mine = {result.named: result for result in results if result.draw == file.draw}
    waiting = {item.row for item in objections if item.state not in SETTLED}
    if records.outcome is None or records.in_flight or not file.members or not set(file.teams) <= mine.keys():
        return None
    for result in mine.values():
        visit = result.visit
        if visit is None or is_open(visit, meanings) or result.root in waiting:
            return None
    days = [logged_day(records.outcome.record)]
    days += [told.day for result in mine.values() for told in result.rows]
    days += [logged_day(logged.record) for logged in (*records.changed, *records.withdrawals, *records.audits)]
    return max(days)
