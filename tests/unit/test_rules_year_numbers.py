"""The year in numbers, composed from typed facts: every table recomputed by hand once (articles 13, 15, 19, 21, 22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest
from plain_order import ORDER

from publisher.draw.evidence import json_text
from publisher.draw.tables import ChangeRow, Member
from publisher.log.history import History, Logged
from publisher.log.records import SealedRow
from publisher.rules.appraisal import unsupported
from publisher.rules.calendar import WorkCalendar
from publisher.rules.draw_files import DrawFile
from publisher.rules.plans import Progress
from publisher.rules.publishing import Terms, Unsealed, publications
from publisher.rules.results import Finding, Result, results
from publisher.rules.shares import Share
from publisher.rules.statistics import Cell
from publisher.rules.year_facts import UNKNOWN, Place, Year
from publisher.rules.year_numbers import year_numbers

T = "0" * 64
H = "a" * 64


class Meaning(NamedTuple):
    """What the tests need of a result code."""

    clean: bool = False
    needs_followup: bool = False
    refer: str | None = None
    roster_action: str | None = None
    publish: str = "full"


MEANINGS = {
    "1": Meaning(clean=True),
    "A": Meaning(needs_followup=True),
    "E": Meaning(),
    "9": Meaning(roster_action="x"),
}


class Numbers(NamedTuple):
    """A county's numbers."""

    merge_below: int = 3
    confidence: str = "0.95"
    jump_level: str = "0.05"
    joint_share: str = "0.15"
    roster_age_days: int = 30


OUTCOME: dict[str, Any] = {"commit": H, "close": H, "seed": H, "files": {}}


def record(kind: str, draw: str, time: str, **more: Any) -> bytes:
    """An entry of the log."""
    return json_text({"type": kind, "draw": draw, "time": f"{time}T10:00:00+08:00", **more}).encode()


def rows(*found: tuple[str, str, Finding]) -> Iterator[tuple[bytes, str, Finding]]:
    """An entry for each (draw, object, finding), with its row's hash."""
    for number, (draw, named, finding) in enumerate(found):
        row = f"{number:064x}"
        kind = "result" if draw else "nonrandom"
        yield record(kind, draw, finding.fixed_on.isoformat(), object=named, row=row, replaces=""), row, finding


def finding(object_id: str, day: str, *codes: str, reason: str = "", people: tuple[str, ...] = ("A", "B")) -> Finding:
    """A visit of the unit u, fixed on its own day."""
    on = date.fromisoformat(day)
    return Finding(object_id, "u", ("LD-01", "LD-02"), on, on, people, codes or ("1",), None, "full", "", reason)


def year(*found: tuple[str, str, Finding], outcomes: dict[str, str] | None = None, **changes: Any) -> Year:
    """The facts of 2026: results, and draws with these outcome days, all by the unit u whose partner is p."""
    entries = [record("outcome", draw, day, **OUTCOME) for draw, day in (outcomes or {}).items()]
    listed = list(rows(*found))
    history = History([*entries, *(entry for entry, _, _ in listed)])
    assert not any(entry.error for entry in history.entries)
    texts = {row: finding for _, row, finding in listed}

    def read(logged: Logged[SealedRow]) -> Finding | None:
        return texts.get(logged.record.row)

    draws = {
        draw: DrawFile(
            records=records,
            order=ORDER.model_copy(update={"unit": "u"}),
            members=tuple(Member(f[1], seat, "AB"[seat - 1], T) for f in found if f[0] == draw for seat in (1, 2)),
            departments={"A": "u", "B": "u", "P": "p"},
            strata={f[1]: "all" for f in found if f[0] == draw},
        )
        for draw, records in history.draws.items()
        if records.outcome
    }
    made: list[Result] = results(history, read, lambda _: "u")
    known: dict[str, Any] = {
        "year": 2026,
        "until": date(2026, 12, 31),
        "history": history,
        "results": made,
        "draws": draws,
        "places": {f[2].object_id: Place("C", "441624100", "企业") for f in found},
        "units": ["u"],
        "partners": {"p"},
        "meanings": MEANINGS,
        "numbers": Numbers(),
    }
    return Year(**{**known, **changes})


