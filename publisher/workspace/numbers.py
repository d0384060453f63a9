"""From the books to a year's facts: what the command line and the site hand to `year_numbers` (articles 13 to 22)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from publisher.draw.identifiers import parse_date
from publisher.log.records import Roster
from publisher.rules.missing import missing_results
from publisher.rules.plans import Progress, plan_uses, progress
from publisher.rules.publishing import Publication, Terms, Unsealed, publications
from publisher.rules.results import logged_day
from publisher.rules.year_facts import Place, Year
from publisher.tables.draw_rules import work_calendar
from publisher.tables.policy import PolicyEvidence
from publisher.workspace.books import Books
from publisher.workspace.repository import plan_name


def book_publications(
    books: Books, today: date, policy: PolicyEvidence, unsealed: Iterable[Unsealed] = ()
) -> list[Publication]:
    """Every result with both readings of its term, by the policy in force at its place in the log (article 18).

    `policy`: what counts where none was in force.
    """

    known: dict[int, Terms] = {}  # by policy: a calendar is made once

    def terms(position: int | None, day: date) -> Terms:
        found = books.policy(day, position) or policy
        if id(found) not in known:
            numbers = found.numbers
            known[id(found)] = Terms(numbers.publish_days, numbers.publish_working_days, work_calendar(found))
        return known[id(found)]

    return publications(
        books.results,
        unsealed,
        terms=terms,
        public_on=lambda told: books.published_on(told.logged.position, told.logged.record),
        today=today,
    )


def year_facts(
    books: Books,
    year: int,
    today: date,
    policy: PolicyEvidence,
    *,
    unsealed: Collection[Unsealed] = (),
    risk: Mapping[str, tuple[str, ...]] | None = None,
) -> Year:
    """A year's facts up to today, or its last day. `policy`: the one in force; `risk`: object → classes, if known."""
    until = min(today, date(year, 12, 31))
    missing = missing_results(books.draws.values(), today, {f"{one.draw}/{one.object_id}" for one in unsealed})
    return Year(
        year=year,
        until=until,
        history=books.history,
        results=books.results,
        draws=books.draws,
        places={row.object_id: Place(row.section, row.town, row.kind) for row in books.objects.values()},
        units=books.units,
        partners=books.partners,
        meanings=policy.result_codes,
        numbers=policy.numbers,
        today=today,
        publications=[*book_publications(books, today, policy, unsealed), *missing],
        progress={unit: plan_progress(books, unit, year, today) for unit in books.units},
        rosters=_rosters(books, until),
        targets=_targets(policy),
        risk=risk or {},
    )


def earlier_year(facts: Year, books: Books, year: int, policy: PolicyEvidence) -> Year:
    """The facts of a year before that of `facts`, of the same books. `policy`: the one in force on its last day."""
    until = date(year, 12, 31)
    return replace(
        facts,
        year=year,
        until=until,
        numbers=policy.numbers,
        targets=_targets(policy),
        progress={unit: plan_progress(books, unit, year, facts.judged_on) for unit in books.units},
        rosters=_rosters(books, until),
    )


def _targets(policy: PolicyEvidence) -> dict[str, str]:
    """Indicator → the target that the policy sets; for joint draws article 15's."""
    set_by = policy.targets.model_dump(exclude_none=True)
    return {"joint": policy.numbers.joint_share, **{str(key): str(value) for key, value in set_by.items()}}


def plan_progress(books: Books, unit: str, year: int, today: date) -> list[Progress]:
    """How far each row of a unit's plan is (article 14); none where there is no plan."""
    plan = next((plan for plan in books.plans if (plan.year, plan.unit) == (year, unit)), None)
    if plan is None:
        return []
    uses = plan_uses(books.history).get(plan_name(str(year), unit).removeprefix("data/"), [])
    return progress({row.row: (row.frequency, parse_date(row.to)) for row in plan.rows}, uses, today)


def _rosters(books: Books, until: date) -> dict[str, date]:
    """Table → the day of its newest snapshot up to then; the two libraries of article 6."""
    days = ((item.record.table, logged_day(item.record)) for item in books.history.of(Roster))
    return {table: day for table, day in days if table != "agencies" and day <= until}
