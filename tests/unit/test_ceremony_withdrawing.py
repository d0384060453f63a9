"""Corrections, follow-ups and withdrawals: what may change of a result, with whose signature, and what stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_bureau import DRAW, VISITED, Bureau, done, publish_to, run, tree, write_results

from publisher.demo import acts
from publisher.log import places
from publisher.log.records import Withdraw
from publisher.workspace import published_files

LATER, AFTER_TERM = "2026-05-20T10:00:00+08:00", "2026-07-20T10:00:00+08:00"
TEXT = "一句应当撤下的话。"


def sealed(bureau: Bureau, count: int = 1, outcome: tuple[str, str, str] = ("A", "3", TEXT)) -> list[str]:
    """Results of the first objects drawn are in the log. Returns the objects."""
    objects = list(acts.teams(bureau.stage(VISITED), DRAW))[:count]
    write_results(bureau, objects, outcome=outcome)
    seal(bureau)
    return objects


def seal(bureau: Bureau, time: str = VISITED) -> list[str]:
    """The keeper seals."""
    return list(json.loads(done(bureau.run("keeper", time, "seal", DRAW, "--json")).stdout)["sealed"][DRAW])


def path_of(bureau: Bureau, object_id: str) -> Path:
    """The result file of an object."""
    return bureau.root / f"data/results/{DRAW}/{object_id}.yaml"


def value_of(bureau: Bureau, object_id: str) -> dict[str, Any]:
    """What a result file says."""
    value: dict[str, Any] = yaml.safe_load(path_of(bureau, object_id).read_text(encoding="utf-8"))
    return value


def refused(bureau: Bureau, code: str, *words: str, who: str = "draw", time: str = LATER) -> None:
    """A command is refused with this code, and nothing is written."""
    before = tree(bureau.folder)
    result = done(bureau.run(who, time, *words), 2)
    assert f"{code}: " in result.stderr, result.stderr
    assert tree(bureau.folder) == before


# corrections


def test_correct_writes_why_and_what_and_seal_logs_it(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    words = ("correct", DRAW, object_id, "--reason", "录入时漏填改正情况", "--code", "E", "--fixed-on", "2026-05-19")
    answer = json.loads(done(concluded.run("draw", LATER, *words, "--json")).stdout)
    assert answer == {"file": f"data/results/{DRAW}/{object_id}.yaml", "next": f"seal {DRAW}"}
    value = value_of(concluded, object_id)
    assert (value["corrects"], value["codes"], value["fixed_on"]) == ("录入时漏填改正情况", ["E"], "2026-05-19")
    assert value["text"] == TEXT
    assert seal(concluded, LATER) == [object_id]
    rows = concluded.workspace.history().draws[DRAW].rows
    assert [row.record.type for row in rows] == ["result", "correction"]


def test_a_correction_is_fixed_on_the_day_it_is_made_unless_the_clerk_says_otherwise(concluded: Bureau) -> None:
    """Its own term to be public runs from that day: with the first result's day it would be late when it is born."""
    [object_id] = sealed(concluded)
    done(concluded.run("draw", LATER, "correct", DRAW, object_id, "--reason", "错字"))
    assert value_of(concluded, object_id)["fixed_on"] == LATER[:10]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("correct", "2026-009", "OBJECT", "--reason", "x"), "no-result"),
        (("correct", DRAW, "91441624MA4X0000X1", "--reason", "x"), "no-result"),
        (("correct", DRAW, "OBJECT", "--reason", "x", "--code", "Z9"), "code"),
        (("correct", DRAW, "OBJECT", "--reason", "x", "--code", "1", "--code", "E"), "exclusive"),
        (("correct", DRAW, "OBJECT", "--reason", "x", "--fixed-on", "2026-04-14"), "period"),
        (("correct", DRAW, "OBJECT", "--reason", "负责人电话13800138000"), "private-mobile"),
        (("correct", DRAW, "OBJECT", "--reason", "x", "--code", "H2"), "code-count-only"),
    ],
)
def test_a_correction_that_seal_would_refuse_is_not_even_begun(
    words: tuple[str, ...], code: str, concluded: Bureau
) -> None:
    [object_id] = sealed(concluded)
    refused(concluded, code, *(object_id if word == "OBJECT" else word for word in words))


def test_a_result_that_is_not_sealed_needs_no_correction(concluded: Bureau) -> None:
    objects = list(acts.teams(concluded.stage(VISITED), DRAW))[:1]
    write_results(concluded, objects)
    refused(concluded, "no-result", "correct", DRAW, objects[0], "--reason", "x")


# follow-ups


