"""data/results/<draw>/<object or alias>.yaml: what was found at one visit (articles 7, 16 to 18).

data/nonrandom/<year>/<id>.yaml: an inspection outside the draw, entered before the visit (article 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from publisher.draw.identifiers import Draw, Identifier, parse_date
from publisher.rules.publication import Review, review_faults
from publisher.tables.codes import CLEAN, MethodCode, ResultCode
from publisher.tables.fields import Date, OptionalLine, Problem, Staff, distinct, problem, settle

NONRANDOM = r"^2[0-9]{3}-N[0-9]{3,}$"
Disposition = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")]
Remark = Annotated[str, StringConstraints(max_length=2000)]


Inspectors = Annotated[list[Identifier], Field(min_length=2, max_length=8), AfterValidator(distinct)]
Codes = Annotated[list[ResultCode], Field(min_length=1, max_length=16), AfterValidator(distinct)]
Dispositions = Annotated[list[Disposition], Field(max_length=16), AfterValidator(distinct)]


class FollowUp(Staff):
    """The re-check of an open result: it names that result by standing in its file, and isn't counted as a visit."""

    visited_on: Date
    inspectors: Inspectors


class ReviewOutcome(Staff):
    """How the free text goes out (article 18). `asked_on`: when the third party whose secret it may be was asked."""

    mode: Literal["full", "masked", "withheld"]
    ground: OptionalLine = ""
    reviewed_on: Date
    asked_on: Date | None = None


class ResultFile(Staff):
    """One visit's result; `text` is free text for the public, `corrects` why this file replaces what was logged.

    `text` holds what the public may read: all of it, the masked form, or nothing, as the `review` says.
    """

    schema_version: Literal[1] = Field(alias="schema")
    draw: Draw
    object: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=32), AfterValidator(distinct)]
    visited_on: Date
    fixed_on: Date
    inspectors: Inspectors
    method: MethodCode
    codes: Codes
    dispositions: Dispositions = Field(default_factory=list)
    text: Remark = ""
    follow_up: FollowUp | None = None
    review: ReviewOutcome | None = None
    corrects: OptionalLine = ""

    @model_validator(mode="after")
    def _coherent(self) -> ResultFile:
        settle([*_dates(self), *_follow_up(self), *_review(self)])
        return self


class NonrandomResult(Staff):
    """What was found at an inspection outside the draw."""

    visited_on: Date
    fixed_on: Date
    inspectors: Inspectors
    method: MethodCode
    codes: Codes
    dispositions: Dispositions = Field(default_factory=list)
    text: Remark = ""
    review: ReviewOutcome | None = None

    @model_validator(mode="after")
    def _coherent(self) -> NonrandomResult:
        settle([*_dates(self), *_review(self)])
        return self


class NonrandomFile(Staff):
    """An inspection that no draw led to: entered before the visit, its result later (article 13).

    `id`: `<year>-N<nnn>`; `from_`, `to`: when the visit is to be made; `source`: the salted hash (64 hex) of the paper
    that led to it, whose salt stays in the private register.
    """

    schema_version: Literal[1] = Field(alias="schema")
    id: Annotated[str, StringConstraints(pattern=NONRANDOM)]
    object: Identifier
    agency: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=32), AfterValidator(distinct)]
    code: Literal["COMPLAINT", "BIGDATA", "TRANSFER", "SUPERIOR"]
    from_: Date = Field(alias="from")
    to: Date
    source: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    result: NonrandomResult | None = None
    corrects: OptionalLine = ""

    @model_validator(mode="after")
    def _coherent(self) -> NonrandomFile:
        found: list[Problem] = []
        if self.to < self.from_:
            zh, en = "检查期间的止日早于起日", "the period ends before it begins"
            right = f"不早于{self.from_}", f"{self.from_} or later"
            found.append(problem("period", zh, en, *right, ("to",)))
        if self.result and not self.from_ <= self.result.visited_on <= self.to:
            zh, en = "检查不在登记的期间内", "the visit wasn't in the period entered"
            right = f"{self.from_}至{self.to}；期间变了就更正期间", f"{self.from_} to {self.to}, or correct the period"
            found.append(problem("period", zh, en, *right, ("result", "visited_on")))
        settle(found)
        return self


def _dates(result: ResultFile | NonrandomResult) -> Iterator[Problem]:
    if result.fixed_on < result.visited_on:
        zh, en = "结果认定早于检查", "the result was fixed before the visit"
        right = f"不早于{result.visited_on}", f"{result.visited_on} or later"
        yield problem("period", zh, en, *right, ("fixed_on",))
    if CLEAN in result.codes and len(result.codes) > 1:
        zh, en = "“未发现问题”不能与其他结果并列", "'no problem found' stands alone"
        right = "删去1，或删去其他代码", "remove 1, or all the others"
        yield problem("exclusive", zh, en, *right, ("codes", result.codes.index(CLEAN)))


def _follow_up(result: ResultFile) -> Iterator[Problem]:
    """A re-check comes after the visit whose open result it closes, and replaces it (article 16)."""
    if result.follow_up is None:
        return
    if not result.visited_on <= result.follow_up.visited_on <= result.fixed_on:
        zh, en = "复查日期须在检查与认定之间", "the follow-up lies between the visit and the day it was fixed"
        right = f"{result.visited_on}至{result.fixed_on}", f"{result.visited_on} to {result.fixed_on}"
        yield problem("period", zh, en, *right, ("follow_up", "visited_on"))
    if not result.corrects:
        zh, en = "复查要在原结果封存之后写", "a follow-up replaces a sealed result"
        right = "写corrects，如“复查”", "write corrects, such as 'follow-up'"
        yield problem("follow-up", zh, en, *right, ("follow_up",))


def _review(result: ResultFile | NonrandomResult) -> Iterator[Problem]:
    """The review's ground, and the text that goes with it (article 18)."""
    review = result.review
    if review is None:
        return
    asked = parse_date(review.asked_on) if review.asked_on else None
    for found in review_faults(Review("", review.mode, review.ground, asked, parse_date(review.reviewed_on))):
        yield Problem(found, ("review",))
    if review.mode == "withheld" and result.text:
        zh, en = "不公开的文字不写在这里", "what is withheld isn't written here"
        yield problem("withheld", zh, en, "清空text", "empty text", ("text",))
