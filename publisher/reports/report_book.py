"""The half-year report's table as a workbook: the platforms' columns, how each was counted, and on which records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.reports.blocks import Book, Cell, Column, Sheet
from publisher.reports.columns import RULES, Rule
from publisher.reports.figures import Counted, Figures, code_order
from publisher.reports.half_year import HalfYear
from publisher.reports.report_text import task_row
from publisher.rules.deadlines import state_words

_WIDE = {"各结果代码户次": 46.0, "各处置户次": 40.0}
_WIDTH = 15.5


class Line(NamedTuple):
    """A line of the table: whose, and its figures."""

    name: str
    figures: Figures


def report_book(half: HalfYear) -> Book:
    """The workbook: 统计表, 结果与处置, 任务, 说明, 依据."""
    period = half.period
    above = (
        f"填报单位：{half.bureau.name}　　统计期间：{period.words}　　统计截止：{period.cut_off}，总账{half.size}条"
        + ("　　（演示数据，单位、人员均为虚构）" if half.bureau.demo else ""),
    )
    sheets = (_main(half, above), _codes(half, above), _tasks(half, above), _how(half, above), _evidence(half, above))
    title = f"{half.bureau.name}{period.title}“双随机、一公开”情况统计表"
    return Book(title=title, author=half.bureau.name, dated=period.cut_off, sheets=sheets)


def lines_of(half: HalfYear) -> list[Line]:
    """Each unit, then all together; one line alone where one unit does everything."""
    if not half.lines:
        names = [half.unit_name(unit) for unit in half.counting.units]
        return [Line(names[0] if names else half.bureau.name, half.total)]
    return [*(Line(half.unit_name(unit), figures) for unit, figures in half.lines.items()), Line("合计", half.total)]


def _main(half: HalfYear, above: tuple[str, ...]) -> Sheet:
    columns = (
        Column("执法机构", 34),
        *(
            Column(rule.title, _WIDE.get(rule.title, _WIDTH), "left" if rule.title in _WIDE else "center")
            for rule in RULES
        ),
    )
    rows = tuple((line.name, *(rule.value(line.figures, half.words) for rule in RULES)) for line in lines_of(half))
    return Sheet(
        name="统计表",
        title=f"{half.period.title}“双随机、一公开”抽查情况统计表",
        columns=columns,
        rows=rows,
        above=above,
        notes=("计数说明", *(f"〔{number}〕" for number in range(1, len(RULES) + 1))),
        beneath=(
            "计数说明见“说明”页，各数字所依据的记录见“依据”页。",
            "填报人：　　　　　　　审核人：　　　　　　　单位负责人：　　　　　　　填报日期：　　　年　　月　　日",
        ),
        landscape=True,
        wide=True,
    )


def _codes(half: HalfYear, above: tuple[str, ...]) -> Sheet:
    """Every code of both lists with its number, also where it is 0."""
    lines = lines_of(half)
    columns = (
        Column("类别", 22, "center"),
        Column("代码", 14, "center"),
        Column("文字", 76),
        *(Column(line.name, 30, "center") for line in lines),
    )
    rows: list[tuple[Cell, ...]] = []
    for code in sorted(half.words.result, key=code_order):
        rows.append(("检查结果", code, half.words.result[code], *(line.figures.codes.get(code, 0) for line in lines)))
    for code in sorted(half.words.disposition, key=code_order):
        counts = (line.figures.dispositions.get(code, 0) for line in lines)
        rows.append(("处置", code, half.words.disposition[code], *counts))
    return Sheet(name="结果与处置", title="检查结果和处置分项户次", columns=columns, rows=tuple(rows), above=above)


def _tasks(half: HalfYear, above: tuple[str, ...]) -> Sheet:
    columns = (
        Column("任务编号", 24, "center"),
        Column("任务名称", 70),
        Column("抽签日期", 26, "center"),
        Column("类型", 18, "center"),
        Column("应抽查户次", 22, "center"),
        Column("已抽查户次", 22, "center"),
    )
    rows = tuple(task_row(task) for task in half.total.tasks)
    return Sheet(name="任务", title="本期抽查任务", columns=columns, rows=rows, above=above)


def _how(half: HalfYear, above: tuple[str, ...]) -> Sheet:
    columns = (
        Column("序号", 14, "center"),
        Column("栏目", 34),
        Column("怎样计数", 100),
        Column("记录数", 18, "center"),
        Column("依据的记录", 70, code=True),
    )
    rows = tuple(_how_row(number, rule, half.total) for number, rule in enumerate(RULES, 1))
    beneath = (
        f"总账指纹（{half.size}条）：{half.fingerprint}",
        "log[n]是总账第n条（从0起）。任何人都可以由公布的证据重新计算："
        f"publisher report half-year --date {half.period.cut_off} --size {half.size} --draft",
    )
    return Sheet(
        name="说明", title="计数说明", columns=columns, rows=rows, above=above, beneath=beneath, landscape=True
    )


_SHOWN = 12


def _how_row(number: int, rule: Rule, figures: Figures) -> tuple[Cell, ...]:
    found = list(rule.evidence(figures))
    more = " …（全部见“依据”页）" if len(found) > _SHOWN else ""
    return number, rule.title, rule.how, len(found), " ".join(found[:_SHOWN]) + more


def _evidence(half: HalfYear, above: tuple[str, ...]) -> Sheet:
    """Every visit that was counted: the row that counts, its codes, and how it stands as to publication."""
    columns = (
        Column("任务编号", 22, "center"),
        Column("总账位置", 20, "center"),
        Column("封存行散列", 128, code=True),
        Column("检查日期", 22, "center"),
        Column("认定日期", 22, "center"),
        Column("结果代码", 18, "center"),
        Column("处置代码", 18, "center"),
        Column("人次", 14, "center"),
        Column("公示期限", 22, "center"),
        Column("公示日期", 22, "center"),
        Column("公示状态", 22, "center"),
    )
    rows = tuple(_visit(task.file.draw, visit) for task in half.total.tasks for visit in task.counted)
    beneath = ("公示日期和公示状态按首次封存的一行计；其余各栏按统计截止时有效的一行计。",)
    return Sheet(
        name="依据",
        title="统计所依据的检查结果",
        columns=columns,
        rows=rows,
        above=above,
        beneath=beneath,
        landscape=True,
    )


def _visit(draw: str, visit: Counted) -> tuple[Cell, ...]:
    return tuple(_cells(draw, visit))


def _cells(draw: str, visit: Counted) -> Iterator[Cell]:
    newest, finding = visit.result.newest, visit.finding
    yield from (draw, newest.logged.position, newest.row)
    yield from (finding.visited_on, finding.fixed_on, ";".join(finding.codes)) if finding else ("", "", "")
    yield ";".join(visit.dispositions)
    yield len(visit.team)
    yield visit.due or ""
    yield visit.shown_on or ""
    yield state_words(visit.state).zh if visit.state else ""
