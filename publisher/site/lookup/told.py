"""What is known of a firm over all draws, for its entry in the directory (site/lookup/finding.py).

    drawn        the draws in which it was drawn, newest first
    added        those in which it came in another's place
    objections   [row, mark, words]: where the newest objection to a result stands
    outside      inspections that no draw led to (article 13)

Only what other pages say by the firm's name: nobody is named for a text that was withdrawn, nor behind an alias.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from publisher.log import places
from publisher.site.contents.result_lines import ResultLine
from publisher.site.contents.results import objection_terms_open, results_by_year
from publisher.site.read.drawn import DrawnObject
from publisher.site.read.draws import DrawView
from publisher.site.read.figures import day
from publisher.site.read.view import View

Told = dict[str, list[Any]]


def told_of_firms(view: View) -> tuple[dict[str, Told], dict[str, str]]:
    """Firm → what is known of it, only of those of whom anything is; and firm → its name there."""
    told: dict[str, Told] = {}
    names: dict[str, str] = {}
    for firm, name, kind, value in (*_drawn(view), *_results(view)):
        told.setdefault(firm, {}).setdefault(kind, []).append(value)
        names.setdefault(firm, name)
    return told, names


def sealed_names(draw: DrawView) -> bool:
    """Whether the names behind a draw's aliases are for the holders of receipts alone, unless a result opens one."""
    return draw.people.blinded and places.draw_file(draw.draw, places.FRAME_KEY) not in draw.files


def _drawn(view: View) -> Iterator[tuple[str, str, str, str]]:
    for draw in view.draws:
        sealed = sealed_names(draw)
        for one in draw.drawn:
            if one.object.id and not (sealed and _withdrawn(one)):
                yield one.object.id, one.object.name, "drawn" if one.rank else "added", draw.draw


def _withdrawn(one: DrawnObject) -> bool:
    return one.result is not None and one.result.withdrawn != ""


def _results(view: View) -> Iterator[tuple[str, str, str, object]]:
    until = objection_terms_open(view)
    for made in results_by_year(view):
        for line in made.lines:
            if not line.link:
                yield line.object_id, line.name, "outside", _outside(line, until.get(line.row))
            elif line.objection:
                yield line.object_id, line.name, "objections", [line.row, *_objection(line)]


def _objection(line: ResultLine) -> tuple[str, str]:
    return "waiting" if line.objection_open else "done", line.objection


def _outside(line: ResultLine, until: date | None) -> dict[str, Any]:
    return {
        "codes": line.codes,
        "dispositions": line.dispositions,
        "notes": line.notes,
        "number": line.draw,
        "objection": list(_objection(line)) if line.objection else None,
        "position": line.position,
        "row": line.row,
        "team": line.inspectors,
        "title": line.task,
        "until": str(until) if until else "",
        "visited": day(line.visited_on),
    }
