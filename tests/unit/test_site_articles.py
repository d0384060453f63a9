"""The rule's page: every article shows what there is to see of it, and what is overdue is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from publisher.demo.grown_log import GrownLog
from publisher.draw.evidence import json_text
from publisher.draw.identifiers import parse_time
from publisher.log.history import Logged
from publisher.log.records import Commit
from publisher.site.pages import build_fragments, build_pages
from publisher.site.pages.articles import ARTICLES, Evidence, article_evidence
from publisher.site.read.view import View, read_view
from publisher.workspace import published_files

ROOT = Path(__file__).resolve().parents[2]


@cache
def sample(days: int = 0) -> View:
    """The sample, so many days later than its clock."""
    files = published_files(ROOT)
    now = parse_time(read_view(files, parse_time("2026-10-15T09:00:00+08:00")).bureau.now)
    return read_view(files, now + timedelta(days=days))


def shown(number: int, view: View | None = None) -> list[Evidence]:
    return article_evidence(view or sample())[number]


def said(number: int, view: View | None = None) -> str:
    return "\n".join(line.text for line in shown(number, view))


def test_every_article_of_the_rule_has_its_place_on_the_page_and_something_to_show() -> None:
    assert list(ARTICLES) == list(range(1, 25))
    page = (ROOT / "site_src" / "rule.md").read_text(encoding="utf-8")
    assert re.findall(r"<!-- shuangsuiji:art(\d+) -->", page) == [str(number) for number in range(1, 25)]
    assert [number for number, lines in article_evidence(sample()).items() if not lines] == []


def test_every_link_leads_to_a_page_or_file_of_the_site() -> None:
    view = sample()
    known = {*build_pages(view), *build_fragments(view), *view.files, "offline.html"}
    links = {line.link.partition("#")[0] for lines in article_evidence(view).values() for line in lines if line.link}
    assert links <= known


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (2, "受委托单位1个"),
        (3, "次可追到抽签"),
        (7, "最早的在抽签后"),
        (9, "定向抽查2次，不定向抽查7次"),
        (11, "一年内已抽查多次且均无违法"),
        (12, "由新的公共随机数决定替补"),
        (15, "目标15%"),
        (16, "因本年度已被检查过其他事项不再抽"),
        (18, "到期未公示0条"),
        (19, "95%区间"),
        (21, "有目标的4项指标"),
        (24, "自2018-09-01起施行"),
    ],
)
def test_an_article_shows_its_number(article: int, words: str) -> None:
    assert words in said(article)


def test_on_1_january_without_a_plan_the_page_says_so_in_red() -> None:
    view = sample(80)
    assert view.now.date().isoformat() == "2027-01-03"
    overdue = [line.text for line in shown(14, view) if line.state == "overdue"]
    assert any("没有2027年的计划" in text for text in overdue)


def test_a_roster_that_grew_old_is_marked() -> None:
    assert not any(line.state for line in shown(6))
    assert any("已超过30日未更新" in line.text for line in shown(6, sample(60)))


def test_without_a_policy_nothing_is_invented() -> None:
    files = {path: data for path, data in published_files(ROOT).items() if b'"result_codes"' not in data}
    view = read_view(files, sample().now)
    assert view.year is None
    assert shown(19, view) == []
    assert "没有生效的规则" in build_pages(view)["year.html"].html


def test_hostile_names_stay_text_on_the_page_of_the_year() -> None:
    html = build_pages(sample())["year.html"].html
    assert "<script" not in html
    assert "{{" not in html


def with_names(view: View, end: str) -> View:
    """As if every key had another name, as a replaced key does (`keys new draw --suffix 2`)."""
    keys = tuple(replace(key, name=key.name + end) for key in view.ledger.keys)
    draws = tuple(replace(draw, commit=renamed(draw.commit, end)) for draw in view.draws)
    return replace(view, ledger=replace(view.ledger, keys=keys), draws=draws)


def renamed(logged: Logged[Commit], end: str) -> Logged[Commit]:
    note = logged.entry.note
    assert note is not None
    signatures = tuple(replace(line, name=line.name + end) for line in note.signatures)
    return Logged(logged.record, replace(logged.entry, note=replace(note, signatures=signatures)))


def test_who_signed_is_told_by_the_keys_role_whatever_its_name_is() -> None:
    view = with_names(sample(), "-2")
    assert said(10, view) == said(10)
    observers = tuple(replace(key, role="observer") for key in view.ledger.keys)
    [line] = shown(10, replace(view, ledger=replace(view.ledger, keys=observers)))
    assert line.state == "overdue"
    assert line.text.startswith("0次")


def test_the_interval_says_how_sure_it_is() -> None:
    view = sample()
    assert "95%区间" in said(19)
    assert "90%区间" in said(19, replace(view, numbers=view.numbers.model_copy(update={"confidence": "0.90"})))


def test_one_result_that_was_withdrawn_with_its_corrections_counts_once() -> None:
    view = sample()
    result = next(result for result in view.books.results if len(result.rows) > 2 and result.draw)
    log = GrownLog.of(view.files)
    signatures = next(entry for entry in log.entries if b"\n\n" in entry).partition(b"\n\n")[2]
    for told in result.rows:
        record = {
            "type": "withdraw",
            "time": "2026-10-14T10:00:00+08:00",
            "draw": result.draw,
            "object": result.named,
            "row": told.row,
            "replaces": "",
            "ground": "court",
            "document": "判决书",
        }
        log.entries.append(json_text(record).encode() + b"\n" + signatures)
    log.seal()
    assert "停止公示0条" in said(18)
    assert "停止公示1条" in said(18, read_view(log.evidence(), view.now))
