"""Articles about who and what: 1, 2, 5, 6, 14 and 24 (the rule, agencies, items, rosters, plans)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from publisher.draw.identifiers import SHANGHAI, parse_time
from publisher.rules.deadlines import plan_due
from publisher.rules.plans import Progress
from publisher.rules.rosters import age_in_days
from publisher.site.pages.articles.evidence import Evidence
from publisher.site.read.view import View
from publisher.workspace.numbers import plan_progress


def _rule(view: View) -> Iterator[Evidence]:
    bureau = view.bureau
    if bureau.rule_title:
        yield Evidence(f"依据：{bureau.rule_title}（{bureau.rule_version}），上位文件{len(bureau.rule_documents)}件")
    else:
        yield Evidence("依据的名称和版本没有公布", state="overdue")


def _agencies(view: View) -> Iterator[Evidence]:
    agencies = view.books.agencies
    own = sum(agency.kind == "own" for agency in agencies)
    delegated = [agency for agency in agencies if agency.kind == "delegated"]
    papers = "、".join(f"{agency.name}（{agency.delegation}）" for agency in delegated)
    yield Evidence(f"本局机构{own}个，受委托单位{len(delegated)}个{f'：{papers}' if papers else ''}", "roster.html")


def _items(view: View) -> Iterator[Evidence]:
    current = view.items_in_force
    if current is None:
        yield Evidence("没有生效的事项清单", "items.html", "overdue")
        return
    text = f"生效的清单有{len(current.items)}项，两个机构共同签署；历次版本{len(view.items)}个"
    yield Evidence(text, "items.html")
    if view.coverage:
        share, missing = view.coverage
        said = f"，未覆盖：{'、'.join(missing)}" if missing else ""
        yield Evidence(f"权责清单上的检查事项{share.whole}项，抽查事项覆盖{share.part}项{said}", "items.html#coverage")


def _rosters(view: View) -> Iterator[Evidence]:
    for name, title, link in (
        ("objects", "单位名录", "roster/objects.html"),
        ("inspectors", "检查人员名录", "roster/inspectors.html"),
    ):
        newest = view.rosters.newest(name)
        if newest is None:
            yield Evidence(f"{title}尚未封存", link, "overdue")
            continue
        age = age_in_days(parse_time(newest.time).astimezone(SHANGHAI).date(), view.today)
        old = age > view.numbers.roster_age_days
        said = f"，已超过{view.numbers.roster_age_days}日未更新" if old else ""
        yield Evidence(f"{title}{newest.rows}行，{age}日前封存{said}", link, "waiting" if old else "")
    versions = sum(snapshot.table == "objects" for snapshot in view.rosters.snapshots)
    yield Evidence(f"单位名录封存过{versions}次，每次变更都附理由代码", "roster/changes.html")


def _plans(view: View) -> Iterator[Evidence]:
    day = view.today
    for unit in view.books.units:
        name = next((agency.name for agency in view.books.agencies if agency.agency == unit), unit)
        rows = plan_progress(view.books, unit, day.year, day)
        if rows:
            late = any(row.state == "overdue" for row in rows)
            yield Evidence(_progress(name, day.year, rows), "plan.html", "overdue" if late else "")
        elif _owes_a_plan(view, unit):
            yield Evidence(f"{name}没有{day.year}年的计划", "plan.html", "overdue")
    due = plan_due(day.year + 1, view.numbers.plan_due)
    settled = {plan.unit for plan in view.books.plans if plan.year == day.year + 1}
    if not settled:
        yield Evidence(f"{day.year + 1}年的计划须在{due.day}前定", state="waiting")


def _owes_a_plan(view: View, unit: str) -> bool:
    """Whether the unit inspects by draw at all: it owns an item of the list in force."""
    current = view.items_in_force
    return current is not None and any(one.item.unit == unit for one in current.items)


def _progress(name: str, year: int, rows: Sequence[Progress]) -> str:
    done, planned = sum(len(row.draws) for row in rows), sum(row.planned for row in rows)
    waiting = sum(len(row.waiting) for row in rows)
    late = [row.row for row in rows if row.state == "overdue"]
    said = f"，等待抽签{waiting}次" if waiting else ""
    said += f"，逾期未抽：{'、'.join(late)}" if late else ""
    return f"{name}{year}年计划{len(rows)}行、{planned}次，已抽{done}次{said}"


def _in_force(view: View) -> Iterator[Evidence]:
    since = view.bureau.rule_in_force
    first = min((draw.commit.record.time for draw in view.draws), default="")
    early = first and since and first[:10] < since
    if since:
        said = f"，最早的抽签在{first[:10]}" if first else ""
        yield Evidence(f"自{since}起施行{said}", "draws/index.html", "overdue" if early else "")


LISTS: Mapping[int, Callable[[View], Iterator[Evidence]]] = {
    1: _rule,
    2: _agencies,
    5: _items,
    6: _rosters,
    14: _plans,
    24: _in_force,
}
