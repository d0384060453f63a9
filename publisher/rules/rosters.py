"""Rosters over time: what changed and why, who left and came back, what was edited late, what is missing (article 6).

Part of C19 and of `roster reconcile`, `roster diff`. Rows are mappings of a snapshot's public columns, by id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from publisher.draw.parts import ConditionPart
from publisher.errors import Fault, Words, fault
from publisher.rules.frames import INACTIVE

Rows = Mapping[str, Mapping[str, str]]
Effect = Literal["added", "removed", "edited"]


class Reason(NamedTuple):
    """A reason code of the change list: what it may explain, and its words."""

    effect: Effect
    words: Words


INITIAL = "initial"
"""The reason of every row of a table's first snapshot, and of no other."""
REASONS: Mapping[str, Reason] = {
    "registered": Reason("added", Words("新设立", "newly registered")),
    "moved-in": Reason("added", Words("迁入、调入", "moved in")),
    "found": Reason("added", Words("漏登补入", "had been left out")),
    "certified": Reason("added", Words("新取得执法证", "newly certified")),
    "deregistered": Reason("removed", Words("注销", "deregistered")),
    "revoked": Reason("removed", Words("吊销、撤销", "revoked or annulled")),
    "moved-out": Reason("removed", Words("迁出、调离", "moved out")),
    "duplicate": Reason("removed", Words("重复登记", "listed twice")),
    "uncertified": Reason("removed", Words("不再持有执法证", "no longer certified")),
    "re-registered": Reason("edited", Words("变更登记", "its registration changed")),
    "status": Reason("edited", Words("状态变更", "its status changed")),
    "corrected": Reason("edited", Words("更正差错", "an error was corrected")),
    "renewed": Reason("edited", Words("换证、增加专长", "certificate renewed, skills added")),
}


class RosterChange(NamedTuple):
    """One difference between two snapshots; `column` and values are empty where a row came or went."""

    effect: Effect
    id: str
    column: str = ""
    before: str = ""
    after: str = ""


def compare(before: Rows, after: Rows) -> list[RosterChange]:
    """What changed from one snapshot to the next, by id, then column."""
    found = [RosterChange("removed", key) for key in before.keys() - after.keys()]
    found += [RosterChange("added", key) for key in after.keys() - before.keys()]
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        if old != new:
            columns = sorted(old.keys() | new.keys())
            edits = ((c, old.get(c, ""), new.get(c, "")) for c in columns if old.get(c, "") != new.get(c, ""))
            found += [RosterChange("edited", key, *edit) for edit in edits]
    return sorted(found, key=lambda change: (change.id, change.effect, change.column))


class Explained(NamedTuple):
    """A line of the reason-coded change list: whom it is about and its code."""

    id: str
    code: str


def unexplained(changes: Iterable[RosterChange], reasons: Iterable[Explained]) -> list[Fault]:
    """Changes without a fitting reason, reasons off the list, and reasons without a change (A08, C19)."""
    given: dict[str, set[str]] = {}
    found = []
    for line in reasons:
        if line.code not in REASONS:
            zh, en = f"{line.id}的理由“{line.code}”不在代码表", f"{line.id}: {line.code!r} is no reason code"
            found.append(fault("roster-reason", zh, en, f"可用：{'、'.join(REASONS)}", f"one of: {', '.join(REASONS)}"))
        else:
            given.setdefault(line.id, set()).add(REASONS[line.code].effect)
    happened: dict[str, set[str]] = {}
    for change in changes:
        happened.setdefault(change.id, set()).add(change.effect)
    for key in sorted(happened.keys() | given.keys()):
        found += [_unexplained(key, effect) for effect in sorted(happened.get(key, set()) - given.get(key, set()))]
        found += [_idle(key) for _ in given.get(key, set()) - happened.get(key, set())]
    return found


_EFFECTS = {"added": ("列入", "was added"), "removed": ("移出", "was removed"), "edited": ("改动", "was edited")}


def _unexplained(key: str, effect: str) -> Fault:
    zh, en = _EFFECTS[effect]
    fitting = [(code, reason.words) for code, reason in REASONS.items() if reason.effect == effect]
    codes_zh = "、".join(f"{code} {words.zh}" for code, words in fitting)
    codes_en = ", ".join(f"{code} ({words.en})" for code, words in fitting)
    right = f"在变更清单里写明理由代码：{codes_zh}", f"give its reason code in the change list: {codes_en}"
    return fault(f"roster-{effect}", f"{key}{zh}，没有写理由", f"{key} {en} without a reason", *right)


