"""A bureau in memory, honest unless told otherwise: every step can be taken wrongly, by whoever holds the keys.

All keys come from plain words and are for tests alone. Real drand rounds are the beacon, so the dates are theirs.
Whatever a test wants to forge it passes to the step, or does to `entries`, `files` and `checkpoints`.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from publisher.draw.blinding import Opening, blind
from publisher.draw.changes import Removal, Standing, apply_change
from publisher.draw.evidence import csv_text, json_text, sha256_hex
from publisher.draw.hashing import change_seed, commitment
from publisher.draw.identifiers import ABSENT, SHANGHAI, VACANT, parse_date, parse_time, time_text
from publisher.draw.parts import ConditionPart, Order
from publisher.draw.quotas import quotas
from publisher.draw.seats import Seat, seat_order
from publisher.draw.seed import BeaconValue, seed_text
from publisher.draw.selection import select
from publisher.draw.tables import (
    Drawn,
    FrameRow,
    Member,
    PanelRow,
    change_text,
    frame_text,
    panel_text,
    selection_text,
    teams_text,
)
from publisher.draw.teams import draw_teams
from publisher.log import ed25519, merkle, places
from publisher.log.checkpoints import Checkpoint, cosign
from publisher.log.notes import COSIGNER_KEY, NOTE_KEY, Note, sign_note, vkey_for
from publisher.log.rows import RowFile
from publisher.log.tiles import tiles_of
from publisher.log.trust import TrustPolicy
from publisher.rules.eligibility import FrameRules, build_frame
from publisher.rules.panels import build_panel
from publisher.rules.rosters import compare
from publisher.rules.strata import Standing as Kept
from publisher.rules.visits import Visit, by_object
from publisher.tables.calendars import CalendarYear
from publisher.tables.codes import CodeLists
from publisher.tables.draw_rules import frame_rules
from publisher.tables.items import ItemList
from publisher.tables.policy import Policy, policy_evidence
from publisher.tables.rosters import Agency, Inspector, PlanRow, RosterObject
from publisher.tables.snapshots import (
    agencies_snapshot,
    inspectors_snapshot,
    items_json,
    objects_snapshot,
    plan_snapshot,
    policy_json,
)
from publisher.tables.yaml_files import read_yaml
from publisher.verify import Held, Report, Verdict, verify

DOMAIN = "test.example"
ORIGIN = f"{DOMAIN}/shuangsuiji"
DRAW, LEGAL = f"{DOMAIN}/draw", f"{DOMAIN}/legal"
OFFICES = (DRAW, LEGAL)
VECTORS = Path(__file__).parent / "vectors"
ROUNDS: dict[str, dict[str, Any]] = {
    str(known["round"]): known for known in json.loads((VECTORS / "drand.json").read_text())["rounds"]
}
FIRST_ROUND, CHANGE_ROUND, LATER_ROUND, NEXT_YEAR_ROUND = "1000", "657413", "1000000", "12040883"


DATA = Path(__file__).parent.parent / "data"
CODES = read_yaml((DATA / "codes.yaml").read_bytes(), CodeLists, "data/codes.yaml")
CALENDARS = [
    read_yaml((DATA / f"calendar/{year}.yaml").read_bytes(), CalendarYear, f"{year}.yaml") for year in (2023, 2024)
]


def policy_bytes(policy: Policy) -> bytes:
    """A policy in evidence form, with the sample's code lists and the notices of 2023 and 2024."""
    return policy_json(policy, CODES, CALENDARS)


def _by_id(data: bytes) -> dict[str, dict[str, str]]:
    header, *rows = csv.reader(data.decode().splitlines())
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def round_answer(number: str) -> dict[str, Any]:
    """What a relay says of a real round of drand quicknet."""
    return {"round": int(number), "randomness": ROUNDS[number]["randomness"], "signature": ROUNDS[number]["signature"]}


def secret_of(text: str) -> str:
    """64 hex that anyone can guess: a test's stand-in for the operating system's randomness."""
    return hashlib.sha256(f"not secret: {text}".encode()).hexdigest()


@dataclass(frozen=True)
class Key:
    """A test key, made from its name and a generation."""

    name: str
    role: str
    holder: str
    outside: bool = False
    generation: int = 0

    @property
    def seed(self) -> bytes:
        return hashlib.sha256(f"test key, never use: {self.name} {self.generation}".encode()).digest()

    @property
    def vkey(self) -> str:
        kind = COSIGNER_KEY if self.role == "witness" else NOTE_KEY
        return vkey_for(self.name, ed25519.public_key(self.seed), kind).text

    def entry(self, since: int = 0, until: int | None = None) -> dict[str, Any]:
        """The key as it stands in a trust policy."""
        found = {"vkey": self.vkey, "role": self.role, "holder": self.holder, "outside": self.outside, "from": since}
        return found if until is None else {**found, "until": until}


