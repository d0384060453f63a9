"""Whether the published tiles and bundles are those of the entries (C2SP tlog-tiles; section 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.log.merkle import leaf_hash, root
from publisher.log.notes import MAX_ENTRY
from publisher.log.tiles import WIDTH, bundle
from publisher.verify.reading import Files

_TILE = re.compile(r"log/tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_MAX_INDEX = 10**9


class Levels:
    """The hashes of each level of a tree, as tiles cut them up: level 0 the leaves, then the roots of full tiles."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self._entries = entries
        self._levels = [[leaf_hash(entry) for entry in entries]]
        while len(self._levels[-1]) >= WIDTH:
            below = self._levels[-1]
            full = range(0, len(below) - WIDTH + 1, WIDTH)
            self._levels.append([root(below[start : start + WIDTH]) for start in full])

    def content(self, path: str) -> bytes | None:
        """What the file at `path` must hold; None where these entries make no such file."""
        found = _TILE.fullmatch(path)
        if not found:
            return None
        index, width = int(re.sub(r"[x/]", "", found[2])), int(found[3] or WIDTH)
        if index > _MAX_INDEX or width > WIDTH:
            return None
        start, end = index * WIDTH, index * WIDTH + width
        if found[1] == "entries":
            part = self._entries[start:end]
            fits = len(part) == width and all(len(entry) <= MAX_ENTRY for entry in part)
            return bundle(part) if fits else None
        level = int(found[1])
        hashes = self._levels[level][start:end] if level < len(self._levels) else []
        return b"".join(hashes) if len(hashes) == width else None


def wrong_tiles(files: Files, entries: Sequence[bytes]) -> Iterator[str]:
    """The paths of published tiles that aren't those of the entries."""
    levels = Levels(entries)
    for path in sorted(files.names):
        if path.startswith("log/tile/"):
            expected = levels.content(path)
            if expected is None or files.data(path) != expected:
                yield path
