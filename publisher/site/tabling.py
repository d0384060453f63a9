"""The tables to take away, and those for programs, made by a process of its own while this one makes the pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from pydantic_core import from_json, to_json

from publisher.site.beside import Beside, Named, answer, read_parts, write_rest
from publisher.site.contents.downloads import Table, csv_file, xlsx_file
from publisher.site.contents.takeaway import tables
from publisher.site.machine.tables import program_file, program_tables
from publisher.site.read.view import View


class Tabling(Beside):
    """All tables of a view. `kept`: what the site before has, as `results/2024`; `folder`: where there is room."""

    def __init__(self, view: View, kept: Container[str], folder: Path) -> None:
        # Told here, not in the thread that sends: two of them would take turns, and each would wait.
        parts = [(path, to_json(table)) for path, table in chain(tables(view, kept), program_tables(view))]
        super().__init__(__name__, folder)
        self.send(parts)

    def files(self) -> Iterator[Named]:
        """(site path, bytes) of all of them, one at a time: a big year's are not held together. Raises OSError."""
        with self.finish() as made:
            yield from read_parts(made)


def table_files(path: str, table: Table) -> Iterator[Named]:
    """(site path, bytes) of a table: one for programs has its whole path, one for people comes in two forms."""
    if path.endswith(".csv"):
        yield path, program_file(table)
    else:
        yield f"{path}.csv", csv_file(table)
        yield f"{path}.xlsx", xlsx_file(table)


def _make(sent: Iterable[Named], to: IO[bytes]) -> None:
    made = (table_files(path, Table(**from_json(data))) for path, data in sent)
    write_rest(to, chain.from_iterable(made))


if __name__ == "__main__":
    answer(_make)
