"""`report half-year`, `archive`, `export credit`: what goes to others, and what is kept (articles 17, 18, 23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from publisher.ceremony.desk import Desk
from publisher.cli.session import Answer, Command, Group, Line, Session
from publisher.cli.steps import after
from publisher.draw.identifiers import SHANGHAI
from publisher.errors import Words
from publisher.reports import credit
from publisher.reports.archive import INDEX, archive_files
from publisher.reports.excel import xlsx
from publisher.reports.filing import file_record, logged_filing, make_report
from publisher.reports.purging import INDEX_NAME, check_purge, purge
from publisher.reports.separated import csv_bytes
from publisher.reports.zips import zip_bytes
from publisher.workspace import Files, publish
from publisher.workspace.books import Books, read_books

pass_session = click.make_pass_decorator(Session, ensure=True)
_folder = click.Path(path_type=Path, file_okay=False)
_day = click.DateTime(formats=["%Y-%m-%d"])


def today_of(desk: Desk) -> date:
    """The day of this run in Asia/Shanghai."""
    return desk.now.astimezone(SHANGHAI).date()


def write_files(session: Session, folder: Path, files: Mapping[str, bytes], *, private: bool = False) -> list[str]:
    """Write files into a folder, each whole or not at all. Returns their paths."""
    place = Files(folder, dry_run=session.dry_run, private=private)
    for name, data in files.items():
        place.write(name, data)
    return [str(folder / name) for name in files]


def write_file(session: Session, path: Path | None, usual: Path, data: bytes) -> Path:
    """Write the one file that a command makes: where `--out` says, else at its usual place, whose folder is made."""
    if path is None:
        write_files(session, usual.parent, {usual.name: data})
    elif not session.dry_run:
        path.write_bytes(data)
    return path or usual


@click.group(cls=Group)
def report() -> None:
    """报告 / reports."""


@report.command("half-year")
@click.option("--date", "day", type=_day, required=True, help="统计截止日，如2026-06-30 / count up to this day")
@click.option("--out", type=_folder, default=Path("build/reports"), show_default=True, help="写到哪个文件夹 / folder")
@click.option("--to", default="县市场监督管理局", show_default=True, help="主送机关；空则不写 / addressee")
@click.option("--size", default=0, type=click.IntRange(0), help="统计到总账的这个检查点 / up to this checkpoint")
@click.option("--draft", is_flag=True, help="只写文件，不登记 / files alone, no record in the log")
@pass_session
def half_year(session: Session, day: datetime, out: Path, to: str, size: int, draft: bool) -> Answer:
    """半年报和全年报（第二十三条）：文字材料.docx、统计表.xlsx，登记入总账 / the half-year report.

    期限遇休息日提前；统计到截止日、期限日、今天三者中最早的一天。同样的日期和总账，文件逐字节相同；
    重做已报的用--size，数见原报告的计数说明。
    撤回未入总账的：publisher draw cancel report

    例 / example: publisher report half-year --date 2026-06-30 --draft
    """
    desk = session.desk()
    made = make_report(desk.workspace, day.date(), today_of(desk), to=to, size=size)
    if not draft:
        desk.key("draw")
    written = write_files(session, out, made.files)
    period = made.half.period
    zh = f"{period.title}：统计截止{period.cut_off}，总账{made.half.size}条；应在{period.due.day}前报送"
    en = f"{period.stated}: counted up to {period.cut_off}, {made.half.size} entries; due {period.due.day}"
    lines: list[Line] = [Words(zh, en), *(Words(f"已写入{path}", f"{path} written") for path in written)]
    lines += [Words(f"读不出：{f.say('zh')}", f"not read: {f.say('en')}") for f in made.half.books.faults]
    known = logged_filing(desk.workspace.history(), made.files)
    data = {
        "files": written,
        "period": period.title,
        "cut_off": period.cut_off.isoformat(),
        "due": period.due.day.isoformat(),
        "size": made.half.size,
    }
    if draft or known is not None:
        if known is not None:
            lines.append(Words(f"已登记在总账第{known}条", f"logged already, entry {known}"))
        return Answer(data | {"pending": "", "missing": [], "logged": []}, lines)
    step = after(desk, file_record(desk, "report", made.files, period=period.stated.isoformat()), *lines)
    return Answer(data | step.data, step.lines)


@click.command("archive", cls=Command)
@click.argument("number", metavar="DRAW")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件 [build/archive/DRAW.zip]")
@click.option("--years", default=0, type=click.IntRange(0, 100), help="另有规定的保存年限 / a term of its own")
@click.option("--record", "recorded", is_flag=True, help="把案卷索引登记入总账 / log the index by hash")
@click.option("--purge", "purging", is_flag=True, help="期满销毁：档案、结果底稿、本机秘密 / destroy it")
@pass_session
def archive(session: Session, number: str, out: Path | None, years: int, recorded: bool, purging: bool) -> Answer:
    """归档（第十七条）：一次抽签的全部文件、证明、卷内目录和核验程序 / a draw's archive, which verifies by itself.

    期满前--purge会拒绝；总账、签名文书和已公布的证据从不销毁。

    例 / example: publisher archive 2026-001 --out 2026-001.zip
    """
    desk, usual = session.desk(), Path("build/archive") / f"{number}.zip"
    files = publish(desk.workspace)
    books = read_books(files, desk.workspace.history())
    if purging:
        return _purged(session, desk, books, files, number, out or usual, years)
    from publisher.site.archiving import archive_case  # what builds pages is slow to import, and only this needs it

    case = archive_case(desk.workspace, desk.now, files, books, number, own_years=years)
    made = archive_files(case)
    if recorded:
        desk.key("draw")
    data = zip_bytes(made)
    place = write_file(session, out, usual, data)
    closed = case.closed_on.isoformat() if case.closed_on else ""
    until = case.purge_from.isoformat() if case.purge_from else ""
    state = (
        Words(f"{closed}结案，{until}起可销毁", f"closed {closed}, kept to {until}")
        if closed
        else Words("未结案", "open")
    )
    zh = f"{place}：{len(made)}个文件，{len(data)}字节；{state.zh}"
    en = f"{place}: {len(made)} files, {len(data)} bytes; {state.en}"
    answer = {"file": str(place), "files": len(made), "closed_on": closed, "purge_from": until}
    if not recorded:
        return Answer(answer | {"pending": "", "missing": [], "logged": []}, [Words(zh, en)])
    step = after(desk, file_record(desk, "archive", {INDEX_NAME: made[INDEX]}, draw=number), Words(zh, en))
    return Answer(answer | step.data, step.lines)


def _purged(
    session: Session, desk: Desk, books: Books, files: Mapping[str, bytes], draw: str, place: Path, years: int
) -> Answer:
    closed = check_purge(desk, books, files, draw, years)
    gone = purge(desk, draw, place)
    lines: list[Line] = [Words(f"已销毁：{name}", f"destroyed: {name}") for name in gone]
    lines.append(Words(f"{closed.due.why.zh}；总账未动", f"{closed.due.why.en}; the log is untouched"))
    if session.workspace.files.read(".git/HEAD") is not None:
        lines.append(Words("git历史里还有旧版本", "git's history still holds earlier versions"))
    return Answer({"draw": draw, "purged": gone, "purge_from": closed.due.day.isoformat()}, lines)


@click.group(cls=Group)
def export() -> None:
    """导出 / exports."""


@export.command("credit")
@click.option("--since", "start", type=_day, help="从这一天起公示的 / published on this day or later")
@click.option("--out", type=_folder, default=Path("build/export"), show_default=True, help="写到哪个文件夹 / folder")
@pass_session
def export_credit(session: Session, start: datetime | None, out: Path) -> Answer:
    """信用平台用的结果公告表（第十八条）：.csv和.xlsx，只含已公示的结果 / the credit platforms' table.

    18位代码在.xlsx里是文本；用Excel直接打开.csv会改写全数字的代码，请导入时设为文本。

    例 / example: publisher export credit --since 2026-04-01
    """
    desk = session.desk()
    workspace, today, since = desk.workspace, today_of(desk), start.date() if start else None
    files = publish(workspace)
    books = read_books(files, workspace.history())
    policy = books.policy(today)
    meanings = policy.result_codes if policy else {}
    table = credit.export_credit(files, books, meanings, lambda code: meanings[code].text, today=today, since=since)
    header = tuple(column.title for column in credit.COLUMNS)
    book = credit.credit_book(table, bureau=workspace.bureau.name, today=today, since=since)
    stem = f"credit-{today}"
    written = write_files(session, out, {f"{stem}.csv": csv_bytes(header, table.table), f"{stem}.xlsx": xlsx(book)})
    lines: list[Line] = [Words(f"{len(table.rows)}条结果", f"{len(table.rows)} results")]
    lines += [
        Words(f"未列入{count}条：{credit.LEFT_OUT[r]}", f"left out: {r} {count}") for r, count in table.left_out.items()
    ]
    lines += [Words(f"已写入{path}", f"{path} written") for path in written]
    return Answer({"files": written, "rows": len(table.rows), "left_out": dict(table.left_out)}, lines)


COMMANDS: list[click.Command] = [report, archive, export]
