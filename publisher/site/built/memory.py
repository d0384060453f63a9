"""What a build keeps for the next one, beside the site's folder: `.<site>.known/`, a file for each name.

Values in JSON, never programs; to delete the folder costs time, nothing else. Each file says what its value was made of
and what it came to, so that one that was cut short, spoiled or made by another version of the program counts as none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


class FolderMemory:
    """Bytes by name. `program`: what stands for all that makes values of evidence (site/building.py)."""

    def __init__(self, folder: Path, program: str) -> None:
        self._folder = folder
        self._program = program
        self._used: set[str] = set()

    def recall(self, name: str, made_of: str) -> bytes | None:
        """What was kept under this name, made of this; None where there is nothing, or something else."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        head, _, told = data.partition(b"\n")
        if head != self._head(made_of, told):
            return None
        self._used.add(name)
        return told

    def keep(self, name: str, made_of: str, told: bytes) -> None:
        """Keep it, whole or not at all. What can't be written isn't kept: the next build takes longer."""
        self._used.add(name)
        part = self._folder / f"{name}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(self._head(made_of, told) + b"\n" + told)
            part.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def _head(self, made_of: str, told: bytes) -> bytes:
        return sha256(f"{self._program}\n{made_of}\n".encode() + told).hexdigest().encode()

    def forget(self) -> None:
        """Remove what this build didn't use: what has changed or is no more, so that nothing withdrawn stays here."""
        names: list[str] = []
        with suppress(OSError):
            names = os.listdir(self._folder)
        for name in set(names) - self._used:
            with suppress(OSError):  # what can't be removed does no harm
                (self._folder / name).unlink()
