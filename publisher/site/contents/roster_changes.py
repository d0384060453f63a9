"""名录的变更: who came onto a roster, left it, or was edited, why, and in which record (article 6, C19).

Reasons are those of the change list that each roster record binds. The rows themselves are looked up by id, so that a
long roster isn't read as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from publisher.draw.evidence import parse_csv
from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import Roster
from publisher.rules.results import logged_day
from publisher.rules.rosters import INITIAL, REASONS
from publisher.site.contents.downloads import Table
from publisher.site.read.view import View
from publisher.site.read.words import INSPECTOR_STATUS, SECTIONS
from publisher.workspace.rosters import CHANGES_HEADER

EFFECTS: Mapping[str, str] = {"added": "列入", "removed": "移出", "edited": "改动"}
TABLES = {"objects": "单位", "inspectors": "检查人员", "agencies": "检查机构"}
COLUMNS = {
    "name": "名称",
    "kind": "类型",
    "section": "行业门类",
    "industry": "行业大类",
    "town": "乡镇",
    "status": "状态",
    "listed_on": "入库日期",
    "department": "机构",
    "skills": "专长",
    "certificate_until": "执法证有效期至",
    "reserve": "后备",
    "delegation": "委托书",
}
TAKEN = ("日期", "名录", "名称", "编号", "变更", "改了什么", "理由", "总账条目")


class RosterEdit(NamedTuple):
    """One change of a roster: when, who, what, why, and where the log has it."""

    day: date
    table: str
    id: str
    name: str
    effect: str
    said: str
    reason: str
    position: int


class RosterChanges(NamedTuple):
    """All changes, newest first; how many rows each table began with, and which change lists aren't published.

    `first`: the positions of the records that began a table.
    """

    edits: tuple[RosterEdit, ...]
    initial: Mapping[str, int]
    missing: tuple[str, ...]
    first: frozenset[int]


Row = Mapping[str, str]


@lru_cache(maxsize=1)
def roster_changes(view: View) -> RosterChanges:
    """Every change that a roster record of the log tells of."""
    edits: list[RosterEdit] = []
    initial: dict[str, int] = {}
    missing: list[str] = []
    before: dict[str, Logged[Roster]] = {}
    first: set[int] = set()
    for logged in view.ledger.history.of(Roster):
        table = logged.record.table
        lines = _lines(view.files.get(places.snapshot(logged.record.changes)))
        if lines is None:
            missing.append(places.snapshot(logged.record.changes))
        else:
            told = [line for line in lines if line[2] != INITIAL]
            initial[table] = initial.get(table, 0) + len(lines) - len(told)
            edits += _edits(view, logged, before.get(table), told)
        if table not in before:
            first.add(logged.position)
        before[table] = logged
    edits.sort(key=lambda edit: (-edit.position, edit.id))
    return RosterChanges(tuple(edits), initial, tuple(missing), frozenset(first))


def _lines(data: bytes | None) -> list[tuple[str, str, str]] | None:
    if data is None:
        return None
    try:
        return [(row[0], row[1], row[2]) for row in parse_csv(data, CHANGES_HEADER)]
    except PublisherError:
        return None


def _edits(
    view: View, logged: Logged[Roster], before: Logged[Roster] | None, lines: list[tuple[str, str, str]]
) -> Iterator[RosterEdit]:
    wanted = {line[0] for line in lines}
    new = rows_of(view.files.get(places.snapshot(logged.record.sha256), b""), wanted)
    old = rows_of(view.files.get(places.snapshot(before.record.sha256), b""), wanted) if before else {}
    for key, effect, reason in lines:
        row = new.get(key) or old.get(key) or {}
        said = "；".join(_differences(view, old.get(key, {}), new.get(key, {}))) if effect == "edited" else ""
        yield RosterEdit(
            logged_day(logged.record),
            logged.record.table,
            key,
            row.get("name", ""),
            EFFECTS.get(effect, effect),
            said,
            REASONS[reason].words.zh if reason in REASONS else reason or "没有写理由",
            logged.position,
        )


def rows_of(data: bytes, wanted: Collection[str]) -> dict[str, Row]:
    """The rows of a snapshot with these ids: lines that begin with another id aren't parsed."""
    head, _, body = data.partition(b"\n")
    keys = {key.encode() for key in wanted}
    kept = [line for line in body.split(b"\n") if line.partition(b",")[0] in keys] if keys else []
    header = head.decode("utf-8", "replace").split(",")
    try:
        rows = parse_csv(b"\n".join([head, *kept, b""]), header)
    except PublisherError:
        return {}
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def _differences(view: View, old: Row, new: Row) -> Iterator[str]:
    for column, value in new.items():
        if old.get(column, "") != value:
            was, now = _say(view, column, old.get(column, "")), _say(view, column, value)
            yield f"{COLUMNS.get(column, column)}：{was} → {now}"


def _say(view: View, column: str, value: str) -> str:
    if column == "town":
        return view.words.say("town", value)
    if column == "section":
        return SECTIONS.get(value, value)
    if column == "skills":
        return "、".join(view.words.say("skill", skill) for skill in value.split(";") if skill) or "空"
    return INSPECTOR_STATUS.get(value, value) if column == "status" else value or "空"


def edit_counts(changes: RosterChanges) -> dict[int, dict[str, int]]:
    """Position of a roster record → how many rows came, went, were edited."""
    codes = {words: code for code, words in EFFECTS.items()}
    found: dict[int, dict[str, int]] = {}
    for edit in changes.edits:
        counts = found.setdefault(edit.position, dict.fromkeys(EFFECTS, 0))
        counts[codes.get(edit.effect, "edited")] += 1
    return found


def changes_table(changes: RosterChanges) -> Table:
    """The changes as a table to take away."""
    rows = [(e.day, TABLES[e.table], e.name, e.id, e.effect, e.said, e.reason, e.position) for e in changes.edits]
    return Table("名录变更", TAKEN, rows)
