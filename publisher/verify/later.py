"""C18 to C20, which later versions judge; until then `unknown`, with its reason and the plain facts."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.log.records import Roster
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.report import Finding, not_known


def publication(_case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C18 (article 18): the earlier of 30 days and 20 working days; needs the calendar of working days.

    Not judged yet. The results' own dates are in the rows.
    """
    if draw.commit is None:
        return
    count = len(draw.results)
    zh = f"已登记{count}条结果；30日与20个工作日的期限，本版程序尚不判断"
    en = f"{count} results are logged; the term of 30 days and 20 working days is not judged by this version"
    yield not_known(zh, en, draw=draw.name, by_hand=f"ls draws/{draw.name}/rows" if count else "")


def rosters(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C19 (section 1, A08): removals and late edits need the reason-coded change lists.

    Not judged yet. The fact that can be had: how many rosters of objects were logged before the basis.
    """
    commit = draw.commit
    if commit is None:
        return
    objects = [item for item in case.history.of(Roster) if item.record.table == "objects"]
    before = [item for item in objects if item.position < commit.basis.size]
    zh = f"依据之前登记过{len(before)}份单位名录；移出、移回和临时改动，本版程序尚不判断"
    en = f"{len(before)} rosters of objects were logged before the basis; removals and edits aren't judged yet"
    yield not_known(zh, en, draw=draw.name)


def privacy(_case: Case) -> Iterator[Finding]:
    """C20 (RULE.md, published about people and firms): needs the schemas' classes and the lint's patterns.

    Not judged yet.
    """
    zh, en = "本版程序尚不检查公布文件中的隐私", "this version doesn't look for private data in published files"
    yield not_known(zh, en)
