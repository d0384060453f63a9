"""The year that the site's speed is measured with is one that the site can read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.demo.bench_pages import build_many
from publisher.demo.bench_site import RESULTS, copied_draws, one_more
from publisher.draw.identifiers import parse_time
from publisher.errors import Refused
from publisher.site.read.view import View, read_view
from publisher.workspace import published_files

ROOT = Path(__file__).parents[2]
NOW = parse_time("2026-10-15T09:00:00+08:00")


@pytest.fixture(scope="module")
def copied() -> dict[str, bytes]:
    return copied_draws(published_files(ROOT), 3)


def shown(files: dict[str, bytes]) -> tuple[View, int]:
    view = read_view(files, NOW)
    return view, sum(len(one.results) for draw in view.draws for one in draw.drawn)


def test_every_copied_draw_is_drawn_and_has_all_its_results(copied: dict[str, bytes]) -> None:
    view, results = shown(copied)
    assert (len(view.draws), results) == (3, 3 * RESULTS)
    assert {draw.state.name for draw in view.draws} == {"PUBLISHED"}
    assert [fault for fault in view.faults if fault.file.startswith("draws/")] == []
    assert view.year is not None
    drawn = sum(cell.cell.checked for row in view.year.dimensions[0].rows for cell in row.cells)
    assert drawn >= 3 * RESULTS


def test_every_copied_result_is_seen_in_time_by_the_samples_witnesses(copied: dict[str, bytes]) -> None:
    view = read_view(copied, NOW)
    states = [item.state(view.today) for item in view.publications if item.draw in view.by_number]
    assert states == ["done"] * 3 * RESULTS
    assert all(len(point.cosignatures) == 2 for point in view.ledger.checkpoints if point.size > view.ledger.size // 2)


def test_one_result_more_is_one_correction_more(copied: dict[str, bytes]) -> None:
    view, results = shown(one_more(copied))
    assert results == 3 * RESULTS + 1
    assert view.ledger.size == shown(copied)[0].ledger.size + 1


def test_pages_to_be_measured_are_built_as_all_others_are(tmp_path: Path) -> None:
    build_many(ROOT, tmp_path / "site", 2)
    made = [(tmp_path / "site" / f"draws/bench-0000{number}.html").read_text("utf-8") for number in range(2)]
    assert all("示例县某某有限公司" in page and "Content-Security-Policy" in page for page in made)
    assert not (tmp_path / "site/draws/bench-00002.html").exists()


def test_without_a_draw_there_is_nothing_to_copy() -> None:
    files = {path: data for path, data in published_files(ROOT).items() if not path.startswith("draws/")}
    with pytest.raises(Refused):
        copied_draws(files, 1)
