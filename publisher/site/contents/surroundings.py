"""What the pages of all draws, and of all years' results, have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from publisher.site.read.view import BureauView, View
from publisher.site.read.words import Vocabulary


@dataclass(frozen=True)
class Surroundings:
    """`genesis`: its hash, or empty; `units`: agency → name; `address`: the site's.

    `program`: what stands for all that makes pages of evidence, where a digest is to tell one from another.
    """

    bureau: BureauView
    genesis: str
    units: Mapping[str, str]
    words: Vocabulary
    address: str = ""
    program: str = ""

    def digest(self, parts: Iterable[bytes]) -> str:
        """SHA-256 (hex) of these and of what a page is made of beside them."""
        found = sha256(self._own)
        for part in parts:
            found.update(len(part).to_bytes(8, "big") + part)
        return found.hexdigest()

    @cached_property
    def _own(self) -> bytes:
        return sha256(repr(self).encode()).digest()


def surroundings(view: View, address: str = "", program: str = "") -> Surroundings:
    """What is the same for all of them."""
    units = {agency.agency: agency.name for agency in view.rosters.agencies}
    return Surroundings(view.bureau, view.ledger.genesis_hash, units, view.words, address, program)
