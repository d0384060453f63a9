"""All that a draw's own pages tell beside the draw itself, so that a page can only tell what is named here.

What one draw's files in the site are made of is the draw and its context, nothing else: `draw_digest` is a digest of
both. Where it is the same as in the site before, so are the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from publisher.errors import Fault
from publisher.site.contents.results import objection_terms_open
from publisher.site.read.draws import DrawView
from publisher.site.read.ledger import CheckpointView
from publisher.site.read.view import BureauView, View
from publisher.site.read.words import Vocabulary


@dataclass(frozen=True)
class Surroundings:
    """What is the same for all draws. `genesis`: its hash, or empty; `units`: agency → name; `address`: the site's.

    `program`: what stands for all that makes pages of evidence, where the digest is to tell one from another.
    """

    bureau: BureauView
    genesis: str
    units: Mapping[str, str]
    words: Vocabulary
    address: str = ""
    program: str = ""


@dataclass(frozen=True)
class DrawContext:
    """What is told of one draw beside the draw.

    `until`: its sealed rows → until when whoever is named may object, where that isn't past; `faults`: of its files;
    `seal`: the checkpoint that seals all its records so far; `announced`: the one that a quorum cosigned after what its
    notice tells; `first`: the first of its entries that the page of changes lists.
    """

    shared: Surroundings = field(repr=False)
    until: Mapping[str, date]
    faults: tuple[Fault, ...]
    seal: CheckpointView | None
    announced: CheckpointView | None
    first: int


def draw_contexts(view: View, address: str = "", program: str = "") -> dict[str, DrawContext]:
    """The context of every draw, by its number."""
    shared = surroundings(view, address, program)
    until = objection_terms_open(view)
    return {draw.draw: _context(view, draw, shared, until) for draw in view.draws}


def surroundings(view: View, address: str = "", program: str = "") -> Surroundings:
    """What the pages of all draws have in common."""
    units = {agency.agency: agency.name for agency in view.rosters.agencies}
    genesis = view.ledger.genesis.hash if view.ledger.genesis else ""
    return Surroundings(view.bureau, genesis, units, view.words, address, program)


def _context(view: View, draw: DrawView, shared: Surroundings, until: Mapping[str, date]) -> DrawContext:
    own, ledger, last = draw.folder, view.ledger, draw.records.last
    bound = {file.path for file in draw.bound}
    rows = [result.row for one in draw.drawn for result in one.results]
    return DrawContext(
        shared=shared,
        until={row: until[row] for row in rows if row in until},
        faults=tuple(fault for fault in view.faults if fault.file.startswith(own) or fault.file in bound),
        seal=ledger.sealing(last),
        announced=announced(view, draw),
        first=min(max(ledger.first_listed, draw.commit.position), last + 1),
    )


def announced(view: View, draw: DrawView) -> CheckpointView | None:
    """The first checkpoint with a quorum that holds what a draw's notice tells, down to its outcome."""
    records = draw.records
    return view.ledger.first_cosigned((records.void or records.outcome or records.close or draw.commit).position)


def draw_digests(view: View, contexts: Mapping[str, DrawContext]) -> dict[str, str]:
    """Draw → SHA-256 (hex) of all that its own files in the site are made of."""
    shared = {id(context.shared): sha256(repr(context.shared).encode()).digest() for context in contexts.values()}
    hashes = {path: sha256(data).digest() for path, data in view.files.items()}
    return {
        draw.draw: _digest(
            [
                shared[id(contexts[draw.draw].shared)],
                repr(contexts[draw.draw]).encode(),
                *_evidence(draw, hashes),
                *_records(draw),
                *_told(draw),
            ]
        )
        for draw in view.draws
    }


def _digest(parts: list[bytes]) -> str:
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def _evidence(draw: DrawView, hashes: Mapping[str, bytes]) -> Iterator[bytes]:
    """The files in the draw's folder, and those elsewhere that its commit binds."""
    for path in sorted({*draw.files, *(file.path for file in draw.bound)}):
        yield path.encode() + b"\n" + hashes.get(path, b"")


def _records(draw: DrawView) -> Iterator[bytes]:
    for logged in draw.records.all:
        yield logged.position.to_bytes(8, "big") + logged.entry.data


def _told(draw: DrawView) -> Iterator[bytes]:
    """What was read into the view from elsewhere: the clock, the list of items, the policy, the rosters' records."""
    yield draw.state.name.encode()
    yield repr((draw.items, draw.notices, draw.timeline)).encode()
