"""`status`, `publish due`: what is owed, by when, by whom, and what happens if nobody acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click
from rich.table import Table

from publisher.ceremony.overview import Overview, held_registers
from publisher.cli.session import Answer, Command, Group, Line, Session
from publisher.cli.tabling import folding
from publisher.draw.identifiers import time_text
from publisher.errors import Words
from publisher.rules.deadlines import due_words, state_words
from publisher.rules.duties import STATE_WORDS, WHO_WORDS, Duty
from publisher.rules.obligations import obligations
from publisher.rules.publishing import Publication

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command(cls=Command)
@click.option("--public", is_flag=True, help="不打开本机的私有登记册 / leave this machine's registers closed")
@pass_session
def status(session: Session, public: bool) -> Answer:
    """该办什么：谁、用哪条命令、到何时、不办会怎样；有逾期则退出码为1 / what is due, overdue, next.

    例 / example: publisher status --public
    """
    workspace = session.workspace
    now = session.clock(workspace)
    office = None if public else session.office()
    view = Overview(workspace, now, office)
    found = obligations(view.owed())
    overdue = sum(duty.is_overdue(now) for duty in found)
    lines: list[Line] = [_duties(session, found, now)] if found else []
    lines += _unreadable(view)
    lines += [held_registers(office)] if office else []
    lines.append(Words(f"{len(found)}件待办，其中{overdue}件逾期", f"{len(found)} duties, {overdue} overdue"))
    duties = [_duty(session, duty, now) for duty in found]
    return Answer({"now": time_text(now), "duties": duties, "overdue": overdue}, lines, 1 if overdue else 0)


def _unreadable(view: Overview) -> list[Line]:
    return [Words(f"读不出：{w.say('zh')}", f"unreadable: {w.say('en')}") for w in view.books.faults]


def _duty(session: Session, duty: Duty, now: datetime) -> dict[str, Any]:
    return {
        "code": duty.code,
        "who": duty.who,
        "about": duty.about,
        "what": duty.what.say(session.lang),
        "command": f"publisher {duty.command}" if duty.command else "",
        "by": time_text(duty.by) if duty.by else "",
        "provisional": duty.provisional,
        "state": duty.state(now),
        "advice": duty.warns,
        "otherwise": duty.otherwise.say(session.lang),
    }


def _state(session: Session, duty: Duty, now: datetime) -> str:
    state = duty.state(now)
    if duty.warns and state == "overdue":
        return Words("提醒", "advice").say(session.lang)
    return STATE_WORDS[state].say(session.lang)


def _duties(session: Session, found: Sequence[Duty], now: datetime) -> Table:
    heads = ("状态 state", "期限 by", "谁 who", "办什么 what", "命令 command", "不办 otherwise")
    rows = (
        (
            _state(session, duty, now),
            duty.deadline().say(session.lang),
            WHO_WORDS.get(duty.who, Words(duty.who, duty.who)).say(session.lang),
            duty.what.say(session.lang),
            f"publisher {duty.command}" if duty.command else "",
            duty.otherwise.say(session.lang),
        )
        for duty in found
    )
    return folding(heads, rows)


@click.group(cls=Group)
def publish() -> None:
    """公布（第十八条）/ publication."""


@publish.command("due")
@click.option("--all", "everything", is_flag=True, help="已公布的也列出 / what is public already, too")
@pass_session
def publish_due(session: Session, everything: bool) -> Answer:
    """每条结果最迟何时公布：30日与20个工作日两种算法，取较早者 / what must be public by when, by both readings.

    例 / example: publisher publish due --all
    """
    workspace = session.workspace
    view = Overview(workspace, session.clock(workspace), None)
    found, today = view.publications(), view.today
    shown = [item for item in found if everything or item.public_on is None]
    counts = Counter(item.state(today) for item in found)
    lines: list[Line] = [_publications(session, shown, today)] if shown else []
    lines += _unreadable(view)
    said = [(state_words(state), counts[state]) for state in counts]
    zh, en = "，".join(f"{w.zh}{n}条" for w, n in said), ", ".join(f"{n} {w.en}" for w, n in said)
    lines.append(Words(zh or "没有结果", en or "no results"))
    data = {"results": [_publication(item, today) for item in shown], "counts": dict(sorted(counts.items()))}
    return Answer(data, lines, 1 if counts["overdue"] else 0)


def _publication(item: Publication, today: date) -> dict[str, Any]:
    by_days, by_work = _readings(item)
    return {
        "draw": item.draw,
        "about": item.about,
        "row": item.row,
        "fixed_on": item.fixed_on.isoformat(),
        "by_days": by_days,
        "by_working_days": by_work,
        "due": item.due.day.isoformat(),
        "provisional": item.due.provisional,
        "public_on": item.public_on.isoformat() if item.public_on else "",
        "state": item.state(today),
    }


def _readings(item: Publication) -> tuple[str, str]:
    """By both readings, in calendar and in working days; empty of a result that is missing."""
    return (item.readings.by_days.isoformat(), item.readings.by_work.day.isoformat()) if item.readings else ("", "")


def _publications(session: Session, found: Sequence[Publication], today: date) -> Table:
    heads = ("状态 state", "结果 result", "认定 fixed", "日历日 days", "工作日 working", "最迟 due", "公布 public")
    rows = (
        (
            state_words(item.state(today)).say(session.lang),
            item.about if item.row else f"{item.about} {Words('（未封存）', '(not sealed)').say(session.lang)}",
            item.fixed_on.isoformat(),
            *_readings(item),
            due_words(item.due).say(session.lang),
            item.public_on.isoformat() if item.public_on else "—",
        )
        for item in found
    )
    return folding(heads, rows)


COMMANDS: list[click.Command] = [status, publish]
