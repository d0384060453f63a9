"""The sample's year 2026 in 示例县: nine draws in every state, around real drand rounds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from publisher.ceremony import founding, sealing
from publisher.demo import acts, afterwards
from publisher.demo.cast import Stage
from publisher.demo.findings import write_result
from publisher.demo.scratch import FIRMS, all_objects, make_scratch, sealed_objects, write_objects
from publisher.draw.blinding import opening
from publisher.draw.identifiers import VACANT, parse_time
from publisher.errors import Words
from publisher.log.records import Commit, RemovalPart
from publisher.log.trust import Role
from publisher.rules.referrals import Step

Narrate = Callable[[Words], None]
BEACONS = ("ceremony", "drand-quicknet")
NOTICE = 1800
WINTER = "2026-7,LD-02,在建项目工资支付冬季专项抽查,directed,建筑业单位,0.1,1,special,,2026-11-01,2026-12-31"
"""A row that the plan got in September: a superior asked for it (article 14)."""


@dataclass(frozen=True)
class Story:
    """What came of it: the genesis hash and the draws' numbers."""

    genesis: str
    draws: list[str]


def play(folder: Path, narrate: Narrate | None = None) -> Story:
    """Play the year in a scratch repository at `folder` (made anew). Private folders lie in `<folder>/private`."""
    tell = narrate or (lambda _: None)
    workspace = make_scratch(folder)
    shutil.rmtree(folder / "private", ignore_errors=True)
    stage = Stage.build(workspace, folder / "private", parse_time("2026-03-02T09:00:00+08:00"))
    _found(stage, tell)
    _spring(stage, tell)
    _construction(stage, tell)
    _joint(stage, tell)
    _services(stage, tell)
    _training(stage, tell)
    _open_draws(stage, tell)
    history = workspace.history()
    return Story(history.entries[0].hash, sorted(history.draws))


def _commit_record(stage: Stage, draw: str) -> Commit:
    commit = stage.workspace.history().draws[draw].commit
    assert commit is not None
    return commit.record


def _found(stage: Stage, tell: Narrate) -> None:
    tell(Words("三月：各方造密钥，创立总账，核准事项、策略和年度计划", "March: keys, genesis, items, policy, plan"))
    stage.make_keys()
    policy = founding.trust_policy(stage.workspace, beacons=BEACONS, notice=NOTICE, recovery=2)
    signers: list[tuple[str, Role]] = [("draw", "draw"), ("legal", "legal"), ("keeper", "log")]
    signers += [("head", "recovery"), ("justice", "recovery"), ("legal-safe", "recovery")]
    for office, role in signers:
        founding.found(stage.desk(office), policy, role)
    acts.keep(stage)
    acts.approve(stage, "2026", "hrss-ldjc")
    stage.offices["draw"].keep_sealed_table("objects", sealed_objects(all_objects()))
    acts.seal_rosters(stage)
    acts.cosign(stage)


def _renew_roster(stage: Stage, time: str, *, upto: int, gone: int = 0) -> None:
    """Dynamic changes: firms up to number `upto` are on the roster; the first `gone` firms have been struck off."""
    acts.at(stage, time)
    objects = all_objects()
    rows = [replace(row, status="注销") if n < gone else row for n, row in enumerate(objects[:upto])]
    write_objects(stage.workspace, rows)
    reasons = {row.object_id: "registered" for row in objects[FIRMS:upto]}
    reasons |= {row.object_id: "status" for row in objects[:gone]}
    acts.seal_rosters(stage, reasons)
    acts.cosign(stage)


def _visit(
    stage: Stage,
    draw: str,
    objects: list[str],
    *,
    visited: str,
    fixed: str,
    outcome: tuple[str, str, str] | None = None,
) -> None:
    """Result files of visits to these objects (ids), by the teams in force; `outcome`: code, disposition, remark."""
    commit, teams = _commit_record(stage, draw), acts.teams(stage, draw)
    aliases = _aliases(stage, draw, commit)
    for object_id in objects:
        team = teams[aliases.get(object_id, object_id)]
        write_result(stage.workspace, commit, object_id, team, visited=visited, fixed=fixed, outcome=outcome)


def _aliases(stage: Stage, draw: str, commit: Commit) -> dict[str, str]:
    """Object id → alias in a blinded draw; empty in an open one."""
    key = stage.offices["draw"].frame_key(draw)
    if commit.frame == "open" or key is None:
        return {}
    return {row.object_id: opening(key, row.object_id).alias(draw) for row in all_objects()}


