"""A request judged against where it wants to go: what staff may change, and what nobody may (`validate --since`).

    data/log/entries.jsonl          only grows, and from the newest entries on
    data/log/checkpoints/           gain signatures
    data/draws/, data/snapshots/    written once; the text of a withdrawn row may go
    data/results/, data/nonrandom/  what is sealed changes only with a reason
    everything else in data/        staff's to edit; orders too, once their draw is logged

Only changes since the request left the other branch are its own; what is sealed is looked up in the longer log of both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from publisher.draw.evidence import sha256_hex
from publisher.errors import Fault, PublisherError, Words, fault
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.log.records import SealedRow, Withdraw
from publisher.tables.models import NonrandomFile, ResultFile
from publisher.tables.yaml_files import read_document
from publisher.workspace.checking import SECRET
from publisher.workspace.git import Change, Git, Revision
from publisher.workspace.log_files import ENTRIES
from publisher.workspace.reminders import unreasoned_changes
from publisher.workspace.repository import TRUST, Workspace
from publisher.workspace.rosters import ROSTERS
from publisher.workspace.sealed import AnyResult, SealedRows, draw_of, row_place

_PROGRAM = (":(exclude)publisher", ":(exclude)tests")
"""The program's own folders in this checkout: their tests hold what secrets look like."""
_SEALED = ("data/draws/", "data/snapshots/")
_CHECKPOINTS = "data/log/checkpoints/"
_ROW = re.compile(r"data/(?:draws/[^/]+|nonrandom)/rows/([0-9a-f]{64})\.json")
_RESULT = re.compile(r"data/results/([^/]+)/([^/]+)\.yaml")
_NONRANDOM = re.compile(r"data/nonrandom/[0-9]{4}/([^/]+)\.yaml")

KINDS: Mapping[str, Words] = {
    r"data/results/": Words("检查结果", "results"),
    r"data/nonrandom/[0-9]{4}/": Words("抽签以外的检查", "inspections outside the draw"),
    r"data/orders/": Words("抽查方案", "orders"),
    r"data/plans/": Words("年度计划", "plans"),
    r"data/(?:objects|inspectors|agencies|roster-changes)\.csv": Words("名录", "rosters"),
    r"data/(?:items|policy|codes)\.yaml|data/calendar/": Words("清单与策略", "item list and policy"),
    r"data/(?:log|draws|snapshots|pending|nonrandom)/|keys/": Words("总账与证据", "log and evidence"),
}
OTHER = Words("其他文件", "other files")
AFTERWARDS: Mapping[str, Words] = {
    "data/items.yaml": Words(
        "事项清单改了：两方核准后才生效（publisher items approve）", "items.yaml: in force once both offices approve it"
    ),
    "data/policy.yaml": Words(
        "策略改了：两方核准后才生效（publisher policy approve）", "policy.yaml: in force once both offices approve it"
    ),
    "data/codes.yaml": Words(
        "代码表改了：随策略核准后才生效（publisher policy approve）", "codes.yaml: in force with an approved policy"
    ),
    "data/objects.csv": Words("对象名录改了：封存后才用于抽签（publisher roster seal）", "objects.csv: to be sealed"),
    "data/inspectors.csv": Words(
        "人员名录改了：封存后才用于抽签（publisher roster seal）", "inspectors.csv: to be sealed"
    ),
}


@dataclass
class Request:
    """What a request changes, by kind; what is wrong with it; what is to be done after it is merged."""

    changes: Sequence[Change] = ()
    faults: list[Fault] = field(default_factory=list)
    notices: list[Words] = field(default_factory=list)

    @property
    def kinds(self) -> dict[Words, list[Change]]:
        """The changes in a clerk's words."""
        found: dict[Words, list[Change]] = {}
        for change in self.changes:
            words = next((words for pattern, words in KINDS.items() if re.match(pattern, change.name)), OTHER)
            found.setdefault(words, []).append(change)
        return found

    @property
    def names(self) -> set[str]:
        """The files changed."""
        return {change.name for change in self.changes}


