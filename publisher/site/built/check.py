"""`site check`: everything that can be wrong with a built site before the public sees it (SITE.md, hosting)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.errors import Fault
from publisher.site.built.folder import BuiltSite
from publisher.site.built.links import foreign_faults, link_faults, name_faults
from publisher.site.built.private import privacy_faults
from publisher.site.built.scan import scan
from publisher.site.built.security import policy_faults
from publisher.site.built.sizes import size_faults

_LARGEST = 5


class Inventory(NamedTuple):
    """What was looked at: files, pages, bytes, and the largest files with their bytes."""

    files: int
    pages: int
    bytes: int
    largest: tuple[tuple[str, int], ...]


def check_site(site: BuiltSite) -> list[Fault]:
    """Every fault of the site: links, addresses, names, policy, private numbers, sizes. Nothing is changed."""
    return list(_faults(site))


def _faults(site: BuiltSite) -> Iterator[Fault]:
    pages = {path: scan(site.text(path)) for path in site.pages}
    yield from name_faults(site)
    yield from link_faults(site, pages)
    yield from foreign_faults(site)
    yield from policy_faults(site, pages)
    yield from privacy_faults(site)
    yield from size_faults(site)


def inventory(site: BuiltSite) -> Inventory:
    """The site in numbers."""
    sizes = {name: site.size(name) for name in site.names}
    largest = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[:_LARGEST]
    return Inventory(len(sizes), len(site.pages), sum(sizes.values()), tuple(largest))
