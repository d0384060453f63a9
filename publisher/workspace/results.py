"""Results as they lie in the repository: every sealed row with its text, the withdrawn ones too."""

from __future__ import annotations

from publisher.draw.parts import Order, parse_part
from publisher.errors import Refused, fault
from publisher.log.history import History, Logged
from publisher.log.records import SealedRow
from publisher.log.rows import NonrandomRow, ResultRow
from publisher.rules.results import Result, results
from publisher.workspace.repository import Workspace

NONRANDOM = "nonrandom"
"""What a command takes in place of a draw number, where an inspection outside the draw is meant."""


def unit_of(workspace: Workspace, draw: str) -> str:
    """The unit that draws; empty where the draw's order isn't here."""
    data = workspace.draw_file(draw, "order.json") if draw else None
    return parse_part(data, Order, f"data/draws/{draw}/order.json").unit if data is not None else ""


def logged_results(workspace: Workspace, history: History, only: str | None = None) -> list[Result]:
    """Every result and every entry of article 13 in the log, with the texts that lie here. Raises Malformed.

    `only`: those of one draw, or of none where it is empty.
    """
    units: dict[str, str] = {}

    def read(logged: Logged[SealedRow]) -> ResultRow | NonrandomRow | None:
        if only is not None and logged.record.draw != only:
            return None
        file = workspace.row(logged.record.draw, logged.record.row)
        if file is None:
            return None
        return file.result() if logged.record.draw else file.nonrandom()

    def agency_of(draw: str) -> str:
        if draw not in units:
            units[draw] = unit_of(workspace, draw)
        return units[draw]

    found = results(history, read, agency_of)
    return found if only is None else [result for result in found if result.draw == only]


def find_result(workspace: Workspace, history: History, draw: str, object_id: str) -> Result:
    """The logged result of an object (id or alias) in a draw, or of an entry of article 13 by its own id.

    `draw`: a draw number, or `nonrandom`. Raises Refused where there is none.
    """
    wanted = "" if draw == NONRANDOM else draw
    for result in logged_results(workspace, history, wanted):
        opened = result.finding.object_id if result.finding and wanted else ""
        if object_id in (result.named, opened):
            return result
    right = ("先封存结果：publisher seal", "seal the result first: publisher seal")
    zh, en = f"{draw}里没有{object_id}已封存的结果", f"{draw} has no sealed result of {object_id}"
    raise Refused(fault("no-result", zh, en, *right))
