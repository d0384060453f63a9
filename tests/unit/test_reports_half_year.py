"""The half-year's figures, counted again by hand from the bureau in memory (article 23)."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook
from reports_data import BUREAU, books_of, history_of, period, report_of
from simulator import ORIGIN, Bureau, drawn, whole_year

from publisher.errors import NotYet, Refused
from publisher.log.records import Outcome, Roster, SealedRow
from publisher.reports.blocks import cell_text
from publisher.reports.columns import NUMBER, RULES
from publisher.reports.excel import xlsx
from publisher.reports.figures import Counting, Figures
from publisher.reports.half_year import HalfYear, half_year
from publisher.reports.period import report_period, size_at
from publisher.reports.report_book import report_book
from publisher.reports.report_text import report_paper
from publisher.reports.word import docx
from publisher.rules.calendar import WorkCalendar

# fmt: off
PUBLIC_COLUMNS = [
    "年度计划数", "任务数", "其中联合任务数", "联合占比", "检查对象库总数", "检查人员库总数", "应抽查户次",
    "已抽查户次", "完成率", "参与检查人次", "各结果代码户次", "各处置户次", "应公示数", "已公示数", "公示率",
    "超期公示数", "立案", "移送", "列入异常/失信",
]
# fmt: on


@pytest.fixture(scope="module")
def half(year: Bureau) -> HalfYear:
    return report_of(year, "2023-12-29", size_at(history_of(year), list(year.checkpoints), date(2023, 12, 29)))


def value(report: HalfYear, title: str) -> str:
    return cell_text(RULES[NUMBER[title] - 1].value(report.total, report.words))


def test_the_table_has_the_platforms_columns_in_their_order(half: HalfYear) -> None:
    assert [rule.title for rule in RULES] == PUBLIC_COLUMNS
    assert [column.title for column in report_book(half).sheets[0].columns][1:] == PUBLIC_COLUMNS


def test_every_number_is_what_a_hand_counts_in_the_log(year: Bureau, half: HalfYear) -> None:
    entries = history_of(year, half.size)
    rows = [logged.record for logged in entries.of(SealedRow)]
    visits = {record.object for record in rows if record.type == "result"}
    story = year.draws["2023-001"]
    assert story.standing is not None
    assert value(half, "任务数") == str(len(list(entries.of(Outcome)))) == "1"
    assert value(half, "应抽查户次") == str(len(story.standing.teams))
    assert value(half, "已抽查户次") == str(len(visits))
    assert value(half, "完成率") == "100.0%"
    told = [row for (draw, _), row in year.told.items() if draw == "2023-001"]
    assert value(half, "参与检查人次") == str(sum(len(row["inspectors"]) for row in told))
    codes = Counter(code for row in told for code in row["codes"])
    assert half.total.codes == dict(sorted(codes.items()))
    rosters = {logged.record.table: logged.record.rows for logged in entries.of(Roster)}
    assert value(half, "检查对象库总数") == str(rosters["objects"])
    assert value(half, "检查人员库总数") == str(rosters["inspectors"])
    assert (value(half, "应公示数"), value(half, "已公示数"), value(half, "公示率")) == (
        str(len(visits)),
        str(len(visits)),
        "100.0%",
    )
    assert value(half, "超期公示数") == "0"


def test_what_was_replaced_corrected_and_supplemented_is_counted_once(half: HalfYear) -> None:
    assert (half.left, half.supplements, len(half.corrected), half.withdrawn) == (1, 1, 1, 0)
    assert len(half.total.visits) == half.total.done.part


def test_a_cut_off_before_the_results_counts_the_draw_and_no_visit(year: Bureau) -> None:
    cut_off = date(2023, 8, 31)
    early = report_of(year, "2023-08-31", size_at(history_of(year), list(year.checkpoints), cut_off))
    assert (value(early, "任务数"), value(early, "已抽查户次"), value(early, "完成率")) == ("1", "0", "0.0%")
    assert (value(early, "联合占比"), value(early, "公示率")) == ("—", "—")
    assert "本期尚无已封存的检查结果" in str(report_paper(early))


def test_the_next_year_counts_only_its_own_draws(year: Bureau) -> None:
    later = report_of(year, "2024-12-30")
    assert [task.file.draw for task in later.total.tasks] == ["2024-001"]
    assert later.total.done.part == len(year.draws["2024-001"].drawn)


def test_a_result_that_no_quorum_has_seen_by_the_cut_off_is_not_public_yet() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.checkpoint()
    figures = report_of(bureau, "2023-09-06").total
    assert (figures.published.part, figures.published.whole) == (0, 0)
    assert len(figures.in_state("pending")) == 1
    overdue = report_of(bureau, "2023-12-29").total
    assert (overdue.published.part, overdue.published.whole, len(overdue.in_state("overdue"))) == (0, 1, 1)
    bureau.at("2023-12-29T16:00:00+08:00").watch()
    late = report_of(bureau, "2023-12-29").total
    assert (late.published.part, late.published.whole, len(late.in_state("late"))) == (1, 1, 1)


@pytest.mark.parametrize(
    ("codes", "dispositions", "expected"),
    [
        (["8"], ["4"], ("1", "1", "0")),
        (["5"], ["5"], ("0", "1", "0")),
        (["6"], ["7"], ("0", "0", "1")),
        (["1"], ["1"], ("0", "0", "0")),
        (["6"], [], ("0", "0", "1")),
        (["A"], ["9"], ("0", "1", "0")),
    ],
)
def test_what_follows_a_result_is_read_from_its_codes_and_dispositions(
    codes: list[str], dispositions: list[str], expected: tuple[str, ...]
) -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], codes=codes, dispositions=dispositions)
    bureau.later(minutes=5).watch()
    report = report_of(bureau, "2023-12-29")
    assert tuple(value(report, title) for title in ("立案", "移送", "列入异常/失信")) == expected


def test_a_withdrawn_text_is_still_a_visit() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.later(minutes=5).watch()
    bureau.at("2023-12-20T15:00:00+08:00").withdraw(story, story.drawn[0])
    bureau.later(minutes=5).watch()
    report = report_of(bureau, "2023-12-29")
    assert (value(report, "已抽查户次"), report.withdrawn) == ("1", 1)
    assert value(report, "参与检查人次") == str(len(story.team(story.drawn[0])))


def test_visits_outside_the_draw_are_told_of_and_never_in_the_table() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-01T15:00:00+08:00").enter("2023-N001", story.drawn[0])
    bureau.at("2023-09-02T15:00:00+08:00").enter("2023-N001", story.drawn[0], found={})
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.later(minutes=5).watch()
    report = report_of(bureau, "2023-12-29")
    assert value(report, "已抽查户次") == "1"
    assert (str(report.exceptional.share), report.exceptional.by_code["COMPLAINT"]) == ("1/2", 1)
    assert "在抽签以外检查1户次（投诉举报1户次），占全部检查的50.0%" in str(report_paper(report))


def test_a_void_draw_is_no_task() -> None:
    bureau = Bureau().found().at("2023-08-23T16:00:00+08:00")
    bureau.void(bureau.commit(), "error")
    bureau.later(minutes=5).watch()
    report = report_of(bureau, "2023-12-29")
    assert (value(report, "任务数"), report.voided) == ("0", ["2023-001"])


def test_each_number_names_its_note_and_every_note_says_how(half: HalfYear) -> None:
    text = "\n".join(p.text for p in Document(io.BytesIO(docx(report_paper(half)))).paragraphs)
    pointed = {int(number) for number in re.findall(r"\[([0-9]+)\]", text)}
    assert pointed == set(range(1, len(RULES) + 6))
    assert all(rule.how.endswith("。") for rule in RULES)


def test_the_cut_off_and_the_checkpoint_are_printed_in_both_files(half: HalfYear) -> None:
    made = load_workbook(io.BytesIO(xlsx(report_book(half))))
    cells = [str(cell.value) for sheet in made.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("2023-12-29" in cell and f"总账{half.size}条" in cell for cell in cells)
    assert any(half.fingerprint in cell for cell in cells)
    paper = "\n".join(p.text for p in Document(io.BytesIO(docx(report_paper(half)))).paragraphs)
    assert "2023年12月29日" in paper
    assert f"{half.size}条" in paper


def test_the_workbook_lists_each_visit_that_it_counts(half: HalfYear) -> None:
    sheets = {sheet.name: sheet for sheet in report_book(half).sheets}
    assert list(sheets) == ["统计表", "结果与处置", "任务", "说明", "依据"]
    assert len(sheets["依据"].rows) == half.total.done.part
    assert {row[2] for row in sheets["依据"].rows} == {visit.result.newest.row for visit in half.total.visits}
    assert len(sheets["说明"].rows) == len(RULES)


def test_no_firm_is_named_in_a_report(half: HalfYear, year: Bureau) -> None:
    made = str(report_paper(half)) + str(report_book(half))
    assert not [row for row in year.objects if row.name in made or row.object_id in made]


def test_several_units_have_a_line_each_and_one_for_all(half: HalfYear, year: Bureau) -> None:
    counting = Counting(year.evidence(), half.books, half.period)
    assert counting.units == ["ld"]
    assert half.lines == {}
    assert isinstance(counting.figures("ld"), Figures)
    assert len(counting.figures("nobody").tasks) == 0
    assert counting.figures("ld").done == half.total.done


def test_anyone_gets_the_same_bytes_from_the_published_files(half: HalfYear, year: Bureau) -> None:
    again = half_year(year.evidence(), books_of(year, half.size), half.period, bureau=BUREAU, origin=ORIGIN)
    assert docx(report_paper(again)) == docx(report_paper(half))
    assert xlsx(report_book(again)) == xlsx(report_book(half))


def test_what_is_logged_after_the_cut_off_changes_no_byte() -> None:
    bureau = whole_year()
    size = size_at(history_of(bureau), list(bureau.checkpoints), date(2023, 12, 29))
    before = docx(report_paper(report_of(bureau, "2023-12-29", size)))
    bureau.at("2024-12-20T09:00:00+08:00").seal().later(minutes=5).watch()
    assert docx(report_paper(report_of(bureau, "2023-12-29", size))) == before


def test_the_newest_checkpoint_up_to_the_cut_off_is_taken(year: Bureau) -> None:
    history, sizes = history_of(year), sorted(year.checkpoints)
    for size in sizes:
        day = period("2024-12-30").cut_off
        assert size_at(history, [one for one in sizes if one <= size], day) == size
    with pytest.raises(NotYet):
        size_at(history, sizes, date(2020, 1, 1))


@pytest.mark.parametrize("day", ["2024-12-31"])
def test_after_the_last_report_of_the_year_there_is_none(day: str) -> None:
    with pytest.raises(Refused):
        report_period(date.fromisoformat(day), ["06-30", "12-30"], WorkCalendar({}), date(2025, 1, 1))
