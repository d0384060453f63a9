"""Objections, from the day they come in to the correction they lead to (article 18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from publisher.ceremony.desk import Desk
from publisher.ceremony.registers import (
    ObjectionEntry,
    checked,
    keep_objections,
    next_number,
    not_ahead,
    read_objections,
    today_of,
    unknown_number,
)
from publisher.errors import Refused, fault
from publisher.rules.objections import objection_faults
from publisher.rules.results import Result
from publisher.workspace.results import find_result, logged_results

Ruling = Literal["accepted", "upheld", "dismissed", "corrected"]


def add_objection(desk: Desk, draw: str, object_id: str, on: date, note: str = "") -> ObjectionEntry:
    """Take an objection in. Raises Refused for a result that isn't sealed."""
    not_ahead(desk, on)
    result = find_result(desk.workspace, desk.workspace.history(), draw, object_id)
    entries = read_objections(desk.office)
    entry = checked(
        ObjectionEntry,
        number=next_number([entry.number for entry in entries], "O", today_of(desk).year),
        row=result.root,
        draw=draw,
        object=result.finding.object_id if result.finding else object_id,
        received_on=on.isoformat(),
        note=note,
    )
    keep_objections(desk, [*entries, entry])
    return entry


def step_objection(desk: Desk, number: str, answer: Ruling, on: date) -> ObjectionEntry:
    """Record that an objection was taken up, upheld, dismissed, or led to the correction that is logged by now.

    Raises Refused for an unknown number, days out of order, or a correction that isn't there.
    """
    not_ahead(desk, on)
    entries = read_objections(desk.office)
    entry = next((entry for entry in entries if entry.number == number), None)
    if entry is None:
        raise unknown_number(number, "objection list")
    found = logged_results(desk.workspace, desk.workspace.history())
    changed = entry.model_copy(update=_update(entry, answer, on, found))
    rows = {told.row: told.logged.record.replaces for result in found for told in result.rows}
    if faults := objection_faults(changed.objection, rows):
        raise Refused(*faults)
    keep_objections(desk, [changed if item is entry else item for item in entries])
    return changed


def _update(entry: ObjectionEntry, answer: Ruling, on: date, found: Sequence[Result]) -> dict[str, object]:
    if answer == "accepted":
        return {"accepted_on": on.isoformat()}
    if answer != "corrected":
        return {"answered_on": on.isoformat(), "upheld": answer == "upheld"}
    result = next((result for result in found if result.root == entry.row), None)
    if result is None or not result.corrections():
        right = ("先 correct，再 seal", "correct it, then seal")
        raise Refused(fault("objection-correction", "结果还没有更正", "the result isn't corrected yet", *right))
    return {"correction": result.corrections()[-1].row}
