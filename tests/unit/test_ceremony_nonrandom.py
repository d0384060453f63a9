"""Inspections outside the draw: entered, sealed, visited, told, in this order (articles 3 and 13)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_bureau import DRAW, VISITED, Bureau, done, tree

from publisher.ceremony.registers import read_sources
from publisher.demo import acts
from publisher.draw.hashing import salted_hash
from publisher.log.rows import RowFile
from publisher.workspace import published_files

VISIT, LATER = "2026-04-24T10:00:00+08:00", "2026-05-20T10:00:00+08:00"
PAPER = "信访件〔2026〕18号，举报人联系方式见卷"
FOUND: Mapping[str, Any] = {
    "visited_on": "2026-04-22",
    "fixed_on": "2026-04-23",
    "inspectors": ["JC001", "JC002"],
    "method": "1",
    "codes": ["E"],
    "dispositions": ["3"],
    "text": "已当场改正。",
}


def firm(bureau: Bureau) -> str:
    """A firm on the roster that the draw didn't take."""
    drawn = acts.teams(bureau.stage(VISITED), DRAW)
    return next(row.object_id for row in bureau.workspace.objects() if row.object_id not in drawn)


def add(bureau: Bureau, *more: str, time: str = VISITED, paper: str = PAPER) -> str:
    """A clerk enters an inspection. Returns its number."""
    words = ["nonrandom", "add", firm(bureau), "--item", "LD-02", "--code", "COMPLAINT", "--to", "2026-04-30"]
    result = done(bureau.run("draw", time, *words, "--paper", paper, *more, "--json"))
    return str(json.loads(result.stdout)["id"])


def path_of(bureau: Bureau, number: str = "2026-N001") -> Path:
    """An entry's file."""
    return bureau.root / f"data/nonrandom/{number[:4]}/{number}.yaml"


def edit(bureau: Bureau, number: str = "2026-N001", **changes: Any) -> None:
    """Staff edit an entry."""
    path = path_of(bureau, number)
    value = yaml.safe_load(path.read_text(encoding="utf-8")) | changes
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def seal(bureau: Bureau, time: str = VISITED) -> list[str]:
    """The keeper seals. Returns the numbers."""
    return list(json.loads(done(bureau.run("keeper", time, "seal", "--json")).stdout)["nonrandom"])


def refused(bureau: Bureau, code: str, time: str = VISITED) -> None:
    """`seal` is one line that names the file, and nothing is written."""
    before = tree(bureau.folder)
    result = done(bureau.run("keeper", time, "seal"), 2)
    assert result.stderr.startswith("data/nonrandom/2026/2026-N001.yaml:"), result.stderr
    assert f" {code}: " in result.stderr
    assert tree(bureau.folder) == before


def shown(bureau: Bureau) -> list[str]:
    """The texts of article 13 that are published."""
    return [name for name in published_files(bureau.root) if name.startswith("data/nonrandom/")]


def test_an_entry_takes_the_next_free_number_and_the_unit_of_its_item(concluded: Bureau) -> None:
    assert [add(concluded), add(concluded), add(concluded)] == ["2026-N001", "2026-N002", "2026-N003"]
    path_of(concluded, "2026-N002").unlink()
    assert add(concluded) == "2026-N004"
    entry = yaml.safe_load(path_of(concluded).read_text(encoding="utf-8"))
    assert (entry["agency"], entry["from"], entry["to"]) == ("hrss-ldjc", "2026-04-20", "2026-04-30")


def test_a_number_in_the_log_is_never_given_again(concluded: Bureau) -> None:
    add(concluded)
    seal(concluded)
    path_of(concluded).unlink()
    assert add(concluded) == "2026-N002"


def test_the_paper_stays_on_the_machine_and_its_salted_hash_is_public(concluded: Bureau) -> None:
    add(concluded)
    entry = yaml.safe_load(path_of(concluded).read_text(encoding="utf-8"))
    [source] = read_sources(concluded.office("draw"))
    assert (source.id, source.paper) == ("2026-N001", PAPER)
    assert salted_hash(source.salt, PAPER.encode()) == entry["source"]
    held = b"".join(tree(concluded.root, concluded.home("draw")).values())
    assert PAPER.encode() not in held
    assert source.salt.encode() not in held


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["X", "--item", "LD-02", "--to", "2026-04-30"], "unknown-reference"),
        (["FIRM", "--item", "LD-99", "--to", "2026-04-30"], "unknown-reference"),
        (["FIRM", "--item", "LD-02", "--to", "2026-04-30", "--unit", "market"], "unknown-reference"),
        (["FIRM", "--item", "LD-02", "--to", "2026-04-19"], "period"),
        (["FIRM", "--item", "LD-02", "--item", "LD-02", "--to", "2026-04-30"], "duplicate"),
    ],
)
def test_what_is_not_listed_is_not_entered(words: list[str], code: str, concluded: Bureau) -> None:
    before = tree(concluded.folder)
    words = [firm(concluded) if word == "FIRM" else word for word in words]
    result = done(concluded.run("draw", VISITED, "nonrandom", "add", *words, "--code", "TRANSFER", "--paper", "x"), 2)
    assert f"{code}: " in result.stderr
    assert tree(concluded.folder) == before


