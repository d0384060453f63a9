"""Results into the log as sealed rows: a salted hash in the log, text and salt beside it (section 3, article 17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.ceremony.concluding import bound_file
from publisher.ceremony.desk import Desk
from publisher.ceremony.keeping import append_rows, check_keeper
from publisher.ceremony.rows import RowChecks, Sealed, review_part, same_or_new
from publisher.ceremony.sitting import committed
from publisher.draw.blinding import Opening, opening
from publisher.draw.identifiers import SHANGHAI, end_of, parse_date, parse_time
from publisher.draw.parts import Order, parse_part
from publisher.draw.tables import parse_teams
from publisher.errors import NotYet, Refused, fault
from publisher.log import places
from publisher.log.history import DrawRecords
from publisher.log.records import Commit, SealedRow
from publisher.log.rows import FollowUpPart, ResultRow, RowFile
from publisher.rules.draw_files import items_fault, team_fault
from publisher.rules.one_visit import follow_up_fault
from publisher.rules.results import Result
from publisher.rules.visits import Visit
from publisher.tables.results import ResultFile
from publisher.workspace import Workspace
from publisher.workspace.results import logged_results


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
        follow_up=FollowUpPart(**result.follow_up.model_dump()) if result.follow_up else None,
        review=review_part(result.review),
    )


def _left_over(workspace: Workspace, records: DrawRecords) -> dict[str, RowFile]:
    """Content → row files that lie there without an entry: a sealing broke off between the two."""
    logged = {f"data/{places.draw_file(records.draw, places.row_file(item.record.row))}" for item in records.rows}
    names = [n for n in workspace.files.names(f"data/draws/{records.draw}/rows") if n not in logged]
    return {file.content: file for file in (parse_part(workspace.need(n), RowFile, n) for n in names)}


def _sealed(desk: Desk, row: ResultRow, replaces: str, left: Mapping[str, RowFile]) -> Sealed:
    file = same_or_new(desk, row.text, left)
    record = SealedRow(
        type="correction" if replaces else "result",
        time=desk.time,
        draw=row.draw,
        object=row.object,
        row=file.row,
        replaces=replaces,
    )
    return Sealed(record, f"data/{places.draw_file(row.draw, places.row_file(file.row))}", file.text.encode())


def seal_results(desk: Desk, draw: str, teams: dict[str, list[str]]) -> list[str]:
    """Log every result file that is new, or whose content was changed with a reason. Returns the objects sealed.

    `teams`: the teams in force (object or alias → inspectors). Raises Refused for a result without a draw behind it, of
    another team, or altered after it was logged without `corrects` (article 3, protocol C17); for a follow-up of what
    isn't open (article 16), codes that may not be written (article 20), private data in the text (article 18).
    """
    check_keeper(desk)
    records, commit = committed(desk, draw)
    if records.outcome is None:
        right = ("先完成抽签", "conclude the draw first")
        raise Refused(fault("not-drawn", f"{draw}尚无抽签结果", f"{draw} has no outcome yet", *right))
    checks = RowChecks(desk)
    known = {result.named: result for result in logged_results(desk.workspace, desk.workspace.history(), draw)}
    left, sealed = _left_over(desk.workspace, records), []
    for name, result in desk.workspace.results(draw).items():
        row = _row(desk, commit.record, result)
        _check(row, teams, name)
        _check_place(desk, records, commit.record, row, name)
        before = known.get(row.object)
        if before and _text(desk.workspace, before) == row.text:
            continue
        if bool(before) != bool(result.corrects):
            right = (
                "更正已封存的结果时写corrects；新结果不写",
                "write corrects to correct a sealed result, else leave it out",
            )
            raise Refused(fault("sealed", "与已封存的结果不符", "doesn't go with what is sealed", *right).at(name))
        checks.check(name, result, before, result.corrects)
        check_follow_up(checks, name, result, before)
        sealed.append(_sealed(desk, row, before.newest.row if before else "", left))
    append_sealed(desk, sealed)
    return [item.record.object for item in sealed]


def append_sealed(desk: Desk, sealed: Sequence[Sealed]) -> None:
    """The texts, then the rows into the log, then a checkpoint."""
    for item in sealed:
        desk.workspace.files.write(item.place, item.data)
    append_rows(desk, [item.entry for item in sealed])


def _text(workspace: Workspace, before: Result) -> str | None:
    file = workspace.row(before.draw, before.newest.row)
    return file.content if file else None


def check_follow_up(checks: RowChecks, name: str, result: ResultFile, before: Result | None) -> None:
    """Raises Refused for a re-check of what isn't open, or by people who aren't on the roster (article 16)."""
    again = result.follow_up
    if again is None:
        return
    day = parse_date(again.visited_on)
    if before and before.finding and before.finding.re_checked_on == day:
        return
    checked = before.visit if before else None
    object_id = checked.object_id if checked else result.object
    new = Visit(object_id, day, "", tuple(result.items), tuple(result.codes), "follow-up", result.draw)
    wrong = follow_up_fault(new, checked, checks.meanings)
    if wrong is not None:
        raise Refused(wrong.at(name))
    checks.check_inspectors(name, again.inspectors)


def _check(row: ResultRow, teams: dict[str, list[str]], name: str) -> None:
    if row.object not in teams:
        right = ("抽签以外的检查登记在nonrandom/（第十三条）", "visits outside a draw go to nonrandom/ (article 13)")
        raise Refused(fault("not-drawn", "该单位未被抽中", "this object wasn't drawn", *right).at(name))
    if wrong := team_fault(row.inspectors, teams[row.object]):
        raise Refused(wrong.at(name))


def _check_place(desk: Desk, records: DrawRecords, commit: Commit, row: ResultRow, name: str) -> None:
    """Of this draw and its items, one file an object, and a visit between the outcome and today (protocol C17)."""
    assert records.outcome is not None
    if row.draw != records.draw or not name.endswith(f"/{row.opening.object_id if row.opening else row.object}.yaml"):
        right = (f"应为data/results/{row.draw}/<单位>.yaml", f"it would be data/results/{row.draw}/<object>.yaml")
        raise Refused(
            fault("place", "文件位置与内容不符", "the file's place and its content disagree", *right).at(name)
        )
    if wrong := items_fault(row.items, commit.items):
        raise Refused(wrong.at(name))
    drawn = parse_time(records.outcome.record.time).astimezone(SHANGHAI).date()
    today = desk.now.astimezone(SHANGHAI).date()
    if not drawn <= parse_date(row.visited_on) <= parse_date(row.fixed_on) <= today:
        right = (f"检查在{drawn}至{today}之间，结果认定不早于检查", f"visited from {drawn}, fixed by {today}")
        raise Refused(fault("dates", "检查或认定日期不对", "the dates can't be", *right).at(name))


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
