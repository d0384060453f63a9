"""What is made beside the build: the same bytes for the same input, whole or not at all, and no process left behind."""

from __future__ import annotations

import errno
import io
import subprocess
import zipfile
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sample_site import ROOT

from publisher.draw.evidence import parse_json
from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.site.beside import read_parts
from publisher.site.building import build_site
from publisher.site.contents.takeaway import tables
from publisher.site.machine.tables import program_tables
from publisher.site.made_tables import table_files
from publisher.site.packing import Packing
from publisher.site.read.view import View, read_view
from publisher.site.tabling import Tabling
from publisher.workspace import published_files

FILES = {"b/二.txt": b"\x00" * 5_000_000, "a.json": b"{}\n", "empty": b""}


class Watched(subprocess.Popen[bytes]):
    """Remembers the processes that were started, the last of them above all."""

    last: Watched
    all: ClassVar[list[Watched]] = []

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        Watched.last = self
        Watched.all.append(self)


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.site.beside.subprocess.Popen", Watched)
    Watched.all.clear()


@pytest.fixture(scope="module")
def view() -> View:
    files = published_files(ROOT)
    return read_view(files, parse_time(parse_json(files[places.BUREAU])["now"]))


def packed(folder: Path, files: dict[str, bytes], rest: dict[str, bytes]) -> Path:
    packing = Packing(files, folder)
    packing.end(sorted(rest.items()))
    found = packing.write(folder / "evidence.zip")
    data = (folder / "evidence.zip").read_bytes()
    assert found == (sha256(data).hexdigest(), len(data))
    return folder / "evidence.zip"


def test_every_file_comes_out_as_it_went_in(tmp_path: Path) -> None:
    with zipfile.ZipFile(packed(tmp_path, FILES, {"z.html": b"<p>"})) as found:
        assert {name: found.read(name) for name in found.namelist()} == {**FILES, "z.html": b"<p>"}
        assert found.namelist() == ["a.json", "b/二.txt", "empty", "z.html"]
    assert Watched.last.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["evidence.zip"]


def test_the_bytes_depend_on_nothing_but_the_files(tmp_path: Path) -> None:
    one = packed(tmp_path / "one", FILES, {"y": b"1", "z": b"2"})
    other = packed(tmp_path / "other", dict(reversed(FILES.items())), {"z": b"2", "y": b"1"})
    assert one.read_bytes() == other.read_bytes()


def test_a_process_that_is_killed_makes_no_zip(tmp_path: Path) -> None:
    begun = Packing(FILES, tmp_path)
    Watched.last.kill()
    Watched.last.wait()
    begun.end([("z", bytes(10_000_000))])
    with pytest.raises(OSError, match="not made"):
        begun.write(tmp_path / "evidence.zip")
    assert list(tmp_path.iterdir()) == []


class Lost(dict[str, bytes]):
    """Files that can't be read to their end."""

    def __getitem__(self, path: str) -> bytes:
        raise MemoryError


def test_files_that_could_not_be_sent_make_no_zip(tmp_path: Path) -> None:
    begun = Packing(Lost(FILES), tmp_path)
    with pytest.raises(MemoryError):
        begun.end([("z", b"1")])
    assert list(tmp_path.iterdir()) == []
    assert Watched.last.returncode is not None


class Unreadable(dict[str, bytes]):
    """Files of which the second is on a bad disk."""

    def __getitem__(self, path: str) -> bytes:
        if path == "b/二.txt":
            raise OSError(errno.EIO, "bad disk")
        return super().__getitem__(path)


def test_a_file_that_could_not_be_read_makes_no_zip(tmp_path: Path) -> None:
    begun = Packing(Unreadable(FILES), tmp_path)
    with pytest.raises(OSError, match="bad disk"):
        begun.end([("z", b"1")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [b"", b"3 9\nabc12", b"9 3\nabc", b"9", b"9 3", b"en", b"end"])
def test_a_file_that_came_in_part_makes_no_zip(cut: bytes) -> None:
    with pytest.raises(EOFError):
        list(read_parts(io.BytesIO(b"1 1\naA" + cut)))


def test_without_what_follows_the_first_files_there_is_no_zip(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not made: EOFError: cut off"):
        Packing(FILES, tmp_path).write(tmp_path / "evidence.zip")
    assert list(tmp_path.iterdir()) == []
    assert Watched.last.returncode is not None


def test_a_process_to_which_the_end_did_not_come_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.site.beside._END", b"")
    with pytest.raises(OSError, match="not made: EOFError: cut off"):
        packed(tmp_path, FILES, {})
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_fails_leaves_no_process(tmp_path: Path) -> None:
    begun = Packing(FILES, tmp_path)
    begun.give_up()
    assert Watched.last.returncode is not None
    begun.give_up()
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_is_interrupted_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publisher.site.plugin.build_pages", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_site(ROOT, tmp_path / "site")
    assert len(Watched.all) == 2  # the zip's and the tables'
    assert all(process.returncode is not None for process in Watched.all)
    assert not [path.name for path in tmp_path.iterdir() if path.name in {"site", ".site.new"}]


# ---- tables ----------------------------------------------------------------------------------------------------------


def test_tables_made_beside_are_those_made_here(tmp_path: Path, view: View) -> None:
    here = [table_files(path, table) for path, table in chain(tables(view), program_tables(view))]
    beside = Tabling(view, (), tmp_path)
    assert dict(beside.files()) == dict(chain.from_iterable(here))
    assert Watched.last.returncode == 0
    beside.give_up()


def test_what_the_site_before_has_is_not_made(tmp_path: Path, view: View) -> None:
    kept = f"results/{view.today.year}"
    made = {path.rpartition(".")[0] for path, _ in Tabling(view, {kept}, tmp_path).files()}
    assert made == {path.removesuffix(".csv") for path, _ in chain(tables(view), program_tables(view))} - {kept}


def test_tables_of_a_process_that_is_killed_are_none(tmp_path: Path, view: View) -> None:
    begun = Tabling(view, (), tmp_path)
    Watched.last.kill()
    with pytest.raises(OSError, match="not made"):
        list(begun.files())
    begun.give_up()
    assert list(tmp_path.iterdir()) == []


def test_the_process_runs_the_program_that_began_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "publisher.py").write_text("raise SystemExit('another program, installed beside this one')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert packed(tmp_path / "site", FILES, {}).is_file()


def test_a_module_in_the_folder_of_the_build_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("zipfile.py", "tempfile.py", "publisher.py"):
        (tmp_path / name).write_text(f"open('ran', 'w').close()\nraise SystemExit('{name}')\n")
    (tmp_path / "sitecustomize.py").write_text("open('ran', 'w').close()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert packed(tmp_path / "site", FILES, {}).is_file()
    assert not (tmp_path / "ran").exists()
