"""The public pages as one pure function of the view: site path → page (SITE.md).

Nothing here knows MkDocs: the plugin hands these pages over, and another builder could.
"""

from __future__ import annotations

from collections.abc import Container

from publisher.site.contents.contexts import Contexts, contexts_of
from publisher.site.pages.articles import article_evidence
from publisher.site.pages.draw_pages import draw_pages
from publisher.site.pages.page import Page
from publisher.site.pages.plain_pages import HOME, MAX_ROWS, PLAIN, Plain, earlier_pages, example
from publisher.site.pages.render import render
from publisher.site.pages.result_pages import result_pages
from publisher.site.read.view import View

__all__ = ["HOME", "MAX_ROWS", "Page", "build_fragments", "build_pages"]


def build_pages(view: View, contexts: Contexts | None = None, kept: Container[str] = ()) -> dict[str, Page]:
    """Site path (`draws/2024-001/index.html`) → page, for every page that is made from evidence.

    `contexts`: made here where they aren't given; `kept`: what the site before has, as `draws/2024-001`.
    """
    contexts = contexts or contexts_of(view)
    pages = {plain.path: _plain(view, plain) for plain in (*PLAIN, *earlier_pages(view))}
    pages |= result_pages(contexts.results, kept)
    return pages | draw_pages(view, contexts.draws, kept)


def _plain(view: View, plain: Plain) -> Page:
    html = render(plain.template, plain.path, view=view, **plain.values(view))
    return Page(plain.title, html, plain.summary or _item_names(view))


def build_fragments(view: View) -> dict[str, dict[str, str]]:
    """Site path of a hand-written page → name → HTML, put where the page says `<!-- shuangsuiji:name -->`."""
    values = example(view)
    return {
        "rule.html": {"rule": render("rule_head.html", "rule.html", view=view), **_articles(view)},
        "protocol.html": {"example": render("example.html", "protocol.html", view=view, lang="zh", **values)},
        "en/protocol.html": {"example": render("example.html", "en/protocol.html", view=view, lang="en", **values)},
    }


def _articles(view: View) -> dict[str, str]:
    """`art1` to `art24` → what there is to see of each article now."""
    found = article_evidence(view)
    return {f"art{number}": render("article.html", "rule.html", lines=lines) for number, lines in found.items()}


def _item_names(view: View) -> str:
    current = view.items_in_force
    return " ".join(f"{one.item.item} {one.item.name}" for one in current.items) if current else ""
