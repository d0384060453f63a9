"""查我的单位: a name, a code or a receipt, answered from small files and computed in the reader's browser."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import segno
from contrast import CONTRAST
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route
from portal import Files, Portal, Visit, built, draw_with, draws_of, fires, serving, watch
from small_bureau import BLINDED, Bureau, found
from test_site_browser import HOSTILE, with_hostile_names

from publisher.ceremony.receipts import issue_receipt, receipt_qr
from publisher.demo import acts
from publisher.draw.blinding import Receipt
from publisher.draw.evidence import json_text
from publisher.draw.identifiers import parse_time
from publisher.draw.tables import parse_frame, parse_selection
from publisher.rules.exclusions import CLEAN_TWICE, CODES, VISITED
from publisher.site.contents.results import objection_terms_open, results_by_year
from publisher.site.lookup.finding import COMMON, FIRMS_TARGET, TERMS_TARGET, base36, deltas, find_files, ranges
from publisher.site.lookup.shards import cut
from publisher.site.lookup.standing import TARGET
from publisher.site.read.view import View, read_view
from publisher.verify import Held, lookup
from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("firm_page")

ROOT = Path(__file__).parents[2]
FILES = published_files(ROOT)
OPEN, KEYED = draw_with(FILES, "changes/0001.csv"), draw_with(FILES, "frame-key.txt", "outcome.note")
CLOSED = draw_with(FILES, "close.note", without=("outcome.note",))
STRATIFIED = next(draw for draw in draws_of(FILES) if FILES[f"draws/{draw}/order.json"].count(b'"stratum"') > 1)
SECRET = "2026-001"  # the small bureau's only draw: blinded, and its frame key stays in the offices
BUDGET = 200_000


@pytest.fixture(scope="module")
def files() -> Files:
    return FILES


@pytest.fixture(scope="module")
def view(files: Files) -> View:
    return read_view(files, parse_time(json.loads(files["data/bureau.json"])["now"]))


@pytest.fixture(scope="module")
def portal(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(files, tmp_path_factory.mktemp("firm"))) as served:
        yield served


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau whose only draw is blinded and concluded, without any result: nothing opens a name but a receipt."""
    bureau = found(tmp_path_factory.mktemp("blinded") / "bureau")
    stage = bureau.stage("2026-04-03T09:00:00+08:00")
    acts.commit(stage, BLINDED, "04-08 10:00")
    acts.close(stage, SECRET, "04-08 16:00")
    acts.conclude(stage, SECRET, "04-08 18:40")
    return bureau


@pytest.fixture(scope="module")
def secret(bureau: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(published_files(bureau.root), tmp_path_factory.mktemp("secret"))) as served:
        yield served


@pytest.fixture(scope="module")
def receipts(bureau: Bureau) -> Callable[[bool], Receipt]:
    """The receipt of a firm that was drawn, or of one that wasn't."""
    desk = bureau.desk("draw", "2026-07-01T09:00:00+08:00")
    selection = bureau.workspace.draw_file(SECRET, "selection.csv") or b""
    drawn = {row.object_id for row in parse_selection(selection)}
    roster = next(
        data
        for path, data in published_files(bureau.root).items()
        if "/snapshots/" in path and b"object_id,name" in data[:20]
    )
    issued = []
    for line in roster.decode().splitlines()[1:]:
        try:
            issued.append(issue_receipt(desk, SECRET, line.split(",")[0]))
        except Exception:  # not in this draw's frame
            continue

    def one(was_drawn: bool) -> Receipt:
        return next(each for each in issued if (each.alias in drawn) == was_drawn and not each.excluded)

    return one


@pytest.fixture
def context(browser: Browser, portal: Portal, secret: Portal) -> Iterator[BrowserContext]:
    portal.altered.clear()
    secret.altered.clear()
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext) -> Visit:
    return watch(context)


def search(page: Page, text: str) -> None:
    page.fill("#firm-input", text)
    page.press("#firm-input", "Enter")


