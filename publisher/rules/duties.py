"""A duty: who has to do what by when, with which command, and what happens if nobody acts (CLI.md, `status`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from publisher.draw.identifiers import SHANGHAI, end_of
from publisher.errors import Words
from publisher.rules.deadlines import Due

Who = Literal["draw", "legal", "log", "unit", "witness", "observer", "auditor", "recovery"]
WHO_WORDS: Mapping[str, Words] = {
    "draw": Words("抽签办公室", "the draw office"),
    "legal": Words("法制机构", "the legal office"),
    "log": Words("总账管理员", "the log keeper"),
    "unit": Words("执法机构", "the inspecting unit"),
    "witness": Words("见证人", "the witnesses"),
    "observer": Words("观察员", "an observer"),
    "auditor": Words("外部审计", "the outside auditor"),
    "recovery": Words("恢复密钥持有人", "holders of recovery keys"),
    "deputy": Words("代行人", "the deputy"),
}
State = Literal["overdue", "today", "pending", "open"]
STATE_WORDS: Mapping[State, Words] = {
    "overdue": Words("已逾期", "overdue"),
    "today": Words("今天到期", "due today"),
    "pending": Words("未到期", "not due yet"),
    "open": Words("待办", "to be done"),
}
PROVISIONAL = Words("（暂定：节假日安排未公布）", " (provisional: a holiday notice isn't out)")


class Duty(NamedTuple):
    """One duty. `code`: its kind, stable; `about`: what it concerns (a draw, a table, a number of a register).

    `command`: what to run, without the program's name, empty where no command does it; `by`: until when, None where
    nothing sets a term; `warns`: it is only advice, and never counts as overdue.
    """

    code: str
    who: str
    about: str
    what: Words
    command: str
    by: datetime | None
    otherwise: Words
    provisional: bool = False
    warns: bool = False

    def state(self, now: datetime) -> State:
        """Whether it is overdue, due on this very day in Shanghai, due later, or without a term."""
        if self.by is None:
            return "open"
        if now > self.by:
            return "overdue"
        return "today" if self.last_day == now.astimezone(SHANGHAI).date() else "pending"

    @property
    def last_day(self) -> date | None:
        """The last day of its term in Shanghai; None without a term."""
        return (self.by - timedelta(microseconds=1)).astimezone(SHANGHAI).date() if self.by else None

    def is_overdue(self, now: datetime) -> bool:
        """Whether an obligation wasn't met in time."""
        return not self.warns and self.state(now) == "overdue"

    def deadline(self) -> Words:
        """The day, or the moment where an hour counts, as people read it."""
        if self.by is None:
            return Words("—", "—")
        local = self.by.astimezone(SHANGHAI)
        midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
        text = (local - timedelta(days=1)).date().isoformat() if midnight else local.strftime("%Y-%m-%d %H:%M:%S")
        return Words(text + PROVISIONAL.zh, text + PROVISIONAL.en) if self.provisional else Words(text, text)


def until(due: Due) -> datetime:
    """The moment a deadline's day ends."""
    return end_of(due.day)


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """What is due first comes first; what has no term last."""
    listed = list(duties)
    dated = sorted((d for d in listed if d.by is not None), key=lambda duty: (duty.by, duty.code, duty.about))
    return dated + sorted((d for d in listed if d.by is None), key=lambda duty: (duty.code, duty.about))
