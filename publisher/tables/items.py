"""data/items.yaml: the approved list of what may be inspected, on what legal basis (article 5)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from publisher.draw.identifiers import Identifier, Ratio
from publisher.tables.codes import MethodCode
from publisher.tables.conditions import Conditions
from publisher.tables.fields import AnyOr, Date, Line, Lines, Staff, Title, Version1, distinct, problem, settle


class Item(Staff):
    """An item: its legal basis, the unit that owns it, how and how often it is inspected, whom it applies to (`scope`).

    `frequency_cap`: visits a year to one firm; `skill`: what an inspector must be able to do, `*` for nothing special.
    """

    item: Identifier
    name: Title
    class_: Literal["重点检查事项", "一般检查事项"] = Field(alias="class")
    law_type: Line
    basis: Lines = Field(min_length=1)
    unit: Identifier
    method: Annotated[list[MethodCode], Field(min_length=1, max_length=6), AfterValidator(distinct)]
    ratio: Ratio
    frequency_cap: Annotated[int, Field(ge=1, le=12)]
    scope: Conditions
    scope_text: Line
    skill: AnyOr


class ItemList(Staff):
    """A version of the list, in force from `effective` once the legal office has signed it."""

    schema_version: Version1 = Field(alias="schema")
    version: Title
    effective: Date
    items: Annotated[list[Item], Field(min_length=1, max_length=500)]

    @model_validator(mode="after")
    def _items_once(self) -> ItemList:
        seen: dict[str, str] = {}
        problems = []
        for index, item in enumerate(self.items):
            if item.item.casefold() in seen:
                zh, en = f"事项编号{item.item}重复", f"item {item.item} is listed twice"
                right = "编号各用一次（大小写不同也算重复）", "use each number once, whatever its case"
                problems.append(problem("duplicate", zh, en, *right, ("items", index, "item")))
            seen.setdefault(item.item.casefold(), item.item)
        settle(problems)
        return self

    def find(self, item: str) -> Item | None:
        """The item of that number, if it is listed."""
        return next((found for found in self.items if found.item == item), None)
