"""What the legal office needs to recompute a blinded frame, sealed so that only its key opens it (protocol section 5).

The frame key and, where the frame rests on facts that aren't public, the private columns with the salt under which the
roster record binds them.
"""

from __future__ import annotations

from collections.abc import Iterable

from publisher.ceremony.deputies import second_office
from publisher.ceremony.desk import Desk
from publisher.ceremony.drafts import sealed_key_name
from publisher.ceremony.earlier import OBJECTS, sealed_salt
from publisher.ceremony.preparing import Prepared
from publisher.draw.identifiers import Hex64
from publisher.draw.parts import Part, parse_part
from publisher.errors import Malformed, fault
from publisher.log.notes import Vkey
from publisher.log.records import Basis


class Sealed(Part):
    """`frame_key` and `salt` as 64 hex; `table`: the private columns as CSV; the last two where facts decide."""

    frame_key: Hex64
    roster: Hex64 | None = None
    salt: Hex64 | None = None
    table: str | None = None


def _reader(desk: Desk, items: Iterable[str], basis: Basis) -> Vkey:
    """The key of the office beside the draw office."""
    return desk.workspace.trust.keys_at(len(desk.workspace.entries()), second_office(desk, items, basis))[0].parsed


def handed_over(desk: Desk, prepared: Prepared, frame_key: bytes) -> bytes:
    """The file for the legal office: a libsodium sealed box, as hex."""
    roster = prepared.known.sha256 if prepared.known.standings else ""
    return sealed_for(desk, _reader(desk, prepared.order.items, prepared.basis), frame_key, roster)


def sealed_for(desk: Desk, reader: Vkey, frame_key: bytes, roster: str) -> bytes:
    """A frame key, and the private columns bound by the roster of that hash (none where empty), for `reader` alone."""
    sealed = Sealed(frame_key=frame_key.hex())
    if roster:
        salt, table = desk.office.salt(sealed_salt(roster)), desk.office.sealed_table(OBJECTS).decode()
        sealed = Sealed(frame_key=frame_key.hex(), roster=roster, salt=salt, table=table)
    return desk.office.seal_to(reader, sealed.text.encode()).hex().encode()


def borrow(desk: Desk, draw: str, items: Iterable[str], basis: Basis) -> None:
    """Read what was sealed to the legal office for a draw; nothing where nothing was, or it isn't the legal office.

    It is stored only once the commit has come out of it (`Office.keep_borrowed`). Raises Malformed, Refused.
    """
    name, legal = sealed_key_name(draw), _reader(desk, items, basis)
    data = desk.workspace.files.read(name)
    if data is not None and desk.office.holds(legal):
        borrow_from(desk, draw, legal, data, name)


def borrow_from(desk: Desk, draw: str, reader: Vkey, data: bytes, name: str) -> None:
    """Read what was sealed to a key held here. Raises Malformed (not such a file), Refused (not for this key)."""
    try:
        box = bytes.fromhex(data.decode("ascii"))
    except ValueError:
        right = ("请对方重新打包", "ask the sender to pack it again")
        error = fault("sealed", "封给本办公室的文件读不出", "what was sealed to this office can't be read", *right)
        raise Malformed(error.at(name)) from None
    sealed = parse_part(desk.office.unseal(reader, box), Sealed, name)
    salts, tables = {}, {}
    if sealed.roster and sealed.salt and sealed.table is not None:
        salts[sealed_salt(sealed.roster)] = sealed.salt
        tables[OBJECTS] = sealed.table.encode()
    desk.office.borrow(draw, bytes.fromhex(sealed.frame_key), salts=salts, tables=tables)
