"""`referral …`, `objection …`: the private registers, whose counts alone are public (articles 18 and 20)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click

from publisher.ceremony import objecting, referring, registers
from publisher.ceremony.registers import ObjectionEntry, ReferralEntry
from publisher.cli.session import Answer, Group, Line, Session
from publisher.cli.tabling import folding
from publisher.errors import Words
from publisher.rules.objections import STATE_WORDS
from publisher.rules.referrals import STEP_WORDS, STEPS, Step

pass_session = click.make_pass_decorator(Session, ensure=True)
day_type = click.DateTime(formats=["%Y-%m-%d"])
_on = click.option("--on", type=day_type, help="日期，默认今天 / the day, today if left out")
_note = click.option("--note", default="", help="只留在本机的说明 / a note that stays on this machine")


def _day(session: Session, on: datetime | None) -> date:
    return on.date() if on else registers.today_of(session.desk())


@click.group(cls=Group)
def referral() -> None:
    """移送登记册（第二十条；不公开，只公布数量）/ referrals; in public, counts."""


def _referral(entry: ReferralEntry) -> dict[str, Any]:
    return {**entry.evidence(), "step": entry.referral.step}


def _said_referral(entry: ReferralEntry) -> Words:
    step = STEP_WORDS[entry.referral.step]
    zh, en = f"{entry.number}：{entry.object} {entry.kind}，{step.zh}", f"{entry.number}: {entry.object}, {step.en}"
    return Words(zh, en)


@referral.command("add")
@click.argument("number", metavar="DRAW|nonrandom")
@click.argument("object_id", metavar="OBJECT")
@click.option("--code", required=True, help="应移送的结果代码，如6、H1 / the result code that calls for it")
@_on
@_note
@pass_session
def referral_add(session: Session, number: str, object_id: str, code: str, on: datetime | None, note: str) -> Answer:
    """立项移送：结果里的代码，或暂不得写进结果的H1、H2 / open a referral.

    例 / example: publisher referral add 2026-001 91441624DM09PM7M4W --code H1
    """
    entry = referring.add_referral(session.desk(), number, object_id, code, _day(session, on), note)
    return Answer({"referral": _referral(entry)}, [_said_referral(entry)])


@referral.command("step")
@click.argument("number", metavar="NUMBER")
@click.option("--step", type=click.Choice(STEPS[1:]), required=True, help="办到哪一步 / the step taken")
@_on
@pass_session
def referral_step(session: Session, number: str, step: Step, on: datetime | None) -> Answer:
    """记下一步：informed告知，heard陈述申辩，decided决定，served送达 / record a step.

    例 / example: publisher referral step 2026-R001 --step informed --on 2026-10-14
    """
    entry = referring.step_referral(session.desk(), number, step, _day(session, on))
    return Answer({"referral": _referral(entry)}, [_said_referral(entry)])


@referral.command("list")
@pass_session
def referral_list(session: Session) -> Answer:
    """本机登记册里的全部移送 / all referrals held on this machine.

    例 / example: publisher referral list
    """
    entries = registers.read_referrals(session.desk().office)
    head = ("编号 number", "抽签 draw", "单位 object", "代码 code", "去向 to", "到哪一步 step", "日期 day")
    rows = [
        (
            entry.number,
            entry.draw,
            entry.object,
            entry.code,
            entry.kind,
            STEP_WORDS[entry.referral.step].say(session.lang),
            entry.days.get(entry.referral.step, ""),
        )
        for entry in entries
    ]
    return Answer({"referrals": [_referral(entry) for entry in entries]}, _listed(head, rows))


def _listed(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Line]:
    return [folding(head, rows), Words(f"共{len(rows)}件", f"{len(rows)} in all")]


@click.group(cls=Group)
def objection() -> None:
    """异议登记册（第十八条；只公布状态）/ objections; in public, their states."""


def _objection(entry: ObjectionEntry) -> dict[str, Any]:
    return {**entry.evidence(), "state": entry.objection.state}


def _said_objection(entry: ObjectionEntry) -> Words:
    state = STATE_WORDS[entry.objection.state]
    return Words(f"{entry.number}：{entry.object} {state.zh}", f"{entry.number}: {entry.object}: {state.en}")


@objection.command("add")
@click.argument("number", metavar="DRAW|nonrandom")
@click.argument("object_id", metavar="OBJECT")
@_on
@_note
@pass_session
def objection_add(session: Session, number: str, object_id: str, on: datetime | None, note: str) -> Answer:
    """收到异议 / an objection came in.

    例 / example: publisher objection add 2026-001 91441624DM09PM7M4W --on 2026-10-12
    """
    entry = objecting.add_objection(session.desk(), number, object_id, _day(session, on), note)
    return Answer({"objection": _objection(entry)}, [_said_objection(entry)])


@objection.command("step")
@click.argument("number", metavar="NUMBER")
@click.option(
    "--step",
    type=click.Choice(["accepted", "upheld", "dismissed", "corrected"]),
    required=True,
    help="受理、成立、不成立、已更正 / taken up, upheld, dismissed, corrected",
)
@_on
@pass_session
def objection_step(session: Session, number: str, step: objecting.Ruling, on: datetime | None) -> Answer:
    """记下受理、答复或更正（更正须已封存）/ record what became of an objection.

    例 / example: publisher objection step 2026-O001 --step accepted
    """
    entry = objecting.step_objection(session.desk(), number, step, _day(session, on))
    return Answer({"objection": _objection(entry)}, [_said_objection(entry)])


@objection.command("list")
@pass_session
def objection_list(session: Session) -> Answer:
    """本机登记册里的全部异议 / all objections held on this machine.

    例 / example: publisher objection list
    """
    entries = registers.read_objections(session.desk().office)
    head = ("编号 number", "抽签 draw", "单位 object", "收到 received", "状态 state")
    rows = [
        (e.number, e.draw, e.object, e.received_on, STATE_WORDS[e.objection.state].say(session.lang)) for e in entries
    ]
    return Answer({"objections": [_objection(entry) for entry in entries]}, _listed(head, rows))


COMMANDS: list[click.Command] = [referral, objection]
