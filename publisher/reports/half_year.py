"""The half-year report, put together from what was logged: what its paper and its workbook both show (article 23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from publisher.draw.evidence import parse_json
from publisher.errors import PublisherError
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint, fingerprint
from publisher.log.counted import ReferralCount
from publisher.log.history import History
from publisher.log.records import Withdraw
from publisher.reports.columns import CodeWords
from publisher.reports.figures import Counted, Counting, Figures
from publisher.reports.period import Period
from publisher.rules.exceptions import Entry, Exceptional, exceptional_share
from publisher.rules.plans import Progress
from publisher.rules.results import Result, logged_day
from publisher.rules.shares import Share
from publisher.rules.visits import found_problem
from publisher.tables.bureau import Bureau
from publisher.workspace.books import Books
from publisher.workspace.numbers import plan_progress

CODES = "data/codes.json"


@dataclass(frozen=True, kw_only=True)
class HalfYear:
    """A report's content. `lines`: unit → its figures, where there is more than one; `total`: of all together.

    `size`, `fingerprint`: the checkpoint up to which it counts; anyone who holds the log so far counts the same.
    """

    bureau: Bureau
    period: Period
    size: int
    fingerprint: str
    counting: Counting
    total: Figures
    lines: Mapping[str, Figures]
    units: Mapping[str, str]
    words: CodeWords

    @property
    def books(self) -> Books:
        """What the log told at the cut-off."""
        return self.counting.books

    @cached_property
    def plan(self) -> list[Progress]:
        """How far each row of the year's plans is."""
        year, cut_off = self.period.year, self.period.cut_off
        return [row for unit in self.counting.units for row in plan_progress(self.books, unit, year, cut_off)]

    @property
    def planned(self) -> Share:
        """Occurrences that draws have taken, of those planned for the year."""
        taken = sum(len(row.draws) + len(row.waiting) for row in self.plan)
        return Share(taken, sum(row.planned for row in self.plan))

    @property
    def outside_plan(self) -> list[str]:
        """Draws outside the plan, which name their approval."""
        tasks = (task.file for task in self.total.tasks)
        return [t.draw for t in tasks if t.records.commit and t.records.commit.record.plan.approval]

    @property
    def voided(self) -> list[str]:
        """Draws voided in the period."""
        draws = self.books.history.draws.items()
        return [name for name, r in draws if r.void and self.period.holds(logged_day(r.void.record))]

    @property
    def left(self) -> int:
        """How often somebody left a team (article 12)."""
        return sum(len(task.file.left) for task in self.total.tasks)

    @property
    def supplements(self) -> int:
        """Objects that took the place of others (article 12)."""
        rows = (row for task in self.total.tasks for table in task.file.changes for row in table)
        return sum(row.kind == "supplement" and row.object_id != "-" for row in rows)

    @property
    def corrected(self) -> list[Result]:
        """Results corrected in the period (article 22)."""
        return [r for r in self.books.results if any(self.period.holds(told.day) for told in r.corrections())]

    @property
    def withdrawn(self) -> int:
        """Texts withdrawn in the period (article 18)."""
        found = self.books.history.of(Withdraw)
        return sum(self.period.holds(logged_day(logged.record)) for logged in found)

    @cached_property
    def exceptional(self) -> Exceptional:
        """Visits outside the draw (article 13) among all, by the day of the visit."""
        made = [(r, r.finding) for r in self.books.results if r.finding and self.period.holds(r.finding.visited_on)]
        entries = [
            Entry(r.root, found.object_id, found.reason, r.rows[0].day, found.visited_on)
            for r, found in made
            if not r.draw
        ]
        return exceptional_share(len(made) - len(entries), entries)

    @property
    def problems(self) -> tuple[Counted, ...]:
        """Visits that found a problem."""
        policy = self.counting.policy
        meanings = policy.result_codes if policy else {}
        with_visit = ((counted, counted.result.visit) for counted in self.total.visits)
        return tuple(counted for counted, visit in with_visit if visit and found_problem(visit, meanings))

    @property
    def referrals(self) -> list[ReferralCount]:
        """What the register of referrals tells the public, of all years together (article 20)."""
        return self.books.registers.referrals

    def unit_name(self, unit: str) -> str:
        """A unit's name."""
        return self.units.get(unit, unit)


def half_year(files: Mapping[str, bytes], books: Books, period: Period, *, bureau: Bureau, origin: str) -> HalfYear:
    """The report of a period. `books` end at the checkpoint that it counts up to; `origin`: the log's name."""
    counting = Counting(files, books, period)
    units = counting.units
    policy = counting.policy
    result = {code: meaning.text for code, meaning in policy.result_codes.items()} if policy else {}
    return HalfYear(
        bureau=bureau,
        period=period,
        size=len(books.history.entries),
        fingerprint=log_fingerprint(books.history, origin),
        counting=counting,
        total=counting.figures(),
        lines={unit: counting.figures(unit) for unit in units} if len(units) > 1 else {},
        units={agency.agency: agency.name for agency in books.agencies},
        words=CodeWords(result, code_list(files, "disposition")),
    )


def log_fingerprint(history: History, origin: str) -> str:
    """The fingerprint of the checkpoint over all entries, as it stands on notices."""
    root = merkle.root([merkle.leaf_hash(entry.data) for entry in history.entries])
    return fingerprint(Checkpoint(origin, len(history.entries), root))


def code_list(files: Mapping[str, bytes], name: str) -> dict[str, str]:
    """A list of data/codes.json, code → words; empty where it isn't there: codes then stand for themselves."""
    try:
        value = parse_json(files.get(CODES, b""), CODES)
    except PublisherError:
        return {}
    entries = value.get(name) if isinstance(value, dict) else None
    return {str(code): str(text) for code, text in entries.items()} if isinstance(entries, dict) else {}
