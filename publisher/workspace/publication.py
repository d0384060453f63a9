"""What of the repository is published, and where: the same bytes in a folder, a zip and on the site."""

from __future__ import annotations

from pathlib import Path

from publisher.draw.evidence import json_text
from publisher.log import places, tiles
from publisher.log.notes import Note
from publisher.workspace.repository import TRUST, Workspace

# Readers of a slightly older checkpoint still find its partial tiles (C2SP tlog-tiles).
KEPT_PARTIAL = 8
TOWNS = "data/towns.csv"


def _log_files(entries: list[bytes], checkpoints: dict[int, Note]) -> dict[str, bytes]:
    """Tiles, bundles and checkpoints up to the newest signed checkpoint: entries beyond it aren't published yet."""
    if not checkpoints:
        return {}
    newest = max(checkpoints)
    files: dict[str, bytes] = {}
    for size in sorted(checkpoints)[-KEPT_PARTIAL:]:
        files |= {f"log/{path}": data for path, data in tiles.tiles_of(entries[:size], size)}
    files |= {places.checkpoint(size): note.bytes for size, note in checkpoints.items()}
    files[places.CHECKPOINT] = checkpoints[newest].bytes
    return files


def _bureau(workspace: Workspace) -> bytes:
    bureau = workspace.bureau
    value = {
        "bureau": bureau.name,
        "contact": bureau.contact.evidence(),
        "demo": bureau.demo,
        "now": bureau.now or "",
        "rule": bureau.rule.evidence(),
    }
    return json_text(value).encode()


def publish(workspace: Workspace) -> dict[str, bytes]:
    """Published path → bytes (see log/places.py). Nothing that isn't named here leaves the repository."""
    files = _log_files(workspace.entries(), workspace.checkpoints())
    for name in workspace.files.names("data/draws"):
        files[name.removeprefix("data/")] = workspace.need(name)
    for name in workspace.files.names("data/snapshots"):
        files[name] = workspace.need(name)
    if workspace.files.read(TRUST) is not None:
        files[places.TRUST] = workspace.need(TRUST)
    files[places.BUREAU] = _bureau(workspace)
    files[TOWNS] = workspace.need(TOWNS)
    files["data/codes.json"] = json_text(workspace.codes.evidence()).encode()
    files["evidence.json"] = json_text({"files": sorted({*files, "evidence.json"})}).encode()
    return dict(sorted(files.items()))


def published_files(root: Path) -> dict[str, bytes]:
    """All evidence files of the repository at `root`, by published path."""
    return publish(Workspace.at(root))
