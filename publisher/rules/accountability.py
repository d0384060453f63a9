"""What was overridden, substituted, voided, corrected, withdrawn or late, by role, from the log (article 22).

Names of people aren't here: roles signed, and the records show who held a role's key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from publisher.draw.identifiers import ABSENT, SHANGHAI, VACANT, parse_time
from publisher.errors import Words
from publisher.log.history import History, Logged
from publisher.log.records import AnyRecord, Change, Close, Commit, Record, SealedRow, Trust, Void, Withdraw
from publisher.rules.deadlines import Due

Kind = Literal[
    "outside-plan", "absent", "recused", "prevented", "late-recusal", "voided", "corrected", "withdrawn", "keys", "late"
]
KIND_WORDS: Mapping[Kind, Words] = {
    "outside-plan": Words("计划外抽查", "a draw outside the plan"),
    "absent": Words("拆封缺席", "absent from the reveal"),
    "recused": Words("回避更换", "replaced: recused"),
    "prevented": Words("不能到场更换", "replaced: prevented"),
    "late-recusal": Words("抽签后才申报的回避", "a recusal declared late"),
    "voided": Words("抽签作废", "a draw voided"),
    "corrected": Words("结果更正", "a result corrected"),
    "withdrawn": Words("停止公示", "a text withdrawn"),
    "keys": Words("签名规则变更", "the trust policy changed"),
    "late": Words("逾期", "late"),
}
KEEPER = "log"


class Event(NamedTuple):
    """Something that a role answers for. `record`: where it stands, `log[n]`; `about`: the draw, or draw/object.

    `day`: the day its record gives, in Asia/Shanghai.
    """

    kind: Kind
    role: str
    record: str
    about: str
    day: date
    words: Words


def events(history: History, routine: Container[str] = ()) -> list[Event]:
    """Everything of this kind that the log tells, in its order.

    `routine`: rows that replace another without correcting an error (`results.routine_rows`).
    """
    return [
        event
        for entry in history.entries
        if entry.record and not (isinstance(entry.record, SealedRow) and _expected(entry.record, routine))
        for event in _of(Logged(entry.record, entry))
    ]


def _expected(record: SealedRow, routine: Container[str]) -> bool:
    """Whether a row is a first one, as nearly all are, or one that corrects no error."""
    return not record.replaces or record.row in routine


def _of(logged: Logged[AnyRecord]) -> Iterator[Event]:
    record = logged.record
    for kind, role, about, words in _facts(record):
        day = parse_time(record.time).astimezone(SHANGHAI).date()
        yield Event(kind, role, f"log[{logged.position}]", about, day, words)


def _facts(record: AnyRecord) -> Iterator[tuple[Kind, str, str, Words]]:
    match record:
        case Commit() if record.plan.approval is not None:
            yield from _each(record, "outside-plan", record.draw, record.plan.approval)
        case Close():
            for party, answer in record.reveals.items():
                if answer == ABSENT:
                    yield "absent", party.rpartition("/")[2], record.draw, Words(f"{party}缺席", f"{party} was absent")
        case Change():
            yield from _removals(record)
        case Void():
            yield from _each(record, "voided", record.draw, f"{record.code}：{record.reason}")
        case Withdraw():
            yield from _each(record, "withdrawn", _about(record.draw, record.object), record.document)
        case Trust():
            yield from _each(record, "keys", "", record.reason)
        case SealedRow() if record.replaces:
            words = Words(f"{record.replaces} → {record.row}", f"{record.replaces} → {record.row}")
            yield "corrected", KEEPER, _about(record.draw, record.object), words
        case _:
            return


def _each(record: Record, kind: Kind, about: str, text: str) -> Iterator[tuple[Kind, str, str, Words]]:
    """One fact for each role that signs such a record: signing together is answering together."""
    for role in record.signers:
        yield kind, role, about, Words(text, text)


def _removals(record: Change) -> Iterator[tuple[Kind, str, str, Words]]:
    for removal in record.removals:
        if removal.inspector == VACANT or removal.code == "vacant":
            continue
        about, text = _about(record.draw, removal.object), f"change {record.number}"
        yield from _each(record, removal.code, about, text)
        if removal.late:
            yield from _each(record, "late-recusal", about, text)


def _about(draw: str, object_id: str) -> str:
    return f"{draw}/{object_id}" if draw else object_id


def late_event(role: str, record: str, about: str, due: Due, done_on: date | None, today: date) -> Event | None:
    """An obligation that was met late or is overdue; None where it was or can still be met in time.

    `record`: where the act stands in the log, empty where there is none yet.
    """
    if due.state(today, done_on) not in ("late", "overdue"):
        return None
    zh, en = (f"{done_on}才办", f"done {done_on}") if done_on else ("至今未办", "not done yet")
    return Event("late", role, record, about, done_on or today, Words(f"应在{due.day}前，{zh}", f"due {due.day}: {en}"))


def summary(found: Iterable[Event]) -> dict[tuple[str, Kind], int]:
    """(role, kind) → how many."""
    return dict(sorted(Counter((event.role, event.kind) for event in found).items()))


class Corrected(NamedTuple):
    """One result through its corrections: every row's hash in order, the first to the one that counts."""

    about: str
    rows: tuple[str, ...]


def corrected_results(history: History, routine: Container[str] = ()) -> list[Corrected]:
    """Each corrected result with all its versions: the site shows both texts side by side (article 22).

    `routine`: rows that replace another without correcting an error; a result that has only such isn't listed.
    """
    chains: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    first: dict[str, str] = {}
    for logged in history.of(SealedRow):
        record = logged.record
        root = first.get(record.replaces, record.replaces or record.row)
        first[record.row] = root
        chains.setdefault(root, [root])
        if record.row != root:
            chains[root].append(record.row)
        about.setdefault(root, _about(record.draw, record.object))
    return [
        Corrected(about[root], tuple(rows))
        for root, rows in chains.items()
        if any(row not in routine for row in rows[1:])
    ]
