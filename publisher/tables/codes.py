"""data/codes.yaml: the code lists of results, methods, dispositions and reasons. Pages show words, data keep codes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from publisher.draw.identifiers import Identifier
from publisher.tables.fields import Line, Lines, Staff

ResultCode = Annotated[str, StringConstraints(pattern=r"^(?:[1-9][0-9]?|[A-Z][0-9]?)$")]
MethodCode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")]
CLEAN = "1"
Words = dict[Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,16}$")], Line]


class ResultMeaning(Staff):
    """A result code: its words, whether it stands alone, counts as clean (article 11), what must follow (art. 20)."""

    text: Line
    exclusive: bool = False
    clean: bool = False
    needs_followup: bool = False
    needs: Annotated[list[Literal["rectify_notice", "rectify_done_on"]], Field(max_length=12)] = Field(
        default_factory=list
    )
    refer: Line | None = None
    roster_action: Literal["deactivate", "remove", "transfer"] | None = None
    publish: Literal["full", "after_decision", "count_only"] = "full"
    note: Line | None = None
    origin: Line | None = None


class CodeLists(Staff):
    """Every code list and where it comes from. `skill`: words for what items ask of inspectors, the bureau's own."""

    schema_version: Literal[1] = Field(alias="schema")
    sources: Lines = Field(min_length=1)
    result: dict[ResultCode, ResultMeaning] = Field(min_length=1)
    disposition: Words = Field(min_length=1)
    method: dict[MethodCode, Line] = Field(min_length=1)
    result_state: Words
    object_status: Lines
    non_random_reason: Words = Field(min_length=1)
    intensify_reason: Words
    recusal_reason: Words
    credit_class_market: Words
    credit_class_hr: Words
    skill: dict[Identifier, Line] | None = None

    def result_text(self, codes: list[str]) -> str:
        """The words of result codes, joined by `；`; an unknown code stands for itself."""
        return "；".join(self.result[code].text if code in self.result else code for code in codes)

    def is_clean(self, codes: list[str]) -> bool:
        """Whether a visit with these codes is clean in the sense of article 11: every code is."""
        return bool(codes) and all(code in self.result and self.result[code].clean for code in codes)
