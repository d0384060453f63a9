"""A source's answer as it came and was archived: reading its members, and saying what is wrong with it.

An answer is foreign JSON: members that we don't know are ignored, members that we need are checked one by one.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from publisher.draw.evidence import json_text
from publisher.errors import Fails, Malformed, Refused, fault

_SHOWN = 60


def shown(value: object) -> str:
    """`value` as a message may show it: one line of at most 60 characters."""
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def malformed(zh: str, en: str, right_zh: str, right_en: str) -> NoReturn:
    """Raises Malformed: the answer can't be read."""
    raise Malformed(fault("beacon-answer", zh, en, right_zh, right_en))


def refused(zh: str, en: str, right_zh: str, right_en: str) -> NoReturn:
    """Raises Refused: the round or the source isn't one that the protocol allows."""
    raise Refused(fault("beacon-round", zh, en, right_zh, right_en))


def fails(zh: str, en: str, right_zh: str, right_en: str) -> NoReturn:
    """Raises Fails: the answer is readable and its proof doesn't hold."""
    raise Fails(fault("beacon-proof", zh, en, right_zh, right_en))


def wrong_round(found: object, wanted: str) -> NoReturn:
    """Raises Fails: the answer belongs to another round than the committed one."""
    fails(
        f"这是另一轮次的应答：{shown(str(found))}",
        f"this answer is for another round: {shown(str(found))}",
        f"须为承诺的轮次{wanted}",
        f"it must be for the committed round {wanted}",
    )


def members(answer: object, what: str = "answer") -> dict[str, Any]:
    """`answer` as a JSON object. Raises Malformed."""
    if not isinstance(answer, dict):
        malformed(
            f"{what}不是JSON对象", f"{what} is not a JSON object", "须为来源的原始应答", "keep the answer as it came"
        )
    return answer


def text_member(answer: dict[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    """The text member `name`, which `pattern` must match whole. Raises Malformed."""
    value = answer.get(name)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        malformed(
            f"成员{name}缺失或写法不符：{shown(value)}",
            f"member {name} is missing or not well written: {shown(value)}",
            f"须符合{pattern.pattern}",
            f"it must match {pattern.pattern}",
        )
    return value


def integer_member(answer: dict[str, Any], name: str, below: int) -> int:
    """The integer member `name`, 0 ≤ value < `below`. Raises Malformed."""
    value = answer.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < below:
        malformed(
            f"成员{name}缺失或不是允许的整数",
            f"member {name} is missing or not an allowed integer",
            f"须为0至{below - 1}的整数",
            f"it must be an integer from 0 to {below - 1}",
        )
    return value


def parse_answer(data: bytes) -> object:
    """What a relay sent, as the JSON value that beacon.json can hold.

    Raises Malformed for anything but UTF-8 JSON without duplicate members, and for what evidence form has no way to
    write (decimals, null, negative or huge integers, control characters; protocol section 2).
    """
    try:
        value: object = json.loads(data.decode("utf-8"), object_pairs_hook=_no_duplicates)
        json_text(value)
    except (ValueError, RecursionError):
        malformed("应答不是JSON", "the answer is not JSON", "须为UTF-8的JSON", "it must be JSON in UTF-8")
    return value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate member")
    return found
