"""A correction as staff begin it: the result's file says what it corrects, and why; `seal` logs it (art. 16, 22)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from publisher.ceremony.desk import Desk
from publisher.ceremony.nonrandom import entry_place
from publisher.ceremony.registers import today_of
from publisher.ceremony.rows import RowChecks
from publisher.ceremony.sealing import check_follow_up
from publisher.errors import Refused, fault
from publisher.rules.results import Result
from publisher.tables.results import NonrandomFile, ResultFile
from publisher.tables.yaml_files import read_yaml, yaml_text
from publisher.workspace.results import NONRANDOM, find_result

M = TypeVar("M", ResultFile, NonrandomFile)


def write_correction(
    desk: Desk,
    draw: str,
    object_id: str,
    reason: str,
    *,
    codes: Sequence[str] = (),
    fixed_on: date | None = None,
    re_checked_on: date | None = None,
) -> str:
    """Write `corrects` into the file of a sealed result, with new codes where given. Returns its place.

    `fixed_on`: when the corrected result was fixed, from which its own term to be public runs (article 18); if None,
    the day of the re-check, else today. `re_checked_on`: it is the follow-up of an open result, by the same inspectors.
    Everything that `seal` would refuse is refused here. Raises Refused, Malformed.
    """
    checks = RowChecks(desk)
    result = find_result(desk.workspace, desk.workspace.history(), draw, object_id)
    found: dict[str, Any] = {"codes": list(codes)} if codes else {}
    dated = {"fixed_on": (fixed_on or re_checked_on or today_of(desk)).isoformat()}
    place, text = (
        _nonrandom(checks, result, reason, found, dated)
        if draw == NONRANDOM
        else _drawn(checks, result, object_id, reason, found | dated, re_checked_on)
    )
    desk.workspace.files.write(place, text.encode())
    return place


def _drawn(
    checks: RowChecks,
    result: Result,
    object_id: str,
    reason: str,
    found: dict[str, Any],
    re_checked_on: date | None,
) -> tuple[str, str]:
    opened = result.finding.object_id if result.finding else object_id
    place = f"data/results/{result.draw}/{opened}.yaml"
    file = read_yaml(checks.desk.workspace.need(place), ResultFile, place)
    if re_checked_on is not None:
        again = {"visited_on": re_checked_on.isoformat(), "inspectors": list(file.inspectors)}
        found = {**found, "follow_up": again}
    changed = _changed(file, {**found, "corrects": reason}, place)
    checks.check(place, changed, result, reason)
    check_follow_up(checks, place, changed, result)
    return place, yaml_text(changed)


def _nonrandom(
    checks: RowChecks, result: Result, reason: str, found: Mapping[str, Any], dated: Mapping[str, str]
) -> tuple[str, str]:
    place = entry_place(result.named)
    file = read_yaml(checks.desk.workspace.need(place), NonrandomFile, place)
    members: dict[str, Any] = {"corrects": reason}
    if found and file.result is None:
        right = ("先写result并封存", "write its result and seal it first")
        raise Refused(fault("no-result", "这条登记还没有结果", "this entry has no result yet", *right).at(place))
    if file.result is not None:
        members["result"] = {**file.result.evidence(), **found, **dated}
    changed = _changed(file, members, place)
    if changed.result is not None:
        checks.check(place, changed.result, result, reason)
    return place, yaml_text(changed)


def _changed(file: M, members: Mapping[str, Any], place: str) -> M:
    """The file with other members, judged as if staff had written it."""
    return read_yaml(yaml_text({**file.evidence(), **members}).encode(), type(file), place)
