"""Where published evidence is read from: memory, a folder, a zip, a site. The only files here that touch the world.

Names and bytes come from strangers. A name is a relative path of plain ASCII segments, none starting with a dot, so it
can't leave the place it is read from; whatever is named otherwise isn't evidence and isn't seen. A file is at most
200 MB, however it was packed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from publisher.verify.paths import bad_source, check_size, is_path
from publisher.verify.remote import Url
from publisher.verify.zipped import Zip

__all__ = ["Folder", "Held", "Published", "Url", "Zip", "open_published"]

_URL = re.compile(r"https?://", re.IGNORECASE)
_ROOTS = ("log/checkpoint", "keys/trust.json", "data/bureau.json", "evidence.json")


class Published(Protocol):
    """Published files by path; see log/places.py for the paths."""

    @property
    def where(self) -> str:
        """Where they come from, for messages."""

    def read(self, path: str) -> bytes | None:
        """The file's bytes; None where there is no such file. Raises Malformed for what can't be read."""

    def names(self) -> Iterable[str]:
        """The paths of all files that are there (or, over the network, that the site lists)."""


class Held:
    """Published files in memory."""

    def __init__(self, files: Mapping[str, bytes], where: str = "memory") -> None:
        self._files = {path: data for path, data in files.items() if is_path(path)}
        self.where = where

    def read(self, path: str) -> bytes | None:
        """As Published says."""
        return self._files.get(path)

    def names(self) -> Iterable[str]:
        """As Published says."""
        return self._files


class Folder:
    """Published files in a folder; links that lead out of it are not followed."""

    def __init__(self, root: Path | str) -> None:
        self._root = Path(root).resolve()
        self.where = str(root)

    def read(self, path: str) -> bytes | None:
        """As Published says."""
        found = self._find(path)
        if found is None:
            return None
        try:
            check_size(found.stat().st_size, path)
            return found.read_bytes()
        except OSError as error:
            raise bad_source(
                "unreadable", f"读不出：{error.strerror}", f"can't be read: {error.strerror}", path
            ) from None

    def _find(self, path: str) -> Path | None:
        if not is_path(path):
            return None
        try:
            found = (self._root / path).resolve()
            return found if found.is_relative_to(self._root) and found.is_file() else None
        except (OSError, RuntimeError):  # a loop of links
            return None

    def names(self) -> Iterable[str]:
        """As Published says."""
        paths = (file.relative_to(self._root).as_posix() for file in self._root.rglob("*") if file.is_file())
        return sorted(path for path in paths if is_path(path))


def open_published(where: str) -> Published:
    """A folder, a zip or an http(s) address as published files.

    Raises Malformed where it is none of these, or holds none of the files that every publication has.
    """
    if _URL.match(where):
        return _checked(Url(where))
    path = Path(where)
    if path.is_dir():
        return _checked(Folder(path))
    if path.is_file():
        return _checked(Zip(path))
    raise bad_source("no-source", "没有这个文件夹、zip或网址", "there is no such folder, zip or address", where)


def _checked(published: Published) -> Published:
    if all(published.read(path) is None for path in _ROOTS):
        raise bad_source(
            "no-evidence", "这里没有公布的抽签证据", "there is no published evidence here", published.where
        )
    return published
