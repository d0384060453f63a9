"""One firm's place in one draw, cut into shards: its row of the frame, its place, who visited, what came of it.

    find/<draw>/index.json   what holds for all: strata, seed, the last ticket drawn, deadlines, which files to compare
    find/<draw>/<n>.json     [id or alias, stratum, code, place, visit]      `place` 0 before the draw, `visit` if drawn
                             [object_id, alias]                             a blinded draw's published opening

Taken from frame.csv and from what the draw's page shows; the page says what of it the reader's browser has checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from publisher.draw.hashing import object_ticket
from publisher.draw.tables import FrameRow, parse_frame
from publisher.errors import Malformed
from publisher.log import places
from publisher.site.lookup.shards import Row, compact, cut, shard_files
from publisher.site.read.chances import Chance
from publisher.site.read.drawn import DrawnObject, ResultView
from publisher.site.read.draws import DrawView
from publisher.site.read.figures import day
from publisher.site.read.people import Person
from publisher.site.read.words import EXCLUDED

TARGET = 8_000


def standing_files(draw: DrawView, until: Mapping[str, date], frame: bytes) -> dict[str, bytes]:
    """Site path → bytes of one draw.

    `until`: its rows → until when whoever is named may object; `frame`: its frame.csv, empty where it isn't published.
    """
    rows = _frame(frame)
    codes = ["", *sorted({row.excluded for row in rows} - {""})]
    parts = cut(_rows(draw, until, rows, codes), TARGET)
    folder = f"find/{draw.draw}"
    index = {
        **_index(draw, len(frame)),
        "codes": [[code, EXCLUDED.get(code, code)] for code in codes],
        "shards": len(parts),
    }
    return {f"{folder}/index.json": (compact(index) + "\n").encode(), **shard_files(folder, parts)}


def _frame(data: bytes) -> list[FrameRow]:
    try:
        return parse_frame(data)
    except Malformed:
        return []


def _rows(draw: DrawView, until: Mapping[str, date], rows: list[FrameRow], codes: list[str]) -> Iterator[Row]:
    strata = {chance.stratum: at for at, chance in enumerate(draw.chances)}
    numbers = {code: at for at, code in enumerate(codes)}
    visits = {one.object.key: _visit(one, until) for one in draw.drawn}
    ranked = _places(draw, rows)
    known = {row.object_id for row in rows}
    for row in rows:
        key = row.object_id
        more = [visits[key]] if key in visits else []
        yield [key, strata.get(row.stratum, -1), numbers[row.excluded], ranked.get(key, 0), *more]
    if places.draw_file(draw.draw, places.FRAME_KEY) not in draw.files:  # with the key the browser computes the alias
        yield from ((object_id, alias) for alias, object_id in sorted(draw.people.openings.items()) if alias in known)


def _places(draw: DrawView, rows: list[FrameRow]) -> dict[str, int]:
    """Id → its place among the eligible of its stratum, by ticket; none before there is a seed."""
    if not draw.seed:
        return {}
    tickets = sorted(
        (object_ticket(draw.seed_hash, row.object_id), row.object_id, row.stratum) for row in rows if not row.excluded
    )
    counts: dict[str, int] = {}
    found = {}
    for _, key, stratum in tickets:
        found[key] = counts[stratum] = counts.get(stratum, 0) + 1
    return found


def _visit(one: DrawnObject, until: Mapping[str, date]) -> dict[str, Any]:
    """Who visits one drawn object, and what came of it, as the draw's page shows it."""
    return {
        "instead": _person(one.instead_of),
        "rank": one.rank,
        "replaced": one.replaced,
        "results": [_result(result, until.get(result.row)) for result in one.results[::-1]],
        "team": [_person(member) for member in one.team],
    }


def _person(person: Person | None) -> list[str] | None:
    return None if person is None else [person.id or person.short, person.name]


def _result(result: ResultView, until: date | None) -> dict[str, Any]:
    return {
        "codes": result.codes,
        "corrects": result.corrects,
        "dispositions": result.dispositions,
        "method": result.method,
        "position": result.position,
        "re_checks": result.re_checks,
        "reason": result.reason,
        "remark": result.remark,
        "review": result.review,
        "row": result.row,
        "until": str(until) if until else "",
        "visited": day(result.visited_on) if result.visited_on else "",
        "withdrawn": result.withdrawn,
    }


def _index(draw: DrawView, frame_bytes: int) -> dict[str, Any]:
    record = draw.commit.record
    sizes = {file.name: file.size for file in draw.outcome_files}
    return {
        "beacon": draw.beacon_time.isoformat(),
        "blinded": draw.people.blinded,
        "draw": draw.draw,
        "frame": frame_bytes,
        "inspect_by": day(record.inspect_by),
        "items": list(draw.items),
        "key": places.draw_file(draw.draw, places.FRAME_KEY) in draw.files,
        "kind": draw.state.kind,
        "outcome": draw.records.outcome is not None,
        "publish_by": day(record.publish_by),
        "seed": draw.seed_hash,
        "selection": sizes.get("selection.csv") or 0,
        "state": draw.state.zh,
        "strata": [_stratum(draw, chance) for chance in draw.chances],
        "title": draw.title,
    }


def _stratum(draw: DrawView, chance: Chance) -> dict[str, Any]:
    last = [one for one in draw.drawn if one.rank and one.stratum == chance.stratum][-1:]
    return {
        "dots": chance.dots,
        "eligible": chance.eligible,
        "last": [last[0].ticket, last[0].object.key] if last else None,
        "listed": chance.listed,
        "one_in": chance.one_in,
        "percent": chance.percent,
        "size": chance.size,
        "stratum": chance.stratum,
        "title": chance.title,
    }
