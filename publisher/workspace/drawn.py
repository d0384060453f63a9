"""What concluded draws came to, as far as their files name the objects: who is visited, since when, by whom, for what.

A blinded draw's files name aliases: its results are held against them when they are sealed, where the frame key is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from publisher.draw.tables import ChangeRow, parse_change, parse_teams
from publisher.log import places
from publisher.log.history import DrawRecords, History
from publisher.log.records import Changed, Commit
from publisher.rules.draw_files import teams_in_force
from publisher.rules.results import logged_day
from publisher.workspace.repository import Workspace


class Visited(NamedTuple):
    """One draw: object → the day it came out, object → the team in force, and the items that it was drawn for."""

    days: Mapping[str, date]
    teams: Mapping[str, list[str]]
    items: tuple[str, ...]


def visited_by_draw(workspace: Workspace, history: History) -> dict[str, Visited]:
    """Every concluded draw with an open frame. Raises Malformed where one of its files can't be read."""
    return {
        draw: _visited(workspace, records, records.commit.record)
        for draw, records in history.draws.items()
        if records.outcome and records.commit and records.commit.record.frame == "open"
    }


def _visited(workspace: Workspace, records: DrawRecords, commit: Commit) -> Visited:
    assert records.outcome is not None
    data = workspace.draw_file(records.draw, "teams.csv")
    members = parse_teams(data) if data else []
    days = {member.object_id: logged_day(records.outcome.record) for member in members}
    changes = [(changed.record, _change(workspace, changed.record)) for changed in records.changed]
    for record, rows in changes:
        for row in rows:
            if row.kind == "supplement":
                days.setdefault(row.object_id, logged_day(record))
    return Visited(days, teams_in_force(members, (rows for _, rows in changes)), tuple(commit.items))


def _change(workspace: Workspace, changed: Changed) -> list[ChangeRow]:
    data = workspace.draw_file(changed.draw, places.change_file(changed.number, "csv"))
    return parse_change(data) if data else []
