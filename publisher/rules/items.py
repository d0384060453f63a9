"""The list of items: which version may be drawn under, what changed, what it covers, who owns it (articles 2 and 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from publisher.errors import Fault, Words, fault
from publisher.rules.shares import Share
from publisher.rules.versions import in_force, to_come

Content = Mapping[str, Mapping[str, object]]
"""A list's items by number, each as its fields."""


class ListVersion(NamedTuple):
    """A version of the list: from when it counts, where the log has its approval, when it was published, its items."""

    version: str
    effective: date
    position: int
    published_on: date | None
    items: frozenset[str]


def drawable_faults(wanted: Iterable[str], versions: Sequence[ListVersion], *, day: date, size: int) -> list[Fault]:
    """Why a draw on `day`, prepared at log size `size`, may not use these items; empty where it may (article 5).

    `versions`: those that the legal office has signed, each with its position in the log.
    """
    current = in_force(versions, day, size)
    if current is None:
        zh, en = f"{day}没有已核准并生效的事项清单", f"no approved item list is in force on {day}"
        right = "由法制机构核准，等到生效之日", "have the legal office approve one and wait until it is in force"
        return [fault("items-not-in-force", zh, en, *right)]
    if current.published_on is None or current.published_on > day:
        zh, en = f"事项清单{current.version}尚未向社会公布", f"the item list {current.version} isn't published"
        return [fault("items-not-published", zh, en, "先公布再抽查", "publish it before a draw uses it")]
    coming = to_come(versions, day, size)
    earlier = [version for version in versions if version.position < current.position]
    return [_missing(item, current, coming, earlier) for item in wanted if item not in current.items]


def _missing(item: str, current: ListVersion, coming: Sequence[ListVersion], earlier: Sequence[ListVersion]) -> Fault:
    later = next((version for version in coming if item in version.items), None)
    if later is not None:
        zh, en = f"事项{item}要到{later.effective}才生效", f"item {item} is in force only from {later.effective}"
        return fault("item-not-yet", zh, en, f"{later.effective}起再抽", f"draw it from {later.effective}")
    if any(item in version.items for version in earlier):
        zh, en = f"事项{item}已在清单{current.version}中取消", f"item {item} was withdrawn by list {current.version}"
        return fault("item-withdrawn", zh, en, "从方案里去掉它，计划作相应修改", "drop it, and amend the plan")
    zh, en = f"清单{current.version}里没有事项{item}", f"the list {current.version} has no item {item}"
    return fault("item-unknown", zh, en, "先列入清单并经核准", "list it and have it approved first")


class ItemChange(NamedTuple):
    """One difference between two versions; `field` is empty where the item as a whole came or went."""

    item: str
    field: str
    kind: Literal["added", "removed", "changed"]
    before: object
    after: object


def list_changes(before: Content, after: Content) -> list[ItemChange]:
    """What changed from one version to the next, by item, then field: the history that the site shows (article 5)."""
    found = []
    for item in sorted(before.keys() | after.keys()):
        old, new = before.get(item), after.get(item)
        if old is None or new is None:
            found.append(ItemChange(item, "", "removed" if new is None else "added", None, None))
            continue
        for field in sorted(old.keys() | new.keys()):
            if old.get(field) != new.get(field):
                found.append(ItemChange(item, field, "changed", old.get(field), new.get(field)))
    return found


def unapproved_faults(approved: Content, living: Content) -> list[Fault]:
    """Each change of the living list that the legal office hasn't signed: it has no effect until then (article 5)."""
    return [_unapproved(change) for change in list_changes(approved, living)]


def _unapproved(change: ItemChange) -> Fault:
    if change.kind == "changed":
        zh = f"事项{change.item}的{change.field}由{change.before}改为{change.after}，法制机构尚未核准"
        en = f"item {change.item}: {change.field} {change.before} → {change.after} isn't approved by the legal office"
    else:
        zh = f"事项{change.item}{'新增' if change.kind == 'added' else '取消'}，法制机构尚未核准"
        en = f"item {change.item} {change.kind} without the legal office's approval"
    return fault("items-unapproved", zh, en, "运行items approve，由法制机构签名", "run: items approve")


class Coverage(NamedTuple):
    """How many of the bureau's enforcement matters some item covers, and which it leaves out (article 5)."""

    share: Share
    missing: tuple[str, ...]


def coverage(matters: Collection[str], covered_by: Mapping[str, Collection[str]]) -> Coverage:
    """Coverage of `matters` by items. `covered_by`: item → the matters that it inspects."""
    covered = {matter for inspected in covered_by.values() for matter in inspected}
    missing = tuple(sorted(set(matters) - covered))
    total = len(set(matters))
    return Coverage(Share(total - len(missing), total), missing)


class Unit(NamedTuple):
    """An agency as article 2 knows it: `kind` own, delegated or partner; `delegation`: its 委托书."""

    agency: str
    kind: str
    delegation: str


def owner_fault(item: str, owner: str, units: Iterable[Unit]) -> Fault | None:
    """Why `owner` can't own an item: not listed, a partner, or delegated without its document (article 2)."""
    unit = next((unit for unit in units if unit.agency == owner), None)
    if unit is None or unit.kind == "partner":
        zh, en = f"事项{item}属于未列入的单位“{owner}”", f"item {item} is owned by {owner!r}, no unit of this bureau"
        return fault("owner-unlisted", zh, en, "在agencies.csv中登记本局或受委托单位", "list the unit in agencies.csv")
    if unit.kind == "delegated" and not unit.delegation:
        zh, en = f"受委托单位{owner}没有委托书", f"the delegated unit {owner} has no delegation"
        return fault("delegation", zh, en, "写委托书的文号", "write the document's number")
    return None


def second_signer(owner: str, legal_unit: str) -> Literal["legal", "deputy"]:
    """Which role signs beside the draw office: where the legal office owns the item, the named deputy (article 2)."""
    return "deputy" if owner == legal_unit else "legal"


def list_words(change: ItemChange) -> Words:
    """A change as the list's history says it."""
    if change.kind == "added":
        return Words(f"新增事项{change.item}", f"item {change.item} added")
    if change.kind == "removed":
        return Words(f"取消事项{change.item}", f"item {change.item} removed")
    zh = f"事项{change.item}：{change.field}由{change.before}改为{change.after}"
    return Words(zh, f"item {change.item}: {change.field} {change.before} → {change.after}")
