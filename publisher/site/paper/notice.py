"""公告 and 大屏: what hangs on the wall of the hall and what runs on its screen (article 18). Documents of their own.

They carry none of the theme: one A4 page each for the printer, and large type for people who stand far away.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import segno

from publisher.draw.identifiers import parse_time
from publisher.site.contents.draw_context import DrawContext
from publisher.site.contents.home import home_numbers
from publisher.site.contents.overdue import overdue
from publisher.site.contents.results import results_by_year
from publisher.site.pages.render import render
from publisher.site.paper.fitting import Fit, Told, fit
from publisher.site.paper.notice_words import (
    Line,
    contact_said,
    drawn_lines,
    facts,
    grouped,
    heading,
    hidden_said,
    later_heading,
    later_lines,
    point_said,
    said,
    where_said,
)
from publisher.site.policy import Inline, with_policy
from publisher.site.read.chances import Chance
from publisher.site.read.drawn import DrawnObject
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View

NOTICE = "notice.html"
HALL = "hall.html"
WAITING = 3
"""Coming draws that the hall's screen shows; of more it says how many."""
LISTED = 32
"""Drawn objects that a notice lists at most; of more the page says how many, and where they are."""
ROOM = "以上按签号列前几户"
"""A line is left for how many aren't listed."""
GROUPS = 5
"""Strata that fit."""
SLIDE_ROWS = 6
LONG_NAME = 28
SLIDES = 3
"""Slides with names that one draw gets; longer lists hang on the wall."""


class Code(NamedTuple):
    """A QR code: `size` modules a side with the margin; `runs` of dark modules: x, y, length, from the top left."""

    size: int
    runs: tuple[tuple[int, int, int], ...]
    text: str

    @property
    def path(self) -> str:
        """The dark squares as one SVG path."""
        return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in self.runs)


def qr_code(text: str) -> Code:
    """The code of a text, error correction M, with the margin of four modules that readers need."""
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = tuple((x + 4, y + 4, length) for y, row in enumerate(matrix) for x, length in _runs(row))
    return Code(len(matrix) + 8, runs, text)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """(start, length) of each stretch of dark modules."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = found[-1][0], found[-1][1] + 1
        elif dark:
            found.append((x, 1))
    return found


class Paper(NamedTuple):
    """What a notice says and how large, in either form.

    `listed`: group → its lines, `number` in all; `more`: drawn objects, and `groups_more`: groups, without room.

    `later`: what came after what the notice's fingerprint holds, and which checkpoint holds that.
    """

    fit: Fit
    listed: tuple[tuple[str, tuple[Line, ...]], ...]
    number: int
    more: int
    groups: tuple[Chance, ...]
    groups_more: int
    hidden: str
    later: tuple[str, ...]
    told: Told
    dated: datetime
    code: Code


def notice_paper(draw: DrawView, context: DrawContext) -> Paper:
    """A draw's notice, of the draw and its context alone."""
    lines = drawn_lines(draw)[:LISTED]
    shown = draw.chances[:GROUPS] if not draw.void else ()
    hidden, later = hidden_said(draw, lines), _later(draw, context)
    told = Told(
        title=draw.title,
        said=said(draw),
        facts=tuple(facts(draw)),
        groups=len(shown) + (len(draw.chances) > GROUPS),
        notes=[note for note in (ROOM, hidden, later_heading(draw) if later else "", *later) if note],
        prints=_prints(draw, context),
        contact=contact_said(context.shared.bureau, draw),
    )
    size, number = fit(told, lines)
    return Paper(
        fit=size,
        listed=grouped(draw, lines[:number]),
        number=number,
        more=len(drawn_lines(draw)) - number,
        groups=shown,
        groups_more=max(0, len(draw.chances) - GROUPS) if shown else 0,
        hidden=hidden,
        later=later,
        told=told,
        dated=parse_time(draw.step.record.time),
        code=qr_code(_code_text(draw, context.shared.genesis, context.shared.address)),
    )


def _later(draw: DrawView, context: DrawContext) -> tuple[str, ...]:
    """What came later, and the fingerprint that holds it."""
    lines = later_lines(draw, context.successor)
    if not lines:
        return ()
    what = "它的封存" if draw.void else "这些变动"
    return (*lines, point_said(what, context.later) if context.later else f"{what}还没有足够的见证人签名。")


def _prints(draw: DrawView, context: DrawContext) -> list[str]:
    """The small print beside the code: where to compare, and the checkpoint that holds what the notice tells."""
    what = "这次作废" if draw.void else "以上抽签结果" if draw.records.outcome else "以上内容"
    held = [point_said(what, context.announced)] if context.announced else []
    return [where_said(context.shared.address), *held]


def _code_text(draw: DrawView, genesis: str, address: str) -> str:
    """The address of the draw's page; where the site has none, its number and the fingerprint of the log's start."""
    if address:
        return f"{address}draws/{draw.draw}/index.html"
    return f"{draw.draw}\n{genesis}" if genesis else draw.draw


class Slide(NamedTuple):
    """One slide with the names of a draw: the part of its list, which of how many, and how many no slide shows."""

    draw: DrawView
    part: tuple[DrawnObject, ...]
    number: int
    of: int
    more: int

    @property
    def dense(self) -> bool:
        """Whether its longest name needs smaller letters to stand on one row."""
        return max(len(one.object.name) for one in self.part) > LONG_NAME


def name_slides(view: View) -> list[Slide]:
    """Who is visited after the newest draw whose names are public, spread evenly over a few slides."""
    draw = next((draw for draw in view.concluded if _names_everyone(draw)), None)
    if draw is None:
        return []
    visited = [one for one in draw.drawn if not one.replaced]
    shown = visited[: SLIDE_ROWS * SLIDES]
    of = -(-len(shown) // SLIDE_ROWS)
    cuts = [-(-len(shown) * number // of) for number in range(of + 1)]
    parts = [tuple(shown[start:end]) for start, end in pairwise(cuts)]
    return [Slide(draw, part, number, of, len(visited) - len(shown)) for number, part in enumerate(parts, 1)]


def _names_everyone(draw: DrawView) -> bool:
    return bool(draw.drawn) and all(one.object.name for one in draw.drawn)


def notice_document(draw: DrawView, context: DrawContext) -> tuple[str, str]:
    """(site path, HTML) of a draw's notice."""
    shared = context.shared
    path = f"{draw.folder}{NOTICE}"
    paper = notice_paper(draw, context)
    html = render(
        "notice.html",
        path,
        bureau=shared.bureau,
        genesis=shared.genesis,
        draw=draw,
        paper=paper,
        heading=heading(draw),
        later_heading=later_heading(draw),
    )
    return path, with_policy(html, Inline())


def hall_document(view: View, address: str = "") -> tuple[str, str]:
    """(site path, HTML) of the hall's screen."""
    code = qr_code(address) if address else None
    hall = render(
        "hall.html",
        HALL,
        view=view,
        waiting=view.waiting[:WAITING],
        others=max(0, len(view.waiting) - WAITING),
        slides=name_slides(view),
        late=overdue(view),
        numbers=home_numbers(view),
        made=results_by_year(view)[0],
        code=code,
        address=address,
        where=where_said(address),
    )
    return HALL, with_policy(hall, Inline())
