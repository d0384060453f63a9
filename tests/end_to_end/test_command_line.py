"""CLI.md as tests, for all commands that there are: answers, exit statuses, dry runs, languages, the clock, help."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_bureau import (
    BLINDED,
    CHANGE_FIRES,
    CLOSED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    FOUNDED,
    OPEN,
    PASSPHRASE,
    VISITED,
    Bureau,
    aliases,
    done,
    publish_to,
    run,
    tree,
    write_results,
)

import publisher.cli
from publisher.ceremony import committing, concluding, keeping, packing, registering, sitting
from publisher.ceremony.objecting import add_objection
from publisher.ceremony.referring import add_referral
from publisher.cli.main import main
from publisher.demo import acts
from publisher.demo.cast import WITNESSES
from publisher.demo.rounds import answers

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = WITNESSES[0].folder


def commands(group: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command with its words."""
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None, name
            yield from commands(command, (*path, name))
    else:
        yield " ".join(path), group


ALL = dict(commands())


@dataclass(frozen=True)
class Case:
    """A command at work on the small bureau: at which stage, by whom, when, given what; the keys of its answer."""

    stage: str
    who: str
    time: str
    arguments: Callable[[Bureau], list[str]]
    keys: tuple[str, ...]
    status: int = 0


def fixed(*arguments: str) -> Callable[[Bureau], list[str]]:
    """Arguments that need no preparation."""
    return lambda bureau: list(arguments) if bureau else []


STEP = ("logged", "missing", "pending", "written")


def with_draft(*arguments: str) -> Callable[[Bureau], list[str]]:
    """A draft of a commit waits."""

    def prepared(bureau: Bureau) -> list[str]:
        committing.start_commit(bureau.desk("draw", COMMITTED), OPEN)
        return list(arguments)

    return prepared


def with_reveals(*arguments: str) -> Callable[[Bureau], list[str]]:
    """Both offices have revealed."""

    def prepared(bureau: Bureau) -> list[str]:
        for who in acts.OFFICES:
            sitting.reveal(bureau.desk(who, CLOSED), DRAW, acts.desk_role(who))
        keeping.keep(bureau.desk("keeper", CLOSED))
        return list(arguments)

    return prepared


def with_ceremony(*arguments: str) -> Callable[[Bureau], list[str]]:
    """A draw with a ceremony is closed."""

    def prepared(bureau: Bureau) -> list[str]:
        path = bureau.root / f"data/orders/{OPEN}.yaml"
        order = yaml.safe_load(path.read_text(encoding="utf-8"))
        order["beacons"].insert(0, {"source": "ceremony", "at": "2026-04-08T17:40:00+08:00"})
        path.write_text(yaml.safe_dump(order, allow_unicode=True), encoding="utf-8")
        acts.commit(bureau.stage(COMMITTED), OPEN, "04-08 10:00")
        acts.close(bureau.stage(COMMITTED), DRAW, "04-08 16:00")
        return list(arguments)

    return prepared


def with_results(*arguments: str) -> Callable[[Bureau], list[str]]:
    """Result files lie ready."""

    def prepared(bureau: Bureau) -> list[str]:
        write_results(bureau, list(acts.teams(bureau.stage(VISITED), DRAW)))
        return list(arguments)

    return prepared


def with_sealed(*before: str, after: tuple[str, ...] = ()) -> Callable[[Bureau], list[str]]:
    """A result of code 6 is sealed; the words before and after its draw and its object."""

    def prepared(bureau: Bureau) -> list[str]:
        object_id = next(iter(acts.teams(bureau.stage(VISITED), DRAW)))
        write_results(bureau, [object_id], outcome=("6", "7", "登记住所查无此单位。"))
        done(bureau.run("keeper", VISITED, "seal", DRAW))
        return [*before, DRAW, object_id, *after]

    return prepared


def with_referral(bureau: Bureau) -> list[str]:
    """A referral is open."""
    draw, object_id = with_sealed()(bureau)
    add_referral(bureau.desk("draw", VISITED), draw, object_id, "6", date(2026, 4, 20))
    return ["2026-R001", "--step", "informed"]


def with_objection(bureau: Bureau) -> list[str]:
    """An objection came in."""
    draw, object_id = with_sealed()(bureau)
    add_objection(bureau.desk("draw", VISITED), draw, object_id, date(2026, 4, 20))
    return ["2026-O001", "--step", "accepted"]


def an_exception(bureau: Bureau) -> list[str]:
    """A firm to be visited without a draw."""
    object_id = bureau.workspace.objects()[0].object_id
    return [object_id, "--item", "LD-02", "--code", "TRANSFER", "--to", "2026-04-30", "--paper", "示访〔2026〕18号"]


