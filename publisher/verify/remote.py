"""Published evidence read over http, file by file, from the site itself."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import httpx

from publisher.draw.evidence import parse_json
from publisher.errors import Malformed
from publisher.verify.paths import MAX_FILE, MAX_FILES, bad_source, is_path

LISTING = "evidence.json"
MAX_REDIRECTS = 5
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_GONE = (404, 410)


class Url:
    """Published files under an address. Redirects are followed on the same host only."""

    def __init__(self, base: str, client: httpx.Client | None = None) -> None:
        self.where = base
        self._base = base if base.endswith("/") else base + "/"
        self._client = client or httpx.Client(timeout=TIMEOUT, follow_redirects=False)
        self._names: list[str] | None = None
        self._kept: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes | None:
        """As Published says; Malformed also where the site doesn't answer."""
        if not is_path(path):
            return None
        if path not in self._kept:
            self._kept[path] = self._get(path)
        return self._kept[path]

    def names(self) -> Iterable[str]:
        """The site's own listing, evidence.json; nothing where it has none."""
        if self._names is None:
            self._names = self._listing()
        return self._names

    def _listing(self) -> list[str]:
        try:
            value = parse_json(self.read(LISTING) or b"{}\n", LISTING)
        except Malformed:
            return []
        files = value.get("files") if isinstance(value, dict) else None
        listed = files if isinstance(files, list) else []
        return sorted({path for path in listed[:MAX_FILES] if isinstance(path, str) and is_path(path)})

    def _get(self, path: str) -> bytes | None:
        address = urljoin(self._base, path)
        try:
            for _ in range(MAX_REDIRECTS + 1):
                with self._client.stream("GET", address) as answer:
                    if not answer.has_redirect_location:
                        return _content(answer, path)
                    address = _same_host(address, urljoin(address, answer.headers["location"]), path)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise bad_source("http", f"网站没有应答：{error}", f"the site doesn't answer: {error}", path) from None
        raise bad_source("redirects", "转向次数过多", "too many redirects", path)


def _content(answer: httpx.Response, path: str) -> bytes | None:
    if answer.status_code in _GONE:
        return None
    if answer.status_code != httpx.codes.OK:
        status = answer.status_code
        raise bad_source("http-status", f"网站应答{status}", f"the site answers {status}", path)
    data = bytearray()
    for chunk in answer.iter_bytes():
        data += chunk
        if len(data) > MAX_FILE:
            raise bad_source("too-big", "文件过大", "the file is too big", path)
    return bytes(data)


def _same_host(old: str, new: str, path: str) -> str:
    before, after = urlsplit(old), urlsplit(new)
    downgraded = before.scheme == "https" and after.scheme != "https"
    if after.hostname != before.hostname or after.scheme not in ("http", "https") or downgraded:
        raise bad_source("redirect", f"转向别处：{new[:100]}", f"redirected elsewhere: {new[:100]}", path)
    return new
