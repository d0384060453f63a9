"""Twenty verdicts in two languages: every attack, the corners of every check, each file of a year spoilt in turn.

The tests of tests/attacks and tests/unit run once more, and each verification that they make is made by the JavaScript
verifier, too: all twenty checks must have the same verdict.
"""

from __future__ import annotations

import copy
import importlib.util
import inspect
import itertools
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import simulator
from node_process import REPOSITORY, Node, encoded
from simulator import Bureau, Key, whole_year

from publisher.draw.evidence import json_text, parse_json, sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.errors import PublisherError
from publisher.log import places, tiles
from publisher.log.notes import parse_entry
from publisher.verify import Held, Report, Verdict, verify
from publisher.workspace import published_files

TESTS = REPOSITORY / "tests"
CORPORA = [
    *sorted((TESTS / "attacks").glob("test_attack_*.py")),
    TESTS / "unit" / "test_verify_checks.py",
    TESTS / "unit" / "test_verify_honest.py",
]

# Modules of properties alone.
PROPERTIES = {"test_attack_frame_properties"}

# This test takes the pairing library away from one of the two.
ONE_SIDED = {"test_a14_without_the_pairing_library_the_beacon_is_unknown_and_the_rest_goes_on": {"C12"}}


class Kept(Held):
    """Published files that can be read again."""

    def __init__(self, files: Mapping[str, bytes], where: str = "memory") -> None:
        super().__init__(files, where)
        self.kept = dict(files)


class Run(NamedTuple):
    """One verification that a test made."""

    test: str
    files: dict[str, bytes]
    options: dict[str, Any]
    report: Report


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


# ── the same questions to both ─────────────────────────────────────────────────


def verdicts(report: Report, draw: str = "") -> dict[str, str]:
    """Code → verdict, over everything or for one draw."""
    results = report.draws[draw] if draw else report.results
    return {code: str(result.verdict) for code, result in results.items()}


def asked(options: Mapping[str, Any]) -> dict[str, Any]:
    """A reader's options as the other verifier takes them."""
    now = options["now"]
    question = {"now": now.isoformat() if isinstance(now, datetime) else now, "genesis": options.get("genesis") or ""}
    if options.get("since") is not None:
        question["since"] = encoded(options["since"])
    if options.get("draw"):
        question["draw"] = options["draw"]
    if options.get("frame_keys"):
        question["frame_keys"] = {draw: key.hex() for draw, key in options["frame_keys"].items()}
    return question


def hold(javascript: Node, files: Mapping[str, bytes]) -> None:
    """Hands over the files that the next questions are about."""
    javascript.ask({"op": "files", "files": {name: encoded(data) for name, data in files.items()}})


