"""C20: nobody's identity, telephone, bank card or address goes out with the evidence, and no report repeats it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from simulator import (
    Bureau,
    Key,
    drand_beacon,
    drawn,
    failing,
    founded,
    make_inspectors,
    make_objects,
    reasons,
    verified,
)

from publisher.draw.evidence import json_text, sha256_hex
from publisher.log import places
from publisher.log.rows import RowFile
from publisher.verify import Report, Verdict

ID_NUMBER, OLD_ID = "44162419900101009X", "441624900101123"
MOBILE, CARD, PHONE = "13800138000", "6222021234567890128", "0762-5612345"
ADDRESS = "和平大道18号3栋2单元501室"
KINDS = {
    "an ID number": ID_NUMBER,
    "a mobile number": MOBILE,
    "a bank card number": CARD,
    "a phone number": PHONE,
    "a street address": ADDRESS,
}
OF_A_PERSON = {kind: text for kind, text in KINDS.items() if kind not in ("a phone number", "a street address")}
of_any_kind = pytest.mark.parametrize(("kind", "text"), KINDS.items(), ids=KINDS)
of_a_person = pytest.mark.parametrize(("kind", "text"), OF_A_PERSON.items(), ids=OF_A_PERSON)


def told(report: Report, kind: str, text: str) -> None:
    """C20 says what kind of thing was found and where, and nobody reads it again in the report."""
    assert "C20" in failing(report)
    assert f"seems to hold {kind}" in reasons(report, "C20")
    found = [finding for finding in report.results["C20"].findings if finding.verdict is Verdict.FAIL]
    assert all(finding.file for finding in found)
    said = json.dumps([finding.to_json() for finding in found], ensure_ascii=False)
    assert text not in said


def written(write: Callable[[Bureau, Any], object]) -> Report:
    """A bureau after its first draw, where somebody then writes something."""
    bureau, story = drawn()
    write(bureau.at("2023-09-05T15:00:00+08:00"), story)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def test_c20_an_honest_year_holds_nothing_private(year: Bureau) -> None:
    report = verified(year)
    assert report.results["C20"].verdict is Verdict.PASS
    assert "files and the log were looked at" in reasons(report, "C20", Verdict.PASS)


# ── what people write of a case ────────────────────────────────────────────────


@of_any_kind
def test_c20_a_remark_on_a_result(kind: str, text: str) -> None:
    report = written(lambda bureau, story: bureau.result(story, story.drawn[0], remark=f"负责人张三，{text}。"))
    told(report, kind, text)
    assert failing(report) == {"C20"}


@of_any_kind
def test_c20_the_reason_of_a_correction(kind: str, text: str) -> None:
    def write(bureau: Bureau, story: Any) -> None:
        bureau.result(story, story.drawn[0])
        bureau.result(story, story.drawn[0], kind="correction", reason=f"应李某（{text}）要求更正")

    told(written(write), kind, text)


@of_any_kind
def test_c20_the_reason_of_a_void(kind: str, text: str) -> None:
    bureau = founded()
    story = bureau.commit()
    record = {"type": "void", "draw": story.name, "commit": story.hash, "code": "error", "reason": f"{text}打错"}
    bureau.later(minutes=1).log(record, file=places.draw_file(story.name, "void.note"))
    bureau.later(minutes=1).watch()
    told(verified(bureau), kind, text)


@of_any_kind
def test_c20_an_auditors_statement(kind: str, text: str) -> None:
    audit = {"type": "audit", "draw": "2023-001", "checked": 60, "errors": 0, "statement": f"联系人{text}"}
    told(written(lambda bureau, _: bureau.log(audit, ("auditor",))), kind, text)


@of_any_kind
def test_c20_the_document_of_a_withdrawal(kind: str, text: str) -> None:
    def write(bureau: Bureau, story: Any) -> None:
        row = bureau.result(story, story.drawn[0])
        record = {"type": "withdraw", "draw": story.name, "object": story.drawn[0], "row": row, "replaces": ""}
        bureau.log({**record, "ground": "court", "document": f"依{text}的申请"})
        del bureau.files[places.draw_file(story.name, places.row_file(row))]

    told(written(write), kind, text)


@of_any_kind
def test_c20_a_remark_in_the_register_of_article_13(kind: str, text: str) -> None:
    firm = make_objects()[0].object_id

    def write(bureau: Bureau, _: Any) -> None:
        bureau.enter("2023-N001", firm)
        bureau.enter("2023-N001", firm, found={"remark": f"投诉人{text}"})

    told(written(write), kind, text)


@of_any_kind
def test_c20_the_reason_of_a_new_trust_policy(kind: str, text: str) -> None:
    record = {"type": "trust", "trust": founded().trust().hash, "reason": f"{text}离任"}
    told(written(lambda bureau, _: bureau.log(record)), kind, text)


@of_a_person
def test_c20_the_title_of_an_order(kind: str, text: str) -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(title=f"对{text}的专项检查")))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    told(verified(bureau), kind, text)


@of_a_person
def test_c20_what_differs_from_a_void_draw(kind: str, text: str) -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.later(minutes=10).void(story, "error")
    bureau.later(minutes=5).watch()
    said = {"draw": "2023-001", "differences": [f"order.json: {text}"]}
    bureau.commit(bureau.order(beacons=[drand_beacon("2000")]), name="2023-002", replaces=said)
    bureau.watch()
    told(verified(bureau), kind, text)


def test_c20_full_width_digits_and_spaces_hide_nothing() -> None:
    for text in ("１３８００１３８０００", "138 0013 8000", "138-0013-8000", "441624 1990 0101 009x"):
        report = written(lambda bureau, story, text=text: bureau.result(story, story.drawn[0], remark=f"电话{text}"))  # type: ignore[misc]
        assert failing(report) == {"C20"}, text
        assert text not in json.dumps(report.to_json(), ensure_ascii=False)


def test_c20_a_row_whose_text_is_no_json_is_read_as_it_is() -> None:
    def write(bureau: Bureau, story: Any) -> None:
        bureau.result(story, story.drawn[0])
        path = places.draw_file(story.name, places.row_file(story.rows[story.drawn[0]]))
        bureau.files[path] = RowFile(salt="0" * 64, content=f"张三 {ID_NUMBER}").text.encode()

    report = written(write)
    assert {"C07", "C17", "C20"} <= failing(report)
    assert ID_NUMBER not in json.dumps(report.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("path", ["data/registers.json", "data/withdrawn.json", "draws/2023-001/anything.json"])
def test_c20_any_other_published_json(path: str) -> None:
    bureau, _ = drawn()
    bureau.files[path] = json_text({"objections": [{"by": f"王五{MOBILE}"}]}).encode()
    told(verified(bureau), "a mobile number", MOBILE)


# ── tables ─────────────────────────────────────────────────────────────────────


def lay(bureau: Bureau, table: str) -> str:
    """A table among the snapshots, bound by a roster record so that nothing else is wrong with it."""
    data = table.encode()
    path = places.snapshot(sha256_hex(data))
    bureau.files[path] = data
    return path


def test_c20_a_sealed_column_in_a_snapshot() -> None:
    bureau, _ = drawn()
    path = lay(bureau, "object_id,name,kind,section,industry,town,status,listed_on,risk_market\nX,甲厂,,,,,,,D\n")
    report = verified(bureau)
    assert "C20" in failing(report)
    found = next(f for f in report.results["C20"].findings if f.verdict is Verdict.FAIL)
    assert (found.file, found.reason.en) == (path, "the snapshot has a column that isn't public")


def test_c20_a_roster_with_a_sealed_column_that_the_log_binds() -> None:
    bureau = Bureau()
    honest = bureau._snapshot
    bureau._snapshot = lambda data, suffix: honest(_with_phone(data), suffix)  # type: ignore[method-assign]
    bureau.found()
    report = verified(bureau)
    assert "C20" in failing(report)
    told(report, "a mobile number", MOBILE)


def _with_phone(data: bytes) -> bytes:
    header, *rows = data.decode().splitlines()
    if not header.startswith("inspector_id"):
        return data
    return "\n".join([f"{header},phone", *(f"{row},{MOBILE}" for row in rows), ""]).encode()


@pytest.mark.parametrize("table", [f"张三,{ID_NUMBER}\n", f"{ID_NUMBER},{MOBILE}\n", f"name,{MOBILE}\n{ID_NUMBER},x\n"])
def test_c20_a_table_of_people_is_seen_and_never_quoted(table: str) -> None:
    bureau, _ = drawn()
    lay(bureau, table)
    report = verified(bureau)
    assert "C20" in failing(report)
    said = json.dumps(report.to_json(), ensure_ascii=False)
    assert ID_NUMBER not in said
    assert MOBILE not in said
    assert "张三" not in said


WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


@pytest.mark.parametrize("ending", ["\n", ""])
@pytest.mark.parametrize(
    "spelling",
    [
        MOBILE,
        MOBILE.translate(WIDE),
        "138-0013-8000",
        "138 0013 8000",
        "138－0013－8000",
        "138\u30000013\u30008000",
        "138‐0013—8000",
        "138\u22120013\u22128000",
        "1３８0０1３8０0０",
        f"8612,{MOBILE}",
        f"东山路3号的张三{MOBILE}",
    ],
)
def test_c20_a_number_in_any_cell_and_spelling(spelling: str, ending: str) -> None:
    """A big table isn't read cell by cell: bytes alone say which of its rows may hold a number."""
    bureau, _ = drawn()
    rows = ["id,change,reason", "a,added,initial", f"b,added,{spelling}", *(["c,added,initial"] if ending else [])]
    lay(bureau, "\n".join(rows) + ending)
    told(verified(bureau), "a mobile number", MOBILE)


