"""The page of each draw: `draws/<draw>/index.html`."""

from __future__ import annotations

from collections.abc import Container, Mapping

from publisher.site.contents.draw_context import DrawContext
from publisher.site.pages.page import Page
from publisher.site.pages.render import render
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View
from publisher.site.read.words import EXCLUDED


def draw_pages(view: View, contexts: Mapping[str, DrawContext], kept: Container[str] = ()) -> dict[str, Page]:
    """Site path → page, for every draw that has a commit. `kept`: what the site before has, as `draws/2024-001`."""
    return {
        f"{draw.folder}index.html": draw_page(draw, contexts[draw.draw], kept=f"draws/{draw.draw}" in kept)
        for draw in view.draws
    }


def draw_page(draw: DrawView, context: DrawContext, *, kept: bool = False) -> Page:
    """The page of one draw, made of nothing but the draw and its context."""
    html = "" if kept else _html(draw, context)
    return Page(draw.title, html, f"{draw.draw} {draw.state.zh} {' '.join(draw.items)}", context.seal, kept)


def _html(draw: DrawView, context: DrawContext) -> str:
    return render(
        "draw.html",
        f"{draw.folder}index.html",
        bureau=context.shared.bureau,
        draw=draw,
        excluded=EXCLUDED,
        faults=context.faults,
        first=context.first,
        missing=context.missing,
        seal=context.seal,
        successor=context.successor,
        titles={chance.stratum: chance.title for chance in draw.chances},
        units=context.shared.units,
        until=context.until,
        words=context.shared.words,
    )
