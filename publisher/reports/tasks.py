"""Each inspector's own list of visits, with names: private, and never in the repository (articles 12 and 16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.draw.blinding import opening
from publisher.draw.identifiers import VACANT, parse_date
from publisher.reports.blocks import Book, Cell, Column, Sheet
from publisher.reports.people import People
from publisher.rules.draw_files import DrawFile

COLUMNS = (
    Column("序号", 12, "center"),
    Column("任务编号", 24, "center"),
    Column("单位名称", 62),
    Column("统一社会信用代码", 44, "center"),
    Column("类型", 22, "center"),
    Column("乡镇街道", 24, "center"),
    Column("抽查事项", 56),
    Column("同组检查人员", 48),
    Column("检查截止", 26, "center"),
    Column("状态", 20, "center"),
    Column("现场记录", 50),
)
VISITS = {"announced": "提前告知", "unannounced": "事先不告知", "paper": "书面报送材料"}
WAITING, DONE, POSTPONED = "待执行", "已完成", "检查组缺人，暂缓"


@dataclass(frozen=True, kw_only=True)
class TaskList:
    """One inspector's visits of one draw. `who`: name and number."""

    draw: str
    title: str
    inspector_id: str
    who: str
    how: str
    drawn_on: date
    rows: tuple[tuple[Cell, ...], ...]


def openings_of(frame_key: bytes, draw: str, object_ids: Sequence[str]) -> dict[str, str]:
    """Alias → object id, for who holds the frame key (32 bytes)."""
    return {opening(frame_key, object_id).alias(draw): object_id for object_id in object_ids}


def task_lists(file: DrawFile, people: People, towns: Mapping[str, str]) -> list[TaskList]:
    """A list for everyone in a team in force, by number. `towns`: code → name."""
    commit = file.records.commit
    assert commit is not None
    until = parse_date(commit.record.inspect_by)
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for name, team in file.teams.items():
        for member in (who for who in team if who != VACANT):
            others = "、".join(people.inspector(who) for who in team if who not in (member, VACANT))
            rows = found.setdefault(member, [])
            row = (
                *_object(people, name, towns),
                people.named(file.order.items),
                others,
                until,
                _state(file, name, team),
                "",
            )
            rows.append((len(rows) + 1, file.draw, *row))
    return [
        TaskList(
            draw=file.draw,
            title=commit.record.title,
            inspector_id=member,
            who=people.inspector(member),
            how=VISITS[file.order.visits],
            drawn_on=file.day or until,
            rows=tuple(rows),
        )
        for member, rows in sorted(found.items())
    ]


def _object(people: People, name: str, towns: Mapping[str, str]) -> tuple[Cell, ...]:
    row = people.object(name)
    if row is None:
        return name, "", "", ""
    return row.name, row.object_id, row.kind, towns.get(row.town, row.town)


def _state(file: DrawFile, name: str, team: Sequence[str]) -> str:
    if name in file.records.settled:
        return DONE
    return POSTPONED if VACANT in team else WAITING


def task_book(tasks: TaskList, bureau: str) -> Book:
    """A list as a workbook."""
    sheet = Sheet(
        name="任务清单",
        title=f"检查任务清单：{tasks.who}",
        columns=COLUMNS,
        rows=tasks.rows,
        above=(f"{bureau}　　{tasks.draw}　{tasks.title}　　检查方式：{tasks.how}",),
        beneath=("内部资料，只发给检查人员本人；检查前不得告知任何人，包括被检查单位。用毕销毁，不得放入仓库。",)
        if tasks.how != VISITS["announced"]
        else ("内部资料，只发给检查人员本人。用毕销毁，不得放入仓库。",),
        landscape=True,
    )
    return Book(title=sheet.title, author=bureau, dated=tasks.drawn_on, sheets=(sheet,))