KEYS = {
    "draw": Key(DRAW, "draw", "抽取机构"),
    "legal": Key(LEGAL, "legal", "法制机构"),
    "log": Key(ORIGIN, "log", "总账保管人"),
    "observer": Key(f"{DOMAIN}/observer", "observer", "观察员甲", outside=True),
    "observer2": Key(f"{DOMAIN}/observer2", "observer", "观察员乙", outside=True),
    "auditor": Key(f"{DOMAIN}/auditor", "auditor", "审计机构", outside=True),
    "head": Key(f"{DOMAIN}/recovery-head", "recovery", "局长"),
    "recovery-legal": Key(f"{DOMAIN}/recovery-legal", "recovery", "法制负责人"),
    "body": Key(f"{DOMAIN}/recovery-outside", "recovery", "外部机构", outside=True),
}
WITNESSES = (
    Key("witness-one.example/w", "witness", "见证人甲", outside=True),
    Key("witness-two.example/w", "witness", "见证人乙", outside=True),
)
OUR_WITNESS = Key(f"{DOMAIN}/witness", "witness", "本局自设")


def make_objects(count: int = 60) -> list[RosterObject]:
    """Firms of two industries in two towns; every tenth has closed."""
    return [
        RosterObject(
            object_id=f"91441624TEST{number:05d}X",
            name=f"测试{number}厂",
            kind="企业",
            section="C" if number % 3 else "E",
            industry="18" if number % 3 else "47",
            town="441624100" if number % 2 else "441624101",
            status="注销" if number % 10 == 9 else "存续",
            listed_on="2023-01-05",
        )
        for number in range(count)
    ]


def make_inspectors(count: int = 6) -> list[Inspector]:
    """Certified officers of one department, one of them expired."""
    return [
        Inspector(
            inspector_id=f"JC{number:03d}",
            name=f"检查员{number}",
            department="ld",
            skills=("wage",) if number % 2 else ("social", "wage"),
            certificate_until="2023-09-30" if number == 5 else "2029-12-31",
            status="active",
            reserve="",
        )
        for number in range(count)
    ]


def make_items() -> ItemList:
    """Two items, one for everybody, one for industry."""
    item = {
        "item": "LD-01",
        "name": "工资支付检查",
        "class": "重点检查事项",
        "law_type": "劳动保障监察",
        "basis": ["《劳动保障监察条例》第十一条"],
        "unit": "ld",
        "method": ["1"],
        "ratio": "0.1",
        "frequency_cap": 4,
        "scope": [],
        "scope_text": "全部单位",
        "skill": "*",
    }
    industry = {**item, "item": "LD-02", "scope": [{"column": "section", "in": ["C"]}], "scope_text": "制造业"}
    value = {"schema": 1, "version": "2023-1", "effective": "2023-08-01", "items": [item, industry]}
    return ItemList.model_validate(value, by_alias=True)


def make_policy() -> Policy:
    """Two strata: builders, and everybody else."""
    builders = {"stratum": "A", "title": "甲组", "where": [{"column": "section", "in": ["E"]}]}
    value = {
        "schema": 1,
        "version": "2023-1",
        "effective": "2023-08-01",
        "numbers": {},
        "strata": {"plain": [builders, {"stratum": "B", "title": "乙组", "where": []}]},
    }
    return Policy.model_validate(value, by_alias=True)


def make_plan(year: int = 2023) -> list[PlanRow]:
    """One row for each item, four draws a year."""
    return [
        PlanRow(
            row=f"R{number}",
            items=(f"LD-0{number}",),
            title="年度抽查",
            kind="undirected",
            scope_text="全部单位",
            ratio="0.1",
            frequency=4,
            method="daily",
            joint="",
            from_=f"{year}-01-01",
            to=f"{year}-12-31",
        )
        for number in (1, 2)
    ]


@dataclass
class Story:
    """One draw as the operator knows it."""

    name: str
    order: Order
    commit: dict[str, Any]
    hash: str
    frame: list[FrameRow]
    panel: list[PanelRow]
    secrets: dict[str, str]
    openings: dict[str, Opening] = field(default_factory=dict)
    frame_key: bytes | None = None
    reveals: dict[str, str] = field(default_factory=dict)
    close: str = ""
    seed: str = ""
    selection: list[Drawn] = field(default_factory=list)
    standing: Standing | None = None
    change: dict[str, Any] = field(default_factory=dict)
    change_hash: str = ""
    rows: dict[str, str] = field(default_factory=dict)

    @property
    def seats(self) -> list[Seat]:
        """The seats in the commit's order."""
        return [Seat(seat["department"], seat["skill"]) for seat in self.commit["team"]["seats"]]

    @property
    def drawn(self) -> list[str]:
        """The objects drawn, by rank."""
        return [row.object_id for row in self.selection]

    def team(self, object_id: str) -> list[str]:
        """Who is in the team of an object now."""
        assert self.standing is not None
        return [inspector for inspector in self.standing.teams[object_id] if inspector != VACANT]


