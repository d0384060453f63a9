"""Collecting the faults of one file, so that a clerk sees all of them at once and not one a day."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.errors import Fault, Malformed, Refused, Words, fault

MAX_FAULTS = 200
ENOUGH = 10_000  # a file with more faults than this is not the file it claims to be: reading on helps nobody


class Faults:
    """The faults of the file `name`: 200 are kept, the rest are counted, and at 10,000 more `add` raises Malformed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._kept: list[Fault] = []
        self._beyond = 0
        self._places: set[tuple[int, int]] = set()

    def __bool__(self) -> bool:
        return bool(self._kept)

    def add(self, found: Fault, line: int = 0, column: int = 0) -> None:
        """Adds a fault at `line` and `column` (from 1; 0: the whole file or line). The same fault counts once."""
        placed = found.at(self.name, line, column)
        self._places.add((placed.line, placed.column))
        if placed in self._kept:
            return
        if len(self._kept) < MAX_FAULTS:
            self._kept.append(placed)
        else:
            self._beyond += 1
            if self._beyond == ENOUGH:
                self.settle()

    def has(self, line: int, column: int) -> bool:
        """Whether something is already said about this very place."""
        return (line, column) in self._places

    def listed(self) -> list[Fault]:
        """The faults in the order of the file; the last one says how many more there are, if any."""
        ordered = sorted(self._kept, key=lambda found: (found.line, found.column))
        return [*ordered, _more(self.name, self._beyond)] if self._beyond else ordered

    def settle(self) -> None:
        """Raises Malformed with every fault, if there is any."""
        if self._kept:
            raise Malformed(*self.listed())


def capped(found: Iterable[Fault]) -> list[Fault]:
    """At most 200 faults of several files, then one that says how many more there are."""
    every = list(found)
    beyond = len(every) - MAX_FAULTS
    return [*every[:MAX_FAULTS], _more("", beyond)] if beyond > 0 else every


def _more(name: str, beyond: int) -> Fault:
    least = ("至少", "at least ") if beyond >= ENOUGH else ("", "")
    return Fault(
        code="more",
        wrong=Words(f"另有{least[0]}{beyond}处错误未列出", f"{least[1]}{beyond} more faults are not listed"),
        right=Words("改正以上各处后再检查一次", "correct those above, then check again"),
        file=name,
    )


def too_big(name: str, size: int, limit: int) -> Refused:
    """The refusal of a file of `size` bytes where `limit` are allowed; nothing of it has been parsed."""
    return Refused(
        fault(
            "too-big",
            f"文件有{size}字节，超过上限{limit}字节",
            f"the file has {size} bytes, the limit is {limit}",
            "拆分文件，或检查是否放错了文件",
            "split it, or check that it is the right file",
        ).at(name)
    )
