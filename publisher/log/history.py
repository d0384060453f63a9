"""The log read as the story of its draws: every entry parsed once, each draw's records gathered (sections 3, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from publisher.draw.evidence import sha256_hex
from publisher.errors import Malformed
from publisher.log import places
from publisher.log.notes import Note, parse_entry
from publisher.log.records import (
    AnyRecord,
    Audit,
    Ceremony,
    Change,
    Changed,
    Close,
    Commit,
    FileRecord,
    Genesis,
    Outcome,
    Record,
    Reveal,
    Roster,
    SealedRow,
    Trust,
    Void,
    Withdraw,
    parse_record,
    sealed_row,
)

R = TypeVar("R", bound=Record, covariant=True)


@dataclass(frozen=True)
class Entry:
    """One entry of the log. `note` and `record` are None, and `error` says why, where its bytes can't be read."""

    position: int
    data: bytes
    note: Note | None
    record: AnyRecord | None
    error: Malformed | None

    @classmethod
    def read(cls, position: int, data: bytes) -> Entry:
        """The entry with whatever can be read of it; never raises."""
        return cls(position, data, *_read(data))

    @cached_property
    def hash(self) -> str:
        """The record's hash: that of the text, final LF included, without the signatures (section 3)."""
        return sha256_hex(self.note.text.encode()) if self.note else ""


@lru_cache(maxsize=2**17)
def _read(data: bytes) -> tuple[Note | None, AnyRecord | None, Malformed | None]:
    """Note and record of an entry, or the error. The log only grows: what was read once is read again and again."""
    if (row := sealed_row(data)) is not None:
        return Note(data.decode(), ()), row, None
    try:
        note = parse_entry(data)
    except Malformed as error:
        return None, None, error
    try:
        return note, parse_record(note.text), None
    except Malformed as error:
        return note, None, error


class Logged(NamedTuple, Generic[R]):
    """A record with the entry that holds it."""

    record: R
    entry: Entry

    @property
    def position(self) -> int:
        """Its position in the log, from 0."""
        return self.entry.position

    @property
    def hash(self) -> str:
        """The record's hash."""
        return self.entry.hash


@dataclass
class DrawRecords:
    """The records of one draw, in the order of the log. More than one commit, close or outcome is a fault to judge."""

    draw: str
    commits: list[Logged[Commit]] = field(default_factory=list)
    reveals: list[Logged[Reveal]] = field(default_factory=list)
    ceremonies: list[Logged[Ceremony]] = field(default_factory=list)
    closes: list[Logged[Close]] = field(default_factory=list)
    outcomes: list[Logged[Outcome]] = field(default_factory=list)
    changes: list[Logged[Change]] = field(default_factory=list)
    changed: list[Logged[Changed]] = field(default_factory=list)
    voids: list[Logged[Void]] = field(default_factory=list)
    rows: list[Logged[SealedRow]] = field(default_factory=list)
    withdrawals: list[Logged[Withdraw]] = field(default_factory=list)
    audits: list[Logged[Audit]] = field(default_factory=list)

    @property
    def all(self) -> list[Logged[Any]]:
        """Every record of the draw, in the order of the log."""
        found: list[Logged[Any]] = [item for name in dict.fromkeys(_LISTS.values()) for item in getattr(self, name)]
        return sorted(found, key=lambda item: item.position)

    @property
    def last(self) -> int:
        """The position of its newest record; -1 where there is none."""
        return max((item.position for item in self.all), default=-1)

    @property
    def commit(self) -> Logged[Commit] | None:
        """The commit, if it is logged."""
        return self.commits[0] if self.commits else None

    @property
    def close(self) -> Logged[Close] | None:
        """The close, if it is logged."""
        return self.closes[0] if self.closes else None

    @property
    def outcome(self) -> Logged[Outcome] | None:
        """The outcome, if it is logged."""
        return self.outcomes[0] if self.outcomes else None

    @property
    def void(self) -> Logged[Void] | None:
        """The void, if it is logged."""
        return self.voids[0] if self.voids else None

    @property
    def in_flight(self) -> Logged[Change] | None:
        """The change that is logged and has no `changed` yet."""
        done = {item.record.number for item in self.changed}
        return next((item for item in self.changes if item.record.number not in done), None)

    def rows_of(self, object_id: str) -> list[Logged[SealedRow]]:
        """The sealed rows of one object (or alias), in order."""
        return [item for item in self.rows if item.record.object == object_id]

    @property
    def notes(self) -> dict[str, bytes]:
        """Name in the draw's folder → bytes of every note that must lie there, as the log has it (section 4)."""
        parties = [part.party for part in self.commit.record.parties] if self.commit else []
        found: dict[str, bytes] = {}
        for name, items in (("commit", self.commits), ("close", self.closes), ("outcome", self.outcomes)):
            found |= {f"{name}.note": item.entry.data for item in items[:1]}
        found |= {places.ceremony_file(): item.entry.data for item in self.ceremonies[:1]}
        for item in self.reveals:
            if item.record.party in parties:
                found.setdefault(places.reveal_file(parties.index(item.record.party) + 1), item.entry.data)
        for kind, changes in (("note", self.changes), ("done", self.changed)):
            for change in changes:
                found.setdefault(places.change_file(change.record.number, kind), change.entry.data)
        return found

    @property
    def settled(self) -> set[str]:
        """The objects (or aliases) that have a logged result."""
        return {item.record.object for item in self.rows}


