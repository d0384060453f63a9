"""Corners of the checks that no attack needs: what is malformed, missing, out of its place, or simply rare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from simulator import (
    DRAW,
    KEYS,
    Bureau,
    Key,
    Story,
    drand_beacon,
    drawn,
    failing,
    founded,
    make_objects,
    policy_bytes,
    reasons,
    secret_of,
    verified,
)

from publisher.draw.evidence import json_text, sha256_hex
from publisher.draw.tables import FrameRow
from publisher.errors import Malformed, fault
from publisher.log import places
from publisher.log.checkpoints import Checkpoint
from publisher.log.notes import Note, sign_note
from publisher.log.tiles import tiles_of
from publisher.rules.windows import months_after
from publisher.tables.rosters import Agency
from publisher.tables.snapshots import items_json
from publisher.verify import Finding, Held, Report, Verdict, verify
from publisher.verify.report import holds
from publisher.verify.run import guarded


def finished(bureau: Bureau, story: Story) -> Report:
    bureau.sit(story)
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return verified(bureau)


def of(bureau: Bureau, files: Mapping[str, bytes]) -> Report:
    return verify(Held(files), now=bureau.clock, genesis=bureau.genesis)


# ── the log ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def long_log() -> Bureau:
    """A log of more than one bundle: a good six hundred results, each of a firm drawn with certainty."""
    bureau = Bureau(objects=make_objects(600)).found().at("2023-08-23T16:00:00+08:00")
    strata = [part.evidence() for part in bureau.order().strata]
    strata[1] = {**{key: value for key, value in strata[1].items() if key != "count"}, "ratio": "1"}
    story = bureau.sit(bureau.commit(bureau.order(strata=strata)))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-05T15:00:00+08:00")
    for object_id in story.drawn:
        bureau.result(story, object_id)
    bureau.later(minutes=5).watch()
    return bureau


def test_a_log_of_several_bundles_is_read_whole(long_log: Bureau) -> None:
    assert len(long_log.entries) > 256
    report = verified(long_log)
    assert failing(report) == set()
    assert report.size == len(long_log.entries)


def test_a_tile_of_an_upper_level_is_checked_too(long_log: Bureau) -> None:
    files = long_log.evidence()
    path = next(path for path in files if path.startswith("log/tile/1/"))
    files[path] = bytes(len(files[path]))
    assert failing(of(long_log, files)) == {"C02"}


@pytest.mark.parametrize("path", ["log/tile/7/000", "log/tile/0/009", "log/tile/0/000.p/300", "log/tile/x/000"])
def test_a_tile_that_the_entries_do_not_make_is_seen(long_log: Bureau, path: str) -> None:
    assert failing(of(long_log, {**long_log.evidence(), path: bytes(32)})) == {"C02"}


def test_a_partial_bundle_that_made_way_for_a_full_one_is_read_from_it(long_log: Bureau) -> None:
    """A reader may hold an older checkpoint whose partial bundle is gone (C2SP tlog-tiles)."""
    files = {path: data for path, data in long_log.evidence().items() if not path.startswith("log/")}
    size = min(long_log.checkpoints)
    full = dict(tiles_of(long_log.entries, 256))
    files |= {f"log/{path}": data for path, data in full.items() if path.endswith("/000")}
    files[places.CHECKPOINT] = long_log.checkpoints[size].bytes
    report = of(long_log, files)
    assert report.size == size
    assert "recomputes from all 6 entries" in reasons(report, "C02", Verdict.PASS)


def test_a_missing_or_short_bundle_ends_the_log_there_and_says_so(long_log: Bureau) -> None:
    files = long_log.evidence()
    last = max(path for path in files if path.startswith("log/tile/entries/"))
    gone = of(long_log, {path: data for path, data in files.items() if path != last})
    assert "only 256 can be read" in reasons(gone, "C02")
    short = of(long_log, {**files, last: files["log/tile/entries/000"][:2000]})
    assert "C02" in failing(short)


def test_a_checkpoint_that_claims_a_giant_log_costs_nothing() -> None:
    bureau, _ = drawn()
    text, log = Checkpoint("test.example/shuangsuiji", 2**53 - 1, bytes(32)).text, KEYS["log"]
    note = Note(text, ()).with_signature(sign_note(text, log.name, log.seed))
    report = of(bureau, {**bureau.evidence(), places.CHECKPOINT: note.bytes})
    assert "C02" in failing(report)


def test_an_origin_other_than_the_policys_is_seen() -> None:
    bureau = Bureau().found(origin="other.example/shuangsuiji")
    assert "the log's origin isn't the trust policy's" in reasons(verified(bureau), "C02")


def test_a_second_genesis_is_seen() -> None:
    bureau = founded()
    bureau.log({"type": "genesis", "bureau": "又一个", "trust": bureau.trust().hash}, KEYS)
    bureau.watch()
    assert "C02" in failing(verified(bureau))


def test_a_record_logged_twice_is_seen() -> None:
    bureau, _ = drawn()
    bureau.entries.append(bureau.entries[2])
    bureau.watch()
    assert "entry 11 repeats entry 2" in reasons(verified(bureau), "C05")


@pytest.mark.parametrize("entry", [b"{}\n", b"hello\n", b"\xff", b'{\n  "time": "x",\n  "type": "hymn"\n}\n'])
def test_an_entry_that_is_no_record_is_seen(entry: bytes) -> None:
    bureau, _ = drawn()
    bureau.entries.append(entry)
    bureau.watch()
    assert failing(verified(bureau)) == {"C06"}


def test_a_trust_policy_that_cannot_be_read_fails() -> None:
    bureau = Bureau()
    data = b'{\n  "origin": "x"\n}\n'
    bureau.files[places.TRUST] = bureau.files[places.snapshot(sha256_hex(data), "json")] = data
    bureau.log({"type": "genesis", "bureau": "测试局", "trust": sha256_hex(data)}, KEYS)
    bureau.watch()
    assert "C01" in failing(verified(bureau))


# ── who signs ──────────────────────────────────────────────────────────────────

DEPUTY = Key("test.example/deputy", "deputy", "受托人")


def signed_by_the_deputy(owner: str = "") -> Bureau:
    """A draw that the deputy signs in the legal office's place. `owner`: the unit of its item, none logged if empty."""
    bureau = Bureau()
    bureau.found(keys=[*(key.entry() for key in KEYS.values()), DEPUTY.entry()])
    if owner:
        bureau.agencies = [Agency("ld", owner, "own", "")]
        bureau.seal("agencies").later(minutes=5).watch()
    bureau.at("2023-08-23T16:00:00+08:00")
    story = bureau.commit(parties=(DRAW, DEPUTY.name), signers=("draw", DEPUTY))
    bureau.reveal(story, DEPUTY.name, signer=DEPUTY)
    bureau.reveal(story, DRAW)
    bureau.close(story, ("draw", DEPUTY))
    bureau.later(minutes=1).watch()
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story, signers=("draw", DEPUTY))
    bureau.later(minutes=5).watch()
    return bureau