def with_verifier(bureau: Bureau, *arguments: str) -> list[str]:
    """The site's source lies beside the data."""
    for name in ("verify", "assets"):
        shutil.copytree(ROOT / "site_src" / name, bureau.root / "site_src" / name, dirs_exist_ok=True)
    return list(arguments)


def with_waiting_roster(*arguments: str) -> Callable[[Bureau], list[str]]:
    """A roster waits for the keeper."""

    def prepared(bureau: Bureau) -> list[str]:
        registering.seal_roster(bureau.desk("draw", COMMITTED), "objects", again=True)
        return list(arguments)

    return prepared


def edited(place: str, old: str, new: str, *arguments: str) -> Callable[[Bureau], list[str]]:
    """Staff have edited a file."""

    def prepared(bureau: Bureau) -> list[str]:
        path = bureau.root / place
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return list(arguments)

    return prepared


def with_reasons(*arguments: str) -> Callable[[Bureau], list[str]]:
    """Staff have edited the roster of objects, and said why."""

    def prepared(bureau: Bureau) -> list[str]:
        active = [row.object_id for row in bureau.workspace.objects() if row.status == "存续"]
        lines = "".join(f"{object_id},status,\n" for object_id in active)
        (bureau.root / "data/roster-changes.csv").write_text(f"id,reason,document\n{lines}", encoding="utf-8")
        return edited("data/objects.csv", "存续", "停业", *arguments)(bureau)

    return prepared


def a_list_of_inspectors(bureau: Bureau) -> list[str]:
    """A table as a Chinese spreadsheet saves it, with one name changed."""
    text = (bureau.root / "data/inspectors.csv").read_text(encoding="utf-8")
    path = bureau.folder / "名册.csv"
    path.write_bytes(text.replace("JC001,", "JC001,新").encode("gb18030"))
    return [str(path)]


def not_founded(bureau: Bureau) -> list[str]:
    """Keys are made; the log isn't founded."""
    for name in ("data/log", "data/snapshots", "data/pending"):
        shutil.rmtree(bureau.root / name, ignore_errors=True)
    (bureau.root / "keys/trust.json").unlink()
    return []


def a_pack(bureau: Bureau) -> list[str]:
    """A pack of what waits lies on the stick; here it isn't yet."""
    elsewhere = bureau.clone("elsewhere")
    desk = bureau.desk("draw", CLOSED, elsewhere)
    sitting.reveal(desk, DRAW, "draw")
    pack = bureau.folder / "pack.zip"
    pack.write_bytes(packing.pack(desk.workspace, DRAW))
    return [str(pack)]


def a_change(bureau: Bureau) -> list[str]:
    """A change as the draw office writes it."""
    object_id, team = next(iter(acts.teams(bureau.stage(VISITED), DRAW).items()))
    removal = {"object": object_id, "inspector": team[0], "code": "recused"}
    beacon = {"source": "drand-quicknet", "at": CHANGE_FIRES}
    path = bureau.folder / "change.yaml"
    path.write_text(yaml.safe_dump({"schema": 1, "removals": [removal], "beacon": beacon}), encoding="utf-8")
    return [DRAW, "--file", str(path)]


def blinded(bureau: Bureau) -> str:
    """A blinded draw has its outcome. Returns a firm of its frame."""
    stage = bureau.stage(COMMITTED)
    acts.commit(stage, BLINDED, "04-08 10:00")
    acts.close(stage, DRAW, "04-08 16:00")
    acts.conclude(stage, DRAW, "04-08 18:40")
    frame = bureau.workspace.draw_file(DRAW, "frame.csv") or b""
    return next(object_id for object_id, alias in aliases(bureau).items() if alias.encode() in frame)


def a_receipt(bureau: Bureau) -> list[str]:
    """A firm of a blinded frame asks for its receipt."""
    return [blinded(bureau), "--draw", DRAW, "--out", str(bureau.folder / "receipt.json")]


def a_frame_key(bureau: Bureau) -> list[str]:
    """The visits of a blinded draw are over."""
    blinded(bureau)
    return [DRAW]


def private_columns(bureau: Bureau) -> list[str]:
    """What the office knows of a firm and doesn't publish."""
    path = bureau.folder / "facts.csv"
    row = f"{bureau.workspace.objects()[0].object_id},D,,,,,"
    path.write_text(f"object_id,risk_market,risk_hr,flags,headcount,phone,legal_rep\n{row}\n", encoding="utf-8")
    return [str(path)]


def for_the_auditor(bureau: Bureau) -> list[str]:
    """The office packs a blinded frame."""
    blinded(bureau)
    return [DRAW, str(bureau.folder / "audit.sealed")]


def from_the_office(bureau: Bureau) -> list[str]:
    """The auditor has the pack."""
    arguments = for_the_auditor(bureau)
    done(bureau.run("draw", VISITED, "frame", "pack", *arguments))
    return arguments


def public(bureau: Bureau) -> str:
    """What is published, in a folder."""
    return str(publish_to(bureau.root, bureau.folder / "public"))


