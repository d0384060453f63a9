"""C08: frame and panel, built again from what was logged (protocol sections 4 and 5, articles 6, 9, 11)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from publisher.draw.blinding import blind
from publisher.draw.parts import Order
from publisher.draw.quotas import Quota
from publisher.draw.tables import FrameRow, PanelRow
from publisher.log.records import Commit
from publisher.rules.strata import FOCUS, focus_faults
from publisher.rules.visits import VisitRow
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.earlier import Hidden, hidden, rows_known_at
from publisher.verify.frame_opening import opened
from publisher.verify.inputs import Inputs, NamedFrame, commit_day, frame_from, inputs_at, panel_from, policy_of
from publisher.verify.named_frames import by_public, differences, judge, judge_counts
from publisher.verify.reading import Reading
from publisher.verify.report import Finding, fails, holds, not_known

Row = TypeVar("Row", FrameRow, PanelRow)


def frame(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C08 (sections 4 and 5).

    - order.json says what the commit says: title, items, frame, beacons, times
    - the rosters that the commit binds are the newest logged before its basis
    - frame and panel come out of rosters, item list, policy and order at the basis, and the same at the commit's own
      position
    - strata and exclusions that rest on earlier results follow from the rows logged before the basis; where a row's
      text was withdrawn, its object can't be judged
    - a blinded frame has the counts by stratum and code that follow from public inputs; with its key its aliases and
      rows come out, too
    - a frame blinded for unannounced visits alone publishes its key by `publish_by`; any other, its key published or
      not, needs an outside audit by then
    - the merged stratum `focus` hides its reasons: two or more, some rows by a public criterion, large, not too likely
    """
    commit = draw.commit
    if commit is None:
        return
    order = draw.order.value
    if order is None:
        yield draw.order.why_not(draw.name)
        return
    yield from _agrees(draw, order, commit)
    before = inputs_at(case, commit.basis.size, commit_day(commit))
    yield from _bound_rosters(draw, commit, before)
    yield from _panel(case, draw, before, commit)
    yield from _frame(case, draw, order, before, commit)
    yield from _since_basis(case, draw, order, commit, before)


def _agrees(draw: DrawCase, order: Order, commit: Commit) -> Iterator[Finding]:
    times = order.times
    pairs: dict[str, tuple[object, object]] = {
        "title": (order.title, commit.title),
        "items": (order.items, commit.items),
        "frame": (order.frame, commit.frame),
        "beacons": (order.beacons, commit.beacons),
        "reveal_by": (times.reveal_by, commit.reveal_by),
        "inspect_by": (times.inspect_by, commit.inspect_by),
        "publish_by": (times.publish_by, commit.publish_by),
    }
    for name, (found, expected) in pairs.items():
        if found != expected:
            zh, en = f"抽查方案与封存的{name}不同", f"order and commit differ in {name}"
            path = draw.path("order.json")
            yield fails(zh, en, draw=draw.name, file=path, found=str(found)[:200], expected=str(expected)[:200])


def _bound_rosters(draw: DrawCase, commit: Commit, inputs: Inputs) -> Iterator[Finding]:
    bound = {name for name in commit.files if name.startswith("snapshots/")}
    expected = {f"snapshots/{sha256}.csv" for sha256 in (inputs.objects, inputs.inspectors) if sha256}
    if bound != expected:
        zh, en = "封存绑定的名录不是依据之前最近登记的", "the commit doesn't bind the newest rosters before its basis"
        found, right = ", ".join(sorted(bound)), ", ".join(sorted(expected))
        yield fails(zh, en, draw=draw.name, file=draw.path("commit.note"), found=found, expected=right)


def _compare(draw: DrawCase, name: str, published: Sequence[Row], built: Reading[list[Row]]) -> Finding:
    """How a published table compares with the one that the snapshots give."""
    if built.value is None:
        return built.why_not(draw.name)
    path = draw.path(name)
    ours, theirs = built.value, list(published)
    if ours == theirs:
        zh, en = f"由名录重新得出{len(ours)}行，与公布的相同", f"{len(ours)} rows built from the rosters, the same"
        return holds(zh, en, draw=draw.name, file=path)
    added, missing = sorted(set(theirs) - set(ours)), sorted(set(ours) - set(theirs))
    zh = f"与名录得出的不同：多{len(added)}行，少{len(missing)}行"
    en = f"not what the rosters give: {len(added)} rows added, {len(missing)} missing"
    by_hand = f"grep -F '{(added or missing)[0][0]}' {path} data/snapshots/*.csv" if added or missing else ""
    found, expected = _shown(added), _shown(missing)
    return fails(zh, en, draw=draw.name, file=path, found=found, expected=expected, by_hand=by_hand)


def _shown(rows: Sequence[Row]) -> str:
    lines = (",".join(value if isinstance(value, str) else ";".join(value) for value in row) for row in rows[:5])
    return " | ".join(lines) + (" | …" if len(rows) > 5 else "")


def _panel(case: Case, draw: DrawCase, inputs: Inputs, commit: Commit) -> Iterator[Finding]:
    if draw.panel.value is None:
        yield draw.panel.why_not(draw.name)
    else:
        built = panel_from(case, inputs, commit.inspect_by)
        yield _compare(draw, "panel.csv", draw.panel.value, built)