def test_a_deputy_signs_a_draw_of_the_legal_offices_own_item() -> None:
    report = verified(signed_by_the_deputy(KEYS["legal"].holder))
    assert failing(report) == set()
    assert report.results["C06"].verdict is Verdict.PASS


def test_a_deputy_does_not_replace_the_legal_office_where_another_unit_owns_the_item() -> None:
    report = verified(signed_by_the_deputy("劳动监察大队"))
    assert failing(report) == {"C06"}
    assert "the legal office owns none of the items" in reasons(report, "C06")


def test_without_the_units_nobody_can_say_whether_the_deputy_was_due() -> None:
    assert verified(signed_by_the_deputy()).results["C06"].verdict is Verdict.UNKNOWN


def test_a_deputy_signs_no_policy() -> None:
    bureau = signed_by_the_deputy(KEYS["legal"].holder)
    data = bureau.files[places.snapshot(bureau.plan_hash)]
    record = {"type": "plan", "file": "p", "sha256": sha256_hex(data), "version": "2", "effective": "2023-01-01"}
    bureau.log(record, ("draw", DEPUTY))
    bureau.watch()
    assert failing(verified(bureau)) == {"C06"}


def test_a_genesis_without_its_recovery_quorum_is_seen() -> None:
    bureau = Bureau()
    genesis = {"type": "genesis", "bureau": "测试局", "trust": bureau.bind_trust(bureau.trust())}
    bureau.log(genesis, ("draw", "legal", "log", "head"))
    bureau.watch()
    assert "lacks signatures: recovery" in reasons(verified(bureau), "C06")


