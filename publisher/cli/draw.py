"""`draw …`: the ceremony, step by step; each step can be repeated and does nothing the second time."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from publisher.ceremony import changing, committing, concluding, pending, preparing, sitting
from publisher.ceremony.deputies import second_office
from publisher.ceremony.desk import Desk
from publisher.ceremony.drafts import read_draft, waiting_drafts
from publisher.ceremony.pending import Pending
from publisher.ceremony.preparing import Prepared
from publisher.ceremony.signing import add_signature
from publisher.cli.beacon import kept_answers
from publisher.cli.session import Answer, Group, Line, Session
from publisher.cli.steps import after, as_role, key_name, still_missing
from publisher.draw.identifiers import draw_order, parse_time
from publisher.errors import Refused, Words, fault
from publisher.log.history import DrawRecords
from publisher.log.records import Ceremony, Change, Changed, Close, Commit, Outcome, Void, Withdraw
from publisher.log.trust import Role
from publisher.rules.duties import WHO_WORDS

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.group(cls=Group)
def draw() -> None:
    """抽签：准备、承诺、拆封、封签、结果 / the draw."""


def _chances(prepared: Prepared) -> Table:
    table = Table("分组 stratum", "名单 listed", "可抽 eligible", "名额 size", "机会 chance")
    for quota in prepared.quotas:
        chance = f"{quota.size}/{quota.eligible}" if quota.eligible else "-"
        table.add_row(quota.stratum, str(quota.listed), str(quota.eligible), str(quota.size), chance)
    return table


@draw.command("prepare")
@click.argument("order")
@click.option("--explain", metavar="OBJECT", help="说明某单位为何在或不在名单中 / why an object is in or out")
@pass_session
def draw_prepare(session: Session, order: str, explain: str | None) -> Answer:
    """方案 → 名单、人员、名额、机会、提醒；不写入 / what the order would commit.

    例 / example: publisher draw prepare 2026-winter
    """
    prepared = preparing.prepare(session.desk(), order)
    lines: list[Line] = [
        Words(
            f"编号将为{prepared.draw}；依据总账前{prepared.basis.size}条",
            f"would be {prepared.draw}, on {prepared.basis.size} entries",
        ),
        _chances(prepared),
        Words(f"检查人员{len(prepared.panel)}人", f"{len(prepared.panel)} inspectors in the panel"),
        *prepared.notices,
    ]
    if explain:
        lines += prepared.known.why(explain)
    data = {
        "draw": prepared.draw,
        "frame": len(prepared.frame),
        "panel": len(prepared.panel),
        "quotas": [
            {"stratum": q.stratum, "listed": q.listed, "eligible": q.eligible, "size": q.size} for q in prepared.quotas
        ],
        "notices": [notice.say(session.lang) for notice in prepared.notices],
    }
    return Answer(data, lines)


@draw.command("commit")
@click.argument("order")
@click.option("--observers", is_flag=True, help="观察员也各出一个秘密 / observers contribute secrets too")
@pass_session
def draw_commit(session: Session, order: str, observers: bool) -> Answer:
    """抽签办公室：起草承诺，作出己方承诺值 / the draw office starts the commit.

    之后：draw pack 交给法制机构 → draw sign；撤回：draw cancel。

    例 / example: publisher draw commit 2026-winter --dry-run
    """
    desk = session.desk()
    number = committing.start_commit(desk, order, observers=observers)
    record = read_draft(desk.workspace, number)[1]
    role = second_office(desk, record.items, record.basis)
    zh = f"{number}：草稿已备，请{WHO_WORDS[role].zh} draw sign {number} --as {role}；撤回用 draw cancel {number}"
    en = f"{number}: draft ready; {WHO_WORDS[role].en} runs draw sign {number} --as {role}; undo: draw cancel {number}"
    return Answer({"draw": number}, [Words(zh, en)])


@draw.command("sign")
@click.argument("number", metavar="DRAW")
@as_role
@key_name
@click.option(
    "--beacon", "files", multiple=True, type=click.Path(path_type=Path, exists=True), help="公共随机数应答 / answers"
)
@pass_session
def draw_sign(session: Session, number: str, role: Role, name: str, files: tuple[Path, ...]) -> Answer:
    """签署这次抽签的待签文书；能重算的都先重算，不同则拒绝 / sign what waits; recompute it first.

    例 / example: publisher draw sign 2026-009 --as legal
    """
    desk = session.desk()
    if number in waiting_drafts(desk.workspace):
        if (joined := committing.join_commit(desk, number, role, name)) is None:
            zh, en = "己方承诺值已加入，等其余参与方", "your commitment is in; the other parties are still to come"
            return Answer({"draw": number}, [Words(zh, en)])
        waiting = [joined]
    else:
        waiting = [item for item in pending.of_draw(desk.workspace, number) if role in still_missing(desk, item)]
    if not waiting:
        right = ("见 publisher draw list", "see publisher draw list")
        raise Refused(fault("nothing", "没有待签文书", "nothing waits for a signature", *right))
    answers = [after(desk, _sign_one(session, desk, item, role, name, files), *_shown(item)) for item in waiting]
    return Answer({"signed": [a.data for a in answers]}, [line for a in answers for line in a.lines])


def _shown(item: Pending) -> list[Line]:
    """What no machine can derive is shown to the person who signs it: a change, a void, a withdrawal."""
    return [item.note.text.rstrip()] if isinstance(item.record, Change | Void | Withdraw) else []


def _sign_one(session: Session, desk: Desk, item: Pending, role: Role, name: str, files: tuple[Path, ...]) -> Pending:
    """Derive the record again on this machine where that is possible, then sign it."""
    record = item.record
    if isinstance(record, Commit) and role in ("draw", "legal", "deputy"):
        return committing.sign_commit(desk, record.draw, role)
    if isinstance(record, Close):
        return sitting.close(desk, record.draw, role)
    if isinstance(record, Outcome):
        answers = kept_answers(session, files) | concluding.answers_in(item.files, record.draw)
        return concluding.conclude(desk, record.draw, answers, role)
    if isinstance(record, Change):
        return changing.open_change(
            desk,
            record.draw,
            removals=record.removals,
            supplements=[item.object for item in record.supplements],
            source=record.beacon.source,
            at=parse_time(record.beacon.time),
            role=role,
            name=name,
        )
    if isinstance(record, Changed):
        return changing.finish_change(desk, record.draw, record.answer, role)
    if isinstance(record, Void):
        return sitting.void(desk, record.draw, record.code, record.reason, role)
    if isinstance(record, Ceremony):
        right = (
            f"用 draw ceremony {record.draw} --digits 录入您听到的数字",
            "enter the digits you heard: draw ceremony",
        )
        raise Refused(fault("digits", "摇号由各方各自录入", "each party enters the digits itself", *right))
    return add_signature(desk, item, role, name)


@draw.command("reveal")
@click.argument("number", metavar="DRAW")
@as_role
@key_name
@pass_session
def draw_reveal(session: Session, number: str, role: Role, name: str) -> Answer:
    """拆封：公开己方的秘密（承诺入总账之后）/ open your commitment.

    例 / example: publisher draw reveal 2026-009 --as legal
    """
    desk = session.desk()
    return after(desk, sitting.reveal(desk, number, role, name))


@draw.command("close")
@click.argument("number", metavar="DRAW")
@as_role
@pass_session
def draw_close(session: Session, number: str, role: Role) -> Answer:
    """封签：此后只等公共随机数 / close; nothing secret is left.

    例 / example: publisher draw close 2026-009
    """
    desk = session.desk()
    return after(desk, sitting.close(desk, number, role))


@draw.command("ceremony")
@click.argument("number", metavar="DRAW")
@click.option("--digits", required=True, help="当众摇出的20位数字 / the 20 digits thrown in public")
@as_role
@key_name
@pass_session
def draw_ceremony(session: Session, number: str, digits: str, role: Role, name: str) -> Answer:
    """登记摇号（第七条）/ record the ceremony's digits.

    例 / example: publisher draw ceremony 2026-009 --digits 09182736450192837465
    """
    desk = session.desk()
    return after(desk, sitting.throw(desk, number, digits, role, name))


@draw.command("conclude")
@click.argument("number", metavar="DRAW")
@as_role
@click.option(
    "--beacon", "files", multiple=True, type=click.Path(path_type=Path, exists=True), help="公共随机数应答 / answers"
)
@pass_session
def draw_conclude(session: Session, number: str, role: Role, files: tuple[Path, ...]) -> Answer:
    """随机数产生后：种子、抽中名单、检查组 / seed, selection, teams.

    例 / example: publisher draw conclude 2026-008 --beacon answer.json
    """
    desk = session.desk()
    return after(desk, concluding.conclude(desk, number, kept_answers(session, files), role))


@draw.command("void")
@click.argument("number", metavar="DRAW")
@click.option("--code", type=click.Choice(["error", "absence", "unwitnessed", "beacon-silent"]), required=True)
@click.option("--reason", required=True, help="公开的理由 / the published reason")
@as_role
@pass_session
def draw_void(session: Session, number: str, code: sitting.VoidCode, reason: str, role: Role) -> Answer:
    """作废（只在随机数产生之前有效）/ void, before the beacon.

    例 / example: publisher draw void 2026-009 --code error --reason 名录有误
    """
    desk = session.desk()
    return after(desk, sitting.void(desk, number, code, reason, role))


@draw.command("cancel")
@click.argument("name", metavar="DRAW|NAME")
@pass_session
def draw_cancel(session: Session, name: str) -> Answer:
    """撤回尚未入总账的文书：按抽签编号，或按 draw list 中待签的名称 / take back what isn't logged.

    例 / example: publisher draw cancel 2026-009
    """
    taken = committing.cancel(session.desk(), name)
    return Answer({"cancelled": taken}, [Words(f"已撤回：{item}", f"taken back: {item}") for item in taken])


def state(records: DrawRecords) -> Words:
    """Where a draw stands (protocol section 4)."""
    if records.void:
        return Words("已作废", "void")
    if records.outcome:
        return Words("已有结果", "concluded")
    return Words("已封签", "closed") if records.close else Words("已承诺", "committed")


@draw.command("list")
@pass_session
def draw_list(session: Session) -> Answer:
    """全部抽签及其状态 / all draws.

    例 / example: publisher draw list
    """
    workspace = session.workspace
    history = workspace.history()
    table = Table("编号 draw", "名称 title", "状态 state", "结果 results")
    data = []
    for number in sorted(history.draws, key=draw_order):
        records = history.draws[number]
        title = records.commit.record.title if records.commit else ""
        table.add_row(number, title, state(records).say(session.lang), str(len(records.settled)))
        data.append({"draw": number, "title": title, "state": state(records).en, "results": len(records.settled)})
    waiting = [*pending.names(workspace), *(f"{number}（草稿 draft）" for number in waiting_drafts(workspace))]
    lines: list[Line] = [table, *(Words(f"待签：{name}", f"waiting: {name}") for name in waiting)]
    return Answer({"draws": data, "waiting": waiting}, lines)


COMMANDS: list[click.Command] = [draw]
