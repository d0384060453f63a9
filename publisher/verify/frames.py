"""C08: frame and panel, built again from what was logged (protocol sections 4 and 5, articles 6, 9, 11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from publisher.draw.blinding import blind
from publisher.draw.identifiers import end_of, parse_date
from publisher.draw.parts import Order
from publisher.draw.quotas import Quota
from publisher.draw.tables import FrameRow, PanelRow
from publisher.log.places import FRAME_KEY
from publisher.log.records import Commit
from publisher.rules.strata import FOCUS, focus_faults
from publisher.tables.draw_rules import needs_audit
from publisher.verify.case import Case
from publisher.verify.course import Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.earlier import rows_known_at
from publisher.verify.inputs import Inputs, NamedFrame, commit_day, frame_from, inputs_at, panel_from, policy_of
from publisher.verify.named_frames import by_public, judge, judge_counts
from publisher.verify.reading import Reading
from publisher.verify.report import Finding, fails, holds, not_known
from publisher.verify.signers import outside_holders, signers_of

Row = TypeVar("Row", FrameRow, PanelRow)


def frame(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C08 (sections 4 and 5).

    - order.json says what the commit says: title, items, frame, beacons, times
    - the rosters that the commit binds are the newest logged before its basis
    - frame and panel come out of rosters, item list, policy and order at the basis, and the same at the commit's own
      position
    - strata and exclusions that rest on earlier results follow from the rows logged before the basis; where a row's
      text was withdrawn, its object can't be judged
    - a blinded frame has the counts by stratum and code that follow from public inputs; with its key, published by
      `publish_by` or given by the reader, its aliases and rows come out, too; else it needs an outside audit by then
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
    hidden = {row.named for row in rows if row.visit is None}
    named = frame_from(case, inputs, order, rows, commit_day(commit))
    ours = named.value
    if ours is None:
        yield named.why_not(draw.name)
    elif commit.frame == "open":
        yield from judge(draw, ours, {row.object_id: row for row in draw.frame.value}, hidden)
    elif (key := draw.frame_key.value) is not None:
        yield from judge(draw, ours, _unblinded(draw, ours, draw.frame.value, key), hidden)
    else:
        yield from judge_counts(draw, ours, draw.frame.value, hidden)
    if ours is not None:
        yield from _focus(case, draw, inputs, commit, ours)
    if commit.frame == "blinded" and draw.frame_key.value is None:
        if draw.frame_key.error is not None:
            yield draw.frame_key.why_not(draw.name)
        yield from _audited(case, draw, order, inputs, commit)


def _unblinded(draw: DrawCase, ours: NamedFrame, published: Sequence[FrameRow], key: bytes) -> dict[str, FrameRow]:
    """The published rows by name; one whose alias no object of the frame has stands under its alias."""
    openings = blind(ours.rows, draw.name, key).openings
    names = {alias: opening.object_id for alias, opening in openings.items()}
    rows = [row._replace(object_id=names.get(row.object_id, row.object_id)) for row in published]
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


def _audited(case: Case, draw: DrawCase, order: Order, inputs: Inputs, commit: Commit) -> Iterator[Finding]:
    """By `publish_by` a blinded frame is opened by its key, or an auditor from outside has spoken (section 5)."""
    audits = [item for item in draw.records.audits if outside_holders(signers_of(draw.ledger, item.entry), "auditor")]
    for audit in audits:
        words = f"{audit.record.statement} ({audit.record.checked}/{audit.record.errors})"
        if audit.record.errors:
            yield fails(f"外部审计发现差错：{words}", f"the outside audit found errors: {words}", draw=draw.name)
        else:
            zh, en = f"名单未公开，外部审计称：{words}", f"the names are closed; the outside audit says: {words}"
            yield not_known(zh, en, draw=draw.name)
    due = end_of(parse_date(commit.publish_by))
    if draw.course and draw.course.stage is Stage.VOID:
        yield not_known("已作废，名单不再公开", "void: the names stay closed", draw=draw.name)
    elif not _audit_due(case, order, inputs) and draw.now > due:
        zh, en = "公示期限已过，名单密钥仍未公布", "publish_by has passed and the frame key isn't published"
        yield fails(zh, en, draw=draw.name, expected=draw.path(FRAME_KEY))
    elif not audits and draw.now > due:
        zh, en = "公示期限已过，没有外部审计", "publish_by has passed without an outside audit"
        yield fails(zh, en, draw=draw.name)
    elif not audits:
        zh, en = (
            "名单暂不公开，凭核验凭条或名单密钥可以核对",
            "the names are closed for now; a receipt or the key opens them",
        )
        yield not_known(zh, en, draw=draw.name)


def _audit_due(case: Case, order: Order, inputs: Inputs) -> bool:
    """Whether the frame rests on facts that aren't public: its key stays closed and an auditor from outside speaks."""
    policy = policy_of(case, inputs).value
    return needs_audit(order, policy) if policy else order.visits != "unannounced"


def _since_basis(case: Case, draw: DrawCase, order: Order, commit: Commit, before: Inputs) -> Iterator[Finding]:
    """What was logged between basis and commit mustn't give another frame or panel (section 5, `basis`)."""
    assert draw.records.commit is not None
    day, position = commit_day(commit), draw.records.commit.position
    after = inputs_at(case, position, day)
    rows = [rows_known_at(case, size) for size in (commit.basis.size, position)]
    if after != before or rows[0] != rows[1]:
        old, new = (frame_from(case, i, order, r, day) for i, r in zip((before, after), rows, strict=True))
        yield from _unchanged(draw, "frame.csv", old.then(lambda f: f.rows), new.then(lambda f: f.rows))
    if after != before:
        panels = (panel_from(case, before, commit.inspect_by), panel_from(case, after, commit.inspect_by))
        yield from _unchanged(draw, "panel.csv", *panels)


def _unchanged(draw: DrawCase, name: str, old: Reading[list[Row]], new: Reading[list[Row]]) -> Iterator[Finding]:
    if new.value is None:
        yield new.why_not(draw.name)
    elif old.value is not None and old.value != new.value:
        zh = f"封存之前登记了较新的名录或规则，按它得出的{name}不同"
        en = f"something newer was logged before the commit, and gives another {name}"
        changed = sorted(set(new.value) ^ set(old.value))
        yield fails(zh, en, draw=draw.name, file=draw.path(name), found=_shown(changed))
