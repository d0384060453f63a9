"""The site as it was built before: which draws' files are still what they would be, and how they get into the new one.

Beside the site's folder lie `.<site>.made`, which tells what each draw's files were made of and what they came to, and,
while files go from the old site to the new one, `.<site>.moving`, so that a build that is killed then loses nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from publisher.site.built.folder import files_below
from publisher.site.policy import Inline


class _Made(NamedTuple):
    """What is remembered of a draw: digests of its files and of what they were made of; what its page holds inline."""

    files: str
    made_of: str
    scripts: list[str]
    styles: list[str]


def own_paths(draw: str) -> tuple[str, ...]:
    """The site paths of what is a draw's own: two folders and a file."""
    return f"draws/{draw}", f"find/{draw}", f"api/draws/{draw}.json"


class SiteBefore:
    """The folder of a site, which may be missing, and what is known of it. `fresh`: where the new one is made."""

    def __init__(self, site: Path, fresh: Path) -> None:
        self.site, self.fresh = site, fresh
        self._made = site.with_name(f".{site.name}.made")
        self._moving = site.with_name(f".{site.name}.moving")

    def kept(self, digests: Mapping[str, str]) -> dict[str, Inline]:
        """Draw → what stands inline in its page, for those whose files are whole and were made of the same.

        `digests`: draw → SHA-256 (hex) of all that its files are made of.
        """
        known = self._read()
        return {
            draw: Inline(frozenset(made.scripts), frozenset(made.styles))
            for draw, digest in digests.items()
            if (made := known.get(draw)) and made.made_of == digest and made.files == _came_to(self.site, draw)
        }

    def _read(self) -> dict[str, _Made]:
        try:
            return {draw: _Made(**made) for draw, made in json.loads(self._made.read_bytes()).items()}
        except (OSError, ValueError, TypeError, AttributeError):  # none, or none of ours: then everything is made
            return {}

    def write(self, digests: Mapping[str, str], shells: Mapping[str, Inline], kept: Iterable[str]) -> None:
        """Remember what the site's draws were made of and what they came to. `shells`: what their pages hold inline."""
        known, kept = self._read(), set(kept)
        made = {
            draw: _Made(
                known[draw].files if draw in kept else _came_to(self.site, draw),
                digest,
                sorted(shells[draw].scripts),
                sorted(shells[draw].styles),
            )._asdict()
            for draw, digest in digests.items()
        }
        part = self._made.with_name(f"{self._made.name}.part")
        part.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", "utf-8")
        part.replace(self._made)

    @contextmanager
    def moved(self, draws: Iterable[str]) -> Iterator[None]:
        """Move these draws' files into the new site; back again where the body raises, or at the next `put_back`."""
        paths = [path for draw in draws for path in own_paths(draw)]
        self._moving.write_text(json.dumps(paths), "utf-8")
        try:
            for path in paths:
                (self.fresh / path).parent.mkdir(parents=True, exist_ok=True)
                os.rename(self.site / path, self.fresh / path)
            yield
        except BaseException:
            self.put_back()
            raise
        self._moving.unlink()

    def put_back(self) -> None:
        """Undo a move that didn't come to its end."""
        try:
            paths = json.loads(self._moving.read_bytes())
        except (OSError, ValueError):  # written just before the first move: without it, nothing was moved
            paths = []
        for path in paths:
            if (self.fresh / path).exists() and not (self.site / path).exists():
                os.rename(self.fresh / path, self.site / path)
        self._moving.unlink(missing_ok=True)


def _came_to(site: Path, draw: str) -> str:
    """SHA-256 (hex) over all files of a draw, by their paths; of nothing where there is none."""
    found = sha256()
    for path in own_paths(draw):
        for name, data in sorted(_files(site / path)):
            found.update(f"{path}/{name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def _files(path: Path) -> Iterable[tuple[str, bytes]]:
    if path.is_dir():
        return files_below(path)
    return [("", path.read_bytes())] if path.is_file() else []
