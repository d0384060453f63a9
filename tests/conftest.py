"""What many tests start from: simulator.py makes it in memory, small_bureau.py on disk.

(This file also puts both on the import path.)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from simulator import Bureau, whole_year
from small_bureau import closed, committed, concluded, founded, played  # noqa: F401  (fixtures)

# No test's verdict may depend on how busy the machine is: examples have no deadline, and slow drawing is no failure.
settings.register_profile("everywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("everywhere")


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
