"""A year's plan checked and amended: the file against the list and what was signed before (articles 14 to 16)."""

from __future__ import annotations

from typing import NamedTuple

from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.registering import approve_plan
from publisher.ceremony.registers import today_of
from publisher.errors import Fault, Refused, Words, fault
from publisher.log.trust import Role
from publisher.rules.plan_checks import PlannedItem, plan_faults, plan_notices
from publisher.rules.plans import PlanLine
from publisher.tables.policy import Numbers
from publisher.tables.snapshots import parse_plan_snapshot
from publisher.workspace import Workspace
from publisher.workspace.repository import plan_name
from publisher.workspace.signed import policy_in_force


class PlanChecked(NamedTuple):
    """A plan's rows and signed versions in number, what is wrong with it, what its draws have to mind."""

    rows: int
    versions: int
    faults: list[Fault]
    notices: list[Words]


def check_plan(desk: Desk, year: str, unit: str) -> PlanChecked:
    """The living plan of a unit for a year against articles 14 to 16. Raises as reading it does."""
    workspace, place = desk.workspace, plan_name(year, unit)
    lines = workspace.plan(year, unit)
    earlier = signed_versions(workspace, year, unit)
    items = {item.item: PlannedItem(item.unit, item.frequency_cap, item.ratio) for item in workspace.items.items}
    policy = policy_in_force(workspace, workspace.history(), today_of(desk))
    numbers = policy.numbers if policy else Numbers()
    faults = [wrong.at(place) for wrong in plan_faults(unit, lines, earlier, items)]
    notices = plan_notices(unit, lines, items, joint_target=numbers.joint_share)
    return PlanChecked(len(lines), len(earlier), faults, notices)


def signed_versions(workspace: Workspace, year: str, unit: str) -> list[list[PlanLine]]:
    """Every version of a plan that both offices signed, oldest first. Raises Malformed."""
    file = plan_name(year, unit).removeprefix("data/")
    found: list[list[PlanLine]] = []
    for logged in workspace.history().files("plan"):
        data = workspace.snapshot(logged.record.sha256, "csv") if logged.record.file == file else None
        if data is not None:
            found.append(list(parse_plan_snapshot(data, file)))
    return found


def amend_plan(desk: Desk, role: Role, year: str, unit: str) -> Pending | None:
    """A changed plan for both offices to sign again; None where nothing changed. Raises Refused for a faulty one."""
    checked = check_plan(desk, year, unit)
    if not checked.versions:
        right = (f"先核准：plan approve {year} {unit}", f"approve it first: plan approve {year} {unit}")
        wrong = ("这份计划还没有核准过", "this plan was never approved")
        raise Refused(fault("plan-new", *wrong, *right).at(plan_name(year, unit)))
    if checked.faults:
        raise Refused(*checked.faults)
    return approve_plan(desk, role, year, unit)