@pytest.mark.parametrize("header", ["id,change,reason", "object_id,name,kind,section,industry,town,status,listed_on"])
@pytest.mark.parametrize("line", [MOBILE, MOBILE.translate(WIDE), f"张三{MOBILE}"])
def test_c20_a_number_on_a_line_that_is_no_row(line: str, header: str) -> None:
    bureau, _ = drawn()
    lay(bureau, f"{header}\na,added,initial\n{line}\n")
    told(verified(bureau), "a mobile number", MOBILE)


@pytest.mark.parametrize("cell", ["1380013800", "138001-38", "2023-01-05,441624100", "138,0013,8000", "138、0013"])
def test_c20_digits_that_make_no_number(cell: str) -> None:
    bureau, _ = drawn()
    lay(bureau, f"id,change,reason\n{MOBILE},added,{cell}\n")
    assert "seems to hold" not in reasons(verified(bureau), "C20")


@of_a_person
def test_c20_a_firm_whose_name_carries_its_owners_number(kind: str, text: str) -> None:
    objects = [replace(make_objects()[0], name=f"李四{text}商店"), *make_objects()[1:]]
    told(verified(drawn(objects=objects)[0]), kind, text)


@of_a_person
def test_c20_an_inspector_whose_name_carries_a_number(kind: str, text: str) -> None:
    people = [replace(make_inspectors()[0], name=f"赵六{text}"), *make_inspectors()[1:]]
    told(verified(drawn(inspectors=people)[0]), kind, text)


