"""抽查: the table of all draws, what it can be cut down to, and the same as a file to take away."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from publisher.site.contents.downloads import Table
from publisher.site.read.draws import DrawView, State
from publisher.site.read.view import View
from publisher.site.read.words import KINDS, METHODS

COLUMNS = (
    "抽查任务编号", "抽查任务名称", "事项", "抽查类型", "抽查方式", "跨部门联合", "计划行", "状态", "可抽户数",
    "抽取户数", "公共随机数时间", "抽中户数", "已公示结果", "结果公示期限",
)  # fmt: skip
FACETS = (
    ("kind:undirected", "不定向"),
    ("kind:directed", "定向"),
    ("method:special", "专项"),
    ("method:paper", "书面"),
    ("joint:yes", "跨部门联合"),
    ("plan:outside", "计划外"),
    ("state:waiting", "等待抽签"),
    ("results:missing", "结果逾期"),
    ("state:void", "已作废"),
)
"""What the page offers to look at alone: tag, words."""


class DrawRow(NamedTuple):
    """A draw with its kind in words and what it is filed under. `due`: until when all its results must be public.

    Empty where nothing is due: not drawn, void, or all of them are public. `missing`: how many results are past it.
    """

    draw: DrawView
    kind: str
    method: str
    joint: bool
    tags: tuple[str, ...]
    due: str
    missing: int


def draw_rows(view: View) -> list[DrawRow]:
    """Every draw, newest first."""
    return [_row(view, draw) for draw in view.draws]


def _row(view: View, draw: DrawView) -> DrawRow:
    commit, order = draw.commit.record, draw.order
    joint = any(seat.department in view.books.partners for seat in commit.team.seats)
    kind, method = (order.kind, order.method) if order else ("", "")
    tags = [f"kind:{kind}", f"method:{method}", f"state:{draw.state.kind}", f"year:{draw.draw[:4]}"]
    tags += ["joint:yes"] if joint else []
    tags += ["plan:outside"] if commit.plan.approval is not None else []
    missing = len(view.missing.get(draw.draw, ()))
    tags += ["results:missing"] if missing else []
    said = "，".join(word for word in (KINDS.get(kind, ""), METHODS.get(method, ""), "联合" if joint else "") if word)
    due = commit.publish_by if draw.state is State.DRAWN else ""
    return DrawRow(draw, said, METHODS.get(method, ""), joint, tuple(tags), due, missing)


def facet_counts(rows: list[DrawRow]) -> dict[str, int]:
    """Tag → how many rows have it, every facet listed."""
    counted = Counter(tag for row in rows for tag in row.tags)
    return {tag: counted[tag] for tag, _ in FACETS}


def draws_table(rows: list[DrawRow]) -> Table:
    """The draws as a table to take away."""
    return Table("全部抽查", COLUMNS, [_cells(row) for row in rows])


def _cells(row: DrawRow) -> tuple[str | int, ...]:
    draw, commit = row.draw, row.draw.commit.record
    kind = KINDS.get(draw.order.kind, "") if draw.order else ""
    return (
        draw.draw, draw.title, "；".join(draw.items), kind, row.method, "是" if row.joint else "",
        commit.plan.row or f"计划外：{commit.plan.approval}", draw.state.zh, draw.eligible, draw.size,
        draw.beacon_time.isoformat(), len(draw.drawn), draw.results, commit.publish_by,
    )  # fmt: skip
