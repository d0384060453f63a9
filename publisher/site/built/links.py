"""Every link leads to a file of the site by a relative path, and nothing is asked of another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from publisher.errors import Fault, fault
from publisher.site.built.folder import BuiltSite
from publisher.site.built.scan import Scan

_FOREIGN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["']?)((?:[a-z]+:)?//[^)"'\s]*)""", re.IGNORECASE)
_FOREIGN_SCRIPT = re.compile(
    r"""\b(?:from|import|fetch|importScripts|Worker|EventSource|WebSocket)\s*\(?\s*["'`]((?:https?|wss?):)?//"""
)
_ASCII = re.compile(r"[0-9A-Za-z._/-]+")
INDEX = "index.html"
_ASKED = ("firm.html", "q=")
"""The page that answers what stands in the fragment of its address, and how that begins: such a one is no anchor."""


def link_faults(site: BuiltSite, pages: Mapping[str, Scan]) -> Iterator[Fault]:
    """Links that lead nowhere or elsewhere, in the order of the pages."""
    names = set(site.names)
    for path, page in pages.items():
        for link in dict.fromkeys(page.links + page.loads):
            if (found := _fault(path, link, names, pages)) is not None:
                yield found.at(path)


def _fault(path: str, link: str, names: set[str], pages: Mapping[str, Scan]) -> Fault | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        right = ("只用本站的相对地址", "only relative addresses of this site")
        return fault("site-foreign", f"指向站外或绝对地址：{link}", f"leads elsewhere or is absolute: {link}", *right)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    target = posixpath.join(target, INDEX) if parts.path.endswith("/") or target == "." else target
    target = posixpath.normpath(target)
    if target not in names:
        right = (f"网站里应有{target}", f"the site should hold {target}")
        return fault("site-link", f"链接落空：{link}", f"a link leads nowhere: {link}", *right)
    asked = target == _ASKED[0] and parts.fragment.startswith(_ASKED[1])
    if parts.fragment and not asked and target in pages and unquote(parts.fragment) not in pages[target].anchors:
        right = (f"{target}里应有这个锚点", f"{target} should hold that anchor")
        return fault("site-anchor", f"锚点落空：{link}", f"an anchor is missing: {link}", *right)
    return None


def foreign_faults(site: BuiltSite) -> Iterator[Fault]:
    """Style sheets, drawings and scripts that would load from another host."""
    for name in site.names:
        pattern = _FOREIGN_STYLE if name.endswith((".css", ".svg")) else _FOREIGN_SCRIPT
        if name.endswith((".css", ".svg", ".js")) and (found := pattern.search(site.text(name))):
            right = ("网站不得向别处取任何东西", "the site asks nobody for anything")
            said = fault("site-foreign", f"会向站外取：{found[0]}", f"would load from elsewhere: {found[0]}", *right)
            yield said.at(name)


def name_faults(site: BuiltSite) -> Iterator[Fault]:
    """File names that a portal may refuse, and links that lead out of the folder."""
    for name in site.names:
        if not _ASCII.fullmatch(name):
            right = ("只用英文字母、数字和._-", "only ASCII letters, digits and ._-")
            yield fault("site-name", "文件名门户可能不收", "a portal may refuse this name", *right).at(name)
        elif (site.root / name).is_symlink():
            right = ("放文件本身", "put the file itself there")
            yield fault("site-name", "这是一个符号链接", "this is a symbolic link", *right).at(name)
