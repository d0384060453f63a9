"""A draw's archive: what is published, with proofs, an index of the case, and the verifier, in one zip (article 17).

The evidence of the other draws is in it, too: that numbers have no gap and nothing was drawn twice can only be checked
on the whole log. So the archive verifies by itself, offline: offline.html, `publisher verify`, `node verify/cli.js`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jinja2 import Environment, PackageLoader, StrictUndefined

from publisher.draw.evidence import json_text, sha256_hex
from publisher.errors import Fails, NotYet, fault
from publisher.log import merkle
from publisher.log.checkpoints import Checkpoint, fingerprint
from publisher.log.history import History
from publisher.log.notes import Note
from publisher.reports.blocks import day_text, in_fours
from publisher.reports.case_files import BASIS, DRAW, GROUPS, LOG, CaseFile, CaseFiles
from publisher.reports.proofs import CONSISTENCY, consistency_proofs, inclusion_proofs
from publisher.reports.zips import zip_bytes
from publisher.rules.deadlines import retention

INDEX, CONTENTS = "archive/index.json", "index.html"


@dataclass(frozen=True, kw_only=True)
class Case:
    """What an archive is made of. `evidence`: what is published; `programs`: the verifier and the offline page.

    `history`, `checkpoints`: the log up to its newest signed checkpoint; `closed_on`: None while the case is open;
    `years`: the policy's term; `own_years`: the file's own, 0 without one; `made_on`: the archive's day.
    """

    draw: str
    bureau: str
    evidence: Mapping[str, bytes]
    programs: Mapping[str, bytes]
    history: History
    checkpoints: Mapping[int, Note]
    closed_on: date | None
    years: int
    own_years: int
    made_on: date

    @property
    def title(self) -> str:
        """The draw's title."""
        commit = self.history.draws[self.draw].commit
        return commit.record.title if commit else self.draw

    @property
    def newest(self) -> int:
        """The size of the newest signed checkpoint."""
        return max(self.checkpoints)

    @property
    def checkpoint(self) -> Checkpoint:
        """The newest signed checkpoint."""
        return Checkpoint.parse(self.checkpoints[self.newest].text)

    @property
    def purge_from(self) -> date | None:
        """From when what isn't permanent needn't be kept; None while the case is open."""
        if self.closed_on is None:
            return None
        return retention(self.closed_on, years=self.years, own_years=self.own_years or None).day

    @property
    def term(self) -> int:
        """How many years the case is kept."""
        return max(self.years, self.own_years)

    @cached_property
    def positions(self) -> list[int]:
        """Where the draw's records lie in the log."""
        entries = self.history.entries[: self.newest]
        return [entry.position for entry in entries if getattr(entry.record, "draw", "") == self.draw]

    @cached_property
    def files(self) -> list[CaseFile]:
        """Every file of evidence and every program."""
        inventory = CaseFiles(self.history, self.draw, {**self.evidence, **self.programs}, frozenset(self.programs))
        return inventory.listed()

    def keep(self, file: CaseFile) -> str:
        """How long a file is kept, in words."""
        if file.permanent:
            return "永久"
        until = self.purge_from
        return f"{self.term}年，至{day_text(until)}前" if until else f"结案后{self.term}年"


def archive_files(case: Case) -> dict[str, bytes]:
    """Path → bytes of everything in the archive, sorted. Raises NotYet where no checkpoint holds the draw yet."""
    if not case.checkpoints or not case.positions:
        right = ("等总账管理员签检查点：publisher log keep", "wait for the log keeper: publisher log keep")
        zh, en = f"{case.draw}还不在已签的检查点里", f"no signed checkpoint holds {case.draw} yet"
        raise NotYet(fault("no-checkpoint", zh, en, *right))
    entries = [entry.data for entry in case.history.entries[: case.newest]]
    if merkle.root([merkle.leaf_hash(entry) for entry in entries]) != case.checkpoint.root:
        right = ("用git恢复总账", "restore the log with git")
        raise Fails(fault("history", "总账与最新的检查点不符", "the log isn't what its newest checkpoint says", *right))
    proofs = inclusion_proofs(entries, case.positions, case.checkpoints[case.newest])
    proofs[CONSISTENCY] = consistency_proofs(entries, _relevant(case), case.newest)
    page = _contents(case, sorted(proofs)).encode()
    files = {**case.evidence, **case.programs, **proofs, INDEX: index_json(case, proofs), CONTENTS: page}
    return dict(sorted(files.items()))


def archive_zip(case: Case) -> bytes:
    """The archive: the same bytes for the same case."""
    return zip_bytes(archive_files(case))


def _relevant(case: Case) -> dict[int, Note]:
    """The newest checkpoint, the draw's basis, and the first one after each of the draw's records."""
    sizes = sorted(case.checkpoints)
    after = {next((size for size in sizes if size > position), case.newest) for position in case.positions}
    commit = case.history.draws[case.draw].commit
    basis = {commit.record.basis.size} if commit else set()
    return {size: case.checkpoints[size] for size in sorted(after | basis | {case.newest}) if size in case.checkpoints}


def index_json(case: Case, proofs: Mapping[str, bytes]) -> bytes:
    """archive/index.json: what the archive holds, file by file with hash, day and term, and what it rests on."""
    data = {**case.evidence, **case.programs}
    files = [
        {
            "by": item.by,
            "bytes": len(data[item.path]),
            "day": item.day.isoformat() if item.day else "",
            "group": item.group,
            "keep": "permanent" if item.permanent else "term",
            "path": item.path,
            "sha256": sha256_hex(data[item.path]),
            "title": item.title,
        }
        for item in case.files
    ]
    files += [
        {
            "by": "",
            "bytes": len(content),
            "day": "",
            "group": LOG,
            "keep": "permanent",
            "path": path,
            "sha256": sha256_hex(content),
            "title": "总账证明",
        }
        for path, content in sorted(proofs.items())
    ]
    value = {
        "bureau": case.bureau,
        "closed_on": case.closed_on.isoformat() if case.closed_on else "",
        "draw": case.draw,
        "files": files,
        "log": {
            "fingerprint": fingerprint(case.checkpoint),
            "genesis": case.history.entries[0].hash,
            "size": case.newest,
        },
        "made_on": case.made_on.isoformat(),
        "own_years": case.own_years,
        "positions": case.positions,
        "purge_from": case.purge_from.isoformat() if case.purge_from else "",
        "title": case.title,
        "years": case.years,
    }
    return json_text(value).encode()


def _contents(case: Case, proofs: list[str]) -> str:
    """index.html: the case's cover and its table of contents, to read and to print."""
    environment = Environment(
        loader=PackageLoader("publisher.reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"day": day_text, "fours": in_fours}
    groups = {name: [item for item in case.files if item.group == name] for name in GROUPS}
    return environment.get_template("contents.html").render(
        case=case,
        shown=[(name, groups[name]) for name in (DRAW, BASIS)],
        rest=[(name, len(items)) for name, items in groups.items() if name not in (DRAW, BASIS) and items],
        proofs=len(proofs),
        fingerprint=fingerprint(case.checkpoint),
        genesis=case.history.entries[0].hash,
    )
