"""Duties of the year: plans, their rows, reports, signatures, rosters, certificates (articles 5, 6, 14 and 23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from publisher.draw.identifiers import end_of
from publisher.errors import Words
from publisher.rules.deadlines import report_due
from publisher.rules.duties import Duty, until
from publisher.rules.owed import Owed, Waiting
from publisher.rules.plans import plan_state, progress
from publisher.rules.versions import owed
from publisher.rules.windows import month_day

HORIZON = timedelta(days=120)
"""How far ahead yearly duties are shown: the next plan, the next report."""
NOT_IN_FORCE = Words("签名齐全、入总账之前不生效", "it has no effect until it is signed and logged")


def plans_due(known: Owed) -> Iterator[Duty]:
    """Each unit's plan of this year and, from autumn on, of the next one (article 14)."""
    for unit in known.units:
        for year in (known.today.year, known.today.year + 1):
            state = plan_state(unit, year, known.plans.get((unit, year)), known.today, known.plan_due)
            near = state.due.day - known.today <= HORIZON
            if state.state in ("done", "late") or not near or not owed(state.due.day, known.since):
                continue
            otherwise = Words("网站首页以红色标明没有计划", "the site says in red that there is no plan")
            command = f"plan approve {year} {unit}"
            yield Duty("plan", "unit", f"{year} {unit}", state.words, command, until(state.due), otherwise)


def plan_rows_due(known: Owed) -> Iterator[Duty]:
    """Occurrences of plan rows that no draw has taken yet."""
    groups: dict[tuple[str, int], dict[str, tuple[int, date]]] = {}
    for row in known.plan_rows:
        groups.setdefault((row.unit, row.year), {})[row.row] = (row.frequency, row.last_day)
    for (unit, year), lines in groups.items():
        for found in progress(lines, known.uses.get((unit, year), ()), known.today):
            if found.missing:
                last, count = lines[found.row][1], len(found.missing)
                zh, en = f"计划{found.row}还有{count}次未抽", f"plan row {found.row}: {count} draws still to be made"
                otherwise = Words("计划未完成，计入考评", "the plan isn't done, and the appraisal says so")
                what, about = Words(zh, en), f"{unit} {found.row}"
                yield Duty("plan-row", "unit", about, what, "draw commit", end_of(last), otherwise)


def reports_due(known: Owed) -> Iterator[Duty]:
    """The half-year reports of 30 June and 30 December, earlier where that is a day off (article 23)."""
    for year in (known.today.year - 1, known.today.year, known.today.year + 1):
        for on in known.report_on:
            stated, due = month_day(year, on), report_due(year, on, known.calendar)
            began = known.founded_on is not None and stated >= known.founded_on
            if not began or due.day - known.today > HORIZON or not owed(due.day, known.since):
                continue
            if stated.isoformat() not in known.reports:
                what = Words(f"{stated}的情况报告和统计表", f"the report and the table for {stated}")
                otherwise = Words("逾期报送，计入问责", "sent late, and told under accountability")
                command = f"report half-year --date {stated}"
                yield Duty("report", "unit", str(stated), what, command, until(due), otherwise, due.provisional)


def approvals_due(known: Owed) -> Iterator[Duty]:
    """What waits for a signature, and what was changed without one (article 5)."""
    for item in known.waiting:
        for role in item.missing:
            what = Words(f"{item.name}待签名", f"{item.name} is to be signed")
            yield Duty("sign", role, item.name, what, _sign_command(item, role), None, NOT_IN_FORCE)
        if not item.missing:
            what = Words(f"{item.name}签名已齐，待入总账", f"{item.name} is signed and is to be logged")
            yield Duty("log", "log", item.name, what, "log keep", None, NOT_IN_FORCE)
    signing = {item.kind for item in known.waiting} | {item.draw for item in known.waiting}
    for kind, arguments in known.changed:
        if kind in signing:
            continue
        what = Words(f"{kind}有改动，尚未核准", f"{kind} has changes that nobody approved")
        yield Duty("unapproved", "draw", kind, what, arguments, None, NOT_IN_FORCE)


def orders_due(known: Owed) -> Iterator[Duty]:
    """Orders to be committed while their sitting still lies ahead; one that isn't is only put off (article 10)."""
    for order in known.orders:
        what = Words(
            f"方案{order.slug}待承诺：{order.title}", f"the order {order.slug} is to be committed: {order.title}"
        )
        otherwise = Words("改期后才能抽签", "it can be drawn only at another time")
        command = f"draw commit {order.slug}"
        yield Duty("commit", "draw", order.slug, what, command, order.reveal_by, otherwise, warns=True)


def _sign_command(item: Waiting, role: str) -> str:
    if item.kind in ("items", "policy"):
        return f"{item.kind} approve --as {role}"
    if item.kind == "plan":
        return f"plan approve {item.draw} --as {role}"
    return f"draw sign {item.draw} --as {role}" if item.draw else "log keep"


def rosters_due(known: Owed) -> Iterator[Duty]:
    """Rosters that are to be looked at again (article 6)."""
    for table in ("objects", "inspectors"):
        logged_on = known.rosters.get(table)
        if logged_on is None:
            continue
        by = end_of(logged_on + timedelta(days=known.roster_days))
        what = Words(f"名录{table}应再核对封存", f"the roster of {table} is to be looked at and sealed again")
        otherwise = Words(f"超过{known.roster_days}日未更新，考评里标明", "it is old, and the appraisal says so")
        yield Duty("roster", "draw", table, what, f"roster seal {table}", by, otherwise, warns=True)


def certificates_due(known: Owed) -> Iterator[Duty]:
    """Certificates that end soon (article 6)."""
    for inspector, last in sorted(known.certificates.items()):
        if last - known.today <= timedelta(days=known.certificate_days):
            what = Words(f"{inspector}的执法证{last}到期", f"the certificate of {inspector} ends on {last}")
            otherwise = Words("到期后不再被抽派", "who has none is never drawn")
            yield Duty(
                "certificate", "unit", inspector, what, "roster seal inspectors", end_of(last), otherwise, warns=True
            )
