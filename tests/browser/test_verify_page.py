"""The check of a draw in the reader's own browser: one press, every verdict, on honest and on altered evidence."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import segno
from contrast import CONTRAST
from playwright.sync_api import Browser, BrowserContext, Page
from portal import (
    Files,
    Portal,
    Visit,
    built,
    draw_with,
    draws_of,
    failing,
    fires,
    flipped,
    judged,
    pin,
    press,
    serving,
    verdicts,
    watch,
)

from publisher.draw.identifiers import parse_time
from publisher.draw.selection import select
from publisher.draw.tables import parse_frame
from publisher.rules.objections import STATE_WORDS
from publisher.site.read.words import BEACONS, EXCLUDED, GROUNDS, VOIDS, beacon_said
from publisher.verify import Held, verify
from publisher.verify.titles import TITLES
from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("verify_page")

ROOT = Path(__file__).parents[2]
FILES = published_files(ROOT)
OPEN, KEYED = draw_with(FILES, "changes/0001.csv"), draw_with(FILES, "frame-key.txt", "outcome.note")
CEREMONY, VOID = draw_with(FILES, "ceremony.note"), draw_with(FILES, "void.note")
SEALED = next(  # drawn, and nothing opens its names yet
    draw
    for draw in draws_of(FILES)
    if b'"frame": "blinded"' in FILES[f"draws/{draw}/commit.note"]
    and f"draws/{draw}/outcome.note" in FILES
    and f"draws/{draw}/frame-key.txt" not in FILES
)
CLOSED = draw_with(FILES, "close.note", without=("outcome.note", "void.note"))
WAITING = draw_with(FILES, "commit.note", without=("close.note", "void.note"))


@pytest.fixture(scope="module")
def files() -> Files:
    return FILES


@pytest.fixture(scope="module")
def now(files: Files) -> datetime:
    return parse_time(json.loads(files["data/bureau.json"])["now"])


@pytest.fixture(scope="module")
def genesis(files: Files, now: datetime) -> str:
    return verify(Held(files), now=now, draw=OPEN).genesis


@pytest.fixture(scope="module")
def portal(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(files, tmp_path_factory.mktemp("verify"))) as served:
        yield served


@pytest.fixture
def context(browser: Browser, portal: Portal) -> Iterator[BrowserContext]:
    portal.altered.clear()
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext) -> Visit:
    return watch(context)


def opened(visit: Visit, portal: Portal, draw: str = OPEN) -> Page:
    visit.page.goto(portal.url(f"draws/{draw}/index.html"))
    return visit.page


def assert_same(shown: dict[str, str], expected: dict[str, str]) -> None:
    """What was checked has the same verdict; what had nothing to check fails nowhere."""
    empty = {code for code, verdict in shown.items() if verdict == "none"}
    assert {code: expected[code] for code in shown if code not in empty} == {
        code: verdict for code, verdict in shown.items() if code not in empty
    }
    assert {expected[code] for code in empty} <= {"pass", "unknown"}


def judged_by_python(files: Files, now: datetime, draw: str, genesis: str | None) -> dict[str, str]:
    report = verify(Held(files), now=now, draw=draw, genesis=genesis)
    return {code: str(result.verdict) for code, result in report.draws[draw].items()}


# ---- honest evidence -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", draws_of(FILES))
def test_one_press_says_of_every_check_what_the_other_verifier_says(
    visit: Visit, portal: Portal, files: Files, now: datetime, genesis: str, draw: str
) -> None:
    page = opened(visit, portal, draw)
    pin(page, genesis)
    press(page)
    assert_same(verdicts(page), judged_by_python(files, now, draw, genesis))
    assert failing(page) == set()


@pytest.mark.parametrize("draw", [OPEN, KEYED, CEREMONY])
def test_a_concluded_draw_came_out_as_published(visit: Visit, portal: Portal, draw: str) -> None:
    page = opened(visit, portal, draw)
    press(page)
    assert {verdicts(page)[code] for code in ("C07", "C09", "C11", "C12", "C13", "C14", "C15")} == {"pass"}
    assert page.locator(".verdict--pass").count() == 1
    assert "重新算了一遍，结果与公布的一致" in page.locator(".verdict").inner_text()


def test_the_verdict_is_computed_at_the_press_and_never_stored(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    assert page.locator("[data-live] *").count() == 0
    press(page)
    page.reload()
    assert page.locator(".verdict, .checks").count() == 0
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_what_is_not_due_yet_is_said_with_its_time_and_not_as_a_failure(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal, WAITING)
    press(page)
    said = page.locator(".verdict--pending").inner_text()
    assert "还没有抽签" in said
    assert fires(FILES, WAITING) in said
    assert page.locator(".failure").count() == 0


def test_a_void_draw_is_called_void(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal, VOID)
    press(page)
    assert "已经作废" in page.locator(".verdict").inner_text()


def test_the_samples_fixed_clock_is_named(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    assert "示例数据，时钟固定在 2026年10月15日 09:00" in page.locator(".verdict").inner_text()


def test_each_check_shows_when_it_was_done_and_its_three_depths(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    times = page.locator(".checks__time").all_inner_texts()
    assert len(times) == 20
    assert all(re.fullmatch(r"第 ([0-9]+ 毫秒|[0-9.]+ 秒)", time) for time in times)
    item = page.locator("[data-code=C13]")
    assert TITLES["C13"][1].zh in item.inner_text()
    item.locator("summary").first.click()
    item.locator("details details summary").click()
    assert hashlib.sha256((portal.folder / f"draws/{OPEN}/seed.txt").read_bytes()).hexdigest() in item.inner_text()
    assert "sha256sum" in item.locator(".shell code").inner_text()


def test_unknown_gives_its_reason(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal, SEALED)
    press(page)
    unknown = page.locator(".checks__item--unknown")
    assert unknown.count()
    for item in unknown.all():
        assert item.locator(".checks__reason").first.inner_text()


@pytest.mark.parametrize(
    ("draw", "code", "mark"),
    [
        *[(CLOSED, code, "还没到时候") for code in ("C12", "C15", "C16", "C17")],
        (CLOSED, "C18", "没有要查的"),
        *[(VOID, code, "没有要查的") for code in ("C10", "C11", "C13", "C16", "C17", "C18")],
        (SEALED, "C16", "没有要查的"),
        (OPEN, "C17", "成立（待比对起点）"),
    ],
)
def test_what_is_not_due_or_has_nothing_to_check_is_not_said_to_hold(
    visit: Visit, portal: Portal, draw: str, code: str, mark: str
) -> None:
    page = opened(visit, portal, draw)
    press(page)
    item = page.locator(f"[data-code={code}]")
    assert item.locator(".checks__state").inner_text() == mark
    text = "".join(item.locator("> :not(details)").all_text_contents())
    assert [words for words in ("成立", "还没到时候", "没有要查的") if words in text and words not in mark] == []
    asked = item.locator(".checks__sentence").text_content() or ""
    assert asked.endswith("？")
    assert asked != TITLES[code][1].zh


def test_a_check_that_holds_states_it_and_one_still_to_run_asks(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    for item in page.locator(".checks__item").all():
        holds = item.get_attribute("class") == "checks__item checks__item--pass"
        sentence = item.locator(".checks__sentence").text_content() or ""
        assert sentence.endswith("。" if holds else "？"), sentence


def test_no_sentence_ends_twice_and_long_times_are_in_hours_and_days(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal, SEALED)
    press(page)
    assert "均相符。" in (page.locator("[data-code=C08]").text_content() or "")
    assert "。。" not in (page.locator(".checks").text_content() or "")
    opened(visit, portal, CLOSED)
    press(page)
    assert re.search("随机数出来前 42 小时已有见证", page.locator("[data-code=C10]").text_content() or "")
    module = json.dumps(portal.url("verify/page/say.js"))
    for minutes, said in ((60, "60 分钟"), (125, "2 小时 5 分钟"), (180, "3 小时"), (3751, "2 天 14 小时")):
        script = f"import({module}).then((say) => say.speaker()('前{minutes}分钟已有'))"
        assert page.evaluate(script) == f"前 {said}已有"


def test_titles_and_words_are_those_of_the_program(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    words = page.evaluate(f"import({json.dumps(portal.url('verify/page/words.js'))}).then((words) => ({{...words}}))")
    assert words["CHECKS"] == {code: [title.zh, sentence.zh] for code, (title, sentence) in TITLES.items()}
    assert set(words["MEANINGS"]) == set(TITLES)
    assert (words["EXCLUDED"], words["GROUNDS"], words["VOIDS"]) == (EXCLUDED, GROUNDS, VOIDS)
    assert {state: said[1] for state, said in words["OBJECTIONS"].items()} == {
        state: said.zh for state, said in STATE_WORDS.items()
    }
    assert words["SOURCES"] == {source: name.zh for source, name in BEACONS.items()}
    for source in BEACONS:
        args = f"say.beaconSaid({json.dumps(source)}, '12')"
        said = page.evaluate(f"import({json.dumps(portal.url('verify/page/say.js'))}).then((say) => {args})")
        assert said == beacon_said(source, "12")


def test_sentences_are_chinese_for_people(visit: Visit, portal: Portal) -> None:
    for draw in (OPEN, CEREMONY, WAITING):
        page = opened(visit, portal, draw)
        press(page)
        said = page.locator(".checks__reason, .findings > li > p:first-child, .notice li").all_text_contents()
        assert len(said) > 20
        assert [words for words in said if re.search(r"T[0-9]{2}:|[a-z]/[a-z]|drand-|lottery-|\ball\b", words)] == []
        assert [words for words in said if not words.endswith(("。", "？"))] == []


def test_each_check_says_what_was_compared_with_what(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    for item in page.locator(".checks__item").all():
        assert "对照" in (item.locator(".findings__what").text_content() or "")


def test_what_holds_is_never_shown_as_two_values_that_differ(visit: Visit, portal: Portal) -> None:
    for draw in (OPEN, KEYED, CEREMONY, WAITING):
        page = opened(visit, portal, draw)
        press(page)
        assert page.locator(".checks mark").count() == 0
        assert "实际是" not in (page.locator(".checks").text_content() or "")
    time = page.locator("[data-code=C12] .pair dd").all_text_contents()
    assert all(re.fullmatch("[0-9]{4}年.*[0-9]{2}:[0-9]{2}(:[0-9]{2})?", words) for words in time)


def test_what_a_check_that_holds_cannot_prove_is_said_with_what_to_do(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    limits = page.locator("details", has_text="也不能证明的几件事")
    limits.locator("summary").click()
    shown = limits.inner_text()
    does = ["名录是不是齐全", "检查是不是公正", "这个网页有没有被换过", "公共随机数"]
    wanted = [*does, "同属本局", "示例县档案馆", "异议", "离线核验"]
    assert [words for words in wanted if words not in shown] == []


# ---- altered evidence (each file in turn: test_altered_evidence.py) --------------------------------------------------


@pytest.mark.parametrize("name", ["frame.csv", "seed.txt", "selection.csv", "outcome.note"])
def test_a_missing_file_is_not_taken_for_an_honest_draw(visit: Visit, portal: Portal, name: str) -> None:
    portal.altered[f"draws/{OPEN}/{name}"] = None
    page = opened(visit, portal)
    press(page)
    assert page.locator(".verdict--pass").count() == 0
    assert "C07" in failing(page)


def test_a_failure_says_what_where_and_what_to_do(visit: Visit, portal: Portal, files: Files) -> None:
    path = f"draws/{OPEN}/seed.txt"
    altered = flipped(files[path])
    portal.altered[path] = altered
    page = opened(visit, portal)
    press(page)
    shown = page.locator(".failure").inner_text()
    values = [hashlib.sha256(data).hexdigest() for data in (files[path], altered)]
    wanted = [path, *values, "这意味着", "这不意味着", "不要只是刷新", "今天就告诉", "示例县档案馆", "异议"]
    assert [word for word in wanted if word not in shown] == []
    text = page.locator(".failure__text code").inner_text()
    assert [word for word in [path, *values, OPEN, page.url, "C07", "总账指纹", "请书面答复"] if word not in text] == []
    mail = page.locator(".failure a[href^='mailto:']").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=")
    assert "@" not in mail
    with page.expect_download() as coming:
        page.click(".failure__check button >> nth=0")
    assert Path(coming.value.path()).read_bytes() == altered
    with page.expect_download() as coming:
        page.click(".failure__text button:has-text('保存核对报告')")
    report = json.loads(Path(coming.value.path()).read_text())
    assert (report["draw"], report["verdict"], len(report["checks"])) == (OPEN, "fail", 20)


def test_of_two_values_only_what_differs_is_marked(visit: Visit, portal: Portal, files: Files) -> None:
    path = f"draws/{OPEN}/selection.csv"
    portal.altered[path] = files[path].replace(b"\n1,", b"\n7,", 1)
    page = opened(visit, portal)
    press(page)
    values = page.locator(".failure__check", has_text="C14").locator(".pair dd")
    assert values.locator("mark").all_text_contents() == ["7", "1"]
    assert [text[1:] for text in values.all_text_contents()] == [files[path].split(b"\n")[1].decode()[1:]] * 2


def test_the_text_to_send_can_be_copied(visit: Visit, portal: Portal, files: Files, context: BrowserContext) -> None:
    portal.altered[f"draws/{OPEN}/seed.txt"] = flipped(files[f"draws/{OPEN}/seed.txt"])
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(visit, portal)
    press(page)
    page.click("text=复制这段文字")
    page.wait_for_selector("text=已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".failure__text code").inner_text()


def test_a_broken_network_is_no_verdict(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    page.context.route(f"**/draws/{OPEN}/frame.csv", lambda route: route.abort())
    press(page)
    said = page.locator(".verdict--unknown").inner_text()
    assert "没有核对成" in said
    assert "网络" in said
    assert failing(page) == set()


# ---- where trust starts ----------------------------------------------------------------------------------------------

ROOTED = ("C01", "C02", "C03", "C04")


def test_until_the_fingerprint_is_compared_the_checks_that_need_it_say_so(
    visit: Visit, portal: Portal, genesis: str
) -> None:
    page = opened(visit, portal)
    press(page)
    assert {verdicts(page)[code] for code in ROOTED} == {"unknown"}
    for code in ROOTED:
        shown = page.locator(f"[data-code={code}]").inner_text()
        assert "成立（待比对起点）" in shown
        assert page.locator(f"[data-code={code}] > .checks__sentence").count() == 0
    assert "项算下来成立，只差一步：把起点指纹和纸上的比对一下" in page.locator(".verdict").inner_text()
    assert (page.locator(".check").text_content() or "").count("只差一步") == 1
    groups = page.locator(".check__root .fingerprint span").all_inner_texts()
    assert groups == re.findall("....", genesis)


def test_the_readers_yes_is_remembered_here_and_checked_again(visit: Visit, portal: Portal, genesis: str) -> None:
    page = opened(visit, portal)
    press(page)
    assert page.evaluate("localStorage.length") == 0
    page.click("text=一样，记住它")
    page.wait_for_selector("[data-code=C01][data-verdict=pass]")
    judged(page)
    assert {verdicts(page)[code] for code in ROOTED} == {"pass"}
    assert genesis in page.evaluate("localStorage.getItem('shuangsuiji:/zwgk/ssj/')")
    page.reload()
    press(page)
    assert {verdicts(page)[code] for code in ROOTED} == {"pass"}
    page.click("text=忘掉这台设备记住的")
    page.wait_for_selector("[data-code=C01][data-verdict=unknown]")
    assert page.evaluate("localStorage.length") == 0


def test_the_fingerprint_can_be_typed_from_paper(visit: Visit, portal: Portal, genesis: str) -> None:
    page = opened(visit, portal)
    press(page)
    page.click("text=把纸上的抄进来")
    page.fill("#check-typed", genesis[:8].upper() + " ")
    assert "到这里都一样（2 组）" in page.locator("#check-typed-said").inner_text()
    page.fill("#check-typed", genesis[:6] + ("0" if genesis[6] != "0" else "1"))
    assert "第 2 组不一样" in page.locator("#check-typed-said").inner_text()
    page.fill("#check-typed", " ".join(re.findall("....", genesis)))
    page.wait_for_selector("[data-code=C01][data-verdict=pass]")


def test_a_no_says_what_to_do_and_stores_nothing(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    page.click(".check__root button:text-is('不一样')")
    assert "不要只是刷新" in page.locator(".check__root").inner_text()
    assert page.evaluate("localStorage.length") == 0


def test_another_beginning_than_the_one_remembered_is_an_alarm(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    pin(page, "ab" * 32)
    press(page)
    assert "C02" in failing(page)
    assert "起点和您以前比对过的不一样" in page.locator(".check__root").inner_text()


def test_the_kept_checkpoint_shows_when_history_was_cut(visit: Visit, portal: Portal, files: Files) -> None:
    page = opened(visit, portal)
    press(page)
    page.click("text=保存今天的总账指纹")
    page.wait_for_selector("text=已经记在这台设备")
    page.reload()
    press(page)
    assert "C03" not in failing(page)
    assert "您在" in page.locator(".check__keep").inner_text()
    sizes = sorted(int(path.rpartition("/")[2]) for path in files if path.startswith("log/checkpoints/"))
    portal.altered["log/checkpoint"] = files[f"log/checkpoints/{sizes[-2]}"]
    press(page)
    assert "C03" in failing(page)


def test_a_checkpoint_kept_as_a_file_is_taken_back_on_another_device(
    visit: Visit, portal: Portal, files: Files, tmp_path: Path
) -> None:
    page = opened(visit, portal)
    press(page)
    with page.expect_download() as coming:
        page.click(".check__keep button:has-text('存成文件')")
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    assert kept.read_bytes() == files["log/checkpoint"]
    (tmp_path / "other.txt").write_text("something else")
    page.click("text=从前存过文件")
    page.set_input_files("#check-kept", tmp_path / "other.txt")
    page.wait_for_selector("text=这个文件不是从前在这里存下的总账指纹")
    sizes = sorted(int(path.rpartition("/")[2]) for path in files if path.startswith("log/checkpoints/"))
    portal.altered["log/checkpoint"] = files[f"log/checkpoints/{sizes[-2]}"]
    page.set_input_files("#check-kept", kept)
    page.wait_for_selector("[data-code=C03][data-verdict=fail]")
    judged(page)
    assert "您从前保存的总账指纹" in page.locator(".failure").inner_text()


# ---- the page under a portal's rules ---------------------------------------------------------------------------------


def test_plain_http_is_enough(visit: Visit, portal: Portal) -> None:
    page = visit.page
    page.goto(f"{portal.plain}draws/{OPEN}/index.html")
    assert page.evaluate("[isSecureContext, crypto.subtle, navigator.clipboard].filter(Boolean)") == []
    press(page)
    assert page.locator(".verdict--pass").count() == 1
    page.click("[data-code=C13] summary >> nth=0")
    page.click("[data-code=C13] summary >> nth=1")
    page.click("[data-code=C13] .copy")
    page.wait_for_selector("text=已选中，请按 Ctrl+C")
    assert page.evaluate("getSelection().toString()").startswith("sha256sum ")
    assert visit.complaints == []


def test_the_check_breaks_no_policy_and_asks_no_other_host(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    press(page)
    page.click("[data-sandbox] [data-start]")
    page.wait_for_selector(".sandbox__list")
    assert [url for url in visit.requests if not url.startswith(portal.base)] == []
    assert visit.complaints == []


def test_the_verifier_runs_in_a_worker_and_without_one_on_the_page(browser: Browser, portal: Portal) -> None:
    portal.altered.clear()
    context = browser.new_context()
    with_worker = watch(context)
    opened(with_worker, portal)
    verifier_s = "/verify/page/worker.js"  # the theme's search has a worker, too
    with with_worker.page.expect_worker(lambda worker: worker.url.endswith(verifier_s)):
        press(with_worker.page)
    context.add_init_script("delete self.Worker")
    without = watch(context)
    opened(without, portal)
    press(without.page)
    assert verdicts(without.page) == verdicts(with_worker.page)
    context.close()


def test_the_keyboard_alone_is_enough(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    page.locator("[data-check] [data-start]:enabled").wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-check] [data-start]')"):
            break
    page.keyboard.press("Enter")
    judged(page)
    assert page.evaluate("document.activeElement.className").startswith("verdict")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-code=C01][data-verdict=pass]")


def test_a_screen_reader_hears_the_beginning_the_way_and_the_end(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    page.evaluate("""() => {
      self.heard = [];
      new MutationObserver(() => {
        const place = document.querySelector("[data-live] [aria-live]");
        if (place && self.heard[self.heard.length - 1] !== place.textContent) self.heard.push(place.textContent);
      }).observe(document.querySelector("[data-live]"), { subtree: true, childList: true, characterData: true });
    }""")
    press(page)
    heard = page.evaluate("self.heard")
    assert heard[0] == "开始核对"
    assert any("已查完" in words for words in heard)
    assert heard[-1].startswith("核对完毕。您的浏览器把这次抽签重新算了一遍")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_state_scrolls_sideways_or_fades_into_its_ground(
    browser: Browser, portal: Portal, files: Files, scheme: str, width: int
) -> None:
    portal.altered.clear()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened(watch(context), portal)
    for altered in (False, True):
        if altered:
            portal.altered[f"draws/{OPEN}/seed.txt"] = flipped(files[f"draws/{OPEN}/seed.txt"])
        press(page)
        page.evaluate("document.querySelectorAll('[data-check] details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CONTRAST) == []
    portal.altered.clear()
    context.close()


PRINTED = """(words) => [...document.querySelectorAll(words)]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("altered", [False, True])
def test_paper_shows_the_verdict_and_no_buttons_whatever_the_screens_colours(
    browser: Browser, portal: Portal, files: Files, altered: bool
) -> None:
    portal.altered.clear()
    if altered:
        portal.altered[f"draws/{OPEN}/seed.txt"] = flipped(files[f"draws/{OPEN}/seed.txt"])
    context = browser.new_context(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    page = opened(watch(context), portal)
    press(page)
    page.emulate_media(media="print")
    assert page.locator(".verdict__title").is_visible()
    assert page.locator(".check__root .fingerprint").is_visible()
    assert page.locator(".failure__text pre").is_visible() is altered
    assert page.evaluate(PRINTED, ".check button, .check input, .check progress, [data-firm] *, [data-sandbox] *") == []
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # the theme lets colours change slowly
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".paper__code").is_visible()
    assert page.url in page.locator(".paper").inner_text()
    context.close()


