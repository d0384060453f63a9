"""Results into the log: only what the draw and the log allow, once, and corrections that say what they correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_bureau import (
    BLINDED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    VISITED,
    Bureau,
    aliases,
    done,
    tree,
    write_results,
)

from publisher.ceremony import receipts, sealing
from publisher.demo import acts
from publisher.draw.blinding import Receipt
from publisher.draw.evidence import parse_json
from publisher.draw.parts import parse_part
from publisher.draw.tables import parse_frame
from publisher.errors import PublisherError, Refused
from publisher.log.rows import RowFile

LATER = "2026-05-20T10:00:00+08:00"


def drawn(bureau: Bureau) -> list[str]:
    """The objects drawn, by rank."""
    return list(acts.teams(bureau.stage(VISITED), DRAW))


def seal(bureau: Bureau, time: str = VISITED, who: str = "keeper") -> list[str]:
    """The keeper seals what is new."""
    return sealing.seal_results(bureau.desk(who, time), DRAW, acts.teams(bureau.stage(time), DRAW))


def path_of(bureau: Bureau, object_id: str) -> Path:
    """The result file of an object."""
    return bureau.root / f"data/results/{DRAW}/{object_id}.yaml"


def edit(path: Path, changes: Mapping[str, Any]) -> None:
    """Staff edit a result file."""
    value = yaml.safe_load(path.read_text(encoding="utf-8")) | dict(changes)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def refused(bureau: Bureau, code: str, where: str, time: str = VISITED) -> None:
    """`seal` ends with one line that names the file, in both languages, with exit status 2; nothing is written."""
    before = tree(bureau.folder)
    for lang in ("zh", "en"):
        result = done(bureau.run("keeper", time, "seal", DRAW, "--lang", lang), 2)
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1, result.stderr
        assert result.stderr.startswith(where), result.stderr
        assert f": {code}: " in result.stderr
    assert tree(bureau.folder) == before


def test_each_result_is_sealed_once(concluded: Bureau) -> None:
    objects = drawn(concluded)
    write_results(concluded, objects)
    assert sorted(seal(concluded)) == sorted(objects)
    rows = concluded.workspace.history().draws[DRAW].rows
    assert sorted(item.record.object for item in rows) == sorted(objects)
    before = tree(concluded.folder)
    assert seal(concluded) == []
    assert tree(concluded.folder) == before


def test_a_row_in_the_log_tells_nothing_but_its_text_beside_it_does(concluded: Bureau) -> None:
    objects = drawn(concluded)[:1]
    write_results(concluded, objects, outcome=("E", "3", "一句只在文本里的话。"))
    seal(concluded)
    row = concluded.workspace.history().draws[DRAW].rows[0]
    assert "一句只在文本里的话" not in row.entry.data.decode()
    data = concluded.workspace.draw_file(DRAW, f"rows/{row.record.row}.json")
    assert data is not None
    file = parse_part(data, RowFile)
    assert file.row == row.record.row
    assert file.result().remark == "一句只在文本里的话。"


def test_two_rows_of_the_same_content_have_different_hashes(concluded: Bureau) -> None:
    """Salts are fresh: else an empty remark could be guessed from its hash."""
    write_results(concluded, drawn(concluded))
    seal(concluded)
    rows = [item.record.row for item in concluded.workspace.history().draws[DRAW].rows]
    salts = [parse_json(concluded.workspace.draw_file(DRAW, f"rows/{row}.json") or b"")["salt"] for row in rows]
    assert len(set(rows)) == len(set(salts)) == len(rows)


def test_an_object_that_was_not_drawn_has_no_result_here(concluded: Bureau) -> None:
    objects = drawn(concluded)
    write_results(concluded, objects[:1])
    other = next(row.object_id for row in concluded.workspace.objects() if row.object_id not in objects)
    edit(path_of(concluded, objects[0]), {"object": other})
    path_of(concluded, objects[0]).rename(path_of(concluded, other))
    refused(concluded, "not-drawn", f"data/results/{DRAW}/{other}.yaml: ")


@pytest.mark.parametrize("inspectors", [["JC001", "JC999"], ["SC001", "SC002"], ["JC001", "JC002", "JC003"]])
def test_a_visit_by_others_than_the_team_in_force_is_refused(inspectors: list[str], concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id])
    edit(path_of(concluded, object_id), {"inspectors": inspectors})
    refused(concluded, "team", f"data/results/{DRAW}/{object_id}.yaml: ")


def test_the_order_in_which_a_team_is_written_does_not_matter(concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id])
    team = acts.teams(concluded.stage(VISITED), DRAW)[object_id]
    edit(path_of(concluded, object_id), {"inspectors": team[::-1]})
    assert seal(concluded) == [object_id]


def test_a_sealed_result_is_altered_only_with_a_reason(concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id])
    seal(concluded)
    edit(path_of(concluded, object_id), {"text": "改了一个字。"})
    refused(concluded, "sealed", f"data/results/{DRAW}/{object_id}.yaml: ")
    edit(path_of(concluded, object_id), {"corrects": "录入有误"})
    assert seal(concluded, LATER) == [object_id]
    rows = concluded.workspace.history().draws[DRAW].rows
    assert [item.record.type for item in rows] == ["result", "correction"]
    assert rows[1].record.replaces == rows[0].record.row
    assert seal(concluded, LATER) == []


def test_a_new_result_corrects_nothing(concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id], corrects="没有什么可更正")
    refused(concluded, "sealed", f"data/results/{DRAW}/{object_id}.yaml: ")


def test_a_correction_can_be_corrected(concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id])
    seal(concluded)
    for number in (1, 2):
        edit(path_of(concluded, object_id), {"text": f"第{number}次更正。", "corrects": f"第{number}次"})
        assert seal(concluded, LATER) == [object_id]
    rows = concluded.workspace.history().draws[DRAW].rows
    assert [row.record.replaces for row in rows] == ["", rows[0].record.row, rows[1].record.row]


BAD: dict[str, Callable[[Path], object]] = {
    "an unknown field": lambda path: edit(path, {"colour": "red"}),
    "a field missing": lambda path: path.write_text("schema: 1\n", encoding="utf-8"),
    "an unknown code": lambda path: edit(path, {"codes": ["Z"]}),
    "an unknown method": lambda path: edit(path, {"method": "99"}),
    "an unknown disposition": lambda path: edit(path, {"dispositions": ["98"]}),
    "a clean result beside another": lambda path: edit(path, {"codes": ["1", "2"]}),
    "fixed before the visit": lambda path: edit(path, {"fixed_on": "2026-04-14"}),
    "one inspector": lambda path: edit(path, {"inspectors": ["JC001"]}),
    "no YAML": lambda path: path.write_bytes(b"\x00[{"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_result_file_that_cannot_be_right_is_named_line_by_line(case: str, concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id])
    path = path_of(concluded, object_id)
    BAD[case](path)
    before = tree(concluded.folder)
    result = done(concluded.run("keeper", VISITED, "seal", DRAW), 2)
    place = f"data/results/{DRAW}/{object_id}.yaml:"
    assert all(line.startswith(place) for line in result.stderr.splitlines())
    assert result.stderr
    assert tree(concluded.folder) == before


def test_a_file_in_gbk_is_refused_with_the_way_out(concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id], outcome=("E", "3", "部分员工未签订书面劳动合同。"))
    path = path_of(concluded, object_id)
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    before = tree(concluded.folder)
    result = done(concluded.run("keeper", VISITED, "seal", DRAW, "--lang", "zh"), 2)
    assert "GBK" in result.stderr or "UTF-8" in result.stderr
    assert result.stderr.startswith(f"data/results/{DRAW}/{object_id}.yaml:")
    assert tree(concluded.folder) == before


def test_a_result_lies_under_its_draw_and_its_object(concluded: Bureau) -> None:
    first, second = drawn(concluded)[:2]
    write_results(concluded, [first])
    path_of(concluded, first).rename(path_of(concluded, second))
    refused(concluded, "place", f"data/results/{DRAW}/{second}.yaml: ")
    path_of(concluded, second).rename(path_of(concluded, first))
    edit(path_of(concluded, first), {"draw": "2026-002"})
    refused(concluded, "place", f"data/results/{DRAW}/{first}.yaml: ")


@pytest.mark.parametrize(("visited", "fixed"), [("2026-04-07", "2026-04-17"), ("2026-04-19", "2026-04-21")])
def test_a_visit_lies_between_the_outcome_and_today(visited: str, fixed: str, concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id], visited=visited, fixed=fixed)
    refused(concluded, "dates", f"data/results/{DRAW}/{object_id}.yaml: ")


def test_a_result_on_items_that_were_not_drawn_is_refused(concluded: Bureau) -> None:
    object_id = drawn(concluded)[0]
    write_results(concluded, [object_id])
    edit(path_of(concluded, object_id), {"items": ["LD-06"]})
    refused(concluded, "items", f"data/results/{DRAW}/{object_id}.yaml: ")


def test_one_bad_file_keeps_all_from_being_sealed(concluded: Bureau) -> None:
    """Nothing half-written: the good ones wait until the bad one is put right."""
    objects = drawn(concluded)
    write_results(concluded, objects)
    edit(path_of(concluded, objects[-1]), {"inspectors": ["JC001", "JC999"]})
    before = tree(concluded.folder)
    with pytest.raises(Refused):
        seal(concluded)
    assert tree(concluded.folder) == before


def test_before_the_outcome_nothing_is_sealed(closed: Bureau) -> None:
    done(closed.run("keeper", VISITED, "seal", DRAW), 2)
    done(closed.run("keeper", VISITED, "seal", "2026-009"), 2)
    assert done(closed.run("keeper", VISITED, "seal")).exit_code == 0


# Blinded


@pytest.fixture
def blinded(founded: Bureau) -> Bureau:
    """A blinded draw with its outcome."""
    stage = founded.stage(COMMITTED)
    acts.commit(stage, BLINDED, "04-08 10:00")
    acts.close(stage, DRAW, "04-08 16:00")
    acts.conclude(stage, DRAW, "04-08 18:40")
    return founded


def names_drawn(bureau: Bureau) -> dict[str, str]:
    """Object id → alias of those drawn."""
    taken = acts.teams(bureau.stage(VISITED), DRAW)
    return {object_id: alias for object_id, alias in aliases(bureau).items() if alias in taken}


def test_the_result_of_a_blinded_draw_opens_its_alias(blinded: Bureau) -> None:
    names = names_drawn(blinded)
    write_results(blinded, list(names))
    acts.seal(blinded.stage(VISITED), DRAW, "04-20 10:00")
    rows = blinded.workspace.history().draws[DRAW].rows
    assert sorted(item.record.object for item in rows) == sorted(names.values())
    for item in rows:
        data = blinded.workspace.draw_file(DRAW, f"rows/{item.record.row}.json") or b""
        result = parse_part(data, RowFile).result()
        assert result.opening is not None
        assert result.opening.alias(DRAW) == result.object
        assert names[result.object_id] == result.object


def test_without_the_frame_key_no_result_of_a_blinded_draw_is_sealed(blinded: Bureau) -> None:
    write_results(blinded, list(names_drawn(blinded)))
    before = tree(blinded.folder)
    done(blinded.run("keeper", VISITED, "seal", DRAW), 2)
    assert tree(blinded.folder) == before


def test_a_receipt_opens_just_one_alias_of_the_frame(blinded: Bureau) -> None:
    frame = {row.object_id: row for row in parse_frame(blinded.workspace.draw_file(DRAW, "frame.csv") or b"")}
    inside = [object_id for object_id, alias in aliases(blinded).items() if alias in frame]
    receipt = receipts.issue_receipt(blinded.desk("draw", VISITED), DRAW, inside[0])
    assert parse_part(receipt.text.encode(), Receipt) == receipt
    assert receipt.alias == aliases(blinded)[inside[0]]
    assert receipt.stratum == frame[receipt.alias].stratum
    assert receipt.genesis == blinded.workspace.history().entries[0].hash
    assert receipts.receipt_qr(receipt).startswith(b"<?xml")


@pytest.mark.parametrize("object_id", ["91441624MA4X0000X1", "", "x y", "../x", "名", "a" * 65, "a\x00"])
def test_who_is_not_in_the_frame_gets_no_receipt(object_id: str, blinded: Bureau) -> None:
    with pytest.raises(PublisherError) as caught:
        receipts.issue_receipt(blinded.desk("draw", VISITED), DRAW, object_id)
    assert caught.value.status == 2


def test_who_holds_no_frame_key_issues_no_receipt(blinded: Bureau) -> None:
    object_id = next(iter(names_drawn(blinded)))
    with pytest.raises(Refused):
        receipts.issue_receipt(blinded.desk("keeper", CONCLUDED), DRAW, object_id)
