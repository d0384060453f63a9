"""What many tests start from: simulator.py makes it in memory, small_bureau.py on disk.

(This file also puts both on the import path.)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from simulator import Bureau, whole_year
from small_bureau import closed, committed, concluded, founded, played  # noqa: F401  (fixtures)

# No test's verdict may depend on how busy the machine is: examples have no deadline, and slow drawing is no failure.
settings.register_profile("everywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("everywhere")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def year() -> Bureau:
    """An honest bureau with an open and a blinded draw behind it. Nobody changes it: copy its evidence instead."""
    return whole_year()


@pytest.fixture(scope="session")
def evidence(year: Bureau) -> dict[str, bytes]:
    """What that bureau publishes; copy before changing."""
    return year.evidence()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all the browser tests of a worker: Playwright allows no second one in a process."""
    from portal import chromium  # it lies beside the browser tests

    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def sample() -> dict[str, bytes]:
    """What the sample's bureau publishes."""
    from publisher.workspace import published_files

    return published_files(ROOT)


@pytest.fixture(scope="session")
def site(sample: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample data, built once for all the tests of a worker; nobody changes it."""
    from sample_site import built

    return built(sample, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of that site at Debian's nginx, under a sub-path and with the headers made with the site."""
    from nginx import nginx

    with nginx(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address
