"""Everything the bureau owes: by when, to whom it falls, and what happens if nobody acts (all articles; `status`).

Pure: what is known comes in as typed values (owed.py), duties come out.
"""

from __future__ import annotations

from publisher.rules.draw_duties import draw_duties
from publisher.rules.duties import Duty, in_order
from publisher.rules.owed import Owed
from publisher.rules.result_duties import (
    entries_due,
    objections_due,
    open_results_due,
    publications_due,
    referrals_due,
)
from publisher.rules.year_duties import (
    approvals_due,
    certificates_due,
    orders_due,
    plan_rows_due,
    plans_due,
    reports_due,
    rosters_due,
)


def obligations(known: Owed) -> list[Duty]:
    """Every duty, what is due first first; what has no term comes last."""
    parts = (
        plans_due(known),
        plan_rows_due(known),
        approvals_due(known),
        orders_due(known),
        rosters_due(known),
        certificates_due(known),
        (duty for state in known.draws for duty in draw_duties(state)),
        publications_due(known),
        entries_due(known),
        open_results_due(known),
        referrals_due(known),
        objections_due(known),
        reports_due(known),
    )
    return in_order(duty for part in parts for duty in part)
