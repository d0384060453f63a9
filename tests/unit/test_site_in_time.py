"""What the site counts by is what was in force then: witnesses at the commit, the policy of the day."""

from __future__ import annotations

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
from publisher.site.contents.overdue import overdue
from publisher.site.read.view import View, read_view
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


def test_a_policy_counts_from_its_day_on_and_not_before(files: Files, view: View, now: datetime) -> None:
    logged = view.ledger.history.files("policy")[-1].record
    policy = parse_json(files[places.snapshot(logged.sha256, "json")])
    policy["numbers"]["roster_age_days"] = 3
    new = json_text(policy).encode()
    record = logged.evidence() | {
        "sha256": sha256_hex(new),
        "effective": "2027-01-01",
        "time": LATER,
        "version": "下年",
    }
    after = read_view(with_record(files, record, {places.snapshot(sha256_hex(new), "json"): new}), now)
    assert after.numbers == view.numbers
    assert overdue(after) == overdue(view)
    next_year = read_view(after.files, parse_time("2027-01-02T10:00:00+08:00"))
    assert next_year.numbers.roster_age_days == 3
