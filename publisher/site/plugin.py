"""The thin plugin that hands the pages and the raw evidence to MkDocs. No page logic here (SITE.md, measured facts)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from html import escape
from operator import or_
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from publisher.draw.identifiers import parse_time
from publisher.errors import PublisherError
from publisher.log import places
from publisher.site import search
from publisher.site.built.folder import files_below
from publisher.site.checking import draw_files, extra_files, site_programs, write_each, zip_programs
from publisher.site.contents.contexts import Contexts, contexts_of
from publisher.site.hand_written import with_sections, wrapped
from publisher.site.machine import machine_files
from publisher.site.machine.package import ZIP
from publisher.site.machine.tables import PROGRAM_TABLES
from publisher.site.packing import Packing
from publisher.site.pages import Page, build_fragments, build_pages
from publisher.site.pages.render import FILTERS
from publisher.site.policy import NGINX, Inline, inline_of, nginx_headers, with_policy
from publisher.site.read.known import Memory
from publisher.site.read.view import View, read_bureau, read_view
from publisher.site.tabling import Tabling

_EVIDENCE = re.compile(r"(?:(?:draws|log|keys|data)/(?:[0-9A-Za-z][0-9A-Za-z._-]*/)*)?[0-9A-Za-z][0-9A-Za-z._-]*")
_PAGE_SUFFIXES = (".html", ".htm", ".md", ".js", ".css", ".svg", ".xml")
_FRAGMENT = re.compile(r"<!-- shuangsuiji:([a-z]+[0-9]*) -->")
_PLACE = "<!-- <h1>shuangsuiji</h1> -->"
"""Where a page's own HTML comes. The theme, which would look through all of it, sees only that it has a title."""
_LAST = -100
_ABSOLUTE = {"404.html", "sitemap.xml"}
"""The theme's files that need the site's absolute address, which a folder, a zip and a sub-path don't have."""
_UNUSED = (".min.js.map", ".min.css.map", "lunr/wordcut.js", "lunr/tinyseg.js")
"""The theme's files that no page of ours asks for: two megabytes."""
_OWN_PAGE = re.compile(r"(draws/[^/]+|results/[0-9]{4})(?:/index)?\.html")
Keep = Callable[[Mapping[str, str]], Mapping[str, Inline]]
"""From the digest of each draw, of each past year's results, to what stands inline in the pages of those that are
kept: their files need not be made again.
"""


class PublisherConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs
    """`evidence`: a folder of published files, relative to mkdocs.yml; without it, the repository there.

    `now`: the moment that pages judge deadlines by, as `api/index.json` of a site tells it; without it, the clock's.
    """

    evidence = Optional(Type(str))
    now = Optional(Type(str))


