"""What the site counts by is what was in force then: witnesses at the commit, the policy of the day."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from publisher.demo.grown_log import GrownLog
from publisher.draw.evidence import json_text, parse_json, sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.log import ed25519, places
from publisher.log.notes import COSIGNER_KEY, vkey_for
from publisher.rules.publishing import Publication
from publisher.rules.shares import Share
from publisher.site.contents.appraisals import appraisals
from publisher.site.contents.coverage import timely
from publisher.site.contents.fairness import fairness
from publisher.site.contents.home import home_numbers
from publisher.site.contents.incidents import incidents
from publisher.site.contents.overdue import overdue
from publisher.site.contents.results import results_by_year
from publisher.site.contents.takeaway import tables
from publisher.site.contents.year import year_words
from publisher.site.pages import build_pages
from publisher.site.pages.articles import article_evidence
from publisher.site.read.view import View, read_view
from publisher.verify import Held, verify
from publisher.workspace import published_files

ROOT = Path(__file__).parents[2]
Files = dict[str, bytes]
LATER = "2026-10-14T10:00:00+08:00"
"""After the sample's last publication, before its clock."""


@pytest.fixture(scope="module")
def files() -> Files:
    return published_files(ROOT)


@pytest.fixture(scope="module")
def now(files: Files) -> datetime:
    return parse_time(parse_json(files[places.BUREAU])["now"])


@pytest.fixture(scope="module")
def view(files: Files, now: datetime) -> View:
    return read_view(files, now)


def with_record(files: Files, record: Mapping[str, object], more: Files) -> Files:
    """The evidence with one more record, signed by nobody that counts: nothing here judges signatures."""
    log = GrownLog.of(files)
    signatures = next(entry for entry in log.entries if b"\n\n" in entry).partition(b"\n\n")[2]
    log.entries.append(json_text(dict(record)).encode() + b"\n" + signatures)
    log.files |= more
    log.seal()
    return log.evidence()


def other_witnesses(files: Files) -> Files:
    """A trust policy that has other outside witnesses, put in force."""
    old = files[places.TRUST]
    policy = parse_json(old)
    for number, witness in enumerate(policy["witnesses"]):
        key = ed25519.public_key(bytes([number + 1]) * ed25519.KEY_BYTES)
        witness["vkey"] = vkey_for(f"new{number}.example/witness", key, COSIGNER_KEY).text
    new = json_text(policy).encode()
    held = {places.snapshot(sha256_hex(data), "json"): data for data in (old, new)}
    record = {"type": "trust", "time": LATER, "trust": sha256_hex(new), "reason": "换见证人"}
    return with_record(files, record, {**held, places.TRUST: new})


def test_other_witnesses_make_nothing_late_that_the_old_ones_saw_in_time(
    files: Files, view: View, now: datetime
) -> None:
    after = read_view(other_witnesses(files), now)
    assert after.faults == view.faults
    assert after.ledger.policy != view.ledger.policy
    assert Counter(one.state(after.today) for one in after.publications) == Counter(
        one.state(view.today) for one in view.publications
    )
    assert overdue(after) == overdue(view)
    for draw in view.draws:
        same = after.by_number[draw.draw]
        assert [event.title for event in same.timeline] == [event.title for event in draw.timeline]


def test_what_the_new_witnesses_alone_could_see_is_seen_by_nobody_yet(files: Files, now: datetime) -> None:
    """The newest checkpoint bears the old witnesses' lines only: a change of witnesses doesn't let them count."""
    after = read_view(other_witnesses(files), now)
    newest = after.ledger.newest
    assert newest is not None
    assert after.ledger.first_cosigned(newest.size - 1) is None


def next_years_policy(files: Files, view: View, **numbers: object) -> Files:
    """The evidence with a policy that is signed and comes into force at New Year."""
    logged = view.ledger.history.files("policy")[-1].record
    policy = parse_json(files[places.snapshot(logged.sha256, "json")])
    policy["numbers"] |= numbers
    new = json_text(policy).encode()
    record = logged.evidence() | {
        "sha256": sha256_hex(new),
        "effective": "2027-01-01",
        "time": LATER,
        "version": "下年",
    }
    return with_record(files, record, {places.snapshot(sha256_hex(new), "json"): new})


