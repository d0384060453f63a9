"""What staff are told of one object: the same as what the frame does with it, and why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from publisher.draw.parts import ConditionPart, StratumPart
from publisher.rules.eligibility import FrameRules, build_frame, explain, place
from publisher.rules.exclusions import CODES, Exclusions
from publisher.rules.strata import Standing
from publisher.rules.visits import Visit


class Meant(NamedTuple):
    """A result code as these tests need it."""

    clean: bool
    needs_followup: bool = False
    refer: str | None = None
    roster_action: str | None = None
    publish: str = "full"


class Firm(NamedTuple):
    """A roster row."""

    object_id: str
    status: str = "存续"
    kind: str = "企业"
    section: str = "C"
    industry: str = "33"
    town: str = "441624100"


def rules(**changes: object) -> FrameRules:
    """A draw of item A by unit u on 1 July 2026, over manufacturing; changes go to the rules."""
    settled = Exclusions(
        codes=frozenset(CODES),
        on=date(2026, 7, 1),
        year=2026,
        agency="u",
        items=frozenset({"A"}),
        clean_visits=2,
        clean_years=1,
        meanings={"1": Meant(True), "E": Meant(False)},
        caps={"A": 3},
    )
    fields: dict[str, object] = {
        "scopes": [[ConditionPart(column="section", in_=["C", "E"])]],
        "targeting": [ConditionPart(column="section", in_=["C"])],
        "strata": [
            StratumPart(
                stratum="again", title="再查", where=[ConditionPart(column="found", in_=["problem"])], ratio="0.3"
            ),
            StratumPart(stratum="rest", title="其他", where=[], ratio="0.05"),
        ],
        "exclusions": settled,
    }
    return FrameRules(**(fields | changes))  # type: ignore[arg-type]


def visit(month: int, code: str = "1", item: str = "A") -> Visit:
    """A drawn visit on the first of a month of 2026."""
    return Visit("F", date(2026, month, 1), "u", (item,), (code,))


def said(firm: Firm, *visits: Visit, by: FrameRules | None = None) -> list[str]:
    """What staff read, in Chinese."""
    return [words.zh for words in explain(firm, visits, Standing(), by or rules())]


def test_who_is_out_of_scope_or_out_of_aim_is_told_which() -> None:
    assert said(Firm("F", section="A")) == ["不在事项的适用范围内"]
    assert said(Firm("F", section="E")) == ["不符合定向抽查的条件"]


def test_who_lies_in_no_stratum_is_told_so() -> None:
    only_problems = rules(strata=rules().strata[:1])
    assert said(Firm("F"), by=only_problems) == ["没有分组收它"]
    assert place(Firm("F"), (), Standing(), only_problems) is None


def test_a_verdict_comes_first_then_the_stratum_then_every_code_with_its_reason() -> None:
    found = said(Firm("F"), visit(3), visit(5))
    assert found[0] == CODES["clean-twice"].zh
    assert found[1] == "分组rest"
    assert "2026-03-01、2026-05-01" in found[3]
    assert len(found) == 2 + len(CODES)


def test_a_problem_leads_to_the_higher_stratum_and_says_when_it_was_found() -> None:
    found = said(Firm("F"), visit(3), visit(5, "E"))
    assert found[:2] == ["参加抽签", "分组again"]
    assert "2026-05-01" in found[3]


def test_a_cap_that_is_reached_and_another_item_are_named() -> None:
    assert any("上限3次" in text for text in said(Firm("F"), visit(3, "E"), visit(4, "E"), visit(5, "E")))
    assert any("当时没有A" in text for text in said(Firm("F"), visit(3, "E", item="B")))


firms = st.builds(Firm, st.just("F"), st.sampled_from(["存续", "注销"]), section=st.sampled_from("ACE"))
visits = st.lists(st.builds(visit, st.integers(1, 9), st.sampled_from("1E"), st.sampled_from("AB")), max_size=5)


@given(firms, visits)
def test_the_verdict_that_staff_read_is_what_the_frame_does(firm: Firm, history: list[Visit]) -> None:
    frame = build_frame([firm], {"F": history}, {}, rules())
    words = said(firm, *history)
    if not frame:
        assert len(words) == 1
        return
    [row] = frame
    assert words[0] == (CODES[row.excluded].zh if row.excluded else "参加抽签")
    assert words[1] == f"分组{row.stratum}"


@given(st.lists(firms, max_size=8), visits)
def test_a_frame_is_the_same_in_whatever_order_the_roster_comes(listed: list[Firm], history: list[Visit]) -> None:
    roster = [firm._replace(object_id=f"F{number}") for number, firm in enumerate(listed)]
    known = {"F0": history}
    frame = build_frame(roster, known, {}, rules())
    assert build_frame(list(reversed(roster)), known, {}, rules()) == frame
    assert frame == sorted(frame)
