"""C09: how many are drawn, and the order of the seats (protocol section 5, Quotas and Team)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.draw.parts import Order
from publisher.draw.quotas import Quota, quotas
from publisher.draw.seats import Seat, seat_order
from publisher.log.records import Commit, QuotaPart
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.report import Finding, fails, holds

_MAX_COUNT_DIGITS = 9


def quota(_case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C09 (section 5, Quotas and Team).

    - the strata are the order's, in byte order, each with the order's ratio or count, also empty ones
    - every row of the frame stands in one of them; listed, eligible and size follow from the frame
    - not all sizes are 0
    - the seats are the order's, scarcest first by the panel
    """
    commit, order = draw.commit, draw.order.value
    if commit is None:
        return
    if order is None:
        yield draw.order.why_not(draw.name)
        return
    found = [*_quotas(draw, commit, order), *_seats(draw, order)]
    yield from found
    if not found:
        zh, en = f"{len(commit.quotas)}组名额和{len(commit.team.seats)}个席位都相符", "quotas and seats follow"
        yield holds(zh, en, draw=draw.name, by_hand=_by_hand(draw))


def _by_hand(draw: DrawCase) -> str:
    return f"cut -d, -f2,3 {draw.path('frame.csv')} | sort | uniq -c"


def _quotas(draw: DrawCase, commit: Commit, order: Order) -> Iterator[Finding]:
    if draw.frame.value is None:
        yield draw.frame.why_not(draw.name)
        return
    rates = {part.stratum: (part.ratio, part.count) for part in order.strata}
    long = [part.stratum for part in order.strata if part.count and len(part.count) > _MAX_COUNT_DIGITS]
    if long or any((ratio is None) == (count is None) for ratio, count in rates.values()):
        zh, en = "每组须写比例或数量之一", "each stratum needs either a ratio or a count"
        yield fails(zh, en, draw=draw.name, file=draw.path("order.json"))
        return
    astray = sorted({row.stratum for row in draw.frame.value} - rates.keys())
    if astray:
        zh, en = f"名单中有方案没有的分组：{astray[0]}", f"the frame has a stratum that the order lacks: {astray[0]}"
        yield fails(zh, en, draw=draw.name, file=draw.path("frame.csv"))
    computed = [_said(part) for part in quotas(draw.frame.value, rates)]
    stated = [_said(part) for part in commit.quotas]
    if computed != stated:
        ours, theirs = [line for line in computed if line not in stated], [x for x in stated if x not in computed]
        zh, en = "名额与名单得出的不同", "the quotas aren't those that the frame gives"
        found, expected = "; ".join(theirs), "; ".join(ours)
        by_hand = _by_hand(draw)
        path = draw.path("commit.note")
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected, by_hand=by_hand)
    if not any(part.size for part in commit.quotas):
        yield fails("所有名额都是零", "every quota is zero", draw=draw.name, file=draw.path("commit.note"))


def _said(part: Quota | QuotaPart) -> str:
    rate = f"ratio {part.ratio}" if part.ratio is not None else f"count {part.count}"
    return f"{part.stratum}: listed {part.listed}, eligible {part.eligible}, {rate}, size {part.size}"


def _seats(draw: DrawCase, order: Order) -> Iterator[Finding]:
    if draw.panel.value is None:
        yield draw.panel.why_not(draw.name)
        return
    wanted = seat_order((Seat(seat.department, seat.skill) for seat in order.team), draw.panel.value)
    if wanted != draw.seats:
        zh, en = "席位不是方案的，或没有按人少的在前排列", "the seats aren't the order's, scarcest first"
        found, expected = (" ".join(f"{s.department}/{s.skill}" for s in seats) for seats in (draw.seats, wanted))
        yield fails(zh, en, draw=draw.name, file=draw.path("commit.note"), found=found, expected=expected)
