"""C20: no sealed column and no private data in what is published (article 18; RULE.md).

A finding says where, never what: a report that quotes a number would publish it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from publisher.errors import Words
from publisher.rules.privacy import KIND_WORDS, private_data
from publisher.tables.snapshots import AGENCIES_HEADER, INSPECTORS_HEADER, OBJECTS_HEADER, PLAN_HEADER
from publisher.verify.case import Case
from publisher.verify.report import Finding, fails, holds, not_known
from publisher.verify.rosters import CHANGES_HEADER

HEADERS = frozenset(
    ",".join(header) for header in (OBJECTS_HEADER, INSPECTORS_HEADER, AGENCIES_HEADER, PLAN_HEADER, CHANGES_HEADER)
)
_SNAPSHOTS = "data/snapshots/"
# Names of firms and laws hold places and numbers of papers; only what people write of a case is read for addresses.
_FREE_TEXT = frozenset({"remark", "reason", "statement", "document"})
_OF_A_PERSON = frozenset({"id-number", "mobile", "bank-card"})
_BUREAU_OWN = ("data/bureau.json",)  # it tells the bureau's own telephone


def privacy(case: Case) -> Iterator[Finding]:
    """C20: over every published table, row, record and note.

    - a snapshot's columns are the public ones
    - no free text holds an identity number, a telephone, a bank card or a street address; no other text holds an
      identity number, a mobile number or a bank card
    """
    looked = 0
    for path in sorted(case.files.names):
        if path.startswith(_SNAPSHOTS) and path.endswith(".csv"):
            looked += 1
            yield from _table(case, path)
        elif path.endswith(".json") and path not in _BUREAU_OWN:
            looked += 1
            yield from _json(case, path)
    for entry in case.history.entries:
        if entry.record is not None:
            yield from _found(entry.record.evidence(), f"log/entries/{entry.position}", "")
    if not looked:
        yield not_known("没有可查看的文件", "there are no files to look at")
        return
    zh, en = f"查看了{looked}个文件和{len(case.history.entries)}条总账", f"{looked} files and the log were looked at"
    yield holds(zh, en)


def _table(case: Case, path: str) -> Iterator[Finding]:
    text = (case.files.data(path) or b"").decode("utf-8", "replace")
    header, _, rows = text.partition("\n")
    if header not in HEADERS:
        zh, en = "快照里有不公开的栏目，或不是公开的表", "the snapshot has a column that isn't public"
        yield fails(zh, en, file=path, found=header[:200])
    for line, row in enumerate(rows.split("\n"), 2):
        key, _, rest = row.partition(",")
        if words := _private(rest, free=False):
            zh, en = f"第{line}行（{key}）像有{words.zh}", f"line {line} ({key}) seems to hold {words.en}"
            yield fails(zh, en, file=path)


def _json(case: Case, path: str) -> Iterator[Finding]:
    try:
        value = json.loads(case.files.data(path) or b"null")
    except (ValueError, RecursionError):
        return  # unreadable files are other checks' matter
    if isinstance(value, dict) and isinstance(value.get("text"), str):  # a sealed row holds its JSON as text
        try:
            value = {**value, "text": json.loads(value["text"])}
        except (ValueError, RecursionError):
            return
    yield from _found(value, path, "")


def _found(value: Any, path: str, member: str) -> Iterator[Finding]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _found(inner, path, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _found(inner, path, member)
    elif isinstance(value, str) and (words := _private(value, free=member in _FREE_TEXT)):
        zh, en = f"{member}里像有{words.zh}", f"{member} seems to hold {words.en}"
        yield fails(zh, en, file=path)


def _private(text: str, *, free: bool) -> Words | None:
    """The first kind of private data in a text; `free`: written by people about a case."""
    if not free and not any(char.isdigit() for char in text):
        return None
    finds = (find for find in private_data(text) if free or find.kind in _OF_A_PERSON)
    first = next(finds, None)
    return KIND_WORDS[first.kind] if first else None
