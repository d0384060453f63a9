"""What must be public by when, and since when it is: every sealed row, and what isn't sealed yet (article 18)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from publisher.rules.calendar import WorkCalendar
from publisher.rules.deadlines import Due, Readings, State, publication_due, publication_readings
from publisher.rules.results import Result, Told


class Terms(NamedTuple):
    """Both terms for publication, and the calendar, as the policy in force at a row's place in the log has them."""

    days: int
    working_days: int
    calendar: WorkCalendar


class Unsealed(NamedTuple):
    """A result that staff have written and nobody has sealed. `draw` is empty for one outside a draw."""

    draw: str
    object_id: str
    fixed_on: date


class Publication(NamedTuple):
    """One result, or one correction. `row`: its hash, empty where it isn't sealed.

    `about`: draw/object as the log names them; `readings`: None of a result that is missing (rules/missing.py);
    `public_on`: the day since which a quorum of witnesses has had it before it, None where none has yet.
    """

    draw: str
    about: str
    row: str
    fixed_on: date
    readings: Readings | None
    due: Due
    public_on: date | None

    @property
    def missing(self) -> bool:
        """Whether there should be a result, and nobody has even written one."""
        return self.readings is None

    def state(self, today: date) -> State:
        """Done in time, late, pending, due today, overdue."""
        return self.due.state(today, self.public_on)


TermsAt = Callable[[int | None, date], Terms]
"""(position in the log, or None for what isn't logged; day) → the terms that count."""


def publications(
    results: Iterable[Result],
    unsealed: Iterable[Unsealed],
    *,
    terms: TermsAt,
    public_on: Callable[[Told], date | None],
    today: date,
) -> list[Publication]:
    """Every result and correction with both readings of its term, what is due first first (article 18).

    A row whose text isn't held can't be judged and is left out.
    """
    known: dict[tuple[int, date], tuple[Terms, _Term]] = {}  # many results are fixed on one day

    def term(fixed_on: date, found: Terms) -> _Term:
        key = id(found), fixed_on
        if key not in known:
            known[key] = found, _term(fixed_on, found)
        return known[key][1]

    found = [
        _publication(result.draw, result.named, told.row, term(told.finding.fixed_on, by), public)
        for result in results
        for told in result.rows
        if told.finding is not None
        for by, public in [(terms(told.logged.position, told.day), public_on(told))]
    ]
    found += [
        _publication(one.draw, one.object_id, "", term(one.fixed_on, terms(None, today)), None) for one in unsealed
    ]
    return sorted(found, key=lambda item: (item.due.day, item.draw, item.about, item.row))


class _Term(NamedTuple):
    """The term of what was fixed on one day."""

    fixed_on: date
    readings: Readings
    due: Due


def _term(fixed_on: date, terms: Terms) -> _Term:
    by = {"days": terms.days, "working_days": terms.working_days}
    readings = publication_readings(fixed_on, terms.calendar, **by)
    return _Term(fixed_on, readings, publication_due(fixed_on, terms.calendar, **by))


def _publication(draw: str, named: str, row: str, term: _Term, public_on: date | None) -> Publication:
    return Publication(draw, f"{draw}/{named}" if draw else named, row, *term, public_on)
