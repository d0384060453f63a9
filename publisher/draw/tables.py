"""The draw's own tables in evidence form: frame, panel, selection, teams, change (sections 4, 7, 8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from publisher.draw.evidence import check_sorted, csv_text, evidence_text, parse_csv
from publisher.draw.identifiers import HEX64, IDENTIFIER, VACANT, is_identifier
from publisher.errors import Fault, Malformed, Words

FRAME_HEADER = ("object_id", "stratum", "excluded")
PANEL_HEADER = ("inspector_id", "department", "skills", "excluded", "reserve")
SELECTION_HEADER = ("rank", "object_id", "stratum", "ticket")
TEAMS_HEADER = ("object_id", "seat", "inspector_id", "ticket")
CHANGE_HEADER = ("kind", "object_id", "removed", "added", "ticket")
PANEL_EXCLUSIONS = ("expired", "suspended", "transferred")
_HELD = 2**11
"""Tables that are kept as they were read: pages, numbers and reports ask for the same ones."""


class FrameRow(NamedTuple):
    """One object that the targeting admits: id or alias, stratum, exclusion code or empty."""

    object_id: str
    stratum: str
    excluded: str


class PanelRow(NamedTuple):
    """One certified inspector: skills are exact tokens; `reserve` is empty or `yes` (a partner's people)."""

    inspector_id: str
    department: str
    skills: tuple[str, ...]
    excluded: str
    reserve: str


class Drawn(NamedTuple):
    """One row of selection.csv: rank from 1 over all strata by ticket."""

    rank: int
    object_id: str
    stratum: str
    ticket: str


class Member(NamedTuple):
    """One seat of one team: inspector `-` with an empty ticket where the visit is postponed."""

    object_id: str
    seat: int
    inspector_id: str
    ticket: str


class ChangeRow(NamedTuple):
    """One row of `<nnnn>.csv` (section 8, Changes)."""

    kind: Literal["substitute", "supplement", "member"]
    object_id: str
    removed: str
    added: str
    ticket: str


def _bad(name: str, line: int, zh: str, en: str) -> Malformed:
    right = Words("见协议第4、7、8节", "see protocol sections 4, 7 and 8")
    return Malformed(Fault(code="row", wrong=Words(zh, en), right=right, file=name, line=line))


_FRAME_LINE = re.compile(rf"^({IDENTIFIER.pattern}),({IDENTIFIER.pattern}),({IDENTIFIER.pattern}|)\n", re.MULTILINE)


def parse_frame(data: bytes, name: str = "frame.csv") -> list[FrameRow]:
    """frame.csv, checked whole: identifiers, byte order, no duplicate. Made for a million rows."""
    text = evidence_text(data, name)
    header = ",".join(FRAME_HEADER) + "\n"
    if not text.startswith(header) or not text.endswith("\n"):
        raise _bad(name, 1, "表头或结尾不符", "wrong header or no final line feed")
    body = text[len(header) :]
    # One pass of the regular expression and one of tuple.__new__: a loop over the lines takes three times as long.
    rows = list(map(partial(tuple.__new__, FrameRow), _FRAME_LINE.findall(body)))
    if len(rows) != body.count("\n"):
        lines = body.split("\n")[:-1]
        number = next(at for at, line in enumerate(lines, 2) if not _FRAME_LINE.fullmatch(line + "\n"))
        raise _bad(name, number, "不是“编号,分组,排除代码”", "not object_id,stratum,excluded")
    check_sorted([row[0] for row in rows], name)
    return rows


def frame_text(rows: Iterable[FrameRow]) -> str:
    """frame.csv of rows in any order."""
    return csv_text(FRAME_HEADER, sorted(rows, key=lambda row: row[0].encode()))


def parse_panel(data: bytes, name: str = "panel.csv") -> list[PanelRow]:
    """panel.csv, checked whole."""
    rows = []
    for number, fields in enumerate(parse_csv(data, PANEL_HEADER, name), 2):
        inspector, department, skills, excluded, reserve = fields
        tokens = tuple(skills.split(";")) if skills else ()
        fine = (
            is_identifier(inspector)
            and is_identifier(department)
            and all(map(is_identifier, tokens))
            and list(tokens) == sorted(set(tokens))
            and excluded in ("", *PANEL_EXCLUSIONS)
            and reserve in ("", "yes")
        )
        if not fine:
            raise _bad(name, number, "检查人员行不符", "not a panel row")
        rows.append(PanelRow(inspector, department, tokens, excluded, reserve))
    check_sorted([row.inspector_id for row in rows], name)
    return rows


def panel_text(rows: Iterable[PanelRow]) -> str:
    """panel.csv of rows in any order."""
    ordered = sorted(rows, key=lambda row: row.inspector_id.encode())
    return csv_text(PANEL_HEADER, ([r[0], r[1], ";".join(r[2]), r[3], r[4]] for r in ordered))


def selection_text(rows: Sequence[Drawn]) -> str:
    """selection.csv of rows by rank."""
    return csv_text(SELECTION_HEADER, ([str(r[0]), r[1], r[2], r[3]] for r in rows))


def _quick(pattern: re.Pattern[str], data: bytes, header: Sequence[str], name: str) -> list[tuple[str, ...]] | None:
    """The fields of a table whose every line the pattern knows, in a third of the time; None: look line by line."""
    text = evidence_text(data, name)
    head, found = ",".join(header) + "\n", pattern.findall(text)
    return found if text.startswith(head) and text.count("\n") == len(found) + 1 and text.endswith("\n") else None


_SELECTION_LINE = re.compile(
    rf"^([1-9][0-9]*),({IDENTIFIER.pattern}),({IDENTIFIER.pattern}),({HEX64.pattern})\n", re.MULTILINE
)


def parse_selection(data: bytes, name: str = "selection.csv") -> list[Drawn]:
    """selection.csv; ranks must run from 1 without gap."""
    return list(_selection(data, name))


@lru_cache(maxsize=_HELD)
def _selection(data: bytes, name: str) -> list[Drawn]:
    quick = _quick(_SELECTION_LINE, data, SELECTION_HEADER, name)
    if quick is not None and all(row[0] == str(at) for at, row in enumerate(quick, 1)):
        return [Drawn(at, *row[1:]) for at, row in enumerate(quick, 1)]
    rows = []
    for number, (rank, object_id, stratum, ticket) in enumerate(parse_csv(data, SELECTION_HEADER, name), 2):
        if rank != str(number - 1) or not is_identifier(object_id) or not HEX64.fullmatch(ticket):
            raise _bad(name, number, "抽中名单行不符", "not a selection row")
        rows.append(Drawn(number - 1, object_id, stratum, ticket))
    return rows


def teams_text(rows: Sequence[Member]) -> str:
    """teams.csv of rows by rank, then seat."""
    return csv_text(TEAMS_HEADER, ([r[0], str(r[1]), r[2], r[3]] for r in rows))


def _inspector_or_vacant(inspector: str, ticket: str) -> bool:
    if inspector == VACANT:
        return ticket == ""
    return is_identifier(inspector) and HEX64.fullmatch(ticket) is not None


_TEAMS_LINE = re.compile(
    rf"^({IDENTIFIER.pattern}),([1-8]),((?:{IDENTIFIER.pattern})(?=,.)|-(?=,\n)),({HEX64.pattern}|)\n", re.MULTILINE
)


def parse_teams(data: bytes, name: str = "teams.csv") -> list[Member]:
    """teams.csv; seats count from 1."""
    return list(_teams(data, name))


@lru_cache(maxsize=_HELD)
def _teams(data: bytes, name: str) -> list[Member]:
    quick = _quick(_TEAMS_LINE, data, TEAMS_HEADER, name)
    if quick is not None:
        return [Member(object_id, int(seat), inspector, ticket) for object_id, seat, inspector, ticket in quick]
    rows = []
    for number, (object_id, seat, inspector, ticket) in enumerate(parse_csv(data, TEAMS_HEADER, name), 2):
        if (
            not is_identifier(object_id)
            or not re.fullmatch("[1-8]", seat)
            or not _inspector_or_vacant(inspector, ticket)
        ):
            raise _bad(name, number, "检查组行不符", "not a teams row")
        rows.append(Member(object_id, int(seat), inspector, ticket))
    return rows


def change_text(rows: Sequence[ChangeRow]) -> str:
    """`<nnnn>.csv` of a change, rows in the order of section 8."""
    return csv_text(CHANGE_HEADER, rows)


def parse_change(data: bytes, name: str = "change.csv") -> list[ChangeRow]:
    """`<nnnn>.csv` of a change."""
    rows = []
    for number, (kind, object_id, removed, added, ticket) in enumerate(parse_csv(data, CHANGE_HEADER, name), 2):
        vacant = object_id if kind == "supplement" else added
        fine = kind in ("substitute", "supplement", "member") and bool(ticket) == (vacant != VACANT)
        if not fine or (ticket and not HEX64.fullmatch(ticket)):
            raise _bad(name, number, "变更行不符", "not a change row")
        rows.append(ChangeRow(kind, object_id, removed, added, ticket))  # type: ignore[arg-type]
    return rows
