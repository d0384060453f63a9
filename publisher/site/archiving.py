"""What a draw's archive is made of: the published files, and the verifier with the page that works offline (17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from publisher.draw.identifiers import SHANGHAI
from publisher.errors import Refused, fault
from publisher.log.history import History
from publisher.reports.archive import Case
from publisher.reports.closing import closed_on
from publisher.site.checking import zip_programs
from publisher.site.read.view import read_view
from publisher.workspace import Workspace
from publisher.workspace.books import Books

_NO_PROGRAMS = (".md", ".sh", "/package.json")


def programs(workspace: Workspace) -> dict[str, bytes]:
    """The verifier as the site carries it, by site path. Raises Refused where the repository has none."""
    names = [n for n in workspace.files.names("site_src/verify") if not n.endswith(_NO_PROGRAMS)]
    if not names:
        right = ("用git恢复site_src/", "restore site_src/ with git")
        raise Refused(fault("site-source", "仓库里没有核验程序", "the repository has no verifier", *right))
    style = "site_src/assets/site.css"
    return {name.removeprefix("site_src/"): workspace.need(name) for name in [*names, style]}


def archive_case(
    workspace: Workspace, now: datetime, files: Mapping[str, bytes], books: Books, draw: str, *, own_years: int = 0
) -> Case:
    """A draw's archive as of `now`. `files`: what is published, by path; `own_years`: the file's own term, 0 for none.

    Raises Refused for a draw that was never committed, or a repository without the verifier.
    """
    today = now.astimezone(SHANGHAI).date()
    file, policy = books.draws.get(draw), books.policy(today)
    if file is None or policy is None:
        right = ("见 publisher draw list", "see publisher draw list")
        raise Refused(fault("no-draw", f"没有已承诺的抽签{draw}", f"no committed draw {draw}", *right))
    checkpoints = workspace.checkpoints()
    return Case(
        draw=draw,
        bureau=workspace.bureau.name,
        evidence=files,
        programs=zip_programs(read_view(files, now), programs(workspace)),
        history=History(workspace.entries()[: max(checkpoints, default=0)]),
        checkpoints=checkpoints,
        closed_on=closed_on(file, books.results, policy.result_codes, books.registers.objections),
        years=policy.numbers.retention_years,
        own_years=own_years,
        made_on=today,
    )
