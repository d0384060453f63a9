"""The bureau's enforcement matters and how many of them the list in force inspects (article 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.rules.items import Coverage, coverage
from publisher.site.read.items import ItemsVersion


@dataclass(frozen=True)
class MatterView:
    """An enforcement matter as data/bureau.json tells of it. `items`: the items that inspect it, listed or not."""

    matter: str
    name: str
    basis: str
    items: tuple[str, ...]


def read_matters(value: object) -> tuple[MatterView, ...]:
    """`matters` of data/bureau.json; what can't be read is left out."""
    return tuple(matter for row in (value if isinstance(value, list) else []) if (matter := _matter(row)))


def _matter(row: object) -> MatterView | None:
    members = row if isinstance(row, dict) else {}
    matter, name, basis, items = (members.get(member) for member in ("matter", "name", "basis", "items"))
    if not (isinstance(matter, str) and isinstance(name, str) and isinstance(basis, str) and isinstance(items, list)):
        return None
    return MatterView(matter, name, basis, tuple(item for item in items if isinstance(item, str)))


def coverage_of(matters: Sequence[MatterView], current: ItemsVersion | None) -> Coverage | None:
    """Which of the matters the items of a version inspect; None without matters (article 5)."""
    if not matters:
        return None
    listed = {one.item.item for one in current.items} if current else set()
    covered_by = {item: {matter.matter for matter in matters if item in matter.items} for item in listed}
    return coverage({matter.matter for matter in matters}, covered_by)
