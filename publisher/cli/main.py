"""The program: groups put together, a last net under everything."""

from __future__ import annotations

import gc
import sys

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
from publisher.cli.session import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
def main() -> None:
    """双随机、一公开：任何人都能核验的抽签 / public draws that anyone can check.

    例 / example: publisher verify
    """


# A frame of a million rows is no garbage: the collector would walk it again and again.
gc.set_threshold(500_000, 50, 100)

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


if __name__ == "__main__":
    sys.exit(main())