def _frame(case: Case, draw: DrawCase, order: Order, inputs: Inputs, commit: Commit) -> Iterator[Finding]:
    if draw.frame.value is None:
        yield draw.frame.why_not(draw.name)
        return
    rows = rows_known_at(case, commit.basis.size)
    named = frame_from(case, inputs, order, rows, commit_day(commit))
    ours = named.value
    if ours is None:
        yield named.why_not(draw.name)
    else:
        yield from _judged(draw, ours, draw.frame.value, hidden(case, rows, ours.rules))
        yield from _focus(case, draw, inputs, commit, ours)
    if commit.frame == "blinded":
        yield from opened(case, draw, order, inputs, commit)


def _judged(
    draw: DrawCase, ours: NamedFrame, published: Sequence[FrameRow], unread: Collection[Hidden]
) -> Iterator[Finding]:
    key = draw.frame_key.value
    if draw.commit and draw.commit.frame == "open":
        yield from judge(draw, ours, {row.object_id: row for row in published}, unread)
    elif key is not None:
        yield from judge(draw, ours, _unblinded(draw, ours, published, key), unread)
    else:
        yield from judge_counts(draw, ours, published, unread)


def _unblinded(draw: DrawCase, ours: NamedFrame, published: Sequence[FrameRow], key: bytes) -> dict[str, FrameRow]:
    """The published rows by name; one that is no alias of an object of the frame stands as it is, in brackets."""
    openings = blind(ours.rows, draw.name, key).openings
    names = {alias: opening.object_id for alias, opening in openings.items()}
    rows = [row._replace(object_id=names.get(row.object_id) or f"[{row.object_id}]") for row in published]
    return {row.object_id: row for row in rows}


def _focus(case: Case, draw: DrawCase, inputs: Inputs, commit: Commit, ours: NamedFrame) -> Iterator[Finding]:
    """The merged stratum gives nobody's reason away (section 5)."""
    quota = next((quota for quota in commit.quotas if quota.stratum == FOCUS), None)
    if quota is None:
        return
    policy = policy_of(case, inputs).value
    if policy is None or ours.rules.focus is None:
        zh, en = "规则没有写谁属于重点组", "the policy doesn't say who belongs to the focus stratum"
        yield fails(zh, en, draw=draw.name, file=draw.path("order.json"))
        return
    numbers = policy.numbers
    stated = Quota(quota.stratum, quota.listed, quota.eligible, quota.ratio, quota.count, quota.size)
    least, high = numbers.small_population, numbers.high_chance
    for found in focus_faults(ours.rules.focus, stated, by_public(ours), least=least, high=high):
        words = found.wrong.zh, found.wrong.en
        yield fails(*words, draw=draw.name, file=draw.path("order.json"), expected=found.right.zh)


def _since_basis(case: Case, draw: DrawCase, order: Order, commit: Commit, before: Inputs) -> Iterator[Finding]:
    """What was logged between basis and commit mustn't give another frame or panel (section 5, `basis`)."""
    assert draw.records.commit is not None
    day, position = commit_day(commit), draw.records.commit.position
    after = inputs_at(case, position, day)
    rows = [rows_known_at(case, size) for size in (commit.basis.size, position)]
    if after != before or rows[0] != rows[1]:
        old, new = (frame_from(case, i, order, r, day) for i, r in zip((before, after), rows, strict=True))
        yield from _same_frame(case, draw, old, new, rows)
    if after != before:
        panels = (panel_from(case, before, commit.inspect_by), panel_from(case, after, commit.inspect_by))
        yield from _unchanged(draw, "panel.csv", *panels)


def _same_frame(
    case: Case, draw: DrawCase, old: Reading[NamedFrame], new: Reading[NamedFrame], rows: Sequence[Sequence[VisitRow]]
) -> Iterator[Finding]:
    if new.value is None:
        yield new.why_not(draw.name)
    elif old.value is not None and old.value.rows != new.value.rows:
        unread = hidden(case, rows[0], old.value.rules) | hidden(case, rows[1], new.value.rules)
        found = differences(new.value, {row.object_id: row for row in old.value.rows}, unread)
        differing = sorted(set(new.value.rows) ^ set(old.value.rows))
        if found.wrong:
            yield _changed(draw, "frame.csv", [row for row in differing if row.object_id in found.wrong])
        if found.hidden:
            zh, en = "封存之前登记的结果已停止公示，无法核对", "results logged before the commit are withdrawn since"
            yield not_known(zh, en, draw=draw.name, file=draw.path("frame.csv"))


def _unchanged(draw: DrawCase, name: str, old: Reading[list[Row]], new: Reading[list[Row]]) -> Iterator[Finding]:
    if new.value is None:
        yield new.why_not(draw.name)
    elif old.value is not None and old.value != new.value:
        yield _changed(draw, name, sorted(set(new.value) ^ set(old.value)))


def _changed(draw: DrawCase, name: str, rows: Sequence[Row]) -> Finding:
    zh = f"封存之前登记了较新的名录、规则或结果，按它得出的{name}不同"
    en = f"something newer was logged before the commit, and gives another {name}"
    return fails(zh, en, draw=draw.name, file=draw.path(name), found=_shown(rows))
