"""`stats`: the year in numbers (articles 13, 15, 19, 21 and 22)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from publisher.ceremony.overview import Overview, risk_classes
from publisher.cli.session import Answer, Command, Line, Session
from publisher.cli.tabling import folding
from publisher.errors import Words
from publisher.rules.accountability import KIND_WORDS
from publisher.rules.appraisal import Indicator
from publisher.rules.exceptions import CODES
from publisher.rules.jumps import TEST, Jump
from publisher.rules.shares import Share
from publisher.rules.statistics import Cell, Interval
from publisher.rules.year_numbers import YearNumbers, year_numbers
from publisher.rules.year_tables import Dimension, StatCell
from publisher.workspace import Workspace
from publisher.workspace.numbers import year_facts

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command(cls=Command)
@click.option("--year", type=click.IntRange(2000, 2999), help="年份，默认今年 / the year, this one if left out")
@click.option("--risk", is_flag=True, help="另按本机所存的风险等级 / by risk class too")
@pass_session
def stats(session: Session, year: int | None, risk: bool) -> Answer:
    """一年的数字：检查与发现问题、预警、例外与联合占比、考评、问责 / the year in numbers.

    小于3的格已合并，与网站公布的相同。

    例 / example: publisher stats --year 2026
    """
    workspace = session.workspace
    view = Overview(workspace, session.clock(workspace), None)
    classes = risk_classes(workspace, session.office()) if risk else {}
    year, unsealed = year or view.today.year, list(view.unsealed())
    facts = year_facts(view.books, year, view.today, view.policy, unsealed=unsealed, risk=classes)
    found = year_numbers(facts)
    lines: list[Line] = [
        _total(found),
        *_statistics(found, _names(workspace)),
        *_shares(found),
        *_appraisal(session, found),
    ]
    return Answer(_document(found, facts.units), [*lines, *_accountability(found)])


# for people


def _total(found: YearNumbers) -> Words:
    cell = found.total.cell
    zh = f"{found.year}年截至{found.until}：检查{cell.checked}家次，发现问题{cell.problems}家次（{cell.rate.percent}）"
    return Words(zh, f"{found.year} up to {found.until}: {cell.checked} visits, {cell.problems} with problems")


def _interval(interval: Interval | None) -> str:
    return f"{interval.low:.1%} – {interval.high:.1%}" if interval else "—"


def _names(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Dimension → code → the name that people know; a code alone where there is none."""
    items = {item.item: f"{item.item} {item.name}" for item in workspace.items.items}
    sections = {row.section: f"{row.section} {row.section_name}" for row in workspace.industries()}
    return {"item": items, "section": sections, "town": {row.town: row.name for row in workspace.towns()}}


def _statistics(found: YearNumbers, names: Mapping[str, Mapping[str, str]]) -> list[Line]:
    lines: list[Line] = []
    heads = ("年 year", "类别 category", "检查 checked", "问题 problems", "比例 rate", "区间 interval")
    for dimension in found.dimensions:
        rows = [
            (
                "、".join(row.years),
                "；".join(names.get(dimension.code, {}).get(code, code) for code in cell.categories),
                str(cell.cell.checked),
                str(cell.cell.problems),
                cell.cell.rate.percent,
                _interval(cell.interval),
            )
            for row in dimension.rows
            for cell in row.cells
        ]
        lines += [dimension.title, folding(heads, rows)] if rows else []
    jumped = [jump for jump in found.jumps if jump.jumped]
    lines += [_said_jump(found, jump) for jump in jumped]
    if not jumped:
        zh = f"{found.half}与{found.half.before}相比，没有明显上升的问题率（{len(found.jumps)}格）"
        lines.append(Words(zh, f"no rate jumped from {found.half.before} to {found.half} ({len(found.jumps)} cells)"))
    return lines


def _said_jump(found: YearNumbers, jump: Jump) -> Words:
    where = f"{jump.dimension} {'、'.join(jump.categories)}"
    before, now = jump.before.rate, jump.now.rate
    zh = f"预警：{where}的问题率由{found.half.before}的{before}升到{found.half}的{now}，调整后p={jump.adjusted:.4f}"
    en = f"warning: {where} rose from {before} ({found.half.before}) to {now} ({found.half}), p={jump.adjusted:.4f}"
    return Words(zh, en)


