"""The bureau's books, read from what is published: draws, results, plans, policies, rosters, in typed values.

One reader for the command line and the site: both give the same numbers, and anyone who holds the published files gets
them, too. A file that is missing or can't be read is named in `faults`, and the rest goes on without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import parse_date
from publisher.draw.parts import Order, parse_part
from publisher.draw.tables import parse_change, parse_panel, parse_selection, parse_teams
from publisher.errors import Fault, Malformed, PublisherError, fault
from publisher.log import places
from publisher.log.counted import PublicRegisters, WithdrawnRow, WithdrawnRows
from publisher.log.history import DrawRecords, History, Logged
from publisher.log.notes import Note
from publisher.log.records import Record, Roster, SealedRow
from publisher.log.rows import NonrandomRow, ResultRow, RowFile
from publisher.log.trust import TrustHistory, parse_trust
from publisher.rules.draw_files import DrawFile
from publisher.rules.results import Finding, Result, logged_day, results
from publisher.tables import snapshots
from publisher.tables.policy import PolicyEvidence
from publisher.tables.rosters import Agency, PlanRow, RosterObject
from publisher.workspace.seen import Seen

T = TypeVar("T")
_PLAN = re.compile(r"plans/(2[0-9]{3})/([0-9A-Za-z][0-9A-Za-z._-]*)\.csv")
_CHECKPOINT = re.compile(r"log/checkpoints/[1-9][0-9]{0,15}")


class PlanBook(NamedTuple):
    """A unit's plan of a year: every version that both offices signed, oldest first; when the first one was logged."""

    year: int
    unit: str
    versions: tuple[tuple[PlanRow, ...], ...]
    approved_on: date

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows that count."""
        return self.versions[-1]


class PolicyVersion(NamedTuple):
    """A signed policy, and where the log has it."""

    position: int
    effective: date
    policy: PolicyEvidence


@dataclass(frozen=True, kw_only=True)
class Books:
    """What the published files tell. `draws`: the committed ones; `rosters`: table → the day of its newest snapshot.

    `objects`: every object that some result is about, as the newest roster that lists it has it; `owners`: who owns an
    item of the newest list.
    """

    history: History
    seen: Seen
    results: tuple[Result, ...]
    draws: Mapping[str, DrawFile]
    plans: tuple[PlanBook, ...]
    policies: tuple[PolicyVersion, ...]
    rosters: Mapping[str, date]
    agencies: tuple[Agency, ...]
    owners: frozenset[str]
    objects: Mapping[str, RosterObject]
    registers: PublicRegisters
    withdrawn: tuple[WithdrawnRow, ...]
    faults: tuple[Fault, ...]

    def policy(self, day: date, size: int | None = None) -> PolicyEvidence | None:
        """The policy that counts on `day` for who reads the log at `size` (all of it if None)."""
        known = [v for v in self.policies if v.effective <= day and (size is None or v.position < size)]
        return known[-1].policy if known else None

    @cached_property
    def partners(self) -> frozenset[str]:
        """The partner agencies (article 15)."""
        return frozenset(agency.agency for agency in self.agencies if agency.kind == "partner")

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that inspect in the bureau's name: its own, and those it delegated to, that own items (art. 2)."""
        listed = tuple(agency.agency for agency in self.agencies if agency.kind != "partner")
        return tuple(unit for unit in listed if unit in self.owners) or listed

    def published_on(self, position: int, record: Record) -> date | None:
        """Since when an entry is surely public; None where no quorum has seen it yet."""
        draw = self.history.draws.get(getattr(record, "draw", ""))
        return self.seen.day(position, record.time, draw.commit if draw else None)


Known = Callable[[Logged[SealedRow]], Finding | None]
"""What is known already to have been found by a row's text; None where its file must be read."""


def read_books(files: Mapping[str, bytes], history: History, known: Known = lambda _: None) -> Books:
    """The books of the published files (path → bytes, log/places.py) as far as `history` goes. Never raises."""
    return _Reader(files, history, known).books()


