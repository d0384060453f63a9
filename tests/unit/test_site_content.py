"""What the content pages say, held against the sample's log and files: no number without the rows it counts."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from math import comb
from pathlib import Path

import pytest
import segno
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publisher.draw.evidence import json_text, parse_json, sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.log import places
from publisher.log.history import Entry
from publisher.log.records import Roster, SealedRow, Withdraw
from publisher.rules.appraisal import unsupported
from publisher.rules.results import Result, routine_rows
from publisher.rules.year_numbers import YearNumbers
from publisher.site.contents.appraisals import Reference, appraisals
from publisher.site.contents.charts import axis_to, day_of_year, percent_along, span
from publisher.site.contents.contexts import contexts_of
from publisher.site.contents.corrections import changed
from publisher.site.contents.coverage import coverage, joint_trend, timely
from publisher.site.contents.draw_list import draw_rows, facet_counts
from publisher.site.contents.drawn_list import drawn_lines
from publisher.site.contents.entries import KIND_SAID, since_each
from publisher.site.contents.fairness import Expected, fairness, hypergeometric
from publisher.site.contents.home import home_numbers
from publisher.site.contents.incidents import incidents
from publisher.site.contents.overdue import overdue
from publisher.site.contents.plans import plan_views
from publisher.site.contents.result_tags import ROW_DIGITS
from publisher.site.contents.results import results_by_year
from publisher.site.contents.results_context import result_link, result_page
from publisher.site.contents.results_table import COLUMNS
from publisher.site.contents.roster_changes import roster_changes, rows_of
from publisher.site.contents.takeaway import tables
from publisher.site.contents.year import category, cells_of, year_words
from publisher.site.machine.feeds import feed_files
from publisher.site.made_tables import table_files
from publisher.site.pages import build_pages
from publisher.site.pages.articles import article_evidence
from publisher.site.paper.notice import (
    LISTED,
    SLIDE_ROWS,
    SLIDES,
    hall_document,
    name_slides,
    notice_document,
    notice_paper,
    qr_code,
)
from publisher.site.read.drawn import re_checks
from publisher.site.read.draws import DrawView, State
from publisher.site.read.items import item_changes
from publisher.site.read.view import View, read_view
from publisher.tables.codes import CodeLists
from publisher.tables.items import ItemList

ROOT = Path(__file__).parents[2]
Files = dict[str, bytes]
NOW = "2026-10-15T09:00:00+08:00"


@pytest.fixture(scope="module")
def view(sample: Files) -> View:
    return read_view(sample, parse_time(NOW))


@pytest.fixture(scope="module")
def pages(view: View) -> dict[str, str]:
    return {path: page.html for path, page in build_pages(view).items()}


def numbers_of(view: View) -> YearNumbers:
    """The numbers of the year of the build."""
    assert view.year is not None
    return view.year


def later(sample: Files, view: View, days: int) -> View:
    return read_view(sample, view.now + timedelta(days=days))


def rebound(files: Files, path: str, data: bytes) -> Files:
    """The files with another content at `path`; every mention of the old hash, in names too, is one of the new."""
    old, new = sha256_hex(files[path]), sha256_hex(data)
    changed = {**files, path: data}
    return {name.replace(old, new): held.replace(old.encode(), new.encode()) for name, held in changed.items()}


def said(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", html)))


# ---- results ---------------------------------------------------------------------------------------------------------


def test_every_result_whose_text_is_public_stands_in_the_table_once(view: View) -> None:
    shown = [line.row for made in results_by_year(view) for line in made.lines]
    public = [r.newest.row for r in view.books.results if r.finding and r.newest.row not in view.withdrawn]
    assert sorted(shown) == sorted(public)
    assert len(set(shown)) == len(shown)


def test_the_table_counts_what_the_statistics_count(view: View) -> None:
    assert view.year is not None
    made = results_by_year(view)[0]
    assert len(made.lines) + sum(made.left_out.values()) == view.year.total.cell.checked
    assert made.problems == view.year.total.cell.problems


def test_a_withdrawn_result_is_gone_from_every_page_and_still_counted(sample: Files, view: View) -> None:
    line = next(line for line in results_by_year(view)[0].lines if line.link and not line.corrected)
    gone = without_text(sample, view, line.row)
    now = results_by_year(gone)[0]
    assert line.object_id not in {one.object_id for one in now.lines if one.draw == line.draw}
    assert sum(now.left_out.values()) == 1
    assert "停止公示" in next(iter(now.left_out))
    assert gone.year is not None
    assert gone.year.total.cell.checked == view.year.total.cell.checked  # type: ignore[union-attr]
    shown = build_pages(gone)
    assert line.object_id not in shown["results.html"].html
    assert "已停止公示" in said(shown["results.html"].html)


def without_text(sample: Files, view: View, row: str) -> View:
    """The sample as it would be, had the text of a row been withdrawn: the file is gone, its trace is published."""
    result = next(r for r in view.books.results if r.newest.row == row)
    found = result.finding
    assert found is not None
    trace = {
        "row": row, "draw": result.draw, "unit": found.agency, "items": list(found.items),
        "visited_on": str(found.visited_on), "fixed_on": str(found.fixed_on), "codes": list(found.codes),
    }  # fmt: skip
    files = {path: data for path, data in sample.items() if row not in path}
    files["data/withdrawn.json"] = json_text({"rows": [trace]}).encode()
    past = read_view(files, view.now)
    logged = next(item for item in past.ledger.history.of(SealedRow) if item.record.row == row)
    record = Withdraw(
        time=NOW, type="withdraw", draw=result.draw, object=result.named, row=row, replaces="", ground="court",
        document="判决书",
    )  # fmt: skip
    append(past, replace(logged.entry, record=record))
    return past


def append(view: View, entry: Entry) -> None:
    """One entry more in the log that a view has read."""
    history = view.ledger.history
    history.entries.append(replace(entry, position=len(history.entries)))
    vars(history).pop("_kinds", None)  # worked out once, since a log that was read doesn't change otherwise


def test_a_corrected_result_and_an_objection_are_said_beside_it(view: View, pages: dict[str, str]) -> None:
    corrected = [line for line in results_by_year(view)[0].lines if line.corrected]
    objected = [line for line in results_by_year(view)[0].lines if line.objection]
    assert corrected
    assert objected
    row = next(row for row in pages["results.html"].split("<tr ") if corrected[0].object_id in row)
    assert "更正过" in said(row)
    assert objected[0].objection in said(row)


def test_an_inspector_whose_name_the_bureau_masks_is_called_by_number(sample: Files, view: View) -> None:
    names = {row.name for row in view.rosters.inspectors}
    masked = dict(sample)
    for path, data in sample.items():
        if path.startswith("data/snapshots/") and data.startswith(b"inspector_id,name"):
            rows = [line.split(",") for line in data.decode().splitlines()]
            text = "\n".join(",".join([row[0], "*" if n else row[1], *row[2:]]) for n, row in enumerate(rows))
            masked[path] = f"{text}\n".encode()
    hidden = sample
    for path, data in masked.items():
        if data != sample[path]:
            hidden = rebound(hidden, path, data)
    people = {name for line in results_by_year(read_view(hidden, view.now))[0].lines for name in line.inspectors}
    assert people
    assert not people & names
    assert "*" not in people


def test_every_link_of_a_result_leads_to_its_row_on_its_draws_page(view: View, pages: dict[str, str]) -> None:
    for line in results_by_year(view)[0].lines:
        if line.link:
            path, _, anchor = line.link.partition("#")
            assert f'id="{anchor}"' in pages[path]


# ---- numbers lead to their rows --------------------------------------------------------------------------------------


def selected(lines: list[set[str]], link: str) -> int:
    """How many rows `?only=` leaves, as assets/only.js does it."""
    query = unescape(link).partition("?")[2].partition("#")[0]
    wanted = [set(part.removeprefix("only=").split(",")) for part in query.split("&")]
    return sum(all(tags & one for one in wanted) for tags in lines)


def test_each_number_of_the_statistics_leads_to_exactly_the_rows_that_it_counts(view: View) -> None:
    lines = [set(line.tags) for line in results_by_year(view)[0].lines]
    counted = 0
    for table in year_words(view, numbers_of(view))["tables"]:
        for row in table.rows:
            assert selected(lines, row.rows) == row.checked
            assert selected(lines, row.found) == row.problems
            counted += 1
    for chart in coverage(view, numbers_of(view)):
        for reach in chart.rows:
            assert not reach.rows or selected(lines, reach.rows) == reach.checked
    assert counted > 20


def without_frame_key(sample: Files, draw: str) -> View:
    """The sample before the key of a blinded frame is public: only those with a result are opened."""
    files = {path: data for path, data in sample.items() if path != places.draw_file(draw, places.FRAME_KEY)}
    return read_view(files, parse_time(NOW))


def test_each_drawn_count_leads_to_exactly_the_drawn_that_it_counts(sample: Files, view: View) -> None:
    partly = without_frame_key(sample, "2026-003")
    assert "2026-003" in fairness(view, view.today.year).draws
    assert "2026-003" in fairness(partly, partly.today.year).waiting
    assert any(line.one.object.id for line in drawn_lines(partly, partly.today.year) if line.draw.draw == "2026-003")
    for past in (view, partly):
        lines = [set(line.tags) for line in drawn_lines(past, past.today.year)]
        for chart in fairness(past, past.today.year).charts:
            assert sum(row.drawn for row in chart.rows) > 50
            for row in chart.rows:
                assert selected(lines, row.rows) == row.drawn


def test_the_four_numbers_of_the_first_page_lead_somewhere_and_agree_with_the_plan(
    view: View, pages: dict[str, str]
) -> None:
    numbers = home_numbers(view)
    assert len(numbers) == 4
    for number in numbers:
        assert number.link.partition("?")[0].partition("#")[0] in pages
    counts = plan_views(view)[0].counts
    assert numbers[0].value == f"{counts['drawn']}/{counts['planned']}"


def test_every_page_says_the_same_of_how_many_planned_draws_were_made(view: View, pages: dict[str, str]) -> None:
    drawn = sum(one.draw in view.concluded for plan in plan_views(view) for one in plan.occurrences)
    planned = sum(len(plan.occurrences) for plan in plan_views(view))
    assert any(one.draw in view.waiting for plan in plan_views(view) for one in plan.occurrences)
    [indicator] = [
        i.indicator
        for one in appraisals(view, numbers_of(view))
        for i in one.indicators
        if i.indicator.code == "plan-done"
    ]
    assert str(indicator.share) == home_numbers(view)[0].value == f"{drawn}/{planned}"
    assert f"计划 {planned} 次，已抽 {drawn} 次" in said(pages["plan.html"])
    assert any(f"{planned}次，已抽{drawn}次，等待抽签1次" in line.text for line in article_evidence(view)[14])


def test_every_count_of_the_appraisal_names_a_record_that_is_on_the_site(view: View, pages: dict[str, str]) -> None:
    tags = {tag for line in results_by_year(view)[0].lines for tag in line.tags}
    for one in appraisals(view, numbers_of(view)):
        for part in one.indicators:
            assert unsupported(part.indicator) == []
            assert sum(group.number for group in part.groups) == len(part.indicator.among)
            assert part.hidden == 0
            assert part.groups[0].title in ("没有做到的", "发生过的")
            assert all(group.number for group in part.groups[1:])
            for reference in (one for group in part.groups for one in group.listed):
                path, _, anchor = reference.link.partition("#")
                assert path.partition("?")[0] in pages
                assert not anchor or f'id="{anchor}"' in pages[path]
                if "?only=" in path:
                    assert path.partition("?only=")[2] in tags


def timely_references(view: View) -> dict[str, Reference]:
    """Sealed row → how the appraisal's indicator of results in time calls it."""
    [part] = [
        part
        for one in appraisals(view, numbers_of(view))
        for part in one.indicators
        if part.indicator.code == "on-time"
    ]
    rest = [row for row in part.indicator.among if row not in part.indicator.counted]
    listed = [one for group in part.groups for one in group.listed]
    return dict(zip([*rest, *part.indicator.counted], listed, strict=True))


