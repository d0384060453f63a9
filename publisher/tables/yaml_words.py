"""What pydantic finds wrong, in the words of the people who wrote the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from publisher.draw.identifiers import COUNT, DRAW, IDENTIFIER, RATIO
from publisher.errors import Fault, fault
from publisher.tables.fields import Loc, Wrong
from publisher.tables.yaml_tree import Node, Unquoted, unquoted


class Located(NamedTuple):
    """A fault, its place in the object, and whether the place is the key's (unknown field) or a gap (missing one)."""

    fault: Fault
    loc: Loc
    at_key: bool = False
    missing: bool = False


def located_faults(
    error: ValidationError, model: type[BaseModel], find: Callable[[Loc], Node] | None
) -> Iterator[Located]:
    """Each of pydantic's errors in our words. `find` gives the YAML node at a place; None for JSON."""
    errors = error.errors(include_url=False)
    locs = [item["loc"] for item in errors]
    for item in errors:
        loc = item["loc"]
        # "too few items" above an item that is itself wrong only repeats it
        if item["type"] == "too_short" and any(other[: len(loc)] == loc and other != loc for other in locs):
            continue
        cause = (item.get("ctx") or {}).get("error")
        if isinstance(cause, Wrong):
            for found in cause.problems:
                yield Located(found.fault, loc + found.loc)
        else:
            yield _located(item, model, find)


def _located(item: ErrorDetails, model: type[BaseModel], find: Callable[[Loc], Node] | None) -> Located:
    kind, loc = item["type"], item["loc"]
    name = str(loc[-1]) if loc else ""
    if kind == "missing":
        zh, en = f"缺少“{name}”", f"{name!r} is missing"
        return Located(fault("missing-field", zh, en, "补上这一项", "add it"), loc, missing=True)
    if kind == "extra_forbidden":
        return Located(_unknown(name, _allowed(model, loc[:-1])), loc, at_key=True)
    if loc and loc[-1] == "[key]":
        return Located(_pattern(item, str(loc[-2])), loc[:-1], at_key=True)
    node = find(loc) if find else None
    if node is not None and node.plain and isinstance(node.content, str) and _wants_text(item):
        return Located(unquoted(node.content), loc)
    return Located(_value_fault(item), loc)


def _wants_text(item: ErrorDetails) -> bool:
    expected = str((item.get("ctx") or {}).get("expected", ""))
    text_due = item["type"] == "string_type" or (item["type"] == "literal_error" and "'" in expected)
    return (text_due and not isinstance(item["input"], str)) or isinstance(item["input"], Unquoted)


def _unknown(name: str, allowed: list[str]) -> Fault:
    close = difflib.get_close_matches(name, allowed, 1)
    listed = "、".join(close or allowed)
    right_zh = f"是不是“{listed}”？" if close else f"可用的有：{listed}"
    right_en = f"did you mean {close[0]!r}?" if close else f"known fields: {', '.join(allowed)}"
    return fault("unknown-field", f"没有“{name}”这一项", f"there is no field {name!r}", right_zh, right_en)


def _allowed(model: type[BaseModel], loc: Loc) -> list[str]:
    current: type[BaseModel] | None = model
    for part in loc:
        if current and isinstance(part, str):
            field = next((info for name, info in current.model_fields.items() if part in (name, info.alias)), None)
            current = _inner_model(field.annotation) if field else current
    return [info.alias or name for name, info in current.model_fields.items()] if current else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner_model, get_args(annotation))), None)


def _value_fault(item: ErrorDetails) -> Fault:
    kind = item["type"]
    for prefix, make in _KINDS.items():
        if kind.startswith(prefix):
            return make(item)
    return fault("value", "这个值不合要求", item["msg"], "按样例改正", "correct it as in the sample")


def _shown(value: Any) -> str:
    text = value.text if isinstance(value, Unquoted) else str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _literal(item: ErrorDetails) -> Fault:
    allowed = re.findall(r"'([^']*)'|(\d+)", str((item.get("ctx") or {}).get("expected", "")))
    names = [quoted or number for quoted, number in allowed]
    shown = _shown(item["input"])
    zh, en = f"“{shown}”不在允许的取值之内", f"{shown!r} is not allowed here"
    return fault("enum", zh, en, f"可用：{'、'.join(names)}", f"one of: {', '.join(names)}")


def _pattern(item: ErrorDetails, shown: str | None = None) -> Fault:
    pattern = str((item.get("ctx") or {}).get("pattern", ""))
    right_zh, right_en = next(
        (words for known, words in _PATTERNS.items() if known in pattern),
        (f"须符合 {pattern}", f"must match {pattern}"),
    )
    text = shown if shown is not None else _shown(item["input"])
    return fault("pattern", f"“{text}”的写法不对", f"{text!r} is not written rightly", right_zh, right_en)


def _type(zh: str, en: str) -> Callable[[ErrorDetails], Fault]:
    def make(item: ErrorDetails) -> Fault:
        shown = _shown(item["input"])
        return fault("type", f"这里须是{zh}", f"this must be {en}", f"现在是“{shown}”，按样例改正", f"found {shown!r}")

    return make


def _length(item: ErrorDetails) -> Fault:
    context: Mapping[str, Any] = item.get("ctx") or {}
    low, high = context.get("min_length"), context.get("max_length")
    zh, en = (f"至少{low}", f"at least {low}") if low is not None else (f"至多{high}", f"at most {high}")
    unit_zh, unit_en = ("个字", "characters") if item["type"].startswith("string") else ("项", "entries")
    if low == 1 and unit_en == "characters":
        return fault("empty-value", "不能是空的", "must not be empty", "填写内容", "fill it in")
    wrong_zh, wrong_en = ("太少", "too few") if low is not None else ("太多", "too many")
    return fault("length", f"{unit_zh}数{wrong_zh}", f"{wrong_en} {unit_en}", f"{zh}{unit_zh}", f"{en} {unit_en}")


def _range(item: ErrorDetails) -> Fault:
    context = item.get("ctx") or {}
    low = context.get("ge", context.get("gt"))
    zh, en = (
        (f"不小于{low}", f"at least {low}")
        if low is not None
        else (f"不大于{context.get('le')}", f"at most {context.get('le')}")
    )
    shown = _shown(item["input"])
    return fault("range", f"{shown}超出范围", f"{shown} is out of range", zh, en)


_KINDS: dict[str, Callable[[ErrorDetails], Fault]] = {
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "string_type": _type("文字", "a text"),
    "string_too": _length,
    "too_": _length,
    "int_type": _type("整数（不加引号）", "an integer, without quotes"),
    "bool_type": _type("true或false（不加引号）", "true or false, without quotes"),
    "list_type": _type("列表（每行以“- ”开头）", "a list (lines that begin with '- ')"),
    "dict_type": _type("一组“键: 值”", "a group of 'key: value'"),
    "model_": _type("一组“键: 值”", "a group of 'key: value'"),
    "greater_than": _range,
    "less_than": _range,
}
_PATTERNS = {
    IDENTIFIER.pattern: (
        "用字母、数字、点、横线、下划线，至多64个，以字母或数字开头",
        "letters, digits, dot, dash, underscore, at most 64, first a letter or digit",
    ),
    RATIO.pattern: (
        '写成"0.05"这样的小数，0到1，至多六位',
        'a decimal such as "0.05", from 0 to 1, at most six places',
    ),
    DRAW.pattern: ("写成2024-001这样的抽查编号", "a draw number such as 2024-001"),
    COUNT.pattern: ('写成"12"这样的整数', 'a whole number such as "12"'),
}