def test_parties_are_listed_in_byte_order_each_once() -> None:
    honest = founded().commit().commit["parties"]
    for parties in (honest[::-1], [honest[0], *honest]):
        again = founded()
        story = again.commit()
        again.entries.pop()
        again.log({**story.commit, "parties": parties}, file="draws/2023-001/commit.note")
        again.watch()
        assert "aren't in byte order, each once" in reasons(verified(again), "C11")


def test_a_party_that_reveals_twice_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.reveal(story, DRAW)
    bureau.later(minutes=1).reveal(story, DRAW)
    bureau.watch()
    assert f"{DRAW} revealed twice" in reasons(verified(bureau), "C11")


# ── records of another commit ──────────────────────────────────────────────────

OTHER = "0" * 64


@pytest.mark.parametrize(
    ("kind", "code"), [("reveal", "C11"), ("close", "C11"), ("outcome", "C13"), ("void", "C05"), ("ceremony", "C12")]
)
def test_a_record_of_another_commit_is_seen(kind: str, code: str) -> None:
    class Mistaken(Bureau):
        def log(
            self, record: Mapping[str, Any], signers: Iterable[str | Key] = ("draw", "legal"), file: str = ""
        ) -> str:
            changed = {**record, "commit": OTHER} if record["type"] == kind else record
            return super().log(changed, signers, file)

    bureau = founded(Mistaken())
    ceremony = {"source": "ceremony", "round": "2023-001", "time": "2023-08-23T22:00:00+08:00"}
    story = bureau.sit(bureau.commit(bureau.order(beacons=[ceremony, drand_beacon("1000")])))
    bureau.at("2023-08-23T22:00:00+08:00").ceremony(story, "1" * 20)
    bureau.later(minutes=1).watch()
    if kind == "void":
        bureau.void(story, "error")
    else:
        answer = {"draw": "2023-001", "value": "1" * 20}
        bureau.at("2023-08-24T09:00:00+08:00")
        bureau.conclude(story, answers={"ceremony": answer}, values={"ceremony": "1" * 20})
    bureau.later(minutes=5).watch()
    assert code in failing(verified(bureau))


def test_records_of_a_draw_that_was_never_committed_are_seen() -> None:
    bureau = founded()
    void = {"type": "void", "draw": "2023-007", "commit": OTHER, "code": "error", "reason": "无"}
    bureau.log(void)
    bureau.watch()
    report = verified(bureau)
    assert "no commit" in reasons(report, "C05")
    assert report.draws["2023-007"]["C14"].verdict is Verdict.UNKNOWN


def test_a_void_and_an_outcome_of_one_draw_are_seen() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    bureau.later(minutes=1).void(story, "error")
    bureau.later(minutes=1).watch()
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    assert "both an outcome and a void" in reasons(verified(bureau), "C05")


def test_a_void_waits_for_its_witnesses_until_a_minute_before_the_beacon() -> None:
    bureau = founded()
    story = bureau.commit()
    bureau.watch()
    bureau.later(minutes=1).void(story, "absence")
    bureau.checkpoint()
    assert verified(bureau).draws["2023-001"]["C05"].verdict is Verdict.PENDING


def test_an_outcome_without_a_close_or_before_it_is_seen() -> None:
    bureau = founded()
    story = bureau.commit()
    story.close = OTHER
    bureau.conclude(story)
    bureau.watch()
    assert "an outcome without a close" in reasons(verified(bureau), "C10")
    bureau.close(story)
    bureau.watch()
    assert "the outcome comes before the close" in reasons(verified(bureau), "C10")


def test_a_close_before_its_commit_is_seen() -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit())
    commit = bureau.entries.pop(6)
    bureau.entries.append(commit)
    bureau.watch()
    assert story.name in verified(bureau).draws
    assert "the close comes before the commit" in reasons(verified(bureau), "C10")


# ── files ──────────────────────────────────────────────────────────────────────


def test_a_commit_that_binds_too_little_is_seen() -> None:
    bureau = founded()
    files = {k: v for k, v in founded().commit().commit["files"].items() if k != "panel.csv"}
    assert "the commit doesn't bind its files" in reasons(finished(bureau, bureau.commit(files=files)), "C07")


