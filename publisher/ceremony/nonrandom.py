"""Inspections outside the draw: entered before the visit, their results later, both as sealed rows (articles 3, 13).

The log's entry names the register's own number and never the firm: who is to be visited is nobody's business before the
visit. Texts lie in data/nonrandom/rows/ and go out with the result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from publisher.ceremony.desk import Desk
from publisher.ceremony.keeping import check_keeper
from publisher.ceremony.registers import SourceEntry, checked, keep_source, today_of
from publisher.ceremony.rows import RowChecks, Sealed, review_part, same_or_new
from publisher.ceremony.sealing import append_sealed
from publisher.draw.hashing import salted_hash
from publisher.draw.identifiers import parse_date
from publisher.errors import Refused, fault
from publisher.log import places
from publisher.log.records import SealedRow
from publisher.log.rows import NonrandomFinding, NonrandomRow, RowFile
from publisher.rules.exceptions import Entry, entry_faults
from publisher.rules.results import Result
from publisher.tables.results import NonrandomFile, NonrandomResult
from publisher.tables.yaml_files import read_yaml, yaml_text
from publisher.workspace import Workspace
from publisher.workspace.results import logged_results

_PLACE = re.compile(r"data/nonrandom/(2[0-9]{3})/(2[0-9]{3}-N[0-9]{3,})\.yaml")


def entry_place(number: str) -> str:
    """Where an entry's file lies."""
    return f"data/nonrandom/{number[:4]}/{number}.yaml"


def next_entry(workspace: Workspace, year: int) -> str:
    """The next free number of a year, over the files and the log."""
    prefix = f"{year}-N"
    names = {match[2] for name in workspace.files.names("data/nonrandom") if (match := _PLACE.fullmatch(name))}
    names |= {item.record.object for item in workspace.history().of(SealedRow) if not item.record.draw}
    used = [int(name.removeprefix(prefix)) for name in names if name.startswith(prefix)]
    return f"{prefix}{max(used, default=0) + 1:03d}"


def add_entry(
    desk: Desk,
    object_id: str,
    *,
    items: Sequence[str],
    code: str,
    start: date | None,
    end: date,
    paper: str,
    agency: str = "",
) -> NonrandomFile:
    """Write the next entry of the register (draft until sealed), and keep its paper privately (article 13).

    `start`: today if None; `agency`: the unit that owns the first item if empty. Raises Malformed for members that
    can't be so, Refused for an object, a unit or an item that isn't listed.
    """
    workspace, salt, first = desk.workspace, desk.office.fresh_salt(), start or today_of(desk)
    unit = _listed(workspace, object_id, items, agency)
    number = next_entry(workspace, first.year)
    source = checked(SourceEntry, id=number, salt=salt, paper=paper)
    members = {
        "schema": 1,
        "id": number,
        "object": object_id,
        "agency": unit,
        "items": list(items),
        "code": code,
        "from": first.isoformat(),
        "to": end.isoformat(),
        "source": salted_hash(salt, paper.encode()),
    }
    entry = read_yaml(yaml_text(members).encode(), NonrandomFile, entry_place(number))
    keep_source(desk, source)
    workspace.files.write(entry_place(number), yaml_text(members).encode())
    return entry


def _listed(workspace: Workspace, object_id: str, items: Sequence[str], agency: str) -> str:
    """The unit that makes the visit. Raises Refused for an object, items or a unit that aren't listed."""
    known = workspace.items
    owners = [item.unit for number in items if (item := known.find(number))]
    unit = agency or (owners[0] if owners else "")
    listed = {
        "object": {row.object_id for row in workspace.objects()},
        "item": {item.item for item in known.items},
        "unit": {row.agency for row in workspace.agencies() if row.kind != "partner"},
    }
    for member, wanted in (("object", [object_id]), ("item", items), ("unit", [unit])):
        unknown = sorted(set(wanted) - listed[member])
        if unknown:
            zh, en = f"没有登记的{member}：{'、'.join(unknown)}", f"unknown {member}: {', '.join(unknown)}"
            raise Refused(fault("unknown-reference", zh, en, "先列入名录或清单", "list it first"))
    return unit


def seal_nonrandom(desk: Desk) -> list[str]:
    """Log every entry that is new, or whose content changed, and the results. Returns the entries' numbers.

    Raises Refused for an entry that wasn't logged before its visit, one altered without `corrects`, and results that
    may not be sealed (see rows.RowChecks).
    """
    check_keeper(desk)
    checks = RowChecks(desk)
    found = logged_results(desk.workspace, desk.workspace.history(), "")
    known = {result.named: result for result in found}
    left = _left_over(desk.workspace, found)
    sealed: list[Sealed] = []
    for name, file in desk.workspace.nonrandom().items():
        if name != entry_place(file.id):
            right = (f"应为{entry_place(file.id)}", f"it would be {entry_place(file.id)}")
            wrong = ("文件位置与编号不符", "the file's place and its number disagree")
            raise Refused(fault("place", *wrong, *right).at(name))
        before = known.get(file.id)
        sealed += _first(checks, file, name, left) if before is None else _later(checks, file, name, before, left)
    append_sealed(desk, sealed)
    return list(dict.fromkeys(item.record.object for item in sealed))


