"""What stays public of things that aren't: counts of referrals, states of objections, traces of withdrawn rows.

Neither file is logged: they say how far the bureau is, and rest on registers that nobody outside can check.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from publisher.draw.identifiers import Date, Draw, Hex64, Identifier
from publisher.draw.parts import Integer, Part


class ReferralCount(Part):
    """How many referrals for a result code stand at a step (article 20)."""

    code: Identifier
    step: Identifier
    count: Integer


class ObjectionState(Part):
    """Where the newest objection to a result stands; `row`: the result's first sealed row (article 18)."""

    row: Hex64
    state: Identifier


class PublicRegisters(Part):
    """data/registers.json: all that the public learns of the private registers."""

    referrals: list[ReferralCount] = Field(default_factory=list, max_length=10_000)
    objections: list[ObjectionState] = Field(default_factory=list, max_length=100_000)


class WithdrawnRow(Part):
    """What stays of a row whose text was withdrawn: its draw, day and result codes (protocol section 3).

    `unit`: who made the visit; `re_checked_on`: the day of the re-check that closed it; `reason`: of article 13.
    """

    row: Hex64
    draw: Draw | Annotated[str, Field(pattern="^$")]
    unit: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=64)]
    visited_on: Date
    fixed_on: Date
    codes: Annotated[list[Identifier], Field(min_length=1, max_length=16)]
    re_checked_on: Date | None = None
    reason: Identifier | None = None


class WithdrawnRows(Part):
    """data/withdrawn.json: the trace of every text that was withdrawn, so that it is still counted."""

    rows: Annotated[list[WithdrawnRow], Field(max_length=1_000_000)]
