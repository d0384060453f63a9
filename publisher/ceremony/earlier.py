"""What a frame rests on beside the roster: visits that the log tells of and the office knows (article 11)."""

from __future__ import annotations

from datetime import date

from publisher.ceremony.desk import Desk
from publisher.draw.hashing import salted_hash
from publisher.draw.identifiers import parse_date
from publisher.draw.parts import Order, parse_part
from publisher.errors import Refused, fault
from publisher.log.history import History, Logged
from publisher.log.records import Roster, SealedRow
from publisher.rules.exclusions import Fact
from publisher.rules.logged_visits import Row, visit_rows
from publisher.rules.strata import Standing
from publisher.rules.visits import Visit, by_object, known_at
from publisher.tables.csv_tables import read_cells
from publisher.workspace import Workspace

OBJECTS = "objects"
SEALED_TABLE = "objects-sealed"


def earlier_visits(workspace: Workspace, history: History) -> dict[str, list[Visit]]:
    """The visits that this log tells of, by object, oldest first, as far as their texts are held here."""

    def read(logged: Logged[SealedRow]) -> Row | None:
        file = workspace.row(logged.record.draw, logged.record.row)
        if file is None:
            return None
        return file.result() if logged.record.draw else file.nonrandom()

    units: dict[str, str] = {}

    def agency_of(draw: str) -> str:
        if draw not in units:
            data = workspace.draw_file(draw, "order.json")
            units[draw] = parse_part(data, Order, f"data/draws/{draw}/order.json").unit if data else ""
        return units[draw]

    return by_object(known_at(visit_rows(history, read, agency_of), len(history.entries)))


def sealed_salt(sha256: str) -> str:
    """What the office calls the salt of the private columns that a roster record binds."""
    return f"roster-{OBJECTS}-{sha256}"


def standings(desk: Desk, record: Roster) -> dict[str, Standing]:
    """What isn't public of each object, as the roster record bound it by its salted hash.

    Raises Refused where this office holds none of it, or other data: then C08 could never be audited.
    """
    data = desk.office.sealed_table(OBJECTS)
    if salted_hash(desk.office.salt(sealed_salt(record.sha256)), data) != record.sealed:
        right = (
            "先 publisher roster seal objects --again 并等待会签",
            "run publisher roster seal objects --again, wait",
        )
        zh, en = "内部信息与封存名录时的不同", "the private columns aren't those that were sealed with the roster"
        raise Refused(fault("standings", zh, en, *right))
    return parse_standings(desk.workspace, data) if data else {}


def parse_standings(workspace: Workspace, data: bytes, name: str = SEALED_TABLE) -> dict[str, Standing]:
    """The private table: risk classes, and facts as `C1@2026-03-01` or `C2@2026-01-01~2028-12-31`.

    Raises Malformed and Refused, whose messages name columns and lines, not what stands there.
    """
    rows = read_cells(data, workspace.package.table(SEALED_TABLE), name)
    return {row["object_id"]: Standing(row["risk_market"], row["risk_hr"], _facts(row["flags"])) for row in rows}


def _facts(text: str) -> tuple[Fact, ...]:
    return tuple(_fact(part) for part in text.split(";")) if text else ()


def _fact(text: str) -> Fact:
    code, _, period = text.partition("@")
    since, _, until = period.partition("~")
    return Fact(code, _day(since), _day(until) if until else None)


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError:
        right = ("写成C1@2026-03-01", "write C1@2026-03-01")
        wrong = ("情形的日期不是真实的日期", "the date of a fact isn't a real date")
        raise Refused(fault("date", *wrong, *right)) from None
