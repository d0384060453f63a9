"""One thing changed in each file that the check fetches, in turn: which checks fail. The table is EXPECTED."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request
from portal import Portal, built, draw_with, failing, flipped, press, serving, watch

from publisher.draw.evidence import json_text, parse_json
from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("altered_evidence")

ROOT = Path(__file__).parents[2]
FILES = published_files(ROOT)
OPEN, KEYED = draw_with(FILES, "changes/0001.csv"), draw_with(FILES, "frame-key.txt", "outcome.note")
CEREMONY = draw_with(FILES, "ceremony.note")

EXPECTED = [
    (r"draws/[^/]+/(?:commit|reveal-[0-9]+|close|ceremony|outcome)\.note", {"C07"}),
    (r"draws/[^/]+/changes/[0-9]{4}(?:-done)?\.note", {"C07"}),
    (r"draws/[^/]+/order\.json", {"C07", "C08", "C09"}),
    (r"draws/[^/]+/frame\.csv", {"C07", "C08"}),
    (r"draws/[^/]+/panel\.csv", {"C07", "C08", "C09", "C15"}),
    (r"draws/[^/]+/beacon\.json", {"C07", "C12"}),
    (r"draws/[^/]+/seed\.txt", {"C07", "C13"}),
    (r"draws/[^/]+/selection\.csv", {"C07", "C14"}),
    (r"draws/[^/]+/teams\.csv", {"C07", "C15"}),
    (r"draws/[^/]+/changes/[0-9]{4}\.csv", {"C07", "C16"}),
    (r"draws/[^/]+/rows/[0-9a-f]{64}\.json", {"C07", "C17"}),
    (r"draws/[^/]+/frame-key\.txt", {"C08"}),
    (r"data/snapshots/[0-9a-f]{64}\.(?:csv|json)", {"C07"}),
    (r"data/nonrandom/[0-9a-f]{64}\.json", {"C17"}),
    (r"keys/trust\.json", {"C01"}),
    (r"log/checkpoint", {"C02"}),
    (r"log/checkpoints/[0-9]+", {"C03"}),
    (r"log/tile/entries/.*", {"C02"}),
    (r"log/tile/[0-9]+/.*", {"C02"}),
]
"""Path → the checks that fail when one character of the file changes, besides those of MORE."""

MORE = [
    (r"log/checkpoints/[0-9]+", {"C04", "C08", "C10", "C16", "C17", "C18"}),  # where this draw rests on that checkpoint
    (r"log/tile/entries/.*", {"C03", "C04"}),  # in the newest bundle, from which all else is read
    (r"data/snapshots/[0-9a-f]{64}\.csv", {"C05", "C08", "C19"}),  # a plan's rows, a roster's
    (r"data/snapshots/[0-9a-f]{64}\.json", {"C01", "C08"}),  # a policy, an item list, signing rules
]
"""Path → checks that may fail as well."""

UNSIGNED = {"evidence.json": "a listing, nobody's statement", "data/bureau.json": "the bureau's name and telephone"}
"""Files that nobody signs: the check uses them, and rests on nothing in them."""


UNNAMED = {"C02", "C08"}
"""Checks whose finding may name another file: a checkpoint whose root doesn't come out, a frame that a key opens."""


def codes(table: list[tuple[str, set[str]]], path: str) -> set[str] | None:
    """What a table says of a path."""
    return next((found for pattern, found in table if re.fullmatch(pattern, path)), None)


MANY = re.compile(r"log/checkpoints/[0-9]+|draws/[^/]+/rows/.*")
"""Files that a draw has by the dozen."""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(FILES, tmp_path_factory.mktemp("altered"))) as served:
        yield served


@pytest.fixture(scope="module")
def page(browser: Browser, portal: Portal) -> Iterator[Page]:
    """The draw's page. The check runs without a worker here: the same modules, fetched once for all these presses."""
    context = browser.new_context()
    context.add_init_script("delete self.Worker")
    visit = watch(context)
    visit.page.goto(portal.url(f"draws/{OPEN}/index.html"))
    yield visit.page
    context.close()


