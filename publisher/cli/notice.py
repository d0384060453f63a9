"""`notice`: what hangs on the wall of the hall (article 18)."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.reports import write_file
from publisher.cli.session import Answer, Command, Session
from publisher.errors import Refused, Words, fault
from publisher.workspace import publish

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.command("notice", cls=Command)
@click.argument("number", metavar="DRAW")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件 [build/notice/DRAW.pdf]")
@click.option("--address", default="", help="网站的网址，二维码指向它 / the site's address, for the QR code")
@pass_session
def notice(session: Session, number: str, out: Path | None, address: str) -> Answer:
    """一张A4公告（PDF）：结果、指纹和二维码，贴在服务大厅 / the A4 notice for the wall, as PDF.

    网站上每次抽查也有同样内容的公告页，可以直接打印。

    例 / example: publisher notice 2026-001 --out 2026-001.pdf
    """
    from publisher.site.paper.notice_pdf import notice_pdf  # what builds pages is slow to import
    from publisher.site.read.view import read_view

    workspace = session.workspace
    view = read_view(publish(workspace), session.clock(workspace))
    draw = next((found for found in view.draws if found.draw == number), None)
    if draw is None:
        right = ("见 publisher draw list", "see publisher draw list")
        raise Refused(fault("no-draw", f"没有已承诺的抽签{number}", f"no committed draw {number}", *right))
    site = f"{address.rstrip('/')}/" if address else ""
    place = write_file(session, out, Path("build/notice") / f"{number}.pdf", notice_pdf(view, draw, site))
    return Answer({"file": str(place)}, [Words(f"公告在{place}", f"the notice is {place}")])


COMMANDS: list[click.Command] = [notice]