def genesis(bureau: Bureau) -> str:
    """The genesis hash, as it stands on paper."""
    return bureau.workspace.history().entries[0].hash


def cosigned_elsewhere(bureau: Bureau) -> list[str]:
    """A witness hands its note over."""
    checkpoints = bureau.workspace.checkpoints()
    path = bureau.folder / "cosigned.note"
    path.write_bytes(checkpoints[max(checkpoints)].bytes)
    return [str(path)]


CASES: dict[str, Case] = {
    "found": Case("founded", "draw", FOUNDED, lambda b: [*not_founded(b), "--as", "draw"], STEP),
    "items approve": Case(
        "founded",
        "draw",
        COMMITTED,
        edited("data/items.yaml", 'version: "2026-1"', 'version: "2026-2"'),
        STEP,
    ),
    "policy approve": Case(
        "founded",
        "legal",
        COMMITTED,
        edited("data/policy.yaml", 'version: "2026-1"', 'version: "2026-2"', "--as", "legal"),
        STEP,
    ),
    "plan approve": Case(
        "founded",
        "draw",
        COMMITTED,
        edited("data/plans/2026/hrss-ldjc.csv", "0.05,2", "0.06,2", "2026", "hrss-ldjc"),
        STEP,
    ),
    "keys new": Case(
        "founded",
        "auditor",
        COMMITTED,
        fixed("observer", "--holder", "政协", "--name", "hrss.shili.example/observer-two"),
        ("name", "vkey"),
    ),
    "keys list": Case("founded", "draw", COMMITTED, fixed(), ("keys",)),
    "validate": Case("concluded", "draw", COMMITTED, fixed(), ("faults", "files", "warnings")),
    "roster seal": Case(
        "founded",
        "draw",
        COMMITTED,
        with_reasons("objects"),
        ("objects",),
    ),
    "roster private": Case("founded", "draw", COMMITTED, private_columns, ("kept", "unlisted")),
    "frame pack": Case("founded", "draw", VISITED, for_the_auditor, ("file",)),
    "frame audit": Case("founded", "auditor", VISITED, from_the_office, ("rows", "sample", "wrong")),
    "roster import": Case(
        "founded",
        "draw",
        "",
        a_list_of_inspectors,
        ("absent", "added", "edited", "ignored", "removed", "rows", "table", "unexplained", "warnings", "written"),
    ),
    "roster template": Case(
        "founded",
        "draw",
        "",
        lambda b: ["objects", "--out", str(b.folder / "form.xlsx")],
        ("bytes", "file", "table"),
    ),
    "roster reconcile": Case(
        "founded",
        "draw",
        COMMITTED,
        lambda b: [str(b.root / "data/objects.csv")],
        ("closed", "extra", "missing", "read", "shut", "table"),
    ),
    "roster diff": Case("founded", "draw", "", fixed("2026-04-03", "living"), ("changes", "from", "table", "to")),
    "draw prepare": Case("founded", "draw", COMMITTED, fixed(OPEN), ("draw", "frame", "notices", "panel", "quotas")),
    "draw commit": Case("founded", "draw", COMMITTED, fixed(OPEN), ("draw",)),
    "draw sign": Case("founded", "legal", COMMITTED, with_draft(DRAW, "--as", "legal"), ("signed",)),
    "draw reveal": Case("committed", "draw", CLOSED, fixed(DRAW), STEP),
    "draw close": Case("committed", "draw", CLOSED, with_reveals(DRAW), STEP),
    "draw ceremony": Case(
        "founded",
        "draw",
        "2026-04-08T17:45:00+08:00",
        with_ceremony(DRAW, "--digits", "09182736450192837465"),
        STEP,
    ),
    "draw conclude": Case("closed", "draw", CONCLUDED, lambda b: [DRAW, "--beacon", str(b.answer())], STEP),
    "draw void": Case("committed", "draw", CLOSED, fixed(DRAW, "--code", "error", "--reason", "名录有误"), STEP),
    "draw cancel": Case("founded", "draw", COMMITTED, with_draft(DRAW), ("cancelled",)),
    "draw list": Case("concluded", "draw", COMMITTED, fixed(), ("draws", "waiting")),
    "draw pack": Case("committed", "draw", CLOSED, lambda b: [DRAW, str(b.folder / "out.zip")], ("bytes", "file")),
    "draw unpack": Case("committed", "legal", CLOSED, a_pack, ("changed",)),
    "draw change": Case("concluded", "draw", "2026-05-29T10:00:00+08:00", a_change, STEP),
    "draw publish-key": Case("founded", "draw", "2026-07-01T10:00:00+08:00", a_frame_key, ("file",)),
    "receipt": Case("founded", "draw", VISITED, a_receipt, ("alias", "receipt")),
    "seal": Case("concluded", "keeper", VISITED, with_results(DRAW), ("nonrandom", "sealed")),
    "correct": Case(
        "concluded", "draw", VISITED, with_sealed(after=("--reason", "录入有误", "--code", "E")), ("file", "next")
    ),
    "withdraw": Case(
        "concluded",
        "draw",
        "2026-08-24T10:00:00+08:00",
        with_sealed(after=("--ground", "repair", "--document", "示信修〔2026〕3号")),
        ("rows",),
    ),
    "nonrandom add": Case("concluded", "draw", VISITED, an_exception, ("file", "id", "next", "source")),
    "referral add": Case("concluded", "draw", VISITED, with_sealed(after=("--code", "6")), ("referral",)),
    "referral step": Case("concluded", "draw", VISITED, with_referral, ("referral",)),
    "referral list": Case("concluded", "draw", VISITED, fixed(), ("referrals",)),
    "objection add": Case("concluded", "draw", VISITED, with_sealed(), ("objection",)),
    "objection step": Case("concluded", "draw", VISITED, with_objection, ("objection",)),
    "objection list": Case("concluded", "draw", VISITED, fixed(), ("objections",)),
    "status": Case("concluded", "draw", VISITED, fixed(), ("duties", "now", "overdue")),
    "publish due": Case("concluded", "draw", VISITED, fixed("--all"), ("counts", "results")),
    "stats": Case("concluded", "draw", VISITED, fixed(), ("appraisal", "dimensions", "jumps", "total", "year")),
    "plan check": Case(
        "founded", "draw", COMMITTED, fixed("2026", "hrss-ldjc"), ("faults", "notices", "rows", "versions")
    ),
    "plan amend": Case(
        "founded",
        "draw",
        COMMITTED,
        edited("data/plans/2026/hrss-ldjc.csv", "0.05,2", "0.06,2", "2026", "hrss-ldjc"),
        STEP,
    ),
    "beacon check": Case(
        "concluded", "draw", VISITED, lambda b: [str(b.root / f"data/draws/{DRAW}/beacon.json")], ("beacons",)
    ),
    "log keep": Case("founded", "keeper", COMMITTED, with_waiting_roster(), ("logged", "size")),
    "log cosign": Case(
        "closed",
        ARCHIVE,
        CONCLUDED,
        lambda b: [public(b), "--out", str(b.folder / "out.note")],
        ("cosigners", "size"),
    ),
    "log collect": Case("closed", "keeper", CONCLUDED, cosigned_elsewhere, ("cosigners",)),
    "log check": Case("closed", "draw", CONCLUDED, fixed(), ("checkpoints", "fingerprint", "size", "wrong")),
    "log prove": Case(
        "closed", "draw", CONCLUDED, lambda b: ["0", "--out", str(b.folder / "out.proof")], ("entry", "proof", "size")
    ),
    "verify": Case(
        "concluded", "draw", CONCLUDED, lambda b: [public(b), "--genesis", genesis(b)], ("checks", "verdict"), 3
    ),
    "recompute": Case(
        "concluded", "draw", VISITED, lambda b: [str(b.root / f"data/draws/{DRAW}")], ("findings", "seed")
    ),
    "lookup": Case(
        "concluded", "draw", VISITED, lambda b: [next(iter(acts.teams(b.stage(VISITED), DRAW)))], ("draws",)
    ),
}
CASES |= {
    "report half-year": Case(
        "concluded",
        "draw",
        VISITED,
        fixed("--date", "2026-06-30"),
        ("cut_off", "due", "files", "logged", "missing", "pending", "period", "size"),
    ),
    "archive": Case(
        "concluded",
        "draw",
        VISITED,
        lambda b: [*with_verifier(b, DRAW), "--out", str(b.folder / "archive.zip")],
        ("closed_on", "file", "files", "logged", "missing", "pending", "purge_from"),
    ),
    "notice": Case("concluded", "draw", VISITED, lambda b: [DRAW, "--out", str(b.folder / "notice.pdf")], ("file",)),
    "export credit": Case("concluded", "draw", VISITED, fixed(), ("files", "left_out", "rows")),
    "draw minutes": Case(
        "concluded", "draw", VISITED, lambda b: [DRAW, "--out", str(b.folder / "minutes.docx")], ("file",)
    ),
    "draw tasks": Case(
        "concluded", "draw", VISITED, lambda b: [DRAW, "--out", str(b.folder / "tasks")], ("files", "visits")
    ),
}
# What can't be played on the small bureau in a moment: the network, a year, a benchmark, the site and its server.
ELSEWHERE = {"beacon fetch", "demo", "bench", "site build", "site serve", "site check", "site pack"}
READING = {"keys list", "validate", "draw prepare", "draw list", "beacon check", "log check", "verify", "lookup"}
READING |= {"roster reconcile", "roster diff"}
WITHOUT_A_CLOCK = {"draw pack", "draw unpack", "log collect", "log prove", "recompute", "keys new"}
WITHOUT_A_CLOCK |= {"roster import", "roster template", "draw minutes"}
WITH_A_CLOCK = set(CASES) - READING - WITHOUT_A_CLOCK | {"draw prepare"}


