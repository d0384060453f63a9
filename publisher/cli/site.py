"""`site build`, `site serve`, `site check`, `site pack`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from publisher.cli.session import Answer, Group, Line, Session
from publisher.draw.identifiers import time_text
from publisher.errors import Fails, Refused, Words, fault
from publisher.site.building import build_site, check_target
from publisher.site.built.check import Inventory, check_site, inventory
from publisher.site.built.folder import BuiltSite
from publisher.site.built.pack import pack_site

pass_session = click.make_pass_decorator(Session, ensure=True)
BUILT = Path("build/site")
_site = click.argument("folder", type=click.Path(path_type=Path), default=BUILT, metavar="[SITE]")


@click.group(cls=Group)
def site() -> None:
    """网站 / the site."""


@site.command("build")
@click.option("--out", type=click.Path(path_type=Path), default=BUILT, show_default=True)
@pass_session
def site_build(session: Session, out: Path) -> Answer:
    """生成静态网站 / build the static site.

    例 / example: publisher site build --out build/site
    """
    if session.dry_run:
        check_target(session.root, out)
    else:
        build_site(session.root, out, _moment(session))
    words = [
        Words(f"网站在{out}", f"the site is in {out}"),
        Words(f"接着：publisher site check {out}", f"next: publisher site check {out}"),
    ]
    return Answer({"site": str(out)}, words)


def _moment(session: Session) -> str:
    """`--now` in evidence form; empty without it: then the site's own clock counts."""
    return time_text(session.clock(session.workspace)) if session.now_text else ""


@site.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@pass_session
def site_serve(session: Session, port: int) -> Answer:
    """在本机浏览，数据一改就重新生成 / look at it on this machine; it is built again when data change.

    例 / example: publisher site serve --port 8000
    """
    check_target(session.root, session.root / "no-such-folder")
    _check_port(port)
    if session.dry_run:
        return Answer({"port": port}, [Words(f"将在http://127.0.0.1:{port}/", f"would be at http://127.0.0.1:{port}/")])
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=session.root, check=False, env=quiet)
    return Answer({"port": port}, [], done.returncode)


def _check_port(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            wrong = (f"端口{port}用不了：{error.strerror}", f"port {port} can't be used: {error.strerror}")
            right = (f"换一个，例如--port {port % 65000 + 1025}", f"take another, such as --port {port % 65000 + 1025}")
            raise Refused(fault("port", *wrong, *right)) from None


@site.command("check")
@_site
def site_check(folder: Path) -> Answer:
    """检查建成的网站：链接、隐私、安全策略、大小 / links, private numbers, policy, sizes of a built site.

    例 / example: publisher site check build/site
    """
    return Answer(*_report(_checked(folder)))


def _checked(folder: Path) -> BuiltSite:
    found = BuiltSite(folder)
    if faults := check_site(found):
        raise Fails(*faults)
    return found


def _report(found: BuiltSite) -> tuple[dict[str, object], list[Line]]:
    counted: Inventory = inventory(found)
    megabytes = f"{counted.bytes / 1e6:.1f} MB"
    data = counted._asdict() | {"largest": [{"bytes": size, "file": name} for name, size in counted.largest]}
    lines: list[Line] = [
        Words(
            f"链接、名称、安全策略、隐私、大小都没有问题：{counted.pages}页，{counted.files}个文件，{megabytes}",
            f"nothing is wrong: {counted.pages} pages, {counted.files} files, {megabytes}",
        )
    ]
    return data, [*lines, *(f"  {size / 1e6:6.1f} MB  {name}" for name, size in counted.largest)]


@site.command("pack")
@_site
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("build/site.zip"), show_default=True
)
@pass_session
def site_pack(session: Session, folder: Path, out: Path) -> Answer:
    """检查后打包成一个zip，交给门户 / check it, then pack it into one zip for the portal.

    例 / example: publisher site pack build/site --out build/site.zip
    """
    found = _checked(folder)
    digest = ""
    if not session.dry_run:
        out.parent.mkdir(parents=True, exist_ok=True)
        digest = pack_site(found, out)
    words = [
        Words(f"网站已打包：{out}（{len(found.names)}个文件）", f"packed: {out} ({len(found.names)} files)"),
        Words(f"SHA-256：{digest or '（演练，未写）'}", f"SHA-256: {digest or '(dry run)'}"),
        Words("解开后可用sha256sum -c SHA256SUMS核对", "once unpacked, sha256sum -c SHA256SUMS checks it"),
    ]
    return Answer({"file": str(out), "files": len(found.names), "sha256": digest}, words)


COMMANDS: list[click.Command] = [site]
