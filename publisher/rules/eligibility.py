"""Everything about one object in one draw, with its reasons: in the frame or not, which stratum, excluded or not.

What a frame is made of, and what `draw prepare --explain` says (articles 6, 9, 11, 14, 16; protocol sections 4, 5).
The reasons may rest on facts that aren't public: they are for staff and for the auditor who holds the frame key; the
public reads `exclusions.CODES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import NamedTuple, Protocol, get_args

from publisher.draw.parts import ConditionPart, StratumPart
from publisher.draw.tables import FrameRow
from publisher.errors import Words
from publisher.rules.exclusions import CAPPED, CLEAN_TWICE, CODES, VISITED, Exclusions
from publisher.rules.frames import INACTIVE, Listed, holds, stratum_of
from publisher.rules.strata import Focus, Found, Standing, found_by_visits
from publisher.rules.visits import Visit
from publisher.rules.windows import years_before

DERIVED_COLUMNS = ("found", "attention")
"""Columns that a stratum's conditions may use beside those of the roster: `found` is public, `attention` is not."""
ATTENTION = "yes"
UNKNOWN = Standing()
HISTORY_CODES = (CLEAN_TWICE, VISITED, CAPPED)
Place = tuple[str, str]
"""Where an object stands in a frame: its stratum, and its exclusion code or empty."""


class Rostered(Listed, Protocol):
    """A row of the objects' roster, as far as conditions may ask."""

    @property
    def kind(self) -> str:
        """主体类型."""

    @property
    def section(self) -> str:
        """行业门类."""

    @property
    def industry(self) -> str:
        """行业大类."""

    @property
    def town(self) -> str:
        """乡镇街道."""


class Candidate(NamedTuple):
    """A roster row with what history and facts add. `found`: problem, clean, none; `attention`: yes or empty."""

    object_id: str
    kind: str
    section: str
    industry: str
    town: str
    status: str
    found: Found = "none"
    attention: str = ""


@dataclass(frozen=True, kw_only=True)
class FrameRules:
    """One draw's rules: scopes of its items, targeting, strata (first match), exclusions, who is in the focus."""

    scopes: Sequence[Sequence[ConditionPart]]
    targeting: Sequence[ConditionPart]
    strata: Sequence[StratumPart]
    exclusions: Exclusions
    focus: Focus | None = None

    @property
    def uses_facts(self) -> bool:
        """Whether a stratum rests on facts that aren't public."""
        return any(part.column == "attention" for stratum in self.strata for part in stratum.where)

    @property
    def uses_found(self) -> bool:
        """Whether a stratum rests on what earlier visits found."""
        return any(part.column == "found" for stratum in self.strata for part in stratum.where)

    @property
    def may_lapse(self) -> bool:
        """Whether facts that aren't public may end an exclusion."""
        return CLEAN_TWICE in self.exclusions.codes and bool(self.exclusions.lapses_on)

    def asks_for(self, by: date, *, drawn: bool) -> bool:
        """Whether a visit made on the day `by` or before may decide about a row; `drawn`: by a draw, not article 13."""
        codes, on = self.exclusions.codes, self.exclusions.on
        clean = CLEAN_TWICE in codes and by > years_before(on, self.exclusions.clean_years)
        yearly = bool(codes & {VISITED, CAPPED}) and by.year >= self.exclusions.year
        return self.uses_found or (drawn and (clean or yearly))

    def candidate(self, row: Rostered, visits: Sequence[Visit], standing: Standing) -> Candidate:
        """The roster row with what is known at the basis added."""
        by = self.exclusions
        found: Found = "none"
        if visits:
            found = found_by_visits(visits, on=by.on, years=by.clean_years, meanings=by.meanings)
        plain = Candidate(row.object_id, row.kind, row.section, row.industry, row.town, row.status, found)
        in_focus = self.focus is not None and self.focus.reasons(plain, standing, by.on)
        return plain._replace(attention=ATTENTION) if in_focus else plain

    def admits(self, known: Candidate) -> bool:
        """Whether the object is in the scope of all items and what the draw aims at."""
        return all(holds(known, scope) for scope in self.scopes) and holds(known, self.targeting)