def card(page: Page, draw: str) -> Locator:
    """The card of a draw, opened by its page's own search."""
    place = page.locator(f".standing[data-draw='{draw}']")
    place.wait_for()
    return place


def on_draw(visit: Visit, portal: Portal, draw: str, text: str) -> Locator:
    visit.page.goto(portal.url(f"draws/{draw}/index.html"))
    search(visit.page, text)
    return card(visit.page, draw)


def of_each_kind(files: Files, draw: str) -> list[str]:
    """Firms of an open draw: the first and last drawn, an undrawn, an excluded one."""
    rows = parse_frame(files[f"draws/{draw}/frame.csv"])
    drawn = [row.object_id for row in parse_selection(files[f"draws/{draw}/selection.csv"])]
    spared = next(row.object_id for row in rows if not row.excluded and row.object_id not in drawn)
    return [drawn[0], drawn[-1], spared, *[row.object_id for row in rows if row.excluded][:1]]


# ---- what a firm is told ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [OPEN, STRATIFIED])
def test_a_firm_is_told_what_the_program_tells(visit: Visit, portal: Portal, files: Files, draw: str) -> None:
    for object_id in of_each_kind(files, draw):
        (expected,) = lookup(Held(files), object_id, draw=draw)
        shown = on_draw(visit, portal, draw, object_id)
        text = shown.inner_text()
        if expected.excluded:
            assert "不参加抽签" in text
            assert "已不在经营状态" in text
            continue
        assert (shown.get_attribute("data-kind") == "drawn") == bool(expected.drawn or expected.team)
        assert expected.ticket in text
        assert expected.last in text
        assert f"第 {expected.place}，" in text
        assert f"（{expected.chance}，" in text
        assert [inspector for inspector in expected.team if inspector not in text] == []
        if expected.rank:
            assert f"总第 {expected.rank} 位" in text


def test_the_literal_text_hashes_to_the_ticket_by_hand(visit: Visit, portal: Portal, files: Files) -> None:
    object_id = of_each_kind(files, OPEN)[2]
    shown = on_draw(visit, portal, OPEN, object_id)
    shown.get_by_text("签号是怎么算出来的").click()
    literal = shown.locator(".standing__literal").inner_text()
    seed = hashlib.sha256(files[f"draws/{OPEN}/seed.txt"]).hexdigest()
    assert literal == f"{seed}:object:{object_id}"
    assert hashlib.sha256(literal.encode()).hexdigest() in shown.inner_text()


def test_what_small_files_can_prove_is_checked_here_and_the_rest_is_said(
    visit: Visit, portal: Portal, files: Files
) -> None:
    shown = on_draw(visit, portal, OPEN, of_each_kind(files, OPEN)[0])
    shown.locator(".findings .mark--pass").nth(4).wait_for()
    assert "没有逐一核对" in shown.inner_text()
    assert "现在就核对" in shown.inner_text()


def test_an_altered_selection_does_not_go_unseen(visit: Visit, portal: Portal, files: Files) -> None:
    path = f"draws/{OPEN}/selection.csv"
    first = of_each_kind(files, OPEN)[0]
    portal.altered[path] = files[path].replace(first.encode(), b"91441624DMAAAAAAAA")
    shown = on_draw(visit, portal, OPEN, first)
    shown.locator(".findings .mark--fail").first.wait_for()
    assert "不一样" in shown.inner_text()
    shown.locator(".notice--warn", has_text="不要只是刷新").wait_for()
    assert "现在就核对" in shown.locator(".notice--warn").inner_text()


def test_a_chance_is_shown_as_people_feel_it(visit: Visit, portal: Portal, files: Files) -> None:
    shown = on_draw(visit, portal, OPEN, of_each_kind(files, OPEN)[2])
    assert re.search(r"约 1/[0-9]+（[0-9]+/[0-9]+，[0-9.]+%）", shown.inner_text())
    assert shown.locator(".dots .on").count() == 1


