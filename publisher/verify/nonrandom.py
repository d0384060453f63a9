"""Inspections outside the draw: logged before the visit, for one of four reasons (article 13; part of C17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from publisher.draw.identifiers import SHANGHAI, end_of, parse_date, parse_time, time_text
from publisher.draw.parts import parse_part
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import SealedRow, Withdraw
from publisher.log.rows import NonrandomFinding, NonrandomRow, RowFile
from publisher.rules.publication import Withdrawn, withdrawal_faults
from publisher.verify.case import Case
from publisher.verify.inputs import inputs_at, policy_of
from publisher.verify.ledger import Watch
from publisher.verify.reading import Reading
from publisher.verify.report import Finding, fails, holds, not_known

_FOLDER = "data/nonrandom/"


@dataclass(frozen=True)
class Entry:
    """A row of the register of article 13 with its text, where that is published."""

    logged: Logged[SealedRow]
    file: Reading[RowFile]
    text: Reading[NonrandomRow]

    @property
    def path(self) -> str:
        """Where the text is published."""
        return self.file.path

    def finding_of(self) -> NonrandomFinding | None:
        """What was found, where the row says it."""
        return self.text.value.result if self.text.value else None

    def watch(self, case: Case) -> Watch | None:
        """Who first watched over the row."""
        return case.watch_of(self.logged.position)


def entries(case: Case) -> list[Entry]:
    """The register's rows in the order of the log."""
    rows = (row for row in case.history.of(SealedRow) if not row.record.draw)
    return case.once(("nonrandom", ""), lambda: [_entry(case, row) for row in rows])


def _entry(case: Case, logged: Logged[SealedRow]) -> Entry:
    path = places.nonrandom_file(logged.record.row)
    file = case.files.read(path, lambda data, name: parse_part(data, RowFile, name))
    return Entry(logged, file, file.then(lambda row: row.nonrandom()))


def nonrandom(case: Case) -> Iterator[Finding]:
    """C17 for the register of article 13.

    - an entry is the first row of its number; each correction replaces the row before it and tells of the same object
    - the text opens the row's hash; once there is a result every text is there, or was withdrawn, and not before its
      time
    - the entry was cosigned by the end of the day of the visit at the latest; the result isn't older than the visit;
      the visit lies in the period of the entry
    - no text lies there that the log doesn't hold
    """
    withdrawn = {item.record.row: item for item in case.history.of(Withdraw)}
    chains: dict[str, list[Entry]] = {}
    for entry in entries(case):
        chains.setdefault(entry.logged.record.object, []).append(entry)
    for number, chain in chains.items():
        yield from _chain(number, chain)
        for entry in chain:
            yield from _text(entry, withdrawn, number, told=len(chain) > 1)
            yield from _withdrawn(case, entry, withdrawn, number)
        yield from _before_the_visit(case, number, chain)
    yield from _strangers(case)
    if chains:
        zh, en = f"抽签以外的检查登记了{len(chains)}件", f"{len(chains)} inspections outside the draw are entered"
        yield holds(zh, en)


def _chain(number: str, chain: list[Entry]) -> Iterator[Finding]:
    before = ""
    for entry in chain:
        record = entry.logged.record
        kind = "correction" if before else "nonrandom"
        if (record.type, record.replaces) != (kind, before):
            zh, en = f"登记{number}没有接续前一条", f"a row of entry {number} doesn't continue the one before it"
            yield fails(zh, en, found=f"{record.type} {record.replaces}".strip(), expected=f"{kind} {before}".strip())
        before = record.row
    facts = {(e.text.value.object, e.text.value.code, e.text.value.source) for e in chain if e.text.value}
    if len(facts) > 1:
        zh, en = f"登记{number}换了单位、情形或来源", f"entry {number} changed its object, reason or source"
        yield fails(zh, en, file=chain[-1].path)


