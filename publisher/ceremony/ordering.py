"""An order as staff wrote it in evidence form, and the row of the plan that it uses (articles 9 and 14; section 4)."""

from __future__ import annotations

from publisher.beacons import sources
from publisher.ceremony.basis import need_snapshot
from publisher.draw.identifiers import parse_time, time_text
from publisher.draw.parts import BeaconPart, Order, SeatPart, StratumPart, Times
from publisher.errors import Refused, fault
from publisher.log.history import History
from publisher.log.records import PlanUse
from publisher.tables import snapshots
from publisher.tables.orders import Order as StaffOrder
from publisher.tables.policy import Policy
from publisher.workspace import Workspace


def _strata(staff: StaffOrder, policy: Policy, slug: str) -> list[StratumPart]:
    scheme = policy.strata.get(staff.strata)
    labels = [rule.stratum for rule in scheme or []]
    if sorted(labels) != sorted(staff.quotas):
        right = (f"须恰好写：{labels or list(policy.strata)}", f"write exactly: {labels or list(policy.strata)}")
        zh, en = "分组方案或名额与生效的策略不符", "the scheme or its quotas don't match the policy in force"
        raise Refused(fault("strata", zh, en, *right).at(f"data/orders/{slug}.yaml"))
    return [
        StratumPart(
            stratum=rule.stratum,
            title=rule.title,
            where=rule.conditions,
            ratio=staff.quotas[rule.stratum].ratio,
            count=staff.quotas[rule.stratum].count,
        )
        for rule in scheme or []
    ]


def _beacon(source: str, at: str, draw: str) -> BeaconPart:
    if source == sources.CEREMONY:
        return BeaconPart(source=source, round=draw, time=time_text(parse_time(at)))
    number = sources.round_at(source, parse_time(at))
    time = sources.round_time(source, number)
    return BeaconPart(source=source, round=number, time=time_text(time or parse_time(at)))


def evidence_order(staff: StaffOrder, policy: Policy, slug: str, draw: str) -> Order:
    """The order in evidence form: strata spelled out from the policy, rounds computed from the wanted times.

    `draw`: the number it gets, which is a ceremony's round.
    """
    return Order(
        title=staff.title,
        unit=staff.unit,
        items=list(staff.items),
        kind=staff.kind,
        method=staff.method,
        visits=staff.visits,
        frame=staff.frame,
        approval=staff.approval,
        approval_no=staff.approval_no,
        notice_no=staff.notice_no,
        targeting=[condition.part for condition in staff.targeting],
        scheme=staff.strata,
        strata=_strata(staff, policy, slug),
        exclusions=sorted(staff.exclusions),
        team=[SeatPart(department=seat.department, skill=seat.skill) for seat in staff.team],
        beacons=[_beacon(wish.source, wish.at, draw) for wish in staff.beacons],
        times=Times(
            reveal_by=time_text(parse_time(staff.reveal_by)), inspect_by=staff.inspect_by, publish_by=staff.publish_by
        ),
    )


def plan_use(workspace: Workspace, history: History, staff: StaffOrder, slug: str) -> PlanUse:
    """One occurrence of one row of the plan that both offices signed (article 14), or the approval."""
    if staff.plan is None:
        return PlanUse(approval=staff.approval)
    file = f"plans/{staff.plan.year}/{staff.unit}.csv"
    logged = [item.record for item in history.files("plan") if item.record.file == file]
    rows = snapshots.parse_plan_snapshot(need_snapshot(workspace, logged[-1].sha256, "csv"), file) if logged else []
    row = next((row for row in rows if row.row == staff.plan.row), None)
    if row is None or int(staff.plan.occurrence) > row.frequency or not set(staff.items) <= set(row.items):
        right = (
            "核对plan的row、occurrence和items，或另报批",
            "check plan row, occurrence and items, or get an approval",
        )
        zh, en = f"计划{file}没有这一行、这一次或这些事项", f"the plan {file} has no such row, occurrence or items"
        raise Refused(fault("plan", zh, en, *right).at(f"data/orders/{slug}.yaml"))
    return PlanUse(file=logged[-1].sha256, row=row.row, occurrence=staff.plan.occurrence)
