"""Results through their corrections: what counts, what was an error, and what only went on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from publisher.draw.evidence import json_text
from publisher.draw.identifiers import parse_date
from publisher.log.history import History, Logged
from publisher.log.records import SealedRow
from publisher.log.rows import NonrandomRow, ResultRow
from publisher.rules.results import Finding, Result, results, routine_rows

H = {letter: letter * 64 for letter in "abcdef"}
FOUND: Mapping[str, Any] = {
    "visited_on": "2026-04-15",
    "fixed_on": "2026-04-17",
    "inspectors": ["JC001", "JC002"],
    "method": "1",
    "codes": ["A"],
    "dispositions": [],
    "remark": "",
}
DRAWN: Mapping[str, Any] = {**FOUND, "draw": "2026-001", "object": "X", "items": ["LD-01"], "reason": ""}
ENTRY: Mapping[str, Any] = {
    "id": "2026-N001",
    "object": "Y",
    "agency": "hrss-ldjc",
    "items": ["LD-02"],
    "code": "TRANSFER",
    "from": "2026-04-10",
    "to": "2026-04-30",
    "source": H["f"],
    "reason": "",
}


def log(*rows: tuple[str, str, str, str]) -> History:
    """A log of rows: (hash, what it replaces, draw, object)."""
    records = (
        {
            "type": "correction" if replaces else ("result" if draw else "nonrandom"),
            "time": f"2026-04-{20 + number}T09:00:00+08:00",
            "draw": draw,
            "object": named,
            "row": row,
            "replaces": replaces,
        }
        for number, (row, replaces, draw, named) in enumerate(rows)
    )
    return History([json_text(record).encode() for record in records])


def read(history: History, texts: Mapping[str, ResultRow | NonrandomRow | Finding]) -> list[Result]:
    """The results of a log whose rows have these texts; every draw is the labour inspectorate's."""

    def text(logged: Logged[SealedRow]) -> ResultRow | NonrandomRow | Finding | None:
        return texts.get(logged.record.row)

    return results(history, text, lambda draw: "hrss-ldjc" if draw else "")


def drawn(**changes: Any) -> ResultRow:
    """A result of a draw."""
    return ResultRow.model_validate({**DRAWN, **changes})


def entry(result: Mapping[str, Any] | None = None, **changes: Any) -> NonrandomRow:
    """An entry of article 13, perhaps with its result."""
    return NonrandomRow.model_validate({**ENTRY, **({"result": dict(result)} if result else {}), **changes})


def test_the_newest_row_of_a_chain_counts_and_the_first_names_it() -> None:
    history = log((H["a"], "", "2026-001", "X"), (H["b"], H["a"], "2026-001", "X"), (H["c"], "", "2026-001", "Z"))
    found = read(history, {H["a"]: drawn(), H["b"]: drawn(codes=["E"], reason="录入有误"), H["c"]: drawn(object="Z")})
    assert [(result.root, result.newest.row, result.named) for result in found] == [
        (H["a"], H["b"], "X"),
        (H["c"], H["c"], "Z"),
    ]
    assert found[0].finding is not None
    assert found[0].finding.codes == ("E",)
    assert found[0].newest.day == parse_date("2026-04-21")


def test_a_row_whose_text_is_not_held_tells_nothing_and_is_still_there() -> None:
    found = read(log((H["a"], "", "2026-001", "X")), {})
    assert [(result.finding, result.visit, result.draw) for result in found] == [(None, None, "2026-001")]


def test_an_entry_is_no_visit_before_its_result_is_in() -> None:
    history = log((H["a"], "", "", "2026-N001"), (H["b"], H["a"], "", "2026-N001"))
    waiting = read(log((H["a"], "", "", "2026-N001")), {H["a"]: entry()})[0]
    made = read(history, {H["a"]: entry(), H["b"]: entry(FOUND)})[0]
    assert (waiting.visit, waiting.finding) == (None, None)
    assert waiting.entry is not None
    assert made.visit is not None
    assert (made.visit.object_id, made.visit.origin, made.visit.source) == ("Y", "nonrandom", "2026-N001")
    assert made.finding is not None
    assert (made.finding.reason, made.finding.agency) == ("TRANSFER", "hrss-ldjc")


def test_what_was_withdrawn_still_counts_by_its_trace() -> None:
    trace = Finding("X", "hrss-ldjc", ("LD-01",), parse_date("2026-04-15"), parse_date("2026-04-17"), (), ("E",))
    [found] = read(log((H["a"], "", "2026-001", "X")), {H["a"]: trace})
    assert found.visit is not None
    assert found.visit.codes == ("E",)


AGAIN = {"follow_up": {"visited_on": "2026-04-16", "inspectors": ["JC001", "JC003"]}, "reason": "复查"}


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ([drawn()], []),
        ([drawn(), drawn(codes=["E"], reason="录入有误")], ["b"]),
        ([drawn(), drawn(codes=["E"], **AGAIN)], []),
        ([drawn(), drawn(codes=["E"], **AGAIN), drawn(codes=["1"], **{**AGAIN, "reason": "录入有误"})], ["c"]),
        ([drawn(), drawn(codes=["E"], reason="录入有误"), drawn(codes=["1"], **AGAIN)], ["b"]),
    ],
)
def test_a_re_check_is_no_error_that_was_corrected(rows: list[ResultRow], errors: list[str]) -> None:
    names = "abc"[: len(rows)]
    chain = [(H[name], H[names[n - 1]] if n else "", "2026-001", "X") for n, name in enumerate(names)]
    [found] = read(log(*chain), {H[name]: row for name, row in zip(names, rows, strict=True)})
    assert [told.row for told in found.corrections()] == [H[name] for name in errors]
    assert routine_rows([found]) == {H[name] for name in names[1:] if name not in errors}


def test_the_first_result_of_an_entry_is_no_error_and_what_changes_it_later_is() -> None:
    chain = [(H["a"], "", "", "N"), (H["b"], H["a"], "", "N"), (H["c"], H["b"], "", "N")]
    rows = {H["a"]: entry(), H["b"]: entry(FOUND), H["c"]: entry({**FOUND, "codes": ["E"]}, reason="录入有误")}
    [found] = read(log(*chain), rows)
    assert [told.row for told in found.corrections()] == [H["c"]]


def test_an_entry_that_was_put_right_before_the_visit_was_an_error() -> None:
    chain = [(H["a"], "", "", "N"), (H["b"], H["a"], "", "N"), (H["c"], H["b"], "", "N")]
    [found] = read(log(*chain), {H["a"]: entry(), H["b"]: entry(to="2026-05-10", reason="改期"), H["c"]: entry(FOUND)})
    assert [told.row for told in found.corrections()] == [H["b"]]


def test_how_the_free_text_goes_out_is_told_with_it() -> None:
    row = drawn(review={"mode": "withheld", "ground": "privacy"})
    [found] = read(log((H["a"], "", "2026-001", "X")), {H["a"]: row})
    assert found.finding is not None
    assert (found.finding.mode, found.finding.ground) == ("withheld", "privacy")
