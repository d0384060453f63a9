"""Where the pages of a year are: that of the build has one address, an earlier one has its own for good (SITE.md).

At New Year what `year.html` told goes on at `statistics/2026.html`; its tables to take away stay where they were.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.site.read.view import View


class YearPage(NamedTuple):
    """A page that every year has. `newest`: of the year of the build; `earlier`: how the others' paths begin."""

    newest: str
    earlier: str

    def path(self, view: View, year: int) -> str:
        """Where it is for a year."""
        return self.newest if year >= view.today.year else f"{self.earlier}{year}.html"


RESULTS = YearPage("results.html", "results/")
STATISTICS = YearPage("year.html", "statistics/")
APPRAISAL = YearPage("appraisal.html", "appraisal/")
DRAWN = YearPage("drawn.html", "draws/drawn-")


def other_years(view: View, page: YearPage, year: int) -> dict[int, str]:
    """The other years that have numbers → where they are, newest first."""
    years = (numbers.year for numbers in view.years)
    return {other: page.path(view, other) for other in years if other != year}


def said(view: View, year: int) -> str:
    """How people call a year: `今年`, or `2026年`."""
    return "今年" if year == view.today.year else f"{year}年"
