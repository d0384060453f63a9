"""The trust policy: whose signature counts, in which role, at which position of the log (section 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import Title
from publisher.draw.parts import Integer, Part, Source, parse_part
from publisher.errors import Malformed, Refused
from publisher.log.ed25519 import check_public_key
from publisher.log.notes import COSIGNER_KEY, NOTE_KEY, Note, Vkey

Role = Literal["draw", "legal", "log", "observer", "auditor", "recovery", "deputy"]
OFFICES = ("draw", "legal", "deputy", "log")
"""Roles of which nobody has two: a record needs two people, and the log is a third one's."""
MINIMUM_NOTICE = 600
GRACE = timedelta(days=30)
"""After which a change of witnesses or quorum governs draws, counted from when the old quorum saw it."""


class TrustedKey(Part):
    """A key in a role, valid for entries from position `from` on, until before `until` where there is one."""

    vkey: Annotated[str, Field(max_length=300)]
    role: Role
    holder: Title
    outside: bool
    from_: Integer = Field(alias="from")
    until: Integer | None = None

    def valid_at(self, position: int) -> bool:
        """Whether the key counts for the entry at this position."""
        return self.from_ <= position and (self.until is None or position < self.until)

    def clashes(self, other: TrustedKey) -> bool:
        """Whether one holder has two different roles at one time."""
        ends = (self.until is None or other.from_ < self.until), (other.until is None or self.from_ < other.until)
        return all(ends) and self.holder == other.holder and self.role != other.role

    @property
    def parsed(self) -> Vkey:
        """The key with its name."""
        return Vkey.parse(self.vkey)


class Witness(Part):
    """A cosigner: one key, and whether it stands outside the bureau."""

    vkey: Annotated[str, Field(max_length=300)]
    name: Title
    outside: bool

    @property
    def parsed(self) -> Vkey:
        """The key with its name."""
        return Vkey.parse(self.vkey)


class Quorum(Part):
    """How many witnesses must cosign, and how many of them from outside."""

    total: Integer
    outside: Integer


class TrustPolicy(Part):
    """keys/trust.json."""

    origin: Annotated[str, Field(pattern=r"^[a-z0-9.-]+/shuangsuiji$")]
    keys: Annotated[list[TrustedKey], Field(max_length=256)]
    witnesses: Annotated[list[Witness], Field(max_length=64)]
    quorum: Quorum
    recovery: Integer
    beacons: Annotated[list[Source], Field(min_length=1, max_length=16)]
    notice: Annotated[int, Field(ge=MINIMUM_NOTICE, le=30 * 86400, strict=True)]

    @model_validator(mode="after")
    def _coherent(self) -> TrustPolicy:
        keys = [(key.parsed, NOTE_KEY) for key in self.keys]
        witnesses = [(witness.parsed, COSIGNER_KEY) for witness in self.witnesses]
        for vkey, kind in keys + witnesses:
            if vkey.type != kind:
                raise ValueError(f"{vkey.name}: wrong kind of key")
            check_public_key(vkey.key)
        used = [vkey.key for vkey, _ in keys + witnesses]
        if len(set(used)) != len(used):
            raise ValueError("one key stands for two")
        names = [vkey.name for vkey, _ in witnesses]
        if len(set(names)) != len(names):
            raise ValueError("two witnesses with one name would count one cosignature twice")
        offices = [key for key in self.keys if key.role in OFFICES]
        if any(one.clashes(other) for one in offices for other in offices):
            raise ValueError("one holder never has two of draw, legal, deputy and log at one time")
        if self.quorum.total > len(self.witnesses):
            raise ValueError("the quorum is larger than the number of witnesses")
        return self

    @property
    def hash(self) -> str:
        """What `genesis` and `trust` records bind."""
        return sha256_hex(self.text.encode())

    def keys_at(self, position: int, role: str | None = None) -> list[TrustedKey]:
        """The keys that count for the entry at `position`, of one role or of all."""
        return [key for key in self.keys if key.valid_at(position) and role in (None, key.role)]

    @property
    def log_key(self) -> Vkey:
        """The newest key of the log: it signs checkpoints under the origin's name."""
        return [key.parsed for key in self.keys if key.role == "log"][-1]

    def witness_keys(self) -> list[Vkey]:
        """All witnesses' keys."""
        return [witness.parsed for witness in self.witnesses]

    def quorum_met(self, cosigners: Iterable[str]) -> bool:
        """Whether these cosigners (key names) are the quorum."""
        present = set(cosigners)
        counted = [witness for witness in self.witnesses if witness.parsed.name in present]
        return len(counted) >= self.quorum.total and sum(w.outside for w in counted) >= self.quorum.outside

    def roles_signed(self, note: Note, position: int) -> dict[str, set[str]]:
        """Role → key names with a good signature at this position. Raises Fails for a bad signature of a known key."""
        keys = self.keys_at(position)
        roles: dict[str, set[str]] = {}
        for key in keys:
            # Each key by itself: two keys may bear one name (an old and a new one), and a name is no key.
            if note.verify([key.parsed]):
                roles.setdefault(key.role, set()).add(key.parsed.name)
        return roles


def parse_trust(data: bytes, name: str = "keys/trust.json") -> TrustPolicy:
    """keys/trust.json. Raises Malformed."""
    try:
        return parse_part(data, TrustPolicy, name)
    except Refused as error:
        raise Malformed(*error.faults).at(name) from None


Seen = Callable[[int, TrustPolicy], datetime | None]
"""(position, policy) → when the policy's quorum first had the entry there before it; None where it hasn't yet."""


class TrustHistory:
    """Which policy counts at which position: the genesis policy, then each that a `trust` record put in force.

    `changes`: (position of the record, hash of the new policy), ascending, the genesis at 0.
    """

    def __init__(self, changes: Iterable[tuple[int, str]], policies: Mapping[str, TrustPolicy]) -> None:
        self.changes = sorted(changes)
        self.policies = policies

    def at(self, position: int) -> TrustPolicy | None:
        """The policy that decides on the entry at `position`: the newest put in force before it; None if not held."""
        hashes = [trust for at, trust in self.changes if at < position or at == 0]
        return self.policies.get(hashes[-1]) if hashes else None

    def watchers(self, position: int, time: datetime, seen: Seen) -> TrustPolicy | None:
        """The policy whose witnesses and quorum govern a commit at `position`, dated `time`; None if none is held.

        A change of witnesses or quorum applies to commits 30 days after the old quorum cosigned it (section 9).
        """
        governing: TrustPolicy | None = None
        for at, trust in self.changes:
            policy = self.policies.get(trust)
            if policy is None or (at >= position and at > 0):
                continue
            same = governing and (policy.witnesses, policy.quorum) == (governing.witnesses, governing.quorum)
            if governing is None or same or self._agreed(seen(at, governing), time):
                governing = policy
        return governing

    @staticmethod
    def _agreed(seen_at: datetime | None, time: datetime) -> bool:
        return seen_at is not None and time >= seen_at + GRACE
