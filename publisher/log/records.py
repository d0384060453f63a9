"""The records of protocol section 3: text in evidence form on one side, typed, frozen objects on the other."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from publisher.draw.evidence import parse_json
from publisher.draw.identifiers import ABSENT, Count, Date, Draw, Hex64, Identifier, Party, Ratio, Time, Title
from publisher.draw.parts import BeaconPart, FileHashes, Integer, Part, SeatPart, Text, faults_of
from publisher.errors import Malformed


class Basis(Part):
    """The cosigned checkpoint at which policy, items, plan, rosters and results were read."""

    size: Integer
    root: Hex64


class PlanUse(Part):
    """One occurrence of one row of a plan (`file`: the plan's sha256), or the approval of a draw outside the plan."""

    file: Hex64 | None = None
    row: Identifier | None = None
    occurrence: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}$")] | None = None
    approval: Title | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> PlanUse:
        planned = (self.file, self.row, self.occurrence)
        if (None in planned) == (self.approval is None) or (self.approval and any(planned)):
            raise ValueError("either file, row and occurrence, or approval")
        return self


class QuotaPart(Part):
    """A stratum's quota as the commit publishes it."""

    stratum: Identifier
    listed: Integer
    eligible: Integer
    ratio: Ratio | None = None
    count: Count | None = None
    size: Integer

    @model_validator(mode="after")
    def _one_of_both(self) -> QuotaPart:
        if (self.ratio is None) == (self.count is None):
            raise ValueError("either ratio or count")
        return self


class Team(Part):
    """The seats of every team, scarcest first."""

    seats: Annotated[list[SeatPart], Field(min_length=2, max_length=8)]


class PartyPart(Part):
    """A party and what it commits to."""

    party: Party
    commitment: Hex64


class Replaces(Part):
    """The void draw that this one stands for; each difference is named."""

    draw: Draw
    differences: Annotated[list[Text], Field(max_length=64)]


class RemovalPart(Part):
    """Who leaves which team, and why as far as the public is told."""

    object: Identifier
    inspector: Annotated[str, Field(pattern=r"^(?:-|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$")]
    code: Literal["recused", "prevented", "vacant"]
    late: bool


class SupplementPart(Part):
    """An object that is to be replaced."""

    object: Identifier


class Record(Part):
    """What all records have. `signers`: the roles that must have signed (section 3)."""

    signers: ClassVar[tuple[str, ...]] = ("draw", "legal")
    time: Time


class Genesis(Record):
    """Entry 0: the bureau's name and the hash of its trust policy."""

    signers: ClassVar[tuple[str, ...]] = ("draw", "legal", "log", "recovery")
    type: Literal["genesis"]
    bureau: Title
    trust: Hex64


class Trust(Record):
    """A new trust policy; the old one decides whether it is rightly signed."""

    type: Literal["trust"]
    trust: Hex64
    reason: Text


class FileRecord(Record):
    """A version of the item list, the policy or a plan, in force from `effective`."""

    type: Literal["items", "plan", "policy"]
    file: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z._/-]{0,127}$")]
    sha256: Hex64
    version: Title
    effective: Date


class Roster(Record):
    """A snapshot of a roster: its public columns by hash, its private ones by salted hash."""

    signers: ClassVar[tuple[str, ...]] = ("draw",)
    type: Literal["roster"]
    table: Literal["objects", "inspectors", "agencies"]
    sha256: Hex64
    rows: Integer
    changes: Hex64
    sealed: Hex64


class Commit(Record):
    """Section 5: all that a draw depends on, fixed before its beacon exists."""

    type: Literal["commit"]
    draw: Draw
    title: Title
    protocol: Literal["draw/1"]
    basis: Basis
    plan: PlanUse
    register_: Hex64 = Field(alias="register")
    items: Annotated[list[Identifier], Field(min_length=1, max_length=64)]
    files: FileHashes
    frame: Literal["open", "blinded"]
    quotas: Annotated[list[QuotaPart], Field(min_length=1, max_length=64)]
    team: Team
    beacons: Annotated[list[BeaconPart], Field(min_length=1, max_length=8)]
    parties: Annotated[list[PartyPart], Field(min_length=2, max_length=16)]
    reveal_by: Time
    inspect_by: Date
    publish_by: Date
    replaces: Replaces | None = None


class Reveal(Record):
    """A party's secret. Signed by that party."""

    signers: ClassVar[tuple[str, ...]] = ()
    type: Literal["reveal"]
    draw: Draw
    commit: Hex64
    party: Party
    secret: Hex64


