"""A change as the draw office writes it from its private register; reasons stay there (article 12)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from publisher.draw.identifiers import IDENTIFIER, Identifier
from publisher.tables.fields import Staff, distinct
from publisher.tables.orders import BeaconWish

Inspector = Annotated[str, StringConstraints(pattern=rf"^(?:-|{IDENTIFIER.pattern})$")]


class RemovalWish(Staff):
    """Who leaves which team: `recused` or `prevented`, no more; `-` with `vacant` asks to fill an empty seat.

    `late`: the recusal wasn't in the register when the draw was committed.
    """

    object: Identifier
    inspector: Inspector
    code: Literal["recused", "prevented", "vacant"]
    late: bool = False


class ChangeFile(Staff):
    """One change: removals, objects to be supplemented, and the beacon wanted."""

    schema_version: Literal[1] = Field(alias="schema")
    removals: Annotated[list[RemovalWish], Field(max_length=1000)] = Field(default_factory=list)
    supplements: Annotated[list[Identifier], Field(max_length=1000), AfterValidator(distinct)] = Field(
        default_factory=list
    )
    beacon: BeaconWish
