"""A draw's archive in memory: what is in it, that its proofs hold, that it still verifies (article 17)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_data import books_of, history_of
from simulator import KEYS, Bureau, drawn, verified

from publisher.draw.evidence import parse_json, sha256_hex
from publisher.errors import Fails, NotYet
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint, cosigned
from publisher.log.counted import ObjectionState
from publisher.log.notes import Vkey, decode_base64
from publisher.log.proofs import verify_proof
from publisher.reports.archive import CONTENTS, INDEX, Case, archive_files, archive_zip
from publisher.reports.closing import closed_on
from publisher.reports.proofs import CONSISTENCY, FOLDER, Tree
from publisher.tables.codes import CodeLists
from publisher.verify.published import Held
from publisher.verify.report import Verdict
from publisher.verify.run import verify

PROGRAMS = {"offline.html": b"<html></html>", "verify/cli.js": b"// program\n"}
CODES = {
    "1": {"text": "未发现问题", "exclusive": True, "clean": True},
    "7": {"text": "已关闭", "roster_action": "deactivate"},
    "A": {"text": "待后续处理", "needs_followup": True},
}


def case_of(bureau: Bureau, draw: str = "2023-001", *, own_years: int = 0) -> Case:
    books = books_of(bureau)
    policy = books.policy(date(2026, 1, 1))
    assert policy is not None
    return Case(
        draw=draw,
        bureau="示例县",
        evidence=bureau.evidence(),
        programs=PROGRAMS,
        history=history_of(bureau),
        checkpoints=bureau.checkpoints,
        closed_on=closed_on(books.draws[draw], books.results, policy.result_codes),
        years=policy.numbers.retention_years,
        own_years=own_years,
        made_on=date(2024, 12, 1),
    )


@pytest.fixture(scope="module")
def case(year: Bureau) -> Case:
    return case_of(year)


@pytest.fixture(scope="module")
def files(case: Case) -> dict[str, bytes]:
    return archive_files(case)


def test_the_index_names_every_file_with_its_hash(case: Case, files: dict[str, bytes]) -> None:
    index = parse_json(files[INDEX], INDEX)
    named = {item["path"]: item["sha256"] for item in index["files"]}
    assert named == {path: sha256_hex(data) for path, data in files.items() if path not in (INDEX, CONTENTS)}
    assert all(item["bytes"] == len(files[item["path"]]) for item in index["files"])
    assert index["log"] == {
        "fingerprint": sha256_hex(case.checkpoint.text.encode()),
        "genesis": case.history.entries[0].hash,
        "size": case.newest,
    }


def test_every_file_of_the_draw_has_a_title_and_a_day(files: dict[str, bytes]) -> None:
    index = parse_json(files[INDEX], INDEX)
    mine = [item for item in index["files"] if item["path"].startswith("draws/2023-001/")]
    assert mine
    assert all(item["group"] == "本次抽查" and item["title"] and item["by"] and item["day"] for item in mine)
    notes = [item for item in mine if item["path"].endswith(".note")]
    assert {item["keep"] for item in notes} == {"permanent"}
    assert {item["keep"] for item in mine if item not in notes} == {"term"}


def test_what_the_draw_rests_on_is_listed(case: Case, files: dict[str, bytes]) -> None:
    index = parse_json(files[INDEX], INDEX)
    basis = {item["path"] for item in index["files"] if item["group"] == "所依据的名录和文件"}
    commit = case.history.draws["2023-001"].commit
    assert commit is not None
    bound = {f"data/{name}" for name in commit.record.files if name.startswith("snapshots/")}
    assert bound <= basis
    titles = " ".join(item["title"] for item in index["files"] if item["path"] in basis)
    assert all(word in titles for word in ("抽查事项清单", "规则与分组", "年度抽查计划", "检查对象名录库"))


def test_each_record_of_the_draw_is_proven_to_be_in_the_log(case: Case, files: dict[str, bytes]) -> None:
    positions = [entry.position for entry in case.history.entries if getattr(entry.record, "draw", "") == "2023-001"]
    assert parse_json(files[INDEX], INDEX)["positions"] == positions
    log = Vkey.parse(KEYS["log"].vkey)
    for position in positions:
        proof = verify_proof(case.history.entries[position].data, files[f"{FOLDER}/{position}.tlog-proof"], log)
        assert proof.index == position
        assert cosigned(proof.note, []) == {}
    with pytest.raises(Fails):
        verify_proof(b"{}\n", files[f"{FOLDER}/{positions[0]}.tlog-proof"], log)


def test_the_checkpoints_of_the_draw_are_proven_to_be_prefixes(case: Case, files: dict[str, bytes]) -> None:
    value = json.loads(files[CONSISTENCY])
    assert value["to"] == case.newest
    commit = case.history.draws["2023-001"].commit
    assert commit is not None
    assert commit.record.basis.size in {proof["from"] for proof in value["proofs"]}
    for proof in value["proofs"]:
        assert merkle.verify_consistency(
            proof["from"],
            value["to"],
            [decode_base64(node) for node in proof["hashes"]],
            Checkpoint.parse(case.checkpoints[proof["from"]].text).root,
            decode_base64(value["root"]),
        )


def test_the_archive_verifies_as_the_published_files_do(year: Bureau, files: dict[str, bytes]) -> None:
    before = verified(year)
    report = verify(Held(files, "archive"), now=year.clock, genesis=year.genesis)
    assert {code: result.verdict for code, result in report.results.items()} == {
        code: result.verdict for code, result in before.results.items()
    }
    assert Verdict.FAIL not in {result.verdict for result in report.results.values()}


def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    assert archive_zip(case) == archive_zip(replace(case))


def test_the_contents_are_readable_and_hold_no_script(case: Case, files: dict[str, bytes]) -> None:
    page = files[CONTENTS].decode()
    assert "<script" not in page
    assert case.title in page
    assert "2年，2025年10月12日起方可销毁" in page
    assert "抽签前封存" in page


def test_a_title_in_the_contents_is_text(year: Bureau) -> None:
    page = archive_files(replace(case_of(year), bureau="<b>局</b>"))[CONTENTS].decode()
    assert "<b>局" not in page


def test_a_case_is_closed_by_its_last_record(case: Case) -> None:
    assert case.closed_on == date(2023, 10, 12)
    assert case.purge_from == date(2025, 10, 12)
    assert replace(case, own_years=10).purge_from == date(2033, 10, 12)


def test_a_log_that_is_not_its_checkpoints_is_not_archived(year: Bureau, case: Case) -> None:
    history = history_of(year)
    history.entries[3] = replace(history.entries[3], data=history.entries[3].data + b" ")
    with pytest.raises(Fails):
        archive_files(replace(case, history=history))


def test_a_draw_beyond_the_newest_checkpoint_waits(case: Case, year: Bureau) -> None:
    early = {size: note for size, note in year.checkpoints.items() if size <= min(year.checkpoints)}
    with pytest.raises(NotYet):
        archive_files(replace(case, checkpoints=early, history=history_of(year, min(early))))


# when a case is closed


def closing(bureau: Bureau, *objections: ObjectionState) -> date | None:
    books = books_of(bureau)
    meanings = CodeLists.model_validate(
        {
            "schema": 1,
            "sources": ["x"],
            "result": CODES,
            "disposition": {"1": "x"},
            "method": {"1": "x"},
            "result_state": {},
            "object_status": [],
            "non_random_reason": {"COMPLAINT": "x"},
            "intensify_reason": {},
            "recusal_reason": {},
            "credit_class_market": {},
            "credit_class_hr": {},
        }
    ).result
    return closed_on(books.draws["2023-001"], books.results, meanings, objections)


def finished(*, codes: list[str] | None = None, leave: int = 0) -> Bureau:
    """A draw with results for all but the last `leave`; the first one has `codes`."""
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00")
    for number, object_id in enumerate(story.drawn[: len(story.drawn) - leave]):
        bureau.result(story, object_id, codes=(codes or ["1"]) if number == 0 else ["1"])
    bureau.later(minutes=5).watch()
    return bureau


def test_a_case_without_a_result_for_everyone_is_open() -> None:
    assert closing(finished(leave=1)) is None
    assert closing(finished()) == date(2023, 9, 5)


def test_a_case_with_an_open_result_is_open_until_it_is_re_checked() -> None:
    bureau = finished(codes=["A"])
    assert closing(bureau) is None
    story = bureau.draws["2023-001"]
    again = {"visited_on": "2023-10-20", "inspectors": story.team(story.drawn[0])}
    bureau.at("2023-10-20T15:00:00+08:00").result(
        story, story.drawn[0], kind="correction", reason="复查", visited_on="2023-09-05", follow_up=again
    )
    bureau.later(minutes=5).watch()
    assert closing(bureau) == date(2023, 10, 20)


def test_an_objection_keeps_a_case_open_until_it_is_settled() -> None:
    bureau = finished()
    root = books_of(bureau).results[0].root
    states = {state: closing(bureau, ObjectionState(row=root, state=state)) for state in ("received", "upheld")}
    assert states == {"received": None, "upheld": None}
    for state in ("dismissed", "corrected"):
        assert closing(bureau, ObjectionState(row=root, state=state)) == date(2023, 9, 5)
    assert closing(bureau, ObjectionState(row="0" * 64, state="received")) == date(2023, 9, 5)


def test_a_void_draw_is_closed_at_once() -> None:
    bureau = Bureau().found().at("2023-08-23T16:00:00+08:00")
    bureau.void(bureau.commit(), "error")
    bureau.later(minutes=5).watch()
    assert closing(bureau) == date(2023, 8, 23)


def test_a_draw_without_outcome_is_open() -> None:
    bureau = Bureau().found().at("2023-08-23T16:00:00+08:00")
    bureau.sit(bureau.commit())
    assert closing(bureau) is None


# proofs


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_a_path_of_the_tree_is_the_log_s_own_proof(where: tuple[int, int]) -> None:
    size, index = where
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(size)]
    path = Tree(leaves).path(index)
    assert path == merkle.inclusion_proof(leaves, index, size)
    assert merkle.verify_inclusion(leaves[index], index, size, path, merkle.root(leaves))
