"""C19: nobody left a roster unexplained, left and returned around a draw, or was edited to suit it (section 1, A08)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from publisher.draw.evidence import parse_csv, sha256_hex
from publisher.draw.identifiers import SHANGHAI, parse_time
from publisher.errors import Fault, Words
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import Commit, Roster
from publisher.rules.rosters import (
    INITIAL,
    Explained,
    LateEdit,
    RosterChange,
    Snapshot,
    columns_used,
    compare,
    late_edits,
    returns,
    unexplained,
)
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.inputs import commit_day, frame_rules_of, inputs_at, policy_of
from publisher.verify.reading import Reading
from publisher.verify.report import Finding, fails, holds, not_known

T = TypeVar("T")
CHANGES_HEADER = ("id", "change", "reason")
TABLES = ("objects", "inspectors")
INSPECTORS_USED = ("certificate_until", "department", "reserve", "skills", "status")
_EDIT_DAYS = 30


class Sealed(NamedTuple):
    """A roster as the log has it: its snapshot, and what is wrong with its change list.

    `missing`: the path of what isn't published, so that it can't be judged.
    """

    logged: Logged[Roster]
    snapshot: Snapshot | None
    faults: Sequence[Fault] = ()
    missing: str = ""


def rosters(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C19 (section 1, A08), for objects and inspectors.

    - each change list is the difference of two snapshots, and each change in it has a reason code of the closed list
    - nobody was off the roster at this draw's basis who had stood on it before and came back after it
    - what was edited in the 30 days before the basis, in a column that the order uses, wasn't edited back after it;
      such edits are listed
    """
    commit = draw.commit
    if commit is None:
        return
    for table in TABLES:
        sealed = case.once(("rosters", table), partial(_sealed, case, table))
        yield from _of_table(case, draw, commit, table, sealed)


def _of_table(case: Case, draw: DrawCase, commit: Commit, table: str, sealed: Sequence[Sealed]) -> Iterator[Finding]:
    known = [item for item in sealed if item.logged.position < commit.basis.size]
    missing = [item.missing for item in sealed if item.missing]
    for path in missing:
        yield not_known("缺少名录快照或变更清单", "a roster or its change list is missing", draw=draw.name, file=path)
    for item in known:
        for fault in item.faults[:20]:
            path = places.snapshot(item.logged.record.changes)
            yield fails(fault.wrong.zh, fault.wrong.en, draw=draw.name, file=path, expected=fault.right.zh)
    snapshots = [item.snapshot for item in sealed if item.snapshot]
    found = [*_returned(draw, commit, snapshots), *_edited(case, draw, commit, table, sealed)]
    yield from found
    if known and not missing and not any(item.faults for item in known):
        zh, en = (
            f"{len(known)}份名录的每个变更都有理由代码",
            f"every change of {len(known)} rosters has its reason code",
        )
        yield holds(f"{table}：{zh}", f"{table}: {en}", draw=draw.name)


def _returned(draw: DrawCase, commit: Commit, snapshots: Sequence[Snapshot]) -> Iterator[Finding]:
    for back in returns(snapshots):
        if back.left_at < commit.basis.size <= back.back_at:
            zh, en = (
                f"{back.id}在抽签前移出名录，抽签后又移回",
                f"{back.id} left before this draw and came back after it",
            )
            yield fails(zh, en, draw=draw.name, found=back.id)


def _edited(case: Case, draw: DrawCase, commit: Commit, table: str, sealed: Sequence[Sealed]) -> Iterator[Finding]:
    held = [item for item in sealed if item.snapshot]
    known = [item.snapshot for item in held if item.snapshot and item.logged.position < commit.basis.size]
    later = [item.snapshot for item in held if item.snapshot and item.logged.position >= commit.basis.size]
    days = _days(case, commit)
    edits = late_edits(known, basis_on=commit_day(commit), days=days, columns=_used(case, draw, table))
    for edit in edits:
        if _undone(edit, known[-1], later):
            column, name = edit.change.column, edit.change.id
            zh, en = (
                f"{name}的{column}抽签前改动，之后又改回",
                f"{column} of {name} was edited before, and back after it",
            )
            yield fails(zh, en, draw=draw.name, found=edit.change.after, expected=edit.change.before)
    if edits:
        shown = "、".join(sorted({edit.change.id for edit in edits})[:20])
        zh, en = (
            f"抽签前{days}日内改动了{len(edits)}处本次用到的内容",
            f"{len(edits)} edits in the {days} days before it",
        )
        yield holds(zh, en, draw=draw.name, found=shown)


