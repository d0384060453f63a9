"""第一条: what is done under a version of the rule stays under it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rule_data import day

from publisher.rules.versions import Version, in_force, to_come

OLD = Version("2018-1", day("2018-09-01"), 3)
NEW = Version("2026-2", day("2026-07-01"), 50)


def test_after_a_change_in_mid_year_draws_before_it_keep_the_old_version() -> None:
    june = in_force([OLD, NEW], day("2026-06-30"), size=60)
    july = in_force([OLD, NEW], day("2026-07-01"), size=60)
    assert (june, july) == (OLD, NEW)


def test_a_version_counts_only_for_who_reads_the_log_after_its_approval() -> None:
    assert in_force([OLD, NEW], day("2026-07-02"), size=50) == OLD
    assert in_force([OLD, NEW], day("2026-07-02"), size=51) == NEW


def test_before_the_first_version_there_is_none() -> None:
    assert in_force([OLD, NEW], day("2018-08-31"), size=60) is None
    assert in_force([], day("2026-01-01"), size=60) is None


def test_of_two_versions_effective_on_one_day_the_one_approved_later_counts() -> None:
    amended = Version("2018-2", OLD.effective, 9)
    assert in_force([amended, OLD], day("2018-09-01"), size=60) == amended


def test_a_version_that_is_approved_but_not_in_force_yet_is_announced() -> None:
    assert to_come([OLD, NEW], day("2026-05-01"), size=60) == [NEW]
    assert to_come([OLD, NEW], day("2026-07-01"), size=60) == []


versions = st.lists(
    st.builds(Version, st.just("v"), st.dates(day("2018-01-01"), day("2027-12-31")), st.integers(0, 40)), max_size=8
)


@given(versions, st.dates(day("2018-01-01"), day("2027-12-31")), st.integers(0, 40), st.integers(0, 40))
def test_what_is_approved_later_never_changes_what_counted_at_an_earlier_log_size(
    known: list[Version], on: object, size: int, later: int
) -> None:
    moment = day(str(on))
    before = in_force([version for version in known if version.position < size], moment, size)
    assert in_force(known, moment, size) == before
    assert in_force([*known, Version("x", day("2018-01-01"), size + later)], moment, size) == before
