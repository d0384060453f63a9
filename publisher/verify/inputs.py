"""What a commit was made from: rosters, item list and policy as the log had them at a size (sections 4 and 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import SHANGHAI, parse_date, parse_time
from publisher.draw.parts import ConditionPart, Order, StratumPart
from publisher.draw.tables import FrameRow, PanelRow
from publisher.errors import Refused, fault
from publisher.log import places
from publisher.log.records import Commit
from publisher.rules.eligibility import FrameRules, build_frame
from publisher.rules.exclusions import unknown_codes
from publisher.rules.frames import PUBLIC_COLUMNS
from publisher.rules.panels import build_panel
from publisher.rules.visits import Visit, VisitRow, by_object
from publisher.tables.draw_rules import closed_reasons, frame_rules
from publisher.tables.items import ItemList
from publisher.tables.policy import PolicyEvidence, StratumRule
from publisher.tables.rosters import Agency, Inspector, RosterObject
from publisher.tables.snapshots import (
    parse_agencies_snapshot,
    parse_inspectors_snapshot,
    parse_items_json,
    parse_objects_snapshot,
    parse_policy_json,
)
from publisher.verify.case import Case
from publisher.verify.reading import Reading

T = TypeVar("T")


@dataclass(frozen=True)
class Inputs:
    """The log's rosters and the documents in force, by hash; empty where the log had none."""

    objects: str
    inspectors: str
    items: str
    policy: str


class NamedFrame(NamedTuple):
    """The roster, the frame it gives with names, the rules that gave it, and the visits by object that it rests on."""

    roster: Sequence[RosterObject]
    rows: list[FrameRow]
    rules: FrameRules
    visits: Mapping[str, Sequence[Visit]]


def inputs_at(case: Case, size: int, day: date) -> Inputs:
    """What counted at a log size for a commit on `day`: the newest rosters, the newest documents in force."""
    rosters = [case.history.roster(table, size) for table in ("objects", "inspectors")]
    objects, inspectors = (logged.record.sha256 if logged else "" for logged in rosters)
    return Inputs(objects, inspectors, _in_force(case, "items", size, day), _in_force(case, "policy", size, day))


def _in_force(case: Case, kind: str, size: int, day: date) -> str:
    known = [item.record for item in case.history.files(kind, size) if parse_date(item.record.effective) <= day]
    return known[-1].sha256 if known else ""


def commit_day(commit: Commit) -> date:
    """The day of a commit in Asia/Shanghai."""
    return parse_time(commit.time).astimezone(SHANGHAI).date()


def _snapshot(case: Case, sha256: str, suffix: str, parse: Callable[[bytes, str], T]) -> Reading[T]:
    path = places.snapshot(sha256, suffix)
    if not sha256:
        right = ("封存之前须有登记", "it must be logged before the commit")
        return Reading(path, error=Refused(fault("not-logged", "总账中没有", "the log has none", *right)))
    reading = case.files.read(path, parse)
    if reading.data is not None and sha256_hex(reading.data) != sha256:
        return Reading(path)
    return reading


def objects_of(case: Case, inputs: Inputs) -> Reading[list[RosterObject]]:
    """The roster of objects."""
    return case.recent(inputs.objects, lambda: _snapshot(case, inputs.objects, "csv", parse_objects_snapshot))


def inspectors_of(case: Case, inputs: Inputs) -> Reading[list[Inspector]]:
    """The roster of inspectors."""
    return _snapshot(case, inputs.inspectors, "csv", parse_inspectors_snapshot)


def agencies_at(case: Case, size: int) -> Reading[list[Agency]]:
    """The bureau's units as logged before a size."""
    logged = case.history.roster("agencies", size)
    return _snapshot(case, logged.record.sha256 if logged else "", "csv", parse_agencies_snapshot)


def items_of(case: Case, inputs: Inputs) -> Reading[ItemList]:
    """The item list."""
    return _snapshot(case, inputs.items, "json", parse_items_json)


def policy_of(case: Case, inputs: Inputs) -> Reading[PolicyEvidence]:
    """The policy."""
    return _snapshot(case, inputs.policy, "json", parse_policy_json)


def frame_rules_of(case: Case, inputs: Inputs, order: Order, day: date) -> Reading[FrameRules]:
    """This order's rules by the item list and policy in force; an order that the rule refuses is an error."""
    policy, items = policy_of(case, inputs), items_of(case, inputs)
    if policy.value is None:
        return Reading(policy.path, policy.data, None, policy.error)
    in_force = policy.value

    def build(listed: ItemList) -> FrameRules:
        check_order(order, in_force)
        return frame_rules(order, in_force, listed, day)

    return items.then(build)


def frame_from(case: Case, inputs: Inputs, order: Order, rows: Sequence[VisitRow], day: date) -> Reading[NamedFrame]:
    """The named frame that rosters, items, policy, order and earlier results give, without what isn't public.

    `rows`: the visits known at the log size in question; `day`: the commit's.
    """
    rules, objects = frame_rules_of(case, inputs, order, day), objects_of(case, inputs)
    if rules.value is None:
        return Reading(rules.path, rules.data, None, rules.error)
    found = rules.value
    visits = by_object(row.visit for row in rows if row.visit is not None)
    return objects.then(lambda listed: NamedFrame(listed, build_frame(listed, visits, {}, found), found, visits))


def panel_from(case: Case, inputs: Inputs, inspect_by: str) -> Reading[list[PanelRow]]:
    """The panel that the roster of inspectors gives."""
    return inspectors_of(case, inputs).then(lambda rows: build_panel(rows, inspect_by))


def check_order(order: Order, policy: PolicyEvidence) -> None:
    """Raises Refused for an order that names firms, uses strata that aren't the policy's, or unknown exclusions."""
    columns = {part.column for part in order.targeting}
    if not columns <= set(PUBLIC_COLUMNS):
        named = ", ".join(sorted(columns - set(PUBLIC_COLUMNS)))
        raise _refused(
            "targeting", f"条件用了不许用的栏目：{named}", f"targeting uses a column that isn't allowed: {named}"
        )
    scheme = policy.strata.get(order.scheme)
    if scheme is None or [_stratum(rule) for rule in scheme] != [_place(part) for part in order.strata]:
        raise _refused("strata", "分组不是规则中批准的那一套", "the strata aren't those of the policy's scheme")
    unknown = unknown_codes(order.exclusions)
    if unknown:
        raise _refused("exclusion", f"未列入的排除代码：{unknown[0]}", f"an exclusion off the list: {unknown[0]}")
    reasons = closed_reasons(order, policy)
    if order.frame == "open" and reasons:
        zh, en = reasons[0].zh, reasons[0].en
        raise _refused("open-frame", f"名单不能公开：{zh}", f"the frame can't be open: {en}")


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(fault(code, zh, en, "见协议第5节和规则第九条", "see protocol section 5 and article 9"))


def _stratum(rule: StratumRule) -> tuple[str, str, list[ConditionPart]]:
    return rule.stratum, rule.title, rule.conditions


def _place(part: StratumPart) -> tuple[str, str, list[ConditionPart]]:
    return part.stratum, part.title, part.where
