"""data/results/<draw>/<object or alias>.yaml: what was found at one visit (articles 7, 16 to 18)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from publisher.draw.identifiers import Draw, Identifier
from publisher.tables.codes import CLEAN, MethodCode, ResultCode
from publisher.tables.fields import Date, OptionalLine, Problem, Staff, distinct, problem, settle

Disposition = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")]
Remark = Annotated[str, StringConstraints(max_length=2000)]


class ResultFile(Staff):
    """One visit's result; `text` is free text for the public, `corrects` why this file replaces what was logged."""

    schema_version: Literal[1] = Field(alias="schema")
    draw: Draw
    object: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=32), AfterValidator(distinct)]
    visited_on: Date
    fixed_on: Date
    inspectors: Annotated[list[Identifier], Field(min_length=2, max_length=8), AfterValidator(distinct)]
    method: MethodCode
    codes: Annotated[list[ResultCode], Field(min_length=1, max_length=16), AfterValidator(distinct)]
    dispositions: Annotated[list[Disposition], Field(max_length=16), AfterValidator(distinct)] = Field(
        default_factory=list
    )
    text: Remark = ""
    corrects: OptionalLine = ""

    @model_validator(mode="after")
    def _coherent(self) -> ResultFile:
        found: list[Problem] = []
        if self.fixed_on < self.visited_on:
            zh, en = "结果认定早于检查", "the result was fixed before the visit"
            right = f"不早于{self.visited_on}", f"{self.visited_on} or later"
            found.append(problem("period", zh, en, *right, ("fixed_on",)))
        if CLEAN in self.codes and len(self.codes) > 1:
            zh, en = "“未发现问题”不能与其他结果并列", "'no problem found' stands alone"
            right = "删去1，或删去其他代码", "remove 1, or all the others"
            found.append(problem("exclusive", zh, en, *right, ("codes", self.codes.index(CLEAN))))
        settle(found)
        return self
