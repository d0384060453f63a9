"""Files that are written whole or not at all; in a dry run nothing is written, yet everything reads as if it were."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from publisher.errors import Refused, fault

_PREFIX, _SUFFIX = ".", ".tmp"


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows can't open a folder for fsync
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_temporary(name: str) -> bool:
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def _files_below(folder: str | Path, below: str) -> Iterator[str]:
    """The paths of all files, by their folders' scans: pathlib takes five times as long for a hundred thousand."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path, f"{below}{entry.name}/")
        elif entry.is_file() and not _is_temporary(entry.name):
            yield f"{below}{entry.name}"


class Files:
    """A folder tree, addressed by relative POSIX paths.

    `dry_run`: writes go to an overlay in memory; `written` lists what was (or would have been) written or removed.
    `content`: what the overlay holds to begin with; with a root that doesn't exist, a repository in memory.
    `private`: for this user alone; a folder made for it can't be entered by others.
    """

    def __init__(
        self,
        root: Path,
        *,
        dry_run: bool = False,
        content: Mapping[str, bytes] | None = None,
        private: bool = False,
    ) -> None:
        self.root = root
        self.private = private
        self.dry_run = dry_run or content is not None
        self.written: list[str] = []
        self._overlay: dict[str, bytes | None] = dict(content or {})

    @classmethod
    def in_memory(cls, content: Mapping[str, bytes]) -> Files:
        """A tree that is nowhere on disk."""
        return cls(Path("/nonexistent"), content=content)

    def path(self, name: str) -> Path:
        """The file's path. Refuses names that leave the folder."""
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise Refused(
                fault(
                    "path", f"路径{name!r}越界", f"path {name!r} leaves the folder", "用相对路径", "use a relative path"
                )
            )
        return self.root / name

    def read(self, name: str) -> bytes | None:
        """The file's bytes, or None if there is no such file."""
        if name in self._overlay:
            return self._overlay[name]
        path = self.path(name)
        try:
            with open(path, "rb", buffering=0) as file:
                return file.read()
        except (OSError, ValueError):  # to ask first would double the time of reading a hundred thousand
            if path.is_file():
                raise
            return None

    def names(self, folder: str = "") -> list[str]:
        """All files below a folder, sorted by path; what a write that broke off has left behind isn't one."""
        prefix = f"{folder}/" if folder else ""
        found = set(_files_below(self.path(folder) if folder else self.root, prefix))
        for name, data in self._overlay.items():
            if name.startswith(prefix):
                (found.discard if data is None else found.add)(name)
        return sorted(found)

    def write(self, name: str, data: bytes) -> None:
        """Write whole: temporary file, fsync, rename. Does nothing where the bytes are there already."""
        if self.read(name) == data:
            return
        self.written.append(name)
        if self.dry_run:
            self._overlay[name] = data
            return
        path = self._place(name)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o600 if self.private else 0o644)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def _place(self, name: str) -> Path:
        """The file's path, in a folder that is there."""
        if self.private and not self.root.exists():
            self.root.mkdir(parents=True, mode=0o700)
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def append(self, name: str, data: bytes) -> None:
        """Append and fsync."""
        self.written.append(name)
        if self.dry_run:
            self._overlay[name] = (self.read(name) or b"") + data
            return
        with self._place(name).open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def remove(self, name: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        if self.read(name) is None:
            return
        self.written.append(name)
        if self.dry_run:
            self._overlay[name] = None
            return
        path = self.path(name)
        path.unlink()
        parent = path.parent
        while parent != self.root and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
