"""`found`, `items approve`, `policy approve`, `plan approve`: what both offices sign before any draw."""

from __future__ import annotations

from collections.abc import Sequence

import click

from publisher.ceremony import founding, registering
from publisher.ceremony.pending import Pending
from publisher.cli.session import Answer, Command, Group, Session
from publisher.cli.steps import after, as_role, key_name
from publisher.errors import Words
from publisher.log.trust import Role

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command(cls=Command)
@as_role
@key_name
@click.option("--beacon", "beacons", multiple=True, default=("drand-quicknet", "ceremony"), show_default=True)
@click.option(
    "--notice", default=1800, show_default=True, help="拆封到公共随机数至少几秒 / seconds from reveal_by to beacon"
)
@click.option("--recovery", default=2, show_default=True, help="恢复需几把密钥 / recovery keys needed")
@pass_session
def found(session: Session, role: Role, name: str, beacons: Sequence[str], notice: int, recovery: int) -> Answer:
    """创立总账：信任策略与创世记录 / trust policy, genesis, first checkpoint.

    各方先运行 keys new；再各自运行本命令签名。

    例 / example: publisher found --as draw
    """
    desk = session.desk()
    policy = founding.trust_policy(desk.workspace, beacons=beacons, notice=notice, recovery=recovery)
    waiting = founding.found(desk, policy, role, name)
    return after(desk, waiting, Words(f"信任策略散列 {policy.hash}", f"trust policy {policy.hash}"))


def _approved(session: Session, waiting: Pending | None, kind: str) -> Answer:
    if waiting is None:
        return Answer({"pending": ""}, [Words(f"{kind}没有改动，无须核准", f"{kind}: nothing to approve")])
    return after(session.desk(), waiting)


@click.group(cls=Group)
def items() -> None:
    """抽查事项清单 / the item list."""


@items.command("approve")
@as_role
@pass_session
def items_approve(session: Session, role: Role) -> Answer:
    """核准事项清单（第五条）/ sign the item list.

    例 / example: publisher items approve --as legal
    """
    return _approved(session, registering.approve_items(session.desk(), role), "items.yaml")


@click.group(cls=Group)
def policy() -> None:
    """策略 / the policy."""


@policy.command("approve")
@as_role
@pass_session
def policy_approve(session: Session, role: Role) -> Answer:
    """核准策略 / sign the policy.

    例 / example: publisher policy approve --as legal
    """
    return _approved(session, registering.approve_policy(session.desk(), role), "policy.yaml")


@click.group(cls=Group)
def plan() -> None:
    """年度计划 / the year's plans."""


@plan.command("approve")
@click.argument("year")
@click.argument("unit")
@as_role
@pass_session
def plan_approve(session: Session, year: str, unit: str, role: Role) -> Answer:
    """核准某单位的年度计划（第十四条）/ sign a unit's plan of a year.

    例 / example: publisher plan approve 2026 hrss-ldjc --as legal
    """
    return _approved(session, registering.approve_plan(session.desk(), role, year, unit), f"plans/{year}/{unit}.csv")


COMMANDS: list[click.Command] = [found, items, policy, plan]
