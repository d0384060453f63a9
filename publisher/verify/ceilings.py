"""How far a verdict can go: no further than the reader's own anchor and the outside witnesses carry it (9, 10)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.keys_and_log import genesis_by_hand
from publisher.verify.report import Finding, holds, not_known

# What rests on time or on one history (section 9); of these the first three are judged for the log as a whole.
_WHOLE_LOG = ("C03", "C04", "C05")
_EACH_DRAW = ("C08", "C10", "C16", "C17", "C18", "C19")
WATCHED = frozenset((*_WHOLE_LOG, *_EACH_DRAW))
PINNED = WATCHED | {"C01", "C02"}


def ceiling(case: Case, code: str) -> Iterator[Finding]:
    """What bounds the check `code` (sections 9 and 10).

    - without a pinned genesis it is at best `unknown`, and the reader is asked to compare the fingerprint
    - without an outside witness it is at best `unknown: only the bureau itself watched`
    - with one outside witness the finding says on whom it rests
    """
    if code in PINNED and not case.pinned:
        yield _unpinned(case)
    if code in _WHOLE_LOG:
        yield from _rests_on(_watching_now(case))
    if code in _EACH_DRAW:
        for draw in case.draws.values():
            if draw.course and draw.records.outcome:
                yield from _rests_on(draw.course.outside, draw)


def _unpinned(case: Case) -> Finding:
    zh = f"请核对创世记录的指纹是否与纸质公告或凭条上的一致：{case.ledger.genesis}"
    en = f"compare the genesis fingerprint with the one on a printed notice or receipt: {case.ledger.genesis}"
    return not_known(zh, en, found=case.ledger.genesis, by_hand=genesis_by_hand(case))


def _watching_now(case: Case) -> frozenset[str]:
    """The outside witnesses of the newest checkpoint that a quorum cosigned."""
    policy = case.ledger.watchers(case.ledger.newest.size, case.now)
    watches = case.ledger.watches(policy) if policy else []
    return case.ledger.outside_cosigners(watches[-1], policy) if policy and watches else frozenset()


def _rests_on(outside: frozenset[str], draw: DrawCase | None = None) -> Iterator[Finding]:
    name = draw.name if draw else ""
    if not outside:
        yield not_known("只有本单位自己见证", "only the bureau itself watched", draw=name)
    elif len(outside) == 1:
        (witness,) = outside
        yield holds(
            f"这一项只取决于一个外部见证人：{witness}", f"this rests on one outside witness: {witness}", draw=name
        )
