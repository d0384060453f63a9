"""The contexts of all that has files of its own in the site: each draw, and each past year's results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.site.contents.draw_context import DrawContext, draw_contexts, draw_digests
from publisher.site.contents.results_context import ResultsContext, results_contexts, results_digests
from publisher.site.contents.surroundings import surroundings
from publisher.site.read.view import View


@dataclass(frozen=True)
class Contexts:
    """What is told beside the draws, by draw, and beside the results, by year."""

    draws: Mapping[str, DrawContext]
    results: tuple[ResultsContext, ...]

    def digests(self, view: View) -> dict[str, str]:
        """`draws/<draw>` and `results/<year>` → SHA-256 (hex) of all that the files of its own are made of."""
        return {**draw_digests(view, self.draws), **results_digests(self.results)}


def contexts_of(view: View, address: str = "", program: str = "") -> Contexts:
    """The contexts of a view. `address`: of the site; `program`: what stands for all that makes pages of evidence."""
    shared = surroundings(view, address, program)
    return Contexts(draw_contexts(view, shared), results_contexts(view, shared))
