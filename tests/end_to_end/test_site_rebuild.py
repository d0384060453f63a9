"""Building a site again: what is the same is kept, and the result is what a build from nothing would be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from sample_site import ROOT

from publisher.demo.bench_site import copied_draws, one_more
from publisher.errors import Fails, Refused
from publisher.site.building import build_site
from publisher.site.built import before
from publisher.site.built.lying import Looking, own_paths, seen
from publisher.site.checking import write_each
from publisher.workspace import published_files

pytestmark = pytest.mark.xdist_group("rebuild")

Files = dict[str, bytes]
EVIDENCE = copied_draws(published_files(ROOT), 3, years=3)
MORE = one_more(EVIDENCE)
CHANGED = next("/".join(path.split("/")[:2]) for path in MORE if path not in EVIDENCE and "/rows/" in path)
DRAWS = sorted({"/".join(path.split("/")[:2]) for path in EVIDENCE if path.startswith("draws/")})
KEPT = [*[draw for draw in DRAWS if draw != CHANGED], "results/2024", "results/2025"]
KILLED = """
import os, sys
from pathlib import Path
from publisher.site import building
rename, moves = os.rename, []

def dying(source, target):
    rename(source, target)
    moves.append(target)
    if len(moves) == {moves}:
        os._exit(9)

os.rename = dying
building.build_site(Path({root!r}), Path({out!r}))
"""


def repository(folder: Path, files: Files) -> Path:
    """A repository whose site is made of these files."""
    shutil.rmtree(folder / "evidence", ignore_errors=True)
    for path, data in files.items():
        target = folder / "evidence" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("site_src", str(ROOT / "site_src"))
    config = config.replace("- shuangsuiji\n", "- shuangsuiji:\n      evidence: evidence\n")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


def files_of(site: Path) -> Files:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def inodes(site: Path, own: str) -> set[int]:
    """Which files on the disk are a draw's own, or a year's."""
    paths = [path for each in own_paths(own) for path in [site / each, *(site / each).rglob("*")]]
    return {path.stat().st_ino for path in paths if path.is_file()}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """A site of the first evidence with what was made beside it, and all files of one of the later evidence."""
    folder = tmp_path_factory.mktemp("clean")
    build_site(repository(folder, EVIDENCE), folder / "site")
    later = tmp_path_factory.mktemp("later")
    build_site(repository(later, MORE), later / "site")
    return folder, files_of(later / "site")


@pytest.fixture
def folder(clean: tuple[Path, Files], tmp_path: Path) -> Iterator[Path]:
    """A repository whose site was built before its last result came."""
    shutil.copytree(clean[0] / "site", tmp_path / "site")
    shutil.copy(clean[0] / ".site.made", tmp_path / ".site.made")
    # the same configuration as before, and the evidence as it is now
    for path, data in MORE.items():
        (clean[0] / "evidence" / path).parent.mkdir(parents=True, exist_ok=True)
        (clean[0] / "evidence" / path).write_bytes(data)
    yield tmp_path
    repository(clean[0], EVIDENCE)


def rebuild(clean: tuple[Path, Files], folder: Path) -> Files:
    build_site(clean[0], folder / "site")
    assert sorted(path.name for path in folder.iterdir()) == [".site.known", ".site.lock", ".site.made", "site"]
    return files_of(folder / "site")


def differing(one: Files, other: Files) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_after_one_result_only_its_draw_and_its_year_are_made_again_and_the_site_is_the_same(
    clean: tuple[Path, Files], folder: Path
) -> None:
    lying = {own: inodes(folder / "site", own) for own in KEPT}
    page = folder / "site" / CHANGED / "index.html"
    was = page.stat().st_ino
    assert all(lying.values())
    assert differing(rebuild(clean, folder), clean[1]) == []
    assert all(inodes(folder / "site", own) == lying[own] for own in KEPT)
    assert page.stat().st_ino != was


def test_what_is_the_same_gets_a_second_name_and_nothing_is_written_through_it(
    clean: tuple[Path, Files], folder: Path
) -> None:
    """Whoever kept the old site by its files' names keeps it as it was."""
    before = files_of(folder / "site")
    shutil.copytree(folder / "site", folder.parent / "kept", copy_function=os.link)
    roster = next(path for path in before if path.startswith("data/snapshots/"))
    linked = (folder / "site" / roster).stat().st_ino
    try:
        assert differing(rebuild(clean, folder), clean[1]) == []
        assert differing(files_of(folder.parent / "kept"), before) == []
    finally:
        shutil.rmtree(folder.parent / "kept")
    assert (folder / "site" / roster).stat().st_ino == linked


