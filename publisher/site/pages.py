"""The public pages as one pure function of the view: site path → page (SITE.md).

Nothing here knows MkDocs: the plugin hands these pages over, and another builder could.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.draw.evidence import evidence_text
from publisher.errors import Malformed
from publisher.log import places
from publisher.site.articles import article_evidence
from publisher.site.draws import DrawView
from publisher.site.render import render
from publisher.site.view import View
from publisher.site.year import year_words

MAX_ROWS = 5000
"""Rows of the roster, or checkpoints, on one page; what is longer is offered as files."""

HOME = "index.html"
_EXAMPLE_LINES = 24


@dataclass(frozen=True)
class Page:
    """A page: `title` and `summary` are plain text (not yet escaped), `html` is what stands in the page's body.

    `summary` is what the site's search finds beside the title.
    """

    title: str
    html: str
    summary: str = ""


def build_pages(view: View) -> dict[str, Page]:
    """Site path (`draws/2024-001/index.html`) → page, for every page that is made from evidence."""
    pages = {
        path: Page(title, render(template, path, view=view, **more), summary)
        for path, template, title, summary, more in _plain(view)
    }
    pages |= {f"draws/{draw.draw}/index.html": _draw(view, draw) for draw in view.draws}
    return pages


def build_fragments(view: View) -> dict[str, dict[str, str]]:
    """Site path of a hand-written page → name → HTML, put where the page says `<!-- shuangsuiji:name -->`."""
    example = _example(view)
    return {
        "rule.html": {"rule": render("rule_head.html", "rule.html", view=view), **_articles(view)},
        "protocol.html": {"example": render("example.html", "protocol.html", view=view, lang="zh", **example)},
        "en/protocol.html": {"example": render("example.html", "en/protocol.html", view=view, lang="en", **example)},
    }


def _articles(view: View) -> dict[str, str]:
    """`art1` to `art24` → what there is to see of each article now."""
    found = article_evidence(view)
    return {f"art{number}": render("article.html", "rule.html", lines=lines) for number, lines in found.items()}


def _plain(view: View) -> list[tuple[str, str, str, str, dict[str, object]]]:
    example = _example(view)
    return [
        (HOME, "home.html", "首页", "双随机、一公开 抽查 抽签 公示 下一次抽签 最近的抽签", {}),
        ("firm.html", "firm.html", "查我的单位", "我的单位 抽中没有 信用代码 凭条 签号 机会 结果 异议", {}),
        ("offline.html", "offline.html", "离线核验", "evidence.zip 下载全部证据", {"megabytes": _megabytes(view)}),
        ("draws/index.html", "draws.html", "抽查", "全部抽查 等待抽签 已抽签 检查结果 已作废", {}),
        ("items.html", "items.html", "检查事项", _item_names(view), {}),
        ("roster.html", "roster.html", "名录", "单位 检查人员 检查机构 乡镇 行业 当时的名录 快照", {}),
        ("roster/objects.html", "objects.html", "单位名录", "查我的单位 统一社会信用代码 名录", {"limit": MAX_ROWS}),
        ("roster/inspectors.html", "inspectors.html", "检查人员名录", "执法证 检查人员 机构", {}),
        ("year.html", "year.html", "年度统计", "统计 发现问题 联合抽查 考评 责任 异议 移送", {**year_words(view)}),
        ("oversight.html", "oversight.html", "监督", "见证人 总账 总账指纹 钥匙 公钥 起点", {"limit": MAX_ROWS}),
        ("verify.html", "verify.html", "怎样核验", "核验 种子 签号 sha256sum 不能证明什么 发现不对怎么办", example),
        ("en/index.html", "home_en.html", "English", "random inspections, public draws", {}),
        ("en/verify.html", "verify_en.html", "Check a draw yourself", "verify seed ticket sha256sum", {}),
    ]


def _megabytes(view: View) -> str:
    return f"{sum(map(len, view.files.values())) / 1e6:.1f}"


def _item_names(view: View) -> str:
    current = view.items_in_force
    return " ".join(f"{one.item.item} {one.item.name}" for one in current.items) if current else ""


def _draw(view: View, draw: DrawView) -> Page:
    path = f"draws/{draw.draw}/index.html"
    own = f"draws/{draw.draw}/"
    shared = {file.path for file in draw.bound}
    faults = [fault for fault in view.faults if fault.file.startswith(own) or fault.file in shared]
    titles = {chance.stratum: chance.title for chance in draw.chances}
    html = render("draw.html", path, view=view, bureau=view.bureau, draw=draw, faults=faults, titles=titles)
    summary = f"{draw.draw} {draw.state.zh} {' '.join(draw.items)}"
    return Page(draw.title, html, summary)


def _example(view: View) -> dict[str, object]:
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


def _text(view: View, path: str) -> str:
    try:
        return evidence_text(view.files.get(path, b""), path)
    except Malformed:
        return ""
