"""Conditions that say which objects are meant (article 9): by kind, industry or place, never by name or code.

A stratum may also ask what earlier visits `found`, and whether an object needs `attention` (articles 11 and 14).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from publisher.draw.parts import ConditionPart
from publisher.tables.fields import Line, Problem, Staff, Wrong, distinct, problem, settle
from publisher.tables.rosters import KINDS, RosterObject
from publisher.tables.sectors import SECTION_OF

Column = Literal["kind", "section", "industry", "town"]
StratumColumn = Literal["kind", "section", "industry", "town", "found", "attention"]
C = TypeVar("C")
_NAMES_ONE_FIRM = frozenset({"object_id", "object", "name", "code", "uscc", "legal_rep", "phone"})


def _column(value: object) -> object:
    if isinstance(value, str) and value in _NAMES_ONE_FIRM:
        zh, en = f"条件不得按“{value}”指定某一家单位", f"a condition on {value!r} names one firm"
        right_zh, right_en = "只可用kind、section、industry、town", "use kind, section, industry or town"
        raise Wrong(problem("names-one-firm", zh, en, right_zh, right_en))
    return value


class ConditionOn(Staff, Generic[C]):
    """The object's `column` is one of `in_`. Several conditions are joined by AND (article 9, protocol section 4)."""

    column: Annotated[C, BeforeValidator(_column)]
    in_: Annotated[list[Line], AfterValidator(distinct)] = Field(alias="in", min_length=1, max_length=200)

    @model_validator(mode="after")
    def _values(self) -> ConditionOn[C]:
        known, zh, en = _VALUES[str(self.column)]
        problems = []
        for index, value in enumerate(self.in_):
            if not known(value):
                wrong_zh, wrong_en = f"“{value}”不是{self.column}的值", f"{value!r} is not a {self.column}"
                problems.append(problem("condition-value", wrong_zh, wrong_en, zh, en, ("in", index)))
        settle(problems)
        return self

    def admits(self, row: RosterObject) -> bool:
        """Whether the object fulfils this condition, which must be on a column of the roster."""
        return getattr(row, str(self.column)) in self.in_

    @property
    def part(self) -> ConditionPart:
        """The condition in evidence form."""
        return ConditionPart(column=str(self.column), in_=list(self.in_))


Condition = ConditionOn[Column]
StratumCondition = ConditionOn[StratumColumn]


def all_admit(conditions: Iterable[Condition], row: RosterObject) -> bool:
    """Whether the object fulfils every condition; none means all objects."""
    return all(condition.admits(row) for condition in conditions)


def one_per_column(conditions: list[ConditionOn[C]]) -> list[ConditionOn[C]]:
    """`conditions`, which must not name a column twice: joined by AND they would contradict each other."""
    problems: list[Problem] = []
    for index, condition in enumerate(conditions):
        if any(other.column == condition.column for other in conditions[:index]):
            zh, en = f"列{condition.column}出现两次", f"column {condition.column} occurs twice"
            right_zh, right_en = "把取值并到一个条件里", "put the values into one condition"
            problems.append(problem("duplicate", zh, en, right_zh, right_en, (index, "column")))
    settle(problems)
    return conditions


Conditions = Annotated[list[Condition], Field(max_length=8), AfterValidator(one_per_column)]
StratumConditions = Annotated[list[StratumCondition], Field(max_length=8), AfterValidator(one_per_column)]

_VALUES: dict[str, tuple[Callable[[str], bool], str, str]] = {
    "kind": (KINDS.__contains__, f"可用：{'、'.join(KINDS)}", f"one of: {', '.join(KINDS)}"),
    "section": (set(SECTION_OF.values()).__contains__, "行业门类字母A至T", "a section letter, A to T"),
    "industry": (SECTION_OF.__contains__, "行业大类两位数字01至97", "a division of two digits, 01 to 97"),
    "found": (("problem", "clean", "none").__contains__, "可用：problem、clean、none", "one of: problem, clean, none"),
    "attention": (("yes",).__contains__, "只写yes", "only yes"),
    "town": (lambda value: re.fullmatch("[0-9]{9}", value) is not None, "9位乡镇街道代码", "a town code of 9 digits"),
}
