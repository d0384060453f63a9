"""Evidence has exactly one way to be written, and everything else is refused with its place (protocol section 2)."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.draw.evidence import MAX_INTEGER, check_sorted, csv_text, evidence_text, json_text, parse_csv, parse_json
from publisher.errors import Malformed

plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).filter(
    lambda text: unicodedata.is_normalized("NFC", text)
)
keys = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20)
values = st.recursive(
    st.one_of(plain, st.booleans(), st.integers(0, MAX_INTEGER)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(values)
def test_json_comes_back_as_it_was(value: Any) -> None:
    assert parse_json(json_text(value).encode()) == value


@given(values)
def test_json_evidence_is_json_for_everyone_else(value: Any) -> None:
    assert json.loads(json_text(value)) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (evidence_text, parse_json, lambda d: parse_csv(d, ("a", "b"))):
        with contextlib.suppress(Malformed):
            read(data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a":1}\n', "not-canonical"),
        ('{\n  "a": 1\n}', "not-canonical"),
        ('{\n  "b": 1,\n  "a": 2\n}\n', "not-canonical"),
        ('{\n  "a": 1,\n  "a": 1\n}\n', "json"),
        ('{\n  "a": 1.0\n}\n', "json"),
        ('{\n  "a": null\n}\n', "json-type"),
        ('{\n  "a": NaN\n}\n', "json"),
        ('{\n  "a": -1\n}\n', "integer"),
        ('{\n  "a": 9007199254740992\n}\n', "integer"),
        ('{\n  "a": "\\u4e2d"\n}\n', "not-canonical"),
        ('{\n  "a": "\\/"\n}\n', "not-canonical"),
        ('\ufeff{\n  "a": 1\n}\n', "bom"),
        ('{\n  "a": "\x00"\n}\n', "control-character"),
        ('{\n  "a": "e\u0301"\n}\n', "not-nfc"),
        ('{\n  "a": "\\t"\n}\n', "text"),
        ('{\n  "a": "\\ud800"\n}\n', "text"),
        ('{\n  "a": "\\u0001"\n}\n', "text"),
        ('{\n  "é": "1"\n}\n', "json-key"),
        ("[" * 70 + "]" * 70, "json-depth"),
        ("[" * 500 + "]" * 500, "json-depth"),
        ("".join("  " * at + "[\n" for at in range(66)) + "  " * 66 + "1\n", "json"),
        ("[" * 3000 + "]" * 3000, "json"),
        ("1" * 5000, "json"),
    ],
)
def test_other_ways_to_write_json_are_refused(text: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_json(text.encode(), "x.json")
    assert caught.value.faults[0].code == code
    assert caught.value.faults[0].file == "x.json"


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 2**53) | st.floats() | st.text('a"\\\n\t\u0301é中/\x7f', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abé\\", max_size=2), inner, max_size=3),
    max_leaves=6,
)


@given(anything, st.booleans(), st.booleans(), st.sampled_from((0, 2, 2, 2, 4)))
@example({"a": "null"}, True, True, 2)
@example(["\\n", "\\\\t"], True, True, 2)
def test_what_is_read_is_exactly_what_would_be_written(value: Any, raw: bool, ordered: bool, indent: int) -> None:
    text = json.dumps(value, ensure_ascii=not raw, sort_keys=ordered, indent=indent) + "\n"
    try:
        right = json_text(value) == text
    except Malformed:
        right = False
    if right:
        assert parse_json(text.encode()) == value
    else:
        with pytest.raises(Malformed):
            parse_json(text.encode())


def test_the_place_of_the_first_difference_is_named() -> None:
    with pytest.raises(Malformed) as caught:
        parse_json(b'{\n  "a": 1,\n  "b":  2\n}\n', "x.json")
    assert caught.value.faults[0].line == 3


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).filter(
    lambda text: unicodedata.is_normalized("NFC", text)
)


@given(st.lists(st.tuples(cells, cells), max_size=6))
def test_csv_comes_back_and_is_csv_for_everyone_else(rows: list[tuple[str, str]]) -> None:
    text = csv_text(("a", "b"), rows)
    assert [tuple(row) for row in parse_csv(text.encode(), ("a", "b"))] == rows
    others = list(csv.reader(io.StringIO(text, newline="")))[1:]
    # Python's reader drops a line that holds nothing, which no table here can have: keys are never empty.
    assert [tuple(row) for row in others if row] == [row for row in rows if row != ("", "")] or ("", "") in rows


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a,b\r\n1,2\r\n", "control-character", 1),
        ("a,b\n1,2", "csv-end", 2),
        ("a,c\n1,2\n", "csv-header", 1),
        ("a,b\n1\n", "csv-width", 2),
        ("a,b\n1,2\n1,2,3\n", "csv-width", 3),
        ('a,b\n"1",2\n', "csv-quote", 2),
        ('a,b\n"1,2\n', "csv-quote", 2),
        ('a,b\n1",2\n', "csv-quote", 2),
        ("", "csv-end", 1),
    ],
)
def test_other_ways_to_write_csv_are_refused(text: str, code: str, line: int) -> None:
    with pytest.raises(Malformed) as caught:
        parse_csv(text.encode(), ("a", "b"), "x.csv")
    assert (caught.value.faults[0].code, caught.value.faults[0].line) == (code, line)


@pytest.mark.parametrize("keys", [["a", "a"], ["b", "a"], ["A", "a"], ["a", "B", "b"]])
def test_unsorted_or_duplicate_keys_are_refused(keys: list[str]) -> None:
    with pytest.raises(Malformed):
        check_sorted(keys)


def test_keys_are_sorted_by_bytes_not_by_utf16() -> None:
    check_sorted(["\ufb01", "\U0001f600"])
    with pytest.raises(Malformed):
        check_sorted(["\U0001f600", "\ufb01"])
