"""Taking a text out of public on legal grounds: signed by both offices, logged, counted (article 18, section 3).

The text leaves what is published as soon as the record is logged; hash, draw, day and result codes stay.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.registers import today_of
from publisher.ceremony.signing import propose
from publisher.errors import Refused, fault
from publisher.log.records import Withdraw
from publisher.log.trust import Role
from publisher.rules.publication import Withdrawn, withdrawal_faults
from publisher.rules.results import Told
from publisher.tables.policy import Numbers
from publisher.workspace.results import find_result
from publisher.workspace.signed import policy_in_force

Ground = Literal["repair", "expired", "court"]
LONGEST = 1000


def withdraw(
    desk: Desk, draw: str, object_id: str, ground: Ground, document: str, role: Role, name: str = ""
) -> list[Pending]:
    """Propose, or sign, the withdrawal of every text of a result; the second office runs the same command.

    `draw`: a draw number, or `nonrandom` with an entry of article 13 as the object. Raises Refused for a result that
    isn't sealed, one withdrawn already, and where some row of it hasn't been public for the policy's term.
    """
    history = desk.workspace.history()
    result = find_result(desk.workspace, history, draw, object_id)
    gone = {item.record.row for item in history.of(Withdraw)}
    rows = [told for told in result.rows if told.row not in gone]
    if not rows:
        right = ("无须再办", "nothing is left to do")
        raise Refused(fault("withdrawn", "已经停止公示", "it was withdrawn already", *right))
    if not document.strip() or len(document) > LONGEST:
        right = (f"写文书名称和文号，至多{LONGEST}字", f"name the document, in {LONGEST} characters at most")
        raise Refused(fault("withdrawal-document", "停止公示没有写文书，或过长", "no document, or too long", *right))
    policy = policy_in_force(desk.workspace, history, today_of(desk))
    numbers = policy.numbers if policy else Numbers()
    _check_term(rows, ground, document, today_of(desk), numbers.withdraw_after_months)
    return [propose(desk, _record(desk, told, ground, document), {}, role, name) for told in rows]


def _record(desk: Desk, told: Told, ground: Ground, document: str) -> Withdraw:
    row = told.logged.record
    return Withdraw(
        type="withdraw",
        time=desk.time,
        draw=row.draw,
        object=row.object,
        row=row.row,
        replaces="",
        ground=ground,
        document=document,
    )


def _check_term(rows: list[Told], ground: Ground, document: str, today: date, term: int) -> None:
    """Every row of the result, its corrections too, must have been public long enough."""
    for told in rows:
        faults = withdrawal_faults(Withdrawn(told.row, told.day, ground, document, today), months=term)
        if faults:
            raise Refused(*faults)
