"""When witnesses had seen what: since when each entry of the log is surely public (protocol sections 9 and 10)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from publisher.draw.identifiers import SHANGHAI, parse_time, unix_time
from publisher.errors import PublisherError
from publisher.log.checkpoints import Checkpoint, cosigned
from publisher.log.notes import Note
from publisher.log.trust import TrustPolicy

T = TypeVar("T")


class Seen:
    """The checkpoints of a log that a quorum cosigned; each is looked at once, so that asking costs nothing."""

    def __init__(self, notes: Iterable[Note], policy: TrustPolicy | None) -> None:
        self.asked = policy is not None and policy.quorum.total > 0
        found = sorted(filter(None, (_complete(note, policy) for note in notes))) if policy else []
        self._sizes = [size for size, _ in found]
        self._times = [time for _, time in found]
        for index in range(len(self._times) - 2, -1, -1):
            self._times[index] = min(self._times[index], self._times[index + 1])
        self._days = [time.astimezone(SHANGHAI).date() for time in self._times]

    def time(self, position: int) -> datetime | None:
        """When a quorum first had the entry at `position` before it; None where it hasn't yet."""
        return self._at(position, self._times)

    def moment(self, position: int, stated: str) -> datetime | None:
        """The same; `stated`, the entry's own time, where the bureau asks for no witnesses."""
        return self.time(position) if self.asked else parse_time(stated)

    def day(self, position: int, stated: str) -> date | None:
        """`moment` as a day in Asia/Shanghai."""
        return self._at(position, self._days) if self.asked else parse_time(stated).astimezone(SHANGHAI).date()

    def _at(self, position: int, each: list[T]) -> T | None:
        """What belongs to the first of the checkpoints that holds the entry."""
        index = bisect_right(self._sizes, position)
        return each[index] if index < len(each) else None


def _complete(note: Note, policy: TrustPolicy) -> tuple[int, datetime] | None:
    """(size, when the quorum was complete), or None; a note with a bad line counts for nothing."""
    try:
        size, times = Checkpoint.parse(note.text).size, cosigned(note, policy.witness_keys())
    except PublisherError:
        return None
    present: set[str] = set()
    for name, at in sorted(times.items(), key=lambda item: item[1]):
        present.add(name)
        if policy.quorum_met(present):
            return size, unix_time(at)
    return None
