"""第二条: only listed units own items; a 受委托 unit has its 委托书; nobody signs for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_bureau import CLOSED, COMMITTED, CONCLUDED, DRAW, OPEN, Bureau, done, found

from publisher.ceremony.founding import key_name, new_key
from publisher.demo import acts
from publisher.draw.identifiers import parse_time
from publisher.errors import Refused
from publisher.log.records import Commit
from publisher.rules.items import Unit, owner_fault, second_signer
from publisher.verify import Held, Verdict, verify
from publisher.workspace import published_files

UNITS = (
    Unit("hrss-ldjc", "own", ""),
    Unit("hrss-fg", "own", ""),
    Unit("sbzx", "delegated", "示人社委〔2023〕1号"),
    Unit("scjg", "partner", ""),
)


def test_an_item_owned_by_an_unlisted_unit_is_refused() -> None:
    found = owner_fault("LD-01", "somebody", UNITS)
    assert found is not None
    assert found.code == "owner-unlisted"


def test_a_partner_agency_owns_no_item_of_this_bureau() -> None:
    found = owner_fault("LD-01", "scjg", UNITS)
    assert found is not None
    assert found.code == "owner-unlisted"


def test_a_delegated_unit_owns_items_only_with_its_delegation() -> None:
    assert owner_fault("SB-01", "sbzx", UNITS) is None
    found = owner_fault("SB-01", "sbzx", [Unit("sbzx", "delegated", "")])
    assert found is not None
    assert found.code == "delegation"


def test_where_the_legal_office_owns_the_item_its_deputy_signs() -> None:
    assert second_signer("hrss-ldjc", legal_unit="hrss-fg") == "legal"
    assert second_signer("hrss-fg", legal_unit="hrss-fg") == "deputy"


LEGAL = "示例县人社局法规股"


def owned_by_the_legal_office(bureau: Bureau) -> None:
    """The unit of every item is the legal office's own."""
    agencies = bureau.root / "data" / "agencies.csv"
    text = agencies.read_text(encoding="utf-8")
    agencies.write_text(text.replace("示例县劳动保障监察大队", LEGAL), encoding="utf-8")


def with_a_deputy(bureau: Bureau) -> None:
    """The same, and the trust policy names a deputy."""
    owned_by_the_legal_office(bureau)
    desk = bureau.desk("deputy", "2026-04-03T09:00:00+08:00")
    name = key_name(bureau.workspace, "deputy", "")
    new_key(desk, "deputy", holder="示例县人社局副局长", outside=False, name=name)


def step(bureau: Bureau, who: str, time: str, *arguments: str, status: int = 0) -> str:
    return done(bureau.run(who, time, *arguments, "--as", who), status).output


def logged(bureau: Bureau, time: str) -> None:
    """The keeper logs what is complete, and the witnesses cosign it."""
    stage = bureau.stage(time)
    acts.keep(stage)
    acts.cosign(stage)


def test_a_draw_of_the_legal_offices_own_items_is_carried_through_by_its_deputy(tmp_path: Path) -> None:
    bureau = found(tmp_path, with_a_deputy)
    done(bureau.run("draw", COMMITTED, "draw", "commit", OPEN))
    step(bureau, "deputy", COMMITTED, "draw", "sign", DRAW)
    step(bureau, "draw", COMMITTED, "draw", "sign", DRAW)
    logged(bureau, COMMITTED)
    commit = bureau.workspace.history().draws[DRAW].commit
    assert commit
    assert isinstance(commit.record, Commit)
    assert [part.party.partition("/")[2] for part in commit.record.parties] == ["deputy", "draw"]
    for who in ("draw", "deputy"):
        step(bureau, who, CLOSED, "draw", "reveal", DRAW)
    logged(bureau, CLOSED)
    for who in ("draw", "deputy"):
        step(bureau, who, CLOSED, "draw", "close", DRAW)
    logged(bureau, CLOSED)
    for who in ("draw", "deputy"):
        step(bureau, who, CONCLUDED, "draw", "conclude", DRAW, "--beacon", str(bureau.answer()))
    logged(bureau, CONCLUDED)
    files = published_files(bureau.root)
    genesis = verify(Held(files), now=parse_time(CONCLUDED)).genesis
    report = verify(Held(files), now=parse_time(CONCLUDED), genesis=genesis)
    assert {report.results[code].verdict for code in ("C06", "C11", "C13", "C14", "C15")} == {Verdict.PASS}


def test_the_legal_office_itself_has_no_part_in_a_draw_of_its_own_items(tmp_path: Path) -> None:
    bureau = found(tmp_path, with_a_deputy)
    done(bureau.run("draw", COMMITTED, "draw", "commit", OPEN))
    assert "no party of this draw" in step(bureau, "legal", COMMITTED, "draw", "sign", DRAW, status=2)


def test_without_a_deputy_such_a_draw_is_refused_and_the_way_out_named(tmp_path: Path) -> None:
    bureau = found(tmp_path, owned_by_the_legal_office)
    said = done(bureau.run("draw", COMMITTED, "draw", "commit", OPEN), 2).output
    assert "publisher keys new deputy" in said


def test_what_nobody_sealed_yet_changes_nobodys_part(tmp_path: Path) -> None:
    """The tool asks for the deputy where the verifiers will: by the agencies in the log, not by the file at hand."""
    bureau = found(tmp_path)
    owned_by_the_legal_office(bureau)
    said = done(bureau.run("draw", COMMITTED, "draw", "commit", OPEN)).output
    assert "--as legal" in said


@pytest.mark.parametrize("holder", ["示例县劳动保障监察大队", LEGAL, "示例县人社局信息中心"])
def test_nobody_of_the_draw_the_legal_office_or_the_log_can_be_the_deputy(tmp_path: Path, holder: str) -> None:
    def same_person(bureau: Bureau) -> None:
        desk = bureau.desk("deputy", "2026-04-03T09:00:00+08:00")
        new_key(desk, "deputy", holder=holder, outside=False, name=key_name(bureau.workspace, "deputy", ""))

    with pytest.raises(Refused):
        found(tmp_path, same_person)
