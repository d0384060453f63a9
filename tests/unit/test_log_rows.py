"""A row's file and its record have one form; the short way to read them and the long one never differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.draw.evidence import json_text
from publisher.draw.parts import parse_part
from publisher.errors import Malformed
from publisher.log.history import Entry
from publisher.log.notes import Note, parse_entry
from publisher.log.records import AnyRecord, parse_record, sealed_row
from publisher.log.rows import MAX_TEXT, ResultRow, RowFile

RESULT = {
    "codes": ["1"],
    "dispositions": [],
    "draw": "2026-001",
    "fixed_on": "2026-05-14",
    "inspectors": ["JC004", "JC005"],
    "items": ["LD-01"],
    "method": "1",
    "object": "91441624MA4X0000X1",
    "reason": "",
    "remark": "已“改正”\\；\n次日复查",
    "visited_on": "2026-05-12",
}
SALT = "0123456789abcdef" * 4
FILE = RowFile(salt=SALT, content=json_text(RESULT)).text.encode()


def answer(read: Callable[[], tuple[str, ResultRow]]) -> tuple[str, ResultRow] | None:
    try:
        return read()
    except Malformed:
        return None


def the_long_way(data: bytes) -> tuple[str, ResultRow]:
    file = parse_part(data, RowFile)
    return file.row, file.result()


def same_both_ways(data: bytes) -> bool:
    return answer(lambda: RowFile.read_result(data)) == answer(lambda: the_long_way(data))


def test_a_row_is_read_with_its_hash() -> None:
    row, result = RowFile.read_result(FILE)
    assert row == RowFile(salt=SALT, content=json_text(RESULT)).row
    assert result.remark == RESULT["remark"]


@given(st.integers(0, len(FILE)), st.integers(0, 3), st.binary(max_size=3) | st.sampled_from([b"\\", b'"', b"\\t"]))
@example(0, 0, b"")
def test_a_file_altered_anywhere_is_read_or_refused_alike(at: int, gone: int, put: bytes) -> None:
    assert same_both_ways(FILE[:at] + put + FILE[at + gone :])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "x" * (MAX_TEXT + 1),
        json_text({**RESULT, "remark": "x" * 4000}),
        json_text(RESULT).replace("次", "e\u0301"),
        json_text(RESULT).replace("次", "\x7f"),
        json_text(RESULT).replace("次", "\\u4e00"),
        json_text(RESULT).replace("次", "\\/"),
    ],
    ids=["empty", "too long", "long", "not NFC", "control character", "another escape", "an escaped slash"],
)
def test_an_unusual_text_is_read_or_refused_alike(content: str) -> None:
    quoted = content.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert same_both_ways(f'{{\n  "salt": "{SALT}",\n  "text": "{quoted}"\n}}\n'.encode())


LOGGED = json_text(
    {
        "draw": "2026-001",
        "object": "91441624MA4X0000X1",
        "replaces": "",
        "row": SALT,
        "time": "2026-05-14T10:00:00+08:00",
        "type": "result",
    }
).encode()


def entry_the_long_way(data: bytes) -> tuple[Note | None, AnyRecord | None, bool]:
    note: Note | None = None
    try:
        note = parse_entry(data)
        return note, parse_record(note.text), False
    except Malformed:
        return note, None, True


def read_alike(data: bytes) -> bool:
    entry = Entry.read(0, data)
    return (entry.note, entry.record, entry.error is not None) == entry_the_long_way(data)


def test_a_sealed_row_takes_the_short_way() -> None:
    found = sealed_row(LOGGED)
    assert found is not None
    assert found.text.encode() == LOGGED


@given(
    st.integers(0, len(LOGGED)),
    st.integers(0, 12),
    st.binary(max_size=3) | st.sampled_from([b"\\", b'"', b"\\u0041", b"2026-02-30", b"correction", b"\r\n", b" "]),
)
@example(0, 0, b"")
def test_a_sealed_row_altered_anywhere_is_read_or_refused_alike(at: int, gone: int, put: bytes) -> None:
    assert read_alike(LOGGED[:at] + put + LOGGED[at + gone :])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"type": "result"', '"type": "correction"'),
        ('"replaces": ""', f'"replaces": "{SALT}"'),
        ('"replaces": ""', '"replaces": null'),
        ('"draw": "2026-001"', '"draw": ""'),
        ('"draw": "2026-001"', '"draw": "2026-1"'),
        ("91441624MA4X0000X1", ""),
        ("91441624MA4X0000X1", "91441624MA4X0000X1" * 9),
        ("91441624MA4X0000X1", "某公司"),
        ("+08:00", "Z"),
        ("05-14T10", "02-30T10"),
        ('  "object"', '"object"'),
        ("\n}\n", "\n}"),
        ("\n}\n", "\n}\n\n"),
    ],
)
def test_another_sealed_row_is_read_or_refused_alike(old: str, new: str) -> None:
    assert LOGGED.decode().count(old) == 1
    assert read_alike(LOGGED.decode().replace(old, new).encode())
