"""Whole draws of random shape, each with what the Python core makes of it."""

from __future__ import annotations

import random
from typing import Any

from publisher.draw.blinding import blind
from publisher.draw.changes import Removal, Standing, apply_change
from publisher.draw.hashing import change_seed
from publisher.draw.identifiers import ABSENT, VACANT
from publisher.draw.quotas import quotas
from publisher.draw.seats import Seat, seat_order
from publisher.draw.seed import BeaconValue, seed, seed_text
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

LETTERS = "0123456789ABCDEFGHXYZ"
SKILLS = ["labour", "law", "pay", "x"]
DEPARTMENTS = ["hrss", "market", "tax"]
STRATA = ["A", "b", "other", "C-1", "d.2", "0", "Zz", "focus"]
PARTIES = ["draw", "legal", "observer", "observer-2", "a", "z-9", "observer-10", "deputy"]


def hex64(rng: random.Random) -> str:
    """64 hex digits."""
    return f"{rng.getrandbits(256):064x}"


class RandomDraw:
    """`question` for the other implementation, `expected` from this one; `features`: what it happens to have."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.draw = f"20{rng.randint(10, 99)}-{rng.randint(1, 1200):03d}"
        self.strata = rng.sample(STRATA, rng.choice([1, 1, 2, 3, 4, len(STRATA)]))
        self.frame_key = hex64(rng) if rng.random() < 0.3 else ""
        self.rows = self._frame()
        self.panel = self._panel()
        self.seats = [self._seat() for _ in range(rng.choice([2, 2, 2, 3, 4, 8]))]
        self.rates = {stratum: self._rate() for stratum in self.strata}
        self.secrets = {
            f"a.b/{party}": ABSENT if rng.random() < 0.15 else hex64(rng)
            for party in rng.sample(PARTIES, rng.choice([2, 2, 3, 4, len(PARTIES)]))
        }
        self.beacons = [self._beacon() for _ in range(rng.choice([1, 1, 2, 3, 8]))]
        self.commit, self.close = hex64(rng), hex64(rng)
        self._compute()

    def _frame(self) -> list[FrameRow]:
        rng = self.rng
        style = rng.randrange(3)
        ids: set[str] = set()
        for _ in range(rng.choice([0, 1, 3, 10, 30, 30, 80, 200])):
            if style == 0:
                ids.add("9144" + "".join(rng.choice(LETTERS) for _ in range(14)))
            elif style == 1:
                ids.add(rng.choice("abz09") + "".join(rng.choice("ab.-_9") for _ in range(rng.randrange(12))))
            else:
                ids.add(rng.choice("AQ") + "".join(rng.choice("AQ") for _ in range(rng.randrange(63))))
        codes = ["", "", "", "inactive"]
        return [FrameRow(name, rng.choice(self.strata), rng.choice(codes)) for name in sorted(ids)]

    def _panel(self) -> list[PanelRow]:
        rng = self.rng
        ids = {
            f"{rng.choice(['JC', 'a', 'Z'])}{rng.randint(0, 40):02d}"
            for _ in range(rng.choice([0, 2, 3, 5, 8, 14, 24]))
        }
        return [
            PanelRow(
                name,
                rng.choice(DEPARTMENTS[: rng.randint(1, 3)]),
                tuple(sorted(rng.sample(SKILLS, rng.randrange(4)))),
                rng.choice(["", "", "", "", "expired", "suspended"]),
                rng.choice(["", "", "", "yes"]),
            )
            for name in sorted({name.casefold(): name for name in ids}.values())
        ]

    def _seat(self) -> Seat:
        rng = self.rng
        return Seat(rng.choice(["*", "*", "*", *DEPARTMENTS[:2]]), rng.choice(["*", "*", "*", "*", *SKILLS[:3]]))

    def _rate(self) -> tuple[str | None, str | None]:
        rng = self.rng
        if rng.random() < 0.3:
            return None, str(rng.choice([0, 1, 2, 7, 1000]))
        return rng.choice(["0", "1", "0.07", "0.5", "0.333333", "0.000001", "0.1", "0.29"]), None

    def _beacon(self) -> BeaconValue:
        rng = self.rng
        if rng.random() < 0.6:
            return BeaconValue("drand-quicknet", str(rng.randint(1, 10**8)), hex64(rng))
        return rng.choice(
            [
                BeaconValue("lottery-ssq", "2025063", "2025-06-05/02.19.21.22.28.30/01"),
                BeaconValue("nist-2", "2/1234567", hex64(rng) + hex64(rng)),
                BeaconValue("ceremony", self.draw, f"{rng.randrange(10**20):020d}"),
                BeaconValue("ceremony", self.draw, ABSENT),
            ]
        )

    def _compute(self) -> None:
        frame = blind(self.rows, self.draw, bytes.fromhex(self.frame_key)).frame if self.frame_key else self.rows
        computed = quotas(frame, self.rates)
        seats = seat_order(self.seats, self.panel)
        text = seed_text(self.draw, self.commit, self.close, self.secrets, self.beacons)
        drawn = select(frame, {quota.stratum: quota.size for quota in computed}, seed(text))
        teams = draw_teams(self.panel, seats, [row.object_id for row in drawn], seed(text))
        standing = Standing.after_draw(teams)
        changes: list[dict[str, Any]] = []
        texts = []
        for _ in range(self.rng.choice([0, 1, 1, 2, 4])):
            change = self._change(standing)
            rows = apply_change(
                standing,
                frame=frame,
                panel=self.panel,
                seats=seats,
                change_seed=change_seed(self.draw, change["hash"], change["value"]),
                removals=[Removal(r["object"], r["inspector"], r["code"], False) for r in change["removals"]],
                supplements=change["supplements"],
                settled=change["settled"],
            )
            changes.append(change)
            texts.append(change_text(rows))
        self.features = self._features(frame, drawn, teams, texts)
        self.expected = {
            "frame": frame_text(frame),
            "quotas": [[quota.stratum, quota.listed, quota.eligible, quota.size] for quota in computed],
            "seats": [[seat.department, seat.skill] for seat in seats],
            "seed": text,
            "selection": selection_text(drawn),
            "teams": teams_text(teams),
            "changes": texts,
        }
        self.question = {
            "op": "draw",
            "draw": self.draw,
            "frame": frame_text(self.rows),
            "frame_key": self.frame_key,
            "panel": panel_text(self.panel),
            "rates": {name: {"ratio": a} if a is not None else {"count": b} for name, (a, b) in self.rates.items()},
            "seats": [seat._asdict() for seat in self.seats],
            "commit": self.commit,
            "close": self.close,
            "secrets": self.secrets,
            "beacons": [beacon._asdict() for beacon in self.beacons],
            "changes": changes,
        }

    def _features(
        self, frame: list[FrameRow], drawn: list[Drawn], teams: list[Member], changes: list[str]
    ) -> dict[str, bool]:
        """What this draw has that a test should have met often."""
        reserves = {row.inspector_id for row in self.panel if row.reserve}
        came = [line.split(",") for text in changes for line in text.splitlines()[1:]]
        return {
            "blinded": bool(self.frame_key),
            "excluded rows": any(row.excluded for row in frame),
            "drawn at all": bool(drawn),
            "everybody drawn": 0 < len(drawn) == sum(not row.excluded for row in frame),
            "several strata": len({row.stratum for row in drawn}) > 1,
            "four seats or more": len(self.seats) > 3 and bool(drawn),
            "seats that ask a skill": any(seat.skill != "*" for seat in self.seats) and self._manned(teams),
            "seats of a department": any(seat.department != "*" for seat in self.seats) and self._manned(teams),
            "absent party": ABSENT in self.secrets.values(),
            "several beacons": len(self.beacons) > 1,
            "reserves in a team": any(row.inspector_id in reserves for row in teams),
            "postponed team": any(row.inspector_id == VACANT for row in teams),
            "substitute": any(kind == "substitute" and added != VACANT for kind, _, _, added, _ in came),
            "vacancy that nobody fills": any(kind == "substitute" and added == VACANT for kind, _, _, added, _ in came),
            "reserve as a substitute": any(kind == "substitute" and added in reserves for kind, _, _, added, _ in came),
            "supplement": any(kind == "supplement" and name != VACANT for kind, name, _, _, _ in came),
            "no supplement left": any(kind == "supplement" and name == VACANT for kind, name, _, _, _ in came),
            "several changes": len(changes) > 1 and len(came) > 1,
        }

    @staticmethod
    def _manned(teams: list[Member]) -> bool:
        return any(row.inspector_id != VACANT for row in teams)

    def _change(self, standing: Standing) -> dict[str, Any]:
        """A change that its rules allow: seats in force, by rank, then seat; objects in force."""
        rng = self.rng
        removals = []
        for object_id, team in standing.teams.items():
            for inspector in dict.fromkeys(team):
                if rng.random() < 0.15:
                    code = "vacant" if inspector == VACANT else rng.choice(["recused", "recused", "prevented"])
                    removals.append({"object": object_id, "inspector": inspector, "code": code})
        objects = list(standing.teams)
        supplements = rng.sample(objects, min(len(objects), rng.choice([0, 0, 1, 2])))
        settled = rng.sample(objects, rng.randrange(len(objects) + 1)) if rng.random() < 0.4 else []
        changed = {"hash": hex64(rng), "value": hex64(rng), "removals": removals}
        return {**changed, "supplements": supplements, "settled": settled}
