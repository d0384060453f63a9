"""The yearly plan: ratio and frequency, one occurrence a draw, amendments, what is due (article 14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, Protocol

from publisher.draw.identifiers import RATIO
from publisher.draw.quotas import Quota, quota_size
from publisher.errors import Fault, Words, fault
from publisher.log.history import History
from publisher.rules.deadlines import Due, State, plan_due


class PlanLine(Protocol):
    """A row of a unit's plan, as far as the rule asks."""

    @property
    def row(self) -> str:
        """Its id, stable and never used again."""

    @property
    def items(self) -> tuple[str, ...]:
        """What is inspected."""

    @property
    def kind(self) -> str:
        """undirected or directed."""

    @property
    def method(self) -> str:
        """daily, special or paper."""

    @property
    def ratio(self) -> str:
        """Share of those listed, a decimal text."""

    @property
    def frequency(self) -> int | None:
        """Draws in the year."""


class Use(NamedTuple):
    """A draw that takes one occurrence of one row; void ones give it back and aren't uses. `drawn`: has an outcome."""

    draw: str
    row: str
    occurrence: int
    drawn: bool = False


def plan_uses(history: History) -> dict[str, list[Use]]:
    """Plan file (`plans/<year>/<unit>.csv`) → the occurrences that draws have taken; all versions are one plan."""
    names = {item.record.sha256: item.record.file for item in history.files("plan")}
    found: dict[str, list[Use]] = {}
    for draw, records in history.draws.items():
        use = records.commit.record.plan if records.commit and records.void is None else None
        if use is not None and use.row is not None and use.occurrence is not None and use.file in names:
            found.setdefault(names[use.file], []).append(
                Use(draw, use.row, int(use.occurrence), records.outcome is not None)
            )
    return found


def row_faults(line: PlanLine) -> list[Fault]:
    """What a row lacks: the plan includes ratio *and* frequency (article 14)."""
    found = []
    right_zh, right_en = "比例和频次都要写（第十四条）", "a row has ratio and frequency (article 14)"
    if not RATIO.fullmatch(line.ratio) or Fraction(line.ratio) == 0:
        zh, en = f"计划第{line.row}行没有抽查比例", f"row {line.row} has no ratio"
        found.append(fault("plan-ratio", zh, en, right_zh, right_en))
    if line.frequency is None or line.frequency < 1:
        zh, en = f"计划第{line.row}行没有频次", f"row {line.row} has no frequency"
        found.append(fault("plan-frequency", zh, en, right_zh, right_en))
    return found


def use_faults(wanted: Use, lines: Iterable[PlanLine], uses: Iterable[Use]) -> list[Fault]:
    """Why a draw can't use an occurrence: no such row, beyond the frequency, or used by another draw (A03)."""
    line = next((line for line in lines if line.row == wanted.row), None)
    if line is None:
        zh, en = f"计划里没有第{wanted.row}行", f"the plan has no row {wanted.row}"
        return [fault("plan-row", zh, en, "写计划里的行号，或写批准文号", "name a row of the plan, or its approval")]
    found = []
    frequency = line.frequency or 0
    if not 1 <= wanted.occurrence <= frequency:
        zh, en = f"第{wanted.row}行全年{frequency}次，没有第{wanted.occurrence}次", f"row {wanted.row} has {frequency}"
        found.append(fault("plan-occurrence", zh, f"{en} occurrences", f"1至{frequency}", f"1 to {frequency}"))
    taken = [use for use in uses if use[1:3] == wanted[1:3] and use.draw != wanted.draw]
    if taken:
        zh = f"第{wanted.row}行第{wanted.occurrence}次已由{taken[0].draw}使用"
        en = f"occurrence {wanted.occurrence} of row {wanted.row} was used by {taken[0].draw}"
        found.append(fault("plan-used", zh, en, "用下一次，或修改计划", "use the next one, or amend the plan"))
    return found


def differs_from_row(line: PlanLine, *, items: Collection[str], kind: str, method: str) -> list[Words]:
    """Where an order departs from the row it names."""
    pairs = (
        ("事项", "items", ";".join(sorted(items)), ";".join(sorted(line.items)), set(items) <= set(line.items)),
        ("类型", "kind", kind, line.kind, kind == line.kind),
        ("方式", "method", method, line.method, method == line.method),
    )
    return [
        Words(f"{zh}为{found}，计划为{planned}", f"{en}: {found}, the plan says {planned}")
        for zh, en, found, planned, same in pairs
        if not same
    ]


