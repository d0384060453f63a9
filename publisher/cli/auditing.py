"""`frame pack`, `frame audit`: a blinded frame before an outside auditor."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from publisher.ceremony import auditing
from publisher.cli.session import Answer, Group, Line, Session
from publisher.cli.steps import after
from publisher.errors import Refused, Words, fault

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.group(cls=Group)
def frame() -> None:
    """盲抽样框 / blinded frames."""


@frame.command("pack")
@click.argument("number", metavar="DRAW")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--auditor", default="", help="审计人密钥名 / the auditor's key name")
@pass_session
def frame_pack(session: Session, number: str, file: Path, auditor: str) -> Answer:
    """把名单密钥和内部信息封给外部审计人，只有他的密钥能打开 / seal the frame key to the auditor.

    例 / example: publisher frame pack 2026-003 audit.sealed
    """
    data = auditing.pack_for_audit(session.desk(), number, auditor)
    if not session.dry_run:
        file.write_bytes(data)
    return Answer({"file": str(file)}, [Words(f"已封：{file}，交给审计人", f"sealed: {file}, for the auditor")])


@frame.command("audit")
@click.argument("number", metavar="DRAW")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--sign", is_flag=True, help="签审计记录 / sign the audit record")
@click.option("--errors", type=click.IntRange(0), default=0, help="对照原始材料发现的差错数 / errors in the papers")
@click.option("--statement", default="", help="审计意见 / the statement")
@pass_session
def frame_audit(session: Session, number: str, file: Path, sign: bool, errors: int, statement: str) -> Answer:
    """外部审计：重算代号、分组、排除，列出要对照原始材料的单位 / recompute a blinded frame.

    例 / example: publisher frame audit 2026-003 audit.sealed
    """
    desk = session.desk()
    found = auditing.audit(desk, number, file.read_bytes(), str(file))
    lines: list[Line] = [_said(found)]
    if found.sample:
        lines += [Words("对照原始材料的单位：", "to be held against source papers:"), _sample(found)]
    data = {"rows": found.rows, "wrong": found.wrong, "sample": [list(pair) for pair in found.sample]}
    if not sign:
        return Answer(data, lines, 1 if found.wrong else 0)
    if not statement:
        right = ("写--statement", "give --statement")
        raise Refused(fault("statement", "没有写审计意见", "an audit needs its statement", *right))
    signed = after(desk, auditing.sign_audit(desk, number, found, errors, statement), *lines)
    return Answer({**data, **signed.data}, signed.lines, 1 if found.wrong or errors else 0)


def _said(found: auditing.Audited) -> Words:
    if not found.wrong:
        zh, en = f"{found.rows}行的代号、分组、排除都与重算的相同", f"all {found.rows} rows are as recomputed"
        return Words(zh, en)
    shown = "、".join(found.wrong[:10])
    return Words(f"{len(found.wrong)}个代号的行不同：{shown}", f"{len(found.wrong)} aliases differ: {shown}")


def _sample(found: auditing.Audited) -> Table:
    table = Table("代号 alias", "单位 object")
    for alias, object_id in found.sample:
        table.add_row(f"{alias[:16]}…", object_id)
    return table


COMMANDS: list[click.Command] = [frame]
