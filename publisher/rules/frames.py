"""Who is meant: conditions on the roster's columns, and the first stratum whose conditions hold (article 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from publisher.draw.parts import ConditionPart, StratumPart

INACTIVE = "inactive"
ACTIVE_STATUS = "存续"
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
