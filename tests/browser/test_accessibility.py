"""axe-core finds nothing on the pages that check, in any of their states."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import FOUND, axe_source
from playwright.sync_api import Browser, Page
from portal import Files, Portal, built, draw_with, flipped, judged, press, serving, watch

from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("accessibility")

ROOT = Path(__file__).parents[2]
FILES = published_files(ROOT)
OPEN, KEYED = draw_with(FILES, "changes/0001.csv"), draw_with(FILES, "frame-key.txt", "outcome.note")
VOID = draw_with(FILES, "void.note")
WAITING = draw_with(FILES, "commit.note", without=("close.note", "void.note"))
VIEWS = [("light", 1280), ("dark", 360)]
ALL_OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe_source(tmp_path_factory.mktemp("axe"))


@pytest.fixture(scope="module")
def files() -> Files:
    return FILES


@pytest.fixture(scope="module")
def portal(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(files, tmp_path_factory.mktemp("accessible"))) as served:
        yield served


@pytest.fixture(params=VIEWS, ids=["light desktop", "dark phone"])
def page(browser: Browser, portal: Portal, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that axe may be put into: that needs a way around the policy."""
    portal.altered.clear()
    scheme, width = request.param
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 800})
    yield watch(context).page
    context.close()


def faults(page: Page, axe: str) -> list[object]:
    """What axe finds with everything opened."""
    page.evaluate(ALL_OPEN)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    page.evaluate(axe)
    found: list[object] = page.evaluate(FOUND)
    return found


@pytest.mark.parametrize("draw", [OPEN, KEYED, VOID, WAITING])
def test_a_draws_page_after_the_check_not_pinned_and_pinned(page: Page, portal: Portal, axe: str, draw: str) -> None:
    page.goto(portal.url(f"draws/{draw}/index.html"))
    press(page)
    assert faults(page, axe) == []
    page.click("text=一样，记住它")
    page.wait_for_selector("[data-code=C01][data-verdict=pass]")
    judged(page)
    assert faults(page, axe) == []


def test_a_failure_and_the_sandbox(page: Page, portal: Portal, axe: str, files: Files) -> None:
    portal.altered[f"draws/{OPEN}/seed.txt"] = flipped(files[f"draws/{OPEN}/seed.txt"])
    page.goto(portal.url(f"draws/{OPEN}/index.html"))
    press(page)
    page.click("[data-sandbox] [data-start]")
    page.wait_for_selector(".sandbox__list")
    page.click("text=替我改一个字")
    assert faults(page, axe) == []


def test_the_search_for_a_firm(page: Page, portal: Portal, axe: str, files: Files) -> None:
    drawn = files[f"draws/{OPEN}/selection.csv"].decode().splitlines()[1].split(",")[1]
    page.goto(portal.url("firm.html"))
    assert faults(page, axe) == []
    for typed, shown in ((drawn, ".standing"), ("建筑", ".choices"), ("没有这家单位啊", "[data-answer] p")):
        page.fill("#firm-input", typed)
        page.press("#firm-input", "Enter")
        page.wait_for_selector(shown)
        assert faults(page, axe) == []


@pytest.mark.parametrize("address", ["verify.html", "offline.html"])
def test_the_pages_that_explain(page: Page, portal: Portal, axe: str, address: str) -> None:
    page.goto(portal.url(address))
    assert faults(page, axe) == []


def test_the_offline_page(page: Page, portal: Portal, axe: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(portal.folder / "evidence.zip") as packed:
        packed.extractall(tmp_path)
    page.goto((tmp_path / "offline.html").as_uri())
    page.wait_for_selector("li[data-draw]")
    assert faults(page, axe) == []
    page.click(f"li[data-draw='{OPEN}'] button")
    page.click("button:text-is('现在就核对')")
    page.wait_for_selector("button:text-is('再核对一次'):enabled")
    assert faults(page, axe) == []
