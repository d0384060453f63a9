"""Facts about a draw that a reader should know though nothing is wrong (articles 9 and 12; protocol section 10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from publisher.draw.quotas import Quota
from publisher.draw.seats import Seat, fitting, regular
from publisher.draw.tables import PanelRow
from publisher.errors import Words

FEW_FIT = 3


def stratum_notices(quotas: Iterable[Quota], *, small: int, high: str) -> list[Words]:
    """Strata with fewer than `small` eligible objects, or a chance over `high` (a decimal text)."""
    found = []
    for quota in quotas:
        if not quota.size:
            continue
        if quota.eligible < small:
            found.append(
                Words(
                    f"分组{quota.stratum}只有{quota.eligible}个可抽对象（少于{small}）",
                    f"stratum {quota.stratum} has only {quota.eligible} eligible objects (fewer than {small})",
                )
            )
        if Fraction(quota.size, quota.eligible) > Fraction(high):
            found.append(
                Words(
                    f"分组{quota.stratum}的抽中机会是{quota.size}/{quota.eligible}，超过{high}",
                    f"stratum {quota.stratum} is drawn with chance {quota.size}/{quota.eligible}, over {high}",
                )
            )
    return found


def seat_notices(seats: Sequence[Seat], panel: Sequence[PanelRow]) -> list[Words]:
    """Seats that fewer than three people fit."""
    found = []
    for number, seat in enumerate(seats, 1):
        fit = len(fitting(regular(panel), seat))
        if fit < FEW_FIT:
            found.append(
                Words(
                    f"检查组的第{number}个席位只有{fit}人符合条件，派谁去可选的人很少",
                    f"only {fit} people fit seat {number}",
                )
            )
    return found
