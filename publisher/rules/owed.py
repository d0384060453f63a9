"""What is known of a bureau at a moment, as far as its duties follow from it: the input of `obligations`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from publisher.draw.identifiers import SHANGHAI
from publisher.rules.calendar import WorkCalendar
from publisher.rules.draw_duties import DrawState
from publisher.rules.objections import Objection
from publisher.rules.objections import Terms as ObjectionTerms
from publisher.rules.plans import Use
from publisher.rules.publishing import Publication
from publisher.rules.referrals import Alert


class PlanRowState(NamedTuple):
    """A row of a plan in force: its unit and year, how many draws it asks for, the last day of its period."""

    unit: str
    year: int
    row: str
    frequency: int
    last_day: date


class Waiting(NamedTuple):
    """A record on its way to the log: what it is called, which draw or `nonrandom` it is of, who must still sign."""

    name: str
    kind: str
    draw: str
    missing: tuple[str, ...]


class OrderState(NamedTuple):
    """An order that no draw was committed from yet: its file's name, its title, by when its parties reveal."""

    slug: str
    title: str
    reveal_by: datetime


class EntryState(NamedTuple):
    """An entry of article 13: its number, its period, whether it is logged, cosigned, and its visit made."""

    number: str
    start: date
    end: date
    logged: bool
    seen: bool
    made: bool


class Referred(NamedTuple):
    """A referral in the register by its number, or a result that calls for one: whom it is about."""

    number: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is known of the bureau at a moment. Registers are None where this machine doesn't hold them.

    `since`: the rule's date in force (article 24); `founded_on`: the day of the log's first entry, None before it.
    `plans`: (unit, year) → the day its plan was first logged; `uses`: (unit, year) → occurrences that draws have taken.
    `changed`: living documents that differ from what was signed, as (kind, command's arguments); `rosters`: table →
    the day of its newest snapshot; `certificates`: inspector → its last day; `open_results`: draw → results that still
    need a re-check; `counted`, `said`: public counts of referrals by code, results that say the code.
    """

    now: datetime
    since: date
    founded_on: date | None
    calendar: WorkCalendar
    plan_due: str
    report_on: Sequence[str]
    roster_days: int
    certificate_days: int
    units: Sequence[str] = ()
    plans: Mapping[tuple[str, int], date] = field(default_factory=dict)
    plan_rows: Sequence[PlanRowState] = ()
    uses: Mapping[tuple[str, int], Sequence[Use]] = field(default_factory=dict)
    waiting: Sequence[Waiting] = ()
    changed: Sequence[tuple[str, str]] = ()
    rosters: Mapping[str, date] = field(default_factory=dict)
    certificates: Mapping[str, date] = field(default_factory=dict)
    orders: Sequence[OrderState] = ()
    draws: Sequence[DrawState] = ()
    publications: Sequence[Publication] = ()
    entries: Sequence[EntryState] = ()
    open_results: Mapping[str, int] = field(default_factory=dict)
    alerts: Sequence[tuple[Alert, Referred]] | None = None
    counted: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=dict)
    objections: Sequence[Objection] | None = None
    objection_terms: ObjectionTerms | None = None
    objection_states: Mapping[str, int] = field(default_factory=dict)
    reports: Mapping[str, date] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return self.now.astimezone(SHANGHAI).date()
