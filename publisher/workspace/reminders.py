"""What is odd about the rosters and still allowed: old ones, certificates that end too soon, changes without a reason.

`validate` shows these as warnings; what nobody explains can't be sealed (article 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from publisher.draw.identifiers import parse_date
from publisher.errors import Fault, fault
from publisher.log.history import DrawRecords, History
from publisher.rules.panels import panel_exclusion
from publisher.rules.rosters import Explained, age_notice, compare, unexplained
from publisher.workspace.repository import Workspace
from publisher.workspace.rosters import (
    REASONS_FILE,
    ROSTERS,
    day_of,
    living_snapshot,
    proposed_reasons,
    rosters_logged,
    sealed_rows,
    snapshot_rows,
    waiting_reasons,
)


class Unreasoned(NamedTuple):
    """A change of a roster that nobody has given a reason for: whom it is about, and what to say."""

    table: str
    id: str
    fault: Fault


def roster_ages(workspace: Workspace, today: date) -> Iterator[Fault]:
    """Rosters whose newest snapshot is older than the policy allows (30 days)."""
    days = workspace.policy.numbers.roster_age_days
    for table in ("objects", "inspectors"):
        logged = rosters_logged(workspace, table)
        words = age_notice(table, day_of(logged[-1]), today, days=days) if logged else None
        if words is not None:
            right = (
                f"核对后封存：publisher roster reconcile；publisher roster seal {table} --again",
                "reconcile, then seal",
            )
            yield fault("roster-age", words.zh, words.en, *right).at(f"data/{table}.csv")


def ending_certificates(workspace: Workspace, history: History, today: date) -> Iterator[Fault]:
    """Inspectors in service whose certificate ends before the visits of a draw that is still open do."""
    inspectors = [row for row in workspace.inspectors() if row.status == "active"]
    for draw, records in history.draws.items():
        until = _visits_until(records, today)
        for row in inspectors if until else ():
            if panel_exclusion(row, until) == "expired":
                ends = row.certificate_until
                zh = f"{row.name}（{row.inspector_id}）的执法证{ends}到期，早于{draw}检查截止的{until}"
                en = f"{row.inspector_id}: the certificate ends {ends}, before the visits of {draw} do ({until})"
                right = ("换证后改名录，或办理变更", "renew it and edit the roster, or have a change")
                yield fault("certificate-ends", zh, en, *right).at("data/inspectors.csv")


def _visits_until(records: DrawRecords, today: date) -> str:
    """The last day for a draw's visits; empty where it is void or that day is past."""
    commit = records.commit
    if commit is None or records.void or parse_date(commit.record.inspect_by) < today:
        return ""
    return commit.record.inspect_by


def unreasoned_changes(workspace: Workspace) -> Iterator[Unreasoned]:
    """Changes since the newest snapshots without a fitting line in data/roster-changes.csv.

    Raises Malformed, Refused where a table or a snapshot can't be read.
    """
    for table in ROSTERS:
        sealed = sealed_rows(workspace, table)
        living = snapshot_rows(living_snapshot(workspace, table))
        given = proposed_reasons(workspace, table) | waiting_reasons(workspace)
        for change in {c.id: c for c in compare(sealed, living)}.values() if sealed is not None else ():
            lines = [Explained(change.id, given[change.id])] if change.id in given else []
            for found in unexplained([change], lines):
                if found.code != "roster-idle-reason":
                    yield Unreasoned(table, change.id, found.at(REASONS_FILE))
