"""A report made: its files composed, and logged by hash with the draw office's signature (article 23; section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import propose
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import SHANGHAI
from publisher.errors import Refused, fault
from publisher.log import places
from publisher.log.history import History
from publisher.log.records import Filing
from publisher.reports.excel import xlsx
from publisher.reports.half_year import HalfYear, half_year
from publisher.reports.period import report_period, size_at
from publisher.reports.report_book import report_book
from publisher.reports.report_text import report_paper
from publisher.tables.draw_rules import work_calendar
from publisher.workspace import Workspace, publish
from publisher.workspace.books import read_books


class Report(NamedTuple):
    """A report's content and its files (name → bytes)."""

    half: HalfYear
    files: dict[str, bytes]


def make_report(workspace: Workspace, day: date, today: date, *, to: str = "", size: int = 0) -> Report:
    """The report that `day` belongs to, over the log up to a checkpoint (`size`, else the newest one that fits).

    Raises Refused, NotYet where none can be made.
    """
    from publisher.reports.word import docx  # slow to import

    files = publish(workspace)
    whole = workspace.history()
    policy = read_books(files, whole).policy(day)
    if policy is None:
        right = ("先核准策略：publisher policy approve", "approve the policy first: publisher policy approve")
        raise Refused(fault("policy", f"{day}没有生效的策略", f"no policy was in force on {day}", *right))
    period = report_period(day, policy.numbers.report_on, work_calendar(policy), today)
    checkpoints = workspace.checkpoints()
    size = size_at(whole, [one for one in checkpoints if size in (0, one)], period.cut_off)
    books = read_books(files, History([entry.data for entry in whole.entries[:size]]))
    half = half_year(files, books, period, bureau=workspace.bureau, origin=workspace.trust.origin)
    stem = period.stated.isoformat()
    made = {f"{stem}.docx": docx(report_paper(half, to=to)), f"{stem}.xlsx": xlsx(report_book(half))}
    return Report(half, made)


def today_of(desk: Desk) -> date:
    """The day of this step in Asia/Shanghai."""
    return desk.now.astimezone(SHANGHAI).date()


def logged_filing(history: History, files: Mapping[str, bytes]) -> int | None:
    """The position of the record that binds just these files; None where there is none."""
    hashes = {name: sha256_hex(data) for name, data in files.items()}
    return next((logged.position for logged in history.of(Filing) if dict(logged.record.files) == hashes), None)


def file_record(
    desk: Desk, kind: Literal["report", "archive"], files: Mapping[str, bytes], *, draw: str = "", period: str = ""
) -> Pending:
    """A `report` or `archive` record over these files, signed by the draw office; they lie in data/reports/ by hash."""
    hashes = {name: sha256_hex(data) for name, data in files.items()}
    record = Filing(type=kind, time=desk.time, draw=draw or None, period=period or None, files=hashes)
    bound = {places.filed(name, hashes[name]).removeprefix("data/"): data for name, data in files.items()}
    return propose(desk, record, bound, "draw")
