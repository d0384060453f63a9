"""查我的单位: a directory of all firms and of the words in their names, cut into shards (SITE.md, point 3).

    find/index.json          the draws, the rosters they rest on, how many shards there are, words too common to search
    find/firms/<n>.json      [object_id, name, where it is listed]      by the hash of object_id; and, where anything is
                             known of it beside, what site/lookup/told.py says
    find/terms/<n>.json      [term, firms]                              by the hash of the term
    find/<draw>/…            site/lookup/standing.py

A term is two neighbouring characters of a name, or `=` and ten hex digits of the whole name's hash. A firm's number is
`place in its shard * shards + shard`; the numbers of a term are differences in base 36. None of this is evidence.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from publisher.draw.evidence import parse_csv, sha256_hex
from publisher.errors import Malformed
from publisher.log import places
from publisher.site.lookup.shards import Row, compact, cut, shard_files, shard_of
from publisher.site.lookup.told import Told, sealed_names, told_of_firms
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View

FIRMS_TARGET = 4_000
TERMS_TARGET = 5_000
COMMON = 1_200
"""A term of more firms than this isn't searched: its list alone would be over 4 kB."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def find_files(view: View) -> dict[str, bytes]:
    """Path → bytes of the directory; the draws' own shards are made by site/lookup/standing.py."""
    rosters = rosters_of(view)
    firms = _firms(view, rosters)
    parts = cut((_entry(key, firm) for key, firm in sorted(firms.items())), FIRMS_TARGET)
    numbers = _numbers(sorted(firms), len(parts))
    terms, common = _terms((numbers[key], firm.name) for key, firm in firms.items())
    term_parts = cut(([term, deltas(found)] for term, found in sorted(terms.items())), TERMS_TARGET)
    index = {
        "common": " ".join(common),
        "contact": {
            "objections": view.bureau.objections,
            "office": view.bureau.office,
            "phone": view.bureau.phone,
        },
        "draws": [_draw(draw, rosters) for draw in view.draws],
        "firms": {"count": len(firms), "shards": len(parts)},
        "genesis": view.ledger.genesis_hash,
        "rosters": [{"sha256": roster.sha256, "time": roster.time} for roster in rosters],
        "terms": {"shards": len(term_parts)},
    }
    return {
        "find/index.json": (compact(index) + "\n").encode(),
        **shard_files("find/firms", parts),
        **shard_files("find/terms", term_parts),
    }


@dataclass(frozen=True)
class RosterFile:
    """A roster of firms that a draw rests on, or the newest; `time` as its record says."""

    sha256: str
    time: str


@dataclass
class _Firm:
    name: str
    rosters: list[int] = field(default_factory=list)
    told: Told = field(default_factory=dict)


def rosters_of(view: View) -> list[RosterFile]:
    """The rosters of firms that any draw's commit binds, and the newest one, oldest first, each once."""
    bound = {name for draw in view.draws for name in draw.commit.record.files}
    listed = [snapshot for snapshot in view.rosters.snapshots if snapshot.table == "objects"]
    wanted = [s for s in listed if s is listed[0] or f"snapshots/{s.sha256}.csv" in bound]
    return [RosterFile(sha256, time) for sha256, time in {s.sha256: s.time for s in wanted[::-1]}.items()]


def _firms(view: View, rosters: list[RosterFile]) -> dict[str, _Firm]:
    """Every firm of these rosters, or of which anything is told: its newest name, the numbers of its rosters."""
    firms: dict[str, _Firm] = {}
    for number, roster in enumerate(rosters):
        for object_id, name in _rows(view.files.get(places.snapshot(roster.sha256), b"")):
            firm = firms.setdefault(object_id, _Firm(name))
            firm.name = name
            firm.rosters.append(number)
    told, names = told_of_firms(view)
    for object_id, known in told.items():
        firms.setdefault(object_id, _Firm(names[object_id])).told = known
    return firms


def _entry(object_id: str, firm: _Firm) -> Row:
    return [object_id, firm.name, ranges(firm.rosters), *([firm.told] if firm.told else [])]


def _rows(data: bytes) -> list[tuple[str, str]]:
    """(object_id, name) of a roster; none where it can't be read, which other pages say."""
    header = data.split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
    if header[:1] != ["object_id"] or "name" not in header:
        return []
    at = header.index("name")
    try:
        return [(row[0], row[at]) for row in parse_csv(data, header)]
    except Malformed:
        return []


def _numbers(keys: list[str], shards: int) -> dict[str, int]:
    held = [0] * shards
    numbers = {}
    for key in keys:
        shard = shard_of(key, shards)
        numbers[key] = held[shard] * shards + shard
        held[shard] += 1
    return numbers


def plain(name: str) -> str:
    """A name as it is searched: NFKC, lower case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", name).lower()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")


def terms_of(name: str) -> Iterator[str]:
    """The terms under which a name is found, each once."""
    text = plain(name)
    yield f"={sha256_hex(text.encode())[:10]}"
    yield from dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1))


def _terms(names: Iterable[tuple[int, str]]) -> tuple[dict[str, array[int]], list[str]]:
    """Term → firms' numbers; and the terms too common to search."""
    found: dict[str, array[int]] = {}
    common: set[str] = set()
    for number, name in names:
        for term in terms_of(name):
            if term in common:
                continue
            held = found.setdefault(term, array("L"))
            held.append(number)
            if len(held) > COMMON:
                common.add(term)
                del found[term]
    return found, sorted(common)


def deltas(numbers: Iterable[int]) -> str:
    """Numbers as differences from one to the next, in base 36."""
    last, words = 0, []
    for number in sorted(numbers):
        words.append(base36(number - last))
        last = number
    return " ".join(words)


def base36(number: int) -> str:
    """A number from 0 on in base 36."""
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
        if not number:
            return text


def ranges(numbers: list[int]) -> str:
    """Rising numbers as ranges: `0-3.5`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ".".join(str(low) if low == high else f"{low}-{high}" for low, high in spans)


def _draw(draw: DrawView, rosters: list[RosterFile]) -> Mapping[str, object]:
    held = [
        number for number, roster in enumerate(rosters) if f"snapshots/{roster.sha256}.csv" in draw.commit.record.files
    ]
    return {
        "blinded": draw.people.blinded,
        "draw": draw.draw,
        "kind": draw.state.kind,
        "roster": held[0] if held else -1,
        "sealed": sealed_names(draw),
        "state": draw.state.zh,
        "title": draw.title,
    }
