"""The pages that there is one of: path, template, title, what the search finds, and what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from publisher.draw.evidence import evidence_text
from publisher.errors import Malformed
from publisher.log import places
from publisher.rules.objections import STATE_WORDS
from publisher.rules.referrals import STEP_WORDS
from publisher.rules.year_numbers import YearNumbers
from publisher.site.contents.appraisals import MAX_LISTED, appraisals
from publisher.site.contents.charts import day_of_year, months_of
from publisher.site.contents.coverage import coverage, joint_trend, timely
from publisher.site.contents.draw_list import FACETS, draw_rows, facet_counts
from publisher.site.contents.drawn_list import drawn_lines
from publisher.site.contents.entries import KIND_SAID, since_each
from publisher.site.contents.fairness import fairness
from publisher.site.contents.home import home_numbers
from publisher.site.contents.incidents import incidents, reports
from publisher.site.contents.openssl import OK, checkpoint_signed, commit_signed
from publisher.site.contents.overdue import overdue
from publisher.site.contents.plans import plan_views, unplanned
from publisher.site.contents.results import results_by_year
from publisher.site.contents.roster_changes import EFFECTS, TABLES, edit_counts, roster_changes
from publisher.site.contents.year import year_words
from publisher.site.contents.years import APPRAISAL, DRAWN, RESULTS, STATISTICS, YearPage, other_years, said
from publisher.site.read.ledger import LISTED
from publisher.site.read.view import View

MAX_ROWS = 5000
"""Rows of the roster or checkpoints on one page; what is longer is offered as files."""
MAX_RESULTS = 10_000
"""Rows of results on one page; all of them are in its CSV and Excel files."""
HOME = "index.html"
_EXAMPLE_LINES = 24
Values = Mapping[str, Any]


class Plain(NamedTuple):
    """A page that there is one of. `values`: what its template is given beside `view`."""

    path: str
    template: str
    title: str
    summary: str
    values: Callable[[View], Values]


def _nothing(_: View) -> Values:
    return {}


def _limited(_: View) -> Values:
    return {"limit": MAX_ROWS}


def _home(view: View) -> Values:
    return {"late": overdue(view), "numbers": home_numbers(view), "made": results_by_year(view)[0]}


def _plan(view: View) -> Values:
    plans = plan_views(view)
    return {
        "plans": plans,
        "outside": unplanned(view),
        "today": day_of_year(view.today, view.today.year),
        "months": {plan.year: months_of(plan.year) for plan in plans},
        "missing": [one.said for one in overdue(view) if one.code == "plan"],
    }


def _year(view: View, numbers: YearNumbers) -> Values:
    words = year_words(view, numbers)
    return {
        **words,
        **_of_year(view, STATISTICS, numbers.year),
        "year": numbers,
        "results": RESULTS.path(view, numbers.year),
        "coverage": coverage(view, numbers),
        "fair": fairness(view, numbers.year),
        "trend": joint_trend(numbers),
        "timely": timely(view, numbers.year),
        "items": _items_used(view, numbers),
        "taken": sum(len(table.rows) for table in words["tables"]),
    }


def _of_year(view: View, page: YearPage, year: int) -> Values:
    """What every page of a year tells of itself: how the year is called, and where the others are."""
    return {"when": said(view, year), "newest": page.newest, "others": other_years(view, page, year)}


def _items_used(view: View, numbers: YearNumbers) -> Values:
    """How many items of the list then in force were inspected in a year, and which weren't (article 5)."""
    until = numbers.until.isoformat()
    current = next((version for version in view.items if version.effective <= until), None)
    if current is None:
        return {"all": 0, "used": 0, "unused": []}
    made = next((one.lines for one in results_by_year(view) if one.year == numbers.year), ())
    used = {item for items in {line.item_ids for line in made} for item in items}
    unused = [one.item for one in current.items if one.item.item not in used]
    return {"all": len(current.items), "used": len(current.items) - len(unused), "unused": unused}


def _appraisal(view: View, numbers: YearNumbers) -> Values:
    told = _of_year(view, APPRAISAL, numbers.year)
    return {"appraised": appraisals(view, numbers), "limit": MAX_LISTED, "year": numbers, **told}


def _oversight(view: View) -> Values:
    return {
        "limit": MAX_ROWS,
        "told": incidents(view),
        "overdue": overdue(view),
        "reports": reports(view),
        "steps": STEP_WORDS,
        "states": STATE_WORDS,
    }


def _changes(view: View) -> Values:
    since, hidden = since_each(view, LISTED)
    return {"since": since, "hidden": hidden, "kinds": KIND_SAID}


def _draws(view: View) -> Values:
    rows = draw_rows(view)
    return {"rows": rows, "facets": FACETS, "counts": facet_counts(rows)}


def _drawn(view: View, year: int) -> Values:
    return {"lines": drawn_lines(view, year), "year": year, "limit": MAX_RESULTS, **_of_year(view, DRAWN, year)}


def _drawn_now(view: View) -> Values:
    return _drawn(view, view.today.year)


