"""Pull requests as the way in, with real git: two staff, one draw, both merged; what nobody may change is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from small_bureau import DRAW, FOUNDED, VISITED, Bureau, done, run, tree, write_results

from publisher.ceremony.vault import SAMPLE, lock
from publisher.demo import acts
from publisher.workspace import Workspace
from publisher.workspace.rosters import waiting_reasons

ROOT = Path(__file__).resolve().parents[2]
SHARED = (".gitattributes", ".gitignore", ".githooks/pre-commit")
WHO = {"GIT_AUTHOR_NAME": "甲", "GIT_AUTHOR_EMAIL": "a@hrss.shili.example"}
ENV = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    **WHO,
    "GIT_COMMITTER_NAME": "甲",
    "GIT_COMMITTER_EMAIL": "a@hrss.shili.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "LC_ALL": "C.UTF-8",
}


def git(root: Path, *arguments: str, ok: bool = True, path: str = "") -> str:
    """`git …` in a clone; what it said. `path`: where programs are looked for."""
    env = {**ENV, "PATH": path or ENV["PATH"]}
    told = subprocess.run(
        ["git", *arguments], cwd=root, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (told.returncode == 0) == ok, told.stdout + told.stderr
    return told.stdout + told.stderr


class Forge:
    """A bare repository on a server, and everyone's clones of it."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.bare = bureau, bureau.folder / "server.git"
        for name in SHARED:
            (bureau.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, bureau.root / name)
        git(bureau.root, "init", "-q", "-b", "main")
        git(bureau.root, "add", ".")
        git(bureau.root, "commit", "-q", "-m", "总账与数据")
        git(bureau.folder, "clone", "-q", "--bare", str(bureau.root), str(self.bare))

    def clone(self, name: str) -> Clone:
        """Somebody's clone, on a branch of that name."""
        folder = self.bureau.folder / name
        git(self.bureau.folder, "clone", "-q", str(self.bare), str(folder))
        git(folder, "switch", "-q", "-c", name)
        return Clone(self.bureau, folder)


