"""C07: every bound file has the bound hash, every file is bound (protocol sections 3 and 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from publisher.draw.evidence import sha256_hex
from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.records import Filing
from publisher.verify.case import Case
from publisher.verify.draw_case import DrawCase
from publisher.verify.reading import trouble
from publisher.verify.report import Finding, fails, holds, not_known

# Pages and pictures of a draw may stand in its folder on the site; these kinds of file are evidence.
_EVIDENCE = (".note", ".csv", ".json", ".txt")
_SNAPSHOT = re.compile(r"data/snapshots/([0-9a-f]{64})\.(?:csv|json)")
_HASH = re.compile(rb"[0-9a-f]{64}")
_NOTES_THAT_MAY_BE = ("void.note", "audit.note")


class Bound:
    """What the log says of one draw's files: path → hash of a bound file, path → bytes of a note."""

    def __init__(self, draw: DrawCase) -> None:
        self._draw = draw
        self._records = draw.records

    @cached_property
    def hashes(self) -> dict[str, str]:
        """Every file that commit, outcome and changes bind."""
        commit, outcome = self._records.commit, self._records.outcome
        found = {self._place(name): sha256 for name, sha256 in (commit.record.files if commit else {}).items()}
        found |= {self._draw.path(name): sha256 for name, sha256 in (outcome.record.files if outcome else {}).items()}
        for changed in self._records.changed:
            found |= {self._draw.path(name): sha256 for name, sha256 in changed.record.files.items()}
        return found

    def _place(self, name: str) -> str:
        return f"data/{name}" if name.startswith("snapshots/") else self._draw.path(name)

    @cached_property
    def notes(self) -> dict[str, bytes]:
        """Every note that must lie in the draw's folder, as the log has it (section 4)."""
        return {self._draw.path(name): data for name, data in self._records.notes.items()}


def files(case: Case, draw: DrawCase) -> Iterator[Finding]:
    """C07 for one draw (sections 3 and 4).

    - commit and outcome bind the files that section 4 names, a change its table
    - every bound file is there and has its hash
    - every note in the folder is, byte for byte, an entry of the log, and none that the log holds is missing
    - nothing else lies there: rows authenticate themselves by their hash in the log, a blinded frame's key by its
      aliases (C08), the answers of a draw that was voided after its close by their proof
    """
    bound = Bound(draw)
    findings = [*_named(draw), *_hashes(case, draw, bound), *_notes(case, draw, bound), *_others(case, draw, bound)]
    yield from findings
    if draw.commit and not findings:
        count = len(bound.hashes) + len(bound.notes)
        by_hand = f"sha256sum {draw.path('frame.csv')}; grep frame.csv {draw.path('commit.note')}"
        zh, en = f"{count}个文件都与总账登记的相同", f"all {count} files are what the log binds"
        yield holds(zh, en, draw=draw.name, by_hand=by_hand)


def _named(draw: DrawCase) -> Iterator[Finding]:
    commit, outcome = draw.records.commit, draw.records.outcome
    if commit and not set(places.DRAW_FILES) <= commit.record.files.keys():
        found, expected = ", ".join(commit.record.files), ", ".join(places.DRAW_FILES)
        yield fails(
            "封存没有绑定全部文件", "the commit doesn't bind its files", draw=draw.name, found=found, expected=expected
        )
    if outcome and set(places.OUTCOME_FILES) != outcome.record.files.keys():
        found, expected = ", ".join(outcome.record.files), ", ".join(places.OUTCOME_FILES)
        zh, en = "结果没有绑定应有的文件", "the outcome doesn't bind its files"
        yield fails(zh, en, draw=draw.name, found=found, expected=expected)
    for changed in draw.records.changed:
        name = places.change_file(changed.record.number, "csv")
        if [name] != list(changed.record.files):
            found = ", ".join(changed.record.files)
            zh, en = "变更没有绑定它的表", "a change doesn't bind its table"
            yield fails(zh, en, draw=draw.name, found=found, expected=name)


def _hashes(case: Case, draw: DrawCase, bound: Bound) -> Iterator[Finding]:
    for path, expected in bound.hashes.items():
        yield from _compare(case, path, expected, draw.name)


def _compare(case: Case, path: str, expected: str, draw: str = "") -> Iterator[Finding]:
    data = case.files.data(path)
    if path in case.files.unreadable:
        yield trouble(case.files.unreadable[path], path, draw)
    elif data is None:
        yield fails("总账登记的文件没有公布", "a bound file isn't there", draw=draw, file=path, expected=expected)
    elif (found := sha256_hex(data)) != expected:
        zh, en = "文件不是总账登记的那一份", "the file isn't the one that the log binds"
        by_hand = f"sha256sum {path}"
        yield fails(zh, en, draw=draw, file=path, found=found, expected=expected, by_hand=by_hand)


def _notes(case: Case, draw: DrawCase, bound: Bound) -> Iterator[Finding]:
    for path, entry in bound.notes.items():
        data = case.files.data(path)
        if data is None:
            yield fails("签名文书没有公布", "a note isn't there", draw=draw.name, file=path)
        elif data != entry:
            zh, en = "签名文书与总账条目不同", "the note isn't the log's entry"
            yield fails(zh, en, draw=draw.name, file=path, found=sha256_hex(data), expected=sha256_hex(entry))


