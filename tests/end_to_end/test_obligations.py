"""What a bureau owes, from the founding to the last correction, with the commands staff run (articles 13 to 23)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_bureau import (
    BLINDED,
    CLOSED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    FOUNDED,
    OPEN,
    VISITED,
    Bureau,
    done,
    publish_to,
    run,
    tree,
    write_results,
)

from publisher.demo import acts
from publisher.rules.referrals import STEPS
from publisher.workspace import published_files

SEEN, MAY, JULY, AUGUST = (f"2026-{day}T10:00:00+08:00" for day in ("04-24", "05-20", "07-20", "08-20"))


def answer(bureau: Bureau, who: str, time: str, *words: str, status: int = 0) -> Any:
    """A command's answer as a machine reads it."""
    return json.loads(done(bureau.run(who, time, *words, "--json"), status).stdout)


def duties(bureau: Bureau, time: str, who: str = "draw", *more: str, status: int | None = None) -> list[dict[str, Any]]:
    """What `status` lists, yearly duties left aside."""
    result = bureau.run(who, time, "status", "--json", *more)
    assert result.exit_code == (status if status is not None else result.exit_code)
    found = json.loads(result.stdout)["duties"]
    yearly = ("plan-row", "roster", "report", "certificate", "plan", "commit")
    return [duty for duty in found if duty["code"] not in yearly]


def codes(bureau: Bureau, time: str, who: str = "draw") -> list[str]:
    """Their codes, what is due first first."""
    return [duty["code"] for duty in duties(bureau, time, who)]


def objects(bureau: Bureau) -> list[str]:
    """The objects drawn, by rank."""
    return list(acts.teams(bureau.stage(VISITED), DRAW))


def seal(bureau: Bureau, time: str = VISITED, *, seen: bool = True) -> None:
    """The keeper seals all there is; the witnesses cosign."""
    done(bureau.run("keeper", time, "seal"))
    if seen:
        acts.cosign(bureau.stage(time))


# the sitting


def test_status_leads_through_a_sitting_step_by_step(played: dict[str, Bureau]) -> None:
    assert codes(played["founded"], FOUNDED) == []
    reveals = duties(played["committed"], CLOSED)
    assert [(duty["code"], duty["who"], duty["command"]) for duty in reveals] == [
        ("reveal", "draw", f"publisher draw reveal {DRAW} --as draw"),
        ("reveal", "legal", f"publisher draw reveal {DRAW} --as legal"),
        ("close", "draw", f"publisher draw close {DRAW}"),
    ]
    assert codes(played["closed"], CONCLUDED) == ["conclude"]
    assert codes(played["concluded"], VISITED) == ["visit", "result"]


def test_what_status_says_to_run_can_be_run_and_is_done_then(committed: Bureau) -> None:
    for duty in duties(committed, CLOSED)[:2]:
        words = duty["command"].removeprefix("publisher ").split()
        done(committed.run(duty["who"], CLOSED, *words))
    done(committed.run("keeper", CLOSED, "log", "keep"))
    [close] = duties(committed, CLOSED)
    for who in acts.OFFICES:
        done(committed.run(who, CLOSED, *close["command"].removeprefix("publisher ").split(), "--as", who))
    done(committed.run("keeper", CLOSED, "log", "keep"))
    assert codes(committed, CLOSED) == ["witness-close", "conclude"]
    acts.cosign(committed.stage(CLOSED))
    assert codes(committed, CLOSED) == ["conclude"]


def test_a_record_that_waits_is_named_with_who_must_sign(founded: Bureau) -> None:
    path = founded.root / "data/items.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('version: "2026-1"', 'version: "2026-2"'), encoding="utf-8")
    assert [(d["code"], d["command"]) for d in duties(founded, COMMITTED)] == [
        ("unapproved", "publisher items approve")
    ]
    done(founded.run("draw", COMMITTED, "items", "approve"))
    [waiting] = duties(founded, COMMITTED)
    assert (waiting["who"], waiting["command"]) == ("legal", "publisher items approve --as legal")
    done(founded.run("legal", COMMITTED, *waiting["command"].removeprefix("publisher ").split()))
    assert [(d["code"], d["command"]) for d in duties(founded, COMMITTED)] == [("log", "publisher log keep")]
    done(founded.run("keeper", COMMITTED, "log", "keep"))
    assert duties(founded, COMMITTED) == []