def with_result(view: View, result: Result) -> View:
    """The view with this in the place of the result that has its first row."""
    results = (result if one.root == result.root else one for one in view.books.results)
    return replace(view, books=replace(view.books, results=tuple(results)))


def test_the_appraisal_calls_a_result_by_its_draw_and_its_firm(view: View) -> None:
    lines = {line.row: line for made in results_by_year(view) for line in made.lines}
    called = timely_references(view)
    listed = [result for result in view.books.results if result.newest.row in lines]
    first_rows = {result.root: lines[result.newest.row] for result in listed}
    for row in set(called) & set(first_rows):
        assert called[row].label == f"{first_rows[row].draw} {first_rows[row].name}"
    corrections = {told.row for result in view.books.results for told in result.corrections()}
    assert all(called[row].label.endswith("（更正）") for row in corrections)
    assert len(set(called.values())) == len(called) > 40


def test_a_result_of_a_visit_in_december_that_was_fixed_in_january_is_looked_for_where_it_is_listed(view: View) -> None:
    result = next(one for one in view.books.results if one.draw and len(one.rows) == 1 and one.finding)
    told = result.newest
    assert told.finding is not None
    moved = told.finding._replace(visited_on=date(2025, 12, 30), fixed_on=date(2026, 1, 5))
    past = with_result(view, Result.of([told._replace(finding=moved)]))
    link = f"results/2025.html?only=row:{result.root[:ROW_DIGITS]}"
    assert timely_references(past)[result.root].link == link
    assert result_link(past, past.books.results[view.books.results.index(result)]) == link
    assert result.newest.row in [line.row for line in results_by_year(past)[-1].lines]
    unread = Result.of([told._replace(finding=None)])
    assert result_page(view, unread) == "results.html"
    assert result_page(later(dict(view.files), view, 365), unread) == "results/2026.html"


