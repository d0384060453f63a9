"""`seal`, `correct`, `withdraw`, `nonrandom add`: results into the log, and what becomes of them."""

from __future__ import annotations

from datetime import datetime

import click

from publisher.ceremony import changing, nonrandom, sealing, sitting
from publisher.ceremony.correcting import write_correction
from publisher.ceremony.withdrawing import Ground, withdraw
from publisher.cli.session import Answer, Command, Group, Session
from publisher.cli.steps import after, as_role, key_name
from publisher.errors import Words
from publisher.log.trust import Role
from publisher.rules.exceptions import CODES
from publisher.rules.publication import WITHDRAWAL_GROUNDS
from publisher.workspace.results import NONRANDOM

pass_session = click.make_pass_decorator(Session, ensure=True)
day_type = click.DateTime(formats=["%Y-%m-%d"])


@click.command("seal", cls=Command)
@click.argument("number", metavar="[DRAW|nonrandom]", required=False)
@pass_session
def seal(session: Session, number: str | None) -> Answer:
    """封存检查结果和抽签以外的检查登记：新的或更正的 / log new and corrected results and entries of article 13.

    在总账管理员的机器上运行；盲抽样框还需名单密钥。抽签以外的检查须在检查之前封存。

    例 / example: publisher seal 2026-001
    """
    desk = session.desk()
    history = desk.workspace.history()
    numbers = [number] if number else [n for n, records in history.draws.items() if records.outcome]
    sealed: dict[str, list[str]] = {}
    for draw in numbers:
        if draw == NONRANDOM:
            continue
        records, _ = sitting.committed(desk, draw)
        teams = changing.standing(desk.workspace, records).teams if records.outcome else {}
        sealed[draw] = sealing.seal_results(desk, draw, teams)
    entered = nonrandom.seal_nonrandom(desk) if number in (None, NONRANDOM) else []
    lines = [
        Words(f"{draw}：封存{len(done)}条结果", f"{draw}: {len(done)} results sealed") for draw, done in sealed.items()
    ]
    if number in (None, NONRANDOM):
        zh, en = f"抽签以外的检查：封存{len(entered)}条", f"outside the draw: {len(entered)} entries sealed"
        lines.append(Words(zh, en))
    return Answer({"sealed": sealed, "nonrandom": entered}, lines)


@click.command("correct", cls=Command)
@click.argument("number", metavar="DRAW|nonrandom")
@click.argument("object_id", metavar="OBJECT")
@click.option("--reason", required=True, help="公开的更正理由 / the published reason")
@click.option("--code", "codes", multiple=True, help="新的结果代码，可多次 / new result codes")
@click.option("--fixed-on", type=day_type, help="新结果认定之日 / the day the new result was fixed")
@click.option("--follow-up", "again", type=day_type, help="复查之日（原结果未了结）/ the day of the re-check")
@pass_session
def correct(
    session: Session,
    number: str,
    object_id: str,
    reason: str,
    codes: tuple[str, ...],
    fixed_on: datetime | None,
    again: datetime | None,
) -> Answer:
    """更正或复查已封存的结果：写好结果文件，再运行 seal / correct or follow up a sealed result, then seal.

    例 / example: publisher correct 2026-001 91441624DM09PM7M4W --reason 录入时漏填改正情况 --code E
    """
    place = write_correction(
        session.desk(),
        number,
        object_id,
        reason,
        codes=codes,
        fixed_on=fixed_on.date() if fixed_on else None,
        re_checked_on=again.date() if again else None,
    )
    words = Words(
        f"已写入{place}；核对其余内容后由总账管理员运行 publisher seal",
        f"{place} written; check the rest of it, then the log keeper runs publisher seal",
    )
    return Answer({"file": place, "next": f"seal {number}"}, [words])


@click.command("withdraw", cls=Command)
@click.argument("number", metavar="DRAW|nonrandom")
@click.argument("object_id", metavar="OBJECT")
@click.option("--ground", type=click.Choice(list(WITHDRAWAL_GROUNDS)), required=True, help="法定理由 / the ground")
@click.option("--document", required=True, help="文书名称和文号 / the document")
@as_role
@key_name
@pass_session
def withdraw_result(
    session: Session, number: str, object_id: str, ground: Ground, document: str, role: Role, name: str
) -> Answer:
    """停止公示一条结果的文字；散列、日期、结果代码仍在 / take a result's text out of public, on legal grounds.

    repair 信用修复、expired 公示期满：公示满期限之后；court 法院裁判：随时。两个办公室各运行一次。

    例 / example: publisher withdraw 2026-001 91441624DM09PM7M4W --ground repair --document 示信修〔2026〕3号
    """
    desk = session.desk()
    waiting = withdraw(desk, number, object_id, ground, document, role, name)
    answers = [after(desk, item) for item in waiting]
    return Answer({"rows": [a.data for a in answers]}, [line for a in answers for line in a.lines])


@click.group("nonrandom", cls=Group)
def nonrandom_group() -> None:
    """抽签以外的检查（第十三条）/ inspections outside the draw."""


@nonrandom_group.command("add")
@click.argument("object_id", metavar="OBJECT")
@click.option("--item", "items", multiple=True, required=True, help="事项，可多次 / items")
@click.option("--code", type=click.Choice(list(CODES)), required=True, help="第十三条的情形 / the reason")
@click.option("--to", "end", type=day_type, required=True, help="检查期间止日 / the last day of the visit's period")
@click.option("--from", "start", type=day_type, help="检查期间起日，默认今天 / its first day, today if left out")
@click.option("--paper", required=True, help="来源文书，只留在本机 / the source paper, kept on this machine")
@click.option("--unit", default="", help="执法机构，默认为事项所属 / the unit, the item's own if left out")
@pass_session
def nonrandom_add(
    session: Session,
    object_id: str,
    items: tuple[str, ...],
    code: str,
    end: datetime,
    start: datetime | None,
    paper: str,
    unit: str,
) -> Answer:
    """登记一次抽签以外的检查：先登记、封存，再检查 / enter an inspection before it is made.

    例 / example: publisher nonrandom add 91441624DM09PM7M4W --item LD-02 --code TRANSFER --to 2026-10-30 --paper 18号
    """
    entry = nonrandom.add_entry(
        session.desk(),
        object_id,
        items=items,
        code=code,
        start=start.date() if start else None,
        end=end.date(),
        paper=paper,
        agency=unit,
    )
    place = nonrandom.entry_place(entry.id)
    words = Words(
        f"{entry.id}已写入{place}；检查之前须封存：publisher seal nonrandom；检查之后在其中写result",
        f"{entry.id} written to {place}; seal it before the visit: publisher seal nonrandom; then write its result",
    )
    return Answer({"id": entry.id, "file": place, "source": entry.source, "next": "seal nonrandom"}, [words])


COMMANDS: list[click.Command] = [seal, correct, withdraw_result, nonrandom_group]
