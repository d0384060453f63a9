"""事项清单 in all its versions, and the rule's numbers, from the log and the snapshots (articles 5 and 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from publisher.draw.evidence import parse_json
from publisher.draw.identifiers import SHANGHAI
from publisher.draw.parts import faults_of
from publisher.errors import Malformed
from publisher.log import places
from publisher.log.history import History
from publisher.site.read.source import Source
from publisher.site.read.words import Vocabulary
from publisher.tables.models import Item, ItemList

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class ItemView:
    """One item with words for its codes."""

    item: Item
    methods: str
    unit: str


class ItemChange(NamedTuple):
    """One difference from one version to the next; the item's name as it is now, or was last."""

    item: str
    name: str
    said: str


@dataclass(frozen=True)
class ItemsVersion:
    """A version of the list. `in_force`: it is the one that counts now; `items` is empty where its file is missing.

    `changes`: against the version before it; None for the first one, and where one of both files is missing.
    """

    version: str
    effective: str
    position: int
    hash: str
    time: str
    path: str
    in_force: bool
    items: tuple[ItemView, ...]
    changes: tuple[ItemChange, ...] | None


def read_items(
    source: Source, history: History, words: Vocabulary, units: Callable[[str], str], now: datetime
) -> tuple[ItemsVersion, ...]:
    """All versions of the list of items, newest first. `units`: an agency's id → its name."""
    today = now.astimezone(SHANGHAI).date().isoformat()
    logged = history.files("items")
    due = [item for item in logged if item.record.effective <= today]
    current = due[-1].position if due else -1
    views: list[ItemsVersion] = []
    before: ItemList | None = None
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
                changes=item_changes(before, found) if before and found else None,
            )
        )
        before = found
    return tuple(reversed(views))


FIELDS = {
    "name": "名称",
    "class_": "类别",
    "law_type": "执法类型",
    "basis": "依据",
    "scope_text": "检查谁",
    "method": "检查方式",
    "ratio": "抽查比例",
    "frequency_cap": "一户一年至多",
    "unit": "检查主体",
}
"""The fields of an item whose changes are told one by one; any other is told as a change of its details."""


def item_changes(before: ItemList, after: ItemList) -> tuple[ItemChange, ...]:
    """What one version changed of the one before it: items that came, went, or were edited (article 5)."""
    old, new = ({item.item: item for item in listed.items} for listed in (before, after))
    names = {key: item.name for key, item in (old | new).items()}
    found = [ItemChange(key, names[key], "列入") for key in new.keys() - old.keys()]
    found += [ItemChange(key, names[key], "移出") for key in old.keys() - new.keys()]
    for key in old.keys() & new.keys():
        found += [ItemChange(key, names[key], said) for said in _edits(old[key], new[key])]
    return tuple(sorted(found))


def _edits(old: Item, new: Item) -> list[str]:
    told = [
        f"{title}：{_text(getattr(old, field))} → {_text(getattr(new, field))}"
        for field, title in FIELDS.items()
        if getattr(old, field) != getattr(new, field)
    ]
    rest = (field for field in type(new).model_fields if field not in FIELDS)
    if any(getattr(old, field) != getattr(new, field) for field in rest):
        told.append("其他细节有改动，见两版的原件")
    return told


def _text(value: object) -> str:
    shown = "；".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return shown or "空"


def _item(item: Item, words: Vocabulary, units: Callable[[str], str]) -> ItemView:
    return ItemView(item, words.all("method", item.method), units(item.unit))


def _model(model: type[M]) -> Callable[[bytes, str], M]:
    def parse(data: bytes, name: str) -> M:
        try:
            return model.model_validate(parse_json(data, name))
        except ValidationError as error:
            raise Malformed(*faults_of(error, name)) from None

    return parse