def differing(javascript: Node, expected: Mapping[str, str], question: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Code → (this verdict, the other's) where they differ. No check of the other may break off."""
    found = javascript.ask({"op": "report", **question})
    assert "ok" in found, found
    assert found["ok"]["broken"] == []
    other = found["ok"]["verdicts"]
    assert list(other) == list(expected)
    return {code: (verdict, other[code]) for code, verdict in expected.items() if other[code] != verdict}


# What notices are about, whatever their words are.
NOTICES = {
    "absent": r"did ?n.t reveal|did not reveal",
    "few fit": r"fit seat",
    "parallel": r"within 90 days",
    "small": r"eligible objects",
    "chance": r"drawn with (?:a )?chance",
    "focus": r"stratum focus (?:rests|merges)",
    "unplanned": r"outside the plan",
    "replaces": r"replaces the void",
    "visited again": r"second visit",
    "removals": r"removals from the team",
    "late": r"in the register",
    "would be": r"would have drawn",
}
# Said beside verdicts by one of them; the other says it in a finding.
ASIDE = r"the only outside witness|was withdrawn|anybody can compute"


def told(notices: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Draw and subject of each notice."""
    found = set()
    for draw, words in notices:
        kinds = [kind for kind, pattern in NOTICES.items() if re.search(pattern, words)]
        assert kinds or re.search(ASIDE, words), words
        found |= {(draw, kind) for kind in kinds}
    return found


def told_alike(javascript: Node, report: Report, question: Mapping[str, Any]) -> set[tuple[str, str]]:
    """What this verifier's notices are about; the other's are about the same."""
    mine = told((notice.draw, notice.words.en) for notice in report.notices)
    theirs = told(map(tuple, javascript.ask({"op": "report", **question})["ok"]["notices"]))
    assert mine == theirs
    return mine


# ── every attack, every corner ─────────────────────────────────────────────────


def module_at(path: Path) -> ModuleType:
    """A test module under a name of its own, so that pytest's copy stays as it is."""
    spec = importlib.util.spec_from_file_location(f"again_{path.stem}", path)
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


def runs_of(path: Path, monkeypatch: pytest.MonkeyPatch, year: Bureau) -> list[Run]:
    """Every verification that the tests of a module make; what asks for other fixtures isn't run again."""
    runs: list[Run] = []
    current = ""

    def recorded(published: Any, **options: Any) -> Report:
        report = verify(published, **options)
        if isinstance(published, Kept):
            runs.append(Run(current, published.kept, options, report))
        return report

    monkeypatch.setattr(simulator, "Held", Kept)
    monkeypatch.setattr(simulator, "verify", recorded)
    module = module_at(path)
    for name, value in (("Held", Kept), ("verify", recorded)):
        if hasattr(module, name):
            monkeypatch.setattr(module, name, value)
    known = {"year": year, "evidence": year.evidence()}
    for name, function in vars(module).items():
        if not name.startswith("test_") or not inspect.isfunction(function) or hasattr(function, "hypothesis"):
            continue  # properties take their time, and are for their own run to say
        current = name
        wanted = set(inspect.signature(function).parameters)
        for arguments in calls_of(function):
            given = {**{key: value for key, value in known.items() if key in wanted}, **arguments}
            if set(given) == wanted:
                with suppress(Exception):  # so is what a test claims
                    function(**given)
    return runs


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_every_verification_of_these_tests_has_the_same_twenty_verdicts_in_both(
    path: Path, javascript: Node, monkeypatch: pytest.MonkeyPatch, year: Bureau
) -> None:
    runs = runs_of(path, monkeypatch, year)
    assert len(runs) > 10 or path.stem in PROPERTIES
    for run in runs:
        hold(javascript, run.files)
        wrong = differing(javascript, verdicts(run.report, run.options.get("draw") or ""), asked(run.options))
        assert wrong.keys() <= ONE_SIDED.get(run.test, set()), (run.test, wrong)


# ── one file at a time ─────────────────────────────────────────────────────────


def spoilt(name: str, data: bytes, how: str) -> bytes | None:
    """One bit turned, other bytes, or nothing; always the same."""
    digest = sha256_hex(f"{name} {how}".encode())
    if how == "missing":
        return None
    if how == "noise":
        return random.Random(digest).randbytes(300)
    at = int(digest[:8], 16) % len(data)
    return data[:at] + bytes([data[at] ^ 1 << int(digest[8], 16) % 7]) + data[at + 1 :]


def kind_of(name: str) -> str:
    """What kind of file this is: numbers and hashes out."""
    return re.sub(r"[0-9a-f]{64}|[0-9]+", "N", name)


def of_each_kind(names: Iterable[str]) -> list[str]:
    """The last file of each kind, which for the log is the newest."""
    return list({kind_of(name): name for name in sorted(names)}.values())


@pytest.mark.parametrize("how", ["flipped", "noise", "missing"])
def test_a_spoilt_file_of_a_year_has_the_same_verdicts_in_both(how: str, javascript: Node, year: Bureau) -> None:
    evidence = year.evidence()
    hold(javascript, evidence)
    question = asked({"now": year.clock, "genesis": year.genesis})
    names = of_each_kind(evidence)
    assert len(names) > 20
    for name in names:
        data = spoilt(name, evidence[name], how)
        files = {path: held for path, held in evidence.items() if path != name} | ({name: data} if data else {})
        report = verify(Held(files), now=year.clock, genesis=year.genesis)
        change = {"remove": [name]} if data is None else {"replace": {name: encoded(data)}}
        assert differing(javascript, verdicts(report), {**question, **change}) == {}, name


# ── the sample ─────────────────────────────────────────────────────────────────

SAMPLE = published_files(REPOSITORY)
NOW = parse_json(SAMPLE["data/bureau.json"])["now"]


def genesis() -> str:
    """The sample's genesis hash."""
    bundle = min(name for name in SAMPLE if name.startswith("log/tile/entries/"))
    return parse_entry(tiles.parse_bundle(SAMPLE[bundle])[0]).hash


@pytest.mark.parametrize("pin", [True, False], ids=["pinned", "not pinned"])
def test_the_sample_and_each_of_its_draws_have_the_same_verdicts_in_both(javascript: Node, pin: bool) -> None:
    """Also where a reader asks for one draw, of the whole log or, as a page does, of what the draw rests on."""
    hold(javascript, SAMPLE)
    pinned = genesis() if pin else None
    report = verify(Held(SAMPLE), now=parse_time(NOW), genesis=pinned)
    question = asked({"now": NOW, "genesis": pinned})
    assert differing(javascript, verdicts(report), question) == {}
    assert Verdict.FAIL not in {result.verdict for result in report.results.values()}
    subjects = {kind for _, kind in told_alike(javascript, report, question)}
    assert subjects >= {"absent", "few fit", "parallel", "small", "focus", "unplanned", "replaces"}
    for draw in report.draws:
        for light in (False, True):
            wrong = differing(javascript, verdicts(report, draw), {**question, "draw": draw, "light": light})
            assert wrong == {}, (draw, light)


FILED = next(name for name in sorted(SAMPLE) if name.startswith(f"{places.FILED}/"))
OUTSIDE = next(name for name in sorted(SAMPLE) if name.startswith("data/nonrandom/"))
HASH = "0123456789abcdef" * 4
# The mobile number is of a range that nobody has been given.
TELLING = b'{\n  "remark": "\xe7\x94\xb5\xe8\xaf\x9d 19900000000"\n}\n'
# Path → its bytes (None: not there), and the checks that fail.
BESIDE: list[tuple[str, bytes | None, set[str]]] = [
    (FILED, None, {"C07"}),
    (FILED, SAMPLE[FILED] + b" ", {"C07"}),
    (f"{places.FILED}/{HASH}.docx", SAMPLE[FILED], {"C07"}),
    (f"{places.FILED}/index.html", b"<p>", {"C07"}),
    (OUTSIDE, SAMPLE[OUTSIDE].replace(b'"salt": "', b'"salt": "0'), {"C17"}),
    (OUTSIDE, b"{}\n", {"C17"}),
    (f"data/nonrandom/{HASH}.json", SAMPLE[OUTSIDE], {"C17"}),
    (places.REGISTERS, None, set()),  # no verdict rests on it: it says so itself
    (places.REGISTERS, b"{}\n", set()),
    (places.REGISTERS, TELLING, {"C20"}),
    (places.WITHDRAWN, b'{\n  "rows": []\n}\n', set()),
    (places.WITHDRAWN, TELLING, {"C20"}),
    (places.WITHDRAWN, TELLING.replace(b"\n", b""), {"C20"}),  # JSON, though not in evidence form
    ("data/codes.json", TELLING[:-4], {"C20"}),  # no JSON at all
    ("data/stranger.json", b"{}\n", set()),
    (f"data/snapshots/{HASH}.csv", b"", {"C07", "C20"}),
    (f"data/snapshots/{HASH}.csv", b"id,change,reason\n", {"C07"}),
]


@pytest.mark.parametrize(("path", "data", "failing"), BESIDE)
def test_what_belongs_to_no_draw_is_judged_alike(
    path: str, data: bytes | None, failing: set[str], javascript: Node
) -> None:
    """Reports, the register of article 13, and what isn't logged: counts of referrals, traces of withdrawn rows."""
    files = {name: held for name, held in SAMPLE.items() if name != path} | ({path: data} if data is not None else {})
    hold(javascript, files)
    found = verdicts(verify(Held(files), now=parse_time(NOW), genesis=genesis()))
    assert {code for code, verdict in found.items() if verdict == "fail"} == failing
    assert differing(javascript, found, asked({"now": NOW, "genesis": genesis()})) == {}


def test_a_firms_second_visit_outside_the_draws_is_told_by_both_whatever_its_entry_is_called(javascript: Node) -> None:
    for visited, told_of in ((("a", "a"), {("", "visited again")}), (("a", "b"), set())):
        bureau = simulator.founded()
        names = {"a": bureau.objects[0].object_id, "b": bureau.objects[1].object_id}
        for number, name in enumerate(visited, 1):
            bureau.later(hours=30).enter(f"2023-N{number:03d}", names[name])
            bureau.later(minutes=5).watch()
            bureau.later(hours=30).enter(f"2023-N{number:03d}", names[name], found={})
            bureau.later(minutes=5).watch()
        hold(javascript, bureau.evidence())
        report = verify(Held(bureau.evidence()), now=bureau.clock, genesis=bureau.genesis)
        assert told_alike(javascript, report, asked({"now": bureau.clock, "genesis": bureau.genesis})) == told_of


# ── the operator writes nonsense and signs it ──────────────────────────────────

NONSENSE: list[Any] = [
    "",
    "-",
    "9" * 60,
    "2023-001",
    "2023-" + "9" * 40,
    "1900-01-01",
    "2999-12-31",
    "2999-12-31T23:59:59+14:00",
    "0" * 64,
    "ABSENT",
    "ceremony",
    "lottery-ssq",
    "nist-2",
    "../../etc/passwd",
    0,
    1,
    2**53 - 1,
    True,
    [],
    {},
]


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value, inner ones too."""
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in pairs:
        yield from places_in(member, (*path, key))


class Nonsense(Bureau):
    """A bureau whose record number `victim` has nonsense at one place, or is left out, or twice; rightly signed."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self.rng, self.victim, self.count = rng, rng.randint(1, 24), 0

    def log(self, record: Mapping[str, Any], signers: Iterable[str | Key] = ("draw", "legal"), file: str = "") -> str:
        self.count += 1
        if self.count != self.victim:
            return super().log(record, signers, file)
        how: Callable[..., str] = self.rng.choice([self.spoilt, self.spoilt, self.spoilt, self.twice, self.unsigned])
        return how(record, signers, file)

    def spoilt(self, record: Mapping[str, Any], signers: Iterable[str | Key], file: str) -> str:
        value = copy.deepcopy(dict(record))
        *way, last = self.rng.choice(list(places_in(value)))
        part: Any = value
        for step in way:
            part = part[step]
        part[last] = self.rng.choice(NONSENSE)
        try:
            json_text(value)
        except PublisherError:
            part[last] = "x"
        return super().log(value, signers, file)

    def twice(self, record: Mapping[str, Any], signers: Iterable[str | Key], file: str) -> str:
        super().log(record, signers, file)
        return super().log(record, signers, file)

    def unsigned(self, record: Mapping[str, Any], signers: Iterable[str | Key], file: str) -> str:
        return super().log(record, [self.rng.choice(list(signers))], file)


@pytest.mark.parametrize("seed", range(12))
def test_a_senseless_record_has_the_same_verdicts_in_both(seed: int, javascript: Node) -> None:
    bureau = Nonsense(random.Random(f"nonsense {seed}"))
    # the simulator itself may stumble over the nonsense: what is logged up to there is judged
    with suppress(PublisherError, ArithmeticError, LookupError, TypeError, ValueError, AssertionError):
        whole_year(bureau)
    if not bureau.entries:
        return
    bureau.watch()
    files = bureau.evidence()
    hold(javascript, files)
    report = verify(Held(files), now=bureau.clock, genesis=bureau.genesis)
    wrong = differing(javascript, verdicts(report), asked({"now": bureau.clock, "genesis": bureau.genesis}))
    assert wrong == {}
