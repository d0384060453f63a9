"""What an earlier build told of a draw's results, told again where nothing that it was made of has changed.

A sealed text never changes, and to read a hundred thousand of them takes longer than anything else does. What they say
follows from the draw's own records and files, and from what belongs to no draw; digests of both decide. Only draws that
stand by themselves and without a fault are kept: all else is read each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from publisher.errors import Fault
from publisher.log import places
from publisher.log.history import History, Logged
from publisher.log.records import SealedRow
from publisher.rules.results import Finding, Result
from publisher.site.read.drawn import ResultView
from publisher.site.read.draws import DrawView

T = TypeVar("T")
_APART = (f"{places.FILED}/", places.nonrandom_file("").removesuffix(".json"))


class Memory(Protocol):
    """Bytes by name, each with the digest of all that they were made of. Whoever asks with another digest gets none."""

    def recall(self, name: str, made_of: str) -> bytes | None:
        """What was kept, whole and unaltered; None where there is nothing, or it was made of something else."""

    def keep(self, name: str, made_of: str, told: bytes) -> None:
        """Keep it for later builds."""


class Part(Generic[T]):
    """A part of what is told of a draw: how it is called, and of which type it is."""

    def __init__(self, name: str, kind: type[T]) -> None:
        self.name = name
        self.adapter: TypeAdapter[T] = TypeAdapter(kind)


class Row(NamedTuple):
    """A logged row as it was read: its position, what was found (None where its text isn't held), what pages say."""

    position: int
    finding: Finding | None
    view: ResultView


ROWS = Part("rows", list[Row])


class Known:
    """What is known of the draws of this log and these files. Without a memory nothing is."""

    def __init__(self, files: Mapping[str, bytes], history: History, memory: Memory | None = None) -> None:
        self._files = files
        self._history = history
        self._memory = memory
        self._rows: dict[str, dict[int, Row]] = {}

    @cached_property
    def own(self) -> Mapping[str, bytes]:
        """Draw → SHA-256 over its records in the log, with their positions, and over the files in its folder."""
        found = {draw: sha256() for draw in self._history.draws}
        for draw, records in self._history.draws.items():
            for item in records.all:
                found[draw].update(b"%d %d\n" % (item.position, len(item.entry.data)) + item.entry.data)
        for path, data in self._files.items():
            draw = path.split("/", 2)[1] if path.startswith("draws/") else ""
            if draw in found:
                found[draw].update(f"{path}\n{len(data)}\n".encode() + data)
        return {draw: one.digest() for draw, one in found.items()}

    @cached_property
    def _shared(self) -> bytes:
        """SHA-256 over what belongs to no draw and draws are read with: files, and entries with their positions.

        Inspections outside the draw tell of no draw, nor do filed reports. Who signed or saw the log is not kept.
        """
        found = sha256()
        for path, data in self._files.items():
            if path.startswith("data/") and not path.startswith(_APART):
                found.update(f"{path}\n{len(data)}\n".encode() + data)
        for entry in self._history.others:
            if not isinstance(entry.record, SealedRow) or entry.record.draw:  # it may replace its rows
                found.update(b"%d %d\n" % (entry.position, len(entry.data)) + entry.data)
        return found.digest()

    @cached_property
    def _alone(self) -> frozenset[str]:
        """The open draws whose rows are all their own: none replaces, or is replaced by, a row logged elsewhere."""
        rows = [(item.record.row, item.record.replaces, item.record.draw) for item in self._history.of(SealedRow)]
        owners: dict[str, str] = {}
        mixed = {name for row, _, draw in rows if owners.setdefault(row, draw) != draw for name in (draw, owners[row])}
        for _, replaces, draw in rows:
            if replaces and owners.get(replaces, draw) != draw:
                mixed |= {draw, owners[replaces]}
        commits = {draw: records.commit for draw, records in self._history.draws.items()}
        return frozenset(d for d, commit in commits.items() if commit and commit.record.frame == "open") - mixed

    def recall(self, draw: str, part: Part[T], also: str = "") -> T | None:
        """A part of what an earlier build told of a draw. `also`: what else it is made of."""
        if self._memory is None or draw not in self._alone:
            return None
        told = self._memory.recall(f"{draw}.{part.name}", self._made_of(draw, also))
        try:
            return part.adapter.validate_json(told) if told is not None else None
        except ValidationError:  # somebody wrote into it
            return None

    def keep(self, draw: str, part: Part[T], told: T, also: str = "") -> None:
        """Keep a part of what this build told of a draw, if the draw is one of those that are kept."""
        if self._memory is not None and draw in self._alone:
            self._memory.keep(f"{draw}.{part.name}", self._made_of(draw, also), part.adapter.dump_json(told))

    def _made_of(self, draw: str, also: str) -> str:
        return sha256(self._shared + self.own[draw] + also.encode()).hexdigest()

    def rows(self, draw: str) -> Mapping[int, Row]:
        """Position → row, of all rows of a draw in the order of the log, or of none."""
        if draw not in self._rows:
            self._rows[draw] = {row.position: row for row in self.recall(draw, ROWS) or ()}
        return self._rows[draw]

    def finding(self, logged: Logged[SealedRow]) -> Finding | None:
        """What is known to have been found by a row's text; None where it must be read."""
        row = self.rows(logged.record.draw).get(logged.position)
        return row.finding if row else None

    def views(self, draw: str) -> Sequence[ResultView]:
        """The rows of a draw as the site shows them, in the order of the log; none where they must be read."""
        return [row.view for row in self.rows(draw).values()]

    def keep_rows(self, draws: Iterable[DrawView], results: Iterable[Result], faults: Iterable[Fault]) -> None:
        """Keep what this build read of draws' rows, except where a file of the draw is missing or can't be read."""
        if self._memory is None:
            return
        spoiled = {fault.file.split("/")[1] for fault in faults if fault.file.startswith("draws/")}
        fresh = {draw.draw: draw for draw in draws if not self.rows(draw.draw) and draw.draw not in spoiled}
        found = {
            told.logged.position: told.finding for result in results if result.draw in fresh for told in result.rows
        }
        for name, draw in fresh.items():
            rows = [Row(view.position, found.get(view.position), view) for one in draw.drawn for view in one.results]
            if rows and len(rows) == len(draw.records.rows):
                self.keep(name, ROWS, sorted(rows, key=lambda row: row.position))
