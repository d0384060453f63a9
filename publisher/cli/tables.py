"""`validate`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import click

from publisher.cli.session import Answer, Command, Line, Session
from publisher.draw.identifiers import SHANGHAI
from publisher.errors import PublisherError, Words
from publisher.workspace import Workspace
from publisher.workspace.checking import check_repository, joined
from publisher.workspace.requests import Request, check_request

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command("validate", cls=Command)
@click.argument("paths", nargs=-1)
@click.option("--since", metavar="REV", help="自从哪个版本以来的改动（合并请求）/ judge what changed since a revision")
@pass_session
def validate(session: Session, paths: tuple[str, ...], since: str | None) -> Answer:
    """检查所有表格、方案和相互引用；--since另查合并请求改了什么 / all tables, orders, references; a request's changes.

    每个问题一行：文件:行:列: 代码: 哪里不对；应当怎样。已封存的内容被改动或删去、总账不是追加，--since都会指出。

    例 / example: publisher validate
    """
    workspace = session.workspace
    request = check_request(workspace, since) if since is not None else None
    found = check_repository(workspace, paths, today=_today(session, workspace))
    lines: list[Line] = []
    data: dict[str, Any] = {}
    if request is not None:
        found = joined(found, request.faults, paths)
        lines += [*_changed(request), *request.notices]
        data["changed"] = {words.en: [change.name for change in found_] for words, found_ in request.kinds.items()}
    lines += [Words(f"提醒：{w.say('zh')}", f"warning: {w.say('en')}") for w in found.warnings]
    lines += [fault.say(session.lang) for fault in found.faults]
    files = len(found.files)
    done = Words(
        f"已检查{files}个文件：{len(found.faults)}个问题", f"{files} files checked: {len(found.faults)} faults"
    )
    data |= {"files": found.files, "faults": [f.say("en") for f in found.faults], "warnings": len(found.warnings)}
    return Answer(data, [*lines, done], 2 if found.faults else 0)


def _today(session: Session, workspace: Workspace) -> date | None:
    """The day that counts here; None where data/bureau.yaml, which `validate` judges as well, can't be read."""
    if session.now_text:
        return session.clock(workspace).astimezone(SHANGHAI).date()
    try:
        return session.clock(workspace).astimezone(SHANGHAI).date()
    except PublisherError:
        return None


_STATUS = {"A": Words("新增", "new"), "M": Words("改动", "changed"), "D": Words("删去", "deleted")}


def _changed(request: Request) -> list[Line]:
    """What the request changes, a line for each kind."""
    lines: list[Line] = []
    for words, changes in request.kinds.items():
        counts = Counter(change.status for change in changes)
        zh = "，".join(f"{_STATUS.get(status, _STATUS['M']).zh}{count}" for status, count in sorted(counts.items()))
        en = ", ".join(f"{count} {_STATUS.get(status, _STATUS['M']).en}" for status, count in sorted(counts.items()))
        lines.append(Words(f"{words.zh}：{zh}", f"{words.en}: {en}"))
    return lines or [Words("数据没有改动", "no data changed")]


COMMANDS: list[click.Command] = [validate]
