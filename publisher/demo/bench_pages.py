"""Speed of pages: some thousand small ones in this site's theme, and as many in plain Material for MkDocs.

What a build costs without them is measured, too, and taken away on both sides.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from publisher.errors import Fails, fault
from publisher.site.building import build_site
from publisher.site.pages.page import Page
from publisher.site.read.view import View

PLAIN = """site_name: plain
theme: {name: material, language: zh, font: false}
nav: [index.md]
not_in_nav: /draws/**
"""
TEXT = """# 抽查

参加抽签的单位共 604 户，其中 581 户可抽，抽 31 户。

| 编号 | 单位 | 结果 |
|---|---|---|
| 1 | 示例县某某有限公司 | 未发现问题 |
| 2 | 示例县某某有限公司 | 未发现问题 |

抽签由公共随机数决定，任何人都可以重新计算。
"""
HTML = """<h1>抽查</h1>
<p>参加抽签的单位共 604 户，其中 581 户可抽，抽 31 户。</p>
<table><thead><tr><th>编号</th><th>单位</th><th>结果</th></tr></thead>
<tbody><tr><td>1</td><td>示例县某某有限公司</td><td>未发现问题</td></tr>
<tr><td>2</td><td>示例县某某有限公司</td><td>未发现问题</td></tr></tbody></table>
<p>抽签由公共随机数决定，任何人都可以重新计算。</p>
"""


class PageFigures(NamedTuple):
    """Seconds that so many pages take, beyond a build without them."""

    pages: int
    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        """How many times plain Material."""
        return self.ours / self.plain


def run_page_bench(root: Path, pages: int) -> PageFigures:
    """Build the site of the repository at `root`, and a plain one, with so many small pages more and without.

    Raises Fails where one can't be built.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = [_seconds("publisher.demo.bench_pages", root, folder / "ours", number) for number in (0, pages)]
        plain = [_plain(folder, number) for number in (0, pages)]
    return PageFigures(pages, ours[1] - ours[0], plain[1] - plain[0])


def build_many(root: Path, out: Path, pages: int) -> None:
    """The site of the repository at `root`, with so many small pages more."""
    from publisher.site import plugin  # with it comes MkDocs, for which no other command waits
    from publisher.site.pages import build_pages

    more = {f"draws/bench-{number:05d}.html": Page(f"抽查 {number}", HTML) for number in range(pages)}

    def with_more(view: View, *arguments: Any) -> dict[str, Page]:
        return build_pages(view, *arguments) | more

    with patch.object(plugin, "build_pages", with_more):
        build_site(root, out)


def _plain(folder: Path, pages: int) -> float:
    docs = folder / f"plain-{pages}" / "docs"
    (docs / "draws").mkdir(parents=True)
    (docs.parent / "mkdocs.yml").write_text(PLAIN, "utf-8")
    (docs / "index.md").write_text("# 首页\n", "utf-8")
    for number in range(pages):
        (docs / "draws" / f"{number:05d}.md").write_text(TEXT, "utf-8")
    return _seconds("mkdocs", "build", "--quiet", "--config-file", docs.parent / "mkdocs.yml")


def _seconds(module: str, *arguments: object) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", module, *map(str, arguments)]
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        right = ("先运行publisher site build", "run publisher site build first")
        raise Fails(fault("bench", "网站没有建成", "the site was not built", *right))
    return time.perf_counter() - start


if __name__ == "__main__":
    build_many(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
