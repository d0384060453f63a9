"""Atom feeds (RFC 4287): what happened to draws, and which results were published, corrected or withdrawn.

Names of firms aren't in them: a feed reader keeps what it has read, also after a result's publication has ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from itertools import islice
from uuid import UUID, uuid5

from publisher.draw.identifiers import SHANGHAI, parse_time
from publisher.site.read.drawn import re_checks
from publisher.site.read.draws import DrawView
from publisher.site.read.figures import moment
from publisher.site.read.view import View
from publisher.site.read.words import VOIDS

DRAWS, RESULTS = "feeds/draws.xml", "feeds/results.xml"
NEWEST = 100
"""Entries of a feed."""

_SPACE = UUID("5d4c1c1e-6c0e-5d0b-9a54-7f1f6a1b2c3d")


@dataclass(frozen=True)
class Entry:
    """`key` makes the id, which never changes; `page` is a site path."""

    key: str
    time: datetime
    title: str
    text: str
    page: str


def feed_files(view: View) -> dict[str, bytes]:
    """Site path → the feed."""
    draws = sorted(_draws(view), key=lambda entry: (entry.time, entry.key), reverse=True)
    results = sorted(_results(view), key=lambda entry: (entry.time, entry.key), reverse=True)
    return {
        DRAWS: _feed(view, DRAWS, "draws/index.html", "抽签", draws),
        RESULTS: _feed(view, RESULTS, "results.html", "检查结果的公示、复查、更正和停止公示", results),
    }


def _draws(view: View) -> Iterator[Entry]:
    for draw in view.draws:
        records, page = draw.records, _page(draw)
        name = f"{draw.draw} {draw.title}"
        waits = f"{draw.eligible}户中抽{draw.size}户，公共随机数将在{moment(draw.beacon_time)}产生。"
        yield Entry(draw.commit.hash, _time(draw.commit.record.time), f"抽签前封存：{name}", waits, page)
        if records.outcome:
            drawn = f"抽中{sum(1 for one in draw.drawn if one.rank)}户，任何人都可以重新计算。"
            yield Entry(records.outcome.hash, _time(records.outcome.record.time), f"已抽签：{name}", drawn, page)
        if draw.void:
            why = VOIDS.get(draw.void.record.code, draw.void.record.code)
            yield Entry(draw.void.hash, _time(draw.void.record.time), f"已作废：{name}", f"原因：{why}。", page)


def _results(view: View) -> Iterator[Entry]:
    """One entry for each draw and day on which something was logged of its results."""
    for draw in view.draws:
        days: dict[str, Counter[str]] = {}
        newest: dict[str, datetime] = {}
        again = re_checks(draw.drawn)
        rows = [
            ("re-check" if one.record.row in again else one.record.type, one.record.time) for one in draw.records.rows
        ]
        for kind, said in (*rows, *(("withdraw", one.record.time) for one in draw.records.withdrawals)):
            time = _time(said)
            day = time.date().isoformat()
            days.setdefault(day, Counter())[kind] += 1
            newest[day] = max(newest.get(day, time), time)
        for day, counted in days.items():
            words = "，".join(f"{_KINDS[kind]}{number}条" for kind, number in sorted(counted.items(), reverse=True))
            title = f"{draw.draw} {draw.title}：{words}"
            yield Entry(f"results/{draw.draw}/{day}", newest[day], title, f"{words}。", _page(draw))


_KINDS = {"result": "公示", "re-check": "复查", "correction": "更正", "withdraw": "停止公示"}


def _page(draw: DrawView) -> str:
    return f"draws/{draw.draw}/index.html"


@lru_cache(maxsize=2**14)  # what is logged together has one time
def _time(value: str) -> datetime:
    return parse_time(value).astimezone(SHANGHAI)


def _feed(view: View, path: str, page: str, title: str, entries: list[Entry]) -> bytes:
    """`updated` is the newest entry's, so that the same evidence gives the same bytes."""
    genesis = view.ledger.genesis_hash
    updated = entries[0].time if entries else datetime(1970, 1, 1, tzinfo=SHANGHAI)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh">',
        f"<id>{_id(genesis, path)}</id>",
        f"<title>{escape(f'{view.bureau.name} {title}'.strip())}</title>",
        f"<updated>{updated.isoformat()}</updated>",
        f"<author><name>{escape(view.bureau.name) or '—'}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{path.rpartition("/")[2]}"/>',
        f'<link rel="alternate" type="text/html" href="../{page}"/>',
        *_entries(genesis, islice(entries, NEWEST)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entries(genesis: str, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield "<entry>"
        yield f"<id>{_id(genesis, entry.key)}</id>"
        yield f"<title>{escape(entry.title)}</title>"
        yield f"<updated>{entry.time.isoformat()}</updated>"
        yield f'<link rel="alternate" type="text/html" href="../{escape(entry.page)}"/>'
        yield f"<summary>{escape(entry.text)}</summary>"
        yield "</entry>"


def _id(genesis: str, key: str) -> str:
    return f"urn:uuid:{uuid5(_SPACE, f'{genesis}/{key}')}"
