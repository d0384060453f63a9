"""What the rule says of files that can be read: `validate` names it by file and line (articles 2 to 20)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_bureau import DRAW, OPEN, VISITED, Bureau, done, tree, write_order, write_results

from publisher.demo import acts
from publisher.errors import Fault
from publisher.workspace import Workspace
from publisher.workspace.checking import check_repository

ROOT = Path(__file__).parents[2]
PLAN = "data/plans/2026/hrss-ldjc.csv"


def found(bureau: Bureau, *codes: str) -> list[Fault]:
    """The faults of these codes."""
    return [fault for fault in check_repository(bureau.workspace).faults if fault.code in codes]


def warned(bureau: Bureau, code: str) -> list[str]:
    """The files with a warning of this code."""
    return [fault.file for fault in check_repository(bureau.workspace).warnings if fault.code == code]


def edit(path: Path, **changes: Any) -> None:
    """Staff edit a YAML file."""
    value = yaml.safe_load(path.read_text(encoding="utf-8")) | changes
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def replaced(bureau: Bureau, place: str, old: str, new: str) -> None:
    """Staff edit a text."""
    path = bureau.root / place
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def drawn(bureau: Bureau) -> list[str]:
    """The objects drawn, by rank."""
    return list(acts.teams(bureau.stage(VISITED), DRAW))


def result(bureau: Bureau, object_id: str) -> Path:
    """A result file of the draw."""
    return bureau.root / f"data/results/{DRAW}/{object_id}.yaml"


def test_the_small_bureau_breaks_no_rule(concluded: Bureau) -> None:
    write_results(concluded, drawn(concluded))
    assert check_repository(concluded.workspace).faults == []


PLANS: dict[str, tuple[Callable[[Bureau], None], str]] = {
    "a ratio of nothing": (lambda b: replaced(b, PLAN, "0.05,2", "0,2"), "plan-ratio"),
    "an id used again": (lambda b: replaced(b, PLAN, "2026-4,LD-04;LD-05,", "2026-4,LD-02,"), "plan-row-reused"),
    "a phone number": (lambda b: replaced(b, PLAN, "建筑业单位", "联系13800138000"), "private-mobile"),
}


@pytest.mark.parametrize("case", PLANS)
def test_a_plan_is_held_against_article_14(case: str, founded: Bureau) -> None:
    spoil, code = PLANS[case]
    spoil(founded)
    assert [fault.file for fault in found(founded, code)] == [PLAN]


def test_an_item_that_no_row_of_the_plan_has_is_named(founded: Bureau) -> None:
    replaced(founded, PLAN, "LD-01;LD-02;LD-03", "LD-01;LD-03")
    replaced(founded, PLAN, "2026-2,LD-02,", "2026-2,LD-03,")
    # the rows now stand for something else, which is a fault; the warning comes all the same
    assert warned(founded, "plan-coverage") == ["data/items.yaml"]


def test_a_team_that_lacks_a_skill_of_an_item_is_named_with_its_line(founded: Bureau) -> None:
    seats = [{"department": "hrss-ldjc", "skill": "labour"}, {"department": "hrss-ldjc", "skill": "labour"}]
    write_order(founded.root, "one-skill", OPEN, {"team": seats})
    [fault] = [f for f in check_repository(founded.workspace).warnings if f.file == "data/orders/one-skill.yaml"]
    assert fault.code == "team-skill"
    assert fault.line > 1


def test_a_joint_row_without_a_partners_seat_is_named(founded: Bureau) -> None:
    own = [{"department": "hrss-ldjc", "skill": skill} for skill in ("labour", "insurance")]
    write_order(founded.root, "not-joint", "2026-joint", {"team": own})
    assert warned(founded, "joint-seat") == ["data/orders/not-joint.yaml"]


@pytest.mark.parametrize("member", ["approval", "approval_no", "notice_no"])
def test_private_data_in_an_order_is_found(member: str, founded: Bureau) -> None:
    write_order(founded.root, "private", OPEN, {member: "局长13800138000同意"})
    assert [fault.file for fault in found(founded, "private-mobile")] == ["data/orders/private.yaml"]


def test_a_result_of_an_object_that_was_not_drawn_has_neither_draw_nor_entry(concluded: Bureau) -> None:
    objects = drawn(concluded)
    write_results(concluded, objects[:1])
    other = next(row.object_id for row in concluded.workspace.objects() if row.object_id not in objects)
    edit(result(concluded, objects[0]), object=other)
    result(concluded, objects[0]).rename(result(concluded, other))
    assert [fault.file for fault in found(concluded, "visit-untraced")] == [f"data/results/{DRAW}/{other}.yaml"]


def test_a_visit_before_its_draw_is_named(concluded: Bureau) -> None:
    [object_id] = drawn(concluded)[:1]
    write_results(concluded, [object_id], visited="2026-04-07")
    [fault] = found(concluded, "visit-before-draw")
    assert fault.line > 1


def test_a_result_by_others_than_the_team_is_named_before_it_is_merged(concluded: Bureau) -> None:
    [object_id] = drawn(concluded)[:1]
    write_results(concluded, [object_id])
    team = acts.teams(concluded.stage(VISITED), DRAW)[object_id]
    other = next(row.inspector_id for row in concluded.workspace.inspectors() if row.inspector_id not in team)
    edit(result(concluded, object_id), inspectors=[*team[:-1], other])
    [fault] = found(concluded, "team")
    assert fault.line > 1
    assert all(member in fault.right.zh for member in team)


@pytest.mark.parametrize("object_id", ["91441624DMMPL0T239", "91441624DMA9LYTG4B"], ids=["substitute", "supplement"])
def test_after_a_change_the_team_in_force_counts(object_id: str, tmp_path: Path) -> None:
    for name in ("data", "keys"):
        shutil.copytree(ROOT / name, tmp_path / name)
    workspace, place = Workspace.at(tmp_path), f"data/results/2026-001/{object_id}.yaml"
    assert [fault.code for fault in check_repository(workspace).faults] == []
    edit(tmp_path / place, inspectors=["JC006", "JC007"])
    assert [fault.file for fault in check_repository(workspace).faults if fault.code == "team"] == [place]


def test_a_result_under_items_that_were_not_drawn_for_is_named(concluded: Bureau) -> None:
    [object_id] = drawn(concluded)[:1]
    write_results(concluded, [object_id])
    edit(result(concluded, object_id), items=["LD-01", "LD-05"])
    assert [fault.file for fault in found(concluded, "items")] == [f"data/results/{DRAW}/{object_id}.yaml"]


def test_h2_is_never_written_and_h1_as_often_as_decisions_were_served(concluded: Bureau) -> None:
    first, second = drawn(concluded)[:2]
    write_results(concluded, [first, second], outcome=("A", "3", ""))
    edit(result(concluded, first), codes=["H2"])
    assert [fault.code for fault in found(concluded, "code-count-only")] == ["code-count-only"]
    edit(result(concluded, first), codes=["H1"])
    assert len(found(concluded, "code-before-decision")) == 1
    served = {"referrals": [{"code": "H1", "count": 1, "step": "served"}], "objections": []}
    path = concluded.root / "data/registers.json"
    path.write_text(json.dumps(served, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    assert found(concluded, "code-before-decision") == []
    edit(result(concluded, second), codes=["H1"])
    assert len(found(concluded, "code-before-decision")) == 2


def test_a_second_visit_for_other_items_is_a_warning(concluded: Bureau) -> None:
    """The draw was made; that it came to this is for the order's exclusions to prevent."""
    [object_id] = drawn(concluded)[:1]
    write_results(concluded, [object_id])
    edit(result(concluded, object_id), items=["LD-01"])
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    later = concluded.root / f"data/results/2026-002/{object_id}.yaml"
    later.parent.mkdir()
    value = yaml.safe_load(result(concluded, object_id).read_text(encoding="utf-8"))
    value |= {"draw": "2026-002", "visited_on": "2026-05-15", "fixed_on": "2026-05-16", "items": ["LD-02"]}
    later.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    order = concluded.root / "data/draws/2026-002/order.json"
    order.parent.mkdir()
    order.write_bytes((concluded.root / f"data/draws/{DRAW}/order.json").read_bytes())
    assert warned(concluded, "second-visit") == [f"data/results/2026-002/{object_id}.yaml"]