def test_visits_are_counted_by_the_day_of_the_visit_and_up_to_the_day_asked() -> None:
    facts = year(
        ("2026-001", "X", finding("X", "2026-03-02", "E")),
        ("2026-001", "Y", finding("Y", "2026-03-03")),
        ("2025-001", "Z", finding("Z", "2025-11-03", "E")),
    )
    assert year_numbers(facts).total.cell == Cell(2, 1)
    assert year_numbers(replace(facts, until=date(2026, 3, 2))).total.cell == Cell(1, 1)
    assert year_numbers(replace(facts, year=2025, until=date(2025, 12, 31))).total.cell == Cell(1, 1)


def test_a_closed_firm_is_no_problem_found_and_an_open_result_is_one() -> None:
    facts = year(("2026-001", "X", finding("X", "2026-03-02", "9")), ("2026-001", "Y", finding("Y", "2026-03-03", "A")))
    assert year_numbers(facts).total.cell == Cell(2, 1)


def cells(facts: Year, code: str) -> list[tuple[tuple[str, ...], Cell]]:
    """A dimension's cells of the last year in it."""
    found = next(dimension for dimension in year_numbers(facts).dimensions if dimension.code == code)
    return [(cell.categories, cell.cell) for cell in found.rows[-1].cells]


MANY = tuple(("2026-001", f"F{n}", finding(f"F{n}", "2026-03-02", "E" if n < 2 else "1")) for n in range(6))


def test_each_dimension_counts_the_same_visits_in_its_own_way() -> None:
    places = {f"F{n}": Place("C" if n < 3 else "E", "441624100", "企业") for n in range(6)}
    facts = year(*MANY, outcomes={"2026-001": "2026-02-20"}, places=places)
    assert cells(facts, "item") == [(("LD-01",), Cell(6, 2)), (("LD-02",), Cell(6, 2))]
    assert cells(facts, "section") == [(("C",), Cell(3, 2)), (("E",), Cell(3, 0))]
    assert cells(facts, "stratum") == [(("all",), Cell(6, 2))]
    assert cells(facts, "origin") == [(("draw",), Cell(6, 2))]


def test_who_is_not_known_any_more_still_counts() -> None:
    assert cells(year(*MANY, places={}), "town") == [((UNKNOWN,), Cell(6, 2))]


def test_risk_classes_are_counted_only_where_the_reader_has_them() -> None:
    assert "risk" not in [dimension.code for dimension in year_numbers(year(*MANY)).dimensions]
    risk = {f"F{n}": ("hr-A",) if n < 3 else ("hr-B",) for n in range(6)}
    assert cells(year(*MANY, risk=risk), "risk") == [(("hr-A",), Cell(3, 2)), (("hr-B",), Cell(3, 0))]


def test_a_small_cell_is_merged_in_every_year_alike() -> None:
    places = {f"F{n}": Place("C" if n < 4 else "E", "t", "k") for n in range(6)}
    older = tuple(("2025-001", f"F{n}", finding(f"F{n}", "2025-03-02")) for n in range(6))
    found = next(d for d in year_numbers(year(*older, *MANY, places=places)).dimensions if d.code == "section")
    assert [row.years for row in found.rows] == [("2025",), ("2026",)]
    assert [[cell.categories for cell in row.cells] for row in found.rows] == [[("C", "E")], [("C", "E")]]
    assert [row.total.cell for row in found.rows] == [Cell(6, 0), Cell(6, 2)]


def test_every_rate_has_its_interval() -> None:
    found = year_numbers(year(*MANY)).total
    assert found.interval is not None
    assert 0 < found.interval.low < 1 / 3 < found.interval.high < 1


def test_a_half_year_is_held_against_the_one_before() -> None:
    before = tuple(("2026-001", f"B{n}", finding(f"B{n}", "2026-03-02")) for n in range(20))
    now = tuple(("2026-002", f"N{n}", finding(f"N{n}", "2026-08-02", "E" if n < 9 else "1")) for n in range(20))
    found = year_numbers(year(*before, *now))
    assert str(found.half) == "2026-H2"
    assert {jump.dimension for jump in found.jumps if jump.jumped} >= {"item", "section", "town"}
    calm = year_numbers(replace(year(*before, *now), until=date(2026, 6, 30)))
    assert (str(calm.half), calm.jumps) == ("2026-H1", ())


