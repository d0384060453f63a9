"""Reading what strangers publish: folders, zips and sites, none of which may reach beyond itself or exhaust us."""

from __future__ import annotations

import stat
import threading
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from simulator import Bureau

from publisher.errors import Malformed
from publisher.verify import Folder, Held, Url, Zip, open_published, paths, verify, zipped

FILES = {"log/checkpoint": b"one\n", "draws/2023-001/frame.csv": b"two\n"}


def write_folder(root: Path, files: Mapping[str, bytes] = FILES) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def write_zip(path: Path, files: Mapping[str, bytes] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_folder_zip_and_memory_hold_the_same(tmp_path: Path) -> None:
    sources = (Held(FILES), Folder(write_folder(tmp_path / "folder")), Zip(write_zip(tmp_path / "evidence.zip")))
    for published in sources:
        assert sorted(published.names()) == sorted(FILES)
        assert {path: published.read(path) for path in FILES} == FILES
        assert published.read("no/such/file") is None


def test_a_whole_year_verifies_the_same_from_a_zip(tmp_path: Path, year: Bureau, evidence: dict[str, bytes]) -> None:
    packed = open_published(str(write_zip(tmp_path / "evidence.zip", evidence)))
    ours = verify(year.published(), now=year.clock, genesis=year.genesis).to_json()
    theirs = verify(packed, now=year.clock, genesis=year.genesis).to_json()
    assert {**ours, "where": ""} == {**theirs, "where": ""}


OUTSIDE = [
    "../secret",
    "/etc/passwd",
    "a/../../secret",
    "C:/x",
    "a\\b",
    ".hidden",
    "a//b",
    "",
    "a/./b",
    "x" * 600,
    "a\0b",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_a_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    assert Folder(write_folder(tmp_path / "folder")).read(path) is None
    assert Held({path: b"secret"}).read(path) is None
    assert list(Held({path: b"secret"}).names()) == []


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    root = write_folder(tmp_path / "folder")
    (root / "out").symlink_to(tmp_path / "secret")
    (root / "loop").symlink_to(root / "loop")
    published = Folder(root)
    assert published.read("out") is None
    assert published.read("loop") is None


def test_hidden_files_and_odd_names_are_not_evidence(tmp_path: Path) -> None:
    root = write_folder(tmp_path, {**FILES, ".git/config": b"x", "draws/.x.csv": b"x", "a b.csv": b"x"})
    assert sorted(Folder(root).names()) == sorted(FILES)


@pytest.mark.parametrize("name", ["../out", "/etc/x", "a/../../x", "a\\x", "C:x"])
def test_a_zip_with_a_way_out_is_refused_whole(tmp_path: Path, name: str) -> None:
    with pytest.raises(Malformed, match="leads out"):
        Zip(write_zip(tmp_path / "z.zip", {**FILES, name: b"x"}))


@pytest.mark.parametrize("second", ["log/checkpoint", "LOG/checkpoint"])
def test_a_zip_with_a_name_twice_is_refused_since_two_programs_would_differ(tmp_path: Path, second: str) -> None:
    path = tmp_path / "z.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("log/checkpoint", b"one")
        archive.writestr(second, b"two")
    with pytest.raises(Malformed, match="twice"):
        Zip(path)


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("log/checkpoint")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(Malformed, match="link"):
        Zip(tmp_path / "z.zip")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="beyond reason"):
        Zip(write_zip(tmp_path / "z.zip", {"log/checkpoint": bytes(4 * 2**20)}))


def test_a_zip_that_unpacks_to_too_much_or_holds_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "z.zip")
    monkeypatch.setattr(zipped, "MAX_TOTAL", 5)
    with pytest.raises(Malformed, match="too much"):
        Zip(path)
    monkeypatch.setattr(zipped, "MAX_TOTAL", 100)
    monkeypatch.setattr(zipped, "MAX_FILES", 1)
    with pytest.raises(Malformed, match="too much"):
        Zip(path)


