"""The log as the site shows it: entries, checkpoints, who cosigned them and when, keys and witnesses (section 9)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from publisher.draw.identifiers import unix_time
from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.checkpoints import Checkpoint, cosigned, fingerprint
from publisher.log.history import History, Logged
from publisher.log.notes import Note
from publisher.log.records import Genesis
from publisher.log.tiles import parse_bundle, paths_for
from publisher.log.trust import TrustHistory, TrustPolicy, parse_trust
from publisher.site.read.source import Source
from publisher.site.read.words import ROLES

LISTED = 5000
"""Entries that the page of changes lists, the newest ones."""
_CHECKPOINT = re.compile(r"log/checkpoints/([1-9][0-9]{0,15})")


@dataclass(frozen=True)
class Cosignature:
    """A witness's good signature under a checkpoint: key name, its title in the trust policy, and when."""

    name: str
    title: str
    outside: bool
    time: datetime


@dataclass(frozen=True)
class CheckpointView:
    """One published checkpoint. `fingerprint`: 64 hex, what stands on notices.

    `complete`: whether those who cosigned it are as many, and as many from outside, as the policy of its time asks.
    """

    path: str
    size: int
    fingerprint: str
    cosignatures: tuple[Cosignature, ...]
    complete: bool

    @property
    def groups(self) -> list[str]:
        """The fingerprint in groups of four, to be read out and compared."""
        return [self.fingerprint[at : at + 4] for at in range(0, 64, 4)]

    @property
    def outside(self) -> int:
        """How many of the cosigners stand outside the bureau."""
        return sum(cosignature.outside for cosignature in self.cosignatures)


@dataclass(frozen=True)
class KeyView:
    """A key that signs: who holds it, in which role, valid for which positions of the log."""

    vkey: str
    name: str
    role: str
    holder: str
    outside: bool
    from_: int
    until: int | None

    def valid_at(self, position: int) -> bool:
        """Whether the key counts for the entry at this position."""
        return self.from_ <= position and (self.until is None or position < self.until)


@dataclass(frozen=True)
class WitnessView:
    """A witness, and the newest checkpoint that it cosigned."""

    vkey: str
    name: str
    title: str
    outside: bool
    newest: CheckpointView | None
    seen: datetime | None


@dataclass(frozen=True)
class Ledger:
    """The log. `size`: entries covered by the newest checkpoint; `history`: those entries, read."""

    history: History
    size: int
    newest: CheckpointView | None
    checkpoints: tuple[CheckpointView, ...]
    genesis: Logged[Genesis] | None
    policy: TrustPolicy | None
    keys: tuple[KeyView, ...]
    witnesses: tuple[WitnessView, ...]

    @property
    def genesis_hash(self) -> str:
        """The hash of the genesis record, or empty."""
        return self.genesis.hash if self.genesis else ""

    @property
    def first_listed(self) -> int:
        """The position of the oldest entry that the page of changes lists."""
        return max(0, self.size - LISTED)

    def sealing(self, position: int) -> CheckpointView | None:
        """The checkpoint that seals the entry at `position`: the first with a quorum, else the first that holds it."""
        return self.first_cosigned(position) or _first_after(position, self.checkpoints)

    def first_cosigned(self, position: int) -> CheckpointView | None:
        """The smallest checkpoint that holds the entry at `position` and that a quorum of witnesses cosigned."""
        return _first_after(position, self._complete)

    @cached_property
    def _complete(self) -> tuple[CheckpointView, ...]:
        return tuple(point for point in self.checkpoints if point.cosignatures and point.complete)

    def title(self, name: str) -> str:
        """Whom a key name means, in words: `抽查机构（劳动监察大队）`; the name itself where it isn't known."""
        key = next((key for key in self.keys if key.name == name), None)
        return f"{ROLES[key.role]}（{key.holder}）" if key else name


def _first_after(position: int, points: Sequence[CheckpointView]) -> CheckpointView | None:
    """The smallest of these checkpoints that holds the entry at `position`."""
    at = bisect_right(points, position, key=lambda point: point.size)
    return points[at] if at < len(points) else None


def read_ledger(source: Source) -> Ledger:
    """The log of the published files; what can't be read is noted in `source`."""
    newest_note = source.read(places.CHECKPOINT, Note.parse)
    newest = source.parse(places.CHECKPOINT, newest_note.bytes, _checkpoint) if newest_note else None
    size = newest.size if newest else 0
    history = History(_entries(source, size))
    policy = source.read(places.TRUST, parse_trust)
    trust = TrustHistory(history.trust_changes(), _policies(source, history))
    points = _checkpoints(source, trust, policy)
    return Ledger(
        history=history,
        size=size,
        newest=points[-1] if points else None,
        checkpoints=points,
        genesis=next(history.of(Genesis), None),
        policy=policy,
        keys=_keys(policy),
        witnesses=_witnesses(policy, points),
    )


def _checkpoint(data: bytes, name: str) -> Checkpoint:
    return Checkpoint.parse(Note.parse(data, name).text)


def _entries(source: Source, size: int) -> list[bytes]:
    entries: list[bytes] = []
    for path, width in paths_for(size):
        found = source.read(f"log/{path}", lambda data, _: parse_bundle(data))
        if found is None or len(found) < width:
            break  # positions after a gap would be wrong
        entries += found[:width]
    return entries


def _policies(source: Source, history: History) -> dict[str, TrustPolicy]:
    found = {}
    for _, sha256 in history.trust_changes():
        policy = source.optional(places.snapshot(sha256, "json"), parse_trust)
        if policy is not None:
            found[sha256] = policy
    return found


def _checkpoints(source: Source, trust: TrustHistory, newest: TrustPolicy | None) -> tuple[CheckpointView, ...]:
    found = []
    for path in source.files:
        if _CHECKPOINT.fullmatch(path):
            note = source.read(path, Note.parse)
            point = source.parse(path, note.bytes, _checkpoint) if note else None
            if note and point:
                policy = trust.at(point.size) or newest
                signed = _cosignatures(source, path, note, policy)
                complete = policy is not None and policy.quorum_met(each.name for each in signed)
                found.append(CheckpointView(path, point.size, fingerprint(point), signed, complete))
    return tuple(sorted(found, key=lambda point: point.size))


def _cosignatures(source: Source, path: str, note: Note, policy: TrustPolicy | None) -> tuple[Cosignature, ...]:
    """The good cosignatures under a checkpoint; a bad one is noted and makes the whole note count for nothing."""
    if policy is None:
        return ()
    try:
        times = cosigned(note, policy.witness_keys())
    except PublisherError as error:
        source.note(path, error.faults[0])
        return ()
    known = {witness.parsed.name: witness for witness in policy.witnesses}
    views = [Cosignature(name, known[name].name, known[name].outside, unix_time(time)) for name, time in times.items()]
    return tuple(sorted(views, key=lambda view: (view.time, view.name)))


def _keys(policy: TrustPolicy | None) -> tuple[KeyView, ...]:
    if policy is None:
        return ()
    return tuple(
        KeyView(key.vkey, key.parsed.name, key.role, key.holder, key.outside, key.from_, key.until)
        for key in policy.keys
    )


def _witnesses(policy: TrustPolicy | None, points: tuple[CheckpointView, ...]) -> tuple[WitnessView, ...]:
    views = []
    for witness in policy.witnesses if policy else ():
        name = witness.parsed.name
        signed = [(point, c.time) for point in points for c in point.cosignatures if c.name == name]
        newest, seen = signed[-1] if signed else (None, None)
        views.append(WitnessView(witness.vkey, name, witness.name, witness.outside, newest, seen))
    return tuple(views)
