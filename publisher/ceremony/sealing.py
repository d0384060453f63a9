"""Results into the log as sealed rows: a salted hash in the log, text and salt beside it (section 3, article 17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from publisher.ceremony.concluding import bound_file
from publisher.ceremony.desk import Desk
from publisher.ceremony.keeping import append_rows, check_keeper
from publisher.ceremony.sitting import committed
from publisher.draw.blinding import Opening, opening
from publisher.draw.identifiers import SHANGHAI, end_of, parse_date, parse_time
from publisher.draw.parts import Order, parse_part
from publisher.draw.tables import parse_teams
from publisher.errors import NotYet, Refused, fault
from publisher.log import places
from publisher.log.history import DrawRecords, Logged
from publisher.log.records import Commit, SealedRow
from publisher.log.rows import FollowUpPart, ResultRow, ReviewPart, RowFile
from publisher.tables.codes import CodeLists
from publisher.tables.results import ResultFile, ReviewOutcome
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


def review_part(review: ReviewOutcome | None) -> ReviewPart | None:
    """What a row says of the review of its free text: nothing where it is given in full (article 18)."""
    if review is None or review.mode == "full":
        return None
    return ReviewPart(mode=review.mode, ground=review.ground)


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
        follow_up=FollowUpPart(**result.follow_up.model_dump()) if result.follow_up else None,
        review=review_part(result.review),
    )


def _latest(
    workspace: Workspace, records: DrawRecords, object_id: str
) -> tuple[Logged[SealedRow], RowFile | None] | None:
    rows = records.rows_of(object_id)
    return (rows[-1], read_row(workspace, records.draw, rows[-1].record.row)) if rows else None


def _left_over(workspace: Workspace, records: DrawRecords) -> dict[str, RowFile]:
    """Content → row files that lie there without an entry: a sealing broke off between the two."""
    logged = {f"data/{places.draw_file(records.draw, places.row_file(item.record.row))}" for item in records.rows}
    names = [n for n in workspace.files.names(f"data/draws/{records.draw}/rows") if n not in logged]
    return {file.content: file for file in (parse_part(workspace.need(n), RowFile, n) for n in names)}


def _sealed(desk: Desk, row: ResultRow, replaces: str, left: Mapping[str, RowFile]) -> Sealed:
    file = left.get(row.text) or RowFile(salt=desk.office.fresh_salt(), content=row.text)
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
    check_keeper(desk)
    records, commit = committed(desk, draw)
    if records.outcome is None:
        right = ("先完成抽签", "conclude the draw first")
        raise Refused(fault("not-drawn", f"{draw}尚无抽签结果", f"{draw} has no outcome yet", *right))
    sealed, objects = [], []
    left, codes = _left_over(desk.workspace, records), desk.workspace.codes
    for name, result in desk.workspace.results(draw).items():
        row = _row(desk, commit.record, result)
        _check(row, teams, name)
        _check_place(desk, records, commit.record, row, name)
        _check_codes(codes, row, name)
        before = _latest(desk.workspace, records, row.object)
        if before and before[1] is not None and before[1].content == row.text:
            continue
        if bool(before) != bool(result.corrects):
            right = (
                "更正已封存的结果时写corrects；新结果不写",
                "write corrects to correct a sealed result, else leave it out",
            )
            raise Refused(fault("sealed", "与已封存的结果不符", "doesn't go with what is sealed", *right).at(name))
        sealed.append(_sealed(desk, row, before[0].record.row if before else "", left))
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


def _check_place(desk: Desk, records: DrawRecords, commit: Commit, row: ResultRow, name: str) -> None:
    """Of this draw and its items, one file an object, and a visit between the outcome and today (protocol C17)."""
    assert records.outcome is not None
    if row.draw != records.draw or not name.endswith(f"/{row.opening.object_id if row.opening else row.object}.yaml"):
        right = (f"应为data/results/{row.draw}/<单位>.yaml", f"it would be data/results/{row.draw}/<object>.yaml")
        raise Refused(
            fault("place", "文件位置与内容不符", "the file's place and its content disagree", *right).at(name)
        )
    if not set(row.items) <= set(commit.items):
        right = (f"本次抽签的事项为{commit.items}", f"this draw's items are {commit.items}")
        raise Refused(fault("items", "不是本次抽签的事项", "not the items of this draw", *right).at(name))
    drawn = parse_time(records.outcome.record.time).astimezone(SHANGHAI).date()
    today = desk.now.astimezone(SHANGHAI).date()
    if not drawn <= parse_date(row.visited_on) <= parse_date(row.fixed_on) <= today:
        right = (f"检查在{drawn}至{today}之间，结果认定不早于检查", f"visited from {drawn}, fixed by {today}")
        raise Refused(fault("dates", "检查或认定日期不对", "the dates can't be", *right).at(name))


def _check_codes(codes: CodeLists, row: ResultRow, name: str) -> None:
    """Raises Refused for a code that the lists don't hold."""
    unknown = [code for code in row.codes if code not in codes.result]
    unknown += [code for code in row.dispositions if code not in codes.disposition]
    unknown += [row.method] if row.method not in codes.method else []
    if unknown:
        right = ("见data/codes.yaml", "see data/codes.yaml")
        raise Refused(fault("code", f"没有这些代码：{unknown}", f"no such codes: {unknown}", *right).at(name))


def publish_frame_key(desk: Desk, draw: str) -> str:
    """Publish the frame key of a draw that was blinded only because visits came unannounced (section 5)."""
    records, commit = committed(desk, draw)
    _check_visited(desk, records, commit.record)
    key = desk.office.frame_key(draw)
    if key is None:
        right = ("在持有名单密钥的机器上运行", "run it where the frame key is held")
        raise Refused(fault("frame-key", "这里没有名单密钥", "the frame key isn't held here", *right))
    place = f"data/{places.draw_file(draw, places.FRAME_KEY)}"
    desk.workspace.files.write(place, f"{key.hex()}\n".encode())
    return place


def _check_visited(desk: Desk, records: DrawRecords, commit: Commit) -> None:
    """Raises Refused for another kind of draw, NotYet while visits are still to come: they come unannounced."""
    order = parse_part(bound_file(desk.workspace, commit.draw, "order.json", commit), Order)
    if order.visits != "unannounced":
        right = ("其他盲抽样框由外部审计", "any other blinded frame is audited from outside")
        wrong = ("不是因不预告检查而不公开姓名的抽签", "not a draw blinded only because visits come unannounced")
        raise Refused(fault("frame-key", *wrong, *right))
    drawn = parse_teams(desk.workspace.draw_file(commit.draw, "teams.csv") or b"") if records.outcome else []
    waiting = {member.object_id for member in drawn} - records.settled
    if not (records.outcome or records.void) or (waiting and desk.now < end_of(parse_date(commit.inspect_by))):
        right = (f"等结果封存，或{commit.inspect_by}之后", f"wait for the results, or until after {commit.inspect_by}")
        raise NotYet(fault("visits", "还有单位未检查", "there are visits still to come", *right))
