"""What typed evidence is made of, and the order in evidence form (sections 2 and 4)."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publisher.draw.evidence import MAX_INTEGER, json_text, parse_json
from publisher.draw.identifiers import Count, Date, Hex64, Identifier, Ratio, Time, Title
from publisher.errors import Fault, Malformed, Words

PROTOCOL = "draw/1"
Integer = Annotated[int, Field(ge=0, le=MAX_INTEGER, strict=True)]
Text = Annotated[str, Field(strict=True, max_length=4000)]
Source = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$", strict=True)]
Round = Annotated[str, Field(pattern=r"^[0-9A-Za-z/-]{1,64}$", strict=True)]
Wanted = Annotated[str, Field(pattern=r"^(?:\*|[0-9A-Za-z][0-9A-Za-z._-]{0,63})$")]
FileHashes = dict[Annotated[str, Field(pattern=r"^[0-9a-z][0-9a-z./-]{0,127}$")], Hex64]


class Part(BaseModel):
    """A frozen JSON object whose unknown and missing members are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_by_name=True, validate_by_alias=True)

    def evidence(self) -> dict[str, Any]:
        """The object as JSON values; members that are absent stay absent."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    @property
    def text(self) -> str:
        """The object in evidence form: what is hashed and, in a record, signed."""
        return json_text(self.evidence())


def faults_of(error: ValidationError, name: str) -> list[Fault]:
    """What a model refused, one fault for each member (the first twenty)."""
    return [
        Fault(
            code="member",
            wrong=Words(
                f"字段{'.'.join(map(str, item['loc']))}不符：{item['msg']}",
                f"member {'.'.join(map(str, item['loc']))}: {item['msg']}",
            ),
            right=Words("字段须与协议第2至5、8节一致", "members must be as in protocol sections 2 to 5 and 8"),
            file=name,
        )
        for item in error.errors(include_url=False, include_context=False, include_input=False)[:20]
    ]


class SeatPart(Part):
    """A seat: department and skill, `*` for any."""

    department: Wanted
    skill: Wanted


class BeaconPart(Part):
    """A beacon: source, round, and the time that the round itself has."""

    source: Source
    round: Round
    time: Time


class ConditionPart(Part):
    """`column` holds one of the values `in`."""

    column: Identifier
    in_: Annotated[list[Title], Field(alias="in", min_length=1, max_length=1000)]


class StratumPart(Part):
    """A stratum: neutral label, a title for people, what puts an object there (first match wins), ratio or count."""

    stratum: Identifier
    title: Title
    where: Annotated[list[ConditionPart], Field(max_length=16)]
    ratio: Ratio | None = None
    count: Count | None = None


class Times(Part):
    """The draw's dates."""

    reveal_by: Time
    inspect_by: Date
    publish_by: Date


class Order(Part):
    """order.json: one draw's rules as staff wrote them, spelled out (section 4).

    `approval`: of a draw outside the plan or a 专项; `approval_no`, `notice_no`: of the 2025 rules on inspecting firms.
    """

    title: Title
    unit: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=64)]
    kind: Literal["undirected", "directed"]
    method: Literal["daily", "special", "paper"]
    visits: Literal["announced", "unannounced", "paper"]
    frame: Literal["open", "blinded"]
    approval: Text
    approval_no: Text
    notice_no: Text
    targeting: Annotated[list[ConditionPart], Field(max_length=16)]
    scheme: Identifier
    strata: Annotated[list[StratumPart], Field(min_length=1, max_length=64)]
    exclusions: Annotated[list[Identifier], Field(max_length=16)]
    team: Annotated[list[SeatPart], Field(min_length=2, max_length=8)]
    beacons: Annotated[list[BeaconPart], Field(min_length=1, max_length=8)]
    times: Times


P = TypeVar("P", bound=Part)


def parse_part(data: bytes, model: type[P], name: str = "") -> P:
    """Evidence JSON as a typed object. Raises Malformed: not canonical, unknown or missing member, wrong type."""
    value = parse_json(data, name)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Malformed(*faults_of(error, name)) from None