def test_an_order_is_to_be_committed_and_its_draft_to_be_joined(founded: Bureau) -> None:
    def waiting() -> list[tuple[str, str, str]]:
        found = json.loads(founded.run("draw", COMMITTED, "status", "--json").stdout)["duties"]
        return [(d["code"], d["who"], d["command"]) for d in found if OPEN in d["command"] or DRAW in d["command"]]

    assert waiting() == [("commit", "draw", f"publisher draw commit {OPEN}")]
    done(founded.run("draw", COMMITTED, "draw", "commit", OPEN))
    assert waiting() == [("sign", "legal", f"publisher draw sign {DRAW} --as legal")]
    done(founded.run("legal", COMMITTED, "draw", "sign", DRAW, "--as", "legal"))
    assert {who for code, who, _ in waiting() if code == "sign"} == {"draw"}
    done(founded.run("draw", COMMITTED, "draw", "sign", DRAW))
    done(founded.run("keeper", COMMITTED, "log", "keep"))
    assert [code for code, _, _ in waiting()] == ["reveal", "reveal", "close"]


def test_what_is_overdue_makes_the_exit_status_1_and_says_what_follows(concluded: Bureau) -> None:
    assert concluded.run("draw", JULY, "status").exit_code == 1  # the half-year's report wasn't sent
    late = duties(concluded, "2026-07-25T10:00:00+08:00", status=1)
    [result] = [duty for duty in late if duty["code"] == "result"]
    assert (result["state"], "C17" in result["otherwise"]) == ("overdue", True)
    said = concluded.run("draw", "2026-07-25T10:00:00+08:00", "status", "--lang", "zh").stdout
    assert "已逾期" in said
    assert "逾期即C17不通过" in said


def test_a_blinded_frame_is_owed_its_key_until_it_is_published(founded: Bureau) -> None:
    stage = founded.stage(COMMITTED)
    acts.commit(stage, BLINDED, "04-08 10:00")
    acts.close(stage, DRAW, "04-08 16:00")
    acts.conclude(stage, DRAW, "04-08 18:40")
    assert "frame-key" in codes(founded, VISITED)
    done(founded.run("draw", "2026-07-01T10:00:00+08:00", "draw", "publish-key", DRAW))
    assert "frame-key" not in codes(founded, "2026-07-01T10:00:00+08:00")


# results


def test_a_result_is_owed_sealed_and_cosigned_and_both_readings_are_told(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("1", "1", ""))
    [line] = answer(concluded, "draw", VISITED, "publish", "due")["results"]
    # by hand: 1 to 5 May off, Saturday the 9th worked: the 20th working day is the 19th, two days after 30 days
    assert (line["row"], line["by_days"], line["by_working_days"]) == ("", "2026-05-17", "2026-05-19")
    assert (line["due"], line["state"], line["provisional"]) == ("2026-05-17", "pending", False)
    assert "seal" in codes(concluded, VISITED)
    seal(concluded, seen=False)
    assert "publish" in codes(concluded, VISITED)
    late = answer(concluded, "draw", MAY, "publish", "due", status=1)
    assert late["counts"] == {"overdue": 1}
    acts.cosign(concluded.stage(VISITED))
    assert answer(concluded, "draw", MAY, "publish", "due")["results"] == []
    [line] = answer(concluded, "draw", MAY, "publish", "due", "--all")["results"]
    assert (line["public_on"], line["state"]) == ("2026-04-20", "done")
    assert "publish" not in codes(concluded, MAY)


