"""The beginning: keys, the trust policy and the genesis; what can't be founded isn't, and leaves nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from small_bureau import COMMITTED, FOUNDED, Bureau, done, run, tree

from publisher.ceremony import founding, keeping
from publisher.demo.acts import desk_role
from publisher.errors import Refused
from publisher.log.trust import Role


@pytest.fixture
def beginning(founded: Bureau) -> Bureau:
    """Everybody has a key; nothing is founded yet."""
    for name in ("data/log", "data/snapshots", "data/pending"):
        shutil.rmtree(founded.root / name, ignore_errors=True)
    for path in (founded.home("keeper") / "memory").iterdir():
        path.unlink()
    (founded.root / "keys/trust.json").unlink()
    return founded


def sign(bureau: Bureau, who: str, role: Role) -> None:
    """Somebody's part in the founding."""
    desk = bureau.desk(who, FOUNDED)
    policy = founding.trust_policy(desk.workspace, beacons=["drand-quicknet"], notice=1800, recovery=2)
    founding.found(desk, policy, role)


SIGNERS: tuple[tuple[str, Role], ...] = (
    ("draw", "draw"),
    ("legal", "legal"),
    ("keeper", "log"),
    ("head", "recovery"),
    ("justice", "recovery"),
)


def test_the_genesis_is_logged_when_all_have_signed(beginning: Bureau) -> None:
    for who, role in SIGNERS:
        sign(beginning, who, role)
    assert keeping.keep(beginning.desk("keeper", FOUNDED)) == ["genesis"]
    assert len(beginning.workspace.entries()) == 1
    assert list(beginning.workspace.checkpoints()) == [1]


@pytest.mark.parametrize("left_out", range(len(SIGNERS)))
def test_the_genesis_waits_for_each_of_them(left_out: int, beginning: Bureau) -> None:
    for number, (who, role) in enumerate(SIGNERS):
        if number != left_out:
            sign(beginning, who, role)
    assert keeping.keep(beginning.desk("keeper", FOUNDED)) == []
    assert beginning.workspace.entries() == []


def test_one_recovery_key_signing_twice_is_one_signature(beginning: Bureau) -> None:
    for who, role in SIGNERS[:-1]:
        sign(beginning, who, role)
    before = tree(beginning.root)
    sign(beginning, "head", "recovery")
    assert tree(beginning.root) == before
    assert keeping.keep(beginning.desk("keeper", FOUNDED)) == []


@pytest.mark.parametrize(
    "options",
    [
        ["--notice", "5"],
        ["--notice", "-1"],
        ["--notice", "99999999"],
        ["--beacon", "NO SUCH"],
        ["--recovery", "-1"],
        ["--as", "auditor"],
        ["--as", "legal"],
    ],
)
def test_what_cannot_be_founded_is_refused_and_leaves_nothing(options: list[str], beginning: Bureau) -> None:
    before = tree(beginning.folder)
    for lang in ("zh", "en"):
        result = done(beginning.run("draw", FOUNDED, "found", *options, "--lang", lang), 2)
        assert result.stderr.count("\n") >= 1
        assert "Traceback" not in result.output
    assert tree(beginning.folder) == before


@pytest.mark.parametrize("role", ["draw", "legal", "log", "recovery"])
def test_without_a_key_of_each_office_there_is_no_policy(role: str, beginning: Bureau) -> None:
    for path in (beginning.root / "keys").glob("*.yaml"):
        if yaml.safe_load(path.read_text(encoding="utf-8"))["role"] == role:
            path.unlink()
    with pytest.raises(Refused, match=role):
        founding.trust_policy(beginning.workspace, beacons=["drand-quicknet"], notice=1800, recovery=2)


def key_file(bureau: Bureau, role: str) -> Path:
    """The public key file of a role."""
    return bureau.root / f"keys/hrss.shili.example__{role}.yaml"


def bad_keys(text: str, draw: dict[str, str]) -> dict[str, str]:
    """The legal office's public key file, as it can't stand beside the draw office's."""
    own = yaml.safe_load(text)
    return {
        "one holder of two offices": text.replace(own["holder"], draw["holder"]),
        "one key for two": text.replace(own["vkey"], draw["vkey"]),
        "no key": text.replace(own["vkey"], "x"),
        "an unknown role": text.replace("role: legal", "role: king"),
        "an unknown field": f"{text}colour: red\n",
        "not YAML": f"{text}[",
        "empty": "",
    }


BAD_KEYS = ("one holder of two offices", "one key for two", "no key", "an unknown role", "an unknown field", "not YAML")


@pytest.mark.parametrize("case", [*BAD_KEYS, "empty"])
def test_public_keys_that_cannot_stand_beside_each_other_are_refused(case: str, beginning: Bureau) -> None:
    draw = yaml.safe_load(key_file(beginning, "draw").read_text(encoding="utf-8"))
    path = key_file(beginning, "legal")
    path.write_text(bad_keys(path.read_text(encoding="utf-8"), draw)[case], encoding="utf-8")
    before = tree(beginning.folder)
    assert done(beginning.run("draw", FOUNDED, "found", "--as", "draw"), 2).stderr
    assert tree(beginning.folder) == before


def test_a_trust_policy_that_is_there_is_not_replaced_by_another(beginning: Bureau) -> None:
    sign(beginning, "draw", "draw")
    desk = beginning.desk("legal", FOUNDED)
    other = founding.trust_policy(desk.workspace, beacons=["drand-quicknet"], notice=3600, recovery=2)
    before = tree(beginning.folder)
    with pytest.raises(Refused, match="trust"):
        founding.found(desk, other, desk_role("legal"))
    assert tree(beginning.folder) == before


@pytest.mark.parametrize("name", ["a b", "a+b", "", "x" * 5, "../../x/y", "名/钥", "\n"])
def test_a_key_of_any_name_stays_in_its_folders(name: str, founded: Bureau, tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = {path for path in founded.folder.rglob("*") if path.is_file()}
    arguments = ["keys", "new", "auditor", "--holder", "审计局", "--name", name]
    result = run(*arguments, "-C", str(founded.root), "--home", str(home), "--now", COMMITTED)
    assert result.exit_code in (0, 2)
    added = {path for path in founded.folder.rglob("*") if path.is_file()} - before
    assert all(path.parent == founded.root / "keys" for path in added)
    assert len(added) == (1 if result.exit_code == 0 else 0)


def test_another_machines_key_of_the_same_name_is_not_replaced(founded: Bureau, tmp_path: Path) -> None:
    before = tree(founded.root)
    arguments = [
        "keys",
        "new",
        "auditor",
        "--holder",
        "审计局",
        "-C",
        str(founded.root),
        "--home",
        str(tmp_path / "home"),
    ]
    assert "key-name" in done(run(*arguments, "--now", COMMITTED), 2).output
    assert tree(founded.root) == before


@pytest.mark.parametrize("holder", ["", 'a"b', "a\\b", "a\nb", "x" * 300, "名\x07称"])
def test_a_holder_of_any_name_makes_a_key_file_that_can_be_read_or_none(holder: str, beginning: Bureau) -> None:
    words = ["keys", "new", "auditor", "--holder", holder]
    home = beginning.home("auditor")
    result = run(*words, "-C", str(beginning.root), "--home", str(home), "--now", COMMITTED)
    assert result.exit_code in (0, 2)
    assert founding.trust_policy(beginning.workspace, beacons=["drand-quicknet"], notice=1800, recovery=2)
