"""The log as a reader holds it: entries, checkpoints, policies, and who watched which size when (section 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import unix_time
from publisher.errors import Fails, Malformed, PublisherError, fault
from publisher.log import merkle, places
from publisher.log.checkpoints import Checkpoint, fingerprint, verify_checkpoint, verify_cosignature
from publisher.log.history import History
from publisher.log.notes import Note, Vkey
from publisher.log.tiles import parse_bundle, paths_for
from publisher.log.trust import TrustHistory, TrustPolicy, parse_trust
from publisher.verify.reading import Files, Reading

MAX_SIZE = 5_000_000
_CHECKPOINT = re.compile(r"log/checkpoints/(0|[1-9][0-9]{0,15})")


class Watch(NamedTuple):
    """A checkpoint that a quorum cosigned: its size, when the quorum was complete, who (key names) had signed then."""

    size: int
    time: datetime
    names: frozenset[str]
    path: str


@dataclass(frozen=True)
class HeldCheckpoint:
    """A checkpoint and what was made of it. `error`: why it isn't a checkpoint of this log, else None.

    `prefix`: whether the entries give its root. `times`: witness key → Unix seconds of its good cosignature.
    """

    path: str
    note: Note | None = None
    checkpoint: Checkpoint | None = None
    error: PublisherError | None = None
    prefix: bool = False
    times: dict[Vkey, int] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Signed by the log, of these entries, no bad line: its cosignatures count."""
        return self.error is None and self.prefix

    @property
    def size(self) -> int:
        """Its size; 0 where it can't be read."""
        return self.checkpoint.size if self.checkpoint else 0