def _shares(found: YearNumbers) -> list[Line]:
    outside, joint = found.exceptional.share, found.joint
    codes = "，".join(f"{CODES[code].zh}{count}" for code, count in found.exceptional.by_code.items())
    codes_en = ", ".join(f"{CODES[code].en} {count}" for code, count in found.exceptional.by_code.items())
    lines: list[Line] = [
        Words(
            f"抽签以外的检查占{outside.percent}（{outside}）：{codes}",
            f"outside the draw: {outside.percent} ({outside}): {codes_en}",
        ),
        Words(
            f"联合抽查：{joint.tasks}次（{joint.tasks.percent}），{joint.visits}家次（{joint.visits.percent}）",
            f"joint: {joint.tasks} draws ({joint.tasks.percent}), {joint.visits} visits ({joint.visits.percent})",
        ),
    ]
    if found.needed:
        zh = f"要达到第十五条的比例，还需联合抽查{found.needed}次"
        lines.append(Words(zh, f"{found.needed} more joint draws would reach the share of article 15"))
    return lines


def _appraisal(session: Session, found: YearNumbers) -> list[Line]:
    heads = ("单位 unit", "指标 indicator", "计入 counted", "比例 share", "目标 target", "达标 met")
    met = {True: Words("是", "yes"), False: Words("否", "no"), None: Words("—", "—")}
    not_due = Words("还没到期", "not due yet")
    rows = [
        (
            unit.unit,
            item.title.say(session.lang),
            str(item.share),
            item.share.percent,
            item.target or "—",
            (not_due if item.is_open else met[item.met]).say(session.lang),
        )
        for unit in found.appraised
        for item in unit.indicators
    ]
    return [Words("考评（第二十一条）", "appraisal (article 21)"), folding(heads, rows)] if rows else []


def _accountability(found: YearNumbers) -> list[Line]:
    return [
        Words(f"问责：{role} {KIND_WORDS[kind].zh} {count}", f"accountability: {role}: {KIND_WORDS[kind].en}: {count}")
        for (role, kind), count in found.by_role.items()
    ]


# for machines


def _share(share: Share) -> dict[str, Any]:
    return {"part": share.part, "whole": share.whole, "percent": share.percent}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"checked": cell.checked, "problems": cell.problems, "rate": cell.rate.percent}


def _stat(stat: StatCell) -> dict[str, Any]:
    bounds = {"low": round(stat.interval.low, 6), "high": round(stat.interval.high, 6)} if stat.interval else {}
    return {"categories": list(stat.categories), **_cell(stat.cell), **bounds}


def _dimension(found: Dimension) -> dict[str, Any]:
    rows = [
        {"years": list(row.years), "cells": [_stat(cell) for cell in row.cells], "total": _stat(row.total)}
        for row in found.rows
    ]
    return {"code": found.code, "rows": rows}


def _jump(jump: Jump) -> dict[str, Any]:
    return {
        "dimension": jump.dimension,
        "categories": list(jump.categories),
        "before": _cell(jump.before),
        "now": _cell(jump.now),
        "p": round(jump.p, 6),
        "adjusted": round(jump.adjusted, 6),
        "jumped": jump.jumped,
    }


def _indicator(item: Indicator) -> dict[str, Any]:
    return {
        "code": item.code,
        **_share(item.share),
        "target": item.target,
        "met": item.met,
        "open": item.is_open,
        "counted": list(item.counted),
        "among": list(item.among),
    }


def _document(found: YearNumbers, units: Sequence[str]) -> dict[str, Any]:
    return {
        "year": found.year,
        "until": found.until.isoformat(),
        "total": _stat(found.total),
        "dimensions": [_dimension(dimension) for dimension in found.dimensions],
        "jumps": {
            "test": TEST,
            "half": str(found.half),
            "before": str(found.half.before),
            "cells": [_jump(jump) for jump in found.jumps],
        },
        "exceptional": {**_share(found.exceptional.share), "by_code": dict(found.exceptional.by_code)},
        "joint": {
            "tasks": _share(found.joint.tasks),
            "visits": _share(found.joint.visits),
            "draws": list(found.joint.joint),
            "needed": found.needed,
            "months": [{"month": m.month, "tasks": _share(m.tasks), "visits": _share(m.visits)} for m in found.trend],
        },
        "units": list(units),
        "appraisal": {unit.unit: [_indicator(item) for item in unit.indicators] for unit in found.appraised},
        "reviews": [{"mode": mode, "ground": ground, "count": n} for (mode, ground), n in found.reviews.items()],
        "withdrawals": dict(found.withdrawals),
        "accountability": [
            {"role": role, "kind": kind, "count": count} for (role, kind), count in found.by_role.items()
        ],
    }


COMMANDS: list[click.Command] = [stats]
