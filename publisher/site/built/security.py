"""The policy of every page: there, strict, and kept by the page itself and by the header file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publisher.errors import Fault, fault
from publisher.site.built.folder import BuiltSite
from publisher.site.built.scan import Scan
from publisher.site.policy import NGINX

_HEADER = re.compile(r'^add_header Content-Security-Policy "([^"]*)" always;$', re.MULTILINE)
_SOURCE = re.compile(r"'(?:self|none|sha256-[0-9A-Za-z+/]{43}=)'")
_NEEDED = ("default-src", "script-src", "style-src", "base-uri")


def policy_faults(site: BuiltSite, pages: Mapping[str, Scan]) -> Iterator[Fault]:
    """Pages without a strict policy, or that break their own; a header file that says otherwise."""
    header = _HEADER.search(site.text(NGINX)) if NGINX in site.names else None
    if header is None:
        right = ("与网站一同生成，不可缺", "it is made with the site and belongs to it")
        yield fault("site-policy", "没有安全策略的头文件", "the header file is missing", *right).at(NGINX)
    else:
        yield from (found.at(NGINX) for found in _strict(header[1]))
    for path, page in pages.items():
        yield from (found.at(path) for found in _page(page, header[1] if header else None))


def _page(page: Scan, header: str | None) -> Iterator[Fault]:
    for what in dict.fromkeys(page.forbidden):
        right = ("脚本和样式只放在文件里", "scripts and styles belong in files")
        yield fault("site-inline", f"页内有{what}", f"the page has {what}", *right)
    if len(page.policies) != 1:
        right = ("由site build写入", "site build puts it in")
        yield fault("site-policy", "页内应有一条安全策略", "the page should carry one policy", *right)
        return
    own = page.policies[0]
    yield from _strict(own)
    for value in sorted(page.inline.scripts | page.inline.styles):
        if f"'{value}'" not in own:
            right = ("页面内容里不得有脚本和样式", "no script and no style belongs in a page's content")
            yield fault(
                "site-inline", f"页内有未放行的脚本或样式（{value}）", f"inline {value} isn't let through", *right
            )
    missing = [source for source in _hashes(own) if header is not None and source not in header]
    if missing:
        right = ("用同一次生成的头文件", "take the header file of the same build")
        yield fault("site-policy", "头文件没有放行本页的脚本", "the header file doesn't let this page work", *right)


def _hashes(policy: str) -> list[str]:
    return re.findall(r"'sha256-[^']*'", policy)


def _strict(policy: str) -> Iterator[Fault]:
    right = ("只能有'self'、'none'和散列", "only 'self', 'none' and hashes")
    parts = [part.split() for part in policy.split(";") if part.strip()]
    loose = sorted({source for _, *sources in parts for source in sources if not _SOURCE.fullmatch(source)})
    if loose:
        yield fault(
            "site-policy", f"安全策略太宽：{' '.join(loose)}", f"the policy is loose: {' '.join(loose)}", *right
        )
    absent = [name for name in _NEEDED if name not in {part[0] for part in parts}]
    if absent:
        yield fault("site-policy", f"安全策略缺少{' '.join(absent)}", f"the policy lacks {' '.join(absent)}", *right)