def test_a_withdrawn_result_is_counted_in_the_appraisal_without_a_name(sample: Files, view: View) -> None:
    line = next(line for line in results_by_year(view)[0].lines if line.link and not line.corrected)
    called = timely_references(without_text(sample, view, line.row))[line.row]
    assert called == Reference(f"{line.draw}（已停止公示）", "results.html")


def test_a_target_that_only_waits_for_what_is_not_due_is_not_shown_as_missed(sample: Files, view: View) -> None:
    now, past = (build_pages(one)["appraisal.html"].html for one in (view, later(sample, view, 70)))
    assert "4 个有目标的指标达到 3 个，1 个还没到期" in said(now)
    assert "mark--fail" not in now
    assert "还没到期的（3）：" in said(now)
    assert said(now).count("没有做到的：没有。") == 3
    assert "未达到" in said(past)
    assert "没有做到的（1）： 2026-5 第2次" in said(past)


def test_what_the_draws_can_be_cut_down_to_is_counted_rightly(view: View) -> None:
    rows = draw_rows(view)
    counts = facet_counts(rows)
    assert counts["kind:directed"] + counts["kind:undirected"] == len(rows) == len(view.draws)
    assert counts["state:void"] == len(view.void)
    assert counts["plan:outside"] == sum(draw.commit.record.plan.approval is not None for draw in view.draws)


def test_every_table_to_take_away_has_a_link_on_a_page_and_as_many_rows_as_it_says(
    view: View, pages: dict[str, str]
) -> None:
    whole = "".join(pages.values())
    for stem, table in tables(view):
        name = stem.rpartition("/")[2]
        assert re.search(rf'href="[^"]*{re.escape(name)}\.csv"', whole), stem
        assert re.search(rf'href="[^"]*{re.escape(name)}\.xlsx"', whole), stem
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert next(table.columns for stem, table in tables(view) if stem.startswith("results/")) == COLUMNS


# ---- plan and duties -------------------------------------------------------------------------------------------------


def test_the_plan_counts_every_occurrence_once(view: View) -> None:
    for plan in plan_views(view):
        counts = dict(plan.counts)
        planned = counts.pop("planned")
        assert sum(counts.values()) == planned == len(plan.occurrences)


def test_in_the_plans_strip_a_draw_that_is_only_sealed_looks_otherwise_than_one_made(
    view: View, pages: dict[str, str]
) -> None:
    dots = [dot for plan in plan_views(view) for line in plan.lines for dot in line.dots]
    waiting = [one for plan in plan_views(view) for one in plan.occurrences if one.draw in view.waiting]
    assert len([dot for dot in dots if not dot.drawn]) == len(waiting) == 1
    table = pages["plan.html"].partition("</caption>")[2]
    assert table.count("strip__draw--waiting") == len(waiting)
    assert table.count('class="strip__draw"') == len(dots) - len(waiting)
    assert "数据截至 2026年10月15日" in said(pages["plan.html"])


def test_the_page_on_checking_calls_no_draw_the_newest_that_is_not(view: View, pages: dict[str, str]) -> None:
    assert view.example is not None
    assert view.example.draw != view.concluded[0].draw
    assert view.example.title in said(pages["verify.html"])
    assert not re.search("最近(的)?一次(真实的)?抽签|最近的一次", said(pages["verify.html"]))


def test_a_draw_that_was_not_made_in_time_is_red_on_the_plan_and_on_the_first_page(sample: Files, view: View) -> None:
    assert overdue(view) == ()
    past = later(sample, view, 70)  # the day after row 2026-5 ended with one draw missing
    late = [one for one in overdue(past) if one.code == "plan-row"]
    assert late
    assert "2026-5" in late[0].said
    made = build_pages(past)
    assert "逾期未抽" in said(made["plan.html"].html)
    home = made["index.html"].html
    assert "mark--fail" in home.partition('id="next"')[0]
    assert late[0].said in said(home)
    assert "overdue" in said(made["en/index.html"].html)


def test_a_year_without_a_plan_is_said_in_red(sample: Files, view: View) -> None:
    past = later(sample, view, 80)
    assert [one for one in overdue(past) if one.code == "plan"]
    assert "没有2027年计划" in said(build_pages(past)["plan.html"].html)


def test_an_amended_plan_says_what_changed(view: View) -> None:
    book = view.books.plans[0]
    rows = tuple(replace(row, ratio="0.5") if row.row == "2026-2" else row for row in book.rows if row.row != "2026-6")
    logged = view.ledger.history.files("plan")[0]
    again = replace(view, books=replace(view.books, plans=(book._replace(versions=(*book.versions, rows)),)))
    append(again, logged.entry)
    try:
        newest, *_, first = plan_views(again)[0].versions
    finally:
        again.ledger.history.entries.pop()
        vars(again.ledger.history).pop("_kinds", None)
    assert ("2026-2", "抽查比例：0.1 → 0.5") in newest.changes
    assert ("2026-6", "删去这一行") in newest.changes
    assert first.changes == ()


