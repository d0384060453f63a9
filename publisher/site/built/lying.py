"""How the files of a draw, or of a year's results, lie in a built site: told beside the build, for a hundred thousand.

Whoever writes into a file changes the time of its change, so files that lie as they did needn't be read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import IO

from publisher.site.beside import Beside, Named, answer
from publisher.site.built.folder import stats_below


def own_paths(own: str) -> tuple[str, ...]:
    """The site paths of a draw's own files, two folders and a file, or of those of a year's results."""
    kind, _, name = own.partition("/")
    return (own, f"find/{name}", f"api/{own}.json") if kind == "draws" else (f"{own}.html", f"{own}.csv", f"{own}.xlsx")


def seen(site: Path, own: str) -> str:
    """SHA-256 (hex) over how the files lie on the disk.

    Those that aren't in a folder of their own are read: to move one changes its time, too.
    """
    found = sha256()
    for path in own_paths(own):
        if (site / path).is_dir():
            for name, one in sorted(stats_below(site / path)):
                found.update(f"{path}/{name} {one.st_ino} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}\n".encode())
        elif (site / path).is_file():
            found.update(f"{path}\n".encode() + sha256((site / path).read_bytes()).digest())
    return found.hexdigest()


class Looking(Beside):
    """Looks how these files of a site lie, while the evidence is read. `owns`: `draws/2024-001`, `results/2024`."""

    def __init__(self, site: Path, owns: Iterable[str]) -> None:
        names = "\n".join(owns).encode("utf-8", "replace")
        super().__init__(__name__, site.parent)
        self.send([(str(site), names)])

    def found(self) -> dict[str, str]:
        """Own → `seen`. Raises OSError."""
        with self.finish() as told:
            return dict(json.load(told))


def _look(sent: Iterable[Named], to: IO[bytes]) -> None:
    for site, owns in sent:
        to.write(json.dumps({own: seen(Path(site), own) for own in owns.decode().split("\n")}).encode())


if __name__ == "__main__":
    answer(_look)