def check_request(workspace: Workspace, revision: str) -> Request:
    """Everything that is wrong with what changed here since `revision` (a branch, tag or commit that git knows).

    Raises Refused where git is absent, this is no git repository, or there is no such revision.
    """
    git = Git(workspace.files.root)
    tip = git.commit(revision)
    base = git.merge_base(tip)
    judged = _Judge(workspace, Revision(git, base), Revision(git, tip))
    changes = git.changes(base, "data", "keys")
    request = Request(changes, list(judged.faults(changes)))
    request.faults += _unreasoned(workspace, judged.base, request.names)
    request.faults += _secrets(git, base)
    request.notices += [words for name, words in AFTERWARDS.items() if name in request.names]
    return request


def _unreasoned(workspace: Workspace, base: Revision, names: Collection[str]) -> Iterator[Fault]:
    """Whoever changes a roster says why: rows that the request touches and that nobody has given a reason for."""
    touched: dict[str, set[str]] = {}
    for table in ROSTERS:
        if (name := f"data/{table}.csv") in names:
            lines = {*(base.read(name) or b"").splitlines()} ^ {*(workspace.files.read(name) or b"").splitlines()}
            touched[table] = {line.split(b",", 1)[0].decode("utf-8", "replace") for line in lines}
    try:
        yield from (found.fault for found in unreasoned_changes(workspace) if found.id in touched.get(found.table, ()))
    except PublisherError:
        return  # tables that can't be read are named by `validate`


def _secrets(git: Git, base: str) -> Iterator[Fault]:
    """Private keys and vaults in the files, among what is about to be committed, or anywhere in the new commits."""
    here = {name for where in ("--untracked", "--cached") for name in git.holding(SECRET, where, ".", *_PROGRAM)}
    past = set(git.touched(SECRET, base, ".", *_PROGRAM)) - here
    for name in sorted(here):
        right = ("立即移出仓库，并按泄露处理", "move it out at once and treat it as leaked")
        yield fault("secret", "这像是私钥或密钥库", "this looks like a private key or a vault", *right).at(name)
    for name in sorted(past):
        zh, en = "提交历史里有过像私钥或密钥库的内容", "a commit held what looks like a private key or a vault"
        right = ("按泄露处理；重做分支，不带这些提交", "treat it as leaked; make the branch anew without those commits")
        yield fault("secret", zh, en, *right).at(name)


