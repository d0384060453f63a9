"""The published files as the site reads them: what is missing or can't be read is noted, and the page goes on without.

A page has to say that something is missing; it must never fail to appear because of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from publisher.draw.evidence import parse_csv, parse_json, sha256_hex
from publisher.errors import Fault, Malformed, PublisherError, Words, fault

T = TypeVar("T")
_AS_LOGGED = Words("应与总账登记的一致", "it should be what the log binds")


class Source:
    """Published path → bytes, and the faults found on the way, by path and in the order of finding."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self._faults: dict[str, Fault] = {}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was missing or couldn't be read, one for each file."""
        return tuple(self._faults.values())

    def note(self, path: str, found: Fault) -> None:
        """Keep a fault of a file; the first one of each file counts."""
        self._faults.setdefault(path, found.at(path))

    def missing(self, path: str) -> None:
        """Note that a file isn't there."""
        self.note(path, fault("missing", "缺少这个文件", "this file is missing", "应当公布", "it should be published"))

    def data(self, path: str) -> bytes | None:
        """The file's bytes; None, and noted, where there is none."""
        found = self.files.get(path)
        if found is None:
            self.missing(path)
        return found

    def read(self, path: str, parse: Callable[[bytes, str], T]) -> T | None:
        """What `parse(bytes, name)` makes of the file; None, and noted, where it is missing or refused."""
        data = self.data(path)
        return None if data is None else self.parse(path, data, parse)

    def parse(self, path: str, data: bytes, parse: Callable[[bytes, str], T]) -> T | None:
        """What `parse(data, path)` returns; None, and noted, where it refuses."""
        try:
            return parse(data, path)
        except PublisherError as error:
            self.note(path, error.faults[0])
            return None

    def optional(self, path: str, parse: Callable[[bytes, str], T]) -> T | None:
        """As `read`, of a file that need not be there."""
        return self.read(path, parse) if path in self.files else None

    def same(self, path: str, expected: bytes) -> None:
        """Note where a file isn't there, or isn't what the log holds byte for byte."""
        data = self.data(path)
        if data is not None and data != expected:
            wrong = Words("与总账里的这一条不同", "differs from the log's entry")
            self.note(path, Fault(code="other-content", wrong=wrong, right=_AS_LOGGED))

    def bound(self, path: str, sha256: str) -> bytes | None:
        """The bytes of a file with a known hash; None, and noted, where it is missing or another."""
        data = self.data(path)
        if data is not None and sha256_hex(data) != sha256:
            wrong = Words(f"内容与登记的哈希{sha256[:12]}…不符", f"not the content whose hash is {sha256[:12]}…")
            self.note(path, Fault(code="other-content", wrong=wrong, right=_AS_LOGGED))
            return None
        return data


def table(data: bytes, name: str = "") -> list[dict[str, str]]:
    """A CSV evidence file with whatever header it has, one mapping a row. Raises Malformed."""
    header = data.split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
    return [dict(zip(header, row, strict=True)) for row in parse_csv(data, header, name)]


def json_object(data: bytes, name: str = "") -> dict[str, object]:
    """A JSON evidence file that holds one object. Raises Malformed."""
    value = parse_json(data, name)
    if not isinstance(value, dict):
        raise Malformed(fault("json", "不是JSON对象", "not a JSON object", "应为一个对象", "one object").at(name))
    return value
