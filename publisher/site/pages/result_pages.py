"""The pages of 结果公示: `results.html` for the year of the build, `results/<year>.html` for the others."""

from __future__ import annotations

from collections import Counter

from publisher.site.contents.results import YearResults, results_by_year
from publisher.site.pages.page import Page
from publisher.site.pages.plain_pages import MAX_RESULTS
from publisher.site.pages.render import render
from publisher.site.read.view import View

NEWEST = "results.html"
_FACETS = ("problem:yes", "changed:corrected", "changed:objection")


def year_path(view: View, year: int) -> str:
    """Where the results of a year are."""
    return NEWEST if year >= view.today.year else f"results/{year}.html"


def result_pages(view: View) -> dict[str, Page]:
    """Site path → page, one for each year that had visits; the year of the build has one even without."""
    years = results_by_year(view)
    links = {one.year: year_path(view, one.year) for one in years}
    return {links[made.year]: _page(view, made, years, links) for made in years}


def _page(view: View, made: YearResults, years: tuple[YearResults, ...], links: dict[int, str]) -> Page:
    path = links[made.year]
    html = render(
        "results.html", path, view=view, made=made, years=years, links=links, counts=_counts(made), limit=MAX_RESULTS
    )
    return Page(f"{made.year}年检查结果", html, "结果公示 检查结果 发现问题 更正 异议 下载 CSV Excel")


def _counts(made: YearResults) -> dict[str, int]:
    """How many rows each of the page's own selections has."""
    tags = Counter(tag for line in made.lines for tag in line.tags)
    outside = sum(number for tag, number in tags.items() if tag.startswith("origin:") and tag != "origin:draw")
    return {**{tag: tags[tag] for tag in _FACETS}, "outside": outside}
