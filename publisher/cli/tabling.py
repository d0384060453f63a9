"""Tables for a terminal of any width: long cells are folded, so that nothing of them is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table


def folding(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table of texts under these heads."""
    table = Table()
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
