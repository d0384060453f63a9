"""What a report may say: the worst counts, nothing passes on no evidence, and its JSON keeps its keys."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from publisher.errors import Words
from publisher.verify import CHECKS, CheckResult, Finding, Held, Report, Verdict, verify

CODES = [f"C{number:02d}" for number in range(1, 21)]
PASS, FAIL, PENDING, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.PENDING, Verdict.UNKNOWN
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def finding(verdict: Verdict) -> Finding:
    return Finding(verdict=verdict, reason=Words("因", "why"))


def report(verdicts: list[Verdict]) -> Report:
    results = {f"C{n:02d}": CheckResult.of(f"C{n:02d}", [finding(v)]) for n, v in enumerate(verdicts, 1)}
    return Report(results, {}, (), "", False, "", 0, "", False, NOW, "")


def test_there_are_twenty_checks_each_with_its_words() -> None:
    assert list(CHECKS) == CODES
    for code, check in CHECKS.items():
        assert check.code == code
        for words in (check.title, check.explanation):
            assert words.zh
            assert words.en
    assert len({check.title.zh for check in CHECKS.values()}) == 20


@pytest.mark.parametrize("verdicts", list(itertools.permutations([PASS, PENDING, UNKNOWN, FAIL], 2)))
def test_the_worst_finding_is_the_verdict(verdicts: tuple[Verdict, Verdict]) -> None:
    worst = max(verdicts, key=[PASS, PENDING, UNKNOWN, FAIL].index)
    assert CheckResult.of("C01", map(finding, verdicts)).verdict is worst


def test_no_finding_is_unknown_never_a_pass() -> None:
    assert CheckResult.of("C14", []).verdict is UNKNOWN


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [([PASS], 0), ([PASS, FAIL, UNKNOWN], 1), ([PASS, UNKNOWN], 3), ([PENDING], 3), ([FAIL, PENDING], 1)],
)
def test_the_exit_status_is_that_of_the_command_line(verdicts: list[Verdict], status: int) -> None:
    assert report(verdicts).status == status


def test_the_json_has_stable_keys() -> None:
    value = verify(Held({}), now=NOW).to_json()
    assert sorted(value) == [
        "bureau",
        "checkpoint",
        "checks",
        "demo",
        "draws",
        "genesis",
        "notices",
        "now",
        "status",
        "verdict",
        "where",
    ]
    assert [check["code"] for check in value["checks"]] == CODES
    assert sorted(value["checks"][0]) == ["code", "findings", "title", "verdict"]
    parts = ["by_hand", "draw", "expected", "file", "found", "reason", "verdict"]
    assert sorted(value["checks"][0]["findings"][0]) == parts
    assert value["now"] == "2024-01-01T00:00:00+00:00"
