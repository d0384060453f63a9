"""The policy that is generated with the site holds on every page, as Debian's nginx serves it."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest
from nginx import nginx
from playwright.sync_api import Browser, Page
from portal import press, watch

from publisher.site.policy import NGINX, inline_of, nginx_headers, policy, with_policy

pytestmark = pytest.mark.xdist_group("site")

HEADER = "Content-Security-Policy"
META = re.compile(f'<meta http-equiv="{HEADER}" content="([^"]*)">')
STOCK = "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>t</title></head><body>{body}</body></html>"


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_page_carries_the_policy_before_anything_that_it_loads(site: Path) -> None:
    for path in pages_of(site):
        head = (site / path).read_text("utf-8")
        found = META.search(head)
        assert found, path
        assert found.start() < re.search("<(script|link|img)", head).start(), path  # type: ignore[union-attr]


def test_the_policy_names_this_site_and_hashes_and_nothing_else(site: Path) -> None:
    for text in [(site / NGINX).read_text("utf-8"), *((site / path).read_text("utf-8") for path in pages_of(site))]:
        found = re.search(r"default-src [^\"]*", text)
        assert found
        sources = {word for part in found[0].split(";") for word in part.split()[1:]}
        assert {s for s in sources if not re.fullmatch(r"'(self|none|sha256-[A-Za-z0-9+/]{43}=)'", s)} == set()


def test_nginx_sends_the_headers_with_every_kind_of_file_and_with_errors(served: str) -> None:
    for path in ("index.html", "assets/site.js", "log/checkpoint", "evidence.zip", "draws/nothing"):
        request = urllib.request.Request(served + path, method="HEAD")
        try:
            headers = urllib.request.urlopen(request).headers
        except urllib.error.HTTPError as error:
            headers = error.headers
        assert "default-src 'none'" in headers[HEADER], path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["X-Content-Type-Options"] == "nosniff", path


def test_search_the_firm_page_and_a_verification_work_under_it(
    browser: Browser, served: str, sample: dict[str, bytes]
) -> None:
    context = browser.new_context()
    seen = watch(context)
    seen.page.goto(served)
    seen.page.fill(".md-search__input", "核验")
    seen.page.press(".md-search__input", "End")
    seen.page.wait_for_selector(".md-search-result__item a")
    draw = next(path.split("/")[1] for path in sorted(sample) if path.endswith("/outcome.note"))
    seen.page.goto(f"{served}draws/{draw}/index.html")
    press(seen.page)
    seen.page.goto(f"{served}firm.html")
    seen.page.fill("#firm-input", "建筑")
    seen.page.press("#firm-input", "Enter")
    seen.page.wait_for_selector(".choices")
    assert seen.complaints == []
    context.close()


def ran(page: Page) -> object:
    return page.evaluate("[globalThis.mine ?? 0, globalThis.theirs ?? 0, getComputedStyle(document.body).color]")


def test_what_a_theme_writes_inline_runs_by_its_hash_and_nothing_else_does(browser: Browser, tmp_path: Path) -> None:
    theme = "<script>globalThis.mine = 1;</script>\n<style>body { color: rgb(1, 2, 3) }</style>"
    attack = "<script>globalThis.theirs = 1;</script><style>body { color: red }</style><p onclick='x()'>"
    inline = inline_of(STOCK.format(body=theme))
    whole = STOCK.format(body=theme + attack)
    (tmp_path / "hosting").mkdir()
    (tmp_path / NGINX).write_text(nginx_headers(inline), "utf-8")
    for name, text in {"meta": with_policy(whole, inline), "header": whole}.items():
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    folder = tmp_path / "nginx"
    folder.mkdir()
    with nginx(tmp_path, folder) as address:
        page = browser.new_page()
        for name in ("meta", "header"):
            page.goto(f"{address}{name}.html")
            assert ran(page) == [1, 0, "rgb(1, 2, 3)"]
        page.close()


@pytest.mark.parametrize(
    ("html", "scripts", "styles"),
    [
        ("<script src='a.js'></script>", 0, 0),
        ("<script type=application/json>{}</script>", 0, 0),
        ("<script type='module'>1</script>", 1, 0),
        ('<script data-x=">">1</script><STYLE media="print">a{}</STYLE>', 1, 1),
        ("<script>1</script><script>1</script>", 1, 0),
    ],
)
def test_only_what_runs_or_styles_is_let_through(html: str, scripts: int, styles: int) -> None:
    inline = inline_of(html)
    assert (len(inline.scripts), len(inline.styles)) == (scripts, styles)


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    # The example of the specification (CSP level 3, section 8.2): alert('Hello, world.');
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy(
        inline_of("<script>alert('Hello, world.');</script>")
    )
