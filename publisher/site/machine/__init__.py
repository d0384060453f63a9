"""What other programs read: Atom feeds, JSON, and a Data Package of everything published. None of it is evidence."""

from __future__ import annotations

from publisher.site.machine.feeds import feed_files
from publisher.site.machine.json_files import json_files
from publisher.site.machine.package import package_files
from publisher.site.machine.tables import table_files
from publisher.site.read.view import View


def machine_files(view: View, zip_sha256: str, zip_bytes: int) -> dict[str, bytes]:
    """Site path → bytes of all of them. `zip_sha256` (64 hex), `zip_bytes`: of evidence.zip."""
    tables = table_files(view)
    return {
        **feed_files(view),
        **json_files(view),
        **tables,
        **package_files(view, tables, zip_sha256, zip_bytes),
    }
