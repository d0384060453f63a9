"""The private registers, encrypted in the operator's folder; in public there are counts (articles 13, 18 and 20).

Each change of a register rewrites data/registers.json, which says how many referrals stand where, and beside which
results an objection stands; whose, and why, is nobody's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from publisher.ceremony.desk import Desk
from publisher.ceremony.office import Office
from publisher.draw.evidence import json_text, parse_json
from publisher.draw.identifiers import SHANGHAI, Date, Hex64, Identifier, parse_date
from publisher.draw.parts import Part, faults_of, parse_part
from publisher.errors import Malformed, Refused, Words, fault
from publisher.log import places
from publisher.log.counted import ObjectionState, PublicRegisters, ReferralCount
from publisher.rules import objections as objecting
from publisher.rules import referrals as referring
from publisher.rules.objections import Objection
from publisher.rules.referrals import Referral, Step
from publisher.tables.codes import ResultCode
from publisher.workspace import Workspace

REFERRALS, OBJECTIONS, SOURCES = "referrals", "objections", "sources"
Note = Annotated[str, StringConstraints(max_length=2000)]
_DRAW = r"^(?:nonrandom|2[0-9]{3}-[0-9]{3,})$"


class ReferralEntry(Part):
    """A referral of one result. `row`: the result's first sealed row; `days`: step → when it was taken."""

    number: Annotated[str, StringConstraints(pattern=r"^2[0-9]{3}-R[0-9]{3,}$")]
    row: Hex64
    draw: Annotated[str, StringConstraints(pattern=_DRAW)]
    object: Identifier
    code: ResultCode
    kind: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    days: dict[Step, Date]
    note: Note = ""

    @property
    def referral(self) -> Referral:
        """What the rule needs of it."""
        return Referral(self.row, self.kind, {step: parse_date(day) for step, day in self.days.items()}, self.code)


class ObjectionEntry(Part):
    """An objection to one result. `note`: who objected, on which grounds."""

    number: Annotated[str, StringConstraints(pattern=r"^2[0-9]{3}-O[0-9]{3,}$")]
    row: Hex64
    draw: Annotated[str, StringConstraints(pattern=_DRAW)]
    object: Identifier
    received_on: Date
    accepted_on: Date | None = None
    answered_on: Date | None = None
    upheld: bool | None = None
    correction: Hex64 | None = None
    note: Note = ""

    @property
    def objection(self) -> Objection:
        """What the rule needs of it."""
        return Objection(
            number=self.number,
            row=self.row,
            received_on=parse_date(self.received_on),
            answered_on=parse_date(self.answered_on) if self.answered_on else None,
            upheld=self.upheld,
            correction=self.correction or "",
            accepted_on=parse_date(self.accepted_on) if self.accepted_on else None,
        )


class SourceEntry(Part):
    """The paper that led to an inspection outside the draw: what its public hash was made of (article 13)."""

    id: Identifier
    salt: Hex64
    paper: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class _Referrals(Part):
    entries: list[ReferralEntry] = Field(max_length=100_000)


class _Objections(Part):
    entries: list[ObjectionEntry] = Field(max_length=100_000)


class _Sources(Part):
    entries: list[SourceEntry] = Field(max_length=100_000)


R = TypeVar("R", _Referrals, _Objections, _Sources)


def _read(office: Office, name: str, model: type[R]) -> R:
    data = office.register(name)
    if data is None:
        return model(entries=[])
    place = f"registers/{name}.json.vault"
    try:
        return model.model_validate(parse_json(data, place))
    except ValidationError as error:
        raise Malformed(*faults_of(error, place)) from None


def read_referrals(office: Office) -> list[ReferralEntry]:
    """The referrals held on this machine; none where it holds no such register. Raises Malformed, Refused."""
    return _read(office, REFERRALS, _Referrals).entries