def test_a_draw_to_come_is_pending_with_its_time(visit: Visit, portal: Portal, files: Files) -> None:
    row = next(row for row in parse_frame(files[f"draws/{CLOSED}/frame.csv"]) if not row.excluded)
    shown = on_draw(visit, portal, CLOSED, row.object_id)
    assert "在名单里，还没有抽签" in shown.inner_text()
    assert fires(FILES, CLOSED) in shown.inner_text()


def test_how_to_object_stands_beside_the_result(visit: Visit, portal: Portal, files: Files) -> None:
    shown = on_draw(visit, portal, OPEN, of_each_kind(files, OPEN)[0])
    assert "15个工作日内" in shown.inner_text()


# ---- finding it ------------------------------------------------------------------------------------------------------


def test_a_re_check_is_not_counted_among_corrections(visit: Visit, portal: Portal, view: View) -> None:
    draw, one = next((d, one) for d in view.draws for one in d.drawn for row in one.results if row.re_checks)
    shown = on_draw(visit, portal, draw.draw, one.object.id)
    assert shown.locator("summary", has_text="复查").text_content() == one.later == "更正过 1 次，复查 1 次"


def test_a_part_of_the_name_is_enough(visit: Visit, portal: Portal, view: View) -> None:
    firm = random.Random(3).choice(view.rosters.objects)
    part = firm.name[3:7]
    same = [row for row in view.rosters.objects if part in row.name]
    visit.page.goto(portal.url("firm.html"))
    search(visit.page, part)
    if len(same) == 1:
        visit.page.locator(".firm__name", has_text=firm.object_id).wait_for()
    else:
        visit.page.locator(".choices", has_text=firm.object_id).wait_for()


def test_every_firm_is_found_by_its_whole_name(visit: Visit, portal: Portal, view: View) -> None:
    visit.page.goto(portal.url("firm.html"))
    for firm in random.Random(5).sample(view.rosters.objects, 12):
        search(visit.page, f" {firm.name} ")
        visit.page.locator(".firm__name", has_text=firm.object_id).wait_for()


def test_many_firms_of_one_word_can_be_chosen_from(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url("firm.html"))
    search(visit.page, "建筑")
    visit.page.wait_for_selector(".choices")
    assert "请选一家" in visit.page.locator("[data-said]").inner_text()
    chosen = visit.page.locator(".choices li").nth(2)
    name = chosen.locator("button").inner_text()
    chosen.locator("button").click()
    visit.page.locator(".firm__name", has_text=name).wait_for()


def test_nothing_found_says_what_it_means(visit: Visit, portal: Portal) -> None:
    visit.page.goto(portal.url("firm.html"))
    search(visit.page, "没有这家单位啊")
    visit.page.wait_for_selector("text=没有找到")
    assert "不会被抽到" in visit.page.locator("[data-answer]").inner_text()
    search(visit.page, "91440000NOBODY001X")
    visit.page.wait_for_selector("text=不在任何一份抽签用过的名录里")


def test_a_link_with_the_code_opens_the_answer(visit: Visit, portal: Portal, files: Files) -> None:
    object_id = of_each_kind(files, OPEN)[0]
    visit.page.goto(portal.url(f"firm.html#{object_id}"))
    visit.page.locator(".firm__name", has_text=object_id).wait_for()
    other = of_each_kind(files, OPEN)[2]
    search(visit.page, other)
    visit.page.locator(".firm__name", has_text=other).wait_for()
    assert visit.page.url.endswith(f"#{other}")


def part_of_one_name(view: View) -> tuple[str, str]:
    """Two characters that stand in the name of one firm alone, and that firm's code."""
    names = [(row.name, row.object_id) for row in view.rosters.objects]
    parts = ((name[at : at + 2], code) for name, code in names for at in range(len(name) - 1))
    return next((part, code) for part, code in parts if sum(part in name for name, _ in names) == 1)