def test_a_correction_has_its_own_term_from_the_day_it_was_fixed(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("A", "3", ""))
    seal(concluded)
    words = ("correct", DRAW, first, "--reason", "录入有误", "--code", "E", "--fixed-on", "2026-05-19")
    done(concluded.run("draw", MAY, *words))
    [line] = answer(concluded, "draw", MAY, "publish", "due")["results"]
    assert (line["row"], line["due"]) == ("", "2026-06-16")  # four weeks: no holiday lies between
    assert "follow-up" in codes(concluded, MAY)
    seal(concluded, MAY)
    assert "follow-up" not in codes(concluded, MAY)


def test_a_deadline_that_rests_on_a_notice_not_out_yet_says_so(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("1", "1", ""), fixed="2026-12-20")
    [line] = answer(concluded, "draw", "2026-12-21T10:00:00+08:00", "publish", "due", status=0)["results"]
    assert (line["due"], line["provisional"]) == ("2027-01-15", True)
    said = done(concluded.run("draw", "2026-12-21T10:00:00+08:00", "publish", "due", "--lang", "zh")).stdout
    assert "暂定" in said.replace("\n", "")


# registers


def test_a_result_that_calls_for_a_referral_is_an_alert_until_the_decision_is_served(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("6", "7", "登记住所查无此单位。"))
    seal(concluded)
    [public] = [duty for duty in duties(concluded, VISITED) if duty["code"] == "referral"]
    assert (public["about"], public["by"]) == ("6", "")  # no register is held here: the counts tell
    done(concluded.run("draw", VISITED, "referral", "add", DRAW, first, "--code", "6"))
    assert "referral" not in codes(concluded, VISITED, who="legal")  # elsewhere the counts agree
    for step in STEPS[1:]:
        [alert] = [duty for duty in duties(concluded, VISITED) if duty["code"] == "referral"]
        assert alert["command"] == "publisher referral step 2026-R001"
        assert alert["by"].startswith("2026-05-21")  # 20 working days, over the holiday in May
        done(concluded.run("draw", VISITED, "referral", "step", "2026-R001", "--step", step))
    assert "referral" not in codes(concluded, VISITED)


def test_a_referral_that_stands_still_is_overdue(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("6", "7", ""))
    seal(concluded)
    done(concluded.run("draw", VISITED, "referral", "add", DRAW, first, "--code", "6"))
    found = [duty for duty in duties(concluded, "2026-05-21T10:00:00+08:00", status=1) if duty["code"] == "referral"]
    assert [duty["state"] for duty in found] == ["overdue"]


def test_without_the_passphrase_status_public_still_answers(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("6", "7", ""))
    seal(concluded)
    done(concluded.run("draw", VISITED, "referral", "add", DRAW, first, "--code", "6"))
    done(concluded.run("draw", VISITED, "status", PUBLISHER_PASSPHRASE="falsch"), 2)
    done(concluded.run("draw", VISITED, "status", "--public", PUBLISHER_PASSPHRASE="falsch"))


def test_an_objection_is_owed_an_answer(concluded: Bureau) -> None:
    first, *_ = objects(concluded)
    write_results(concluded, [first], outcome=("E", "3", ""))
    seal(concluded)
    done(concluded.run("draw", VISITED, "objection", "add", DRAW, first))
    [duty] = [duty for duty in duties(concluded, VISITED) if duty["code"] == "objection"]
    assert (duty["who"], duty["by"][:10]) == ("legal", "2026-04-28")  # five working days: to the end of the 27th
    done(concluded.run("draw", VISITED, *duty["command"].removeprefix("publisher ").split()))
    [duty] = [duty for duty in duties(concluded, VISITED) if duty["code"] == "objection"]
    assert "upheld" in duty["command"]
    done(concluded.run("draw", VISITED, "objection", "step", "2026-O001", "--step", "dismissed"))
    assert "objection" not in codes(concluded, VISITED)


# the plan


