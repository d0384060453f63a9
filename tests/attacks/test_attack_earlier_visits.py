"""A10 invent an exclusion, A09 misclassify: what rests on earlier results is recomputed from the rows of the log.

Two draws of 2023 give every firm its past; a third one is then made, honestly or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import pytest
from simulator import (
    CHANGE_ROUND,
    LATER_ROUND,
    NEXT_YEAR_ROUND,
    Bureau,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    make_items,
    make_objects,
    make_policy,
    reasons,
    verified,
)

from publisher.draw.identifiers import parse_date
from publisher.draw.parts import Order
from publisher.draw.tables import FrameRow
from publisher.log import places
from publisher.rules.exclusions import Fact
from publisher.rules.strata import Standing as Kept
from publisher.tables.items import ItemList
from publisher.tables.policy import Policy
from publisher.tables.rosters import RosterObject
from publisher.verify import Report, Verdict

CODES_OF = {0: ["E"], 1: ["A"], 2: ["F"]}
THIRD = "2023-003"
AGAIN = [
    {"stratum": "P", "title": "再查组", "where": [{"column": "found", "in": ["problem"]}]},
    {"stratum": "Q", "title": "其余", "where": []},
]
FOCUSED = [
    {"stratum": "A", "title": "甲组", "where": [{"column": "town", "in": ["441624101"]}]},
    {"stratum": "focus", "title": "乙组", "where": [{"column": "attention", "in": ["yes"]}]},
    {"stratum": "rest", "title": "丙组", "where": []},
]
FOCUS: dict[str, Any] = {
    "public": [[{"column": "section", "in": ["E"]}], [{"column": "industry", "in": ["18"]}]],
    "market": ["D"],
    "hr": ["C"],
    "flags": ["C1"],
}


def rule(**changes: Any) -> Policy:
    """The simulator's policy with a scheme by earlier results, one with a focus, and no lapsing."""
    strata = {**make_policy().evidence()["strata"], "again": AGAIN, "focused": FOCUSED}
    value = {**make_policy().evidence(), "strata": strata, "lapses_on": [], "focus": FOCUS, **changes}
    return Policy.model_validate(value, by_alias=True)


def capped_at(cap: int) -> ItemList:
    """The simulator's items, each with this many visits a year at most."""
    value = make_items().evidence()
    items = [{**item, "frequency_cap": cap} for item in value["items"]]
    return ItemList.model_validate({**value, "items": items}, by_alias=True)


def order(bureau: Bureau, ratio: str = "0.5", **changes: Any) -> Order:
    """An order over all firms, the same ratio everywhere; `scheme` chooses the strata."""
    scheme = changes.get("scheme", "plain")
    strata = [
        {"ratio": ratio, **part, "where": [{"column": w["column"], "in": w["in"]} for w in part["where"]]}
        for part in bureau.policy.evidence()["strata"][scheme]
    ]
    return bureau.order(strata=changes.pop("strata", strata), **changes)


def times(day: str, until: str = "2024-01-31") -> dict[str, str]:
    """A draw's dates: all reveal by the afternoon of the day."""
    return {"reveal_by": f"{day}T16:00:00+08:00", "inspect_by": until, "publish_by": until}


def visit_all(bureau: Bureau, story: Story, day: str) -> None:
    """A result for everyone drawn; which one depends on the firm's number alone."""
    bureau.at(f"{day}T15:00:00+08:00")
    for object_id in story.drawn:
        firm = story.openings[object_id].object_id if story.openings else object_id
        bureau.result(story, object_id, codes=CODES_OF.get(int(firm[12:17]) % 5, ["1"]))
    bureau.later(minutes=5).watch()


