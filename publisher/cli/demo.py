"""`demo`, `bench`."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.session import Answer, Command, Line, Session
from publisher.demo.bench import run_bench
from publisher.demo.bench_pages import run_page_bench
from publisher.demo.bench_site import run_site_bench
from publisher.demo.year import play
from publisher.draw.identifiers import parse_time
from publisher.errors import Refused, Words, fault
from publisher.reports.archive import archive_zip
from publisher.site.archiving import archive_case
from publisher.site.building import build_site
from publisher.verify.published import open_published
from publisher.verify.report import Verdict
from publisher.verify.run import verify
from publisher.workspace import Workspace, publish
from publisher.workspace.books import read_books

CLOSED = "2026-003"
"""The draw of the demo that is over: every result is in, and its names are open."""
pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command("demo", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("build/demo"), metavar="[DIR]")
@click.option("--site/--no-site", "with_site", default=True, help="也生成网站 / build the site too")
@pass_session
def demo(session: Session, folder: Path, with_site: bool) -> Answer:
    """演示一年：用虚构单位从名录做到核验 / play a year with made-up firms, from roster to verification.

    例 / example: publisher demo build/demo
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / ".publisher-demo").exists():
        right = ("换一个空文件夹", "name an empty folder")
        raise Refused(fault("not-empty", f"{folder}不是空文件夹", f"{folder} isn't empty", *right))
    if session.dry_run:
        words = Words(f"将在{folder}演示一年", f"would play a year in {folder}")
        return Answer({"folder": str(folder), "genesis": "", "draws": [], "verdict": ""}, [words])
    story = play(folder, narrate=None if session.as_json else lambda words: click.echo(words.say(session.lang)))
    workspace = Workspace.at(folder)
    lines: list[Line] = []
    where, again = folder, f"publisher -C {folder} verify"
    if with_site:
        build_site(folder, folder / "site")
        where, again = folder / "site", f"publisher verify {folder / 'site'}"
        lines.append(Words(f"网站：{folder}/site/index.html", f"site: {folder}/site/index.html"))
        archive = _archived(folder, CLOSED)
        lines.append(Words(f"{CLOSED}的案卷：{archive}", f"the archive of {CLOSED}: {archive}"))
    report = (
        verify(open_published(str(where)), now=parse_time(workspace.bureau.now or ""), genesis=story.genesis)
        if with_site
        else None
    )
    if report is not None:
        counts = {v: sum(r.verdict is v for r in report.results.values()) for v in Verdict}
        zh = "核验：" + "、".join(f"{_NAMES[v].zh}{n}项" for v, n in counts.items() if n)
        en = "verification: " + ", ".join(f"{n} {_NAMES[v].en}" for v, n in counts.items() if n)
        lines.append(Words(zh, en))
    lines += [
        Words(f"创世指纹：{story.genesis}", f"genesis: {story.genesis}"),
        Words(
            f"再看：publisher -C {folder} draw list；{again} --genesis {story.genesis}",
            f"next: publisher -C {folder} draw list; {again} --genesis {story.genesis}",
        ),
    ]
    failed = report is not None and report.verdict is Verdict.FAIL
    data = {"folder": str(folder), "genesis": story.genesis, "draws": story.draws}
    return Answer(data | {"verdict": str(report.verdict) if report else ""}, lines, 1 if failed else 0)


def _archived(folder: Path, draw: str) -> Path:
    """The archive of a draw that is over (article 17), where `publisher archive` would put it."""
    workspace = Workspace.at(folder)
    now, files = parse_time(workspace.bureau.now or ""), publish(workspace)
    case = archive_case(workspace, now, files, read_books(files, workspace.history()), draw)
    place = folder / "build/archive" / f"{draw}.zip"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(archive_zip(case))
    return place


_NAMES = {
    Verdict.PASS: Words("成立", "hold"),
    Verdict.FAIL: Words("不成立", "FAIL"),
    Verdict.PENDING: Words("未到时候", "not due yet"),
    Verdict.UNKNOWN: Words("无从判断", "can't be judged"),
}


@click.command("bench", cls=Command)
@click.option("--objects", default=1_000_000, show_default=True, help="名单大小 / objects in the frame")
@click.option(
    "--site", "draws", default=0, show_default=True, help="改测网站：抽签次数 / instead, a site of so many draws"
)
@click.option(
    "--pages", default=0, show_default=True, help="改测页面：多少个小页 / instead, so many small pages of the site"
)
@click.option(
    "--years",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="--site：检查分在几年 / with --site, over how many years the visits are",
)
@pass_session
def bench(session: Session, objects: int, draws: int, pages: int, years: int) -> Answer:
    """重算所用时间与普通散列循环之比；或生成网站的时间 / recompute against a plain loop, or the time that a site takes.

    例 / example: publisher bench --objects 100000
    """
    if draws > 0:
        return _site_bench(session, draws, years)
    if pages > 0:
        return _page_bench(session, pages)
    figures = run_bench(objects)
    lines = [
        Words(
            f"重算{objects}个对象：{figures.recompute:.2f}秒，最高内存{figures.peak_mb:.0f}MB",
            f"recompute of {objects} objects: {figures.recompute:.2f} s, peak {figures.peak_mb:.0f} MB",
        ),
        Words(f"普通散列循环：{figures.plain:.2f}秒", f"plain hashing loop: {figures.plain:.2f} s"),
        Words(f"比值：{figures.ratio:.1f}", f"ratio: {figures.ratio:.1f}"),
    ]
    return Answer(figures._asdict() | {"ratio": figures.ratio}, lines)


def _page_bench(session: Session, pages: int) -> Answer:
    figures = run_page_bench(session.root, pages)
    lines = [
        Words(
            f"{pages}个小页：本站主题{figures.ours:.1f}秒，原样的Material主题{figures.plain:.1f}秒",
            f"{pages} small pages: {figures.ours:.1f} s in this site, {figures.plain:.1f} s in plain Material",
        ),
        Words(f"比值：{figures.ratio:.2f}", f"ratio: {figures.ratio:.2f}"),
    ]
    return Answer(figures._asdict() | {"ratio": figures.ratio}, lines)


def _site_bench(session: Session, draws: int, years: int) -> Answer:
    figures = run_site_bench(session.root, draws, years)
    size = f"{figures.draws}次抽签、{figures.results}条结果（证据{figures.evidence_mb:.0f}MB）"
    lines = [
        Words(
            f"{size}：{figures.build:.1f}秒，最高内存{figures.peak_mb:.0f}MB",
            f"{figures.draws} draws, {figures.results} results: {figures.build:.1f} s, peak {figures.peak_mb:.0f} MB",
        ),
        Words(f"多一条结果后再生成：{figures.rebuild:.1f}秒", f"again with one result more: {figures.rebuild:.1f} s"),
        Words(
            f"{figures.pages}页，{figures.site_mb:.0f}MB，每页{figures.per_page_ms:.0f}毫秒",
            f"{figures.pages} pages, {figures.site_mb:.0f} MB, {figures.per_page_ms:.0f} ms each",
        ),
    ]
    return Answer(figures._asdict() | {"per_page_ms": figures.per_page_ms}, lines)


COMMANDS: list[click.Command] = [demo, bench]
