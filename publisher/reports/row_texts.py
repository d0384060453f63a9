"""The published text of a sealed row, where there is one (protocol section 3)."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.records import SealedRow
from publisher.log.rows import ResultRow, RowFile


def result_row(files: Mapping[str, bytes], record: SealedRow) -> ResultRow | None:
    """What a drawn visit's row says; None where its text isn't published, isn't what was logged, or can't be read."""
    data = files.get(places.draw_file(record.draw, places.row_file(record.row))) if record.draw else None
    if data is None:
        return None
    try:
        row, result = RowFile.read_result(data)
        return result if row == record.row else None
    except PublisherError:
        return None
