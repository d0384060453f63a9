"""The program: groups put together, a last net under everything."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

import click

from publisher import __version__
from publisher.cli import (
    auditing,
    beacon,
    comparing,
    demo,
    draw,
    draw_papers,
    founding,
    keys,
    log,
    notice,
    papers,
    registers,
    reports,
    results,
    rosters,
    site,
    stats,
    status,
    tables,
    verify,
)
from publisher.cli.session import Group, Session, no_file, show_error


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
def main() -> None:
    """双随机、一公开：任何人都能核验的抽签 / public draws that anyone can check.

    例 / example: publisher verify
    """


_MODULES = (
    founding,
    keys,
    tables,
    rosters,
    comparing,
    draw,
    papers,
    auditing,
    results,
    registers,
    status,
    stats,
    draw_papers,
    reports,
    notice,
    beacon,
    log,
    verify,
    site,
    demo,
)
for _module in _MODULES:
    for _command in _module.COMMANDS:
        main.add_command(_command)


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