def test_an_open_result_is_closed_by_a_follow_up_that_names_it(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    words = ("correct", DRAW, object_id, "--reason", "复查已改正", "--code", "E", "--follow-up", "2026-05-18")
    done(concluded.run("draw", LATER, *words))
    value = value_of(concluded, object_id)
    assert value["visited_on"] == "2026-04-15"  # one visit: the re-check isn't counted
    assert value["follow_up"] == {"visited_on": "2026-05-18", "inspectors": value["inspectors"]}
    assert value["fixed_on"] == "2026-05-18"
    assert seal(concluded, LATER) == [object_id]
    found = json.loads(done(concluded.run("draw", LATER, "stats", "--json")).stdout)
    assert found["total"]["checked"] == 1
    assert "corrected" not in [part["kind"] for part in found["accountability"]]  # a re-check is no error


@pytest.mark.parametrize("code", ["1", "E"])
def test_a_closed_result_has_no_follow_up(code: str, concluded: Bureau) -> None:
    [object_id] = sealed(concluded, outcome=(code, "1", ""))
    refused(concluded, "follow-up-closed", "correct", DRAW, object_id, "--reason", "复查", "--follow-up", "2026-05-18")


def test_a_follow_up_once_made_may_be_corrected(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    follow_up = ("--follow-up", "2026-05-18")
    done(concluded.run("draw", LATER, "correct", DRAW, object_id, "--reason", "复查", "--code", "E", *follow_up))
    seal(concluded, LATER)
    done(concluded.run("draw", LATER, "correct", DRAW, object_id, "--reason", "代码误录", "--code", "1"))
    assert seal(concluded, LATER) == [object_id]
    refused(concluded, "follow-up-closed", "correct", DRAW, object_id, "--reason", "复查", "--follow-up", "2026-05-19")


@pytest.mark.parametrize(
    ("follow_up", "code"),
    [
        ({"visited_on": "2026-04-14", "inspectors": ["JC001", "JC002"]}, "period"),
        ({"visited_on": "2026-05-18", "inspectors": ["JC001", "JC999"]}, "inspectors"),
        ({"visited_on": "2026-05-18", "inspectors": ["JC001"]}, "length"),
    ],
)
def test_a_follow_up_is_made_after_the_visit_by_people_on_the_roster(
    follow_up: dict[str, Any], code: str, concluded: Bureau
) -> None:
    [object_id] = sealed(concluded)
    value = {**value_of(concluded, object_id), "follow_up": follow_up, "corrects": "复查", "fixed_on": "2026-05-19"}
    path_of(concluded, object_id).write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    result = done(concluded.run("keeper", LATER, "seal", DRAW), 2)
    assert f"{code}: " in result.stderr or code == "length", result.stderr


@pytest.mark.parametrize("reviewed_on", ["2026-05-20", "2026-05-21"])
def test_a_review_does_not_lie_ahead(reviewed_on: str, concluded: Bureau) -> None:
    [object_id] = list(acts.teams(concluded.stage(VISITED), DRAW))[:1]
    write_results(concluded, [object_id], outcome=("E", "3", ""))
    review = {"mode": "withheld", "ground": "privacy", "reviewed_on": reviewed_on}
    value = {**value_of(concluded, object_id), "review": review}
    path_of(concluded, object_id).write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")
    result = concluded.run("keeper", LATER, "seal", DRAW)
    assert result.exit_code == (0 if reviewed_on == "2026-05-20" else 2)


# withdrawals


def withdraw(bureau: Bureau, who: str, object_id: str, *more: str, time: str = AFTER_TERM, status: int = 0) -> str:
    """One office asks for the withdrawal."""
    words = ["withdraw", DRAW, object_id, "--ground", "repair", "--document", "示信修〔2026〕3号", "--as", who, *more]
    return done(bureau.run(who, time, *words), status).output


def rows_of(bureau: Bureau) -> list[str]:
    """The row texts that are published."""
    return [name for name in published_files(bureau.root) if name.startswith(f"draws/{DRAW}/rows/")]


def test_a_text_leaves_the_site_once_both_offices_have_signed_and_it_is_logged(concluded: Bureau) -> None:
    first, second = sealed(concluded, count=2)
    row = concluded.workspace.history().draws[DRAW].rows_of(first)[0].record.row
    assert "still to be signed by legal" in withdraw(concluded, "draw", first)
    assert len(rows_of(concluded)) == 2
    withdraw(concluded, "legal", first)
    done(concluded.run("keeper", AFTER_TERM, "log", "keep"))
    files = published_files(concluded.root)
    assert rows_of(concluded) == [name for name in files if name.startswith(f"draws/{DRAW}/rows/")]
    assert f"draws/{DRAW}/rows/{row}.json" not in files
    assert TEXT.encode() not in files[places.WITHDRAWN]
    [trace] = json.loads(files[places.WITHDRAWN])["rows"]
    assert trace["row"] == row
    assert (trace["draw"], trace["codes"], trace["visited_on"]) == (DRAW, ["A"], "2026-04-15")
    assert first not in files[places.WITHDRAWN].decode()
    assert len(rows_of(concluded)) == 1
    assert any(second in files[name].decode() for name in rows_of(concluded))


def test_a_withdrawal_leaves_the_years_numbers_as_they_were_and_is_counted(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    before = json.loads(done(concluded.run("draw", AFTER_TERM, "stats", "--json")).stdout)
    for who in acts.OFFICES:
        withdraw(concluded, who, object_id)
    done(concluded.run("keeper", AFTER_TERM, "log", "keep"))
    after = json.loads(done(concluded.run("draw", AFTER_TERM, "stats", "--json")).stdout)
    for part in ("total", "dimensions", "joint", "exceptional"):
        assert after[part] == before[part], part
    assert before["withdrawals"]["repair"] == 0
    assert after["withdrawals"] == {"court": 0, "expired": 0, "repair": 1}
    assert {(part["role"], part["kind"]) for part in after["accountability"]} >= {
        ("draw", "withdrawn"),
        ("legal", "withdrawn"),
    }


def test_verifiers_say_withdrawn_and_nothing_fails_for_it(concluded: Bureau) -> None:
    objects = sealed(concluded, count=len(acts.teams(concluded.stage(VISITED), DRAW)), outcome=("1", "1", TEXT))
    acts.cosign(concluded.stage(VISITED))
    for who in acts.OFFICES:
        withdraw(concluded, who, objects[0])
    done(concluded.run("keeper", AFTER_TERM, "log", "keep"))
    acts.cosign(concluded.stage(AFTER_TERM))
    public = publish_to(concluded.root, concluded.folder / "public")
    genesis = concluded.workspace.history().entries[0].hash
    result = run("verify", str(public), "--genesis", genesis, "--now", AFTER_TERM, "--json")
    checks = {check["code"]: check["verdict"] for check in json.loads(result.stdout)["checks"]}
    assert checks["C17"] in ("pass", "unknown")
    assert "fail" not in checks.values(), checks


def test_the_term_runs_for_every_row_and_a_court_may_come_at_any_time(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    refused(
        concluded,
        "withdrawal-early",
        *("withdraw", DRAW, object_id, "--ground", "expired", "--document", "x"),
        time="2026-07-19T10:00:00+08:00",
    )
    write_results(concluded, [object_id], outcome=("E", "3", "改过的一句。"), corrects="录入有误")
    seal(concluded, LATER)
    words = ("withdraw", DRAW, object_id, "--ground", "repair", "--document", "x")
    refused(concluded, "withdrawal-early", *words, time=AFTER_TERM)  # the correction isn't public for three months
    court = ("withdraw", DRAW, object_id, "--ground", "court", "--document", "（2026）示01行初1号", "--json")
    found = json.loads(done(concluded.run("draw", AFTER_TERM, *court)).stdout)
    assert len(found["rows"]) == 2


@pytest.mark.parametrize("document", ["", "  ", "x" * 1001])
def test_a_withdrawal_names_its_document(document: str, concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    words = ("withdraw", DRAW, object_id, "--ground", "court", "--document", document)
    refused(concluded, "withdrawal-document", *words)


def test_both_offices_ask_for_the_same(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    withdraw(concluded, "draw", object_id)
    words = ("withdraw", DRAW, object_id, "--ground", "repair", "--document", "另一份文书", "--as", "legal")
    refused(concluded, "differs", *words, who="legal", time=AFTER_TERM)


def test_the_legal_office_may_sign_what_waits_and_is_shown_it(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    withdraw(concluded, "draw", object_id)
    shown = done(concluded.run("legal", AFTER_TERM, "draw", "sign", DRAW, "--as", "legal")).stdout
    assert "示信修〔2026〕3号" in shown
    done(concluded.run("keeper", AFTER_TERM, "log", "keep"))
    assert [item.record.ground for item in concluded.workspace.history().of(Withdraw)] == ["repair"]


def test_a_withdrawal_can_be_taken_back_before_it_is_logged_and_is_made_once(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    withdraw(concluded, "draw", object_id)
    row = concluded.workspace.history().draws[DRAW].rows[0].record.row
    done(concluded.run("draw", AFTER_TERM, "draw", "cancel", f"{DRAW}-withdraw-{row[:16]}"))
    for who in acts.OFFICES:
        withdraw(concluded, who, object_id)
    done(concluded.run("keeper", AFTER_TERM, "log", "keep"))
    words = ("withdraw", DRAW, object_id, "--ground", "repair", "--document", "x")
    refused(concluded, "withdrawn", *words, time=AFTER_TERM)
