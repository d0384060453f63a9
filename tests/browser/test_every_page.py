"""Every kind of page, in both colour schemes, on a phone and on a desk: axe-core finds nothing, and nothing jumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe import FOUND, axe_source
from playwright.sync_api import Browser, Page, Route, expect
from portal import watch

pytestmark = pytest.mark.xdist_group("site")

VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (360, "dark"))
ALL_OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
FEW = """document.querySelectorAll('tbody, ul, ol').forEach((list) =>
  [...list.children].slice(150).forEach((one) => one.remove()))"""  # what is longer has rows of one kind
STILL = "* { transition: none !important; }"  # a colour half way to another has no contrast to judge
SHIFTS = """
self.shifts = [];
new PerformanceObserver((list) => self.shifts.push(...list.getEntries().map((entry) => entry.value)))
  .observe({type: "layout-shift", buffered: true});
"""
BUILT_AT = "2026-10-15T09:00:00+08:00"  # the sample's clock
AT_REST = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def kinds(site: Path) -> list[str]:
    """One page of each kind: of those that differ in a number alone, the first and (a draw's) the last."""
    found: dict[str, list[str]] = {}
    for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
        found.setdefault(re.sub("[0-9]+(-[0-9]+)?", "#", path), []).append(path)
    return sorted({path for pages in found.values() for path in (pages[0], pages[-1])})


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe_source(tmp_path_factory.mktemp("axe"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that axe may be put into: that needs a way around the policy."""
    context = browser.new_context(bypass_csp=True)
    yield watch(context).page
    context.close()


def test_axe_finds_nothing_on_any_kind_of_page(page: Page, served: str, site: Path, axe: str) -> None:
    wrong: dict[str, object] = {}
    for path in kinds(site):
        page.goto(served + path, wait_until="networkidle")
        page.add_style_tag(content=STILL)
        page.evaluate(ALL_OPEN)
        page.evaluate(FEW)
        page.evaluate(axe)
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            if found := page.evaluate(FOUND):
                wrong[f"{path} {width} {scheme}"] = found
    assert wrong == {}


def test_nothing_jumps_while_any_kind_of_page_loads(browser: Browser, served: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})  # where lines break most and shift furthest
    context.add_init_script(SHIFTS)
    jumping = {}
    for path in kinds(site):
        page = context.new_page()
        page.clock.set_fixed_time(BUILT_AT)  # past its moment, the hall's coming draw has something new to say
        page.goto(served + path, wait_until="networkidle")
        page.evaluate(AT_REST)
        moved = page.evaluate("self.shifts.reduce((sum, value) => sum + value, 0)")
        if moved >= 0.01:
            jumping[path] = moved
        page.close()
    assert jumping == {}
    context.close()


def test_the_halls_screen_stands_still_when_its_script_comes_late(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(SHIFTS)
    page, held = context.new_page(), list[Route]()
    page.clock.set_fixed_time(BUILT_AT)
    page.route("**/hall.js", lambda route: held.append(route))
    with page.expect_request("**/hall.js"):
        page.goto(served + "hall.html", wait_until="commit")
    expect(page.locator(".slide:visible")).to_have_count(1)
    page.evaluate(AT_REST)  # it has been painted without the script
    [script] = held
    script.continue_()
    expect(page.locator(".slide--shown")).to_have_count(1)
    page.evaluate(AT_REST)
    assert page.evaluate("self.shifts.reduce((sum, value) => sum + value, 0)") < 0.01
    context.close()
