"""Big tables cut into small files by the hash of their key, so that one row is found from a few kilobytes (SITE.md).

A shard is a JSON array of rows, each an array that begins with its key. Their number is a power of two, chosen so that
none is over a limit, however big the table: what a reader loads doesn't grow with the roster.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

MAX_SHARDS = 2**16
UNEVEN = 8
"""How many times as many shards as the bytes ask for there are at most: a few long rows don't make thousands."""
LONG = 16
"""How many times the target rows that are longer than others may come to in one shard, before they are spread."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
Row = Sequence[object]


def shard_of(key: str, shards: int) -> int:
    """Which of `shards` files holds a key: the first 32 bits of its SHA-256, modulo."""
    return _number(key) % shards


def _number(key: str) -> int:
    return int.from_bytes(sha256(key.encode()).digest()[:4], "big")


def compact(value: object) -> str:
    """JSON on one line without spaces, sorted keys, characters as they are."""
    return _ENCODE(value)


def cut(rows: Iterable[Row], target: int) -> list[list[str]]:
    """The rows, as JSON, cut into shards of about `target` bytes and at most twice that, beside rows that are longer.

    `rows`: each begins with its key; a shard keeps their order. There is always at least one shard.
    """
    keyed = [(_number(str(row[0])), compact(row)) for row in rows]
    sizes = [(number, len(line.encode()) + 2) for number, line in keyed]
    whole, shards = sum(size for _, size in sizes), 1
    while shards < min(MAX_SHARDS, len(sizes)) and whole > target * shards:
        shards *= 2
    most = min(MAX_SHARDS, UNEVEN * shards)
    while shards < most and _largest(sizes, shards, target):
        shards *= 2
    parts: list[list[str]] = [[] for _ in range(shards)]
    for number, line in keyed:
        parts[number % shards].append(line)
    return parts


def _largest(sizes: list[tuple[int, int]], shards: int, target: int) -> bool:
    """Whether a shard is over twice the target beside rows that are so by themselves, or several of these too many."""
    short, whole, counts = [0] * shards, [0] * shards, [0] * shards
    for number, size in sizes:
        at = number % shards
        short[at] += size if size <= 2 * target else 0
        whole[at] += size
        counts[at] += 1
    crowded = any(total > LONG * target and count > 1 for total, count in zip(whole, counts, strict=True))
    return crowded or max(short) > 2 * target


def shard_files(folder: str, parts: list[list[str]]) -> dict[str, bytes]:
    """Path → bytes: `<folder>/<number in hex>.json`. Empty ones too: a missing file then means a broken site."""
    return {f"{folder}/{number:x}.json": _text(lines).encode() for number, lines in enumerate(parts)}


def _text(lines: list[str]) -> str:
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
