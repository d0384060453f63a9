"""Zips whose bytes depend on nothing but what is in them (and on zlib's version): no clock, no owner, a fixed order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_UNIX = 3


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """A zip of path → bytes, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path, data in files.items():
            member = zipfile.ZipInfo(path, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _REGULAR
            packed.writestr(member, data)
    return out.getvalue()


def without_times(data: bytes) -> bytes:
    """The same zip with the time of each member removed: office programs' libraries write the clock into them."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return zip_bytes({name: packed.read(name) for name in packed.namelist()})