def _spring(stage: Stage, tell: Narrate) -> None:
    tell(Words("四月：001 全县不定向抽查，公开名单", "April: 001, undirected, open"))
    _renew_roster(stage, "04-03 09:00", upto=604)
    draw = acts.commit(stage, "2026-spring", "04-08 10:00")
    acts.close(stage, draw, "04-08 16:00")
    acts.conclude(stage, draw, "04-08 18:40")
    teams = acts.teams(stage, draw)
    objects = list(teams)
    unreachable, late = objects[3], objects[-6:]
    early = [o for o in objects if o not in late and o != unreachable]
    _visit(stage, draw, early[:12], visited="2026-04-15", fixed="2026-04-17")
    acts.seal(stage, draw, "04-20 10:00")
    complaint = afterwards.enter(stage, "05-06 10:00", late[1], "COMPLAINT", "2026-05-15", "举报登记示例〔2026〕12号")
    _visit(stage, draw, early[12:], visited="2026-05-12", fixed="2026-05-14")
    moved = ("6", "7", "登记住所查无此单位，邻居称已搬离。")
    commit = _commit_record(stage, draw)
    write_result(
        stage.workspace,
        commit,
        unreachable,
        teams[unreachable],
        visited="2026-05-12",
        fixed="2026-05-14",
        outcome=moved,
    )
    acts.seal(stage, draw, "05-18 10:00")
    found = "举报反映的加班工资已在责令期限内补发。"
    afterwards.made(stage, "05-18 10:30", complaint, "2026-05-13", "2026-05-15", ["E"], found)
    referral = afterwards.refer(stage, draw, unreachable, "6")
    tell(Words("五月：一名检查人员回避，一家失联单位增补，由新的公共随机数决定", "May: a recusal and a supplement"))
    leaving = RemovalPart(object=late[0], inspector=teams[late[0]][0], code="recused", late=False)
    fires = parse_time("2026-06-01T07:32:03+08:00")
    acts.open_change(stage, draw, "05-29 10:00", acts.Wish([leaving], [unreachable], fires))
    acts.finish_change(stage, draw, "06-01 09:00", "29155653")
    rest = [o for o in acts.teams(stage, draw) if o in late or o not in teams]
    _visit(stage, draw, rest, visited="2026-06-09", fixed="2026-06-11")
    acts.seal(stage, draw, "06-15 10:00")
    acts.at(stage, "06-16 09:00")
    objection = afterwards.object_to(stage, draw, early[0], "2026-06-16")
    acts.at(stage, "06-17 09:00")
    afterwards.answer(stage, objection, "accepted")
    for object_id in afterwards.open_results(stage, draw)[:1]:
        afterwards.re_check(stage, draw, object_id, "06-24 10:00", "2026-06-23")
    acts.at(stage, "06-24 16:00")
    afterwards.answer(stage, objection, "upheld")
    corrected = ("E", "3", "更正：改正期限内已补签劳动合同，原记录漏填。")
    write_result(
        stage.workspace,
        commit,
        early[0],
        teams[early[0]],
        visited="2026-04-15",
        fixed="2026-06-24",
        outcome=corrected,
        corrects="录入时漏填改正情况",
    )
    acts.seal(stage, draw, "06-25 10:00")
    afterwards.answer(stage, objection, "corrected")
    days: dict[Step, str] = {"informed": "2026-05-25", "heard": "2026-06-03", "decided": "2026-06-12"}
    afterwards.step(stage, referral, {**days, "served": "2026-06-18"})
    tell(Words("六月：上半年报告", "June: the half-year report"))
    afterwards.report(stage, "06-29 16:00", date(2026, 6, 30))


def _construction(stage: Stage, tell: Narrate) -> None:
    tell(Words("七月：002 因名录有误作废，003 取而代之，名单暂不公开姓名", "July: 002 void, 003 in its place, blinded"))
    _renew_roster(stage, "07-08 09:00", upto=610)
    draw = acts.commit(stage, "2026-construction-1", "07-09 10:00")
    acts.void(stage, draw, "07-10 11:00", "承诺后发现名录漏登两家新设建筑业单位，作废后补登再抽")
    _renew_roster(stage, "07-24 09:00", upto=616, gone=2)
    draw = acts.commit(stage, "2026-construction-2", "07-27 10:00")
    acts.close(stage, draw, "07-27 16:00")
    acts.conclude(stage, draw, "07-28 08:30")
    aliases = {alias: object_id for object_id, alias in _aliases(stage, draw, _commit_record(stage, draw)).items()}
    _visit(stage, draw, [aliases[o] for o in acts.teams(stage, draw)], visited="2026-08-12", fixed="2026-08-14")
    acts.seal(stage, draw, "08-17 10:00")
    acts.at(stage, "09-01 10:00")
    for number in ("2026-002", draw):  # the void one's too: its frame can then be held against the rosters
        sealing.publish_frame_key(stage.desk("draw"), number)


