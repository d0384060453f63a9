"""Every table that the site offers as CSV and Excel, by its path without a suffix."""

from __future__ import annotations

from collections.abc import Container, Iterator

from publisher.rules.year_numbers import YearNumbers
from publisher.site.contents.downloads import Table
from publisher.site.contents.draw_list import draw_rows, draws_table
from publisher.site.contents.drawn_list import drawn_lines, drawn_table
from publisher.site.contents.plans import PlanView, plan_views
from publisher.site.contents.results import results_by_year
from publisher.site.contents.results_table import results_table
from publisher.site.contents.roster_changes import changes_table, roster_changes
from publisher.site.contents.year import year_words
from publisher.site.read.view import View

PLAN_COLUMNS = (
    "行号", "任务名称", "事项", "抽查类型", "抽查方式", "对象范围", "比例", "跨部门联合", "起始日期", "截止日期",
    "第几次", "抽查任务编号", "进度",
)  # fmt: skip
STATISTICS = ("按什么", "类别", "检查户次", "发现问题户次", "比例", "区间")


def tables(view: View, kept: Container[str] = ()) -> Iterator[tuple[str, Table]]:
    """(site path without suffix, table) of everything that a page offers to take away, but for what is kept."""
    for made in results_by_year(view):
        if made.lines and f"results/{made.year}" not in kept:
            yield f"results/{made.year}", results_table(made.lines, f"{made.year}年检查结果")
    rows = draw_rows(view)
    if rows:
        yield "draws/list", draws_table(rows)
    for numbers in view.years:
        yield from _year_tables(view, numbers)
    changes = roster_changes(view)
    if changes.edits:
        yield "roster/changes", changes_table(changes)
    for plan in plan_views(view):
        yield f"plans/{plan.year}-{plan.unit}", _plan(plan)


def _year_tables(view: View, numbers: YearNumbers) -> Iterator[tuple[str, Table]]:
    year = numbers.year
    if lines := drawn_lines(view, year):
        yield f"draws/drawn-{year}", drawn_table(lines, f"{year}年抽中的单位")
    yield f"statistics/{year}", _statistics(view, numbers)


def _plan(plan: PlanView) -> Table:
    rows = [
        (
            line.row, line.title, "；".join(line.items), line.kind, line.method, line.scope, line.ratio,
            "是" if line.joint else "", line.start, line.end, one.number, one.draw.draw if one.draw else "", one.said,
        )
        for line in plan.lines
        for one in line.occurrences
    ]  # fmt: skip
    return Table(f"{plan.year}年计划", PLAN_COLUMNS, rows)


def _statistics(view: View, numbers: YearNumbers) -> Table:
    rows = [
        (table.title, row.label, row.checked, row.problems, row.percent, row.interval)
        for table in year_words(view, numbers)["tables"]
        for row in table.rows
    ]
    return Table(f"{numbers.year}年统计", STATISTICS, rows)