def test_a_policy_counts_from_its_day_on_and_not_before(files: Files, view: View, now: datetime) -> None:
    after = read_view(next_years_policy(files, view, roster_age_days=3), now)
    assert after.numbers == view.numbers
    assert overdue(after) == overdue(view)
    next_year = read_view(after.files, parse_time("2027-01-02T10:00:00+08:00"))
    assert next_year.numbers.roster_age_days == 3


LONG_AFTER = parse_time("2027-01-20T09:00:00+08:00")
"""When every term of the sample's draws has passed, the supplements' too."""


@pytest.mark.parametrize("moment", ["2026-11-01", "2026-11-21", "2026-12-19", "2027-01-20", "2027-03-25"])
def test_results_that_are_missing_are_those_that_the_verifier_misses(files: Files, moment: str) -> None:
    """C17, draw by draw: whoever was drawn and has no result past the term."""
    at = parse_time(f"{moment}T09:00:00+08:00")
    missed = Counter(one.draw for one in read_view(files, at).publications if one.missing)
    check = verify(Held(files), now=at).results["C17"]
    said = [finding for finding in check.findings if "到期仍无结果" in finding.reason.zh]
    assert missed == Counter(finding.draw for finding in said)
    assert bool(missed) == (moment != "2026-11-01")


def test_missing_results_are_told_wherever_results_in_time_are(files: Files) -> None:
    view = read_view(files, parse_time("2026-12-25T09:00:00+08:00"))
    missing, done = (sum(test(one) for one in view.publications) for test in (_missing, _done))
    assert missing > 0
    assert view.year is not None
    [unit] = view.year.appraised
    on_time = next(one for one in unit.indicators if one.code == "on-time")
    assert on_time.share == Share(done, done + missing)
    assert home_numbers(view)[3].value == on_time.share.percent
    assert f"有{missing}条逾期" in timely(view, view.today.year).message
    assert len(incidents(view).late) == missing
    assert f"到期未公示{missing}条" in "".join(line.text for line in article_evidence(view)[18])
    assert f"逾期{missing}" in "".join(line.text for line in article_evidence(view)[22])
    assert {event.role for event in view.year.events if event.kind == "late"} == {"unit"}


def _missing(one: Publication) -> bool:
    return one.missing


def _done(one: Publication) -> bool:
    return one.public_on is not None


def test_a_missing_result_is_marked_on_its_draws_page_and_in_the_list(files: Files) -> None:
    view = read_view(files, parse_time("2026-12-25T09:00:00+08:00"))
    pages = build_pages(view)
    for draw in view.draws:
        left = len(view.missing.get(draw.draw, ()))
        page = pages[f"{draw.folder}index.html"].html
        assert page.count("逾期，没有结果") == left
        assert (f"{left} 户到期没有结果" in page) == bool(left)
        assert (f"{left} 户到期没有结果" in row_of(pages["draws/index.html"].html, draw.draw)) == bool(left)
    late = pages["oversight.html"].html
    for number, objects in view.missing.items():
        assert all(f'href="draws/{number}/index.html#u-{key}"' in late for key in objects)
    assert all(one.said in late for one in overdue(view))


def row_of(html: str, draw: str) -> str:
    """The row of a draw in the list of all draws."""
    rows: list[str] = re.findall(r"<tr data-in=.*?</tr>", html, re.DOTALL)
    return next(row for row in rows if f">{draw}<" in row)


def test_what_is_missing_is_overdue_once(files: Files) -> None:
    """As a draw's own duty; not again as a result that waits to be sealed."""
    late = overdue(read_view(files, LONG_AFTER))
    assert "seal" not in {one.code for one in late}
    assert {one.link for one in late if one.code == "result"} == {
        f"draws/2026-00{number}/index.html" for number in (4, 5, 6, 7)
    }


NEXT_YEAR = "2027-03-01T09:00:00+08:00"