class Bureau:
    """The whole bureau: both offices, the log keeper, and witnesses who cosign what they are shown."""

    def __init__(
        self,
        *,
        witnesses: Sequence[Key] = WITNESSES,
        quorum: tuple[int, int] | None = None,
        objects: Sequence[RosterObject] | None = None,
        inspectors: Sequence[Inspector] | None = None,
        start: str = "2023-08-18T09:00:00+08:00",
    ) -> None:
        self.clock = parse_time(start)
        self.entries: list[bytes] = []
        self.checkpoints: dict[int, Note] = {}
        self.files: dict[str, bytes] = {}
        self.witnesses = list(witnesses)
        outside = sum(key.outside for key in witnesses)
        self.quorum = quorum if quorum is not None else (len(witnesses), outside)
        self.objects = list(objects if objects is not None else make_objects())
        self.inspectors = list(inspectors if inspectors is not None else make_inspectors())
        self.items, self.policy = make_items(), make_policy()
        self.agencies = [Agency("ld", "劳动监察大队", "own", "")]
        self.plan_hash = ""
        self.draws: dict[str, Story] = {}
        self.told: dict[tuple[str, str], dict[str, Any]] = {}
        self.kept: dict[str, Kept] = {}
        self.entered: dict[str, list[RowFile]] = {}
        self.sealed: dict[str, bytes] = {}

    # ── the log ────────────────────────────────────────────────────────────────

    def at(self, time: str) -> Bureau:
        """Sets the clock."""
        self.clock = parse_time(time)
        return self

    def later(self, **delta: float) -> Bureau:
        """Moves the clock."""
        self.clock += timedelta(**delta)
        return self

    def sign(self, record: Mapping[str, Any], signers: Iterable[str | Key]) -> Note:
        """A record, dated by the clock unless it has a time, as a note with its signatures."""
        text = json_text({"time": time_text(self.clock), **record})
        note = Note(text, ())
        for signer in signers:
            key = KEYS[signer] if isinstance(signer, str) else signer
            note = note.with_signature(sign_note(text, key.name, key.seed))
        return note

    def log(self, record: Mapping[str, Any], signers: Iterable[str | Key] = ("draw", "legal"), file: str = "") -> str:
        """Logs a record and lays its note where it belongs. Returns its hash."""
        note = self.sign(record, signers)
        self.entries.append(note.bytes)
        if file:
            self.files[file] = note.bytes
        return note.hash

    def checkpoint(self, size: int | None = None) -> Note:
        """The log key signs the tree as it is (or was at `size`)."""
        size = len(self.entries) if size is None else size
        root = merkle.root([merkle.leaf_hash(entry) for entry in self.entries[:size]])
        text, log = Checkpoint(ORIGIN, size, root).text, KEYS["log"]
        self.checkpoints[size] = Note(text, ()).with_signature(sign_note(text, log.name, log.seed))
        return self.checkpoints[size]

    def watch(self, by: Iterable[Key] | None = None, size: int | None = None) -> int:
        """Signs a checkpoint and lets the witnesses cosign it now. Returns its size."""
        note = self.checkpoint(size)
        for key in self.witnesses if by is None else by:
            note = note.with_signature(cosign(note.text, key.name, key.seed, int(self.clock.timestamp())))
        at = len(self.entries) if size is None else size
        self.checkpoints[at] = note
        return at

    # ── founding ───────────────────────────────────────────────────────────────

    def trust(self, **changes: Any) -> TrustPolicy:
        """The trust policy."""
        value = {
            "origin": ORIGIN,
            "keys": [key.entry() for key in KEYS.values()],
            "witnesses": [{"vkey": key.vkey, "name": key.holder, "outside": key.outside} for key in self.witnesses],
            "quorum": {"total": self.quorum[0], "outside": self.quorum[1]},
            "recovery": 2,
            "beacons": ["drand-quicknet", "lottery-ssq", "lottery-dlt", "nist-2", "ceremony"],
            "notice": 600,
        }
        return TrustPolicy.model_validate({**value, **changes})

    def bind_trust(self, policy: TrustPolicy) -> str:
        """Publishes a trust policy. Returns its hash."""
        self.files[places.TRUST] = self.files[places.snapshot(policy.hash, "json")] = policy.text.encode()
        return policy.hash

    def found(self, **trust: Any) -> Bureau:
        """Genesis, item list, policy, plan and rosters, all in the log and watched."""
        bureau = {"bureau": "测试局", "demo": True, "now": "", "rule": {}}
        self.files[places.BUREAU] = json_text(bureau).encode()
        genesis = {"type": "genesis", "bureau": "测试局", "trust": self.bind_trust(self.trust(**trust))}
        self.log(genesis, ("draw", "legal", "log", "head", "recovery-legal", "body"))
        self.approve("items", items_json(self.items))
        self.approve("policy", policy_bytes(self.policy))
        self.plan(2023)
        self.seal()
        self.watch()
        return self

    def _snapshot(self, data: bytes, suffix: str) -> str:
        sha256 = sha256_hex(data)
        self.files[places.snapshot(sha256, suffix)] = data
        return sha256

    def approve(self, kind: str, data: bytes, *, effective: str = "2023-08-01", name: str = "") -> str:
        """Logs a version of the item list, the policy or a plan."""
        sha256 = self._snapshot(data, "csv" if kind == "plan" else "json")
        record = {
            "type": kind,
            "file": name or f"{kind}.yaml",
            "sha256": sha256,
            "version": "1",
            "effective": effective,
        }
        self.log(record)
        return sha256

    def plan(self, year: int) -> str:
        """Logs the plan of a year."""
        data, name = plan_snapshot(make_plan(year)), f"plans/{year}/ld.csv"
        self.plan_hash = self.approve("plan", data, effective=f"{year}-01-01", name=name)
        return self.plan_hash

    def seal(self, *tables: str, reasons: Mapping[str, str] | None = None) -> Bureau:
        """Logs the rosters as they are now, each change with the reason given, or a fitting one."""
        texts = {"objects": objects_snapshot(self.objects), "inspectors": inspectors_snapshot(self.inspectors)}
        for table in tables or tuple(texts):
            texts["agencies"] = agencies_snapshot(self.agencies)
            rows = texts[table].count(b"\n") - 1
            sha256 = self._snapshot(texts[table], "csv")
            changes = self._snapshot(self._changes(table, texts[table], reasons), "csv")
            record = {"type": "roster", "table": table, "sha256": sha256, "rows": rows}
            self.log({**record, "changes": changes, "sealed": sha256_hex(b"")}, ("draw",))
            self.sealed[table] = texts[table]
        return self

    def _changes(self, table: str, data: bytes, reasons: Mapping[str, str] | None) -> bytes:
        """The reason-coded change list since the roster was last sealed."""
        first = table not in self.sealed
        before, after = ({}, _by_id(data)) if first else (_by_id(self.sealed[table]), _by_id(data))
        fitting = {"added": "initial" if first else "found", "removed": "moved-out", "edited": "corrected"}
        changed = {(change.id, change.effect) for change in compare(before, after)}
        given = reasons if reasons is not None else {id_: fitting[effect] for id_, effect in changed}
        lines = [[id_, effect, given.get(id_, "")] for id_, effect in sorted(changed)]
        return csv_text(("id", "change", "reason"), lines).encode()

    # ── a draw ─────────────────────────────────────────────────────────────────

    def order(self, **changes: Any) -> Order:
        """An undirected draw of item LD-01 by drand, as order.json has it."""
        strata = [
            {"stratum": rule.stratum, "title": rule.title, "where": [_condition(part) for part in rule.where]}
            for rule in self.policy.strata["plain"]
        ]
        value: dict[str, Any] = {
            "title": "工资支付抽查",
            "unit": "ld",
            "items": ["LD-01"],
            "kind": "undirected",
            "method": "daily",
            "visits": "announced",
            "frame": "open",
            "approval": "",
            "approval_no": "",
            "notice_no": "",
            "targeting": [],
            "scheme": "plain",
            "strata": [{**strata[0], "ratio": "0.1"}, {**strata[1], "count": "3"}],
            "exclusions": ["inactive"],
            "team": [{"department": "ld", "skill": "*"}, {"department": "*", "skill": "social"}],
            "beacons": [drand_beacon(FIRST_ROUND)],
            "times": {
                "reveal_by": "2023-08-23T19:00:00+08:00",
                "inspect_by": "2023-10-15",
                "publish_by": "2023-11-14",
            },
        }
        return Order.model_validate({**value, **changes})

    def commit(
        self,
        order: Order | None = None,
        *,
        name: str = "2023-001",
        plan: Mapping[str, str] | None = None,
        frame: Sequence[FrameRow] | None = None,
        published: Sequence[FrameRow] | None = None,
        panel: Sequence[PanelRow] | None = None,
        basis_size: int | None = None,
        parties: Sequence[str] = OFFICES,
        signers: Iterable[str | Key] = ("draw", "legal"),
        **changes: Any,
    ) -> Story:
        """Commits a draw; what isn't given follows from order and rosters. `changes`: members of the commit.

        `frame`: the rows with names; `published`: those of a blinded frame.csv as they are.
        """
        order = order or self.order()
        named = self.honest_frame(order) if frame is None else list(frame)
        key = hashlib.sha256(f"frame key {name}".encode()).digest() if order.frame == "blinded" else None
        blinded = blind(named, name, key) if key else None
        rows = list(published or (blinded.frame if blinded else named))
        people = build_panel(self.inspectors, order.times.inspect_by) if panel is None else list(panel)
        bound = {"order.json": order.text, "frame.csv": frame_text(rows), "panel.csv": panel_text(people)}
        files = {file: sha256_hex(text.encode()) for file, text in bound.items()}
        for data in (objects_snapshot(self.objects), inspectors_snapshot(self.inspectors)):
            files[f"snapshots/{sha256_hex(data)}.csv"] = sha256_hex(data)
        size = (
            max((n for n in self.checkpoints if n <= len(self.entries)), default=0)
            if basis_size is None
            else basis_size
        )
        root = merkle.root([merkle.leaf_hash(entry) for entry in self.entries[:size]])
        secrets = {party: secret_of(f"{name} {party}") for party in parties}
        seats = seat_order([Seat(seat.department, seat.skill) for seat in order.team], people)
        record = {
            "type": "commit",
            "draw": name,
            "title": order.title,
            "protocol": "draw/1",
            "basis": {"size": size, "root": root.hex()},
            "plan": plan or {"file": self.plan_hash, "row": "R1", "occurrence": "1"},
            "register": secret_of("register"),
            "items": order.items,
            "files": files,
            "frame": order.frame,
            "quotas": _quotas(order, rows),
            "team": {"seats": [seat._asdict() for seat in seats]},
            "beacons": [part.evidence() for part in order.beacons],
            "parties": [
                {"party": party, "commitment": commitment(name, party, secrets[party])} for party in sorted(parties)
            ],
            **order.times.evidence(),
            **changes,
        }
        for file, text in bound.items():
            self.files.setdefault(f"draws/{name}/{file}", text.encode())
        sha256 = self.log(record, signers, places.draw_file(name, "commit.note"))
        openings = blinded.openings if blinded else {}
        self.draws[name] = Story(name, order, record, sha256, rows, people, secrets, openings, key)
        return self.draws[name]

    def honest_frame(self, order: Order) -> list[FrameRow]:
        """The frame that rosters, results so far, and what the office keeps to itself (`kept`) give."""
        return build_frame(self.objects, self.visits, self.kept, self.rules(order))

    @property
    def visits(self) -> dict[str, list[Visit]]:
        """The visits made so far, by object, each as its newest row tells of it."""
        return by_object(_visit(*known, row) for known, row in self.told.items() if row.get("codes"))

    def rules(self, order: Order) -> FrameRules:
        """The rules of an order committed today."""
        policy = policy_evidence(self.policy, CODES.result, CALENDARS)
        known = [item for item in order.items if self.items.find(item)]  # a test may order what isn't on the list
        order = order.model_copy(update={"items": known})
        return frame_rules(order, policy, self.items, self.clock.astimezone(SHANGHAI).date())

    def reveal(self, story: Story, party: str, *, secret: str = "", signer: str | Key | None = None) -> str:
        """One party reveals."""
        key = signer or next(name for name, key in KEYS.items() if key.name == party)
        record = {"type": "reveal", "draw": story.name, "commit": story.hash, "party": party}
        number = sorted(story.secrets).index(party) + 1
        file = places.draw_file(story.name, places.reveal_file(number))
        value = secret or story.secrets[party]
        story.reveals[party] = self.log({**record, "secret": value}, (key,), file)
        return story.reveals[party]

    def close(self, story: Story, signers: Iterable[str | Key] = ("draw", "legal"), **changes: Any) -> str:
        """The close; a party that hasn't revealed is ABSENT."""
        reveals = {party: story.reveals.get(party, ABSENT) for party in sorted(story.secrets)}
        record = {"type": "close", "draw": story.name, "commit": story.hash, "reveals": reveals, **changes}
        story.close = self.log(record, signers, places.draw_file(story.name, "close.note"))
        return story.close

    def sit(self, story: Story, *, absent: Sequence[str] = (), watch: bool = True) -> Story:
        """The sitting: all reveal, the close is logged and watched."""
        for party in sorted(story.secrets):
            if party not in absent:
                self.later(minutes=1).reveal(story, party)
        self.later(minutes=1).close(story)
        if watch:
            self.later(minutes=1).watch()
        return story

    def ceremony(self, story: Story, value: str, signers: Iterable[str | Key] = ("draw", "legal")) -> str:
        """Twenty digits thrown in public."""
        record = {"type": "ceremony", "draw": story.name, "commit": story.hash, "value": value}
        return self.log(record, signers, places.draw_file(story.name, "ceremony.note"))

    def conclude(
        self,
        story: Story,
        *,
        answers: Mapping[str, Any] | None = None,
        values: Mapping[str, str] | None = None,
        seed: str = "",
        selection: Sequence[Drawn] | None = None,
        teams: Sequence[Member] | None = None,
        signers: Iterable[str | Key] = ("draw", "legal"),
    ) -> Story:
        """The outcome. `answers`, `values`: source → what isn't a real drand round; the rest is there to be forged."""
        beacons = story.commit["beacons"]
        found = {b["source"]: (answers or {}).get(b["source"]) or round_answer(b["round"]) for b in beacons}
        value = {
            b["source"]: (values or {}).get(b["source"]) or sha256_hex(bytes.fromhex(found[b["source"]]["signature"]))
            for b in beacons
        }
        secrets = {party: story.secrets[party] if party in story.reveals else ABSENT for party in story.secrets}
        listed = [BeaconValue(b["source"], b["round"], value[b["source"]]) for b in beacons]
        text = seed_text(story.name, story.hash, story.close, secrets, listed)
        story.seed = seed or sha256_hex(text.encode())
        sizes = {part["stratum"]: part["size"] for part in story.commit["quotas"]}
        drawn = select(story.frame, sizes, story.seed)
        story.selection = list(drawn if selection is None else selection)
        members = draw_teams(story.panel, story.seats, story.drawn, story.seed) if teams is None else list(teams)
        story.standing = Standing.after_draw(members)
        archived = [{"source": b["source"], "round": b["round"], "answer": found[b["source"]]} for b in beacons]
        bound = {
            "beacon.json": json_text(archived),
            "seed.txt": text,
            "selection.csv": selection_text(story.selection),
            "teams.csv": teams_text(members),
        }
        self.files |= {places.draw_file(story.name, name): data.encode() for name, data in bound.items()}
        record = {
            "type": "outcome",
            "draw": story.name,
            "commit": story.hash,
            "close": story.close,
            "seed": story.seed,
            "files": {name: sha256_hex(data.encode()) for name, data in bound.items()},
        }
        self.log(record, signers, places.draw_file(story.name, "outcome.note"))
        return story

    def void(self, story: Story, code: str) -> str:
        """Declares a draw void."""
        record = {"type": "void", "draw": story.name, "commit": story.hash, "code": code, "reason": "测试"}
        return self.log(record, file=places.draw_file(story.name, "void.note"))

    # ── after the draw ─────────────────────────────────────────────────────────

    def change(
        self,
        story: Story,
        *,
        removals: Sequence[Mapping[str, Any]] = (),
        supplements: Sequence[str] = (),
        number: int = 1,
        beacon: Mapping[str, str] | None = None,
        signers: Iterable[str | Key] = ("draw", "legal"),
    ) -> str:
        """Logs a change."""
        story.change = {
            "type": "change",
            "draw": story.name,
            "number": number,
            "removals": [dict(removal) for removal in removals],
            "supplements": [{"object": object_id} for object_id in supplements],
            "beacon": dict(beacon or drand_beacon(CHANGE_ROUND)),
        }
        file = places.draw_file(story.name, places.change_file(number, "note"))
        story.change_hash = self.log(story.change, signers, file)
        return story.change_hash

    def changed(self, story: Story, *, rows: str = "", settled: Iterable[str] | None = None) -> str:
        """Logs what the last change came to; `rows`: another table in its place."""
        assert story.standing is not None
        number, answer = story.change["number"], round_answer(story.change["beacon"]["round"])
        value = sha256_hex(bytes.fromhex(answer["signature"]))
        table = apply_change(
            story.standing,
            frame=story.frame,
            panel=story.panel,
            seats=story.seats,
            change_seed=change_seed(story.name, story.change_hash, value),
            removals=[Removal(r["object"], r["inspector"], r["code"], r["late"]) for r in story.change["removals"]],
            supplements=[part["object"] for part in story.change["supplements"]],
            settled=set(story.rows) if settled is None else set(settled),
        )
        text = (rows or change_text(table)).encode()
        name = places.change_file(number, "csv")
        self.files[places.draw_file(story.name, name)] = text
        record = {
            "type": "changed",
            "draw": story.name,
            "number": number,
            "change": story.change_hash,
            "answer": answer,
            "files": {name: sha256_hex(text)},
        }
        return self.log(record, file=places.draw_file(story.name, places.change_file(number, "done")))

    def result(
        self, story: Story, object_id: str, *, kind: str = "result", publish: bool = True, **changes: Any
    ) -> str:
        """Logs a result (or `correction`) as a sealed row. Returns the row's hash."""
        day = time_text(self.clock)[:10]
        value = {
            "draw": story.name,
            "object": object_id,
            "items": story.commit["items"],
            "visited_on": day,
            "fixed_on": day,
            "inspectors": story.team(object_id)
            if story.standing and object_id in story.standing.teams
            else ["JC000", "JC001"],
            "method": "1",
            "codes": ["1"],
            "dispositions": [],
            "remark": "",
            "reason": "",
            **changes,
        }
        if object_id in story.openings and "opening" not in changes:
            value["opening"] = story.openings[object_id].evidence()
        self.told[story.name, object_id] = {**value, "agency": story.order.unit}
        row = RowFile(salt=secret_of(f"{story.name} {object_id} {len(self.entries)}"), content=json_text(value))
        replaces = story.rows.get(object_id, "") if kind == "correction" else ""
        record = {"type": kind, "draw": story.name, "object": object_id, "row": row.row, "replaces": replaces}
        self.entries.append(json_text({"time": time_text(self.clock), **record}).encode())
        story.rows[object_id] = row.row
        if publish:
            self.files[places.draw_file(story.name, places.row_file(row.row))] = row.text.encode()
        return row.row

    def withdraw(self, story: Story, object_id: str, ground: str = "expired") -> None:
        """Withdraws an object's row; its text goes, its hash stays."""
        row = story.rows[object_id]
        record = {"type": "withdraw", "draw": story.name, "object": object_id, "row": row, "replaces": ""}
        self.log({**record, "ground": ground, "document": "测试"})
        del self.files[places.draw_file(story.name, places.row_file(row))]

    def enter(
        self,
        number: str,
        object_id: str,
        *,
        found: Mapping[str, Any] | None = None,
        publish: bool = True,
        **changes: Any,
    ) -> str:
        """Logs a row of the register of article 13; with `found` a visit was made. Returns the row's hash.

        As it ought to be, texts are published with the visit and not before; `publish=False` keeps them all back.
        """
        day = time_text(self.clock)[:10]
        value: dict[str, Any] = {
            "id": number,
            "object": object_id,
            "agency": "ld",
            "items": ["LD-01"],
            "code": "COMPLAINT",
            "from": "2023-08-01",
            "to": "2024-12-31",
            "source": secret_of(f"paper {number}"),
            "reason": "",
            **changes,
        }
        if found is not None:
            made = {"visited_on": day, "fixed_on": day, "inspectors": ["JC000", "JC001"], "method": "1", "codes": ["1"]}
            value["result"] = {**made, "dispositions": [], "remark": "", **found}
            self.told["", number] = {**value, **value["result"]}
        rows = self.entered.setdefault(number, [])
        replaces = rows[-1].row if rows else ""
        row = RowFile(salt=secret_of(f"{number} {len(self.entries)}"), content=json_text(value))
        kind = "correction" if rows else "nonrandom"
        record = {"type": kind, "draw": "", "object": number, "row": row.row, "replaces": replaces}
        self.entries.append(json_text({"time": time_text(self.clock), **record}).encode())
        rows.append(row)
        if publish and found is not None:
            self.files |= {places.nonrandom_file(item.row): item.text.encode() for item in rows}
        return row.row

    # ── publishing ─────────────────────────────────────────────────────────────

    @property
    def genesis(self) -> str:
        """The record hash of entry 0, as it stands on paper."""
        return Note.parse(self.entries[0]).hash

    def evidence(self) -> dict[str, bytes]:
        """All published files by path."""
        newest = max(self.checkpoints)
        files = {f"log/{path}": data for path, data in tiles_of(self.entries[:newest], newest)}
        files |= {places.checkpoint(size): note.bytes for size, note in self.checkpoints.items()}
        files |= {places.CHECKPOINT: self.checkpoints[newest].bytes, **self.files}
        files["evidence.json"] = json_text({"files": sorted([*files, "evidence.json"])}).encode()
        return dict(sorted(files.items()))

    def published(self) -> Held:
        """What everyone sees."""
        return Held(self.evidence(), "bureau")


