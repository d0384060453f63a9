"""`site build`, `serve`, `check` and `pack`: what goes to the portal is whole, checked, and can be checked again."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from small_bureau import done, run

from publisher.draw.identifiers import parse_time
from publisher.site.building import build_site
from publisher.site.built import sizes
from publisher.site.policy import NGINX

pytestmark = pytest.mark.xdist_group("site")

ROOT = Path(__file__).parents[2]
Change = Callable[[Path], None]


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """The sample's site, to be spoiled: files are replaced, never written into, because they are the same files."""
    return Path(shutil.copytree(site, tmp_path / "site", copy_function=os.link))


def replaced(name: str, old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.unlink()
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change


def inside(name: str, html: str) -> Change:
    return replaced(name, '<div id="content"', html + '<div id="content"')


def added(name: str, text: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).write_text(text, "utf-8")

    return change


BROKEN: dict[str, tuple[Change, str, str]] = {
    "a link that leads nowhere": (inside("year.html", '<a href="none.html">x</a>'), "year.html", "site-link"),
    "an anchor that is missing": (inside("year.html", '<a href="verify.html#no">x</a>'), "year.html", "site-anchor"),
    "a question to a page that answers none": (
        inside("year.html", '<a href="verify.html#q=91">x</a>'),
        "year.html",
        "site-anchor",
    ),
    "a link to another host": (inside("year.html", '<a href="https://a.example/">x</a>'), "year.html", "site-foreign"),
    "an absolute link": (inside("year.html", '<a href="/year.html">x</a>'), "year.html", "site-foreign"),
    "an image of another host": (inside("year.html", '<img src="//a.example/x.png">'), "year.html", "site-foreign"),
    "a style sheet that loads from elsewhere": (
        added("assets/extra.css", "a { background: url('https://a.example/x') }"),
        "assets/extra.css",
        "site-foreign",
    ),
    "a script that asks elsewhere": (
        added("assets/extra.js", "fetch('https://a.example/')"),
        "assets/extra.js",
        "site-foreign",
    ),
    "an inline handler": (inside("year.html", '<p onclick="x()">x</p>'), "year.html", "site-inline"),
    "an inline style": (inside("year.html", "<p style='color:red'>x</p>"), "year.html", "site-inline"),
    "an inline script": (inside("year.html", "<script>alert(1)</script>"), "year.html", "site-inline"),
    "a page without a policy": (
        replaced("year.html", 'http-equiv="Content-Security-Policy"', 'name="was"'),
        "year.html",
        "site-policy",
    ),
    "a page with a loose policy": (
        replaced("year.html", "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        "year.html",
        "site-policy",
    ),
    "a loose header": (replaced(NGINX, "img-src 'self'", "img-src *"), NGINX, "site-policy"),
    "no header file": (lambda folder: (folder / NGINX).unlink(), NGINX, "site-policy"),
    "an identity number": (inside("year.html", "<p>11010519491231002X</p>"), "year.html", "private-id-number"),
    "a mobile number in a file": (added("data/x.csv", "a\n联系 13800138000\n"), "data/x.csv", "private-mobile"),
    "a page that is too big": (added("big.html", "x" * (sizes.PAGE + 1)), "big.html", "site-size"),
    "a name that a portal refuses": (added("名录.txt", "x"), "名录.txt", "site-name"),
    "a symbolic link": (lambda folder: (folder / "x.txt").symlink_to("/etc/hostname"), "x.txt", "site-name"),
}


def test_nothing_is_wrong_with_the_samples_site(site: Path) -> None:
    answer = json.loads(done(run("site", "check", str(site), "--json")).stdout)
    assert answer["pages"] == len(list(site.rglob("*.html")))
    assert answer["bytes"] == sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_finds(name: str, copy: Path) -> None:
    change, file, code = BROKEN[name]
    change(copy)
    result = done(run("site", "check", str(copy), "--json"), 1)
    found = {(fault["file"], fault["code"]) for fault in json.loads(result.stdout)["faults"]}
    assert (file, code) in found
    assert {where for where, _ in found} == {file}
    assert "13800138000" not in result.stdout + result.stderr
    refused = done(run("site", "pack", str(copy), "--out", str(copy.parent / "x.zip")), 1)
    assert f"{file}: {code}" in refused.stderr or f": {code}: " in refused.stderr
    assert not (copy.parent / "x.zip").exists()


def test_the_zip_holds_everything_and_sha256sum_accepts_it(site: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "deeper" / "second.zip"
    for target in (first, second):
        done(run("site", "pack", str(site), "--out", str(target)))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        packed.extractall(tmp_path / "unpacked")
    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path / "unpacked", capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert checked.stdout.count(": OK\n") == len(names)
    unpacked = (tmp_path / "unpacked").rglob("*")
    assert {path.relative_to(tmp_path / "unpacked").as_posix() for path in unpacked if path.is_file()} == names | {
        "SHA256SUMS"
    }
    done(run("site", "check", str(tmp_path / "unpacked")))


def test_a_rehearsal_writes_nothing(site: Path, tmp_path: Path) -> None:
    done(run("site", "pack", str(site), "--out", str(tmp_path / "x.zip"), "--dry-run"))
    done(run("-C", str(ROOT), "site", "build", "--out", str(tmp_path / "site"), "--dry-run"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["site", "check", "."], "no-site"),
        (["site", "pack", "nothing"], "no-site"),
        (["-C", ".", "site", "build"], "no-repository"),
        (["-C", ".", "site", "serve"], "no-repository"),
        (["-C", str(ROOT), "site", "build", "--out", "."], "not-empty"),
        (["-C", str(ROOT), "site", "build", "--out", "mine.txt"], "not-a-folder"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line_that_says_what_to_do(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.txt").write_text("somebody's", "utf-8")
    result = done(run(*words), 2)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "mine.txt").read_text("utf-8") == "somebody's"


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert done(run("-C", str(ROOT), "site", "serve", "--port", str(port)), 2).stderr.startswith("port: ")


def test_a_sample_can_be_built_as_of_another_moment(tmp_path: Path) -> None:
    moment = "2026-12-25T09:00:00+08:00"
    done(run("-C", str(ROOT), "--now", moment, "site", "build", "--out", str(tmp_path / "site")))
    told = json.loads((tmp_path / "site" / "api" / "index.json").read_text("utf-8"))
    assert parse_time(told["now"]) == parse_time(moment)


def test_a_build_that_fails_says_why_and_leaves_the_old_site(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - shuangsuiji:\n      evidence: e\n", "utf-8")
    for folder in ("docs", "e/draws", "site"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs" / "other.md").write_text("x", "utf-8")
    (tmp_path / "e" / "draws" / "名.json").write_text("{}", "utf-8")
    for name in ("index.html", "evidence.json"):
        (tmp_path / "site" / name).write_text("old", "utf-8")
    result = done(run("-C", str(tmp_path), "site", "build", "--out", str(tmp_path / "site")), 1)
    assert "证据不能放在这个地址" in result.stderr
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {".site.lock", "mkdocs.yml", "docs", "e", "site"}


def test_an_identity_number_in_a_remark_stops_the_build_and_leaves_the_old_site(
    sample: dict[str, bytes], tmp_path: Path
) -> None:
    """Article 18: whatever way it came into what is published."""
    row = next(name for name in sample if "/rows/" in name)
    remark = sample[row].replace(b'\\"remark\\": \\"', '\\"remark\\": \\"经办人11010519491231002X。'.encode())
    assert remark != sample[row]
    for name, data in {**sample, row: remark}.items():
        (tmp_path / "e" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "e" / name).write_bytes(data)
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("site_src", str(ROOT / "site_src"))
    config = config.replace("  - shuangsuiji\n", "  - shuangsuiji:\n      evidence: e\n")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    (tmp_path / "site").mkdir()
    for name in ("index.html", "evidence.json"):
        (tmp_path / "site" / name).write_text("old", "utf-8")
    result = done(run("-C", str(tmp_path), "site", "build", "--out", str(tmp_path / "site")), 1)
    assert f"{row}:" in result.stderr
    assert "private-id-number" in result.stderr
    assert "11010519491231002X" not in result.stderr
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "old"


def test_a_new_site_takes_the_old_ones_place_and_leaves_beside_it_only_what_it_was_made_of(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    for name in ("index.html", "evidence.json", "gone.html"):
        (out / name).write_text("old", "utf-8")
    build_site(ROOT, out)
    assert (out / "index.html").read_text("utf-8") != "old"
    assert not (out / "gone.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.known", ".site.lock", ".site.made", "site"]


def test_a_new_site_that_cannot_take_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    for name in ("index.html", "evidence.json"):
        (out / name).write_text("old", "utf-8")
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == ".site.new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space"):
        build_site(ROOT, out)
    assert (out / "index.html").read_text("utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {".site.known", ".site.lock", "site"}


def test_a_site_that_a_killed_build_left_aside_comes_back_even_if_the_next_one_fails(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - no-such-plugin\n", "utf-8")
    aside = tmp_path / ".site.old"
    aside.mkdir()
    for name in ("index.html", "evidence.json"):
        (aside / name).write_text("old", "utf-8")
    done(run("-C", str(tmp_path), "site", "build", "--out", str(tmp_path / "site")), 1)
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {".site.lock", "mkdocs.yml", "site"}
