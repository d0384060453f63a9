"""Published evidence in a zip that somebody sent: read without unpacking, refused where it isn't plain."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path

from publisher.verify.paths import MAX_FILE, MAX_FILES, bad_source, check_size, is_path

MAX_TOTAL = 16 * 2**30
_MAX_RATIO = 200
_SMALL = 2**20


class Zip:
    """Published files in a zip, which must be plain: no name twice, no link, no way out, no bomb."""

    def __init__(self, path: Path | str) -> None:
        self.where = str(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise bad_source("zip", f"不是可读的zip：{error}", f"not a readable zip: {error}", self.where) from None
        self._members = _members(self._zip.infolist(), self.where)

    def read(self, path: str) -> bytes | None:
        """As Published says."""
        member = self._members.get(path)
        if member is None:
            return None
        try:
            with self._zip.open(member) as stream:
                data = stream.read(MAX_FILE + 1)
        except Exception as error:  # each way of packing has errors of its own: zlib.error, LZMAError, BadZipFile, …
            raise bad_source("zip", f"zip内文件读不出：{error}", f"can't be unpacked: {error}", path) from None
        check_size(len(data), path)
        return data

    def names(self) -> Iterable[str]:
        """As Published says."""
        return sorted(path for path in self._members if is_path(path))


def _members(infos: list[zipfile.ZipInfo], where: str) -> dict[str, zipfile.ZipInfo]:
    """The files of a zip by name. Raises Malformed for anything that two programs could unpack differently."""
    files = [info for info in infos if not info.is_dir()]
    if len(files) > MAX_FILES or sum(info.file_size for info in files) > MAX_TOTAL:
        raise bad_source("zip-size", "zip过大", "the zip unpacks to too much", where)
    for info in files:
        _check_member(info)
    folded = {info.filename.casefold() for info in files}
    if len(folded) != len(files):
        raise bad_source("zip-twice", "zip内有重名文件", "a name occurs twice in the zip", where)
    return {info.filename: info for info in files}


def _check_member(info: zipfile.ZipInfo) -> None:
    name, mode = info.filename, info.external_attr >> 16
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise bad_source("zip-path", "zip内有越界路径", "a path leads out of the zip", name)
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise bad_source("zip-link", "zip内有链接或特殊文件", "the zip holds a link or a special file", name)
    if info.flag_bits & 1:
        raise bad_source("zip-locked", "zip内文件被加密", "a file in the zip is encrypted", name)
    check_size(info.file_size, name)
    if info.file_size > _SMALL and info.file_size > _MAX_RATIO * max(info.compress_size, 1):
        raise bad_source("zip-bomb", "压缩比异常", "packed beyond reason", name)