def test_the_log_names_the_entry_and_not_the_firm_and_its_text_waits_for_the_result(concluded: Bureau) -> None:
    add(concluded)
    assert seal(concluded) == ["2026-N001"]
    entry = concluded.workspace.entries()[-1]
    assert b"2026-N001" in entry
    assert firm(concluded).encode() not in entry
    assert shown(concluded) == []
    assert seal(concluded) == []


def test_with_the_result_both_rows_are_public_and_open_their_hashes(concluded: Bureau) -> None:
    add(concluded)
    seal(concluded)
    edit(concluded, result=dict(FOUND))
    assert seal(concluded, VISIT) == ["2026-N001"]
    files = published_files(concluded.root)
    opened = [RowFile.model_validate(json.loads(files[name])) for name in shown(concluded)]
    assert {f"data/nonrandom/{file.row}.json" for file in opened} == set(shown(concluded))
    texts = sorted((file.nonrandom() for file in opened), key=lambda text: text.result is not None)
    assert [text.object for text in texts] == [firm(concluded)] * 2
    assert texts[1].result is not None
    assert texts[1].result.codes == ["E"]
    assert seal(concluded, VISIT) == []


def test_an_entry_whose_visit_was_never_made_is_public_ninety_days_after_its_period(concluded: Bureau) -> None:
    add(concluded)
    seal(concluded)
    acts.seal_rosters(concluded.stage("2026-07-29T10:00:00+08:00"))  # the log's newest entry is the clock
    assert shown(concluded) == []
    acts.seal_rosters(concluded.stage("2026-07-30T10:00:00+08:00"))
    assert len(shown(concluded)) == 1


def test_a_visit_made_before_its_entry_was_sealed_is_refused(concluded: Bureau) -> None:
    add(concluded, "--from", "2026-04-10")
    edit(concluded, result={**FOUND, "visited_on": "2026-04-19", "fixed_on": "2026-04-20"})
    refused(concluded, "nonrandom-late")


def test_an_entry_whose_period_is_over_is_refused(concluded: Bureau) -> None:
    add(concluded)
    refused(concluded, "nonrandom-late", "2026-05-01T10:00:00+08:00")


def test_on_the_same_day_the_entry_comes_first_and_its_result_after_it(concluded: Bureau) -> None:
    add(concluded)
    edit(concluded, result={**FOUND, "visited_on": "2026-04-20", "fixed_on": "2026-04-20"})
    assert seal(concluded) == ["2026-N001"]
    kinds = [json.loads(entry)["type"] for entry in concluded.workspace.entries()[-2:]]
    assert kinds == ["nonrandom", "correction"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"codes": ["H2"]}, "code-count-only"),
        ({"codes": ["H1"]}, "code-before-decision"),
        ({"codes": ["Z9"]}, "code"),
        ({"inspectors": ["JC001", "JC999"]}, "inspectors"),
        ({"fixed_on": "2026-04-25"}, "dates"),
        ({"text": "联系电话13800138000"}, "private-mobile"),
        ({"visited_on": "2026-04-19"}, "period"),
        ({"visited_on": "2026-05-01", "fixed_on": "2026-05-02"}, "period"),
    ],
)
def test_a_result_that_cannot_stand_is_refused(changes: dict[str, Any], code: str, concluded: Bureau) -> None:
    add(concluded)
    seal(concluded)
    edit(concluded, result={**FOUND, **changes})
    refused(concluded, code, VISIT)


def test_what_is_sealed_is_altered_only_with_a_reason(concluded: Bureau) -> None:
    add(concluded)
    seal(concluded)
    edit(concluded, to="2026-05-30")
    refused(concluded, "sealed")
    edit(concluded, to="2026-05-30", corrects="改期")
    assert seal(concluded) == ["2026-N001"]
    edit(concluded, result=dict(FOUND))  # the reason still stands there; the result is what is new
    assert seal(concluded, VISIT) == ["2026-N001"]
    edit(concluded, result={**FOUND, "codes": ["1"]}, corrects="")
    refused(concluded, "sealed", LATER)
    edit(concluded, corrects="结果误录")
    assert seal(concluded, LATER) == ["2026-N001"]


@pytest.mark.parametrize("changes", [{"code": "SUPERIOR"}, {"source": "0" * 64}])
def test_a_correction_tells_of_the_same_reason_and_paper(changes: dict[str, Any], concluded: Bureau) -> None:
    """Else the verifiers would find an entry that anything could be put under."""
    add(concluded)
    seal(concluded)
    edit(concluded, **changes, corrects="另有情况")
    refused(concluded, "nonrandom-other")


def test_a_correction_tells_of_the_same_firm(concluded: Bureau) -> None:
    add(concluded)
    seal(concluded)
    others = (row.object_id for row in concluded.workspace.objects() if row.object_id != firm(concluded))
    edit(concluded, object=next(others), corrects="另有情况")
    refused(concluded, "nonrandom-other")


def test_a_new_entry_corrects_nothing(concluded: Bureau) -> None:
    add(concluded)
    edit(concluded, corrects="没有什么可更正")
    refused(concluded, "sealed")


def test_a_file_under_another_number_is_refused(concluded: Bureau) -> None:
    add(concluded)
    other = path_of(concluded, "2026-N002")
    path_of(concluded).rename(other)
    result = done(concluded.run("keeper", VISITED, "seal"), 2)
    assert result.stderr.startswith("data/nonrandom/2026/2026-N002.yaml: place: ")
