"""The whole evidence of one verification, parsed once and tolerantly: bytes in, no file, network or clock.

What can't be read stays a reason and never becomes an exception; the checks say what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from publisher.beacons.sources import Proven, prove
from publisher.draw.evidence import json_text, parse_json
from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.history import DrawRecords, History
from publisher.verify.draw_case import BeaconAnswer, DrawCase
from publisher.verify.ledger import Ledger, Watch
from publisher.verify.published import Published
from publisher.verify.reading import Files

T = TypeVar("T")


class Case:
    """Published files, the log in them, its draws; and what the reader brought along.

    `genesis`: the pinned record hash of entry 0; `since`: a kept checkpoint (its note); `frame_keys`: draw → 32 bytes.
    """

    def __init__(
        self,
        published: Published,
        *,
        now: datetime,
        genesis: str | None = None,
        since: bytes | None = None,
        frame_keys: Mapping[str, bytes] | None = None,
    ) -> None:
        self.files = Files(published)
        self.now = now
        self.pin = genesis.strip().lower() if genesis else None
        self.ledger = Ledger(self.files, since)
        keys = frame_keys or {}
        self.draws = {
            name: DrawCase(self.files, self.ledger, records, now, keys.get(name)) for name, records in self._in_order()
        }
        self._made: dict[tuple[str, str], object] = {}
        self._recent: dict[str, object] = {}
        self._proofs: dict[tuple[str, str, str], Proven | PublisherError] = {}

    def _in_order(self) -> list[tuple[str, DrawRecords]]:
        """The draws in the order of their commits, those without a commit last."""
        none = len(self.ledger.entries)
        return sorted(self.history.draws.items(), key=lambda item: item[1].commit.position if item[1].commit else none)

    @property
    def history(self) -> History:
        """The log as the story of its draws."""
        return self.ledger.history

    @property
    def pinned(self) -> bool:
        """Whether the reader brought the genesis hash and it is this log's."""
        return self.pin is not None and self.pin == self.ledger.genesis

    @cached_property
    def bureau(self) -> Mapping[str, Any]:
        """data/bureau.json, which is no part of the log; empty where it can't be read."""
        value = self.files.read(places.BUREAU, parse_json).value
        return value if isinstance(value, dict) else {}

    def watch_of(self, position: int) -> Watch | None:
        """Who first watched over an entry that belongs to no draw, in the quorum that governs its position."""
        policy = self.ledger.watchers(position, self.now)
        return self.ledger.first_watch(position, policy) if policy else None

    def once(self, key: tuple[str, str], make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key (what it is, and of which draw or file)."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    def recent(self, key: str, make: Callable[[], T]) -> T:
        """As `once`, for big things: only the last two are kept."""
        if key not in self._recent:
            while len(self._recent) >= 2:
                del self._recent[next(iter(self._recent))]
            self._recent[key] = make()
        return cast("T", self._recent[key])

    def prove(self, answer: BeaconAnswer) -> Proven | PublisherError:
        """What a beacon's answer proves, or why it doesn't; each answer is proven once."""
        try:
            key = (answer.source, answer.round, json_text(answer.answer))
        except PublisherError as error:
            return error
        if key not in self._proofs:
            try:
                self._proofs[key] = prove(answer.source, answer.round, answer.answer)
            except PublisherError as error:
                self._proofs[key] = error
        return self._proofs[key]

    @cached_property
    def known_beacons(self) -> dict[tuple[str, str], Proven]:
        """Every (source, round) whose value some published answer proves or states."""
        answers = [a for draw in self.draws.values() for a in (*(draw.beacons.value or ()), *draw.change_answers)]
        proven = ((answer, self.prove(answer)) for answer in answers)
        return {(answer.source, answer.round): value for answer, value in proven if isinstance(value, Proven)}