@pytest.mark.parametrize("number", [ID_NUMBER, OLD_ID])
def test_c20_an_inspector_who_is_numbered_by_his_identity(number: str) -> None:
    people = sorted(
        [replace(make_inspectors()[0], inspector_id=number), *make_inspectors()[1:]], key=lambda row: row.inspector_id
    )
    told(verified(founded(inspectors=people)), "an ID number", number)


# ── what is public stays so ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        "和平县阳明镇和平大道18号电子厂",
        "东山路3号便利店",
        "阳明大道1栋201室工作室",
        "广东某某科技有限公司第2024001分公司",
        "0762-5612345热线服务部",
    ],
)
def test_c20_a_firms_name_may_hold_a_street_and_its_number(name: str) -> None:
    objects = [replace(make_objects()[0], name=name), *make_objects()[1:]]
    assert failing(verified(drawn(objects=objects)[0])) == set()


@pytest.mark.parametrize("title", ["和平大道18号工地专项检查", "2023年第1号方案", "依据粤人社发〔2022〕6号"])
def test_c20_a_title_may_name_a_place_or_a_paper(title: str) -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(title=title)))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()


def test_c20_an_old_registration_number_that_looks_like_an_identity_is_a_firms_code() -> None:
    """Fifteen digits with a date inside: as `object` of a record, in a result, in the register, named in a remark."""
    firm = replace(make_objects()[0], object_id="441624600101234")
    bureau, story = drawn(objects=[firm, *make_objects()[1:]])
    assert firm.object_id not in story.drawn
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], remark=f"与{firm.object_id}同一场所")
    bureau.enter("2023-N001", firm.object_id)
    bureau.enter("2023-N001", firm.object_id, found={})
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == set()
    bureau.result(story, story.drawn[1], remark=f"与{OLD_ID}同一场所")
    bureau.later(minutes=5).watch()
    assert failing(verified(bureau)) == {"C20"}


def test_c20_the_bureaus_own_telephone_is_public() -> None:
    bureau, _ = drawn()
    value = {**json.loads(bureau.files[places.BUREAU]), "contact": {"phone": MOBILE, "address": ADDRESS}}
    bureau.files[places.BUREAU] = json_text(value).encode()
    assert failing(verified(bureau)) == set()


def test_c20_keys_hashes_secrets_and_beacons_are_no_numbers_of_people() -> None:
    """A key's holder is named; everything else in notes is hexadecimal or a round."""
    bureau, _ = drawn(witnesses=(Key("witness-one.example/w", "witness", "见证人甲", outside=True),))
    assert verified(bureau).results["C20"].verdict is Verdict.PASS
