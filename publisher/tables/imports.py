"""A table from outside, Excel or CSV, as rows that the repository's own table may hold (article 6).

The columns are found by their names or titles, each cell is put into the column's writing (imported_cells), and the
rows are then judged by the very checks that judge data/*.csv. Every fault names its cell; with one fault nothing
comes in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.draw.evidence import csv_text
from publisher.errors import Fault, Malformed, Refused, fault
from publisher.tables.csv_lines import Row, split_rows
from publisher.tables.csv_tables import read_cells
from publisher.tables.faults import Faults, capped
from publisher.tables.foreign_csv import read_foreign_csv
from publisher.tables.grids import Grid, Header, Line, below, find_header, merged_below
from publisher.tables.imported_cells import cell_text
from publisher.tables.schema import TableSchema
from publisher.tables.workbooks import OLD_EXCEL, XLSX, read_workbook

Cells = dict[str, str]


@dataclass(frozen=True)
class Imported:
    """The rows of a table from outside, columns that the table doesn't have; what is odd."""

    table: TableSchema
    rows: list[Cells]
    ignored: list[str]
    warnings: list[Fault]


def read_grids(data: bytes, file: str) -> list[Grid]:
    """The sheets of an .xlsx workbook or a CSV file; `file` is its name, for messages. Raises Malformed, Refused."""
    if data.startswith((XLSX, OLD_EXCEL)):
        return read_workbook(data, file)
    return [read_foreign_csv(data, file)]


def labels_of(schema: TableSchema) -> dict[str, str]:
    """Under which headings a table's columns are found: their titles and names."""
    return {label: field.name for field in schema.fields for label in (field.title, field.name)}


def find_table(
    grids: Sequence[Grid], schemas: Sequence[TableSchema], *, sheet: str = ""
) -> tuple[Grid, Header, TableSchema]:
    """The one sheet that holds one of the tables. Raises Malformed where there is none, or more than one."""
    file = grids[0].file if grids else ""
    found = []
    for grid in grids:
        for schema in schemas:
            header = find_header(grid, labels_of(schema), schema.columns.primary_key[0])
            if header is not None and sheet in ("", grid.sheet):
                found.append((grid, header, schema))
    if len(found) == 1:
        return found[0]
    if not found:
        raise Malformed(_no_header(schemas).at(file))
    listed = "、".join(f"{grid.sheet}（{schema.title}）" for grid, _, schema in found)
    wrong = (f"有几张表都像：{listed}", f"several sheets would do: {listed}")
    raise Malformed(fault("sheets", *wrong, "用 --sheet 指明一张", "name one with --sheet").at(file))


def _no_header(schemas: Sequence[TableSchema]) -> Fault:
    keys = "或".join(f"“{schema.field(schema.columns.primary_key[0]).title}”" for schema in schemas)
    names = " or ".join(schema.columns.primary_key[0] for schema in schemas)
    right = ("空表用 publisher roster template 生成", "publisher roster template makes an empty form")
    return fault("no-header", f"前20行里没有写着{keys}的表头", f"no header with {names} in the first 20 rows", *right)


Judge = Callable[[bytes], list[Fault]]
"""Judges a table in the form of data/*.csv: returns warnings, raises Malformed with faults by line and column."""


def by_schema(schema: TableSchema) -> Judge:
    """The judge of a table that has no type of its own: the schema alone."""

    def judge(data: bytes) -> list[Fault]:
        read_cells(data, schema, "")
        return []

    return judge


def read_table(
    grid: Grid, header: Header, schema: TableSchema, judge: Judge | None = None, *, optional: Collection[str] = ()
) -> Imported:
    """The rows under the header, judged: by the schema where no other `judge` is given.

    Columns of `optional` may be missing and are then empty. Raises Malformed with all faults, each with its cell.
    """
    _check_columns(grid, header, schema, optional)
    faults = merged_below(grid, header)
    rows, numbers = [], []
    for line in below(grid, header):
        row, wrong = _row(grid, header, line, schema)
        faults += wrong
        if not wrong:
            rows.append(row)
            numbers.append(line.number)
    judged, warnings = _judged(rows, schema, judge or by_schema(schema), _Places(grid, header, numbers))
    if faults + judged:
        raise Malformed(*capped(faults + judged))
    return Imported(schema, rows, list(header.others), warnings)


def _row(grid: Grid, header: Header, line: Line, schema: TableSchema) -> tuple[Cells, list[Fault]]:
    row, wrong = {}, []
    for field in schema.fields:
        column = header.columns.get(field.name)
        text = "" if column is None else cell_text(line.cell(column), field)
        if isinstance(text, Fault):
            wrong.append(grid.at(text, line.number, column))
        else:
            row[field.name] = text
    return row, wrong


def _check_columns(grid: Grid, header: Header, schema: TableSchema, optional: Collection[str]) -> None:
    missing = [f for f in schema.fields if f.name not in header.columns and f.name not in optional]
    if missing:
        titles, names = "、".join(f.title for f in missing), ", ".join(f.name for f in missing)
        right = ("补上这些列，没有内容也要有列名", "add the columns, be they empty")
        wrong = fault("missing-column", f"缺少列：{titles}", f"columns are missing: {names}", *right)
        raise Malformed(grid.at(wrong, header.row))


@dataclass(frozen=True)
class _Places:
    """From a place in the CSV text that is judged back to the cell in the sheet."""

    grid: Grid
    header: Header
    numbers: Sequence[int]

    def of(self, found: Fault, rows: Sequence[Row]) -> Fault:
        """The same fault at its cell."""
        if found.line < 2:
            return replace(found, file=self.grid.file, line=0, column=0)
        row = rows[found.line - 2]
        columns = list(row.cells)
        starts = [row.place(column)[1] for column in columns]
        column = columns[max(0, bisect_right(starts, found.column) - 1)]
        return self.grid.at(found, self.numbers[found.line - 2], self.header.columns.get(column))


def _judged(
    rows: Sequence[Cells], schema: TableSchema, judge: Judge, places: _Places
) -> tuple[list[Fault], list[Fault]]:
    """Faults and warnings of the rows, at their cells."""
    if not rows:
        return [], []
    data = table_bytes(schema, rows)
    located = split_rows(data.decode(), schema.header, Faults(""))
    try:
        warnings = judge(data)
    except Malformed as error:
        return [places.of(found, located) for found in error.faults], []
    return [], [places.of(found, located) for found in warnings]


def table_bytes(schema: TableSchema, rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table as data/*.csv holds it."""
    return csv_text(schema.header, ([row[name] for name in schema.header] for row in rows)).encode()


def merge(living: Sequence[Cells], incoming: Sequence[Cells], key: str, *, whole: bool) -> list[Cells]:
    """The roster with what came in: known rows replaced where they stand, new ones added; `whole` drops the others.

    A roster in the order of its keys stays so; in any other, new rows come last, so that git shows only the change.
    """
    fresh = {row[key]: row for row in incoming}
    kept = [fresh.pop(row[key], None if whole else row) for row in living]
    rows = [row for row in kept if row is not None] + list(fresh.values())
    keys = [row[key] for row in living]
    by_key: Callable[[Cells], bytes] = lambda row: row[key].encode()  # noqa: E731
    return sorted(rows, key=by_key) if keys == sorted(keys) else rows


def nothing_there(file: str) -> Refused:
    """The refusal of a table without a row."""
    wrong = ("表头下面没有一行内容", "there is no row under the header")
    return Refused(fault("no-rows", *wrong, "填写后再导入", "fill it in first").at(file))