ENTRY = """schema: 1
id: 2026-N001
object: {object_id}
agency: hrss-ldjc
items: [LD-02]
code: TRANSFER
from: "2026-04-20"
to: "2026-04-30"
source: {source}
"""
FOUND = """result:
  visited_on: "2026-04-22"
  fixed_on: "2026-04-23"
  inspectors: [JC001, JC002]
  method: "1"
  codes: ["1"]
"""


def enter(bureau: Bureau, more: str = "", **changes: str) -> Path:
    """An entry of article 13 as staff might write it by hand."""
    text = ENTRY.format(object_id=bureau.workspace.objects()[0].object_id, source="a" * 64)
    for old, new in changes.items():
        assert f"{old}: " in text
        text = "\n".join(f"{old}: {new}" if line.startswith(f"{old}:") else line for line in text.split("\n"))
    path = bureau.root / "data/nonrandom/2026/2026-N001.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + more, encoding="utf-8")
    return path


def test_an_entry_before_its_visit_is_sound(concluded: Bureau) -> None:
    enter(concluded)
    assert check_repository(concluded.workspace).faults == []


@pytest.mark.parametrize(("member", "value"), [("agency", "market"), ("agency", "nobody"), ("items", "[LD-99]")])
def test_an_entry_names_a_unit_and_items_that_are_listed(member: str, value: str, concluded: Bureau) -> None:
    enter(concluded, **{member: value})
    [fault] = found(concluded, "unknown-reference")
    assert (fault.file, fault.line > 1) == ("data/nonrandom/2026/2026-N001.yaml", True)


