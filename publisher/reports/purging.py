"""Destroying what was kept of a closed case, never a day too early and never anything of the log (article 17).

What goes: the archive's own zip, staff's result files (their content is sealed), task lists, and this machine's secrets
and frame key of the draw. What stays: the log, everything that it binds, and all that is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.ceremony.desk import Desk
from publisher.draw.evidence import parse_json
from publisher.draw.identifiers import SHANGHAI
from publisher.errors import NotYet, PublisherError, Refused, fault
from publisher.log import places
from publisher.log.history import History
from publisher.reports.archive import INDEX
from publisher.reports.case_files import archives_of
from publisher.reports.closing import closed_on
from publisher.rules.deadlines import Due, may_purge, retention
from publisher.workspace.books import Books

TASKS = "tasks"
INDEX_NAME = INDEX.rpartition("/")[2]
"""What an `archive` record calls the index."""


class Closed(NamedTuple):
    """A closed case: its term, and from when it may go."""

    own_years: int
    due: Due


def own_term(files: Mapping[str, bytes], history: History, draw: str) -> int:
    """The longest term of its own that a logged index of the case names; 0 without one (article 17: 从其规定)."""
    hashes = [logged.record.files.get(INDEX_NAME) for logged in archives_of(history, draw)]
    return max((_own_years(files, places.filed(INDEX_NAME, sha256)) for sha256 in hashes if sha256), default=0)


def _own_years(files: Mapping[str, bytes], path: str) -> int:
    try:
        value = parse_json(files.get(path, b""), path)
        return int(value["own_years"])
    except (PublisherError, ValueError, TypeError, KeyError):
        right = ("用git恢复这个文件", "restore the file with git")
        wrong = ("登记过的案卷索引读不出", "a logged index of the case can't be read")
        raise Refused(fault("archive-index", *wrong, *right).at(path)) from None


def check_purge(desk: Desk, books: Books, files: Mapping[str, bytes], draw: str, own_years: int = 0) -> Closed:
    """From when the case may go. Raises NotYet while it is open, or its term runs; Refused for an unknown draw."""
    file = books.draws.get(draw)
    today = desk.now.astimezone(SHANGHAI).date()
    policy = books.policy(today)
    if file is None or policy is None:
        right = ("见 publisher draw list", "see publisher draw list")
        raise Refused(fault("no-draw", f"没有已承诺的抽签{draw}", f"no committed draw {draw}", *right))
    unread = [found for found in books.faults if found.file.startswith(places.draw_file(draw, ""))]
    if unread:  # what can't be read could be what is still open
        raise Refused(*unread)
    closed = closed_on(file, books.results, policy.result_codes, books.registers.objections)
    if closed is None:
        right = ("结果、变更和异议都办结后才算结案", "results, changes and objections come to an end first")
        raise NotYet(fault("case-open", f"{draw}尚未结案", f"the case of {draw} is still open", *right))
    years, own = policy.numbers.retention_years, max(own_years, own_term(files, books.history, draw))
    due = retention(closed, years=years, own_years=own or None)
    if not may_purge(closed, today, years=years, own_years=own or None):
        right = (f"{due.day}起可以销毁", f"from {due.day} on")
        raise NotYet(fault("retention", f"保存期限未满：{due.why.zh}", f"still to be kept: {due.why.en}", *right))
    return Closed(own, due)


def purge(desk: Desk, draw: str, archive: Path | None) -> list[str]:
    """Remove what `check_purge` allowed to go; returns the files removed. `archive`: the case's zip, if it is here."""
    gone: list[str] = []
    if archive is not None and archive.is_file():
        gone.append(str(archive))
        if not desk.workspace.files.dry_run:
            archive.unlink()
    for name in desk.workspace.files.names(f"data/results/{draw}"):
        desk.workspace.files.remove(name)
        gone.append(name)
    before = set(desk.office.files.names())
    desk.office.forget(draw)
    for name in desk.office.files.names(TASKS):
        if name.startswith(f"{TASKS}/{draw}-"):
            desk.office.files.remove(name)
    return gone + sorted(before - set(desk.office.files.names()))