# ---- items and rosters -----------------------------------------------------------------------------------------------


def test_two_versions_of_the_items_are_told_apart_field_by_field(view: View) -> None:
    current = view.items_in_force
    assert current is not None
    old = ItemList.model_validate(parse_json(view.files[current.path]))
    items = old.items
    edited = items[0].model_copy(update={"ratio": "0.07", "frequency_cap": items[0].frequency_cap + 1})
    new = old.model_copy(update={"items": [edited, *items[2:]]})
    told = item_changes(old, new)
    assert {change.item for change in told} == {items[0].item, items[1].item}
    assert f"抽查比例：{items[0].ratio} → 0.07" in {change.said for change in told}
    assert (items[1].item, "移出") in {(change.item, change.said) for change in told}
    assert item_changes(old, old) == ()


def test_every_change_of_a_roster_is_shown_with_its_reason(view: View) -> None:
    changes = roster_changes(view)
    lines = 0
    for logged in view.ledger.history.of(Roster):
        rows = view.files[f"data/snapshots/{logged.record.changes}.csv"].decode().splitlines()[1:]
        lines += sum(not row.endswith(",initial") for row in rows)
    assert len(changes.edits) == lines > 0
    assert all(edit.reason and edit.name for edit in changes.edits)
    assert all(edit.said for edit in changes.edits if edit.effect == "改动")
    assert changes.missing == ()


def test_the_snapshot_that_began_a_roster_is_called_the_first_and_has_no_changes_to_miss(
    view: View, pages: dict[str, str]
) -> None:
    first = {snapshot.table: snapshot.position for snapshot in view.rosters.snapshots}  # the oldest one comes last
    assert roster_changes(view).first == set(first.values())
    rows = pages["roster.html"].partition('id="snapshots"')[2].split("<tr>")[1:]
    began = [row for row in rows if "最初的一版" in row]
    assert len(began) == len(first)
    assert all(any(f"第 {position} 条" in row for row in began) for position in first.values())
    assert not any("没有变更" in row for row in began)


def test_skills_are_told_in_the_words_of_the_code_list(sample: Files, view: View) -> None:
    codes = {**yaml.safe_load((ROOT / "data/codes.yaml").read_text("utf-8")), "skill": {"labour": "劳动用工检查"}}
    lists = CodeLists.model_validate(codes)
    told = read_view({**sample, "data/codes.json": json_text(lists.evidence()).encode()}, view.now)
    rows = build_pages(told)["roster/inspectors.html"].html.split("<tr>")
    able = [row.name for row in told.rosters.inspectors if "劳动用工检查" in row.skills]
    assert able
    assert [name for name in able if not any(name in row and "劳动用工检查" in row for row in rows)] == []


def test_rows_are_found_in_a_roster_without_reading_the_others(view: View) -> None:
    newest = view.rosters.newest("objects")
    assert newest is not None
    wanted = [row.object_id for row in view.rosters.objects[::100]]
    found = rows_of(view.files[newest.path], wanted)
    assert sorted(found) == sorted(wanted)
    assert all(found[row.object_id]["name"] == row.name for row in view.rosters.objects[::100])


# ---- oversight -------------------------------------------------------------------------------------------------------


def test_every_entry_of_the_log_stands_once_under_the_first_checkpoint_that_holds_it(view: View) -> None:
    since, hidden = since_each(view, 5000)
    listed = [(entry.position, part.point.size) for part in since for entry in part.entries if part.point]
    assert hidden == 0
    assert [position for position, _ in listed] == list(range(view.ledger.size))[::-1]
    sizes = [point.size for point in view.ledger.checkpoints]
    for position, size in listed:
        assert size == min(one for one in sizes if one > position)


def test_a_kept_checkpoint_tells_how_much_came_after_it(view: View) -> None:
    since, _ = since_each(view, 5000)
    kinds = Counter(entry.kind for part in since for entry in part.entries)
    for part in since:
        assert part.point is not None
        assert sum(part.newer.values()) == view.ledger.size - part.point.size
    oldest = since[-1]
    later_kinds = kinds - Counter(entry.kind for entry in oldest.entries)
    assert {kind: oldest.newer[kind] for kind in KIND_SAID} == {kind: later_kinds[kind] for kind in KIND_SAID}


def test_a_checkpoint_that_a_cosigned_one_followed_does_not_wait_for_witnesses(
    view: View, pages: dict[str, str]
) -> None:
    plain = [point.size for point in view.ledger.checkpoints if not point.cosignatures]
    assert plain[-1] < view.ledger.size
    for path in ("changes.html", "oversight.html"):
        told = said(pages[path]).replace(" ", "")
        for size in plain:
            after = next(p.size for p in view.ledger.checkpoints if p.size > size and p.cosignatures)
            assert f"后一份（{after}条）已有见证" in told
        assert told.count("中间的一份") == len(plain)
        assert "还没有见证人签名" not in told
    alone = replace(view.ledger, checkpoints=tuple(p for p in view.ledger.checkpoints if p.size <= plain[-1]))
    since, _ = since_each(replace(view, ledger=alone), 5000)
    assert since[0].point.size == plain[-1]
    assert since[0].covered is None


def test_an_entry_of_an_inspection_outside_the_draw_leads_to_its_result_or_nowhere(view: View) -> None:
    tags = {tag for line in results_by_year(view)[0].lines for tag in line.tags}
    since, _ = since_each(view, 5000)
    links = [entry.link for part in since for entry in part.entries if re.match(r"\d{4}-N\d", entry.said)]
    assert links.count("") == 1
    assert len(links) > 1
    assert all(link.partition("?only=")[2] in tags for link in links if link)


def test_a_long_log_lists_its_newest_entries_and_says_how_many_more(view: View) -> None:
    since, hidden = since_each(view, 20)
    assert sum(len(part.entries) for part in since) == 20
    assert hidden == view.ledger.size - 20


