"""Tables as .csv for people's spreadsheets (evidence is another CSV: protocol section 2)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from publisher.reports.blocks import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A table as .csv that Excel opens rightly: UTF-8 with BOM, CRLF; what it would take for a formula is quoted."""
    out = io.BytesIO()
    with io.TextIOWrapper(out, "utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
        text.flush()
        return out.getvalue()


def _plain(cell: Cell) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
