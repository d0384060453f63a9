"""Every line that a page gives for the reader's own shell, run in a shell: it prints what the page says it must, and it
doesn't once a single byte has changed, in each file that it reads or, where it reads none, in the line itself.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from portal import Files, Portal, Visit, built, draw_with, draws_of, press, serving, watch

from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("by_hand")

ROOT = Path(__file__).parents[2]
FILES = published_files(ROOT)
OPEN = draw_with(FILES, "changes/0001.csv")

# What the reader copies, and what the page says it must print.
LINES = """() => [...document.querySelectorAll(".findings li:has(.shell)")].map((item) => ({
  code: item.closest(".checks__item").dataset.code,
  line: item.querySelector(".shell code").textContent,
  wanted: [...item.querySelectorAll(".findings__wanted")].map((part) => part.textContent),
}))"""


@dataclass(frozen=True)
class Line:
    """A line of the page, the check that it belongs to, and what it must print."""

    code: str
    line: str
    wanted: tuple[str, ...]

    def holds(self, folder: Path) -> bool:
        """Whether it ends well and prints what it must, in a shell in `folder`."""
        done = subprocess.run(["bash", "-c", self.line], cwd=folder, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        printed = {
            *said.split(),
            *said.splitlines(),
        }  # whole words: a snapshot's name holds the right hash, too
        return done.returncode == 0 and printed.issuperset(self.wanted)

    def files(self, folder: Path) -> list[str]:
        """The files that it reads."""
        words = re.findall(r"[0-9A-Za-z._/-]+", self.line)
        return sorted({word for word in words if "/" in word and (folder / word).is_file()})

    def read_part(self, data: bytes) -> tuple[int, int]:
        """From where to where it reads a file: `head -c` and `tail -c` cut, `grep -c … file` looks for a word."""
        head, tail = re.search(r"head -c ([0-9]+)", self.line), re.search(r"tail -c ([0-9]+)", self.line)
        grep = re.match(r"grep -c '?([^' ]+)", self.line)
        if grep:
            at = data.index(grep[1].encode())
            return at, at + len(grep[1])
        end = int(head[1]) if head else len(data)
        return (end - int(tail[1]) if tail else 0), end

    def altered(self) -> Line:
        """The same line with one character of its longest literal changed."""
        literal = max(re.findall(r"[0-9a-f]{16,}|(?:\\[0-7]{3})+", self.line), key=len)
        last = "1" if literal[-1] != "1" else "2"
        return Line(self.code, self.line.replace(literal, literal[:-1] + last), self.wanted)


@pytest.fixture(scope="module")
def files() -> Files:
    return FILES


@pytest.fixture(scope="module")
def portal(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(files, tmp_path_factory.mktemp("by_hand"))) as served:
        yield served


@pytest.fixture(scope="module")
def unpacked(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """evidence.zip as a reader unpacks it."""
    folder = tmp_path_factory.mktemp("hand") / "我的 证据"
    with zipfile.ZipFile(portal.folder / "evidence.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context()
    yield watch(context)
    context.close()


def lines_of(page: Page, portal: Portal, draw: str) -> list[Line]:
    """All lines of a draw's check, each once."""
    page.goto(portal.url(f"draws/{draw}/index.html"))
    press(page)
    found = [Line(one["code"], one["line"], tuple(one["wanted"])) for one in page.evaluate(LINES)]
    return list(dict.fromkeys(found))