class _Reader:
    def __init__(self, files: Mapping[str, bytes], history: History, known: Known) -> None:
        self.files = files
        self.history = history
        self.known = known
        self.faults: list[Fault] = []
        self.units: dict[str, str] = {}
        self.traces: dict[str, WithdrawnRow] = {}

    def books(self) -> Books:
        draws = {name: draw for name, records in self.history.draws.items() if (draw := self._draw(records))}
        self.units = {name: draw.order.unit for name, draw in draws.items()}
        withdrawn = self._optional(places.WITHDRAWN, lambda data, name: parse_part(data, WithdrawnRows, name))
        self.traces = {row.row: row for row in withdrawn.rows} if withdrawn else {}
        found = tuple(results(self.history, self._row, lambda draw: self.units.get(draw, "")))
        registers = self._optional(places.REGISTERS, lambda data, name: parse_part(data, PublicRegisters, name))
        notes = (self._read(path, Note.parse) for path in self.files if _CHECKPOINT.fullmatch(path))
        return Books(
            history=self.history,
            seen=Seen((note for note in notes if note), self._trust()),
            results=found,
            draws=draws,
            plans=tuple(self._plans()),
            policies=tuple(self._policies()),
            rosters={roster.record.table: logged_day(roster.record) for roster in self.history.of(Roster)},
            agencies=tuple(self._agencies()),
            owners=frozenset(self._owners()),
            objects=self._objects({r.finding.object_id for r in found if r.finding and self._identified(r, draws)}),
            registers=registers or PublicRegisters(),
            withdrawn=tuple(self.traces.values()),
            faults=tuple(self.faults),
        )

    # files

    def _read(self, path: str, parse: Callable[[bytes, str], T]) -> T | None:
        if path not in self.files:
            right = ("应当公布", "it should be published")
            self.faults.append(fault("missing", "缺少这个文件", "this file is missing", *right).at(path))
            return None
        return self._optional(path, parse)

    def _optional(self, path: str, parse: Callable[[bytes, str], T]) -> T | None:
        if path not in self.files:
            return None
        try:
            return parse(self.files[path], path)
        except PublisherError as error:
            self.faults += [found.at(path) for found in error.faults[:1]]
            return None

    def _trust(self) -> TrustHistory:
        """Every trust policy that is held: what a `trust` record put in force lies among the snapshots, too."""
        newest = self._read(places.TRUST, parse_trust)
        held = {newest.hash: newest} if newest else {}
        for _, sha256 in self.history.trust_changes():
            found = self._optional(places.snapshot(sha256, "json"), parse_trust) if sha256 not in held else None
            if found is not None and found.hash == sha256:
                held[sha256] = found
        return TrustHistory(self.history.trust_changes(), held)

    def _snapshot(self, sha256: str, suffix: str, parse: Callable[[bytes, str], T]) -> T | None:
        return self._bound(places.snapshot(sha256, suffix), sha256, parse)

    def _bound(self, path: str, sha256: str, parse: Callable[[bytes, str], T]) -> T | None:
        """A file whose content the log binds, and no other content."""

        def right(data: bytes, name: str) -> T:
            if sha256_hex(data) != sha256:
                wrong = ("内容与登记的哈希不符", "not the content that the log binds")
                raise Malformed(fault("other-content", *wrong, "用git恢复", "restore it").at(name))
            return parse(data, name)

        return self._read(path, right)

    # draws and results

    def _draw(self, records: DrawRecords) -> DrawFile | None:
        def of(name: str, parse: Callable[[bytes, str], Iterable[T]]) -> tuple[T, ...]:
            found = self._read(places.draw_file(records.draw, name), parse)
            return tuple(found) if found is not None else ()

        path = places.draw_file(records.draw, "order.json")
        bound = records.commit.record.files.get("order.json", "") if records.commit else ""
        order = self._bound(path, bound, lambda data, name: parse_part(data, Order, name)) if records.commit else None
        if order is None:
            return None
        if records.outcome is None:
            return DrawFile(records=records, order=order)
        return DrawFile(
            records=records,
            order=order,
            members=of("teams.csv", parse_teams),
            changes=tuple(of(places.change_file(c.record.number, "csv"), parse_change) for c in records.changed),
            departments={row.inspector_id: row.department for row in of("panel.csv", parse_panel)},
            strata={row.object_id: row.stratum for row in of("selection.csv", parse_selection)},
        )

    def _row(self, logged: Logged[SealedRow]) -> ResultRow | NonrandomRow | Finding | None:
        record = logged.record
        if record.row in self.traces:
            return _trace(self.traces[record.row], record.object)
        if (found := self.known(logged)) is not None:
            return found
        path = (
            places.draw_file(record.draw, places.row_file(record.row))
            if record.draw
            else places.nonrandom_file(record.row)
        )

        def parse(data: bytes, name: str) -> ResultRow | NonrandomRow:
            return RowFile.read_result(data)[1] if record.draw else parse_part(data, RowFile, name).nonrandom()

        return self._optional(path, parse)

    def _identified(self, result: Result, draws: Mapping[str, DrawFile]) -> bool:
        """Whether it is known which object a result is about: a withdrawn one is named by the log alone."""
        open_frame = result.draw in draws and draws[result.draw].order.frame == "open"
        return open_frame or result.newest.row not in self.traces

    # what was signed

    def _plans(self) -> Iterable[PlanBook]:
        versions: dict[tuple[int, str], list[tuple[PlanRow, ...]]] = {}
        first: dict[tuple[int, str], date] = {}
        for logged in self.history.files("plan"):
            match = _PLAN.fullmatch(logged.record.file)
            rows = self._snapshot(logged.record.sha256, "csv", snapshots.parse_plan_snapshot) if match else None
            if match is not None and rows is not None:
                key = int(match[1]), match[2]
                versions.setdefault(key, []).append(tuple(rows))
                first.setdefault(key, logged_day(logged.record))
        return [PlanBook(*key, tuple(found), first[key]) for key, found in sorted(versions.items())]

    def _policies(self) -> Iterable[PolicyVersion]:
        for logged in self.history.files("policy"):
            found = self._snapshot(logged.record.sha256, "json", snapshots.parse_policy_json)
            if found is not None:
                yield PolicyVersion(logged.position, parse_date(logged.record.effective), found)

    def _agencies(self) -> Iterable[Agency]:
        logged = self.history.roster("agencies")
        found = self._snapshot(logged.record.sha256, "csv", snapshots.parse_agencies_snapshot) if logged else None
        return found or ()

    def _owners(self) -> Iterable[str]:
        logged = self.history.files("items")
        found = self._snapshot(logged[-1].record.sha256, "json", snapshots.parse_items_json) if logged else None
        return [item.unit for item in found.items] if found else []

    def _objects(self, wanted: set[str]) -> dict[str, RosterObject]:
        found: dict[str, RosterObject] = {}
        for logged in reversed([item for item in self.history.of(Roster) if item.record.table == "objects"]):
            if found.keys() >= wanted:
                break
            rows = self._snapshot(logged.record.sha256, "csv", snapshots.parse_objects_snapshot) or []
            for row in rows:
                if row.object_id in wanted:
                    found.setdefault(row.object_id, row)
        return found


def _trace(row: WithdrawnRow, named: str) -> Finding:
    """What a withdrawn row is still counted as: by the name that the log has."""
    again = parse_date(row.re_checked_on) if row.re_checked_on else None
    return Finding(
        object_id=named,
        agency=row.unit,
        items=tuple(row.items),
        visited_on=parse_date(row.visited_on),
        fixed_on=parse_date(row.fixed_on),
        inspectors=(),
        codes=tuple(row.codes),
        re_checked_on=again,
        reason=row.reason or "",
    )
