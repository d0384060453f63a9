"""Who can be drawn: scope, targeting, strata and exclusions (articles 6, 9 and 11; protocol sections 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from publisher.draw.parts import ConditionPart, StratumPart
from publisher.draw.tables import FrameRow

INACTIVE = "inactive"
ACTIVE_STATUS = "存续"
EXCLUSIONS = (INACTIVE,)
PUBLIC_COLUMNS = ("kind", "section", "industry", "town")


class Listed(Protocol):
    """What the rule needs to know of an object on the roster; conditions read further columns by name."""

    @property
    def object_id(self) -> str:
        """统一社会信用代码 or 注册号."""

    @property
    def status(self) -> str:
        """存续, 注销, …"""


def holds(row: Listed, conditions: Iterable[ConditionPart]) -> bool:
    """Whether a roster row meets all conditions (AND)."""
    return all(getattr(row, condition.column) in condition.in_ for condition in conditions)


def stratum_of(row: Listed, strata: Sequence[StratumPart]) -> str | None:
    """The first stratum whose conditions hold; None if there is none."""
    return next((part.stratum for part in strata if holds(row, part.where)), None)


def exclusion_of(row: Listed, exclusions: Sequence[str]) -> str:
    """The code that keeps an object out of this draw though it is listed, or empty (a closed list)."""
    return INACTIVE if INACTIVE in exclusions and row.status != ACTIVE_STATUS else ""


def build_frame(
    roster: Iterable[Listed],
    *,
    scopes: Sequence[Sequence[ConditionPart]],
    targeting: Sequence[ConditionPart],
    strata: Sequence[StratumPart],
    exclusions: Sequence[str],
) -> list[FrameRow]:
    """Every object that the items' scopes and the targeting admit, with its stratum and exclusion, by id.

    `scopes`: the conditions of each item of the order; an object must be in the scope of all. An object that no stratum
    takes stands in none and isn't listed: a scheme's last stratum has no condition, so that this doesn't happen.
    """
    rows = []
    for row in roster:
        if not all(holds(row, scope) for scope in scopes) or not holds(row, targeting):
            continue
        stratum = stratum_of(row, strata)
        if stratum is not None:
            rows.append(FrameRow(row.object_id, stratum, exclusion_of(row, exclusions)))
    return sorted(rows)
