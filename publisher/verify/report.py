"""What a verification says: a finding, a check's verdict, the whole report (protocol section 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from publisher.errors import Words
from publisher.verify.titles import TITLES


class Verdict(StrEnum):
    """What a check answers: it holds, it fails, it isn't due yet, or the evidence isn't there to judge."""

    PASS = "pass"
    FAIL = "fail"
    PENDING = "pending"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """How bad: fail above unknown above pending above pass."""
        return _RANKS[self]


_RANKS = {Verdict.PASS: 0, Verdict.PENDING: 1, Verdict.UNKNOWN: 2, Verdict.FAIL: 3}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check found, for a reader: the verdict, why, and how to see it without us.

    `draw`: the draw it is about, empty where it is about the whole log. `found` and `expected`: the two values that
    were compared. `by_hand`: a shell line that works in the published folder.
    """

    verdict: Verdict
    reason: Words
    draw: str = ""
    file: str = ""
    found: str = ""
    expected: str = ""
    by_hand: str = ""

    def to_json(self) -> dict[str, Any]:
        """The finding with all its members, empty ones too."""
        return {
            "verdict": str(self.verdict),
            "reason": {"zh": self.reason.zh, "en": self.reason.en},
            "draw": self.draw,
            "file": self.file,
            "found": self.found,
            "expected": self.expected,
            "by_hand": self.by_hand,
        }


def holds(zh: str, en: str, **place: str) -> Finding:
    """A finding that passes. `place`: draw, file, found, expected, by_hand."""
    return Finding(verdict=Verdict.PASS, reason=Words(zh, en), **place)


def fails(zh: str, en: str, **place: str) -> Finding:
    """A finding that fails."""
    return Finding(verdict=Verdict.FAIL, reason=Words(zh, en), **place)


def not_yet(zh: str, en: str, **place: str) -> Finding:
    """A finding that isn't due yet."""
    return Finding(verdict=Verdict.PENDING, reason=Words(zh, en), **place)


def not_known(zh: str, en: str, **place: str) -> Finding:
    """A finding for which the evidence isn't there."""
    return Finding(verdict=Verdict.UNKNOWN, reason=Words(zh, en), **place)


@dataclass(frozen=True)
class Check:
    """One of the twenty checks: its code, its title and what it means, in the public's words."""

    code: str
    title: Words
    explanation: Words


CHECKS: Mapping[str, Check] = {code: Check(code, *words) for code, words in TITLES.items()}

_NOTHING = not_known("没有可供判断的内容", "there is nothing to judge")


@dataclass(frozen=True)
class CheckResult:
    """What one check found; without any finding there was nothing to judge, which is never a pass."""

    check: Check
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, code: str, findings: Iterable[Finding]) -> CheckResult:
        """The result of the check `code`."""
        return cls(CHECKS[code], tuple(findings) or (_NOTHING,))

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings."""
        return max((finding.verdict for finding in self.findings), key=lambda verdict: verdict.rank)

    def to_json(self) -> dict[str, Any]:
        """Code, words, verdict and findings."""
        return {
            "code": self.check.code,
            "title": {"zh": self.check.title.zh, "en": self.check.title.en},
            "verdict": str(self.verdict),
            "findings": [finding.to_json() for finding in self.findings],
        }


@dataclass(frozen=True)
class Notice:
    """A fact that a reader should know though nothing is wrong."""

    words: Words
    draw: str = ""

    def to_json(self) -> dict[str, Any]:
        """The words and the draw."""
        return {"zh": self.words.zh, "en": self.words.en, "draw": self.draw}


@dataclass(frozen=True)
class Report:
    """The answer of a verification.

    `results`: code → result over everything; `draws`: draw → code → the findings about that draw and about the log
    as a whole. `genesis`: record hash of entry 0; `checkpoint`: fingerprint of the newest checkpoint, `size` its
    size (empty and 0 where they can't be read). `pinned`: whether the reader brought the genesis hash along.
    """

    results: Mapping[str, CheckResult]
    draws: Mapping[str, Mapping[str, CheckResult]]
    notices: tuple[Notice, ...]
    genesis: str
    pinned: bool
    checkpoint: str
    size: int
    bureau: str
    demo: bool
    now: datetime
    where: str

    @property
    def verdict(self) -> Verdict:
        """The worst of all."""
        return max((result.verdict for result in self.results.values()), key=lambda verdict: verdict.rank)

    @property
    def status(self) -> int:
        """The exit status of CLI.md: 1 for any fail, else 3 for any unknown or pending, else 0."""
        return {Verdict.FAIL: 1, Verdict.PASS: 0}.get(self.verdict, 3)

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values with stable keys."""
        return {
            "bureau": self.bureau,
            "checkpoint": {"fingerprint": self.checkpoint, "size": self.size},
            "checks": [result.to_json() for result in self.results.values()],
            "demo": self.demo,
            "draws": {
                draw: {code: result.to_json() for code, result in results.items()}
                for draw, results in self.draws.items()
            },
            "genesis": {"hash": self.genesis, "pinned": self.pinned},
            "notices": [notice.to_json() for notice in self.notices],
            "now": self.now.isoformat(),
            "status": self.status,
            "verdict": str(self.verdict),
            "where": self.where,
        }
