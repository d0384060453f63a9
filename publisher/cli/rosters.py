"""`roster import`, `roster template`, `roster seal`: rosters from Excel and into the log (article 6)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from publisher.ceremony import earlier, registering
from publisher.cli.change_tables import EFFECTS, SHOWN, Shown, change_table
from publisher.cli.session import Answer, Group, Line, Session
from publisher.cli.steps import after
from publisher.errors import Words
from publisher.rules.rosters import REASONS
from publisher.workspace.importing import RosterImport, plan_import, read_reasons, roster_form
from publisher.workspace.rosters import REASONS_FILE, ROSTERS, waiting_reasons

pass_session = click.make_pass_decorator(Session, ensure=True)
_readable = click.Path(path_type=Path, exists=True, dir_okay=False)
_writable = click.Path(path_type=Path, dir_okay=False)


@click.group(cls=Group)
def roster() -> None:
    """名录：导入、核对、比较、封存（第六条）/ rosters."""


@roster.command("import")
@click.argument("file", type=_readable)
@click.option("--whole", is_flag=True, help="文件就是整份名录，其余移出 / FILE is the entire roster: others leave it")
@click.option("--sheet", default="", metavar="NAME", help="工作簿里的哪张表 / which sheet of the workbook")
@click.option(
    "--reason",
    "codes",
    multiple=True,
    type=click.Choice(list(REASONS)),
    help="没有逐条写理由的变更用这个理由 / for changes whose reason isn't in the file",
)
@pass_session
def roster_import(session: Session, file: Path, whole: bool, sheet: str, codes: Sequence[str]) -> Answer:
    """把Excel或CSV（UTF-8、GBK）导入名录；先看用--dry-run / an Excel or CSV file into a roster.

    文件里没有的单位原样保留，除非用--whole。有一处错就什么都不写。改回：git checkout data/objects.csv

    例 / example: publisher roster import data/objects.csv --dry-run
    """
    workspace = session.workspace
    planned = plan_import(workspace, file.read_bytes(), str(file), whole=whole, sheet=sheet, codes=codes)
    if planned.changes:
        planned.write(workspace)
    return _imported(session, planned, workspace.files.written)


def _imported(session: Session, planned: RosterImport, written: Sequence[str]) -> Answer:
    ids = {effect: sorted({c.id for c in planned.changes if c.effect == effect}) for effect in EFFECTS}
    changed = sum(map(len, ids.values()))
    counts_zh = f"{planned.path}：列入{len(ids['added'])}，移出{len(ids['removed'])}，改动{len(ids['edited'])}"
    counts_en = f"{planned.path}: {len(ids['added'])} added, {len(ids['removed'])} removed, {len(ids['edited'])} edited"
    shown = Shown.of(planned.schema, planned.before, {row[planned.key]: row for row in planned.rows})
    lines: list[Line] = [change_table(session, shown, planned.changes)] if changed else []
    lines += [Words(f"提醒：{w.say('zh')}", f"warning: {w.say('en')}") for w in planned.warnings[:SHOWN]]
    lines.append(Words(f"{counts_zh}；共{len(planned.rows)}行", f"{counts_en}; {len(planned.rows)} rows"))
    lines += _left_out(planned, ids["removed"])
    data = {
        "table": planned.schema.name,
        **ids,
        "rows": len(planned.rows),
        "absent": len(planned.absent),
        "ignored": list(planned.ignored),
        "unexplained": [change.id for change in planned.unexplained],
        "warnings": len(planned.warnings),
        "written": list(written),
    }
    return Answer(data, lines)


def _left_out(planned: RosterImport, removed: Sequence[str]) -> list[Line]:
    """What the file had that didn't come in, what it didn't have, and what is to be done next."""
    lines: list[Line] = []
    if planned.ignored:
        listed = "、".join(planned.ignored[:20])
        lines.append(Words(f"没有取入这些列：{listed}", f"columns not taken in: {', '.join(planned.ignored[:20])}"))
    if planned.absent and not removed:
        number = len(planned.absent)
        lines.append(
            Words(
                f"名录里有{number}个不在这份文件里，保留不动；文件是整份名录时用--whole移出",
                f"{number} on the roster aren't in the file and stay; --whole takes them off",
            )
        )
    if planned.unexplained:
        number, first = len(planned.unexplained), planned.unexplained[0]
        lines.append(
            Words(
                f"{number}处变更还没有理由（如{first.id}{EFFECTS[first.effect].zh}）："
                f"写进{REASONS_FILE}，或导入时用--reason；没有理由的变更不能封存",
                f"{number} changes have no reason yet (such as {first.id}, {first.effect}): write them into "
                f"{REASONS_FILE}, or use --reason; without one the roster can't be sealed",
            )
        )
    return lines


@roster.command("template")
@click.argument("table", type=click.Choice(ROSTERS), default="objects")
@click.option("--out", type=_writable, help="写到哪个文件 / where to write it  [TABLE.xlsx]")
@click.option("--filled", is_flag=True, help="带上现有名录 / with the roster as it is now")
@pass_session
def roster_template(session: Session, table: str, out: Path | None, filled: bool) -> Answer:
    """生成填报用的Excel表：下拉选项、文本格式、填写说明 / an Excel form with drop-downs.

    填好后用 publisher roster import 取入。

    例 / example: publisher roster template inspectors --out inspectors.xlsx
    """
    data = roster_form(session.workspace, table, filled=filled)
    path = out or Path(f"{table}.xlsx")
    if not session.dry_run:
        path.write_bytes(data)
    next_step = Words(
        f"已写入{path}；填好后：publisher roster import {path}", f"{path} written; then: publisher roster import {path}"
    )
    return Answer({"table": table, "file": str(path), "bytes": len(data)}, [next_step])


@roster.command("seal")
@click.argument("tables", nargs=-1, type=click.Choice(ROSTERS))
@click.option("--reasons", "file", type=_readable, help="变更理由（id,reason,document）/ why each row changed")
@click.option(
    "--again", is_flag=True, help="核对过、没有变化也封存 / also where nothing changed: it was looked at and stands"
)
@pass_session
def roster_seal(session: Session, tables: tuple[str, ...], file: Path | None, again: bool) -> Answer:
    """把名录的快照记入总账；每处变更要有理由代码 / a snapshot of the rosters into the log, each change with its reason.

    理由写在data/roster-changes.csv，或用--reasons另给（CSV或Excel）。撤回未入账的：publisher draw cancel roster-objects

    例 / example: publisher roster seal objects inspectors
    """
    desk = session.desk()
    reasons = waiting_reasons(desk.workspace)
    if file is not None:
        reasons |= read_reasons(desk.workspace, file.read_bytes(), str(file))
    source = str(file) if file is not None else REASONS_FILE
    waiting = registering.seal_rosters(desk, tables or ROSTERS, reasons, source=source, again=again)
    lines: list[Line] = []
    data = {}
    for table, proposed in waiting.items():
        answer = after(desk, proposed)
        data[table] = answer.data
        unchanged = Words(f"{table}没有变化", f"{table}: unchanged")
        lines += [unchanged] if proposed is None else list(answer.lines)
    return Answer(data, lines)


@roster.command("private")
@click.argument("file", type=_readable)
@pass_session
def roster_private(session: Session, file: Path) -> Answer:
    """收存单位的内部信息（风险等级、第十四条情形），加密放在本办公室，不进仓库 / private columns of the firms.

    格式见数据说明的objects-sealed表。收存后再封存名录，总账里只有加盐散列。撤回：再收存一份旧的

    例 / example: publisher roster private ~/objects-sealed.csv
    """
    desk, data = session.desk(), file.read_bytes()
    known = {row.object_id for row in desk.workspace.objects()}
    found = earlier.parse_standings(desk.workspace, data, str(file))
    desk.office.keep_sealed_table(earlier.OBJECTS, data)
    strangers = sorted(found.keys() - known)
    lines: list[Line] = [
        Words(
            f"已收存{len(found)}家；接着：publisher roster seal objects --again",
            f"{len(found)} firms kept; then: publisher roster seal objects --again",
        )
    ]
    if strangers:
        zh, en = (
            f"提醒：{len(strangers)}家不在名录里，如{strangers[0]}",
            f"warning: {len(strangers)} aren't on the roster",
        )
        lines.append(Words(zh, f"{en}, such as {strangers[0]}"))
    return Answer({"kept": len(found), "unlisted": strangers}, lines)


COMMANDS: list[click.Command] = [roster]