def test_a_result_of_an_entry_that_was_never_sealed_is_named(concluded: Bureau) -> None:
    enter(concluded, FOUND)
    assert len(found(concluded, "nonrandom-late")) == 1


def test_a_result_of_an_entry_that_was_sealed_before_its_visit_is_sound(concluded: Bureau) -> None:
    enter(concluded)
    done(concluded.run("keeper", VISITED, "seal", "nonrandom"))
    enter(concluded, FOUND)
    assert check_repository(concluded.workspace).faults == []
    early = FOUND.replace("04-22", "04-19").replace("04-23", "04-19")
    enter(concluded, early, **{"from": '"2026-04-10"'})
    assert len(found(concluded, "nonrandom-late")) == 1


def test_a_file_that_cannot_be_read_keeps_nobody_from_judging_the_others(concluded: Bureau) -> None:
    replaced(concluded, PLAN, "0.05,2", "0,2")
    write_order(concluded.root, "bad", OPEN, {"colour": "red", "items": ["LD-99"]})
    assert len(found(concluded, "plan-ratio")) == 1
    assert {fault.file for fault in check_repository(concluded.workspace).faults} == {PLAN, "data/orders/bad.yaml"}


def test_validate_says_so_in_a_clerks_words_and_ends_with_2(concluded: Bureau) -> None:
    [object_id] = drawn(concluded)[:1]
    write_results(concluded, [object_id], outcome=("A", "3", ""))
    edit(result(concluded, object_id), codes=["H2"])
    before = tree(concluded.folder)
    said = done(concluded.run("draw", VISITED, "validate", "--lang", "zh"), 2).stdout
    assert "代码H2只计数，不写进结果；结果写A，在登记册里办移送" in said
    assert tree(concluded.folder) == before
