"""`roster reconcile`, `roster diff`: a roster against a registry, and against itself at another time (article 6)."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.change_tables import Shown, change_table
from publisher.cli.rosters import roster
from publisher.cli.session import Answer, Line, Session
from publisher.draw.identifiers import SHANGHAI
from publisher.errors import Refused, Words, fault
from publisher.rules.rosters import Reconciled, compare
from publisher.workspace.reconciling import reconcile_roster
from publisher.workspace.rosters import ROSTERS, reasons_between, table_of, version

pass_session = click.make_pass_decorator(Session, ensure=True)
_readable = click.Path(path_type=Path, exists=True, dir_okay=False)

TABLES = {
    "agencies": Words("执法主体与协作单位", "agencies"),
    "inspectors": Words("检查人员名录", "the inspectors' roster"),
    "objects": Words("检查对象名录", "the objects' roster"),
}


@roster.command("reconcile")
@click.argument("export", type=_readable)
@click.option("--table", type=click.Choice(["objects", "inspectors"]), help="核对哪个名录 / which roster")
@click.option("--id-column", default="", metavar="TITLE", help="编号一栏的名称 / the heading of the ids")
@click.option("--status-column", default="", metavar="TITLE", help="状态一栏的名称 / the heading of the states")
@pass_session
def roster_reconcile(session: Session, export: Path, table: str | None, id_column: str, status_column: str) -> Answer:
    """拿登记机关导出的名单或执法证名册核对：遗漏、多出、已关闭（应入尽入）/ against a registry's export.

    有遗漏时退出码为1。

    例 / example: publisher roster reconcile data/objects.csv
    """
    workspace = session.workspace
    today = session.clock(workspace).astimezone(SHANGHAI).date()
    done = reconcile_roster(workspace, export.read_bytes(), str(export), table or "", today, (id_column, status_column))
    found = done.found
    lines: list[Line] = []
    for kind, words in _RECONCILED.items():
        ids = getattr(found, kind)
        lines.append(Words(f"{words.zh}：{len(ids)}", f"{words.en}: {len(ids)}"))
        lines += [f"  {key} {done.names.get(key, '')}".rstrip() for key in ids]
    lines += done.notices
    data = {"table": done.table, **{kind: list(getattr(found, kind)) for kind in _RECONCILED}, "read": done.read}
    return Answer(data, lines, 1 if found.missing or found.shut else 0)


_RECONCILED = {
    "missing": Words("遗漏（名录里没有）", "missing from our roster"),
    "shut": Words("名录里不是存续或在岗，对方是", "not active here, active in the export"),
    "closed": Words("名录里是存续或在岗，对方已不是", "active here, no longer so in the export"),
    "extra": Words("多出（对方没有）", "not in the export"),
}
assert set(_RECONCILED) == set(Reconciled._fields)


@roster.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--table", type=click.Choice(ROSTERS), help="哪个名录 / which roster  [objects]")
@pass_session
def roster_diff(session: Session, old: str, new: str, table: str | None) -> Answer:
    """两个时候的名录有何不同、各为什么；A、B是快照散列、日期或living / what changed, and why.

    日期指当日终了时已封存的最新快照；living是现在的表。

    例 / example: publisher roster diff 2026-03-31 living
    """
    workspace = session.workspace
    name = table or table_of(workspace, old) or table_of(workspace, new) or "objects"
    before, after_ = version(workspace, name, old), version(workspace, name, new)
    if before.place > after_.place:
        wrong = (f"{before.name}晚于{after_.name}", f"{before.name} is later than {after_.name}")
        raise Refused(fault("order", *wrong, "先写早的，再写晚的", "name the earlier one first"))
    changes = compare(before.rows, after_.rows)
    reasons = reasons_between(workspace, name, before, after_)
    shown = Shown.of(workspace.package.table(name), before.rows, after_.rows)
    head = Words(
        f"{TABLES[name].zh}：{before.name} → {after_.name}", f"{TABLES[name].en}: {before.name} → {after_.name}"
    )
    count = Words(f"{len(changes)}处不同", f"{len(changes)} differences")
    lines: list[Line] = [head, *([change_table(session, shown, changes, reasons)] if changes else []), count]
    rows = [{**change._asdict(), "reasons": reasons.get(change.id, [])} for change in changes]
    return Answer({"table": name, "from": before.name, "to": after_.name, "changes": rows}, lines)


COMMANDS: list[click.Command] = []
