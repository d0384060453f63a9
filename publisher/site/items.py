"""事项清单 in all its versions, and the rule's numbers, from the log and the snapshots (articles 5 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from publisher.draw.evidence import parse_json
from publisher.draw.identifiers import SHANGHAI
from publisher.draw.parts import faults_of
from publisher.errors import Malformed
from publisher.log import places
from publisher.log.history import History
from publisher.rules.items import Coverage, coverage
from publisher.site.source import Source
from publisher.site.words import Vocabulary
from publisher.tables.models import Item, ItemList
from publisher.tables.policy import PolicyEvidence
from publisher.tables.snapshots import parse_policy_json

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class ItemView:
    """One item with words for its codes."""

    item: Item
    methods: str
    unit: str


@dataclass(frozen=True)
class ItemsVersion:
    """A version of the list. `in_force`: it is the one that counts now; `items` is empty where its file is missing."""

    version: str
    effective: str
    position: int
    hash: str
    time: str
    path: str
    in_force: bool
    items: tuple[ItemView, ...]


def read_items(
    source: Source, history: History, words: Vocabulary, units: Callable[[str], str], now: datetime
) -> tuple[ItemsVersion, ...]:
    """All versions of the list of items, newest first. `units`: an agency's id → its name."""
    today = now.astimezone(SHANGHAI).date().isoformat()
    logged = history.files("items")
    due = [item for item in logged if item.record.effective <= today]
    current = due[-1].position if due else -1
    views = []
    for item in logged:
        path = places.snapshot(item.record.sha256, "json")
        found = source.read(path, _model(ItemList))
        views.append(
            ItemsVersion(
                version=item.record.version,
                effective=item.record.effective,
                position=item.position,
                hash=item.record.sha256,
                time=item.record.time,
                path=path,
                in_force=item.position == current,
                items=tuple(_item(one, words, units) for one in found.items) if found else (),
            )
        )
    return tuple(reversed(views))


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


def _item(item: Item, words: Vocabulary, units: Callable[[str], str]) -> ItemView:
    return ItemView(item, words.all("method", item.method), units(item.unit))


def read_policy(source: Source, history: History) -> PolicyEvidence | None:
    """The newest policy, or None."""
    logged = history.files("policy")
    return source.read(places.snapshot(logged[-1].record.sha256, "json"), parse_policy_json) if logged else None


def _model(model: type[M]) -> Callable[[bytes, str], M]:
    def parse(data: bytes, name: str) -> M:
        try:
            return model.model_validate(parse_json(data, name))
        except ValidationError as error:
            raise Malformed(*faults_of(error, name)) from None

    return parse