def test_what_is_written_twice_leaves_the_old_site_as_it_is(tmp_path: Path) -> None:
    write_each(tmp_path / "old", [("a", b"1")])
    for data in (b"1", b"1", b"2"):
        write_each(tmp_path / "new", [("a", data)], tmp_path / "old")
    assert (tmp_path / "old" / "a").read_bytes() == b"1"
    assert (tmp_path / "new" / "a").read_bytes() == b"2"


def test_only_plain_files_that_all_may_read_as_they_may_new_ones_get_a_second_name(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write_each(old, [("secret", b"1"), ("target", b"1")])
    (old / "secret").chmod(0o600)
    (old / "link").symlink_to("target")
    os.mkfifo(old / "pipe")
    write_each(new, [("secret", b"1"), ("link", b"1"), ("pipe", b"")], old)
    assert [path.stat().st_nlink for path in new.iterdir()] == [1, 1, 1]
    assert (new / "secret").stat().st_mode == (old / "target").stat().st_mode


def test_on_a_disk_without_second_names_files_are_written(
    clean: tuple[Path, Files], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert differing(rebuild(clean, folder), clean[1]) == []


def test_where_nothing_is_new_every_draw_is_kept_and_the_site_is_the_same(
    clean: tuple[Path, Files], folder: Path
) -> None:
    rebuild(clean, folder)
    lying = inodes(folder / "site", CHANGED)
    assert differing(rebuild(clean, folder), clean[1]) == []
    assert inodes(folder / "site", CHANGED) == lying


def test_where_the_sites_own_sources_changed_every_draw_is_made_again(clean: tuple[Path, Files], folder: Path) -> None:
    mkdocs = clean[0] / "mkdocs.yml"
    text = mkdocs.read_text("utf-8")
    mkdocs.write_text(text.replace("随机抽查的名单、抽签和结果", "另一句话"), "utf-8")
    try:
        site = rebuild(clean, folder)
    finally:
        mkdocs.write_text(text, "utf-8")
    pages = {path for path in site if path.startswith("draws/") and path.endswith("/index.html")}
    assert pages
    assert all("另一句话" in site[path].decode() for path in pages)


def test_what_somebody_changed_in_the_site_is_made_again(clean: tuple[Path, Files], folder: Path) -> None:
    for _ in range(2):  # a site that was copied, then one that lies as it was built
        (folder / "site" / KEPT[0] / "index.html").write_text("所有人都没有问题", "utf-8")
        (folder / "site" / KEPT[1].replace("draws", "find") / "added.json").write_text("[]", "utf-8")
        (folder / "site" / f"{KEPT[2]}.csv").write_text("所有人都没有问题", "utf-8")
        (folder / "site" / f"{KEPT[3]}.xlsx").unlink()
        assert differing(rebuild(clean, folder), clean[1]) == []


def test_a_change_that_keeps_size_and_time_is_noticed(clean: tuple[Path, Files], folder: Path) -> None:
    rebuild(clean, folder)
    page = folder / "site" / KEPT[0] / "index.html"
    was, text = page.stat(), page.read_bytes()
    page.write_bytes(text.replace(b"5", b"6"))
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert page.stat().st_size == was.st_size
    assert page.read_bytes() != text
    assert differing(rebuild(clean, folder), clean[1]) == []


def test_what_lies_as_it_was_built_is_not_read_again(
    clean: tuple[Path, Files], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(clean, folder)
    monkeypatch.setattr(before, "_came_to", lambda _, own: pytest.fail(f"{own} was read"))
    assert differing(rebuild(clean, folder), clean[1]) == []


def test_where_nobody_could_look_beside_the_build_it_looks_itself(
    clean: tuple[Path, Files], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(clean, folder)
    lying = {own: inodes(folder / "site", own) for own in KEPT}
    monkeypatch.setattr(Looking, "found", lambda _: Path("/nowhere").read_text())
    monkeypatch.setattr(before, "_came_to", lambda _, own: pytest.fail(f"{own} was read"))
    assert differing(rebuild(clean, folder), clean[1]) == []
    assert {own: inodes(folder / "site", own) for own in KEPT} == lying


@pytest.mark.parametrize("known", ["", "{}", "[1]", '{"draws/2030-001": {"files": "0"}}', "gone"])
def test_without_knowing_what_it_was_made_of_all_is_made_again(
    known: str, clean: tuple[Path, Files], folder: Path
) -> None:
    made = folder / ".site.made"
    made.unlink() if known == "gone" else made.write_text(known, "utf-8")
    assert differing(rebuild(clean, folder), clean[1]) == []
    assert sorted(json.loads(made.read_text("utf-8"))) == sorted([*KEPT, CHANGED])


@pytest.mark.parametrize("moves", [1, 4])
def test_a_build_that_is_killed_while_files_go_over_loses_nothing(
    moves: int, clean: tuple[Path, Files], folder: Path
) -> None:
    before = files_of(folder / "site")
    script = KILLED.format(moves=moves, root=str(clean[0]), out=str(folder / "site"))
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    assert len(files_of(folder / "site")) < len(before)
    mkdocs = (clean[0] / "mkdocs.yml").read_text("utf-8")
    (clean[0] / "mkdocs.yml").write_text("site_name: x\nplugins: [no-such-plugin]\n", "utf-8")
    with pytest.raises(Fails, match="not built"):
        build_site(clean[0], folder / "site")
    assert differing(files_of(folder / "site"), before) == []
    (clean[0] / "mkdocs.yml").write_text(mkdocs, "utf-8")
    assert differing(rebuild(clean, folder), clean[1]) == []


def test_a_build_that_is_interrupted_between_two_names_leaves_the_old_site(
    clean: tuple[Path, Files], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rename = files_of(folder / "site"), os.rename

    def interrupted(source: Path, target: Path) -> None:
        if Path(source).name == ".site.new":
            raise KeyboardInterrupt
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_site(clean[0], folder / "site")
    assert differing(files_of(folder / "site"), before) == []
    assert differing(rebuild(clean, folder), clean[1]) == []


def test_two_builds_of_one_folder_do_not_meet(clean: tuple[Path, Files], folder: Path) -> None:
    before = files_of(folder / "site")
    with FileLock(folder / ".site.lock"), pytest.raises(Refused, match="another process"):
        build_site(clean[0], folder / "site")
    assert differing(files_of(folder / "site"), before) == []
    assert differing(rebuild(clean, folder), clean[1]) == []


def test_a_page_that_was_never_there_is_made_though_its_absence_was_remembered(
    clean: tuple[Path, Files], folder: Path
) -> None:
    """As if a disk had lost a draw between two steps of a build."""
    rebuild(clean, folder)
    for path in own_paths(KEPT[0]):
        shutil.rmtree(folder / "site" / path, ignore_errors=True)
        (folder / "site" / path).unlink(missing_ok=True)
    made = json.loads((folder / ".site.made").read_text("utf-8"))
    made[KEPT[0]] |= {"files": before._came_to(folder / "site", KEPT[0]), "seen": seen(folder, KEPT[0])}
    (folder / ".site.made").write_text(json.dumps(made), "utf-8")
    assert differing(rebuild(clean, folder), clean[1]) == []
