"""C20: no sealed column and no private data in what is published (article 18; RULE.md).

A finding says where, never what: a report that quotes a number would publish it again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator
from typing import Any, NoReturn

from publisher.errors import Words
from publisher.rules.privacy import KIND_WORDS, Kind, private_data
from publisher.tables.snapshots import AGENCIES_HEADER, INSPECTORS_HEADER, OBJECTS_HEADER, PLAN_HEADER
from publisher.verify.case import Case
from publisher.verify.report import Finding, fails, holds, not_known
from publisher.verify.rosters import CHANGES_HEADER

HEADERS = frozenset(
    ",".join(header) for header in (OBJECTS_HEADER, INSPECTORS_HEADER, AGENCIES_HEADER, PLAN_HEADER, CHANGES_HEADER)
)
_OBJECTS, _INSPECTORS = ",".join(OBJECTS_HEADER), ",".join(INSPECTORS_HEADER)
_SNAPSHOTS = "data/snapshots/"
# Names of firms and laws hold places and numbers of papers; only what people write of a case is read for addresses.
_FREE_TEXT = frozenset({"remark", "reason", "statement", "document"})
_ANY_KIND: frozenset[Kind] = frozenset(KIND_WORDS)
_OF_A_PERSON: frozenset[Kind] = frozenset({"id-number", "mobile", "bank-card"})
_IDENTITY: frozenset[Kind] = frozenset({"id-number"})
_ELEVEN_DIGITS = re.compile(r"(?:[0-9０-９][ \u3000\-‐‑–—−－]?){10}[0-9０-９]")
_BUREAU_OWN = ("data/bureau.json",)  # it tells the bureau's own telephone


def privacy(case: Case) -> Iterator[Finding]:
    """C20: over every published table, row, record and note.

    - a snapshot's columns are the public ones
    - no free text holds an identity number, a telephone, a bank card or a street address; no other text holds an
      identity number, a mobile number or a bank card; nobody's certificate is numbered by the identity number
    - codes of the roster are public, whatever they look like: an old 注册号 has fifteen digits
    """
    known, looked = _Listed(case), 0
    for path in sorted(case.files.names):
        if path.startswith(_SNAPSHOTS) and path.endswith(".csv"):
            looked += 1
            yield from _table(case, path, known)
        elif path.endswith(".json") and path not in _BUREAU_OWN:
            looked += 1
            yield from _json(case, path, known)
    for entry in case.history.entries:
        if entry.record is not None:
            yield from _found(entry.record.evidence(), f"log/entries/{entry.position}", known)
    if not looked:
        yield not_known("没有可查看的文件", "there are no files to look at")
        return
    zh, en = f"查看了{looked}个文件和{len(case.history.entries)}条总账", f"{looked} files and the log were looked at"
    yield holds(zh, en)


class _Listed(Container[str]):
    """The codes of every roster of objects; read only when some number needs them."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def __contains__(self, number: object) -> bool:
        return number in self._case.once(("listed", ""), self._codes)

    def _codes(self) -> frozenset[str]:
        snapshots = (path for path in self._case.files.names if path.startswith(_SNAPSHOTS) and path.endswith(".csv"))
        tables = (_lines(self._case, path) for path in snapshots)
        rows = (row for header, *rows in tables if header == _OBJECTS for row in rows)
        return frozenset(key for key, comma, _ in (row.partition(",") for row in rows) if comma)


def _lines(case: Case, path: str) -> list[str]:
    return (case.files.data(path) or b"").decode("utf-8", "replace").split("\n")


def _table(case: Case, path: str, known: Container[str]) -> Iterator[Finding]:
    header, *rows = _lines(case, path)
    if header not in HEADERS:
        zh, en = "快照里有不公开的栏目，或不是公开的表", "the snapshot has a column that isn't public"
        yield fails(zh, en, file=path)
    for line, row in enumerate(rows, 2):
        key, comma, rest = row.partition(",")
        rest = rest if comma else row  # a line that is no row has no key
        words = _private(rest, _OF_A_PERSON, known) or (header == _INSPECTORS and _private(key, _IDENTITY, known))
        if words:
            yield fails(f"第{line}行像有{words.zh}", f"line {line} seems to hold {words.en}", file=path)


def _json(case: Case, path: str, known: Container[str]) -> Iterator[Finding]:
    text = (case.files.data(path) or b"null").decode("utf-8", "replace")
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        value = text  # unreadable files are other checks' matter, but what they tell is told
    yield from _found(_opened(value), path, known)


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _opened(value: Any) -> Any:
    """A sealed row with its text, which is JSON, read; anything else as it is."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return value
    try:
        return {**value, "text": json.loads(value["text"])}
    except (ValueError, RecursionError):
        return value


def _found(value: Any, path: str, known: Container[str]) -> Iterator[Finding]:
    """What the texts of a JSON value seem to hold, however deep they lie."""
    left = [("", value)]
    while left:
        member, part = left.pop()
        if isinstance(part, dict):
            left += [(str(name), inner) for name, inner in reversed(part.items())]
        elif isinstance(part, list):
            left += [(member, inner) for inner in reversed(part)]
        elif isinstance(part, str) and (
            words := _private(part, _ANY_KIND if member in _FREE_TEXT else _OF_A_PERSON, known)
        ):
            zh, en = f"{member}里像有{words.zh}", f"{member} seems to hold {words.en}"
            yield fails(zh, en, file=path)


def _private(text: str, kinds: frozenset[Kind], known: Container[str]) -> Words | None:
    """The first of these kinds of private data in a text."""
    if kinds != _ANY_KIND and not _ELEVEN_DIGITS.search(text):
        return None  # nearly every row of a big roster
    first = next((find for find in private_data(text, known) if find.kind in kinds), None)
    return KIND_WORDS[first.kind] if first else None
