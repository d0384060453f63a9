"""One draw's files and records, each file parsed once and only when a check needs it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from publisher.draw.blinding import FRAME_KEY_BYTES
from publisher.draw.evidence import evidence_text, parse_json
from publisher.draw.identifiers import HEX64
from publisher.draw.parts import Order, parse_part
from publisher.draw.seats import Seat
from publisher.draw.seed import SeedText, parse_seed_text
from publisher.draw.tables import (
    Drawn,
    FrameRow,
    Member,
    PanelRow,
    parse_frame,
    parse_panel,
    parse_selection,
    parse_teams,
)
from publisher.errors import Malformed, fault
from publisher.log import places
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Commit, SealedRow
from publisher.log.rows import ResultRow, RowFile
from publisher.verify.course import Course
from publisher.verify.ledger import Ledger
from publisher.verify.reading import Files, Reading

T = TypeVar("T")


class BeaconAnswer(NamedTuple):
    """A member of beacon.json: a source's answer for a round, as it came."""

    source: str
    round: str
    answer: object


class ResultText(NamedTuple):
    """A sealed row of the log with its text, where that is published."""

    logged: Logged[SealedRow]
    file: Reading[RowFile]
    result: Reading[ResultRow]


def parse_beacons(data: bytes, name: str) -> list[BeaconAnswer]:
    """beacon.json: an array of {source, round, answer} (section 4). Raises Malformed."""
    value = parse_json(data, name)
    members = value if isinstance(value, list) else [None]
    found = []
    for member in members:
        if not isinstance(member, dict) or sorted(member) != ["answer", "round", "source"]:
            raise _bad_beacons(name)
        if not isinstance(member["source"], str) or not isinstance(member["round"], str):
            raise _bad_beacons(name)
        found.append(BeaconAnswer(member["source"], member["round"], member["answer"]))
    return found


def _bad_beacons(name: str) -> Malformed:
    right = ("由source、round、answer组成的数组", "an array of source, round, answer")
    return Malformed(fault("beacon-file", "不是公共随机数文件", "not a beacon file", *right).at(name))


def parse_frame_key(data: bytes, name: str) -> bytes:
    """frame-key.txt: 64 hex and a line feed. Raises Malformed."""
    text = evidence_text(data, name)
    if not text.endswith("\n") or not HEX64.fullmatch(text[:-1]):
        right = ("64位小写十六进制和换行", "64 lower-case hex digits and a line feed")
        raise Malformed(fault("frame-key", "不是名单密钥", "not a frame key", *right).at(name))
    return bytes.fromhex(text[:-1])


class DrawCase:
    """A draw's records and its files as readings. `given_key`: the frame key that the reader brought, if any."""

    def __init__(
        self, files: Files, ledger: Ledger, records: DrawRecords, now: datetime, given_key: bytes | None
    ) -> None:
        self.files = files
        self.ledger = ledger
        self.records = records
        self.name = records.draw
        self.now = now
        self._given_key = given_key

    def path(self, name: str) -> str:
        """Where a file of this draw is published."""
        return places.draw_file(self.name, name)

    def read(self, name: str, parse: Callable[[bytes, str], T]) -> Reading[T]:
        """What a file of this draw says."""
        return self.files.read(self.path(name), parse)

    @property
    def commit(self) -> Commit | None:
        """The commit, if it is logged."""
        return self.records.commit.record if self.records.commit else None

    @cached_property
    def course(self) -> Course | None:
        """The draw's course; None without a commit."""
        commit = self.records.commit
        return Course(self.ledger, self.records, commit, self.now) if commit else None

    @cached_property
    def order(self) -> Reading[Order]:
        """order.json."""
        return self.read("order.json", lambda data, name: parse_part(data, Order, name))

    @cached_property
    def frame(self) -> Reading[list[FrameRow]]:
        """frame.csv."""
        return self.read("frame.csv", parse_frame)

    @cached_property
    def panel(self) -> Reading[list[PanelRow]]:
        """panel.csv."""
        return self.read("panel.csv", parse_panel)

    @cached_property
    def selection(self) -> Reading[list[Drawn]]:
        """selection.csv."""
        return self.read("selection.csv", parse_selection)

    @cached_property
    def teams(self) -> Reading[list[Member]]:
        """teams.csv."""
        return self.read("teams.csv", parse_teams)

    @cached_property
    def seed_text(self) -> Reading[SeedText]:
        """seed.txt."""
        return self.read("seed.txt", parse_seed_text)

    @cached_property
    def beacons(self) -> Reading[list[BeaconAnswer]]:
        """beacon.json."""
        return self.read("beacon.json", parse_beacons)

    @property
    def seats(self) -> list[Seat]:
        """The seats of every team, in the commit's order."""
        return [Seat(seat.department, seat.skill) for seat in self.commit.team.seats] if self.commit else []

    @property
    def sizes(self) -> dict[str, int]:
        """Stratum → how many are drawn."""
        return {quota.stratum: quota.size for quota in self.commit.quotas} if self.commit else {}

    @property
    def change_answers(self) -> list[BeaconAnswer]:
        """The answers of the changes' beacons, as `changed` records carry them."""
        beacons = {item.hash: item.record.beacon for item in self.records.changes}
        done = [(beacons.get(item.record.change), item.record.answer) for item in self.records.changed]
        return [BeaconAnswer(beacon.source, beacon.round, answer) for beacon, answer in done if beacon]

    @cached_property
    def frame_key(self) -> Reading[bytes]:
        """The frame key of a blinded draw: the reader's own, else the published one."""
        key = self._given_key
        if key is not None:
            return Reading("frame-key", key, key if len(key) == FRAME_KEY_BYTES else None)
        return self.read(places.FRAME_KEY, parse_frame_key)

    @cached_property
    def results(self) -> list[ResultText]:
        """The sealed rows of this draw with their texts, in the order of the log."""
        return [self._result(logged) for logged in self.records.rows]

    @cached_property
    def results_by_file(self) -> dict[str, ResultText]:
        """The same by the name under which the text is published."""
        return {places.row_file(row.logged.record.row): row for row in self.results}

    @property
    def withdrawn(self) -> set[str]:
        """The hashes of the rows whose text was withdrawn."""
        return {item.record.row for item in self.records.withdrawals}

    def _result(self, logged: Logged[SealedRow]) -> ResultText:
        file = self.read(places.row_file(logged.record.row), lambda data, name: parse_part(data, RowFile, name))
        return ResultText(logged, file, file.then(lambda row: row.result()))
