"""What the log tells of visits before a draw, read from the published rows (part of C08; articles 11 and 16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from publisher.draw.identifiers import SHANGHAI
from publisher.draw.parts import parse_part
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import SealedRow
from publisher.log.rows import RowFile
from publisher.rules.eligibility import FrameRules
from publisher.rules.logged_visits import Row, visit_rows
from publisher.rules.visits import VisitRow, newest_at
from publisher.verify.case import Case


class Hidden(NamedTuple):
    """A visit that the log tells of and whose text isn't there.

    `named`: the object, or an alias or an entry of article 13 that may stand for any one object; `drawn`: by a draw.
    """

    named: str
    drawn: bool


def hidden(case: Case, rows: Iterable[VisitRow], rules: FrameRules) -> frozenset[Hidden]:
    """The visits without a text that may decide about a row of this frame: a draw whose windows they are out of doesn't
    ask for them. When they were made is bounded by the first cosignature over their rows."""
    unread = (row for row in rows if row.visit is None)
    names = case.once(("named", ""), lambda: _named(case))
    found = ((row, Hidden(names.get(row.named, row.named), _of_a_draw(case, row))) for row in unread)
    return frozenset(item for row, item in found if rules.asks_for(_made_by(case, row), drawn=item.drawn))


def _named(case: Case) -> dict[str, str]:
    """Alias, or number of an entry of article 13 → the object, as any published row of it tells."""
    return {row.named: row.visit.object_id for row in case.once(("visits", ""), lambda: _all(case)) if row.visit}


def _of_a_draw(case: Case, row: VisitRow) -> bool:
    return bool(getattr(case.history.entries[row.position].record, "draw", ""))


def _made_by(case: Case, row: VisitRow) -> date:
    watch = case.watch_of(row.position)
    return watch.time.astimezone(SHANGHAI).date() if watch else date.max


def rows_known_at(case: Case, size: int) -> Sequence[VisitRow]:
    """The visits that the log of `size` tells of, of each the newest row; its `visit` is None without a text."""
    return newest_at(case.once(("visits", ""), lambda: _all(case)), size)


def _all(case: Case) -> list[VisitRow]:
    texts = {row.logged.record.row: row for draw in case.draws.values() for row in draw.results}

    def read(logged: Logged[SealedRow]) -> Row | None:
        record = logged.record
        if record.draw:
            text = texts.get(record.row)
            opens = text is not None and text.file.value is not None and text.file.value.row == record.row
            return text.result.value if text is not None and opens else None
        file = case.files.read(places.nonrandom_file(record.row), lambda data, name: parse_part(data, RowFile, name))
        opened = file.then(lambda row: row.nonrandom()) if file.value and file.value.row == record.row else None
        return opened.value if opened else None

    def agency_of(draw: str) -> str:
        order = case.draws[draw].order.value if draw in case.draws else None
        return order.unit if order else ""

    return list(visit_rows(case.history, read, agency_of))
