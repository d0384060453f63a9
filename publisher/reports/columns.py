"""The half-year's table, column by column: its title as the platforms have it, its value, and how it was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from publisher.reports.blocks import Cell
from publisher.reports.figures import (
    HANDED_OVER,
    PUT_ON_LIST,
    REFERS_ELSEWHERE,
    REFERS_TO_CASE,
    REFERS_TO_LIST,
    Counted,
    Figures,
)

Value = Callable[[Figures, "CodeWords"], Cell]
Evidence = Callable[[Figures], Iterable[str]]


class CodeWords(NamedTuple):
    """What codes mean: result codes as the signed policy has them, dispositions as published."""

    result: Mapping[str, str]
    disposition: Mapping[str, str]


class Rule(NamedTuple):
    """A column. `how`: how it is counted; `evidence`: references to the records that it counts."""

    title: str
    how: str
    value: Value
    evidence: Evidence


def said(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    """Counts in words, a line each; `无` of nothing."""
    lines = [f"{words.get(code, code)} {count}" for code, count in counts.items()]
    return "\n".join(lines) or "无"


def _tasks(figures: Figures) -> Iterator[str]:
    """Draws, each with the position of its outcome."""
    for task in figures.tasks:
        outcome = task.file.records.outcome
        yield f"{task.file.draw}（log[{outcome.position}]）" if outcome else task.file.draw


def _rows(visits: Iterable[Counted]) -> Iterator[str]:
    """The position of the row that counts of each visit."""
    return (f"log[{visit.result.newest.logged.position}]" for visit in visits)


def _first_rows(visits: Iterable[Counted]) -> Iterator[str]:
    return (f"log[{visit.result.rows[0].logged.position}]" for visit in visits)


def _visits(figures: Figures) -> Iterator[str]:
    return _rows(figures.visits)


def _plans(figures: Figures) -> Iterable[str]:
    return figures.plans


def _roster(table: str) -> Evidence:
    """Where a roster stands in the log."""
    return lambda figures: [figures.rosters[table]] if table in figures.rosters else []


def _shown(figures: Figures) -> Iterator[str]:
    return _first_rows(figures.in_state("done", "late"))


def _owed(figures: Figures) -> Iterator[str]:
    return _first_rows(figures.in_state("done", "late", "overdue"))


def _late(figures: Figures) -> tuple[Counted, ...]:
    return figures.in_state("late", "overdue")


def _cases(figures: Figures) -> tuple[Counted, ...]:
    return figures.leading_to(REFERS_TO_CASE)


def _referred(figures: Figures) -> tuple[Counted, ...]:
    return figures.leading_to(REFERS_ELSEWHERE, HANDED_OVER)


def _put_on_list(figures: Figures) -> tuple[Counted, ...]:
    return figures.leading_to(REFERS_TO_LIST, PUT_ON_LIST)


RULES: tuple[Rule, ...] = (
    Rule(
        "年度计划数",
        "本年度各执法机构年度计划中的抽查计划条数，以统计截止时总账中最新核准的版本（plan记录）为准。",
        lambda f, _: len(f.plans),
        _plans,
    ),
    Rule(
        "任务数",
        "本期内作出抽取结果（outcome记录）的抽签次数，作废的不计。跨年检查的任务计入抽签所在年度。",
        lambda f, _: len(f.tasks),
        _tasks,
    ),
    Rule(
        "其中联合任务数",
        "已有检查结果且每户次检查组中都有协作部门执法人员的任务数；只列名而未派人参加的不算联合（第十五条）。",
        lambda f, _: f.joint.tasks.part,
        lambda f: f.joint.joint,
    ),
    Rule(
        "联合占比",
        "联合任务数除以已有检查结果的任务数；尚无结果的任务暂不计入分母。",
        lambda f, _: f.joint.tasks,
        lambda f: (task.file.draw for task in f.tasks if task.counted),
    ),
    Rule(
        "检查对象库总数",
        "统计截止时最近一次封存的检查对象名录库（roster记录objects）行数，含已注销等非存续单位；名录库全局共用。",
        lambda f, _: f.objects,
        _roster("objects"),
    ),
    Rule(
        "检查人员库总数",
        "统计截止时最近一次封存的执法检查人员名录库（roster记录inspectors）行数，含协作部门和备用人员；"
        "分机构时只计本机构人员。",
        lambda f, _: f.inspectors,
        _roster("inspectors"),
    ),
    Rule(
        "应抽查户次",
        "本期任务抽中的检查对象户次，含依规增补的（selection.csv、teams.csv和changes）。",
        lambda f, _: f.done.whole,
        _tasks,
    ),
    Rule(
        "已抽查户次",
        "上列户次中检查结果已封存入总账（result记录）的户次；更正和复查不另计。",
        lambda f, _: f.done.part,
        _visits,
    ),
    Rule("完成率", "已抽查户次除以应抽查户次；检查期限未到的也在分母中。", lambda f, _: f.done, _visits),
    Rule(
        "参与检查人次",
        "已抽查各户次检查组人数之和，同一人参加几户次计几次；复查不另计。",
        lambda f, _: f.attendances,
        _visits,
    ),
    Rule(
        "各结果代码户次",
        "已抽查户次按检查结果代码分列，以统计截止时有效的一行（更正后的）为准；一户次有几个代码的在各代码中各计一次。"
        "H1在决定送达前按“发现问题待后续处理”计，H2不写入结果。",
        lambda f, words: said(f.codes, words.result),
        _visits,
    ),
    Rule(
        "各处置户次",
        "已抽查户次按处置代码分列，计法同上；已依法停止公示的，其处置不再计入。",
        lambda f, words: said(f.dispositions, words.disposition),
        _visits,
    ),
    Rule(
        "应公示数",
        "统计截止时公示期限已到（认定之日起的日数与工作日数中较早者，以当时生效的规则为准）或已经公示的检查结果，"
        "每户次以首次封存的结果计一条。",
        lambda f, _: f.published.whole,
        _owed,
    ),
    Rule(
        "已公示数",
        "上列结果中，载有该行的总账指纹在统计截止前已由法定数量的见证人会签的条数。",
        lambda f, _: f.published.part,
        _shown,
    ),
    Rule("公示率", "已公示数除以应公示数。", lambda f, _: f.published, _shown),
    Rule(
        "超期公示数",
        "公示日期晚于期限的，加上期限已过仍未公示的。",
        lambda f, _: len(_late(f)),
        lambda f: _first_rows(_late(f)),
    ),
    Rule(
        "立案",
        "结果代码按代码表应当立案的户次。决定尚未送达的只在移送登记册中计数，不在此列。",
        lambda f, _: len(_cases(f)),
        lambda f: _rows(_cases(f)),
    ),
    Rule(
        "移送",
        "结果代码按代码表应通报有管辖权部门或移送司法机关的，以及处置为移送办案机构、抄告相关部门、移送司法机关的户次。",
        lambda f, _: len(_referred(f)),
        lambda f: _rows(_referred(f)),
    ),
    Rule(
        "列入异常/失信",
        "结果代码按代码表应列入经营异常名录的，以及处置为列入经营异常名录、列入失信名单的户次。",
        lambda f, _: len(_put_on_list(f)),
        lambda f: _rows(_put_on_list(f)),
    ),
)
"""公共栏目“半年统计表”, in its order."""
NUMBER = {rule.title: number for number, rule in enumerate(RULES, 1)}
