"""The content pages as readers use them: numbers that lead to rows, what changed since, the wall, commands to copy."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from nginx import nginx
from playwright.sync_api import Browser, Page, expect
from portal import PREFIX, ROOT, Portal, serving

from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.site.building import build_site
from publisher.site.contents.contexts import contexts_of
from publisher.site.contents.openssl import OK, checkpoint_signed, commit_signed
from publisher.site.contents.results import results_by_year
from publisher.site.paper.notice import hall_document, notice_document
from publisher.site.read.view import View, read_view

pytestmark = pytest.mark.xdist_group("site")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def view(sample: Files) -> View:
    return read_view(sample, parse_time("2026-10-15T09:00:00+08:00"))


@pytest.fixture(scope="module")
def portal(site: Path) -> Iterator[Portal]:
    with serving(site) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


# ---- numbers and rows ------------------------------------------------------------------------------------------------


def test_a_number_of_the_statistics_opens_exactly_its_rows(page: Page, portal: Portal) -> None:
    page.goto(portal.url("year.html"))
    link = page.locator("table.rates").first.locator("tbody tr").first.locator("a").first
    number = int(link.inner_text())
    with page.expect_navigation():
        link.click()
    rows = page.locator("#results-table tbody tr")
    expect(rows).to_have_count(number)
    expect(page.locator("[data-only-said]")).to_contain_text(f"{number} 行")
    with page.expect_navigation():
        page.get_by_role("link", name="看全部").click()
    assert rows.count() > number


def test_the_charts_of_the_statistics_have_their_axis_at_every_width(page: Page, portal: Portal) -> None:
    heads = page.locator("table.rates:visible th.s-chart .axis")
    above = page.locator(".axis-above")
    page.goto(portal.url("year.html"))
    wide = heads.filter(visible=True).count()
    assert wide >= 6
    expect(above.filter(visible=True)).to_have_count(0)
    page.set_viewport_size({"width": 360, "height": 800})
    expect(above.filter(visible=True)).to_have_count(wide)
    first = above.filter(visible=True).first
    assert first.locator("text").all_text_contents() == ["0%", "20%", "40%", "60%", "80%", "100%"]
    drawn, axis = (found.bounding_box() for found in (page.locator("table.rates svg.range").first, first))
    assert drawn is not None
    assert axis is not None
    assert (drawn["x"], drawn["width"]) == pytest.approx((axis["x"], axis["width"]), abs=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_unlit_dot_and_a_tick_can_be_seen_in_both_colour_schemes(
    browser: Browser, portal: Portal, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    for path, shape, least in (
        ("draws/2026-005/index.html", "svg.dots circle:not(.on)", 3),
        ("year.html", ".range__grid", 1.8),
        ("appraisal.html", ".bar__whole", 1.8),
    ):
        page.goto(portal.url(path))
        assert page.locator(shape).first.evaluate(STROKE_CONTRAST) >= least, (path, shape)
    page.close()


STROKE_CONTRAST = """(shape) => {
  const light = (text) => text.match(/[\\d.]+/g).slice(0, 3).map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, n) => sum + value * [0.2126, 0.7152, 0.0722][n], 0.05);
  const stroke = getComputedStyle(shape).stroke;
  if (stroke === "none") return 1;
  const both = [light(stroke), light(getComputedStyle(document.body).backgroundColor)];
  return Math.max(...both) / Math.min(...both);
}"""


def test_a_count_of_the_roster_opens_the_firms_that_it_counts(page: Page, portal: Portal) -> None:
    page.goto(portal.url("roster.html"))
    link = page.locator("table.bars a").nth(2)
    number = int(link.inner_text())
    with page.expect_navigation():
        link.click()
    expect(page.locator("#objects-table tbody tr")).to_have_count(number)


def test_the_filter_works_on_the_rows_that_are_left(page: Page, portal: Portal, view: View) -> None:
    page.goto(portal.url("results.html?only=problem:yes"))
    line = next(line for line in results_by_year(view)[0].lines if line.problem)
    page.fill("#filter-results-table", line.object_id)
    shown = page.locator("#results-table tbody tr").filter(visible=True)
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text(line.name)


def test_a_table_is_sorted_by_a_press_on_its_head_and_back_by_another(page: Page, portal: Portal, view: View) -> None:
    page.goto(portal.url("results.html"))
    days = page.locator("#results-table tbody td:nth-child(7)")
    head = page.locator("#results-table th", has_text="完成日期")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    shown = [day.strip() for day in days.all_inner_texts()]
    assert shown == sorted(shown)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [day.strip() for day in days.all_inner_texts()] == sorted(shown, reverse=True)
    assert len(shown) == len(results_by_year(view)[0].lines)


def test_on_a_phone_where_heads_do_not_show_a_list_of_columns_sorts(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(portal.url("results.html"))
    page.get_by_label("排序").select_option(label="检查对象，从大到小")
    codes = [text.strip() for text in page.locator("#results-table tbody td:nth-child(3)").all_inner_texts()]
    page.get_by_label("排序").select_option(label="检查对象，从小到大")
    again = [text.strip() for text in page.locator("#results-table tbody td:nth-child(3)").all_inner_texts()]
    assert sorted(codes) == sorted(again)
    assert codes[0] == again[-1]
    context.close()


def test_without_a_script_the_whole_table_stands_there(browser: Browser, portal: Portal, view: View) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.url("results.html?only=problem:yes"))
    expect(page.locator("#results-table tbody tr")).to_have_count(len(results_by_year(view)[0].lines))
    context.close()


def test_on_a_phone_every_page_of_the_site_is_two_presses_away(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(portal.url("index.html"))
    page.locator(".md-header label[for=__drawer]").click()
    expect(page.locator(".md-nav--primary").get_by_role("link", name="年度计划")).to_be_visible()
    links = page.locator(".md-nav--primary a")
    names = [name.strip() for name in links.all_inner_texts()]
    assert links.filter(visible=True).count() == len(names)
    assert {"首页", "查我的单位", "抽查", "结果", "名录", "检查事项", "统计分析", "考评", "监督", "改了什么"} <= set(
        names
    )
    with page.expect_navigation():
        page.locator(".md-nav--primary").get_by_role("link", name="年度计划").click()
    expect(page.locator("h1")).to_have_text("年度计划")
    context.close()


# ---- what changed since ----------------------------------------------------------------------------------------------


def test_a_fingerprint_copied_from_paper_tells_what_came_after_it(page: Page, portal: Portal, view: View) -> None:
    point = view.ledger.checkpoints[-6]
    page.goto(portal.url("changes.html"))
    page.fill("#kept", " ".join(point.groups[:3]).upper())
    page.click("text=看改了什么")
    said = page.locator("[data-since-said]")
    expect(said).to_contain_text(f"总账 {point.size} 条时")
    expect(said).to_contain_text(f"新增 {view.ledger.size - point.size} 条")
    expect(page.locator(f"#c-{point.size}")).to_have_class(re.compile("since__point--kept"))


def test_a_fingerprint_that_is_not_there_says_what_to_do(page: Page, portal: Portal) -> None:
    page.goto(portal.url("changes.html"))
    page.fill("#kept", "dead beef dead beef")
    page.press("#kept", "Enter")
    expect(page.locator("[data-since-said]")).to_contain_text("请不要只是刷新")


def test_the_checkpoint_that_a_reader_keeps_in_the_browser_is_found_again(
    page: Page, portal: Portal, view: View, sample: Files
) -> None:
    point = view.ledger.checkpoints[3]
    page.goto(portal.url("changes.html"))
    note = sample[point.path].decode()
    page.evaluate(f"(note) => localStorage.setItem('shuangsuiji:{PREFIX}', JSON.stringify({{checkpoint: note}}))", note)
    page.reload()
    expect(page.locator("[data-since-said]")).to_contain_text(f"您在这台设备上留着的是总账 {point.size} 条时")


# ---- the wall --------------------------------------------------------------------------------------------------------


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_every_notice_prints_on_exactly_one_sheet_of_a4(page: Page, portal: Portal, view: View) -> None:
    for draw in view.draws:
        page.goto(portal.url(f"draws/{draw.draw}/notice.html"))
        page.emulate_media(media="print")
        cut = "(sheet) => sheet.scrollHeight > sheet.clientHeight"
        assert not page.eval_on_selector(".sheet", cut), draw.draw
        pdf = page.pdf(prefer_css_page_size=True)
        assert pages_in(pdf) == 1, draw.draw
        assert re.search(rb"/MediaBox\s*\[0 0 59[45][.0-9]* 84[12]", pdf), draw.draw


LEGAL_NAME = "示例县某某某某某某某某某某某某某某人力资源综合服务外包有限责任公司和平县第二分公司"  # what must wrap


@pytest.mark.parametrize(("times", "name"), [(40, ""), (40, LEGAL_NAME), (12, LEGAL_NAME), (6, ""), (3, LEGAL_NAME)])
def test_a_notice_at_its_fullest_cuts_no_name_and_still_shows_its_foot(
    page: Page, portal: Portal, view: View, times: int, name: str
) -> None:
    draw = next(draw for draw in view.concluded if draw.drawn and not draw.people.blinded)
    named = [one._replace(object=one.object._replace(name=name or one.object.name)) for one in draw.drawn]
    full = replace(draw, drawn=tuple(named * times), chances=draw.chances * 12, items=draw.items * 2)
    _, html = notice_document(full, contexts_of(view).draws[draw.draw])
    portal.altered[f"draws/{draw.draw}/notice.html"] = html.encode()
    try:
        page.goto(portal.url(f"draws/{draw.draw}/notice.html"))
        page.emulate_media(media="print")
        heights = page.evaluate(
            "[document.querySelector('.sheet').scrollHeight, document.querySelector('.sheet').clientHeight]"
        )
        assert heights[0] <= heights[1]
        cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        assert page.eval_on_selector_all(".sheet__drawn li, .sheet__name, .sheet__team", cut) == 0
        assert page.locator(".sheet__name").first.inner_text() == named[0].object.name
    finally:
        portal.altered.clear()


def test_the_halls_screen_shows_one_slide_at_a_time_and_obeys_the_keyboard(page: Page, portal: Portal) -> None:
    page.goto(portal.url("hall.html"))
    shown = page.locator(".slide").filter(visible=True)
    expect(shown).to_have_count(1)
    first = shown.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    expect(shown).to_have_count(1)
    assert shown.get_attribute("aria-label") != first
    page.keyboard.press("ArrowLeft")
    assert shown.get_attribute("aria-label") == first
    page.click("text=暂停")
    expect(page.locator("[data-pause]")).to_have_text("继续")


@pytest.mark.parametrize("screen", [(1920, 1080), (1280, 720), (1366, 768)])
def test_the_halls_screen_fits_on_the_screen_with_its_buttons(
    page: Page, portal: Portal, view: View, screen: tuple[int, int]
) -> None:
    width, height = screen
    draw = next(draw for draw in reversed(view.concluded) if not draw.people.blinded)
    named = tuple(one._replace(object=one.object._replace(name=LEGAL_NAME[:36])) for one in draw.drawn)
    full = replace(view, draws=(replace(draw, drawn=named), *view.waiting))
    page.set_viewport_size({"width": width, "height": height})
    for hall in (None, hall_document(full, "https://www.example-county.gov.cn/zwgk/rsj/shuangsuiji/")[1].encode()):
        if hall:
            portal.altered["hall.html"] = hall
        try:
            page.goto(portal.url("hall.html"))
            size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
            assert page.evaluate(size) == [width, height]
            expect(page.get_by_role("button", name="下一页")).to_be_in_viewport(ratio=1)
        finally:
            portal.altered.clear()


def test_once_the_moment_is_past_the_halls_screen_says_that_the_value_is_there(
    page: Page, portal: Portal, view: View
) -> None:
    moment = view.waiting[0].beacon_time
    coming = page.locator("[data-fires]").first
    for minutes, said in ((-1, "下一次抽签"), (1, "随机数已产生，正在等结果公布")):
        page.clock.set_fixed_time(moment + timedelta(minutes=minutes))
        page.goto(portal.url("hall.html"))
        expect(coming).to_contain_text(said)
        assert ("此前谁也不知道结果" in coming.inner_text()) == (minutes < 0)
        assert ("正在等结果公布" in coming.inner_text()) == (minutes > 0)


def test_the_halls_screen_stands_still_for_who_wants_less_motion(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(portal.url("hall.html"))
    expect(page.locator("[data-pause]")).to_have_text("继续")
    context.close()


def test_without_its_script_the_halls_screen_is_a_page_to_read(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.url("hall.html"))
    slides = page.locator(".slide")
    assert slides.filter(visible=True).count() == slides.count() > 3
    context.close()


# ---- paper, and readers of English ----------------------------------------------------------------------------------


def printed(page: Page, folder: Path) -> list[str]:
    """The text of each sheet that the page prints on, without blanks."""
    (folder / "printed.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    run = ["pdftotext", "-layout", str(folder / "printed.pdf"), "-"]
    text = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return [re.sub(r"\s+", "", sheet) for sheet in text.split("\f")[:-1]]


def test_paper_says_whose_page_it_is_and_on_every_sheet_that_sample_data_are_made_up(
    page: Page, portal: Portal, view: View, tmp_path: Path
) -> None:
    for path in ("results.html", "index.html", f"draws/{view.concluded[-1].draw}/index.html"):
        page.goto(portal.url(path))
        sheets = printed(page, tmp_path)
        assert "示例数据：本站的单位、人员和结果都是虚构的" in sheets[0], path
        assert view.bureau.name in sheets[0], path
        assert [sheet for sheet in sheets if "示例数据" not in sheet] == [], path


def test_results_print_across_with_their_heads_on_every_sheet_and_no_number_broken(
    page: Page, portal: Portal, view: View, tmp_path: Path
) -> None:
    page.goto(portal.url("results.html"))
    page.locator(".sort").first.wait_for()
    sheets = printed(page, tmp_path)
    lines = results_by_year(view)[0].lines
    found = [sheet for sheet in sheets if any(line.object_id in sheet for line in lines)]
    assert len(found) > 1
    for sheet in found:
        assert "抽查任务抽查类型检查对象统一社会信用代码" in sheet
    assert all(any(line.object_id in sheet for sheet in sheets) for line in lines)
    assert sum(sheet.count(lines[0].draw) for sheet in sheets) >= len(
        [one for one in lines if one.draw == lines[0].draw]
    )


def test_a_reader_of_english_is_told_that_sample_data_are_made_up_and_reads_one_form_of_times(
    page: Page, portal: Portal
) -> None:
    for path in ("en/index.html", "en/verify.html", "en/protocol.html"):
        page.goto(portal.url(path))
        expect(page.locator(".demo")).to_contain_text("every firm, person and result on this site is made up")
        assert page.locator(".demo").get_attribute("lang") == "en"
    for path in ("en/index.html", "en/verify.html"):
        page.goto(portal.url(path))
        text = page.locator("body").inner_text()
        times = re.findall(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5,}.{6}", text)
        assert times
        assert [time for time in times if not time.endswith(" UTC+8")] == []


def test_the_table_of_results_keeps_to_its_column_and_says_nothing_beside_larger_than_the_thing(
    page: Page, portal: Portal
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(portal.url("results.html"))
    edges = (
        "(one) => { const box = one.getBoundingClientRect(); return [Math.round(box.left), Math.round(box.right)]; }"
    )
    column = page.eval_on_selector("#content", edges)
    assert page.eval_on_selector("#results-table", edges) == column
    size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
    beside = page.locator("#results-table tbody td .quiet").first
    assert beside.evaluate(size) <= page.locator("#results-table .result").first.evaluate(size)


# ---- commands to copy ------------------------------------------------------------------------------------------------


def ran(command: str, folder: Path) -> str:
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_openssl_finds_the_signatures_of_both_offices_under_the_commit(
    view: View, sample: Files, tmp_path: Path
) -> None:
    draw = view.example
    assert draw is not None
    signed = commit_signed(view, draw)
    assert len(signed) == 2
    note = sample[places.draw_file(draw.draw, "commit.note")]
    for one in signed:
        (tmp_path / "commit.note").write_bytes(note)
        said = ran(one.command, tmp_path)
        assert OK in said, one.who
        assert said.startswith(f"{one.sha256}  text")
        (tmp_path / "commit.note").write_bytes(note.replace(b'"ratio"', b'"ratiO"', 1))
        assert OK not in ran(one.command, tmp_path), one.who


def test_openssl_finds_a_witness_signature_and_its_time(view: View, sample: Files, tmp_path: Path) -> None:
    (one,) = checkpoint_signed(view)
    assert view.ledger.newest is not None
    note, size = sample[view.ledger.newest.path], view.ledger.newest.size
    (tmp_path / str(size)).write_bytes(note)
    said = ran(f"export TZ=UTC LC_ALL=C\n{one.command}", tmp_path)
    assert OK in said
    time = view.ledger.newest.cosignatures[0].time
    assert f"{time:%H:%M:%S}" in said
    assert str(time.year) in said
    (tmp_path / str(size)).write_bytes(note.replace(f"\n{size}\n".encode(), f"\n{size + 1}\n".encode()))
    assert OK not in ran(one.command, tmp_path)


def test_the_page_shows_these_very_commands(page: Page, portal: Portal, view: View) -> None:
    assert view.example is not None
    page.goto(portal.url("verify.html"))
    shown = page.locator("pre[data-copy]").all_text_contents()
    for one in (*commit_signed(view, view.example), *checkpoint_signed(view)):
        assert one.command in shown


def test_a_link_of_last_year_still_finds_its_rows(page: Page, tmp_path: Path, view: View) -> None:
    build_site(ROOT, tmp_path / "site", "2027-03-01T09:00:00+08:00")
    (tmp_path / "nginx").mkdir()
    line = results_by_year(view)[0].lines[0]
    with nginx(tmp_path / "site", tmp_path / "nginx") as address:
        for shared, table in (
            (f"results.html?only=row:{line.row[:12]}", "results-table"),
            ("drawn.html?only=draw:2026-003", "drawn-list"),
        ):
            page.goto(address + shared)
            with page.expect_navigation():
                page.locator("[data-years] a", has_text="2026年").click()
            rows = page.locator(f"#{table} tbody tr").filter(visible=True)
            expect(rows).to_have_count(1 if "row:" in shared else len(view.by_number["2026-003"].drawn))