def read_objections(office: Office) -> list[ObjectionEntry]:
    """The objections held on this machine; none where it holds no such register. Raises Malformed, Refused."""
    return _read(office, OBJECTIONS, _Objections).entries


def read_sources(office: Office) -> list[SourceEntry]:
    """The papers behind the entries of article 13. Raises Malformed, Refused."""
    return _read(office, SOURCES, _Sources).entries


def keep_source(desk: Desk, entry: SourceEntry) -> None:
    """Add the paper of an entry of article 13 to this machine's register."""
    entries = [*read_sources(desk.office), entry]
    desk.office.keep_register(SOURCES, _Sources(entries=entries).text.encode())


P = TypeVar("P", bound=Part)


def checked(model: type[P], **members: object) -> P:
    """An entry from what somebody typed. Raises Malformed where a member can't be that."""
    try:
        made = model.model_validate(members)
    except ValidationError as error:
        right = Words("改正后再运行", "put it right and run it again")
        raise Malformed(*(replace(found, right=right) for found in faults_of(error, ""))) from None
    json_text(made.evidence())  # control characters and the like
    return made


# public counts


def public_registers(workspace: Workspace) -> PublicRegisters:
    """data/registers.json as it is; empty where there is none yet. Raises Malformed."""
    data = workspace.files.read(places.REGISTERS)
    return parse_part(data, PublicRegisters, places.REGISTERS) if data is not None else PublicRegisters()


def _count_referrals(entries: Iterable[ReferralEntry]) -> list[ReferralCount]:
    counts = referring.public_counts(entry.referral for entry in entries)
    return [ReferralCount(code=code, step=step, count=count) for (code, step), count in counts.items()]


def _state_objections(entries: Sequence[ObjectionEntry]) -> list[ObjectionState]:
    found = []
    for row in sorted({entry.row for entry in entries}):
        newest = objecting.newest(row, [entry.objection for entry in entries])
        assert newest is not None
        found.append(ObjectionState(row=row, state=newest.state))
    return found


def _publish(workspace: Workspace, registers: PublicRegisters) -> None:
    workspace.files.write(places.REGISTERS, registers.text.encode())


def keep_referrals(desk: Desk, entries: list[ReferralEntry]) -> None:
    """Write the register of referrals and its public counts."""
    public = public_registers(desk.workspace).model_copy(update={"referrals": _count_referrals(entries)})
    desk.office.keep_register(REFERRALS, _Referrals(entries=entries).text.encode())
    _publish(desk.workspace, public)


def keep_objections(desk: Desk, entries: list[ObjectionEntry]) -> None:
    """Write the register of objections and what is public of it."""
    public = public_registers(desk.workspace).model_copy(update={"objections": _state_objections(entries)})
    desk.office.keep_register(OBJECTIONS, _Objections(entries=entries).text.encode())
    _publish(desk.workspace, public)


# what all of them need


def next_number(numbers: Iterable[str], letter: str, year: int) -> str:
    """The next free number of a register in a year: `2026-R001`."""
    prefix = f"{year}-{letter}"
    used = [int(number.removeprefix(prefix)) for number in numbers if number.startswith(prefix)]
    return f"{prefix}{max(used, default=0) + 1:03d}"


def today_of(desk: Desk) -> date:
    """The day of this step in Asia/Shanghai."""
    return desk.now.astimezone(SHANGHAI).date()


def not_ahead(desk: Desk, on: date) -> None:
    """Raises Refused for a day that is still to come."""
    if on > today_of(desk):
        right = (f"不晚于{today_of(desk)}", f"{today_of(desk)} or earlier")
        raise Refused(fault("date", f"{on}还没有到", f"{on} is still to come", *right))


def unknown_number(number: str, command: str) -> Refused:
    """That a register holds no such number; `command` lists those it holds."""
    right = (f"见 {command}", f"see {command}")
    return Refused(fault("number", f"登记册里没有{number}", f"the register has no {number}", *right))
