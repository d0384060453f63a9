"""When witnesses had seen what: since when each entry of the log is surely public (protocol sections 9 and 10)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from publisher.draw.identifiers import SHANGHAI, parse_time, unix_time
from publisher.errors import PublisherError
from publisher.log.checkpoints import Checkpoint, cosigned
from publisher.log.history import Logged
from publisher.log.notes import Note
from publisher.log.records import Commit
from publisher.log.trust import TrustHistory, TrustPolicy


class Seen:
    """The checkpoints of a log, and who cosigned them. Each is looked at once for each policy, so asking costs little.

    The policy at a draw's commit governs the draw, whatever of it is logged later; an entry of no draw is governed by
    the policy at its own place (section 9).
    """

    def __init__(self, notes: Iterable[Note], trust: TrustHistory) -> None:
        self._notes = tuple(notes)
        self._trust = trust
        self._watched: dict[int, _Watched] = {}
        self._governing: dict[int, _Watched | None] = {}

    def moment(self, position: int, stated: str, commit: Logged[Commit] | None = None) -> datetime | None:
        """When a quorum first had the entry at `position` before it; None where it hasn't yet, or no policy is held.

        `stated`: the entry's own time, which counts where no policy asks for witnesses; `commit`: of its draw.
        """
        found = self._first(position, stated, commit)
        return found.time if found else None

    def day(self, position: int, stated: str, commit: Logged[Commit] | None = None) -> date | None:
        """`moment` as a day in Asia/Shanghai."""
        found = self._first(position, stated, commit)
        return found.day if found else None

    def _first(self, position: int, stated: str, commit: Logged[Commit] | None) -> _Sight | None:
        watched = self._by(position, stated, commit) if self._trust.changes else None
        if not self._trust.changes or (watched and not watched.policy.quorum.total):
            return _Sight.at(parse_time(stated))
        return watched.first(position) if watched else None

    def _by(self, position: int, stated: str, commit: Logged[Commit] | None) -> _Watched | None:
        """What the quorum that governs an entry has seen."""
        at = commit.position if commit else position
        if at not in self._governing:
            time = parse_time(commit.record.time if commit else stated)
            policy = self._trust.watchers(at, time, self._when)
            self._governing[at] = self._of(policy) if policy else None
        return self._governing[at]

    def _when(self, position: int, policy: TrustPolicy) -> datetime | None:
        found = self._of(policy).first(position)
        return found.time if found else None

    def _of(self, policy: TrustPolicy) -> _Watched:
        if id(policy) not in self._watched:
            self._watched[id(policy)] = _Watched(self._notes, policy)
        return self._watched[id(policy)]


class _Sight(NamedTuple):
    """When a quorum was complete, and the day of that in Asia/Shanghai."""

    time: datetime
    day: date

    @classmethod
    def at(cls, time: datetime) -> _Sight:
        """The sight of this moment."""
        return cls(time, time.astimezone(SHANGHAI).date())


class _Watched:
    """The checkpoints that one policy's quorum cosigned, by size."""

    def __init__(self, notes: Iterable[Note], policy: TrustPolicy) -> None:
        self.policy = policy
        found = sorted(filter(None, (_complete(note, policy) for note in notes)))
        self._sizes = [size for size, _ in found]
        times = [time for _, time in found]
        for index in range(len(times) - 2, -1, -1):  # a larger checkpoint that was cosigned earlier holds it, too
            times[index] = min(times[index], times[index + 1])
        self._sights = list(map(_Sight.at, times))

    def first(self, position: int) -> _Sight | None:
        """When the entry at `position` was first among what the quorum had cosigned."""
        index = bisect_right(self._sizes, position)
        return self._sights[index] if index < len(self._sights) else None


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
