"""data/policy.yaml: the rule's numbers, and the schemes that sort objects into strata (articles 9 to 21).

What both offices sign, and a draw rests on, is its evidence form, which also holds the meanings of the result codes and
the State Council's notices: whoever judges a draw takes them from there, not from files that anyone may edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from publisher.draw.identifiers import IDENTIFIER, Identifier, Ratio
from publisher.draw.parts import ConditionPart
from publisher.rules.strata import FOCUS, is_neutral
from publisher.tables.calendars import CalendarYear
from publisher.tables.codes import ResultCode, ResultMeaning
from publisher.tables.conditions import Conditions, StratumConditions
from publisher.tables.fields import Date, Problem, Source, Staff, Title, Version1, distinct, problem, settle

MAX_STRATA = 64
MonthDay = Annotated[str, StringConstraints(pattern=r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$")]
Days = Annotated[int, Field(ge=1, le=3660)]
Sources = Annotated[list[Source], Field(min_length=1, max_length=8)]
Small = Annotated[int, Field(ge=1, le=120)]


class Numbers(Staff):
    """The rule's numbers; the values given here are this county's and a bureau writes its own.

    Days and months are counts; `clean_visits` within `clean_years` put a firm out of the draw (article 11); cells under
    `merge_below` are merged in statistics (article 19), intervals have `confidence`, a jump is named at `jump_level`;
    `edit_days`: how long before a draw's basis an edit of the roster is listed (C19); `report_on` and `plan_due` are
    month and day (articles 14, 23). Working days: `referral_days` for each step of a referral (article 20),
    `object_days` to object to a result, `receive_days` and `decide_days` to take up and to decide it (article 18).
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
    confidence: Ratio = "0.95"
    jump_level: Ratio = "0.05"
    edit_days: Days = 30
    referral_days: Days = 20
    object_days: Days = 20
    receive_days: Days = 5
    decide_days: Days = 20
    plan_due: MonthDay = "12-31"
    report_on: Annotated[list[MonthDay], Field(max_length=12)] = Field(default_factory=lambda: ["06-30", "12-30"])


class StratumRule(Staff):
    """One stratum: its label in the draw's files, its neutral title for people, and whom it takes."""

    stratum: Identifier
    title: Title
    where: StratumConditions = Field(default_factory=list)

    @property
    def conditions(self) -> list[ConditionPart]:
        """`where` in evidence form."""
        return [condition.part for condition in self.where]


Flag = Literal["C1", "C2", "C3", "C4", "C5", "C6", "C7"]
Flags = Annotated[list[Flag], AfterValidator(distinct)]


class FocusRule(Staff):
    """Who needs more attention (articles 11 and 14): risk classes, facts C1 to C7, and public conditions beside them.

    `public`: alternatives, each a list of conditions joined by AND. All lead into one stratum, `focus`, from which
    nobody reads which of them it was (protocol section 5).
    """

    public: Annotated[list[Conditions], Field(min_length=1, max_length=16)]
    market: Annotated[list[Literal["A", "B", "C", "D"]], AfterValidator(distinct)] = Field(default_factory=list)
    hr: Annotated[list[Literal["A", "B", "C"]], AfterValidator(distinct)] = Field(default_factory=list)
    flags: Flags = Field(default_factory=list)


class Targets(Staff):
    """What the indicators of article 21 are held against; one that is left out is shown without a target."""

    plan_done: Ratio | None = None
    on_time: Ratio | None = None
    joint: Ratio | None = None
    roster_fresh: Ratio | None = None
    substitutions: Ratio | None = None
    corrections: Ratio | None = None


def _lapsing() -> list[Flag]:
    return ["C1", "C2", "C3"]


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
    """A version of the policy, in force from `effective` once the legal office has signed it.

    `lapses_on`: a fact of these codes, dated after the last clean visit, ends the exclusion of article 11; empty where
    the exclusion prevails, as it must for an open frame, since such facts aren't public.
    """

    schema_version: Version1 = Field(alias="schema")
    version: Title
    effective: Date
    numbers: Numbers
    strata: dict[SchemeName, Scheme] = Field(min_length=1, max_length=64)
    focus: FocusRule | None = None
    lapses_on: Flags = Field(default_factory=_lapsing)
    targets: Targets = Targets()
    beacons: BeaconDefaults = BeaconDefaults()

    @model_validator(mode="after")
    def _focus_stands_apart(self) -> Policy:
        rules = [(name, index, rule) for name, scheme in self.strata.items() for index, rule in enumerate(scheme)]
        settle([found for name, index, rule in rules for found in self._focus_problems(name, index, rule)])
        return self

    def _focus_problems(self, scheme: str, index: int, rule: StratumRule) -> Iterator[Problem]:
        """What is wrong with a stratum as far as it rests on facts that aren't public (protocol section 5)."""
        attention = [condition for condition in rule.where if condition.column == "attention"]
        loc = ("strata", scheme, index, "stratum")
        if bool(attention) != (rule.stratum == FOCUS) or (attention and len(rule.where) > 1):
            zh, en = "依据不公开情况的分组只能是focus", "only the stratum focus rests on facts not public"
            right = "写stratum: focus，where只写attention", "write stratum: focus, where attention alone"
            yield problem("focus", zh, en, *right, loc)
        if attention and self.focus is None:
            zh, en = "有focus分组而没有写focus的条件", "a stratum focus, but not who belongs to it"
            yield problem("focus", zh, en, "写focus一节", "write the section focus", loc)
        if attention and not is_neutral(rule.stratum, rule.title):
            zh, en = f"“{rule.title}”透露了列入的理由", f"{rule.title!r} tells why an object is in it"
            right = "改成中性的名称，如“甲组”", "give it a neutral title"
            yield problem("focus-title", zh, en, *right, (*loc[:-1], "title"))


class CalendarDays(Staff):
    """A year's notice of the State Council: the days off, and the days, nearly all of weekends, that are worked."""

    off: Annotated[list[Date], Field(max_length=100)]
    work: Annotated[list[Date], Field(max_length=100)]


class PolicyEvidence(Policy):
    """policy.json: the policy, what the result codes mean, and the notices of the years, signed as one.

    `result_codes`: the table `result` of codes.yaml; `calendars`: year → days off and days worked.
    """

    result_codes: dict[ResultCode, ResultMeaning]
    calendars: dict[Annotated[str, StringConstraints(pattern="^2[0-9]{3}$")], CalendarDays]


def policy_evidence(
    policy: Policy, codes: Mapping[str, ResultMeaning], calendars: Iterable[CalendarYear]
) -> PolicyEvidence:
    """What both offices sign: the policy with the facts that it rests on."""
    notices = {
        str(year.year): CalendarDays(
            off=sorted(day.isoformat() for day in year.off()), work=sorted(day.isoformat() for day in year.worked())
        )
        for year in calendars
    }
    return PolicyEvidence.model_construct(**dict(policy), result_codes=dict(codes), calendars=notices)