def _left_over(workspace: Workspace, found: Sequence[Result]) -> dict[str, RowFile]:
    """Content → row files that lie there without an entry: a sealing broke off between the two."""
    logged = {told.row for result in found for told in result.rows}
    names = workspace.files.names("data/nonrandom/rows")
    rows = (workspace.row("", name.rpartition("/")[2].removesuffix(".json")) for name in names)
    return {row.content: row for row in rows if row is not None and row.row not in logged}


def _first(checks: RowChecks, file: NonrandomFile, name: str, left: dict[str, RowFile]) -> list[Sealed]:
    """The entry, and its result where the visit was made on this very day."""
    today = today_of(checks.desk)
    if file.corrects:
        raise _not_sealed(name)
    if file.result is not None:
        _check_result(checks, file, file.result, name, None, today)
    elif today > parse_date(file.to):
        right = ("先登记后检查（第十三条）", "log the entry, then visit (article 13)")
        raise Refused(fault("nonrandom-late", "检查期间已过才登记", "logged after its period", *right).at(name))
    entry = _sealed(checks.desk, _row(file, None), "", left)
    if file.result is None:
        return [entry]
    return [entry, _sealed(checks.desk, _row(file, file.result), entry.record.row, left)]


def _later(checks: RowChecks, file: NonrandomFile, name: str, before: Result, left: dict[str, RowFile]) -> list[Sealed]:
    """The first result of an entry that is logged, or a correction; nothing where nothing changed."""
    row = _row(file, file.result)
    if _text(checks.desk.workspace, before) == row.text:
        return []
    if not _continues(before, file) and not file.corrects:
        raise _not_sealed(name)
    _check_same(before, file, name)
    if file.result is not None:
        _check_result(checks, file, file.result, name, before, before.rows[0].day)
    return [_sealed(checks.desk, row, before.newest.row, left)]


def _check_same(before: Result, file: NonrandomFile, name: str) -> None:
    """Raises Refused where a correction tells of another object, reason or source: nobody could trust the entry."""
    entry = before.newest.entry
    if entry is not None and (entry.object, entry.code, entry.source) != (file.object, file.code, file.source):
        right = ("另行登记一条；这一条照原样", "make another entry and leave this one as it was")
        zh, en = "已封存的登记不能换单位、情形或来源", "a sealed entry keeps its object, reason and source"
        raise Refused(fault("nonrandom-other", zh, en, *right).at(name))


def _not_sealed(name: str) -> Refused:
    right = ("更正已封存的内容时写corrects；否则不写", "write corrects to correct what is sealed, else leave it out")
    return Refused(fault("sealed", "与已封存的登记不符", "doesn't go with what is sealed", *right).at(name))


def _text(workspace: Workspace, before: Result) -> str | None:
    file = workspace.row("", before.newest.row)
    return file.content if file else None


def _continues(before: Result, file: NonrandomFile) -> bool:
    """Whether the file only adds the first result to the entry that is logged."""
    entry = before.newest.entry
    if entry is None or entry.result is not None or file.result is None:
        return False
    return _row(file, None).model_copy(update={"reason": ""}) == entry.model_copy(update={"reason": ""})


def _row(file: NonrandomFile, result: NonrandomResult | None) -> NonrandomRow:
    return NonrandomRow(
        id=file.id,
        object=file.object,
        agency=file.agency,
        items=list(file.items),
        code=file.code,
        from_=file.from_,
        to=file.to,
        source=file.source,
        result=_finding(result) if result else None,
        reason=file.corrects,
    )


def _finding(result: NonrandomResult) -> NonrandomFinding:
    return NonrandomFinding(
        visited_on=result.visited_on,
        fixed_on=result.fixed_on,
        inspectors=list(result.inspectors),
        method=result.method,
        codes=list(result.codes),
        dispositions=list(result.dispositions),
        remark=result.text,
        review=review_part(result.review),
    )


def _sealed(desk: Desk, row: NonrandomRow, replaces: str, left: dict[str, RowFile]) -> Sealed:
    file = same_or_new(desk, row.text, left)
    record = SealedRow(
        type="correction" if replaces else "nonrandom",
        time=desk.time,
        draw="",
        object=row.id,
        row=file.row,
        replaces=replaces,
    )
    return Sealed(record, f"data/nonrandom/{places.row_file(file.row)}", file.text.encode())


def _check_result(
    checks: RowChecks, file: NonrandomFile, result: NonrandomResult, name: str, before: Result | None, logged_on: date
) -> None:
    """Logged before the visit, in the past, with codes that may stand there, by inspectors on the roster."""
    faults = entry_faults(Entry("", file.object, file.code, logged_on, parse_date(result.visited_on)))
    if faults:
        raise Refused(*(item.at(name) for item in faults))
    today = today_of(checks.desk)
    if parse_date(result.fixed_on) > today:
        right = (f"不晚于{today}", f"{today} or earlier")
        raise Refused(fault("dates", "检查或认定日期不对", "the dates can't be", *right).at(name))
    checks.check_inspectors(name, result.inspectors)
    checks.check(name, result, before, file.corrects)