def test_a_command_that_a_module_declares_is_found() -> None:
    modules = [import_module(f"publisher.cli.{found.name}") for found in iter_modules(publisher.cli.__path__)]
    declared = {command.name: command for module in modules for command in getattr(module, "COMMANDS", ())}
    context = click.Context(main)
    assert {name: main.get_command(context, name) for name in main.list_commands(context)} == declared
    assert main.get_command(context, "no-such-command") is None


def test_every_command_has_a_case() -> None:
    assert set(ALL) == set(CASES) | ELSEWHERE


@pytest.fixture
def copy(played: dict[str, Bureau], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Bureau]:
    """A copy of the small bureau at a stage; the test runs in an empty folder, so that nothing strays elsewhere."""
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    return lambda stage: Bureau(Path(shutil.copytree(played[stage].folder, tmp_path / "bureau")))


def ready(name: str, copy: Callable[[str], Bureau]) -> tuple[Bureau, list[str]]:
    """The bureau prepared for a command, and the command's words."""
    bureau = copy(CASES[name].stage)
    arguments = CASES[name].arguments(bureau)
    bureau.home(CASES[name].who).mkdir(parents=True, exist_ok=True)
    return bureau, [*name.split(), *arguments]


@pytest.mark.parametrize("name", CASES)
def test_json_is_one_document_with_stable_keys_and_nothing_else(name: str, copy: Callable[[str], Bureau]) -> None:
    case = CASES[name]
    bureau, words = ready(name, copy)
    result = done(bureau.run(case.who, case.time, *words, "--json"), case.status)
    document = json.loads(result.stdout)
    assert set(case.keys) <= set(document)
    assert document == dict(sorted(document.items()))
    assert result.stderr == ""


