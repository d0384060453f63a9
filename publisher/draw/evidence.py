"""Text, JSON and CSV in evidence form (protocol section 2): exactly one way to write each value."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import lt
from typing import Any, NoReturn

from pydantic_core import from_json, to_json

from publisher.errors import Fault, Malformed, Words

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 64  # evidence has about six levels; a stranger's answer in it has few more
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ASCII_CONTROL = bytes({*range(0x20), 0x7F} - {0x0A})
_SURROGATE = re.compile("[\ud800-\udfff]")


def sha256_hex(data: bytes) -> str:
    """SHA-256 of `data` as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def _malformed(code: str, zh: str, en: str, name: str, line: int = 0, column: int = 0) -> NoReturn:
    raise Malformed(
        Fault(
            code=code,
            wrong=Words(zh, en),
            right=Words(
                "证据文件须与协议第2节的写法逐字节相同",
                "evidence must be written exactly as in protocol section 2",
            ),
            file=name,
            line=line,
            column=column,
        )
    )


def evidence_text(data: bytes, name: str = "") -> str:
    """`data` as text: UTF-8, NFC, LF, no BOM, no control character but LF (protocol section 2).

    Raises Malformed with the line of the first byte that doesn't belong.
    """
    # a look at the bytes is quicker: those of U+0080 to U+009F begin with C2
    clean = len(data.translate(None, _ASCII_CONTROL)) == len(data) and b"\xc2" not in data
    if clean and data.isascii():
        return data.decode("ascii")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _malformed("not-utf8", f"第{error.start}字节不是UTF-8", f"byte {error.start} is not UTF-8", name, line)
    if text.startswith("\ufeff"):
        _malformed("bom", "文件开头有BOM", "the file starts with a byte order mark", name, 1, 1)
    if not unicodedata.is_normalized("NFC", text):
        _malformed("not-nfc", "文字不是NFC规范形式", "the text is not in NFC", name)
    if not clean and (found := _CONTROL.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        char = f"U+{ord(found.group()):04X}"
        _malformed("control-character", f"含控制字符{char}", f"control character {char}", name, line)
    return text


def _quoted(value: str) -> str:
    if value.isascii() and value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'  # nearly all of them
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if escaped.isascii():
        wrong = _CONTROL.search(escaped) is not None
    else:
        wrong = bool(
            _CONTROL.search(escaped) or _SURROGATE.search(escaped) or not unicodedata.is_normalized("NFC", escaped)
        )
    if wrong:
        _malformed("text", "文字含控制字符或不是NFC", "text has a control character or is not NFC", "")
    return f'"{escaped}"'


def _json(value: Any, indent: str) -> str:
    if len(indent) > 2 * MAX_DEPTH:
        _malformed("json-depth", "嵌套过深", "nested too deeply", "")
    if isinstance(value, str):  # nearly all of them
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if not 0 <= value <= MAX_INTEGER:
            _malformed("integer", f"整数{value}超出范围", f"the integer {value} is out of range", "")
        return str(value)
    inner = indent + "  "
    if isinstance(value, dict):
        if not "".join(value).isascii():
            _malformed("json-key", "键含非ASCII字符", "a key that is not ASCII", "")
        members = [f"{inner}{_quoted(key)}: {_json(value[key], inner)}" for key in sorted(value)]
        return "{\n" + ",\n".join(members) + f"\n{indent}}}" if members else "{}"
    if isinstance(value, list | tuple):
        items = [inner + _json(item, inner) for item in value]
        return "[\n" + ",\n".join(items) + f"\n{indent}]" if items else "[]"
    _malformed("json-type", f"不允许的类型{type(value).__name__}", f"{type(value).__name__} is not allowed", "")


def json_text(value: Any) -> str:
    """`value` (dict, list, str, bool, int 0…2⁵³−1) in evidence form: sorted keys, two-space indent, final LF."""
    return _json(value, "") + "\n"


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate key")
    if not "".join(members).isascii():
        _malformed("json-key", "键含非ASCII字符", "a key that is not ASCII", "")
    return dict(sorted(pairs))


def _integer(text: str) -> int:
    value = int(text)
    if not 0 <= value <= MAX_INTEGER:
        _malformed("integer", f"整数{value}超出范围", f"the integer {value} is out of range", "")
    return value


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"not an allowed number: {text}")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float
)
_OTHER_ESCAPE = re.compile(r'\\[^"\\n]')
_DEEP = "  " * MAX_DEPTH


def _surely(text: str, data: bytes) -> Any:
    """The value of evidence JSON, told by a library that is quicker than what follows; None where it isn't sure.

    It writes again what it read: that shows duplicate keys, white space and most escapes. What it would let through
    beyond that (null, other escapes, deep nesting) is left to `json_text`.
    """
    if "null" in text or _DEEP in text or ("\\" in text and _OTHER_ESCAPE.search(text)):
        return None
    try:
        value = from_json(data)
        return value if to_json(value, indent=2) + b"\n" == data and _allowed(value) else None
    except ValueError:  # no JSON, or nested deeper than the library goes: what follows says what is wrong
        return None