def test_a_correction_shows_both_texts_and_why(view: View, pages: dict[str, str]) -> None:
    told = incidents(view)
    assert told.corrected
    for one in told.corrected:
        assert one.before
        assert one.after
        assert one.reason
        assert one.reason in said(pages["oversight.html"])


def test_what_a_correction_changed_is_what_it_shows(view: View) -> None:
    for one in incidents(view).corrected:
        assert one.before != one.after
    same, other = {"检查结果": "未发现问题", "备注": "", "处理": "无"}, {"备注": "改过的一句。", "处理": "无"}
    assert changed(same, {**same, **other}) == ("备注：（空）", "备注：改过的一句")
    assert changed(same, same) == ("", "公布的文字没有变")
    assert changed(same, {**same, "检查结果": "不合格"}) == ("未发现问题", "不合格")


def test_a_re_check_is_nowhere_called_a_correction(view: View, pages: dict[str, str]) -> None:
    routine = routine_rows(view.books.results)
    draw, one = next((d, one) for d in view.draws for one in d.drawn for r in one.results if r.row in routine)
    assert [result.re_checks for result in one.results] == [result.row in routine for result in one.results]
    assert [result.corrects for result in one.results] == [False, False, True]
    assert one.later == "更正过 1 次，复查 1 次"
    shown = pages[f"draws/{draw.draw}/index.html"]
    place = said(shown[shown.index(f'id="u-{one.object.key}"') :].split("</tr>")[0])
    assert "更正过 1 次，复查 1 次" in place
    assert f"（更正：{one.results[2].reason}）" in place
    assert "（复查）" in place
    titles = {event.position: event.title for event in draw.timeline}
    assert [titles[result.position] for result in one.results[1:]] == ["公示复查结果", "检查结果更正"]


def test_the_feed_of_results_tells_re_checks_and_corrections_apart(view: View) -> None:
    feed = said(feed_files(view)["feeds/results.xml"].decode())
    again = {row for row in routine_rows(view.books.results) if any(row in re_checks(d.drawn) for d in view.draws)}
    corrections = [told for result in view.books.results if result.draw for told in result.corrections()]
    assert again
    assert sum(map(int, re.findall("：[^。]*?复查([0-9]+)条", feed))) == len(again)
    assert sum(map(int, re.findall("更正([0-9]+)条。", feed))) == len(corrections)


def test_nobody_is_named_for_a_withdrawn_result_on_the_page_of_oversight(sample: Files, view: View) -> None:
    line = next(line for line in results_by_year(view)[0].lines if line.link and not line.corrected)
    gone = without_text(sample, view, line.row)
    told = incidents(gone)
    assert len(told.withdrawn) == 1
    shown = build_pages(gone)["oversight.html"].html
    assert line.name not in said(shown[shown.index('id="withdrawn"') : shown.index('id="replaced"')])
    since, _ = since_each(gone, 5000)
    entry = next(e for part in since for e in part.entries if e.position == line.position)
    assert line.name not in entry.said


def test_the_time_line_goes_from_the_plan_to_the_last_result(view: View) -> None:
    draw = next(draw for draw in view.concluded if draw.results == len(draw.drawn) and draw.changes)
    titles = [event.title for event in draw.timeline]
    assert titles[0] == "年度计划登记"
    assert {"单位名录封存", "抽签前封存", "封签", "公共随机数产生", "抽签结果", "检查结果公示"} <= set(titles)
    last = max(row.position for row in draw.records.rows)
    assert draw.timeline[-1].position >= last or "结果" in titles[-1]
    results = [event for event in draw.timeline if event.title == "检查结果公示"]
    counted = sum(int(event.detail.split(" ")[0]) for event in results)
    assert counted == sum(row.record.type == "result" for row in draw.records.rows)


# ---- a draw's own page -----------------------------------------------------------------------------------------------


def page_of(pages: dict[str, str], draw: DrawView) -> str:
    return pages[f"{draw.folder}index.html"]


def test_a_void_draw_leads_to_the_one_that_replaces_it_and_has_no_terms(view: View, pages: dict[str, str]) -> None:
    successor = next(draw for draw in view.draws if draw.commit.record.replaces)
    void = view.by_number[successor.commit.record.replaces.draw]  # type: ignore[union-attr]
    assert void in view.void
    shown = page_of(pages, void)
    assert f'由 <a href="../{successor.draw}/index.html">{successor.draw}</a> 代替' in shown
    assert [words for words in ("现在就可以做", "检查期限", "公示期限", "抽签以后") if words in said(shown)] == []
    assert "检查期限" in said(page_of(pages, successor))


def test_nobody_is_told_to_press_what_may_not_be_there(view: View, pages: dict[str, str]) -> None:
    """Paper and a browser without scripts have no button."""
    assert [draw.draw for draw in view.draws if "按一下" in page_of(pages, draw)] == []


def test_whoever_opens_a_drawn_draw_finds_the_drawn_before_the_evidence(view: View, pages: dict[str, str]) -> None:
    for draw in view.concluded:
        shown = page_of(pages, draw)
        wanted = ["check-now", "mine", "drawn", "timeline", "chances", "bound", "check", "files"]
        places = [shown.index(f'id="{name}"') for name in wanted]
        assert places == sorted(places)
        line = shown[places[3] : places[4]]
        assert "文书署名" in line
        assert "文书署名" not in re.sub("<details>.*?</details>", "", line, flags=re.DOTALL)


def test_every_entry_that_a_draws_page_names_is_linked_where_the_page_of_changes_lists_it(
    view: View, pages: dict[str, str]
) -> None:
    for draw in view.draws:
        anchors = re.findall('changes.html(#e-[0-9]+)?"[^>]*>第 ([0-9]+) 条', page_of(pages, draw))
        assert {int(position) for _, position in anchors} >= {event.position for event in draw.timeline if event.hash}
        assert [position for anchor, position in anchors if anchor != f"#e-{position}"] == []


def test_groups_are_called_by_their_titles_and_seats_are_explained(view: View, pages: dict[str, str]) -> None:
    codes = {chance.stratum for draw in view.draws for chance in draw.chances if chance.title != chance.stratum}
    assert codes
    for draw in view.draws:
        shown = said(page_of(pages, draw))
        assert [code for code in codes if re.search(f"(?<![a-z-]){code}(?![a-z.-])", shown)] == []
        assert not re.search("第[0-9]+席", shown)
    told = [words for draw in view.draws for words in draw.notices]
    assert [words for words in told if words.startswith("分组")]
    assert [words for words in told if words.startswith("分组") and not words.startswith("分组“")] == []


