"""Which paths can name evidence, how big a file may be, and how a refusal of what was given reads."""

from __future__ import annotations

import re

from publisher.errors import Malformed, fault

MAX_FILE = 200 * 2**20
MAX_FILES = 200_000
_PATH = re.compile(r"(?:[0-9A-Za-z][0-9A-Za-z._-]*/)*[0-9A-Za-z][0-9A-Za-z._-]*")
_PLACE = ("给出公布的文件夹、zip或网址", "give a published folder, a zip, or an address")


def is_path(path: str) -> bool:
    """Whether `path` can name evidence: relative, plain, without a dot segment."""
    return len(path) <= 500 and _PATH.fullmatch(path) is not None


def bad_source(code: str, zh: str, en: str, file: str = "") -> Malformed:
    """The refusal of what was given: it isn't readable evidence."""
    return Malformed(fault(code, zh, en, *_PLACE).at(file))


def check_size(size: int, path: str) -> None:
    """Raises Malformed for a file over the limit."""
    if size > MAX_FILE:
        megabytes = MAX_FILE // 2**20
        raise bad_source("too-big", f"文件超过{megabytes} MB", f"the file is over {megabytes} MB", path)
