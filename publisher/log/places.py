"""Where evidence lies when it is published: the same in a folder, a zip and on the site (sections 4 and 9, SITE.md)."""

from __future__ import annotations

TRUST = "keys/trust.json"
CHECKPOINT = "log/checkpoint"
BUREAU = "data/bureau.json"
REGISTERS = "data/registers.json"
WITHDRAWN = "data/withdrawn.json"
FILED = "data/reports"

DRAW_FILES = ("order.json", "frame.csv", "panel.csv")
OUTCOME_FILES = ("beacon.json", "seed.txt", "selection.csv", "teams.csv")
FRAME_KEY = "frame-key.txt"


def draw_file(draw: str, name: str) -> str:
    """A file of a draw."""
    return f"draws/{draw}/{name}"


def reveal_file(number: int) -> str:
    """The reveal of the party at position `number` (from 1) of the commit's parties."""
    return f"reveal-{number}.note"


def ceremony_file() -> str:
    """The note of a ceremony's digits."""
    return "ceremony.note"


def change_file(number: int, kind: str) -> str:
    """A change's file: kind `note`, `csv` or `done` (section 4)."""
    return f"changes/{number:04d}-done.note" if kind == "done" else f"changes/{number:04d}.{kind}"


def row_file(row: str) -> str:
    """The text and salt of a sealed row, by its hash."""
    return f"rows/{row}.json"


def nonrandom_file(row: str) -> str:
    """The text and salt of a sealed row of article 13, which belongs to no draw."""
    return f"data/nonrandom/{row}.json"


def snapshot(sha256: str, suffix: str = "csv") -> str:
    """A roster, plan (csv), item list, policy or trust policy (json) as it was, by content."""
    return f"data/snapshots/{sha256}.{suffix}"


def filed(name: str, sha256: str) -> str:
    """A file of a `report` or `archive` record, by content; `name`: what the record calls it, for the suffix."""
    return f"{FILED}/{sha256}.{name.rpartition('.')[2]}"


def checkpoint(size: int) -> str:
    """The signed checkpoint of a size, with its cosignatures."""
    return f"log/checkpoints/{size}"
