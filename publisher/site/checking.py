"""What the plugin adds to the pages so that readers check for themselves: the directory of firms, and evidence.zip.

The zip holds every evidence file at its published path, the verifier's modules, and offline.html, which works from a
folder without a network: there a page may load scripts but fetch nothing, so the evidence lies in a script too.
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from publisher.site.contents.takeaway import takeaway_files
from publisher.site.lookup.finding import find_files
from publisher.site.lookup.standing import standing_files
from publisher.site.pages.render import render
from publisher.site.paper.notice import wall_documents
from publisher.site.read.view import View

ZIP = "evidence.zip"
EMBEDDED = 100 * 2**20
"""Evidence up to this many bytes is also put into a script; more than that is read from the unpacked folder."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_UNIX = 3
_MODULES = b'{\n  "private": true,\n  "type": "module"\n}\n'


def write_extras(view: View, site: Path, address: str = "") -> None:
    """Write into a built site what is no page of the theme: the directory, tables to take away, notices, evidence.zip.

    The site's `verify/` and `assets/site.css` go into the zip. `address`: of the site, where it is known.
    """
    for path, data in _extras(view, address):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    programs = {path.relative_to(site).as_posix(): path.read_bytes() for path in _programs(site)}
    write_zip(site / ZIP, zip_files(view, programs))


def _extras(view: View, address: str) -> Iterator[tuple[str, bytes]]:
    """(site path, bytes), each written before the next is made."""
    yield from find_files(view).items()
    yield from standing_files(view)
    yield from takeaway_files(view)
    for path, html in wall_documents(view, address):
        yield path, html.encode()


def _programs(site: Path) -> list[Path]:
    found = [path for path in (site / "verify").rglob("*") if path.is_file()]
    return sorted([*found, site / "assets" / "site.css"])


def zip_files(view: View, programs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path → bytes of everything in the zip. `programs`: the verifier and style sheets by site path."""
    return {
        **view.files,
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


def write_zip(target: Path, files: Mapping[str, bytes]) -> None:
    """A zip whose bytes depend on nothing but the files (and on zlib's version): sorted, without times and owners."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path, data in sorted(files.items()):
            member = zipfile.ZipInfo(path, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _REGULAR
            packed.writestr(member, data)
