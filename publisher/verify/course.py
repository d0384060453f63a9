"""The course of one draw as log and witnesses tell it: who governs, when it closed, whether a void counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from publisher.beacons.sources import CEREMONY
from publisher.draw.identifiers import ABSENT, parse_time
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Commit, Void
from publisher.log.trust import TrustPolicy
from publisher.verify.ledger import Ledger, Watch

MARGIN = timedelta(seconds=60)
SILENCE = timedelta(days=7)


class Stage(StrEnum):
    """Where a draw stands: waiting for its close, closed, fired (its beacons' time has come), concluded, void."""

    COMMITTED = "committed"
    CLOSED = "closed"
    FIRED = "fired"
    CONCLUDED = "concluded"
    VOID = "void"


class Course:
    """One committed draw's course. Nothing in it rests on a `time` field but the commit's, which C10 bounds."""

    def __init__(self, ledger: Ledger, records: DrawRecords, commit: Logged[Commit], now: datetime) -> None:
        self._ledger = ledger
        self._records = records
        self.commit = commit
        self.now = now
        self.committed_at = parse_time(commit.record.time)
        self.policy: TrustPolicy | None = ledger.trust.at(commit.position)
        self.watchers = ledger.watchers(commit.position, self.committed_at)
        self._times = [(beacon.source, parse_time(beacon.time)) for beacon in commit.record.beacons]
        self.earliest = min(time for _, time in self._times)
        self.latest = max(time for _, time in self._times)
        self.deadline = self.earliest - MARGIN

    def watch_of(self, position: int) -> Watch | None:
        """Who first watched over the entry at `position`, in the quorum that governs this draw."""
        return self._ledger.first_watch(position, self.watchers) if self.watchers else None

    @cached_property
    def close_watches(self) -> list[Watch]:
        """The quorum's checkpoints that hold the close and no ceremony yet, whenever they were cosigned."""
        close, ceremony = self._records.close, next(iter(self._records.ceremonies), None)
        if close is None or self.watchers is None:
            return []
        last = ceremony.position if ceremony else len(self._ledger.entries)
        return [watch for watch in self._ledger.watches(self.watchers) if close.position < watch.size <= last]

    @cached_property
    def closing(self) -> Watch | None:
        """The one that was cosigned 60 s or more before the earliest beacon, the first of them (section 5, Closing)."""
        timely = [watch for watch in self.close_watches if watch.time <= self.deadline]
        return min(timely, key=lambda watch: watch.time, default=None)

    @property
    def void(self) -> Logged[Void] | None:
        """The void that counts, if there is one: before any outcome, and in time for its code."""
        void = self._records.void
        outcome = self._records.outcome
        if void is None or (outcome and outcome.position < void.position):
            return None
        return void if self._void_counts(void) else None

    def _void_counts(self, void: Logged[Void]) -> bool:
        if void.record.code == "unwitnessed":
            return self.closing is None
        if void.record.code == "beacon-silent":
            return parse_time(void.record.time) >= self.earliest + SILENCE
        watch = self.watch_of(void.position)
        return watch is not None and watch.time <= self.deadline

    @property
    def voided_after_close(self) -> bool:
        """Whether the secrets were out when the draw was declared void, so that its outcome can be computed."""
        void, close = self._records.void, self._records.close
        return void is not None and close is not None and close.position < void.position

    @property
    def stage(self) -> Stage:
        """Where the draw stands."""
        if self.void:
            return Stage.VOID
        if self._records.outcome:
            return Stage.CONCLUDED
        if self.now >= self.latest:
            return Stage.FIRED
        return Stage.CLOSED if self._records.close else Stage.COMMITTED

    @property
    def stands_alone(self) -> bool:
        """Whether a ceremony is the draw's only source (section 6)."""
        return [source for source, _ in self._times] == [CEREMONY]

    @property
    def ceremony_value(self) -> str:
        """What the ceremony enters into the seed: the first record's digits, or ABSENT.

        Beside other sources it must have been cosigned before their time.
        """
        first = next(iter(self._records.ceremonies), None)
        if first is None:
            return ABSENT
        if self.stands_alone:
            return first.record.value
        others = [time for source, time in self._times if source != CEREMONY]
        watch = self.watch_of(first.position)
        return first.record.value if watch and others and watch.time < min(others) else ABSENT

    @property
    def outside(self) -> frozenset[str]:
        """The outside witnesses on whom the draw's time rests: those that cosigned its closing in time."""
        if self.closing is None or self.watchers is None:
            return frozenset()
        return self._ledger.outside_cosigners(self.closing, self.watchers, self.deadline)
