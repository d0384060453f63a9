"""A year's facts, typed: what its tables are made of, whoever gathered them (articles 13, 15, 19, 21 and 22)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from publisher.errors import Words
from publisher.log.history import History
from publisher.rules.draw_files import DrawFile
from publisher.rules.plans import Progress
from publisher.rules.publishing import Publication
from publisher.rules.results import Finding, Result
from publisher.rules.visits import Meanings

Made = tuple[Result, Finding]
"""A result whose visit was made, and what counts as found."""
UNKNOWN = "?"
"""The category of a visit whose industry, township or class isn't known (any more)."""
DIMENSIONS: Mapping[str, Words] = {
    "item": Words("抽查事项", "item"),
    "section": Words("行业门类", "industry"),
    "town": Words("乡镇街道", "township"),
    "kind": Words("主体类型", "kind"),
    "stratum": Words("分组", "stratum"),
    "origin": Words("来由", "drawn or not"),
    "risk": Words("风险等级", "risk class"),
}


class Numbers(Protocol):
    """The policy's numbers, as far as the year's tables ask."""

    @property
    def merge_below(self) -> int:
        """Cells with fewer visits are merged."""

    @property
    def confidence(self) -> str:
        """Of intervals, a decimal text."""

    @property
    def jump_level(self) -> str:
        """At which a jump is named, a decimal text."""

    @property
    def joint_share(self) -> str:
        """The target of article 15, a decimal text."""

    @property
    def roster_age_days(self) -> int:
        """Rosters not older than that are fresh."""


class Place(NamedTuple):
    """The public columns of an object by which visits are counted."""

    section: str
    town: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year's facts. `until`: the day up to which is counted; `results`: all of the log, other years' too; `today`: by
    which deadlines are judged, `until` where it isn't given.

    `places`: object → its public columns; `risk`: object → its classes, which aren't public by firm, empty where this
    reader hasn't them; `progress`: unit → its plan's rows; `rosters`: table → the day of its newest snapshot;
    `targets`: an indicator's code → what it is held against; `publications`: each result with its term, those that are
    unsealed or missing too.
    """

    year: int
    until: date
    history: History
    results: Sequence[Result]
    draws: Mapping[str, DrawFile]
    places: Mapping[str, Place]
    units: Sequence[str]
    partners: Collection[str]
    meanings: Meanings
    numbers: Numbers
    publications: Sequence[Publication] = ()
    progress: Mapping[str, Sequence[Progress]] = field(default_factory=dict)
    rosters: Mapping[str, date] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    risk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: date | None = None

    @property
    def judged_on(self) -> date:
        """The day by which deadlines are judged: a result that came in January was late or in time for December."""
        return self.today or self.until

    def made(self) -> list[Made]:
        """Every visit up to `until`, other years' too."""
        pairs = ((result, result.finding) for result in self.results)
        return [(result, found) for result, found in pairs if found is not None and found.visited_on <= self.until]
