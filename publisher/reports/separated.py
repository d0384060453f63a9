"""Tables as .csv for people's spreadsheets (evidence is another CSV: protocol section 2)."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable

from publisher.reports.blocks import Cell

_FORMULA = frozenset("=+-@\t\r")


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A table as .csv that Excel opens rightly: UTF-8 with BOM, CRLF; what it would take for a formula is quoted."""
    out = io.BytesIO()
    out.write(BOM_UTF8)  # "utf-8-sig" would write it, too, and is slow
    with io.TextIOWrapper(out, "utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([*map(_plain, row)] for row in rows)
        text.flush()
        return out.getvalue()


def _plain(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else str(cell)
    return f"'{text}" if text[:1] in _FORMULA else text