def test_a_file_that_is_longer_than_its_zip_says_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "z.zip", {"log/checkpoint": b"a" * 1000})
    data = bytearray(path.read_bytes())
    for start in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[start : start + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(Malformed, match="unpacked"):
        Zip(path).read("log/checkpoint")


@pytest.mark.parametrize("cut", [10, 40, 100])
def test_a_broken_zip_is_refused(tmp_path: Path, cut: int) -> None:
    path = write_zip(tmp_path / "z.zip")
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(Malformed, match="not a readable zip"):
        Zip(path)


def test_damaged_content_in_a_zip_is_refused_and_the_checks_go_on(tmp_path: Path, evidence: dict[str, bytes]) -> None:
    path = write_zip(tmp_path / "z.zip", evidence)
    data = bytearray(path.read_bytes())
    at = data.index(b"draws/2023-001/frame.csv") + 40
    data[at : at + 20] = bytes(20)
    path.write_bytes(data)
    with pytest.raises(Malformed, match="unpacked"):
        Zip(path).read("draws/2023-001/frame.csv")


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_folder(tmp_path / "folder")
    monkeypatch.setattr(paths, "MAX_FILE", 3)
    with pytest.raises(Malformed, match="over"):
        Folder(root).read("log/checkpoint")
    with pytest.raises(Malformed, match="over"):
        Zip(write_zip(tmp_path / "z.zip"))


def test_what_is_no_publication_is_refused_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("hello")
    for where, word in (("empty", "no published evidence"), ("text.txt", "not a readable zip"), ("no", "no such")):
        with pytest.raises(Malformed, match=word):
            open_published(str(tmp_path / where))


def test_any_of_the_root_files_makes_a_publication(tmp_path: Path) -> None:
    assert isinstance(open_published(str(write_folder(tmp_path / "f"))), Folder)
    assert isinstance(open_published(str(write_zip(tmp_path / "z.zip"))), Zip)


# ── over http ──────────────────────────────────────────────────────────────────


@contextmanager
def site(files: Mapping[str, bytes], redirects: Mapping[str, str] | None = None) -> Iterator[str]:
    """A real server on this machine."""
    moved = redirects or {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix("/sub/")
            if path in moved:
                self.send_response(302)
                self.send_header("Location", moved[path])
                self.end_headers()
            elif path == "broken":
                self.send_error(500)
            elif path in files:
                self.send_response(200)
                self.send_header("Content-Length", str(len(files[path])))
                self.end_headers()
                self.wfile.write(files[path])
            else:
                self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sub"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_site_verifies_by_its_own_listing(year: Bureau, evidence: dict[str, bytes]) -> None:
    with site(evidence) as address:
        report = verify(open_published(address), now=year.clock, genesis=year.genesis)
    ours = verify(year.published(), now=year.clock, genesis=year.genesis).to_json()
    assert {**report.to_json(), "where": ""} == {**ours, "where": ""}


def test_a_site_without_a_listing_is_still_read_by_known_paths() -> None:
    with site(FILES) as address:
        published = Url(address)
        assert list(published.names()) == []
        assert published.read("log/checkpoint") == b"one\n"
        assert published.read("not/there") is None


@pytest.mark.parametrize(
    "listing", [b"", b"[]\n", b'{\n  "files": [\n    1,\n    "../x",\n    "/y"\n  ]\n}\n', b"\xff"]
)
def test_a_senseless_listing_lists_nothing(listing: bytes) -> None:
    with site({"evidence.json": listing}) as address:
        assert list(Url(address).names()) == []


def test_a_redirect_to_another_host_is_refused() -> None:
    moved = {"log/checkpoint": "http://localhost:1/log/checkpoint"}
    with site(FILES, moved) as address, pytest.raises(Malformed, match="redirected elsewhere"):
        Url(address).read("log/checkpoint")


def test_a_redirect_on_the_same_host_is_followed_but_not_for_ever() -> None:
    moved = {"a": "/sub/log/checkpoint", "b": "/sub/b"}
    with site(FILES, moved) as address:
        assert Url(address).read("a") == b"one\n"
        with pytest.raises(Malformed, match="too many"):
            Url(address).read("b")


def test_a_site_that_fails_or_is_gone_is_refused_with_a_word() -> None:
    with site(FILES) as address, pytest.raises(Malformed, match="answers 500"):
        Url(address).read("broken")
    with pytest.raises(Malformed, match="doesn't answer"):
        open_published(address)


def test_a_file_over_the_limit_is_cut_off_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.verify.remote.MAX_FILE", 3)
    with site(FILES) as address, pytest.raises(Malformed, match="too big"):
        Url(address).read("log/checkpoint")
