"""All that the page of a year's results tells beside the results, so that a page can only tell what is named here.

A past year's page and its tables to take away are made of the year's results and this, nothing else: `results_digests`
are digests of both. Where a digest is the same as in the site before, so are the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from publisher.rules.results import Result
from publisher.site.contents.result_tags import ROW_DIGITS
from publisher.site.contents.results import YearResults, objection_terms_open, results_by_year, year_of
from publisher.site.contents.surroundings import Surroundings
from publisher.site.contents.years import RESULTS
from publisher.site.read.ledger import CheckpointView
from publisher.site.read.view import View

NEWEST = RESULTS.newest
"""The page of the year of the build."""


@dataclass(frozen=True)
class ResultsContext:
    """A year's results and what is told beside them.

    `path`: of its page; `years`: every year that has one → its path, newest first; `until`: its rows → until when
    whoever is named may object, where that isn't past; `seal`: the checkpoint that seals all that is told.
    """

    shared: Surroundings = field(repr=False)
    made: YearResults
    path: str
    years: Mapping[int, str]
    until: Mapping[str, date]
    seal: CheckpointView | None

    @property
    def own(self) -> str:
        """How its files are called together: `results/2025`."""
        return f"results/{self.made.year}"


def results_contexts(view: View, shared: Surroundings) -> tuple[ResultsContext, ...]:
    """Every year that had visits, the newest first; the year of the build always."""
    found = results_by_year(view)
    years = {made.year: RESULTS.path(view, made.year) for made in found}
    until = objection_terms_open(view)
    return tuple(
        ResultsContext(
            shared=shared,
            made=made,
            path=years[made.year],
            years=years,
            until={line.row: until[line.row] for line in made.lines if line.row in until},
            seal=view.ledger.sealing(made.last) if made.last >= 0 else view.ledger.newest,
        )
        for made in found
    )


def result_page(view: View, result: Result) -> str:
    """The page on which a result is listed, or counted among what isn't."""
    return RESULTS.path(view, year_of(result))


def result_link(view: View, result: Result) -> str:
    """Where a result is shown: its line among the results of its year."""
    return f"{result_page(view, result)}?only=row:{result.root[:ROW_DIGITS]}"


def results_digests(contexts: tuple[ResultsContext, ...]) -> dict[str, str]:
    """`results/<year>` → SHA-256 (hex) of all that a past year's own files in the site are made of."""
    past = (context for context in contexts if context.path != NEWEST)
    return {context.own: context.shared.digest([repr(context).encode()]) for context in past}
