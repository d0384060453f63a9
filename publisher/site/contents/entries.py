"""改了什么: every entry of the log in words, newest first, with the checkpoints between them (SITE.md).

Whoever kept a checkpoint finds it in the list: everything above it was added since. So the page answers without a
script; with one it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from publisher.draw.identifiers import parse_time
from publisher.log.history import Entry
from publisher.rules.results import routine_rows
from publisher.site.contents.results import results_by_year
from publisher.site.contents.results_context import result_link
from publisher.site.read.ledger import CheckpointView
from publisher.site.read.view import View
from publisher.site.read.words import GROUNDS, VOIDS

Kind = Literal["new", "corrected", "withdrawn", "void"]
KIND_SAID: Mapping[Kind, str] = {"new": "新增", "corrected": "更正", "withdrawn": "停止公示", "void": "作废"}
ROSTERS = {"objects": "单位名录", "inspectors": "检查人员名录", "agencies": "检查机构名录"}
FILES = {"items": "检查事项清单", "plan": "年度计划", "policy": "规则的数字"}


class EntryView(NamedTuple):
    """One entry in words. `link`: the site path of what it is about, or empty."""

    position: int
    time: datetime | None
    kind: Kind
    said: str
    link: str
    hash: str


class Since(NamedTuple):
    """What came into the log between one checkpoint and the next: the checkpoint that first holds it, and the entries.

    `newer`: kind → how many entries came after this checkpoint, up to now; `covered`: the next one that a witness
    cosigned, where nobody cosigned this one.
    """

    point: CheckpointView
    entries: tuple[EntryView, ...]
    newer: Mapping[Kind, int]
    covered: CheckpointView | None


def since_each(view: View, limit: int) -> tuple[list[Since], int]:
    """The newest `limit` entries by the checkpoint that first held them, newest first; and how many aren't listed."""
    history = view.ledger.history
    first = max(0, len(history.entries) - limit)
    routine = routine_rows(view.books.results)
    said = [_entry(view, entry, routine) for entry in history.entries[first:]]
    points = [point for point in view.ledger.checkpoints if point.size > first]
    found: list[Since] = []
    newer: dict[Kind, int] = dict.fromkeys(KIND_SAID, 0)
    edges = [first, *(point.size for point in points)]
    for number in range(len(points) - 1, -1, -1):
        part = said[edges[number] - first : edges[number + 1] - first]
        found.append(Since(points[number], tuple(reversed(part)), dict(newer), _covering(view, points[number])))
        for entry in part:
            newer[entry.kind] += 1
    return found, first


def _covering(view: View, point: CheckpointView) -> CheckpointView | None:
    return None if point.cosignatures else view.ledger.first_cosigned(point.size - 1)


def _entry(view: View, entry: Entry, routine: Container[str]) -> EntryView:
    """`routine`: rows that go on with a result (a re-check, a visit after its entry) and correct no error."""
    record = entry.record
    if record is None:
        return EntryView(entry.position, None, "new", "读不出的一条记录", "", entry.hash)
    continues = record.type == "correction" and getattr(record, "row", "") in routine
    kind: Kind = "new" if continues else _KINDS.get(record.type, "new")
    said, link = _SAID[record.type](view, record)
    draw = getattr(record, "draw", None)
    if draw and draw not in view.by_number:
        link = ""
    if continues:
        said = said.replace("检查结果更正", "复查、补充结果")
    return EntryView(entry.position, parse_time(record.time), kind, said, link, entry.hash)


_KINDS: Mapping[str, Kind] = {"correction": "corrected", "withdraw": "withdrawn", "void": "void"}
Said = tuple[str, str]


def _draw(words: str) -> Callable[[View, Any], Said]:
    return lambda _, record: (f"{record.draw} {words}", f"draws/{record.draw}/index.html")


def _genesis(_: View, record: Any) -> Said:
    return f"总账的起点：{record.bureau}", "oversight.html#genesis"


def _trust(_: View, record: Any) -> Said:
    return f"签名规定变更：{record.reason}", "oversight.html#keys"


def _file(_: View, record: Any) -> Said:
    link = {"items": "items.html", "plan": "plan.html"}.get(record.type, "")
    return f"{FILES[record.type]}（{record.version}），{record.effective}起执行", link


def _roster(_: View, record: Any) -> Said:
    return f"{ROSTERS[record.table]}封存，{record.rows}行", "roster.html#snapshots"


def _commit(_: View, record: Any) -> Said:
    return f"{record.draw} 抽签前封存：{record.title}", f"draws/{record.draw}/index.html"


def _void(_: View, record: Any) -> Said:
    return f"{record.draw} 作废：{VOIDS.get(record.code, record.code)}", f"draws/{record.draw}/index.html"


def _filing(_: View, record: Any) -> Said:
    if record.type == "report":
        return f"{record.period or ''}情况报告", "oversight.html#reports"
    return f"{record.draw or ''} 案卷归档", f"draws/{record.draw}/index.html" if record.draw else ""


def _row(view: View, record: Any) -> Said:
    words = {"result": "检查结果", "correction": "检查结果更正", "nonrandom": "抽签以外的检查，登记"}[record.type]
    if not record.draw:
        return f"{record.object} {words}", _listed_outside(view).get(record.row, "")
    return f"{record.draw} {words}：{_named(view, record)}", f"draws/{record.draw}/index.html#u-{record.object}"


@lru_cache(maxsize=1)
def _listed_outside(view: View) -> Mapping[str, str]:
    """Sealed row of an inspection outside the draw → where its result is listed; only those that are."""
    listed = {line.row for made in results_by_year(view) for line in made.lines}
    mine = (result for result in view.books.results if not result.draw and result.newest.row in listed)
    return {told.row: result_link(view, result) for result in mine for told in result.rows}


def _named(view: View, record: Any) -> str:
    """The object's name as far as it is public now."""
    if record.row in view.withdrawn:
        return "（已停止公示）"
    draw = view.by_number.get(record.draw)
    person = draw.people.object(record.object) if draw else None
    return person.name or person.short if person else record.object


def _withdraw(_: View, record: Any) -> Said:
    words = f"停止公示一条结果（{GROUNDS.get(record.ground, record.ground)}）"
    return f"{record.draw} {words}".strip(), "oversight.html#withdrawn"


_SAID: Mapping[str, Callable[[View, Any], Said]] = {
    "genesis": _genesis,
    "trust": _trust,
    "items": _file,
    "plan": _file,
    "policy": _file,
    "roster": _roster,
    "commit": _commit,
    "reveal": _draw("拆封"),
    "ceremony": _draw("现场公开摇号"),
    "close": _draw("封签"),
    "outcome": _draw("抽签结果"),
    "change": _draw("更换：提出"),
    "changed": _draw("更换：完成"),
    "void": _void,
    "audit": _draw("外部审计人的意见"),
    "report": _filing,
    "archive": _filing,
    "result": _row,
    "correction": _row,
    "nonrandom": _row,
    "withdraw": _withdraw,
}
