"""data/bureau.yaml: whose repository this is, the rule it works under, and what the site says about it (article 1)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from publisher.tables.fields import Date, Line, Lines, Staff, Time, Title, Wrong, problem


class Rule(Staff):
    """The bureau's own rule: its version and the date in force; nothing is owed for dates before (articles 1, 24)."""

    title: Title
    version: Line
    in_force: Date
    documents: Lines = Field(min_length=1)


class Contact(Staff):
    """What the site prints: the office, the number for the public, and where and how to object (article 18)."""

    office: Line
    phone_public: Line
    objections: Line


class Masks(Staff):
    """What isn't published about inspectors: names, as `*` (RULE.md, published about people).

    Their numbers take part in the draw and can't be masked: a bureau that keeps certificate numbers to itself lists its
    inspectors under numbers of its own.
    """

    inspector_name: bool = False
    inspector_id: bool = False

    @model_validator(mode="after")
    def _numbers_stay(self) -> Masks:
        if self.inspector_id:
            zh, en = "编号参与抽签计算，不能遮盖", "the numbers take part in the draw and can't be masked"
            right = "不公开执法证号的，在inspectors.csv里用本局的内部编号", "use numbers of your own in inspectors.csv"
            raise Wrong(problem("masks", zh, en, *right, ("inspector_id",)))
        return self


class Bureau(Staff):
    """The bureau. `domain` is what record keys, the log's origin and parties are named under (protocol section 3)."""

    schema_version: Literal[1] = Field(alias="schema")
    name: Title
    domain: Annotated[str, Field(pattern=r"^[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?$")]
    rule: Rule
    contact: Contact
    masks: Masks = Masks()
    demo: bool = False
    now: Time | None = None

    @model_validator(mode="after")
    def _clock_only_in_demo(self) -> Bureau:
        if self.now is not None and not self.demo:
            zh, en = "只有演示库可以固定时钟", "only a demo may fix the clock"
            raise Wrong(problem("now", zh, en, "删去now，或写demo: true", "delete now, or write demo: true", ("now",)))
        return self

    @property
    def origin(self) -> str:
        """The log's origin and the log key's name (protocol section 9)."""
        return f"{self.domain}/shuangsuiji"

    def key_name(self, role: str) -> str:
        """The name of the record key of `role` (`draw`, `legal`, …): `<domain>/<role>`."""
        return f"{self.domain}/{role}"