class Ceremony(Record):
    """Twenty digits thrown in public (第七条 摇号)."""

    type: Literal["ceremony"]
    draw: Draw
    commit: Hex64
    value: Annotated[str, Field(pattern=r"^[0-9]{20}$")]


class Close(Record):
    """Each party's reveal by record hash, or ABSENT."""

    type: Literal["close"]
    draw: Draw
    commit: Hex64
    reveals: dict[Party, Annotated[str, Field(pattern=rf"^(?:[0-9a-f]{{64}}|{ABSENT})$")]]


class Outcome(Record):
    """What came out, by the hashes of its files."""

    type: Literal["outcome"]
    draw: Draw
    commit: Hex64
    close: Hex64
    seed: Hex64
    files: FileHashes


class Change(Record):
    """Section 8: who leaves, what is supplemented, and the fresh beacon that decides."""

    type: Literal["change"]
    draw: Draw
    number: Annotated[int, Field(ge=1, le=9999, strict=True)]
    removals: Annotated[list[RemovalPart], Field(max_length=1000)]
    supplements: Annotated[list[SupplementPart], Field(max_length=1000)]
    beacon: BeaconPart


class Changed(Record):
    """What the change came to: the beacon's answer as it came, and `<nnnn>.csv` by hash."""

    type: Literal["changed"]
    draw: Draw
    number: Annotated[int, Field(ge=1, le=9999, strict=True)]
    change: Hex64
    answer: dict[str, Any]
    files: FileHashes


class Void(Record):
    """The end of a draw without outcome."""

    type: Literal["void"]
    draw: Draw
    commit: Hex64
    code: Literal["error", "absence", "unwitnessed", "beacon-silent"]
    reason: Text


class Audit(Record):
    """An outside auditor's word on a blinded frame."""

    signers: ClassVar[tuple[str, ...]] = ("auditor",)
    type: Literal["audit"]
    draw: Draw
    checked: Integer
    errors: Integer
    statement: Text


class Filing(Record):
    """A report or an archive by the hashes of its files."""

    signers: ClassVar[tuple[str, ...]] = ("draw",)
    type: Literal["report", "archive"]
    draw: Draw | None = None
    period: Title | None = None
    files: FileHashes


class SealedRow(Record):
    """A row whose text lies beside the log; `replaces` is the row it corrects, or empty."""

    signers: ClassVar[tuple[str, ...]] = ()
    type: Literal["result", "correction", "nonrandom"]
    draw: Draw | Literal[""]
    object: Identifier
    row: Hex64
    replaces: Hex64 | Literal[""]


_ROW = TypeAdapter(SealedRow).validator


def sealed_row(data: bytes) -> SealedRow | None:
    """The sealed row that an entry is, in less than half the time that `parse_record` takes: a log has a hundred of
    them for each record of another kind. None where that has to look.

    None of its members needs an escape, so that a row which is written again as it was has the one form there is.
    """
    if b'"replaces"' not in data:
        return None
    try:
        row: SealedRow = _ROW.validate_json(data)
    except ValidationError:
        return None
    text = (
        f'{{\n  "draw": "{row.draw}",\n  "object": "{row.object}",\n  "replaces": "{row.replaces}",\n'
        f'  "row": "{row.row}",\n  "time": "{row.time}",\n  "type": "{row.type}"\n}}\n'
    )
    return row if text.encode() == data else None


class Withdraw(Record):
    """The text of a row is withdrawn; its hash stays."""

    type: Literal["withdraw"]
    draw: Draw | Literal[""]
    object: Identifier
    row: Hex64
    replaces: Hex64 | Literal[""]
    ground: Literal["repair", "expired", "court"]
    document: Text


AnyRecord = Annotated[
    Genesis
    | Trust
    | FileRecord
    | Roster
    | Commit
    | Reveal
    | Ceremony
    | Close
    | Outcome
    | Change
    | Changed
    | Void
    | Audit
    | Filing
    | SealedRow
    | Withdraw,
    Field(discriminator="type"),
]
_ADAPTER: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)


def parse_record(text: str, name: str = "") -> AnyRecord:
    """The record of a note's text. Raises Malformed: not canonical, unknown or missing field, wrong type."""
    value = parse_json(text.encode(), name)
    try:
        return _ADAPTER.validate_python(value)
    except ValidationError as error:
        raise Malformed(*faults_of(error, name)) from None