def test_the_list_of_draws_says_what_is_due_only_where_something_is(view: View, pages: dict[str, str]) -> None:
    due = {row.draw.draw: row.due for row in draw_rows(view)}
    assert {draw for draw in due if due[draw]} == {draw.draw for draw in view.draws if draw.state is State.DRAWN}
    shown = said(pages["draws/index.html"])
    for draw in view.draws:
        term = f"结果应在 {draw.commit.record.publish_by} 前公示"
        assert (term in shown) == any(due[one.draw] == draw.commit.record.publish_by for one in view.draws)


def test_a_draw_that_waits_for_its_secrets_is_in_a_state_and_not_an_event() -> None:
    assert State.COMMITTED.zh == "已封存，等待拆封"


# ---- charts ----------------------------------------------------------------------------------------------------------


@given(group=st.integers(0, 40), others=st.integers(0, 40), size=st.integers(0, 80))
def test_the_expected_range_is_that_of_drawing_without_replacement(group: int, others: int, size: int) -> None:
    eligible = group + others
    size = min(size, eligible)
    mean, variance = hypergeometric(group, eligible, size)
    if not eligible:
        assert (mean, variance) == (0, 0)
        return
    other_mean, other_variance = hypergeometric(others, eligible, size)
    assert mean + other_mean == pytest.approx(size)
    assert variance == pytest.approx(other_variance, abs=1e-9)
    assert -1e-9 <= mean <= group + 1e-9
    if size in (0, eligible):
        assert variance == 0


@given(group=st.integers(0, 60), others=st.integers(1, 240), size=st.integers(0, 300))
def test_lot_alone_leaves_at_least_19_of_20_counts_within_the_range(group: int, others: int, size: int) -> None:
    eligible, size = group + others, min(size, group + others)
    told = Expected(*hypergeometric(group, eligible, size), 0)
    ways = sum(comb(group, n) * comb(others, size - n) for n in range(told.low, min(told.high, size) + 1))
    assert ways / comb(eligible, size) >= 0.95


def test_the_range_that_is_said_is_the_one_that_is_drawn_and_judged_by(view: View) -> None:
    judged = 0
    for chart in fairness(view, view.today.year).charts:
        for row in chart.rows:
            low, high = map(int, row.range.split("–"))
            assert row.within == (low <= row.drawn <= high)
            assert row.span == span(low, high, chart.axis, row.drawn)
            judged += not float(row.mean) - 1 < row.drawn < float(row.mean) + 1
        assert ("都在机会所说的范围里" in chart.message) == all(row.within for row in chart.rows)
    assert judged > 5


def test_over_all_groups_as_many_are_expected_as_are_drawn(view: View) -> None:
    found = fairness(view, view.today.year)
    assert found.draws
    drawn = sum(sum(bool(one.rank) for one in view.by_number[draw].drawn) for draw in found.draws)
    for chart in found.charts:
        assert sum(row.drawn for row in chart.rows) == drawn
        assert sum(float(row.mean) for row in chart.rows) == pytest.approx(drawn, abs=0.05 * len(chart.rows))


def test_a_draw_whose_names_are_still_hidden_is_not_counted_and_that_is_said(view: View, pages: dict[str, str]) -> None:
    waiting = fairness(view, view.today.year).waiting
    assert waiting
    assert all(view.by_number[draw].people.blinded for draw in waiting)
    assert all(draw in said(pages["year.html"]).partition("暂时不能计入")[2] for draw in waiting)


@given(most=st.floats(0.001, 1e6))
def test_an_axis_holds_its_greatest_value_with_few_round_ticks(most: float) -> None:
    axis = axis_to(most)
    assert axis.most >= most * (1 - 1e-6)
    assert 2 <= len(axis.ticks) <= 7
    assert axis.ticks[0].at == "0.00%"
    assert axis.ticks[-1].at == "100.00%"


@given(low=st.floats(0, 50), width=st.floats(0, 100))
def test_a_bar_never_leaves_its_axis(low: float, width: float) -> None:
    made = span(low, low + width, axis_to(60))
    assert float(made.start[:-1]) + float(made.width[:-1]) <= 100.02


def test_places_along_an_axis_are_percentages() -> None:
    assert percent_along(1, 8) == "12.50%"
    assert percent_along(9, 8) == "100.00%"
    assert percent_along(1, 0) == "0.00%"
    assert day_of_year(date(2026, 1, 1), 2026) == "0.00%"
    assert day_of_year(date(2028, 7, 1), 2028) == "49.73%"


def test_the_share_of_joint_draws_is_drawn_with_its_target_and_its_message(view: View) -> None:
    trend = joint_trend(numbers_of(view))
    assert trend is not None
    assert view.year is not None
    assert view.year.joint.tasks.percent in trend.said
    assert trend.goal is not None
    assert len(trend.lines) == len(trend.dots) - 1


def test_a_late_result_is_counted_as_late_however_soon_others_were(view: View) -> None:
    late = view.publications[0]._replace(public_on=view.publications[0].due.day + timedelta(days=1))
    counted = timely(replace(view, publications=(late, *view.publications[1:])), view.today.year)
    assert counted.total == timely(view, view.today.year).total
    assert next(row.number for row in counted.rows if row.label == "逾期才公示") == 1
    assert "1条逾期" in counted.message


def test_a_bar_of_coverage_is_measured_along_the_axis_that_its_table_shows(view: View, pages: dict[str, str]) -> None:
    for chart in coverage(view, numbers_of(view)):
        widest = max(row.checked / row.listed for row in chart.rows if row.listed)
        assert widest <= chart.axis.most < 1
        for row in chart.rows:
            assert float(row.width[:-1]) == float(chart.axis.at(row.checked / row.listed)[:-1])
        labels = "".join(rf"<text[^>]*>{tick.label}</text>" for tick in chart.axis.ticks)
        assert re.search(labels, pages["year.html"].partition('id="coverage"')[2])


