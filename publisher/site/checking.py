"""What the plugin adds to the pages so that readers check for themselves: the directory of firms, what is in the zip.

The zip holds every evidence file at its published path, the verifier's modules, and offline.html, which works from a
folder without a network: there a page may load scripts but fetch nothing, so the evidence lies in a script too.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import IO

from publisher.site.contents.draw_context import DrawContext
from publisher.site.lookup.finding import find_files
from publisher.site.lookup.standing import standing_files
from publisher.site.machine.json_files import draw_json_file
from publisher.site.pages.render import render
from publisher.site.paper.notice import hall_document, notice_document
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View

EMBEDDED = 100 * 2**20
"""Evidence up to this many bytes is also put into a script; more than that is read from the unpacked folder."""

_MODULES = b'{\n  "private": true,\n  "type": "module"\n}\n'


def draw_files(draw: DrawView, context: DrawContext, frame: bytes) -> Iterator[tuple[str, bytes]]:
    """(site path, bytes) of what is a draw's own beside its page and its evidence. `frame`: its frame.csv, or empty."""
    yield from standing_files(draw, context.until, frame).items()
    path, html = notice_document(draw, context)
    yield path, html.encode()
    yield draw_json_file(draw)


def extra_files(view: View, address: str = "") -> Iterator[tuple[str, bytes]]:
    """(site path, bytes) of what is no page of the theme: the directory, the hall's screen.

    `address`: of the site, where it is known.
    """
    yield from find_files(view).items()
    path, html = hall_document(view, address)
    yield path, html.encode()


def site_programs(site: Path) -> dict[str, bytes]:
    """Site path → bytes of a built site's verifier and style sheet: what goes into the zip."""
    found = [path for path in (site / "verify").rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in [*found, site / "assets" / "site.css"]}


def write_each(site: Path, files: Iterable[tuple[str, bytes]], before: Path | None = None) -> None:
    """Write (path, bytes) below a folder, each before the next is made; each folder is made once.

    `before`: the site that is to be replaced. Where it holds the same bytes, its file gets a second name, which takes a
    tenth of the time that a new file takes.
    """
    made: set[str] = set()
    umask = os.umask(0)
    os.umask(umask)
    for path, data in files:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (site / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        if before is None or not _linked(f"{before}/{path}", f"{site}/{path}", data, 0o666 & ~umask):
            with fresh_file(f"{site}/{path}") as file:
                file.write(data)


def fresh_file(path: str | Path) -> IO[bytes]:
    """A new file in the place of whatever lies there: nothing is written through a name that the old site shares."""
    with suppress(FileNotFoundError):
        os.unlink(path)
    return open(path, "xb")


def _linked(old: str, new: str, data: bytes, mode: int) -> bool:
    """Whether the old file could be linked: a plain one with these bytes, and readable for whom a new one would be."""
    try:
        found = os.lstat(old)
        if not S_ISREG(found.st_mode) or found.st_size != len(data) or S_IMODE(found.st_mode) != mode:
            return False
        if Path(old).read_bytes() != data:
            return False
        os.link(old, new)
    except OSError:  # there is none, or the disk knows no second names
        return False
    return True


def zip_programs(view: View, programs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path → bytes of what is in the zip beside the evidence. `programs`: the verifier and style sheet by site path."""
    return {
        **programs,
        "verify/package.json": _MODULES,
        "offline.html": render("offline_standalone.html", "offline.html", view=view).encode(),
        "evidence.js": evidence_script(view.files).encode(),
    }


def evidence_script(files: Mapping[str, bytes]) -> str:
    """The evidence as a script: path → text, or `[base64]` for what isn't UTF-8; `null` where it is too big."""
    held = None if sum(map(len, files.values())) > EMBEDDED else {path: _held(data) for path, data in files.items()}
    return f"globalThis.SHUANGSUIJI_EVIDENCE = {json.dumps(held, ensure_ascii=False, indent=0, sort_keys=True)};\n"


def _held(data: bytes) -> str | list[str]:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return [base64.b64encode(data).decode()]
