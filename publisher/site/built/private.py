"""Private numbers in what the site shows: identity numbers, mobile numbers, bank cards (article 18).

C20 judges the evidence, field by field; this looks at the finished pages and files, where nothing may slip through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.errors import Fault, Words
from publisher.rules.privacy import private_data
from publisher.site.built.folder import BuiltSite

# Eleven digits or more, touched by no letter or digit. Begins with the digit: a search for one character is quick.
_LONG = re.compile(
    r"[0-9０-９](?<![0-9A-Za-z][0-9０-９])[ \-‐‑–—−－]?(?:[0-9０-９][ \-‐‑–—−－]?){9,22}[0-9０-９Xx](?![0-9A-Za-z])"
)
_DIGITS, _BETWEEN = "0123456789０１２３４５６７８９", " -‐‑–—−－"
_LAST_BYTES = bytes({digit.encode()[-1] for digit in _DIGITS})
_DROPPED = bytes({*_DIGITS.encode(), *_BETWEEN.encode()} - {*_LAST_BYTES})
_SHAPE = bytes(48 if byte in _LAST_BYTES else byte if byte == 10 else 120 for byte in range(256))
_RUN = b"0" * 10
_REACH = 14
_OF_A_PERSON = {"id-number", "mobile", "bank-card"}
_TEXT = (".html", ".json", ".csv", ".xml", ".note", ".txt", ".yaml", ".md")
_PROGRAMS = ("assets/", "verify/")
_SNAPSHOTS, _OBJECTS = "data/snapshots/", b"object_id,"
_BUREAU = "data/bureau.json"


class _Lint:
    """`known`: numbers that are public: the roster's codes, the bureau's own telephone."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self._clean: set[str] = set()

    def faults(self, data: bytes) -> Iterator[Fault]:
        """What is private in a file's text, by line; never the number itself."""
        for number, line in _suspected(data):
            yield from (_found(kind, number) for kind in self.kinds(line.decode("utf-8", "replace")))

    def kinds(self, text: str) -> Iterator[str]:
        """Which kinds of private numbers stand in a line, for each number."""
        for match in _LONG.finditer(text):
            number = match[0]
            if number in self._clean or self._is_code(number):
                continue
            if not private_data(number, self.known):
                self._clean.add(number)
                continue
            start = max(0, match.start() - _REACH)
            near = text[start : match.end() + _REACH]
            yield from sorted({find.kind for find in private_data(near, self.known)} & _OF_A_PERSON)

    @staticmethod
    def _is_code(number: str) -> bool:
        """统一社会信用代码 of firms begin with 9, as no identity number does."""
        return len(number) == 18 and number[0] == "9" and number[:4] != "9558"


def _suspected(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines, by number, in which ten digits follow each other if all that may stand between digits is dropped.

    Bytes are counted as digits that are none: all that `_LONG` finds is among these, found twenty times as quickly.
    """
    shape = data.translate(_SHAPE, _DROPPED)
    lines = data.split(b"\n") if _RUN in shape else []
    number, start, found = 1, 0, shape.find(_RUN)
    while found >= 0:
        number += shape.count(b"\n", start, found)
        yield number, lines[number - 1]
        number, start = number + 1, shape.find(b"\n", found) + 1
        found = shape.find(_RUN, start) if start else -1


def _found(kind: str, line: int) -> Fault:
    said = {
        "id-number": Words("像是身份证号码", "looks like an ID number"),
        "mobile": Words("像是手机号码", "looks like a mobile number"),
        "bank-card": Words("像是银行卡号", "looks like a bank card number"),
    }
    right = Words("在数据里删去或改写，再生成网站", "remove it from the data and build again")
    return Fault(code=f"private-{kind}", wrong=said[kind], right=right, line=line)


def privacy_faults(site: BuiltSite) -> Iterator[Fault]:
    """Every page and every file of text, but for the programs."""
    lint = _Lint(_public_numbers(site))
    for name in site.names:
        last = name.rpartition("/")[2]
        if not name.startswith(_PROGRAMS) and (name.endswith(_TEXT) or "." not in last):
            yield from (found.at(name) for found in lint.faults(site.read(name)))


def _public_numbers(site: BuiltSite) -> set[str]:
    known = set(re.findall(r"[0-9]{11,}", re.sub(r"[ -]", "", site.text(_BUREAU)))) if _BUREAU in site.names else set()
    for name in site.names:
        if name.startswith(_SNAPSHOTS) and name.endswith(".csv"):
            data = site.read(name)
            if data.startswith(_OBJECTS):
                known |= {row.partition(",")[0] for row in data.decode("utf-8", "replace").split("\n")[1:]}
    return known
