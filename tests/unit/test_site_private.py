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


def suspected(text: str) -> set[int]:
    return {number for number, _ in private._suspected(text.encode())}


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
