"""Two implementations, one protocol: Node's own tests run, and thousands of random cases come out alike in both."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from node_process import REPOSITORY, TESTS, Node, answered, cases, encoded, mutated, node, same
from random_draws import RandomDraw

from publisher.beacons import sources
from publisher.draw import evidence, tables
from publisher.draw.identifiers import parse_date, parse_time
from publisher.draw.seed import parse_seed_text
from publisher.workspace import published_files

DRAWS, OFTEN = 2000, 100
MUTANTS_AT_ONCE = 40


@pytest.fixture(scope="module")
def javascript() -> Iterator[Node]:
    process = Node()
    yield process
    process.close()


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return published_files(REPOSITORY)


# ── Node's own tests ───────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def sample_folder(sample: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    for name, data in sample.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def failed_cases(tap: str) -> list[str]:
    """Each failing case of Node's report with its reason, up to where the next case begins."""
    found = re.findall(r"^ *not ok .*\n(?:(?! *(?:not )?ok |# ).*\n)*", tap, re.MULTILINE)
    noise = re.compile(r"^ *(?:duration_ms|---|\.\.\.|stack: \|-).*\n", re.MULTILINE)
    return [noise.sub("", case)[:1500] for case in found]


@pytest.mark.parametrize("file", sorted(path.name for path in TESTS.glob("*.test.mjs")))
def test_nodes_own_tests_pass(file: str, sample_folder: Path) -> None:
    environment = {**os.environ, "SAMPLE": str(sample_folder)}
    command = [node(), "--test", "--test-reporter=tap", str(TESTS / file)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, "\n".join(failed_cases(done.stdout)) or done.stdout[-4000:] + done.stderr[-4000:]
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE)


# ── draws ──────────────────────────────────────────────────────────────────────


def test_thousands_of_random_draws_come_out_byte_for_byte_alike(javascript: Node) -> None:
    """Strata, exclusions, seats, skills, reserves, absent parties, changes, open and blinded: each is met often."""
    rng = random.Random("thousands of draws")
    met: Counter[str] = Counter()
    for _ in range(DRAWS):
        draw = RandomDraw(rng)
        assert javascript.ask(draw.question) == {"ok": draw.expected}, draw.question
        met.update({name: int(has) for name, has in draw.features.items()})
    assert {name: count for name, count in met.items() if count < OFTEN} == {}


# ── texts that both read or both refuse ────────────────────────────────────────


def json_text(data: bytes) -> str:
    """The value of a JSON evidence file, written again."""
    return evidence.json_text(evidence.parse_json(data))


def seconds(text: str) -> int:
    """Unix seconds of a time."""
    return int(parse_time(text).timestamp())


def read_csv(data: bytes, header: list[str]) -> str:
    return evidence.csv_text(header, evidence.parse_csv(data, header))


READERS: dict[str, tuple[str, Callable[[bytes], Any]]] = {
    "json": (r".*\.json", lambda data: json_text(data)),
    "frame": (r"draws/.*/frame\.csv", lambda data: tables.frame_text(tables.parse_frame(data))),
    "panel": (r"draws/.*/panel\.csv", lambda data: tables.panel_text(tables.parse_panel(data))),
    "selection": (r"draws/.*/selection\.csv", lambda data: tables.selection_text(tables.parse_selection(data))),
    "teams": (r"draws/.*/teams\.csv", lambda data: tables.teams_text(tables.parse_teams(data))),
    "seed": (r"draws/.*/seed\.txt", lambda data: data.decode() if parse_seed_text(data) else ""),
}


@pytest.mark.parametrize("op", READERS)
@cases(40)
@given(st.integers(0, 2**32))
def test_mutated_files_are_read_alike_or_refused_by_both(
    javascript: Node, sample: dict[str, bytes], op: str, seed: int
) -> None:
    rng = random.Random(seed)
    pattern, read = READERS[op]
    seeds = [data for name, data in sorted(sample.items()) if re.fullmatch(pattern, name) and len(data) < 20_000]
    for _ in range(MUTANTS_AT_ONCE):
        data = rng.choice(seeds)
        data = rng.choice([data, mutated(rng, data), mutated(rng, data)])
        same(javascript, {"op": op, "data": encoded(data)}, read, data)