@pytest.fixture(scope="module")
def asked(browser: Browser, portal: Portal) -> dict[str, set[str]]:
    """Draw → the evidence that its page fetches to check it."""
    found = {}
    for draw in (OPEN, KEYED, CEREMONY):
        context = browser.new_context()
        urls: list[str] = []
        context.on("requestfinished", partial(_note, urls))
        visit = watch(context)
        visit.page.goto(portal.url(f"draws/{draw}/index.html"))
        press(visit.page)
        found[draw] = {url.removeprefix(portal.base) for url in urls} & set(FILES)
        context.close()
    return found


def _note(urls: list[str], request: Request) -> None:
    urls.append(request.url)


def said_of(page: Page, portal: Portal, paths: list[str]) -> tuple[set[str], set[str]]:
    """Changes one character in each of these files and presses: the checks that fail, the files that they name."""
    portal.altered.clear()
    portal.altered.update({path: flipped(FILES[path]) for path in paths})
    press(page)
    named = page.locator(".failure__finding a code").all_text_contents()  # those of closed details, too
    assert page.locator(".verdict--fail").count() == 1
    return failing(page), set(named)


def fails_as_it_should(page: Page, portal: Portal, path: str) -> str:
    """Changes one character of a file and says what is wrong with the page's answer; "" where nothing is."""
    found, named = said_of(page, portal, [path])
    wanted, more = codes(EXPECTED, path), codes(MORE, path) or set()
    if wanted is None or not wanted <= found or not found <= wanted | more:
        return f"{path}: {sorted(found)}, not {wanted}"
    return "" if path in named or found & UNNAMED else f"{path} is not named among {named}"


def test_the_check_fetches_every_file_of_the_draw_and_the_table_speaks_of_each(asked: dict[str, set[str]]) -> None:
    for draw, evidence in asked.items():
        assert {path for path in evidence if codes(EXPECTED, path) is None} == set(UNSIGNED)
        due = {path for path in FILES if path.startswith((f"draws/{draw}/", "log/checkpoint", "keys/"))}
        assert due - evidence == set(), draw


def test_one_changed_character_fails_the_checks_that_rest_on_the_file_and_names_it(
    page: Page, portal: Portal, asked: dict[str, set[str]]
) -> None:
    paths = [path for path in sorted(asked[OPEN]) if not MANY.fullmatch(path) and path not in UNSIGNED]
    assert {codes(EXPECTED, path) is None for path in paths} == {False}
    assert [said for path in paths if (said := fails_as_it_should(page, portal, path))] == []


@pytest.mark.parametrize("which", ["rows/", "log/checkpoints/"])
def test_of_many_files_of_a_kind_each_is_named_when_it_changes(
    page: Page, portal: Portal, asked: dict[str, set[str]], which: str
) -> None:
    paths = sorted(path for path in asked[OPEN] if MANY.fullmatch(path) and which in path)
    assert len(paths) > 3
    for path in (paths[0], paths[-1]):
        assert fails_as_it_should(page, portal, path) == ""
    found, named = said_of(page, portal, paths)
    assert found >= (codes(EXPECTED, paths[0]) or set())
    assert set(paths) - named == set()


@pytest.mark.parametrize(("draw", "name"), [(KEYED, "frame-key.txt"), (CEREMONY, "ceremony.note")])
def test_files_that_only_other_kinds_of_draws_have(browser: Browser, portal: Portal, draw: str, name: str) -> None:
    context = browser.new_context()
    visit = watch(context)
    visit.page.goto(portal.url(f"draws/{draw}/index.html"))
    assert fails_as_it_should(visit.page, portal, f"draws/{draw}/{name}") == ""
    context.close()


def test_a_stranger_in_the_listing_is_noticed(page: Page, portal: Portal) -> None:
    portal.altered.clear()
    listing = parse_json(FILES["evidence.json"])
    stranger = f"draws/{OPEN}/extra.json"
    portal.altered["evidence.json"] = json_text({"files": sorted([*listing["files"], stranger])}).encode()
    portal.altered[stranger] = b"{}\n"
    press(page)
    assert failing(page) == {"C07"}
