"""Every attack of tests/attacks, and a flipped byte in each kind of file, fails the same checks in both verifiers."""

from __future__ import annotations

import importlib.util
import inspect
import itertools
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import simulator
from node_process import REPOSITORY, Node, encoded

from publisher.draw.evidence import parse_json, sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.log import tiles
from publisher.log.notes import parse_entry
from publisher.verify import Held, Report, Verdict, verify
from publisher.workspace import published_files

ATTACKS = sorted((REPOSITORY / "tests" / "attacks").glob("test_attack_*.py"))

# Where the two differ, by the protocol's own words; each is a question to whoever owns the other side.
DIFFERENCES = {
    # section 3: a known key's bad signature rejects the note, so that its `rows` says nothing any more
    "test_a08_a_roster_with_another_number_of_rows_than_its_record_is_seen": {"C07"},
    # section 10, C07: every bound file has the bound hash; `genesis` and `trust` bind a trust policy
    "test_a13_a_policy_that_is_withheld_leaves_its_signatures_unjudged": {"C07"},
}


class Kept(Held):
    """Published files that can be read again."""

    def __init__(self, files: dict[str, bytes], where: str) -> None:
        super().__init__(files, where)
        self.kept = dict(files)


class Run(NamedTuple):
    """One verification that an attack's test made."""

    test: str
    files: dict[str, bytes]
    options: dict[str, Any]
    report: Report


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


def module_at(path: Path) -> ModuleType:
    """A test module under a name of its own, so that pytest's copy stays as it is."""
    spec = importlib.util.spec_from_file_location(f"attacks_again_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def calls_of(function: Any) -> Iterator[dict[str, Any]]:
    """The arguments of each case of a test: those of its parametrize marks."""
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    choices = []
    for mark in marks:
        names = mark.args[0] if not isinstance(mark.args[0], str) else re.split(r"\s*,\s*", mark.args[0])
        values = [value.values if isinstance(value, type(pytest.param())) else value for value in mark.args[1]]
        rows = [value if len(names) > 1 or isinstance(value, tuple) else (value,) for value in values]
        choices.append([dict(zip(names, row, strict=True)) for row in rows])
    for combined in itertools.product(*choices):
        yield {name: value for each in combined for name, value in each.items()}


def runs_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """Every verification that the tests of a module make. Tests that ask for fixtures aren't run again here."""
    runs: list[Run] = []
    current = ""

    def recorded(published: Kept, **options: Any) -> Report:
        report = verify(published, **options)
        runs.append(Run(current, published.kept, options, report))
        return report

    monkeypatch.setattr(simulator, "Held", Kept)
    monkeypatch.setattr(simulator, "verify", recorded)
    module = module_at(path)
    for name, function in vars(module).items():
        if not name.startswith("test_") or not inspect.isfunction(function):
            continue
        current = name
        for arguments in calls_of(function):
            if set(arguments) == set(inspect.signature(function).parameters):
                function(**arguments)
    return runs


def failing(report: Report) -> set[str]:
    return {code for code, result in report.results.items() if result.verdict is Verdict.FAIL}


def asked(options: dict[str, Any]) -> dict[str, Any]:
    """A reader's options as the other verifier takes them."""
    now = options["now"]
    question = {"now": now.isoformat() if isinstance(now, datetime) else now, "genesis": options.get("genesis") or ""}
    if options.get("since"):
        question["since"] = encoded(options["since"])
    if options.get("draw"):
        question["draw"] = options["draw"]
    if options.get("frame_keys"):
        question["frame_keys"] = {draw: key.hex() for draw, key in options["frame_keys"].items()}
    return question


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_every_attack_fails_the_same_checks_in_both(
    path: Path, javascript: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = runs_of(path, monkeypatch)
    assert len(runs) > 10
    for run in runs:
        javascript.ask({"op": "files", "files": {name: encoded(data) for name, data in run.files.items()}})
        answer = javascript.ask({"op": "report", **asked(run.options)})
        found = {code for code, verdict in answer["ok"]["verdicts"].items() if verdict == "fail"}
        assert found ^ failing(run.report) == DIFFERENCES.get(run.test, set()), (run.test, answer["ok"]["failing"])


# ── the sample, one byte of one file at a time ─────────────────────────────────

SAMPLE = published_files(REPOSITORY)
NOW = parse_json(SAMPLE["data/bureau.json"])["now"]


def genesis() -> str:
    """The sample's genesis hash."""
    bundle = min(name for name in SAMPLE if name.startswith("log/tile/entries/"))
    return parse_entry(tiles.parse_bundle(SAMPLE[bundle])[0]).hash


def kind_of(name: str) -> str:
    """What kind of file this is: numbers and hashes out."""
    return re.sub(r"[0-9a-f]{64}|[0-9]+", "N", name)


def one_of_each_kind() -> list[str]:
    """The last file of each kind, which for the log is the newest."""
    return list({kind_of(name): name for name in sorted(SAMPLE) if kind_of(name) not in NOT_EVIDENCE}.values())


# not part of the log, and bound by nothing
NOT_EVIDENCE = {"data/bureau.json", "data/codes.json", "data/towns.csv", "evidence.json"}

# Where the newest checkpoint can't be read, what the others show of the log is still judged (section 10: never stops at
# the first failure); the other verifier takes such a log for empty.
UNREADABLE = {"log/checkpoint": {"C03", "C07"}}


@pytest.mark.parametrize("name", one_of_each_kind(), ids=kind_of)
def test_a_flipped_byte_fails_the_same_checks_in_both(name: str, javascript: Node) -> None:
    javascript.ask({"op": "files", "files": {path: encoded(data) for path, data in SAMPLE.items()}})
    at = int(sha256_hex(name.encode())[:8], 16) % len(SAMPLE[name])
    changed = SAMPLE[name][:at] + bytes([SAMPLE[name][at] ^ 1]) + SAMPLE[name][at + 1 :]
    report = verify(Held({**SAMPLE, name: changed}, "sample"), now=parse_time(NOW), genesis=genesis())
    question = {"op": "report", "now": NOW, "genesis": genesis(), "replace": {name: encoded(changed)}}
    answer = javascript.ask(question)["ok"]
    found = {code for code, verdict in answer["verdicts"].items() if verdict == "fail"}
    assert found, "a changed byte that nobody sees"
    assert found ^ failing(report) in (set(), UNREADABLE.get(name)), answer["failing"]


def test_the_sample_itself_is_judged_alike(javascript: Node) -> None:
    javascript.ask({"op": "files", "files": {path: encoded(data) for path, data in SAMPLE.items()}})
    report = verify(Held(SAMPLE, "sample"), now=parse_time(NOW), genesis=genesis())
    answer = javascript.ask({"op": "report", "now": NOW, "genesis": genesis()})["ok"]
    assert answer["verdicts"] == {code: result.verdict.value for code, result in report.results.items()}
    assert answer["failing"] == []
