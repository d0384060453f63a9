"""One draw as the site shows it, read from its records and files alone (protocol sections 4 to 8).

Nothing here is judged: whether the draw holds is for `publisher verify` and for the reader to find out.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import draw_order, parse_time
from publisher.draw.parts import BeaconPart, Order, parse_part
from publisher.draw.quotas import Quota
from publisher.draw.seats import Seat
from publisher.draw.seed import SeedText, parse_seed_text
from publisher.draw.tables import PanelRow, parse_panel
from publisher.log import places
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Commit, Void
from publisher.rules.notices import seat_notices, stratum_notices
from publisher.site.read.chances import Chance, read_chance
from publisher.site.read.drawn import (
    ChangeView,
    DrawnObject,
    ResultView,
    by_object,
    read_changes,
    read_drawn,
    read_rows,
)
from publisher.site.read.ledger import Ledger
from publisher.site.read.people import People, read_people, read_results
from publisher.site.read.rosters import Snapshots
from publisher.site.read.source import Source
from publisher.site.read.timeline import Event, read_timeline
from publisher.site.read.words import Vocabulary


class State(Enum):
    """Where a draw stands. The value is what pages say; `kind` chooses the mark beside it."""

    COMMITTED = ("已封存，等待拆封", "committed, secrets not yet shown", "waiting")
    CLOSED = ("已封签，等待公共随机数", "closed, waiting for the public random value", "waiting")
    FIRED = ("公共随机数已到时间，等待公布抽签结果", "the random value is due, the outcome is awaited", "waiting")
    DRAWN = ("已抽签", "drawn", "done")
    PUBLISHED = ("已抽签，检查结果已全部公示", "drawn, all results published", "done")
    VOID = ("已作废", "void", "void")

    def __init__(self, zh: str, en: str, kind: str) -> None:
        self.zh = zh
        self.en = en
        self.kind = kind


@dataclass(frozen=True)
class BoundFile:
    """A file whose hash the commit or the outcome binds. `size` in bytes, None where it isn't published."""

    name: str
    path: str
    sha256: str
    size: int | None


@dataclass(frozen=True)
class DrawView:
    """One draw. `beacon_time`: the earliest beacon; `files`: published path → size in bytes."""

    draw: str
    records: DrawRecords
    commit: Logged[Commit]
    order: Order | None
    state: State
    void: Logged[Void] | None
    beacon_time: datetime
    items: tuple[str, ...]
    chances: tuple[Chance, ...]
    notices: tuple[str, ...]
    bound: tuple[BoundFile, ...]
    outcome_files: tuple[BoundFile, ...]
    seed: SeedText | None
    seed_hash: str
    people: People
    drawn: tuple[DrawnObject, ...]
    changes: tuple[ChangeView, ...]
    timeline: tuple[Event, ...]
    panelists: tuple[PanelRow, ...]
    files: Mapping[str, int]

    @property
    def title(self) -> str:
        """What the draw is called."""
        return self.commit.record.title

    @property
    def folder(self) -> str:
        """Where its files lie in the site, as `draws/2026-001/`."""
        return f"draws/{self.draw}/"

    @property
    def step(self) -> Logged[Any]:
        """How far it has come: its void, else its outcome, else its close, else its commit."""
        return self.void or self.records.outcome or self.records.close or self.commit

    @property
    def panel(self) -> int:
        """How many inspectors could be drawn."""
        return sum(not row.excluded for row in self.panelists)

    @property
    def listed(self) -> int:
        """All who stood on the list, over all strata."""
        return sum(chance.listed for chance in self.chances)

    @property
    def eligible(self) -> int:
        """All who could be drawn."""
        return sum(chance.eligible for chance in self.chances)

    @property
    def size(self) -> int:
        """How many are drawn."""
        return sum(chance.size for chance in self.chances)

    @property
    def results(self) -> int:
        """How many drawn objects have a published result."""
        return sum(1 for one in self.drawn if one.results)

    @property
    def sums(self) -> str:
        """A command that checks all bound files at once, each under the last part of its name."""
        files = [file for file in (*self.bound, *self.outcome_files) if file.size is not None]
        lines = [f"{file.sha256}  {file.name.rpartition('/')[2]}" for file in files]
        return "\n".join(["sha256sum -c <<'END'", *lines, "END"])

    @property
    def beacons(self) -> list[tuple[BeaconPart, str]]:
        """Each beacon of the commit with its value from seed.txt, or empty."""
        values = {(b.source, b.round): b.value for b in self.seed.beacons} if self.seed else {}
        return [(part, values.get((part.source, part.round), "")) for part in self.commit.record.beacons]


