"""Who opens a blinded frame, and by when: the office by its key, or an outside auditor (section 5; part of C08)."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.draw.auditing import sample_size
from publisher.draw.identifiers import end_of, parse_date, parse_time
from publisher.draw.parts import Order
from publisher.log.history import Logged
from publisher.log.places import FRAME_KEY
from publisher.log.records import Audit, Commit
from publisher.tables.draw_rules import needs_audit
from publisher.verify.case import Case
from publisher.verify.course import Stage
from publisher.verify.draw_case import DrawCase
from publisher.verify.inputs import Inputs, policy_of
from publisher.verify.report import Finding, fails, not_known
from publisher.verify.signers import outside_holders, signers_of


def opened(case: Case, draw: DrawCase, order: Order, inputs: Inputs, commit: Commit) -> Iterator[Finding]:
    """What is said of a blinded frame beside its rows.

    By `publish_by` a frame blinded for unannounced visits alone has its key published: a reader's own is not enough.
    Any other needs an outside audit by then: its key, published or not, says nothing of facts that aren't public.
    """
    if draw.frame_key.error is not None:
        yield draw.frame_key.why_not(draw.name)
    audits, closed = _audits(draw), draw.frame_key.value is None
    audited = _needs_audit(case, order, inputs)
    yield from (_said(draw, item.record) for item in audits if item.record.errors or closed or audited)
    overdue = draw.now > end_of(parse_date(commit.publish_by))
    if draw.course and draw.course.stage is Stage.VOID:
        if closed:
            yield not_known("已作废，名单不再公开", "void: the names stay closed", draw=draw.name)
    elif overdue and audited:
        yield from _in_time(draw, commit)
    elif overdue and not audited and draw.path(FRAME_KEY) not in case.files.names:
        zh, en = "公示期限已过，名单密钥仍未公布", "publish_by has passed and the frame key isn't published"
        yield fails(zh, en, draw=draw.name, expected=draw.path(FRAME_KEY))
    elif closed and not audits:
        zh, en = (
            "名单暂不公开，凭核验凭条或名单密钥可以核对",
            "the names are closed for now; a receipt or the key opens them",
        )
        yield not_known(zh, en, draw=draw.name)


def _needs_audit(case: Case, order: Order, inputs: Inputs) -> bool:
    """Whether the frame rests on facts that aren't public: its key stays closed and an auditor from outside speaks."""
    policy = policy_of(case, inputs).value
    return needs_audit(order, policy) if policy else order.visits != "unannounced"


def _audits(draw: DrawCase) -> list[Logged[Audit]]:
    """What auditors from outside have signed."""
    return [item for item in draw.records.audits if outside_holders(signers_of(draw.ledger, item.entry), "auditor")]


def _in_time(draw: DrawCase, commit: Commit) -> Iterator[Finding]:
    """An audit of the whole sample, logged and watched by `publish_by`. A late one is none."""
    due, least = end_of(parse_date(commit.publish_by)), _least(commit)
    timely = [item for item in _audits(draw) if parse_time(item.record.time) <= due]
    whole = [item for item in timely if item.record.checked >= least]
    seen = [watch.time for item in whole if draw.course and (watch := draw.course.watch_of(item.position))]
    if timely and not whole:
        zh, en = "外部审计核对的行数少于应核对的", "the outside audit looked at fewer rows than it must"
        most = max(item.record.checked for item in timely)
        yield fails(zh, en, draw=draw.name, found=str(most), expected=f">= {least}")
    elif not whole or (seen and min(seen) > due):
        zh, en = "公示期限已过，没有按时作出的外部审计", "publish_by has passed without an outside audit in time"
        yield fails(zh, en, draw=draw.name, expected=f"<= {commit.publish_by}")
    elif not seen:
        zh, en = "没有见证表明外部审计按时作出", "no cosignature shows that the outside audit was in time"
        yield not_known(zh, en, draw=draw.name, expected=f"<= {commit.publish_by}")


def _least(commit: Commit) -> int:
    """How many undrawn rows the auditor looks up in source papers (section 5)."""
    return sample_size(sum(quota.listed - quota.size for quota in commit.quotas))


def _said(draw: DrawCase, audit: Audit) -> Finding:
    words = f"{audit.statement} ({audit.checked}/{audit.errors})"
    if audit.errors:
        return fails(f"外部审计发现差错：{words}", f"the outside audit found errors: {words}", draw=draw.name)
    zh, en = f"名单未公开，外部审计称：{words}", f"the names are closed; the outside audit says: {words}"
    return not_known(zh, en, draw=draw.name)
