"""evidence.zip: everything in one file, and a page in it that verifies without a network, from file:// in Chromium."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from contrast import CONTRAST
from playwright.sync_api import Browser, BrowserContext, Page
from portal import Files, Visit, built, draw_with, draws_of, failing, flipped, verdicts, watch
from test_verify_page import assert_same, judged_by_python

from publisher.draw.identifiers import parse_time
from publisher.site.checking import evidence_script
from publisher.site.contents.results import results_by_year
from publisher.site.read.view import read_view
from publisher.verify import Held, lookup, open_published, verify
from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("offline_page")

ROOT = Path(__file__).parents[2]
VERIFIER = ROOT / "site_src" / "verify"
FILES = published_files(ROOT)
OPEN, KEYED = draw_with(FILES, "changes/0001.csv"), draw_with(FILES, "frame-key.txt", "outcome.note")
WAITING = draw_with(FILES, "commit.note", without=("close.note", "void.note"))


@pytest.fixture(scope="module")
def files() -> Files:
    return FILES


@pytest.fixture(scope="module")
def site(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(files, tmp_path_factory.mktemp("offline"))


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as a reader unpacks it, in a folder whose name has a blank and Chinese characters."""
    folder = tmp_path_factory.mktemp("unpacked") / "我的 证据"
    with zipfile.ZipFile(site / "evidence.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext) -> Visit:
    return watch(context)


def opened(visit: Visit, folder: Path) -> Page:
    visit.page.goto((folder / "offline.html").as_uri())
    return visit.page


def press(page: Page, draw: str) -> None:
    page.click(f"li[data-draw='{draw}'] button")
    page.click("button:text-is('现在就核对')")
    page.wait_for_selector("button:text-is('再核对一次'):enabled")


# ---- the zip ---------------------------------------------------------------------------------------------------------


def test_the_zip_holds_every_evidence_file_byte_for_byte(unpacked: Path, files: Files) -> None:
    assert {path: (unpacked / path).read_bytes() for path in files} == files


def test_the_zips_bytes_depend_on_nothing_but_the_files(site: Path, files: Files, tmp_path: Path) -> None:
    again = built(files, tmp_path)
    assert (again / "evidence.zip").read_bytes() == (site / "evidence.zip").read_bytes()


def test_the_zip_can_be_given_to_the_other_verifiers(site: Path, unpacked: Path, files: Files) -> None:
    now = parse_time(json.loads(files["data/bureau.json"])["now"])
    packed = verify(open_published(str(site / "evidence.zip")), now=now).to_json()
    held = verify(Held(files), now=now).to_json()
    for check, other in zip(packed.pop("checks"), held.pop("checks"), strict=True):
        if check["code"] != "C20":  # it says how many files it looked at, and the programs are files, too
            assert check == other
        assert check["verdict"] == other["verdict"]
    assert packed["genesis"] == held["genesis"]
    done = subprocess.run(["node", "verify/cli.js", "."], cwd=unpacked, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "fail" not in done.stdout


def test_evidence_survives_the_script_whatever_bytes_it_has() -> None:
    files = {"a.txt": "一行\u2028\n</script>".encode(), "b.bin": bytes(range(256)), "c.json": b'{"x": "\\""}'}
    program = f"""{evidence_script(files)}
      for (const [path, content] of Object.entries(globalThis.SHUANGSUIJI_EVIDENCE)) {{
        const data = typeof content === "string" ? Buffer.from(content) : Buffer.from(content[0], "base64");
        console.log(path, data.toString("hex"));
      }}"""
    done = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    assert dict(line.split(" ") for line in done.stdout.splitlines()) == {p: d.hex() for p, d in files.items()}


# ---- the bundle ------------------------------------------------------------------------------------------------------


def test_the_bundles_hash_is_recorded() -> None:
    recorded = re.search(r"^([0-9a-f]{64})  offline\.js$", (VERIFIER / "page" / "README.md").read_text(), re.MULTILINE)
    assert recorded
    assert hashlib.sha256((VERIFIER / "offline.js").read_bytes()).hexdigest() == recorded[1]


def test_bundling_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "offline.js"
    subprocess.run([str(VERIFIER / "page" / "bundle.sh"), str(again)], check=True, capture_output=True)
    assert again.read_bytes() == (VERIFIER / "offline.js").read_bytes(), "run site_src/verify/page/bundle.sh"


def test_nothing_in_the_bundle_can_reach_a_network_or_names_this_machine() -> None:
    text = (VERIFIER / "offline.js").read_text("utf-8")
    parts = re.split(r"^  // (?=[a-z_/]+\.js$)", text, flags=re.MULTILINE)
    ours = "".join(part for part in parts if not part.startswith("vendor/"))
    assert re.findall(r"XMLHttpRequest|WebSocket|EventSource|sendBeacon|WebAssembly|\beval\(|new Function", text) == []
    assert str(ROOT) not in text
    assert len(parts) > 60
    assert "https://" not in ours


def test_the_modules_keep_to_the_syntax_of_es2020(tmp_path: Path) -> None:
    pin = re.search(r"^ESBUILD=(\S+)$", (VERIFIER / "page" / "bundle.sh").read_text(), re.MULTILINE)
    assert pin
    install = ["npm", "install", "--silent", "--no-save", "--no-package-lock", "--prefix", str(tmp_path)]
    subprocess.run([*install, f"esbuild@{pin[1]}"], check=True, capture_output=True)
    esbuild = tmp_path / "node_modules" / ".bin" / "esbuild"
    modules = sorted([*VERIFIER.glob("*.js"), *VERIFIER.glob("page/*.js"), *VERIFIER.glob("vendor/*.js")])
    for target in ("es2020", "esnext"):
        command = [
            str(esbuild),
            *map(str, modules),
            f"--target={target}",
            "--charset=utf8",
            f"--outdir={tmp_path / target}",
        ]
        subprocess.run([*command, f"--outbase={VERIFIER}", "--log-level=error"], check=True, capture_output=True)
    newer = list((tmp_path / "esnext").rglob("*.js"))
    changed = [
        p.name
        for p in newer
        if p.read_bytes() != (tmp_path / "es2020" / p.relative_to(tmp_path / "esnext")).read_bytes()
    ]
    assert (len(newer), changed) == (len(modules), [])


# ---- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [OPEN, KEYED, WAITING])
def test_from_a_folder_without_a_network_every_check_has_its_verdict(
    visit: Visit, unpacked: Path, files: Files, draw: str
) -> None:
    page = opened(visit, unpacked)
    press(page, draw)
    page.click("text=一样，记住它")
    page.wait_for_selector("[data-code=C01][data-verdict=pass]")
    page.wait_for_selector("button:text-is('再核对一次'):enabled")
    now = parse_time(json.loads(files["data/bureau.json"])["now"])
    genesis = verify(Held(files), now=now, draw=draw).genesis
    assert_same(verdicts(page), judged_by_python(files, now, draw, genesis))
    assert [url for url in visit.requests if not url.startswith("file:///")] == []
    assert visit.complaints == []


def test_a_firm_finds_itself_in_the_raw_evidence(visit: Visit, unpacked: Path, files: Files) -> None:
    drawn = files[f"draws/{OPEN}/selection.csv"].decode().splitlines()[3].split(",")[1]
    (expected,) = lookup(Held(files), drawn, draw=OPEN)
    page = opened(visit, unpacked)
    page.fill("#firm-input", drawn)
    page.press("#firm-input", "Enter")
    card = page.locator(f".standing[data-draw='{OPEN}']")
    card.wait_for()
    text = card.inner_text()
    assert f"总第 {expected.rank} 位" in text
    assert f"中第 {expected.place}，" in text
    assert (expected.ticket in text, expected.last in text) == (True, True)
    assert [inspector for inspector in expected.team if inspector not in text] == []
    assert OPEN in page.locator(".firm__tally").inner_text()
    page.click("text=再看其余的")
    page.locator(".standing").nth(len(draws_of(files)) - 1).wait_for(state="attached")
    assert page.locator(f".standing[data-draw='{KEYED}']").count() == 1


def test_over_all_draws_a_firm_is_told_the_same_offline(visit: Visit, unpacked: Path, files: Files) -> None:
    view = read_view(files, parse_time(json.loads(files["data/bureau.json"])["now"]))
    lines = [line for made in results_by_year(view) for line in made.lines if line.link]
    objected = next(line for line in lines if line.objection)
    opened_by_result = next(line for line in lines if view.by_number[line.draw].people.blinded)
    page = opened(visit, unpacked)
    for line in (objected, opened_by_result):
        page.fill("#firm-input", line.object_id)
        page.press("#firm-input", "Enter")
        page.locator(".firm__name", has_text=line.object_id).wait_for()
        page.locator("[data-said]", has_text="查到了").wait_for()
        ranked = [d.draw for d in view.draws if any(o.rank and o.object.id == line.object_id for o in d.drawn)]
        assert f"抽中 {len(ranked)} 次：{'、'.join(ranked)}" in page.locator(".firm__tally").inner_text()
        assert line.objection in page.locator("[data-answer]").inner_text()
        assert view.bureau.phone in page.locator("[data-answer]").inner_text()


def test_a_re_check_is_told_apart_from_a_correction_in_the_raw_evidence_too(
    visit: Visit, unpacked: Path, files: Files
) -> None:
    view = read_view(files, parse_time(json.loads(files["data/bureau.json"])["now"]))
    draw, one = next((d.draw, one) for d in view.draws for one in d.drawn for row in one.results if row.re_checks)
    page = opened(visit, unpacked)
    page.fill("#firm-input", one.object.id)
    page.press("#firm-input", "Enter")
    card = page.locator(f".standing[data-draw='{draw}']")
    card.wait_for()
    assert card.locator("summary", has_text="复查").text_content() == one.later == "更正过 1 次，复查 1 次"


def test_the_line_of_time_and_the_sandbox_work_offline_too(visit: Visit, unpacked: Path) -> None:
    page = opened(visit, unpacked)
    page.click(f"li[data-draw='{OPEN}'] button")
    page.wait_for_selector(".line__event--random")
    phases = page.locator(".line__phase").all_inner_texts()
    assert phases == ["之前：先封存", "公共随机数", "之后：照着算"]
    page.click("text=打开试一试")
    page.wait_for_selector(".sandbox__list")
    page.click("text=替我改一个字")
    assert "还会抽中" in page.locator(".sandbox__said").inner_text()


def test_another_folder_can_be_given_and_its_faults_are_found(
    visit: Visit, unpacked: Path, files: Files, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(unpacked, other, ignore=shutil.ignore_patterns("verify", "evidence.js"))
    path = f"draws/{OPEN}/teams.csv"
    (other / path).write_bytes(flipped(files[path]))
    page = opened(visit, unpacked)
    page.set_input_files("#offline-folder", other)
    page.wait_for_selector(f"text=证据里有 {len(draws_of(files))} 次抽查")
    press(page, OPEN)
    assert failing(page) == {"C07", "C15"}


def test_a_folder_can_be_dropped(context: BrowserContext, unpacked: Path, files: Files, tmp_path: Path) -> None:
    other = tmp_path / "dropped here"
    shutil.copytree(unpacked, other, ignore=shutil.ignore_patterns("verify", "evidence.js"))
    path = f"draws/{OPEN}/selection.csv"
    (other / path).write_bytes(flipped(files[path]))
    page = opened(watch(context), unpacked)
    page.wait_for_selector("li[data-draw]")
    page.evaluate("document.querySelectorAll('li[data-draw]').forEach((one) => { one.dataset.old = 'yes'; })")
    box = page.locator(".drop").bounding_box()
    assert box
    session = context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(other)], "dragOperationsMask": 1}
        session.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 20, "y": box["y"] + 20, "data": data})
    page.wait_for_selector(f"li[data-draw='{OPEN}']:not([data-old])")
    press(page, OPEN)
    assert failing(page) == {"C07", "C14"}


def test_a_folder_that_is_none_is_refused_kindly(visit: Visit, unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "notes.txt").write_text("nothing")
    page = opened(visit, unpacked)
    page.set_input_files("#offline-folder", tmp_path / "x")
    page.wait_for_selector("text=这个文件夹里没有证据")


def test_evidence_too_big_for_a_script_is_asked_for_as_a_folder(
    visit: Visit, unpacked: Path, files: Files, tmp_path: Path
) -> None:
    big = tmp_path / "big"
    shutil.copytree(unpacked, big)
    (big / "evidence.js").write_text("globalThis.SHUANGSUIJI_EVIDENCE = null;\n")
    page = opened(visit, big)
    page.wait_for_selector("text=请把整个文件夹拖到上面")
    page.set_input_files("#offline-folder", big)
    page.wait_for_selector(f"text=证据里有 {len(draws_of(files))} 次抽查")
    press(page, OPEN)
    assert failing(page) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_offline_page_fits_and_can_be_read(browser: Browser, unpacked: Path, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = opened(watch(context), unpacked)
    press(page, OPEN)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CONTRAST) == []
    context.close()
