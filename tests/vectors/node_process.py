"""One Node process that answers for the JavaScript verifier, a JSON line for each question (tests/node/batch.mjs)."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
TESTS = REPOSITORY / "tests" / "node"


def node() -> str:
    """The path of Node, which the second implementation's tests need."""
    found = shutil.which("node")
    if found is None:
        raise RuntimeError("these tests need Node 20 or later (on Debian: apt-get install nodejs)")
    return found


def encoded(data: bytes) -> str:
    """Bytes as a JSON text can carry them."""
    return base64.b64encode(data).decode()


class Node:
    """A question is `{"op": …}`, an answer `{"ok": …}` or `{"refused": code}`."""

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
