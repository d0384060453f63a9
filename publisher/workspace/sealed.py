"""Staff's result files held against the rows that the log has sealed: a silent edit is named (A12, article 17).

A sealed result is changed by saying why (`corrects`); the change is then sealed as a correction, and both versions
stay public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from publisher.errors import Fault, PublisherError, fault
from publisher.log import places
from publisher.log.history import History
from publisher.log.records import SealedRow, Withdraw
from publisher.log.rows import NonrandomFinding, NonrandomRow, ResultRow
from publisher.tables.models import NonrandomFile, ResultFile
from publisher.tables.results import NonrandomResult
from publisher.tables.yaml_files import Document
from publisher.workspace.repository import Workspace

Key = tuple[str, str]
"""A draw number (empty for article 13) and an object's id, or the entry's own."""
Facts = Mapping[str, Any]
AnyResult = Document[ResultFile] | Document[NonrandomFile]


def draw_of(document: AnyResult) -> str:
    """The draw that a result belongs to; empty for an entry of article 13."""
    return document.value.draw if isinstance(document.value, ResultFile) else ""


def row_place(draw: str, row: str) -> str:
    """Where a sealed row's text lies in the repository."""
    return f"data/{places.draw_file(draw, places.row_file(row)) if draw else f'nonrandom/{places.row_file(row)}'}"


class SealedRows:
    """The newest sealed row of each result. One whose text was withdrawn, or isn't here, can't be compared."""

    def __init__(self, workspace: Workspace, history: History, draws: Collection[str]) -> None:
        withdrawn = {item.record.row for item in history.of(Withdraw)}
        newest = {(item.record.draw, item.record.object): item.record.row for item in history.of(SealedRow)}
        self._rows: dict[Key, ResultRow | NonrandomRow] = {}
        for (draw, _), row in newest.items():
            if draw in draws and row not in withdrawn:
                self._enter(workspace, draw, row)

    def _enter(self, workspace: Workspace, draw: str, row: str) -> None:
        try:
            file = workspace.row(draw, row)
            text = None if file is None else file.result() if draw else file.nonrandom()
        except PublisherError:
            return  # what can't be read is named where draws and rows are read
        if text is not None:
            self._rows[draw, text.object_id if isinstance(text, ResultRow) else text.id] = text

    def holds(self, draw: str, object_id: str) -> bool:
        """Whether a result is sealed."""
        return (draw, object_id) in self._rows

    def altered(self, document: AnyResult) -> Fault | None:
        """What is wrong with a file that says something else than the sealed row, without a new reason."""
        file = document.value
        row = self._rows.get((file.draw, file.object) if isinstance(file, ResultFile) else ("", file.id))
        if row is None:
            return None
        written, sealed = _written(file), _sealed(row)
        if isinstance(row, NonrandomRow) and row.result is None:  # the visit comes after the entry
            written = {name: value for name, value in written.items() if name in sealed}
        different = [name for name in written if written[name] != sealed.get(name)]
        if not different or (file.corrects and file.corrects != row.reason):
            return None
        return _silent(different, row.reason).at(document.name, *document.place(_top(different[0])))


def _silent(different: list[str], reason: str) -> Fault:
    listed = "、".join(different)
    zh, en = f"这条结果已封存，现在改了：{listed}", f"this result is sealed, and differs now: {', '.join(different)}"
    if reason:
        again = f"“{reason[:40]}”是上次更正的理由；在corrects写明这次的，或恢复原样"
        return fault(
            "sealed", zh, en, again, "corrects gives the last correction's reason: write this one's, or undo it"
        )
    return fault("sealed", zh, en, "更正就在corrects写明理由，误改就恢复原样", "say why in corrects, or undo the edit")


def _top(name: str) -> str:
    return name.split(".")[0]


def _written(file: ResultFile | NonrandomFile) -> Facts:
    if isinstance(file, ResultFile):
        again = file.follow_up
        follow_up = [again.visited_on, *again.inspectors] if again else None
        return {**_found(file), "follow_up": follow_up, "corrects": file.corrects}
    facts = {name: getattr(file, name) for name in ("object", "agency", "items", "code", "to", "source")}
    result = {f"result.{name}": value for name, value in _found(file.result).items()} if file.result else {}
    return {**facts, "from": file.from_, "corrects": file.corrects, **result}


def _found(made: ResultFile | NonrandomResult) -> dict[str, Any]:
    review = made.review
    shown = [review.mode, review.ground] if review and review.mode != "full" else None
    return {**_common(made), "text": made.text, "review": shown}


def _common(made: ResultFile | NonrandomResult | ResultRow | NonrandomFinding) -> dict[str, Any]:
    names = ("visited_on", "fixed_on", "inspectors", "method", "codes", "dispositions")
    facts = {name: getattr(made, name) for name in names}
    return {"items": made.items, **facts} if isinstance(made, ResultFile | ResultRow) else facts


def _sealed(row: ResultRow | NonrandomRow) -> Facts:
    if isinstance(row, ResultRow):
        again = row.follow_up
        follow_up = [again.visited_on, *again.inspectors] if again else None
        return {**_row_found(row), "follow_up": follow_up, "corrects": row.reason}
    facts = {name: getattr(row, name) for name in ("object", "agency", "items", "code", "to", "source")}
    result = {f"result.{name}": value for name, value in _row_found(row.result).items()} if row.result else {}
    return {**facts, "from": row.from_, "corrects": row.reason, **result}


def _row_found(row: ResultRow | NonrandomFinding) -> dict[str, Any]:
    return {**_common(row), "text": row.remark, "review": [row.review.mode, row.review.ground] if row.review else None}


def altered_results(workspace: Workspace, history: History, documents: Iterable[AnyResult]) -> Iterator[Fault]:
    """Every file among `documents` that says something else than what is sealed, without saying why."""
    every = list(documents)
    rows = SealedRows(workspace, history, {draw_of(document) for document in every})
    yield from filter(None, map(rows.altered, every))
