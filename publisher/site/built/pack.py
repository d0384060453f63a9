"""`site pack`: the whole site as one zip with a list of hashes that `sha256sum -c` accepts."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

from publisher.site.built.folder import BuiltSite

SUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16
_UNIX = 3


def pack_site(site: BuiltSite, target: Path) -> str:
    """Write the zip: the same bytes for the same site. Returns its SHA-256 as 64 hex digits.

    The zip is written beside the target and put in its place when it is whole.
    """
    partial = target.with_name(f".{target.name}.partial")
    sums: list[str] = []
    try:
        with zipfile.ZipFile(partial, "w") as packed:
            for name in site.names:
                data = site.read(name)
                sums.append(f"{sha256(data).hexdigest()}  {name}\n")
                packed.writestr(_member(name), data, compresslevel=6)
            packed.writestr(_member(SUMS), "".join(sums), compresslevel=6)
        digest = _digest(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return digest


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    packed = name.endswith((".zip", ".xlsx", ".png"))
    member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    member.create_system, member.external_attr = _UNIX, _REGULAR
    return member


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        found = sha256()
        while block := file.read(2**20):
            found.update(block)
    return found.hexdigest()