class Unbound(Bureau):
    """Leaves a table out of what outcome and change bind."""

    def log(self, record: Mapping[str, Any], signers: Iterable[str | Key] = ("draw", "legal"), file: str = "") -> str:
        if record["type"] == "outcome":
            record = {**record, "files": {k: v for k, v in record["files"].items() if k != "teams.csv"}}
        if record["type"] == "changed":
            record = {**record, "files": {"changes/0009.csv": next(iter(record["files"].values()))}}
        return super().log(record, signers, file)


def test_an_outcome_or_a_change_that_does_not_bind_its_tables_is_seen() -> None:
    bureau, story = drawn(Unbound())
    object_id = story.drawn[0]
    leaving = {"object": object_id, "inspector": story.team(object_id)[0], "code": "recused", "late": False}
    bureau.at("2023-09-15T10:00:00+08:00").change(story, removals=[leaving])
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-15T20:00:00+08:00").changed(story)
    bureau.later(minutes=5).watch()
    said = reasons(verified(bureau), "C07")
    assert "the outcome doesn't bind its files" in said
    assert "a change doesn't bind its table" in said


@pytest.mark.parametrize(
    "path",
    [
        "draws/2023-001/extra.csv",
        "draws/2023-001/rows/0.json",
        "draws/2023-001/void.note",
        "draws/2023-001/frame-key.txt",
        "draws/2031-001/commit.note",
        f"data/snapshots/{'0' * 64}.csv",
        "data/snapshots/roster.csv",
    ],
)
def test_a_file_that_the_log_does_not_bind_is_seen(path: str) -> None:
    bureau, _ = drawn()
    # what lies among the snapshots without a public header is no public table either
    also = {"C20"} if path.startswith("data/snapshots/") else set()
    assert failing(of(bureau, {**bureau.evidence(), path: b"x\n"})) == {"C07"} | also


def test_a_report_is_the_file_that_its_record_binds() -> None:
    bureau, _ = drawn()
    data = b"made-up report"
    record = {"type": "report", "period": "2023-12-30", "files": {"2023-12-30.xlsx": sha256_hex(data)}}
    bureau.log(record, ("draw",))
    bureau.watch()
    path = places.filed("2023-12-30.xlsx", sha256_hex(data))
    files = bureau.evidence()
    assert failing(of(bureau, {**files, path: data})) == set()
    assert "isn't there" in reasons(of(bureau, files), "C07")
    assert failing(of(bureau, {**files, path: b"another report"})) == {"C07"}
    extra = places.filed("x.docx", "0" * 64)
    assert "doesn't bind" in reasons(of(bureau, {**files, path: data, extra: b"x"}), "C07")


@pytest.mark.parametrize("name", ["frame.csv", "panel.csv", "order.json", "beacon.json", "close.note", "reveal-2.note"])
def test_a_bound_file_that_is_missing_fails_for_the_files_check(name: str) -> None:
    bureau, _ = drawn()
    files = bureau.evidence()
    del files[f"draws/2023-001/{name}"]
    assert "isn't there" in reasons(of(bureau, files), "C07")


@pytest.mark.parametrize("path", ["draws/2023-001/index.html", "draws/2023-001/notice.pdf", "assets/x.css"])
def test_pages_beside_the_evidence_are_no_evidence(path: str) -> None:
    bureau, _ = drawn()
    assert failing(of(bureau, {**bureau.evidence(), path: b"x\n"})) == set()


class Torn(Held):
    """A site that stops answering for some files."""

    def __init__(self, files: Mapping[str, bytes], torn: str) -> None:
        super().__init__(files)
        self.torn = torn

    def read(self, path: str) -> bytes | None:
        if path == self.torn:
            raise Malformed(fault("http", "没有应答", "no answer", "再试", "try again"))
        return super().read(path)

    def names(self) -> Iterable[str]:
        if self.torn == "names":
            raise Malformed(fault("http", "没有应答", "no answer", "再试", "try again"))
        return super().names()


@pytest.mark.parametrize("torn", ["names", "draws/2023-001/frame.csv", "log/checkpoint", "keys/trust.json"])
def test_a_source_that_stops_answering_is_a_finding_not_an_exception(torn: str) -> None:
    bureau, _ = drawn()
    report = verify(Torn(bureau.evidence(), torn), now=bureau.clock, genesis=bureau.genesis)
    assert failing(report) or report.results["C01"].verdict is Verdict.UNKNOWN


