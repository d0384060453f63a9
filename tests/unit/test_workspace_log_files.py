"""entries.jsonl: one JSON string a line, written in one way; a line that was cut off isn't in the log yet."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Malformed
from publisher.log.notes import Note, sign_note
from publisher.workspace import Files
from publisher.workspace.log_files import (
    ENTRIES,
    append_entries,
    checkpoint_name,
    entry_line,
    read_checkpoints,
    read_entries,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(str.encode)


def log(data: bytes) -> Files:
    """A repository with this entries.jsonl."""
    return Files.in_memory({ENTRIES: data})


@given(batches=st.lists(st.lists(TEXT, max_size=4), max_size=5))
def test_what_is_appended_is_read_back_in_order(batches: list[list[bytes]]) -> None:
    files = Files.in_memory({})
    for batch in batches:
        append_entries(files, batch)
    assert read_entries(files) == [entry for batch in batches for entry in batch]


@given(entries=st.lists(TEXT, max_size=4), torn=TEXT, cut=st.integers(0, 200))
def test_a_line_cut_off_anywhere_is_not_read_and_the_next_entry_takes_its_place(
    entries: list[bytes], torn: bytes, cut: int
) -> None:
    whole = b"".join(map(entry_line, entries))
    line = entry_line(torn)[:-1]
    files = log(whole + line[: cut % (len(line) + 1)])
    assert read_entries(files) == entries
    append_entries(files, [b"next\n"])
    assert files.read(ENTRIES) == whole + entry_line(b"next\n")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_line_written_in_a_second_way_is_malformed(text: str) -> None:
    escaped = json.dumps(text, ensure_ascii=True).encode()
    second = escaped if escaped != entry_line(text.encode())[:-1] else b" " + escaped
    with pytest.raises(Malformed):
        read_entries(log(second + b"\n"))


@pytest.mark.parametrize(
    "line", [b"", b"1", b"null", b"{}", b"[]", b"'a'", b'"a', b'"a" "b"', b'"\\ud800"', b"\xff", b"[" * 99_999]
)
def test_a_line_that_is_no_json_string_is_malformed_with_its_number(line: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        read_entries(log(entry_line(b"first\n") + line + b"\n"))
    assert (caught.value.faults[0].file, caught.value.faults[0].line) == (ENTRIES, 2)


def test_a_log_that_is_not_there_is_empty() -> None:
    assert read_entries(Files.in_memory({})) == []


def test_checkpoints_are_read_by_size_and_other_files_are_not() -> None:
    note = Note("a\n", ()).with_signature(sign_note("a\n", "k", bytes(32)))
    names = [checkpoint_name(size) for size in (100, 9, 20)]
    strange = ["data/log/checkpoints/09.note", "data/log/checkpoints/0.note", "data/log/checkpoints/x.note"]
    files = Files.in_memory(dict.fromkeys(names, note.bytes) | dict.fromkeys(strange, b"?"))
    assert list(read_checkpoints(files)) == [9, 20, 100]


def test_a_checkpoint_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Malformed) as caught:
        read_checkpoints(Files.in_memory({checkpoint_name(5): b"rubbish"}))
    assert caught.value.faults[0].file == checkpoint_name(5)
