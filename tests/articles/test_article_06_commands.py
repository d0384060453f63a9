"""第六条 as staff do it: import, reconcile, compare and seal the rosters, each with what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import Workbook
from small_bureau import COMMITTED, DRAW, VISITED, Bureau, done, tree

from publisher.log.history import Logged
from publisher.log.records import Roster
from publisher.tables.rosters import Inspector, RosterObject
from publisher.workspace.rosters import logged_reasons, rosters_logged

OBJECTS, INSPECTORS, REASONS = "data/objects.csv", "data/inspectors.csv", "data/roster-changes.csv"
LATER = "2026-06-01T10:00:00+08:00"


def lines(bureau: Bureau, name: str) -> list[str]:
    """A table's lines, the header first."""
    return (bureau.root / name).read_text(encoding="utf-8").splitlines()


def write(bureau: Bureau, name: str, rows: list[str]) -> None:
    """A table as staff save it."""
    (bureau.root / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


def explain(bureau: Bureau, **codes: str) -> None:
    """data/roster-changes.csv: id → reason code."""
    write(bureau, REASONS, ["id,reason,document", *(f"{key},{code}," for key, code in sorted(codes.items()))])


def firms(bureau: Bureau) -> list[RosterObject]:
    return bureau.workspace.objects()


def people(bureau: Bureau) -> list[Inspector]:
    return bureau.workspace.inspectors()


def answer(result: Result) -> dict[str, Any]:
    """The one document of --json."""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def book(path: Path, rows: list[list[Any]], title: str = "Sheet1") -> Path:
    """A workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def cells(firm: RosterObject, **changes: Any) -> list[Any]:
    """A firm's row in an export with the roster's own headings."""
    names = ("object_id", "name", "kind", "section", "industry", "town", "status", "listed_on")
    return [changes.get(name, getattr(firm, name)) for name in names]


HEADINGS = ["统一社会信用代码", "单位名称", "主体类型", "行业门类", "行业大类", "乡镇街道", "存续状态", "入库日期"]


# Reconciling


def test_three_hidden_firms_are_listed_and_no_other(founded: Bureau) -> None:
    """The auditor's test of the article, on the command line, against the registry's export in GBK."""
    rows = lines(founded, OBJECTS)
    export = founded.folder / "登记机关.csv"
    export.write_bytes("\n".join(rows).replace("object_id", "统一社会信用代码").encode("gbk"))
    hidden = [row.split(",")[0] for row in rows[1:] if ",存续," in row][10:13]
    write(founded, OBJECTS, [row for row in rows if row.split(",")[0] not in hidden])
    found = answer(done(founded.run("draw", COMMITTED, "roster", "reconcile", str(export), "--json"), 1))
    assert (found["missing"], found["extra"], found["closed"], found["shut"]) == (hidden, [], [], [])
    said = done(founded.run("draw", COMMITTED, "roster", "reconcile", str(export), "--lang", "zh"), 1).stdout
    assert [key for key in hidden if key in said] == hidden
    assert sum(firm.object_id in said for firm in firms(founded)) == 0


def test_a_firm_that_is_active_only_in_the_registry_counts_as_hidden_and_a_closed_one_is_told_apart(
    founded: Bureau,
) -> None:
    first, second, third, *rest = [firm for firm in firms(founded) if firm.status == "存续"]
    rows = [[firm.object_id, firm.name, "存续（在营）"] for firm in (first, *rest)]
    rows += [[second.object_id, second.name, "吊销，未注销"], ["91441624DM00000Q0U", "没有的厂", "注销"]]
    export = book(founded.folder / "导出.xlsx", [["注册号/信用代码", "企业名称", "经营状态"], *rows])
    text = (founded.root / OBJECTS).read_text(encoding="utf-8")
    (founded.root / OBJECTS).write_text(text.replace(f"{first.object_id},{first.name}", f"{first.object_id},改名"))
    write(
        founded, OBJECTS, [row.replace("存续", "停业") if first.object_id in row else row for row in text.splitlines()]
    )
    words = ["roster", "reconcile", str(export), "--id-column", "注册号/信用代码", "--json"]
    found = answer(done(founded.run("draw", COMMITTED, *words), 1))
    assert found["shut"] == [first.object_id]
    assert found["closed"] == [second.object_id]
    assert found["extra"] == [third.object_id]
    assert found["missing"] == []


def test_inspectors_are_held_against_the_certificate_register(founded: Bureau) -> None:
    rows = [[row.inspector_id, row.name, row.certificate_until] for row in people(founded)]
    export = book(
        founded.folder / "证件.xlsx", [["执法证号", "姓名", "有效期至"], *rows, ["JC999", "新来的", "2030-01-01"]]
    )
    found = answer(done(founded.run("draw", COMMITTED, "roster", "reconcile", str(export), "--json"), 1))
    assert found["table"] == "inspectors"
    assert found["missing"] == ["JC999"]


def test_a_roster_that_is_whole_reconciles(founded: Bureau) -> None:
    done(founded.run("draw", COMMITTED, "roster", "reconcile", str(founded.root / OBJECTS)), 0)


# Importing


def test_an_export_is_imported_with_what_changes_shown_and_what_is_absent_kept(founded: Bureau) -> None:
    first, second = firms(founded)[:2]
    new = cells(first, object_id="91441624DM00000M0D", name="示例县新厂")
    renamed = cells(second, name="新名称", listed_on="2024/3/1")
    export = book(founded.folder / "名录.xlsx", [["示例县名录"], [], HEADINGS, new, renamed])
    before = len(firms(founded))
    found = answer(done(founded.run("draw", "", "roster", "import", str(export), "--json")))
    assert (found["added"], found["edited"], found["removed"]) == (["91441624DM00000M0D"], [second.object_id], [])
    assert found["absent"] == before - 1
    assert found["written"] == [OBJECTS]
    living = {firm.object_id: firm for firm in firms(founded)}
    assert len(living) == before + 1
    assert (living[second.object_id].name, living[second.object_id].listed_on) == ("新名称", "2024-03-01")
    assert set(found["unexplained"]) == {"91441624DM00000M0D", second.object_id}


def test_a_file_that_is_the_whole_roster_takes_off_who_is_not_in_it(founded: Bureau) -> None:
    rows = lines(founded, INSPECTORS)
    path = founded.folder / "人员.csv"
    path.write_bytes("\r\n".join(rows[:-1]).encode("gbk"))
    gone = rows[-1].split(",")[0]
    found = answer(done(founded.run("draw", "", "roster", "import", str(path), "--whole", "--json", "--dry-run")))
    assert found["removed"] == [gone]
    words = ["roster", "import", str(path), "--whole", "--reason", "moved-out", "--json"]
    found = answer(done(founded.run("draw", "", *words)))
    assert found["unexplained"] == []
    assert lines(founded, REASONS) == ["id,reason,document", f"{gone},moved-out,"]
    done(founded.run("draw", COMMITTED, "roster", "seal", "inspectors"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"object_id": 123456789012345678}, "A4: became-number"),
        ({"town": "999999999"}, "F4: unknown-reference"),
        ({"name": "=A1"}, "B4: formula-cell"),
        ({"status": "开业"}, "G4: enum"),
        ({"listed_on": 45000}, "H4: date"),
        ({"section": "A"}, "E4: industry"),
    ],
)
def test_with_one_wrong_cell_nothing_is_written_and_the_cell_is_named(
    changes: dict[str, Any], said: str, founded: Bureau
) -> None:
    first, second, third = [firm for firm in firms(founded) if firm.section == "C"][:3]
    rows = [cells(first, name="甲"), cells(second, name="乙"), cells(third, **changes)]
    path = book(founded.folder / "x.xlsx", [HEADINGS, *rows], "名录")
    before = tree(founded.root)
    result = done(founded.run("draw", "", "roster", "import", str(path)), 2)
    assert f"x.xlsx:名录!{said}: " in result.stderr
    assert result.stderr.count("\n") == 1
    assert tree(founded.root) == before


def test_private_columns_of_an_export_are_left_outside_and_named(founded: Bureau) -> None:
    first = firms(founded)[0]
    path = book(founded.folder / "x.xlsx", [[*HEADINGS, "联系电话"], [*cells(first, name="甲"), "13900000000"]])
    found = answer(done(founded.run("draw", "", "roster", "import", str(path), "--json")))
    assert found["ignored"] == ["联系电话"]
    assert b"13900000000" not in b"".join(tree(founded.root).values())


def test_a_wrong_check_character_warns_and_a_15_digit_number_is_accepted(founded: Bureau) -> None:
    first = firms(founded)[0]
    rows = [cells(first, object_id="91441624DM0000013D"), cells(first, object_id="441624600012345")]
    path = book(founded.folder / "x.xlsx", [HEADINGS, *rows])
    found = answer(done(founded.run("draw", "", "roster", "import", str(path), "--json")))
    assert found["warnings"] == 1
    assert found["added"] == ["441624600012345", "91441624DM0000013D"]
    checked = done(founded.run("draw", COMMITTED, "validate", "--lang", "zh")).stdout
    assert "check-character" in checked


def test_a_code_that_is_there_already_in_another_case_is_a_duplicate(founded: Bureau) -> None:
    row = people(founded)[0]
    text = lines(founded, INSPECTORS)
    path = founded.folder / "x.csv"
    path.write_text("\n".join([text[0], text[1].replace(row.inspector_id, row.inspector_id.lower())]), encoding="utf-8")
    result = done(founded.run("draw", "", "roster", "import", str(path)), 2)
    assert "duplicate" in result.stderr


# Sealing


def changes_of(logged: Logged[Roster], bureau: Bureau) -> dict[str, str]:
    return logged_reasons(bureau.workspace, logged.record)


def test_the_first_snapshots_rows_are_initial_and_no_other(founded: Bureau) -> None:
    for table in ("objects", "inspectors", "agencies"):
        [first] = rosters_logged(founded.workspace, table)
        assert set(changes_of(first, founded).values()) == {"initial"}


def test_a_removal_without_a_reason_is_refused_with_the_codes_that_would_do(founded: Bureau) -> None:
    rows = lines(founded, OBJECTS)
    gone = rows.pop(5).split(",")[0]
    write(founded, OBJECTS, rows)
    before = tree(founded.root)
    result = done(founded.run("draw", COMMITTED, "roster", "seal", "objects", "--lang", "zh"), 2)
    assert result.stderr.startswith(f"{REASONS}: roster-removed: {gone}移出，没有写理由；")
    for code in ("deregistered", "revoked", "moved-out", "duplicate", "uncertified"):
        assert code in result.stderr
    assert "registered 新设立" not in result.stderr
    assert tree(founded.root) == before


def test_each_change_is_sealed_with_its_code_and_its_line_leaves_the_file(founded: Bureau) -> None:
    rows = lines(founded, OBJECTS)
    gone, edited = rows.pop(5).split(",")[0], rows[7].split(",")[0]
    rows[7] = rows[7].replace(",存续,", ",停业,").replace(",注销,", ",停业,")
    added = "91441624DM00000M0D"
    write(founded, OBJECTS, [*rows, f"{added},新厂,企业,C,33,441624100,存续,2026-04-01"])
    explain(founded, **{gone: "moved-out", edited: "status", added: "registered"})
    done(founded.run("draw", COMMITTED, "roster", "seal", "objects"))
    done(founded.run("keeper", COMMITTED, "log", "keep"))
    newest = rosters_logged(founded.workspace, "objects")[-1]
    assert changes_of(newest, founded) == {gone: "moved-out", edited: "status", added: "registered"}
    assert lines(founded, REASONS) == ["id,reason,document"]
    data = founded.workspace.snapshot(newest.record.changes, "csv") or b""
    assert f"{gone},removed,moved-out" in data.decode().splitlines()


def test_sealing_again_before_the_keeper_logs_it_changes_nothing(founded: Bureau) -> None:
    rows = lines(founded, OBJECTS)
    gone = rows.pop().split(",")[0]
    write(founded, OBJECTS, rows)
    explain(founded, **{gone: "duplicate"})
    done(founded.run("draw", COMMITTED, "roster", "seal", "objects"))
    once = tree(founded.root)
    done(founded.run("draw", COMMITTED, "roster", "seal", "objects"))
    assert tree(founded.root) == once
    assert "roster-removed" not in done(founded.run("draw", COMMITTED, "validate")).stdout


def test_reasons_may_come_in_a_file_of_their_own_and_a_line_too_many_is_refused(founded: Bureau) -> None:
    rows = lines(founded, OBJECTS)
    gone = rows.pop(5).split(",")[0]
    write(founded, OBJECTS, rows)
    path = book(
        founded.folder / "理由.xlsx", [["变更的代码", "变更理由"], [gone, "deregistered 注销"], ["JC001", "renewed"]]
    )
    result = done(founded.run("draw", COMMITTED, "roster", "seal", "objects", "--reasons", str(path)), 2)
    assert "roster-idle-reason" in result.stderr
    assert "JC001" in result.stderr
    book(path, [["变更的代码", "变更理由"], [gone, "deregistered 注销"]])
    done(founded.run("draw", COMMITTED, "roster", "seal", "objects", "--reasons", str(path)))


@pytest.mark.parametrize("code", ["registered", "status", "because", ""])
def test_a_reason_that_does_not_fit_or_does_not_exist_is_refused(code: str, founded: Bureau) -> None:
    rows = lines(founded, OBJECTS)
    gone = rows.pop(5).split(",")[0]
    write(founded, OBJECTS, rows)
    explain(founded, **{gone: code})
    done(founded.run("draw", COMMITTED, "roster", "seal", "objects"), 2)


def test_nothing_is_sealed_where_one_of_the_rosters_lacks_a_reason(founded: Bureau) -> None:
    for name in (OBJECTS, INSPECTORS):
        write(founded, name, lines(founded, name)[:-1])
    gone = lines(founded, INSPECTORS)[-1]
    explain(founded, **{gone.split(",")[0]: "moved-out"})
    before = tree(founded.root)
    done(founded.run("draw", COMMITTED, "roster", "seal"), 2)
    assert tree(founded.root) == before


def test_a_snapshot_that_is_gone_cannot_make_the_next_one_the_first(founded: Bureau) -> None:
    """Else deleting a file would be reason enough for any change."""
    [first] = rosters_logged(founded.workspace, "objects")
    (founded.root / f"data/snapshots/{first.record.sha256}.csv").unlink()
    write(founded, OBJECTS, lines(founded, OBJECTS)[:-1])
    result = done(founded.run("draw", COMMITTED, "roster", "seal", "objects"), 2)
    assert "missing-snapshot" in result.stderr


def test_a_roster_that_was_looked_at_and_stands_may_be_sealed_again(founded: Bureau) -> None:
    done(founded.run("draw", LATER, "roster", "seal", "objects", "--again"))
    done(founded.run("keeper", LATER, "log", "keep"))
    assert [changes_of(item, founded) for item in rosters_logged(founded.workspace, "objects")][1:] == [{}]


# Comparing


def test_a_diff_says_what_changed_and_with_which_code(founded: Bureau) -> None:
    rows = lines(founded, OBJECTS)
    gone, edited = rows.pop(5).split(",")[0], rows[7].split(",")[0]
    rows[7] = rows[7].replace("示例县", "示例市", 1)
    write(founded, OBJECTS, rows)
    explain(founded, **{gone: "moved-out", edited: "re-registered"})
    done(founded.run("draw", LATER, "roster", "seal", "objects"))
    done(founded.run("keeper", LATER, "log", "keep"))
    first, second = rosters_logged(founded.workspace, "objects")
    pairs = [
        ("2026-05-31", "2026-06-01"),
        (first.record.sha256, second.record.sha256),
        (first.record.sha256[:8], "living"),
    ]
    for old, new in pairs:
        found = answer(done(founded.run("draw", "", "roster", "diff", old, new, "--json")))
        told = {(change["id"], change["effect"], change["column"], *change["reasons"]) for change in found["changes"]}
        assert told == {(gone, "removed", "", "moved-out"), (edited, "edited", "name", "re-registered")}
    said = done(founded.run("draw", "", "roster", "diff", "2026-05-31", "living", "--lang", "zh")).stdout
    assert "示例市" in said
    assert "moved-out 迁出、调离" in said


def test_a_diff_with_the_living_roster_shows_reasons_that_wait_and_changes_without_any(founded: Bureau) -> None:
    rows = lines(founded, INSPECTORS)
    gone, also = rows.pop().split(",")[0], rows.pop().split(",")[0]
    write(founded, INSPECTORS, rows)
    explain(founded, **{gone: "moved-out"})
    words = ["roster", "diff", "2026-04-03", "living", "--table", "inspectors"]
    found = answer(done(founded.run("draw", "", *words, "--json")))
    assert {change["id"]: change["reasons"] for change in found["changes"]} == {gone: ["moved-out"], also: []}
    assert "没有写理由" in done(founded.run("draw", "", *words, "--lang", "zh")).stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [("2026-01-01", "living"), ("ffff", "living"), ("living", "2026-04-03"), ("x", "y"), ("12", "living")],
)
def test_a_diff_of_what_there_is_not_or_backwards_is_refused(old: str, new: str, founded: Bureau) -> None:
    result = done(founded.run("draw", "", "roster", "diff", old, new), 2)
    assert result.stderr.count("\n") == 1


# What validate says


def test_validate_warns_of_an_old_roster_and_of_changes_without_a_reason(founded: Bureau) -> None:
    assert "roster-age" not in done(founded.run("draw", "2026-05-03T10:00:00+08:00", "validate")).stdout
    assert "roster-age" in done(founded.run("draw", "2026-05-04T10:00:00+08:00", "validate")).stdout
    rows = lines(founded, OBJECTS)
    gone = rows.pop(5).split(",")[0]
    write(founded, OBJECTS, rows)
    said = done(founded.run("draw", COMMITTED, "validate")).stdout
    assert f"roster-removed: {gone}" in said
    explain(founded, **{gone: "moved-out"})
    assert "roster-removed" not in done(founded.run("draw", COMMITTED, "validate")).stdout


def test_validate_warns_of_a_certificate_that_ends_before_an_open_draws_visits_do(concluded: Bureau) -> None:
    commit = concluded.workspace.history().draws[DRAW].commit
    assert commit is not None
    text = (concluded.root / INSPECTORS).read_text(encoding="utf-8")
    row = people(concluded)[0]
    assert "certificate-ends" not in done(concluded.run("draw", VISITED, "validate")).stdout
    shortened = text.replace(row.certificate_until, "2026-05-01", 1)
    (concluded.root / INSPECTORS).write_text(shortened, encoding="utf-8")
    explain(concluded, **{row.inspector_id: "corrected"})
    said = done(concluded.run("draw", VISITED, "validate")).stdout
    assert "certificate-ends" in said
    assert row.inspector_id in said
    assert commit.record.inspect_by in said
    after_ = "2027-01-01T10:00:00+08:00"
    assert "certificate-ends" not in done(concluded.run("draw", after_, "validate")).stdout


def test_validate_reads_the_reasons_that_wait(founded: Bureau) -> None:
    explain(founded, JC001="nonsense")
    result = done(founded.run("draw", COMMITTED, "validate"), 2)
    assert f"{REASONS}:2:7: enum" in result.stdout
