"""The bytes of a staff file as text: what spreadsheets, Windows and mischief put into files, told apart and named."""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from publisher.errors import Fault, fault
from publisher.tables.faults import Faults, too_big

MAX_BYTES = 64 * 2**20
REPLACEMENT = "\ufffd"

# Control characters but LF; zero-width and direction marks, line separators, noncharacters: unseen on paper, so that
# two names could look alike or a line could read backwards.
_CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_INVISIBLE = "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
_BAD = re.compile(f"[{_CONTROL}{_INVISIBLE}\ud800-\udfff]")
_IS_CONTROL = re.compile(f"[{_CONTROL}]")

_SIGNATURES = (
    (b"PK\x03\x04", "excel", "这是Excel工作簿或压缩包", "this is an Excel workbook or a zip"),
    (b"\xd0\xcf\x11\xe0", "excel", "这是旧版Excel工作簿", "this is an old Excel workbook"),
    (b"\xff\xfe", "utf16", "文件是UTF-16编码", "the file is UTF-16"),
    (b"\xfe\xff", "utf16", "文件是UTF-16编码", "the file is UTF-16"),
    (b"\xef\xbb\xbf", "bom", "文件开头有BOM", "the file starts with a byte order mark"),
)


def staff_text(data: bytes, faults: Faults, limit: int = MAX_BYTES) -> str:
    """The text of a staff file, CRLF made LF; characters that don't belong are noted in `faults` and replaced.

    Raises Refused when `data` is longer than `limit` bytes, Malformed when it isn't UTF-8 text at all.
    """
    if len(data) > limit:
        raise too_big(faults.name, len(data), limit)
    _check_signature(data, faults)
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        _not_utf8(data, error.start, faults)
    if text.isascii() and not _IS_CONTROL.search(text):
        return text
    lines = [_clean_line(line, number, faults) for number, line in enumerate(text.split("\n"), 1)]
    return "\n".join(lines)


def bad_character(text: str) -> Fault | None:
    """What is wrong with the characters of `text` (one value, LF allowed), if anything."""
    found = _BAD.search(text)
    if found:
        return _bad_char(found.group())
    return None if unicodedata.is_normalized("NFC", text) else _not_nfc()


def _check_signature(data: bytes, faults: Faults) -> None:
    for signature, code, zh, en in _SIGNATURES:
        if data.startswith(signature):
            save_zh, save_en = "请另存为UTF-8（无BOM）的文本文件", "save it as UTF-8 text without BOM"
            _give_up(faults, fault(code, zh, en, save_zh, save_en), 1, 1)


def _not_utf8(data: bytes, start: int, faults: Faults) -> NoReturn:
    line_start = data.rfind(b"\n", 0, start) + 1
    line = data.count(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8", "replace")) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        zh, en = f"第{start}字节不是UTF-8", f"byte {start} is not UTF-8"
        _give_up(faults, fault("not-utf8", zh, en, "请另存为UTF-8", "save it as UTF-8"), line, column)
    zh, en = "这看起来像GBK/GB18030编码", "this looks like GBK/GB18030"
    _give_up(faults, fault("gbk", zh, en, "请另存为UTF-8", "save it as UTF-8"), line, column)


def _give_up(faults: Faults, found: Fault, line: int, column: int) -> NoReturn:
    faults.add(found, line, column)
    faults.settle()
    raise AssertionError("unreachable: settle raises when there is a fault")


def _clean_line(line: str, number: int, faults: Faults) -> str:
    for found in _BAD.finditer(line):
        faults.add(_bad_char(found.group()), number, found.start() + 1)
    clean = _BAD.sub(REPLACEMENT, line)
    if not unicodedata.is_normalized("NFC", clean):
        normal = unicodedata.normalize("NFC", clean)
        pairs = enumerate(zip(clean, normal, strict=False), 1)
        column = next((index for index, (a, b) in pairs if a != b), min(len(clean), len(normal)) + 1)
        faults.add(_not_nfc(), number, column)
    return clean


def _bad_char(char: str) -> Fault:
    point = f"U+{ord(char):04X}"
    if _IS_CONTROL.fullmatch(char):
        zh, en = f"含控制字符{point}", f"control character {point}"
        return fault("control-character", zh, en, "删去它（制表符改为空格）", "delete it (a tab becomes a space)")
    zh, en = f"含看不见的字符{point}", f"invisible character {point}"
    return fault("invisible-character", zh, en, "删去它", "delete it")


def _not_nfc() -> Fault:
    zh, en = (
        "文字不是NFC规范形式（字母与附加符号分开存放）",
        "the text is not in NFC (a letter and its mark stored apart)",
    )
    return fault("not-nfc", zh, en, "重新输入这几个字", "type these characters again")
