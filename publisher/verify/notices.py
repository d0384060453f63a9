"""Facts that a reader should know though nothing is wrong (end of protocol section 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from publisher.draw.identifiers import ABSENT, parse_date, parse_time
from publisher.draw.quotas import Quota
from publisher.errors import Words
from publisher.rules.notices import seat_notices, stratum_notices
from publisher.rules.removals import removal_counts
from publisher.rules.strata import FOCUS, focus_notice
from publisher.verify.case import Case
from publisher.verify.computed import computed_of_void
from publisher.verify.draw_case import DrawCase
from publisher.verify.inputs import commit_day, inputs_at, policy_of
from publisher.verify.nonrandom import entries
from publisher.verify.report import Notice

PARALLEL = timedelta(days=90)
YEAR = timedelta(days=365)
_SMALL, _HIGH = 20, "0.5"
_SHOWN = 20


def notices(case: Case) -> Iterator[Notice]:
    """All notices: small strata and high chances with their approval, scarce seats, ABSENT, late recusals, second
    removals, draws outside the plan, voids after the close, parallel draws, second visits outside the draw."""
    for draw in case.draws.values():
        for words in (*_aim(case, draw), *_absent(draw), *_changes(draw), *_life(case, draw)):
            yield Notice(words, draw.name)
    yield from _parallel(case)
    yield from _nonrandom(case)


def _aim(case: Case, draw: DrawCase) -> Iterator[Words]:
    """A population so small, or a chance so high, that somebody was nearly sure to be drawn (A16)."""
    commit = draw.commit
    if commit is None:
        return
    policy = policy_of(case, inputs_at(case, commit.basis.size, commit_day(commit))).value
    small = policy.numbers.small_population if policy else _SMALL
    high = policy.numbers.high_chance if policy else _HIGH
    quotas = [
        Quota(part.stratum, part.listed, part.eligible, part.ratio, part.count, part.size)
        for part in commit.quotas
        if part.eligible
    ]
    approval = (draw.order.value.approval if draw.order.value else "") or commit.plan.approval
    yield from (focus_notice(quota) for quota in quotas if quota.stratum == FOCUS)
    for words in stratum_notices(quotas, small=small, high=high):
        zh = f"{words.zh}；{f'批准：{approval}' if approval else '没有写明批准'}"
        yield Words(zh, f"{words.en}; {f'approved by {approval}' if approval else 'no approval is named'}")
    if draw.panel.value is not None:
        yield from seat_notices(draw.seats, draw.panel.value)


def _absent(draw: DrawCase) -> Iterator[Words]:
    close = draw.records.close
    for party, reveal in sorted(close.record.reveals.items()) if close else ():
        if reveal == ABSENT:
            yield Words(f"{party}没有拆封，记为缺席", f"{party} did not reveal and is ABSENT")


def _changes(draw: DrawCase) -> Iterator[Words]:
    removals = [item.record.removals for item in draw.records.changes]
    for object_id, count in sorted(removal_counts(removals).items()):
        if count > 1:
            zh = f"{object_id}的检查组换了{count}次人"
            yield Words(zh, f"{count} removals from the team of {object_id}")
    late = sum(part.late for parts in removals for part in parts)
    if late:
        yield Words(f"{late}次回避未在抽签前登记", f"{late} recusals were not in the register before the draw")


def _life(case: Case, draw: DrawCase) -> Iterator[Words]:
    commit = draw.commit
    if commit and commit.plan.approval:
        zh = f"计划之外的抽查，批准：{commit.plan.approval}"
        yield Words(zh, f"outside the plan, approved by {commit.plan.approval}")
    if commit and commit.replaces:
        old = commit.replaces.draw
        yield Words(f"替代已作废的{old}", f"replaces the void {old}")
    would = computed_of_void(case, draw)
    if would is not None and would.selection is not None:
        objects = [row.object_id for row in would.selection]
        shown = ", ".join(objects[:_SHOWN]) + (", …" if len(objects) > _SHOWN else "")
        zh = f"封签之后作废；按公布的数据，本会抽中：{shown}"
        yield Words(zh, f"voided after its close; by what is published it would have drawn: {shown}")


def _parallel(case: Case) -> Iterator[Notice]:
    """Draws within 90 days of each other that share over half of either frame; blinded names can't be compared."""
    open_draws = [draw for draw in case.draws.values() if draw.commit and draw.commit.frame == "open"]
    for earlier, later in combinations(open_draws, 2):
        assert earlier.commit is not None
        assert later.commit is not None
        apart = abs(parse_time(later.commit.time) - parse_time(earlier.commit.time))
        if apart > PARALLEL or not earlier.frame.value or not later.frame.value:
            continue
        first, second = ({row.object_id for row in draw.frame.value or ()} for draw in (earlier, later))
        shared = len(first & second)
        if shared * 2 > min(len(first), len(second)):
            zh = f"与{earlier.name}在90天内，名单有{shared}家相同"
            yield Notice(Words(zh, f"within 90 days of {earlier.name}, sharing {shared} objects"), later.name)


def _nonrandom(case: Case) -> Iterator[Notice]:
    """A firm's second visit outside the draw within a year, as far as the entries' texts are published."""
    visits: defaultdict[str, list[date]] = defaultdict(list)
    for entry in entries(case):
        found = entry.finding_of()
        if entry.text.value and found:
            visits[entry.text.value.object].append(parse_date(found.visited_on))
    for object_id, days in sorted(visits.items()):
        if any(after - before < YEAR for before, after in pairwise(sorted(set(days)))):
            zh = f"{object_id}一年内有第二次抽签以外的检查"
            yield Notice(Words(zh, f"{object_id} had a second visit outside the draw within a year"))
