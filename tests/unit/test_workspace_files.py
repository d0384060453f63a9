"""Files are written whole or not at all; a dry run reads as if it had written; no name leaves the folder."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_bureau import tree

from publisher.errors import Refused
from publisher.workspace import Files

NAMES = ("a", "b/c", "b/d", "b/e/f", "g.txt")
OPERATIONS = st.lists(
    st.tuples(st.sampled_from(("write", "append", "remove")), st.sampled_from(NAMES), st.binary(max_size=5)),
    max_size=12,
)


def perform(files: Files, operations: list[tuple[str, str, bytes]]) -> None:
    """These writes, appends and removals, one after the other."""
    for kind, name, data in operations:
        if kind == "remove":
            files.remove(name)
        else:
            (files.write if kind == "write" else files.append)(name, data)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=OPERATIONS, after=OPERATIONS)
def test_a_dry_run_reads_as_the_real_run_does_and_writes_nothing(
    before: list[tuple[str, str, bytes]], after: list[tuple[str, str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("files")
    perform(Files(root), before)
    held = tree(root)
    dry = Files(root, dry_run=True)
    perform(dry, after)
    assert tree(root) == held
    real = Files(root)
    perform(real, after)
    for folder in ("", "b", "b/e"):
        assert dry.names(folder) == real.names(folder)
    assert {name: dry.read(name) for name in NAMES} == {name: real.read(name) for name in NAMES}
    assert dry.written == real.written


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "a\\b", "C:a", "a/.."])
def test_a_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    for files in (Files(tmp_path), Files(tmp_path, dry_run=True)):
        for act in (files.read, files.names, files.remove, partial(files.write, data=b"x")):
            with pytest.raises(Refused):
                act(name)
    assert not list(tmp_path.iterdir())


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files(tmp_path)
    files.write("a/b", b"old")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        files.write("a/b", b"new")
    assert tree(tmp_path) == {str(tmp_path / "a/b"): b"old"}


def test_what_a_broken_write_left_behind_is_no_file(tmp_path: Path) -> None:
    (tmp_path / ".x.tmp").write_bytes(b"half")
    Files(tmp_path).write("a", b"whole")
    assert Files(tmp_path).names() == ["a"]


def test_writing_what_is_there_already_touches_nothing(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("a", b"x")
    before = (tmp_path / "a").stat()
    again = Files(tmp_path)
    again.write("a", b"x")
    assert again.written == []
    assert (tmp_path / "a").stat().st_mtime_ns == before.st_mtime_ns
    assert (tmp_path / "a").stat().st_ino == before.st_ino


def test_removing_takes_the_folders_along_that_it_leaves_empty(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("a/b/c", b"x")
    files.write("a/d", b"x")
    files.remove("a/b/c")
    files.remove("a/b/c")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["d"]


def test_a_tree_in_memory_is_nowhere_on_disk() -> None:
    files = Files.in_memory({"a/b": b"1"})
    files.write("a/c", b"2")
    files.append("a/b", b"3")
    assert files.names("a") == ["a/b", "a/c"]
    assert files.read("a/b") == b"13"
    assert not files.root.exists()
