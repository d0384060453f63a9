"""A small bureau on disk for tests of the ceremony: played once a session, copied for each test that wants to spoil it.

One open draw around the real drand round of 8 April 2026, with both witnesses; the folder of each stage of the draw is
kept. All keys come from the sample's public entropy, and their vaults from the weakest setting: nothing here is secret.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from publisher.ceremony import founding
from publisher.ceremony.desk import Desk
from publisher.ceremony.office import Office
from publisher.ceremony.vault import SAMPLE
from publisher.cli import session
from publisher.cli.main import main
from publisher.demo import acts
from publisher.demo.cast import CAST, Stage, sample_entropy
from publisher.demo.findings import write_result
from publisher.demo.rounds import answer
from publisher.demo.scratch import all_objects, make_scratch, write_objects
from publisher.draw.blinding import opening
from publisher.draw.identifiers import parse_time
from publisher.log.trust import Role
from publisher.workspace import Workspace, published_files

PASSPHRASE = "只在测试里用的一句口令"
DRAW = "2026-001"
ROUND = "27613645"
CHANGE_ROUND = "29155653"
FIRMS = 120

FOUNDED = "2026-04-03T09:00:00+08:00"
COMMITTED = "2026-04-08T10:00:00+08:00"
CLOSED = "2026-04-08T16:00:00+08:00"
REVEAL_BY = "2026-04-08T17:00:00+08:00"
FIRED = "2026-04-08T18:31:39+08:00"
CONCLUDED = "2026-04-08T18:40:00+08:00"
VISITED = "2026-04-20T10:00:00+08:00"
CHANGE_FIRES = "2026-06-01T07:32:03+08:00"

OPEN, BLINDED, OTHER = "2026-spring", "2026-april-blinded", "2026-april-agencies"
BLINDED_CHANGES: Mapping[str, Any] = {
    "quotas": {"all": {"count": "3"}},
    "beacons": [{"source": "drand-quicknet", "at": FIRED}],
    "reveal_by": REVEAL_BY,
    "inspect_by": "2026-06-30",
    "publish_by": "2026-07-24",
}
OTHER_CHANGES: Mapping[str, Any] = {**BLINDED_CHANGES, "quotas": {"all": {"count": "2"}}}


@dataclass(frozen=True)
class Bureau:
    """A repository and everyone's own folder, `repo` and `private/<who>` below `folder`."""

    folder: Path

    @property
    def root(self) -> Path:
        """The repository."""
        return self.folder / "repo"

    @property
    def workspace(self) -> Workspace:
        """The repository, read afresh."""
        return Workspace.at(self.root)

    def home(self, who: str) -> Path:
        """Somebody's own folder."""
        return self.folder / "private" / who

    def office(self, who: str) -> Office:
        """Somebody's own folder, with the operating system's entropy."""
        return Office(self.home(who), lambda: PASSPHRASE, strength=SAMPLE)

    def desk(self, who: str, time: str, root: Path | None = None) -> Desk:
        """Somebody at work at a time, in the repository or in another clone of it."""
        return Desk(Workspace.at(root or self.root), self.office(who), parse_time(time))

    def stage(self, time: str) -> Stage:
        """The whole cast, for the demo's acts; its keys and secrets are the same in every session."""
        private = self.folder / "private"
        offices = {
            part.folder: Office(
                private / part.folder, lambda: PASSPHRASE, entropy=sample_entropy(part.folder), strength=SAMPLE
            )
            for part in CAST
        }
        return Stage(self.workspace, private, parse_time(time), offices)

    def clone(self, name: str) -> Path:
        """Another machine's copy of the repository, as it is now."""
        return Path(shutil.copytree(self.root, self.folder / name))

    def run(self, who: str, time: str, *arguments: str, root: Path | None = None, **env: str) -> Result:
        """`publisher …` in this process, as somebody at a time. A traceback is raised, never swallowed."""
        place = ["-C", str(root or self.root), "--home", str(self.home(who))]
        return run(*arguments, *place, *(["--now", time] if time else []), **env)

    def answer(self, number: str = ROUND) -> Path:
        """A file with a drand answer, as `beacon fetch` writes it."""
        path = self.folder / f"answer-{number}.json"
        path.write_text(json.dumps({"source": "drand-quicknet", "round": number, "answer": answer(number)}))
        return path


def run(*arguments: str, **env: str) -> Result:
    """`publisher …` in this process. Fresh vaults get the weakest setting: Argon2 isn't what is tested."""
    variables = {"PUBLISHER_PASSPHRASE": PASSPHRASE, "LC_ALL": "en_US.UTF-8", "COLUMNS": "200", **env}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "Office", partial(Office, strength=SAMPLE))
        return CliRunner().invoke(main, list(arguments), env=variables, catch_exceptions=False)


def done(result: Result, status: int = 0) -> Result:
    """The result, once it is clear that it ended with this status."""
    assert result.exit_code == status, result.output
    return result