PAPER = """(address) => {
  const picture = self.paperLine(address).querySelector(".paper__code");
  if (!picture) return null;
  const size = picture.viewBox.baseVal.width - 8; // four modules of white on each side
  const rows = Array.from({ length: size }, () => Array(size).fill(false));
  const squares = picture.firstChild.getAttribute("d").matchAll(/M(\\d+) (\\d+)h1v1h-1z/g);
  for (const [, x, y] of squares) rows[y - 4][x - 4] = true;
  return rows;
}"""


def test_the_code_on_paper_is_one_that_another_encoder_draws(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    module = json.dumps(portal.url("verify/page/paper.js"))
    page.evaluate(f"import({module}).then((found) => {{ self.paperLine = found.paperLine; }})")
    for length in (62, 84, 122, 213):  # these fill a version: segno pads shorter texts with a word too many
        address = "https://ssj.example/" + "x" * (length - 20)
        shown = page.evaluate(PAPER, address)
        others = []
        for mask in range(8):  # which one is chosen is left to the encoder
            code = segno.make(address, error="m", boost_error=False, mode="byte", mask=mask, micro=False)
            others.append([[bool(module) for module in row] for row in code.matrix])
        assert shown in others, length
    assert page.evaluate(PAPER, "https://ssj.example/" + "x" * 194) is None


# ---- the sandbox -----------------------------------------------------------------------------------------------------


def test_changing_one_character_changes_seed_tickets_and_list_at_once(
    visit: Visit, portal: Portal, files: Files
) -> None:
    page = opened(visit, portal)
    page.click("[data-sandbox] [data-start]")
    page.wait_for_selector(".sandbox__list")
    assert "一户不差" in page.locator(".sandbox__said").inner_text()
    changed = files[f"draws/{OPEN}/seed.txt"].decode().replace(OPEN, "2026-091", 1)
    page.fill("#sandbox-text", changed)
    seed = hashlib.sha256(changed.encode()).hexdigest()
    quotas = json.loads(files[f"draws/{OPEN}/commit.note"].decode().rpartition("\n\n")[0])["quotas"]
    sizes = {quota["stratum"]: quota["size"] for quota in quotas}
    drawn = select(parse_frame(files[f"draws/{OPEN}/frame.csv"]), sizes, seed)
    shown = page.locator(".sandbox__columns > div").nth(1).locator("li .code").all_inner_texts()
    assert shown == [row.object_id for row in drawn][: len(shown)]
    assert seed in page.locator(".sandbox__out").inner_text()
    page.fill("#sandbox-id", "91441624MA4X0000X1")
    ticket = hashlib.sha256(f"{seed}:object:91441624MA4X0000X1".encode()).hexdigest()
    assert ticket in page.locator(".sandbox__out").inner_text()
    page.click("text=恢复原样")
    assert "一户不差" in page.locator(".sandbox__said").inner_text()
    page.click("text=替我改一个字")
    assert "还会抽中" in page.locator(".sandbox__said").inner_text()
