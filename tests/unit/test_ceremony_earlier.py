"""What earlier visits and facts that aren't public do to a draw in the making (articles 11, 14, 16; section 5)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_bureau import (
    COMMITTED,
    DRAW,
    FIRED,
    FIRMS,
    REVEAL_BY,
    VISITED,
    Bureau,
    done,
    tree,
    write_order,
    write_results,
)

from publisher.ceremony import committing, drafts, preparing
from publisher.ceremony.earlier import sealed_salt
from publisher.ceremony.handing_over import Sealed
from publisher.demo import acts
from publisher.demo.scratch import all_objects
from publisher.draw.auditing import audit_sample
from publisher.draw.tables import parse_frame, parse_selection
from publisher.errors import NotYet, Refused
from publisher.rules.exclusions import VISITED as VISITED_CODE
from publisher.verify import Folder, Verdict, verify
from publisher.workspace import publish

LATER = "2026-04-21T09:00:00+08:00"
AGAIN, ATTENTION, SERVICES = "2026-again", "2026-april-attention", "2026-services-again"
IN_TIME = {"beacons": [{"source": "drand-quicknet", "at": "2026-06-01T07:32:03+08:00"}]}
DATES = {"reveal_by": "2026-05-31T17:00:00+08:00", "inspect_by": "2026-06-30", "publish_by": "2026-07-24"}
SECOND = {**IN_TIME, **DATES}
FOCUS = {
    "beacons": [{"source": "drand-quicknet", "at": FIRED}],
    "reveal_by": REVEAL_BY,
    "inspect_by": "2026-06-30",
    "publish_by": "2026-07-24",
    "quotas": {"focus": {"ratio": "0.1"}, "rest": {"count": "2"}},
}


def stratum_of(prepared: preparing.Prepared, object_id: str) -> tuple[str, str]:
    row = next(row for row in prepared.frame if row.object_id == object_id)
    return row.stratum, row.excluded


@pytest.fixture
def visited(concluded: Bureau) -> tuple[Bureau, list[str]]:
    """Three firms were visited: one clean, one with a problem put right, one whose result is open."""
    stage = concluded.stage(VISITED)
    objects = list(acts.teams(stage, DRAW))[:3]
    for object_id, code in zip(objects, ("1", "E", "A"), strict=True):
        write_results(concluded, [object_id], outcome=(code, "1", ""))
    acts.seal(stage, DRAW, "04-20 10:00")
    write_order(concluded.root, AGAIN, "2026-autumn", SECOND)
    outside = {"items": ["LD-01", "LD-05"], "plan": None, "approval": "测试"}
    services = {**SECOND, **outside, "quotas": {"all": {"count": "2"}}}
    write_order(concluded.root, SERVICES, "2026-hr-services", services)
    return concluded, objects


def test_what_earlier_visits_found_decides_the_stratum(visited: tuple[Bureau, list[str]]) -> None:
    bureau, (clean, problem, still_open) = visited
    prepared = preparing.prepare(bureau.desk("draw", LATER), AGAIN)
    assert stratum_of(prepared, clean) == ("rest", "")
    assert stratum_of(prepared, problem) == ("again", "")
    assert stratum_of(prepared, still_open) == ("again", "")
    assert sum(row.stratum == "again" for row in prepared.frame) == 2


def test_a_second_visit_in_the_year_for_other_items_is_spared(visited: tuple[Bureau, list[str]]) -> None:
    bureau, objects = visited
    prepared = preparing.prepare(bureau.desk("draw", LATER), SERVICES)
    excluded = {row.object_id for row in prepared.frame if row.excluded == VISITED_CODE}
    assert excluded == {row.object_id for row in prepared.frame} & set(objects)


def test_explain_says_why_in_a_clerks_words(visited: tuple[Bureau, list[str]]) -> None:
    bureau, (clean, problem, _) = visited
    said = done(bureau.run("draw", LATER, "draw", "prepare", AGAIN, "--explain", clean, "--lang", "zh")).output
    assert "参加抽签" in said
    assert "1年内抽查1次，不满2次" in said
    said = done(bureau.run("draw", LATER, "draw", "prepare", AGAIN, "--explain", problem, "--lang", "en")).output
    assert "stratum again" in said
    said = done(bureau.run("draw", LATER, "draw", "prepare", AGAIN, "--explain", "91000000000000000X")).output
    assert "not on the sealed roster" in said


def test_a_result_logged_since_the_basis_that_changes_the_frame_waits_for_the_witnesses(
    visited: tuple[Bureau, list[str]],
) -> None:
    bureau, (clean, _, _) = visited
    stage = bureau.stage(VISITED)
    write_results(bureau, [clean], outcome=("E", "3", ""), corrects="漏填")
    acts.at(stage, "04-21 08:00")
    done(bureau.run("keeper", "2026-04-21T08:00:00+08:00", "seal", DRAW))
    with pytest.raises(NotYet, match="since the basis"):
        preparing.prepare(bureau.desk("draw", LATER), AGAIN)
    acts.cosign(stage)
    assert stratum_of(preparing.prepare(bureau.desk("draw", LATER), AGAIN), clean) == ("again", "")


def test_an_order_that_leaves_out_an_exclusion_of_the_rule_is_told_so(visited: tuple[Bureau, list[str]]) -> None:
    bureau, _ = visited
    write_order(bureau.root, AGAIN, "2026-autumn", {**SECOND, "exclusions": ["inactive"]})
    notices = [notice.en for notice in preparing.prepare(bureau.desk("draw", LATER), AGAIN).notices]
    assert sum("leaves out" in notice for notice in notices) == 3


# ── facts that aren't public ───────────────────────────────────────────────────


def facts(every: int) -> bytes:
    """Private columns in which each so-manieth firm has a complaint of March."""
    lines = [f"{row.object_id},,,C1@2026-03-10,,," for row in all_objects()[:FIRMS:every]]
    return "\n".join(["object_id,risk_market,risk_hr,flags,headcount,phone,legal_rep", *lines, ""]).encode()


@pytest.fixture
def attentive(founded: Bureau) -> Bureau:
    """A founded bureau whose draw office knows more than the public, bound when the roster was sealed."""
    stage = founded.stage("2026-04-03T10:00:00+08:00")
    stage.offices["draw"].keep_sealed_table("objects", facts(7))
    acts.seal_rosters(stage)
    acts.cosign(stage)
    write_order(founded.root, ATTENTION, "2026-attention", FOCUS)
    return founded


def committed_with_focus(bureau: Bureau) -> Bureau:
    acts.commit(bureau.stage("2026-04-03T10:00:00+08:00"), ATTENTION, "04-08 10:00")
    return bureau


def test_an_open_frame_never_rests_on_what_is_not_public(attentive: Bureau) -> None:
    write_order(attentive.root, ATTENTION, "2026-attention", {**FOCUS, "frame": "open"})
    with pytest.raises(Refused, match="the frame can't be open"):
        preparing.prepare(attentive.desk("draw", COMMITTED), ATTENTION)


def test_the_merged_stratum_takes_the_public_criterion_and_the_facts(attentive: Bureau) -> None:
    prepared = preparing.prepare(attentive.desk("draw", COMMITTED), ATTENTION)
    focus = {row.object_id for row in prepared.frame if row.stratum == "focus"}
    builders = {row.object_id for row in attentive.workspace.objects() if row.section == "E"}
    assert builders < focus
    assert any("merges several reasons" in notice.en for notice in prepared.notices)


def test_a_focus_that_is_too_likely_gives_its_members_away(attentive: Bureau) -> None:
    quotas = {"focus": {"ratio": "0.6"}, "rest": {"count": "2"}}
    write_order(attentive.root, ATTENTION, "2026-attention", {**FOCUS, "quotas": quotas})
    with pytest.raises(Refused, match="focus-ratio"):
        preparing.prepare(attentive.desk("draw", COMMITTED), ATTENTION)


def test_facts_that_changed_since_the_roster_was_sealed_are_refused(attentive: Bureau) -> None:
    attentive.office("draw").keep_sealed_table("objects", facts(6))
    with pytest.raises(Refused, match="aren't those that were sealed"):
        preparing.prepare(attentive.desk("draw", COMMITTED), ATTENTION)


def test_private_columns_come_in_by_a_command_and_stay_out_of_the_repository(founded: Bureau) -> None:
    path: Path = founded.folder / "facts.csv"
    path.write_bytes(facts(9))
    before = tree(founded.root)
    assert "firms kept" in done(founded.run("draw", COMMITTED, "roster", "private", str(path))).output
    assert founded.office("draw").sealed_table("objects") == facts(9)
    assert tree(founded.root) == before
    path.write_bytes(facts(9).replace(b"C1@2026-03-10", b"C1@2026-02-30"))
    assert "isn't a real date" in done(founded.run("draw", COMMITTED, "roster", "private", str(path)), 2).output
    path.write_bytes(facts(9).replace(b"C1@", b"C9@"))
    assert "C9@2026" not in done(founded.run("draw", COMMITTED, "roster", "private", str(path)), 2).output
    assert founded.office("draw").sealed_table("objects") == facts(9)


def test_the_legal_office_recomputes_the_focus_from_what_was_sealed_to_it(attentive: Bureau) -> None:
    assert attentive.office("legal").sealed_table("objects") == b""
    committed_with_focus(attentive)
    table = attentive.office("draw").sealed_table("objects")
    assert attentive.office("legal").sealed_table("objects") == table
    published = b"".join(publish(attentive.workspace).values())
    assert b"C1@2026" not in published


def test_the_legal_office_notices_facts_other_than_the_ones_bound(attentive: Bureau) -> None:
    """A draw office that hands over a table in which a friend's complaint is missing."""
    committing.start_commit(attentive.desk("draw", COMMITTED), ATTENTION)
    office, desk = attentive.office("draw"), attentive.desk("legal", COMMITTED)
    roster = desk.workspace.history().roster("objects")
    assert roster is not None
    salt = office.salt(sealed_salt(roster.record.sha256))
    table = "\n".join(office.sealed_table("objects").decode().splitlines()[:-1]) + "\n"
    key = office.frame_key(DRAW)
    assert key is not None
    lie = Sealed(frame_key=key.hex(), roster=roster.record.sha256, salt=salt, table=table)
    box = office.seal_to(desk.key("legal"), lie.text.encode()).hex().encode()
    attentive.workspace.files.write(drafts.sealed_key_name(DRAW), box)
    before = tree(attentive.root, attentive.home("legal"))
    with pytest.raises(Refused, match="aren't those that were sealed"):
        committing.join_commit(desk, DRAW, "legal")
    assert tree(attentive.root, attentive.home("legal")) == before


