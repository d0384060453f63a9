"""What the reports' tests start from: the bureau in memory, its books read as the commands read them."""

from __future__ import annotations

from datetime import date

import yaml
from simulator import ORIGIN, Bureau

from publisher.log.history import History
from publisher.reports.half_year import HalfYear, half_year
from publisher.reports.period import Period
from publisher.rules.calendar import WorkCalendar
from publisher.rules.deadlines import report_due
from publisher.tables.bureau import Bureau as BureauFile
from publisher.workspace.books import Books, read_books

BUREAU = BureauFile.model_validate(
    yaml.safe_load(
        """
        schema: 1
        name: 示例县人力资源和社会保障局
        domain: hrss.shili.example
        rule: {title: 实施细则, version: "1", in_force: "2018-09-01", documents: [通知]}
        contact: {office: 窗口, phone_public: "12333", objections: 书面提出}
        """
    )
)


def history_of(bureau: Bureau, size: int | None = None) -> History:
    """The log up to a size, or up to its newest checkpoint."""
    return History(bureau.entries[: max(bureau.checkpoints) if size is None else size])


def books_of(bureau: Bureau, size: int | None = None) -> Books:
    """What the published files tell."""
    books = read_books(bureau.evidence(), history_of(bureau, size))
    assert [found.file for found in books.faults] == []
    return books


def period(cut_off: str, on: str = "12-30") -> Period:
    """A year's period up to a day, by a calendar without notices."""
    day, month = date.fromisoformat(cut_off), int(on[:2])
    due = report_due(day.year, on, WorkCalendar({}))
    return Period(date(day.year, month, int(on[3:])), due, day, "上半年" if month == 6 else "全年")


def report_of(bureau: Bureau, cut_off: str, size: int | None = None) -> HalfYear:
    """The report of the year up to a day."""
    books = books_of(bureau, size)
    return half_year(bureau.evidence(), books, period(cut_off), bureau=BUREAU, origin=ORIGIN)
