"""Private data in free text: ID numbers, phones, bank cards, street addresses (article 18, C20).

The lint works on what people write: remarks, reasons, titles. It isn't for columns of codes. A find says where and
what kind, and never repeats what it found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from publisher.errors import Fault, Words

Kind = Literal["id-number", "mobile", "phone", "bank-card", "address"]
KIND_WORDS: Mapping[Kind, Words] = {
    "id-number": Words("身份证号码", "an ID number"),
    "mobile": Words("手机号码", "a mobile number"),
    "phone": Words("电话号码", "a phone number"),
    "bank-card": Words("银行卡号", "a bank card number"),
    "address": Words("详细地址", "a street address"),
}


class Find(NamedTuple):
    """Something private at [start, end) of the text, counted in characters from 0."""

    kind: Kind
    start: int
    end: int
    words: Words


# No letter or digit touches a number, nor is it a decimal's end: a part of a hash or of an amount isn't one.
_LEFT, _RIGHT = r"(?<![0-9A-Za-z])(?<![0-9]\.)", r"(?![0-9A-Za-z])"
_ID18 = re.compile(_LEFT + r"[1-9][0-9]{5}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3}[0-9Xx]" + _RIGHT)
_ID15 = re.compile(_LEFT + r"[1-9][0-9]{14}" + _RIGHT)
_MOBILE = re.compile(_LEFT + r"(?:86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}" + _RIGHT)
_PHONE = re.compile(_LEFT + r"0[1-9][0-9]{1,2}[)-][ ]?[0-9]{7,8}" + _RIGHT)
_CARD = re.compile(_LEFT + r"(?:[0-9]{16,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?)" + _RIGHT)
_ISSUED = re.compile(r"(?:62|9558)[0-9]{14,17}|4[0-9]{15}(?:[0-9]{3})?|5[1-5][0-9]{14}")
_DIGITS = "[0-9一二三四五六七八九十百零〇]{1,6}"
# Lines, networks and railways have numbers, too, and aren't streets.
_STREET = r"(?:(?<![线电网公铁思套回水气油])路|街|大道|巷|胡同)"
_PART = r"(?:[东西南北中]?段?|[一二三四五六七八九十]+[路街巷横])"
_NUMBER = rf"[ ]?第?{_DIGITS}(?:[之-]{_DIGITS})?[ ]?"
_NOT_PAPER = r"(?!文|令|公告|通知|通告|机|线|标段)"
_FLAT = r"(?:[0-9]{3,4}(?:室|房|号|铺)?|[0-9]{1,2}(?:室|房|号|铺))"
_ADDRESSES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\u4e00-\u9fff]{{1,8}}{_STREET}{_PART}{_NUMBER}(?:号|弄){_NOT_PAPER}",
        rf"[\u4e00-\u9fff]{{1,8}}村(?:委会)?(?:[\u4e00-\u9fff]{{1,6}}(?:组|队|屯))?{_NUMBER}号{_NOT_PAPER}",
        rf"[0-9A-Za-z]{{1,4}}(?:栋|幢|座|号楼|单元)(?:[0-9]{{1,2}}(?:单元|层|楼))?[A-Za-z]?{_FLAT}",
        r"[\u4e00-\u9fff]{1,10}(?:小区|花园|花苑|家园|公寓|新村|大厦|宿舍)[0-9A-Za-z一二三四五六七八九十]{1,4}"
        r"(?:栋|幢|座|号楼|号|室|房)",
    )
)
_DASHES = str.maketrans("‐‑–—−", "-----")
_LABELS = ("信用代码", "注册号", "登记号")
_LABEL_REACH = 12


def private_data(text: str, known: Container[str] = ()) -> list[Find]:
    """What in `text` looks private, from left to right, none inside another.

    Full-width digits count as digits. `known`: numbers that are public and no matter (codes of the roster). Not
    flagged: 统一社会信用代码, a 注册号 that is named so, dates, document numbers, hashes.
    """
    plain = _narrow(text)
    found: list[Find] = []
    for kind, start, end in sorted(_all(plain, known), key=lambda item: (item[1], -item[2])):
        if not found or start >= found[-1].end:
            shown = KIND_WORDS[kind]
            words = Words(f"第{start + 1}字起像是{shown.zh}", f"from character {start + 1}: looks like {shown.en}")
            found.append(Find(kind, start, end, words))
    return found


def _narrow(text: str) -> str:
    """The text with full-width letters, digits and marks as ASCII, character by character: places stay."""
    wide = (
        unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" or char == "\u3000" else char
        for char in text
    )
    return "".join(wide).translate(_DASHES)


def _all(text: str, known: Container[str]) -> Iterator[tuple[Kind, int, int]]:
    numbers: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
        ("id-number", _ID18, is_id_number),
        ("id-number", _ID15, is_id_number),
        ("mobile", _MOBILE, bool),
        ("phone", _PHONE, bool),
        ("bank-card", _CARD, is_card_number),
    )
    for kind, pattern, holds in numbers:
        for match in pattern.finditer(text):
            digits = re.sub(r"[ ()+-]", "", match.group())
            # these two can't be told from a 注册号 or a receipt's number but by the words before
            doubtful = len(digits) == 15 or kind == "bank-card"
            if holds(digits) and digits not in known and not (doubtful and _labelled(text, match.start())):
                yield kind, match.start(), match.end()
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            yield "address", match.start(), match.end()


def _labelled(text: str, start: int) -> bool:
    """Whether the words just before say that this is a firm's public number."""
    before = re.split("[。；;，,、]", text[max(0, start - _LABEL_REACH) : start])[-1]
    return any(label in before for label in _LABELS)


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)


def is_id_number(digits: str) -> bool:
    """Whether 18 characters are an ID number with its check character (GB 11643), or 15 digits an old one."""
    if int(digits[:2]) not in _PROVINCES:
        return False
    if len(digits) == 15:
        return _is_date("19" + digits[6:12])
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _is_date(digits[6:14]) and "10X98765432"[total % 11] == digits[17].upper()


def _is_date(text: str) -> bool:
    if not "1880" <= text[:4] <= "2099":
        return False
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def is_card_number(digits: str) -> bool:
    """Whether the digits are a bank card's: a prefix and length that are issued, and Luhn's check (ISO/IEC 7812)."""
    if not _ISSUED.fullmatch(digits):
        return False
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def privacy_faults(text: str, known: Container[str] = ()) -> list[Fault]:
    """The finds as faults of a one-line text; columns count from 1."""
    return [
        Fault(
            code=f"private-{find.kind}",
            wrong=find.words,
            right=Words("删去或改写，公开的文字里不能有", "remove it: published text may not hold it"),
            column=find.start + 1,
        )
        for find in private_data(text, known)
    ]