@cases(40)
@given(st.integers(0, 2**32))
def test_random_csv_is_read_alike_or_refused_by_both(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    cells = ["", "a", "b,c", 'say "so"', "中文", "🎲", " ", ";", "-", '"', ",", "é"]
    for _ in range(MUTANTS_AT_ONCE):
        header = ["k", "l", "m"][: rng.randint(1, 3)]
        rows = [[rng.choice(cells) for _ in header] for _ in range(rng.randrange(5))]
        data = evidence.csv_text(header, rows).encode()
        data = rng.choice([data, mutated(rng, data)])
        question = {"op": "csv", "data": encoded(data), "header": header}
        same(javascript, question, read_csv, data, header)


def random_value(rng: random.Random, depth: int = 0) -> Any:
    """Anything that evidence JSON can hold."""
    kind = rng.randrange(4 if depth > 4 else 6)
    if kind == 0:
        return rng.choice([0, 1, 9, 10, 2**31, 2**53 - 1])
    if kind == 1:
        return rng.random() < 0.5
    if kind < 4:
        return "".join(
            rng.choice(["a", "Z", "中", "🎲", '"', "\\", "\n", " ", "/", "é", "\u2028"])
            for _ in range(rng.randrange(6))
        )
    if kind == 4:
        return [random_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    keys = ["a", "B", "__proto__", "constructor", "z-1", "", "a b", '"', "toString"]
    return {key: random_value(rng, depth + 1) for key in rng.sample(keys, rng.randrange(4))}


@cases(60)
@given(st.integers(0, 2**32))
def test_random_json_is_read_alike_or_refused_by_both(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(MUTANTS_AT_ONCE):
        data = evidence.json_text(random_value(rng)).encode()
        data = rng.choice([data, mutated(rng, data)])
        question = {"op": "json", "data": encoded(data)}
        same(javascript, question, json_text, data)


@pytest.mark.parametrize("depth", [1, 64, 65, 66, 99, 20_000])
@pytest.mark.parametrize("member", ["", '"a": '])
def test_what_is_nested_too_deeply_is_refused_by_both(javascript: Node, depth: int, member: str) -> None:
    """A depth that would end a recursion ends neither of them."""
    opening, closing = "{}" if member else "[]"
    indents = ["  " * min(level, 99) for level in range(depth)]
    head = "".join(f"{opening}\n{indent}{member}" for indent in indents[1:]) + opening + closing
    data = (head + "".join(f"\n{indent}{closing}" for indent in reversed(indents[:-1])) + "\n").encode()
    same(javascript, {"op": "json", "data": encoded(data)}, json_text, data)
    assert ("ok" in javascript.ask({"op": "json", "data": encoded(data)})) == (depth <= 65)


ANSWERS: list[tuple[str, str, dict[str, str]]] = [
    (
        "lottery-ssq",
        "2025063",
        {"code": "2025063", "date": "2025-06-05(四)", "red": "02,19,21,22,28,30", "blue": "01"},
    ),
    (
        "lottery-dlt",
        "23115",
        {"lotteryDrawNum": "23115", "lotteryDrawTime": "2023-10-09", "lotteryDrawResult": "07 10 23 31 34 02 10"},
    ),
    ("ceremony", "2026-005", {"draw": "2026-005", "value": "08285182082851820828"}),
]


def value_of(source: str, number: str, answer: object) -> str:
    return sources.prove(source, number, answer).value


@cases(40)
@given(st.integers(0, 2**32))
def test_times_dates_and_beacon_answers_are_read_alike(javascript: Node, seed: int) -> None:
    rng = random.Random(seed)
    moments = [b"2025-06-05T20:00:00+08:00", b"2024-02-29T23:59:59Z", b"1999-12-31T00:00:00-11:30"]
    for _ in range(MUTANTS_AT_ONCE):
        text = mutated(rng, rng.choice(moments)).decode("utf-8", "replace")
        same(javascript, {"op": "time", "text": text}, seconds, text)
        day = mutated(rng, rng.choice([b"2025-06-05", b"2024-02-29", b"2023-02-28"])).decode("utf-8", "replace")
        found = javascript.ask({"op": "date", "text": day})
        assert ("ok" in found) == ("ok" in answered(parse_date, day)), day
        source, number, answer = rng.choice(ANSWERS)
        name = rng.choice([*sorted(answer), ""])
        answer = {**answer, name: mutated(rng, answer.get(name, "x").encode()).decode("utf-8", "replace")}
        number = rng.choice([number, number, mutated(rng, number.encode()).decode("utf-8", "replace")])
        question = {"op": "beacon", "source": source, "round": number, "answer": answer}
        same(
            javascript,
            question,
            value_of,
            source,
            number,
            answer,
        )
