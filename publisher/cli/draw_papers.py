"""`draw minutes`, `draw tasks`: a draw on paper, for those present and for those who go (articles 10, 12)."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from publisher.ceremony.desk import Desk
from publisher.cli.draw import draw
from publisher.cli.reports import write_file, write_files
from publisher.cli.session import Answer, Line, Session
from publisher.draw.identifiers import draw_order
from publisher.errors import NotYet, Refused, Words, fault
from publisher.log.checkpoints import Checkpoint, fingerprint
from publisher.log.history import History
from publisher.log.records import Commit
from publisher.log.trust import TrustHistory, TrustPolicy, parse_trust
from publisher.reports.excel import xlsx
from publisher.reports.minutes import Sitting, minutes
from publisher.reports.people import People, read_people
from publisher.reports.purging import TASKS
from publisher.reports.separated import csv_bytes
from publisher.reports.tasks import COLUMNS, openings_of, task_book, task_lists
from publisher.rules.draw_files import DrawFile
from publisher.workspace import Workspace, publish
from publisher.workspace.books import Books, read_books

pass_session = click.make_pass_decorator(Session, ensure=True)


def _file(books: Books, number: str) -> tuple[DrawFile, Commit]:
    """A draw's files and its commit. Raises Refused for an unknown draw."""
    file = books.draws.get(number)
    if file is None or file.records.commit is None:
        known = "、".join(sorted(books.draws, key=draw_order)[-10:])
        right = (f"有：{known or '无'}；见 publisher draw list", "see publisher draw list")
        raise Refused(fault("no-draw", f"没有已承诺的抽签{number}", f"no committed draw {number}", *right))
    return file, file.records.commit.record


@draw.command("minutes")
@click.argument("number", metavar="DRAW")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件 [build/minutes/DRAW.docx]")
@pass_session
def draw_minutes(session: Session, number: str, out: Path | None) -> Answer:
    """现场笔录（第十条）：.docx，打印后由在场人员签名 / the on-site minutes, for wet signatures.

    时间、地点、姓名留空手写；抽签的任何阶段都可以打印。

    例 / example: publisher draw minutes 2026-001 --out minutes.docx
    """
    from publisher.reports.word import docx  # slow to import

    workspace = session.workspace
    history, files = workspace.history(), publish(workspace)
    file, commit = _file(read_books(files, history), number)
    newest = _newest(workspace)
    paper = minutes(
        Sitting(
            bureau=workspace.bureau.name,
            file=file,
            people=read_people(files, history, commit),
            trust=_trust(workspace, history, file),
            genesis=history.entries[0].hash,
            fingerprint=fingerprint(newest),
            size=newest.size,
            demo=workspace.bureau.demo,
        )
    )
    place = write_file(session, out, Path("build/minutes") / f"{number}.docx", docx(paper))
    return Answer({"file": str(place)}, [Words(f"已写入{place}", f"{place} written")])


def _newest(workspace: Workspace) -> Checkpoint:
    """The newest signed checkpoint. Raises NotYet where there is none."""
    checkpoints = workspace.checkpoints()
    if not checkpoints:
        right = ("等总账管理员签检查点：publisher log keep", "wait for the log keeper: publisher log keep")
        raise NotYet(fault("no-checkpoint", "还没有检查点", "there is no checkpoint yet", *right))
    return Checkpoint.parse(checkpoints[max(checkpoints)].text)


def _trust(workspace: Workspace, history: History, file: DrawFile) -> TrustPolicy | None:
    """The trust policy that governs the draw: the one in force at its commit (protocol section 9)."""
    assert file.records.commit is not None
    policies = {}
    for _, sha256 in history.trust_changes():
        data = workspace.snapshot(sha256, "json")
        if data is not None:
            policies[sha256] = parse_trust(data, f"data/snapshots/{sha256}.json")
    return TrustHistory(history.trust_changes(), policies).at(file.records.commit.position)


@draw.command("tasks")
@click.argument("number", metavar="DRAW")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="仓库之外的文件夹 [私有文件夹/tasks]")
@click.option("--format", "kind", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@pass_session
def draw_tasks(session: Session, number: str, out: Path | None, kind: str) -> Answer:
    """每名检查人员的任务清单（内部，不进仓库）/ the private task list of each inspector.

    盲抽样框要在持有名单密钥的机器上运行。每人一个文件，只发给本人。

    例 / example: publisher draw tasks 2026-001 --out ../tasks
    """
    desk = session.desk()
    folder = out or desk.office.files.root / TASKS
    _outside(session.root, folder)
    files = publish(desk.workspace)
    history = desk.workspace.history()
    file, commit = _file(read_books(files, history), number)
    if not file.members:
        right = ("先完成抽签", "conclude the draw first")
        raise Refused(fault("not-drawn", f"{number}尚无抽签结果", f"{number} has no outcome yet", *right))
    people = _named(desk, number, commit, read_people(files, history, commit))
    lists = task_lists(file, people, {row.town: row.name for row in desk.workspace.towns()})
    bureau, header = desk.workspace.bureau.name, tuple(column.title for column in COLUMNS)
    made = {
        f"{number}-{tasks.inspector_id}.{kind}": xlsx(task_book(tasks, bureau))
        if kind == "xlsx"
        else csv_bytes(header, list(tasks.rows))
        for tasks in lists
    }
    written = write_files(session, folder, made, private=True)
    lines: list[Line] = [Words(f"{t.who}：{len(t.rows)}户", f"{t.who}: {len(t.rows)} visits") for t in lists]
    lines.append(Words(f"已写入{folder}（内部资料）", f"written to {folder} (private)"))
    return Answer({"files": written, "visits": {t.inspector_id: len(t.rows) for t in lists}}, lines)


def _outside(root: Path, folder: Path) -> None:
    """Raises Refused for a folder inside the repository: what lies there is committed sooner or later."""
    real, repository = (Path(os.path.realpath(path)) for path in (folder, root))
    if real.is_relative_to(repository):
        right = ("用--out指定仓库之外的文件夹", "name a folder outside the repository with --out")
        zh, en = f"{folder}在仓库里面", f"{folder} is inside the repository"
        raise Refused(fault("inside", zh, en, *right))


def _named(desk: Desk, draw: str, commit: Commit, people: People) -> People:
    """With the names behind the aliases of a blinded frame. Raises Refused where its key isn't held here."""
    if commit.frame == "open":
        return people
    key = desk.office.frame_key(draw)
    if key is None:
        right = ("在抽签办公室或法制机构的机器上运行", "run it where the frame key is held")
        raise Refused(fault("frame-key", "这里没有名单密钥", "the frame key isn't held here", *right))
    return replace(people, openings=openings_of(key, draw, list(people.objects)))


COMMANDS: list[click.Command] = []