def _joint(stage: Stage, tell: Narrate) -> None:
    tell(Words("九月：004 与市场监管联合，按行业分组；一名检查人员因故不能执行", "September: 004, joint, with strata"))
    afterwards.amend_plan(stage, "09-07 09:00", WINTER)
    _renew_roster(stage, "09-08 09:00", upto=620, gone=2)
    draw = acts.commit(stage, "2026-joint", "09-11 10:00", observers=True)
    acts.close(stage, draw, "09-11 18:30", absent=["observer"])
    acts.conclude(stage, draw, "09-14 09:10")
    teams = acts.teams(stage, draw)
    before = stage.workspace.history().draws["2026-001"].settled
    objects = sorted(teams, key=lambda object_id: object_id not in before)  # who was drawn in spring too goes first
    _visit(stage, draw, objects[:5], visited="2026-09-18", fixed="2026-09-21")
    for object_id in before & {*objects}:  # nothing is found the second time either: article 11 will spare them
        _visit(stage, draw, [object_id], visited="2026-09-18", fixed="2026-09-21", outcome=("1", "1", ""))
    acts.seal(stage, draw, "09-23 10:00")
    last = objects[-1]
    prevented = next(inspector for inspector in teams[last] if inspector != VACANT)
    leaving = RemovalPart(object=last, inspector=prevented, code="prevented", late=False)
    fires = parse_time("2026-09-29T10:01:00+08:00")
    acts.open_change(stage, draw, "09-24 15:00", acts.Wish([leaving], [], fires))


def _services(stage: Stage, tell: Narrate) -> None:
    tell(Words("九月：005 书面检查，公共随机数之外再当众摇号", "September: 005, on paper, with a ceremony"))
    _renew_roster(stage, "09-25 09:00", upto=622, gone=3)
    draw = acts.commit(stage, "2026-hr-services", "09-28 10:00")
    acts.close(stage, draw, "09-28 16:00")
    acts.throw(stage, draw, "09-29 09:35", "09182736450192837465")
    acts.finish_change(stage, "2026-004", "09-29 10:10", "32614632")
    acts.conclude(stage, draw, "09-29 10:20")


def _training(stage: Stage, tell: Narrate) -> None:
    tell(
        Words(
            "十月：006 培训机构，对象很少；007 分甲乙两组，名单由外部审计核对；004陆续有结果",
            "October: 006, a small population; 007, audited from outside; results of 004",
        )
    )
    _renew_roster(stage, "10-08 09:00", upto=622, gone=4)
    draws = [acts.commit(stage, "2026-training", "10-09 09:00"), acts.commit(stage, "2026-attention", "10-09 09:30")]
    for draw in draws:
        acts.close(stage, draw, "10-09 12:10")
    for draw in draws:
        acts.conclude(stage, draw, "10-09 13:05")
    joint = [o for o, team in acts.teams(stage, "2026-004").items() if VACANT not in team]
    done = stage.workspace.history().draws["2026-004"].settled
    _visit(stage, "2026-004", [o for o in joint if o not in done][:5], visited="2026-10-10", fixed="2026-10-12")
    acts.seal(stage, "2026-004", "10-13 10:00")
    acts.audit(
        stage, draws[1], "10-14 09:00", "逐行重算代号、分组和排除，并按种子选出的样本对照登记和监察档案，均相符。"
    )


def _open_draws(stage: Stage, tell: Narrate) -> None:
    tell(
        Words(
            "十月：008 已封签，等公共随机数；009 已承诺，尚未拆封",
            "October: 008 waits for its beacon, 009 is committed",
        )
    )
    waiting = next(row.object_id for row in all_objects() if row.section == "I")
    afterwards.enter(stage, "10-14 09:20", waiting, "TRANSFER", "2026-10-23", "省厅转办示例〔2026〕88号")
    draw = acts.commit(stage, "2026-autumn", "10-14 09:30")
    acts.close(stage, draw, "10-14 16:00")
    acts.commit(stage, "2026-agency-extra", "10-15 08:30")
