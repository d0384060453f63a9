"""From an order to what a commit binds: frame, panel, quotas, seats, as at the basis (articles 5, 6, 9, 11, 14, 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.ceremony.basis import check_settled, find_basis, in_force, logged_roster, need_snapshot
from publisher.ceremony.desk import Desk
from publisher.ceremony.earlier import earlier_visits, standings
from publisher.ceremony.ordering import evidence_order, plan_use
from publisher.ceremony.sequence import next_draw
from publisher.draw.blinding import blind
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import SHANGHAI
from publisher.draw.parts import Order
from publisher.draw.quotas import Quota, quotas
from publisher.draw.seats import Seat, seat_order
from publisher.draw.tables import FrameRow, PanelRow, frame_text, panel_text
from publisher.errors import NotYet, Refused, Words, fault
from publisher.log.history import History
from publisher.log.records import Basis, PlanUse
from publisher.rules.eligibility import UNKNOWN, FrameRules, build_frame, chosen_publicly, explain
from publisher.rules.exclusions import CODES
from publisher.rules.notices import seat_notices, stratum_notices
from publisher.rules.panels import build_panel
from publisher.rules.strata import FOCUS, Standing, focus_faults, focus_notice
from publisher.rules.visits import Visit
from publisher.tables import snapshots
from publisher.tables.draw_rules import closed_reasons, frame_rules
from publisher.tables.policy import PolicyEvidence
from publisher.tables.rosters import RosterObject
from publisher.workspace import Workspace


@dataclass(frozen=True)
class Known:
    """What decides about each object at the basis. `sha256`: of the roster; `standings` stay in the office."""

    sha256: str
    roster: Mapping[str, RosterObject]
    visits: Mapping[str, list[Visit]]
    standings: Mapping[str, Standing]
    rules: FrameRules

    def frame(self) -> list[FrameRow]:
        """Every admitted object with its stratum and exclusion."""
        return build_frame(self.roster.values(), self.visits, self.standings, self.rules)

    def why(self, object_id: str) -> list[Words]:
        """Why an object is in or out, and in which stratum; for staff, not for the public."""
        row = self.roster.get(object_id)
        if row is None:
            return [Words("不在封存的名录里", "not on the sealed roster")]
        visits, standing = self.visits.get(object_id, []), self.standings.get(object_id, UNKNOWN)
        return explain(row, visits, standing, self.rules)


@dataclass(frozen=True)
class Prepared:
    """A draw as it would be committed: the open frame (ids), even where it will be blinded."""

    slug: str
    draw: str
    order: Order
    basis: Basis
    plan: PlanUse
    policy: PolicyEvidence
    known: Known
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


def prepare(desk: Desk, slug: str, *, living: bool = True) -> Prepared:
    """Everything a commit of this order would bind, read at the newest basis. Raises Refused, NotYet.

    `living`: also look whether the living roster still is the sealed one, for a word of caution.
    """
    workspace, now = desk.workspace, desk.now
    staff = workspace.order(slug)
    basis = find_basis(workspace, now)
    entries = workspace.entries()
    whole = History(entries)
    check_settled(whole, basis.size)
    history = History(entries[: basis.size])
    policy = policy_in_force(desk, history)
    draw = next_draw(workspace.history(), now.astimezone(SHANGHAI).year)
    order = evidence_order(staff, policy, slug, draw)
    try:
        known, objects = known_at_basis(desk, history, order, policy)
    except Refused as error:
        raise error.at(f"data/orders/{slug}.yaml") from None
    frame = known.frame()
    _check_since(workspace, whole, known, frame)
    inspectors, inspectors_data = logged_roster(workspace, history, "inspectors", basis.size)
    officers = snapshots.parse_inspectors_snapshot(inspectors_data, f"data/snapshots/{inspectors.sha256}.csv")
    panel = build_panel(officers, order.times.inspect_by)
    computed = quotas(frame, {part.stratum: (part.ratio, part.count) for part in order.strata})
    _some_drawn(computed, slug)
    seats = seat_order([Seat(seat.department, seat.skill) for seat in order.team], panel)
    _check_frame(order, policy, known, frame, computed, slug)
    notices = [*_order_notices(order, policy, computed), *seat_notices(seats, panel)]
    return Prepared(
        slug=slug,
        draw=draw,
        order=order,
        basis=basis,
        plan=plan_use(workspace, history, staff, slug),
        policy=policy,
        known=known,
        frame=frame,
        panel=panel,
        quotas=computed,
        seats=seats,
        snapshots={known.sha256: objects, inspectors.sha256: inspectors_data},
        replaces=staff.replaces,
        notices=notices + (_unsealed(workspace, history, basis.size) if living else []),
    )


def policy_in_force(desk: Desk, history: History) -> PolicyEvidence:
    """The policy that both offices signed and whose date has come. Raises Refused."""
    record = in_force(history, "policy", len(history.entries), desk.now)
    return snapshots.parse_policy_json(need_snapshot(desk.workspace, record.sha256, "json"), "policy.json")


def known_at_basis(desk: Desk, history: History, order: Order, policy: PolicyEvidence) -> tuple[Known, bytes]:
    """Roster (with its bytes), visits and facts as the log has them at the basis, and the rules of this order.

    `history`: the log up to the basis; the desk's time is the commit's. Raises Refused, Malformed.
    """
    workspace, size = desk.workspace, len(history.entries)
    record, data = logged_roster(workspace, history, "objects", size)
    items_record = in_force(history, "items", size, desk.now)
    items = snapshots.parse_items_json(need_snapshot(workspace, items_record.sha256, "json"), "items.json")
    rules = frame_rules(order, policy, items, desk.now.astimezone(SHANGHAI).date())
    rows = snapshots.parse_objects_snapshot(data, f"data/snapshots/{record.sha256}.csv")
    facts = standings(desk, record) if rules.uses_facts or policy.lapses_on else {}
    listed = {row.object_id: row for row in rows}
    return Known(record.sha256, listed, earlier_visits(workspace, history), facts, rules), data


def _check_since(workspace: Workspace, whole: History, known: Known, frame: list[FrameRow]) -> None:
    """Raises NotYet where a result logged since the basis gives another frame: C08 recomputes it at both places."""
    visits = earlier_visits(workspace, whole)
    if visits == known.visits:
        return
    if build_frame(known.roster.values(), visits, known.standings, known.rules) != frame:
        right = ("请见证人先会签最新的检查点", "ask the witnesses to cosign the newest checkpoint first")
        wrong = ("依据之后登记的检查结果改变了名单", "results logged since the basis change the frame")
        raise NotYet(fault("basis", *wrong, *right))


def _check_frame(
    order: Order, policy: PolicyEvidence, known: Known, frame: list[FrameRow], computed: list[Quota], slug: str
) -> None:
    """Raises Refused for an open frame that must be closed, or a merged stratum that gives its members away."""
    place = f"data/orders/{slug}.yaml"
    reasons = closed_reasons(order, policy)
    if order.frame == "open" and reasons:
        zh, en = "、".join(why.zh for why in reasons), "; ".join(why.en for why in reasons)
        right = ("写frame: blinded", "write frame: blinded")
        raise Refused(fault("open-frame", f"名单不能公开：{zh}", f"the frame can't be open: {en}", *right).at(place))
    focus = known.rules.focus
    for quota in computed if focus else []:
        if focus and quota.stratum == FOCUS:
            chosen = chosen_publicly(known.roster.values(), frame, FOCUS, focus)
            numbers = policy.numbers
            faults = focus_faults(focus, quota, chosen, least=numbers.small_population, high=numbers.high_chance)
            if faults:
                raise Refused(*(found.at(place) for found in faults))


def _order_notices(order: Order, policy: PolicyEvidence, computed: list[Quota]) -> list[Words]:
    """What everyone should know: small strata, a merged one, and exclusions of the rule that the order leaves out."""
    numbers = policy.numbers
    found = stratum_notices(computed, small=numbers.small_population, high=numbers.high_chance)
    found += [focus_notice(quota) for quota in computed if quota.stratum == FOCUS]
    for code in CODES:
        if code not in order.exclusions:
            zh, en = f"方案没有用排除代码{code}：{CODES[code].zh}", f"the order leaves out {code}: {CODES[code].en}"
            found.append(Words(zh, en))
    return found


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
