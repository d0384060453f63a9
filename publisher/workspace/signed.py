"""What both offices signed and is in force: the policy, with the meanings and calendars that it carries (article 5)."""

from __future__ import annotations

from datetime import date

from publisher.draw.identifiers import parse_date
from publisher.log.history import History
from publisher.tables.policy import PolicyEvidence
from publisher.tables.snapshots import parse_policy_json
from publisher.workspace.repository import Workspace


def policy_in_force(workspace: Workspace, history: History, day: date) -> PolicyEvidence | None:
    """The newest signed policy whose date has come by `day`; None where there is none, or its snapshot isn't here.

    Raises Malformed.
    """
    known = [item.record for item in history.files("policy") if parse_date(item.record.effective) <= day]
    data = workspace.snapshot(known[-1].sha256, "json") if known else None
    return parse_policy_json(data, f"data/snapshots/{known[-1].sha256}.json") if data is not None else None
