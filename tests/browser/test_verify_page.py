"""The check of a draw in the reader's own browser: one press, every verdict, on honest and on altered evidence."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from portal import Files, Portal, Visit, built, failing, judged, press, serving, verdicts, watch
from test_site_browser import CONTRAST

from publisher.draw.identifiers import parse_time
from publisher.draw.selection import select
from publisher.draw.tables import parse_frame
from publisher.site.words import EXCLUDED, GROUNDS
from publisher.verify import Held, verify
from publisher.verify.titles import TITLES
from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("verify_page")

ROOT = Path(__file__).parents[2]
OPEN, BLINDED, CEREMONY, WAITING, VOID = "2026-001", "2026-003", "2026-005", "2026-008", "2026-002"
DRAWS = [f"2026-{number:03d}" for number in range(1, 9)]


@pytest.fixture(scope="module")
def files() -> Files:
    return published_files(ROOT)


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


def pin(page: Page, genesis: str) -> None:
    """What the page remembers once its reader has compared the fingerprint."""
    value = json.dumps({"genesis": genesis, "compared": "2026-10-15T01:00:00.000Z"})
    page.evaluate("(value) => localStorage.setItem(`shuangsuiji:/zwgk/ssj/`, value)", value)


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


@pytest.mark.parametrize("draw", DRAWS)
def test_one_press_says_of_every_check_what_the_other_verifier_says(
    visit: Visit, portal: Portal, files: Files, now: datetime, genesis: str, draw: str
) -> None:
    page = opened(visit, portal, draw)
    pin(page, genesis)
    press(page)
    expected = judged_by_python(files, now, draw, genesis)
    if draw == WAITING:
        expected["C04"] = "pass"  # not closed yet: Python waits for the close's quorum, JavaScript judges the newest
    assert_same(verdicts(page), expected)
    assert failing(page) == set()


@pytest.mark.parametrize("draw", [OPEN, BLINDED, CEREMONY])
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
    assert "2026年10月17日 10:00" in said
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
    page = opened(visit, portal)
    press(page)
    for item in page.locator(".checks__item--unknown").all():
        assert item.locator(".checks__reason").first.inner_text()


def test_titles_and_words_are_those_of_the_program(visit: Visit, portal: Portal) -> None:
    page = opened(visit, portal)
    words = page.evaluate(f"import({json.dumps(portal.url('verify/page/words.js'))}).then((words) => ({{...words}}))")
    assert words["CHECKS"] == {code: [title.zh, sentence.zh] for code, (title, sentence) in TITLES.items()}
    assert set(words["MEANINGS"]) == set(TITLES)
    assert (words["EXCLUDED"], words["GROUNDS"]) == (EXCLUDED, GROUNDS)


# ---- altered evidence ------------------------------------------------------------------------------------------------


def flipped(data: bytes) -> bytes:
    """The file with one character changed, so that it stays text: in its middle, or in a checkpoint's root."""
    checkpoint = re.match(rb"[^\n]+\n[0-9]+\n", data)
    if checkpoint:
        at = checkpoint.end()
        return data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :]
    at = next(at for at in range(len(data) // 2, len(data)) if data[at : at + 1].isdigit())
    return data[:at] + (b"7" if data[at : at + 1] != b"7" else b"3") + data[at + 1 :]


def evidence_of(files: Files) -> dict[str, set[str]]:
    """Every file of the draw, and one of each kind beside it → the checks that fail when one character changes."""
    row = next(path for path in sorted(files) if path.startswith(f"draws/{OPEN}/rows/"))
    commit = files[f"draws/{OPEN}/commit.note"].decode()
    rosters = [f"data/{name}" for name in dict.fromkeys(re.findall(r"snapshots/[0-9a-f]{64}\.csv", commit))]
    bundle = next(path for path in sorted(files) if path.startswith("log/tile/entries/"))
    own = {path: {"C07"} for path in sorted(files) if path.startswith(f"draws/{OPEN}/") and "/rows/" not in path}
    for name, codes in MORE.items():
        own[f"draws/{OPEN}/{name}"] |= codes
    shared = {
        "log/checkpoint": {"C02"},
        "log/checkpoints/12": {"C03", "C10"},
        "keys/trust.json": {"C01"},
        bundle: {"C02"},
    }
    return {**own, row: {"C07", "C17"}, **{path: {"C07"} for path in rosters}, **shared}


MORE = {
    "beacon.json": {"C12"},
    "changes/0001.csv": {"C16"},
    "frame.csv": {"C08"},
    "order.json": {"C08", "C09"},
    "panel.csv": {"C08", "C09", "C15"},
    "seed.txt": {"C13"},
    "selection.csv": {"C14"},
    "teams.csv": {"C15"},
}
EVIDENCE = evidence_of(published_files(ROOT))


@pytest.mark.parametrize("path", EVIDENCE)
def test_one_changed_character_fails_the_checks_that_rest_on_that_file_and_names_it(
    visit: Visit, portal: Portal, files: Files, path: str
) -> None:
    portal.altered[path] = flipped(files[path])
    page = opened(visit, portal)
    press(page)
    assert failing(page) == EVIDENCE[path]
    assert page.locator(".verdict--fail").count() == 1
    assert path in page.locator(".failure__finding a code").all_inner_texts()


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
        assert "还没有和纸上的起点指纹比对" in page.locator(f"[data-code={code}]").inner_text()
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


# ---- the page under a portal's rules ---------------------------------------------------------------------------------


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
    with with_worker.page.expect_worker() as coming:
        press(with_worker.page)
    assert coming.value.url.endswith("/verify/page/worker.js")
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


# ---- the sandbox -----------------------------------------------------------------------------------------------------


def test_changing_one_character_changes_seed_tickets_and_list_at_once(
    visit: Visit, portal: Portal, files: Files
) -> None:
    page = opened(visit, portal)
    page.click("[data-sandbox] [data-start]")
    page.wait_for_selector(".sandbox__list")
    assert "一户不差" in page.locator(".sandbox__said").inner_text()
    changed = files[f"draws/{OPEN}/seed.txt"].decode().replace("2026-001", "2026-091", 1)
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


# ---- by hand ---------------------------------------------------------------------------------------------------------

BY_HAND = """() => [...document.querySelectorAll(".findings li:has(.shell)")].map((item) => {
  const code = item.closest(".checks__item").dataset.code;
  const expected = item.querySelector(".findings__says .hash");
  return [code, item.querySelector(".shell code").textContent, expected ? expected.textContent : ""];
})"""


@pytest.mark.parametrize("draw", [OPEN, BLINDED, CEREMONY])
def test_the_lines_for_the_shell_print_what_the_page_says(visit: Visit, portal: Portal, draw: str) -> None:
    page = opened(visit, portal, draw)
    press(page)
    lines = page.evaluate(BY_HAND)
    assert {code for code, _, _ in lines} >= {"C02", "C06", "C07", "C11", "C13", "C14"}
    for code, line, expected in {tuple(found) for found in lines}:
        done = subprocess.run(["bash", "-c", line], cwd=portal.folder, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        assert done.returncode == 0, (code, line, said)
        if "pkeyutl" in line:
            assert "Signature Verified Successfully" in said, (code, line, said)
        else:
            assert expected, (code, line)
            assert expected in said, (code, line, said)