def test_a_beacon_file_of_another_shape_is_seen() -> None:
    bureau, _ = drawn()
    path = "draws/2023-001/beacon.json"
    shapes: list[Any] = [{}, [{}], [{"source": 1, "round": "1", "answer": {}}], ["x"]]
    for value in shapes:
        bureau.files[path] = json_text(value).encode()
        assert "not a beacon file" in reasons(verified(bureau), "C12")


@pytest.mark.parametrize("text", [b"", b"zz\n", b"0" * 64, b"0" * 63 + b"\n", b"A" * 64 + b"\n"])
def test_a_frame_key_of_another_shape_is_seen(year: Bureau, text: bytes) -> None:
    report = of(year, {**year.evidence(), "draws/2024-001/frame-key.txt": text})
    assert failing(report) == {"C08"}


# ── frame and quotas ───────────────────────────────────────────────────────────


def test_an_item_that_is_not_on_the_list_cannot_be_drawn() -> None:
    bureau = founded()
    order = bureau.order(items=["LD-99"])
    report = finished(bureau, bureau.commit(order, plan={"approval": "局发〔2023〕1号"}))
    assert "item LD-99 isn't in the list" in reasons(report, "C08")


def test_an_item_list_that_is_not_yet_in_force_does_not_count() -> None:
    bureau = Bureau()
    bureau.items = bureau.items.model_copy(update={"effective": "2023-12-01"})
    genesis = {"type": "genesis", "bureau": "测试局", "trust": bureau.bind_trust(bureau.trust())}
    bureau.log(genesis, KEYS)
    bureau.approve("items", items_json(bureau.items), effective="2023-12-01")
    bureau.approve("policy", policy_bytes(bureau.policy))
    bureau.plan(2023)
    bureau.seal().watch()
    report = finished(bureau, bureau.at("2023-08-23T16:00:00+08:00").commit())
    assert "the log has none" in reasons(report, "C08")


def test_a_draw_outside_the_plan_names_its_approval_to_everybody() -> None:
    bureau = founded()
    report = finished(bureau, bureau.commit(plan={"approval": "局发〔2023〕1号"}))
    assert failing(report) == set()
    assert any("outside the plan, approved by 局发〔2023〕1号" in notice.words.en for notice in report.notices)


def test_a_row_in_a_stratum_that_the_order_lacks_is_seen() -> None:
    bureau = founded()
    rows = [
        FrameRow(row.object_id, "Z" if n == 0 else row.stratum, row.excluded)
        for n, row in enumerate(bureau.honest_frame(bureau.order()))
    ]
    report = finished(bureau, bureau.commit(frame=rows, quotas=founded().commit().commit["quotas"]))
    assert "a stratum that the order lacks: Z" in reasons(report, "C09")


def test_a_stratum_with_both_ratio_and_count_or_neither_is_seen() -> None:
    for change in ({"ratio": "0.1", "count": "3"}, {}):
        bureau = founded()
        strata = [part.evidence() for part in bureau.order().strata]
        strata[0] = {**{k: v for k, v in strata[0].items() if k not in ("ratio", "count")}, **change}
        order = bureau.order(strata=strata)
        honest = founded().commit().commit["quotas"]
        bureau.files["draws/2023-001/order.json"] = order.text.encode()
        report = finished(bureau, founded_commit(bureau, order, honest))
        assert "either a ratio or a count" in reasons(report, "C09")


def founded_commit(bureau: Bureau, order: Any, quotas: list[dict[str, Any]]) -> Story:
    """A commit of an order from which the simulator itself can't compute quotas."""
    files = {**founded().commit().commit["files"], "order.json": sha256_hex(order.text.encode())}
    return bureau.commit(quotas=quotas, files=files)


# ── after the draw ─────────────────────────────────────────────────────────────


def change_of(story: Story, **changes: Any) -> dict[str, Any]:
    object_id = story.drawn[0]
    return {"object": object_id, "inspector": story.team(object_id)[0], "code": "recused", "late": False, **changes}


def test_a_change_waits_for_its_witnesses_and_says_until_when() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-14T10:00:00+08:00").change(story, removals=[change_of(story)])
    bureau.checkpoint()
    assert "waits to be cosigned" in reasons(verified(bureau), "C16", Verdict.PENDING)


def test_an_empty_change_is_seen() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-14T10:00:00+08:00").change(story)
    bureau.watch()
    assert "the change is empty" in reasons(verified(bureau), "C16")