def two_draws(policy: Policy, items: ItemList, **second: Any) -> Bureau:
    """A bureau with half of its firms drawn in August, half in September, and the rosters looked at again."""
    bureau = Bureau()
    bureau.policy, bureau.items = policy, items
    bureau.found().at("2023-08-23T15:00:00+08:00")
    story = bureau.sit(bureau.commit(order(bureau)))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    visit_all(bureau, story, "2023-09-05")
    bureau.at("2023-09-14T15:00:00+08:00").seal("objects").later(minutes=5).watch()
    bureau.at("2023-09-15T15:00:00+08:00")
    made = order(bureau, beacons=[drand_beacon(CHANGE_ROUND)], times=times("2023-09-15"), **second)
    story = bureau.sit(bureau.commit(made, name="2023-002", plan=use(bureau, "R1", "2")))
    bureau.at("2023-09-15T20:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    if story.frame_key is not None:
        bureau.files[places.draw_file(story.name, places.FRAME_KEY)] = story.frame_key.hex().encode() + b"\n"
    visit_all(bureau, story, "2023-09-20")
    bureau.at("2023-09-26T15:00:00+08:00").seal("objects").later(minutes=5).watch()
    return bureau.at("2023-09-27T09:00:00+08:00")


def use(bureau: Bureau, row: str, occurrence: str) -> dict[str, str]:
    """One occurrence of a row of the plan."""
    return {"file": bureau.plan_hash, "row": row, "occurrence": occurrence}


@pytest.fixture(scope="module")
def played() -> Bureau:
    """Two open draws, with all their results."""
    return two_draws(rule(), capped_at(2))


@pytest.fixture
def past(played: Bureau) -> Bureau:
    """The same, to be changed."""
    return deepcopy(played)


@pytest.fixture(scope="module")
def played_blinded() -> Bureau:
    """The second draw was blinded and has published its key."""
    return two_draws(rule(), capped_at(2), frame="blinded", visits="unannounced")


def third(bureau: Bureau, **changes: Any) -> Order:
    """The order of the third draw."""
    dates = times("2023-09-27")
    dates["reveal_by"] = "2023-09-27T15:00:00+08:00"
    return order(bureau, ratio="0.1", beacons=[drand_beacon(LATER_ROUND)], times=dates, **changes)


BY_CODE: dict[str, Callable[[Bureau], Order]] = {
    "clean-twice": lambda bureau: third(bureau, exclusions=["inactive", "clean-twice"]),
    "visited": lambda bureau: third(bureau, exclusions=["inactive", "visited"], items=["LD-02"]),
    "capped": lambda bureau: third(bureau, exclusions=["inactive", "capped"]),
}
ALL_CODES = ["inactive", "clean-twice", "visited", "capped"]


def draw_again(
    bureau: Bureau, made: Order, frame: Sequence[FrameRow] | None = None, *, plan: str = "R1 3", **commit: Any
) -> Story:
    """The third draw, concluded and watched."""
    row, occurrence = ("R2 1" if made.items == ["LD-02"] else plan).split()
    story = bureau.sit(bureau.commit(made, name=THIRD, frame=frame, plan=use(bureau, row, occurrence), **commit))
    bureau.at("2023-09-27T17:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return story


def verdict(report: Report, code: str = "C08", draw: str = THIRD) -> Verdict:
    return report.draws[draw][code].verdict


def altered(rows: Sequence[FrameRow], object_id: str, **changes: str) -> list[FrameRow]:
    """The frame with one row changed."""
    assert any(row.object_id == object_id and row != row._replace(**changes) for row in rows)
    return [row._replace(**changes) if row.object_id == object_id else row for row in rows]


def first(rows: Sequence[FrameRow], excluded: str, stratum: str = "") -> str:
    """The first firm with this code and, if asked, in this stratum."""
    return next(row.object_id for row in rows if row.excluded == excluded and stratum in ("", row.stratum))


# ── A10: recomputed from the rows ──────────────────────────────────────────────


@pytest.mark.parametrize("code", BY_CODE)
def test_a10_an_honest_exclusion_follows_from_the_log(past: Bureau, code: str) -> None:
    made = BY_CODE[code](past)
    story = draw_again(past, made)
    found = {row.excluded for row in story.frame}
    assert {"", "inactive", code} == found
    report = verified(past)
    assert failing(report) == set()
    assert verdict(report) is Verdict.PASS


def test_a10_all_codes_together_follow_in_the_order_of_the_list(past: Bureau) -> None:
    story = draw_again(past, third(past, exclusions=ALL_CODES))
    assert {"", "inactive", "clean-twice", "capped"} <= {row.excluded for row in story.frame}
    assert verdict(verified(past)) is Verdict.PASS


@pytest.mark.parametrize("code", BY_CODE)
def test_a10_an_exclusion_that_no_visit_gives_is_invented(past: Bureau, code: str) -> None:
    made = BY_CODE[code](past)
    honest = past.honest_frame(made)
    friend = first(honest, "")
    draw_again(past, made, altered(honest, friend, excluded=code))
    report = verified(past)
    assert failing(report) == {"C08"}
    assert friend in next(f for f in report.results["C08"].findings if f.verdict is Verdict.FAIL).found


@pytest.mark.parametrize("code", BY_CODE)
def test_a10_an_exclusion_that_is_due_and_left_out_is_missed(past: Bureau, code: str) -> None:
    made = BY_CODE[code](past)
    honest = past.honest_frame(made)
    draw_again(past, made, altered(honest, first(honest, code), excluded=""))
    assert failing(verified(past)) == {"C08"}


@pytest.mark.parametrize("wrong", ["inactive", "visited", "capped", "friend"])
def test_a10_an_exclusion_of_the_wrong_code_is_seen(past: Bureau, wrong: str) -> None:
    made = third(past, exclusions=ALL_CODES)
    honest = past.honest_frame(made)
    draw_again(past, made, altered(honest, first(honest, "clean-twice"), excluded=wrong))
    assert failing(verified(past)) == {"C08"}


def test_a10_a_code_that_the_order_does_not_use_excludes_nobody(past: Bureau) -> None:
    made = third(past)
    honest = past.honest_frame(third(past, exclusions=ALL_CODES))
    draw_again(past, made, honest)
    assert failing(verified(past)) == {"C08"}


def test_a10_a_result_under_a_draw_that_never_was_makes_no_clean_visit(past: Bureau) -> None:
    """A friend with one clean visit gets a second one under a number that was never committed."""
    made = BY_CODE["clean-twice"](past)
    friend = next(o for o, v in past.visits.items() if len(v) == 1 and v[0].codes == ("1",))
    ghost = Story("2023-004", made, {"items": ["LD-01"]}, "", [], [], {})
    past.at("2023-09-26T16:00:00+08:00").result(ghost, friend, visited_on="2023-09-01")
    past.later(minutes=5).watch()
    draw_again(past.at("2023-09-27T09:00:00+08:00"), made)
    assert {"C05"} <= failing(verified(past))


def test_a10_a_result_of_a_firm_that_was_not_drawn_makes_no_clean_visit_unseen(past: Bureau) -> None:
    made, story = BY_CODE["clean-twice"](past), past.draws["2023-002"]
    friend = next(o for o, v in past.visits.items() if len(v) == 1 and v[0].codes == ("1",) and o not in story.drawn)
    past.at("2023-09-26T16:00:00+08:00").result(story, friend, visited_on="2023-09-20")
    past.later(minutes=5).watch()
    frame = draw_again(past.at("2023-09-27T09:00:00+08:00"), made).frame
    assert next(row.excluded for row in frame if row.object_id == friend) == "clean-twice"
    assert "C17" in failing(verified(past))


def test_a10_only_visits_before_the_basis_count(past: Bureau) -> None:
    """What is logged after the commit, about a visit long before it, changes nothing for the draw."""
    made = BY_CODE["clean-twice"](past)
    story = draw_again(past, made)
    once = next(o for o, v in past.visits.items() if len(v) == 1 and v[0].codes == ("1",))
    past.enter("2023-N009", once, found={"visited_on": "2023-09-01"})
    past.watch()
    assert verdict(verified(past)) is Verdict.PASS
    assert next(row.excluded for row in story.frame if row.object_id == once) == ""


# ── found: problem, clean, none ────────────────────────────────────────────────


def test_a09_strata_by_earlier_results_follow_from_the_log_in_an_open_frame(past: Bureau) -> None:
    story = draw_again(past, third(past, scheme="again"))
    assert {row.stratum for row in story.frame} == {"P", "Q"}
    report = verified(past)
    assert failing(report) == set()
    assert verdict(report) is Verdict.PASS


@pytest.mark.parametrize(("taken", "put"), [("P", "Q"), ("Q", "P")])
def test_a09_a_firm_in_the_stratum_of_another_past_is_seen(past: Bureau, taken: str, put: str) -> None:
    made = third(past, scheme="again")
    honest = past.honest_frame(made)
    draw_again(past, made, altered(honest, first(honest, "", taken), stratum=put))
    assert failing(verified(past)) == {"C08"}


def test_a09_what_an_inspection_outside_the_draw_found_counts_for_the_stratum(past: Bureau) -> None:
    clean = next(o for o, v in past.visits.items() if len(v) == 1 and v[0].codes == ("1",))
    past.at("2023-09-26T09:00:00+08:00").enter("2023-N001", clean)
    past.later(minutes=5).watch()
    past.later(hours=1).enter("2023-N001", clean, found={"codes": ["E"]})
    past.later(minutes=5).watch()
    past.at("2023-09-27T09:00:00+08:00")
    made = third(past, scheme="again")
    honest = past.honest_frame(made)
    assert FrameRow(clean, "P", "") in honest
    liar = deepcopy(past)
    draw_again(past, made)
    assert failing(verified(past)) == set()
    draw_again(liar, made, altered(honest, clean, stratum="Q"))
    assert failing(verified(liar)) == {"C08"}


def test_a10_an_inspection_outside_the_draw_makes_no_exclusion(past: Bureau) -> None:
    once = next(o for o, v in past.visits.items() if len(v) == 1 and v[0].codes == ("1",))
    past.at("2023-09-26T09:00:00+08:00").enter("2023-N001", once)
    past.later(minutes=5).watch()
    past.later(hours=1).enter("2023-N001", once, found={})
    past.later(minutes=5).watch()
    past.at("2023-09-27T09:00:00+08:00")
    made = BY_CODE["clean-twice"](past)
    draw_again(past, made, altered(past.honest_frame(made), once, excluded="clean-twice"))
    assert failing(verified(past)) == {"C08"}


# ── corrections ────────────────────────────────────────────────────────────────


def twice_clean(bureau: Bureau) -> str:
    """A firm that two clean visits spare."""
    return first(bureau.honest_frame(BY_CODE["clean-twice"](bureau)), "clean-twice")


def correct(bureau: Bureau, object_id: str, draw: str = "2023-001", **changes: Any) -> None:
    """A correction of a firm's result in a draw, of the day of the clock."""
    visited = "2023-09-05" if draw == "2023-001" else "2023-09-20"
    changes = {"reason": "更正", "visited_on": visited, **changes}
    bureau.result(bureau.draws[draw], object_id, kind="correction", **changes)
    bureau.later(minutes=5).watch()


def test_a12_a_correction_after_a_draw_used_the_result_changes_nothing_for_that_draw(past: Bureau) -> None:
    firm = twice_clean(past)
    draw_again(past, BY_CODE["clean-twice"](past))
    before = verified(past).draws[THIRD]["C08"]
    correct(past.at("2023-10-10T15:00:00+08:00"), firm, codes=["E"])
    report = verified(past)
    assert failing(report) == set()
    assert report.draws[THIRD]["C08"].findings == before.findings


def test_a10_a_correction_before_the_basis_counts(past: Bureau) -> None:
    firm = twice_clean(past)
    correct(past.at("2023-09-26T15:30:00+08:00"), firm, codes=["E"])
    made = BY_CODE["clean-twice"](past.at("2023-09-27T09:00:00+08:00"))
    honest = past.honest_frame(made)
    assert [row.excluded for row in honest if row.object_id == firm] == [""]
    liar = deepcopy(past)
    draw_again(past, made)
    assert failing(verified(past)) == set()
    draw_again(liar, made, altered(honest, firm, excluded="clean-twice"))
    assert failing(verified(liar)) == {"C08"}


def test_a10_a_correction_between_basis_and_commit_must_not_change_the_frame(past: Bureau) -> None:
    firm, made = twice_clean(past), BY_CODE["clean-twice"](past)
    honest = past.honest_frame(made)
    past.result(past.draws["2023-001"], firm, kind="correction", reason="更正", visited_on="2023-09-05", codes=["E"])
    draw_again(past, made, honest)
    report = verified(past)
    assert failing(report) == {"C08"}
    assert "something newer was logged before the commit" in reasons(report, "C08")


def test_a10_a_correction_between_basis_and_commit_that_changes_no_frame_is_none_of_c08(past: Bureau) -> None:
    firm, made = twice_clean(past), BY_CODE["clean-twice"](past)
    past.result(past.draws["2023-001"], firm, kind="correction", reason="笔误", visited_on="2023-09-05", remark="更正")
    draw_again(past, made)
    assert verdict(verified(past)) is Verdict.PASS


# ── withdrawn rows ─────────────────────────────────────────────────────────────


def gone(bureau: Bureau, object_id: str, draw: str = "2023-001") -> Bureau:
    """A court has a firm's result taken off the site, much later."""
    bureau.at("2024-01-10T15:00:00+08:00").withdraw(bureau.draws[draw], object_id, "court")
    bureau.later(minutes=5).watch()
    return bureau


def test_a12_a_withdrawn_row_leaves_open_what_rested_on_it_and_no_more(past: Bureau) -> None:
    firm, made = twice_clean(past), BY_CODE["clean-twice"](past)
    draw_again(past, made)
    report = verified(gone(past, firm), draw=THIRD)
    assert verdict(report) is Verdict.UNKNOWN
    assert "C08" not in failing(report)
    assert "withdrawn and can't be judged" in reasons(report, "C08", Verdict.UNKNOWN)


def test_a12_a_withdrawn_row_matters_only_to_a_draw_that_asks_for_earlier_results(past: Bureau) -> None:
    firm = twice_clean(past)
    draw_again(past, third(past))
    assert verdict(verified(gone(past, firm))) is Verdict.PASS


def test_a12_a_withdrawn_row_of_a_firm_outside_the_frame_does_not_matter(past: Bureau) -> None:
    """Item LD-02 is for industry alone: a builder's past is nothing to it."""
    builder = next(row.object_id for row in past.objects if row.section == "E" and row.object_id in past.visits)
    draw = next(name for name, story in past.draws.items() if builder in story.rows)
    draw_again(past, BY_CODE["visited"](past))
    assert verdict(verified(gone(past, builder, draw))) is Verdict.PASS


def test_a12_a_withdrawn_row_of_a_closed_firm_does_not_matter(past: Bureau) -> None:
    """Whoever isn't in business is out whatever was found."""
    firm = twice_clean(past)
    past.objects = [row if row.object_id != firm else _closed(row) for row in past.objects]
    past.at("2023-09-26T16:00:00+08:00").seal("objects").later(minutes=5).watch()
    past.at("2023-09-27T09:00:00+08:00")
    draw_again(past, BY_CODE["clean-twice"](past))
    assert verdict(verified(gone(past, firm))) is Verdict.PASS


def _closed(row: Any) -> Any:
    return type(row)(**{**{name: getattr(row, name) for name in row.__slots__}, "status": "注销"})


@pytest.mark.parametrize(
    "changes", [{"excluded": "inactive"}, {"excluded": "friend"}, {"excluded": "visited"}, {"stratum": "B"}]
)
def test_a10_a_withdrawn_row_does_not_excuse_what_no_visit_could_give(past: Bureau, changes: dict[str, str]) -> None:
    made = BY_CODE["clean-twice"](past)
    honest = past.honest_frame(made)
    firm = next(row.object_id for row in honest if row.excluded == "clean-twice" and row.stratum == "A")
    draw_again(past, made, altered(honest, firm, **changes))
    assert "C08" in failing(verified(gone(past, firm)))


def test_a10_a_withdrawn_row_does_not_excuse_another_firm(past: Bureau) -> None:
    made = BY_CODE["clean-twice"](past)
    honest = past.honest_frame(made)
    firm, friend = first(honest, "clean-twice"), first(honest, "")
    draw_again(past, made, altered(honest, friend, excluded="clean-twice"))
    assert "C08" in failing(verified(gone(past, firm)))


def test_a10_a_row_that_is_kept_back_is_no_withdrawn_row(past: Bureau) -> None:
    firm = twice_clean(past)
    draw_again(past, BY_CODE["clean-twice"](past))
    del past.files[places.draw_file("2023-001", places.row_file(past.draws["2023-001"].rows[firm]))]
    report = verified(past)
    assert "C17" in failing(report)
    assert verdict(report) is Verdict.UNKNOWN


def test_a12_a_correction_logged_before_the_commit_and_withdrawn_later_is_no_change_of_the_frame(past: Bureau) -> None:
    """A remark was corrected between basis and commit; a court has the correction taken down a year later."""
    firm, made = twice_clean(past), BY_CODE["clean-twice"](past)
    honest = past.honest_frame(made)
    past.result(past.draws["2023-001"], firm, kind="correction", reason="笔误", visited_on="2023-09-05", remark="更正")
    draw_again(past, made, honest)
    assert verdict(verified(past)) is Verdict.PASS
    report = verified(gone(past, firm))
    assert verdict(report) is Verdict.UNKNOWN
    assert "C08" not in failing(report)


def test_a12_a_visit_too_long_ago_to_count_may_be_withdrawn_without_leaving_anything_open(past: Bureau) -> None:
    """The windows of articles 11 and 16 have moved on: a draw of October 2024 doesn't ask for September 2023."""
    firm = twice_clean(past)
    gone(past, firm)
    past.at("2024-10-13T09:00:00+08:00").plan(2024)
    past.seal().later(minutes=5).watch()
    past.at("2024-10-14T15:00:00+08:00")
    dates = times("2024-10-14", "2025-01-31")
    made = order(past, beacons=[drand_beacon(NEXT_YEAR_ROUND)], times=dates, exclusions=ALL_CODES)
    past.sit(past.commit(made, name="2024-001"))
    assert verdict(verified(past, draw="2024-001"), draw="2024-001") is Verdict.PASS


def test_a10_an_alias_whose_row_was_withdrawn_may_be_any_one_firm_and_no_second_one(played_blinded: Bureau) -> None:
    past = deepcopy(played_blinded)
    made, blind = BY_CODE["clean-twice"](past), past.draws["2023-002"]
    honest = past.honest_frame(made)
    spared = [row.object_id for row in honest if row.excluded == "clean-twice"]
    aliases = {opened.object_id: alias for alias, opened in blind.openings.items()}
    liar = deepcopy(past)
    draw_again(past, made)
    report = verified(gone(past, aliases[spared[0]], "2023-002"))
    assert verdict(report) is Verdict.UNKNOWN
    assert "C08" not in failing(report)
    draw_again(liar, made, altered(honest, first(honest, ""), excluded="clean-twice"))
    assert "C08" in failing(verified(gone(liar, aliases[spared[0]], "2023-002")))


def test_a10_an_alias_whose_row_was_withdrawn_excuses_no_code_off_the_list(played_blinded: Bureau) -> None:
    past = deepcopy(played_blinded)
    made, blind = BY_CODE["clean-twice"](past), past.draws["2023-002"]
    honest = past.honest_frame(made)
    firm = first(honest, "clean-twice")
    alias = next(alias for alias, opened in blind.openings.items() if opened.object_id == firm)
    draw_again(past, made, altered(honest, firm, excluded="friend"))
    assert "C08" in failing(verified(gone(past, alias, "2023-002")))


def test_a10_a_withdrawn_entry_of_article_13_excuses_no_exclusion(past: Bureau) -> None:
    """Such a visit counts for no exclusion: taking its text down can't hide an invented one."""
    other = next(row.object_id for row in past.objects if row.object_id not in past.visits and row.status == "存续")
    past.at("2023-09-26T09:00:00+08:00").enter("2023-N001", other)
    past.later(minutes=5).watch()
    row = past.later(hours=1).enter("2023-N001", other, found={})
    past.later(minutes=5).watch()
    made = BY_CODE["clean-twice"](past.at("2023-09-27T09:00:00+08:00"))
    honest = past.honest_frame(made)
    draw_again(past, made, altered(honest, first(honest, ""), excluded="clean-twice"))
    record = {"type": "withdraw", "draw": "", "object": "2023-N001", "row": row, "replaces": ""}
    past.at("2024-01-10T15:00:00+08:00").log({**record, "ground": "court", "document": "测试"})
    del past.files[places.nonrandom_file(row)]
    past.watch()
    assert "C08" in failing(verified(past))


# ── facts that are not public: lapsing, and the focus ──────────────────────────


def test_a10_an_open_frame_whose_exclusion_may_lapse_on_secret_facts_is_refused() -> None:
    bureau = Bureau()
    bureau.policy = rule(lapses_on=["C1"])
    bureau.found().at("2023-08-23T16:00:00+08:00")
    story = bureau.sit(bureau.commit(order(bureau, exclusions=["inactive", "clean-twice"])))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    report = verified(bureau)
    assert failing(report) == {"C08"}
    assert "an exclusion depends on facts that aren't public" in reasons(report, "C08")


def test_a10_an_open_frame_without_that_exclusion_may_carry_such_a_policy() -> None:
    bureau = Bureau()
    bureau.policy = rule(lapses_on=["C1"])
    _, story = drawn(bureau)
    assert story.order.frame == "open"
    assert failing(verified(bureau)) == set()


@pytest.fixture(scope="module")
def lapsing() -> Bureau:
    """A policy by which a fact ends the exclusion of article 11, and by then two draws."""
    return two_draws(rule(lapses_on=["C1"]), capped_at(2))


def blinded_third(bureau: Bureau, *, exclusions: Sequence[str] = ("inactive", "clean-twice"), **changes: Any) -> Order:
    return third(bureau, exclusions=list(exclusions), frame="blinded", **changes)


def opened(bureau: Bureau, story: Story, **options: Any) -> Report:
    """What a reader sees who holds the frame key."""
    assert story.frame_key is not None
    return verified(bureau, frame_keys={story.name: story.frame_key}, **options)


def test_a10_a_lapse_is_for_the_auditor_and_the_frame_is_not_called_wrong(lapsing: Bureau) -> None:
    bureau = deepcopy(lapsing)
    firm = twice_clean(bureau)
    bureau.kept = {firm: Kept(facts=(Fact("C1", parse_date("2023-09-25")),))}
    made = blinded_third(bureau)
    assert next(row.excluded for row in bureau.honest_frame(made) if row.object_id == firm) == ""
    story = draw_again(bureau, made)
    for report in (verified(bureau), opened(bureau, story)):
        assert failing(report) == set()
        assert verdict(report) is Verdict.UNKNOWN
    assert "1 rows rest on facts that aren't public" in reasons(opened(bureau, story), "C08", Verdict.UNKNOWN)


def test_a10_facts_never_make_an_exclusion(lapsing: Bureau) -> None:
    bureau = deepcopy(lapsing)
    made = blinded_third(bureau)
    honest = bureau.honest_frame(made)
    story = draw_again(bureau, made, altered(honest, first(honest, ""), excluded="clean-twice"))
    assert failing(verified(bureau)) == {"C08"}
    assert failing(opened(bureau, story)) == {"C08"}


def test_a10_when_an_exclusion_lapses_the_next_code_of_the_list_still_holds(lapsing: Bureau) -> None:
    """A firm visited twice has reached its cap, too: a lapse doesn't put it back in."""
    bureau = deepcopy(lapsing)
    made = blinded_third(bureau, exclusions=["inactive", "clean-twice", "capped"])
    firm = twice_clean(bureau)
    honest = bureau.honest_frame(made)
    liar = deepcopy(bureau)
    story = draw_again(bureau, made, altered(honest, firm, excluded="capped"))
    assert failing(opened(bureau, story)) == set()
    story = draw_again(liar, made, altered(honest, firm, excluded=""))
    assert failing(opened(liar, story)) == {"C08"}


SECRET = Kept(market="D")


def focus_bureau(objects: Sequence[RosterObject] | None = None, **focus: Any) -> Bureau:
    """A bureau whose focus takes builders by a public criterion, and whom its office holds for risky."""
    bureau = Bureau(objects=objects or make_objects(150))
    bureau.policy = rule(focus={**FOCUS, "public": [[{"column": "section", "in": ["E"]}]], **focus})
    bureau.found().at("2023-08-23T16:00:00+08:00")
    risky = [row.object_id for row in bureau.objects if row.section == "C" and row.town == "441624100"][:12]
    bureau.kept = dict.fromkeys(risky, SECRET)
    return bureau


def focused(bureau: Bureau, ratio: str = "0.3", **changes: Any) -> Order:
    return order(bureau, ratio=ratio, scheme="focused", frame="blinded", **changes)


def conclude_first(bureau: Bureau, made: Order, frame: Sequence[FrameRow] | None = None) -> Story:
    story = bureau.sit(bureau.commit(made, frame=frame))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return story


def test_a09_an_honest_focus_is_for_the_auditor_with_key_or_without() -> None:
    bureau = focus_bureau()
    story = conclude_first(bureau, focused(bureau))
    assert {row.stratum for row in story.frame} == {"A", "focus", "rest"}
    for report in (verified(bureau), opened(bureau, story)):
        assert failing(report) == set()
        assert report.results["C08"].verdict is Verdict.UNKNOWN
    assert "12 rows rest on facts that aren't public" in reasons(opened(bureau, story), "C08", Verdict.UNKNOWN)


def test_a09_a_friend_whom_a_public_criterion_puts_into_the_focus_cannot_be_moved_out() -> None:
    bureau = focus_bureau()
    made = focused(bureau)
    honest = bureau.honest_frame(made)
    friend = next(row.object_id for row in honest if row.stratum == "focus" and row.object_id not in bureau.kept)
    story = conclude_first(bureau, made, altered(honest, friend, stratum="rest"))
    assert failing(opened(bureau, story)) == {"C08"}


def test_a09_without_the_key_a_friend_moved_out_shows_in_the_counts_unless_another_took_his_place() -> None:
    bureau = focus_bureau()
    bureau.kept = {}
    made = focused(bureau)
    honest = bureau.honest_frame(made)
    friend = next(row.object_id for row in honest if row.stratum == "focus")
    covered = deepcopy(bureau)
    conclude_first(bureau, made, altered(honest, friend, stratum="rest"))
    assert failing(verified(bureau)) == {"C08"}
    enemy = next(row.object_id for row in honest if row.stratum == "rest" and not row.excluded)
    swapped = altered(altered(honest, friend, stratum="rest"), enemy, stratum="focus")
    story = conclude_first(covered, made, swapped)
    assert failing(verified(covered)) == set()
    assert failing(opened(covered, story)) == {"C08"}


def test_a09_an_enemy_moved_into_the_focus_is_left_to_the_auditor() -> None:
    bureau = focus_bureau()
    made = focused(bureau)
    honest = bureau.honest_frame(made)
    enemy = next(row.object_id for row in honest if row.stratum == "rest" and not row.excluded)
    story = conclude_first(bureau, made, altered(honest, enemy, stratum="focus"))
    for report in (verified(bureau), opened(bureau, story)):
        assert "C08" not in failing(report)
        assert report.results["C08"].verdict is Verdict.UNKNOWN


def test_a09_facts_move_nobody_out_of_a_stratum_that_comes_before_the_focus() -> None:
    """The first stratum that fits decides: who belongs to A by his town is in A, whatever the office holds of him."""
    bureau = focus_bureau()
    made = focused(bureau)
    honest = bureau.honest_frame(made)
    enemy = next(row.object_id for row in honest if row.stratum == "A" and not row.excluded)
    story = conclude_first(bureau, made, altered(honest, enemy, stratum="focus"))
    assert failing(opened(bureau, story)) == {"C08"}
    assert failing(verified(bureau)) == {"C08"}


def test_a09_facts_move_nobody_between_strata_that_are_public() -> None:
    bureau = focus_bureau()
    made = focused(bureau)
    honest = bureau.honest_frame(made)
    enemy = next(row.object_id for row in honest if row.stratum == "rest" and not row.excluded)
    story = conclude_first(bureau, made, altered(honest, enemy, stratum="A"))
    assert failing(opened(bureau, story)) == {"C08"}
    assert failing(verified(bureau)) == {"C08"}


def test_a09_without_the_key_an_exclusion_lifted_here_and_invented_there_does_not_balance() -> None:
    bureau = focus_bureau()
    made = focused(bureau)
    honest = bureau.honest_frame(made)
    enemy, friend = first(honest, "inactive", "rest"), first(honest, "", "A")
    story = conclude_first(bureau, made, altered(altered(honest, enemy, excluded=""), friend, excluded="inactive"))
    assert failing(opened(bureau, story)) == {"C08"}
    assert failing(verified(bureau)) == {"C08"}


@pytest.mark.parametrize("instead", [False, True])
def test_a09_in_a_blinded_frame_a_row_under_its_own_name_is_no_alias(instead: bool) -> None:
    """An enemy who stands there by name, beside his alias or in a friend's place, would have twice the chance."""
    bureau = founded()
    made = bureau.order(frame="blinded", visits="unannounced")
    enemy, friend = bureau.honest_frame(made)[:2]
    honest = deepcopy(bureau).commit(made)
    named = {opened.object_id: alias for alias, opened in honest.openings.items()}
    left = [row for row in honest.frame if not (instead and row.object_id == named[friend.object_id])]
    story = bureau.sit(bureau.commit(made, published=sorted([enemy, *left])))
    assert "C08" in failing(opened(bureau, story))


# ── the focus hides its reasons ────────────────────────────────────────────────

FEW = [[{"column": "industry", "in": ["62"]}]]


@pytest.mark.parametrize(
    ("focus", "count", "ratio", "said"),
    [
        ({}, 150, "0.6", "the focus stratum draws"),
        ({}, 30, "0.4", "the focus stratum has only 15 rows"),
        ({"hr": [], "flags": []}, 150, "0.3", "a single reason that isn't public"),
        ({"public": FEW}, 150, "0.3", "no row of the focus stratum was chosen by a public criterion"),
    ],
)
def test_a09_a_focus_that_gives_its_reason_away_is_refused(
    focus: dict[str, Any], count: int, ratio: str, said: str
) -> None:
    bureau = focus_bureau(make_objects(count), **focus)
    conclude_first(bureau, focused(bureau, ratio))
    assert said in reasons(verified(bureau), "C08")


# ── who opens the frame, and when ──────────────────────────────────────────────

BEFORE, AFTER = "2023-11-14T23:00:00+08:00", "2023-11-15T00:00:01+08:00"


def audited(bureau: Bureau, draw: str = "2023-001", **changes: Any) -> None:
    """An auditor from outside speaks."""
    audit = {"type": "audit", "draw": draw, "checked": 60, "errors": 0, "statement": "逐一核对"}
    bureau.log({**audit, **changes}, ("auditor",))
    bureau.watch()


def publish_key(bureau: Bureau, story: Story) -> None:
    """The office puts the frame key beside the draw."""
    assert story.frame_key is not None
    bureau.files[places.draw_file(story.name, places.FRAME_KEY)] = story.frame_key.hex().encode() + b"\n"


@pytest.mark.parametrize("visits", ["announced", "unannounced"])
def test_a09_a_published_key_is_no_audit_of_what_is_not_public(visits: str) -> None:
    """With its key the office could show the frame and never be asked why an enemy stands in the focus."""
    bureau = focus_bureau()
    story = conclude_first(bureau, focused(bureau, visits=visits))
    publish_key(bureau, story)
    assert "C08" not in failing(verified(bureau))
    silent = deepcopy(bureau).at(AFTER)
    assert "without an outside audit" in reasons(verified(silent), "C08")
    audited(bureau.at(BEFORE))
    report = verified(bureau.at(AFTER))
    assert "C08" not in failing(report)
    assert "the outside audit says: 逐一核对" in reasons(report, "C08", Verdict.UNKNOWN)


def test_a09_a_late_audit_is_none() -> None:
    bureau = focus_bureau()
    conclude_first(bureau, focused(bureau))
    audited(bureau.at(AFTER))
    assert "without an outside audit in time" in reasons(verified(bureau), "C08")


def test_a09_an_audit_that_nobody_saw_in_time_may_be_dated_back() -> None:
    bureau = focus_bureau()
    conclude_first(bureau, focused(bureau))
    bureau.log({"type": "audit", "draw": "2023-001", "checked": 60, "errors": 0, "statement": "相符"}, ("auditor",))
    bureau.at(AFTER).watch()
    assert "without an outside audit in time" in reasons(verified(bureau), "C08")


def test_a09_an_auditor_who_looked_at_nothing_spares_nobody_his_work() -> None:
    bureau = focus_bureau()
    conclude_first(bureau, focused(bureau))
    audited(bureau.at(BEFORE), checked=0)
    assert "fewer rows than it must" in reasons(verified(bureau.at(AFTER)), "C08")


def test_a09_the_auditors_own_key_does_not_spare_him_his_word() -> None:
    bureau = focus_bureau()
    story = conclude_first(bureau, focused(bureau))
    bureau.at(AFTER)
    assert "without an outside audit" in reasons(opened(bureau, story), "C08")


def test_a09_a_key_that_only_some_readers_hold_is_not_published() -> None:
    bureau = focus_bureau()
    story = conclude_first(bureau, bureau.order(frame="blinded", visits="unannounced"))
    assert opened(bureau, story).results["C08"].verdict is Verdict.PASS
    bureau.at(AFTER)
    assert "the frame key isn't published" in reasons(opened(bureau, story), "C08")
    publish_key(bureau, story)
    assert verified(bureau).results["C08"].verdict is Verdict.PASS


def test_a09_an_audit_does_not_replace_the_key_of_a_frame_that_was_blinded_for_the_visits_alone() -> None:
    bureau = focus_bureau()
    conclude_first(bureau, bureau.order(frame="blinded", visits="unannounced"))
    audited(bureau.at(AFTER))
    assert "the frame key isn't published" in reasons(verified(bureau), "C08")


def test_a10_unannounced_visits_and_a_lapse_together_need_the_auditor(lapsing: Bureau) -> None:
    bureau = deepcopy(lapsing)
    story = draw_again(bureau, blinded_third(bureau, visits="unannounced"))
    bureau.at("2024-02-01T00:00:01+08:00")
    for report in (verified(bureau, draw=THIRD), opened(bureau, story, draw=THIRD)):
        assert "without an outside audit" in reasons(report, "C08")
