"""A clerk's Excel or CSV file into a roster: what would change, and for which reasons, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.errors import Fault, Malformed
from publisher.rules.rosters import REASONS, RosterChange, Rows, compare
from publisher.tables.crossrefs import References, check_references
from publisher.tables.csv_tables import Sheet, read_cells, read_sheet
from publisher.tables.forms import Choices, excel_form
from publisher.tables.imports import (
    Cells,
    Imported,
    Judge,
    find_table,
    merge,
    nothing_there,
    read_grids,
    read_table,
    table_bytes,
)
from publisher.tables.models import Agency, Industry, Inspector, RosterObject, Town
from publisher.tables.schema import FieldSchema, TableSchema
from publisher.workspace.repository import Workspace
from publisher.workspace.rosters import REASONS_TABLE, ROSTERS, add_reasons, sealed_rows, waiting_reasons

MODELS: Mapping[str, type[Any]] = {"agencies": Agency, "inspectors": Inspector, "objects": RosterObject}
REASON_COLUMNS = ("reason", "document")


@dataclass(frozen=True)
class RosterImport:
    """What a file would make of a roster: its rows, what changes, who isn't in the file, columns left out, doubts.

    `lines`: reasons (id, reason, document) for data/roster-changes.csv; `unexplained`: whom nobody has given one yet.
    """

    schema: TableSchema
    before: Rows
    rows: Sequence[Cells]
    changes: Sequence[RosterChange]
    absent: Sequence[str]
    ignored: Sequence[str]
    warnings: Sequence[Fault]
    lines: Sequence[Cells]
    unexplained: Sequence[RosterChange]

    @property
    def key(self) -> str:
        """The column of ids."""
        return self.schema.columns.primary_key[0]

    @property
    def path(self) -> str:
        """The table's place in the repository."""
        return f"data/{self.schema.path}"

    def write(self, workspace: Workspace) -> None:
        """The reasons, then the roster: a reason too many is found by `roster seal`, one too few as well."""
        if self.lines:
            add_reasons(workspace, self.lines)
        workspace.files.write(self.path, table_bytes(self.schema, self.rows))


def plan_import(
    workspace: Workspace, data: bytes, file: str, *, whole: bool = False, sheet: str = "", codes: Collection[str] = ()
) -> RosterImport:
    """What importing a file would change. `whole`: the file is the entire roster, whoever isn't in it leaves.

    `codes`: reasons for whatever has none in the file, each for the additions, removals or edits that it fits.
    Raises Malformed with the cell of each fault, Refused for what is no import.
    """
    grids = read_grids(data, file)
    grid, header, found = find_table(grids, [_form_schema(workspace, name) for name in ROSTERS], sheet=sheet)
    schema = workspace.package.table(found.name)
    incoming = read_table(grid, header, schema, _judge(workspace, schema))
    if not incoming.rows:
        raise nothing_there(file)
    reasons = read_table(grid, header, _only_reasons(found), optional=REASON_COLUMNS)
    living = _living(workspace, schema)
    key = schema.columns.primary_key[0]
    rows = merge(living, incoming.rows, key, whole=whole)
    read_sheet(table_bytes(schema, rows), schema, f"data/{schema.path}", MODELS[schema.name])
    return _planned(workspace, incoming, living, rows, _Reasons(reasons.rows, key, codes))


class _Reasons:
    """The reasons of the file's own column, by id, and those given for all changes of one kind."""

    def __init__(self, rows: Iterable[Cells], key: str, codes: Collection[str]) -> None:
        self.own = {row[key]: row for row in rows if row["reason"]}
        self.codes = {REASONS[code].effect: code for code in codes}

    def line(self, change: RosterChange) -> Cells | None:
        """The line of data/roster-changes.csv for a change, where one of the reasons fits it."""
        own = self.own.get(change.id, {})
        code = own.get("reason") or self.codes.get(change.effect, "")
        fits = code in REASONS and REASONS[code].effect == change.effect
        return {"id": change.id, "reason": code, "document": own.get("document", "")} if fits else None