def test_merged_groups_are_told_apart_though_their_names_hold_commas(view: View) -> None:
    assert view.year is not None
    cells = [cell for one in view.year.dimensions if one.code == "section" for cell in cells_of(view.year, one)]
    merged = [cell.categories for cell in cells if len(cell.categories) > 1]
    labels = {row.label for table in year_words(view, numbers_of(view))["tables"] for row in table.rows}
    reached = {row.label for chart in coverage(view, numbers_of(view)) for row in chart.rows}
    assert any("、" in category(view, "section", name) for names in merged for name in names)
    for names in merged:
        label = "；".join(category(view, "section", name) for name in names)
        assert label in labels
        assert label in reached


def test_a_result_that_is_withdrawn_in_all_its_rows_is_said_once_on_the_page_of_its_year(
    sample: Files, view: View
) -> None:
    assert "停止公示的结果" not in said(build_pages(view)["year.html"].html).replace(" ", "")
    result = next(one for one in view.books.results if len(one.rows) > 1 and one.corrections())
    gone = without_text(sample, view, result.newest.row)
    last = gone.ledger.history.entries[-1]
    for told in result.rows[:-1]:
        assert last.record
        append(gone, replace(last, record=last.record.model_copy(update={"row": told.row})))
    assert len(gone.withdrawn) == len(result.rows)
    assert "今年1条已停止公示的结果" in said(build_pages(gone)["year.html"].html).replace(" ", "")
    later_year = later(dict(gone.files), gone, 365)
    append(later_year, last)
    assert later_year.withdrawn
    assert "停止公示的结果" not in said(build_pages(later_year)["year.html"].html).replace(" ", "")


