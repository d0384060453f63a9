"""A ceremony in public: twenty digits by ten-sided dice or numbered balls (section 6; 第七条 摇号).

The value is carried by the logged `ceremony` record, and that record is the answer: a JSON object with `draw` and
`value`. Nothing in it proves itself. Whether two outside observers signed it, whether it was cosigned in time, is
for the caller, who has the log.
"""

from __future__ import annotations

import re

from publisher.beacons.answers import members, refused, shown, text_member, wrong_round
from publisher.draw.identifiers import ABSENT, DRAW

BITS = 0
_DRAW_LENGTH = 64
_VALUE = re.compile(rf"[0-9]{{20}}|{ABSENT}")


def check_round(round: str) -> None:
    """Raises Refused unless `round` is a draw number: a ceremony has no other."""
    if len(round) > _DRAW_LENGTH or not DRAW.fullmatch(round):
        refused(
            f"摇号的轮次不是抽取编号：{shown(round)}",
            f"a ceremony's round is not a draw number: {shown(round)}",
            "须为本次抽取的编号，如2026-003",
            "it must be the draw's own number, such as 2026-003",
        )


def is_value(text: str) -> bool:
    """Whether `text` can be a ceremony's value: exactly 20 digits, or ABSENT."""
    return _VALUE.fullmatch(text) is not None


def prove(round: str, answer: object) -> str:
    """The value (20 digits or ABSENT) that the record `answer` gives for the draw `round`; it proves no more.

    Raises Malformed, Fails (another draw's record), Refused (not a draw number).
    """
    check_round(round)
    found = members(answer)
    draw = text_member(found, "draw", DRAW)
    value = text_member(found, "value", _VALUE)
    if draw != round:
        wrong_round(draw, round)
    return value
