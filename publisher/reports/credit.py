"""The credit platforms' table: published results, in the columns of 结果公告 (article 18).

What may not stand by a firm's name isn't in it: codes that wait for a decision or are only counted, texts that were
withdrawn, aliases that nobody has opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from publisher.reports.blocks import Book, Cell, Column, Sheet
from publisher.reports.row_texts import result_row
from publisher.rules.publication import Review, review_words
from publisher.rules.results import Result
from publisher.rules.visits import Meanings
from publisher.workspace.books import Books

COLUMNS = (
    Column("序号", 12, "center"),
    Column("计划编号", 22, "center"),
    Column("任务编号", 22, "center"),
    Column("抽查类型", 18, "center"),
    Column("检查机关", 44),
    Column("市场主体名称", 60),
    Column("统一社会信用代码", 42, "center"),
    Column("检查完成日期", 26, "center"),
    Column("检查结果", 50),
    Column("备注", 60),
)
"""公示栏目“结果公告”, in its order."""
KINDS = {"undirected": "不定向", "directed": "定向"}
LEFT_OUT = {
    "withdrawn": "已依法停止公示",
    "not-by-firm": "结果代码不按单位公开（H1、H2）",
    "waiting": "尚未公示",
    "text": "没有公布文字",
    "name": "尚未公开姓名",
    "earlier": "在起始日期之前已公示",
}


@dataclass(frozen=True, kw_only=True)
class Export:
    """The table's rows without their number, and how many results were left out for which reason."""

    rows: tuple[tuple[Cell, ...], ...]
    left_out: Mapping[str, int]

    @property
    def table(self) -> list[tuple[Cell, ...]]:
        """The rows, numbered from 1."""
        return [(number, *row) for number, row in enumerate(self.rows, 1)]


class _Credit:
    def __init__(
        self, files: Mapping[str, bytes], books: Books, meanings: Meanings, words: Callable[[str], str]
    ) -> None:
        self.files, self.books, self.meanings, self.words = files, books, meanings, words
        self.units = {agency.agency: agency.name for agency in books.agencies}
        self.withdrawn = {row.row for row in books.withdrawn}

    def reason(self, result: Result, today: date, since: date | None) -> str:
        """Why a result isn't in the table; empty where it is."""
        newest, finding = result.newest, result.finding
        shown = self.books.published_on(newest.logged.position, newest.logged.record)
        if newest.row in self.withdrawn:
            return "withdrawn"
        if finding is None or result_row(self.files, newest.logged.record) is None:
            return "text"
        if any(code not in self.meanings or self.meanings[code].publish != "full" for code in finding.codes):
            return "not-by-firm"
        if shown is None or shown > today:
            return "waiting"
        if finding.object_id not in self.books.objects:
            return "name"
        return "earlier" if since is not None and shown < since else ""

    def row(self, result: Result) -> tuple[Cell, ...]:
        """Everything but the number."""
        draw, finding = self.books.draws[result.draw], result.finding
        commit = draw.records.commit
        assert finding is not None
        assert commit is not None
        return (
            commit.record.plan.row or "计划外",
            result.draw,
            KINDS[draw.order.kind],
            self.units.get(finding.agency, finding.agency),
            self.books.objects[finding.object_id].name,
            finding.object_id,
            finding.fixed_on,
            "；".join(self.words(code) for code in finding.codes),
            self._remark(result),
        )

    def _remark(self, result: Result) -> str:
        """The published free text, or why it isn't given in full; that a result was re-checked or corrected."""
        finding = result.finding
        text = result_row(self.files, result.newest.logged.record)
        assert finding is not None
        assert text is not None
        parts = [text.remark]
        if text.review is not None:
            parts.append(review_words(Review("", text.review.mode, text.review.ground)).zh)
        if finding.re_checked_on:
            parts.append(f"{finding.re_checked_on}复查")
        if result.corrections():
            parts.append("更正")
        return "；".join(part.rstrip("。；") for part in parts if part)


def export_credit(
    files: Mapping[str, bytes],
    books: Books,
    meanings: Meanings,
    words: Callable[[str], str],
    *,
    today: date,
    since: date | None = None,
) -> Export:
    """Every drawn visit's result that is public, by draw and position. `since`: public on that day or later."""
    credit = _Credit(files, books, meanings, words)
    rows, left_out = [], Counter[str]()
    for result in (one for one in books.results if one.draw in books.draws):
        reason = credit.reason(result, today, since)
        left_out[reason] += 1
        if not reason:
            rows.append(credit.row(result))
    return Export(rows=tuple(rows), left_out={reason: left_out[reason] for reason in LEFT_OUT if left_out[reason]})


def credit_book(export: Export, *, bureau: str, today: date, since: date | None) -> Book:
    """The table as a workbook, with a sheet that says what isn't in it."""
    period = f"{since}起公示" if since else "全部"
    sheet = Sheet(
        name="结果公告",
        title="“双随机、一公开”抽查结果公告",
        columns=COLUMNS,
        rows=tuple(export.table),
        above=(f"填报单位：{bureau}　　范围：{period}，截至{today}　　共{len(export.rows)}条",),
        landscape=True,
        wide=True,
    )
    notes = Sheet(
        name="说明",
        title="说明",
        columns=(Column("没有列入的原因", 90), Column("条数", 20, "center")),
        rows=tuple(_left_out(export)),
        beneath=("检查完成日期为结果认定之日；结果以最新一次封存的为准。抽签以外的检查（第十三条）不在此表。",),
    )
    return Book(title=sheet.title, author=bureau, dated=today, sheets=(sheet, notes))


def _left_out(export: Export) -> Iterator[tuple[Cell, ...]]:
    for reason, words in LEFT_OUT.items():
        yield words, export.left_out.get(reason, 0)