def numbers_in(html: str) -> list[str]:
    """The numbers of every table of a page, row by row."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    return [re.sub(r"<[^>]*>", " ", row).strip() for row in rows]


def test_at_new_year_the_past_year_keeps_its_pages_and_tables(files: Files) -> None:
    """SITE.md: the address of a page never changes. What `year.html` told goes on at an address with its year."""
    last, after = read_view(files, parse_time("2026-12-31T23:00:00+08:00")), read_view(files, parse_time(NEXT_YEAR))
    assert [numbers.year for numbers in after.years] == [2027, 2026]
    before, then = build_pages(last), build_pages(after)
    for newest, earlier in (
        ("year.html", "statistics/2026.html"),
        ("appraisal.html", "appraisal/2026.html"),
        ("drawn.html", "draws/drawn-2026.html"),
        ("results.html", "results/2026.html"),
    ):
        assert "2026年" in then[newest].html
        assert f'href="{posixpath.relpath(earlier, posixpath.dirname(newest) or ".")}"' in then[newest].html
        was, now = numbers_in(before[newest].html), numbers_in(then[earlier].html)
        assert len(was) == len(now) > 1
        if newest not in ("year.html", "appraisal.html"):  # terms that have passed since then count there
            assert was == now
    taken = dict(tables(last))
    assert {path for path in taken if "2026" in path} <= dict(tables(after)).keys()
    assert dict(tables(after))["draws/drawn-2026"] == taken["draws/drawn-2026"]
    assert dict(tables(after))["statistics/2026"] == taken["statistics/2026"]


def test_the_numbers_of_a_past_year_lead_to_the_rows_of_that_year(files: Files) -> None:
    after = read_view(files, parse_time(NEXT_YEAR))
    pages = build_pages(after)
    told = {made.year: [set(line.tags) for line in made.lines] for made in results_by_year(after)}
    for table in year_words(after, after.years[1])["tables"]:
        for row in table.rows:
            page, _, only = row.rows.partition("?only=")
            assert page == "results/2026.html"
            assert page in pages
            assert sum(bool(set(only.split(",")) & tags) for tags in told[2026]) == row.checked
    [linked] = {row.rows.partition("?")[0] for chart in fairness(after, 2026).charts for row in chart.rows}
    assert linked in pages


def test_a_past_year_is_told_by_the_numbers_that_were_in_force_then(files: Files, view: View) -> None:
    pages = build_pages(read_view(next_years_policy(files, view, joint_share="0.5"), parse_time(NEXT_YEAR)))
    assert "目标 15%" in pages["statistics/2026.html"].html
    assert "目标 50%" in pages["year.html"].html


def test_what_no_draw_took_in_a_past_year_is_missed_and_not_called_not_due(files: Files) -> None:
    """One draw of the sample's plan was never even sealed: at New Year its period is over."""
    now, after = (read_view(files, parse_time(at)) for at in ("2026-10-15T09:00:00+08:00", NEXT_YEAR))
    for view, numbers, is_open in ((now, now.years[0], True), (after, after.years[1], False)):
        [unit] = appraisals(view, numbers)
        plan = next(one for one in unit.indicators if one.indicator.code == "plan-done")
        assert plan.indicator.is_open == is_open
        assert any(one.label == "2026-5 第2次" for one in plan.groups[0].listed) != is_open


def test_a_missing_result_is_called_by_its_firm_in_the_appraisal_and_leads_to_it(files: Files) -> None:
    view = read_view(files, parse_time("2026-12-25T09:00:00+08:00"))
    [unit] = appraisals(view, view.years[0])
    on_time = next(one for one in unit.indicators if one.indicator.code == "on-time")
    expected = {
        f"draws/{draw}/index.html#u-{key}": view.by_number[draw].people.object(key)
        for draw, objects in view.missing.items()
        for key in objects
    }
    assert {one.link for one in on_time.groups[0].listed} == expected.keys()
    for one in on_time.groups[0].listed:
        assert (expected[one.link].name or expected[one.link].short) in one.label
