"""data/datapackage.yaml: every CSV table's columns, written once, as a Frictionless Data Package.

Two additions: a field's `class` says whether it may be published, and an empty `path` marks a table kept outside git.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from publisher.errors import Refused, fault
from publisher.tables.fields import Line, OptionalLine, Staff, Title, Wrong, problem, settle
from publisher.tables.yaml_files import read_yaml

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        zh, en = f"不是正则表达式：{error}", f"not a regular expression: {error}"
        raise Wrong(problem("pattern", zh, en, "改正表达式", "correct it")) from None
    return text


class Constraints(Staff):
    """What frictionless checks of each cell."""

    required: bool = False
    unique: bool = False
    pattern: Annotated[str, AfterValidator(_pattern)] | None = None
    enum: Annotated[list[str], Field(min_length=1)] | None = None
    minimum: int | None = None
    maximum: int | None = None


class FieldSchema(Staff):
    """A column: `title` for people, `description` how it is written, `class` who may see it."""

    name: Name
    title: Title
    description: OptionalLine = ""
    example: OptionalLine = ""
    type: Literal["string", "date", "integer"]
    class_: Literal["public", "masked", "sealed"] = Field(alias="class")
    constraints: Constraints = Constraints()

    @property
    def free_text(self) -> bool:
        """Whether anything may be written here, so that a formula could be."""
        return self.type == "string" and self.constraints.pattern is None and self.constraints.enum is None


class Columns(Staff):
    """A table schema in Frictionless' sense."""

    fields_: Annotated[list[FieldSchema], Field(min_length=1)] = Field(alias="fields")
    primary_key: Annotated[list[Name], Field(min_length=1)] = Field(alias="primaryKey")

    @model_validator(mode="after")
    def _names(self) -> Columns:
        names = [field.name for field in self.fields_]
        found = []
        for index, name in enumerate(names):
            if name in names[:index]:
                zh, en = f"列{name}出现两次", f"column {name} occurs twice"
                found.append(problem("duplicate", zh, en, "只留一个", "keep one", ("fields", index, "name")))
        for index, key in enumerate(self.primary_key):
            if key not in names:
                zh, en = f"主键{key}不是列", f"the primary key {key} is not a column"
                found.append(problem("unknown-reference", zh, en, "写列名", "name a column", ("primaryKey", index)))
        settle(found)
        return self


class Citation(Staff):
    """Where facts come from."""

    title: Line
    path: OptionalLine = ""


class TableSchema(Staff):
    """One table: where it lies (`{year}` and `{unit}` stand for any; empty: outside git) and its columns."""

    name: Name
    title: Title
    description: OptionalLine = ""
    path: Annotated[str, StringConstraints(pattern=r"^(?:|[a-z{][0-9a-z{}./_-]{0,127}\.csv)$")]
    format: Literal["csv"] = "csv"
    encoding: Literal["utf-8"] = "utf-8"
    sources: list[Citation] = Field(default_factory=list)
    columns: Columns = Field(alias="schema")

    @property
    def fields(self) -> list[FieldSchema]:
        """The columns in order."""
        return self.columns.fields_

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(field.name for field in self.fields)

    @property
    def public(self) -> tuple[str, ...]:
        """The names of the columns that may be published."""
        return tuple(field.name for field in self.fields if field.class_ == "public")

    def field(self, name: str) -> FieldSchema:
        """The column `name`. Raises KeyError."""
        found = next((field for field in self.fields if field.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def descriptor(self) -> dict[str, Any]:
        """The columns as a Frictionless table schema."""
        return self.columns.evidence()


class Package(Staff):
    """The whole descriptor."""

    name: Name
    title: Title
    description: OptionalLine = ""
    sources: list[Citation] = Field(default_factory=list)
    resources: Annotated[list[TableSchema], Field(min_length=1, max_length=64)]

    def table(self, name: str) -> TableSchema:
        """The schema of the table `name`. Raises Refused for a table that isn't described."""
        found = next((table for table in self.resources if table.name == name), None)
        if found is None:
            known = ", ".join(table.name for table in self.resources)
            zh, en = f"没有名为{name}的表", f"there is no table {name}"
            raise Refused(fault("unknown-table", zh, en, f"可用：{known}", f"one of: {known}"))
        return found


def load_package(data: bytes, name: str = "data/datapackage.yaml") -> Package:
    """The descriptor. Raises Malformed with all faults of the file, Refused when it is too long."""
    return read_yaml(data, Package, name)
