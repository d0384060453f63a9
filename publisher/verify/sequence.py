"""C05: draws without gap, one open draw an item, one use of a plan row (protocol sections 2, 4, 5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import SHANGHAI, draw_number, parse_time
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import Commit, PlanUse, SealedRow
from publisher.tables.snapshots import parse_plan_snapshot
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.endings import end_position, ending
from publisher.verify.report import Finding, fails, holds, not_known

_RECORDS_ONCE = ("commits", "closes", "outcomes", "voids")
_COMMITS_BY_HAND = "grep -H '\"draw\":' draws/*/commit.note"


def sequence(case: Case) -> Iterator[Finding]:
    """C05 (sections 2, 4, 5, 9).

    - no note is in the log twice; a draw has one commit, and at most one close, one outcome, one void; a result
      names its draw
    - each year's numbers run from 001 without gap in the order of the log, in the year of the commit's time
    - an item has one open draw at a time
    - an occurrence of a plan row is used once, unless its draw is void and the new one says that it replaces it; the
      row stands in a plan logged before the basis, and the occurrence is within its frequency
    - each draw has ended or is within its time; a void was witnessed in time (endings.py)
    - a draw that replaces another names a void one, and each file that differs
    """
    yield from _twice(case)
    yield from _numbers(case)
    yield from _open_draws(case)
    yield from _plan_uses(case)
    for draw in case.draws.values():
        yield from ending(case, draw)
        yield from _replacement(case, draw)


def _twice(case: Case) -> Iterator[Finding]:
    counts = Counter(entry.hash for entry in case.history.entries if entry.hash)
    for entry in case.history.entries:
        if counts[entry.hash] > 1 and case.history.by_hash[entry.hash] is not entry:
            zh = f"总账第{entry.position}条重复了第{case.history.by_hash[entry.hash].position}条"
            en = f"entry {entry.position} repeats entry {case.history.by_hash[entry.hash].position}"
            yield fails(zh, en, draw=getattr(entry.record, "draw", "") or "")
    for row in case.history.of(SealedRow):
        if row.record.type == "result" and not row.record.draw:  # corrections of article 13 name none: C17 judges them
            zh, en = "有结果而没有抽签", "a result without a draw"
            yield fails(zh, en, found=f"log[{row.position}]")
    for draw in case.draws.values():
        for kind in _RECORDS_ONCE:
            count = len(getattr(draw.records, kind))
            if count > 1:
                zh, en = f"同一编号有{count}份{kind}", f"one draw has {count} {kind}"
                yield fails(zh, en, draw=draw.name, found=str(count), expected="1")
        if draw.commit is None:
            zh, en = "总账中有此编号的记录，却没有抽签前封存", "the log has records of this draw but no commit"
            yield fails(zh, en, draw=draw.name)


def _committed(case: Case) -> list[tuple[DrawCase, Logged[Commit]]]:
    return [(draw, draw.records.commit) for draw in case.draws.values() if draw.records.commit]


def _numbers(case: Case) -> Iterator[Finding]:
    counts: Counter[int] = Counter()
    wrong = 0
    for draw, commit in _committed(case):
        year = parse_time(commit.record.time).astimezone(SHANGHAI).year
        counts[year] += 1
        expected = draw_number(year, counts[year])
        if draw.name != expected:
            wrong += 1
            zh, en = "抽签编号不连续，或年份不符", "the draw numbers have a gap, or another year"
            yield fails(zh, en, draw=draw.name, found=draw.name, expected=expected, by_hand=_COMMITS_BY_HAND)
    if counts and not wrong:
        total = sum(counts.values())
        zh, en = f"{total}次抽签的编号连续无缺", f"the numbers of {total} draws have no gap"
        yield holds(zh, en, by_hand=_COMMITS_BY_HAND)


def _open_draws(case: Case) -> Iterator[Finding]:
    committed = _committed(case)
    for index, (draw, commit) in enumerate(committed):
        for earlier, before in committed[:index]:
            shared = sorted(set(before.record.items) & set(commit.record.items))
            ended = end_position(earlier)
            if shared and (ended is None or ended > commit.position):
                zh = f"封存时，同一事项（{shared[0]}）的{earlier.name}尚未结束"
                en = f"when it was committed, {earlier.name} was still open for the same item ({shared[0]})"
                yield fails(zh, en, draw=draw.name, found=earlier.name)


def _plan_uses(case: Case) -> Iterator[Finding]:
    users: defaultdict[tuple[str, str, str], list[DrawCase]] = defaultdict(list)
    for draw, commit in _committed(case):
        use = commit.record.plan
        if use.file is None or use.row is None or use.occurrence is None:
            continue
        path = _plan_path(case, use.file, commit.record.basis.size)
        if path is None:
            zh, en = "所用的年度计划在封存之前没有登记", "the plan it uses wasn't logged before its basis"
            yield fails(zh, en, draw=draw.name, found=use.file)
        else:
            yield from _plan_row(case, draw, use)
        users[path or use.file, use.row, use.occurrence].append(draw)
    for used in users.values():
        yield from _reuse(used)


def _plan_path(case: Case, sha256: str, size: int) -> str | None:
    """The plan's own name, the same for all its versions; row ids are never used again within it."""
    return next((plan.record.file for plan in case.history.files("plan", size) if plan.record.sha256 == sha256), None)


