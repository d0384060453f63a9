"""Selection and teams from four files alone: the vectors, our own draws, and files that don't belong together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulator import Bureau

from publisher.errors import Fails, Malformed, PublisherError
from publisher.verify import Folder, Held, Verdict, compare, recompute

VECTORS = Path(__file__).parents[1] / "vectors/draw1"
CASES = ["plain", "postponed", "reserve", "scarce", "strata"]
FOUR = ("frame.csv", "panel.csv", "commit.note", "seed.txt")


def four(case: str) -> dict[str, bytes]:
    return {name: (VECTORS / case / name).read_bytes() for name in FOUR}


@pytest.mark.parametrize("case", CASES)
def test_the_vectors_recompute_to_the_byte(case: str) -> None:
    found = recompute(*four(case).values())
    assert found.selection == (VECTORS / case / "selection.csv").read_bytes()
    assert found.teams == (VECTORS / case / "teams.csv").read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_a_folder_is_compared_with_its_own_tables(case: str) -> None:
    found = compare(Folder(VECTORS / case))
    assert found.verdict is Verdict.PASS
    assert [finding.file for finding in found.findings] == ["selection.csv", "teams.csv"]


@pytest.mark.parametrize("draw", ["2023-001", "2024-001"])
def test_a_published_draw_recomputes_open_or_blinded(year: Bureau, draw: str) -> None:
    prefix = f"draws/{draw}/"
    folder = Held({p.removeprefix(prefix): d for p, d in year.files.items() if p.startswith(prefix)})
    assert compare(folder).verdict is Verdict.PASS


def test_a_table_that_differs_is_shown_line_for_line() -> None:
    files = {path.name: path.read_bytes() for path in (VECTORS / "plain").iterdir()}
    files["selection.csv"] = files["selection.csv"].replace(b"\n2,", b"\n2,X", 1)
    found = compare(Held(files))
    assert found.verdict is Verdict.FAIL
    wrong = found.findings[0]
    assert wrong.reason.en == "line 3 isn't what is computed"
    assert wrong.found.startswith("2,X")
    assert wrong.expected == wrong.found.replace("2,X", "2,", 1)


def test_a_draw_without_its_tables_yet_is_unknown_and_still_computed() -> None:
    found = compare(Held(four("plain")))
    assert found.verdict is Verdict.UNKNOWN
    assert found.recomputed.selection == (VECTORS / "plain/selection.csv").read_bytes()


@pytest.mark.parametrize("name", FOUR)
def test_a_missing_file_is_named(name: str) -> None:
    files = {other: data for other, data in four("plain").items() if other != name}
    with pytest.raises(Malformed, match=name):
        compare(Held(files))


@pytest.mark.parametrize("name", FOUR)
def test_files_of_another_draw_do_not_belong_together(name: str) -> None:
    files = four("plain") | {name: four("strata")[name]}
    with pytest.raises(Fails, match="doesn't belong to this commit"):
        recompute(*files.values())


def test_another_record_is_no_commit() -> None:
    files = four("plain") | {"commit.note": (VECTORS / "plain/close.note").read_bytes()}
    with pytest.raises(Malformed, match="not a commit"):
        recompute(*files.values())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FOUR), st.binary(max_size=200))
def test_hostile_bytes_raise_nothing_but_our_errors(name: str, noise: bytes) -> None:
    with pytest.raises(PublisherError):
        recompute(*(four("plain") | {name: noise}).values())
