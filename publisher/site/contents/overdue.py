"""What the bureau owes and hasn't done in time, from the published files alone; the first page says it in red.

The same duties as `publisher status` finds (rules/obligations.py), without the private registers.
"""

from __future__ import annotations

import re
from datetime import date
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
    """A duty that wasn't met in time: what (in both languages), since when, and the site path that shows it."""

    said: str
    said_en: str
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
    return tuple(_line(view, duty, duty.last_day) for duty in late if duty.last_day)


def _line(view: View, duty: Duty, since: date) -> Overdue:
    link = _PAGES.get(duty.code, "")
    if not link:
        link = f"draws/{duty.about}/index.html" if duty.about in view.by_number else "results.html"
    return Overdue(_with_names(view, duty.what.zh), duty.what.en, since, link, duty.code)


def _with_names(view: View, said: str) -> str:
    """A sentence of the rules, which know units by their ids, with their names."""
    names = {agency.agency: agency.name for agency in view.books.agencies}
    if not names:
        return said
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{known})(?![\w-])", lambda found: names[found[0]], said, flags=re.ASCII)


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
        publications=[one for one in view.publications if not one.missing],  # draws tell of these
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

    commit, close, flight = records.commit, records.close, records.in_flight
    at_commit = view.books.policy(logged_day(commit.record), commit.position) if commit else None
    return DrawState(
        file=file,
        now=view.now,
        closed_at=seen.moment(close.position, close.record.time, commit) if close else None,
        changed_at=seen.moment(flight.position, flight.record.time, commit) if flight else None,
        needs_audit=needs_audit(file.order, at_commit or policy),
        key_published=places.draw_file(file.draw, places.FRAME_KEY) in view.files,
    )
