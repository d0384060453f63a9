"""The site's search index: titles of generated pages, and Chinese that can be found without a dictionary (SITE.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape

from publisher.site.pages import Page

_HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def complete(index: str, pages: Mapping[str, Page]) -> str:
    """The theme's search_index.json with an entry for each page, every Han character set apart by U+200B.

    The theme's search cuts the index and the query at U+200B, so that 工资 finds 工资支付. Titles are shown as HTML.
    """
    value = json.loads(index)
    entries = [
        {"location": path, "title": escape(page.title), "text": escape(page.summary)}
        for path, page in sorted(pages.items())
    ]
    for entry in (docs := [*value["docs"], *entries]):
        entry["title"], entry["text"] = _apart(entry["title"]), _apart(entry["text"])
    return json.dumps({**value, "docs": docs}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _apart(text: str) -> str:
    return _HAN.sub("\u200b\\1\u200b", text).replace("\u200b\u200b", "\u200b").strip("\u200b")