def test_exceptions_are_told_by_reason_and_share() -> None:
    outside = ("", "2026-N001", finding("X", "2026-03-02", reason="TRANSFER"))
    found = year_numbers(year(*MANY[:3], outside)).exceptional
    assert found.share == Share(1, 4)
    assert found.by_code == {"COMPLAINT": 0, "BIGDATA": 0, "TRANSFER": 1, "SUPERIOR": 0}


def test_a_draw_is_joint_where_a_partner_was_at_every_visit() -> None:
    joint = tuple(("2026-001", f"J{n}", finding(f"J{n}", "2026-03-02", people=("A", "P"))) for n in range(2))
    own = tuple(("2026-002", f"O{n}", finding(f"O{n}", "2026-04-02")) for n in range(2))
    outcomes = {"2026-001": "2026-02-20", "2026-002": "2026-03-20"}
    found = year_numbers(year(*joint, *own, outcomes=outcomes, until=date(2026, 4, 30)))
    assert (found.joint.tasks, found.joint.visits, found.joint.joint) == (Share(1, 2), Share(2, 4), ("2026-001",))
    assert [str(month.tasks) for month in found.trend] == ["0/0", "1/1", "1/2", "1/2"]
    assert found.needed == 0
    assert year_numbers(year(*own, outcomes={"2026-002": "2026-03-20"})).needed == 1


def test_of_a_withdrawn_result_the_team_drawn_says_who_was_there() -> None:
    trace = finding("X", "2026-03-02", people=())
    facts = year(("2026-001", "X", trace), outcomes={"2026-001": "2026-02-20"})
    assert year_numbers(facts).joint.visits == Share(0, 1)
    file = facts.draws["2026-001"]
    partner = replace(file, changes=((ChangeRow("substitute", "X", "B", "P", T),),))
    assert year_numbers(replace(facts, draws={"2026-001": partner})).joint.visits == Share(1, 1)


def appraised(facts: Year) -> dict[str, tuple[str, bool | None]]:
    """The unit's indicators by code: share, met."""
    [unit] = year_numbers(facts).appraised
    assert all(unsupported(item) == [] for item in unit.indicators)
    return {item.code: (str(item.share), item.met) for item in unit.indicators}


def test_a_unit_is_appraised_by_six_indicators_each_naming_what_it_counts() -> None:
    terms = Terms(30, 20, WorkCalendar({2026: {}}))
    base = year(*MANY, outcomes={"2026-001": "2026-02-20"})
    seen = {told.row: date(2026, 3, 20) for result in base.results for told in result.rows}
    late = base.results[0].root
    listed = publications(
        base.results,
        [Unsealed("2026-001", "F9", date(2026, 3, 2))],
        terms=lambda *_: terms,
        public_on=lambda told: date(2026, 5, 1) if told.row == late else seen[told.row],
        today=base.until,
    )
    facts = replace(
        base,
        publications=listed,
        progress={"u": [Progress("1", "open", ("2026-001",), (2,))]},
        rosters={"objects": date(2026, 12, 20), "inspectors": date(2026, 1, 5)},
        targets={"plan_done": "1", "joint": "0.15", "substitutions": "0.1"},
    )
    assert appraised(facts) == {
        "plan-done": ("1/2", False),
        "on-time": ("5/7", None),  # one was late, one isn't sealed and overdue
        "joint": ("0/1", False),
        "roster-fresh": ("1/2", None),
        "substitutions": ("0/12", True),
        "corrections": ("0/6", None),
    }
    assert ("log", "late") in year_numbers(facts).by_role


@pytest.mark.parametrize(("unit", "expected"), [("u", "6/6"), ("v", "0/0")])
def test_a_unit_answers_for_its_own_draws_alone(unit: str, expected: str) -> None:
    base = year(*MANY, outcomes={"2026-001": "2026-02-20"}, units=[unit])
    [found] = year_numbers(base).appraised
    among = {item.code: len(item.among) for item in found.indicators}
    assert among["corrections"] == int(expected.partition("/")[2])


def test_a_year_without_anything_has_tables_without_rows() -> None:
    found = year_numbers(year())
    assert found.total.cell == Cell(0, 0)
    assert found.total.interval is None
    assert all(dimension.rows == () for dimension in found.dimensions)
    assert found.exceptional.share.percent == "—"
    assert found.withdrawals == {"repair": 0, "expired": 0, "court": 0}
