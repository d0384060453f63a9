"""The pages of 结果公示: `results.html` for the year of the build, `results/<year>.html` for the others."""

from __future__ import annotations

from collections.abc import Container, Iterable

from publisher.site.contents.results import YearResults
from publisher.site.contents.results_context import ResultsContext
from publisher.site.pages.page import Page
from publisher.site.pages.plain_pages import MAX_RESULTS
from publisher.site.pages.render import render

_DRAWN = "origin:draw"
_FACETS = ("problem:yes", "changed:corrected", "changed:objection")


def result_pages(contexts: Iterable[ResultsContext], kept: Container[str] = ()) -> dict[str, Page]:
    """Site path → page, one for each year. `kept`: what lies in the site before already, as `results/2025`."""
    return {context.path: _page(context, kept=context.own in kept) for context in contexts}


def _page(context: ResultsContext, *, kept: bool) -> Page:
    html = "" if kept else _html(context)
    summary = "结果公示 检查结果 发现问题 更正 异议 下载 CSV Excel"
    return Page(f"{context.made.year}年检查结果", html, summary, context.seal, kept)


def _html(context: ResultsContext) -> str:
    return render(
        "results.html",
        context.path,
        bureau=context.shared.bureau,
        made=context.made,
        others={year: path for year, path in context.years.items() if year != context.made.year},
        counts=_counts(context.made),
        limit=MAX_RESULTS,
        until=context.until,
        seal=context.seal,
    )


def _counts(made: YearResults) -> dict[str, int]:
    """How many rows each of the page's own selections has."""
    counts = {tag: sum(tag in line.tags for line in made.lines) for tag in _FACETS}
    return {**counts, "outside": sum(_DRAWN not in line.tags for line in made.lines)}
