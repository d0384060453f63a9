"""Referrals, step by step: opened, informed, heard, decided, served (article 20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from publisher.ceremony.desk import Desk
from publisher.ceremony.registers import (
    REFERRALS,
    ReferralEntry,
    checked,
    keep_referrals,
    next_number,
    not_ahead,
    public_registers,
    read_referrals,
    today_of,
    unknown_number,
)
from publisher.errors import Refused, fault
from publisher.rules.referrals import Step, step_faults
from publisher.rules.results import Result
from publisher.tables.codes import ResultMeaning
from publisher.workspace.results import find_result


def add_referral(desk: Desk, draw: str, object_id: str, code: str, on: date, note: str = "") -> ReferralEntry:
    """Open the referral that a result's code calls for; a code that may not be written (yet) stands here alone.

    Raises Refused for a result that isn't sealed, a code that it hasn't or that calls for nothing, one open already.
    """
    not_ahead(desk, on)
    result = find_result(desk.workspace, desk.workspace.history(), draw, object_id)
    kind = _kind(desk.workspace.codes.result, result, code)
    entries = read_referrals(desk.office)
    if any((entry.row, entry.kind) == (result.root, kind) for entry in entries):
        right = ("用 referral step 记下一步", "record its next step with referral step")
        raise Refused(fault("referral-open", f"这条结果的“{kind}”已立项", "this referral is open already", *right))
    entry = checked(
        ReferralEntry,
        number=next_number([entry.number for entry in entries], "R", today_of(desk).year),
        row=result.root,
        draw=draw,
        object=result.finding.object_id if result.finding else object_id,
        code=code,
        kind=kind,
        days={"opened": on.isoformat()},
        note=note,
    )
    keep_referrals(desk, [*entries, entry])
    return entry


def _kind(meanings: dict[str, ResultMeaning], result: Result, code: str) -> str:
    meaning = meanings.get(code)
    if meaning is None or meaning.refer is None:
        wanted = [key for key, value in meanings.items() if value.refer]
        right = (f"需移送的代码：{'、'.join(wanted)}", f"codes that call for one: {', '.join(wanted)}")
        raise Refused(fault("referral-code", f"代码{code}无须移送", f"code {code} calls for no referral", *right))
    codes = result.finding.codes if result.finding else ()
    if meaning.publish == "full" and code not in codes:
        right = (f"结果为{'、'.join(codes)}；先更正结果", f"its codes are {', '.join(codes)}; correct it first")
        raise Refused(fault("referral-code", f"结果里没有代码{code}", f"the result has no code {code}", *right))
    return meaning.refer


def step_referral(desk: Desk, number: str, step: Step, on: date) -> ReferralEntry:
    """Record a step of a referral. Raises Refused for an unknown number, a step left out or dated before the last."""
    not_ahead(desk, on)
    entries = read_referrals(desk.office)
    entry = next((entry for entry in entries if entry.number == number), None)
    if entry is None:
        raise unknown_number(number, "referral list")
    changed = entry.model_copy(update={"days": {**entry.days, step: on.isoformat()}})
    if found := step_faults(changed.referral):
        raise Refused(*found)
    keep_referrals(desk, [changed if item is entry else item for item in entries])
    return changed


def served_codes(entries: Iterable[ReferralEntry], row: str, on: date) -> set[str]:
    """The codes for which a decision on this result (its first row) was served by `on`."""
    return {entry.code for entry in entries if entry.row == row and entry.referral.served_by(on)}


def served_by_now(desk: Desk, result: Result, found: Sequence[Result]) -> set[str]:
    """The codes whose decision on this result was served, so that the result may say them (article 20).

    A machine without the register goes by the public counts: a code whose served decisions outnumber the other results
    that say it. `found`: all results in the log.
    """
    if desk.office.has_register(REFERRALS):
        return served_codes(read_referrals(desk.office), result.root, today_of(desk))
    served = {part.code: part.count for part in public_registers(desk.workspace).referrals if part.step == "served"}
    said = Counter(
        code for other in found if other.finding and other.root != result.root for code in other.finding.codes
    )
    return {code for code, count in served.items() if count > said[code]}