def _planned(
    workspace: Workspace, incoming: Imported, living: Sequence[Cells], rows: Sequence[Cells], reasons: _Reasons
) -> RosterImport:
    schema = incoming.table
    key = schema.columns.primary_key[0]
    changes = compare(_by_key(living, key), _by_key(rows, key))
    touched = {change.id for change in changes}
    since = _since_sealed(workspace, schema.name, _by_key(rows, key))
    lines = [line for change in since if change.id in touched and (line := reasons.line(change))]
    given = waiting_reasons(workspace) | {line["id"]: line["reason"] for line in lines}
    fresh = {row[key] for row in incoming.rows}
    return RosterImport(
        schema=schema,
        before=_by_key(living, key),
        rows=rows,
        changes=changes,
        absent=[row[key] for row in living if row[key] not in fresh],
        ignored=incoming.ignored,
        warnings=incoming.warnings,
        lines=lines,
        unexplained=[c for c in since if c.id not in given or REASONS[given[c.id]].effect != c.effect],
    )


def _since_sealed(workspace: Workspace, table: str, rows: Rows) -> list[RosterChange]:
    """One change for each id that differs from the newest logged snapshot; none before the first."""
    sealed = sealed_rows(workspace, table)
    return list({change.id: change for change in compare(sealed, rows)}.values()) if sealed is not None else []


def _by_key(rows: Iterable[Cells], key: str) -> Rows:
    return {row[key]: row for row in rows}


def _living(workspace: Workspace, schema: TableSchema) -> list[Cells]:
    name = f"data/{schema.path}"
    return [dict(row.cells) for row in read_cells(workspace.need(name), schema, name)]


def _judge(workspace: Workspace, schema: TableSchema) -> Judge:
    """The checks of data/*.csv, with the towns, divisions and units that rows may name."""

    def judge(data: bytes) -> list[Fault]:
        sheet = read_sheet(data, schema, "", MODELS[schema.name])
        faults = check_references(_references(workspace, schema.name, sheet))
        if faults:
            raise Malformed(*faults)
        return sheet.warnings

    return judge


def _references(workspace: Workspace, name: str, sheet: Sheet[Any]) -> References:
    def table(other: str, model: type[Any]) -> Sheet[Any]:
        place = f"data/{other}.csv"
        return read_sheet(workspace.need(place), workspace.package.table(other), place, model)

    if name == "objects":
        return References(objects=sheet, towns=table("towns", Town), industries=table("industries", Industry))
    return References(inspectors=sheet, agencies=table("agencies", Agency)) if name == "inspectors" else References()


def read_reasons(workspace: Workspace, data: bytes, file: str) -> dict[str, str]:
    """Id → reason code of a file with the columns id and reason, Excel or CSV. Raises Malformed, Refused."""
    grid, header, schema = find_table(read_grids(data, file), [workspace.package.table(REASONS_TABLE)])
    return {row["id"]: row["reason"] for row in read_table(grid, header, schema, optional=("document",)).rows}


# forms


def _reason_fields(workspace: Workspace) -> list[FieldSchema]:
    """The columns for reasons that a form has beside the roster's own; nobody must fill them in there."""
    changes = workspace.package.table(REASONS_TABLE)
    fields = [changes.field(name) for name in REASON_COLUMNS]
    free = {"constraints.required": False}
    return [
        f.model_copy(update={"constraints": f.constraints.model_copy(update={"required": False})})
        for f in fields
        if free
    ]


def _form_schema(workspace: Workspace, table: str) -> TableSchema:
    schema = workspace.package.table(table)
    return _with_fields(schema, [*schema.fields, *_reason_fields(workspace)])


def _only_reasons(form: TableSchema) -> TableSchema:
    wanted = (*form.columns.primary_key, *REASON_COLUMNS)
    return _with_fields(form, [field for field in form.fields if field.name in wanted])


def _with_fields(schema: TableSchema, fields: list[FieldSchema]) -> TableSchema:
    return schema.model_copy(update={"columns": schema.columns.model_copy(update={"fields_": fields})})


def roster_form(workspace: Workspace, table: str, *, filled: bool = False) -> bytes:
    """An .xlsx form of a roster with drop-downs; `filled`: with the roster as it is now."""
    schema = workspace.package.table(table)
    rows = _living(workspace, schema) if filled else []
    return excel_form(schema, _choices(workspace), more=_reason_fields(workspace), rows=rows)


def _choices(workspace: Workspace) -> Choices:
    """What columns may hold that name other tables' rows, and the reason codes, with their words."""

    def rows(name: str) -> list[Cells]:
        return _living(workspace, workspace.package.table(name))

    return {
        "town": [(row["town"], row["name"]) for row in rows("towns")],
        "industry": [(row["industry"], row["name"]) for row in rows("industries")],
        "department": [(row["agency"], row["name"]) for row in rows("agencies")],
        "reason": [(code, reason.words.zh) for code, reason in REASONS.items()],
    }
