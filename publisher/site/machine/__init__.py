"""What other programs read: Atom feeds, JSON, and a Data Package of everything published. None of it is evidence."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.site.machine.feeds import feed_files
from publisher.site.machine.json_files import json_files
from publisher.site.machine.package import package_files
from publisher.site.read.view import View


def machine_files(view: View, tables: Mapping[str, bytes], zip_sha256: str, zip_bytes: int) -> dict[str, bytes]:
    """Site path → bytes of all of them. `tables`: the two for programs, made already (machine/tables.py).

    `zip_sha256` (64 hex), `zip_bytes`: of evidence.zip.
    """
    return {
        **feed_files(view),
        **json_files(view),
        **package_files(view, tables, zip_sha256, zip_bytes),
    }
