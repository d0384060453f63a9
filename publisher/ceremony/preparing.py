"""From an order to what a commit binds: frame, panel, quotas, seats, as at the basis (articles 5, 6, 9, 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from publisher.beacons import sources
from publisher.ceremony.desk import Desk
from publisher.ceremony.sequence import BASIS_AGE, next_draw
from publisher.draw.blinding import blind
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import SHANGHAI, parse_date, parse_time, time_text, unix_time
from publisher.draw.parts import BeaconPart, ConditionPart, Order, SeatPart, StratumPart, Times
from publisher.draw.quotas import Quota, quotas
from publisher.draw.seats import Seat, seat_order
from publisher.draw.tables import FrameRow, PanelRow, frame_text, panel_text
from publisher.errors import NotYet, Refused, Words, fault
from publisher.log import merkle
from publisher.log.checkpoints import cosigned
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.log.records import Basis, FileRecord, PlanUse, Roster
from publisher.rules.frames import build_frame
from publisher.rules.notices import seat_notices, stratum_notices
from publisher.rules.panels import build_panel
from publisher.tables import snapshots
from publisher.tables.conditions import Condition
from publisher.tables.items import ItemList
from publisher.tables.orders import Order as StaffOrder
from publisher.tables.policy import Policy
from publisher.workspace import Workspace


@dataclass(frozen=True)
class Prepared:
    """A draw as it would be committed: the open frame (ids), even where it will be blinded."""

    slug: str
    draw: str
    order: Order
    basis: Basis
    plan: PlanUse
    policy: Policy
    frame: list[FrameRow]
    panel: list[PanelRow]
    quotas: list[Quota]
    seats: list[Seat]
    snapshots: dict[str, bytes]
    notices: list[Words]
    replaces: str = ""

    def files(self, frame_key: bytes | None) -> dict[str, bytes]:
        """Name in the commit's `files` → bytes. `frame_key` (32 bytes) where the frame is blinded."""
        frame = blind(self.frame, self.draw, frame_key).frame if frame_key else self.frame
        bound = {
            "order.json": self.order.text.encode(),
            "frame.csv": frame_text(frame).encode(),
            "panel.csv": panel_text(self.panel).encode(),
        }
        return bound | {f"snapshots/{sha256}.csv": data for sha256, data in self.snapshots.items()}


def find_basis(workspace: Workspace, now: datetime) -> Basis:
    """The newest checkpoint that the quorum cosigned within the last 7 days. Raises NotYet."""
    entries = workspace.entries()
    for size, note in reversed(workspace.checkpoints().items()):
        if _recent(workspace, note, now):
            root = merkle.root([merkle.leaf_hash(entry) for entry in entries[:size]])
            return Basis(size=size, root=root.hex())
    right = ("请见证人运行 publisher log cosign", "ask the witnesses to run publisher log cosign")
    zh, en = "7天内没有见证人会签的检查点", "no checkpoint cosigned by the quorum within 7 days"
    raise NotYet(fault("basis", zh, en, *right))


def _recent(workspace: Workspace, note: Note, now: datetime) -> bool:
    """Whether the quorum cosigned a checkpoint within the last 7 days."""
    policy = workspace.trust
    times = cosigned(note, policy.witness_keys())
    recent = {name for name, at in times.items() if unix_time(at) >= now - BASIS_AGE}
    return bool(recent) and policy.quorum_met(recent)


def check_basis(workspace: Workspace, basis: Basis, now: datetime) -> None:
    """Raises Refused unless the log on this machine has that root at that size, cosigned within the last 7 days."""
    entries, note = workspace.entries(), workspace.checkpoints().get(basis.size)
    root = merkle.root([merkle.leaf_hash(entry) for entry in entries[: basis.size]]).hex()
    if note is None or basis.size > len(entries) or root != basis.root or not _recent(workspace, note, now):
        right = ("先取得最新的总账和会签", "get the newest log with its cosignatures first")
        zh, en = "本机的总账与承诺的依据不符", "the log on this machine isn't the one the commit rests on"
        raise Refused(fault("basis", zh, en, *right))


def in_force(history: History, kind: str, size: int, now: datetime) -> FileRecord:
    """The item list or policy in force: the newest logged before `size` whose date has come (article 5)."""
    today = now.astimezone(SHANGHAI).date()
    found = [i.record for i in history.files(kind, size) if parse_date(i.record.effective) <= today]
    if not found:
        right = (
            f"先运行 publisher {kind} approve 并等待生效",
            f"run publisher {kind} approve first and wait for its date",
        )
        zh, en = f"没有生效的{kind}", f"no {kind} is in force"
        raise Refused(fault("not-in-force", zh, en, *right))
    return found[-1]


