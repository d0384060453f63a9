"""A unit's plan held against articles 14 to 16: what is wrong with it, and what its draws will have to mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

from publisher.draw.identifiers import RATIO
from publisher.errors import Fault, Words, fault
from publisher.rules.plans import PlanLine, amendment_faults, row_faults
from publisher.rules.shares import Share


class YearLine(PlanLine, Protocol):
    """A row of a plan, with what article 15 asks."""

    @property
    def joint(self) -> str:
        """`yes` where a partner agency takes part."""


class PlannedItem(NamedTuple):
    """An item of the list in force, as far as a plan must mind it: whose it is, visits a year, the least ratio."""

    unit: str
    cap: int
    ratio: str


def plan_faults(
    unit: str, lines: Sequence[YearLine], earlier: Sequence[Sequence[PlanLine]], items: Mapping[str, PlannedItem]
) -> list[Fault]:
    """What keeps a plan from being approved. `earlier`: its signed versions, oldest first; `items`: by number."""
    found = [wrong for line in lines for wrong in row_faults(line)]
    found += amendment_faults([*earlier, lines])
    for line in lines:
        found += [_unknown(line.row, item) for item in line.items if item not in items]
        for item in line.items:
            if item in items and items[item].unit != unit:
                zh, en = f"第{line.row}行的事项{item}不属于{unit}", f"row {line.row}: item {item} isn't {unit}'s"
                right = f"列入{items[item].unit}的计划", f"put it into the plan of {items[item].unit}"
                found.append(fault("plan-owner", zh, en, *right))
    return found


def _unknown(row: str, item: str) -> Fault:
    zh, en = f"第{row}行的事项{item}不在清单中", f"row {row}: item {item} isn't on the list"
    return fault("plan-item", zh, en, "先列入事项清单并核准", "list it first and have it approved")


def planned_joint_share(lines: Sequence[YearLine]) -> Share:
    """Joint draws among all that the plan asks for (article 15)."""
    counts = [(line.frequency or 0, line.joint == "yes") for line in lines]
    return Share(sum(count for count, joint in counts if joint), sum(count for count, _ in counts))


def plan_notices(
    unit: str, lines: Sequence[YearLine], items: Mapping[str, PlannedItem], *, joint_target: str
) -> list[Words]:
    """What the plan's draws will have to mind (articles 5, 14 to 16; 国办发〔2024〕54号)."""
    return [*_ratios(unit, lines, items), *_joint(lines, joint_target), *_caps(lines, items), *_second_visits(lines)]


def _ratios(unit: str, lines: Sequence[YearLine], items: Mapping[str, PlannedItem]) -> Iterator[Words]:
    """The unit's items that no row has, or that the year's rows together draw less of than the list says."""
    for number, item in sorted(items.items()):
        if item.unit != unit:
            continue
        mine = [line for line in lines if number in line.items and RATIO.fullmatch(line.ratio)]
        total = sum((Fraction(line.ratio) * (line.frequency or 0) for line in mine), Fraction(0))
        if not mine:
            yield Words(f"事项{number}没有列入计划", f"item {number} is in no row of the plan")
        elif total < Fraction(item.ratio):
            zh = f"事项{number}全年合计比例{float(total):g}，低于清单的{item.ratio}"
            yield Words(zh, f"item {number}: {float(total):g} in the year, below the list's {item.ratio}")


def _joint(lines: Sequence[YearLine], target: str) -> Iterator[Words]:
    share = planned_joint_share(lines)
    if share.reaches(target) is False:
        percent = f"{float(Fraction(target) * 100):g}%"
        zh = f"计划的联合抽查占{share.percent}（{share}），不到{percent}（第十五条）"
        yield Words(zh, f"joint draws planned: {share}, short of {percent} (article 15)")


def _caps(lines: Sequence[YearLine], items: Mapping[str, PlannedItem]) -> Iterator[Words]:
    for line in lines:
        capped = [item for item in line.items if item in items and (line.frequency or 0) > items[item].cap]
        if capped:
            zh = f"第{line.row}行全年{line.frequency}次，超过事项{'、'.join(capped)}的频次上限；方案须排除capped"
            en = f"row {line.row}: {line.frequency} draws, over the cap of {', '.join(capped)}; exclude `capped`"
            yield Words(zh, en)


def _second_visits(lines: Sequence[YearLine]) -> Iterator[Words]:
    """Rows that may send the unit to one firm twice for different items (article 16)."""
    rows = [line.row for line in lines]
    if len({frozenset(line.items) for line in lines}) > 1:
        zh = f"第{'、'.join(rows)}行事项不同，同一单位可能被查两次；除最先抽的以外，方案须排除visited（第十六条）"
        en = f"rows {', '.join(rows)} differ in items: every order but the first excludes `visited` (article 16)"
        yield Words(zh, en)