def test_the_first_page_asks_for_the_firm_and_the_firms_page_answers(visit: Visit, portal: Portal, view: View) -> None:
    part, code = part_of_one_name(view)
    visit.page.set_viewport_size({"width": 360, "height": 800})
    visit.page.goto(portal.url("index.html"), wait_until="networkidle")
    field = visit.page.locator("#firm-input:enabled")
    box = field.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800  # without scrolling
    search(visit.page, part)
    visit.page.locator(".firm__name", has_text=code).wait_for()
    assert visit.page.url == portal.url(f"firm.html#{code}")
    assert not any(part in unquote(url.partition("#")[0]) for url in visit.requests)
    assert visit.complaints == []


@pytest.mark.parametrize("path", ["index.html", "firm.html", "draws/index.html", "en/index.html"])
def test_the_sites_search_says_where_firms_are_found(visit: Visit, portal: Portal, view: View, path: str) -> None:
    part, code = part_of_one_name(view)
    visit.page.goto(portal.url(path), wait_until="networkidle")
    visit.page.click("input[name=query]")
    visit.page.fill("input[name=query]", part)
    visit.page.press("input[name=query]", "End")
    visit.page.wait_for_load_state("networkidle")
    line = visit.page.locator(".md-search-result__meta").locator("xpath=../preceding-sibling::p")
    assert "查我的单位" in line.inner_text()
    assert part in line.inner_text()
    line.locator("a").click()
    visit.page.locator(".firm__name", has_text=code).wait_for()
    assert not visit.page.locator("#__search").is_checked()
    assert visit.complaints == []


@pytest.mark.parametrize("path", ["roster/objects.html", "roster/changes.html", "results.html", "drawn.html"])
def test_a_firms_name_leads_to_all_that_is_known_of_it(visit: Visit, portal: Portal, path: str) -> None:
    visit.page.goto(portal.url(path))
    link = visit.page.locator("tbody a.who").first
    name = link.inner_text()
    link.click()
    visit.page.locator("h2.firm__name", has_text=name).wait_for()
    visit.page.locator("[data-said]", has_text="查到了").wait_for()


def test_whoever_types_the_next_name_is_not_pulled_away_from_it(visit: Visit, portal: Portal, files: Files) -> None:
    first, other = of_each_kind(files, OPEN)[0], of_each_kind(files, OPEN)[2]
    held: list[Route] = []
    waiting = True
    visit.page.route("**/find/2*/**", lambda route: held.append(route) if waiting else route.continue_())
    visit.page.goto(portal.url("firm.html"))
    search(visit.page, first)
    visit.page.locator(".firm__name:focus", has_text=first).wait_for()
    visit.page.fill("#firm-input", other)
    waiting = False  # until here, the draws' own files didn't arrive
    for route in held:
        route.continue_()
    visit.page.locator("[data-said]", has_text="查到了").wait_for()
    assert held
    assert visit.page.evaluate("document.activeElement.id") == "firm-input"
    visit.page.keyboard.press("Enter")
    visit.page.locator(".firm__name", has_text=other).wait_for()


def drawn_in(view: View, object_id: str) -> list[str]:
    """The draws of which pages say that the firm was drawn, newest first."""
    return [draw.draw for draw in view.draws if any(one.rank and one.object.id == object_id for one in draw.drawn)]


def told(visit: Visit, portal: Portal, object_id: str) -> str:
    """Everything that the page tells a firm at first."""
    visit.page.goto("about:blank")
    visit.page.goto(portal.url(f"firm.html#{object_id}"))
    visit.page.locator("[data-said]", has_text="查到了").wait_for()
    return visit.page.inner_text("[data-answer]")


def test_the_first_line_names_all_draws_in_which_the_firm_was_drawn(visit: Visit, portal: Portal, view: View) -> None:
    oldest = view.draws[-1].drawn[0].object.id
    opened = next(draw for draw in view.draws if draw.people.blinded and draw.people.openings)
    often = max((one.object.id for one in view.draws[-1].drawn), key=lambda firm: len(drawn_in(view, firm)))
    for firm in (oldest, next(one.object.id for one in opened.drawn if one.object.id), often):
        draws = drawn_in(view, firm)
        assert f"抽中 {len(draws)} 次：{'、'.join(draws)}" in told(visit, portal, firm)
        cards = visit.page.eval_on_selector_all(".standing", "(cards) => cards.map((card) => card.dataset.draw)")
        assert [draw for draw in cards if "N" not in draw][: len(draws)] == draws