@dataclass(frozen=True)
class Reading:
    """What is needed to read draws: files, log, snapshots, words, clock, the rule's numbers.

    `routine`: the rows that replace another without correcting it (`rules.results.routine_rows`); `known`: draw → its
    rows in the order of the log, where they need not be read; else none.
    """

    source: Source
    ledger: Ledger
    snapshots: Snapshots
    words: Vocabulary
    item_names: Mapping[str, str]
    now: datetime
    small: int
    high: str
    routine: Container[str]
    known: Callable[[str], Sequence[ResultView]]


def read_draws(reading: Reading) -> tuple[DrawView, ...]:
    """All draws that have a commit, newest first."""
    paths: dict[str, dict[str, int]] = {}
    for path, data in reading.source.files.items():
        if path.startswith("draws/"):
            paths.setdefault(path.split("/")[1], {})[path] = len(data)
    found = [
        _draw(reading, records, records.commits[0], paths.get(records.draw, {}))
        for records in reading.ledger.history.draws.values()
        if records.commits
    ]
    return tuple(sorted(found, key=lambda view: draw_order(view.draw), reverse=True))


def _draw(reading: Reading, records: DrawRecords, commit: Logged[Commit], paths: Mapping[str, int]) -> DrawView:
    source, draw, record = reading.source, records.draw, commit.record
    for name, entry in records.notes.items():
        source.same(places.draw_file(draw, name), entry)
    order = _order(source, draw, record)
    known = reading.known(draw)
    results = {} if known else read_results(source, records)
    people = read_people(source, draw, record, reading.snapshots, results)
    changes = read_changes(source, records, people)
    chances = tuple(read_chance(quota, order) for quota in record.quotas)
    if records.outcome:
        rows = known or read_rows(records, results, reading.words, reading.routine)
        drawn = read_drawn(source, records, people, changes, by_object(records, rows))
    else:
        drawn = ()
    seed_path = places.draw_file(draw, "seed.txt")
    seed = source.read(seed_path, parse_seed_text) if records.outcome else None
    times = [parse_time(beacon.time) for beacon in record.beacons]
    panel = source.read(places.draw_file(draw, "panel.csv"), parse_panel) or []
    return DrawView(
        draw=draw,
        records=records,
        commit=commit,
        order=order,
        state=_state(records, min(times), reading.now, drawn),
        void=records.void,
        beacon_time=min(times),
        items=tuple(reading.item_names.get(item, item) for item in record.items),
        chances=chances,
        notices=_notices(reading, record, chances, [Seat(s.department, s.skill) for s in record.team.seats], panel),
        bound=tuple(_bound(source, draw, name, value) for name, value in sorted(record.files.items())),
        outcome_files=_outcome_files(source, records),
        seed=seed,
        seed_hash=sha256_hex(source.files[seed_path]) if seed else "",
        people=people,
        drawn=drawn,
        changes=changes,
        timeline=read_timeline(records, reading.ledger, seed, drawn),
        panelists=tuple(panel),
        files=paths,
    )


def _order(source: Source, draw: str, commit: Commit) -> Order | None:
    """The rules that the commit binds, and no others."""
    path = places.draw_file(draw, "order.json")
    data = source.bound(path, commit.files.get("order.json", ""))
    return source.parse(path, data, lambda found, name: parse_part(found, Order, name)) if data is not None else None


def _state(records: DrawRecords, fires: datetime, now: datetime, drawn: tuple[DrawnObject, ...]) -> State:
    if records.void:
        return State.VOID
    if records.outcome:
        open_ones = [one for one in drawn if not one.results and not one.replaced]
        return State.PUBLISHED if drawn and not open_ones else State.DRAWN
    if records.close:
        return State.FIRED if now >= fires else State.CLOSED
    return State.COMMITTED


def _notices(
    reading: Reading, commit: Commit, chances: Iterable[Chance], seats: list[Seat], panel: list[PanelRow]
) -> tuple[str, ...]:
    """Groups stand in them by their titles."""
    titles = {chance.stratum: f"“{chance.title}”" for chance in chances}
    quotas = [Quota(titles[q.stratum], q.listed, q.eligible, q.ratio, q.count, q.size) for q in commit.quotas]
    said = [words.zh for words in stratum_notices(quotas, small=reading.small, high=reading.high)]
    return tuple(said + ([words.zh for words in seat_notices(seats, panel)] if panel else []))


def _bound(source: Source, draw: str, name: str, sha256: str) -> BoundFile:
    path = f"data/{name}" if name.startswith("snapshots/") else places.draw_file(draw, name)
    data = source.bound(path, sha256)
    return BoundFile(name, path, sha256, None if data is None else len(data))


def _outcome_files(source: Source, records: DrawRecords) -> tuple[BoundFile, ...]:
    files = records.outcome.record.files if records.outcome else {}
    return tuple(_bound(source, records.draw, name, value) for name, value in sorted(files.items()))
