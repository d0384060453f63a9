"""Papers that wait: records to be signed, living documents that nobody has approved yet (articles 5 and 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from publisher.ceremony import pending
from publisher.ceremony.drafts import NO_COMMITMENT, read_draft, waiting_drafts
from publisher.ceremony.signing import missing
from publisher.draw.evidence import sha256_hex
from publisher.draw.identifiers import parse_time
from publisher.log.history import History
from publisher.rules.owed import OrderState, Waiting
from publisher.rules.plans import Use, plan_uses
from publisher.tables import snapshots
from publisher.workspace import Workspace
from publisher.workspace.books import Books
from publisher.workspace.repository import plan_name
from publisher.workspace.results import NONRANDOM
from publisher.workspace.rosters import living_snapshot


def uses_by_plan(books: Books) -> dict[tuple[str, int], list[Use]]:
    """(unit, year) → the occurrences of its plan that draws have taken."""
    uses = plan_uses(books.history)
    names = {(plan.unit, plan.year): plan_name(str(plan.year), plan.unit) for plan in books.plans}
    return {key: uses.get(name.removeprefix("data/"), []) for key, name in names.items()}


def waiting_records(workspace: Workspace, history: History) -> Iterator[Waiting]:
    """Every record that waits in data/pending/, and whose signature or commitment it lacks. Raises Malformed."""
    trust, position = workspace.trust, len(history.entries)
    for name in pending.names(workspace):
        waiting = pending.load(workspace, name)
        if waiting is None:
            continue
        record = waiting.record
        about = getattr(record, "draw", "") or ""
        if record.type == "plan":
            about = " ".join(record.file.removeprefix("plans/").removesuffix(".csv").split("/"))
        if record.type == "withdraw":
            about = about or NONRANDOM
        lacking = missing(record, waiting.note, trust, position, history)
        yield Waiting(name, record.type, about, tuple(dict.fromkeys(lacking)))
    for draw in waiting_drafts(workspace):
        parties = [part.party for part in read_draft(workspace, draw)[1].parties if part.commitment == NO_COMMITMENT]
        roles = dict.fromkeys(party.rpartition("/")[2] for party in parties)
        yield Waiting(f"{draw}-commit", "commit", draw, tuple(roles))


def waiting_orders(workspace: Workspace, history: History, now: datetime) -> Iterator[OrderState]:
    """Orders that no draw was committed from and that can still be: their sitting lies ahead. Raises Malformed."""
    committed = {
        (records.commit.record.title, tuple(records.commit.record.items))
        for records in history.draws.values()
        if records.commit is not None
    }
    drafted = {read_draft(workspace, draw)[0] for draw in waiting_drafts(workspace)}
    for slug in workspace.orders():
        order = workspace.order(slug)
        reveal_by = parse_time(order.reveal_by)
        if (order.title, tuple(order.items)) not in committed and slug not in drafted and now < reveal_by:
            yield OrderState(slug, order.title, reveal_by)


def changed_papers(workspace: Workspace, books: Books) -> Iterator[tuple[str, str]]:
    """Living documents that differ from what was signed last: (which, the command that takes it up)."""
    living = {
        "items": snapshots.items_json(workspace.items),
        "policy": snapshots.policy_json(workspace.policy, workspace.codes, workspace.calendars),
    }
    for kind, data in living.items():
        signed = books.history.files(kind)
        if signed and signed[-1].record.sha256 != sha256_hex(data):
            yield kind, f"{kind} approve"
    for plan in books.plans:
        year = str(plan.year)
        if workspace.files.read(plan_name(year, plan.unit)) is None:
            continue
        if snapshots.plan_snapshot(workspace.plan(year, plan.unit)) != snapshots.plan_snapshot(plan.rows):
            yield f"{year} {plan.unit}", f"plan amend {year} {plan.unit}"
    roster = books.history.roster("objects")
    if roster and roster.record.sha256 != sha256_hex(living_snapshot(workspace, "objects")):
        yield "objects", "roster seal objects"
