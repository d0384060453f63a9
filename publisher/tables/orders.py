"""data/orders/<slug>.yaml: one draw's rules as staff write them, before anything is committed (articles 8 to 10)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from publisher.draw.identifiers import DRAW, Count, Identifier, Ratio, parse_time
from publisher.tables.conditions import Conditions
from publisher.tables.fields import (
    AnyOr,
    Date,
    OptionalLine,
    Problem,
    Source,
    Staff,
    Time,
    Title,
    Wrong,
    distinct,
    problem,
    settle,
)

Exclusion = Literal["inactive", "clean-twice", "visited", "capped"]


class PlanUse(Staff):
    """Which occurrence of which row of the unit's plan for `year` this draw is (article 14)."""

    year: Annotated[int, Field(ge=2000, le=2999)]
    row: Identifier
    occurrence: Annotated[str, StringConstraints(pattern=r"^(?:[1-9]|1[0-2])$")]


class Quota(Staff):
    """How many of a stratum: a ratio of those listed, or a count; exactly one of them (article 9)."""

    ratio: Ratio | None = None
    count: Count | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Quota:
        if (self.ratio is None) == (self.count is None):
            zh, en = "ratio与count须写且只写一个", "write either ratio or count"
            raise Wrong(problem("quota", zh, en, "留下一个", "keep one of them"))
        return self


class Seat(Staff):
    """What one member of the team must bring: department and skill, `*` for any (article 12, protocol section 5)."""

    department: AnyOr
    skill: AnyOr


class BeaconWish(Staff):
    """A public source and the moment from which it may fire; the round is computed, never claimed."""

    source: Source
    at: Time


class Order(Staff):
    """抽查方案. `frame` is open or blinded, `visits` announced, unannounced or on paper (protocol sections 4 and 5)."""

    schema_version: Literal[1] = Field(alias="schema")
    title: Title
    unit: Identifier
    items: Annotated[list[Identifier], Field(min_length=1, max_length=32), AfterValidator(distinct)]
    kind: Literal["undirected", "directed"]
    method: Literal["daily", "special", "paper"]
    visits: Literal["announced", "unannounced", "paper"]
    frame: Literal["open", "blinded"]
    plan: PlanUse | None = None
    approval: OptionalLine = ""
    approval_no: OptionalLine = ""
    notice_no: OptionalLine = ""
    targeting: Conditions = Field(default_factory=list)
    strata: Identifier
    quotas: dict[Identifier, Quota] = Field(min_length=1, max_length=64)
    exclusions: Annotated[list[Exclusion], AfterValidator(distinct)] = Field(default_factory=list)
    team: Annotated[list[Seat], Field(min_length=2, max_length=8)]
    beacons: Annotated[list[BeaconWish], Field(min_length=1, max_length=8)]
    reveal_by: Time
    inspect_by: Date
    publish_by: Date
    replaces: Annotated[str, StringConstraints(pattern=f"^(?:|{DRAW.pattern})$")] = ""

    @model_validator(mode="after")
    def _coherent(self) -> Order:
        settle([*self._kind_and_method(), *self._dates(), *self._quotas()])
        return self

    def _kind_and_method(self) -> list[Problem]:
        found = []
        if self.kind == "directed" and not self.targeting:
            zh, en = "定向抽查没有写条件", "a directed draw without conditions"
            right = "写targeting，或改为undirected（第九条）", "write targeting, or make it undirected (article 9)"
            found.append(problem("directed", zh, en, *right, ("kind",)))
        if self.kind == "undirected" and self.targeting:
            zh, en = "不定向抽查不得有条件", "an undirected draw is over the whole roster"
            right = "删去targeting，或改为directed（第九条）", "delete targeting, or make it directed (article 9)"
            found.append(problem("undirected", zh, en, *right, ("targeting",)))
        if self.visits == "unannounced" and self.frame == "open":
            zh, en = "不预告的检查不得公开名单", "unannounced visits with an open frame"
            found.append(problem("frame", zh, en, "写frame: blinded", "write frame: blinded", ("frame",)))
        if (self.method == "paper") != (self.visits == "paper"):
            zh, en = "书面检查的method与visits须都是paper", "method and visits must both be paper, or neither"
            found.append(problem("visits", zh, en, "改成一致", "make them agree", ("visits",)))
        if not self.approval and (self.plan is None or self.method == "special"):
            zh, en = "计划外或专项抽查没有写批准文号", "a draw outside the plan, or special, without its approval"
            found.append(
                problem(
                    "approval", zh, en, "写approval（第八、十四条）", "write approval (articles 8, 14)", ("approval",)
                )
            )
        return found

    def _dates(self) -> list[Problem]:
        found = []
        reveal = parse_time(self.reveal_by)
        for index, beacon in enumerate(self.beacons):
            if parse_time(beacon.at) <= reveal:
                zh, en = "公共随机数的时刻不晚于拆封期限", "the beacon is not later than reveal_by"
                right = f"须晚于{self.reveal_by}", f"later than {self.reveal_by}"
                found.append(problem("beacon-time", zh, en, *right, ("beacons", index, "at")))
            if beacon in self.beacons[:index]:
                zh, en = "同一随机源同一时刻写了两次", "the same source at the same moment twice"
                found.append(problem("duplicate", zh, en, "只留一个", "keep one", ("beacons", index, "source")))
        if self.inspect_by > self.publish_by:
            zh, en = "公示期限早于检查期限", "publish_by is before inspect_by"
            right = f"不早于{self.inspect_by}", f"{self.inspect_by} or later"
            found.append(problem("period", zh, en, *right, ("publish_by",)))
        return found

    def _quotas(self) -> list[Problem]:
        zero = all(quota.ratio in (None, "0") and quota.count in (None, "0") for quota in self.quotas.values())
        if not zero:
            return []
        zh, en = "所有名额都是零", "every quota is zero"
        return [problem("quota", zh, en, "至少一组写大于零的名额", "give at least one stratum a quota", ("quotas",))]