def test_a_change_whose_beacon_has_another_time_is_seen() -> None:
    bureau, story = drawn()
    beacon = {**drand_beacon("657413"), "time": "2023-09-15T21:00:00+08:00"}
    bureau.at("2023-09-14T10:00:00+08:00").change(story, removals=[change_of(story)], beacon=beacon)
    bureau.watch()
    assert "not the round's own" in reasons(verified(bureau), "C16")


def test_a_result_of_no_change_and_a_second_result_are_seen() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-14T10:00:00+08:00").change(story, removals=[change_of(story)])
    bureau.watch()
    bureau.at("2023-09-15T20:00:00+08:00").changed(story)
    standing = story.standing
    assert standing is not None
    story.change_hash = OTHER
    bureau.later(minutes=1).changed(story)
    bureau.watch()
    said = reasons(verified(bureau), "C16")
    assert "answers no change" in said
    assert "one change has two results" in said


class Forged(Bureau):
    """Archives another answer in `changed`."""

    def log(self, record: Mapping[str, Any], signers: Iterable[str | Key] = ("draw", "legal"), file: str = "") -> str:
        if record["type"] == "changed":
            record = {**record, "answer": {**record["answer"], "signature": "a" * 96}}
        return super().log(record, signers, file)


def test_a_changes_beacon_must_be_proven_too() -> None:
    bureau, story = drawn(Forged())
    bureau.at("2023-09-14T10:00:00+08:00").change(story, removals=[change_of(story)])
    bureau.watch()
    bureau.at("2023-09-15T20:00:00+08:00").changed(story)
    bureau.watch()
    assert failing(verified(bureau)) == {"C16"}


def test_a_vacancy_can_be_filled_later_and_a_member_is_no_vacancy() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-14T10:00:00+08:00").change(story, removals=[change_of(story, code="vacant")])
    bureau.watch()
    assert "isn't in the team" in reasons(verified(bureau), "C16")


def test_an_opening_belongs_to_blinded_draws_only() -> None:
    bureau, story = drawn()
    opening = {"object_id": story.drawn[0], "salt": secret_of("salt")}
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], opening=opening)
    bureau.watch()
    assert "an open one's doesn't" in reasons(verified(bureau), "C17")


def test_a_drawn_alias_without_its_opening_is_seen(year: Bureau) -> None:
    bureau = founded()
    story = bureau.sit(bureau.commit(bureau.order(frame="blinded", visits="unannounced")))
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    story.openings = {}
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.watch()
    assert "a blinded draw's result opens its alias" in reasons(verified(bureau), "C17")
    assert year.draws["2024-001"].openings


def test_a_row_withdrawn_before_it_was_logged_is_seen() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    row = bureau.entries.pop()
    bureau.withdraw(story, story.drawn[0], "court")
    bureau.entries.append(row)
    bureau.watch()
    assert "withdrawn before it was logged" in reasons(verified(bureau), "C17")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2023-11-30", 3, "2024-02-29"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-10-31", 3, "2024-01-31"),
        ("2023-12-31", 12, "2024-12-31"),
        ("2023-08-05", 3, "2023-11-05"),
        ("2023-08-31", 1, "2023-09-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(day: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(day), months).isoformat() == expected


def test_a_second_visit_outside_the_draw_within_a_year_is_told() -> None:
    bureau = founded()
    firm = make_objects()[0].object_id
    for number, day in (("2023-N001", "2023-08-25"), ("2024-N001", "2024-08-20")):
        bureau.at(f"{day}T08:00:00+08:00").enter(number, firm)
        bureau.later(minutes=5).watch()
        bureau.at(f"{day}T16:00:00+08:00").enter(number, firm, found={})
        bureau.later(minutes=5).watch()
    assert any("second visit outside the draw" in notice.words.en for notice in verified(bureau).notices)


# ── the runner ─────────────────────────────────────────────────────────────────


def test_a_check_that_breaks_off_keeps_what_it_found_and_silences_nobody() -> None:
    def breaking() -> Iterator[Finding]:
        yield holds("好", "good")
        raise KeyError("crafted")

    found = guarded(breaking(), "2023-001")
    assert [finding.verdict for finding in found] == [Verdict.PASS, Verdict.UNKNOWN]
    assert "broke off (KeyError)" in found[1].reason.en
    assert found[1].draw == "2023-001"
