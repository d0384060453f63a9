"""The built site in a real browser, under a sub-path, as Debian's nginx serves it with the headers made with it."""

from __future__ import annotations

import csv
import io
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from nginx import PREFIX, nginx
from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from portal import built

from publisher.draw.evidence import csv_text, json_text, parse_csv, parse_json, sha256_hex

pytestmark = pytest.mark.xdist_group("site")

ROOT = Path(__file__).parents[2]
HOSTILE = "<script>alert(1)</script>|{{ x }}'\"&lt;"
Files = dict[str, bytes]


# ---- the sites -------------------------------------------------------------------------------------------------------


def rebound(files: Files, path: str, data: bytes) -> Files:
    """The files with another content at `path`; every mention of the old hash, in names too, is one of the new."""
    old, new = sha256_hex(files[path]), sha256_hex(data)
    changed = {**files, path: data}
    return {
        name.replace(old, new): content.replace(old.encode(), new.encode()) for name, content in sorted(changed.items())
    }


def first_hash(files: Mapping[str, bytes], header: bytes) -> list[str]:
    """The paths of all snapshots that begin with a header."""
    return [path for path, data in files.items() if path.startswith("data/snapshots/") and data.startswith(header)]


def with_hostile_names(files: Files) -> Files:
    """The sample, but firms, inspectors, items and strata are named to break out of HTML, Markdown and templates."""
    for header in (b"object_id,name", b"inspector_id,name", b"agency,name"):
        for path in first_hash(files, header):
            columns = files[path].split(b"\n")[0].decode().split(",")
            rows = parse_csv(files[path], columns)
            named = [[row[0], HOSTILE + row[1], *row[2:]] for row in rows]
            files = rebound(files, path, csv_text(columns, named).encode())
    for path in [path for path, data in files.items() if path.endswith(".json") and b'"law_type"' in data]:
        value = parse_json(files[path])
        for item in value["items"]:
            item["name"] = HOSTILE + item["name"]
        files = rebound(files, path, json_text(value).encode())
    for path in [path for path in files if path.endswith("/order.json")]:
        value = parse_json(files[path])
        for stratum in value["strata"]:
            stratum["title"] = HOSTILE
        files = rebound(files, path, json_text(value).encode())
    bureau = parse_json(files["data/bureau.json"])
    bureau["bureau"] = HOSTILE + bureau["bureau"]
    return {**files, "data/bureau.json": json_text(bureau).encode()}


