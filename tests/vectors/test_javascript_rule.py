"""The rule in two languages: what an auditor tries with history, terms, rosters, register and privacy is judged alike.

Both verifiers were written from the protocol page. Random bureaus, each with a little crookedness, must have the same
twenty verdicts in both; so must the attacks on exclusions and strata, and the corners in which the two once differed.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import simulator
from node_process import Node, answered, encoded, mutated
from random_bureaus import RandomBureau, past_module
from simulator import CALENDARS, CODES, Bureau, founded, make_items, make_policy, policy_bytes
from test_javascript_verdicts import TESTS, Kept, Run, asked, calls_of, hold, module_at, told_alike, verdicts

from publisher.draw.identifiers import parse_date
from publisher.log import places
from publisher.rules.deadlines import publication_due
from publisher.rules.privacy import KIND_WORDS, private_data
from publisher.tables.draw_rules import work_calendar
from publisher.tables.policy import policy_evidence
from publisher.tables.snapshots import items_json, parse_items_json, parse_policy_json
from publisher.verify import Held, Report, Verdict, verify

SEEDS = range(40)


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


def differing(javascript: Node, expected: Mapping[str, str], question: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Code → (this verdict, the other's) where they differ. No check of the other may break off."""
    found = javascript.ask({"op": "report", **question})["ok"]
    assert found["broken"] == []
    return {code: (mine, found["verdicts"][code]) for code, mine in expected.items() if found["verdicts"][code] != mine}


def judged_alike(javascript: Node, bureau: Bureau, **options: Any) -> Report:
    """This verifier's report; the other's verdicts, over everything and for each draw, are the same."""
    files = bureau.evidence()
    hold(javascript, files)
    report = verify(Held(files), now=bureau.clock, genesis=bureau.genesis, **options)
    question = asked({"now": bureau.clock, "genesis": bureau.genesis, **options})
    assert differing(javascript, verdicts(report), question) == {}
    told_alike(javascript, report, question)
    for draw in report.draws:
        assert differing(javascript, verdicts(report, draw), {**question, "draw": draw}) == {}, draw
    return report


# ── random bureaus ─────────────────────────────────────────────────────────────


class Played(NamedTuple):
    """A random bureau: what it did, what it publishes, the frame key that the reader holds."""

    tale: list[str]
    bureau: Bureau
    options: dict[str, Any]


@cache
def played(seed: int) -> Played:
    """The bureau of a seed."""
    made = RandomBureau(seed)
    return Played(made.tale, made.play(), {"frame_keys": {"2023-003": made.key}} if made.key else {})


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_bureau_has_the_same_twenty_verdicts_in_both(seed: int, javascript: Node) -> None:
    tale, bureau, options = played(seed)
    try:
        judged_alike(javascript, bureau, **options)
    except AssertionError as error:
        raise AssertionError(f"{tale}: {error}") from error


def test_random_bureaus_reach_every_verdict_of_the_rule() -> None:
    seen = set()
    for _, bureau, options in map(played, SEEDS):
        report = simulator.verified(bureau, **options)
        seen |= {f"{code} {result.verdict}" for code, result in report.results.items()}
    assert {"C08 pass", "C08 fail", "C08 unknown", "C17 pending", "C17 fail", "C18 pass", "C18 fail"} <= seen
    assert {"C18 unknown", "C19 pass", "C19 fail", "C20 pass", "C20 fail"} <= seen


# ── the attacks on what rests on earlier results ───────────────────────────────


def fixture_value(module: ModuleType, name: str, made: dict[str, Any]) -> Any:
    """What a fixture of an attack's module gives; those of the module's scope are made once."""
    definition = getattr(module, name)
    function = definition._get_wrapped_function()
    shared = definition._fixture_function_marker.scope == "module"
    if shared and name in made:
        return made[name]
    value = function(**{need: fixture_value(module, need, made) for need in inspect.signature(function).parameters})
    return made.setdefault(name, value) if shared else value


def test_attacks_that_start_from_two_draws_have_the_same_verdicts_in_both(
    javascript: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Run] = []
    current = ""

    def recorded(published: Any, **options: Any) -> Report:
        report = verify(published, **options)
        runs.append(Run(current, published.kept, options, report))
        return report

    monkeypatch.setattr(simulator, "Held", Kept)
    monkeypatch.setattr(simulator, "verify", recorded)
    module, made = module_at(TESTS / "attacks" / "test_attack_earlier_visits.py"), dict[str, Any]()
    for name, function in vars(module).items():
        if not name.startswith("test_") or not inspect.isfunction(function):
            continue
        current = name
        for arguments in calls_of(function):
            needs = inspect.signature(function).parameters.keys() - arguments.keys()
            if needs:  # what needs nothing is run with all other attacks
                function(**arguments, **{need: fixture_value(module, need, made) for need in needs})
    assert len(runs) > 50
    for run in runs:
        hold(javascript, run.files)
        expected = verdicts(run.report, run.options.get("draw") or "")
        assert differing(javascript, expected, asked(run.options)) == {}, run.test