def _plan_row(case: Case, draw: DrawCase, use: PlanUse) -> Iterator[Finding]:
    path = places.snapshot(use.file or "")
    reading = case.files.read(path, parse_plan_snapshot)
    if reading.value is None or (reading.data is not None and sha256_hex(reading.data) != use.file):
        yield not_known("年度计划读不出，无法核对所用的行", "the plan can't be read", draw=draw.name, file=path)
        return
    row = next((found for found in reading.value if found.row == use.row), None)
    by_hand = f"grep '^{use.row},' {path}"
    if row is None:
        zh, en = f"年度计划中没有{use.row}这一行", f"the plan has no row {use.row}"
        yield fails(zh, en, draw=draw.name, file=path, by_hand=by_hand)
    elif int(use.occurrence or 0) > row.frequency:
        zh, en = "超过了计划的频次", "more draws than the plan's frequency"
        found, expected = use.occurrence or "", f"<= {row.frequency}"
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected, by_hand=by_hand)
    elif row.items and draw.commit and not set(draw.commit.items) <= set(row.items):
        zh, en = "抽签的事项不在所用的计划行之内", "the draw's items aren't those of its plan row"
        found, expected = ";".join(draw.commit.items), ";".join(row.items)
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected, by_hand=by_hand)


def _reuse(used: list[DrawCase]) -> Iterator[Finding]:
    for earlier, later in pairwise(used):
        void = earlier.course and earlier.course.void
        replaced = later.commit and later.commit.replaces and later.commit.replaces.draw
        if not void or replaced != earlier.name:
            zh = f"同一计划行的同一频次已由{earlier.name}用过"
            en = f"this occurrence of the plan row was used by {earlier.name}"
            by_hand = f"grep -H -A4 '\"plan\"' draws/{earlier.name}/commit.note draws/{later.name}/commit.note"
            yield fails(zh, en, draw=later.name, found=earlier.name, by_hand=by_hand)


def _replacement(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """`replaces` names a void draw committed before; every bound file that differs is named (section 5)."""
    commit = draw.commit
    if commit is None or commit.replaces is None:
        return
    old = case.draws.get(commit.replaces.draw)
    if old is None or old.commit is None or old.course is None or old.course.void is None:
        zh, en = "所替代的抽签并没有有效作废", "the draw that it replaces is not void"
        yield fails(zh, en, draw=draw.name, found=commit.replaces.draw)
        return
    names = sorted(commit.files.keys() | old.commit.files.keys())
    differing = [name for name in names if commit.files.get(name) != old.commit.files.get(name)]
    said = "\n".join(commit.replaces.differences)
    silent = [name for name in differing if name not in said and name.partition("/")[0] not in said]
    if silent:
        zh = f"与{old.name}不同的文件没有列出：{silent[0]}"
        en = f"differs from {old.name} without saying so: {silent[0]}"
        by_hand = f"diff draws/{old.name}/{silent[0]} draws/{draw.name}/{silent[0]}"
        yield fails(zh, en, draw=draw.name, file=silent[0], by_hand=by_hand)
    else:
        zh, en = f"替代已作废的{old.name}，不同之处都已列出", f"replaces the void {old.name}, differences listed"
        yield holds(zh, en, draw=draw.name)
