"""Checks of single cells, and the type of a table's row built from them.

They hold for what staff edit and for snapshots that a stranger verifies. The descriptor (data/datapackage.yaml) says
the same to spreadsheets and to frictionless, and a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from publisher.draw.identifiers import IDENTIFIER, RATIO
from publisher.errors import Fault, fault
from publisher.tables.fields import date_fault

T = TypeVar("T")
Check = Callable[[str], Fault | None]
Cells = Mapping[str, str]
MAX_CELL = 500

date = lru_cache(maxsize=65536)(date_fault)


def one_of(*allowed: str) -> Check:
    """A check that the cell is one of `allowed`."""
    known = frozenset(allowed)
    listed_zh, listed_en = (
        "、".join(item or "（空）" for item in allowed),
        ", ".join(item or "(empty)" for item in allowed),
    )

    def check(value: str) -> Fault | None:
        if value in known:
            return None
        zh, en = f"“{value}”不在允许的取值之内", f"{value!r} is not allowed here"
        return fault("enum", zh, en, f"可用：{listed_zh}", f"one of: {listed_en}")

    return check


def matching(pattern: str, right_zh: str, right_en: str) -> Check:
    """A check that the whole cell matches `pattern`; the rest says what would be right."""
    match = re.compile(pattern).fullmatch

    def check(value: str) -> Fault | None:
        if match(value):
            return None
        shown = value if len(value) <= 60 else value[:60] + "…"
        return fault("pattern", f"“{shown}”的写法不对", f"{shown!r} is not written rightly", right_zh, right_en)

    return check


def text(value: str) -> Fault | None:
    """A check that the cell is a text of 1 to 500 characters."""
    if not value:
        return fault("empty-value", "不能是空的", "must not be empty", "填写内容", "fill it in")
    return optional_text(value)


def optional_text(value: str) -> Fault | None:
    """A check that the cell has at most 500 characters."""
    if len(value) <= MAX_CELL:
        return None
    right = f"至多{MAX_CELL}个字", f"at most {MAX_CELL} characters"
    return fault("length", "文字太长", "the text is too long", *right)


identifier = matching(
    IDENTIFIER.pattern,
    "用字母、数字、点、横线、下划线，至多64个，以字母或数字开头",
    "letters, digits, dot, dash, underscore, at most 64, first a letter or digit",
)
ratio = matching(
    RATIO.pattern, "写成0.05这样的小数，0到1，至多六位", "a decimal such as 0.05, 0 to 1, at most six places"
)


def tokens(value: str) -> Fault | None:
    """A check that the cell holds identifiers joined by `;`, in byte order, none twice; empty is none."""
    parts = value.split(";") if value else []
    if all(IDENTIFIER.fullmatch(part) for part in parts) and parts == sorted(set(parts)):
        return None
    zh, en = f"“{value[:60]}”不是用分号连接、排好序、不重复的代码", f"{value[:60]!r} is not a sorted list of tokens"
    good = ";".join(sorted({part.strip() for part in re.split("[;；,，、]", value)} - {""}))[:60]
    return fault("tokens", zh, en, f"写成：{good}", f"write: {good}")


@dataclass(frozen=True)
class RowType(Generic[T]):
    """A table's row: a check for each column in order, checks between columns, and how the typed row is made.

    `doubts` are warnings: they stop nothing.
    """

    checks: Mapping[str, Check]
    make: Callable[[Cells], T]
    relations: Callable[[Cells], Iterator[tuple[str, Fault]]] = lambda _: iter(())
    doubts: Callable[[Cells], Iterator[tuple[str, Fault]]] = lambda _: iter(())

    @property
    def header(self) -> tuple[str, ...]:
        """The columns in order."""
        return tuple(self.checks)

    def faults(self, cells: Cells) -> Iterator[tuple[str, Fault]]:
        """Each fault of a row with its column; relations are judged even where a cell is faulty."""
        for column, check in self.checks.items():
            found = check(cells[column])
            if found:
                yield column, found
        yield from self.relations(cells)

    def cells(self, values: Sequence[str]) -> Cells:
        """`values`, one for each column, by column."""
        return dict(zip(self.checks, values, strict=True))
