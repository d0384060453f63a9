"""名录 as the site shows them: every snapshot in the log, and what the newest one holds (article 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from publisher.draw.identifiers import SHANGHAI, parse_time
from publisher.log import places
from publisher.log.history import History, Logged
from publisher.log.records import Roster
from publisher.site.read.source import Source, table
from publisher.site.read.words import INSPECTOR_STATUS, SECTIONS, Vocabulary

ACTIVE = "存续"


@dataclass(frozen=True)
class Snapshot:
    """A roster as it was: `position` in the log, `time` as the record says it; `held`: its file is published."""

    table: str
    sha256: str
    path: str
    rows: int
    position: int
    time: str
    held: bool


@dataclass(frozen=True)
class ObjectRow:
    """One firm on the newest roster, with words for its codes."""

    object_id: str
    name: str
    kind: str
    section: str
    town: str
    status: str
    listed_on: str


@dataclass(frozen=True)
class InspectorRow:
    """One inspector on the newest roster, with words for codes."""

    inspector_id: str
    name: str
    agency: str
    skills: str
    certificate_until: str
    status: str
    reserve: bool


@dataclass(frozen=True)
class AgencyRow:
    """A unit that inspects, or a partner agency (article 2)."""

    agency: str
    name: str
    kind: str
    delegation: str


@dataclass(frozen=True)
class Count:
    """One bar of a chart: how many firms of a town, a section, a kind."""

    label: str
    number: int


@dataclass(frozen=True)
class Rosters:
    """The newest rosters, counted, and all snapshots, newest first."""

    objects: tuple[ObjectRow, ...]
    inspectors: tuple[InspectorRow, ...]
    agencies: tuple[AgencyRow, ...]
    snapshots: tuple[Snapshot, ...]
    active: int
    towns: tuple[Count, ...]
    sections: tuple[Count, ...]
    kinds: tuple[Count, ...]

    def newest(self, name: str) -> Snapshot | None:
        """The newest snapshot of a table."""
        return next((snapshot for snapshot in self.snapshots if snapshot.table == name), None)


class Snapshots:
    """The snapshot files, each read once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: Callable[[str], list[dict[str, str]]] = lru_cache(maxsize=16)(self._read)
        self._names: dict[str, tuple[str, Mapping[str, str]]] = {}

    def _read(self, sha256: str) -> list[dict[str, str]]:
        path = places.snapshot(sha256)
        data = self._source.bound(path, sha256)
        rows = None if data is None else self._source.parse(path, data, table)
        return rows or []

    def rows(self, sha256: str) -> list[dict[str, str]]:
        """The rows of a snapshot; none where it can't be read (which is noted)."""
        return self._rows(sha256)

    def names(self, sha256: str) -> tuple[str, Mapping[str, str]]:
        """The first column's title, and for each of its values the name, of a roster as it was."""
        if sha256 not in self._names:
            rows = self.rows(sha256)
            key = next(iter(rows[0]), "") if rows else ""
            self._names[sha256] = key, {row[key]: row.get("name", "") for row in rows}
        return self._names[sha256]


def read_rosters(source: Source, history: History, snapshots: Snapshots, words: Vocabulary) -> Rosters:
    """All roster records of the log, and the newest of each table read."""
    listed = tuple(_snapshot(source, logged) for logged in history.of(Roster))[::-1]
    newest = {name: _newest(history, snapshots, name) for name in ("objects", "inspectors", "agencies")}
    agencies = {row.get("agency", ""): row.get("name", "") for row in newest["agencies"]}
    objects = tuple(_object(row, words) for row in newest["objects"])
    return Rosters(
        objects=objects,
        inspectors=tuple(_inspector(row, agencies, words) for row in newest["inspectors"]),
        agencies=tuple(_agency(row) for row in newest["agencies"]),
        snapshots=listed,
        active=sum(row.status == ACTIVE for row in objects),
        towns=_counts(row.town for row in objects),
        sections=_counts(row.section for row in objects),
        kinds=_counts(row.kind for row in objects),
    )


def objects_on(files: Mapping[str, bytes], rosters: Rosters, words: Vocabulary, day: date) -> tuple[ObjectRow, ...]:
    """The firms on the roster that was the newest on a day; none where no such snapshot is published."""
    held = (one for one in rosters.snapshots if one.table == "objects" and one.held)
    found = next((one for one in held if parse_time(one.time).astimezone(SHANGHAI).date() <= day), None)
    rows = Snapshots(Source(files)).rows(found.sha256) if found else []
    return tuple(_object(row, words) for row in rows)


def _snapshot(source: Source, logged: Logged[Roster]) -> Snapshot:
    record = logged.record
    path = places.snapshot(record.sha256)
    return Snapshot(record.table, record.sha256, path, record.rows, logged.position, record.time, path in source.files)


def _newest(history: History, snapshots: Snapshots, name: str) -> list[dict[str, str]]:
    logged = history.roster(name)
    return snapshots.rows(logged.record.sha256) if logged else []


def _object(row: Mapping[str, str], words: Vocabulary) -> ObjectRow:
    section = row.get("section", "")
    return ObjectRow(
        object_id=row.get("object_id", ""),
        name=row.get("name", ""),
        kind=row.get("kind", ""),
        section=SECTIONS.get(section, section),
        town=words.say("town", row.get("town", "")),
        status=row.get("status", ""),
        listed_on=row.get("listed_on", ""),
    )


def _inspector(row: Mapping[str, str], agencies: Mapping[str, str], words: Vocabulary) -> InspectorRow:
    department, status = row.get("department", ""), row.get("status", "")
    skills = [words.say("skill", skill) for skill in row.get("skills", "").split(";") if skill]
    return InspectorRow(
        inspector_id=row.get("inspector_id", ""),
        name=row.get("name", ""),
        agency=agencies.get(department, department),
        skills="、".join(skills),
        certificate_until=row.get("certificate_until", ""),
        status=INSPECTOR_STATUS.get(status, status),
        reserve=row.get("reserve", "") == "yes",
    )


def _agency(row: Mapping[str, str]) -> AgencyRow:
    kinds = {"own": "本局", "delegated": "受委托", "partner": "协作部门"}
    kind = row.get("kind", "")
    return AgencyRow(row.get("agency", ""), row.get("name", ""), kinds.get(kind, kind), row.get("delegation", ""))


def _counts(labels: Iterable[str]) -> tuple[Count, ...]:
    counted = Counter(labels)
    return tuple(
        Count(label, number) for label, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
