"""The rule, article by article, with what the site has to show for each: a table, a draw, a number, what is overdue.

Every line is made from the published files at the moment of the build; an article with nothing to show says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.site.pages.articles.afterwards import AFTERWARDS
from publisher.site.pages.articles.drawing import DRAWING
from publisher.site.pages.articles.evidence import Evidence
from publisher.site.pages.articles.lists import LISTS
from publisher.site.read.view import View

__all__ = ["ARTICLES", "Evidence", "article_evidence"]

_SHOWN: Mapping[int, Callable[[View], Iterator[Evidence]]] = {**LISTS, **DRAWING, **AFTERWARDS}
ARTICLES = tuple(sorted(_SHOWN))


def article_evidence(view: View) -> dict[int, list[Evidence]]:
    """Article (1 to 24) → what there is to see of it now."""
    return {number: list(show(view)) for number, show in sorted(_SHOWN.items())}
