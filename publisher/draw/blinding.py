"""Blinded frames: names stand as aliases until the visit; an opening or the frame key undoes it (section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from publisher.draw.hashing import alias, alias_salt
from publisher.draw.identifiers import Hex64, Identifier
from publisher.draw.parts import Part
from publisher.draw.tables import FrameRow

FRAME_KEY_BYTES = 32


class Opening(Part):
    """What turns an alias back into a name: published with the result, handed to the firm as its receipt."""

    object_id: Identifier
    salt: Hex64

    def alias(self, draw: str) -> str:
        """The alias that this opening opens in a draw."""
        return alias(draw, self.object_id, self.salt)


class Blinded(NamedTuple):
    """A blinded frame and, for the offices alone, the opening of each alias."""

    frame: list[FrameRow]
    openings: dict[str, Opening]


def opening(frame_key: bytes, object_id: str) -> Opening:
    """One object's opening under the frame key (32 bytes)."""
    return Opening(object_id=object_id, salt=alias_salt(frame_key, object_id))


def blind(frame: Iterable[FrameRow], draw: str, frame_key: bytes) -> Blinded:
    """The frame with every object id replaced by its alias, sorted by alias."""
    rows, openings = [], {}
    for row in frame:
        opened = opening(frame_key, row.object_id)
        name = opened.alias(draw)
        rows.append(row._replace(object_id=name))
        openings[name] = opened
    return Blinded(sorted(rows), openings)


class Receipt(Part):
    """A firm's own evidence of its place in a blinded draw: opening, stratum, exclusion, and what to compare."""

    draw: str
    opening: Opening
    stratum: Identifier
    excluded: str
    genesis: Hex64

    @property
    def alias(self) -> str:
        """The alias under which the firm stands in frame.csv."""
        return self.opening.alias(self.draw)
