"""The directory of firms tells of each what other pages say by its name, and nothing that no page says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sample_site import ROOT

from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.rules.exclusions import CODES
from publisher.site.contents.contexts import contexts_of
from publisher.site.contents.results import results_by_year
from publisher.site.lookup.finding import FIRMS_TARGET, find_files
from publisher.site.lookup.shards import cut
from publisher.site.lookup.standing import standing_files
from publisher.site.lookup.told import sealed_names
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View, read_view
from publisher.workspace import published_files

FILES = published_files(ROOT)
NOW = parse_time(json.loads(FILES[places.BUREAU])["now"])
Entry = dict[str, list[Any]]


@pytest.fixture(scope="module")
def view() -> View:
    return read_view(FILES, NOW)


def entries(view: View) -> dict[str, Entry]:
    """Firm → what its entry in the directory tells beside its name."""
    shards = (json.loads(data) for path, data in find_files(view).items() if path.startswith("find/firms/"))
    return {row[0]: row[3] for rows in shards for row in rows if len(row) > 3}


def pairs(view: View, kind: str) -> set[tuple[str, object]]:
    """(firm, draw) of all that the directory tells of one kind."""
    return {(firm, draw) for firm, entry in entries(view).items() for draw in entry.get(kind, [])}


def shown(view: View, *, rank: bool) -> Iterator[tuple[str, str]]:
    for draw in view.draws:
        for one in draw.drawn:
            if one.object.id and bool(one.rank) == rank:
                yield one.object.id, draw.draw


def test_every_firm_that_a_page_says_was_drawn_is_told_so(view: View) -> None:
    assert pairs(view, "drawn") == set(shown(view, rank=True))
    assert pairs(view, "added") == set(shown(view, rank=False)) != set()


def test_nobody_is_named_behind_an_alias(view: View) -> None:
    draw = next(draw for draw in view.draws if draw.people.blinded and draw.drawn and not draw.people.openings)
    told = pairs(view, "drawn") | pairs(view, "added")
    assert draw.draw not in {number for _, number in told}
    assert sealed_names(draw)


def test_an_inspection_outside_the_draw_whose_text_is_gone_names_nobody(view: View) -> None:
    lines = [line for made in results_by_year(view) for line in made.lines]
    outside = next(line for line in lines if not line.link)
    assert "outside" in entries(view)[outside.object_id]
    row = f"data/nonrandom/{outside.row}.json"
    gone = read_view({path: data for path, data in FILES.items() if path != row}, NOW)
    assert "outside" not in entries(gone).get(outside.object_id, {})


def with_withdrawn(view: View, draw: DrawView) -> View:
    """The view as if the newest result of each of a draw's objects had been withdrawn, and no frame key published."""
    drawn = tuple(
        one._replace(results=(*one.results[:-1], one.results[-1]._replace(withdrawn="信用修复"))) for one in draw.drawn
    )
    sealed = {path: size for path, size in draw.files.items() if not path.endswith(places.FRAME_KEY)}
    changed = replace(draw, drawn=drawn, files=sealed)
    return replace(view, draws=tuple(changed if one is draw else one for one in view.draws))


def test_a_name_that_only_a_withdrawn_result_opened_is_not_told(view: View) -> None:
    draw = next(draw for draw in view.draws if draw.people.openings and draw.results == len(draw.drawn))
    assert draw.draw in {number for _, number in pairs(view, "drawn")}
    assert draw.draw not in {number for _, number in pairs(with_withdrawn(view, draw), "drawn")}


def test_objections_and_inspections_outside_the_draw_are_told_as_the_results_page_has_them(view: View) -> None:
    told, lines = entries(view), [line for made in results_by_year(view) for line in made.lines]
    objected = {(line.object_id, line.row, line.objection) for line in lines if line.objection and line.link}
    outside = {(line.object_id, line.row, line.codes) for line in lines if not line.link}
    assert objected == {
        (firm, row, words) for firm, entry in told.items() for row, _, words in entry.get("objections", [])
    }
    assert outside == {
        (firm, one["row"], one["codes"]) for firm, entry in told.items() for one in entry.get("outside", [])
    }
    assert objected
    assert outside


def test_how_to_object_is_in_every_answer(view: View) -> None:
    contact = json.loads(find_files(view)["find/index.json"])["contact"]
    bureau = view.bureau
    assert contact == {"objections": bureau.objections, "office": bureau.office, "phone": bureau.phone}


def standings(view: View) -> Iterator[tuple[DrawView, dict[str, bytes]]]:
    contexts = contexts_of(view)
    for draw in view.draws:
        frame = FILES.get(places.draw_file(draw.draw, "frame.csv"), b"")
        yield draw, standing_files(draw, contexts.draws[draw.draw].until, frame)


def test_until_when_a_firm_may_object_is_what_the_draws_page_says(view: View) -> None:
    contexts, seen = contexts_of(view), 0
    for draw, files in standings(view):
        rows = [row for path, data in files.items() if "/index.json" not in path for row in json.loads(data)]
        told = {result["row"]: result["until"] for row in rows if len(row) > 4 for result in row[4]["results"]}
        until = {row: str(day) for row, day in contexts.draws[draw.draw].until.items()}
        assert {row: day for row, day in told.items() if day} == until
        seen += len(until)
    assert seen


def test_why_a_firm_cannot_be_drawn_is_told_in_words(view: View) -> None:
    said = {
        code: words
        for draw, files in standings(view)
        for code, words in json.loads(files[f"find/{draw.draw}/index.json"])["codes"]
        if code
    }
    assert {"visited", "clean-twice"} <= said.keys() <= CODES.keys()
    assert [code for code, words in said.items() if words == code] == []


@pytest.mark.parametrize(("firms", "long"), [(800, 0), (800, 100), (20_000, 3)])
def test_a_few_firms_that_were_drawn_very_often_do_not_make_thousands_of_files(firms: int, long: int) -> None:
    drawn = [f"2030-{number:03d}" for number in range(1, 1000)]
    rows = [
        [f"91{number:016d}", "某单位", "0", *([{"drawn": drawn}] if number < long else [])] for number in range(firms)
    ]
    size = sum(len(json.dumps(row, ensure_ascii=False).encode()) for row in rows)
    parts = cut(rows, FIRMS_TARGET)
    assert sum(map(len, parts)) == firms
    assert len(parts) <= max(1, 4 * size // FIRMS_TARGET)
    assert len(parts) <= firms


def test_thousands_of_long_rows_are_spread_over_the_files() -> None:
    rows = [[f"91{number:016d}", "某单位", "x" * 40_000] for number in range(3000)]
    assert max(sum(map(len, part)) for part in cut(rows, FIRMS_TARGET)) < 130_000
