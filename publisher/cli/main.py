"""The program: which module has which command, a last net under everything."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from publisher import __version__
from publisher.cli.session import Group, Session, no_file, show_error

_MODULES = {
    "archive": ("reports",),
    "beacon": ("beacon",),
    "bench": ("demo",),
    "correct": ("results",),
    "demo": ("demo",),
    "draw": ("draw", "papers", "draw_papers"),
    "export": ("reports",),
    "found": ("founding",),
    "frame": ("auditing",),
    "items": ("founding",),
    "keys": ("keys",),
    "log": ("log",),
    "lookup": ("verify",),
    "nonrandom": ("results",),
    "notice": ("notice",),
    "objection": ("registers",),
    "plan": ("founding", "papers"),
    "policy": ("founding",),
    "publish": ("status",),
    "receipt": ("papers",),
    "recompute": ("verify",),
    "referral": ("registers",),
    "report": ("reports",),
    "roster": ("rosters", "comparing"),
    "seal": ("results",),
    "site": ("site",),
    "stats": ("stats",),
    "status": ("status",),
    "validate": ("tables",),
    "verify": ("verify",),
    "withdraw": ("results",),
}
"""Command → the modules that make it: the first declares it, the others add to the group."""


class _Program(Group):
    """The commands by name; a module is imported when its command is asked for: all of them take a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click passes it)
        """Every command's name."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (likewise)
        """The command, with all that its modules declare."""
        made = [import_module(f"publisher.cli.{name}") for name in _MODULES.get(cmd_name, ())]
        return next((command for module in made for command in module.COMMANDS if command.name == cmd_name), None)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
def main() -> None:
    """双随机、一公开：任何人都能核验的抽签 / public draws that anyone can check.

    例 / example: publisher verify
    """


def run() -> NoReturn:
    """The console's `publisher`: one command in a process that ends with it.

    A frame of a million rows, a year of results are no garbage: the collector would walk them again and again, and to
    take them apart at the end takes ten seconds. The process gives all its memory back at once.
    """
    gc.disable()
    os._exit(_status())


def _status() -> int:
    """The exit status, when all that was said is written. A full disk under the answer is told in one line, too."""
    try:
        try:
            main()
        except SystemExit as ended:
            sys.stdout.flush()
            return ended.code if isinstance(ended.code, int) else 0
    except OSError as error:
        return show_error(Session(), no_file(error))
    return 0
