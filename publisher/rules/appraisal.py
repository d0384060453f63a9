"""The year's appraisal of a unit: six indicators, each naming the records that it counts (article 21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from publisher.errors import Words
from publisher.rules.deadlines import State
from publisher.rules.joint import JointShare
from publisher.rules.plans import Progress
from publisher.rules.rosters import age_in_days
from publisher.rules.shares import Share

Better = Literal["more", "fewer"]


class Indicator(NamedTuple):
    """A share with its evidence. `counted` of `among`: references to records, each of which a reader can open.

    `better`: whether more or fewer is better; `target`: a decimal text to reach, empty where there is none; `pending`:
    those of `among` that aren't counted yet and aren't due either.
    """

    code: str
    title: Words
    counted: tuple[str, ...]
    among: tuple[str, ...]
    better: Better
    target: str = ""
    pending: tuple[str, ...] = ()

    @property
    def share(self) -> Share:
        """How many are counted, of how many."""
        return Share(len(self.counted), len(self.among))

    @property
    def met(self) -> bool | None:
        """Whether the target is reached (not exceeded, where fewer is better); None without one, or of nothing."""
        share = self.share.fraction
        if not self.target or share is None:
            return None
        return share >= Fraction(self.target) if self.better == "more" else share <= Fraction(self.target)

    @property
    def is_open(self) -> bool:
        """Whether the target isn't reached only because something isn't due yet: pending isn't failed."""
        if self.met is not False or not self.pending:
            return False
        return self._replace(counted=(*self.counted, *self.pending), pending=()).met is True


def plan_done(rows: Iterable[Progress], target: str = "") -> Indicator:
    """Planned draws made. References: `row#occurrence`; pending while its draw is under way or its period runs."""
    counted, among, pending = [], [], []
    for row in rows:
        for number in range(1, row.planned + 1):
            reference = f"{row.row}#{number}"
            among.append(reference)
            if number not in row.missing and number not in row.waiting:
                counted.append(reference)
            elif number in row.waiting or row.state != "overdue":
                pending.append(reference)
    title = Words("计划完成率", "planned draws made")
    return Indicator("plan-done", title, tuple(counted), tuple(among), "more", target, tuple(pending))


def on_time(results: Mapping[str, State], target: str = "") -> Indicator:
    """Results published in time, among those that were due. `results`: sealed row → its state. References: rows."""
    among = tuple(row for row, state in results.items() if state in ("done", "late", "overdue"))
    counted = tuple(row for row in among if results[row] == "done")
    return Indicator("on-time", Words("结果按期公布率", "results published in time"), counted, among, "more", target)


def joint(share: JointShare, draws: Sequence[str], target: str = "") -> Indicator:
    """Joint draws among those with visits (article 15). References: draw numbers."""
    title = Words("跨部门联合抽查占比", "joint draws")
    return Indicator("joint", title, share.joint, tuple(draws), "more", target)


def roster_fresh(logged_on: Mapping[str, date], today: date, *, days: int, target: str = "") -> Indicator:
    """Rosters not older than `days` (article 6). `logged_on`: table → its newest snapshot. References: tables."""
    fresh = tuple(table for table, day in logged_on.items() if age_in_days(day, today) <= days)
    title = Words(f"名录在{days}日内更新过", f"rosters not over {days} days old")
    return Indicator("roster-fresh", title, fresh, tuple(logged_on), "more", target)


def substitutions(removals: Sequence[str], seats: Sequence[str], target: str = "") -> Indicator:
    """Seats from which somebody left (article 12). References: `draw/object/seat`; a seat is counted once."""
    title = Words("更换检查人员", "inspectors replaced")
    return Indicator("substitutions", title, tuple(dict.fromkeys(removals)), tuple(seats), "fewer", target)


def corrections(corrected: Sequence[str], results: Sequence[str], target: str = "") -> Indicator:
    """Results that were corrected (article 22). References: the first row of each result."""
    title = Words("结果更正", "results corrected")
    return Indicator("corrections", title, tuple(dict.fromkeys(corrected)), tuple(results), "fewer", target)


class Appraised(NamedTuple):
    """A unit's year: its indicators in the order of article 21."""

    unit: str
    year: int
    indicators: tuple[Indicator, ...]

    def missed(self) -> list[Indicator]:
        """The indicators whose target wasn't reached, however what isn't due yet will go."""
        return [item for item in self.indicators if item.met is False and not item.is_open]


def unsupported(indicator: Indicator) -> list[str]:
    """References that are counted without being among those counted from: a number nobody could check."""
    return sorted(set(indicator.counted) - set(indicator.among))
