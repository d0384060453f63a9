"""Exports, minutes and task lists, from the bureau in memory (articles 10, 12, 18)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from reports_data import books_of, history_of
from simulator import Bureau, Story, drawn

from publisher.draw.identifiers import VACANT
from publisher.log.checkpoints import Checkpoint, fingerprint
from publisher.reports.blocks import Grid, Paragraph
from publisher.reports.credit import COLUMNS, LEFT_OUT, Export, credit_book, export_credit
from publisher.reports.excel import xlsx
from publisher.reports.minutes import MOST_DRAWN, Sitting, minutes
from publisher.reports.people import read_people
from publisher.reports.separated import csv_bytes
from publisher.reports.tasks import COLUMNS as TASK_COLUMNS
from publisher.reports.tasks import openings_of, task_book, task_lists
from publisher.reports.word import docx

TODAY = date(2024, 12, 20)


def export(bureau: Bureau, *, today: date = TODAY, since: date | None = None) -> Export:
    books = books_of(bureau)
    policy = books.policy(today)
    assert policy is not None
    codes = policy.result_codes
    return export_credit(bureau.evidence(), books, codes, lambda code: codes[code].text, today=today, since=since)


def one_result(**row: Any) -> tuple[Bureau, Story]:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0], **row)
    bureau.later(minutes=5).watch()
    return bureau, story


def test_the_table_has_the_platforms_columns_in_their_order() -> None:
    expected = "序号 计划编号 任务编号 抽查类型 检查机关 市场主体名称 统一社会信用代码 检查完成日期 检查结果 备注"
    assert [column.title for column in COLUMNS] == expected.split()


def test_every_published_result_is_in_the_table_once_with_its_newest_row(year: Bureau) -> None:
    table = export(year)
    drawn_visits = [key for key in year.told if key[0]]
    assert len(table.rows) == len(drawn_visits)
    assert table.left_out == {}
    names = {row.object_id: row.name for row in year.objects}
    assert all(names[str(row[5])] == row[4] for row in table.rows)
    assert sorted(str(row[5]) for row in table.rows) == sorted(
        one["opening"]["object_id"] if "opening" in one else one["object"] for one in year.told.values()
    )
    assert [row[0] for row in table.table] == list(range(1, len(table.rows) + 1))


def test_a_row_says_what_the_result_says() -> None:
    bureau, story = one_result(codes=["7"], remark="邻居称已停业。", fixed_on="2023-09-05")
    row = dict(zip((column.title for column in COLUMNS), export(bureau).table[0], strict=True))
    assert row["任务编号"] == "2023-001"
    assert row["计划编号"] == story.commit["plan"]["row"]
    assert row["统一社会信用代码"] == story.drawn[0]
    assert row["检查完成日期"] == date(2023, 9, 5)
    assert row["备注"] == "邻居称已停业"


@pytest.mark.parametrize(
    ("row", "reason"),
    [({"codes": ["H1"]}, "not-by-firm"), ({"codes": ["H2"]}, "not-by-firm"), ({"codes": ["ZZ"]}, "not-by-firm")],
)
def test_what_may_not_stand_by_a_firm_s_name_is_counted_and_not_listed(row: Mapping[str, Any], reason: str) -> None:
    bureau, story = one_result(**row)
    table = export(bureau)
    assert table.rows == ()
    assert table.left_out == {reason: 1}
    assert story.drawn[0] not in str(table)


def test_a_withdrawn_result_is_counted_and_not_listed() -> None:
    bureau, story = one_result()
    bureau.at("2023-12-20T15:00:00+08:00").withdraw(story, story.drawn[0])
    bureau.later(minutes=5).watch()
    table = export(bureau)
    assert table.rows == ()
    assert sum(table.left_out.values()) == 1
    assert story.drawn[0] not in str(credit_book(table, bureau="局", today=TODAY, since=None))


def test_a_result_that_no_quorum_has_seen_waits() -> None:
    bureau, story = drawn()
    bureau.at("2023-09-05T15:00:00+08:00").result(story, story.drawn[0])
    bureau.checkpoint()
    assert export(bureau).left_out == {"waiting": 1}
    bureau.later(minutes=5).watch()
    assert len(export(bureau).rows) == 1


@pytest.mark.parametrize(("since", "rows"), [("2023-09-05", 1), ("2023-09-06", 0), ("2023-01-01", 1)])
def test_since_counts_from_the_day_of_publication(since: str, rows: int) -> None:
    bureau, _ = one_result()
    table = export(bureau, since=date.fromisoformat(since))
    assert len(table.rows) == rows
    assert table.left_out == ({} if rows else {"earlier": 1})


def test_masked_and_withheld_text_is_said_to_be_so() -> None:
    bureau, _ = one_result(review={"mode": "withheld", "ground": "trade-secret"})
    assert export(bureau).rows[0][-1] == "文字说明因涉及商业秘密不公开"


def test_the_csv_is_what_excel_reads() -> None:
    data = csv_bytes(("名称", "数"), [("甲,乙", 1), ("=1+1", 2), ("@x", 3), ('引"号', 4)])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["名称", "数"], ["甲,乙", "1"], ["'=1+1", "2"], ["'@x", "3"], ['引"号', "4"]]
    assert data.count(b"\r\n") == 5


def test_the_workbook_lists_the_rows_and_what_was_left_out(year: Bureau) -> None:
    table = export(year)
    made = load_workbook(io.BytesIO(xlsx(credit_book(table, bureau="局", today=TODAY, since=None))))
    sheet = made["结果公告"]
    assert sheet.max_row == 3 + len(table.rows)
    codes = [sheet.cell(row, 7) for row in range(4, sheet.max_row + 1)]
    assert {cell.data_type for cell in codes} == {"s"}
    assert made["说明"].max_row == 2 + len(LEFT_OUT) + 1


# minutes


def sitting(bureau: Bureau, draw: str) -> Sitting:
    books, history = books_of(bureau), history_of(bureau)
    file = books.draws[draw]
    assert file.records.commit is not None
    newest = Checkpoint.parse(bureau.checkpoints[max(bureau.checkpoints)].text)
    return Sitting(
        bureau="示例县人社局",
        file=file,
        people=read_people(bureau.evidence(), history, file.records.commit.record),
        trust=bureau.trust(),
        genesis=history.entries[0].hash,
        fingerprint=fingerprint(newest),
        size=newest.size,
    )


def grids(of: Sitting) -> list[Grid]:
    return [block for block in minutes(of).blocks if isinstance(block, Grid)]


def test_the_minutes_print_every_step_with_its_record_hash_in_groups_of_four(year: Bureau) -> None:
    of = sitting(year, "2023-001")
    printed = "".join(str(cell) for grid in grids(of) for row in grid.rows for cell in row).replace(" ", "")
    printed = printed.replace("\n", "")
    records = of.records
    steps = [*records.commits, *records.reveals, *records.closes, *records.outcomes]
    assert all(logged.hash in printed for logged in steps)
    assert records.outcome is not None
    files = records.outcome.record.files
    for value in (of.genesis, of.fingerprint, records.outcome.record.seed, files["selection.csv"], files["teams.csv"]):
        assert value in printed
    text = str(minutes(of))
    assert f"{of.genesis[:4]} {of.genesis[4:8]} {of.genesis[8:12]}" in text
    assert of.genesis not in text


def test_time_place_and_names_are_left_to_be_written_by_hand(year: Bureau) -> None:
    head, present, *_ = grids(sitting(year, "2023-001"))
    rows = {row[0]: row[1] for row in head.rows}
    assert rows["地点"] == ""
    assert not any(char.isdigit() for char in str(rows["时间"]))
    assert {(row[2], row[3]) for row in present.rows} == {("", "")}
    roles = [str(row[0]) for row in present.rows]
    assert roles[0].startswith("抽签办公室")
    assert roles[1].startswith("法制机构")


def test_the_minutes_name_who_was_drawn_and_the_first_teams(year: Bureau) -> None:
    of = sitting(year, "2023-001")
    text = str(minutes(of))
    names = {row.object_id: row.name for row in year.objects}
    assert all(names[name] in text for name in year.draws["2023-001"].drawn)
    assert all(member.inspector_id in text for member in of.file.members if member.inspector_id != VACANT)


def test_the_minutes_of_a_blinded_draw_name_no_firm(year: Bureau) -> None:
    text = str(minutes(sitting(year, "2024-001")))
    assert "代号" in text
    assert not [row for row in year.objects if row.name in text or row.object_id in text]


def test_minutes_can_be_printed_at_every_stage() -> None:
    bureau = Bureau().found().at("2023-08-23T16:00:00+08:00")
    story = bureau.commit()
    bureau.later(minutes=5).watch()
    committed = minutes(sitting(bureau, "2023-001"))
    assert Paragraph("尚无抽取结果。") in committed.blocks
    bureau.void(story, "error")
    bureau.later(minutes=5).watch()
    assert "作废：封存的文件有错" in str(minutes(sitting(bureau, "2023-001")))
    assert docx(committed) == docx(committed)


def test_a_long_list_is_cut_and_its_fingerprint_stands_for_the_rest(year: Bureau) -> None:
    of = sitting(year, "2023-001")
    drawn_grid = next(grid for grid in grids(of) if grid.columns[0].title == "签序")
    assert len(drawn_grid.rows) == len(year.draws["2023-001"].drawn) <= MOST_DRAWN


def test_the_minutes_as_word_have_a_page_for_signatures(year: Bureau) -> None:
    made = Document(io.BytesIO(docx(minutes(sitting(year, "2023-001")))))
    assert [cell.text for cell in made.tables[-1].rows[0].cells] == ["身份", "签名", "日期"]
    assert made.core_properties.title == "随机抽取现场笔录"


# task lists


def test_everyone_in_a_team_gets_just_their_own_visits(year: Bureau) -> None:
    of = sitting(year, "2023-001")
    lists = {tasks.inspector_id: tasks for tasks in task_lists(of.file, of.people, {})}
    teams = of.file.teams
    assert set(lists) == {who for team in teams.values() for who in team} - {VACANT}
    for who, tasks in lists.items():
        mine = [name for name, team in teams.items() if who in team]
        assert [row[3] for row in tasks.rows] == mine
        assert {row[9] for row in tasks.rows} == {"已完成"}


def test_in_a_blinded_draw_the_key_opens_the_names(year: Bureau) -> None:
    of = sitting(year, "2024-001")
    story = year.draws["2024-001"]
    assert story.frame_key is not None
    closed = task_lists(of.file, of.people, {})
    assert {row[3] for tasks in closed for row in tasks.rows} == {""}
    opened = openings_of(story.frame_key, "2024-001", [row.object_id for row in year.objects])
    people = read_people(year.evidence(), history_of(year), of.commit.record, opened)
    lists = task_lists(of.file, people, {})
    named = {str(row[3]) for tasks in lists for row in tasks.rows}
    assert named == {story.openings[alias].object_id for alias in story.drawn}


def test_a_task_list_is_a_sheet_for_one_person(year: Bureau) -> None:
    of = sitting(year, "2023-001")
    tasks = task_lists(of.file, of.people, {})[0]
    sheet = load_workbook(io.BytesIO(xlsx(task_book(tasks, "局")))).worksheets[0]
    assert tasks.inspector_id in str(sheet["A1"].value)
    assert [cell.value for cell in sheet[3]] == [column.title for column in TASK_COLUMNS]
    assert sheet.page_setup.orientation == "landscape"
