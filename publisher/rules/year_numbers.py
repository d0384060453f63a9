"""The year in numbers: statistics, jumps, exceptions, joint share, appraisal, accountability (art. 13, 15, 19, 21, 22).

Pure: the year's typed facts come in, typed tables go out; the command line prints them and the site shows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.log.records import Withdraw
from publisher.rules import appraisal
from publisher.rules.accountability import Event, Kind, events, late_event, summary
from publisher.rules.appraisal import Appraised
from publisher.rules.draw_files import DrawFile
from publisher.rules.exceptions import Entry, Exceptional, exceptional_share
from publisher.rules.joint import JointShare, JointTask, Month, joint_share, joint_trend, still_needed
from publisher.rules.jumps import Half, Jump
from publisher.rules.publication import Withdrawn, withdrawal_counts
from publisher.rules.results import FULL, Result, logged_day, routine_rows
from publisher.rules.year_facts import Made, Numbers, Year
from publisher.rules.year_tables import (
    Counted,
    Dimension,
    StatCell,
    count,
    dimension,
    dimensions_of,
    half_year_jumps,
    stat_cell,
)


@dataclass(frozen=True, kw_only=True)
class YearNumbers:
    """A year in numbers. `numbers`: the policy's, by which cells are merged and shares are judged.

    `half`: the half-year whose rates are held against the one before it (article 19); `needed`: how many further draws,
    all joint, would reach the target of article 15; None where none can.
    """

    year: int
    until: date
    numbers: Numbers
    total: StatCell
    dimensions: tuple[Dimension, ...]
    half: Half
    jumps: tuple[Jump, ...]
    exceptional: Exceptional
    joint: JointShare
    trend: tuple[Month, ...]
    needed: int | None
    appraised: tuple[Appraised, ...]
    reviews: Mapping[tuple[str, str], int]
    withdrawals: Mapping[str, int]
    events: tuple[Event, ...]
    by_role: Mapping[tuple[str, Kind], int]


def year_numbers(facts: Year, counted: Counted | None = None) -> YearNumbers:
    """All tables of one year. `counted`: the visits, where they were counted for another year already."""
    counted = counted or count(facts)
    mine = counted.made.get(facts.year, [])
    tasks = list(_tasks(facts))
    joint = joint_share(tasks, facts.partners)
    told = _events(facts)
    half = Half.of(facts.until)
    return YearNumbers(
        year=facts.year,
        until=facts.until,
        numbers=facts.numbers,
        total=stat_cell(("",), counted.total(facts.year), facts),
        dimensions=tuple(dimension(facts, counted, code) for code in dimensions_of(facts)),
        half=half,
        jumps=tuple(half_year_jumps(facts, counted, half)),
        exceptional=exceptional_share(sum(bool(result.draw) for result, _ in mine), _entries(mine)),
        joint=joint,
        trend=tuple(joint_trend(tasks, facts.partners, year=facts.year, until=facts.until)),
        needed=still_needed(joint.tasks, facts.numbers.joint_share),
        appraised=tuple(_appraised(facts, unit, tasks, mine) for unit in facts.units),
        reviews=dict(sorted(Counter((found.mode, found.ground) for _, found in mine if found.mode != FULL).items())),
        withdrawals=_withdrawals(facts),
        events=told,
        by_role=summary(told),
    )


# shares


def _entries(made: Iterable[Made]) -> list[Entry]:
    return [
        Entry(result.root, found.object_id, found.reason, result.rows[0].day, found.visited_on)
        for result, found in made
        if not result.draw
    ]


def _tasks(facts: Year) -> Iterable[JointTask]:
    """Each draw concluded in the year with the departments that were at each visit it led to (article 15)."""
    days = {draw: file.day for draw, file in facts.draws.items() if file.day and file.day.year == facts.year}
    visits: dict[str, list[Result]] = {draw: [] for draw, day in days.items() if day <= facts.until}
    for result in facts.results:
        if result.draw in visits and result.finding is not None:
            visits[result.draw].append(result)
    for draw, found in sorted(visits.items()):
        file = facts.draws[draw]
        yield JointTask(draw, days[draw], tuple(_departments(file, result) for result in found))


def _departments(file: DrawFile, result: Result) -> frozenset[str]:
    found = result.finding
    people = (found.inspectors if found else ()) or file.teams.get(result.named, [])
    return frozenset(file.departments[who] for who in people if who in file.departments)


# appraisal and accountability


def _appraised(facts: Year, unit: str, tasks: Sequence[JointTask], made: Sequence[Made]) -> Appraised:
    """A unit's year by the six indicators of article 21."""
    target = facts.targets.get
    files = [
        file for file in facts.draws.values() if file.order.unit == unit and file.day and file.day.year == facts.year
    ]
    names = {file.draw for file in files}
    mine = [task for task in tasks if task.draw in names and task.teams]
    results = [result for result, found in made if found.agency == unit]
    outside = {result.named for result in results if not result.draw}
    states = {
        item.row or item.about: item.state(facts.judged_on)
        for item in facts.publications
        if item.fixed_on.year == facts.year and (item.draw in names or (not item.draw and item.about in outside))
    }
    corrected = [result.root for result in results if any(told.day.year == facts.year for told in result.corrections())]
    seats = [file.reference(seat) for file in files for seat in file.seats]
    indicators = (
        appraisal.plan_done(facts.progress.get(unit, ()), target("plan_done", "")),
        appraisal.on_time(states, target("on_time", "")),
        appraisal.joint(joint_share(mine, facts.partners), [task.draw for task in mine], target("joint", "")),
        appraisal.roster_fresh(
            facts.rosters, facts.until, days=facts.numbers.roster_age_days, target=target("roster_fresh", "")
        ),
        appraisal.substitutions([ref for file in files for ref in file.left], seats, target("substitutions", "")),
        appraisal.corrections(corrected, [result.root for result in results], target("corrections", "")),
    )
    return Appraised(unit, facts.year, indicators)


def _withdrawals(facts: Year) -> dict[str, int]:
    """Ground → texts withdrawn in the year, every ground listed (article 18)."""
    records = [item.record for item in facts.history.of(Withdraw) if logged_day(item.record).year == facts.year]
    return withdrawal_counts(
        Withdrawn(record.row, logged_day(record), record.ground, record.document, logged_day(record))
        for record in records
    )


def _events(facts: Year) -> tuple[Event, ...]:
    """What somebody answers for in this year, late publications with it (article 22)."""
    told = [event for event in events(facts.history, routine_rows(facts.results)) if event.day.year == facts.year]
    for item in facts.publications:
        who = "unit" if item.missing else "log"
        late = late_event(who, item.row, item.about, item.due, item.public_on, facts.judged_on)
        if late is not None and item.due.day.year == facts.year:
            told.append(late)
    return tuple(told)
