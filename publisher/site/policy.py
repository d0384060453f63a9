"""The site's Content-Security-Policy, made from the pages themselves: `'self'` and hashes, nothing else (SITE.md).

What the theme writes inline is let through by its hash. What stands in a page's own content never is: it is made from
data, and a script there would be somebody's attack.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

NGINX = "hosting/nginx-headers.conf"
"""Where in the site the header file lies."""

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""The other headers that go with every file of the site."""

_ATTRIBUTES = r"""((?:[^>"']|"[^"]*"|'[^']*')*)"""
_INLINE = re.compile(rf"<(script|style)\b{_ATTRIBUTES}>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_RUNS = {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"}


@dataclass(frozen=True)
class Inline:
    """Hashes (`sha256-…`, base64) of what may run and of what may style without a file of its own."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles)


def inline_of(shell: str) -> Inline:
    """The inline scripts and style sheets of HTML; data in a script element (`application/json`) don't run."""
    scripts, styles = set(), set()
    for name, attributes, text in _INLINE.findall(shell):
        if name.lower() == "style":
            styles.add(_hash(text))
        elif not _SOURCE.search(attributes) and _kind(attributes) in _RUNS:
            scripts.add(_hash(text))
    return Inline(frozenset(scripts), frozenset(styles))


def _kind(attributes: str) -> str:
    found = _TYPE.search(attributes)
    return found[1].lower() if found else ""


def _hash(text: str) -> str:
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode()  # as browsers read it
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def policy(inline: Inline) -> str:
    """The policy as it stands in a page's meta element, where a browser takes no `frame-ancestors`."""
    directives = {
        "default-src": ["'none'"],
        "script-src": _sources(inline.scripts),
        "style-src": _sources(inline.styles),
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _sources(hashes: Iterable[str]) -> list[str]:
    return ["'self'", *(f"'{value}'" for value in sorted(hashes))]


def with_policy(page: str, inline: Inline) -> str:
    """The page with its policy in the head, before anything that it loads. A page without a charset stays as it is."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(inline)}">'
    return _CHARSET.sub(lambda found: found[0] + meta, page, count=1)


def nginx_headers(inline: Inline) -> str:
    """A file for nginx's `include`. `inline`: of all pages together."""
    headers = {"Content-Security-Policy": f"{policy(inline)}; frame-ancestors 'self'", **HEADERS}
    lines = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    return _NGINX_HEAD + "\n".join([*lines, "charset utf-8;"]) + "\n"


_NGINX_HEAD = """\
# 与本站一同生成，随本站更新。在 nginx 里给本站的目录写：
#   location /本栏目/ { alias /存放/本站/; include /存放/本站/hosting/nginx-headers.conf; }
# Made with this site; replace it whenever the site is replaced. A location's own add_header lines replace those of the
# server above it.
"""
