"""A draw's own files, and a past year's results, may be kept only where nothing that they are made of has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

import pytest
from sample_site import ROOT

from publisher.draw.evidence import json_text, parse_json
from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.log.tiles import tiles_of
from publisher.site.checking import draw_files
from publisher.site.contents.contexts import contexts_of
from publisher.site.contents.draw_context import DrawContext
from publisher.site.contents.results_context import ResultsContext
from publisher.site.contents.takeaway import tables
from publisher.site.made_tables import table_files
from publisher.site.pages.draw_pages import draw_page
from publisher.site.pages.result_pages import result_pages
from publisher.site.read.drawn import re_checks
from publisher.site.read.view import View, read_view
from publisher.workspace import published_files

Files = dict[str, bytes]
FILES = published_files(ROOT)
NOW = parse_time(parse_json(FILES[places.BUREAU])["now"])
LATER = NOW + timedelta(days=365)
YEAR = f"results/{NOW.year}"
Made = dict[str, tuple[str, object]]


def made(files: Files, now: datetime = NOW, address: str = "") -> Made:
    """`draws/<draw>` and `results/<year>` → its digest, and everything that is its own in the site."""
    view = read_view(files, now)
    contexts = contexts_of(view, address)
    own = {f"draws/{draw}": files_of_draw(view, draw, context) for draw, context in contexts.draws.items()}
    own |= {context.own: files_of_year(view, context) for context in contexts.results}
    return {name: (digest, own[name]) for name, digest in contexts.digests(view).items()}


def files_of_draw(view: View, draw: str, context: DrawContext) -> object:
    shown = view.by_number[draw]
    frame = view.files.get(places.draw_file(draw, "frame.csv"), b"")
    evidence = {path: data for path, data in view.files.items() if path.startswith(shown.folder)}
    return draw_page(shown, context), dict(draw_files(shown, context, frame)), evidence


def files_of_year(view: View, context: ResultsContext) -> object:
    made = [table_files(path, table) for path, table in tables(view) if path == context.own]
    return result_pages([context]), dict(chain.from_iterable(made))


@pytest.fixture(scope="module")
def now() -> Made:
    return made(FILES)


def held_together(one: Made, other: Made) -> tuple[set[str], set[str]]:
    """What has the same digest in both, whose files must be the same; and what has another."""
    both = one.keys() & other.keys()
    same = {name for name in both if one[name][0] == other[name][0]}
    assert [name for name in same if one[name][1] != other[name][1]] == []
    return same, both - same


def at(size: int) -> Files:
    """What was published when the log had `size` entries, with every file of that time and all that came later."""
    later = {path for path in FILES if path.startswith("log/")}
    known = {f"log/{path}": data for path, data in tiles_of(ENTRIES[:size], size)}
    points = {path: FILES[path] for path in later if path.startswith("log/checkpoints/") and int(path[16:]) <= size}
    rest = {path: data for path, data in FILES.items() if path not in later}
    return {**rest, **known, **points, places.CHECKPOINT: FILES[places.checkpoint(size)]}


ENTRIES = [entry.data for entry in read_view(FILES, NOW).ledger.history.entries]
SIZES = sorted(int(path[16:]) for path in FILES if path.startswith("log/checkpoints/"))


def test_as_the_log_grows_only_draws_that_it_tells_of_are_made_again() -> None:
    before, kept, again = made(at(SIZES[0])), 0, 0
    for size in SIZES[4:-1:4]:
        after = made(at(size))
        same, other = held_together(before, after)
        kept, again, before = kept + len(same), again + len(other), after
    assert kept > 20
    assert again > 5


def one_of_each_kind_of_change() -> Iterator[tuple[str, Files]]:
    for path in sorted(FILES):
        if path.startswith("draws/") and path.split("/")[1] != DRAW:
            continue
        if path.startswith("log/tile") or path == places.CHECKPOINT:
            continue
        if "/rows/" in path and path != ROW:
            continue
        if path.startswith("log/checkpoints/") and int(path[16:]) % 7:
            continue
        yield f"{path} is gone", {other: data for other, data in FILES.items() if other != path}
        if b"\xe5" in FILES[path]:
            yield f"{path} says something else", {**FILES, path: FILES[path].replace(b"\xe5\xb9\xb4", b"\xe5\xb2\x81")}


DRAW = next(path.split("/")[1] for path in sorted(FILES) if path.endswith("changes/0001.csv"))
ROW = next(path for path in sorted(FILES) if path.startswith(f"draws/{DRAW}/rows/"))
CHANGES = dict(one_of_each_kind_of_change())


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_a_draws_files_changes_its_digest(what: str, now: Made) -> None:
    same, other = held_together(now, made(CHANGES[what]))
    if what.startswith(f"draws/{DRAW}/") and CHANGES[what] != FILES and f"draws/{DRAW}" in same | other:
        assert other == {f"draws/{DRAW}"}


@pytest.fixture(scope="module")
def later() -> Made:
    return made(FILES, LATER)


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_a_past_years_results_changes_their_digest(what: str, later: Made) -> None:
    same, other = held_together(later, made(CHANGES[what], LATER))
    assert YEAR in same | other
    if what.startswith(f"{ROW} "):
        assert YEAR in other


def test_a_past_years_results_stay_as_they_are_while_the_log_grows() -> None:
    past = contexts_of(read_view(FILES, LATER)).results[1]
    sizes = [size for size in SIZES if size > past.made.last]
    assert (past.own, len(sizes) > 2) == (YEAR, True)
    sites = [made(at(size), LATER)[YEAR] for size in sizes]
    assert all(site == sites[0] for site in sites)


def test_the_bureaus_name_the_rule_and_the_address_are_on_all_of_them(now: Made) -> None:
    bureau = parse_json(FILES[places.BUREAU])
    for change in ({"bureau": "另一个县人社局"}, {"contact": {**bureau["contact"], "phone_public": "0762-1234567"}}):
        renamed = {**FILES, places.BUREAU: json_text({**bureau, **change}).encode()}
        assert held_together(now, made(renamed))[0] == set()
    assert held_together(now, made(FILES, address="https://portal.example/ssj/"))[0] == set()


def test_whether_a_row_corrects_or_re_checks_is_in_the_digest() -> None:
    view = read_view(FILES, NOW)
    draw = next(draw for draw in view.draws if re_checks(draw.drawn))
    drawn = tuple(
        one._replace(results=tuple(row._replace(re_checks=False) for row in one.results)) for one in draw.drawn
    )
    other = replace(view, draws=tuple(replace(one, drawn=drawn) if one is draw else one for one in view.draws))
    before, after = (contexts_of(each, "").digests(each) for each in (view, other))
    assert {name for name in before if before[name] != after[name]} == {f"draws/{draw.draw}"}


def test_that_another_draw_replaces_it_is_in_a_void_draws_digest() -> None:
    view = read_view(FILES, NOW)
    successor = next(draw for draw in view.draws if draw.commit.record.replaces)
    replaced = successor.commit.record.replaces
    assert replaced is not None
    other = replace(view, draws=tuple(draw for draw in view.draws if draw is not successor))
    before, after = (contexts_of(each, "").digests(each) for each in (view, other))
    assert {name for name in after if before[name] != after[name]} == {f"draws/{replaced.draw}"}


def test_time_alone_changes_only_what_tells_of_it(now: Made) -> None:
    for hours in (1, 30, 24 * 9, 24 * 40):
        same, other = held_together(now, made(FILES, NOW + timedelta(hours=hours)))
        assert same
        assert other or hours < 24
    assert held_together(now, made(FILES, NOW + timedelta(seconds=1)))[1] == set()