def test_a_plan_is_checked_amended_signed_by_both_and_counted(founded: Bureau) -> None:
    path = founded.root / "data/plans/2026/hrss-ldjc.csv"
    before = answer(founded, "draw", COMMITTED, "plan", "check", "2026", "hrss-ldjc")
    assert (before["versions"], before["faults"]) == (1, [])
    path.write_text(path.read_text(encoding="utf-8").replace("0.05,2", "0.08,2"), encoding="utf-8")
    for who in acts.OFFICES:
        done(founded.run(who, COMMITTED, "plan", "amend", "2026", "hrss-ldjc", "--as", who))
    done(founded.run("keeper", COMMITTED, "log", "keep"))
    assert answer(founded, "draw", COMMITTED, "plan", "check", "2026", "hrss-ldjc")["versions"] == 2
    assert answer(founded, "draw", COMMITTED, "plan", "amend", "2026", "hrss-ldjc") == {"pending": ""}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-4,LD-04;LD-05,", "2026-4,LD-01,", "plan-row-reused"),
        ("0.05,2", "0,2", "plan-ratio"),
    ],
)
def test_a_plan_that_breaks_article_14_is_not_amended(old: str, new: str, code: str, founded: Bureau) -> None:
    path = founded.root / "data/plans/2026/hrss-ldjc.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = tree(founded.folder)
    result = done(founded.run("draw", COMMITTED, "plan", "amend", "2026", "hrss-ldjc"), 2)
    assert f"data/plans/2026/hrss-ldjc.csv: {code}: " in result.stderr
    assert done(founded.run("draw", COMMITTED, "plan", "check", "2026", "hrss-ldjc"), 2).stdout
    assert tree(founded.folder) == before


def test_a_plan_that_was_never_approved_is_approved_first(founded: Bureau) -> None:
    source = founded.root / "data/plans/2026/hrss-ldjc.csv"
    target = founded.root / "data/plans/2027/hrss-ldjc.csv"
    target.parent.mkdir()
    target.write_text(source.read_text(encoding="utf-8").replace("2026-", "2027-"), encoding="utf-8")
    assert "plan-new: " in done(founded.run("draw", COMMITTED, "plan", "amend", "2027", "hrss-ldjc"), 2).stderr


# all of it


def nonrandom(bureau: Bureau) -> None:
    """An inspection outside the draw, from its entry to its result."""
    drawn = objects(bureau)
    firm = next(row.object_id for row in bureau.workspace.objects() if row.object_id not in drawn)
    words = (
        "nonrandom",
        "add",
        firm,
        "--item",
        "LD-02",
        "--code",
        "COMPLAINT",
        "--to",
        "2026-04-30",
        "--paper",
        "件18",
    )
    done(bureau.run("draw", VISITED, *words))
    assert "entry" in codes(bureau, VISITED)
    seal(bureau)
    assert "entry-visit" in codes(bureau, VISITED)
    path = bureau.root / "data/nonrandom/2026/2026-N001.yaml"
    made: dict[str, Any] = {
        "visited_on": "2026-04-22",
        "fixed_on": "2026-04-23",
        "inspectors": ["JC001", "JC002"],
        "method": "1",
        "codes": ["E"],
    }
    value = yaml.safe_load(path.read_text(encoding="utf-8")) | {"result": made}
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    done(bureau.run("draw", SEEN, "validate"))
    seal(bureau, SEEN)
    assert not {"entry", "entry-visit", "witness-entry"} & set(codes(bureau, SEEN))


def year(bureau: Bureau) -> None:
    """Results of every kind, a follow-up, a referral, an objection with its correction, a withdrawal."""
    drawn = objects(bureau)
    write_results(bureau, drawn[:1], outcome=("A", "3", "待补正。"))
    write_results(bureau, drawn[1:2], outcome=("6", "7", "登记住所查无此单位。"))
    write_results(bureau, drawn[2:], outcome=("1", "1", ""))
    seal(bureau)
    nonrandom(bureau)
    done(bureau.run("draw", MAY, "referral", "add", DRAW, drawn[1], "--code", "6"))
    again = ("--reason", "复查已改正", "--code", "E", "--follow-up", "2026-05-18")
    done(bureau.run("draw", MAY, "correct", DRAW, drawn[0], *again))
    done(bureau.run("draw", MAY, "objection", "add", DRAW, drawn[2], "--on", "2026-05-12"))
    for step in ("accepted", "upheld"):
        done(bureau.run("draw", MAY, "objection", "step", "2026-O001", "--step", step))
    done(
        bureau.run(
            "draw", MAY, "correct", DRAW, drawn[2], "--reason", "异议成立", "--code", "F", "--fixed-on", "2026-05-19"
        )
    )
    seal(bureau, MAY)
    done(bureau.run("draw", MAY, "objection", "step", "2026-O001", "--step", "corrected"))
    for who in acts.OFFICES:
        words = ("withdraw", DRAW, drawn[3], "--ground", "repair", "--document", "示信修〔2026〕3号", "--as", who)
        done(bureau.run(who, AUGUST, *words))
    done(bureau.run("keeper", AUGUST, "log", "keep"))
    acts.cosign(bureau.stage(AUGUST))


