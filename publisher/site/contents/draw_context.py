"""All that a draw's own pages tell beside the draw itself, so that a page can only tell what is named here.

What one draw's files in the site are made of is the draw and its context, nothing else: `draw_digests` are digests of
both. Where a digest is the same as in the site before, so are the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from publisher.errors import Fault
from publisher.site.contents.results import objection_terms_open
from publisher.site.contents.surroundings import Surroundings
from publisher.site.read.drawn import re_checks
from publisher.site.read.draws import DrawView
from publisher.site.read.ledger import CheckpointView
from publisher.site.read.view import View


class Successor(NamedTuple):
    """The draw that was committed in place of a void one, and where in the log."""

    draw: str
    title: str
    time: str
    position: int


@dataclass(frozen=True)
class DrawContext:
    """What is told of one draw beside the draw.

    `until`: its sealed rows → until when whoever is named may object, where that isn't past; `faults`: of its files;
    `seal`: the checkpoint that seals all its records so far; `announced`: the one that a quorum cosigned after what its
    notice tells; `first`: the first of the entries that it tells of which the page of changes lists; `successor`: what
    replaces it where it is void; `later`: the checkpoint that a quorum cosigned after what came later and its notice
    adds; `missing`: who was drawn and has no result past the term.
    """

    shared: Surroundings = field(repr=False)
    until: Mapping[str, date]
    faults: tuple[Fault, ...]
    seal: CheckpointView | None
    announced: CheckpointView | None
    first: int
    successor: Successor | None = None
    later: CheckpointView | None = None
    missing: tuple[str, ...] = ()


def draw_contexts(view: View, shared: Surroundings) -> dict[str, DrawContext]:
    """The context of every draw, by its number."""
    until = objection_terms_open(view)
    return {draw.draw: _context(view, draw, shared, until) for draw in view.draws}


def draw_context(view: View, draw: DrawView, shared: Surroundings) -> DrawContext:
    """The context of one draw."""
    return _context(view, draw, shared, objection_terms_open(view))


def _context(view: View, draw: DrawView, shared: Surroundings, until: Mapping[str, date]) -> DrawContext:
    own, ledger, last = draw.folder, view.ledger, draw.records.last
    bound = {file.path for file in draw.bound}
    told = [event.position for event in draw.timeline if event.hash]
    told += [item.position for item in draw.records.all]
    rows = [result.row for one in draw.drawn for result in one.results]
    return DrawContext(
        shared=shared,
        until={row: until[row] for row in rows if row in until},
        faults=tuple(fault for fault in view.faults if fault.file.startswith(own) or fault.file in bound),
        seal=ledger.sealing(last) or ledger.newest,
        announced=announced(view, draw),
        first=min((position for position in told if position >= ledger.first_listed), default=last + 1),
        successor=successor(view, draw),
        later=later(view, draw),
        missing=view.missing.get(draw.draw, ()),
    )


def announced(view: View, draw: DrawView) -> CheckpointView | None:
    """The first checkpoint with a quorum that holds what a draw's notice tells, down to its outcome."""
    return view.ledger.first_cosigned(draw.step.position)


def successor(view: View, draw: DrawView) -> Successor | None:
    """The first draw that was committed in place of this one, if it is void."""
    if not draw.void:
        return None
    commits = [other.commit for other in view.draws if other.commit.record.replaces]
    found = [commit for commit in commits if commit.record.replaces and commit.record.replaces.draw == draw.draw]
    if not found:
        return None
    first = min(found, key=lambda commit: commit.position)
    return Successor(first.record.draw, first.record.title, first.record.time, first.position)


def later(view: View, draw: DrawView) -> CheckpointView | None:
    """The first checkpoint with a quorum that also holds the draw's changes, or what replaces it."""
    positions = [change.changed.position for change in draw.changes if change.changed]
    if instead := successor(view, draw):
        positions.append(instead.position)
    return view.ledger.first_cosigned(max(positions)) if positions else None


def draw_digests(view: View, contexts: Mapping[str, DrawContext]) -> dict[str, str]:
    """`draws/<draw>` → SHA-256 (hex) of all that its own files in the site are made of."""

    @cache
    def bound(path: str) -> bytes:  # snapshots, as a rule those of many draws
        return sha256(view.files[path]).digest() if path in view.files else b""

    found = {}
    for draw in view.draws:
        context = contexts[draw.draw]
        own = view.known.own[draw.draw]
        parts = [repr(context).encode(), own, *(bound(file.path) for file in draw.bound), *_told(draw)]
        found[f"draws/{draw.draw}"] = context.shared.digest(parts)
    return found


def _told(draw: DrawView) -> Iterator[bytes]:
    """What was read into the view from elsewhere: the clock, the list of items, the policy, the rosters' records.

    Also which rows correct nothing: of a withdrawn row that is known from what is published of all withdrawn ones.
    """
    yield draw.state.name.encode()
    yield repr(sorted(re_checks(draw.drawn))).encode()
    yield repr((draw.items, draw.notices, draw.timeline)).encode()
