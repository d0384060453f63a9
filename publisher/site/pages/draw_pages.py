"""The page of each draw: `draws/<draw>/index.html`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from publisher.site.contents.results import objection_terms_open
from publisher.site.pages.page import Page
from publisher.site.pages.render import render
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View
from publisher.site.read.words import EXCLUDED


def draw_pages(view: View) -> dict[str, Page]:
    """Site path → page, for every draw that has a commit."""
    until = objection_terms_open(view)
    units = {agency.agency: agency.name for agency in view.rosters.agencies}
    return {f"draws/{draw.draw}/index.html": _page(view, draw, until, units) for draw in view.draws}


def _page(view: View, draw: DrawView, until: Mapping[str, date], units: Mapping[str, str]) -> Page:
    own = f"draws/{draw.draw}/"
    shared = {file.path for file in draw.bound}
    html = render(
        "draw.html",
        f"{own}index.html",
        view=view,
        bureau=view.bureau,
        draw=draw,
        faults=[fault for fault in view.faults if fault.file.startswith(own) or fault.file in shared],
        titles={chance.stratum: chance.title for chance in draw.chances},
        until=until,
        units=units,
        excluded=EXCLUDED,
    )
    return Page(draw.title, html, f"{draw.draw} {draw.state.zh} {' '.join(draw.items)}")