def write_order(root: Path, slug: str, like: str, changes: Mapping[str, Any]) -> None:
    """data/orders/<slug>.yaml: another order with some members changed (None: left out)."""
    folder = root / "data" / "orders"
    order = yaml.safe_load((folder / f"{like}.yaml").read_text(encoding="utf-8"))
    order = {key: value for key, value in {**order, **changes}.items() if value is not None}
    (folder / f"{slug}.yaml").write_text(yaml.safe_dump(order, allow_unicode=True, sort_keys=False), encoding="utf-8")


def tree(*folders: Path) -> dict[str, bytes]:
    """Every file below the folders, with its bytes: two equal trees mean that nothing was written."""
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def publish_to(root: Path, folder: Path) -> Path:
    """What a repository publishes, as a folder on a web server or a stick."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in published_files(root).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def write_results(bureau: Bureau, objects: Sequence[str], **more: Any) -> None:
    """Result files of visits on 15 April by the teams in force; `objects` are ids, in a blinded draw too."""
    records = bureau.workspace.history().draws[DRAW]
    assert records.commit is not None
    commit, teams = records.commit.record, acts.teams(bureau.stage(VISITED), DRAW)
    for object_id in objects:
        team = teams[aliases(bureau).get(object_id, object_id)]
        dates = {"visited": "2026-04-15", "fixed": "2026-04-17"}
        write_result(bureau.workspace, commit, object_id, team, **{**dates, **more})


def aliases(bureau: Bureau) -> dict[str, str]:
    """Object id → alias of a blinded draw, for the draw office, which holds the frame key; empty in an open one."""
    key = bureau.office("draw").frame_key(DRAW)
    if key is None:
        return {}
    return {row.object_id: opening(key, row.object_id).alias(DRAW) for row in bureau.workspace.objects()}


def found(folder: Path, first: Callable[[Bureau], None] | None = None) -> Bureau:
    """A founded bureau: keys, genesis, approvals, rosters, both witnesses. `first`: what happens before that."""
    bureau = Bureau(folder)
    workspace = make_scratch(bureau.root)
    shutil.rmtree(bureau.root / "site_src", ignore_errors=True)
    write_objects(workspace, all_objects()[:FIRMS])
    write_order(bureau.root, BLINDED, "2026-construction-1", BLINDED_CHANGES)
    write_order(bureau.root, OTHER, "2026-agency-extra", OTHER_CHANGES)
    stage = bureau.stage(FOUNDED)
    if first:
        first(bureau)
    stage.make_keys()
    policy = founding.trust_policy(workspace, beacons=("ceremony", "drand-quicknet"), notice=1800, recovery=2)
    signers: list[tuple[str, Role]] = [("draw", "draw"), ("legal", "legal"), ("keeper", "log")]
    for who, role in [*signers, ("head", "recovery"), ("justice", "recovery")]:
        founding.found(stage.desk(who), policy, role)
    acts.keep(stage)
    acts.approve(stage, "2026", "hrss-ldjc")
    acts.seal_rosters(stage)
    acts.cosign(stage)
    return bureau


def play(folder: Path) -> dict[str, Bureau]:
    """One draw from the founding to the outcome; what lies there after each stage."""
    bureau = found(folder / "now")
    stage = bureau.stage(FOUNDED)

    def keep(name: str) -> Bureau:
        return Bureau(Path(shutil.copytree(bureau.folder, folder / name)))

    kept = {"founded": keep("founded")}
    acts.commit(stage, OPEN, "04-08 10:00")
    kept["committed"] = keep("committed")
    acts.close(stage, DRAW, "04-08 16:00")
    kept["closed"] = keep("closed")
    acts.conclude(stage, DRAW, "04-08 18:40")
    return {**kept, "concluded": keep("concluded")}


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bureau]:
    """The small bureau at each stage; not to be changed."""
    return play(tmp_path_factory.mktemp("bureau"))


def _copy(kept: Bureau, folder: Path) -> Bureau:
    return Bureau(Path(shutil.copytree(kept.folder, folder / "bureau")))


@pytest.fixture
def founded(played: dict[str, Bureau], tmp_path: Path) -> Bureau:
    """A bureau before its first draw, to do with as one likes."""
    return _copy(played["founded"], tmp_path)


@pytest.fixture
def committed(played: dict[str, Bureau], tmp_path: Path) -> Bureau:
    """Its first draw is committed and cosigned."""
    return _copy(played["committed"], tmp_path)


@pytest.fixture
def closed(played: dict[str, Bureau], tmp_path: Path) -> Bureau:
    """Its first draw is closed and cosigned; the beacon hasn't fired."""
    return _copy(played["closed"], tmp_path)


@pytest.fixture
def concluded(played: dict[str, Bureau], tmp_path: Path) -> Bureau:
    """Its first draw has an outcome."""
    return _copy(played["concluded"], tmp_path)


def spoiled(path: Path) -> Iterator[bytes]:
    """A file with its last byte gone, with a byte changed, with a line more."""
    data = path.read_bytes()
    yield data[:-1]
    yield data[:40] + bytes([data[40] ^ 1]) + data[41:]
    yield data + data.splitlines(keepends=True)[-1]