class Clone:
    """One person's clone."""

    def __init__(self, bureau: Bureau, root: Path) -> None:
        self.bureau, self.root = bureau, root

    def path(self, name: str) -> Path:
        return self.root / name

    def commit(self, message: str = "改动") -> None:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "-m", message)

    def push(self) -> None:
        """Hand the branch in."""
        self.commit()
        git(self.root, "push", "-q", "origin", "HEAD")

    def merge(self, *branches: str) -> None:
        """Merge branches into main here, and publish main."""
        git(self.root, "fetch", "-q")
        git(self.root, "switch", "-q", "main")
        git(self.root, "merge", "-q", "--ff-only", "origin/main")
        for branch in branches:
            git(self.root, "merge", "-q", "--no-ff", "-m", f"合并{branch}", f"origin/{branch}")
        git(self.root, "push", "-q", "origin", "main")

    def validate(self, *arguments: str, since: str = "origin/main") -> Result:
        """`publisher validate --since` here."""
        return run("validate", "--since", since, "-C", str(self.root), "--now", VISITED, *arguments)

    def refused(self, code: str, name: str, since: str = "origin/main") -> str:
        """What validate says of the one fault that the request has."""
        said = done(self.validate("--lang", "zh", since=since), 2).stdout
        [line] = [line for line in said.splitlines() if line.startswith((f"{name}:", "data/", "keys/"))]
        assert line.startswith(f"{name}:"), said
        assert f": {code}: " in line
        return line

    def edit(self, name: str, **changes: Any) -> None:
        """Change members of a YAML file (None: take them out)."""
        content = yaml.safe_load(self.path(name).read_text(encoding="utf-8"))
        content = {key: value for key, value in {**content, **changes}.items() if value is not None}
        self.path(name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def drawn(bureau: Bureau) -> list[str]:
    """The objects drawn, by rank."""
    return list(acts.teams(bureau.stage(VISITED), DRAW))


def record(clone: Clone, object_id: str, **more: Any) -> str:
    """A result file, written in somebody's clone. Returns its name."""
    bureau = _At(clone.bureau, clone.root)
    write_results(bureau, [object_id], **more)
    return f"data/results/{DRAW}/{object_id}.yaml"


class _At(Bureau):
    """The bureau as it lies in a clone."""

    def __init__(self, bureau: Bureau, root: Path) -> None:
        super().__init__(bureau.folder)
        object.__setattr__(self, "_root", root)

    @property
    def root(self) -> Path:
        """The clone."""
        found: Path = self.__dict__["_root"]
        return found


@pytest.fixture
def forge(concluded: Bureau) -> Forge:
    """A draw with its outcome, on a server."""
    return Forge(concluded)


def sealed(forge: Forge) -> tuple[str, Clone]:
    """One result is recorded, merged, sealed and published: its file, and the keeper's clone."""
    staff, keeper = forge.clone("staff"), forge.clone("keeper")
    name = record(staff, drawn(forge.bureau)[0])
    staff.push()
    keeper.merge("staff")
    done(forge.bureau.run("keeper", VISITED, "seal", DRAW, root=keeper.root))
    keeper.commit("封存")
    git(keeper.root, "push", "-q", "origin", "main")
    return name, keeper


# The way in


def test_two_staff_record_two_results_of_one_draw_and_both_are_merged_and_sealed(forge: Forge) -> None:
    first, second = drawn(forge.bureau)[:2]
    one, other, keeper = forge.clone("result-1"), forge.clone("result-2"), forge.clone("keeper")
    record(one, first)
    record(other, second)
    for clone in (one, other):
        said = done(clone.validate("--lang", "zh")).stdout
        assert "检查结果：新增1" in said
        clone.push()
    keeper.merge("result-1", "result-2")
    done(keeper.validate())
    result = forge.bureau.run("keeper", VISITED, "seal", DRAW, "--json", root=keeper.root)
    assert sorted(json.loads(done(result).stdout)["sealed"][DRAW]) == sorted([first, second])
    done(keeper.validate())
    keeper.commit("封存")
    git(keeper.root, "push", "-q", "origin", "main")
    third = forge.clone("third")
    assert Workspace.at(third.root).history().draws[DRAW].settled == {first, second}
    done(third.validate())


def test_two_staff_give_reasons_for_two_changes_of_the_roster_and_both_stay(forge: Forge) -> None:
    rows = forge.bureau.workspace.need("data/objects.csv").decode().splitlines()
    clones = forge.clone("roster-1"), forge.clone("roster-2")
    edited = [rows[10].split(",")[0], rows[60].split(",")[0]]
    for clone, number, object_id in zip(clones, (10, 60), edited, strict=True):
        changed = [*rows[:number], rows[number].replace("示例县", "示例市", 1), *rows[number + 1 :]]
        clone.path("data/objects.csv").write_text("\n".join(changed) + "\n", encoding="utf-8")
        assert object_id in clone.refused("roster-edited", "data/roster-changes.csv")
        reasons = clone.path("data/roster-changes.csv")
        reasons.write_text(f"id,reason,document\n{object_id},re-registered,\n", encoding="utf-8")
        done(clone.validate())
        clone.push()
    keeper = forge.clone("keeper")
    keeper.merge("roster-1", "roster-2")
    assert set(waiting_reasons(Workspace.at(keeper.root))) == set(edited)
    done(forge.bureau.run("draw", VISITED, "roster", "seal", "objects", root=keeper.root))


def test_what_is_wrong_with_a_result_is_said_with_its_line_before_it_is_handed_in(forge: Forge) -> None:
    clone = forge.clone("staff")
    name = record(clone, drawn(forge.bureau)[0])
    clone.edit(name, codes=["1", "E"], text="负责人电话13900000000")
    said = done(clone.validate("--lang", "zh"), 2).stdout
    assert f"{name}:" in said
    assert "不能与其他结果并列" in said
    clone.edit(name, codes=["1"])
    assert "手机号码" in clone.refused("private-mobile", name)


# What is sealed


def test_a_sealed_result_that_a_request_alters_is_refused_until_it_says_why(forge: Forge) -> None:
    name, _ = sealed(forge)
    clone = forge.clone("third")
    clone.edit(name, codes=["E"], dispositions=["3"])
    line = clone.refused("sealed", name)
    assert "codes" in line
    assert "dispositions" in line
    clone.edit(name, corrects="录入时漏填")
    done(clone.validate())


def test_the_reason_of_the_last_correction_does_not_cover_the_next_edit(forge: Forge) -> None:
    name, keeper = sealed(forge)
    keeper.edit(name, codes=["E"], dispositions=["3"], corrects="录入时漏填")
    done(forge.bureau.run("keeper", VISITED, "seal", DRAW, root=keeper.root))
    keeper.commit("更正")
    git(keeper.root, "push", "-q", "origin", "main")
    clone = forge.clone("third")
    done(clone.validate())
    clone.edit(name, text="又改了一处")
    assert "录入时漏填" in clone.refused("sealed", name)


def test_a_request_that_began_before_the_result_was_sealed_is_judged_by_the_newer_log(forge: Forge) -> None:
    clone = forge.clone("old")
    name, _ = sealed(forge)
    record(clone, Path(name).stem, outcome=("A", "3", "另一个说法"))
    clone.commit()
    done(clone.validate(since="HEAD~1"))
    git(clone.root, "fetch", "-q")
    clone.refused("sealed", name)


def test_a_request_that_only_lags_behind_is_not_blamed_for_what_it_lacks(forge: Forge) -> None:
    clone = forge.clone("old")
    sealed(forge)
    record(clone, drawn(forge.bureau)[1])
    git(clone.root, "fetch", "-q")
    said = done(clone.validate("--lang", "zh")).stdout
    assert "检查结果：新增1\n" in said
    assert "删去" not in said


def test_a_sealed_result_cannot_be_deleted_and_one_that_is_not_sealed_can(forge: Forge) -> None:
    name, _ = sealed(forge)
    clone = forge.clone("third")
    other = record(clone, drawn(forge.bureau)[1])
    clone.commit()
    clone.path(other).unlink()
    done(clone.validate(since="HEAD"))
    clone.path(name).unlink()
    clone.refused("sealed", name)


def draws(*names: str) -> tuple[str, ...]:
    return tuple(f"data/draws/{DRAW}/{name}" for name in names)


@pytest.mark.parametrize("name", draws("frame.csv", "commit.note", "seed.txt", "teams.csv"))
@pytest.mark.parametrize("how", ["altered", "deleted"])
def test_evidence_is_written_once(name: str, how: str, forge: Forge) -> None:
    clone = forge.clone("third")
    path = clone.path(name)
    path.write_bytes(path.read_bytes() + b"x\n") if how == "altered" else path.unlink()
    clone.refused("sealed-file", name)
    clone.commit()
    clone.refused("sealed-file", name)


def test_snapshots_and_checkpoints_are_written_once_and_checkpoints_may_gain_signatures(forge: Forge) -> None:
    clone = forge.clone("third")
    snapshot = next(clone.path("data/snapshots").glob("*.csv"))
    checkpoint = max(clone.path("data/log/checkpoints").glob("*.note"), key=lambda path: int(path.stem))
    kept = checkpoint.read_text(encoding="utf-8")
    head, _, signatures = kept.rpartition("\n\n")
    one_less = "".join(signatures.splitlines(keepends=True)[:-1])
    checkpoint.write_text(f"{head}\n\n{one_less}", encoding="utf-8")
    clone.refused("sealed-file", f"data/log/checkpoints/{checkpoint.name}")
    clone.commit()
    checkpoint.write_text(kept, encoding="utf-8")
    done(clone.validate(since="HEAD"))
    snapshot.unlink()
    said = done(clone.validate("--lang", "zh", since="HEAD"), 2).stdout
    assert f"data/snapshots/{snapshot.name}: sealed-file: " in said


def test_the_log_only_grows_and_from_its_newest_entry_on(forge: Forge) -> None:
    entries = "data/log/entries.jsonl"
    clone, late = forge.clone("third"), forge.clone("late")
    lines = clone.path(entries).read_text(encoding="utf-8").splitlines(keepends=True)
    clone.path(entries).write_text("".join(lines[:-1]), encoding="utf-8")
    clone.refused("log-altered", entries)
    clone.path(entries).unlink()
    clone.refused("log-altered", entries)
    sealed(forge)
    late.path(entries).write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    git(late.root, "fetch", "-q")
    assert "log-fork" in done(late.validate(), 2).stdout


def test_two_branches_of_the_log_are_never_merged_by_git(forge: Forge) -> None:
    _, keeper = sealed(forge)
    stale = forge.clone("stale")
    git(stale.root, "reset", "-q", "--hard", "origin/main~2")
    record(stale, drawn(forge.bureau)[1])
    done(forge.bureau.run("keeper", VISITED, "log", "check", root=stale.root))
    entries = stale.path("data/log/entries.jsonl")
    entries.write_bytes(entries.read_bytes() + entries.read_bytes().splitlines(keepends=True)[-1])
    stale.commit()
    git(stale.root, "merge", "-q", "origin/main", ok=False)
    assert "data/log/entries.jsonl" in git(stale.root, "diff", "--name-only", "--diff-filter=U")
    assert b"<<<<" not in entries.read_bytes()
    assert keeper.root.is_dir()


def test_an_order_may_be_deleted_once_its_draw_is_logged(forge: Forge) -> None:
    clone = forge.clone("third")
    clone.path("data/orders/2026-spring.yaml").unlink()
    said = done(clone.validate("--lang", "zh")).stdout
    assert "抽查方案：删去1" in said


def test_the_trust_policy_changes_only_with_the_log(forge: Forge) -> None:
    clone = forge.clone("third")
    path = clone.path("keys/trust.json")
    path.write_text(path.read_text(encoding="utf-8").replace('"notice": 1800', '"notice": 60'), encoding="utf-8")
    clone.refused("trust", "keys/trust.json")


def test_a_link_to_somewhere_else_is_no_file(forge: Forge) -> None:
    clone = forge.clone("third")
    clone.path("data/snapshots/x.csv").symlink_to(clone.root / ".git/config")
    clone.refused("link", "data/snapshots/x.csv")


def test_what_needs_a_signature_afterwards_is_said(forge: Forge) -> None:
    clone = forge.clone("third")
    path = clone.path("data/items.yaml")
    path.write_text(path.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    said = done(clone.validate("--lang", "zh")).stdout
    assert "publisher items approve" in said
    found = json.loads(done(clone.validate("--json")).stdout)
    assert found["changed"] == {"item list and policy": ["data/items.yaml"]}


# Secrets


VAULT = lock(b"seed", "phrase", SAMPLE)


def test_a_vault_in_any_folder_is_refused_also_where_a_later_commit_takes_it_out_again(forge: Forge) -> None:
    clone = forge.clone("third")
    clone.path("notes").mkdir()
    clone.path("notes/backup.bin").write_bytes(VAULT)
    clone.refused("secret", "notes/backup.bin")
    clone.commit()
    clone.refused("secret", "notes/backup.bin")
    clone.path("notes/backup.bin").unlink()
    clone.commit()
    assert "提交历史" in clone.refused("secret", "notes/backup.bin")


PROGRAMS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
"""Where a clerk's machine finds `publisher`."""


def test_the_hook_lets_a_result_pass_and_refuses_a_key_and_a_sealed_result_altered(forge: Forge) -> None:
    name, _ = sealed(forge)
    clone = forge.clone("third")
    git(clone.root, "config", "core.hooksPath", ".githooks")  # as CONTRIBUTING.md says
    record(clone, drawn(forge.bureau)[1])
    git(clone.root, "add", "-A")
    git(clone.root, "commit", "-q", "-m", "结果", path=PROGRAMS)
    clone.path("data/draw.txt").write_bytes(VAULT)
    git(clone.root, "add", "-f", "data/draw.txt")
    clone.path("data/draw.txt").unlink()  # staged, and hidden from whoever looks at the folder
    assert "secret" in git(clone.root, "commit", "-q", "-m", "密钥", ok=False, path=PROGRAMS)
    git(clone.root, "reset", "-q", "--hard")
    clone.edit(name, codes=["A"])
    git(clone.root, "add", "-A")
    assert "sealed" in git(clone.root, "commit", "-q", "-m", "改", ok=False, path=PROGRAMS)


# git itself


def test_without_git_or_without_that_revision_one_line_says_so(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = forge.clone("third")
    for revision in ("nothing", "", "-h", "--help", "HEAD:data", "a b", "\ud800", "x" * 5000, "@{-9}", "\0"):
        result = done(clone.validate(since=revision), 2)
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith(("revision: ", "git: "))
    monkeypatch.setenv("PATH", str(clone.root / "nowhere"))
    assert done(clone.validate(), 2).stderr.startswith("git: ")


def test_a_folder_outside_git_is_named(founded: Bureau) -> None:
    result = done(founded.run("draw", FOUNDED, "validate", "--since", "HEAD"), 2)
    assert result.stderr.startswith("git: ")
    assert "not a git repository" in result.stderr


def test_a_repository_in_a_folder_of_another_is_judged_by_its_own_files(concluded: Bureau) -> None:
    """A bureau may keep its repository below something larger."""
    git(concluded.folder, "init", "-q", "-b", "main")
    git(concluded.folder, "add", "repo")
    git(concluded.folder, "commit", "-q", "-m", "全部")
    done(concluded.run("draw", VISITED, "validate", "--since", "HEAD"))
    path = concluded.root / f"data/draws/{DRAW}/frame.csv"
    path.write_bytes(path.read_bytes() + b"x\n")
    said = done(concluded.run("draw", VISITED, "validate", "--since", "HEAD"), 2).stdout
    assert f"data/draws/{DRAW}/frame.csv: sealed-file" in said


def test_validating_a_request_writes_nothing(forge: Forge) -> None:
    clone = forge.clone("third")
    record(clone, drawn(forge.bureau)[0])
    before = tree(clone.root)
    done(clone.validate())
    assert tree(clone.root) == before


# What a forge runs


def test_the_request_template_is_the_same_on_every_forge() -> None:
    texts = {
        (ROOT / name).read_text(encoding="utf-8")
        for name in (
            ".github/PULL_REQUEST_TEMPLATE.md",
            ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md",
            ".gitlab/merge_request_templates/Default.md",
        )
    }
    assert len(texts) == 1
    assert "publisher validate --since origin/main" in texts.pop()


def workflow() -> dict[str, Any]:
    """The job that a request runs."""
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/validate.yml").read_text(encoding="utf-8"))
    assert found["permissions"] == {"contents": "read"}
    job: dict[str, Any] = found["jobs"]["request"]
    return job


def test_the_workflow_has_plain_run_lines_and_puts_no_text_of_a_request_into_them() -> None:
    for step in workflow()["steps"]:
        assert set(step) == {"name", "run"}
        assert "${{" not in step["run"]


def play(lines: list[str], folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Shell lines, as a runner plays them; the program is the one that is tested, not one that is downloaded."""
    program = shutil.which("publisher", path=PROGRAMS) or "publisher"
    kept = "\n".join(line for line in lines if not re.search(r"-m venv|/pip install", line))
    script = re.sub(r"\S*venv/bin/publisher", program, kept)
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env={**ENV, **env}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("honest", [True, False])
def test_the_workflows_lines_let_an_honest_request_pass_and_stop_another(honest: bool, forge: Forge) -> None:
    name, _ = sealed(forge)
    clone = forge.clone("request")
    record(clone, drawn(forge.bureau)[1])
    if not honest:
        clone.edit(name, codes=["A"])
    clone.push()
    git(forge.bare, "update-ref", "refs/pull/7/head", "request")
    env = {"SERVER": f"file://{forge.bureau.folder}", "REPOSITORY": "server.git", "TOKEN": "x", "NUMBER": "7"}
    runner = forge.bureau.folder / "runner"
    runner.mkdir()
    fetched, _, ended = (
        play(step["run"].splitlines(), runner, {**env, "BASE": "main"}) for step in workflow()["steps"]
    )
    assert fetched.returncode == 0, fetched.stderr
    assert ended.returncode == (0 if honest else 2), ended.stderr
    assert (runner / "program/data/log/entries.jsonl").is_file()
    assert ("sealed" in ended.stdout) != honest


def test_gitlabs_lines_do_the_same(forge: Forge) -> None:
    name, _ = sealed(forge)
    clone = forge.clone("request")
    clone.edit(name, codes=["A"])
    clone.commit()
    job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["validate"]
    ended = play(job["script"], clone.root, {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"})
    assert (ended.returncode, "sealed" in ended.stdout) == (2, True), ended.stderr