@pytest.fixture(scope="module")
def whole(played: dict[str, Bureau], tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau after such a year; not to be changed."""
    folder = tmp_path_factory.mktemp("whole") / "bureau"
    bureau = Bureau(Path(shutil.copytree(played["concluded"].folder, folder)))
    year(bureau)
    return bureau


def test_after_such_a_year_nothing_of_it_is_owed(whole: Bureau) -> None:
    assert [duty["code"] for duty in duties(whole, AUGUST)] == ["referral"]  # the one that goes on
    assert done(whole.run("draw", AUGUST, "validate")).exit_code == 0


def test_strangers_find_nothing_that_fails(whole: Bureau, tmp_path: Path) -> None:
    public = publish_to(whole.root, tmp_path / "public")
    genesis = whole.workspace.history().entries[0].hash
    result = run("verify", str(public), "--genesis", genesis, "--now", AUGUST, "--json")
    verdicts = {check["code"]: check["verdict"] for check in json.loads(result.stdout)["checks"]}
    assert "fail" not in verdicts.values(), verdicts


def test_the_years_numbers_tell_all_of_it(whole: Bureau) -> None:
    found = answer(whole, "draw", AUGUST, "stats", "--year", "2026")
    count = len(objects(whole))
    # the re-checked one and the firm outside the draw had problems; unreachable is one as well
    assert (found["total"]["checked"], found["total"]["problems"]) == (count + 1, 3)
    assert found["exceptional"]["by_code"] == {"BIGDATA": 0, "COMPLAINT": 1, "SUPERIOR": 0, "TRANSFER": 0}
    assert (found["exceptional"]["part"], found["exceptional"]["whole"]) == (1, count + 1)
    assert found["withdrawals"] == {"court": 0, "expired": 0, "repair": 1}
    corrected = [part for part in found["accountability"] if part["kind"] == "corrected"]
    assert [(part["role"], part["count"]) for part in corrected] == [("log", 1)]  # the re-check isn't one
    [unit] = found["appraisal"].values()
    shares = {item["code"]: (item["part"], item["whole"]) for item in unit}
    assert shares["corrections"] == (1, count + 1)
    assert shares["on-time"][0] == shares["on-time"][1]


def test_a_cell_recomputed_by_hand_from_the_published_rows(whole: Bureau) -> None:
    files = published_files(whole.root)
    texts = [json.loads(json.loads(data)["text"]) for name, data in files.items() if "/rows/" in name]
    traces = json.loads(files["data/withdrawn.json"])["rows"]
    visits = {text["object"] for text in texts} | {trace["row"] for trace in traces}
    found = answer(whole, "draw", AUGUST, "stats")
    [items] = [dimension for dimension in found["dimensions"] if dimension["code"] == "origin"]
    drawn = sum(cell["checked"] for cell in items["rows"][-1]["cells"] if "draw" in cell["categories"])
    merged = any(len(cell["categories"]) > 1 for cell in items["rows"][-1]["cells"])
    assert drawn == len(visits) + merged


def test_what_is_private_never_left_the_machine(whole: Bureau) -> None:
    published = b"".join(published_files(whole.root).values())
    assert "件18".encode() not in published
    for name in ("referrals", "objections", "sources"):
        assert (whole.home("draw") / f"registers/{name}.json.vault").is_file()
    assert not list(whole.root.rglob("*.vault"))
