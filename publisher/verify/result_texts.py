"""What a published result says, held against its row in the log, its draw and its team (part of C17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from publisher.draw.identifiers import SHANGHAI, VACANT, parse_date, parse_time
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import SealedRow, Withdraw
from publisher.log.rows import ResultRow
from publisher.rules.windows import months_after
from publisher.tables.policy import PolicyEvidence
from publisher.verify.case import Case
from publisher.verify.course import Course
from publisher.verify.draw_case import DrawCase, ResultText
from publisher.verify.inputs import inputs_at, policy_of
from publisher.verify.report import Finding, fails
from publisher.verify.teams_in_force import TeamsInForce

_DEFAULT_MONTHS = 3


def result_text(case: Case, draw: DrawCase, course: Course, teams: TeamsInForce, row: ResultText) -> Iterator[Finding]:
    """One row: published and unaltered, or rightly withdrawn; its content right (sections 3, 5, 8)."""
    record, path = row.logged.record, row.file.path
    withdrawn = next((item for item in draw.records.withdrawals if item.record.row == record.row), None)
    if withdrawn is not None:
        yield from _withdrawn(case, draw, row.logged, withdrawn)
    if row.file.data is None:
        if withdrawn is None:
            zh, en = "已登记的结果没有公布", "a logged result isn't published"
            yield fails(zh, en, draw=draw.name, file=path)
        return
    result = row.result.value
    if row.file.value is None or result is None:
        yield row.result.why_not(draw.name)
        return
    if row.file.value.row != record.row:
        zh, en = "结果的内容与登记的不同", "the result's text isn't what the log holds"
        yield fails(zh, en, draw=draw.name, file=path, found=row.file.value.row, expected=record.row)
        return
    yield from _content(draw, course, teams, row, result)
    day = parse_time(record.time).astimezone(SHANGHAI).date()
    policy = policy_of(case, inputs_at(case, row.logged.position, day)).value
    if policy:
        yield from _codes(draw, row, result, policy)
        yield from _re_check(draw, row, result, policy)


def _content(
    draw: DrawCase, course: Course, teams: TeamsInForce, row: ResultText, result: ResultRow
) -> Iterator[Finding]:
    record, path = row.logged.record, row.file.path
    if (result.draw, result.object) != (draw.name, record.object):
        zh, en = "结果写的是另一次抽签或另一家", "the result is of another draw or object"
        found, expected = f"{result.draw} {result.object}", f"{draw.name} {record.object}"
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)
    yield from _opening(draw, result, path)
    team = teams.at(row.logged.position).get(record.object, [])
    members = sorted(inspector for inspector in team if inspector != VACANT)
    if sorted(result.inspectors) != members:
        zh, en = f"检查{record.object}的不是应去的检查人员", f"{record.object} wasn't visited by its team"
        found, expected = ";".join(sorted(result.inspectors)), ";".join(members)
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)
    earliest = _drawn_on(draw, course, teams, record.object)
    if parse_date(result.visited_on) < earliest:
        zh, en = f"检查{record.object}早于抽签", f"{record.object} was visited before it was drawn"
        expected = f">= {earliest.isoformat()}"
        yield fails(zh, en, draw=draw.name, file=path, found=result.visited_on, expected=expected)
    yield from _said(draw, course, row, result)


def _said(draw: DrawCase, course: Course, row: ResultText, result: ResultRow) -> Iterator[Finding]:
    """Items of the draw, days in their order, and a re-check only where the result before it was open (article 16)."""
    name, path = row.logged.record.object, row.file.path
    strange = sorted(set(result.items) - set(course.commit.record.items))
    if strange:
        zh, en = f"{name}的结果写了不是本次抽查的事项", f"a result of {name} under items that aren't the draw's"
        yield fails(zh, en, draw=draw.name, file=path, found=";".join(strange))
    days = [result.visited_on, *([result.follow_up.visited_on] if result.follow_up else []), result.fixed_on]
    if days != sorted(days):
        zh, en = f"{name}的结果日期颠倒", f"the days of {name}'s result are out of order"
        yield fails(zh, en, draw=draw.name, file=path, found=" ".join(days))
    watch = course.watch_of(row.logged.position)
    if watch and parse_date(days[-1]) > watch.time.astimezone(SHANGHAI).date():
        zh, en = f"{name}的结果日期晚于登记", f"the result of {name} is dated after it was logged"
        yield fails(zh, en, draw=draw.name, file=path, found=days[-1], expected=f"<= {watch.time.date().isoformat()}")
    if result.follow_up and not row.logged.record.replaces:
        zh, en = f"{name}的第一条结果不能是复查", f"the first result of {name} can't be a re-check"
        yield fails(zh, en, draw=draw.name, file=path)


def _codes(draw: DrawCase, row: ResultText, result: ResultRow, policy: PolicyEvidence) -> Iterator[Finding]:
    """Each code is one of the policy in force, and none that is told only in numbers (article 20)."""
    meanings = policy.result_codes
    unknown = sorted(set(result.codes) - meanings.keys())
    counted = sorted(code for code in result.codes if code in meanings and meanings[code].publish == "count_only")
    if unknown:
        zh, en = "结果代码不在代码表里", "a result code that isn't on the list"
        yield fails(zh, en, draw=draw.name, file=row.file.path, found=";".join(unknown))
    if counted:
        zh, en = "按户公布了只能公布数目的代码", "a code that is told only in numbers stands by a firm's name"
        yield fails(zh, en, draw=draw.name, file=row.file.path, found=";".join(counted))


def _re_check(draw: DrawCase, row: ResultText, result: ResultRow, policy: PolicyEvidence) -> Iterator[Finding]:
    """A re-check follows an open result, or corrects what was said of the same re-check (article 16)."""
    texts = (item.result.value for item in draw.results if item.logged.record.row == row.logged.record.replaces)
    before = next(texts, None)
    if result.follow_up is None or before is None:
        return
    same = before.follow_up is not None and before.follow_up.visited_on == result.follow_up.visited_on
    meanings = policy.result_codes
    if not same and not any(code in meanings and meanings[code].needs_followup for code in before.codes):
        name = row.logged.record.object
        zh, en = f"{name}的前一条结果已了结，不能复查", f"a re-check of {name}, whose result was closed"
        yield fails(zh, en, draw=draw.name, file=row.file.path)


def _drawn_on(draw: DrawCase, course: Course, teams: TeamsInForce, object_id: str) -> date:
    """The day on which the object came out: no earlier than the beacon that decided it."""
    change = teams.supplemented.get(object_id)
    if change is not None:
        return parse_time(change.record.beacon.time).astimezone(SHANGHAI).date()
    assert draw.records.outcome is not None
    stated = parse_time(draw.records.outcome.record.time)
    return max(stated, course.latest).astimezone(SHANGHAI).date()


def _opening(draw: DrawCase, result: ResultRow, path: str) -> Iterator[Finding]:
    blinded = draw.commit is not None and draw.commit.frame == "blinded"
    if blinded != (result.opening is not None):
        zh, en = (
            "暂不公开姓名的抽签，结果须公开姓名；公开的则不必",
            "a blinded draw's result opens its alias, an open one's doesn't",
        )
        yield fails(zh, en, draw=draw.name, file=path)
    elif result.opening and (found := result.opening.alias(draw.name)) != result.object:
        zh, en = "公开的姓名与代号不符", "the opening doesn't give the alias"
        opened = result.opening
        by_hand = f"printf 'draw/1 alias\\n{draw.name}\\n{opened.object_id}\\n{opened.salt}\\n' | sha256sum"
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=result.object, by_hand=by_hand)


def _withdrawn(case: Case, draw: DrawCase, row: Logged[SealedRow], withdrawn: Logged[Withdraw]) -> Iterator[Finding]:
    """A court's order may come at any time; the other grounds only after the policy's term (section 3)."""
    if withdrawn.position < row.position:
        yield fails("撤回在登记之前", "withdrawn before it was logged", draw=draw.name, found=row.record.row)
    day = parse_time(withdrawn.record.time).astimezone(SHANGHAI).date()
    seen = case.watch_of(withdrawn.position)
    if seen:  # a withdrawal dated ahead of its time isn't believed
        day = min(day, seen.time.astimezone(SHANGHAI).date())
    policy = policy_of(case, inputs_at(case, withdrawn.position, day)).value
    months = policy.numbers.withdraw_after_months if policy else _DEFAULT_MONTHS
    earliest = months_after(parse_time(row.record.time).astimezone(SHANGHAI).date(), months)
    if withdrawn.record.ground != "court" and day < earliest:
        zh, en = f"公示不满{months}个月就停止公示", f"withdrawn before it was public for {months} months"
        found, expected = day.isoformat(), f">= {earliest.isoformat()}"
        yield fails(
            zh, en, draw=draw.name, file=draw.path(places.row_file(row.record.row)), found=found, expected=expected
        )
