"""What stands around the HTML of a page: its place in the theme's page, and a hand-written page's list of sections."""

from __future__ import annotations

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

MANY_SECTIONS = 3


def wrapped(html: str, page: Page) -> str:
    """A page's HTML in the element that the theme's skip link leads to, with its language."""
    language = "en" if page.file.dest_uri.startswith("en/") else "zh"
    return f'<div id="content" lang="{language}">\n{html}\n</div>'


def with_sections(html: str, page: Page) -> str:
    """A hand-written page with its sections listed under the title: the theme's own list needs a sidebar and icons."""
    top = next(iter(page.toc), None)
    if top is None:
        return html
    page.toc = TableOfContents([AnchorLink(top.title, top.id, top.level)])
    if len(top.children) < MANY_SECTIONS:
        return html
    links = "".join(f'<li><a href="{section.url}">{section.title}</a></li>' for section in top.children)
    return html.replace("</h1>", f'</h1>\n<nav class="toc" aria-label="本页内容"><ul>{links}</ul></nav>', 1)
