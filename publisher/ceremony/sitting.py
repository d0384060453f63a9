"""Between commit and beacon: reveals, the ceremony's digits, the close; or a void (protocol sections 5 and 6)."""

from __future__ import annotations

from typing import Literal

from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.sequence import Turn, check_turn
from publisher.ceremony.signing import propose
from publisher.draw.identifiers import ABSENT
from publisher.errors import Refused, fault
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import AnyRecord, Ceremony, Close, Commit, Reveal, Void
from publisher.log.trust import Role

LONGEST_REASON = 1000
VoidCode = Literal["error", "absence", "unwitnessed", "beacon-silent"]


def committed(desk: Desk, draw: str) -> tuple[DrawRecords, Logged[Commit]]:
    """A draw whose commit is logged. Raises Refused."""
    records = desk.workspace.history().draws.get(draw)
    if records is None or records.commit is None:
        right = ("见 publisher draw list", "see publisher draw list")
        raise Refused(fault("no-draw", f"没有已承诺的抽签{draw}", f"no committed draw {draw}", *right))
    return records, records.commit


def turn(desk: Desk) -> Turn:
    """The log as it is on this machine, and now."""
    workspace = desk.workspace
    return Turn(workspace.history(), workspace.trust, desk.now, workspace.checkpoints())


def check_now(desk: Desk, record: AnyRecord) -> None:
    """Raises Refused or NotYet unless the record's turn has come on this machine's log."""
    check_turn(turn(desk), record)


def reveal(desk: Desk, draw: str, role: Role, name: str = "") -> Pending:
    """A party opens its commitment, once the commit is in the log."""
    _, commit = committed(desk, draw)
    key = desk.key(role, name)
    secret = desk.office.secret(draw, key.name)
    record = Reveal(type="reveal", time=desk.time, draw=draw, commit=commit.hash, party=key.name, secret=secret)
    check_now(desk, record)
    return propose(desk, record, {}, role, name)


def throw(desk: Desk, draw: str, digits: str, role: Role, name: str = "") -> Pending:
    """The digits of a ceremony in public, exactly twenty, as both offices heard them."""
    _, commit = committed(desk, draw)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 20):
        right = ("恰好20位数字0至9", "exactly 20 digits 0 to 9")
        raise Refused(fault("digits", "摇号结果不是20位数字", "the ceremony's value isn't 20 digits", *right))
    record = Ceremony(type="ceremony", time=desk.time, draw=draw, commit=commit.hash, value=digits)
    check_now(desk, record)
    return propose(desk, record, {}, role, name)


def close(desk: Desk, draw: str, role: Role) -> Pending:
    """Each party's reveal by hash, or ABSENT once reveal_by has passed. Raises NotYet before."""
    records, commit = committed(desk, draw)
    revealed = {item.record.party: item.hash for item in reversed(records.reveals)}
    reveals = {part.party: revealed.get(part.party, ABSENT) for part in commit.record.parties}
    record = Close(type="close", time=desk.time, draw=draw, commit=commit.hash, reveals=reveals)
    check_now(desk, record)
    return propose(desk, record, {}, role)


def void(desk: Desk, draw: str, code: VoidCode, reason: str, role: Role) -> Pending:
    """End a draw without outcome; the reason is published."""
    _, commit = committed(desk, draw)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        right = (f"写明理由，至多{LONGEST_REASON}字", f"say why, in {LONGEST_REASON} characters at most")
        raise Refused(fault("reason", "没有理由，或理由过长", "no reason, or too long a one", *right))
    record = Void(type="void", time=desk.time, draw=draw, commit=commit.hash, code=code, reason=reason)
    check_now(desk, record)
    return propose(desk, record, {}, role)
