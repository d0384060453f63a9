"""What many tests start from: simulator.py makes it in memory, small_bureau.py on disk.

(This file also puts both on the import path.)
"""

from __future__ import annotations

import pytest
from simulator import Bureau, whole_year
from small_bureau import closed, committed, concluded, founded, played  # noqa: F401  (fixtures)


@pytest.fixture(scope="session")
def year() -> Bureau:
    """An honest bureau with an open and a blinded draw behind it. Nobody changes it: copy its evidence instead."""
    return whole_year()


@pytest.fixture(scope="session")
def evidence(year: Bureau) -> dict[str, bytes]:
    """What that bureau publishes; copy before changing."""
    return year.evidence()