@pytest.mark.parametrize("name", CASES)
def test_a_dry_run_says_the_same_and_writes_nothing(name: str, copy: Callable[[str], Bureau]) -> None:
    case = CASES[name]
    bureau, words = ready(name, copy)
    before = tree(bureau.folder, Path.cwd())
    rehearsed = done(bureau.run(case.who, case.time, *words, "--json", "--dry-run"), case.status)
    assert tree(bureau.folder, Path.cwd()) == before
    played = done(bureau.run(case.who, case.time, *words, "--json"), case.status)
    assert set(json.loads(rehearsed.stdout)) == set(json.loads(played.stdout))
    if name in READING:
        assert tree(bureau.folder, Path.cwd()) == before


@pytest.mark.parametrize("name", CASES)
def test_people_are_answered_in_their_language(name: str, copy: Callable[[str], Bureau]) -> None:
    case = CASES[name]
    bureau, words = ready(name, copy)
    runs = [bureau.run(case.who, case.time, *words, "--dry-run", "--lang", lang) for lang in ("zh", "en")]
    said = [done(result, case.status) for result in runs]
    assert all(result.stdout and result.stderr == "" for result in said)
    assert said[0].stdout != said[1].stdout
    assert "演练" in said[0].stdout
    assert "dry run" in said[1].stdout
    assert "\x1b" not in said[0].stdout + said[1].stdout


@pytest.mark.parametrize("name", sorted(WITH_A_CLOCK))
def test_the_clock_of_a_real_bureau_cannot_be_set(name: str, copy: Callable[[str], Bureau]) -> None:
    case = CASES[name]
    bureau, words = ready(name, copy)
    path = bureau.root / "data/bureau.yaml"
    text = path.read_text(encoding="utf-8").replace("demo: true", "demo: false")
    path.write_text(re.sub(r"(?m)^now:.*\n", "", text), encoding="utf-8")
    words = [public(bureau) if word.endswith("/public") else word for word in words]
    before = tree(bureau.root, bureau.folder / "private")
    for lang in ("zh", "en"):
        result = done(bureau.run(case.who, case.time, *words, "--lang", lang), 2)
        assert result.stderr.startswith("now: ")
        assert result.stderr.count("\n") == 1
    assert tree(bureau.root, bureau.folder / "private") == before


@pytest.mark.parametrize("time", ["yesterday", "2026-04-08", "2026-04-08T10:00:00", "2026-13-08T10:00:00Z", "1"])
def test_a_clock_that_is_no_time_is_refused(time: str, copy: Callable[[str], Bureau]) -> None:
    assert done(copy("closed").run("draw", time, "draw", "prepare", OPEN), 2).stderr.startswith("now: ")


