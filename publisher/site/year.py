"""The year's numbers in words for the page `year.html` (articles 13, 15, 19, 21 and 22)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from publisher.rules.accountability import KIND_WORDS
from publisher.rules.exceptions import CODES
from publisher.rules.jumps import Jump
from publisher.rules.statistics import Interval
from publisher.rules.year_facts import DIMENSIONS, UNKNOWN
from publisher.rules.year_numbers import YearNumbers
from publisher.rules.year_tables import Dimension, StatCell
from publisher.site.view import View
from publisher.site.words import ROLES, SECTIONS

DRAWN = "draw"


class TableRow(NamedTuple):
    """One row of a table, as people read it."""

    label: str
    checked: int
    problems: int
    percent: str
    interval: str


class Table(NamedTuple):
    """One table: by what it counts, and its rows."""

    title: str
    rows: list[TableRow]


class EventRow(NamedTuple):
    """Something that a role answers for, in words; `draw`: whose page tells more, or empty."""

    day: str
    kind: str
    role: str
    about: str
    draw: str
    record: str


def year_words(view: View) -> Mapping[str, object]:
    """What the template of the page is given beside the view."""
    if view.year is None:
        return {}
    names = {agency.agency: agency.name for agency in view.books.agencies}
    return {
        "tables": [_table(view, view.year, dimension) for dimension in view.year.dimensions],
        "confidence": f"{float(view.numbers.confidence) * 100:.0f}%",
        "jumps": [_jump(view, jump) for jump in view.year.jumps if jump.jumped],
        "reasons": [(CODES[code].zh, number) for code, number in view.year.exceptional.by_code.items()],
        "appraised": [{"name": names.get(o.unit, o.unit), "indicators": o.indicators} for o in view.year.appraised],
        "events": _events(view.year),
    }


def _table(view: View, numbers: YearNumbers, dimension: Dimension) -> Table:
    rows = [row for row in dimension.rows if str(numbers.year) in row.years]
    cells = [cell for row in rows for cell in row.cells if cell.cell.checked]
    return Table(dimension.title.zh, [_row(view, dimension.code, cell) for cell in cells])


def _row(view: View, code: str, cell: StatCell) -> TableRow:
    label = "、".join(_category(view, code, name) for name in cell.categories)
    return TableRow(label, cell.cell.checked, cell.cell.problems, cell.cell.rate.percent, _interval(cell.interval))


def _interval(interval: Interval | None) -> str:
    return f"{interval.low * 100:.1f}%–{interval.high * 100:.1f}%" if interval else "—"


def _category(view: View, code: str, name: str) -> str:
    """A category in words: the item's name, the township's, the stratum's title."""
    if name == UNKNOWN:
        return "不详"
    if code == "item":
        current = view.items_in_force
        found = current and next((one.item.name for one in current.items if one.item.item == name), "")
        return found or name
    if code == "section":
        return SECTIONS.get(name, name)
    if code == "town":
        return view.words.say("town", name)
    if code == "origin":
        return "抽签" if name == DRAWN else CODES[name].zh if name in CODES else name
    if code == "stratum":
        return _stratum(view, name)
    return name


def _stratum(view: View, label: str) -> str:
    titles = (chance.title for draw in view.draws for chance in draw.chances if chance.stratum == label)
    return next(titles, label)


def _jump(view: View, jump: Jump) -> str:
    names = "、".join(_category(view, jump.dimension, name) for name in jump.categories)
    before, now = jump.before.rate, jump.now.rate
    said = f"{before}（{before.percent}）升至{now}（{now.percent}）"
    return f"{DIMENSIONS[jump.dimension].zh}“{names}”：{said}"


def _events(numbers: YearNumbers) -> list[EventRow]:
    """What roles answer for, newest first; what two offices signed together stands once."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    days: dict[tuple[str, str, str], str] = {}
    for event in numbers.events:
        key = event.kind, event.about, event.record
        rows.setdefault(key, []).append(ROLES.get(event.role, event.role))
        days[key] = event.day.isoformat()
    listed = sorted(rows, key=lambda key: (days[key], key), reverse=True)
    return [_event_row(key, rows[key], days[key]) for key in listed]


def _event_row(key: tuple[str, str, str], roles: list[str], day: str) -> EventRow:
    kind, about, record = key
    draw = about.partition("/")[0]
    known = draw if draw[4:5] == "-" and draw[5:].isdigit() else ""
    position = record.removeprefix("log[").removesuffix("]")
    return EventRow(day, KIND_WORDS[kind].zh, "、".join(roles), about, known, f"第{position}条" if position else "—")  # type: ignore[index]