def test_whoever_was_never_drawn_is_told_over_all_draws(visit: Visit, portal: Portal, view: View) -> None:
    firm = next(row.object_id for row in view.rosters.objects if not drawn_in(view, row.object_id))
    done = [draw for draw in view.draws if draw.state.kind == "done"]
    assert f"已抽签的 {len(done)} 次抽查中，没有抽中过" in told(visit, portal, firm)


def test_paper_tells_what_the_screen_tells_and_what_is_missing(visit: Visit, portal: Portal, files: Files) -> None:
    told(visit, portal, of_each_kind(files, OPEN)[0])
    visit.page.emulate_media(media="print")
    for words in ("次抽查中，抽中", "次抽查没有列在这里：", "不在名单里的"):
        assert visit.page.get_by_text(words).is_visible()


def test_all_draws_can_be_seen(visit: Visit, portal: Portal, view: View, files: Files) -> None:
    object_id = of_each_kind(files, OPEN)[0]
    told(visit, portal, object_id)
    visit.page.locator("button", has_text="再看其余的").click()
    visit.page.locator("button", has_text="再看其余的").wait_for(state="detached")
    visit.page.locator(".standing").nth(len(draws_of(files)) - 1).wait_for(state="attached")
    order = visit.page.eval_on_selector_all(".standing", "(cards) => cards.map((card) => card.dataset.draw)")
    assert sorted(order) == draws_of(files)
    others = [draw for draw in order if draw not in drawn_in(view, object_id)]
    listed = visit.page.locator("[data-answer] > div > .standing").count()
    assert 0 < listed < len(order)  # the lists that the firm isn't on stand together at the end
    shown_first, absent = others[: len(others) + listed - len(order)], order[listed:]
    assert shown_first == sorted(shown_first, reverse=True)
    assert absent == sorted(absent, reverse=True)
    assert all(draw in visit.page.inner_text(".firm__absent summary") for draw in absent)
    focused = visit.page.evaluate("document.activeElement.closest('.standing').dataset.draw")
    assert focused in shown_first


def test_what_other_pages_say_of_a_firm_is_told_here_too(visit: Visit, portal: Portal, view: View) -> None:
    lines = [line for made in results_by_year(view) for line in made.lines]
    outside = next(line for line in lines if not line.link)
    text = told(visit, portal, outside.object_id)
    assert all(words in text for words in (outside.draw, outside.task, outside.codes, f"第 {outside.position} 条"))
    assert f"抽签以外检查 1 次：{outside.draw}" in text
    objected = next(line for line in lines if line.objection)
    assert objected.objection in told(visit, portal, objected.object_id)
    gone = next(one for draw in view.draws for one in draw.drawn if one.replaced and one.result)
    text = told(visit, portal, gone.object.id)
    assert gone.result is not None
    assert all(words in text for words in ("已由增补单位代替", gone.result.codes))


def test_a_firm_is_told_until_when_and_where_it_may_object(visit: Visit, portal: Portal, view: View) -> None:
    row, until = next(iter(objection_terms_open(view).items()))
    firm = next(one.object.id for draw in view.draws for one in draw.drawn for r in one.results if r.row == row)
    text = told(visit, portal, firm)
    assert f"异议期至 {until}" in text
    assert all(words in text for words in (view.bureau.objections, view.bureau.office, view.bureau.phone))


def test_why_a_firm_is_not_drawn_is_said_in_words(visit: Visit, portal: Portal, files: Files, view: View) -> None:
    for code in (VISITED, CLEAN_TWICE):
        draw, firm = next(
            (draw, row.object_id)
            for draw in draws_of(files)
            for row in parse_frame(files[f"draws/{draw}/frame.csv"])
            if row.excluded == code and not view.by_number[draw].people.blinded
        )
        text = on_draw(visit, portal, draw, firm).inner_text()
        assert f"原因：{CODES[code].zh}" in text


