"""What a page is, whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: `title` and `summary` are plain text (not yet escaped), `html` is what stands in the page's body.

    `summary` is what the site's search finds beside the title.
    """

    title: str
    html: str
    summary: str = ""
