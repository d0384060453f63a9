"""A firm's receipt in a blinded draw: what it needs to find itself (protocol section 5)."""

from __future__ import annotations

import io

import segno

from publisher.ceremony.desk import Desk
from publisher.ceremony.sitting import committed
from publisher.draw.blinding import Receipt, opening
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import is_identifier
from publisher.draw.tables import parse_frame
from publisher.errors import Refused, fault


def issue_receipt(desk: Desk, draw: str, object_id: str) -> Receipt:
    """The receipt of one object. Raises Refused where it isn't in the frame or the frame key isn't held here."""
    _, commit = committed(desk, draw)
    key = desk.office.frame_key(draw)
    if key is None or commit.record.frame != "blinded":
        right = (
            "只有盲抽样框才有凭条，且须在持有名单密钥的机器上",
            "only blinded draws have receipts, where the key is held",
        )
        raise Refused(fault("receipt", "不能开具凭条", "no receipt can be issued here", *right))
    opened = opening(key, object_id) if is_identifier(object_id) else None
    name = opened.alias(draw) if opened else ""
    rows = parse_frame(desk.workspace.draw_file(draw, "frame.csv") or b"")
    row = next((row for row in rows if row.object_id == name), None)
    if opened is None or row is None:
        right = ("核对编号；该单位不在本次名单中", "check the code; it wasn't in this draw's frame")
        raise Refused(fault("not-listed", f"{object_id}不在名单中", f"{object_id} isn't in the frame", *right))
    genesis = sha256_hex(desk.workspace.history().entries[0].note.text.encode())  # type: ignore[union-attr]
    return Receipt(draw=draw, opening=opened, stratum=row.stratum, excluded=row.excluded, genesis=genesis)


def receipt_qr(receipt: Receipt) -> bytes:
    """The receipt as a QR code (SVG) that holds its evidence JSON."""
    out = io.BytesIO()
    segno.make(receipt.text, error="m").save(out, kind="svg", scale=4, border=4)
    return out.getvalue()
