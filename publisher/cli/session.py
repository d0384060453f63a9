"""What every command shares: its options, the language, the clock, the answer on the screen, the exit status.

Rules for every message: one line for each fault, the place first; say what to do next; both languages; nothing on
standard output but the answer. `--json` prints one JSON document with stable keys.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console, RenderableType
from rich.table import Table

from publisher.ceremony.desk import Desk
from publisher.ceremony.office import Office
from publisher.draw.identifiers import parse_time
from publisher.errors import Malformed, PublisherError, Refused, Words, fault
from publisher.workspace import Workspace

Line = str | Words | RenderableType
APP = "publisher"
PIPE_WIDTH = 160


@dataclass
class Answer:
    """A command's answer: `data` for --json, `lines` for people, the exit status."""

    data: dict[str, Any] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    status: int = 0


@dataclass
class Session:
    """The options of this run."""

    root: Path = field(default_factory=Path.cwd)
    lang: str = field(default_factory=lambda: default_lang(os.environ))
    as_json: bool = False
    now_text: str = ""
    home: Path | None = None
    dry_run: bool = False

    @property
    def workspace(self) -> Workspace:
        """The repository that the command runs in."""
        return Workspace.at(self.root, dry_run=self.dry_run)

    def now(self, *, demo: bool) -> datetime:
        """The clock: `--now` (a sample's only), a sample's fixed clock, or the real one."""
        if self.now_text and not demo:
            right = ("只有demo: true的示例库可用--now", "--now is for repositories with demo: true")
            raise Refused(fault("now", "正式库不得拨动时钟", "the clock of a real repository can't be set", *right))
        if self.now_text:
            try:
                return parse_time(self.now_text)
            except ValueError:
                right = ("例如2026-10-15T09:00:00+08:00", "for example 2026-10-15T09:00:00+08:00")
                raise Malformed(fault("now", "--now不是时间", "--now isn't a time", *right)) from None
        return datetime.now(UTC).replace(microsecond=0)

    def clock(self, workspace: Workspace) -> datetime:
        """The time that counts in this repository."""
        bureau = workspace.bureau
        if bureau.now and not self.now_text:
            return parse_time(bureau.now)
        return self.now(demo=bureau.demo)

    def office(self) -> Office:
        """This machine's own folder."""
        home = self.home or Path(os.environ.get("PUBLISHER_HOME") or click.get_app_dir(APP))
        return Office(home, ask_passphrase, dry_run=self.dry_run)

    def desk(self) -> Desk:
        """Repository, office and clock together."""
        workspace = self.workspace
        return Desk(workspace, self.office(), self.clock(workspace))


def default_lang(environ: os._Environ[str] | dict[str, str]) -> str:
    """`en` where the locale says so, else `zh`."""
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "zh"


def ask_passphrase() -> str:
    """The passphrase: PUBLISHER_PASSPHRASE_FILE, PUBLISHER_PASSPHRASE, or a prompt on a terminal."""
    if path := os.environ.get("PUBLISHER_PASSPHRASE_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
        except ValueError:
            right = ("须为UTF-8文本，一行", "it would be UTF-8 text, one line")
            raise Malformed(fault("passphrase", "口令文件读不出", "not readable", *right).at(path)) from None
    if (phrase := os.environ.get("PUBLISHER_PASSPHRASE")) is not None:
        return phrase
    if not sys.stdin.isatty():
        right = ("设置PUBLISHER_PASSPHRASE_FILE，或在终端运行", "set PUBLISHER_PASSPHRASE_FILE, or run on a terminal")
        raise Refused(fault("passphrase", "没有口令", "no passphrase", *right))
    return str(click.prompt("口令 / passphrase", hide_input=True, err=True))


def _set(name: str) -> Callable[..., None]:
    def callback(context: click.Context, _: click.Parameter, value: Any) -> None:
        session = context.ensure_object(Session)
        if value not in (None, False, ""):
            setattr(session, name, value)

    return callback


def common_options() -> list[click.Option]:
    """The options that every command takes, before or after its name."""
    folder = click.Path(path_type=Path)
    existing = click.Path(path_type=Path, exists=True, file_okay=False)

    def option(*names: str, to: str, text: str, **more: Any) -> click.Option:
        return click.Option(names, callback=_set(to), expose_value=False, help=text, **more)

    return [
        option("-C", to="root", type=existing, metavar="DIR", text="仓库所在文件夹 / the bureau's repository"),
        option("--lang", to="lang", type=click.Choice(["zh", "en"]), text="语言 / language"),
        option("--json", to="as_json", is_flag=True, text="以JSON回答 / answer as JSON"),
        option("--now", to="now_text", metavar="TIME", text="固定时钟（仅示例库）/ fix the clock (samples only)"),
        option("--home", to="home", type=folder, metavar="DIR", text="私有文件夹 / the operator's own folder"),
        option("--dry-run", to="dry_run", is_flag=True, text="只演练，不写入 / write nothing"),
    ]


class Command(click.Command):
    """A command with the common options, whose function returns an Answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(common_options())

    def invoke(self, ctx: click.Context) -> None:
        """Run, print the answer or the faults, leave with the exit status of CLI.md."""
        session = ctx.ensure_object(Session)
        try:
            answer = super().invoke(ctx)
        except PublisherError as error:
            ctx.exit(show_error(session, error))
        except OSError as error:
            ctx.exit(show_error(session, no_file(error)))
        if isinstance(answer, Answer):
            show(session, answer)
            ctx.exit(answer.status)


def no_file(error: OSError) -> Refused:
    """What the operating system refuses: a file that can't be read or written, a full disk, a name too long."""
    right = ("核对路径、权限和剩余空间后再运行", "check the path, the permissions and the space left, and run it again")
    reason = error.strerror or type(error).__name__
    name = str(error.filename or "")
    return Refused(fault("file", f"不能读写：{reason}", f"can't be read or written: {reason}", *right).at(name[-200:]))


class Group(click.Group):
    """A group whose commands are Commands; it takes the common options too."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(common_options())


Group.group_class = Group


def console(*, error: bool = False) -> Console:
    """The terminal; plain text in a pipe."""
    made = Console(stderr=error, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = PIPE_WIDTH
    return made


def _printable(text: str) -> str:
    """A file's name may hold bytes that are no text: they are shown as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _document(value: dict[str, Any]) -> str:
    return _printable(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def show(session: Session, answer: Answer) -> None:
    """The answer on standard output."""
    if session.as_json:
        click.echo(_document(answer.data))
        return
    out = console()
    for line in answer.lines:
        text = line.say(session.lang) if isinstance(line, Words) else line
        # Text is never broken, so that it can be copied; tables are, so that nothing of them is lost.
        out.print(_printable(text) if isinstance(text, str) else text, soft_wrap=not isinstance(text, Table))
    if session.dry_run:
        out.print(Words("（演练：未写入任何文件）", "(dry run: nothing was written)").say(session.lang))


def show_error(session: Session, error: PublisherError) -> int:
    """One line for each fault on standard error; with --json also a document on standard output."""
    if session.as_json:
        faults = [
            {
                "code": f.code,
                "file": f.file,
                "line": f.line,
                "column": f.column,
                "wrong": f.wrong.say(session.lang),
                "right": f.right.say(session.lang),
            }
            for f in error.faults
        ]
        click.echo(_document({"faults": faults, "status": error.status}))
    for item in error.faults:
        click.echo(item.say(session.lang), err=True)
    return error.status
