"""The files of one draw's case, each with its title, who answers for it, and its day: 卷内目录 (article 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from publisher.draw.identifiers import parse_date
from publisher.log import places
from publisher.log.history import History, Logged
from publisher.log.records import AnyRecord, Commit, FileRecord, Filing, Genesis, Roster, Trust
from publisher.rules.results import logged_day

ROLES = {
    "draw": "抽签办公室",
    "legal": "法制机构",
    "log": "总账管理员",
    "observer": "观察员",
    "auditor": "外部审计人",
    "recovery": "恢复密钥",
}
_KEEPER = "总账管理员"
_TABLES = {"objects": "检查对象名录库", "inspectors": "执法检查人员名录库", "agencies": "执法主体与协作单位"}
_DOCUMENTS = {"items": "抽查事项清单", "policy": "规则与分组", "plan": "年度抽查计划"}
_ROWS = {"result": "检查结果", "correction": "检查结果（更正或复查）"}
_OUTCOME = {
    "beacon.json": "公共随机数",
    "seed.txt": "种子",
    "selection.csv": "抽中名单",
    "teams.csv": "检查组",
}
_COMMITTED = {"order.json": "抽查方案", "frame.csv": "参加抽签的名单", "panel.csv": "检查人员名单"}
_CHANGE = re.compile(r"changes/([0-9]{4})(?:-done)?\.(?:note|csv)")


class CaseFile(NamedTuple):
    """One file. `group`: its part of the case; `permanent`: kept as long as the log is, else for the term."""

    path: str
    title: str
    by: str
    day: date | None
    group: str
    permanent: bool = False


DRAW, BASIS, LOG, OTHER, PROGRAM = "本次抽查", "所依据的名录和文件", "总账与信任策略", "其他抽查的公布文件", "核验程序"
GROUPS = (DRAW, BASIS, LOG, OTHER, PROGRAM)


def signers(record: AnyRecord) -> str:
    """Who signed a record, in words; the keeper for rows, which the checkpoint covers."""
    return "、".join(ROLES.get(role, role) for role in record.signers) or _KEEPER


class CaseFiles:
    """The inventory of everything in an archive. `paths`: evidence and programs; `history`: the whole log."""

    def __init__(self, history: History, draw: str, paths: Mapping[str, bytes], programs: frozenset[str]) -> None:
        self.history, self.draw, self.programs = history, draw, programs
        self.paths = sorted(paths)
        self.records = history.draws[draw]

    def listed(self) -> list[CaseFile]:
        """Every file: the draw's in the order of its steps, what it rests on, the log, the others, the programs."""
        known = {item.path: item for item in (*self._of_draw(), *self._basis())}
        found = [known.get(path) or self._other(path) for path in self.paths]
        order = {path: number for number, path in enumerate(known)}
        return sorted(found, key=lambda item: (GROUPS.index(item.group), order.get(item.path, 0), item.path))

    def _other(self, path: str) -> CaseFile:
        if path in self.programs:
            return CaseFile(path, "离线核验页和核验程序", "", None, PROGRAM)
        if path.startswith(f"draws/{self.draw}/"):
            return CaseFile(path, _title(path.removeprefix(f"draws/{self.draw}/")), "", None, DRAW)
        if path.startswith(("log/", "keys/")) or path in (places.BUREAU, "evidence.json"):
            return CaseFile(path, _log_title(path), _KEEPER, None, LOG, permanent=True)
        return CaseFile(path, "", "", None, OTHER)

    def _place(self, name: str) -> str:
        return places.draw_file(self.draw, name)

    def _of_draw(self) -> Iterator[CaseFile]:
        records = self.records
        for commit in records.commits[:1]:
            yield self._note("commit.note", "抽签前封存（承诺）", commit)
            for name, title in _COMMITTED.items():
                yield self._file(name, title, commit)
        yield from self._reveals()
        for kind, title, found in (
            ("ceremony", "当众摇号", records.ceremonies),
            ("close", "封签", records.closes),
            ("void", "作废", records.voids),
            ("outcome", "抽取结果", records.outcomes),
        ):
            yield from (self._note(f"{kind}.note", title, logged) for logged in found[:1])
        for outcome in records.outcomes[:1]:
            for name, title in _OUTCOME.items():
                yield self._file(name, title, outcome)
        yield from self._changes()
        for row in records.rows:
            yield self._file(places.row_file(row.record.row), _ROWS.get(row.record.type, "检查结果"), row)
        for audit in records.audits[:1]:
            yield self._note("audit.note", "外部审计", audit)
        yield CaseFile(self._place(places.FRAME_KEY), "名单密钥（公布后）", ROLES["draw"], None, DRAW)

    def _reveals(self) -> Iterator[CaseFile]:
        commit = self.records.commit
        parties = [part.party for part in commit.record.parties] if commit else []
        for reveal in self.records.reveals:
            if reveal.record.party in parties:
                name = places.reveal_file(parties.index(reveal.record.party) + 1)
                who = ROLES.get(reveal.record.party.rpartition("/")[2], reveal.record.party)
                yield CaseFile(self._place(name), f"拆封（{who}）", who, logged_day(reveal.record), DRAW, True)

    def _changes(self) -> Iterator[CaseFile]:
        done = {item.record.number: item for item in self.records.changed}
        for change in self.records.changes:
            number = change.record.number
            yield self._note(places.change_file(number, "note"), f"第{number}号变更：提出", change)
            if number in done:
                yield self._note(places.change_file(number, "done"), f"第{number}号变更：结果", done[number])
                yield self._file(places.change_file(number, "csv"), f"第{number}号变更：更换与增补", done[number])

    def _note(self, name: str, title: str, logged: Logged[AnyRecord]) -> CaseFile:
        record = logged.record
        return CaseFile(self._place(name), title, signers(record), logged_day(record), DRAW, permanent=True)

    def _file(self, name: str, title: str, logged: Logged[AnyRecord]) -> CaseFile:
        return CaseFile(self._place(name), title, signers(logged.record), logged_day(logged.record), DRAW)

    # what the draw rests on

    def _basis(self) -> Iterator[CaseFile]:
        commit = self.records.commit
        size = commit.record.basis.size if commit else 0
        for entry in self.history.entries:
            record = entry.record
            if isinstance(record, Genesis | Trust):
                path = places.snapshot(record.trust, "json")
                yield CaseFile(path, "信任策略", signers(record), logged_day(record), LOG, permanent=True)
            elif commit is not None and entry.position < size and isinstance(record, Roster | FileRecord):
                yield from self._bound(record, commit.record)

    def _bound(self, record: Roster | FileRecord, commit: Commit) -> Iterator[CaseFile]:
        day, by = logged_day(record), signers(record)
        if isinstance(record, Roster):
            if f"snapshots/{record.sha256}.csv" in commit.files:
                yield CaseFile(places.snapshot(record.sha256), _TABLES[record.table], by, day, BASIS)
        elif record.sha256 in self._documents(commit):
            suffix = "csv" if record.type == "plan" else "json"
            title = f"{_DOCUMENTS[record.type]}（{record.version}）"
            yield CaseFile(places.snapshot(record.sha256, suffix), title, by, day, BASIS)

    def _documents(self, commit: Commit) -> set[str]:
        """The plan that the draw used, and the item list and the policy that were in force for it, by hash."""
        found = {commit.plan.file} if commit.plan.file else set()
        for kind in ("items", "policy"):
            known = [item.record for item in self.history.files(kind, commit.basis.size)]
            known = [record for record in known if parse_date(record.effective) <= logged_day(commit)]
            found |= {record.sha256 for record in known[-1:]}
        return found


def _title(name: str) -> str:
    change = _CHANGE.fullmatch(name)
    return f"第{int(change[1])}号变更" if change else name


def _log_title(path: str) -> str:
    if path == places.CHECKPOINT:
        return "最新的检查点（总账指纹）"
    if path.startswith("log/checkpoints/"):
        return f"检查点：{path.rpartition('/')[2]}条"
    if path == places.TRUST:
        return "信任策略（现行）"
    if path == places.BUREAU:
        return "单位与所依细则"
    return "公布文件的目录" if path == "evidence.json" else "总账"


def archives_of(history: History, draw: str) -> list[Logged[Filing]]:
    """The `archive` records of a draw, in the order of the log."""
    return [item for item in history.of(Filing) if item.record.type == "archive" and item.record.draw == draw]