class _Judge:
    """The files here, as they were where the request began, and as the other branch has them now."""

    def __init__(self, here: Workspace, base: Revision, tip: Revision) -> None:
        self.here, self.base, self.tip = here, base, tip

    @cached_property
    def log(self) -> Workspace:
        """Where the longer log lies: here, or on the other branch, which may have sealed something meanwhile."""
        ours, theirs = self.here.files.read(ENTRIES) or b"", self.tip.read(ENTRIES) or b""
        return self.here if ours.startswith(theirs) else Workspace(self.tip)

    @cached_property
    def history(self) -> History:
        """That log; empty where it can't be read, which is said where logs are read."""
        try:
            return self.log.history()
        except PublisherError:
            return History([])

    def faults(self, changes: Sequence[Change]) -> Iterator[Fault]:
        """What is wrong with each change, then with the results taken together."""
        for change in changes:
            found = self._change(change)
            if found is not None:
                yield found.at(change.name)
        yield from self._results(changes)

    def _change(self, change: Change) -> Fault | None:
        if change.status != "D" and self._is_link(change.name):
            right = ("放文件本身", "put the file itself there")
            return fault("link", "这是指向别处的链接", "a link to somewhere else", *right)
        if change.name == ENTRIES:
            return self._entries()
        if change.name == TRUST:
            return self._trust()
        if change.status == "A":
            return None
        if change.name.startswith(_CHECKPOINTS):
            return self._checkpoint(change.name)
        if change.name.startswith(_SEALED) or _ROW.fullmatch(change.name):
            return self._sealed_file(change)
        return self._deleted(change) if change.status == "D" else None

    def _is_link(self, name: str) -> bool:
        return (self.here.files.root / name).is_symlink()

    def _entries(self) -> Fault | None:
        ours, began, theirs = (files.read(ENTRIES) or b"" for files in (self.here.files, self.base, self.tip))
        if not ours.startswith(began):
            right = ("总账只能追加；恢复这个文件", "the log only grows: restore this file")
            return fault("log-altered", "总账已有的条目被改动或删去", "entries of the log were altered or lost", *right)
        if ours != began and not ours.startswith(theirs):
            right = (
                "取回最新的总账，再追加一次；总账从不合并",
                "fetch the newest log and append again; it is never merged",
            )
            return fault("log-fork", "总账从旧的条目分了叉", "the log forks off from older entries", *right)
        return None

    def _trust(self) -> Fault | None:
        data = self.here.files.read(TRUST)
        policies = self.history.trust_changes()
        if not policies or (data is not None and sha256_hex(data) == policies[-1][1]):
            return None
        right = ("只随总账里的trust记录更改（publisher keys）", "it changes with a trust record in the log only")
        return fault("trust", "信任策略与总账不符", "the trust policy isn't the log's", *right)

    def _checkpoint(self, name: str) -> Fault | None:
        """A checkpoint may gain cosignatures."""
        old, new = self.base.read(name), self.here.files.read(name)
        try:
            before, after = Note.parse(old or b"", name), Note.parse(new or b"", name)
            kept = new is not None and before.text == after.text and set(before.signatures) <= set(after.signatures)
        except PublisherError:
            kept = False
        return None if kept else self._once("检查点", "a checkpoint")

    def _sealed_file(self, change: Change) -> Fault | None:
        row = _ROW.fullmatch(change.name)
        withdrawn = row and change.status == "D" and any(w.record.row == row[1] for w in self.history.of(Withdraw))
        return None if withdrawn else self._once("已封存的文件", "a sealed file")

    @staticmethod
    def _once(zh: str, en: str) -> Fault:
        right = ("恢复原样（git checkout）；更正另写更正记录", "restore it (git checkout); corrections are new records")
        return fault("sealed-file", f"{zh}被改动或删去", f"{en} was altered or deleted", *right)

    def _deleted(self, change: Change) -> Fault | None:
        match, entry = _RESULT.fullmatch(change.name), _NONRANDOM.fullmatch(change.name)
        draw, object_id = (match[1], match[2]) if match else ("", entry[1] if entry else "")
        if not object_id or not self._rows({draw}).holds(draw, object_id):
            return None
        right = (
            "恢复这个文件；更正写corrects，停止公示用 publisher withdraw",
            "restore it: correct it, or withdraw it",
        )
        return fault("sealed", "已封存的结果被删去", "a sealed result was deleted", *right)

    def _rows(self, draws: Collection[str]) -> SealedRows:
        """What is sealed of some draws, in the longer log; a branch's rows are fetched in one go."""
        if isinstance(self.log.files, Revision):
            records = (item.record for item in self.history.of(SealedRow) if item.record.draw in draws)
            self.log.files.fetch([row_place(record.draw, record.row) for record in records])
        return SealedRows(self.log, self.history, draws)

    def _results(self, changes: Sequence[Change]) -> Iterator[Fault]:
        """Results altered that the other branch has sealed; those sealed here `validate` looks at in any case."""
        if self.log is self.here:
            return
        changed = [change.name for change in changes if change.status != "D"]
        documents = [found for name in changed if (found := self._document(name)) is not None]
        rows = self._rows({draw_of(document) for document in documents})
        yield from filter(None, map(rows.altered, documents))

    def _document(self, name: str) -> AnyResult | None:
        """A result or an entry of article 13; None for anything else, or what can't be read: that is said elsewhere."""
        data = self.here.files.read(name)
        try:
            if data is not None and _RESULT.fullmatch(name):
                return read_document(data, ResultFile, name)
            return read_document(data, NonrandomFile, name) if data is not None and _NONRANDOM.fullmatch(name) else None
        except PublisherError:
            return None