class PublisherPlugin(BasePlugin[PublisherConfig]):  # type: ignore[no-untyped-call]  # mkdocs
    """Entry point `shuangsuiji`."""

    program = ""
    keep: Keep | None = None
    """Which files the site before holds already (site/built/before.py); a build by itself keeps nothing."""

    before: Path | None = None
    """The site that is to be replaced, if there is one."""

    memory: Memory | None = None
    """What earlier builds kept of what they read; a build by itself keeps nothing of that, either."""

    packing: Packing | None = None
    tabling: Tabling | None = None
    view: View
    contexts: Contexts
    digests: dict[str, str]
    kept: Mapping[str, Inline]
    shells: dict[str, Inline]
    pages: dict[str, Page]
    fragments: dict[str, dict[str, str]]
    inline: Inline

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the evidence once for each build."""
        root = Path(config.config_file_path).parent
        try:
            files = self._evidence(root)
            if wrong := next((path for path in files if not publishable(path)), None):
                raise PluginError(f"{wrong}：证据不能放在这个地址")
            self.packing = Packing(files, Path(config.site_dir).parent)
            self.view = read_view(files, self._now(files), self.memory)
        except PublisherError as error:
            raise PluginError("\n".join(fault.say("zh") for fault in error.faults)) from None
        self.contexts = contexts_of(self.view, config.site_url or "", self.program)
        self.digests = self.contexts.digests(self.view) if self.keep else {}
        self.kept = self.keep(self.digests) if self.keep else {}
        self.tabling = Tabling(self.view, self.kept, Path(config.site_dir).parent)
        self.inline, self.shells = Inline(), dict(self.kept)
        self.pages = build_pages(self.view, self.contexts, self.kept)
        self.fragments = build_fragments(self.view)
        config.theme.static_templates -= _ABSOLUTE

    def _now(self, files: dict[str, bytes]) -> datetime:
        if not self.config.now:
            return _clock(files)
        try:
            return parse_time(self.config.now)
        except ValueError:
            raise PluginError(f"now: {self.config.now}：应如2026-10-15T09:00:00+08:00") from None

    def _evidence(self, root: Path) -> dict[str, bytes]:
        if self.config.evidence is None:
            from publisher.workspace import published_files  # the only place that knows a repository

            return published_files(root)
        folder = root / self.config.evidence
        return dict(files_below(folder))

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add an empty source for every page. Evidence never passes through MkDocs, which is slow with many files."""
        for name in _ABSOLUTE:
            if theirs := files.get_file_from_path(name):
                files.remove(theirs)
        for theirs in [file for file in files if file.src_uri.endswith(_UNUSED)]:
            files.remove(theirs)
        for path in [path for path, page in self.pages.items() if not page.kept]:
            files.append(File.generated(config, path.removesuffix(".html") + ".md", content=""))
        return files

    def on_env(self, env: Environment, /, **_: Any) -> Environment:
        """Give the theme's own templates the view: whose site, which checkpoint."""
        env.globals["publisher"] = self.view
        env.filters |= FILTERS
        env.auto_reload = False  # else each of the theme's thirty templates is looked up on the disk for each page
        return env

    def on_page_markdown(self, markdown: str, /, *, page: SitePage, **_: Any) -> str:
        """Name the page. The theme doesn't escape titles, so they are escaped here."""
        built = self.pages.get(page.file.dest_uri)
        page.meta["hide"] = ["navigation", "toc"]
        if built:
            checks = "verify/page/page.js" in built.html
            page.meta.update(title=escape(built.title), search={"exclude": True}, checks=checks, seal=built.seal)
        return markdown

    def on_page_content(self, html: str, /, *, page: SitePage, **_: Any) -> str:
        """Leave a place for the page's own HTML, or put in the fragments that a hand-written page asks for."""
        if page.file.dest_uri in self.pages:
            page.toc = TableOfContents([AnchorLink("正文", "content", 1)])  # what the theme's skip link leads to
            return _PLACE
        known = self.fragments.get(page.file.dest_uri, {})
        html = with_sections(_FRAGMENT.sub(lambda found: known.get(found[1], ""), html), page)
        html = html.replace("<pre><code>", '<pre tabindex="0"><code>')  # wide ones scroll, also by keyboard
        return wrapped(html, page)

    @event_priority(_LAST)
    def on_post_page(self, output: str, /, *, page: SitePage, **_: Any) -> str:
        """Put in the policy and the page's own HTML. Only what the theme wrote is let through, nothing of that."""
        own = page.content or ""
        inline = inline_of(output.replace(own, ""))
        self.inline |= inline
        if found := _OWN_PAGE.fullmatch(page.file.dest_uri):
            self.shells[found[1]] = inline
        page.content = None
        output = with_policy(output, inline)
        if built := self.pages.get(page.file.dest_uri):
            output = output.replace(_PLACE, wrapped(built.html, page), 1)
            # A hundred thousand results are a hundred megabytes of pages: none is kept longer than it must be.
            self.pages[page.file.dest_uri] = replace(built, html="")
        return output

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the evidence, the directory of firms, evidence.zip, nginx's headers, and to the search index titles."""
        site = Path(config.site_dir)
        assert self.packing is not None
        self.packing.end(sorted(zip_programs(self.view, site_programs(site)).items()))
        write_each(site, self._evidence_left(), self.before)
        write_each(site, self._draw_files(), self.before)
        write_each(site, extra_files(self.view, config.site_url or ""), self.before)
        self._write_made_beside(site)
        inline = reduce(or_, self.kept.values(), self.inline)
        write_each(site, [(NGINX, nginx_headers(inline).encode())])
        path = site / "search" / "search_index.json"
        if path.is_file():
            path.write_text(search.complete(path.read_text("utf-8"), self.pages), "utf-8")

    def _write_made_beside(self, site: Path) -> None:
        assert self.tabling is not None
        assert self.packing is not None
        told = {}
        for path, data in self.tabling.files():
            write_each(site, [(path, data)], self.before)
            if path in PROGRAM_TABLES:
                told[path] = data
        write_each(site, machine_files(self.view, told, *self.packing.write(site / ZIP)).items())

    def on_build_error(self, /, **_: Any) -> None:
        """Leave no process behind."""
        self.give_up()

    def give_up(self) -> None:
        """End what is still made beside the build."""
        for one in (self.packing, self.tabling):
            if one is not None:
                one.give_up()

    def _evidence_left(self) -> Iterator[tuple[str, bytes]]:
        """The evidence that the site before doesn't hold already."""
        for path, data in self.view.files.items():
            if not (path.startswith("draws/") and "/".join(path.split("/", 2)[:2]) in self.kept):
                yield path, data

    def _draw_files(self) -> Iterator[tuple[str, bytes]]:
        for draw in self.view.draws:
            if f"draws/{draw.draw}" not in self.kept:
                frame = self.view.files.get(places.draw_file(draw.draw, "frame.csv"), b"")
                yield from draw_files(draw, self.contexts.draws[draw.draw], frame)

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Rebuild when data change."""
        root = Path(config.config_file_path).parent
        for name in (self.config.evidence,) if self.config.evidence else ("data", "keys"):
            if (root / name).is_dir():
                server.watch(str(root / name))
        return server


def publishable(path: str) -> bool:
    """Whether an evidence file may lie at this path of the site: in its own folders, never in a page's place."""
    return _EVIDENCE.fullmatch(path) is not None and not path.endswith(_PAGE_SUFFIXES)


def _clock(files: dict[str, bytes]) -> datetime:
    """A sample's own fixed clock, else the clock on the wall."""
    bureau = read_bureau(files)
    return parse_time(bureau.now) if bureau.demo and bureau.now else datetime.now(UTC).replace(microsecond=0)
