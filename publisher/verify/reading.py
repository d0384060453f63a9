"""Hostile bytes read tolerantly: what a file says, or why it says nothing; never an exception."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from publisher.errors import PublisherError, Words
from publisher.verify.published import Published
from publisher.verify.report import Finding, Verdict, not_known

T = TypeVar("T")
U = TypeVar("U")


def trouble(error: PublisherError, file: str = "", draw: str = "", verdict: Verdict = Verdict.FAIL) -> Finding:
    """What an error of the core says, as a finding: the first fault, its place in front."""
    found = error.faults[0]
    place = ":".join(str(part) for part in (found.file or file, found.line or "") if part)
    zh, en = found.wrong.zh, found.wrong.en
    return Finding(
        verdict=verdict,
        reason=Words(f"{place}：{zh}" if place else zh, f"{place}: {en}" if place else en),
        draw=draw,
        file=found.file or file,
        expected=found.right.zh,
    )


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A file and what it says. `data` is None where there is no such file; `value` is None where it can't be read."""

    path: str
    data: bytes | None = None
    value: T | None = None
    error: PublisherError | None = None

    def why_not(self, draw: str = "") -> Finding:
        """Why there is no value: unreadable fails, missing is unknown (C07 fails for a file that is bound)."""
        if self.error is not None:
            return trouble(self.error, self.path, draw)
        return not_known(f"没有{self.path}，无法判断", f"{self.path} isn't there to judge", draw=draw, file=self.path)

    def then(self, make: Callable[[T], U]) -> Reading[U]:
        """The same file understood one step further; a PublisherError of `make` becomes the reading's."""
        if self.value is None:
            return Reading(self.path, self.data, None, self.error)
        try:
            return Reading(self.path, self.data, make(self.value))
        except PublisherError as error:
            return Reading(self.path, self.data, None, error)


class Files:
    """Published files, each read without raising. `unreadable`: path → error of those that couldn't be fetched."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self.where = published.where
        self.unreadable: dict[str, PublisherError] = {}
        try:
            self.names = frozenset(published.names())
        except PublisherError as error:
            self.names = frozenset()
            self.unreadable[""] = error

    def data(self, path: str) -> bytes | None:
        """The file's bytes; None where there is none or it can't be fetched."""
        try:
            return self._published.read(path)
        except PublisherError as error:
            self.unreadable[path] = error
            return None

    def read(self, path: str, parse: Callable[[bytes, str], T]) -> Reading[T]:
        """What `parse(bytes, path)` makes of the file."""
        data = self.data(path)
        if data is None:
            return Reading(path, error=self.unreadable.get(path))
        try:
            return Reading(path, data, parse(data, path))
        except PublisherError as error:
            return Reading(path, data, None, error)