# ── corners in which the two once differed ─────────────────────────────────────

OPEN = "2023-001"


def status_of_first(bureau: Bureau, day: str, status: str) -> None:
    """The first firm's status is edited and logged on a day."""
    first, *others = bureau.at(f"{day}T09:00:00+08:00").objects
    bureau.objects = [replace(first, status=status), *others]
    bureau.seal("objects").later(minutes=5).watch()


def test_an_error_that_was_put_right_before_the_basis_is_no_edit_that_was_undone(javascript: Node) -> None:
    bureau = Bureau().found()
    status_of_first(bureau, "2023-08-19", "停业")
    status_of_first(bureau, "2023-08-21", "存续")
    story = bureau.at("2023-08-23T16:00:00+08:00").sit(bureau.commit())
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    bureau.at("2023-08-30T09:00:00+08:00").seal("objects").later(minutes=5).watch()
    assert judged_alike(javascript, bureau).results["C19"].verdict is Verdict.PASS


def test_a_result_code_off_the_table_is_a_problem(javascript: Node) -> None:
    """Nobody leaves the stratum of those with problems by a code that means nothing."""
    attack = past_module()
    past = attack.two_draws(attack.rule(), attack.capped_at(2))
    friend = next(name for name, visits in past.visits.items() if [v.codes for v in visits] == [("E",)])
    draw = next(draw for draw, story in past.draws.items() if friend in story.rows)
    attack.correct(past.at("2023-09-26T15:30:00+08:00"), friend, draw, codes=["Z9"])
    made = attack.third(past.at("2023-09-27T09:00:00+08:00"), scheme="again")
    honest = past.honest_frame(made)
    assert [row.stratum for row in honest if row.object_id == friend] == ["P"]
    liar = deepcopy(past)
    attack.draw_again(past, made, honest)
    assert judged_alike(javascript, past).results["C08"].verdict is Verdict.PASS
    attack.draw_again(liar, made, attack.altered(honest, friend, stratum="Q"))
    assert judged_alike(javascript, liar).results["C08"].verdict is Verdict.FAIL


def test_an_alias_that_another_row_opens_excuses_its_own_firm_alone(javascript: Node) -> None:
    """A correction's text is withdrawn; the first row still says whose alias it is."""
    attack = past_module()
    past = attack.two_draws(attack.rule(), attack.capped_at(2), frame="blinded", visits="unannounced")
    alias = sorted(past.draws["2023-002"].rows)[0]
    attack.correct(past.at("2023-09-26T15:30:00+08:00"), alias, "2023-002", remark="更正")
    made = attack.BY_CODE["clean-twice"](past.at("2023-09-27T09:00:00+08:00"))
    honest = past.honest_frame(made)
    owner = past.draws["2023-002"].openings[alias].object_id
    friend = next(row.object_id for row in honest if row.excluded == "" and row.object_id != owner)
    attack.draw_again(past, made, attack.altered(honest, friend, excluded="clean-twice"))
    report = judged_alike(javascript, attack.gone(past, alias, "2023-002"))
    assert report.results["C08"].verdict is Verdict.FAIL


def test_without_the_key_a_row_that_is_gone_excuses_no_code_off_the_order(javascript: Node) -> None:
    attack = past_module()
    past = attack.two_draws(attack.rule(lapses_on=["C1"]), attack.capped_at(2))
    made = attack.blinded_third(past)
    honest = past.honest_frame(made)
    firm = next(row.object_id for row in honest if row.excluded == "clean-twice")
    attack.draw_again(past, made, attack.altered(honest, firm, excluded="capped"))
    assert judged_alike(javascript, attack.gone(past, firm)).results["C08"].verdict is Verdict.FAIL


def test_the_text_of_an_entry_that_is_gone_leaves_its_term_open(javascript: Node) -> None:
    bureau = founded()
    bureau.enter("2023-N001", bureau.objects[0].object_id)
    bureau.later(minutes=5).watch()
    row = bureau.later(hours=1).enter("2023-N001", bureau.objects[0].object_id, found={})
    bureau.later(minutes=5).watch()
    assert judged_alike(javascript, bureau).results["C18"].verdict is Verdict.PASS
    del bureau.files[places.nonrandom_file(row)]
    assert judged_alike(javascript, bureau).results["C18"].verdict is Verdict.UNKNOWN


