"""The results as a table to take away, in the columns of national practice (article 18)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from publisher.site.contents.downloads import Table
from publisher.site.contents.result_lines import ResultLine

COLUMNS = (
    "抽查计划编号", "抽查任务编号", "抽查任务名称", "抽查类型", "检查对象名称", "统一社会信用代码", "检查机关",
    "检查人员", "检查事项", "检查日期", "检查完成日期", "检查方式", "检查结果", "处置", "备注", "总账条目",
)  # fmt: skip
"""Of the CSV and Excel files; the page joins some of them."""


def results_table(lines: Iterable[ResultLine], title: str) -> Table:
    """The rows as a table to take away, all columns."""
    return Table(title, COLUMNS, [_cells(line) for line in lines])


def _cells(line: ResultLine) -> tuple[str | int | date, ...]:
    notes = [*line.notes, *([line.objection] if line.objection else [])]
    return (
        line.plan, line.draw, line.task, line.kind, line.name, line.object_id, line.agency,
        "、".join(line.inspectors), "；".join(line.items), line.visited_on, line.fixed_on, line.method, line.codes,
        line.dispositions, "；".join(notes), line.position,
    )  # fmt: skip