def below_ratio(line: PlanLine, quotas: Sequence[Quota]) -> Words | None:
    """Says so where a draw takes fewer than the row's ratio of all listed, though more could be drawn."""
    listed, eligible = sum(quota.listed for quota in quotas), sum(quota.eligible for quota in quotas)
    drawn, planned = sum(quota.size for quota in quotas), quota_size(listed, eligible, ratio=line.ratio)
    if drawn >= planned:
        return None
    zh = f"抽{drawn}家，少于计划比例{line.ratio}应抽的{planned}家"
    return Words(zh, f"{drawn} are drawn, fewer than the {planned} of the plan's ratio {line.ratio}")


def amendment_faults(versions: Sequence[Sequence[PlanLine]]) -> list[Fault]:
    """Row ids that an amended plan reuses: for something else, or after the row was dropped (section 5, `plan`).

    `versions`: all versions of one unit's plan for one year, oldest first; the last one is judged.
    """
    if not versions:
        return []
    newest = {line.row: line for line in versions[-1]}
    last_seen: dict[str, tuple[int, PlanLine]] = {}
    for number, lines in enumerate(versions[:-1]):
        last_seen.update({line.row: (number, line) for line in lines})
    found = []
    for row, line in newest.items():
        number, before = last_seen.get(row, (len(versions) - 2, line))
        if number < len(versions) - 2:
            found.append(_reused(row, "删除过", "was dropped before"))
        elif (set(before.items), before.kind) != (set(line.items), line.kind):
            found.append(_reused(row, "原来是另一项抽查", "stood for something else"))
    return found


def _reused(row: str, zh: str, en: str) -> Fault:
    right = "换一个没有用过的行号", "take an id that was never used"
    return fault("plan-row-reused", f"行号{row}{zh}，不得再用", f"row id {row} {en}", *right)


class PlanState(NamedTuple):
    """Where a unit's plan for a year stands: by when it is due, its state, and the words for the site."""

    due: Due
    state: State
    words: Words


def plan_state(unit: str, year: int, approved_on: date | None, today: date, due_on: str) -> PlanState:
    """The plan of `unit` for `year`; from 1 January on without one it is overdue, and the site says so in red."""
    due = plan_due(year, due_on)
    state = due.state(today, approved_on)
    if approved_on is not None:
        late_zh, late_en = ("，逾期", ", late") if state == "late" else ("", "")
        words = Words(f"{unit}{year}年计划{approved_on}核准{late_zh}", f"plan approved {approved_on}{late_en}")
    elif state == "overdue":
        words = Words(f"{unit}没有{year}年计划，应在{due.day}前确定", f"no plan for {year}: due {due.day}")
    else:
        words = Words(f"{unit}{year}年计划应在{due.day}前确定", f"the plan for {year} is due {due.day}")
    return PlanState(due, state, words)


class Progress(NamedTuple):
    """How far one row is: draws with an outcome, occurrences that no draw has taken, those whose draw is under way."""

    row: str
    state: Literal["done", "open", "overdue"]
    draws: tuple[str, ...]
    missing: tuple[int, ...]
    waiting: tuple[int, ...] = ()

    @property
    def planned(self) -> int:
        """How many draws the row asks for."""
        return len(self.draws) + len(self.waiting) + len(self.missing)


def progress(lines: Mapping[str, tuple[int, date]], uses: Iterable[Use], today: date) -> list[Progress]:
    """Each row's progress. `lines`: row → (frequency, last day of its period); overdue after that day.

    A draw is made when it has an outcome; one that is only committed has taken its occurrence and is waited for.
    """
    listed = list(uses)
    found = []
    for row, (frequency, last_day) in sorted(lines.items()):
        mine = {use.occurrence: use for use in listed if use.row == row}
        missing = tuple(number for number in range(1, frequency + 1) if number not in mine)
        waiting = tuple(number for number in sorted(mine) if not mine[number].drawn)
        state: Literal["done", "open", "overdue"] = "open" if missing or waiting else "done"
        if missing and today > last_day:
            state = "overdue"
        made = tuple(mine[number].draw for number in sorted(mine) if mine[number].drawn)
        found.append(Progress(row, state, made, missing, waiting))
    return found
