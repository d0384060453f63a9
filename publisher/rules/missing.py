"""Results that should be there and aren't: who was drawn, whose visit or result is owed (articles 10 and 18, C17)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from publisher.draw.identifiers import VACANT, parse_date
from publisher.errors import Words
from publisher.rules.deadlines import Due
from publisher.rules.draw_files import DrawFile
from publisher.rules.publishing import Publication

LATEST_RESULT = timedelta(days=90)
"""After the last day for visits: until then a supplement, or whom nobody could visit, must have a result."""
_WHY = Words("抽签前封存的公示期限", "the term in the commit")


class OwedResult(NamedTuple):
    """A drawn object without a sealed result: as the draw's files name it, and the last day for its result."""

    object: str
    by: date


def owed_results(file: DrawFile) -> list[OwedResult]:
    """Everybody in the teams of a concluded draw who has no sealed result yet, by the order of the teams.

    The drawn have until the commit's `publish_by`, supplements and whom nobody could be found for in the draw until 90
    days after `inspect_by` (C17).
    """
    records = file.records
    if records.commit is None or records.outcome is None or records.void is not None:
        return []
    commit, drawn = records.commit.record, {one.object_id for one in file.members if one.inspector_id != VACANT}
    last = parse_date(commit.inspect_by) + LATEST_RESULT
    first = min(parse_date(commit.publish_by), last)
    settled = records.settled
    return [OwedResult(name, first if name in drawn else last) for name in file.teams if name not in settled]


def missing_results(files: Iterable[DrawFile], today: date, written: Collection[str] = ()) -> list[Publication]:
    """What is owed and past its term, each as a publication that hasn't come: it counts as fixed on its last day.

    `written`: `draw/object` of results that staff have written and nobody has sealed, which are told as such.
    """
    return [
        Publication(
            draw=file.draw,
            about=f"{file.draw}/{owed.object}",
            row="",
            fixed_on=owed.by,
            readings=None,
            due=Due(owed.by, False, _WHY),
            public_on=None,
        )
        for file in files
        for owed in owed_results(file)
        if owed.by < today and f"{file.draw}/{owed.object}" not in written
    ]