def _idle(key: str) -> Fault:
    zh, en = f"变更清单写了{key}，名录里没有这个变更", f"the change list names {key}, where nothing such changed"
    return fault("roster-idle-reason", zh, en, "删去这一行", "delete the line")


class Snapshot(NamedTuple):
    """A roster as it was logged."""

    position: int
    logged_on: date
    rows: Rows


class Return(NamedTuple):
    """Somebody who was off the roster and came back: the log positions of the snapshots that first say so."""

    id: str
    left_at: int
    back_at: int


def returns(snapshots: Sequence[Snapshot]) -> list[Return]:
    """Everyone who left and came back, in the order of returning; `snapshots` in the order of the log (C19)."""
    gone: dict[str, int] = {}
    found: list[Return] = []
    for before, after in pairwise(snapshots):
        back = sorted(gone.keys() & after.rows.keys())
        found += [Return(key, gone.pop(key), after.position) for key in back]
        gone.update(dict.fromkeys(before.rows.keys() - after.rows.keys(), after.position))
    return found


class LateEdit(NamedTuple):
    """An edit of a column that a draw uses, logged shortly before its basis, and the snapshot that made it."""

    change: RosterChange
    position: int
    logged_on: date


def late_edits(snapshots: Sequence[Snapshot], *, basis_on: date, days: int, columns: Iterable[str]) -> list[LateEdit]:
    """Edits of `columns` logged within `days` before `basis_on`, that day included (C19: listed, not forbidden).

    `snapshots` in the order of the log, as far as the basis knows them. An edit that was undone shows twice.
    """
    used = set(columns)
    found: list[LateEdit] = []
    for before, after in pairwise(snapshots):
        if basis_on - timedelta(days=days) < after.logged_on <= basis_on:
            edits = [change for change in compare(before.rows, after.rows) if change.column in used]
            found += [LateEdit(change, after.position, after.logged_on) for change in edits]
    return found


def columns_used(conditions: Iterable[ConditionPart], exclusions: Collection[str]) -> list[str]:
    """The roster's columns on which a frame rests: those of all conditions, and the status where it excludes."""
    columns = {condition.column for condition in conditions}
    return sorted(columns | {"status"} if INACTIVE in exclusions else columns)


class Reconciled(NamedTuple):
    """A roster against an outside export: who is missing here, who is extra, whose state differs (应入尽入).

    `closed`: active here, not so in the export; `shut`: active in the export, not so here, which hides a firm as
    well as leaving it out.
    """

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    closed: tuple[str, ...]
    shut: tuple[str, ...]


def reconcile(roster: Mapping[str, bool], export: Mapping[str, bool]) -> Reconciled:
    """Compares objects with the registry's export, or inspectors with the certificate register. id → active.

    Inactive ones that only one side has are nobody's loss and aren't listed.
    """
    return Reconciled(
        missing=tuple(sorted(key for key, active in export.items() if active and key not in roster)),
        extra=tuple(sorted(key for key, active in roster.items() if active and key not in export)),
        closed=tuple(sorted(key for key, active in roster.items() if active and export.get(key) is False)),
        shut=tuple(sorted(key for key, active in export.items() if active and roster.get(key) is False)),
    )


def duplicates(ids: Iterable[str]) -> list[str]:
    """Ids that occur more than once, also in another case (protocol section 2)."""
    seen: dict[str, int] = {}
    for key in ids:
        seen[key.casefold()] = seen.get(key.casefold(), 0) + 1
    return sorted(key.upper() for key, count in seen.items() if count > 1)


def age_in_days(logged_on: date, today: date) -> int:
    """How old a snapshot is."""
    return (today - logged_on).days


def age_notice(table: str, logged_on: date, today: date, *, days: int) -> Words | None:
    """The warning that a roster is over `days` days old (article 6)."""
    age = age_in_days(logged_on, today)
    if age <= days:
        return None
    zh = {"objects": "检查对象", "inspectors": "检查人员", "agencies": "单位"}.get(table, table)
    return Words(f"{zh}名录已{age}日未更新（超过{days}日）", f"the roster of {table} is {age} days old, over {days}")