def place(row: Rostered, visits: Sequence[Visit], standing: Standing, rules: FrameRules) -> FrameRow | None:
    """The object's frame row from the visits and facts known at the basis; None where it isn't admitted."""
    known = rules.candidate(row, visits, standing)
    stratum = stratum_of(known, rules.strata) if rules.admits(known) else None
    if stratum is None:
        return None
    return FrameRow(row.object_id, stratum, rules.exclusions.code(row.status, visits, standing.facts))


class Unseen(NamedTuple):
    """What visits that nobody can read may have changed for an object: its exclusion, what was found of it."""

    code: bool = False
    found: bool = False


def places(row: Rostered, visits: Sequence[Visit], rules: FrameRules, unseen: Unseen) -> frozenset[Place]:
    """Every place that the object may have by the visits known and what isn't public; none where it isn't admitted.

    Facts may put it into the focus, and end the exclusion of article 11. An unseen visit may give or take every code
    that rests on earlier visits, and change what was found; nothing makes a closed firm active.
    """
    known = rules.candidate(row, visits, UNKNOWN)
    if not rules.admits(known):
        return frozenset()
    attention = {known.attention, ATTENTION} if rules.uses_facts else {known.attention}
    found: set[Found] = {*get_args(Found)} if unseen.found and rules.uses_found else {known.found}
    meant = (known._replace(attention=a, found=f) for a, f in product(attention, found))
    strata = {stratum_of(candidate, rules.strata) for candidate in meant}
    codes = _codes(row.status, visits, rules, unseen.code)
    return frozenset((stratum, code) for stratum, code in product(strata, codes) if stratum is not None)


def _codes(status: str, visits: Sequence[Visit], rules: FrameRules, unseen: bool) -> set[str]:
    exclusions = rules.exclusions
    codes = {exclusions.code(status, visits, ())}
    if rules.may_lapse:
        codes.add(replace(exclusions, codes=exclusions.codes - {CLEAN_TWICE}).code(status, visits, ()))
    if unseen and INACTIVE not in codes:
        codes |= {"", *HISTORY_CODES} & {"", *exclusions.codes}
    return codes


def build_frame(
    roster: Iterable[Rostered],
    visits: Mapping[str, Sequence[Visit]],
    standings: Mapping[str, Standing],
    rules: FrameRules,
) -> list[FrameRow]:
    """The frame: every admitted object with its stratum and exclusion, by id.

    `visits`, `standings` by object, as known at the basis (`visits.known_at`); who isn't in them has none.
    """
    placed = (place(row, visits.get(row.object_id, ()), standings.get(row.object_id, UNKNOWN), rules) for row in roster)
    return sorted(row for row in placed if row is not None)


def explain(row: Rostered, visits: Sequence[Visit], standing: Standing, rules: FrameRules) -> list[Words]:
    """Why the object is in or out and in which stratum, the verdict first; for staff, not for the public."""
    known = rules.candidate(row, visits, standing)
    if not all(holds(known, scope) for scope in rules.scopes):
        return [Words("不在事项的适用范围内", "an item of the draw doesn't apply to it")]
    if not holds(known, rules.targeting):
        return [Words("不符合定向抽查的条件", "it isn't what the directed draw aims at")]
    placed = place(row, visits, standing, rules)
    if placed is None:
        return [Words("没有分组收它", "no stratum takes it")]
    verdict = CODES[placed.excluded] if placed.excluded else Words("参加抽签", "takes part in the draw")
    stratum = Words(f"分组{placed.stratum}", f"stratum {placed.stratum}")
    decisions = rules.exclusions.decisions(row.status, visits, standing.facts)
    return [verdict, stratum, *(decision.why for decision in decisions)]


def chosen_publicly(roster: Iterable[Rostered], frame: Iterable[FrameRow], stratum: str, focus: Focus) -> int:
    """How many rows of a merged stratum a public criterion put there (section 5, focus)."""
    members = {row.object_id for row in frame if row.stratum == stratum}
    return sum(row.object_id in members and any(holds(row, where) for where in focus.public) for row in roster)