def _visit(draw: str, named: str, row: Mapping[str, Any]) -> Visit:
    """What a row of a draw, or of the register of article 13, tells of a visit."""
    object_id = row["opening"]["object_id"] if "opening" in row else row["object"]
    origin, source = ("draw", draw) if draw else ("nonrandom", named)
    day, items, codes = parse_date(row["visited_on"]), tuple(row["items"]), tuple(row["codes"])
    return Visit(object_id, day, row["agency"], items, codes, origin, source)  # type: ignore[arg-type]


def drand_beacon(number: str) -> dict[str, str]:
    """A drand round as a commit names it."""
    return {"source": "drand-quicknet", "round": number, "time": ROUNDS[number]["time"]}


def _condition(condition: Any) -> dict[str, Any]:
    return {"column": condition.column, "in": list(condition.in_)}


def _part(condition: Any) -> ConditionPart:
    return ConditionPart(column=condition.column, in_=list(condition.in_))


def _quotas(order: Order, rows: Sequence[FrameRow]) -> list[dict[str, Any]]:
    rates = {part.stratum: (part.ratio, part.count) for part in order.strata}
    return [{key: value for key, value in vars(quota).items() if value is not None} for quota in quotas(rows, rates)]


# ── stories that many tests start from ─────────────────────────────────────────