# ── the outside auditor ────────────────────────────────────────────────────────


def packed(bureau: Bureau) -> Path:
    path: Path = bureau.folder / "audit.sealed"
    done(bureau.run("draw", COMMITTED, "frame", "pack", DRAW, str(path)))
    return path


def test_an_auditor_recomputes_every_row_and_gets_a_sample_only_after_the_outcome(attentive: Bureau) -> None:
    path = packed(committed_with_focus(attentive))
    found = json.loads(done(attentive.run("auditor", COMMITTED, "frame", "audit", DRAW, str(path), "--json")).stdout)
    assert found["wrong"] == []
    assert found["sample"] == []
    early = attentive.run("auditor", COMMITTED, "frame", "audit", DRAW, str(path), "--sign", "--statement", "相符")
    assert "wait for the outcome" in done(early, 2).output


def concluded_focus(bureau: Bureau) -> Bureau:
    stage = committed_with_focus(bureau).stage(COMMITTED)
    acts.close(stage, DRAW, "04-08 16:00")
    acts.conclude(stage, DRAW, "04-08 18:40")
    return bureau


def test_the_sample_is_what_the_seed_chooses_and_the_audit_stands_in_the_log(attentive: Bureau) -> None:
    path = packed(concluded_focus(attentive))
    audit = ("frame", "audit", DRAW, str(path), "--json")
    found = json.loads(done(attentive.run("auditor", LATER, *audit)).stdout)
    records = attentive.workspace.history().draws[DRAW]
    assert records.outcome is not None
    frame = parse_frame(attentive.workspace.draw_file(DRAW, "frame.csv") or b"")
    drawn = {row.object_id for row in parse_selection(attentive.workspace.draw_file(DRAW, "selection.csv") or b"")}
    assert [alias for alias, _ in found["sample"]] == audit_sample(frame, drawn, records.outcome.record.seed)
    assert len(found["sample"]) == 30
    assert {name for _, name in found["sample"]} <= {row.object_id for row in attentive.workspace.objects()}
    assert "an audit needs its statement" in done(attentive.run("auditor", LATER, *audit, "--sign"), 2).output
    done(attentive.run("auditor", LATER, *audit, "--sign", "--statement", "均相符"))
    done(attentive.run("keeper", LATER, "log", "keep"))
    (logged,) = attentive.workspace.history().draws[DRAW].audits
    assert (logged.record.checked, logged.record.errors) == (len(frame), 0)
    report = verify(Folder(published(attentive)), now=attentive.desk("draw", LATER).now)
    assert report.results["C08"].verdict is Verdict.UNKNOWN
    assert any("均相符" in finding.reason.zh for finding in report.results["C08"].findings)


def published(bureau: Bureau) -> Path:
    folder: Path = bureau.folder / "published"
    for name, data in publish(bureau.workspace).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_only_the_auditor_can_open_the_pack(attentive: Bureau) -> None:
    path = packed(committed_with_focus(attentive))
    done(attentive.run("legal", COMMITTED, "frame", "audit", DRAW, str(path)), 2)
    data = path.read_bytes()
    assert bytes.fromhex(data.decode()) != b""
    assert b"object_id" not in data
    path.write_bytes(data[:-2])
    done(attentive.run("auditor", COMMITTED, "frame", "audit", DRAW, str(path)), 2)


def test_an_open_frame_needs_no_auditor(committed: Bureau) -> None:
    done(committed.run("draw", COMMITTED, "frame", "pack", DRAW, str(committed.folder / "x")), 2)
    assert not (committed.folder / "x").exists()
