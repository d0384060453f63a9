"""Inspections outside the draw: logged before the visit, for one of four reasons (article 13; part of C17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.draw.identifiers import end_of, parse_date, time_text
from publisher.draw.parts import parse_part
from publisher.log import places
from publisher.log.history import Logged
from publisher.log.records import SealedRow, Withdraw
from publisher.log.rows import NonrandomFinding, NonrandomRow, RowFile
from publisher.verify.case import Case
from publisher.verify.ledger import Watch
from publisher.verify.reading import Reading
from publisher.verify.report import Finding, fails, holds, not_known


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
        policy = case.ledger.watchers(self.logged.position, case.now)
        return case.ledger.first_watch(self.logged.position, policy) if policy else None


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
    - the text opens the row's hash; a result's text is there, or was withdrawn
    - the entry was cosigned by the end of the day of the visit at the latest
    """
    withdrawn = {item.record.row for item in case.history.of(Withdraw)}
    chains: dict[str, list[Entry]] = {}
    for entry in entries(case):
        chains.setdefault(entry.logged.record.object, []).append(entry)
    for number, chain in chains.items():
        yield from _chain(number, chain)
        for entry in chain:
            yield from _text(entry, withdrawn, number)
        yield from _before_the_visit(case, number, chain)
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


def _text(entry: Entry, withdrawn: set[str], number: str) -> Iterator[Finding]:
    record = entry.logged.record
    if entry.file.data is None:
        if record.type == "correction" and record.row not in withdrawn:
            zh, en = f"登记{number}的结果没有公布", f"the result of entry {number} isn't published"
            yield fails(zh, en, file=entry.path)
        return
    if entry.text.value is None or entry.file.value is None:
        yield entry.text.why_not()
    elif entry.file.value.row != record.row or entry.text.value.id != number:
        zh, en = f"登记{number}的内容与总账的不同", f"the text of entry {number} isn't what the log holds"
        yield fails(zh, en, file=entry.path, found=entry.file.value.row, expected=record.row)


def _before_the_visit(case: Case, number: str, chain: list[Entry]) -> Iterator[Finding]:
    visits = [found.visited_on for entry in chain if (found := entry.finding_of())]
    if not visits:
        return
    latest, watch = end_of(parse_date(min(visits))), chain[0].watch(case)
    expected = f"<= {time_text(latest)}"
    if watch is None:
        zh, en = f"没有见证表明登记{number}早于检查", f"no cosignature shows that entry {number} came before the visit"
        yield not_known(zh, en, file=chain[0].path, expected=expected)
    elif watch.time > latest:
        zh, en = f"登记{number}晚于检查", f"entry {number} was logged after the visit"
        yield fails(zh, en, file=chain[0].path, found=time_text(watch.time), expected=expected)