def test_the_keyboard_alone_is_enough(visit: Visit, portal: Portal, view: View) -> None:
    visit.page.goto(portal.url("firm.html"))
    visit.page.locator("#firm-input:enabled").focus()
    visit.page.keyboard.type(view.rosters.objects[0].object_id)
    visit.page.keyboard.press("Enter")
    visit.page.locator(".standing").first.wait_for()
    visit.page.locator(".firm__name:focus").wait_for()


def test_nothing_is_loaded_before_it_is_asked_for_and_nothing_from_elsewhere(
    visit: Visit, portal: Portal, files: Files
) -> None:
    visit.page.goto(portal.url("firm.html"), wait_until="networkidle")
    assert not any("/find/" in url or "noble" in url for url in visit.requests)
    search(visit.page, of_each_kind(files, OPEN)[0])
    visit.page.locator("[data-said]", has_text="查到了").wait_for()
    assert [url for url in visit.requests if not url.startswith(portal.base)] == []
    assert visit.complaints == []


# ---- blinded draws ---------------------------------------------------------------------------------------------------


def test_without_a_receipt_the_page_says_what_can_be_said(
    visit: Visit, secret: Portal, receipts: Callable[[bool], Receipt]
) -> None:
    shown = on_draw(visit, secret, SECRET, receipts(True).opening.object_id)
    text = shown.inner_text()
    assert "名单暂不公开姓名" in text
    assert "凭条在检查时发给" in text
    assert "抽中" not in text.replace("抽中了哪些代号", "")


@pytest.mark.parametrize("drawn", [True, False])
def test_with_the_receipt_a_blinded_draw_is_as_open_as_any(
    visit: Visit, secret: Portal, bureau: Bureau, receipts: Callable[[bool], Receipt], drawn: bool
) -> None:
    receipt = receipts(drawn)
    visit.page.goto(secret.url(f"draws/{SECRET}/index.html"))
    visit.page.click("text=我有核验凭条")
    visit.page.fill("#firm-receipt", "\n" + receipt.text.replace("\n", "\r\n"))
    visit.page.click("text=用凭条查")
    shown = card(visit.page, SECRET)
    (expected,) = lookup(Held(published_files(bureau.root)), receipt.opening.object_id, draw=SECRET, receipt=receipt)
    assert expected.drawn is drawn
    text = shown.inner_text()
    assert "凭条与公布的名单相符" in text
    assert expected.ticket in text
    assert (shown.get_attribute("data-kind") == "drawn") is drawn
    shown.locator(".findings .mark--pass").nth(4).wait_for()


PHOTOGRAPH = """<body style="margin:0; background:#777"><div style="margin:60px 90px; width:620px; background:#f4f1e8;
  transform: perspective(1100px) rotateY(9deg) rotateX(-7deg) rotate(6deg)">
  <p style="font-size:26px; padding:20px">核验凭条</p>
  <img alt="" style="width:560px; padding:30px" src="data:image/svg+xml;base64,{code}"></div></body>"""


def photograph(browser: Browser, receipt: Receipt) -> bytes:
    """A receipt on a table, not quite straight, as JPEG."""
    page = browser.new_page(viewport={"width": 900, "height": 900})
    page.set_content(PHOTOGRAPH.replace("{code}", base64.b64encode(receipt_qr(receipt)).decode()))
    page.wait_for_function("document.querySelector('img').complete")
    data = page.screenshot(type="jpeg", quality=60)
    page.close()
    return data


def test_a_receipt_is_read_from_a_photograph_also_on_plain_http(
    visit: Visit, secret: Portal, browser: Browser, receipts: Callable[[bool], Receipt], tmp_path: Path
) -> None:
    receipt = receipts(True)
    visit.page.goto(f"{secret.plain}draws/{SECRET}/index.html")
    visit.page.click("text=我有核验凭条")
    picture = tmp_path / "凭条.jpg"
    picture.write_bytes(photograph(browser, receipt))
    visit.page.set_input_files("#firm-image", picture)
    shown = card(visit.page, SECRET)
    assert "凭条与公布的名单相符" in shown.inner_text()
    assert visit.page.input_value("#firm-receipt") == receipt.text


