"""The bench works: on a thousand objects, without a word about how long it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bench_verifier import check, evidence, lookups, ready, sizes
from playwright.sync_api import Browser
from portal import Portal, built, serving

pytestmark = pytest.mark.xdist_group("bench")

OBJECTS = 1000


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with serving(built(evidence(OBJECTS), tmp_path_factory.mktemp("bench"))) as served:
        yield served


def test_the_draw_that_is_measured_is_an_honest_one(browser: Browser, portal: Portal) -> None:
    run = check(browser, portal)
    assert run["failing"] == []
    assert "结果与公布的一致" in run["verdict"]
    assert run["moves"] > 1
    assert run["peak"] >= run["before"] > 0
    assert re.fullmatch(
        r"noble .*; page .*; verifier .*; together .*; offline\.js .*", sizes(portal.folder, run["programs"])
    )


def test_a_throttled_phone_and_lookups_are_measured(browser: Browser, portal: Portal) -> None:
    assert ready(browser, portal) > 0
    assert all(0 < loaded < 200_000 for loaded in lookups(browser, portal, OBJECTS).values())
