"""Results into the log as sealed rows: a salted hash in the log, text and salt beside it (section 3, article 17)."""

from __future__ import annotations

from typing import NamedTuple

from publisher.ceremony.desk import Desk
from publisher.ceremony.keeping import append_rows
from publisher.ceremony.sitting import committed
from publisher.draw.blinding import Opening, opening
from publisher.draw.parts import parse_part
from publisher.errors import Refused, fault
from publisher.log import places
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Commit, SealedRow
from publisher.log.rows import ResultRow, RowFile
from publisher.tables.results import ResultFile
from publisher.workspace import Workspace


class Sealed(NamedTuple):
    """One row to be logged: its entry, and the file that lies beside the log."""

    entry: bytes
    place: str
    data: bytes


def read_row(workspace: Workspace, draw: str, row: str) -> RowFile | None:
    """Text and salt of a row, where they are held. Raises Malformed."""
    data = workspace.draw_file(draw, places.row_file(row))
    return None if data is None else parse_part(data, RowFile, f"data/draws/{draw}/{places.row_file(row)}")


def _opening(desk: Desk, commit: Commit, object_id: str) -> tuple[str, Opening | None]:
    """What the draw's files call the object, and its opening where the frame is blinded."""
    if commit.frame == "open":
        return object_id, None
    key = desk.office.frame_key(commit.draw)
    if key is None:
        right = ("在抽签办公室或法制机构的机器上运行", "run it where the frame key is held")
        raise Refused(fault("frame-key", "这里没有名单密钥", "the frame key isn't held here", *right))
    opened = opening(key, object_id)
    return opened.alias(commit.draw), opened


def _row(desk: Desk, commit: Commit, result: ResultFile) -> ResultRow:
    name, opened = _opening(desk, commit, result.object)
    return ResultRow(
        draw=result.draw,
        object=name,
        opening=opened,
        items=list(result.items),
        visited_on=result.visited_on,
        fixed_on=result.fixed_on,
        inspectors=list(result.inspectors),
        method=result.method,
        codes=list(result.codes),
        dispositions=list(result.dispositions),
        remark=result.text,
        reason=result.corrects,
    )


def _latest(
    workspace: Workspace, records: DrawRecords, object_id: str
) -> tuple[Logged[SealedRow], RowFile | None] | None:
    rows = records.rows_of(object_id)
    return (rows[-1], read_row(workspace, records.draw, rows[-1].record.row)) if rows else None


def _sealed(desk: Desk, row: ResultRow, replaces: str) -> Sealed:
    salt = desk.office.fresh_salt()
    file = RowFile(salt=salt, content=row.text)
    record = SealedRow(
        type="correction" if replaces else "result",
        time=desk.time,
        draw=row.draw,
        object=row.object,
        row=file.row,
        replaces=replaces,
    )
    place = f"data/{places.draw_file(row.draw, places.row_file(file.row))}"
    return Sealed(record.text.encode(), place, file.text.encode())


def seal_results(desk: Desk, draw: str, teams: dict[str, list[str]]) -> list[str]:
    """Log every result file that is new, or whose content was changed with a reason. Returns the objects sealed.

    `teams`: the teams in force (object or alias → inspectors). Raises Refused for a result without a draw behind it, of
    another team, or altered after it was logged without `corrects` (article 3, protocol C17).
    """
    records, commit = committed(desk, draw)
    if records.outcome is None:
        right = ("先完成抽签", "conclude the draw first")
        raise Refused(fault("not-drawn", f"{draw}尚无抽签结果", f"{draw} has no outcome yet", *right))
    sealed, objects = [], []
    for name, result in desk.workspace.results(draw).items():
        row = _row(desk, commit.record, result)
        _check(row, teams, name)
        before = _latest(desk.workspace, records, row.object)
        if before and before[1] is not None and before[1].content == row.text:
            continue
        if bool(before) != bool(result.corrects):
            right = (
                "更正已封存的结果时写corrects；新结果不写",
                "write corrects to correct a sealed result, else leave it out",
            )
            raise Refused(fault("sealed", "与已封存的结果不符", "doesn't go with what is sealed", *right).at(name))
        sealed.append(_sealed(desk, row, before[0].record.row if before else ""))
        objects.append(row.object)
    for item in sealed:
        desk.workspace.files.write(item.place, item.data)
    append_rows(desk, [item.entry for item in sealed])
    return objects


def _check(row: ResultRow, teams: dict[str, list[str]], name: str) -> None:
    if row.object not in teams:
        right = ("抽签以外的检查登记在nonrandom/（第十三条）", "visits outside a draw go to nonrandom/ (article 13)")
        raise Refused(fault("not-drawn", "该单位未被抽中", "this object wasn't drawn", *right).at(name))
    if sorted(row.inspectors) != sorted(teams[row.object]):
        team = "、".join(teams[row.object])
        right = (f"现检查组为{team}；换人先办变更", f"the team in force is {team}; a change comes first")
        raise Refused(fault("team", "检查人员与检查组不符", "not the team in force", *right).at(name))


def publish_frame_key(desk: Desk, draw: str) -> str:
    """Publish the frame key of a draw that was blinded only because visits came unannounced (section 5)."""
    committed(desk, draw)
    key = desk.office.frame_key(draw)
    if key is None:
        right = ("在持有名单密钥的机器上运行", "run it where the frame key is held")
        raise Refused(fault("frame-key", "这里没有名单密钥", "the frame key isn't held here", *right))
    place = f"data/{places.draw_file(draw, places.FRAME_KEY)}"
    desk.workspace.files.write(place, f"{key.hex()}\n".encode())
    return place