def copied(folder: Path, names: list[str], target: Path) -> Path:
    """A folder with these files alone."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((folder / name).read_bytes())
    return target


def changed(data: bytes, part: tuple[int, int]) -> bytes:
    """The file with one byte changed in the middle of a part of it."""
    at = sum(part) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize("draw", draws_of(FILES))
def test_every_line_prints_what_the_page_says_and_not_after_one_byte_has_changed(
    visit: Visit, portal: Portal, unpacked: Path, tmp_path: Path, draw: str
) -> None:
    lines = lines_of(visit.page, portal, draw)
    assert lines
    for number, one in enumerate(lines):
        assert one.wanted, one
        assert all(one.wanted), one
        assert one.holds(unpacked), one
        names = one.files(unpacked)
        alone = copied(unpacked, names, tmp_path / f"{draw}-{number}")
        alone.mkdir(exist_ok=True)
        if not names:
            assert not one.altered().holds(alone), one
        for name in names:
            kept = (alone / name).read_bytes()
            (alone / name).write_bytes(changed(kept, one.read_part(kept)))
            assert not one.holds(alone), (one, name)
            (alone / name).write_bytes(kept)


def test_the_checks_that_can_be_done_by_hand_have_a_line(visit: Visit, portal: Portal) -> None:
    codes = {line.code for line in lines_of(visit.page, portal, OPEN)}
    assert codes >= {"C02", "C04", "C06", *(f"C{number:02d}" for number in range(7, 18))}


def test_the_lines_are_for_the_same_folder_offline(visit: Visit, unpacked: Path) -> None:
    page = visit.page
    page.goto((unpacked / "offline.html").as_uri())
    page.click(f"li[data-draw='{OPEN}'] button")
    page.click("button:text-is('现在就核对')")
    page.wait_for_selector("button:text-is('再核对一次'):enabled")
    lines = [Line(one["code"], one["line"], tuple(one["wanted"])) for one in page.evaluate(LINES)]
    assert len(lines) > 10
    assert [one for one in lines if not one.holds(unpacked)] == []


def test_a_firms_ticket_is_computed_by_its_line(visit: Visit, portal: Portal, files: Files, tmp_path: Path) -> None:
    code = files[f"draws/{OPEN}/selection.csv"].decode().splitlines()[1].split(",")[1]
    visit.page.goto(portal.url(f"draws/{OPEN}/index.html"))
    visit.page.fill("#firm-input", code)
    visit.page.press("#firm-input", "Enter")
    card = visit.page.locator(".standing")
    card.get_by_text("签号是怎么算出来的").click()
    ticket = card.locator(".pair .hash").first.inner_text()
    line = Line("", card.locator(".shell code").inner_text(), (ticket,))
    assert line.holds(tmp_path)
    assert not line.altered().holds(tmp_path)


# Lines that stand on pages without any script, and the folder in which the page says they are to be run.
PAGES = [("offline.html", "."), ("verify.html", "{newest}"), (f"draws/{OPEN}/index.html", f"draws/{OPEN}")]


@pytest.mark.parametrize(("address", "folder"), PAGES)
def test_lines_that_stand_on_a_page_work_where_it_says(
    visit: Visit, portal: Portal, unpacked: Path, address: str, folder: str
) -> None:
    visit.page.goto(portal.url(address))
    lines = visit.page.locator("pre[data-copy] code").all_text_contents()
    shown = visit.page.locator("main").text_content() or ""
    (newest, *_) = [*re.findall(r"draws/[0-9]{4}-[0-9]{3}", visit.page.content()), "."]
    place = unpacked / folder.format(newest=newest)
    shell = [line for line in lines if re.match(r"sha256sum [^-]|printf", line)]
    assert shell
    for line in shell:
        done = subprocess.run(["bash", "-c", line], cwd=place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
        (printed,) = re.findall(r"\b[0-9a-f]{64}\b", done.stdout)
        recorded = "offline.js" in line  # the hash that it should have stands in the source
        assert recorded or f"{printed[:12]}…" in shown or printed in shown, (line, done.stdout)


def test_all_files_of_a_draw_are_checked_by_one_command(
    visit: Visit, portal: Portal, unpacked: Path, tmp_path: Path
) -> None:
    visit.page.goto(portal.url(f"draws/{OPEN}/index.html"))
    lines = visit.page.locator("pre[data-copy] code").all_text_contents()
    (command,) = [line for line in lines if line.startswith("sha256sum -c")]
    names = re.findall(r"^[0-9a-f]{64}  (\S+)$", command, re.MULTILINE)
    for name in names:  # 'download the files of this page into one folder'
        (source,) = [*unpacked.glob(f"draws/{OPEN}/{name}"), *unpacked.glob(f"data/snapshots/{name}")]
        (tmp_path / name).write_bytes(source.read_bytes())
    run = ["bash", "-c", command]
    assert subprocess.run(run, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    for name in names:
        kept = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(changed(kept, (0, len(kept))))
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, f"{name}: FAILED" in done.stdout) == (1, True)
        (tmp_path / name).write_bytes(kept)


def test_the_programs_line_works_in_the_unpacked_folder(visit: Visit, portal: Portal, unpacked: Path) -> None:
    visit.page.goto(portal.url(f"draws/{OPEN}/index.html"))
    lines = visit.page.locator("pre[data-copy] code").all_text_contents()
    (line,) = [line for line in lines if line.startswith("publisher ")]
    _, *arguments = shlex.split(line)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "publisher", *arguments]
    done = subprocess.run(command, cwd=unpacked, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stdout + done.stderr  # nothing fails; the fingerprint wasn't compared
