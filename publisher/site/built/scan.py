"""What a page of HTML links to, loads, anchors and writes inline, by one pass of regular expressions.

(Python's own parser takes a minute for a thousand draws; these pages are ours, and their quotes are closed.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from publisher.site.policy import Inline, inline_of

_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_RAW = re.compile(r"(<(script|style)\b[^>]*>).*?</\2\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TELLING = re.compile(
    r"\s(?:on\w+|style|id|name|href|src|srcset|action|formaction|poster|data|content)\b", re.IGNORECASE
)
_POLICY = "content-security-policy"
_LINKS = {"a": ("href",), "area": ("href",), "form": ("action",), "button": ("formaction",), "input": ("formaction",)}
_LOADS = ("src", "href", "poster", "data", "srcset")


@dataclass(frozen=True)
class Scan:
    """One page. `links` lead somewhere, `loads` are fetched with the page; `forbidden`: attributes that no strict
    policy lets through; `policies`: those in meta elements; `inline`: what stands in the page without a file.
    """

    links: tuple[str, ...]
    loads: tuple[str, ...]
    anchors: frozenset[str]
    forbidden: tuple[str, ...]
    policies: tuple[str, ...]
    inline: Inline


def scan(html: str) -> Scan:
    """Read a page."""
    links: list[str] = []
    loads: list[str] = []
    forbidden: list[str] = []
    policies: list[str] = []
    anchors: set[str] = set()
    for tag, text in _TAG.findall(_RAW.sub(r"\1", html)):
        if not _TELLING.search(text):
            continue
        name, values = tag.lower(), _attributes(text)
        anchors |= {values[key] for key in ("id", "name") if values.get(key)}
        forbidden += [f"<{name} {key}>" for key in values if key == "style" or key.startswith("on")]
        links += [values[key] for key in _LINKS.get(name, ()) if key in values]
        if name not in _LINKS:
            loads += [values[key] for key in _LOADS if values.get(key)]
        if name == "meta" and values.get("http-equiv", "").lower() == _POLICY:
            policies.append(values.get("content", ""))
    return Scan(tuple(links), tuple(loads), frozenset(anchors), tuple(forbidden), tuple(policies), inline_of(html))


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(_unquoted(value)) for name, value in _ATTRIBUTE.findall(text)}


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ('"', "'") else value
