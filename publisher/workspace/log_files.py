"""The log as it lies in git: data/log/entries.jsonl and data/log/checkpoints/<size>.note (protocol section 9)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from publisher.errors import Malformed, fault
from publisher.log.notes import Note
from publisher.workspace.files import Files

ENTRIES = "data/log/entries.jsonl"
_CHECKPOINT = re.compile(r"data/log/checkpoints/([1-9][0-9]*)\.note")


def checkpoint_name(size: int) -> str:
    """Where the checkpoint of a size lies."""
    return f"data/log/checkpoints/{size}.note"


def entry_line(entry: bytes) -> bytes:
    """One entry as a line of entries.jsonl: a JSON string."""
    return json.dumps(entry.decode(), ensure_ascii=False).encode() + b"\n"


def _torn(number: int) -> Malformed:
    return Malformed(
        fault(
            "entries",
            "不是一行一个JSON字符串",
            "not one JSON string a line",
            "总账不可手工修改；请用git恢复此文件",
            "the log is never edited by hand; restore this file with git",
        ).at(ENTRIES, number, 1)
    )


def _entry(line: bytes) -> bytes | None:
    """The entry that a line holds; None unless it is a JSON string in its one form."""
    try:
        text = json.loads(line)
        entry = str(text).encode()
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(text, str) and entry_line(entry)[:-1] == line else None


def read_entries(files: Files) -> list[bytes]:
    """All entries, in order. A last line without its end was cut off while being written: it isn't in the log."""
    data = files.read(ENTRIES) or b""
    lines = data.split(b"\n")
    lines.pop()
    entries = []
    for number, line in enumerate(lines, 1):
        entry = _entry(line)
        if entry is None:
            raise _torn(number)
        entries.append(entry)
    return entries


def append_entries(files: Files, entries: Sequence[bytes]) -> None:
    """Append entries and fsync; a cut-off last line, never signed, is dropped first."""
    data = files.read(ENTRIES) or b""
    if data and not data.endswith(b"\n"):
        files.write(ENTRIES, data[: data.rfind(b"\n") + 1])
    files.append(ENTRIES, b"".join(map(entry_line, entries)))


def read_checkpoints(files: Files) -> dict[int, Note]:
    """All signed checkpoints by size, ascending. Raises Malformed with the file's name."""
    found = {}
    for name in files.names("data/log/checkpoints"):
        if match := _CHECKPOINT.fullmatch(name):
            found[int(match[1])] = Note.parse(files.read(name) or b"", name)
    return dict(sorted(found.items()))
