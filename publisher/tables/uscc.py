"""统一社会信用代码: the check character of GB 32100-2015.

58 of 1.1 million real codes fail it, so that a failure is a warning to staff and never a reason to leave a firm out.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = re.compile(r"[0-9A-Z]{18}|[0-9]{15}")
_VALUE = {char: value for value, char in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))


def check_character(first17: str) -> str:
    """The 18th character for the first 17. Raises ValueError unless they are 17 characters of GB 32100's alphabet.

    A weighted sum divisible by 31 gives `0`, which one real code in 31 has.
    """
    if len(first17) != 17 or not set(first17) <= _VALUE.keys():
        raise ValueError("not 17 characters of GB 32100")
    total = sum(_VALUE[char] * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_valid(code: str) -> bool:
    """Whether `code` is 18 characters with the right last one, or a 15-digit 注册号 of the years before 2015."""
    if re.fullmatch("[0-9]{15}", code):
        return True
    return len(code) == 18 and set(code) <= _VALUE.keys() and check_character(code[:17]) == code[17]