def _others(case: Case, draw: DrawCase, bound: Bound) -> Iterator[Finding]:
    known = bound.hashes.keys() | bound.notes.keys()
    folder = draw.path("")
    for path in sorted(case.files.names):
        if path.startswith(folder) and path.endswith(_EVIDENCE) and path not in known:
            yield from _other(case, draw, path, path.removeprefix(folder))


def _other(case: Case, draw: DrawCase, path: str, name: str) -> Iterator[Finding]:
    if name.startswith("rows/"):
        yield from _row(draw, path, name)
    elif name in _NOTES_THAT_MAY_BE:
        entries = {item.entry.data for item in (*draw.records.voids, *draw.records.audits)}
        if case.files.data(path) not in entries:
            yield fails("签名文书不在总账中", "the note isn't in the log", draw=draw.name, file=path)
    elif not _authentic(case, draw, name):
        yield fails("多出一个总账没有登记的文件", "a file that the log doesn't bind", draw=draw.name, file=path)


def _authentic(case: Case, draw: DrawCase, name: str) -> bool:
    if name == places.FRAME_KEY:
        return draw.commit is not None and draw.commit.frame == "blinded"
    if name != "beacon.json" or not draw.course or not draw.course.voided_after_close or not draw.commit:
        return False
    rounds = {(beacon.source, beacon.round) for beacon in draw.commit.beacons}
    answers = draw.beacons.value or []
    return bool(answers) and all(
        (answer.source, answer.round) in rounds and not isinstance(case.prove(answer), PublisherError)
        for answer in answers
    )


def _row(draw: DrawCase, path: str, name: str) -> Iterator[Finding]:
    row = draw.results_by_file.get(name)
    if row is None:
        yield fails("这一行不在总账中", "this row isn't in the log", draw=draw.name, file=path)
    elif row.file.value is None:
        yield row.file.why_not(draw.name)
    elif row.file.value.row != row.logged.record.row:
        zh, en = "这一行的内容与总账登记的不同", "the row's text isn't what the log holds"
        found, expected = row.file.value.row, row.logged.record.row
        yield fails(zh, en, draw=draw.name, file=path, found=found, expected=expected)


def shared_files(case: Case) -> Iterator[Finding]:
    """C07 for what belongs to no draw.

    - rosters, item lists, policies and plans that the log binds are published under their hash, and are that content
    - a roster has as many rows as its record says
    - every published snapshot is its own name's content, and the log names it
    - the files of reports and archives are those that their records bind, and no others
    - no folder stands for a draw that the log doesn't have
    """
    findings = [*_snapshots(case), *_filings(case), *_strangers(case)]
    yield from findings
    if case.history.entries and not findings:
        zh, en = "名录、清单、规则和计划都与总账登记的相同", "rosters, lists, policies and plans are what the log binds"
        yield holds(zh, en, by_hand="cd data/snapshots && sha256sum *")


def _snapshots(case: Case) -> Iterator[Finding]:
    if case.files.unreadable.get(""):
        yield trouble(case.files.unreadable[""], "evidence.json")
    expected = {}
    for entry in case.history.entries:
        record = entry.record
        if record is not None and record.type in ("roster", "items", "policy", "plan"):
            suffix = "json" if record.type in ("items", "policy") else "csv"
            expected[places.snapshot(record.sha256, suffix)] = record
    for path, record in expected.items():
        yield from _compare(case, path, record.sha256)
        if record.type == "roster":
            yield from _row_count(case, path, record.rows)
    named = {found.decode() for entry in case.history.entries for found in _HASH.findall(entry.data)}
    for path in sorted(case.files.names - expected.keys()):
        if path.startswith("data/snapshots/"):
            yield from _snapshot(case, path, named)


def _row_count(case: Case, path: str, rows: int) -> Iterator[Finding]:
    data = case.files.data(path)
    count = data.count(b"\n") - 1 if data else rows
    if count != rows:
        zh, en = "名录的行数与登记的不同", "the roster hasn't as many rows as its record says"
        yield fails(zh, en, file=path, found=str(count), expected=str(rows), by_hand=f"wc -l {path}")


def _snapshot(case: Case, path: str, named: set[str]) -> Iterator[Finding]:
    match, data = _SNAPSHOT.fullmatch(path), case.files.data(path)
    if match is None or match[1] not in named:
        yield fails("多出一个总账没有登记的文件", "a file that the log doesn't bind", file=path)
    elif data is None:
        yield not_known("文件读不出", "the file can't be read", file=path)
    elif sha256_hex(data) != match[1]:
        zh, en = "文件内容与文件名的哈希不同", "the content isn't that of its name"
        yield fails(zh, en, file=path, found=sha256_hex(data), expected=match[1], by_hand=f"sha256sum {path}")


def _filings(case: Case) -> Iterator[Finding]:
    bound = {
        places.filed(name, sha256): sha256
        for item in case.history.of(Filing)
        for name, sha256 in item.record.files.items()
    }
    for path, sha256 in bound.items():
        yield from _compare(case, path, sha256)
    for path in sorted(case.files.names - bound.keys()):
        if path.startswith(f"{places.FILED}/"):
            yield fails("多出一个总账没有登记的文件", "a file that the log doesn't bind", file=path)


def _strangers(case: Case) -> Iterator[Finding]:
    for path in sorted(case.files.names):
        parts = path.split("/")
        if parts[0] == "draws" and len(parts) > 2 and parts[1] not in case.draws and path.endswith(_EVIDENCE):
            yield fails("总账中没有这次抽签", "the log has no such draw", file=path)
