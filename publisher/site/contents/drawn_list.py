"""抽中的单位: everybody who was drawn in a year, over all its draws, in one table; numbers of statistics lead here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from publisher.site.contents.downloads import Table
from publisher.site.contents.fairness import NOWHERE, is_counted, places_of
from publisher.site.read.drawn import DrawnObject
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View

COLUMNS = (
    "抽查任务编号",
    "抽查任务名称",
    "单位",
    "统一社会信用代码或代号",
    "分组",
    "每户的机会",
    "签号",
    "检查人员",
    "检查结果",
)


class DrawnLine(NamedTuple):
    """One drawn object, or a supplement. `tags`: what it is counted under; by place only where its whole draw is."""

    draw: DrawView
    one: DrawnObject
    stratum: str
    chance: str
    tags: tuple[str, ...]

    @property
    def said(self) -> str:
        """What came of the visit, as far as it is published."""
        result = self.one.result
        if result is None:
            return "已由增补单位代替" if self.one.replaced else "尚未公示"
        return f"已停止公示（{result.withdrawn}）" if result.withdrawn else result.codes or "正文没有公布"


@lru_cache(maxsize=16)  # for the page, and for its tables to take away
def drawn_lines(view: View, year: int) -> tuple[DrawnLine, ...]:
    """Everybody drawn in the draws of a year, by draw (newest first) and rank."""
    mine = (draw for draw in view.concluded if draw.draw.startswith(f"{year}-"))
    return tuple(line for draw in mine for line in _lines(view, draw))


def _lines(view: View, draw: DrawView) -> Iterable[DrawnLine]:
    known = places_of(view, draw) if is_counted(view, draw) else None
    chances = {chance.stratum: chance for chance in draw.chances}
    for one in draw.drawn:
        chance = chances.get(one.stratum)
        tags = [f"draw:{draw.draw}", f"stratum:{one.stratum}"]
        if known is not None:
            place = known.get(one.object.id, NOWHERE)
            tags += [f"town:{place.town}", f"section:{place.section}"]
        if not one.rank:
            tags = [f"draw:{draw.draw}"]  # a supplement isn't counted among the drawn
        yield DrawnLine(
            draw, one, chance.title if chance else one.stratum, chance.percent if chance else "", tuple(tags)
        )


def drawn_table(lines: Iterable[DrawnLine], title: str) -> Table:
    """The rows as a table to take away."""
    return Table(title, COLUMNS, [_cells(line) for line in lines])


def _cells(line: DrawnLine) -> tuple[str, ...]:
    one, draw = line.one, line.draw
    team = "、".join(member.name or member.id for member in one.team if member)
    key = one.object.id or one.object.key
    return draw.draw, draw.title, one.object.name, key, line.stratum, line.chance, one.ticket, team, line.said
