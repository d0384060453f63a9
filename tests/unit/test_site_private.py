"""Private numbers are found in a finished site whatever stands between their digits, and the quick look misses none."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.site.built import private

MOBILE = "13800138000"
DIGITS, BETWEEN = "0123456789０１２３４５６７８９", " -‐‑–—−－"
PIECES = [*DIGITS, *BETWEEN, "X", "x", "a", "年", "，", "€", "\n", "<td>", "2026-05-12", MOBILE, "44162419900101009X"]


NUMBERS = [MOBILE, "86 138-0013-8000", "44162419900101009X", "441624900101009", "6222021234567890128", "0762-12345678"]
AROUND = ["信用代码", "注册号：", "联系", "<td>", "</td>", '"', ",", "。", ".", "0a", "f", "\t", "\r", "𠮷"]
MANY = st.lists(st.sampled_from([*NUMBERS, *DIGITS, *BETWEEN, "X", "\n", *AROUND]), max_size=40).map("".join)


def suspected(text: str) -> set[int]:
    return {number for number, _ in private._suspected(text.encode())}


def slowly(data: bytes) -> list[tuple[str, int]]:
    """(code, line) of what is found if every line is decoded and searched."""
    lint, lines = private._Lint(set()), data.decode("utf-8", "replace").split("\n")
    return [(f"private-{kind}", at) for at, line in enumerate(lines, 1) for kind in lint.kinds(line)]


def found_in(data: bytes) -> list[tuple[str, int | None]]:
    return [(found.code, found.line) for found in private._Lint(set()).faults(data)]


@given(MANY)
@example("\n".join(NUMBERS))
@example("信用代码\n6222021234567890128")
def test_the_quick_look_finds_what_a_slow_one_finds(text: str) -> None:
    assert found_in(text.encode()) == slowly(text.encode())


@given(st.lists(st.one_of(st.binary(max_size=4), MANY.map(str.encode)), max_size=8).map(b"".join))
def test_the_quick_look_finds_it_among_bytes_that_are_no_text(data: bytes) -> None:
    assert found_in(data) == slowly(data)


@given(st.lists(MANY.map(lambda text: text.replace("\n", "")), max_size=6))
def test_line_by_line_it_finds_what_a_search_of_the_whole_text_finds(lines: list[str]) -> None:
    """Where nothing of one line is near the numbers of another: there a search of the whole text mixes them up."""
    apart = "年" * private._REACH
    text = f"{apart}\n{apart}".join(lines)
    at_once = private._Lint(set()).kinds(text)
    assert [code for code, _ in found_in(text.encode())] == [f"private-{kind}" for kind in at_once]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example("1" * 10 + "X")
@example("—".join("１" * 11))
def test_every_line_with_a_long_number_is_looked_at(text: str) -> None:
    long = {text.count("\n", 0, found.start()) + 1 for found in private._LONG.finditer(text)}
    assert long <= suspected(text)


@pytest.mark.parametrize("between", ["", *BETWEEN])
@pytest.mark.parametrize("wide", [False, True])
def test_a_mobile_number_is_found_however_it_is_written(between: str, wide: bool) -> None:
    digits = "".join(chr(ord(digit) + 0xFEE0) for digit in MOBILE) if wide else MOBILE
    text = f"第一行\n第二行\n联系{between.join((digits[:3], digits[3:7], digits[7:]))}。\n"
    [found] = private._Lint(set()).faults(text.encode())
    assert (found.code, found.line) == ("private-mobile", 3)


def test_most_lines_of_a_table_are_not_looked_at() -> None:
    row = f"2026-001,甲公司,2026-05-12,2026-05-14,{'0a' * 32},第 12 条\n"
    assert suspected(row * 100) == set()
    assert suspected(row * 100 + "1 3 8 0 0 1 3 8 0 0 0\n" + row) == {101}


def test_bytes_that_are_no_text_hide_nothing() -> None:
    data = b"\xff\xfe" + MOBILE.encode() + b"\x80\n"
    assert [found.code for found in private._Lint(set()).faults(data)] == ["private-mobile"]


def test_the_quick_look_and_the_pattern_know_the_same_digits_and_separators() -> None:
    classes = re.findall(r"\[[^\]]*?－\]", private._LONG.pattern)
    assert {re.sub(r"[\[\]\\]", "", one) for one in classes} == {BETWEEN}
    assert (private._DIGITS, private._BETWEEN) == (DIGITS, BETWEEN)