def _text(entry: Entry, withdrawn: Mapping[str, object], number: str, *, told: bool) -> Iterator[Finding]:
    """`told`: a row after the first tells of the visit, so that nothing of the entry is secret any more."""
    record = entry.logged.record
    if entry.file.data is None:
        if told and record.row not in withdrawn:
            what = ("结果", "result") if record.type == "correction" else ("原文", "text")
            zh, en = f"登记{number}的{what[0]}没有公布", f"the {what[1]} of entry {number} isn't published"
            yield fails(zh, en, file=entry.path)
        return
    if entry.text.value is None or entry.file.value is None:
        yield entry.text.why_not()
    elif entry.file.value.row != record.row or entry.text.value.id != number:
        zh, en = f"登记{number}的内容与总账的不同", f"the text of entry {number} isn't what the log holds"
        yield fails(zh, en, file=entry.path, found=entry.file.value.row, expected=record.row)


def _withdrawn(case: Case, entry: Entry, withdrawn: Mapping[str, Logged[Withdraw]], number: str) -> Iterator[Finding]:
    """A court's order may come at any time; the other grounds only after the policy's term (section 3)."""
    gone = withdrawn.get(entry.logged.record.row)
    if gone is None:
        return
    day = _day_of(case, gone)
    policy = policy_of(case, inputs_at(case, gone.position, day)).value
    if policy is None:
        yield not_known("没有生效的规则，无法计算公示期", "without a policy in force there is no term", file=entry.path)
        return
    record, since = gone.record, _stated(entry.logged.record.time)
    wish = Withdrawn(record.row, since, record.ground, record.document, day)
    for fault in withdrawal_faults(wish, months=policy.numbers.withdraw_after_months):
        zh, en = f"登记{number}：{fault.wrong.zh}就停止公示", f"entry {number}: withdrawn, {fault.wrong.en}"
        yield fails(zh, en, file=entry.path, found=day.isoformat(), expected=fault.right.zh)


def _day_of(case: Case, gone: Logged[Withdraw]) -> date:
    """When it was withdrawn: a time that lies after the first cosignature over it is not to be believed."""
    watch, stated = case.watch_of(gone.position), _stated(gone.record.time)
    return min(stated, watch.time.astimezone(SHANGHAI).date()) if watch else stated


def _stated(time: str) -> date:
    return parse_time(time).astimezone(SHANGHAI).date()


def _strangers(case: Case) -> Iterator[Finding]:
    known = {entry.path for entry in entries(case)}
    for path in sorted(case.files.names):
        if path.startswith(_FOLDER) and path not in known:
            yield fails("多出一个总账没有登记的文件", "a text that the log doesn't hold", file=path)


def _in_its_period(case: Case, number: str, chain: list[Entry]) -> Iterator[Finding]:
    """The visit lies in a period that was entered before it: neither an old entry nor a new period covers it."""
    for entry in chain:
        made = entry.finding_of()
        if made is None:
            continue
        latest = end_of(parse_date(made.visited_on))
        before = [e for e in chain if (watch := e.watch(case)) and watch.time <= latest]
        periods = [(e.text.value.from_, e.text.value.to) for e in before if e.text.value]
        if periods and not any(begin <= made.visited_on <= end for begin, end in periods):
            zh, en = f"登记{number}的检查不在登记的期间内", f"the visit of entry {number} wasn't in its period"
            expected = " … ".join(periods[-1])
            yield fails(zh, en, file=entry.path, found=made.visited_on, expected=expected)


def _before_the_visit(case: Case, number: str, chain: list[Entry]) -> Iterator[Finding]:
    found = [(entry, made) for entry in chain if (made := entry.finding_of())]
    if not found:
        return
    yield from _in_its_period(case, number, chain)
    for entry, made in found:
        seen = entry.watch(case)
        if seen and parse_date(made.visited_on) > seen.time.astimezone(SHANGHAI).date():
            zh, en = f"登记{number}的结果早于检查", f"the result of entry {number} was logged before the visit"
            yield fails(zh, en, file=entry.path, found=made.visited_on, expected=f"<= {time_text(seen.time)}")
    latest, watch = end_of(parse_date(min(made.visited_on for _, made in found))), chain[0].watch(case)
    expected = f"<= {time_text(latest)}"
    if watch is None:
        zh, en = f"没有见证表明登记{number}早于检查", f"no cosignature shows that entry {number} came before the visit"
        yield not_known(zh, en, file=chain[0].path, expected=expected)
    elif watch.time > latest:
        zh, en = f"登记{number}晚于检查", f"entry {number} was logged after the visit"
        yield fails(zh, en, file=chain[0].path, found=time_text(watch.time), expected=expected)
