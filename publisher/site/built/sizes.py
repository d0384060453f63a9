"""How big a file of the site may be, so that an old phone can open its pages and a portal takes its files."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.errors import Fault, fault
from publisher.site.built.folder import BuiltSite

MEGABYTE = 10**6
PAGE = 10 * MEGABYTE
"""A page: ten thousand rows of a table, and no more."""
PROGRAM = 2 * MEGABYTE
"""A script or a style sheet."""
FILE = 200 * MEGABYTE
"""Any other file: both verifiers read no larger ones."""


def limit(name: str) -> int:
    """The most bytes of a file of this name; the zip of everything has no limit."""
    if name.endswith(".zip"):
        return 2**63
    if name.endswith(".html"):
        return PAGE
    return PROGRAM if name.endswith((".js", ".css")) else FILE


def size_faults(site: BuiltSite) -> Iterator[Fault]:
    """Files over their limit."""
    for name in site.names:
        size, most = site.size(name), limit(name)
        if size > most:
            wrong = (f"{size / MEGABYTE:.1f} MB，太大", f"{size / MEGABYTE:.1f} MB is too big")
            right = (f"不超过{most / MEGABYTE:.0f} MB", f"at most {most / MEGABYTE:.0f} MB")
            yield fault("site-size", *wrong, *right).at(name)
