"""第七、九条: over a hundred thousand draws everyone comes out as often as was published, and in every company.

The seeds are fixed, so are the numbers: nothing here can fail by bad luck. The bounds are those that chance would pass
once in a million times, on either side: numbers that fit too well aren't random either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import combinations
from math import comb
from random import Random

import pytest
from scipy.stats import chi2

from publisher.draw.quotas import Quota, quotas
from publisher.draw.seats import Seat
from publisher.draw.selection import select
from publisher.draw.tables import FrameRow, PanelRow
from publisher.draw.teams import draw_teams

pytestmark = pytest.mark.xdist_group("chances")  # a hundred thousand draws are played once
DRAWS = 100_000
ONE_IN_A_MILLION = 1e-6
SEEDS = [sha256(f"fixed seed {number}".encode()).hexdigest() for number in range(DRAWS)]

# Three strata: a higher ratio, a lower one with excluded rows, and a count. Ids alike but for one character.
FRAME = sorted(
    [
        *(FrameRow(f"91441624MA4X00{number:02d}A1", "A", "") for number in range(12)),
        *(FrameRow(f"91441624MA4X00{number:02d}B1", "B", "" if number % 5 else "inactive") for number in range(30)),
        *(FrameRow(f"91441624MA4X00{number:02d}C1", "C", "") for number in range(5)),
    ]
)
QUOTAS = {quota.stratum: quota for quota in quotas(FRAME, {"A": ("0.25", None), "B": ("0.07", None), "C": (None, "1")})}
SIZES = {stratum: quota.size for stratum, quota in QUOTAS.items()}

PANEL = [PanelRow(f"JC{number:03d}", "ld", ("wage",), "", "") for number in range(6)]
SEATS = [Seat("ld", "*"), Seat("*", "wage")]
OBJECTS = ("91441624MA4X0000A1", "91441624MA4X0001A1", "91441624MA4X0002A1")


def fits(statistic: float, degrees: int) -> bool:
    """Whether a chi-square statistic is neither too large nor too small to be chance."""
    return bool(chi2.isf(1 - ONE_IN_A_MILLION, degrees) < statistic < chi2.isf(ONE_IN_A_MILLION, degrees))


def even(counts: Sequence[int], cases: int) -> float:
    """The statistic of counts over `cases` equally likely outcomes, those that never came included."""
    expected = sum(counts) / cases
    return sum((count - expected) ** 2 for count in counts) / expected + expected * (cases - len(counts))


def as_published(drawn: Counter[str], quota: Quota, draws: int) -> float:
    """The statistic of how often each eligible object was drawn, against size ÷ eligible.

    Those drawn together are drawn without repetition: indicators have covariance −p(1−p)/(m−1), hence the factor.
    """
    chance = quota.size / quota.eligible
    total = sum((count - draws * chance) ** 2 for count in drawn.values())
    total += (quota.eligible - len(drawn)) * (draws * chance) ** 2
    return total / (draws * chance * (1 - chance)) * (quota.eligible - 1) / quota.eligible


# ── objects ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Counter[tuple[str, ...]]]:
    """Stratum → who was drawn together → how often, over all the seeds, by the function that draws."""
    found: dict[str, Counter[tuple[str, ...]]] = {stratum: Counter() for stratum in SIZES}
    for seed in SEEDS:
        drawn: dict[str, list[str]] = {stratum: [] for stratum in SIZES}
        for row in select(FRAME, SIZES, seed):
            drawn[row.stratum].append(row.object_id)
        for stratum, together in drawn.items():
            found[stratum][tuple(sorted(together))] += 1
    return found


def singly(together: Counter[tuple[str, ...]]) -> Counter[str]:
    """How often each one was drawn."""
    found: Counter[str] = Counter()
    for names, count in together.items():
        found.update(dict.fromkeys(names, count))
    return found


def test_the_quotas_are_those_that_this_page_speaks_of() -> None:
    assert {s: (q.listed, q.eligible, q.size) for s, q in QUOTAS.items()} == {
        "A": (12, 12, 3),
        "B": (30, 24, 3),
        "C": (5, 5, 1),
    }
    assert (QUOTAS["A"].chance, QUOTAS["B"].chance, QUOTAS["C"].chance) == (0.25, 0.125, 0.2)


@pytest.mark.parametrize("stratum", SIZES)
def test_every_eligible_object_is_drawn_as_often_as_its_published_chance_says(
    outcomes: dict[str, Counter[tuple[str, ...]]], stratum: str
) -> None:
    quota, drawn = QUOTAS[stratum], singly(outcomes[stratum])
    assert drawn.total() == DRAWS * quota.size
    assert drawn.keys() == {row.object_id for row in FRAME if row.stratum == stratum and not row.excluded}
    assert fits(as_published(drawn, quota, DRAWS), quota.eligible - 1)


@pytest.mark.parametrize("stratum", SIZES)
def test_every_company_of_objects_is_equally_likely(
    outcomes: dict[str, Counter[tuple[str, ...]]], stratum: str
) -> None:
    """A random start and a fixed step give everyone the same chance, too, and twenty outcomes in all."""
    quota = QUOTAS[stratum]
    cases = comb(quota.eligible, quota.size)
    assert len(outcomes[stratum]) == cases
    assert fits(even(list(outcomes[stratum].values()), cases), cases - 1)


def test_what_comes_out_of_one_stratum_says_nothing_of_another() -> None:
    """Whether one firm of A is drawn, beside which firm of C is."""
    firm = OBJECTS[0]
    table: Counter[tuple[bool, str]] = Counter()
    for seed in SEEDS[:10_000]:
        drawn = select(FRAME, {"A": 3, "C": 1}, seed)
        names = {row.object_id for row in drawn}
        table[firm in names, next(row.object_id for row in drawn if row.stratum == "C")] += 1
    yes, total = sum(count for (drawn_too, _), count in table.items() if drawn_too), sum(table.values())
    statistic = 0.0
    for name in {name for _, name in table}:
        column = table[True, name] + table[False, name]
        for drawn_too, row in ((True, yes), (False, total - yes)):
            expected = row * column / total
            statistic += (table[drawn_too, name] - expected) ** 2 / expected
    assert fits(statistic, 4)


def test_a_friend_or_an_enemy_added_changes_nobody_elses_ticket() -> None:
    for seed in SEEDS[:2_000]:
        before = select(FRAME, SIZES, seed)
        more = sorted([*FRAME, FrameRow("91441624MA4X0099A1", "A", "")])
        after = select(more, SIZES, seed)
        kept = {row.object_id: row.ticket for row in before}
        assert all(kept.get(row.object_id, row.ticket) == row.ticket for row in after)
        lost = kept.keys() - {row.object_id for row in after}
        assert len(lost) == ("91441624MA4X0099A1" in {row.object_id for row in after})


# ── inspectors ─────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def teams() -> list[Counter[tuple[str, ...]]]:
    """For the first object and for the second: which pair goes, and how often."""
    found: list[Counter[tuple[str, ...]]] = [Counter(), Counter()]
    for seed in SEEDS:
        members = draw_teams(PANEL, SEATS, OBJECTS[:2], seed)
        for place in range(2):
            pair = members[2 * place : 2 * place + 2]
            found[place][tuple(sorted(member.inspector_id for member in pair))] += 1
    return found


@pytest.mark.parametrize("place", [0, 1])
def test_pairs_of_equal_inspectors_are_uniform_for_every_object(
    teams: list[Counter[tuple[str, ...]]], place: int
) -> None:
    pairs = list(combinations([row.inspector_id for row in PANEL], 2))
    assert set(teams[place]) == set(pairs)
    assert fits(even(list(teams[place].values()), len(pairs)), len(pairs) - 1)


def test_the_load_is_shared_and_the_pairs_are_chance_all_the_same() -> None:
    """Three objects, six people: everybody goes once, and each of the fifteen ways to pair six people off comes."""
    ways: Counter[frozenset[tuple[str, ...]]] = Counter()
    for seed in SEEDS[:10_000]:
        members = [member.inspector_id for member in draw_teams(PANEL, SEATS, OBJECTS, seed)]
        assert sorted(members) == [row.inspector_id for row in PANEL]
        ways[frozenset(tuple(sorted(members[n : n + 2])) for n in (0, 2, 4))] += 1
    assert len(ways) == 15
    assert fits(even(list(ways.values()), 15), 14)


# ── the same yardstick finds what is wrong with others ─────────────────────────


def systematic(random: Random) -> list[int]:
    """A random start and a fixed step, as one public system draws."""
    start = random.randrange(4)
    return [start, start + 4, start + 8]


def weighted(random: Random) -> list[int]:
    """A firm that comes a twentieth more often than it should."""
    drawn = random.sample(range(12), 3)
    return drawn if 0 in drawn or random.random() > 0.017 else [0, *drawn[1:]]


def in_turn(random: Random) -> list[int]:
    """Everyone exactly as often as expected: a list that is worked off."""
    del random
    drawn = [(in_turn.next + step) % 12 for step in range(3)]  # type: ignore[attr-defined]
    in_turn.next = (in_turn.next + 3) % 12  # type: ignore[attr-defined]
    return drawn


in_turn.next = 0  # type: ignore[attr-defined]


def played(draw: Callable[[Random], Iterable[int]]) -> Counter[tuple[str, ...]]:
    random = Random(20230823)
    return Counter(tuple(sorted(f"{number:02d}" for number in draw(random))) for _ in range(DRAWS))


@pytest.mark.parametrize("draw", [systematic, weighted, in_turn])
def test_a_draw_that_only_looks_random_fails_one_of_the_two(draw: Callable[[Random], Iterable[int]]) -> None:
    together, quota = played(draw), QUOTAS["A"]
    by_chance = fits(as_published(singly(together), quota, DRAWS), quota.eligible - 1)
    by_company = fits(even(list(together.values()), comb(12, 3)), comb(12, 3) - 1)
    assert not (by_chance and by_company)


def test_a_fair_draw_of_the_same_kind_passes_both() -> None:
    together, quota = played(lambda random: random.sample(range(12), 3)), QUOTAS["A"]
    assert fits(as_published(singly(together), quota, DRAWS), quota.eligible - 1)
    assert fits(even(list(together.values()), comb(12, 3)), comb(12, 3) - 1)
