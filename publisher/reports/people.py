"""Who stands behind the ids of one draw, for papers: names from the rosters that its commit binds (article 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.history import History
from publisher.log.records import Commit
from publisher.tables import snapshots
from publisher.tables.rosters import Inspector, RosterObject

T = TypeVar("T")
MASKED = "*"


@dataclass(frozen=True, kw_only=True)
class People:
    """The rosters of a draw by id. `openings`: alias → id, as far as it is known; `items`: item → its name."""

    objects: Mapping[str, RosterObject]
    inspectors: Mapping[str, Inspector]
    items: Mapping[str, str]
    openings: Mapping[str, str]

    def object_id(self, name: str) -> str:
        """The id behind what the draw's files say; empty where only the alias is known."""
        return name if name in self.objects else self.openings.get(name, "")

    def object(self, name: str) -> RosterObject | None:
        """The roster's line; None where only the alias is known."""
        return self.objects.get(self.object_id(name))

    def named(self, items: Sequence[str]) -> str:
        """Items with their names."""
        return "；".join(f"{item} {self.items.get(item, '')}".strip() for item in items)

    def inspector(self, inspector_id: str) -> str:
        """Name and number, or the number alone where names are masked."""
        found = self.inspectors.get(inspector_id)
        name = found.name if found and found.name != MASKED else ""
        return f"{name}（{inspector_id}）" if name else inspector_id


def read_people(
    files: Mapping[str, bytes], history: History, commit: Commit, openings: Mapping[str, str] | None = None
) -> People:
    """The people and items of a draw. A roster that is missing or can't be read leaves ids without names."""
    size = commit.basis.size
    objects = _roster(files, history, "objects", size, snapshots.parse_objects_snapshot)
    inspectors = _roster(files, history, "inspectors", size, snapshots.parse_inspectors_snapshot)
    return People(
        objects={row.object_id: row for row in objects},
        inspectors={row.inspector_id: row for row in inspectors},
        items=_items(files, history, size),
        openings=dict(openings or {}),
    )


def _roster(
    files: Mapping[str, bytes], history: History, table: str, size: int, parse: Callable[[bytes, str], list[T]]
) -> list[T]:
    logged = history.roster(table, size)
    path = places.snapshot(logged.record.sha256) if logged else ""
    try:
        return parse(files[path], path) if path in files else []
    except PublisherError:
        return []


def _items(files: Mapping[str, bytes], history: History, size: int) -> dict[str, str]:
    """The names of every item that a list logged before `size` has had, the newest name of each."""
    found: dict[str, str] = {}
    for logged in history.files("items", size):
        path = places.snapshot(logged.record.sha256, "json")
        try:
            rows = snapshots.parse_items_json(files[path], path).items if path in files else []
        except PublisherError:
            continue
        found |= {row.item: row.name for row in rows}
    return found