@pytest.fixture(scope="session")
def hostile_site(sample: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(with_hostile_names(sample), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile(hostile_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nginx(hostile_site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture
def base(served: str) -> str:
    return served


@dataclass
class Visit:
    """A page and what the browser had to say about it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    seen = Visit(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("requestfailed", lambda request: seen.complaints.append(f"failed: {request.url}"))
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", seen.refuse)
    page.goto(address, wait_until="networkidle")
    return seen


def tree(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


# ---- files -----------------------------------------------------------------------------------------------------------


def test_the_repository_and_its_evidence_make_the_same_bytes_anywhere(site: Path, tmp_path: Path) -> None:
    """Another process, folder, time zone, order of sets, locale and file times; here `mkdocs build`, nothing more."""
    strange = {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "out")]
    environment = {**os.environ, **strange, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == tree(site)


def test_the_raw_evidence_lies_at_its_addresses_byte_for_byte(site: Path, sample: Files) -> None:
    assert {path: (site / path).read_bytes() for path in sample} == sample


class Links(HTMLParser):
    """Everything that a page links to or loads, and the anchors that it offers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := values.get(name))}
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        elif tag in ("link", "script", "img", "iframe", "source", "video"):
            self.loads += [value for name in ("href", "src") if (value := values.get(name))]
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        if tag == "script" and not values.get("src") and values.get("type") != "application/json":
            self.inline.append("script")


def test_every_link_and_anchor_leads_somewhere_from_any_place(site: Path) -> None:
    pages = {path: Links((site / path).read_text("utf-8")) for path in pages_of(site)}
    broken = []
    for path, page in pages.items():
        for link in page.links + page.loads:
            parts = urlsplit(urljoin(f"http://x{PREFIX}{path}", link))
            target = unquote(parts.path).removeprefix(PREFIX)
            fine = not urlsplit(link).scheme and not link.startswith("/") and (site / target).is_file()
            asked = target == "firm.html" and parts.fragment.startswith("q=")  # the page answers it; it is no anchor
            if fine and parts.fragment and target in pages and not asked:
                fine = unquote(parts.fragment) in pages[target].anchors
            if not fine:
                broken.append(f"{path}: {link}")
    assert broken == []


def test_every_page_can_be_reached_from_the_first(site: Path) -> None:
    reached, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path in reached or not path.endswith(".html"):
            continue
        reached.add(path)
        for link in Links((site / path).read_text("utf-8")).links:
            todo.append(unquote(urlsplit(urljoin(f"http://x/{path}", link)).path).lstrip("/"))
    assert sorted(reached) == pages_of(site)


def test_the_other_language_of_a_page_is_a_click_away_and_so_are_the_feeds(site: Path) -> None:
    both = {"index.html": "en/index.html", "verify.html": "en/verify.html", "protocol.html": "en/protocol.html"}
    for path, other in [*both.items(), *((en, zh) for zh, en in both.items()), ("year.html", "en/index.html")]:
        html = (site / path).read_text("utf-8")
        [link] = re.findall(r'<a class="lang-link" href="([^"]*)"', html)
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) == other
        assert len(re.findall(r'<a href="[^"]*feeds/(?:draws|results)\.xml"', html)) == 2


def test_no_page_has_inline_script_or_style(site: Path) -> None:
    found = {path: Links((site / path).read_text("utf-8")).inline for path in pages_of(site)}
    assert {path: inline for path, inline in found.items() if inline} == {}


def test_no_style_sheet_loads_from_elsewhere(site: Path) -> None:
    sheets = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(\s*[\"']?|@import\s+[\"']?)(?:https?:)?//[^)\"']*", sheets) == []


def test_file_names_are_ascii_and_safe_for_a_portal(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert [name for name in names if not re.fullmatch(r"[0-9A-Za-z._/-]+", name)] == []


# ---- in the browser --------------------------------------------------------------------------------------------------


def test_no_page_asks_another_host_or_breaks_the_policy(browser: Browser, base: str, site: Path) -> None:
    context = browser.new_context()
    for path in pages_of(site):
        seen = visit(context, base + path)
        assert [url for url in seen.requests if not url.startswith(base)] == [], path
        assert seen.complaints == [], path
        seen.page.close()
    assert context.cookies() == []
    context.close()


def test_the_policy_is_really_in_force(browser: Browser, base: str) -> None:
    context = browser.new_context()
    seen = visit(context, base)
    with seen.page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        seen.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    assert any("Content Security Policy" in text for text in seen.complaints)
    context.close()


def test_nothing_is_stored_in_the_browser(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = visit(context, base + "draws/index.html").page
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    context.close()


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, base: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wide = {}
    for path in pages_of(site):
        page.goto(base + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[path] = width
    assert wide == {}
    context.close()


def test_search_finds_chinese_words_inside_titles(browser: Browser, base: str, sample: Files) -> None:
    order = next(data for path, data in sorted(sample.items()) if re.fullmatch("draws/.*/order.json", path))
    title = parse_json(order)["title"]
    word = re.sub("[0-9年]", "", title)[2:4]
    context = browser.new_context()
    seen = visit(context, base)
    seen.page.fill(".md-search__input", word)
    seen.page.press(".md-search__input", "End")
    seen.page.wait_for_selector(".md-search-result__item a")
    assert word in (seen.page.text_content(".md-search-result__list") or "").replace("\u200b", "")
    assert seen.complaints == []
    context.close()


def test_the_filter_shows_only_matching_rows_and_says_how_many(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = visit(context, base + "roster/objects.html").page
    rows = page.locator("#objects-table tbody tr")
    name = rows.nth(3).locator("td").first.inner_text()
    page.fill(".filter input", name)
    assert rows.filter(visible=True).count() >= 1
    assert all(name in text for text in rows.filter(visible=True).all_inner_texts())
    assert "找到" in page.locator(".filter__count").inner_text()
    page.fill(".filter input", "没有这个单位")
    assert rows.filter(visible=True).count() == 0
    assert "没有找到" in page.locator(".filter__count").inner_text()
    context.close()


def test_a_long_table_lists_its_first_rows_until_more_are_asked_for(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = visit(context, base + "roster/objects.html").page
    rows = page.locator("#objects-table tbody tr")
    shown, number = rows.filter(visible=True), rows.count()
    last = rows.last.locator("td").nth(1).inner_text()
    assert number > 600
    assert shown.count() == 300
    assert f"列出了前 300 行，共 {number} 行" in page.locator(".more").inner_text()
    page.click(".more__button:has-text('再列')")
    assert shown.count() == 600
    assert rows.nth(300).evaluate("row => row === document.activeElement")  # the keyboard goes on there
    page.fill(".filter input", last)
    assert shown.count() == 1
    assert page.locator(".more").is_hidden()
    page.fill(".filter input", "")
    assert shown.count() == 300
    page.click("#objects-table thead button >> nth=1")
    page.click("#objects-table thead button >> nth=1")
    assert shown.first.locator("td").nth(1).inner_text() == last
    page.click(".more__button:has-text('全部')")
    assert shown.count() == number
    context.close()


def test_a_link_to_a_row_further_down_leads_there(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    mark = "document.querySelectorAll('#objects-table tbody tr')[450].id = 'row-451'"
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {mark}; location.hash = 'row-451'; }})")
    page.goto(base + "roster/objects.html")
    page.locator("#row-451").wait_for(state="visible")
    box = page.locator("#row-451").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < page.viewport_size["height"]  # type: ignore[index]
    context.close()


def test_what_a_table_shows_can_be_taken_away_in_its_order(browser: Browser, base: str, tmp_path: Path) -> None:
    context = browser.new_context(accept_downloads=True)
    page = visit(context, base + "results.html?only=problem:yes").page
    narrowed = page.locator("#results-table tbody tr").count()
    keep = page.locator(".filter__keep")
    assert keep.inner_text() == f"把这 {narrowed} 行存成 CSV"
    page.fill(".filter input", "劳动合同")
    page.locator("#results-table thead button", has_text="检查对象").click()
    rows = page.locator("#results-table tbody tr").filter(visible=True)
    assert 0 < rows.count() < narrowed
    heads, *kept = saved(page, tmp_path)
    assert heads == [head.rstrip("↕↑↓") for head in page.locator("#results-table thead th").all_inner_texts()]
    assert [row[2] for row in kept] == rows.locator("td:nth-child(3)").all_inner_texts()
    assert [row[3] for row in kept] == rows.locator("td:nth-child(4)").all_inner_texts()
    assert all("劳动合同" in " ".join(row) for row in kept)
    page.fill(".filter input", "没有这个单位")
    assert keep.is_hidden()
    context.close()


def test_a_whole_table_offers_no_second_download(browser: Browser, base: str) -> None:
    context = browser.new_context()
    assert visit(context, base + "results.html").page.locator(".filter__keep").is_hidden()
    context.close()


def test_a_name_that_a_spreadsheet_would_run_is_saved_as_text(browser: Browser, base: str, tmp_path: Path) -> None:
    context = browser.new_context(accept_downloads=True)
    page = visit(context, base + "roster/objects.html").page
    hostile = '=HYPERLINK("http://x","点这里")有限公司'
    page.evaluate("name => document.querySelector('#objects-table tbody td').textContent = name", hostile)
    page.fill(".filter input", "HYPERLINK")
    _, row = saved(page, tmp_path)
    assert row[0] == f"'{hostile}"
    context.close()


def saved(page: Page, folder: Path) -> list[list[str]]:
    """The rows of the file that the button under the filter saves."""
    with page.expect_download() as coming:
        page.click(".filter__keep")
    coming.value.save_as(folder / "kept.csv")
    data = (folder / "kept.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert coming.value.suggested_filename.endswith(".csv")
    return list(csv.reader(io.StringIO(data[3:].decode(), newline="")))


def test_what_a_check_needs_is_asked_for_before_the_style_sheets_and_only_where_there_is_one(site: Path) -> None:
    def head(path: str) -> str:
        return (site / path).read_text("utf-8").partition("</head>")[0]

    draw = head("draws/2026-001/index.html")
    assert 0 < draw.index('rel="modulepreload"') < draw.index('rel="stylesheet"')
    assert "modulepreload" in head("firm.html")
    assert "modulepreload" not in head("results.html")
    for address in re.findall('rel="(?:modulepreload|preload)"[^>]* href="([^"]*)"', draw):
        assert (site / "draws/2026-001" / address).resolve().is_file()


def test_the_heads_of_a_long_table_stay_in_view(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 1100, "height": 700})
    page = visit(context, base + "roster/objects.html").page
    page.locator("#objects-table tbody tr").nth(100).scroll_into_view_if_needed()
    box = page.locator("#objects-table thead th").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 10
    context.close()


def test_pages_are_complete_without_scripts(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "roster/objects.html")
    assert page.locator("#objects-table tbody tr").count() > 100
    page.goto(base + "draws/index.html")
    with page.expect_navigation():
        page.locator("#draws-table a", has_text="2026年上半年").click()
    assert page.locator("#drawn-table tbody tr").count() > 0
    context.close()


def test_pages_open_from_a_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    with page.expect_navigation():
        page.locator("#latest-draws a").first.click()
    assert page.locator("h1").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.facts')).display") == "grid"
    with page.expect_navigation():
        page.locator(".md-tabs").get_by_role("link", name="监督与核验").click()
    assert page.locator("h1").inner_text() == "监督"
    context.close()


def test_hostile_names_are_text_on_every_page(browser: Browser, hostile_site: Path, hostile: str) -> None:
    context = browser.new_context(bypass_csp=True)  # the escaping must hold without the policy's help
    shown = set()
    for path in pages_of(hostile_site):
        seen = visit(context, hostile + path)
        assert seen.complaints == [], path
        assert seen.page.evaluate("[...document.scripts].filter((s) => s.text.includes('alert')).length") == 0, path
        if HOSTILE in (seen.page.text_content("#content") or ""):
            shown.add(path)
        assert HOSTILE in seen.page.title(), path  # the bureau's name closes every title
        seen.page.close()
    draws = {path for path in pages_of(hostile_site) if re.fullmatch("draws/2.*/index.html", path)}
    assert shown >= {"items.html", "roster.html", "roster/objects.html", "roster/inspectors.html"} | draws
    context.close()


def test_hostile_names_are_text_in_search(browser: Browser, hostile: str) -> None:
    context = browser.new_context(bypass_csp=True)
    seen = visit(context, hostile)
    seen.page.fill(".md-search__input", "检查")
    seen.page.press(".md-search__input", "End")
    seen.page.wait_for_selector(".md-search-result__item a")
    assert seen.page.locator(".md-search-result script").count() == 0
    assert seen.complaints == []
    context.close()