def _undone(edit: LateEdit, basis: Snapshot, later: Sequence[Snapshot]) -> bool:
    """Whether what the draw saw went back to what it had been; what was undone before the basis changed nothing."""
    change = edit.change
    if basis.rows.get(change.id, {}).get(change.column) in (None, change.before):
        return False
    return any(snapshot.rows.get(change.id, {}).get(change.column) == change.before for snapshot in later)


def _days(case: Case, commit: Commit) -> int:
    policy = policy_of(case, inputs_at(case, commit.basis.size, commit_day(commit))).value
    return policy.numbers.edit_days if policy else _EDIT_DAYS


def _used(case: Case, draw: DrawCase, table: str) -> Sequence[str]:
    """The columns on which frame or panel rest."""
    if table == "inspectors":
        return INSPECTORS_USED
    commit, order = draw.commit, draw.order.value
    if commit is None or order is None:
        return ()
    day = commit_day(commit)
    rules = frame_rules_of(case, inputs_at(case, commit.basis.size, day), order, day).value
    if rules is None:
        return ()
    conditions = [*rules.scopes, order.targeting, *(stratum.where for stratum in order.strata)]
    conditions += rules.focus.public if rules.focus else ()
    return columns_used((part for alternative in conditions for part in alternative), order.exclusions)


def _sealed(case: Case, table: str) -> list[Sealed]:
    found: list[Sealed] = []
    for logged in case.history.of(Roster):
        if logged.record.table == table:
            found.append(_one(case, logged, found[-1] if found else None))
    return found


def _one(case: Case, logged: Logged[Roster], before: Sealed | None) -> Sealed:
    rows = _logged(case, logged.record.sha256, _rows)
    lines = _logged(case, logged.record.changes, _changes)
    if rows.value is None:
        return Sealed(logged, None, missing=rows.path)
    snapshot = Snapshot(logged.position, _seen_on(case, logged), rows.value)
    if lines.value is None:
        return Sealed(logged, snapshot, lines.error.faults if lines.error else (), missing=lines.path)
    if before is None:
        return Sealed(logged, snapshot, _faults(compare({}, rows.value), lines.value, first=True))
    if before.snapshot is None:
        return Sealed(logged, snapshot)
    return Sealed(logged, snapshot, _faults(compare(before.snapshot.rows, rows.value), lines.value, first=False))


def _logged(case: Case, sha256: str, parse: Callable[[bytes, str], T]) -> Reading[T]:
    """A snapshot or change list; what isn't the logged content isn't there (C07 says so)."""
    reading = case.files.read(places.snapshot(sha256), parse)
    wrong = reading.data is not None and sha256_hex(reading.data) != sha256
    return Reading(reading.path) if wrong else reading


def _seen_on(case: Case, logged: Logged[Roster]) -> date:
    """The day of its record, or of the first cosignature over it: a record that claims to be older was backdated."""
    stated, watch = parse_time(logged.record.time).astimezone(SHANGHAI).date(), case.watch_of(logged.position)
    return max(stated, watch.time.astimezone(SHANGHAI).date()) if watch else stated


def _faults(happened: Sequence[RosterChange], lines: Sequence[tuple[str, str, str]], *, first: bool) -> Sequence[Fault]:
    listed = {(id_, change) for id_, change, _ in lines}
    if listed != {(change.id, change.effect) for change in happened}:
        return [_NOT_THE_DIFFERENCE]
    settled = {id_ for id_, _, reason in lines if first and reason == INITIAL}
    explained = [Explained(id_, reason) for id_, _, reason in lines if reason and id_ not in settled]
    return unexplained([change for change in happened if change.id not in settled], explained)


_NOT_THE_DIFFERENCE = Fault(
    code="roster-changes",
    wrong=Words("变更清单与前后两份名录的差别不符", "the change list isn't the difference of the two rosters"),
    right=Words("每个变更一行，一行不多", "one line for each change, and no more"),
)


def _rows(data: bytes, name: str) -> Mapping[str, Mapping[str, str]]:
    header = data.split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
    return {row[0]: dict(zip(header, row, strict=True)) for row in parse_csv(data, header, name)}


def _changes(data: bytes, name: str) -> list[tuple[str, str, str]]:
    return [(row[0], row[1], row[2]) for row in parse_csv(data, CHANGES_HEADER, name)]
