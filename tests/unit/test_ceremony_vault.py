"""Secrets at rest: what a vault file withstands, and who may read an office's own folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from small_bureau import CLOSED, COMMITTED, DRAW, PASSPHRASE, Bureau, done, run, tree

from publisher.ceremony.office import Office
from publisher.ceremony.vault import SAMPLE, STRONG, Strength, lock, unlock
from publisher.cli.main import main
from publisher.errors import Malformed, Refused
from publisher.log.notes import COSIGNER_KEY

VAULT = lock(b"a secret", "phrase", SAMPLE)


@settings(max_examples=40)
@given(data=st.binary(max_size=200), phrase=st.text(max_size=40))
def test_what_is_locked_is_unlocked_by_the_same_passphrase(data: bytes, phrase: str) -> None:
    assert unlock(lock(data, phrase, SAMPLE), phrase, "x") == data


@settings(max_examples=40)
@given(phrase=st.text(max_size=40).filter(lambda text: text != "phrase"))
def test_another_passphrase_is_refused(phrase: str) -> None:
    with pytest.raises(Refused):
        unlock(VAULT, phrase, "x")


def test_two_vaults_of_one_secret_share_neither_salt_nor_ciphertext() -> None:
    fields = [lock(b"a secret", "phrase", SAMPLE).split()[3:] for _ in range(2)]
    assert not set(fields[0]) & set(fields[1])
    assert all(len(set(field)) > 4 for pair in fields for field in pair)


def test_a_truncated_vault_is_a_plain_error() -> None:
    for length in range(len(VAULT) - 1):
        with pytest.raises((Malformed, Refused)):
            unlock(VAULT[:length], "phrase", "x")


@settings(max_examples=200)
@given(at=st.integers(0, len(VAULT) - 2), mask=st.integers(1, 255))
def test_a_damaged_vault_gives_the_secret_or_a_plain_error(at: int, mask: int) -> None:
    """Where only the case of a hex digit changes it still is the same vault."""
    damaged = bytearray(VAULT)
    damaged[at] ^= mask
    try:
        found = unlock(bytes(damaged), "phrase", "x")
    except (Malformed, Refused):
        return
    assert found == b"a secret"


@pytest.mark.parametrize(
    "strength",
    [
        Strength(SAMPLE.ops, 2**40),
        Strength(SAMPLE.ops, STRONG.memory + 1),
        Strength(2**31, SAMPLE.memory),
        Strength(STRONG.ops + 1, SAMPLE.memory),
        Strength(-1, SAMPLE.memory),
        Strength(SAMPLE.ops, -1),
        Strength(0, 0),
        Strength(SAMPLE.ops, 10**400),
    ],
)
def test_a_vault_that_asks_for_too_much_is_malformed_before_anything_is_computed(strength: Strength) -> None:
    magic, _, _, salt, sealed = VAULT.decode().split()
    crafted = f"{magic} {strength.ops} {strength.memory} {salt} {sealed}\n".encode()
    with pytest.raises(Malformed):
        unlock(crafted, "phrase", "x")


@pytest.mark.parametrize("data", [b"", b"\xff", b"a b c d e", b"publisher-vault/2 1 8192 00 00", b"x" * 10_000])
def test_what_is_no_vault_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        unlock(data, "phrase", "x")


def test_real_offices_get_the_strong_setting() -> None:
    assert (STRONG.ops, STRONG.memory) == (3, 256 * 2**20)


# An office's own folder


def office(home: Path, phrase: str = "phrase") -> Office:
    """An office with real entropy."""
    return Office(home, lambda: phrase, strength=SAMPLE)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_its_owner_can_enter_an_offices_folder_and_read_its_files(tmp_path: Path) -> None:
    home = tmp_path / "home"
    office(home).new_key("x.example/draw")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_what_lies_in_the_repository_can_be_read_by_a_web_server(concluded: Bureau) -> None:
    for path in (concluded.root / "data" / "draws").rglob("*.*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o444 == 0o444, path


def test_a_key_is_made_once(tmp_path: Path) -> None:
    first = office(tmp_path).new_key("x.example/draw")
    before = tree(tmp_path)
    assert office(tmp_path).new_key("x.example/draw") == first
    assert tree(tmp_path) == before


def test_keys_and_secrets_of_two_offices_differ(tmp_path: Path) -> None:
    one, two = office(tmp_path / "1"), office(tmp_path / "2")
    assert one.new_key("x.example/draw") != two.new_key("x.example/draw")
    assert one.secret(DRAW, "x.example/draw") != two.secret(DRAW, "x.example/draw")
    assert one.keep_frame_key(DRAW) != two.keep_frame_key(DRAW)
    assert one.salt("x") != two.salt("x")
    assert one.fresh_salt() != one.fresh_salt()


def test_a_secret_is_the_same_on_the_next_day_and_other_for_every_draw_and_party(tmp_path: Path) -> None:
    first = office(tmp_path).secret(DRAW, "x.example/draw")
    before = tree(tmp_path)
    assert office(tmp_path).secret(DRAW, "x.example/draw") == first
    assert tree(tmp_path) == before
    others = {office(tmp_path).secret(d, p) for d, p in (("2026-002", "x.example/draw"), (DRAW, "x.example/legal"))}
    assert len(others | {first}) == 3


def test_a_wrong_passphrase_opens_nothing_and_says_so_without_repeating_it(tmp_path: Path) -> None:
    vkey = office(tmp_path).new_key("x.example/draw")
    with pytest.raises(Refused) as caught:
        office(tmp_path, "wrong-phrase").sign("text\n", vkey)
    assert "wrong-phrase" not in str(caught.value)
    assert caught.value.faults[0].file == "keys/x.example__draw.vault"


def test_nobody_signs_with_a_key_of_the_same_name_but_another_half(tmp_path: Path) -> None:
    theirs = office(tmp_path / "1").new_key("x.example/draw")
    mine = office(tmp_path / "2")
    mine.new_key("x.example/draw")
    assert not mine.holds(theirs)
    with pytest.raises(Refused):
        mine.sign("text\n", theirs)


def test_a_witness_key_is_of_its_own_kind(tmp_path: Path) -> None:
    assert office(tmp_path).new_key("x.example/witness", COSIGNER_KEY).type == COSIGNER_KEY


def test_what_is_sealed_to_an_office_opens_only_there(tmp_path: Path) -> None:
    one, two = office(tmp_path / "1"), office(tmp_path / "2")
    to, other = one.new_key("x.example/legal"), two.new_key("x.example/draw")
    sealed = Office.seal_to(to, b"frame key")
    assert one.unseal(to, sealed) == b"frame key"
    assert Office.seal_to(to, b"frame key") != sealed
    for who, key, data in ((two, other, sealed), (one, to, sealed[:-1]), (one, to, b""), (one, to, b"\x00" * 80)):
        with pytest.raises(Refused):
            who.unseal(key, data)


def test_forgetting_a_draw_leaves_no_secret_of_it_behind(tmp_path: Path) -> None:
    mine = office(tmp_path)
    mine.secret(DRAW, "x.example/draw")
    mine.keep_frame_key(DRAW)
    kept = mine.secret("2026-0011", "x.example/draw")
    mine.forget(DRAW)
    assert mine.frame_key(DRAW) is None
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["2026-0011-x.example__draw.vault"]
    assert office(tmp_path).secret("2026-0011", "x.example/draw") == kept


def test_a_dry_run_makes_a_secret_for_the_moment_and_writes_none(tmp_path: Path) -> None:
    dry = Office(tmp_path / "home", lambda: "phrase", strength=SAMPLE, dry_run=True)
    dry.new_key("x.example/draw")
    assert dry.secret(DRAW, "x.example/draw") == dry.secret(DRAW, "x.example/draw")
    assert not (tmp_path / "home").exists()


# On the command line


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_line_says_that_the_passphrase_is_wrong_in_one_line(lang: str, committed: Bureau) -> None:
    before = tree(committed.folder)
    words = ("draw", "reveal", DRAW, "--lang", lang)
    result = committed.run("draw", CLOSED, *words, PUBLISHER_PASSPHRASE="this is not it")
    assert done(result, 2).stderr.count("\n") == 1
    assert "this is not it" not in result.output
    assert tree(committed.folder) == before


def test_the_passphrase_can_come_from_a_file(committed: Bureau) -> None:
    file = committed.folder / "phrase"
    file.write_text(f"{PASSPHRASE}\r\n", encoding="utf-8")
    done(committed.run("draw", CLOSED, "draw", "reveal", DRAW, PUBLISHER_PASSPHRASE_FILE=str(file)))


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b""])
def test_a_passphrase_file_that_cannot_be_read_is_a_plain_error(content: bytes | None, committed: Bureau) -> None:
    file = committed.folder / "phrase"
    if content is not None:
        file.write_bytes(content)
    result = committed.run("draw", CLOSED, "draw", "reveal", DRAW, PUBLISHER_PASSPHRASE_FILE=str(file))
    assert done(result, 2).stderr.count("\n") == 1


def test_without_a_terminal_and_a_passphrase_nothing_is_asked(
    committed: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUBLISHER_PASSPHRASE", raising=False)
    place = ["-C", str(committed.root), "--home", str(committed.home("draw")), "--now", COMMITTED]
    result = CliRunner().invoke(main, ["draw", "reveal", DRAW, *place, "--lang", "en"], catch_exceptions=False)
    assert done(result, 2).stderr.startswith("passphrase: ")


def test_a_passphrase_of_any_bytes_works_all_the_same(tmp_path: Path, founded: Bureau) -> None:
    env = {"PUBLISHER_PASSPHRASE": "a\udcffb"}
    place = ["-C", str(founded.root), "--home", str(tmp_path / "h")]
    arguments = ["keys", "new", "auditor", "--holder", "审计局", "--suffix", "2", *place]
    done(run(*arguments, **env))