def _newest(values: Callable[[View, YearNumbers], Values]) -> Callable[[View], Values]:
    """A page of the year of the build; without a policy there are no numbers, and it says so."""
    nothing: Values = {"year": None, "others": {}, "limit": MAX_LISTED, "appraised": []}
    return lambda view: values(view, view.year) if view.year else nothing


def _roster(view: View) -> Values:
    changes = roster_changes(view)
    counted = edit_counts(changes)
    nothing = dict.fromkeys(EFFECTS, 0)
    known = {snapshot.position: counted.get(snapshot.position, nothing) for snapshot in view.rosters.snapshots}
    return {"changes": changes, "counted": known, "tables": TABLES, "limit": MAX_ROWS}


def _offline(view: View) -> Values:
    return {"megabytes": f"{sum(map(len, view.files.values())) / 1e6:.1f}"}


def example(view: View) -> Values:
    """What explanations quote from the newest concluded draw: seed.txt whole, the heads of commit and teams."""
    draw = view.example
    if draw is None:
        return {"seed_text": "", "commit_text": "", "team_text": ""}
    commit = draw.commit.entry.note.text if draw.commit.entry.note else ""
    lines = commit.splitlines()
    teams = _text(view, places.draw_file(draw.draw, "teams.csv")).splitlines()
    seats = len(draw.commit.record.team.seats)
    return {
        "seed_text": _text(view, places.draw_file(draw.draw, "seed.txt")),
        "commit_text": "\n".join([*lines[:_EXAMPLE_LINES], "…"] if len(lines) > _EXAMPLE_LINES else lines),
        "team_text": "\n".join(teams[: 1 + seats]),
    }


def _verify(view: View) -> Values:
    draw = view.example
    signed = commit_signed(view, draw) if draw else []
    return {**example(view), "signed": signed, "cosigned": checkpoint_signed(view), "ok": OK}


def _text(view: View, path: str) -> str:
    try:
        return evidence_text(view.files.get(path, b""), path)
    except Malformed:
        return ""


PLAIN = (
    Plain(HOME, "home.html", "首页", "双随机、一公开 抽查 抽签 公示 下一次抽签 最近的抽签", _home),
    Plain("firm.html", "firm.html", "查我的单位", "我的单位 抽中没有 信用代码 凭条 签号 机会 结果 异议", _nothing),
    Plain("offline.html", "offline.html", "离线核验", "evidence.zip 下载全部证据", _offline),
    Plain("draws/index.html", "draws.html", "抽查", "全部抽查 等待抽签 已抽签 检查结果 已作废", _draws),
    Plain("drawn.html", "drawn.html", "抽中的单位", "今年 抽中 名单 增补 检查人员", _drawn_now),
    Plain("items.html", "items.html", "检查事项", "", _nothing),
    Plain("roster.html", "roster.html", "名录", "单位 检查人员 检查机构 乡镇 行业 当时的名录 快照", _roster),
    Plain("roster/changes.html", "roster_changes.html", "名录的变更", "列入 移出 改动 理由 新设立 注销", _roster),
    Plain("roster/objects.html", "objects.html", "单位名录", "查我的单位 统一社会信用代码 名录", _limited),
    Plain("roster/inspectors.html", "inspectors.html", "检查人员名录", "执法证 检查人员 机构", _nothing),
    Plain("plan.html", "plan.html", "年度计划", "计划 进度 任务 频次 比例 计划外 修改", _plan),
    Plain("year.html", "year.html", "统计分析", "统计 覆盖 发现问题 行业 乡镇 联合抽查 按期 机会", _newest(_year)),
    Plain("appraisal.html", "appraisal.html", "考评", "考评 指标 计划完成率 按期公布率 更换 更正", _newest(_appraisal)),
    Plain("oversight.html", "oversight.html", "监督", "见证人 总账指纹 钥匙 更正 停止公示 作废 逾期 异议", _oversight),
    Plain("changes.html", "changes.html", "改了什么", "总账 记录 新增 更正 停止公示 指纹 从那以后", _changes),
    Plain(
        "verify.html",
        "verify.html",
        "怎样核验",
        "核验 种子 签号 sha256sum 手机 openssl 程序员 见证人 不能证明什么 发现不对怎么办",
        _verify,
    ),
    Plain("en/index.html", "home_en.html", "English", "random inspections, public draws", _home),
    Plain("en/verify.html", "verify_en.html", "Check a draw yourself", "verify seed ticket sha256sum", _nothing),
)


def earlier_pages(view: View) -> Iterator[Plain]:
    """The same pages of the years before that of the build, each at its own address for good."""
    for numbers in view.years[1:]:
        year = numbers.year
        of_year = {
            STATISTICS: ("year.html", "统计分析", partial(_year, numbers=numbers)),
            APPRAISAL: ("appraisal.html", "考评", partial(_appraisal, numbers=numbers)),
            DRAWN: ("drawn.html", "抽中的单位", partial(_drawn, year=year)),
        }
        for page, (template, title, values) in of_year.items():
            yield Plain(page.path(view, year), template, f"{year}年{title}", f"{year}年 {title}", values)
