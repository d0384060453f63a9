"""The tables to take away, and those for programs, made by a process of its own while this one makes the pages."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain
from pathlib import Path

from pydantic_core import to_json

from publisher.site import made_tables
from publisher.site.beside import Beside, Named, read_parts
from publisher.site.contents.takeaway import tables
from publisher.site.machine.tables import program_tables
from publisher.site.read.view import View


class Tabling(Beside):
    """All tables of a view. `kept`: what the site before has, as `results/2024`; `folder`: where there is room."""

    def __init__(self, view: View, kept: Container[str], folder: Path) -> None:
        # Told here, not in the thread that sends: two of them would take turns, and each would wait.
        parts = [(path, to_json(table)) for path, table in chain(tables(view, kept), program_tables(view))]
        super().__init__(made_tables.__name__, folder)
        self.send(parts)

    def files(self) -> Iterator[Named]:
        """(site path, bytes) of all of them, one at a time: a big year's are not held together. Raises OSError."""
        with self.finish() as made:
            yield from read_parts(made)
