"""结果公示: every published result in the columns of national practice, by year of the visit (articles 13 and 18).

A withdrawn text leaves the table and stays in the counts. What the schemas keep from the public never comes here: the
rows are made from published files alone, inspectors by the names that the published roster has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from publisher.rules.calendar import WorkCalendar
from publisher.rules.objections import Terms, object_until
from publisher.rules.results import Result
from publisher.site.contents.result_lines import LineReader, ResultLine
from publisher.site.read.view import View
from publisher.tables.draw_rules import work_calendar
from publisher.tables.models import Numbers


@dataclass(frozen=True)
class YearResults:
    """The results of visits made in one year, newest first, and what isn't among them: reason in words → how many.

    `last`: the position of the newest log entry that is told; -1 where nothing is.
    """

    year: int
    lines: tuple[ResultLine, ...]
    left_out: Mapping[str, int]
    last: int

    @property
    def problems(self) -> int:
        """How many found something."""
        return sum(line.problem for line in self.lines)


@lru_cache(maxsize=1)
def results_by_year(view: View) -> tuple[YearResults, ...]:
    """Every year that had visits, the newest first; the year of the build always, also where nothing is published."""
    reader = LineReader(view)
    lines: dict[int, list[ResultLine]] = {view.today.year: []}
    gone: defaultdict[int, Counter[str]] = defaultdict(Counter)
    last: defaultdict[int, int] = defaultdict(lambda: -1)
    for result in view.books.results:
        found = result.finding
        if found is None and not result.draw:
            continue  # an entry of article 13 whose visit is still to come
        year = year_of(result)
        made = lines.setdefault(year, [])
        last[year] = max(last[year], reader.last(result))
        if found is None:
            gone[year]["没有公布文字"] += 1
        elif reason := reader.left_out(result, found):
            gone[year][reason] += 1
        else:
            made.append(reader.line(result, found))
    reader.keep(line for made in lines.values() for line in made)
    return tuple(
        YearResults(year, tuple(sorted(made, key=_newest_first)), dict(sorted(gone[year].items())), last[year])
        for year, made in sorted(lines.items(), reverse=True)
    )


def year_of(result: Result) -> int:
    """The year under which a result is listed: that of the visit, or of its newest row where its text isn't held."""
    return result.finding.visited_on.year if result.finding else result.newest.day.year


@lru_cache(maxsize=1)
def objection_terms_open(view: View) -> dict[str, date]:
    """Sealed row → until when whoever is named may object, where that day isn't past (article 18).

    It counts from the publication of the newest row; there is none where no policy says so, or it isn't public yet.
    """
    if view.policy is None:
        return {}
    until = _days_to_object(view.numbers, work_calendar(view.policy))
    found = {}
    for line in (line for made in results_by_year(view) for line in made.lines):
        entry = view.ledger.history.entries[line.position]
        shown = view.books.published_on(line.position, entry.record) if entry.record else None
        if shown and until(shown) >= view.today:
            found[line.row] = until(shown)
    return found


def _days_to_object(numbers: Numbers, calendar: WorkCalendar) -> Callable[[date], date]:
    terms = Terms(numbers.object_days, numbers.receive_days, numbers.decide_days, numbers.receive_days)
    return lru_cache(maxsize=None)(lambda shown: object_until(shown, calendar, terms).day)


def _newest_first(line: ResultLine) -> tuple[int, str, str]:
    return -line.fixed_on.toordinal(), line.draw, line.object_id
