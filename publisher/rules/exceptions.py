"""Inspections outside the draw: four reasons, a register, and nothing between it and a draw (articles 3, 7, 13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from publisher.errors import Fault, Words, fault
from publisher.rules.shares import Share
from publisher.rules.versions import owed

CODES: Mapping[str, Words] = {
    "COMPLAINT": Words("投诉举报", "a complaint or report"),
    "BIGDATA": Words("大数据监测", "monitoring of data"),
    "TRANSFER": Words("转办交办", "handed over by another body"),
    "SUPERIOR": Words("上级特殊要求", "a superior's special demand"),
}
"""The four of article 13, and no other."""


class Entry(NamedTuple):
    """An entry of the register: its sealed row, the object, why, on which day it was logged, the day of the visit."""

    row: str
    object_id: str
    code: str
    logged_on: date
    visited_on: date


class Made(NamedTuple):
    """A visit that was made. `draw` is empty and `entry` a register row where no draw led to it; or the reverse."""

    object_id: str
    visited_on: date
    draw: str = ""
    entry: str = ""


def entry_faults(entry: Entry) -> list[Fault]:
    """What is wrong with an entry: a reason off the list, or logged after the visit."""
    found = []
    if entry.code not in CODES:
        listed = "、".join(CODES), ", ".join(CODES)
        zh, en = f"“{entry.code}”不是第十三条的情形", f"{entry.code!r} is no reason of article 13"
        found.append(fault("nonrandom-code", zh, en, f"只有：{listed[0]}", f"only: {listed[1]}"))
    if entry.logged_on > entry.visited_on:
        zh, en = f"{entry.visited_on}检查，{entry.logged_on}才登记", f"visited before it was logged ({entry.logged_on})"
        found.append(fault("nonrandom-late", zh, en, "先登记后检查", "log the entry, then visit"))
    return found


def visit_fault(
    visit: Made, *, drawn: Mapping[tuple[str, str], date], entries: Mapping[str, Entry], since: date
) -> Fault | None:
    """Why a visit may not stand: no draw and no entry behind it (articles 3, 13), or made before its draw (article 7).

    `drawn`: (draw, object) → the day it came out; `entries`: by row; `since`: the rule's date in force (article 24).
    """
    if not owed(visit.visited_on, since):
        return None
    if visit.entry:
        entry = entries.get(visit.entry)
        return _untraced(visit) if entry is None or entry.object_id != visit.object_id else None
    drawn_on = drawn.get((visit.draw, visit.object_id))
    if drawn_on is None:
        return _untraced(visit)
    if visit.visited_on < drawn_on:
        zh, en = f"{visit.visited_on}检查，{drawn_on}才抽中", f"visited {visit.visited_on}, drawn {drawn_on}"
        return fault("visit-before-draw", zh, en, "先抽后查（第七条）", "draw first, then visit (article 7)")
    return None


def _untraced(visit: Made) -> Fault:
    zh = f"{visit.object_id}在{visit.visited_on}的检查既没有抽签，也没有第十三条的登记"
    en = f"the visit to {visit.object_id} on {visit.visited_on} has neither a draw nor an entry of article 13"
    return fault("visit-untraced", zh, en, "补明抽查编号，或先登记", "name its draw, or its entry in the register")


class Exceptional(NamedTuple):
    """The share of visits outside the draw among all, and how many for each reason."""

    share: Share
    by_code: Mapping[str, int]


def exceptional_share(drawn_visits: int, entries: Iterable[Entry]) -> Exceptional:
    """What the site says of article 13; all four reasons are listed, also where there was none."""
    counts = Counter(entry.code for entry in entries)
    total = sum(counts.values())
    return Exceptional(Share(total, total + drawn_visits), {code: counts[code] for code in CODES})


def repeated(entries: Iterable[Entry]) -> list[tuple[str, int, int]]:
    """(object, year, visits) of each object with two visits or more outside the draw in one year (section 10)."""
    counts = Counter((entry.object_id, entry.visited_on.year) for entry in entries)
    return sorted((object_id, year, count) for (object_id, year), count in counts.items() if count > 1)
