"""What the bureau owes and hasn't done in time, from the published files alone; the first page says it in red.

The same duties as `publisher status` finds (rules/obligations.py), without the private registers.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from publisher.draw.identifiers import parse_date
from publisher.log import places
from publisher.log.records import Filing
from publisher.rules.draw_duties import DrawState
from publisher.rules.draw_files import DrawFile
from publisher.rules.duties import Duty
from publisher.rules.obligations import obligations
from publisher.rules.owed import Owed, PlanRowState
from publisher.rules.plans import Use, plan_uses
from publisher.rules.results import logged_day
from publisher.site.contents.plans import use_key
from publisher.site.read.view import View
from publisher.tables.draw_rules import needs_audit, work_calendar
from publisher.tables.policy import PolicyEvidence

_PAGES = {"plan": "plan.html", "plan-row": "plan.html", "report": "oversight.html#reports", "roster": "roster.html"}
_FROM_REGISTERS = ("referral", "objection", "sign", "log", "unapproved", "commit", "certificate", "entry", "follow-up")
"""Duties that rest on what isn't published, or have no term."""


class Overdue(NamedTuple):
    """A duty that wasn't met in time: what, since when, and the site path that shows it."""

    said: str
    since: date
    link: str
    code: str


@lru_cache(maxsize=1)
def overdue(view: View) -> tuple[Overdue, ...]:
    """Everything that is overdue now, the longest first."""
    if view.policy is None or not view.ledger.history.entries:
        return ()
    duties = obligations(_owed(view, view.policy))
    late = [duty for duty in duties if duty.is_overdue(view.now) and duty.code not in _FROM_REGISTERS]
    return tuple(_line(view, duty) for duty in late)


def _line(view: View, duty: Duty) -> Overdue:
    known = {draw.draw: draw.title for draw in view.draws}
    names = {agency.agency: agency.name for agency in view.books.agencies}
    said = duty.what.zh
    for key, name in names.items():
        said = said.replace(key, name)
    link = _PAGES.get(duty.code, "")
    if not link:
        link = f"draws/{duty.about}/index.html" if duty.about in known else "results.html"
    deadline = duty.deadline().zh[:10]
    return Overdue(said, parse_date(deadline), link, duty.code)


def _owed(view: View, policy: PolicyEvidence) -> Owed:
    books, numbers = view.books, policy.numbers
    since = view.bureau.rule_in_force
    genesis = view.ledger.genesis
    return Owed(
        now=view.now,
        since=parse_date(since) if since else view.today,
        founded_on=logged_day(genesis.record) if genesis else None,
        calendar=work_calendar(policy),
        plan_due=numbers.plan_due,
        report_on=numbers.report_on,
        roster_days=numbers.roster_age_days,
        certificate_days=numbers.certificate_days,
        units=books.units,
        plans={(plan.unit, plan.year): plan.approved_on for plan in books.plans},
        plan_rows=[
            PlanRowState(plan.unit, plan.year, row.row, row.frequency, parse_date(row.to))
            for plan in books.plans
            if plan.year == view.today.year
            for row in plan.rows
        ],
        uses=_uses(view),
        rosters=books.rosters,
        draws=[_state(view, file, policy) for file in books.draws.values()],
        publications=view.publications,
        reports={
            item.record.period: logged_day(item.record)
            for item in view.ledger.history.of(Filing)
            if item.record.type == "report" and item.record.period
        },
    )


def _uses(view: View) -> dict[tuple[str, int], list[Use]]:
    found = {}
    for name, uses in plan_uses(view.ledger.history).items():
        year, unit = use_key(name)
        found[unit, int(year)] = uses
    return found


def _state(view: View, file: DrawFile, policy: PolicyEvidence) -> DrawState:
    records, seen = file.records, view.books.seen

    def moment(position: int, stated: str) -> datetime | None:
        return seen.moment(position, stated)

    close, flight = records.close, records.in_flight
    return DrawState(
        file=file,
        now=view.now,
        closed_at=moment(close.position, close.record.time) if close else None,
        changed_at=moment(flight.position, flight.record.time) if flight else None,
        needs_audit=needs_audit(file.order, policy),
        key_published=places.draw_file(file.draw, places.FRAME_KEY) in view.files,
    )
