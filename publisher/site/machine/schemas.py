"""The columns of every published table, as Frictionless table schemas. Evidence tables are found by their header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publisher.draw.tables import CHANGE_HEADER, FRAME_HEADER, PANEL_HEADER, SELECTION_HEADER, TEAMS_HEADER
from publisher.site.machine.tables import DRAW_COLUMNS, RESULT_COLUMNS
from publisher.tables.snapshots import AGENCIES_HEADER, INSPECTORS_HEADER, OBJECTS_HEADER, PLAN_HEADER
from publisher.workspace.rosters import CHANGES_HEADER

_INTEGERS = {"rank", "seat", "position", "listed", "eligible", "size", "results"}
_DATES = {"listed_on", "certificate_until", "from", "to", "visited_on", "fixed_on"}
_TIMES = {"committed", "beacon_time"}
_BOOLEANS = {"corrects", "re_checks", "blinded"}
_HASH = "^[0-9a-f]{64}$"


@dataclass(frozen=True)
class TableKind:
    """A kind of table: its name, what it is, its columns, and those that make a row one of its own."""

    name: str
    title: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where its schema lies in the site."""
        return f"schemas/{self.name}.json"

    def schema(self) -> dict[str, Any]:
        """The Frictionless table schema."""
        described: dict[str, Any] = {"fields": [_field(name, name in self.key) for name in self.columns]}
        if self.key:
            described["primaryKey"] = list(self.key)
        return {**described, "missingValues": [""], "title": self.title}


KINDS: tuple[TableKind, ...] = (
    TableKind("draws", "全部抽查", DRAW_COLUMNS, ("draw",)),
    TableKind("results", "已公示记录，按总账的顺序", RESULT_COLUMNS, ("position",)),
    TableKind("frame", "参加抽签的名单", FRAME_HEADER, ("object_id",)),
    TableKind("panel", "检查人员名单", PANEL_HEADER, ("inspector_id",)),
    TableKind("selection", "抽中名单", SELECTION_HEADER, ("object_id",)),
    TableKind("teams", "检查组", TEAMS_HEADER, ("object_id", "seat")),
    TableKind("change", "更换和增补", CHANGE_HEADER),
    TableKind("objects", "当时的单位名录", OBJECTS_HEADER, ("object_id",)),
    TableKind("inspectors", "当时的检查人员名录", INSPECTORS_HEADER, ("inspector_id",)),
    TableKind("agencies", "当时的检查机构和协作单位", AGENCIES_HEADER, ("agency",)),
    TableKind("plan", "年度计划", PLAN_HEADER, ("row",)),
    TableKind("roster-changes", "名录的变更和理由", CHANGES_HEADER, ("id",)),
    TableKind("towns", "乡镇", ("town", "name"), ("town",)),
)
_BY_HEADER = {",".join(kind.columns): kind for kind in KINDS}


def kind_of(data: bytes) -> TableKind | None:
    """The kind of an evidence table, by its first line."""
    return _BY_HEADER.get(data.split(b"\n", 1)[0].decode("utf-8", "replace"))


def _field(name: str, required: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if required else {}
    if name in ("ticket", "row", "seed") and not required:
        constraints["pattern"] = _HASH
    return {"name": name, "type": _type(name), **({"constraints": constraints} if constraints else {})}


def _type(name: str) -> str:
    if name in _INTEGERS:
        return "integer"
    if name in _DATES:
        return "date"
    if name in _TIMES:
        return "string"  # RFC 3339 with an offset, which frictionless' default format doesn't take
    return "boolean" if name in _BOOLEANS else "string"