def _allowed(value: Any) -> bool:
    """Whether keys are ASCII and sorted, and numbers whole and in range."""
    kind = type(value)
    if kind is dict:
        keys = list(value)
        if keys != sorted(keys) or not "".join(keys).isascii():
            return False
        value = value.values()
    elif kind is not list:
        return kind is str or kind is bool or (kind is int and 0 <= value <= MAX_INTEGER)
    for one in value:  # noqa: SIM110  # a generator takes twice as long
        if type(one) is not str and not _allowed(one):
            return False
    return True


def parse_json(data: bytes, name: str = "") -> Any:
    """The value of a JSON evidence file, which must equal its own serialisation.

    Raises Malformed for duplicate keys, keys beyond ASCII, floats, null, other white space or escapes, deep nesting.
    """
    text = evidence_text(data, name)
    if (value := _surely(text, data)) is not None:
        return value
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        _malformed("json", f"不是JSON：{error.msg}", f"not JSON: {error.msg}", name, error.lineno, error.colno)
    except (ValueError, RecursionError) as error:
        _malformed("json", f"不是证据JSON：{error}", f"not evidence JSON: {error}", name)
    except Malformed as error:
        raise error.at(name) from None
    try:
        canonical = json_text(value)
    except Malformed as error:
        raise error.at(name) from None
    if canonical != text:
        line = _first_difference(canonical, text)
        _malformed("not-canonical", "与规范写法不同", "differs from its own serialisation", name, line)
    return value


def _first_difference(left: str, right: str) -> int:
    pairs = zip(left.split("\n"), right.split("\n"), strict=False)
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), 1)


def csv_field(value: str) -> str:
    """One CSV field, quoted only where it holds a comma or a quote; a line break can't be written."""
    if "\n" in value or _CONTROL.search(value):
        _malformed(
            "csv-field",
            "字段内不得换行或含控制字符",
            "a field may hold no line break or control character",
            "",
        )
    return '"' + value.replace('"', '""') + '"' if "," in value or '"' in value else value


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV evidence file: header, then the rows in the order given (protocol section 2: callers sort)."""
    lines = [",".join(map(csv_field, header))]
    lines.extend(",".join(map(csv_field, row)) for row in rows)
    return "\n".join(lines) + "\n"


_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",]*))(,|$)')


def _csv_line(line: str) -> list[str]:
    if '"' not in line:
        return line.split(",")
    fields, position = [], 0
    while True:
        match = _FIELD.match(line, position)
        if not match:
            raise ValueError
        quoted, plain, end = match.groups()
        fields.append(plain if quoted is None else quoted.replace('""', '"'))
        if not end:
            return fields
        position = match.end()


def parse_csv(data: bytes, header: Sequence[str], name: str = "") -> list[list[str]]:
    """The rows of a CSV evidence file whose header is `header`; each field as text.

    Checks the writing (quotes only where needed, LF at the end, width), not order or uniqueness.
    Raises Malformed with the line.
    """
    text = evidence_text(data, name)
    lines = text.split("\n")
    if lines.pop() != "" or not lines:
        _malformed("csv-end", "文件须以换行结束", "the file must end with a line feed", name, len(lines) + 1)
    if lines[0] != ",".join(header):
        _malformed("csv-header", "表头不符", f"the header must be {','.join(header)}", name, 1)
    width, rows = len(header), []
    for number, line in enumerate(lines[1:], 2):
        try:
            row = _csv_line(line)
        except ValueError:
            _malformed("csv-quote", "引号不成对", "the quotes do not match", name, number)
        if len(row) != width:
            _malformed("csv-width", f"应有{width}列", f"expected {width} columns, found {len(row)}", name, number)
        if '"' in line and ",".join(map(csv_field, row)) != line:
            _malformed("csv-quote", "不必要的引号", "quoted where no quote is needed", name, number)
        rows.append(row)
    return rows


def check_sorted(keys: Sequence[str], name: str = "") -> None:
    """Raises Malformed unless `keys` (the tables' keys, row by row) are strictly ascending by bytes.

    Identifiers that are equal but for case are duplicates (protocol section 2).
    """
    encoded: list[Any] = list(keys) if all(map(str.isascii, keys)) else [key.encode() for key in keys]
    if not all(map(lt, encoded, islice(encoded, 1, None))):
        index = next(i for i in range(1, len(encoded)) if not encoded[i - 1] < encoded[i])
        _malformed("not-sorted", "未按字节排序或键重复", "not in byte order, or a duplicate key", name, index + 2)
    if len(set(map(str.casefold, keys))) != len(keys):
        seen: dict[str, str] = {}
        for index, key in enumerate(keys):
            if key.casefold() in seen:
                _malformed("duplicate", f"{key}与前文仅大小写不同", f"{key} differs only by case", name, index + 2)
            seen[key.casefold()] = key
