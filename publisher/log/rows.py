"""Sealed rows: the log holds a salted hash, the text and its salt lie beside it (section 3)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from publisher.draw.blinding import Opening
from publisher.draw.hashing import row_hash
from publisher.draw.identifiers import Date, Draw, Hex64, Identifier
from publisher.draw.parts import Part, Text, parse_part


class RowFile(Part):
    """draws/<draw>/rows/<row>.json: the salt (64 hex) and the row's JSON text."""

    salt: Hex64
    content: Annotated[str, Field(alias="text", max_length=60000)]

    @property
    def row(self) -> str:
        """The salted hash that the log must hold."""
        return row_hash(self.salt, self.content)

    def result(self) -> ResultRow:
        """The result that the row says. Raises Malformed."""
        return parse_part(self.content.encode(), ResultRow, "row")


class ResultRow(Part):
    """One result: who was visited, when, by whom, with which codes; `opening` where the draw is blinded.

    `object` is as the draw's files have it (id or alias); `reason` says why, in a correction, else it is empty.
    `published`: the day on which it was fixed; the deadline counts from it (article 18).
    """

    draw: Draw
    object: Identifier
    opening: Opening | None = None
    items: Annotated[list[Identifier], Field(min_length=1, max_length=64)]
    visited_on: Date
    fixed_on: Date
    inspectors: Annotated[list[Identifier], Field(min_length=2, max_length=8)]
    method: Identifier
    codes: Annotated[list[Identifier], Field(min_length=1, max_length=16)]
    dispositions: Annotated[list[Identifier], Field(max_length=16)]
    remark: Text
    reason: Text

    @property
    def object_id(self) -> str:
        """The object's id, opened where it stood as an alias."""
        return self.opening.object_id if self.opening else self.object
