"""The kinds of value that staff's YAML files hold, with errors in both languages, and the model that they share."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from publisher.draw.identifiers import IDENTIFIER, parse_date, parse_time
from publisher.errors import Fault, fault

Loc = tuple[str | int, ...]


class Problem(NamedTuple):
    """A fault and where it is, as keys and indices below the object that found it."""

    fault: Fault
    loc: Loc = ()


class Wrong(ValueError):
    """What a validator raises, so that a message keeps both languages and its place on its way through pydantic."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.fault.wrong.en for problem in problems))
        self.problems = problems


class Staff(BaseModel):
    """A frozen object of a staff file: unknown fields are errors, nothing is converted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)

    def evidence(self) -> dict[str, Any]:
        """The object as JSON values under its file names (`in`, `class`, `schema`); absent members stay absent."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def settle(problems: list[Problem]) -> None:
    """Raises Wrong with all `problems`, if there are any."""
    if problems:
        raise Wrong(*problems)


def problem(code: str, zh: str, en: str, right_zh: str, right_en: str, loc: Loc = ()) -> Problem:
    """A fault in both languages and its place."""
    return Problem(fault(code, zh, en, right_zh, right_en), loc)


def date_fault(text: str) -> Fault | None:
    """What is wrong with `text` as a date, if anything."""
    try:
        parse_date(text)
    except ValueError:
        zh, en = f"“{text}”不是真实的日期", f"{text!r} is not a real date"
        return fault("date", zh, en, "写成2024-03-01这样的日期", "write a date such as 2024-03-01")
    return None


def _date(text: str) -> str:
    found = date_fault(text)
    if found:
        raise Wrong(Problem(found))
    return text


def _time(text: str) -> str:
    try:
        parse_time(text)
    except ValueError:
        zh, en = f"“{text}”不是带时区的时刻", f"{text!r} is not a time with its offset"
        right = "2024-03-01T09:30:00+08:00"
        raise Wrong(problem("time", zh, en, f"写成{right}", f"write {right}")) from None
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        zh, en = "这里只能写一行", "only one line is allowed here"
        raise Wrong(problem("one-line", zh, en, "去掉换行", "remove the line break"))
    return text


def _number(value: object) -> object:
    if isinstance(value, bool):  # `true` equals 1, and would be taken for it
        raise Wrong(problem("type", "这里要写数字", "a number is wanted here", "写成1", "write 1"))
    return value


def distinct(values: list[str]) -> list[str]:
    """`values`, which must not repeat one another, also not in another case. Raises Wrong with each that does."""
    seen: dict[str, str] = {}
    problems = []
    for index, value in enumerate(values):
        if value.lower() in seen:
            zh, en = f"“{value}”重复", f"{value!r} is listed twice"
            problems.append(problem("duplicate", zh, en, "只留一个", "keep one", (index,)))
        seen.setdefault(value.lower(), value)
    settle(problems)
    return values


Date = Annotated[str, AfterValidator(_date)]
Time = Annotated[str, AfterValidator(_time)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_one_line)]
OptionalLine = Annotated[str, StringConstraints(max_length=500), AfterValidator(_one_line)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line)]
AnyOr = Annotated[str, StringConstraints(pattern=rf"^(?:\*|{IDENTIFIER.pattern})$")]
Version1 = Annotated[Literal[1], BeforeValidator(_number)]
Source = Literal["drand-quicknet", "lottery-ssq", "lottery-dlt", "nist-2", "ceremony"]
Lines = Annotated[list[Line], Field(max_length=200), AfterValidator(distinct)]
