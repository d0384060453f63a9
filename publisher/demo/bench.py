"""Speed, as ratios to a plain loop on the same machine: `recompute` on a frame of made-up ids."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from publisher.draw.evidence import sha256_hex
from publisher.draw.parts import BeaconPart, SeatPart
from publisher.draw.seed import BeaconValue, seed, seed_text
from publisher.draw.tables import FrameRow, PanelRow, frame_text, panel_text
from publisher.errors import Fails, fault
from publisher.log.records import Basis, Commit, PartyPart, PlanUse, QuotaPart, Team

DRAWN, INSPECTORS = 1000, 30


class Figures(NamedTuple):
    """Seconds and megabytes. `recompute`: the whole process, reading files included; `plain`: hashlib over the ids."""

    objects: int
    recompute: float
    plain: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """How many times the plain loop the whole recomputation takes."""
        return self.recompute / self.plain


def _commit(objects: int, files: Mapping[str, str]) -> Commit:
    hashed = sha256_hex(b"bench")
    return Commit(
        type="commit",
        time="2026-01-01T00:00:00+08:00",
        draw="2026-001",
        title="bench",
        protocol="draw/1",
        basis=Basis(size=1, root=hashed),
        plan=PlanUse(approval="bench"),
        register_=hashed,
        items=["B-1"],
        files={name: sha256_hex(text.encode()) for name, text in files.items()},
        frame="open",
        quotas=[QuotaPart(stratum="all", listed=objects, eligible=objects, count=str(DRAWN), size=min(objects, DRAWN))],
        team=Team(seats=[SeatPart(department="*", skill="*"), SeatPart(department="*", skill="*")]),
        beacons=[BeaconPart(source="drand-quicknet", round="1", time="2023-08-23T23:09:27+08:00")],
        parties=[PartyPart(party="b/draw", commitment=hashed), PartyPart(party="b/legal", commitment=hashed)],
        reveal_by="2026-01-01T00:00:00+08:00",
        inspect_by="2026-02-01",
        publish_by="2026-03-01",
    )


def write_bench_draw(folder: Path, objects: int) -> list[str]:
    """A draw's four files with this many ids. Returns the ids."""
    ids = [f"91441624{number:010d}" for number in range(objects)]
    panel = [PanelRow(f"B{number:03d}", "hrss", (), "", "") for number in range(INSPECTORS)]
    files = {"frame.csv": frame_text(FrameRow(i, "all", "") for i in ids), "panel.csv": panel_text(panel)}
    commit = _commit(objects, files)
    value = BeaconValue("drand-quicknet", "1", sha256_hex(b"bench"))
    text = seed_text("2026-001", sha256_hex(commit.text.encode()), value.value, {"b/draw": "ABSENT"}, [value])
    # The note's signature isn't looked at by recompute; a line must be there for it to be a note.
    note = f"{commit.text}\n\u2014 b/draw {'A' * 92}\n"
    for name, content in (files | {"commit.note": note, "seed.txt": text}).items():
        (folder / name).write_text(content, encoding="utf-8")
    return ids


def plain_loop(ids: list[str]) -> float:
    """Seconds that a plain hashlib loop over the ids takes."""
    prefix = seed("bench")
    start = time.perf_counter()
    for object_id in ids:
        sha256(f"{prefix}:object:{object_id}".encode()).hexdigest()
    return time.perf_counter() - start


def run_bench(objects: int) -> Figures:
    """Measure `publisher recompute` on this many objects in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ids = write_bench_draw(folder, objects)
        plain = plain_loop(ids)
        command = [sys.executable, "-m", "publisher", "recompute", str(folder), "--out", str(folder / "out"), "--json"]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        peak_mb = wait(process)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise Fails(
                fault("bench", "重算没有完成", "recompute didn't finish", "先运行make test", "run make test first")
            )
        return Figures(objects, seconds, plain, peak_mb)


def wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for a child; its peak memory in MB where the platform tells (0 elsewhere)."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss / scale
