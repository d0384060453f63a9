"""Which team is in force when: teams.csv, then each change applied by the rule (protocol section 8, Changes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.beacons.sources import Proven
from publisher.draw.changes import Removal, Standing, apply_change
from publisher.draw.hashing import change_seed
from publisher.draw.identifiers import VACANT
from publisher.draw.tables import ChangeRow, Member
from publisher.errors import PublisherError, Words
from publisher.log.history import Logged
from publisher.log.records import Change, Changed
from publisher.verify.case import Case
from publisher.verify.computed import computed_of
from publisher.verify.draw_case import BeaconAnswer, DrawCase


@dataclass(frozen=True)
class Step:
    """One change: what was logged, what its beacon proves, what it must come to.

    `wrong`: why it isn't allowed or can't be applied. `rows`: None where it wasn't applied.
    """

    change: Logged[Change]
    changed: Logged[Changed] | None
    proven: Proven | PublisherError | None
    wrong: tuple[Words, ...] = ()
    rows: tuple[ChangeRow, ...] | None = None


@dataclass
class TeamsInForce:
    """The draw's changes one after another, and the teams after each.

    `steps`: in the order of the log. `states`: (log position from which they count, object → inspectors by seat).
    `since`: object → log position at which it was drawn or supplemented.
    """

    steps: list[Step] = field(default_factory=list)
    states: list[tuple[int, dict[str, list[str]]]] = field(default_factory=list)
    since: dict[str, int] = field(default_factory=dict)
    supplemented: dict[str, Logged[Change]] = field(default_factory=dict)

    @property
    def now(self) -> dict[str, list[str]]:
        """The teams after the last change."""
        return self.states[-1][1] if self.states else {}

    def at(self, position: int) -> dict[str, list[str]]:
        """The teams in force for an entry at `position`."""
        known = [teams for since, teams in self.states if since < position]
        return known[-1] if known else {}


def teams_in_force(case: Case, draw: DrawCase) -> TeamsInForce:
    """A draw's teams through all its changes; empty without outcome or teams."""
    return case.once(("teams", draw.name), lambda: _walk(case, draw))


def _walk(case: Case, draw: DrawCase) -> TeamsInForce:
    outcome, members = draw.records.outcome, _teams(case, draw)
    if outcome is None or members is None:
        return TeamsInForce()
    standing = Standing.after_draw(members)
    found = TeamsInForce(since=dict.fromkeys(standing.teams, outcome.position))
    found.states.append((outcome.position, _copy(standing)))
    whole = True
    for change in draw.records.changes:
        step = _step(case, draw, standing, change) if whole else _unjudged(draw, change)
        found.steps.append(step)
        whole = step.rows is not None
        if step.rows is not None and step.changed is not None:
            found.states.append((step.changed.position, _copy(standing)))
            for row in step.rows:
                if row.kind == "supplement" and row.object_id != VACANT:
                    found.since[row.object_id] = step.changed.position
                    found.supplemented[row.object_id] = change
    return found


def _teams(case: Case, draw: DrawCase) -> Sequence[Member] | None:
    """The computed teams; the published ones where they can't be computed (C15 judges the difference)."""
    computed = computed_of(case, draw).teams
    return computed if computed is not None else draw.teams.value


def _copy(standing: Standing) -> dict[str, list[str]]:
    return {object_id: list(team) for object_id, team in standing.teams.items()}


def _done(draw: DrawCase, change: Logged[Change]) -> Logged[Changed] | None:
    return next((item for item in draw.records.changed if item.record.number == change.record.number), None)


def _unjudged(draw: DrawCase, change: Logged[Change]) -> Step:
    words = Words("前一次变更不成立，无法判断", "the change before it doesn't hold, it can't be judged")
    return Step(change, _done(draw, change), None, (words,))


def _step(case: Case, draw: DrawCase, standing: Standing, change: Logged[Change]) -> Step:
    """One change applied to `standing`, which it brings forward only if it is allowed and its beacon is known."""
    done, beacon = _done(draw, change), change.record.beacon
    if done is None:
        return Step(change, None, None, tuple(_not_allowed(draw, standing, change)))
    proven = case.prove(BeaconAnswer(beacon.source, beacon.round, done.record.answer))
    wrong = tuple(_not_allowed(draw, standing, change))
    if wrong or not isinstance(proven, Proven) or draw.frame.value is None or draw.panel.value is None:
        return Step(change, done, proven, wrong)
    removals = [Removal(part.object, part.inspector, part.code, part.late) for part in change.record.removals]
    rows = apply_change(
        standing,
        frame=draw.frame.value,
        panel=draw.panel.value,
        seats=draw.seats,
        change_seed=change_seed(draw.name, change.hash, proven.value),
        removals=removals,
        supplements=[part.object for part in change.record.supplements],
        settled=settled_before(draw, change.position),
    )
    return Step(change, done, proven, (), tuple(rows))


def settled_before(draw: DrawCase, position: int) -> set[str]:
    """The objects with a result logged before `position`: what a change does is fixed when it is logged."""
    return {item.record.object for item in draw.records.rows if item.position < position}


def _not_allowed(draw: DrawCase, standing: Standing, change: Logged[Change]) -> list[Words]:
    """Why the removals or supplements can't stand (section 8)."""
    wrong = [*_removals_wrong(draw, standing, change), *_supplements_wrong(draw, standing, change)]
    if not change.record.removals and not change.record.supplements:
        wrong.append(Words("变更没有内容", "the change is empty"))
    return wrong


def _removals_wrong(draw: DrawCase, standing: Standing, change: Logged[Change]) -> list[Words]:
    wrong, settled = [], settled_before(draw, change.position)
    ranks = {object_id: rank for rank, object_id in enumerate(standing.teams)}
    places: list[tuple[int, int]] = []
    used: Counter[tuple[str, str]] = Counter()
    for part in change.record.removals:
        team = standing.teams.get(part.object, [])
        seats = [seat for seat, inspector in enumerate(team) if inspector == part.inspector]
        nth = used[part.object, part.inspector]
        used[part.object, part.inspector] += 1
        if nth >= len(seats) or (part.inspector == VACANT) != (part.code == "vacant"):
            zh = f"{part.inspector}不在{part.object}的检查组中"
            wrong.append(Words(zh, f"{part.inspector} isn't in the team of {part.object}"))
            continue
        places.append((ranks[part.object], seats[nth]))
        if part.object in settled:
            wrong.append(Words(f"{part.object}已有结果", f"{part.object} has a result already"))
    if places != sorted(places):
        wrong.append(Words("移出没有按名次和席位排列", "the removals aren't by rank, then seat"))
    return wrong


def _supplements_wrong(draw: DrawCase, standing: Standing, change: Logged[Change]) -> list[Words]:
    listed = {row.object_id for row in draw.frame.value or ()}
    earlier = [c.record for c in draw.records.changes if c.position < change.position]
    replaced = Counter(part.object for record in (*earlier, change.record) for part in record.supplements)
    wrong = []
    for part in change.record.supplements:
        if part.object not in standing.used or part.object not in listed:
            wrong.append(Words(f"{part.object}没有被抽中", f"{part.object} wasn't drawn"))
        elif replaced[part.object] > 1:
            wrong.append(Words(f"{part.object}已增补过", f"{part.object} was supplemented before"))
    return wrong