def founded(bureau: Bureau | None = None, **options: Any) -> Bureau:
    """A bureau that has its rosters in a watched log, on the afternoon of its first draw."""
    return (bureau or Bureau(**options)).found().at("2023-08-23T16:00:00+08:00")


def drawn(bureau: Bureau | None = None, **options: Any) -> tuple[Bureau, Story]:
    """A bureau after its first draw."""
    bureau = founded(bureau, **options)
    story = bureau.sit(bureau.commit())
    bureau.at("2023-08-24T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    return bureau, story


def whole_year(bureau: Bureau | None = None) -> Bureau:
    """An open draw with results, a correction, a recusal, a supplement; then a blinded one with its key published."""
    bureau, story = drawn(bureau)
    first, second, *_rest = story.drawn
    bureau.at("2023-09-05T15:00:00+08:00").result(story, first, codes=["7"])
    bureau.later(minutes=5).watch()
    leaving = {"object": second, "inspector": story.team(second)[0], "code": "recused", "late": False}
    bureau.at("2023-09-14T10:00:00+08:00").change(story, removals=[leaving], supplements=[first])
    bureau.later(minutes=5).watch()
    bureau.at("2023-09-15T20:00:00+08:00").changed(story)
    bureau.later(minutes=5).watch()
    assert story.standing is not None
    others = [object_id for object_id in story.standing.teams if object_id != first]
    bureau.at("2023-10-10T15:00:00+08:00")
    for object_id in others:
        bureau.result(story, object_id)
    bureau.later(minutes=5).watch()
    bureau.at("2023-10-12T15:00:00+08:00").result(
        story, second, kind="correction", reason="笔误", visited_on="2023-10-10"
    )
    bureau.later(minutes=5).watch()
    return _blinded_draw(bureau)


def _blinded_draw(bureau: Bureau) -> Bureau:
    bureau.at("2024-10-12T09:00:00+08:00").plan(2024)
    bureau.seal().later(minutes=5).watch()
    order = bureau.order(
        visits="unannounced",
        frame="blinded",
        beacons=[drand_beacon(NEXT_YEAR_ROUND)],
        times={"reveal_by": "2024-10-14T20:00:00+08:00", "inspect_by": "2024-11-15", "publish_by": "2024-12-15"},
    )
    bureau.at("2024-10-14T16:00:00+08:00")
    story = bureau.sit(bureau.commit(order, name="2024-001"))
    bureau.at("2024-10-15T09:00:00+08:00").conclude(story)
    bureau.later(minutes=5).watch()
    bureau.at("2024-11-01T15:00:00+08:00")
    for object_id in story.drawn:
        bureau.result(story, object_id)
    bureau.later(minutes=5).watch()
    assert story.frame_key is not None
    bureau.files[places.draw_file(story.name, places.FRAME_KEY)] = story.frame_key.hex().encode() + b"\n"
    return bureau


def verified(bureau: Bureau, **options: Any) -> Report:
    """The verification of a reader who has the genesis hash from paper and looks at the bureau's own clock."""
    return verify(bureau.published(), **{"now": bureau.clock, "genesis": bureau.genesis, **options})


def failing(report: Report, draw: str = "") -> set[str]:
    """The codes that fail, over everything or for one draw."""
    results = report.draws[draw] if draw else report.results
    return {code for code, result in results.items() if result.verdict is Verdict.FAIL}


def reasons(report: Report, code: str, verdict: Verdict = Verdict.FAIL) -> str:
    """What a check says for one verdict, in English, a line each."""
    return "\n".join(found.reason.en for found in report.results[code].findings if found.verdict is verdict)