_LISTS: dict[str, str] = {
    "commit": "commits",
    "reveal": "reveals",
    "ceremony": "ceremonies",
    "close": "closes",
    "outcome": "outcomes",
    "change": "changes",
    "changed": "changed",
    "void": "voids",
    "result": "rows",
    "correction": "rows",
    "withdraw": "withdrawals",
    "audit": "audits",
}


class History:
    """The entries of a log, read once. `others`: those that are no record of a draw, or can't be read."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self.entries = [Entry.read(position, data) for position, data in enumerate(entries)]
        self.draws: dict[str, DrawRecords] = {}
        self.others: list[Entry] = []
        for entry in self.entries:
            self._gather(entry)

    def _gather(self, entry: Entry) -> None:
        record = entry.record
        draw = getattr(record, "draw", None)
        if record is None or not draw or record.type not in _LISTS:
            self.others.append(entry)
            return
        records = self.draws.setdefault(draw, DrawRecords(draw))
        getattr(records, _LISTS[record.type]).append(Logged(record, entry))

    def of(self, kind: type[R]) -> Iterator[Logged[R]]:
        """All records of one type, in the order of the log. Asked for each draw: the whole log isn't looked through."""
        kinds = [known for known in self._kinds if issubclass(known, kind)]
        found = self._kinds[kinds[0]] if len(kinds) == 1 else self.entries if kinds else []
        for entry in found:
            if isinstance(entry.record, kind):
                yield Logged(entry.record, entry)

    @cached_property
    def by_hash(self) -> dict[str, Entry]:
        """Each record's hash → the first entry that holds the record."""
        return {entry.hash: entry for entry in reversed(self.entries) if entry.hash}

    @cached_property
    def _kinds(self) -> dict[type[Record], list[Entry]]:
        kinds: dict[type[Record], list[Entry]] = {}
        for entry in self.entries:
            if entry.record is not None:
                kinds.setdefault(type(entry.record), []).append(entry)
        return kinds

    def trust_changes(self) -> list[tuple[int, str]]:
        """(position, policy hash) of the genesis and of each trust record."""
        changes: list[Logged[Genesis] | Logged[Trust]] = [*self.of(Genesis), *self.of(Trust)]
        return sorted((item.position, item.record.trust) for item in changes)

    def files(self, kind: str, size: int | None = None) -> list[Logged[FileRecord]]:
        """The item lists, policies or plans logged before `size` (all of them if None), oldest first."""
        found = [item for item in self.of(FileRecord) if item.record.type == kind]
        return [item for item in found if size is None or item.position < size]

    def roster(self, table: str, size: int | None = None) -> Logged[Roster] | None:
        """The newest roster of a table logged before `size`."""
        found = [r for r in self.of(Roster) if r.record.table == table and (size is None or r.position < size)]
        return found[-1] if found else None
