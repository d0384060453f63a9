"""The site as it was built before: which files are still what they would be, and how they get into the new one.

Files of their own have each draw (`draws/2024-001`) and each past year's results (`results/2024`). Beside the site's
folder lie `.<site>.made`, which tells what they were made of and what they came to, and, while files go from the old
site to the new one, `.<site>.moving`, so that a build that is killed then loses nothing; also `.<site>.known/`, what
was read of draws (site/built/memory.py).
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
from publisher.site.built.lying import Looking, own_paths, seen
from publisher.site.built.memory import FolderMemory
from publisher.site.policy import Inline


class _Made(NamedTuple):
    """What is remembered of them: digests of what the files were made of, of the files and of how they lie on the disk;
    what the page holds inline.
    """

    made_of: str
    files: str
    seen: str
    scripts: list[str]
    styles: list[str]


def _page(own: str) -> str:
    """The site path of the one file that each of them has."""
    return f"{own}/index.html" if own.startswith("draws/") else f"{own}.html"


class SiteBefore:
    """The folder of a site, which may be missing, and what is known of it. `fresh`: where the new one is made."""

    def __init__(self, site: Path, fresh: Path) -> None:
        self.site, self.fresh = site, fresh
        self._made = site.with_name(f".{site.name}.made")
        self._moving = site.with_name(f".{site.name}.moving")
        self._kept: dict[str, _Made] = {}
        self._memory: FolderMemory | None = None
        self._looking: Looking | None = None

    @property
    def moving(self) -> bool:
        """Whether files that go over lie in the new site, and belong back into the old one."""
        return self._moving.exists()

    def memory(self, program: str) -> FolderMemory:
        """What earlier builds of this site kept of what they read. `program`: what stands for all that makes pages."""
        self._memory = FolderMemory(self.site.with_name(f".{self.site.name}.known"), program)
        return self._memory

    def look(self) -> None:
        """Begin to look how the files lie, beside all that comes before `kept`."""
        if known := self._read():
            self._looking = Looking(self.site, known)

    def give_up(self) -> None:
        """End what goes on beside."""
        if self._looking:
            self._looking.give_up()

    def kept(self, digests: Mapping[str, str]) -> dict[str, Inline]:
        """What has its files whole and made of the same → what stands inline in its page.

        `digests`: `draws/<draw>`, `results/<year>` → SHA-256 (hex) of all that its files are made of.
        """
        same = {own: made for own, made in self._read().items() if made.made_of == digests.get(own)}
        looked = self._looked()
        whole = {own: self._whole(own, made, looked.get(own, "")) for own, made in same.items()}
        self._kept = {own: made for own, made in whole.items() if made}
        return {own: Inline(frozenset(made.scripts), frozenset(made.styles)) for own, made in self._kept.items()}

    def _looked(self) -> Mapping[str, str]:
        try:
            return self._looking.found() if self._looking else {}
        except (OSError, ValueError):  # no answer, or a path that can't be sent: then it looks here
            return {}

    def _whole(self, own: str, made: _Made, looked: str) -> _Made | None:
        """What is known, where the files are as they were made. A copied site lies otherwise and holds the same."""
        if not (self.site / _page(own)).is_file():
            return None
        lies = looked or seen(self.site, own)
        return made._replace(seen=lies) if made.seen == lies or made.files == _came_to(self.site, own) else None

    def _read(self) -> dict[str, _Made]:
        try:
            return {own: _Made(**made) for own, made in json.loads(self._made.read_bytes()).items()}
        except (OSError, ValueError, TypeError, AttributeError):  # none, or none of ours: then everything is made
            return {}

    def write(self, digests: Mapping[str, str], shells: Mapping[str, Inline]) -> None:
        """Remember what the site's files were made of and what they came to. `shells`: what their pages hold inline."""
        made = {
            own: self._kept.get(own)
            or _Made(
                digest,
                _came_to(self.site, own),
                seen(self.site, own),
                sorted(shells[own].scripts),
                sorted(shells[own].styles),
            )
            for own, digest in digests.items()
        }
        part = self._made.with_name(f"{self._made.name}.part")
        told = {own: known._asdict() for own, known in made.items()}
        part.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
        part.replace(self._made)
        if self._memory:
            self._memory.forget()

    @contextmanager
    def moved(self) -> Iterator[None]:
        """Move what is kept into the new site; back again where the body raises, or at the next `put_back`."""
        paths = [path for own in self._kept for path in own_paths(own) if (self.site / path).exists()]
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


def _came_to(site: Path, own: str) -> str:
    """SHA-256 (hex) over all files of one, by their paths; of nothing where there is none."""
    found = sha256()
    for path in own_paths(own):
        for name, data in sorted(_files(site / path)):
            found.update(f"{path}/{name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def _files(path: Path) -> Iterable[tuple[str, bytes]]:
    if path.is_dir():
        return files_below(path)
    return [("", path.read_bytes())] if path.is_file() else []
