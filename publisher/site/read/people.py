"""Who stands behind the ids of one draw: names from the rosters its commit binds, aliases until they are opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.draw.blinding import Opening, opening
from publisher.draw.evidence import evidence_text
from publisher.draw.identifiers import HEX64
from publisher.errors import Fails, Malformed, fault
from publisher.log import places
from publisher.log.history import DrawRecords
from publisher.log.records import Commit
from publisher.log.rows import ResultRow, RowFile
from publisher.site.read.rosters import Snapshots
from publisher.site.read.source import Source


class Person(NamedTuple):
    """An object or an inspector: `key` as in the draw's files, `id` and `name` where they are known, else empty."""

    key: str
    id: str
    name: str

    @property
    def blinded(self) -> bool:
        """Whether only the alias is known."""
        return not self.id

    @property
    def short(self) -> str:
        """The key, cut where it is an alias of 64 digits."""
        return f"{self.key[:12]}…" if len(self.key) == 64 else self.key


@dataclass(frozen=True)
class People:
    """The names of one draw. `openings`: alias → object id."""

    blinded: bool
    objects: Mapping[str, str]
    inspectors: Mapping[str, str]
    openings: Mapping[str, str] = field(default_factory=dict)

    def object(self, key: str) -> Person:
        """The object that stands in the draw's files as `key`."""
        object_id = self.openings.get(key, "") if self.blinded else key
        return Person(key, object_id, self.objects.get(object_id, ""))

    def inspector(self, key: str) -> Person:
        """An inspector."""
        return Person(key, key, self.inspectors.get(key, ""))


def read_people(
    source: Source, draw: str, commit: Commit, snapshots: Snapshots, results: Mapping[str, ResultRow]
) -> People:
    """The names of a draw. `results`: row hash → result; its opening counts where it opens that alias."""
    objects: Mapping[str, str] = {}
    inspectors: Mapping[str, str] = {}
    for name in commit.files:
        if name.startswith("snapshots/") and name.endswith(".csv"):
            key, names = snapshots.names(name.removeprefix("snapshots/").removesuffix(".csv"))
            objects = names if key == "object_id" else objects
            inspectors = names if key == "inspector_id" else inspectors
    if commit.frame == "open":
        return People(False, objects, inspectors)
    return People(True, objects, inspectors, _openings(source, draw, objects, results))


def _openings(
    source: Source, draw: str, objects: Mapping[str, str], results: Mapping[str, ResultRow]
) -> dict[str, str]:
    found = {}
    for row in results.values():
        if row.opening and row.opening.alias(draw) == row.object:
            found[row.object] = row.opening.object_id
    key = source.optional(places.draw_file(draw, places.FRAME_KEY), _frame_key)
    if key:
        opened: list[Opening] = [opening(key, object_id) for object_id in objects]
        found |= {one.alias(draw): one.object_id for one in opened}
    return found


def _frame_key(data: bytes, name: str) -> bytes:
    text = evidence_text(data, name).removesuffix("\n")
    if not HEX64.fullmatch(text):
        right = ("64位十六进制数", "64 hex digits")
        raise Malformed(fault("frame-key", "不是名单密钥", "not a frame key", *right).at(name))
    return bytes.fromhex(text)


def read_results(source: Source, records: DrawRecords) -> dict[str, ResultRow]:
    """Row hash → the result that the row's file tells, for every row of the draw whose text is still published."""
    withdrawn = {item.record.row for item in records.withdrawals}
    found = {}
    for logged in records.rows:
        row = logged.record.row
        path = places.draw_file(records.draw, places.row_file(row))
        if path not in source.files:
            if row not in withdrawn:
                source.missing(path)
            continue
        result = source.read(path, _result_of(row))
        if result:
            found[row] = result
    return found


def _result_of(row: str) -> Callable[[bytes, str], ResultRow]:
    def parse(data: bytes, name: str) -> ResultRow:
        found, result = RowFile.read_result(data)
        if found != row:
            right = ("盐与正文的哈希应与总账所载一致", "salt and text must hash to what the log holds")
            raise Fails(fault("row", "已公示记录与总账不符", "not the row that the log holds", *right).at(name))
        return result

    return parse
