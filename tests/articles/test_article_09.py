"""第九条: whole rosters or stated conditions, exact quotas, every chance known before the draw."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_orders import order_faults, order_text

from publisher.draw.evidence import sha256_hex
from publisher.draw.quotas import quota_size, quotas
from publisher.draw.selection import select
from publisher.draw.tables import Drawn, FrameRow
from publisher.rules.notices import stratum_notices

SEED = sha256_hex("第九条🎲".encode())


def frame(listed: int, excluded: int = 0, stratum: str = "all") -> list[FrameRow]:
    """A stratum with this many rows, the first ones excluded."""
    return [
        FrameRow(f"{stratum}-{number:04d}", stratum, "inactive" if number < excluded else "")
        for number in range(listed)
    ]


def drawn_from(rows: list[FrameRow], ratio: str) -> list[Drawn]:
    """What a draw of this ratio gives."""
    return select(rows, {quota.stratum: quota.size for quota in quotas(rows, {"all": (ratio, None)})}, SEED)


@pytest.mark.parametrize("column", ["object_id", "name", "code"])
def test_a_condition_that_names_one_firm_is_refused(column: str) -> None:
    targeting = [{"column": column, "in": ["91441624DM0000013C"]}]
    assert "names-one-firm" in order_faults(order_text(kind="directed", targeting=targeting))


def test_an_undirected_draw_has_no_conditions_and_a_directed_one_has() -> None:
    assert "undirected" in order_faults(order_text(targeting=[{"column": "section", "in": ["E"]}]))
    assert "directed" in order_faults(order_text(kind="directed"))


@pytest.mark.parametrize(
    ("listed", "ratio", "size"), [(100, "0.07", 7), (300, "0.29", 87), (1000, "0.003", 3), (1, "1", 1)]
)
def test_a_ratio_times_listed_that_is_a_whole_number_is_not_rounded_up(listed: int, ratio: str, size: int) -> None:
    assert quota_size(listed, listed, ratio=ratio) == size
    assert quota_size(listed + 1, listed + 1, ratio=ratio) == (size + 1 if ratio != "1" else 2)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 10**6))
def test_the_size_is_the_smaller_of_the_eligible_and_the_rounded_up_share(
    listed: int, out: int, millionths: int
) -> None:
    ratio = "1" if millionths == 10**6 else f"0.{millionths:06d}"
    eligible = max(0, listed - out)
    exact = Fraction(millionths, 10**6) * listed
    size = quota_size(listed, eligible, ratio=ratio)
    assert size == min(eligible, -(-exact.numerator // exact.denominator))


def test_when_all_are_drawn_everyone_comes_out() -> None:
    rows = frame(7)
    drawn = drawn_from(rows, "1")
    assert sorted(row.object_id for row in drawn) == [row.object_id for row in rows]


def test_when_none_are_drawn_nobody_comes_out() -> None:
    rows = frame(7)
    assert drawn_from(rows, "0") == []
    assert drawn_from([], "0.5") == []


def test_a_stratum_wholly_excluded_draws_nobody_and_the_others_are_untouched() -> None:
    rows = frame(30) + frame(10, excluded=10, stratum="gone")
    sizes = {
        quota.stratum: (quota.listed, quota.eligible, quota.size)
        for quota in quotas(rows, {"all": ("0.1", None), "gone": ("0.5", None)})
    }
    assert sizes == {"all": (30, 30, 3), "gone": (10, 0, 0)}


def test_excluded_rows_count_in_what_the_ratio_is_of() -> None:
    [quota] = quotas(frame(40, excluded=38), {"all": ("0.05", None)})
    assert (quota.listed, quota.eligible, quota.size) == (40, 2, 2)


def test_fewer_than_twenty_or_a_chance_over_one_half_is_flagged() -> None:
    small, likely, fine = frame(19), frame(20), frame(20)
    assert len(stratum_notices(quotas(small, {"all": ("0.05", None)}), small=20, high="0.5")) == 1
    assert len(stratum_notices(quotas(likely, {"all": (None, "11")}), small=20, high="0.5")) == 1
    assert stratum_notices(quotas(fine, {"all": (None, "10")}), small=20, high="0.5") == []
