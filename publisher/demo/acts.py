"""What the cast does in one go: a draw from commit to outcome, a change, a batch of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from publisher.ceremony import (
    auditing,
    changing,
    committing,
    concluding,
    keeping,
    registering,
    sealing,
    sitting,
    witnessing,
)
from publisher.ceremony.committing import sign_commit
from publisher.demo.cast import WITNESSES, Stage
from publisher.demo.rounds import answer, answers
from publisher.draw.identifiers import parse_time
from publisher.log.records import RemovalPart
from publisher.log.trust import Role
from publisher.workspace import publish

OFFICES = ("draw", "legal")


def at(stage: Stage, time: str) -> None:
    """Turn the story's clock: `MM-DD HH:MM` of 2026 in Shanghai."""
    day, clock = time.split()
    moment = parse_time(f"2026-{day}T{clock}:00+08:00")
    if moment < stage.now:
        raise ValueError(f"the story's clock runs forward only: {time}")
    stage.now = moment


def keep(stage: Stage) -> list[str]:
    """The log keeper logs what is complete."""
    return keeping.keep(stage.desk("keeper"))


def cosign(stage: Stage) -> None:
    """Both outside witnesses read what is public and cosign it."""
    for part in WITNESSES:
        read = publish(stage.workspace).get
        signed = witnessing.cosign_newest(stage.offices[part.folder], read, part.name, stage.now)
        witnessing.collect(stage.workspace, signed)


def seal_rosters(stage: Stage, reasons: Mapping[str, str] | None = None) -> None:
    """Seal the rosters that changed; agencies with them."""
    for table in registering.ROSTERS:
        registering.seal_roster(stage.desk("draw"), table, dict(reasons or {}), again=table != "agencies")
        keep(stage)


def approve(stage: Stage, year: str, unit: str) -> None:
    """Item list, policy and plan, signed by both offices."""
    for office in OFFICES:
        desk = stage.desk(office)
        role = desk_role(office)
        registering.approve_items(desk, role)
        registering.approve_policy(desk, role)
        registering.approve_plan(desk, role, year, unit)
    keep(stage)


def desk_role(folder: str) -> Role:
    """The role of an office or the observer, by its folder."""
    roles: dict[str, Role] = {"draw": "draw", "legal": "legal", "observer": "observer"}
    return roles[folder]


def commit(stage: Stage, slug: str, time: str, *, observers: bool = False) -> str:
    """Draft, join, both sign, log, witnesses cosign. Returns the draw number."""
    at(stage, time)
    draw = committing.start_commit(stage.desk("draw"), slug, observers=observers)
    committing.join_commit(stage.desk("legal"), draw, "legal")
    if observers:
        committing.join_commit(stage.desk("observer"), draw, "observer")
    for office in OFFICES:
        sign_commit(stage.desk(office), draw, desk_role(office))
    keep(stage)
    cosign(stage)
    return draw


def close(stage: Stage, draw: str, time: str, *, absent: Sequence[str] = ()) -> None:
    """Everyone reveals but the absent; both close; witnesses cosign."""
    at(stage, time)
    history = stage.workspace.history().draws[draw]
    assert history.commit is not None
    for part in history.commit.record.parties:
        folder = part.party.rsplit("/", 1)[1]
        if folder not in absent:
            sitting.reveal(stage.desk(folder), draw, desk_role(folder))
    keep(stage)
    for office in OFFICES:
        sitting.close(stage.desk(office), draw, desk_role(office))
    keep(stage)
    cosign(stage)


def throw(stage: Stage, draw: str, time: str, digits: str) -> None:
    """Ten-sided dice in the service hall."""
    at(stage, time)
    for office in OFFICES:
        sitting.throw(stage.desk(office), draw, digits, desk_role(office))
    keep(stage)
    cosign(stage)


def conclude(stage: Stage, draw: str, time: str) -> None:
    """Both offices compute the outcome."""
    at(stage, time)
    for office in OFFICES:
        concluding.conclude(stage.desk(office), draw, answers(), desk_role(office))
    keep(stage)
    cosign(stage)


def void(stage: Stage, draw: str, time: str, reason: str) -> None:
    """Both void a draw for an error, before its beacon."""
    at(stage, time)
    for office in OFFICES:
        sitting.void(stage.desk(office), draw, "error", reason, desk_role(office))
    keep(stage)
    cosign(stage)


@dataclass(frozen=True)
class Wish:
    """A change: who leaves which team, what is supplemented, when the beacon that decides fires."""

    removals: Sequence[RemovalPart]
    supplements: Sequence[str]
    fires: datetime


def open_change(stage: Stage, draw: str, time: str, wish: Wish) -> None:
    """Both offices open the change, witnesses cosign."""
    at(stage, time)
    for office in OFFICES:
        changing.open_change(
            stage.desk(office),
            draw,
            removals=wish.removals,
            supplements=wish.supplements,
            source="drand-quicknet",
            at=wish.fires,
            role=desk_role(office),
        )
    keep(stage)
    cosign(stage)


def finish_change(stage: Stage, draw: str, time: str, number: str) -> None:
    """The beacon has fired; both offices compute the substitutes."""
    at(stage, time)
    for office in OFFICES:
        changing.finish_change(stage.desk(office), draw, answer(number), desk_role(office))
    keep(stage)
    cosign(stage)


def audit(stage: Stage, draw: str, time: str, statement: str) -> None:
    """The auditor recomputes a blinded frame from what the draw office sealed to it, and signs."""
    at(stage, time)
    sealed = auditing.pack_for_audit(stage.desk("draw"), draw)
    desk = stage.desk("auditor")
    found = auditing.audit(desk, draw, sealed, "audit.sealed")
    auditing.sign_audit(desk, draw, found, 0, statement)
    keep(stage)
    cosign(stage)


def teams(stage: Stage, draw: str) -> dict[str, list[str]]:
    """The teams in force, by rank."""
    return changing.standing(stage.workspace, stage.workspace.history().draws[draw]).teams


def seal(stage: Stage, draw: str, time: str) -> list[str]:
    """The keeper seals the results that lie in the repository; it holds the frame key for that sitting."""
    at(stage, time)
    desk = stage.desk("keeper")
    key = stage.offices["draw"].frame_key(draw)
    if key is not None:
        desk.office.keep_frame_key(draw, key)
    sealed = sealing.seal_results(desk, draw, teams(stage, draw))
    cosign(stage)
    return sealed