@pytest.mark.parametrize(
    ("name", "words"),
    [("empty.jpg", "读不出这张图片"), ("wall.jpg", "没有找到二维码"), ("other.png", "不是凭条的内容")],
)
def test_a_picture_without_a_receipt_is_said_to_be_one(
    visit: Visit, secret: Portal, browser: Browser, tmp_path: Path, name: str, words: str
) -> None:
    if name == "other.png":
        segno.make("https://example.cn/").save(str(tmp_path / name), scale=5)
    elif name == "wall.jpg":
        page = browser.new_page()
        page.screenshot(path=tmp_path / name, type="jpeg")
        page.close()
    else:
        (tmp_path / name).write_bytes(b"")
    visit.page.goto(secret.url(f"draws/{SECRET}/index.html"))
    visit.page.click("text=我有核验凭条")
    visit.page.set_input_files("#firm-image", tmp_path / name)
    said = visit.page.locator("[data-receipt-said]", has_text=words)
    said.wait_for()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stratum": "other"}, "凭条写的分组是 other"),
        ({"excluded": "inactive"}, "能否参加抽签与公布的不一样"),
        ({"genesis": "ab" * 32}, "不是这本总账的"),
        ({"opening": {"salt": "cd" * 32}}, "不在公布的名单里"),
    ],
)
def test_a_receipt_that_disagrees_is_evidence_to_keep(
    visit: Visit, secret: Portal, receipts: Callable[[bool], Receipt], change: dict[str, object], words: str
) -> None:
    value = json.loads(receipts(True).text)
    changed = {**value, **change}
    if isinstance(change.get("opening"), dict):
        changed["opening"] = {**value["opening"], **change["opening"]}  # type: ignore[dict-item]
    visit.page.goto(secret.url(f"draws/{SECRET}/index.html"))
    visit.page.click("text=我有核验凭条")
    visit.page.fill("#firm-receipt", json_text(changed))
    visit.page.click("text=用凭条查")
    warning = visit.page.locator(".standing .notice--warn")
    warning.wait_for()
    assert words in warning.inner_text()
    assert "请保存好凭条原件，不要只是刷新" in warning.inner_text()


def test_text_that_is_no_receipt_is_answered_kindly(visit: Visit, secret: Portal) -> None:
    visit.page.goto(secret.url(f"draws/{SECRET}/index.html"))
    visit.page.click("text=我有核验凭条")
    for text, words in (("你好", "从 { 开始"), ('{"draw": "2026-001"}', "内容不全")):
        visit.page.fill("#firm-receipt", text)
        visit.page.click("text=用凭条查")
        visit.page.locator("[data-receipt-said]", has_text=words).wait_for()


def test_a_published_frame_key_opens_every_name_here(visit: Visit, portal: Portal, files: Files) -> None:
    commit = json.loads(files[f"draws/{KEYED}/commit.note"].decode().rpartition("\n\n")[0])
    roster = next(
        data
        for name in commit["files"]
        if name.startswith("snapshots/") and (data := files[f"data/{name}"]).startswith(b"object_id")
    )
    seen = set()
    for line in roster.decode().splitlines()[1:]:
        (expected,) = lookup(Held(files), line.split(",")[0], draw=KEYED)
        kind = (expected.in_frame, expected.drawn, expected.excluded)
        if kind in seen:
            continue
        seen.add(kind)
        shown = on_draw(visit, portal, KEYED, expected.row if not expected.row else line.split(",")[0])
        assert (shown.get_attribute("data-kind") == "drawn") == bool(expected.drawn)
        assert expected.ticket in shown.inner_text()
        if len(seen) == 3:
            return
    pytest.fail(f"not every kind was met: {seen}")


# ---- however many there are ------------------------------------------------------------------------------------------