class Ledger:
    """The published log, read once. `since`: a checkpoint that the reader kept. Never raises.

    `torn`: the bundle that is missing or unreadable, where the entries end before the newest checkpoint does.
    """

    def __init__(self, files: Files, since: bytes | None = None) -> None:
        self._files = files
        self._newest = _read_checkpoint(files, places.CHECKPOINT)
        self.torn: Reading[list[bytes]] | None = None
        self.entries = self._entries(self._newest.size)
        self.leaves = [merkle.leaf_hash(entry) for entry in self.entries]
        self.history = History(self.entries)
        self.policies = self._policies()
        self.trust = TrustHistory(self.history.trust_changes(), dict(self._held_policies()))
        self._frontier_roots: dict[int, bytes] = {}
        self._watches: dict[int, list[Watch]] = {}
        held = [_read_checkpoint(files, path) for path in sorted(files.names) if _CHECKPOINT.fullmatch(path)]
        kept = [_checkpoint_of("since", Reading("since", since, *_parsed(since)))] if since is not None else []
        self._compute_roots([self._newest, *held, *kept])
        self.newest = self._judged(self._newest)
        self.earlier = [self._judged(point) for point in held]
        self.since = self._judged(kept[0]) if kept else None

    def _entries(self, size: int) -> list[bytes]:
        if size > MAX_SIZE:
            right = (f"最多{MAX_SIZE}条", f"at most {MAX_SIZE} entries")
            error = Malformed(fault("log-size", f"总账称有{size}条", f"the log claims {size} entries", *right))
            self.torn = Reading(places.CHECKPOINT, error=error)
            return []
        entries: list[bytes] = []
        for path, width in paths_for(size):
            found = self._bundle(f"log/{path}", width)
            if found.value is None:
                self.torn = found
                break  # positions after a gap would be wrong
            entries += found.value
        return entries

    def _bundle(self, path: str, width: int) -> Reading[list[bytes]]:
        """A bundle's first `width` entries; where a partial one has made way for a full one, those of the full one."""
        found = self._files.read(path, lambda data, _: parse_bundle(data))
        if found.data is None and found.error is None and ".p/" in path:
            found = self._files.read(path.partition(".p/")[0], lambda data, _: parse_bundle(data))
        return found.then(lambda entries: _cut(entries, width))

    def _policies(self) -> dict[str, Reading[TrustPolicy]]:
        """Every trust policy that the log binds, by hash; a file with other content is no reading of it."""
        found = {}
        for _, trust in self.history.trust_changes():
            for path in (places.snapshot(trust, "json"), places.TRUST):
                reading = self._files.read(path, parse_trust)
                if reading.data is not None and sha256_hex(reading.data) == trust:
                    found[trust] = reading
                    break
            else:
                found[trust] = Reading(places.snapshot(trust, "json"))
        return found

    def _held_policies(self) -> Iterator[tuple[str, TrustPolicy]]:
        for trust, reading in self.policies.items():
            if reading.value is not None:
                yield trust, reading.value

    def _compute_roots(self, points: list[HeldCheckpoint]) -> None:
        sizes = {point.size for point in points if point.checkpoint and point.size <= len(self.leaves)}
        self._frontier_roots = merkle.roots_at(self.leaves, sizes)

    def root_at(self, size: int) -> bytes | None:
        """The root of the first `size` entries; None where there are fewer."""
        if size > len(self.leaves):
            return None
        if size not in self._frontier_roots:
            self._frontier_roots |= merkle.roots_at(self.leaves, [size])
        return self._frontier_roots[size]

    def _judged(self, point: HeldCheckpoint) -> HeldCheckpoint:
        """The checkpoint with its signature, its root and its cosignatures judged."""
        if point.note is None or point.checkpoint is None:
            return point
        prefix = self.root_at(point.size) == point.checkpoint.root
        try:
            self._check_signed(point.note, point.size)
            times = {key: verify_cosignature(point.note, key) for key in self._witness_keys}
        except PublisherError as error:
            return HeldCheckpoint(point.path, point.note, point.checkpoint, error, prefix)
        good = {key: time for key, time in times.items() if time is not None}
        return HeldCheckpoint(point.path, point.note, point.checkpoint, None, prefix, good)

    def _check_signed(self, note: Note, size: int) -> None:
        """Raises unless a log key that counted at this size signed."""
        policy = self.trust.at(size)
        right = ("总账密钥须在签名规则中", "the log's key must stand in the trust policy")
        error: PublisherError = Fails(fault("no-log-key", "没有可用的总账密钥", "no log key counts here", *right))
        for key in policy.keys if policy else ():
            if key.role == "log" and (key.valid_at(size) or key.valid_at(size - 1)):
                try:
                    verify_checkpoint(note, key.parsed)
                except PublisherError as refused:
                    error = refused
                else:
                    return
        raise error

    @cached_property
    def _witness_keys(self) -> list[Vkey]:
        keys = [key for _, policy in self._held_policies() for key in policy.witness_keys()]
        return list(dict.fromkeys(keys))

    @property
    def checkpoints(self) -> list[HeldCheckpoint]:
        """All that are held: the published ones, the newest, and the reader's own."""
        return [*self.earlier, self.newest, *([self.since] if self.since else [])]

    @property
    def genesis(self) -> str:
        """The record hash of entry 0; empty where there is none."""
        return self.history.entries[0].hash if self.history.entries else ""

    @property
    def fingerprint(self) -> str:
        """The newest checkpoint's fingerprint, as notices print it; empty where it can't be read."""
        return fingerprint(self.newest.checkpoint) if self.newest.checkpoint else ""

    def watches(self, policy: TrustPolicy) -> list[Watch]:
        """Every good checkpoint that the quorum of `policy` (one of this ledger's) cosigned, smallest first."""
        if id(policy) not in self._watches:
            found = (self._watch(point, policy) for point in self.checkpoints if point.good)
            unique = {watch for watch in found if watch}
            self._watches[id(policy)] = sorted(unique, key=lambda watch: (watch.size, watch.time))
        return self._watches[id(policy)]

    def _watch(self, point: HeldCheckpoint, policy: TrustPolicy) -> Watch | None:
        known = [(w.parsed, w.outside) for w in policy.witnesses]
        signed = sorted((point.times[key], key.name, outside) for key, outside in known if key in point.times)
        for count in range(max(policy.quorum.total, 1), len(signed) + 1):
            if sum(outside for _, _, outside in signed[:count]) >= policy.quorum.outside:
                names = frozenset(name for _, name, _ in signed[:count])
                return Watch(point.size, unix_time(signed[count - 1][0]), names, point.path)
        return None

    def outside_cosigners(self, watch: Watch, policy: TrustPolicy, until: datetime | None = None) -> frozenset[str]:
        """The outside witnesses, as the policy names them, that cosigned a watch's checkpoint by `until`."""
        names = set()
        for point in self.checkpoints:
            for witness in policy.witnesses if point.good and point.size == watch.size else ():
                time = point.times.get(witness.parsed)
                if witness.outside and time is not None and (until is None or unix_time(time) <= until):
                    names.add(witness.name)
        return frozenset(names)

    def first_watch(self, position: int, policy: TrustPolicy) -> Watch | None:
        """The watch that was first to cover the entry at `position`."""
        covering = [watch for watch in self.watches(policy) if watch.size > position]
        return min(covering, key=lambda watch: watch.time, default=None)

    def watchers(self, position: int, time: datetime) -> TrustPolicy | None:
        """The policy whose witnesses and quorum govern a commit at `position`, dated `time` (section 9)."""
        return self.trust.watchers(position, time, self._watched)

    def _watched(self, position: int, policy: TrustPolicy) -> datetime | None:
        watch = self.first_watch(position, policy)
        return watch.time if watch else None


def _cut(entries: list[bytes], width: int) -> list[bytes]:
    if len(entries) < width:
        right = (f"应有{width}条", f"there should be {width}")
        raise Malformed(fault("bundle", f"只有{len(entries)}条", f"only {len(entries)} entries", *right))
    return entries[:width]


def _parsed(data: bytes) -> tuple[Note | None, PublisherError | None]:
    try:
        return Note.parse(data, "since"), None
    except PublisherError as error:
        return None, error


def _read_checkpoint(files: Files, path: str) -> HeldCheckpoint:
    return _checkpoint_of(path, files.read(path, Note.parse))


def _checkpoint_of(path: str, reading: Reading[Note]) -> HeldCheckpoint:
    if reading.value is None:
        right = ("应当公布", "it should be published")
        missing = Malformed(fault("missing", "没有这个文件", "there is no such file", *right).at(path))
        return HeldCheckpoint(path, error=reading.error or missing)
    try:
        return HeldCheckpoint(path, reading.value, Checkpoint.parse(reading.value.text))
    except PublisherError as error:
        return HeldCheckpoint(path, reading.value, error=error.at(path))
