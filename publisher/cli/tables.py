"""`validate`, `roster seal`."""

from __future__ import annotations

import click

from publisher.ceremony import registering
from publisher.cli.session import Answer, Command, Group, Line, Session
from publisher.cli.steps import after
from publisher.errors import Words
from publisher.workspace.checking import check_repository

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command("validate", cls=Command)
@click.argument("paths", nargs=-1)
@pass_session
def validate(session: Session, paths: tuple[str, ...]) -> Answer:
    """检查所有表格、方案和相互引用 / all tables, orders and cross-references.

    每个问题一行：文件:行:列: 代码: 哪里不对；应当怎样。

    例 / example: publisher validate
    """
    found = check_repository(session.workspace, paths)
    lines: list[Line] = [Words(f"提醒：{w.say('zh')}", f"warning: {w.say('en')}") for w in found.warnings]
    lines += [fault.say(session.lang) for fault in found.faults]
    files = len(found.files)
    done = Words(
        f"已检查{files}个文件：{len(found.faults)}个问题", f"{files} files checked: {len(found.faults)} faults"
    )
    data = {"files": found.files, "faults": [f.say("en") for f in found.faults], "warnings": len(found.warnings)}
    return Answer(data, [*lines, done], 2 if found.faults else 0)


@click.group(cls=Group)
def roster() -> None:
    """名录 / rosters."""


@roster.command("seal")
@click.argument("tables", nargs=-1, type=click.Choice(registering.ROSTERS))
@pass_session
def roster_seal(session: Session, tables: tuple[str, ...]) -> Answer:
    """把名录的快照记入总账 / a snapshot of the rosters into the log.

    例 / example: publisher roster seal objects inspectors
    """
    desk = session.desk()
    lines: list[Line] = []
    data = {}
    for table in tables or registering.ROSTERS:
        waiting = registering.seal_roster(desk, table)
        answer = after(desk, waiting)
        data[table] = answer.data
        unchanged = Words(f"{table}没有变化", f"{table}: unchanged")
        lines += [unchanged] if waiting is None else list(answer.lines)
    return Answer(data, lines)


COMMANDS: list[click.Command] = [validate, roster]
