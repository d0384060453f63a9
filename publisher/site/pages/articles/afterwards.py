"""Articles about what comes after a draw: 13, 15 and 17 to 23."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from publisher.draw.identifiers import SHANGHAI, parse_time
from publisher.log.records import Filing
from publisher.rules.accountability import KIND_WORDS
from publisher.rules.deadlines import report_due
from publisher.rules.exceptions import CODES
from publisher.rules.objections import STATE_WORDS
from publisher.rules.referrals import STEP_WORDS
from publisher.rules.visits import codes_open
from publisher.site.pages.articles.evidence import Evidence, State
from publisher.site.read.view import View
from publisher.tables.draw_rules import work_calendar

STATISTICS = "year.html"


def _outside_the_draw(view: View) -> Iterator[Evidence]:
    numbers = view.year
    if numbers is None:
        return
    share = numbers.exceptional.share
    by_code = "，".join(f"{CODES[code].zh}{number}" for code, number in numbers.exceptional.by_code.items())
    yield Evidence(f"{numbers.year}年抽签以外的检查{share}次（{share.percent}）：{by_code}", STATISTICS)
    waiting = [result.named for result in view.books.results if not result.draw and result.finding is None]
    if waiting:
        yield Evidence(f"已登记、尚未检查{len(waiting)}件", STATISTICS, "waiting")


def _joint(view: View) -> Iterator[Evidence]:
    if view.year is None:
        return
    tasks, visits = view.year.joint.tasks, view.year.joint.visits
    reached = tasks.reaches(view.numbers.joint_share)
    more = f"，再有{view.year.needed}次联合即达到" if view.year.needed else ""
    state: State = "" if reached or reached is None else "waiting"
    goal = f"{float(view.numbers.joint_share) * 100:.0f}%"
    yield Evidence(
        f"联合抽查{tasks}次（{tasks.percent}），户次{visits}（{visits.percent}），目标{goal}{more}", STATISTICS, state
    )


def _archived(view: View) -> Iterator[Evidence]:
    bundles = [item for item in view.ledger.history.of(Filing) if item.record.type == "archive"]
    years = view.numbers.retention_years
    yield Evidence(
        f"每次抽查的全部文件都在本站和离线包里，保存不少于{years}年；已登记案卷{len(bundles)}件", "offline.html"
    )


def _published(view: View) -> Iterator[Evidence]:
    day = view.today
    states = Counter(item.state(day) for item in view.publications)
    done, late, overdue = states["done"], states["late"], states["overdue"]
    text = f"按期公示{done}条，逾期公示{late}条，到期未公示{overdue}条"
    yield Evidence(text, "oversight.html#late", "overdue" if overdue else "")
    held_back = sum(view.year.reviews.values()) if view.year else 0
    withdrawn = sum(result.newest.row in view.withdrawn for result in view.books.results)
    yield Evidence(f"文字遮盖或不公开{held_back}条，停止公示{withdrawn}条", "oversight.html")
    for state, number in sorted(Counter(item.state for item in view.books.registers.objections).items()):
        words = STATE_WORDS[state].zh if state in STATE_WORDS else state  # type: ignore[index]
        yield Evidence(f"对结果的异议：{words}{number}件", "oversight.html")


def _analysed(view: View) -> Iterator[Evidence]:
    if view.year is None:
        return
    total = view.year.total
    low, high = (total.interval.low, total.interval.high) if total.interval else (0.0, 0.0)
    sure = f"{float(view.numbers.confidence) * 100:.0f}%"
    interval = f"，{sure}区间{low * 100:.1f}%至{high * 100:.1f}%" if total.interval else ""
    rate = total.cell.rate
    yield Evidence(
        f"{view.year.year}年检查{total.cell.checked}户次，发现问题{rate}（{rate.percent}{interval}）", STATISTICS
    )
    jumped = sum(jump.jumped for jump in view.year.jumps)
    yield Evidence(f"与上一个半年相比，比例明显上升的{jumped}处", STATISTICS, "waiting" if jumped else "")


def _referred(view: View) -> Iterator[Evidence]:
    for item in view.books.registers.referrals:
        step = STEP_WORDS[item.step].zh if item.step in STEP_WORDS else item.step  # type: ignore[index]
        yield Evidence(f"移送、列入：{view.words.say('result', item.code)}，{step}，{item.count}件")
    meanings = view.policy.result_codes if view.policy else {}
    found = Counter(result.finding.codes for result in view.books.results if result.finding)
    pending = sum(number for codes, number in found.items() if codes_open(codes, meanings))
    yield Evidence(f"发现问题、待后续处理的{pending}件", STATISTICS, "waiting" if pending else "")


def _appraised(view: View) -> Iterator[Evidence]:
    for one in view.year.appraised if view.year else ():
        met = [indicator for indicator in one.indicators if indicator.met is not None]
        good = sum(indicator.met is True for indicator in met)
        name = next((agency.name for agency in view.books.agencies if agency.agency == one.unit), one.unit)
        waiting = sum(indicator.is_open for indicator in met)
        more = f"，{waiting}项还没到期" if waiting else ""
        yield Evidence(f"{name}：有目标的{len(met)}项指标，达到{good}项{more}", "appraisal.html")


def _answered(view: View) -> Iterator[Evidence]:
    told = {(event.kind, event.about, event.record) for event in view.year.events} if view.year else set()
    counts = Counter(kind for kind, _, _ in told)  # what two offices signed together happened once
    said = "，".join(f"{KIND_WORDS[kind].zh}{number}" for kind, number in sorted(counts.items()))
    yield Evidence(f"本年度：{said or '没有更正、作废、逾期等情形'}", "oversight.html")


def _reported(view: View) -> Iterator[Evidence]:
    filed = [item.record for item in view.ledger.history.of(Filing) if item.record.type == "report"]
    for record in filed:
        yield Evidence(
            f"{record.period}的报告已于{parse_time(record.time).astimezone(SHANGHAI).date()}提交", "oversight.html"
        )
    if view.policy is None:
        return
    day, calendar = view.today, work_calendar(view.policy)
    dues = [report_due(year, on, calendar) for year in (day.year, day.year + 1) for on in view.numbers.report_on]
    coming = min(due.day for due in dues if due.day >= day)
    yield Evidence(f"下一份半年报须在{coming}前提交", state="waiting")


AFTERWARDS: Mapping[int, Callable[[View], Iterator[Evidence]]] = {
    13: _outside_the_draw,
    15: _joint,
    17: _archived,
    18: _published,
    19: _analysed,
    20: _referred,
    21: _appraised,
    22: _answered,
    23: _reported,
}