def test_charts_have_no_inline_style_and_no_colour_of_their_own(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        assert " style=" not in html, path
        for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
            assert not re.search(r'(?:fill|stroke)="#', svg), path


# ---- the wall --------------------------------------------------------------------------------------------------------


def notices(view: View) -> dict[str, str]:
    contexts = contexts_of(view).draws
    return dict(notice_document(draw, contexts[draw.draw]) for draw in view.draws)


def test_every_draw_has_a_notice_with_its_result_the_fingerprint_in_groups_and_a_code(view: View) -> None:
    documents = notices(view)
    assert view.ledger.genesis is not None
    genesis = view.ledger.genesis.hash
    for draw in view.draws:
        html = documents[f"draws/{draw.draw}/notice.html"]
        groups = "".join(f"<span>{genesis[at : at + 4]}</span>" for at in range(0, 64, 4))
        assert groups in html
        assert 'aria-label="二维码"' in html
        for one in [one for one in draw.drawn if one.rank][:LISTED]:
            assert (one.object.name or one.object.key[:12]) in said(html)


def test_the_notice_of_a_hidden_list_names_nobody(view: View) -> None:
    hidden = [draw for draw in view.concluded if draw.people.blinded and not draw.people.openings]
    assert hidden
    for draw in hidden:
        shown = said(notices(view)[f"draws/{draw.draw}/notice.html"])
        assert not [name for name in draw.people.objects.values() if name in shown]


def test_under_the_fingerprint_a_notice_tells_only_what_that_checkpoint_holds(view: View) -> None:
    changed = [draw for draw in view.concluded if draw.changes]
    assert changed
    for draw in changed:
        html = notices(view)[f"draws/{draw.draw}/notice.html"]
        listed = re.search(r'<ol class="sheet__drawn">.*?</ol>', html, re.DOTALL)
        assert listed is not None
        shown = sealed_lines(view, draw)
        assert [said(item).split() for item in re.findall("<li><span.*?</li>", listed[0])] == shown
        point = contexts_of(view).draws[draw.draw].announced
        assert point is not None
        assert point.size > draw.step.position
        assert f"以上抽签结果在总账前 {point.size} 条里" in said(html)


def sealed_lines(view: View, draw: DrawView) -> list[list[str]]:
    """What selection.csv and teams.csv say in this order: the groups, in each by rank."""
    rows = list(csv.DictReader(io.StringIO(view.files[f"{draw.folder}selection.csv"].decode())))
    seats = list(csv.DictReader(io.StringIO(view.files[f"{draw.folder}teams.csv"].decode())))
    order = [chance.stratum for chance in draw.chances]
    rows.sort(key=lambda row: (order.index(row["stratum"]), int(row["rank"])))
    teams = {
        row["object_id"]: [seat["inspector_id"] for seat in seats if seat["object_id"] == row["object_id"]]
        for row in rows
    }
    return [
        [
            row["rank"],
            draw.people.objects[row["object_id"]],
            "、".join(draw.people.inspectors[member] for member in teams[row["object_id"]]),
        ]
        for row in rows
    ]


def test_what_was_changed_later_stands_apart_under_the_checkpoint_that_holds_it(view: View) -> None:
    for draw in [draw for draw in view.concluded if draw.changes]:
        shown = said(notices(view)[f"draws/{draw.draw}/notice.html"])
        apart = shown[shown.index("抽签以后的变动") :]
        point = contexts_of(view).draws[draw.draw].later
        assert point is not None
        assert f"这些变动在总账前 {point.size} 条里" in apart
        for change in draw.changes:
            assert change.changed is not None
            assert change.changed.position < point.size
            for one, instead_of in change.supplements:
                assert one is not None
                number = next(other.rank for other in draw.drawn if other.object == instead_of)
                assert f"{number} 号不再检查，增补{one.name}（" in apart
                assert one.name not in shown[: shown.index("抽签以后的变动")]
            for _, removed, added in change.substitutes:
                assert removed is not None
                assert added is not None
                assert f"{removed.name}换为{added.name}（" in apart


def test_a_void_draws_notice_says_what_replaces_it_and_nothing_of_results(view: View) -> None:
    assert view.void
    for draw in view.void:
        shown = said(notices(view)[f"draws/{draw.draw}/notice.html"])
        instead = next(o for o in view.draws if o.commit.record.replaces and o.commit.record.replaces.draw == draw.draw)
        assert f"由 {instead.draw} 代替：{instead.title}" in shown
        assert " 作废，编号不再使用" in shown
        assert not [word for word in ("公示结果", "每户的机会", "异议") if word in shown]


def test_how_to_object_stands_only_where_something_was_drawn(view: View) -> None:
    for draw in view.draws:
        assert ("异议：" in notices(view)[f"draws/{draw.draw}/notice.html"]) == (draw in view.concluded)


def test_the_notice_of_a_draw_with_several_groups_says_each_firms_group(view: View) -> None:
    draws = [draw for draw in view.concluded if len(draw.chances) > 1]
    assert draws
    for draw in draws:
        paper = notice_paper(draw, contexts_of(view).draws[draw.draw])
        shown = {line.rank: group for group, lines in paper.listed for line in lines}
        titles = {chance.stratum: chance.title for chance in draw.chances}
        assert shown == {one.rank: titles[one.stratum] for one in draw.drawn if one.rank}


def test_a_notice_says_how_many_it_does_not_list(view: View) -> None:
    draw = next(draw for draw in view.concluded if draw.drawn)
    long = replace(draw, drawn=draw.drawn * 50)
    paper = notice_paper(long, contexts_of(view).draws[draw.draw])
    assert 0 < paper.number <= LISTED
    assert sum(len(lines) for _, lines in paper.listed) == paper.number
    assert paper.more == len(long.drawn) - paper.number


def test_the_less_stands_on_a_notice_the_larger_it_is_printed(view: View) -> None:
    contexts = contexts_of(view).draws
    sizes = {draw.draw: notice_paper(draw, contexts[draw.draw]).fit.size for draw in view.draws}
    empty = [sizes[draw.draw] for draw in view.draws if not draw.drawn]
    full = [sizes[draw.draw] for draw in view.draws if len(draw.drawn) > 16]
    assert min(empty) >= 13.5 > 11 >= max(full)


def test_the_code_leads_to_the_draws_page_where_the_site_knows_its_address(view: View) -> None:
    draw, site = view.draws[0], "https://portal.example/ssj/"
    path, html = notice_document(draw, contexts_of(view, site).draws[draw.draw])
    assert (
        notice_paper(draw, contexts_of(view, site).draws[draw.draw]).code.text == f"{site}draws/{draw.draw}/index.html"
    )
    assert f"网页：{site}" in said(html)
    assert view.ledger.genesis is not None
    assert view.ledger.genesis.hash in notice_paper(draw, contexts_of(view).draws[draw.draw]).code.text
    assert "网页：政府网站上本局的“双随机、一公开”栏目" in said(notices(view)[path])


def test_the_halls_screen_names_firms_of_the_newest_draw_whose_names_are_public(view: View) -> None:
    assert view.concluded[0].people.blinded
    slides = name_slides(view)
    public = [draw for draw in view.concluded if all(one.object.name for one in draw.drawn)]
    assert slides[0].draw.draw == public[0].draw
    assert [one for slide in slides for one in slide.part] == [one for one in public[0].drawn if not one.replaced]


@given(st.integers(1, 100))
def test_the_names_on_the_halls_screen_are_spread_evenly_over_few_slides(view: View, number: int) -> None:
    draw = next(draw for draw in view.concluded if not draw.people.blinded)
    long = replace(view, draws=(replace(draw, drawn=(draw.drawn * number)[:number]),))
    slides = name_slides(long)
    sizes = [len(slide.part) for slide in slides]
    assert len(sizes) <= SLIDES
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= SLIDE_ROWS
    assert {sum(sizes) + slide.more for slide in slides} == {number}


@pytest.mark.parametrize(("number", "shown", "others"), [(0, 0, 0), (1, 1, 0), (3, 3, 0), (5, 3, 2)])
def test_the_halls_screen_shows_the_next_draws_in_the_order_of_their_moments(
    view: View, number: int, shown: int, others: int
) -> None:
    first = view.waiting[0]
    coming = [
        replace(first, draw=f"2026-{100 + at}", beacon_time=first.beacon_time + timedelta(days=at))
        for at in range(number)
    ]
    html = hall_document(replace(view, draws=tuple(coming[::-1])))[1]
    moments = re.findall(r'data-fires="([^"]+)"', html)
    assert moments == [draw.beacon_time.isoformat() for draw in coming[:shown]]
    assert html.count("<span data-before>下一次抽签</span>") == min(number, 1)
    assert (f"另有 {others} 次等待的抽签" in html) == bool(others)
    assert ("目前没有等待的抽签" in html) == (number == 0)


def test_the_halls_screen_asks_to_open_the_site_where_it_can_say_how(view: View) -> None:
    site = "https://portal.example/ssj/"
    for address in ("", site):
        html = hall_document(view, address)[1]
        assert (
            ("手机扫码或打开网址" in html)
            == (f"网页：{site}" in html)
            == ('aria-label="网站的二维码"' in html)
            == bool(address)
        )
        assert "手机打开本站" not in html


def test_the_code_is_drawn_module_by_module_with_its_quiet_zone() -> None:
    text = "https://portal.example/zwgk/ssj/draws/2026-001/index.html"
    code = qr_code(text)
    drawn = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        drawn |= {(int(x) + step, int(y)) for step in range(int(width))}
    matrix = segno.make(text, error="m", micro=False).matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, value in enumerate(row) if value}
    assert drawn == dark
    assert code.size == len(matrix) + 8


def test_results_to_take_away_open_as_a_table(view: View) -> None:
    path = f"results/{view.today.year}"
    data = dict(table_files(path, dict(tables(view))[path]))[f"{path}.csv"]
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == len(results_by_year(view)[0].lines)
    assert {row["统一社会信用代码"] for row in rows} == {line.object_id for line in results_by_year(view)[0].lines}


# ---- from a firm's name to the firm ----------------------------------------------------------------------------------


def test_every_firm_that_a_table_names_is_a_link_to_its_own_page(view: View, pages: dict[str, str]) -> None:
    def linked(path: str) -> set[tuple[str, str]]:
        found = re.findall(r'<a class="who" href="[./]*firm\.html#q=([^"]+)">([^<]+)</a>', pages[path])
        return {(code, unescape(name)) for code, name in found}

    assert linked("roster/objects.html") == {(row.object_id, row.name) for row in view.rosters.objects}
    assert linked("results.html") == {(line.object_id, line.name) for line in results_by_year(view)[0].lines}
    assert linked("drawn.html") == {
        (o.object.id, o.object.name) for line in drawn_lines(view, view.today.year) if (o := line.one).object.id
    }