def _check_settled(history: History, size: int) -> None:
    """Nothing that the frame or the panel rests on was logged after the basis: C08 recomputes them at both places."""
    later = [e.position for e in history.entries[size:] if isinstance(e.record, Roster | FileRecord)]
    if later:
        right = ("请见证人先会签最新的检查点", "ask the witnesses to cosign the newest checkpoint first")
        zh, en = (
            f"第{later[0]}条之后名录、事项或计划有改动，尚未会签",
            f"entry {later[0]} changed what the draw rests on",
        )
        raise NotYet(fault("basis", zh, en, *right))


def _need(workspace: Workspace, sha256: str, suffix: str) -> bytes:
    data = workspace.snapshot(sha256, suffix)
    if data is None:
        right = ("用git恢复data/snapshots/", "restore data/snapshots/ with git")
        raise Refused(fault("snapshot", f"缺少快照{sha256}", f"snapshot {sha256} is missing", *right))
    return data


def _roster(workspace: Workspace, history: History, table: str, size: int) -> tuple[str, bytes]:
    logged = history.roster(table, size)
    if logged is None:
        right = (f"先运行 publisher roster seal {table}", f"run publisher roster seal {table} first")
        raise Refused(fault("no-roster", f"名录{table}尚未封存", f"no roster {table} is in the log", *right))
    return logged.record.sha256, _need(workspace, logged.record.sha256, "csv")


def prepare(desk: Desk, slug: str, *, living: bool = True) -> Prepared:
    """Everything a commit of this order would bind, read at the newest basis. Raises Refused, NotYet.

    `living`: also look whether the living roster still is the sealed one, for a word of caution.
    """
    workspace, now = desk.workspace, desk.now
    staff = workspace.order(slug)
    basis = find_basis(workspace, now)
    entries = workspace.entries()
    _check_settled(History(entries), basis.size)
    history = History(entries[: basis.size])
    items_record = in_force(history, "items", basis.size, now)
    items = snapshots.parse_items_json(_need(workspace, items_record.sha256, "json"), "items.json")
    policy_record = in_force(history, "policy", basis.size, now)
    policy = snapshots.parse_policy_json(_need(workspace, policy_record.sha256, "json"), "policy.json")
    objects_hash, objects_data = _roster(workspace, history, "objects", basis.size)
    inspectors_hash, inspectors_data = _roster(workspace, history, "inspectors", basis.size)
    draw = next_draw(workspace.history(), now.astimezone(SHANGHAI).year)
    order = evidence_order(staff, policy, slug, draw)
    frame = build_frame(
        snapshots.parse_objects_snapshot(objects_data, f"data/snapshots/{objects_hash}.csv"),
        scopes=_scopes(items, staff, slug),
        targeting=order.targeting,
        strata=order.strata,
        exclusions=order.exclusions,
    )
    inspectors = snapshots.parse_inspectors_snapshot(inspectors_data, f"data/snapshots/{inspectors_hash}.csv")
    panel = build_panel(inspectors, order.times.inspect_by)
    computed = quotas(frame, {part.stratum: (part.ratio, part.count) for part in order.strata})
    _some_drawn(computed, slug)
    seats = seat_order([Seat(seat.department, seat.skill) for seat in order.team], panel)
    numbers = policy.numbers
    notices = stratum_notices(computed, small=numbers.small_population, high=numbers.high_chance)
    return Prepared(
        slug=slug,
        draw=draw,
        order=order,
        basis=basis,
        plan=_plan(workspace, history, staff, slug),
        policy=policy,
        frame=frame,
        panel=panel,
        quotas=computed,
        seats=seats,
        snapshots={objects_hash: objects_data, inspectors_hash: inspectors_data},
        replaces=staff.replaces,
        notices=notices + seat_notices(seats, panel) + (_unsealed(workspace, history, basis.size) if living else []),
    )


def _some_drawn(computed: list[Quota], slug: str) -> None:
    if not any(quota.size for quota in computed):
        right = ("放宽条件，或提高比例", "widen the targeting, or raise the ratio")
        error = fault("nobody", "所有分组的名额都是0", "every stratum's size is 0", *right)
        raise Refused(error.at(f"data/orders/{slug}.yaml"))


