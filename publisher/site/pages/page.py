"""What a page is, whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.site.read.ledger import CheckpointView


@dataclass(frozen=True)
class Page:
    """A page: `title` and `summary` are plain text (not yet escaped), `html` is what stands in the page's body.

    `summary` is what the site's search finds beside the title; `seal`: the checkpoint that the page's foot names, None
    for the newest; `kept`: it lies in the site before just as it would be made, and its `html` is left empty.
    """

    title: str
    html: str
    summary: str = ""
    seal: CheckpointView | None = None
    kept: bool = False
