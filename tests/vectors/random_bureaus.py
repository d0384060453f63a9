"""Random bureaus for both verifiers: a few draws each, honest or crooked in one way, as published files."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from simulator import LATER_ROUND, Bureau, Story, drand_beacon

from publisher.draw.identifiers import parse_date
from publisher.draw.parts import Order
from publisher.draw.tables import FrameRow
from publisher.log import places
from publisher.rules.exclusions import CODES, Fact
from publisher.rules.strata import Standing as Kept

ATTACKS = Path(__file__).parents[1] / "attacks"
REMARKS = ["", "现场查看台账", "联系人13800138000", "身份证11010119900307571X", "住解放路12号3栋", "电话0762-3456789"]
CODE_SETS = [["1"], ["1"], ["F"], ["E"], ["A"], ["7"], ["1", "E"]]
REASONS = ["corrected", "status", "registered", "", "initial"]


@cache
def past_module() -> ModuleType:
    """tests/attacks/test_attack_earlier_visits.py, whose two draws every random bureau starts from."""
    path = ATTACKS / "test_attack_earlier_visits.py"
    spec = importlib.util.spec_from_file_location("random_past", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _played(lapses: bool, blinded: bool) -> Bureau:
    made = past_module()
    second = {"frame": "blinded", "visits": "unannounced"} if blinded else {}
    bureau: Bureau = made.two_draws(made.rule(lapses_on=["C1"] if lapses else []), made.capped_at(2), **second)
    return bureau


class RandomBureau:
    """One bureau from one seed; `tale` tells what it did, for whoever reads a failure."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(f"random bureau {seed}")
        self.lapses, self.blinded = self.rng.random() < 0.4, self.rng.random() < 0.4
        self.bureau = deepcopy(_played(self.lapses, self.blinded))
        self.tale: list[str] = []
        self.key: bytes | None = None

    def play(self) -> Bureau:
        """Everything from the last days before the third draw until long after it."""
        self.bureau.at("2023-09-26T15:30:00+08:00")
        self.some(0, 3, [self.correction, self.entry, self.roster, self.ghost])
        self.bureau.later(minutes=5).watch()
        self.bureau.at("2023-09-27T09:00:00+08:00")
        self.facts()
        story = self.third()
        self.results(story)
        self.bureau.at("2023-10-20T09:00:00+08:00")
        self.some(0, 3, [self.roster, self.correction, self.entry])
        self.bureau.later(minutes=5).watch()
        self.bureau.at(self.rng.choice(["2023-10-21", "2023-12-27", "2024-01-05", "2024-06-01"]) + "T09:00:00+08:00")
        self.some(0, 2, [self.withdrawal, self.loss, self.audit, self.opening])
        if self.rng.random() < 0.8:
            self.bureau.watch()
        return self.bureau

    def some(self, least: int, most: int, acts: list[Callable[[], None]]) -> None:
        for _ in range(self.rng.randint(least, most)):
            self.bureau.later(minutes=self.rng.choice([1, 30]))
            act = self.rng.choice(acts)
            self.tale.append(act.__name__)
            act()
            if self.rng.random() < 0.7:
                self.bureau.later(minutes=2).watch()

    # ── what is logged before and after ────────────────────────────────────────

    def firm(self) -> str:
        return self.rng.choice(self.bureau.objects).object_id

    def remark(self) -> str:
        return self.rng.choice(REMARKS) if self.rng.random() < 0.03 else "现场查看台账"

    def day(self) -> str:
        return self.rng.choice(["2023-08-25", "2023-09-05", "2023-09-20", "2023-09-26"])

    def correction(self) -> None:
        story = self.bureau.draws[self.rng.choice(["2023-001", "2023-002"])]
        name = self.rng.choice(sorted(story.rows))
        changes: dict[str, Any] = {"codes": self.rng.choice(CODE_SETS), "reason": "更正", "visited_on": self.day()}
        changes["remark"] = self.remark()
        if self.rng.random() < 0.2:
            changes["follow_up"] = {"visited_on": self.day(), "inspectors": ["JC000", "JC001"]}
        if self.rng.random() < 0.2:
            changes["review"] = {"mode": "masked", "ground": "trade-secret"}
        kind = "result" if self.rng.random() < 0.1 else "correction"
        self.bureau.result(story, name, kind=kind, **changes)

    def entry(self) -> None:
        number, firm = f"2023-N{len(self.bureau.entered) + 1:03d}", self.firm()
        self.bureau.enter(number, firm, publish=self.rng.random() < 0.9)
        for _ in range(self.rng.randint(0, 2)):
            self.bureau.later(hours=1).watch()
            found = {"codes": self.rng.choice(CODE_SETS), "remark": self.remark()}
            if self.rng.random() < 0.3:
                found["visited_on"] = self.day()
            other = self.firm() if self.rng.random() < 0.1 else firm
            self.bureau.later(hours=1).enter(number, other, found=found, publish=self.rng.random() < 0.9)

    def ghost(self) -> None:
        story = self.bureau.draws["2023-001"]
        self.bureau.result(story, self.firm(), visited_on="2023-09-05", codes=self.rng.choice(CODE_SETS))

    def roster(self) -> None:
        objects, at = list(self.bureau.objects), self.rng.randrange(len(self.bureau.objects))
        how = self.rng.choice(["status", "town", "name", "away", "back", "nothing"])
        if how == "status":
            objects[at] = replace(objects[at], status="停业" if objects[at].status == "存续" else "存续")
        elif how == "town":
            objects[at] = replace(objects[at], town="441624101" if objects[at].town == "441624100" else "441624100")
        elif how == "name":
            objects[at] = replace(objects[at], name=f"又名{at}厂")
        elif how == "away":
            del objects[at]
        elif how == "back":
            known = {row.object_id for row in objects}
            objects += [row for row in past_module().make_objects() if row.object_id not in known]
        self.bureau.objects = sorted(objects, key=lambda row: row.object_id)
        reasons = None
        if self.rng.random() < 0.2:
            reasons = {row.object_id: self.rng.choice(REASONS) for row in past_module().make_objects()}
        self.bureau.seal("objects", reasons=reasons)

    # ── the third draw ─────────────────────────────────────────────────────────

    def facts(self) -> None:
        """What the office keeps to itself."""
        kinds = [Kept(market="D"), Kept(hr="C"), Kept(facts=(Fact("C1", parse_date("2023-09-25")),))]
        firms = self.rng.sample([row.object_id for row in self.bureau.objects], self.rng.randint(0, 6))
        self.bureau.kept = {firm: self.rng.choice(kinds) for firm in firms}

    def order(self) -> Order:
        rng, made = self.rng, past_module()
        codes = sorted(rng.sample(sorted(CODES), rng.randint(0, 4)))
        scheme = rng.choice(["plain", "again", "again", "focused"])
        visits = rng.choice(["announced", "announced", "paper", "unannounced"])
        closed = scheme == "focused" or visits == "unannounced" or (self.lapses and "clean-twice" in codes)
        if rng.random() < 0.04:
            closed = not closed
        changes: dict[str, Any] = {"exclusions": codes, "scheme": scheme, "visits": visits}
        changes["frame"] = "blinded" if closed else "open"
        if rng.random() < 0.3:
            changes["items"] = ["LD-02"]
        if rng.random() < 0.2:
            changes["targeting"] = [{"column": "town", "in": ["441624100"]}]
        if rng.random() < 0.1:
            changes["unit"] = "other"
        dates = {**made.times("2023-09-27"), "reveal_by": "2023-09-27T15:00:00+08:00"}
        beacons = [drand_beacon(LATER_ROUND)]
        found: Order = made.order(
            self.bureau, rng.choice(["0.1", "0.3", "0.3", "0.6"]), beacons=beacons, times=dates, **changes
        )
        return found

    def third(self) -> Story:
        order, rng = self.order(), self.rng
        frame = self.bureau.honest_frame(order)
        if rng.random() < 0.2:  # something newer between basis and commit
            self.some(1, 1, [self.quiet(self.correction), self.quiet(self.roster)])
        if rng.random() < 0.5:
            frame = self.tampered(frame)
        basis = max(self.bureau.checkpoints)
        plan = past_module().use(self.bureau, *("R2 1" if order.items == ["LD-02"] else "R1 3").split())
        story = self.bureau.commit(order, name="2023-003", frame=frame, plan=plan, basis_size=basis)
        self.key = story.frame_key if rng.random() < 0.5 else None
        self.tale.append(f"{order.frame} {order.scheme} {order.exclusions} {order.visits} {order.items}")
        story = self.bureau.sit(story)
        self.bureau.at("2023-09-27T17:00:00+08:00").conclude(story)
        self.bureau.later(minutes=5).watch()
        return story

    def quiet(self, act: Callable[[], None]) -> Callable[[], None]:
        """The same, with nobody watching."""

        def quietly() -> None:
            act()

        quietly.__name__ = f"quiet {act.__name__}"
        return quietly

    def tampered(self, frame: list[FrameRow]) -> list[FrameRow]:
        rng, rows = self.rng, list(frame)
        for _ in range(rng.randint(1, 2)):
            at = rng.randrange(len(rows))
            how = rng.choice(["code", "code", "stratum", "swap", "out"])
            other = rng.randrange(len(rows))
            if how == "code":
                rows[at] = rows[at]._replace(excluded=rng.choice(["", *CODES]))
            elif how == "stratum":
                rows[at] = rows[at]._replace(stratum=rows[other].stratum)
            elif how == "swap":
                one, two = rows[at], rows[other]
                rows[at] = one._replace(stratum=two.stratum, excluded=two.excluded)
                rows[other] = two._replace(stratum=one.stratum, excluded=one.excluded)
            else:
                del rows[at]
            self.tale.append(f"tampered {how}")
        return rows

    def results(self, story: Story) -> None:
        """Results, some late, some with a day that was, some not at all."""
        rng = self.rng
        for day in rng.choice([["2023-10-09"], ["2023-10-09", "2023-11-20"], ["2023-10-09", "2024-01-04"]]):
            self.bureau.at(f"{day}T15:00:00+08:00")
            for name in story.drawn:
                if name in story.rows or rng.random() < 0.1:
                    continue
                fixed = rng.choice([day, day, day, day, "2023-10-08"])
                visited = min(fixed, day)
                self.bureau.result(story, name, visited_on=visited, fixed_on=fixed, remark=self.remark())
            self.bureau.later(days=rng.choice([0, 0, 1, 12])).watch()

    # ── long after ─────────────────────────────────────────────────────────────

    def withdrawal(self) -> None:
        story = self.bureau.draws[self.rng.choice(["2023-001", "2023-002", "2023-003"])]
        names = [name for name in sorted(story.rows) if self.text_of(story, name) in self.bureau.files]
        if names:
            self.bureau.withdraw(story, self.rng.choice(names), self.rng.choice(["court", "repair"]))

    def text_of(self, story: Story, name: str) -> str:
        return places.draw_file(story.name, places.row_file(story.rows[name]))

    def loss(self) -> None:
        """A file of some kind is gone or spoilt."""
        kinds = ("/rows/", "data/nonrandom/", "data/snapshots/", "2023-003/order.json", "frame-key")
        name = self.rng.choice([path for path in sorted(self.bureau.files) if any(kind in path for kind in kinds)])
        if self.rng.random() < 0.5:
            del self.bureau.files[name]
        else:
            self.bureau.files[name] = self.bureau.files[name][:-3] + b"???"
        self.tale.append(name)

    def audit(self) -> None:
        record = {"type": "audit", "draw": "2023-003", "checked": 60, "errors": self.rng.choice([0, 0, 2])}
        self.bureau.log({**record, "statement": self.rng.choice(["逐行核对", "逐行核对", REMARKS[3]])}, ("auditor",))

    def opening(self) -> None:
        story = self.bureau.draws["2023-003"]
        if story.frame_key is not None:
            key = story.frame_key.hex().encode() + b"\n"
            self.bureau.files[places.draw_file(story.name, places.FRAME_KEY)] = key
