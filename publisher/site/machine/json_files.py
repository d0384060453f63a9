"""JSON at addresses that stay: an index, all draws, and one file for each draw. Paths in it are the site's own."""

from __future__ import annotations

import json
from typing import Any

from publisher.site.machine.feeds import DRAWS, RESULTS
from publisher.site.read.drawn import DrawnObject, ResultView
from publisher.site.read.draws import DrawView
from publisher.site.read.people import Person
from publisher.site.read.view import View

INDEX, ALL = "api/index.json", "api/draws.json"


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def draw_json(draw: str) -> str:
    """Where a draw's JSON lies."""
    return f"api/draws/{draw}.json"


def json_files(view: View) -> dict[str, bytes]:
    """Site path → JSON of all draws together: UTF-8, sorted keys."""
    return {
        INDEX: _text(_index(view)),
        ALL: _text({"draws": [_summary(draw) for draw in view.draws]}),
    }


def draw_json_file(draw: DrawView) -> tuple[str, bytes]:
    """(site path, JSON) of one draw."""
    return draw_json(draw.draw), _text(_whole(draw))


def _text(value: dict[str, Any]) -> bytes:
    """A member of the object to the line, and an entry of its lists; by the fast encoder, which can't indent."""
    members = [f'"{key}":{_lines(value[key])}' for key in sorted(value)]
    return ("{" + ",\n".join(members) + "}\n").encode()


def _lines(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _compact(value: Any) -> str:
    return _ENCODE(value)


def _index(view: View) -> dict[str, Any]:
    newest = view.ledger.newest
    return {
        "bureau": view.bureau.name,
        "checkpoint": {"fingerprint": newest.fingerprint, "size": newest.size} if newest else None,
        "data_package": "datapackage.json",
        "demo": view.bureau.demo,
        "draws": ALL,
        "evidence": "evidence.json",
        "evidence_zip": "evidence.zip",
        "feeds": {"draws": DRAWS, "results": RESULTS},
        "genesis": view.ledger.genesis_hash,
        "now": view.now.isoformat(),
        "rule": {"title": view.bureau.rule_title, "version": view.bureau.rule_version},
    }


def _summary(draw: DrawView) -> dict[str, Any]:
    record = draw.commit.record
    return {
        "beacon_time": draw.beacon_time.isoformat(),
        "blinded": draw.people.blinded,
        "commit": draw.commit.hash,
        "committed": record.time,
        "draw": draw.draw,
        "eligible": draw.eligible,
        "inspect_by": record.inspect_by,
        "items": list(record.items),
        "json": draw_json(draw.draw),
        "listed": draw.listed,
        "page": f"draws/{draw.draw}/index.html",
        "publish_by": record.publish_by,
        "results": draw.results,
        "seed": draw.seed_hash,
        "size": draw.size,
        "state": draw.state.name.lower(),
        "title": draw.title,
    }


def _whole(draw: DrawView) -> dict[str, Any]:
    strata = [
        {
            "eligible": chance.eligible,
            "listed": chance.listed,
            "size": chance.size,
            "stratum": chance.stratum,
            "title": chance.title,
        }
        for chance in draw.chances
    ]
    return {**_summary(draw), "drawn": [_drawn(one) for one in draw.drawn], "strata": strata}


def _drawn(one: DrawnObject) -> dict[str, Any]:
    return {
        "instead_of": one.instead_of.key if one.instead_of else "",
        "key": one.object.key,
        "name": one.object.name,
        "object_id": one.object.id,
        "rank": one.rank,
        "replaced": one.replaced,
        "results": [result_json(result) for result in one.results],
        "stratum": one.stratum,
        "team": [_member(member) for member in one.team],
        "ticket": one.ticket,
    }


def _member(member: Person | None) -> dict[str, str] | None:
    return None if member is None else {"inspector_id": member.key, "name": member.name}


def result_json(result: ResultView) -> dict[str, Any]:
    """One logged row in words; its text is empty where it isn't published any more."""
    return {
        "codes": result.codes,
        "corrects": result.corrects,
        "dispositions": result.dispositions,
        "fixed_on": result.fixed_on,
        "method": result.method,
        "position": result.position,
        "re_checks": result.re_checks,
        "reason": result.reason,
        "remark": result.remark,
        "row": result.row,
        "visited_on": result.visited_on,
        "withdrawn": result.withdrawn,
    }