@pytest.mark.parametrize(("locale", "lang"), [("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("C", "zh"), ("", "zh")])
def test_without_being_told_the_language_is_the_locales_else_chinese(
    locale: str, lang: str, copy: Callable[[str], Bureau]
) -> None:
    result = done(copy("closed").run("draw", COMMITTED, "draw", "prepare", "none", LC_ALL=locale, LANG=locale), 2)
    assert ("没有这个文件" in result.stderr) == (lang == "zh")
    assert ("there is no such file" in result.stderr) == (lang == "en")


def test_options_stand_before_or_after_the_commands_name(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("closed")
    before = run("-C", str(bureau.root), "--lang", "en", "--json", "draw", "list")
    after = run("draw", "list", "-C", str(bureau.root), "--lang", "en", "--json")
    between = run("draw", "-C", str(bureau.root), "list", "--json")
    assert done(before).stdout == done(after).stdout == done(between).stdout


# Exit statuses


def test_a_refusal_in_json_is_a_document_too(copy: Callable[[str], Bureau]) -> None:
    result = done(copy("closed").run("draw", COMMITTED, "draw", "prepare", "none", "--json", "--lang", "en"), 2)
    document = json.loads(result.stdout)
    assert document["status"] == 2
    fault = document["faults"][0]
    assert set(fault) == {"code", "file", "line", "column", "wrong", "right"}
    assert (fault["code"], fault["file"]) == ("missing-file", "data/orders/none.yaml")


def test_0_holds_1_fails_2_is_not_allowed_3_is_not_yet(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("closed")
    done(bureau.run("draw", CLOSED, "log", "check"), 0)
    done(bureau.run("draw", CLOSED, "draw", "close", DRAW), 2)
    done(bureau.run("draw", CLOSED, "draw", "conclude", DRAW, "--beacon", str(bureau.answer())), 3)
    done(run("verify", public(bureau), "--now", CLOSED), 3)
    done(run("verify", public(bureau), "--now", CLOSED, "--genesis", "0" * 64), 1)
    path = bureau.root / "data/log/entries.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-04-03", "2026-04-02", 1), encoding="utf-8")
    done(bureau.run("draw", CLOSED, "log", "check"), 1)
    done(bureau.run("keeper", CLOSED, "log", "keep"), 1)


def test_an_outcome_that_does_not_recompute_is_a_failed_check(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("concluded")
    folder = bureau.root / f"data/draws/{DRAW}"
    done(run("recompute", str(folder)))
    selection = folder / "selection.csv"
    selection.write_bytes(selection.read_bytes().replace(b"1,", b"2,", 1))
    done(run("recompute", str(folder)), 1)


# No traceback, whatever it is given


NASTY = (
    "",
    " ",
    ".",
    "..",
    "../../x",
    "-1",
    "0",
    "99999999999999999999999999",
    "2026-001",
    "2026-999",
    "2026-001-commit",
    "x" * 300,
    "x" * 5000,
    "a/b",
    "名",
    "a\nb",
    "\udcff",
    "{}",
    "/dev/null",
    "folder",
    "dangling",
    "loop",
    "file",
)


@pytest.fixture(scope="module")
def scratch(played: dict[str, Bureau], tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau that any command may do anything to."""
    return Bureau(Path(shutil.copytree(played["concluded"].folder, tmp_path_factory.mktemp("scratch") / "bureau")))


def odd_files(folder: Path) -> None:
    """A folder, a file, a link to nowhere, a link to itself."""
    (folder / "folder").mkdir(exist_ok=True)
    (folder / "file").write_bytes(b"rubbish\n")
    for name, target in (("dangling", "nowhere"), ("loop", "loop")):
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(target)


# Whatever they find is their answer, not a refusal.
SAID_ON_STDOUT = {"validate", "lookup", "verify", "status", "publish due", "plan check"}


@pytest.mark.parametrize("name", sorted(set(ALL) - ELSEWHERE))
def test_no_argument_makes_a_traceback(
    name: str, scratch: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`run` lets every exception through: only an exit status comes back."""
    odd_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    for value in NASTY:
        result = scratch.run("draw", VISITED, *filled_with(value, name), "--lang", "en")
        assert result.exit_code in (0, 1, 2, 3)
        assert result.exit_code == 0 or result.stderr or name in SAID_ON_STDOUT


def filled_with(value: str, name: str) -> list[str]:
    """The words of a command all of whose arguments, and most of whose options, have one value."""
    words = name.split()
    for parameter in ALL[name].params:
        if isinstance(parameter, click.Argument):
            words.append(value)
        elif parameter.required or parameter.name in ("files", "file", "out", "number", "since", "receipt", "name"):
            first = parameter.type.choices[0] if isinstance(parameter.type, click.Choice) else value
            words += [parameter.opts[0], str(first)]
    return words


@pytest.mark.parametrize("name", sorted(set(CASES) - {"beacon check", "verify", "recompute"}))
@pytest.mark.parametrize("place", ["missing", "empty", "file"])
def test_outside_a_repository_each_command_says_so(name: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    words = name.split()
    for parameter in ALL[name].params:
        choices = parameter.type.choices[:1] if isinstance(parameter.type, click.Choice) else ()
        if isinstance(parameter, click.Argument):
            files = ("draw unpack", "log collect")
            words.append(str(choices[0]) if choices else str(tmp_path / "file") if name in files else DRAW)
        elif parameter.required:
            words += [parameter.opts[0], str(choices[0]) if choices else "x"]
    before = tree(tmp_path)
    result = run(*words, "-C", str(tmp_path / place), "--home", str(tmp_path / "home"), "--lang", "en")
    assert tree(tmp_path) == before
    assert result.exit_code == (0 if place == "empty" and name in ("draw list", "log check") else 2)
    assert result.exit_code == 0 or result.stderr or name == "validate"


@pytest.fixture(scope="module")
def damaged(played: dict[str, Bureau], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bureau]:
    """A copy of each stage, in which one file at a time is spoiled and put right again."""
    folder = tmp_path_factory.mktemp("damaged")
    return {name: Bureau(Path(shutil.copytree(kept.folder, folder / name))) for name, kept in played.items()}


@contextmanager
def spoiled(path: Path, how: str) -> Iterator[None]:
    """One file cut, flipped, emptied, doubled, gone, full of rubbish, or a folder in its place; then as it was."""
    content, middle = path.read_bytes(), path.stat().st_size // 2
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how != "gone":
        kinds = {"cut": content[:middle], "empty": b"", "double": content * 2, "rubbish": b"\xff\x00" * 9}
        flipped = content[:middle] + bytes([(content + b"\0")[middle] ^ 0x20]) + content[middle + 1 :]
        path.write_bytes(kinds.get(how, flipped))
    try:
        yield
    finally:
        if how == "folder":
            path.rmdir()
        path.write_bytes(content)


KINDS = st.sampled_from(("cut", "flip", "empty", "double", "gone", "rubbish", "folder"))
STEPS: dict[str, tuple[str, str, str, list[str]]] = {
    "list": ("concluded", "draw", VISITED, ["draw", "list"]),
    "check": ("concluded", "draw", VISITED, ["log", "check"]),
    "validate": ("concluded", "draw", VISITED, ["validate"]),
    "verify": ("concluded", "draw", VISITED, ["verify"]),
    "lookup": ("concluded", "draw", VISITED, ["lookup", "X"]),
    "close": ("committed", "draw", CLOSED, ["draw", "close", DRAW]),
    "reveal": ("committed", "draw", CLOSED, ["draw", "reveal", DRAW]),
    "conclude": ("closed", "draw", CONCLUDED, ["draw", "conclude", DRAW, "--beacon", "ANSWER"]),
    "prepare": ("founded", "draw", COMMITTED, ["draw", "prepare", OPEN]),
    "commit": ("founded", "draw", COMMITTED, ["draw", "commit", OPEN]),
    "keep": ("committed", "keeper", CLOSED, ["log", "keep"]),
    "pack": ("committed", "draw", CLOSED, ["draw", "pack", DRAW, "OUT"]),
    "cosign": ("closed", ARCHIVE, CONCLUDED, ["log", "cosign"]),
}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damaged_file_makes_a_traceback(data: st.DataObject, damaged: dict[str, Bureau]) -> None:
    stage, who, time, words = STEPS[data.draw(st.sampled_from(sorted(STEPS)))]
    bureau = damaged[stage]
    folders = (bureau.root / "data", bureau.root / "keys", bureau.home(who))
    name = data.draw(st.sampled_from(sorted(p for f in folders for p in f.rglob("*") if p.is_file())))
    files = {"ANSWER": str(bureau.answer()), "OUT": str(bureau.folder / "out.zip")}
    with spoiled(name, data.draw(KINDS)):
        result = bureau.run(who, time, *[files.get(word, word) for word in words], "--lang", "en", "--dry-run")
    assert result.exit_code in (0, 1, 2, 3)


@pytest.mark.parametrize("name", ["draw pack", "log prove", "log cosign", "receipt"])
@pytest.mark.parametrize("out", ["/dev/full", "no/such/folder/x", "x" * 300])
def test_an_output_that_cannot_be_written_is_one_line_and_exit_2(
    name: str, out: str, copy: Callable[[str], Bureau]
) -> None:
    bureau, words = ready(name, copy)
    result = done(bureau.run(CASES[name].who, CASES[name].time, *words[:-1], out), 2)
    assert result.stderr.count("\n") == 1


# Help


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_help_of_each_command_ends_with_an_example_of_itself(name: str) -> None:
    text = (ALL[name].help or "").strip()
    last = text.splitlines()[-1].strip()
    assert last.startswith("例 / example: publisher ")
    words = shlex.split(last.removeprefix("例 / example: publisher "))
    assert words[: len(name.split())] == name.split()
    context = click.Context(ALL[name])
    ALL[name].make_parser(context).parse_args(words[len(name.split()) :])
    assert last in done(run(*name.split(), "--help")).stdout.replace("\n  ", "\n").replace("\n", " ").replace("  ", " ")


@pytest.mark.parametrize("name", sorted(READING | {"log prove", "recompute"}))
def test_an_example_that_only_reads_works_in_the_sample_data(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split((ALL[name].help or "").strip().splitlines()[-1].split("publisher ", 1)[1])
    result = run(*words, "-C", str(ROOT), "--home", str(tmp_path / "home"))
    assert done(result, 3 if name == "verify" else 0).stdout


NAMED = re.compile(r"publisher ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)")


def test_every_command_that_a_message_names_exists() -> None:
    """What to do next must be something that can be done."""
    groups = {name.split()[0] for name in ALL if " " in name}
    for path in (ROOT / "publisher").rglob("*.py"):
        for match in NAMED.finditer(path.read_text(encoding="utf-8")):
            words = match[1].split()
            if f"publisher {words[0]}" in ("publisher sample", "publisher import", "publisher is", "publisher with"):
                continue
            known = words[0] in ALL or (words[0] in groups and (len(words) < 2 or " ".join(words[:2]) in ALL))
            assert known, f"{path.name}: {match[0]}"


# Real processes


def process(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`python -m publisher …` as staff run it, in a pipe."""
    variables = {**os.environ, "PUBLISHER_PASSPHRASE": PASSPHRASE, "LC_ALL": "C.UTF-8", **env}
    command = [sys.executable, "-m", "publisher", *arguments]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False, encoding="utf-8")


def test_a_step_in_a_process_of_its_own_signs_and_logs(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("committed")
    place = ["-C", str(bureau.root), "--now", CLOSED, "--json"]
    for who in acts.OFFICES:
        done_ = process("draw", "reveal", DRAW, "--as", who, "--home", str(bureau.home(who)), *place)
        assert (done_.returncode, done_.stderr) == (0, "")
        assert json.loads(done_.stdout)["missing"] == []
    kept = process("log", "keep", "--home", str(bureau.home("keeper")), *place)
    assert len(json.loads(kept.stdout)["logged"]) == len(acts.OFFICES)


def test_a_refusal_in_a_process_of_its_own_is_one_line_and_exit_2(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("closed")
    ended = process("draw", "close", DRAW, "-C", str(bureau.root), "--home", str(bureau.home("draw")), "--now", CLOSED)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in ended.stderr


def test_a_reader_that_goes_away_makes_no_traceback(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("concluded")
    program = f"{shlex.quote(sys.executable)} -m publisher verify -C {shlex.quote(str(bureau.root))} --json"
    ended = subprocess.run(["/bin/sh", "-c", f"{program} | head -c 10"], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("words", [["status"], ["verify", "--json"], ["--version"], ["draw", "--help"]])
def test_an_answer_that_finds_no_room_is_one_line_and_exit_2(words: list[str]) -> None:
    command = [sys.executable, "-m", "publisher", *words]
    with open("/dev/full", "w", encoding="utf-8") as full:
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


def test_all_of_a_long_answer_arrives_before_the_process_ends() -> None:
    ended = process("verify", "-C", str(ROOT), "--json")
    assert json.loads(ended.stdout)["checks"]


def test_in_an_ascii_locale_the_answer_still_is_utf_8(copy: Callable[[str], Bureau]) -> None:
    bureau = copy("concluded")
    ended = process("draw", "list", "-C", str(bureau.root), "--lang", "zh", LC_ALL="C", PYTHONUTF8="1")
    assert ended.returncode == 0
    assert "已有结果" in ended.stdout


def test_the_demo_rehearsed_writes_nothing(tmp_path: Path) -> None:
    result = done(run("demo", str(tmp_path / "demo"), "--dry-run", "--json"))
    assert set(json.loads(result.stdout)) == {"draws", "folder", "genesis", "verdict"}
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_the_demos_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    before = tree(tmp_path)
    done(run("demo", str(tmp_path), "--no-site"), 2)
    assert tree(tmp_path) == before


def test_concluding_needs_no_option_where_the_answer_was_fetched(copy: Callable[[str], Bureau]) -> None:
    """`beacon fetch` keeps what it got in the office's own folder."""
    bureau = copy("closed")
    kept = bureau.home("draw") / "answers/drand-quicknet-27613645.json"
    kept.parent.mkdir()
    kept.write_bytes(bureau.answer().read_bytes())
    done(bureau.run("draw", CONCLUDED, "draw", "conclude", DRAW))
    assert concluding.conclude(bureau.desk("legal", CONCLUDED), DRAW, answers(), "legal")
