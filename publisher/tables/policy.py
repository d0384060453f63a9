"""data/policy.yaml: the rule's numbers, and the schemes that sort objects into strata (articles 9, 11, 15, 17, 18)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from publisher.draw.identifiers import IDENTIFIER, Identifier, Ratio
from publisher.tables.conditions import Conditions, all_admit
from publisher.tables.fields import Date, Problem, Source, Staff, Title, problem, settle
from publisher.tables.rosters import RosterObject

MAX_STRATA = 64
MonthDay = Annotated[str, StringConstraints(pattern=r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$")]
Days = Annotated[int, Field(ge=1, le=3660)]
Sources = Annotated[list[Source], Field(min_length=1, max_length=8)]
Small = Annotated[int, Field(ge=1, le=120)]


class Numbers(Staff):
    """The rule's numbers; the values given here are this county's and a bureau writes its own.

    Days and months are counts; `clean_visits` within `clean_years` put a firm out of the draw (article 11); cells under
    `merge_below` are merged in statistics (article 19); `report_on` and `plan_due` are month and day (articles 14, 23).
    """

    publish_days: Days = 30
    publish_working_days: Days = 20
    certificate_days: Days = 30
    withdraw_after_months: Small = 3
    small_population: Small = 20
    high_chance: Ratio = "0.5"
    joint_share: Ratio = "0.15"
    retention_years: Small = 2
    roster_age_days: Days = 30
    basis_age_days: Days = 7
    clean_visits: Small = 2
    clean_years: Small = 1
    merge_below: Small = 3
    plan_due: MonthDay = "12-31"
    report_on: list[MonthDay] = Field(default_factory=lambda: ["06-30", "12-30"])


class StratumRule(Staff):
    """One stratum: its label in the draw's files, its neutral title for people, and whom it takes."""

    stratum: Identifier
    title: Title
    where: Conditions = Field(default_factory=list)


def _connected() -> list[Source]:
    return ["drand-quicknet"]


def _offline() -> list[Source]:
    return ["lottery-ssq", "lottery-dlt"]


class BeaconDefaults(Staff):
    """The sources a draw uses when its order is prepared with, and without, a connection (protocol section 6)."""

    connected: Sources = Field(default_factory=_connected)
    offline: Sources = Field(default_factory=_offline)


def _first_match_decides(rules: list[StratumRule]) -> list[StratumRule]:
    problems: list[Problem] = []
    labels: set[str] = set()
    last = len(rules) - 1
    for index, rule in enumerate(rules):
        if rule.stratum.casefold() in labels:
            zh, en = f"分组{rule.stratum}重复", f"stratum {rule.stratum} occurs twice"
            problems.append(problem("duplicate", zh, en, "各用一次", "use each label once", (index, "stratum")))
        labels.add(rule.stratum.casefold())
        if rule.where and index == last:
            zh, en = "最后一组带条件，会漏掉单位", "the last stratum has conditions: some objects would be in none"
            right_zh, right_en = "最后一组不写where", "leave out where in the last one"
            problems.append(problem("last-stratum", zh, en, right_zh, right_en, (index, "where")))
        if not rule.where and index < last:
            zh, en = (
                "这一组没有条件，后面的组永远是空的",
                "without conditions it takes all: the strata after it stay empty",
            )
            right_zh, right_en = "写where，或移到最后", "write where, or move it to the end"
            problems.append(problem("catch-all", zh, en, right_zh, right_en, (index, "stratum")))
    settle(problems)
    return rules


Scheme = Annotated[list[StratumRule], Field(min_length=1, max_length=MAX_STRATA), AfterValidator(_first_match_decides)]
SchemeName = Annotated[str, StringConstraints(pattern=f"^(?:{IDENTIFIER.pattern})$")]


class Policy(Staff):
    """A version of the policy, in force from `effective` once the legal office has signed it."""

    schema_version: Literal[1] = Field(alias="schema")
    version: Title
    effective: Date
    numbers: Numbers
    strata: dict[SchemeName, Scheme] = Field(min_length=1, max_length=64)
    beacons: BeaconDefaults = BeaconDefaults()

    def stratum_of(self, scheme: str, row: RosterObject) -> str:
        """The label of the first stratum of `scheme` that takes the object. Raises KeyError for an unknown scheme."""
        return next(rule.stratum for rule in self.strata[scheme] if all_admit(rule.where, row))
