"""`seal`: results into the log."""

from __future__ import annotations

import click

from publisher.ceremony import changing, sealing, sitting
from publisher.cli.session import Answer, Command, Session
from publisher.errors import Words

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command("seal", cls=Command)
@click.argument("number", metavar="[DRAW]", required=False)
@pass_session
def seal(session: Session, number: str | None) -> Answer:
    """封存检查结果：data/results/<编号>/ 下新的或更正的 / log new and corrected results.

    在总账管理员的机器上运行；盲抽样框还需名单密钥。

    例 / example: publisher seal 2026-001
    """
    desk = session.desk()
    history = desk.workspace.history()
    numbers = [number] if number else [n for n, records in history.draws.items() if records.outcome]
    sealed: dict[str, list[str]] = {}
    for draw in numbers:
        records, _ = sitting.committed(desk, draw)
        teams = changing.standing(desk.workspace, records).teams if records.outcome else {}
        sealed[draw] = sealing.seal_results(desk, draw, teams)
    lines = [
        Words(f"{draw}：封存{len(done)}条结果", f"{draw}: {len(done)} results sealed") for draw, done in sealed.items()
    ]
    return Answer({"sealed": sealed}, lines)


COMMANDS: list[click.Command] = [seal]
