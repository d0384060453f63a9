"""Changes of a roster as a table for people: who, what, from what to what, why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.table import Table

from publisher.cli.session import Session
from publisher.errors import Words
from publisher.rules.rosters import REASONS, RosterChange, Rows
from publisher.tables.schema import TableSchema

SHOWN = 60
EFFECTS = {
    "added": Words("列入", "added"),
    "removed": Words("移出", "removed"),
    "edited": Words("改动", "edited"),
}


class Shown(NamedTuple):
    """What a table of changes needs to be read: columns' titles, and names by id."""

    titles: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, schema: TableSchema, *rows: Rows) -> Shown:
        """For changes between versions of a roster, the older one first."""
        names = {key: row.get("name", "") for part in rows for key, row in part.items()}
        return cls({field.name: field.title for field in schema.fields}, names)


def change_table(
    session: Session, shown: Shown, changes: Sequence[RosterChange], reasons: Mapping[str, Sequence[str]] | None = None
) -> Table:
    """The changes as people read them, the first 60; `reasons`: id → codes, in a last column."""
    zh = session.lang != "en"
    titles = ["代码", "变更", "栏目", "原为", "改为"] if zh else ["id", "change", "column", "before", "after"]
    table = Table(*titles, *(["理由" if zh else "reason"] if reasons is not None else []))
    for change in changes[:SHOWN]:
        name = shown.names.get(change.id, "")
        before = name if change.effect == "removed" else change.before
        after_ = name if change.effect == "added" else change.after
        column = shown.titles.get(change.column, change.column) if zh else change.column
        cells = [change.id, EFFECTS[change.effect].say(session.lang), column, before, after_]
        if reasons is not None:
            cells.append(_reason_words(session, reasons.get(change.id, [])))
        table.add_row(*cells)
    if len(changes) > SHOWN:
        rest = len(changes) - SHOWN
        table.add_row("…", Words(f"另有{rest}处", f"{rest} more").say(session.lang))
    return table


def _reason_words(session: Session, codes: Sequence[str]) -> str:
    if not any(codes):
        return Words("没有写理由", "no reason given").say(session.lang)
    return "、".join(f"{code} {REASONS[code].words.say(session.lang)}" if code in REASONS else code for code in codes)
