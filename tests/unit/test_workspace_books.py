"""The books as anyone reads them from what is published: typed, complete, and undisturbed by a file that is missing."""

from __future__ import annotations

from datetime import date

import pytest
from small_bureau import CONCLUDED, DRAW, VISITED, Bureau, done, write_results

from publisher.demo import acts
from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.log.counted import PublicRegisters
from publisher.log.history import History
from publisher.log.trust import TrustHistory
from publisher.rules.year_numbers import year_numbers
from publisher.workspace import published_files
from publisher.workspace.books import Books, read_books
from publisher.workspace.numbers import year_facts
from publisher.workspace.seen import Seen

SEEN_AT = "2026-04-21T10:00:00+08:00"
STATED = "2026-04-20T10:00:00+08:00"


def books(bureau: Bureau) -> Books:
    """The books of what a bureau publishes."""
    return read_books(published_files(bureau.root), bureau.workspace.history())


@pytest.fixture
def told(concluded: Bureau) -> Bureau:
    """A bureau whose draw has its results, cosigned a day later."""
    write_results(concluded, list(acts.teams(concluded.stage(VISITED), DRAW)), outcome=("E", "3", ""))
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    acts.cosign(concluded.stage(SEEN_AT))
    return concluded


def test_everything_that_was_published_is_read_and_nothing_is_missing(told: Bureau) -> None:
    found = books(told)
    assert found.faults == ()
    assert list(found.draws) == [DRAW]
    assert len(found.results) == len(found.draws[DRAW].teams)
    assert {result.finding.agency for result in found.results if result.finding} == {"hrss-ldjc"}
    assert found.objects.keys() == {result.finding.object_id for result in found.results if result.finding}
    assert [(plan.year, plan.unit, plan.approved_on) for plan in found.plans] == [(2026, "hrss-ldjc", date(2026, 4, 3))]
    assert found.partners == {"market"}
    assert found.units == ("hrss-ldjc",)
    assert found.registers == PublicRegisters()


def test_a_row_is_public_since_a_quorum_had_it_before_it(told: Bureau) -> None:
    found = books(told)
    days = {found.published_on(row.logged.position, row.logged.record) for r in found.results for row in r.rows}
    assert days == {date(2026, 4, 21)}


def test_a_row_that_nobody_has_cosigned_is_not_public_yet(concluded: Bureau) -> None:
    write_results(concluded, list(acts.teams(concluded.stage(VISITED), DRAW))[:1])
    done(concluded.run("keeper", VISITED, "seal", DRAW))
    found = books(concluded)
    [row] = found.results[0].rows
    assert found.published_on(row.logged.position, row.logged.record) is None


def test_without_witnesses_an_entrys_own_day_counts() -> None:
    seen = Seen([], TrustHistory([], {}))
    assert seen.day(3, STATED) == date(2026, 4, 20)
    assert seen.moment(3, STATED) == parse_time(STATED)


def test_a_later_checkpoint_that_was_cosigned_earlier_counts_for_what_came_before(told: Bureau) -> None:
    """A witness that was away signs the newest checkpoint alone: it holds all that came before."""
    trust, notes = told.workspace.trust, told.workspace.checkpoints()
    newest = max(notes)
    seen = Seen([notes[newest]], TrustHistory([(0, trust.hash)], {trust.hash: trust}))
    assert seen.moment(0, STATED) == seen.moment(newest - 1, STATED) != parse_time(STATED)
    assert seen.moment(newest, STATED) is None


def test_a_policy_that_is_not_held_leaves_unknown_who_saw_what(told: Bureau) -> None:
    seen = Seen(told.workspace.checkpoints().values(), TrustHistory([(0, "0" * 64)], {}))
    assert seen.moment(0, STATED) is None
    assert seen.day(0, STATED) is None


def test_the_policy_that_counts_is_the_one_signed_by_then(told: Bureau) -> None:
    found = books(told)
    assert found.policy(date(2026, 4, 20)) is not None
    assert found.policy(date(2026, 4, 20), 0) is None
    assert found.policy(date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    "part", ["teams.csv", "order.json", "panel.csv", "rows/", "snapshots/", "checkpoints/", "trust"]
)
@pytest.mark.parametrize("how", ["gone", "rubbish"])
def test_a_file_that_is_missing_or_damaged_is_named_and_the_rest_is_read(part: str, how: str, told: Bureau) -> None:
    files = published_files(told.root)
    for name in [name for name in files if part in name]:
        if how == "gone":
            del files[name]
        else:
            files[name] = b"\xff\x00 rubbish"
    found = read_books(files, told.workspace.history())
    assert found.faults or (part in ("rows/", "checkpoints/") and how == "gone")
    assert all(fault.file for fault in found.faults)
    policy = found.policy(date(2026, 4, 30)) or books(told).policy(date(2026, 4, 30))
    assert policy is not None
    assert year_numbers(year_facts(found, 2026, date(2026, 4, 30), policy)).year == 2026


def test_an_empty_log_gives_empty_books() -> None:
    found = read_books({}, History([]))
    assert (found.results, found.plans, found.policies, found.units) == ((), (), (), ())
    assert [fault.file for fault in found.faults] == [places.TRUST]


def test_the_books_go_as_far_as_the_log_that_is_given(told: Bureau) -> None:
    files, entries = published_files(told.root), told.workspace.entries()
    outcome = told.workspace.history().draws[DRAW].outcome
    assert outcome is not None
    early = read_books(files, History(entries[: outcome.position]))
    assert early.results == ()
    assert early.draws[DRAW].members == ()


def test_two_readers_of_the_same_files_have_the_same_numbers(told: Bureau) -> None:
    first, second = books(told), read_books(published_files(told.root), told.workspace.history())
    policy = first.policy(date(2026, 4, 30))
    assert policy is not None
    numbers = [year_numbers(year_facts(found, 2026, date(2026, 4, 30), policy)) for found in (first, second)]
    assert repr(numbers[0].dimensions) == repr(numbers[1].dimensions)
    assert numbers[0].total.cell == (len(first.results), len(first.results))


def test_what_the_sitting_left_is_there_before_any_result(concluded: Bureau) -> None:
    found = books(concluded)
    assert found.results == ()
    assert found.draws[DRAW].day == date.fromisoformat(CONCLUDED[:10])
    assert set(found.draws[DRAW].strata.values()) <= set(found.draws[DRAW].stratum_of.values())
