"""Templates into HTML: everything that comes from data is escaped, links are relative to the page that holds them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from publisher.draw.parts import BeaconPart
from publisher.site.read import figures
from publisher.site.read.words import BEACONS, CHANGE_CODES, KINDS, METHODS, ROLES, VISITS, VOIDS, beacon_said

FILTERS: dict[str, Callable[..., str]] = {
    name: getattr(figures, name) for name in ("day", "groups", "moment", "moment_en", "percent", "second", "thousands")
}


def render(template: str, path: str, **values: Any) -> str:
    """The HTML of `templates/<template>` for the page at `path` (site-relative, as `draws/2024-001/index.html`).

    In the template `to(target)` is the relative link from this page to another site-relative path.
    """
    return _environment().get_template(template).render(to=_links(path), path=path, **values)


def _links(path: str) -> Callable[[str], str]:
    folder = posixpath.dirname(path)

    def to(target: str) -> str:
        address, mark, anchor = target.partition("#")
        path, asked, query = address.partition("?")
        there, _, file = path.rpartition("/")
        return f"{_between(folder, there)}{quote(file)}{asked}{quote(query, safe='=&:,')}{mark}{anchor}"

    return to


@lru_cache(maxsize=8192)
def _between(folder: str, there: str) -> str:
    """How to get from one folder of the site to another: `../2024-001/`, empty for the same one."""
    relative = posixpath.relpath(there or ".", folder or ".")
    return "" if relative == "." else f"{quote(relative)}/"


def _beacon(part: BeaconPart) -> str:
    return beacon_said(part.source, part.round)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("publisher.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {**FILTERS, "beacon": _beacon}
    environment.globals |= {
        "beacons": BEACONS,
        "change_codes": CHANGE_CODES,
        "kinds": KINDS,
        "methods": METHODS,
        "roles": ROLES,
        "visits": VISITS,
        "voids": VOIDS,
    }
    return environment
