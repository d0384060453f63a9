"""What of the repository is published, and where: the same bytes in a folder, a zip and on the site."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from publisher.draw.evidence import json_text
from publisher.draw.identifiers import parse_date
from publisher.draw.parts import Order, parse_part
from publisher.log import places, tiles
from publisher.log.counted import WithdrawnRow, WithdrawnRows
from publisher.log.history import History, Logged
from publisher.log.notes import Note
from publisher.log.records import SealedRow, Withdraw
from publisher.log.rows import RowFile
from publisher.rules.publication import entry_shown
from publisher.rules.results import finding_of, logged_day
from publisher.workspace.repository import TRUST, Workspace

# Readers of a slightly older checkpoint still find its partial tiles (C2SP tlog-tiles).
KEPT_PARTIAL = 8
TOWNS = "data/towns.csv"


def _log_files(entries: list[bytes], checkpoints: dict[int, Note]) -> dict[str, bytes]:
    """Tiles, bundles and checkpoints up to the newest signed checkpoint: entries beyond it aren't published yet."""
    if not checkpoints:
        return {}
    newest, *older = sorted(checkpoints, reverse=True)[:KEPT_PARTIAL]
    files = {f"log/{path}": data for path, data in tiles.tiles_of(entries, newest, *older)}
    files |= {places.checkpoint(size): note.bytes for size, note in checkpoints.items()}
    files[places.CHECKPOINT] = checkpoints[newest].bytes
    return files


def _bureau(workspace: Workspace) -> bytes:
    bureau = workspace.bureau
    value = {
        "bureau": bureau.name,
        "contact": bureau.contact.evidence(),
        "demo": bureau.demo,
        "matters": [asdict(matter) | {"items": list(matter.items)} for matter in workspace.matters()],
        "now": bureau.now or "",
        "rule": bureau.rule.evidence(),
    }
    return json_text(value).encode()


def publish(workspace: Workspace) -> dict[str, bytes]:
    """Published path → bytes (see log/places.py). Nothing that isn't named here leaves the repository.

    A row whose text was withdrawn leaves as soon as that is logged; what is still counted of it stays.
    """
    checkpoints, entries = workspace.checkpoints(), workspace.entries()
    files = _log_files(entries, checkpoints)
    history = History(entries[: max(checkpoints, default=0)])
    withdrawn = {item.record.row for item in history.of(Withdraw)}
    hidden = {f"data/{places.draw_file(draw, places.row_file(row))}" for draw in history.draws for row in withdrawn}
    for name in workspace.files.names("data/draws"):
        if name not in hidden:
            files[name.removeprefix("data/")] = workspace.need(name)
    for name in (*workspace.files.names("data/snapshots"), *workspace.files.names(places.FILED)):
        files[name] = workspace.need(name)
    files |= _nonrandom(workspace, history, withdrawn)
    if withdrawn:
        files[places.WITHDRAWN] = _traces(workspace, history, withdrawn).text.encode()
    if workspace.files.read(TRUST) is not None:
        files[places.TRUST] = workspace.need(TRUST)
    if workspace.files.read(places.REGISTERS) is not None:
        files[places.REGISTERS] = workspace.need(places.REGISTERS)
    files[places.BUREAU] = _bureau(workspace)
    files[TOWNS] = workspace.need(TOWNS)
    files["data/codes.json"] = json_text(workspace.codes.evidence()).encode()
    files["evidence.json"] = json_text({"files": sorted({*files, "evidence.json"})}).encode()
    return dict(sorted(files.items()))


def _nonrandom(workspace: Workspace, history: History, withdrawn: set[str]) -> dict[str, bytes]:
    """The texts of article 13 that may be shown: those of a visit that was made, or of an entry long over."""
    chains: dict[str, list[tuple[str, RowFile]]] = {}
    for logged in history.of(SealedRow):
        record = logged.record
        file = None if record.draw else workspace.row("", record.row)
        if file is not None:
            chains.setdefault(record.object, []).append((record.row, file))
    newest = max((logged_day(entry.record) for entry in history.entries if entry.record), default=None)
    found: dict[str, bytes] = {}
    for rows in chains.values():
        texts = [file.nonrandom() for _, file in rows]
        made = any(text.result is not None for text in texts)
        if entry_shown(parse_date(texts[-1].to), made=made, newest=newest):
            found |= {places.nonrandom_file(row): file.text.encode() for row, file in rows if row not in withdrawn}
    return found


def _traces(workspace: Workspace, history: History, withdrawn: set[str]) -> WithdrawnRows:
    """What stays of the withdrawn rows: draw, day and result codes (protocol section 3)."""
    rows = (_trace(workspace, logged) for logged in history.of(SealedRow) if logged.record.row in withdrawn)
    return WithdrawnRows(rows=sorted((row for row in rows if row is not None), key=lambda row: row.row))


def _trace(workspace: Workspace, logged: Logged[SealedRow]) -> WithdrawnRow | None:
    record = logged.record
    file = workspace.row(record.draw, record.row)
    if file is None:
        return None
    order = workspace.draw_file(record.draw, "order.json") if record.draw else None
    unit = parse_part(order, Order, f"data/draws/{record.draw}/order.json").unit if order else ""
    found = finding_of(file.result() if record.draw else file.nonrandom(), unit)
    if found is None:
        return None
    return WithdrawnRow(
        row=record.row,
        draw=record.draw,
        unit=found.agency,
        items=list(found.items),
        visited_on=found.visited_on.isoformat(),
        fixed_on=found.fixed_on.isoformat(),
        codes=list(found.codes),
        re_checked_on=found.re_checked_on.isoformat() if found.re_checked_on else None,
        reason=found.reason or None,
    )


def published_files(root: Path) -> dict[str, bytes]:
    """All evidence files of the repository at `root`, by published path."""
    return publish(Workspace.at(root))