def names(number: int) -> Iterator[tuple[str, str]]:
    """Made-up firms with common words and rare ones."""
    chance = random.Random(7)
    rare = [chr(0x4E00 + chance.randrange(3000)) for _ in range(900)]
    for index in range(number):
        brand = "".join(chance.choice(rare) for _ in range(chance.choice((2, 2, 3, 4))))
        trade = chance.choice(("建筑劳务", "餐饮管理", "科技", "物业服务", "商贸"))
        yield f"91441624MA{index:07d}X", f"示例县{brand}{trade}有限公司"


def test_no_shard_grows_with_the_roster() -> None:
    for count in (10, 1_000, 60_000):
        parts = cut(([key, name, "0-5"] for key, name in names(count)), FIRMS_TARGET)
        assert max(sum(len(line.encode()) + 2 for line in part) for part in parts) <= 2 * FIRMS_TARGET
        assert sum(map(len, parts)) == count


def test_a_terms_list_is_short_or_not_searched() -> None:
    longest = deltas(range(0, 37_000 * COMMON, 37_000))
    assert len(longest) <= TERMS_TARGET
    # a name: index, three lists, eight firms; six draws: index, shard, seed; by construction under the budget
    index, draw_index, seed = 20_000, 2_000, 1_000
    most = index + 3 * 2 * TERMS_TARGET + 8 * FIRMS_TARGET + 6 * (draw_index + 2 * TARGET + seed)
    assert most < BUDGET


def test_what_a_lookup_loads_is_small(visit: Visit, portal: Portal, files: Files) -> None:
    loaded: list[int] = []
    visit.page.on(
        "response",
        lambda answer: (
            loaded.append(len(answer.body()))
            if re.search(r"/(find|draws)/.*\.(json|txt|note|csv)$", answer.url)
            else None
        ),
    )
    visit.page.goto(portal.url("firm.html"))
    search(visit.page, "建筑")
    visit.page.wait_for_selector(".choices")
    search(visit.page, of_each_kind(files, OPEN)[0])
    visit.page.locator("[data-said]", has_text="查到了").wait_for()
    visit.page.wait_for_load_state("networkidle")
    assert 0 < sum(loaded) < BUDGET


@pytest.mark.parametrize("number", [0, 1, 35, 36, 1295, 1296, 123456789])
def test_numbers_survive_base_36(number: int) -> None:
    assert int(base36(number), 36) == number


def test_ranges_are_short() -> None:
    assert ranges([0, 1, 2, 5, 7, 8]) == "0-2.5.7-8"


def test_the_same_evidence_makes_the_same_directory(view: View) -> None:
    assert find_files(view) == find_files(view)


# ---- hostile names, narrow screens -----------------------------------------------------------------------------------


def test_hostile_names_are_text(browser: Browser, files: Files, tmp_path: Path) -> None:
    with serving(built(with_hostile_names(files), tmp_path)) as hostile:
        context = browser.new_context(bypass_csp=True)  # the escaping must hold without the policy's help
        visit = watch(context)
        visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
        rows = [data.decode() for path, data in sorted(files.items()) if path.startswith(f"draws/{KEYED}/rows/")]
        (drawn,) = re.findall(r'\\"object_id\\": \\"([^\\]+)\\"', rows[0])
        visit.page.goto(hostile.url(f"firm.html#{drawn}"))
        shown = card(visit.page, KEYED)
        assert shown.get_attribute("data-kind") == "drawn"
        assert HOSTILE in visit.page.locator(".firm__name").inner_text()
        assert HOSTILE in shown.inner_text()
        assert visit.complaints == []
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_answer_fits_and_can_be_read(
    browser: Browser, portal: Portal, files: Files, scheme: str, width: int
) -> None:
    portal.altered.clear()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    visit = watch(context)
    visit.page.goto(portal.url(f"firm.html#{of_each_kind(files, OPEN)[0]}"))
    visit.page.locator("button", has_text="再看其余的").click()
    visit.page.locator("[data-said]", has_text="查到了").wait_for()
    visit.page.locator(".standing").nth(len(draws_of(files)) - 1).wait_for(state="attached")
    visit.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    assert visit.page.evaluate(CONTRAST) == []
    context.close()
