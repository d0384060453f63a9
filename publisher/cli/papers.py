"""`draw pack`, `draw unpack`, `draw change`, `draw publish-key`, `receipt`, `plan check`, `plan amend`."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.ceremony import changing, packing, planning, receipts, sealing
from publisher.cli.beacon import kept_answers
from publisher.cli.draw import draw
from publisher.cli.founding import plan
from publisher.cli.session import Answer, Command, Line, Session
from publisher.cli.steps import after, as_role
from publisher.draw.identifiers import parse_time
from publisher.errors import NotYet, Words, fault
from publisher.log.records import RemovalPart
from publisher.log.trust import Role
from publisher.tables.changes import ChangeFile
from publisher.tables.yaml_files import read_yaml

pass_session = click.make_pass_decorator(Session, ensure=True)
_readable = click.Path(path_type=Path, exists=True, dir_okay=False)


@draw.command("pack")
@click.argument("number", metavar="DRAW")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_session
def draw_pack(session: Session, number: str, file: Path) -> Answer:
    """打包文书，用U盘或邮件交给另一台机器 / pack the papers for another machine.

    例 / example: publisher draw pack 2026-009 /media/usb/2026-009.zip
    """
    data = packing.pack(session.workspace, number)
    if not session.dry_run:
        file.write_bytes(data)
    words = Words(f"已写入{file}（{len(data)}字节）", f"{file} written ({len(data)} bytes)")
    return Answer({"file": str(file), "bytes": len(data)}, [words])


@draw.command("unpack")
@click.argument("file", type=_readable)
@pass_session
def draw_unpack(session: Session, file: Path) -> Answer:
    """取入对方的文书；重复取入不变 / take papers in; twice changes nothing.

    例 / example: publisher draw unpack /media/usb/2026-009.zip
    """
    changed = packing.unpack(session.workspace, file.read_bytes())
    words = Words(f"取入{len(changed)}个文件", f"{len(changed)} files taken in")
    return Answer({"changed": changed}, [words])


@draw.command("change")
@click.argument("number", metavar="DRAW")
@click.option("--file", "file", type=_readable, help="变更文件（不入git）/ the change, from the private register")
@click.option("--beacon", "files", multiple=True, type=_readable, help="公共随机数应答 / answers")
@as_role
@pass_session
def draw_change(session: Session, number: str, file: Path | None, files: tuple[Path, ...], role: Role) -> Answer:
    """变更（第十二条）：带--file提出；不带则在随机数产生后算出替补 / open a change, or finish it.

    例 / example: publisher draw change 2026-006 --file change.yaml
    """
    desk = session.desk()
    if file is not None:
        wanted = read_yaml(file.read_bytes(), ChangeFile, str(file))
        removals = [
            RemovalPart(object=r.object, inspector=r.inspector, code=r.code, late=r.late) for r in wanted.removals
        ]
        waiting = changing.open_change(
            desk,
            number,
            removals=removals,
            supplements=list(wanted.supplements),
            source=wanted.beacon.source,
            at=parse_time(wanted.beacon.at),
            role=role,
        )
        return after(desk, waiting)
    records = desk.workspace.history().draws.get(number)
    flight = records.in_flight if records else None
    answers = kept_answers(session, files)
    key = (flight.record.beacon.source, flight.record.beacon.round) if flight else ("", "")
    if key not in answers:
        right = (f"publisher beacon fetch {key[0]} {key[1]}", f"publisher beacon fetch {key[0]} {key[1]}")
        raise NotYet(fault("beacon", "没有进行中的变更，或缺少随机数应答", "no change in flight, or no answer", *right))
    return after(desk, changing.finish_change(desk, number, answers[key], role))


@draw.command("publish-key")
@click.argument("number", metavar="DRAW")
@pass_session
def draw_publish_key(session: Session, number: str) -> Answer:
    """公布名单密钥（检查已全部进行之后）/ publish the frame key after the visits.

    例 / example: publisher draw publish-key 2026-003
    """
    place = sealing.publish_frame_key(session.desk(), number)
    return Answer({"file": place}, [Words(f"已公布：{place}", f"published: {place}")])


@click.command("receipt", cls=Command)
@click.argument("object_id", metavar="OBJECT")
@click.option("--draw", "number", required=True, help="抽签编号 / draw number")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="写入JSON，旁边附二维码SVG / JSON, with an SVG beside",
)
@pass_session
def receipt(session: Session, object_id: str, number: str, out: Path) -> Answer:
    """核验凭条：让暂不公开姓名的单位找到自己 / a firm's receipt in a blinded draw.

    例 / example: publisher receipt 91441624DM09PM7M4W --draw 2026-003 --out receipt.json
    """
    issued = receipts.issue_receipt(session.desk(), number, object_id)
    if not session.dry_run:
        out.write_bytes(issued.text.encode())
        out.with_suffix(".svg").write_bytes(receipts.receipt_qr(issued))
    words = Words(f"凭条：{out}，二维码：{out.with_suffix('.svg')}", f"receipt: {out}, QR code beside it")
    return Answer({"receipt": issued.evidence(), "alias": issued.alias}, [words])


@plan.command("check")
@click.argument("year")
@click.argument("unit")
@pass_session
def plan_check(session: Session, year: str, unit: str) -> Answer:
    """年度计划对照第十四至十六条：比例和频次、行号、联合占比、频次上限、一次检查 / a plan against articles 14 to 16.

    例 / example: publisher plan check 2026 hrss-ldjc
    """
    found = planning.check_plan(session.desk(), year, unit)
    lines: list[Line] = [Words(f"提醒：{w.zh}", f"note: {w.en}") for w in found.notices]
    lines += [wrong.say(session.lang) for wrong in found.faults]
    zh = f"{found.rows}行，核准过{found.versions}次：{len(found.faults)}个问题"
    lines.append(Words(zh, f"{found.rows} rows, approved {found.versions} times: {len(found.faults)} faults"))
    data = {
        "rows": found.rows,
        "versions": found.versions,
        "faults": [wrong.say("en") for wrong in found.faults],
        "notices": [words.say(session.lang) for words in found.notices],
    }
    return Answer(data, lines, 2 if found.faults else 0)


@plan.command("amend")
@click.argument("year")
@click.argument("unit")
@as_role
@pass_session
def plan_amend(session: Session, year: str, unit: str, role: Role) -> Answer:
    """修改已核准的年度计划：两个办公室重新签名，行号不得改作他用 / sign a changed plan again.

    例 / example: publisher plan amend 2026 hrss-ldjc --as legal
    """
    desk = session.desk()
    waiting = planning.amend_plan(desk, role, year, unit)
    if waiting is None:
        return Answer({"pending": ""}, [Words("计划没有改动", "the plan hasn't changed")])
    return after(desk, waiting)


COMMANDS: list[click.Command] = [receipt]