def _unsealed(workspace: Workspace, history: History, size: int) -> list[Words]:
    """A word of caution where a living roster differs from the one the draw would use."""
    logged = history.roster("objects", size)
    living = sha256_hex(snapshots.objects_snapshot(workspace.objects()))
    if logged and logged.record.sha256 == living:
        return []
    zh = "data/objects.csv与封存的名录不同：本次抽签用封存的；要用新的请先 publisher roster seal"
    en = "data/objects.csv differs from the sealed roster, which the draw uses; publisher roster seal seals the new one"
    return [Words(zh, en)]


def _condition(condition: Condition) -> ConditionPart:
    return ConditionPart(column=condition.column, in_=list(condition.in_))


def _scopes(items: ItemList, staff: StaffOrder, slug: str) -> list[list[ConditionPart]]:
    scopes = []
    for number in staff.items:
        item = items.find(number)
        if item is None:
            right = ("只能抽取已核准并公布的事项", "only an approved, published item can be drawn")
            error = fault("item", f"事项{number}不在生效的清单中", f"item {number} isn't in the list in force", *right)
            raise Refused(error.at(f"data/orders/{slug}.yaml"))
        scopes.append([_condition(condition) for condition in item.scope])
    return scopes


def _strata(staff: StaffOrder, policy: Policy, slug: str) -> list[StratumPart]:
    scheme = policy.strata.get(staff.strata)
    labels = [rule.stratum for rule in scheme or []]
    if sorted(labels) != sorted(staff.quotas):
        right = (f"须恰好写：{labels or list(policy.strata)}", f"write exactly: {labels or list(policy.strata)}")
        zh, en = "分组方案或名额与生效的策略不符", "the scheme or its quotas don't match the policy in force"
        raise Refused(fault("strata", zh, en, *right).at(f"data/orders/{slug}.yaml"))
    return [
        StratumPart(
            stratum=rule.stratum,
            title=rule.title,
            where=[_condition(condition) for condition in rule.where],
            ratio=staff.quotas[rule.stratum].ratio,
            count=staff.quotas[rule.stratum].count,
        )
        for rule in scheme or []
    ]


def _beacon(source: str, at: str, draw: str) -> BeaconPart:
    if source == sources.CEREMONY:
        return BeaconPart(source=source, round=draw, time=time_text(parse_time(at)))
    number = sources.round_at(source, parse_time(at))
    time = sources.round_time(source, number)
    return BeaconPart(source=source, round=number, time=time_text(time or parse_time(at)))


def evidence_order(staff: StaffOrder, policy: Policy, slug: str, draw: str) -> Order:
    """The order in evidence form: strata spelled out from the policy, rounds computed from the wanted times.

    `draw`: the number it gets, which is a ceremony's round.
    """
    return Order(
        title=staff.title,
        unit=staff.unit,
        items=list(staff.items),
        kind=staff.kind,
        method=staff.method,
        visits=staff.visits,
        frame=staff.frame,
        approval=staff.approval,
        approval_no=staff.approval_no,
        notice_no=staff.notice_no,
        targeting=[_condition(condition) for condition in staff.targeting],
        scheme=staff.strata,
        strata=_strata(staff, policy, slug),
        exclusions=sorted(staff.exclusions),
        team=[SeatPart(department=seat.department, skill=seat.skill) for seat in staff.team],
        beacons=[_beacon(wish.source, wish.at, draw) for wish in staff.beacons],
        times=Times(
            reveal_by=time_text(parse_time(staff.reveal_by)), inspect_by=staff.inspect_by, publish_by=staff.publish_by
        ),
    )


def _plan(workspace: Workspace, history: History, staff: StaffOrder, slug: str) -> PlanUse:
    """One occurrence of one row of the plan that both offices signed (article 14), or the approval."""
    if staff.plan is None:
        return PlanUse(approval=staff.approval)
    file = f"plans/{staff.plan.year}/{staff.unit}.csv"
    logged = [item.record for item in history.files("plan") if item.record.file == file]
    rows = snapshots.parse_plan_snapshot(_need(workspace, logged[-1].sha256, "csv"), file) if logged else []
    row = next((row for row in rows if row.row == staff.plan.row), None)
    if row is None or int(staff.plan.occurrence) > row.frequency or not set(staff.items) <= set(row.items):
        right = (
            "核对plan的row、occurrence和items，或另报批",
            "check plan row, occurrence and items, or get an approval",
        )
        zh, en = f"计划{file}没有这一行、这一次或这些事项", f"the plan {file} has no such row, occurrence or items"
        raise Refused(fault("plan", zh, en, *right).at(f"data/orders/{slug}.yaml"))
    return PlanUse(file=logged[-1].sha256, row=row.row, occurrence=staff.plan.occurrence)
