"""The private registers: typed, encrypted, in public counts alone; what may be written of a firm (art. 18, 20)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from small_bureau import DRAW, VISITED, Bureau, done, tree, write_results

from publisher.ceremony import objecting, referring, registers
from publisher.ceremony.registers import OBJECTIONS, REFERRALS
from publisher.demo import acts
from publisher.errors import Malformed, Refused
from publisher.log import places
from publisher.rules.referrals import STEPS
from publisher.workspace import published_files

LATER = "2026-05-20T10:00:00+08:00"
ON = date(2026, 4, 20)
NOTE = "举报人张某，电话见卷"
GONE, OPEN_CASE = ("6", "7", "登记住所查无此单位。"), ("A", "3", "")


def sealed(bureau: Bureau, outcome: tuple[str, str, str] = GONE, count: int = 1) -> list[str]:
    """Results of the first objects drawn are in the log. Returns the objects."""
    objects = list(acts.teams(bureau.stage(VISITED), DRAW))[:count]
    write_results(bureau, objects, outcome=outcome)
    done(bureau.run("keeper", VISITED, "seal", DRAW))
    return objects


def public(bureau: Bureau) -> dict[str, Any]:
    """What is published of the registers."""
    value: dict[str, Any] = json.loads(published_files(bureau.root)[places.REGISTERS])
    return value


def run(bureau: Bureau, *words: str, time: str = VISITED, status: int = 0) -> Any:
    """A command of the draw office; its answer, or its faults."""
    return json.loads(done(bureau.run("draw", time, *words, "--json"), status).stdout)


# referrals


def test_a_referral_goes_step_by_step_and_only_counts_are_public(concluded: Bureau) -> None:
    first, second = sealed(concluded, count=2)
    for object_id in (first, second):
        run(concluded, "referral", "add", DRAW, object_id, "--code", "6", "--note", NOTE)
    assert public(concluded)["referrals"] == [{"code": "6", "count": 2, "step": "opened"}]
    for step in STEPS[1:]:
        run(concluded, "referral", "step", "2026-R001", "--step", step)
    assert public(concluded)["referrals"] == [
        {"code": "6", "count": 1, "step": "opened"},
        {"code": "6", "count": 1, "step": "served"},
    ]
    published = b"".join(published_files(concluded.root).values())
    assert NOTE.encode() not in published
    listed = run(concluded, "referral", "list")["referrals"]
    assert [(item["number"], item["object"], item["step"]) for item in listed] == [
        ("2026-R001", first, "served"),
        ("2026-R002", second, "opened"),
    ]


def test_the_register_is_encrypted_and_never_in_the_repository(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "referral", "add", DRAW, object_id, "--code", "6", "--note", NOTE)
    vault = (concluded.home("draw") / "registers/referrals.json.vault").read_bytes()
    assert vault.startswith(b"publisher-vault/1 ")
    everything = b"".join(tree(concluded.folder).values())
    assert NOTE.encode() not in everything
    [entry] = registers.read_referrals(concluded.office("draw"))
    assert entry.note == NOTE


def test_another_machine_has_another_register(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "referral", "add", DRAW, object_id, "--code", "6")
    assert registers.read_referrals(concluded.office("legal")) == []
    assert not concluded.office("legal").has_register(REFERRALS)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2026-009", "OBJECT", "--code", "6"), "no-result"),
        ((DRAW, "91441624MA4X0000X1", "--code", "6"), "no-result"),
        ((DRAW, "OBJECT", "--code", "1"), "referral-code"),
        ((DRAW, "OBJECT", "--code", "8"), "referral-code"),
        ((DRAW, "OBJECT", "--code", "Z"), "referral-code"),
        ((DRAW, "OBJECT", "--code", "6", "--on", "2026-04-21"), "date"),
        ((DRAW, "OBJECT", "--code", "6", "--note", "x" * 3000), "member"),
        ((DRAW, "OBJECT", "--code", "6", "--note", "a\tb"), "text"),
    ],
)
def test_what_calls_for_no_referral_gets_none(words: Sequence[str], code: str, concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    before = tree(concluded.folder)
    words = [object_id if word == "OBJECT" else word for word in words]
    assert run(concluded, "referral", "add", *words, status=2)["faults"][0]["code"] == code
    assert tree(concluded.folder) == before


def test_one_result_has_one_referral_of_a_kind(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "referral", "add", DRAW, object_id, "--code", "6")
    found = run(concluded, "referral", "add", DRAW, object_id, "--code", "6", status=2)
    assert found["faults"][0]["code"] == "referral-open"
    run(concluded, "referral", "add", DRAW, object_id, "--code", "H1")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2026-R002", "--step", "informed"), "number"),
        (("2026-R001", "--step", "decided"), "referral-step"),
        (("2026-R001", "--step", "informed", "--on", "2026-04-19"), "referral-order"),
        (("2026-R001", "--step", "informed", "--on", "2026-04-21"), "date"),
    ],
)
def test_no_step_is_left_out_or_dated_before_the_last(words: tuple[str, ...], code: str, concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "referral", "add", DRAW, object_id, "--code", "6")
    before = tree(concluded.folder)
    assert run(concluded, "referral", "step", *words, status=2)["faults"][0]["code"] == code
    assert tree(concluded.folder) == before


def test_a_correction_of_the_result_leaves_its_referral_where_it_is(concluded: Bureau) -> None:
    """The register names the first row, which never changes."""
    [object_id] = sealed(concluded)
    run(concluded, "referral", "add", DRAW, object_id, "--code", "6")
    run(concluded, "correct", DRAW, object_id, "--reason", "文字有误", "--fixed-on", "2026-04-19")
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    assert run(concluded, "referral", "add", DRAW, object_id, "--code", "6", status=2)["faults"][0]["code"] == (
        "referral-open"
    )


# what may be written


def serve(bureau: Bureau, object_id: str) -> None:
    """A decision under H1 is served."""
    run(bureau, "referral", "add", DRAW, object_id, "--code", "H1")
    for step in STEPS[1:]:
        run(bureau, "referral", "step", "2026-R001", "--step", step)


def test_h1_stands_by_a_firms_name_only_once_the_decision_was_served(concluded: Bureau) -> None:
    first, second = sealed(concluded, OPEN_CASE, count=2)
    found = run(concluded, "correct", DRAW, first, "--reason", "处罚决定", "--code", "H1", status=2)
    assert found["faults"][0]["code"] == "code-before-decision"
    serve(concluded, first)
    run(concluded, "correct", DRAW, first, "--reason", "处罚决定", "--code", "H1")
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    # the machine that holds the register knows whose decision it was
    found = run(concluded, "correct", DRAW, second, "--reason", "处罚决定", "--code", "H1", status=2)
    assert found["faults"][0]["code"] == "code-before-decision"


def test_the_keeper_without_the_register_goes_by_the_public_counts(concluded: Bureau) -> None:
    first, second = sealed(concluded, OPEN_CASE, count=2)
    write_results(concluded, [first], outcome=("H1", "4", ""), corrects="处罚决定")
    refused = done(concluded.run("keeper", VISITED, "seal", DRAW), 2)
    assert "code-before-decision: " in refused.stderr
    serve(concluded, first)
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    # one decision was served, and one result says so: there is none left for another firm
    write_results(concluded, [second], outcome=("H1", "4", ""), corrects="处罚决定")
    assert "code-before-decision: " in done(concluded.run("keeper", VISITED, "seal", DRAW), 2).stderr


def test_a_result_that_says_h1_already_may_be_corrected_in_other_ways(concluded: Bureau) -> None:
    [object_id] = sealed(concluded, OPEN_CASE)
    serve(concluded, object_id)
    for number, reason in enumerate(("处罚决定", "文字有误")):
        write_results(concluded, [object_id], outcome=("H1", "4", f"第{number}次"), corrects=reason)
        done(concluded.run("keeper", VISITED, "seal", DRAW))


@pytest.mark.parametrize("corrects", ["", "移送"])
def test_h2_is_never_written_and_counted_alone(corrects: str, concluded: Bureau) -> None:
    [object_id] = sealed(concluded, OPEN_CASE) if corrects else list(acts.teams(concluded.stage(VISITED), DRAW))[:1]
    write_results(concluded, [object_id], outcome=("H2", "9", ""), corrects=corrects)
    assert "code-count-only: " in done(concluded.run("keeper", VISITED, "seal", DRAW), 2).stderr
    if corrects:
        run(concluded, "referral", "add", DRAW, object_id, "--code", "H2")
        assert public(concluded)["referrals"] == [{"code": "H2", "count": 1, "step": "opened"}]


# objections


def test_an_objection_goes_from_receipt_to_the_correction_and_only_its_state_is_public(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    root = concluded.workspace.history().draws[DRAW].rows[0].record.row
    run(concluded, "objection", "add", DRAW, object_id, "--note", NOTE)
    states = []
    for step in ("accepted", "upheld"):
        run(concluded, "objection", "step", "2026-O001", "--step", step)
        states += [item["state"] for item in public(concluded)["objections"]]
    refused = run(concluded, "objection", "step", "2026-O001", "--step", "corrected", status=2)
    assert refused["faults"][0]["code"] == "objection-correction"
    run(concluded, "correct", DRAW, object_id, "--reason", "异议成立", "--code", "1")
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    run(concluded, "objection", "step", "2026-O001", "--step", "corrected")
    states += [item["state"] for item in public(concluded)["objections"]]
    assert states == ["accepted", "upheld", "corrected"]
    assert [item["row"] for item in public(concluded)["objections"]] == [root]
    [entry] = registers.read_objections(concluded.office("draw"))
    assert entry.correction == concluded.workspace.history().draws[DRAW].rows[1].record.row
    assert NOTE.encode() not in b"".join(tree(concluded.folder).values())


def test_the_newest_objection_to_a_result_is_the_one_that_is_shown(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    for number in ("2026-O001", "2026-O002"):
        run(concluded, "objection", "add", DRAW, object_id)
        run(concluded, "objection", "step", number, "--step", "accepted")
        run(concluded, "objection", "step", number, "--step", "dismissed")
    run(concluded, "objection", "add", DRAW, object_id)
    assert [item["state"] for item in public(concluded)["objections"]] == ["received"]


def test_an_answer_before_the_objection_came_is_refused(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "objection", "add", DRAW, object_id)
    words = ("objection", "step", "2026-O001", "--step", "dismissed", "--on", "2026-04-19")
    assert run(concluded, *words, status=2)["faults"][0]["code"] == "objection-order"
    assert run(concluded, "objection", "step", "2026-O009", "--step", "accepted", status=2)["faults"][0]["code"] == (
        "number"
    )


def test_one_register_leaves_the_others_public_part_alone(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "objection", "add", DRAW, object_id)
    referring.add_referral(concluded.desk("legal", VISITED), DRAW, object_id, "6", ON)
    assert (len(public(concluded)["objections"]), len(public(concluded)["referrals"])) == (1, 1)
    objecting.add_objection(concluded.desk("draw", VISITED), DRAW, object_id, ON)
    assert len(public(concluded)["referrals"]) == 1


# damage


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b'{"entries": [{}]}\n', b"\xff", b'{\n  "entries": [\n    1\n  ]\n}\n'],
)
def test_a_register_that_cannot_be_read_is_named_and_nothing_is_lost(data: bytes, concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    concluded.office("draw").keep_register(REFERRALS, data)
    before = tree(concluded.folder)
    with pytest.raises(Malformed) as caught:
        referring.add_referral(concluded.desk("draw", VISITED), DRAW, object_id, "6", ON)
    assert caught.value.faults[0].file == "registers/referrals.json.vault"
    assert tree(concluded.folder) == before


def test_the_wrong_passphrase_opens_no_register(concluded: Bureau) -> None:
    [object_id] = sealed(concluded)
    run(concluded, "objection", "add", DRAW, object_id)
    result = done(concluded.run("draw", VISITED, "objection", "list", PUBLISHER_PASSPHRASE="falsch"), 2)
    assert "passphrase: " in result.stderr
    office = concluded.office("draw")
    assert office.has_register(OBJECTIONS)
    assert office.register("no-such-register") is None


def test_an_unknown_result_has_no_objection(concluded: Bureau) -> None:
    with pytest.raises(Refused, match="no-result"):
        objecting.add_objection(concluded.desk("draw", VISITED), DRAW, "X", ON)
