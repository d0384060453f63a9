"""The year's numbers in words for its page: rates with intervals, and where their rows are (article 19)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from publisher.rules.exceptions import CODES
from publisher.rules.jumps import Jump
from publisher.rules.statistics import Interval
from publisher.rules.year_facts import DIMENSIONS, UNKNOWN
from publisher.rules.year_numbers import YearNumbers
from publisher.rules.year_tables import Dimension, StatCell
from publisher.site.contents.charts import Axis, Span, axis_to, span
from publisher.site.contents.results import year_of
from publisher.site.contents.years import RESULTS
from publisher.site.read.view import View
from publisher.site.read.words import SECTIONS

DRAWN = "draw"
JOINED = "；"
"""Between merged categories: their own names hold `、`."""
CHARTED = ("section", "town")
"""What the issue asks a chart for; the other tables stand beneath them."""


class TableRow(NamedTuple):
    """One row of a table, as people read it. `rows`, `found`: the site paths of the results that it counts."""

    label: str
    checked: int
    problems: int
    percent: str
    interval: str
    span: Span
    rows: str
    found: str


class Table(NamedTuple):
    """One table: by what it counts, its message, and its rows."""

    code: str
    title: str
    message: str
    rows: list[TableRow]


def year_words(view: View, numbers: YearNumbers) -> Mapping[str, Any]:
    """What the template of the page is given beside the view."""
    tables = [_table(view, numbers, dimension) for dimension in numbers.dimensions]
    return {
        "tables": sorted(tables, key=lambda table: table.code not in CHARTED),
        "rates": RATES,
        "confidence": f"{float(numbers.numbers.confidence) * 100:.0f}%",
        "jumps": [_jump(view, jump) for jump in numbers.jumps if jump.jumped],
        "withdrawn": withdrawn_results(view, numbers.year),
        "reasons": [(CODES[code].zh, number, code) for code, number in numbers.exceptional.by_code.items()],
    }


RATES: Axis = axis_to(1.0, percent=True)
"""The axis of rates: 0 to 100%."""


def withdrawn_results(view: View, year: int) -> int:
    """How many of a year's results are counted and no longer told by name (article 18)."""
    mine = (result for result in view.books.results if result.finding and year_of(result) == year)
    return sum(result.newest.row in view.withdrawn for result in mine)


def cells_of(numbers: YearNumbers, dimension: Dimension) -> list[StatCell]:
    """The year's cells of one table that hold visits, merged as they are published."""
    rows = [row for row in dimension.rows if str(numbers.year) in row.years]
    return [cell for row in rows for cell in row.cells if cell.cell.checked]


def _table(view: View, numbers: YearNumbers, dimension: Dimension) -> Table:
    cells = cells_of(numbers, dimension)
    found = (_row(view, numbers.year, dimension.code, cell) for cell in cells)
    rows = sorted(found, key=lambda row: (-row.checked, row.label))
    return Table(dimension.code, dimension.title.zh, _message(view, numbers, dimension, cells), rows)


def _message(view: View, numbers: YearNumbers, dimension: Dimension, cells: list[StatCell]) -> str:
    """What the table tells, as far as its intervals allow."""
    title, total = dimension.title.zh, numbers.total.cell
    whole = total.problems / total.checked if total.checked else 0.0
    apart = [
        ("高于" if cell.interval.low > whole else "低于", _label(view, dimension.code, cell))
        for cell in cells
        if cell.interval and not cell.interval.low <= whole <= cell.interval.high
    ]
    if len(cells) < 2:
        return f"按{title}"
    if not apart:
        return f"按{title}：看不出明显差别，每一行的区间都含着全部的{total.rate.percent}"
    said = "，".join(f"{label}{side}全部的{total.rate.percent}" for side, label in apart)
    return f"按{title}：{said}"


def _label(view: View, code: str, cell: StatCell) -> str:
    return JOINED.join(category(view, code, name) for name in cell.categories)


def _row(view: View, year: int, code: str, cell: StatCell) -> TableRow:
    low, high = (cell.interval.low, cell.interval.high) if cell.interval else (0.0, 0.0)
    rate = cell.cell.problems / cell.cell.checked
    rows = results_link(view, year, code, cell.categories)
    return TableRow(
        _label(view, code, cell),
        cell.cell.checked,
        cell.cell.problems,
        cell.cell.rate.percent,
        _interval(cell.interval),
        span(low, high, RATES, rate),
        rows,
        f"{rows}&only=problem:yes",
    )


def results_link(view: View, year: int, code: str, names: tuple[str, ...]) -> str:
    """Where a year's results of some categories are listed."""
    return f"{RESULTS.path(view, year)}?only={','.join(f'{code}:{name}' for name in names)}"


def _interval(interval: Interval | None) -> str:
    return f"{interval.low * 100:.1f}%–{interval.high * 100:.1f}%" if interval else "—"


def category(view: View, code: str, name: str) -> str:
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
    names = JOINED.join(category(view, jump.dimension, name) for name in jump.categories)
    before, now = jump.before.rate, jump.now.rate
    said = f"{before}（{before.percent}）升至{now}（{now.percent}）"
    return f"{DIMENSIONS[jump.dimension].zh}“{names}”：{said}"
