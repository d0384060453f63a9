"""Sealed rows: the log holds a salted hash, the text and its salt lie beside it (section 3)."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import from_json, to_json

from publisher.draw.blinding import Opening
from publisher.draw.hashing import row_hash
from publisher.draw.identifiers import HEX64, Date, Draw, Hex64, Identifier
from publisher.draw.parts import Part, Text, parse_part

MAX_TEXT = 60_000
Members = Annotated[list[Identifier], Field(min_length=2, max_length=8)]


class RowFile(Part):
    """draws/<draw>/rows/<row>.json, data/nonrandom/<row>.json: the salt (64 hex) and the row's JSON text."""

    salt: Hex64
    content: Annotated[str, Field(alias="text", max_length=MAX_TEXT)]

    @property
    def row(self) -> str:
        """The salted hash that the log must hold."""
        return row_hash(self.salt, self.content)

    def result(self) -> ResultRow:
        """The result that the row says. Raises Malformed."""
        return parse_part(self.content.encode(), ResultRow, "row")

    @staticmethod
    @lru_cache(maxsize=2**17)
    def read_result(data: bytes) -> tuple[str, ResultRow]:
        """The salted hash and the result of a drawn visit's published row. Raises Malformed.

        A sealed text never changes: what was read once is asked for again by pages, numbers and reports.
        """
        salt, content = _salted(data)
        return row_hash(salt, content), parse_part(content.encode(), ResultRow, "row")

    def nonrandom(self) -> NonrandomRow:
        """The entry of article 13 that the row says. Raises Malformed."""
        return parse_part(self.content.encode(), NonrandomRow, "row")


def _salted(data: bytes) -> tuple[str, str]:
    """Salt and text of a row's file, in a third of the time that `parse_part` takes, which says what is wrong.

    A file that is written again as it was has one form; what its text may not hold is seen when that is parsed.
    """
    with suppress(ValueError, TypeError, KeyError, AttributeError):  # no JSON, or another one
        value = from_json(data)
        salt, text = value["salt"], value["text"]
        written = b'{\n  "salt": "%b",\n  "text": %b\n}\n' % (salt.encode(), to_json(text))
        if written == data and HEX64.fullmatch(salt) and type(text) is str and len(text) <= MAX_TEXT:
            return salt, text
    file = parse_part(data, RowFile)
    return file.salt, file.content


class FollowUpPart(Part):
    """The re-check that closed an open result: its day and who made it (article 16)."""

    visited_on: Date
    inspectors: Members


class ReviewPart(Part):
    """Free text that is masked or withheld, and on which ground (article 18)."""

    mode: Literal["masked", "withheld"]
    ground: Identifier


class ResultRow(Part):
    """One result: who was visited, when, by whom, with which codes; `opening` where the draw is blinded.

    `object` is as the draw's files have it (id or alias); `reason` says why, in a correction, else it is empty.
    `fixed_on`: the day on which it was fixed; the deadline counts from it (article 18). `follow_up` stands in a
    correction of an open result; `review` only where the free text isn't given in full.
    """

    draw: Draw
    object: Identifier
    opening: Opening | None = None
    items: Annotated[list[Identifier], Field(min_length=1, max_length=64)]
    visited_on: Date
    fixed_on: Date
    inspectors: Members
    method: Identifier
    codes: Annotated[list[Identifier], Field(min_length=1, max_length=16)]
    dispositions: Annotated[list[Identifier], Field(max_length=16)]
    remark: Text
    reason: Text
    follow_up: FollowUpPart | None = None
    review: ReviewPart | None = None

    @property
    def object_id(self) -> str:
        """The object's id, opened where it stood as an alias."""
        return self.opening.object_id if self.opening else self.object


class NonrandomFinding(Part):
    """What was found at an inspection outside the draw."""

    visited_on: Date
    fixed_on: Date
    inspectors: Members
    method: Identifier
    codes: Annotated[list[Identifier], Field(min_length=1, max_length=16)]
    dispositions: Annotated[list[Identifier], Field(max_length=16)]
    remark: Text
    review: ReviewPart | None = None


class NonrandomRow(Part):
    """An inspection outside the draw (article 13): entered before the visit, with its `result` in a correction.

    `id`: what the log's entry has for object; `from_`, `to`: when the visit is to be made; `source`: the salted hash of
    the paper that led to it.
    """

    id: Identifier
    object: Identifier
    agency: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=64)]
    code: Literal["COMPLAINT", "BIGDATA", "TRANSFER", "SUPERIOR"]
    from_: Annotated[Date, Field(alias="from")]
    to: Date
    source: Hex64
    result: NonrandomFinding | None = None
    reason: Text
