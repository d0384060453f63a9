"""`site build`, `site serve`: thin covers over MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from publisher.cli.session import Answer, Group, Session
from publisher.errors import Fails, Words, fault

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.group(cls=Group)
def site() -> None:
    """网站 / the site."""


def build(root: Path, out: Path) -> None:
    """Build the site of the repository at `root` into `out`. Raises Fails with MkDocs' own words."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--clean",
        "--site-dir",
        str(out.resolve()),
    ]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=quiet)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["mkdocs"])[-1]
        right = ("在仓库中运行 mkdocs build 查看全部信息", "run mkdocs build in the repository to see all of it")
        raise Fails(fault("site", f"网站没有建成：{last}", f"the site was not built: {last}", *right))


@site.command("build")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build/site"), show_default=True)
@pass_session
def site_build(session: Session, out: Path) -> Answer:
    """生成静态网站 / build the static site.

    例 / example: publisher site build --out build/site
    """
    if not session.dry_run:
        build(session.root, out)
    return Answer({"site": str(out)}, [Words(f"网站在{out}", f"the site is in {out}")])


@site.command("serve")
@click.option("--port", default=8000, show_default=True)
@pass_session
def site_serve(session: Session, port: int) -> Answer:
    """在本机浏览 / look at it on this machine.

    例 / example: publisher site serve --port 8000
    """
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    done = subprocess.run(command, cwd=session.root, check=False)
    return Answer({"port": port}, [], done.returncode)


COMMANDS: list[click.Command] = [site]
