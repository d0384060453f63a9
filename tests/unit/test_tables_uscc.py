"""统一社会信用代码: the check character of GB 32100, where published snippets go wrong, and what is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.tables.uscc import ALPHABET, check_character, is_valid

VALUE = {char: number for number, char in enumerate(ALPHABET)}


def weighted_sum(first17: str) -> int:
    """The standard's sum, written out afresh with its table of weights."""
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    return sum(VALUE[char] * weight for char, weight in zip(first17, weights, strict=True))


# The standard's printed weights, applied by hand: sum mod 31 → 31 − rest, and rest 0 → 0.
@pytest.mark.parametrize(
    ("first17", "expected"),
    [
        ("00000000000000000", "0"),
        ("10000000000000000", "Y"),  # 31 − 1 = 30
        ("01000000000000000", "W"),  # 31 − 3 = 28
        ("Y0000000000000000", "1"),  # 31 − 30
        ("11010000000000000", "0"),  # 1 + 3 + 27 = 31: the rest is 0
        ("91441624DM0000013", "C"),
    ],
)
def test_the_check_character_is_that_of_the_standard(first17: str, expected: str) -> None:
    assert check_character(first17) == expected


def test_a_sum_divisible_by_31_gives_zero_and_not_a_character_off_the_alphabet() -> None:
    first17 = "11010000000000000"
    assert weighted_sum(first17) % 31 == 0
    assert is_valid(first17 + "0")
    assert 31 - weighted_sum(first17) % 31 == len(ALPHABET)  # the published snippet's index: one past the end


@given(st.text(ALPHABET, min_size=17, max_size=17))
def test_sum_and_check_value_together_are_divisible_by_31(first17: str) -> None:
    assert (weighted_sum(first17) + VALUE[check_character(first17)]) % 31 == 0


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_noticed(first17: str, place: int, other: str) -> None:
    code = first17 + check_character(first17)
    changed = code[:place] + other + code[place + 1 :]
    assert is_valid(changed) == (changed == code)


@pytest.mark.parametrize(
    "code",
    [
        "91441624DM0000013D",
        "91441624DM0000013c",
        "91441624DM000001IC",
        "91441624DM0000013",
        "",
        "９１４４１６２４ＤＭ０００００１３Ｃ",
    ],
)
def test_a_wrong_character_case_letter_or_length_is_not_valid(code: str) -> None:
    assert not is_valid(code)


def test_an_old_fifteen_digit_number_is_accepted() -> None:
    assert is_valid("441624000012345")
    assert not is_valid("44162400001234X")


@pytest.mark.parametrize("first17", ["", "1234", "9144162400000000O", "91441624000000000A"])
def test_what_is_not_seventeen_characters_of_the_alphabet_has_no_check_character(first17: str) -> None:
    with pytest.raises(ValueError):
        check_character(first17)
