"""A portal for the tests of the pages that check: a built site under a sub-path, with the strictest policy there is.

Evidence can be altered, taken away or broken while it is served, so that a test needs no second copy of a site.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sample_site import built as built

ROOT = Path(__file__).parents[2]
PREFIX = "/zwgk/ssj/"
HOST = "portal.example"
CHROMIUMS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
TIMEOUT = 120_000  # a guard against hanging, never a claim about speed: CI machines are slow
TEXT = (".html", ".css", ".js", ".svg")  # what a portal compresses
Files = dict[str, bytes]


def draws_of(files: Mapping[str, bytes]) -> list[str]:
    """The numbers of all draws, the oldest first."""
    return sorted({path.split("/")[1] for path in files if path.startswith("draws/")})


def draw_with(files: Mapping[str, bytes], *names: str, without: Iterable[str] = ()) -> str:
    """The first draw that has all these files and none of those: the sample's numbers may change, its kinds don't."""

    def fits(draw: str) -> bool:
        return all(f"draws/{draw}/{name}" in files for name in names) and not any(
            f"draws/{draw}/{name}" in files for name in without
        )

    return next(filter(fits, draws_of(files)))


def fires(files: Mapping[str, bytes], draw: str) -> str:
    """When a draw's first random value is due, as pages say it: `2026年10月16日 10:00`."""
    commit = json.loads(files[f"draws/{draw}/commit.note"].rpartition(b"\n\n")[0])
    time = min(datetime.fromisoformat(beacon["time"]) for beacon in commit["beacons"])
    return f"{time.year}年{time.month}月{time.day}日 {time:%H:%M}"


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, portal: Portal, **more: Any) -> None:
        self.portal = portal
        super().__init__(*arguments, directory=str(portal.folder), **more)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix(PREFIX)
        if path in self.portal.altered:
            data = self.portal.altered[path]
            if data is None:
                self.send_error(404)
            else:
                self._send(data, {})
        elif path.endswith(TEXT) and (self.portal.folder / path).is_file():
            packed = gzip.compress((self.portal.folder / path).read_bytes(), 5)
            self._send(packed, {"Content-Encoding": "gzip", "Content-Type": self.guess_type(path)})
        else:
            super().do_GET()

    def _send(self, data: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")) if path.startswith(PREFIX) else "/nowhere")

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for many files at once, and the machine may be busy

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that was left closes its connections: no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@dataclass
class Portal:
    """A site being served. `altered`: path → other bytes, or None for a file that isn't there.

    `base` is an address of this machine, which browsers trust as if it were https; `plain` is the same site as a portal
    on plain http: no secure context, so no WebCrypto and no clipboard.
    """

    folder: Path
    base: str = ""
    plain: str = ""
    altered: dict[str, bytes | None] = field(default_factory=dict)

    def url(self, path: str) -> str:
        """The address of a path of the site."""
        return self.base + path


@contextmanager
def serving(folder: Path) -> Iterator[Portal]:
    """Serves a built site on this machine."""
    portal = Portal(folder)
    server = _Server(("127.0.0.1", 0), partial(_Handler, portal=portal))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    portal.base = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    portal.plain = f"http://{HOST}:{server.server_port}{PREFIX}"
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()


def executable() -> str:
    """Debian's Chromium: the one that CHROMIUM names, else its shell without a window, which is faster."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in CHROMIUMS if Path(path).exists()), CHROMIUMS[-1])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                f"--host-rules=MAP {HOST} 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page, the addresses that it asked for, and what the browser complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def watch(context: BrowserContext) -> Visit:
    """A new page whose requests and complaints are kept."""
    seen = Visit(context.new_page())
    seen.page.set_default_timeout(TIMEOUT)
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("requestfailed", lambda request: seen.complaints.append(f"failed: {request.url}"))
    seen.page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    return seen


def flipped(data: bytes) -> bytes:
    """The file with one character changed, so that it stays text: in its middle, or in a checkpoint's root."""
    checkpoint = re.match(rb"[^\n]+\n[0-9]+\n", data)
    if checkpoint:
        at = checkpoint.end()
        return data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :]
    digits = (at for at in range(len(data) // 2, len(data)) if data[at : at + 1].isdigit())
    at = next(digits, len(data) - 2)
    return data[:at] + (b"7" if data[at : at + 1] != b"7" else b"3") + data[at + 1 :]


def pin(page: Page, genesis: str) -> None:
    """What the page remembers once its reader has compared the fingerprint. The page is one of the site."""
    value = json.dumps({"genesis": genesis, "compared": "2026-10-15T01:00:00.000Z"})
    page.evaluate(f"(value) => localStorage.setItem('shuangsuiji:{PREFIX}', value)", value)


def press(page: Page) -> None:
    """Presses “现在就核对” and waits until the verdict is there."""
    page.click("[data-check] [data-start]:enabled")
    judged(page)


def judged(page: Page) -> None:
    """Waits for a verdict, whatever it is."""
    page.wait_for_selector("[data-check] [data-start]:enabled")
    page.wait_for_selector(".verdict:is(.verdict--pass, .verdict--fail, .verdict--pending, .verdict--unknown)")


def verdicts(page: Page) -> dict[str, str]:
    """Code → verdict as the page shows it; `none` where there was nothing to check."""
    script = "(items) => items.map((item) => [item.dataset.code, item.dataset.verdict])"
    found: list[tuple[str, str]] = page.eval_on_selector_all(".checks__item", script)
    return dict(sorted(found))


def failing(page: Page) -> set[str]:
    """The codes of the checks that fail on the page."""
    return {code for code, verdict in verdicts(page).items() if verdict == "fail"}
