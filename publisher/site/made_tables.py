"""The files of tables, made by a process of its own. It needs nothing that tells their rows, so it begins at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from pydantic_core import from_json

from publisher.site.beside import Named, answer, write_rest
from publisher.site.contents.downloads import Table, csv_file, xlsx_file


def table_files(path: str, table: Table) -> Iterator[Named]:
    """(site path, bytes) of a table: one for programs has its whole path, one for people comes in two forms."""
    if path.endswith(".csv"):
        yield path, program_file(table)
    else:
        yield f"{path}.csv", csv_file(table)
        yield f"{path}.xlsx", xlsx_file(table)


def program_file(table: Table) -> bytes:
    """A table as CSV for programs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue().encode()


def _make(sent: Iterable[Named], to: IO[bytes]) -> None:
    made = (table_files(path, Table(**from_json(data))) for path, data in sent)
    write_rest(to, chain.from_iterable(made))


if __name__ == "__main__":
    answer(_make)
