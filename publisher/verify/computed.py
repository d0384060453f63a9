"""What a draw comes to, computed from the log and the proven beacons alone, void or not (sections 6 to 8)."""

from __future__ import annotations

from functools import cached_property

from publisher.beacons.sources import CEREMONY, Proven
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import ABSENT
from publisher.draw.seed import BeaconValue, seed, seed_text
from publisher.draw.selection import select
from publisher.draw.tables import Drawn, Member
from publisher.draw.teams import draw_teams
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase


class Computed:
    """A draw's seed, selection and teams as they follow from what everyone holds; None where something is missing."""

    def __init__(self, case: Case, draw: DrawCase) -> None:
        self._case = case
        self._draw = draw

    @cached_property
    def values(self) -> list[BeaconValue] | None:
        """The beacons of the commit with their values."""
        found = []
        for beacon in self._draw.commit.beacons if self._draw.commit else ():
            value = self._value(beacon.source, beacon.round)
            if value is None:
                return None
            found.append(BeaconValue(beacon.source, beacon.round, value))
        return found or None

    def _value(self, source: str, number: str) -> str | None:
        if source == CEREMONY:
            return self._draw.course.ceremony_value if self._draw.course else None
        for answer in self._draw.beacons.value or ():
            if (answer.source, answer.round) == (source, number):
                proven = self._case.prove(answer)
                return proven.value if isinstance(proven, Proven) else None
        known = self._case.known_beacons.get((source, number))
        return known.value if known else None

    @cached_property
    def secrets(self) -> dict[str, str] | None:
        """Party → secret or ABSENT, as the close has it; None without a close, or where a reveal isn't logged."""
        records = self._draw.records
        if records.close is None or self._draw.commit is None:
            return None
        revealed = {item.hash: item.record.secret for item in records.reveals} | {ABSENT: ABSENT}
        listed = {part.party: records.close.record.reveals.get(part.party) for part in self._draw.commit.parties}
        secrets = {party: revealed.get(reveal or "") for party, reveal in listed.items()}
        known = {party: secret for party, secret in secrets.items() if secret is not None}
        return known if len(known) == len(secrets) else None

    @cached_property
    def text(self) -> str | None:
        """seed.txt as it must be."""
        records = self._draw.records
        if self.values is None or self.secrets is None or records.commit is None or records.close is None:
            return None
        return seed_text(self._draw.name, records.commit.hash, records.close.hash, self.secrets, self.values)

    @cached_property
    def seed(self) -> str | None:
        """The seed; where a beacon's value can't be had, that of the published seed.txt, which C13 doesn't pass."""
        if self.text is not None:
            return seed(self.text)
        data = self._draw.seed_text.data
        return sha256_hex(data) if data is not None else None

    @cached_property
    def selection(self) -> list[Drawn] | None:
        """selection.csv as it must be."""
        if self.seed is None or self._draw.frame.value is None:
            return None
        return select(self._draw.frame.value, self._draw.sizes, self.seed)

    @cached_property
    def teams(self) -> list[Member] | None:
        """teams.csv as it must be."""
        if self.selection is None or self.seed is None or self._draw.panel.value is None:
            return None
        objects = [row.object_id for row in self.selection]
        return draw_teams(self._draw.panel.value, self._draw.seats, objects, self.seed)


def computed_of(case: Case, draw: DrawCase) -> Computed:
    """A draw's computed outcome, computed once for all checks."""
    return case.once(("computed", draw.name), lambda: Computed(case, draw))


def computed_of_void(case: Case, draw: DrawCase) -> Computed | None:
    """What a draw that was voided after its close would have come to; None where it wasn't, or can't be computed.

    Its secrets were out: whoever knows the beacon can compute it, and so does a verifier (section 1, A03).
    """
    if not draw.course or not draw.course.voided_after_close:
        return None
    computed = computed_of(case, draw)
    return computed if computed.text is not None and computed.selection is not None else None
