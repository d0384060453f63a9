"""Two tables over all draws, for programs: UTF-8, LF, the columns named in English (see datapackage.json)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.site.contents.downloads import Cell, Table
from publisher.site.read.view import View

DRAWS, RESULTS = PROGRAM_TABLES = "api/tables/draws.csv", "api/tables/results.csv"
DRAW_COLUMNS = (
    "draw",
    "title",
    "state",
    "committed",
    "beacon_time",
    "listed",
    "eligible",
    "size",
    "results",
    "blinded",
    "seed",
)
RESULT_COLUMNS = (
    "position",
    "row",
    "draw",
    "key",
    "object_id",
    "name",
    "stratum",
    "rank",
    "visited_on",
    "fixed_on",
    "codes",
    "dispositions",
    "method",
    "remark",
    "corrects",
    "re_checks",
    "withdrawn",
)


def program_tables(view: View) -> Iterator[tuple[str, Table]]:
    """(site path, table) of both."""
    yield DRAWS, Table("", DRAW_COLUMNS, [*_draws(view)])
    yield RESULTS, Table("", RESULT_COLUMNS, _results(view))


def _draws(view: View) -> Iterator[tuple[Cell, ...]]:
    for draw in view.draws:
        yield (
            draw.draw,
            draw.title,
            draw.state.name.lower(),
            draw.commit.record.time,
            draw.beacon_time.isoformat(),
            draw.listed,
            draw.eligible,
            draw.size,
            draw.results,
            str(draw.people.blinded).lower(),
            draw.seed_hash,
        )


def _results(view: View) -> list[tuple[Cell, ...]]:
    """Every logged row of every draw, in the order of the log."""
    return sorted(
        (
            result.position,
            result.row,
            draw.draw,
            one.object.key,
            one.object.id,
            one.object.name,
            one.stratum,
            one.rank,
            result.visited_on,
            result.fixed_on,
            result.codes,
            result.dispositions,
            result.method,
            result.remark,
            str(result.corrects).lower(),
            str(result.re_checks).lower(),
            result.withdrawn,
        )
        for draw in view.draws
        for one in draw.drawn
        for result in one.results
    )
