"""Who is drawn depends on the seed and the ids alone (protocol section 7)."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.draw.evidence import sha256_hex
from publisher.draw.hashing import object_ticket
from publisher.draw.quotas import quota_size, quotas
from publisher.draw.selection import select
from publisher.draw.tables import FrameRow, frame_text, parse_frame, parse_panel
from publisher.errors import Malformed

SEED = sha256_hex(b"test")
rows = st.lists(
    st.builds(
        FrameRow,
        st.from_regex(re.compile(r"[0-9A-Z]{1,6}"), fullmatch=True),
        st.sampled_from("AB"),
        st.sampled_from(["", "x"]),
    ),
    unique_by=lambda row: row.object_id,
    max_size=40,
)


def naive(frame: list[FrameRow], sizes: dict[str, int]) -> list[tuple[str, str]]:
    """The rule of section 7 read aloud."""
    drawn = []
    for stratum, size in sizes.items():
        able = [r.object_id for r in frame if r.stratum == stratum and not r.excluded]
        drawn += sorted((object_ticket(SEED, i), i) for i in able)[:size]
    return sorted(drawn)


@given(rows, st.integers(0, 45), st.integers(0, 45))
def test_the_lowest_tickets_of_each_stratum_are_drawn(frame: list[FrameRow], a: int, b: int) -> None:
    sizes = {"A": a, "B": b}
    drawn = select(frame, sizes, SEED)
    assert [(row.ticket, row.object_id) for row in drawn] == naive(frame, sizes)
    assert [row.rank for row in drawn] == list(range(1, len(drawn) + 1))


@given(rows, st.integers(0, 45))
def test_another_order_of_the_rows_changes_nothing(frame: list[FrameRow], size: int) -> None:
    assert select(frame, {"A": size}, SEED) == select(frame[::-1], {"A": size}, SEED)


@given(rows)
def test_everybody_is_drawn_when_the_quota_is_everybody_and_nobody_when_it_is_nobody(frame: list[FrameRow]) -> None:
    able = {row.object_id for row in frame if not row.excluded}
    assert {row.object_id for row in select(frame, {"A": 99, "B": 99}, SEED)} == able
    assert select(frame, {"A": 0, "B": 0}, SEED) == []


def test_a_ticket_is_what_the_shell_computes() -> None:
    assert object_ticket(SEED, "91441624MA4X0000X1") == sha256(f"{SEED}:object:91441624MA4X0000X1".encode()).hexdigest()


@given(st.integers(0, 3_000_000), st.integers(0, 10**6), st.integers(0, 3_000_000))
def test_quota_sizes_are_exact_ceilings(listed: int, millionths: int, excluded: int) -> None:
    eligible = max(0, listed - excluded)
    ratio = "1" if millionths == 10**6 else f"0.{millionths:06d}"
    size = quota_size(listed, eligible, ratio=ratio)
    wanted = -(-listed * millionths // 10**6)
    assert size == min(eligible, wanted)


def test_a_quota_needs_a_ratio_or_a_count() -> None:
    with pytest.raises(ValueError, match="ratio or a count"):
        quota_size(1, 1)


def test_empty_strata_stand_in_the_quotas_too() -> None:
    found = quotas([FrameRow("X", "B", "")], {"C": ("1", None), "B": (None, "3"), "A": ("0.5", None)})
    assert [(q.stratum, q.listed, q.eligible, q.size) for q in found] == [
        ("A", 0, 0, 0),
        ("B", 1, 1, 1),
        ("C", 0, 0, 0),
    ]
    assert [q.chance for q in found] == [0.0, 1.0, 0.0]


@given(rows)
def test_a_frame_comes_back_as_it_was(frame: list[FrameRow]) -> None:
    unique = {row.object_id.casefold(): row for row in frame}
    text = frame_text(unique.values())
    assert parse_frame(text.encode()) == sorted(unique.values())


@pytest.mark.parametrize(
    "body",
    [
        "B,s,\nA,s,\n",
        "A,s,\nA,s,\n",
        "A,s,\na,s,\n",
        "A,s\n",
        "A,s,,\n",
        "A b,s,\n",
        "A,,\n",
        'A,"s",\n',
        "A,s,\n\n",
        "甲,s,\n",
    ],
)
def test_a_frame_that_is_not_as_it_must_be_is_refused(body: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_frame(f"object_id,stratum,excluded\n{body}".encode())
    assert caught.value.faults[0].line >= 2


@pytest.mark.parametrize(
    "row", ["A,h,b;a,,", "A,h,a;a,,", "A,h,a,ill,", "A,h,a,,no", ",h,a,,", "A,,a,,", "A,h,a b,,", "A,h,a;,,"]
)
def test_a_panel_that_is_not_as_it_must_be_is_refused(row: str) -> None:
    with pytest.raises(Malformed):
        parse_panel(f"inspector_id,department,skills,excluded,reserve\n{row}\n".encode())