def test_a_change_list_that_a_mirror_spoilt_is_no_list_of_the_bureaus(javascript: Node) -> None:
    bureau, _ = simulator.drawn()
    lists = [name for name, data in bureau.files.items() if data.startswith(b"id,change,reason\n")]
    assert lists
    for name in lists:
        mirror = deepcopy(bureau)
        mirror.files[name] = mirror.files[name].replace(b"initial", b"friends")
        assert judged_alike(javascript, mirror).results["C19"].verdict is Verdict.UNKNOWN


def test_the_duty_to_open_a_frame_rests_on_no_roster(javascript: Node) -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(frame="blinded", visits="unannounced")))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    bureau.at("2023-11-20T09:00:00+08:00").watch()
    for name in [name for name, data in bureau.files.items() if data.startswith(b"object_id,name")]:
        del bureau.files[name]
    assert judged_alike(javascript, bureau).results["C08"].verdict is Verdict.FAIL


# ── the parts ──────────────────────────────────────────────────────────────────

PIECES = [
    "11010119900307571X",
    "110101199003075718",
    "110101900307571",
    "441624199001011",
    "13800138000",
    "86·138-0013-8000",
    "0762-3456789",
    "(0762)3456789",
    "6222021001116245702",
    "6222·0210·0111·6245·702",
    "4111111111111111",
    "1234567890123456",
    "91441624MA4X0000X1",
    "解放路12号",
    "线路12号",
    "人民大道东段三十五号",
    "河背村12号",
    "和平县东水镇大坝村委会一组8号",
    "3栋2单元501室",
    "阳光小区5栋",
    "粤人社发〔2024〕12号公告",
    "2024年3月5日",
    "注册号",
    "信用代码：",
    "３",
    "１３８００１３８０００",
    "a",
    "x",
    ".",
    "，",
    "。",
    "·",
    "-",
    "–",
    "号",
    "文",
]
PERSONAL = sorted(KIND_WORDS)


def test_what_looks_private_looks_so_in_both(javascript: Node) -> None:
    rng = random.Random("private")
    found = set()
    for _ in range(3000):
        text = "".join(rng.choices(PIECES, k=rng.randint(1, 4))).replace("·", " ")
        if rng.random() < 0.3:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(["", "7", " ", "Ａ", "路"]) + text[at + 1 :]
        # one find may hide another of another kind that begins inside it: the first kind is what both must see
        mine = {find.kind for find in private_data(text)}
        theirs = set(javascript.ask({"op": "private", "text": text, "kinds": PERSONAL})["ok"])
        assert mine <= theirs, text
        assert bool(mine) == bool(theirs), text
        found |= mine
    assert found == set(PERSONAL)


@pytest.mark.parametrize("years", [0, 1, 2])
@pytest.mark.parametrize(("days", "working"), [(30, 20), (20, 20), (15, 5), (60, 20), (10, 40)])
def test_a_term_ends_on_the_same_day_in_both(years: int, days: int, working: int, javascript: Node) -> None:
    policy = policy_evidence(make_policy(), CODES.result, CALENDARS[:years])
    calendar = work_calendar(policy)
    first = date(2022, 12, 20)
    dates = [first + timedelta(days=step) for step in range(800)]
    numbers = {"publish_days": days, "publish_working_days": working}
    calendars = {year: part.model_dump() for year, part in policy.calendars.items()}
    question = {"op": "due", "dates": [day.isoformat() for day in dates], "numbers": numbers, "calendars": calendars}
    for fixed_on, (earliest, latest) in zip(dates, javascript.ask(question)["ok"], strict=True):
        due = publication_due(fixed_on, calendar, days=days, working_days=working)
        assert parse_date(earliest) <= due.day <= parse_date(latest)
        if not due.provisional:
            assert earliest == latest == due.day.isoformat()


def test_a_policy_and_an_item_list_are_read_or_refused_alike(javascript: Node) -> None:
    rng = random.Random("policy")
    attack = past_module()
    for operation, data, parse in (
        ("policy", policy_bytes(attack.rule()), parse_policy_json),
        ("policy", policy_bytes(make_policy()), parse_policy_json),
        ("items", items_json(make_items()), parse_items_json),
    ):
        assert "ok" in javascript.ask({"op": operation, "data": encoded(data)})
        for _ in range(400):
            changed = mutated(rng, data)
            expected = answered(lambda parse=parse, changed=changed: parse(changed, "policy.json").version)
            found = javascript.ask({"op": operation, "data": encoded(changed)})
            assert found.get("ok") == expected.get("ok"), changed.decode("utf-8", "replace")
