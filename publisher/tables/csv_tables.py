"""Staff's CSV tables: frictionless checks the cells by the descriptor, and its findings are told in our words.

frictionless counts rows and names fields; lines, columns and sentences are ours. It sees lists, never files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from publisher.errors import Fault, fault
from publisher.tables.csv_lines import Row, split_rows
from publisher.tables.faults import ENOUGH, Faults
from publisher.tables.rosters import row_type_of
from publisher.tables.schema import FieldSchema, TableSchema
from publisher.tables.text import staff_text

T = TypeVar("T")
_FORMULA = re.compile(r"[=+\-@\t＝＋－＠]")


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """A CSV file: its name in the repository, its typed rows, the same as text with their lines, and warnings."""

    name: str
    values: list[T]
    rows: list[Row]
    warnings: list[Fault]

    def located(self) -> Iterator[tuple[T, Row]]:
        """Each typed row with the row that it was read from."""
        return zip(self.values, self.rows, strict=True)


def read_rows(data: bytes, schema: TableSchema, name: str, model: type[T]) -> list[T]:
    """The rows of a table as `model` (Agency, RosterObject, …). `name`: repository-relative, for messages.

    Raises Malformed with all faults of the file, Refused when it is longer than 64 MiB.
    """
    return read_sheet(data, schema, name, model).values


def read_sheet(data: bytes, schema: TableSchema, name: str, model: type[T]) -> Sheet[T]:
    """The same with each row's line and with warnings: what is odd and still allowed, such as a check character."""
    row_type = row_type_of(model)
    faults = Faults(name)
    rows = _judged_rows(data, schema, faults)
    for row in rows:
        for column, found in row_type.faults(row.cells):
            _add(found, row, column, faults)
    faults.settle()
    warnings = [found.at(name, *row.place(at)) for row in rows for at, found in row_type.doubts(row.cells)]
    return Sheet(name, [row_type.make(row.cells) for row in rows], rows, warnings)


def read_cells(data: bytes, schema: TableSchema, name: str) -> list[Row]:
    """The rows of any described table as text (objects-sealed, say); raises as `read_rows` does."""
    faults = Faults(name)
    rows = _judged_rows(data, schema, faults)
    faults.settle()
    return rows


def _judged_rows(data: bytes, schema: TableSchema, faults: Faults) -> list[Row]:
    rows = split_rows(staff_text(data, faults), schema.header, faults)
    free_text = frozenset(field.name for field in schema.fields if field.free_text)
    for row in rows:
        for column, value in row.cells.items():
            if value != value.strip():
                _add(_SPACE, row, column, faults)
            elif column in free_text and _FORMULA.match(value):
                _add(_FORMULA_FAULT, row, column, faults)
    for error in _frictionless_errors(rows, schema):
        _translate(error, rows, schema, faults)
    _check_case(rows, schema, faults)
    return rows


def _frictionless_errors(rows: list[Row], schema: TableSchema) -> list[Any]:
    if not rows:
        return []
    from frictionless import Resource, Schema  # a third of a second to import, and only staff's tables need it

    table = [list(schema.header), *(list(row.cells.values()) for row in rows)]
    resource = Resource(data=table, schema=Schema.from_descriptor(schema.descriptor()))
    report = resource.validate(limit_errors=ENOUGH)
    return [error for task in report.tasks for error in task.errors]


def _translate(error: Any, rows: list[Row], schema: TableSchema, faults: Faults) -> None:
    row = rows[error.row_number - 2]
    same_as = re.search(r"at position (\d+)", error.note)
    if error.type in ("unique-error", "primary-key"):
        column = getattr(error, "field_name", None) or schema.columns.primary_key[0]
        if same_as:  # an empty key is reported by `required`
            _add(_duplicate(row[column], rows[int(same_as.group(1)) - 2].line), row, column, faults)
        return
    field = schema.field(error.field_name)
    _add(_cell_fault(error, field, row[field.name]), row, field.name, faults)


def _cell_fault(error: Any, field: FieldSchema, value: str) -> Fault:
    # what isn't public isn't quoted either: messages are copied into mails and logs
    shown = "…" if field.class_ == "sealed" else value if len(value) <= 60 else value[:60] + "…"
    if not value:
        return fault("empty-value", f"“{field.title}”不能是空的", f"{field.name} must not be empty", *_how(field))
    if field.constraints.enum and "enum" in error.note:
        listed = field.constraints.enum
        zh, en = f"“{shown}”不在“{field.title}”允许的取值之内", f"{shown!r} is not allowed as {field.name}"
        return fault("enum", zh, en, f"可用：{'、'.join(listed)}", f"one of: {', '.join(listed)}")
    code = {"date": "date", "integer": "range"}.get(field.type, "pattern")
    zh, en = f"“{shown}”不能作“{field.title}”", f"{shown!r} can't be {field.name}"
    return fault(code, zh, en, *_how(field))


def _how(field: FieldSchema) -> tuple[str, str]:
    example_zh = f"，例如{field.example}" if field.example else ""
    example_en = f", for example {field.example}" if field.example else ""
    return f"{field.description or '按列名填写'}{example_zh}", f"write it as the descriptor says{example_en}"


def _check_case(rows: list[Row], schema: TableSchema, faults: Faults) -> None:
    unique = {field.name for field in schema.fields if field.constraints.unique}
    single_key = schema.columns.primary_key if len(schema.columns.primary_key) == 1 else []
    for column in sorted(unique.union(single_key)):
        seen: dict[str, Row] = {}
        for row in rows:
            first = seen.setdefault(row[column].casefold(), row)
            if first is not row and row[column]:
                _add(_duplicate(row[column], first.line), row, column, faults)


def _add(found: Fault, row: Row, column: str, faults: Faults) -> None:
    place = row.place(column)
    if not faults.has(*place):  # the first word about a cell is the plainest
        faults.add(found, *place)


def _duplicate(value: str, line: int) -> Fault:
    zh, en = f"“{value[:60]}”与第{line}行重复", f"{value[:60]!r} is also on line {line}"
    right = "只留一行（大小写不同也算重复）", "keep one row, whatever the case"
    return fault("duplicate", zh, en, *right)


_SPACE = fault("space", "前后有空格", "a space before or after the text", "删去空格", "delete it")
_FORMULA_FAULT = fault(
    "formula",
    "以=、+、-、@开头，表格软件会当作公式执行",
    "begins with =, +, - or @: a spreadsheet would run it as a formula",
    "去掉这个符号，或在前面写字",
    "remove the sign, or begin with a word",
)
