"""Selection and teams from four files alone, for one who trusts nothing else (sections 6 to 8; made for a million)."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.draw.evidence import sha256_hex
from publisher.draw.seats import Seat
from publisher.draw.seed import parse_seed_text
from publisher.draw.selection import select
from publisher.draw.tables import parse_frame, parse_panel, selection_text, teams_text
from publisher.draw.teams import draw_teams
from publisher.errors import Fails, Malformed, fault
from publisher.log.history import Entry
from publisher.log.records import Commit
from publisher.verify.published import Published
from publisher.verify.report import Finding, Verdict, fails, holds, not_known

FRAME, PANEL, COMMIT, SEED = "frame.csv", "panel.csv", "commit.note", "seed.txt"


@dataclass(frozen=True)
class Recomputed:
    """selection.csv and teams.csv as they must be, and the seed (64 hex)."""

    selection: bytes
    teams: bytes
    seed: str


@dataclass(frozen=True)
class Comparison:
    """What was recomputed, and how it compares with the published files, file by file."""

    recomputed: Recomputed
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings."""
        return max((finding.verdict for finding in self.findings), key=lambda verdict: verdict.rank)


def recompute(frame: bytes, panel: bytes, commit_note: bytes, seed_text: bytes) -> Recomputed:
    """selection.csv and teams.csv from frame.csv, panel.csv, commit.note and seed.txt, and from nothing else.

    Raises Malformed for files that can't be read, Fails where they don't belong together: a frame or panel that the
    commit doesn't bind, a seed of another commit. Whether seed and commit are genuine is what the checks are for.
    """
    entry = Entry.read(0, commit_note)
    if entry.error is not None:
        raise entry.error.at(COMMIT)
    commit = entry.record
    if not isinstance(commit, Commit):
        raise Malformed(
            fault("commit", "不是抽签前封存", "not a commit", "应为commit.note", "give commit.note").at(COMMIT)
        )
    for name, data in ((FRAME, frame), (PANEL, panel)):
        _same(name, sha256_hex(data), commit.files.get(name, ""))
    stated = parse_seed_text(seed_text, SEED)
    _same(SEED, f"{stated.draw} {stated.commit}", f"{commit.draw} {entry.hash}")
    seed = sha256_hex(seed_text)
    selected = select(parse_frame(frame, FRAME), {quota.stratum: quota.size for quota in commit.quotas}, seed)
    seats = [Seat(seat.department, seat.skill) for seat in commit.team.seats]
    teams = draw_teams(parse_panel(panel, PANEL), seats, [row.object_id for row in selected], seed)
    return Recomputed(selection_text(selected).encode(), teams_text(teams).encode(), seed)


def _same(name: str, found: str, expected: str) -> None:
    if found != expected:
        right = (f"应为{expected}", f"it would be {expected}")
        wrong = (f"{name}与封存不符：{found}", f"{name} doesn't belong to this commit: {found}")
        raise Fails(fault("not-bound", *wrong, *right).at(name))


def compare(folder: Published) -> Comparison:
    """A draw's folder recomputed and compared with its own selection.csv and teams.csv.

    Raises as `recompute`, and Malformed where one of the four files isn't there.
    """
    given = {name: folder.read(name) for name in (FRAME, PANEL, COMMIT, SEED)}
    for name, data in given.items():
        if data is None:
            right = ("给出一次抽签的文件夹", "give the folder of one draw")
            raise Malformed(fault("missing", f"没有{name}", f"{name} isn't there", *right).at(name))
    ours = recompute(*(data or b"" for data in given.values()))
    pairs = (("selection.csv", ours.selection), ("teams.csv", ours.teams))
    return Comparison(ours, tuple(compared(name, folder.read(name), data) for name, data in pairs))


def compared(path: str, published: bytes | None, computed: bytes, *, draw: str = "", by_hand: str = "") -> Finding:
    """How a published table compares with the computed one: the first line that differs."""
    if published is None:
        return not_known(f"没有公布{path}", f"{path} isn't published", draw=draw, file=path)
    if published == computed:
        return holds("重新计算，结果相同", "recomputed, the same", draw=draw, file=path, by_hand=by_hand)
    left, right = published.split(b"\n"), computed.split(b"\n")
    shorter = min(len(left), len(right))
    at = next((line for line in range(shorter) if left[line] != right[line]), shorter)
    found, expected = (b"".join(lines[at : at + 1]).decode("utf-8", "replace")[:200] for lines in (left, right))
    zh, en = f"第{at + 1}行与重新计算的不同", f"line {at + 1} isn't what is computed"
    return fails(zh, en, draw=draw, file=path, found=found, expected=expected, by_hand=by_hand)
