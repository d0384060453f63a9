"""One Node process that answers for the JavaScript verifier, and what its tests ask it with: bytes spoilt a little."""

from __future__ import annotations

import base64
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from publisher.errors import PublisherError

REPOSITORY = Path(__file__).parents[2]
TESTS = REPOSITORY / "tests" / "node"


def node() -> str:
    """The path of Node, which the second implementation's tests need."""
    found = shutil.which("node")
    if found is None:
        raise RuntimeError("these tests need Node 18 or later (on Debian: apt-get install nodejs npm)")
    return found


def encoded(data: bytes) -> str:
    """Bytes as a JSON text can carry them."""
    return base64.b64encode(data).decode()


class Node:
    """A question is `{"op": …}`, an answer `{"ok": …}` or `{"refused": code}` (tests/node/batch.mjs)."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [node(), str(TESTS / "batch.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY
        )

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one question. An error that isn't a refusal is a failure of the test."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(question).encode() + b"\n")
        stdin.flush()
        answer: dict[str, Any] = json.loads(stdout.readline())
        assert "broken" not in answer, answer["broken"]
        return answer

    def ask_all(self, questions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The answers to many questions, in their order."""
        return [self.ask(question) for question in questions]

    def close(self) -> None:
        """Ends the process that this object started."""
        self._process.communicate()


# ── many small cases ───────────────────────────────────────────────────────────


def cases(count: int) -> settings:
    """So many batches of random cases, the same in every run."""
    return settings(max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


TOKENS = [
    b"",
    b"\n",
    b"\n\n",
    b" ",
    b"  ",
    b"\t",
    b"\r\n",
    b",",
    b",,",
    b'"',
    b'""',
    b"'",
    b"\\",
    b"\\n",
    b"\\u0041",
    b"\xef\xbb\xbf",
    b"\x00",
    b"\x7f",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"e\xcc\x81",
    b"\xc3\xa9",
    b"\xff",
    b"\xc0\x80",
    b"0",
    b"00",
    b"-1",
    b"1.0",
    b"1e3",
    b"null",
    b"true",
    b"false",
    b"9007199254740991",
    b"9007199254740992",
    b"{}",
    b"[]",
    b"{",
    b"}",
    b"[",
    b"]",
    b"-",
    b"ABSENT",
    b"yes",
    b"+",
    b"=",
    b"==",
    b"A",
    b"a",
    "中".encode(),
    "— ".encode(),
    "\u3000".encode(),
    "🎲".encode(),
    b"2026-02-30",
    b"inactive",
    b"__proto__",
]


def mutated(rng: random.Random, data: bytes) -> bytes:
    """`data` with a few small things done to it; often only one."""
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice([0, 1, 1, 2, 8, 40]))
        kind = rng.randrange(6)
        if kind == 0 and at < len(data):
            data = data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
        elif kind == 1:
            data = data[:at] + data[to:]
        elif kind == 2:
            data = data[:at] + rng.choice(TOKENS) + data[at:]
        elif kind == 3:
            data = data[:at] + rng.choice(TOKENS) + data[to:]
        else:
            lines = data.split(b"\n")
            first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
            if kind == 4:
                lines[first], lines[second] = lines[second], lines[first]
            else:
                lines.insert(first, lines[second])
            data = b"\n".join(lines)
    return data


def answered(work: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """What the Python implementation says, in the form of the other's answers; refusals without their code."""
    try:
        return {"ok": work(*arguments)}
    except (PublisherError, ValueError):
        return {"refused": True}


def same(javascript: Node, question: dict[str, Any], work: Callable[..., Any], *arguments: Any) -> None:
    """Both accept and read the same, or both refuse. `work`: what this implementation does with `arguments`."""
    found = javascript.ask(question)
    expected = answered(work, *arguments)
    assert ("ok" in found) == ("ok" in expected), (question, found, expected)
    if "ok" in found:
        assert found["ok"] == expected["ok"], question
