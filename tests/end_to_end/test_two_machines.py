"""A whole draw on two machines that share nothing but packs: draw office and legal office, each with its own clone.

The log keeper works in the draw office's clone with its own folder; the witnesses read what is published, as anybody
does.
"""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_bureau import (
    BLINDED,
    CLOSED,
    COMMITTED,
    CONCLUDED,
    DRAW,
    OPEN,
    PASSPHRASE,
    VISITED,
    Bureau,
    aliases,
    done,
    publish_to,
    run,
    tree,
    write_results,
)

from publisher.ceremony.drafts import sealed_key_name
from publisher.ceremony.vault import unlock
from publisher.demo import acts
from publisher.demo.cast import WITNESSES
from publisher.draw.tables import parse_frame
from publisher.errors import Refused
from publisher.workspace import Workspace


@dataclass
class Machines:
    """Both clones and the stick that goes between them; everything anybody was shown on the way is kept."""

    bureau: Bureau
    legal: Path
    shown: list[str]

    def at_draw(self, time: str, *arguments: str, who: str = "draw") -> None:
        """A command in the draw office's clone."""
        result = done(self.bureau.run(who, time, *arguments))
        self.shown += [result.stdout, result.stderr]

    def at_legal(self, time: str, *arguments: str) -> None:
        """A command in the legal office's clone."""
        result = done(self.bureau.run("legal", time, *arguments, root=self.legal))
        self.shown += [result.stdout, result.stderr]

    def stick(self, time: str, *, to: str) -> Path:
        """`draw pack` on one machine, `draw unpack` on the other."""
        pack = self.bureau.folder / f"{len(self.shown)}.zip"
        if to == "legal":
            self.at_draw(time, "draw", "pack", DRAW, str(pack))
            self.at_legal(time, "draw", "unpack", str(pack))
        else:
            self.at_legal(time, "draw", "pack", DRAW, str(pack))
            self.at_draw(time, "draw", "unpack", str(pack))
        return pack

    def cosign(self, time: str) -> None:
        """Both witnesses read the published files, one in a folder, one in a zip; the keeper takes their words in."""
        folder = publish_to(self.bureau.root, self.bureau.folder / "public")
        archive = self.bureau.folder / "public.zip"
        with zipfile.ZipFile(archive, "w") as out:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    out.write(path, path.relative_to(folder))
        for part, where in zip(WITNESSES, (folder, archive), strict=True):
            signed = self.bureau.folder / f"{part.folder}.note"
            home = str(self.bureau.home(part.folder))
            result = run("log", "cosign", str(where), "--out", str(signed), "--home", home, "--now", time)
            self.shown += [done(result).stdout, result.stderr]
            self.at_draw(time, "log", "collect", str(signed), who="keeper")

    def play(self, order: str) -> Iterator[Path]:
        """From the order to the outcome. Yields each pack that went over."""
        self.at_draw(COMMITTED, "draw", "commit", order)
        yield self.stick(COMMITTED, to="legal")
        self.at_legal(COMMITTED, "draw", "sign", DRAW, "--as", "legal")
        yield self.stick(COMMITTED, to="draw")
        self.at_draw(COMMITTED, "draw", "sign", DRAW, "--as", "draw")
        self.at_draw(COMMITTED, "log", "keep", who="keeper")
        self.cosign(COMMITTED)
        yield self.stick(CLOSED, to="legal")
        self.at_draw(CLOSED, "draw", "reveal", DRAW)
        self.at_legal(CLOSED, "draw", "reveal", DRAW, "--as", "legal")
        yield self.stick(CLOSED, to="draw")
        self.at_draw(CLOSED, "log", "keep", who="keeper")
        self.at_draw(CLOSED, "draw", "close", DRAW)
        yield self.stick(CLOSED, to="legal")
        self.at_legal(CLOSED, "draw", "sign", DRAW, "--as", "legal")
        yield self.stick(CLOSED, to="draw")
        self.at_draw(CLOSED, "log", "keep", who="keeper")
        self.cosign(CLOSED)
        self.at_draw(CONCLUDED, "draw", "conclude", DRAW, "--beacon", str(self.bureau.answer()))
        yield self.stick(CONCLUDED, to="legal")
        self.at_legal(CONCLUDED, "draw", "sign", DRAW, "--as", "legal")
        yield self.stick(CONCLUDED, to="draw")
        self.at_draw(CONCLUDED, "log", "keep", who="keeper")
        self.cosign(CONCLUDED)
        yield self.stick(CONCLUDED, to="legal")


@pytest.fixture
def machines(founded: Bureau) -> Machines:
    """Two clones of the founded bureau."""
    return Machines(founded, founded.clone("legal"), [])


def verdicts(machines: Machines, time: str) -> dict[str, str]:
    """Code → verdict, as an outsider finds them who holds the genesis hash from paper."""
    genesis = machines.bureau.workspace.history().entries[0].hash
    public = str(publish_to(machines.bureau.root, machines.bureau.folder / "public"))
    result = run("verify", public, "--genesis", genesis, "--now", time, "--json")
    return {check["code"]: check["verdict"] for check in json.loads(result.stdout)["checks"]}


def test_an_open_draw_goes_from_order_to_outcome_and_verifies(machines: Machines) -> None:
    for _ in machines.play(OPEN):
        pass
    found = verdicts(machines, CONCLUDED)
    assert "fail" not in found.values()
    judged = ("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C09", "C10", "C11", "C12", "C13", "C14", "C15")
    assert {code: found[code] for code in judged} == dict.fromkeys(judged, "pass")


def test_both_machines_end_with_the_same_log_and_files(machines: Machines) -> None:
    for _ in machines.play(OPEN):
        pass
    ours, theirs = machines.bureau.workspace, Workspace.at(machines.legal)
    assert ours.entries() == theirs.entries()
    assert ours.checkpoints() == theirs.checkpoints()
    for name in ours.files.names("data/draws"):
        assert ours.files.read(name) == theirs.files.read(name)
    assert not ours.files.names("data/pending")
    assert not theirs.files.names("data/pending")


def test_a_blinded_draw_verifies_and_its_results_open_the_names(machines: Machines) -> None:
    for _ in machines.play(BLINDED):
        pass
    assert "fail" not in verdicts(machines, CONCLUDED).values()
    bureau = machines.bureau
    key = bureau.office("draw").frame_key(DRAW)
    assert key is not None
    assert bureau.office("legal").frame_key(DRAW) == key
    bureau.office("keeper").keep_frame_key(DRAW, key)
    drawn = acts.teams(bureau.stage(VISITED), DRAW)
    write_results(bureau, [object_id for object_id, alias in aliases(bureau).items() if alias in drawn])
    machines.at_draw(VISITED, "seal", DRAW, who="keeper")
    machines.at_draw(VISITED, "draw", "publish-key", DRAW)
    machines.cosign(VISITED)
    found = verdicts(machines, VISITED)
    assert "fail" not in found.values()
    assert found["C11"] == found["C14"] == "pass"


def test_the_frame_of_a_blinded_draw_holds_no_name(machines: Machines) -> None:
    for _ in machines.play(BLINDED):
        pass
    workspace = machines.bureau.workspace
    frame = workspace.draw_file(DRAW, "frame.csv") or b""
    assert len(parse_frame(frame)) > 0
    assert not any(row.object_id.encode() in frame for row in workspace.objects())


@pytest.mark.parametrize("order", [OPEN, BLINDED])
def test_no_private_thing_leaves_the_offices_own_folders(order: str, machines: Machines) -> None:
    """Not in a repository, a pack, what is published, nor on a screen; revealed secrets are meant to be public."""
    packs = [unzipped(pack) for pack in machines.play(order)]
    bureau = machines.bureau
    revealed = {item.record.secret.encode() for item in bureau.workspace.history().draws[DRAW].reveals}
    private = [found for found in secrets(bureau) if found not in revealed]
    assert len(private) > 12
    places = {name: data for pack in packs for name, data in pack.items()}
    places |= tree(bureau.root, machines.legal, bureau.folder / "public")
    places["screen"] = "\n".join(machines.shown).encode()
    for name, data in places.items():
        for secret in private:
            assert secret not in data, name
            assert secret.hex().encode() not in data, name
            assert b64encode(secret) not in data, name


def test_a_secret_leaves_only_when_its_commit_is_cosigned(machines: Machines) -> None:
    """Before `reveal` no pack and no file holds the secret that the commitment hides."""
    plays = machines.play(OPEN)
    packs = [unzipped(next(plays)) for _ in range(2)]
    held = [bureau_secret(machines.bureau, who) for who in ("draw", "legal")]
    seen = {name: data for pack in packs for name, data in pack.items()} | tree(machines.bureau.root, machines.legal)
    assert not any(secret in data for secret in held for data in seen.values())


def test_the_frame_key_goes_over_only_sealed_to_the_legal_office(machines: Machines) -> None:
    files = unzipped(next(machines.play(BLINDED)))
    sealed = bytes.fromhex(files[sealed_key_name(DRAW)].decode())
    bureau = machines.bureau
    legal = bureau.desk("legal", COMMITTED).key("legal")
    handed = json.loads(bureau.office("legal").unseal(legal, sealed))
    key = bureau.office("draw").frame_key(DRAW)
    assert key
    assert handed == {"frame_key": key.hex()}
    for who in ("draw", "keeper", "observer"):
        with pytest.raises(Refused):
            bureau.office(who).unseal(legal, sealed)


def test_every_step_repeated_on_two_machines_changes_no_byte(machines: Machines) -> None:
    """A step done twice either says that nothing waits, or does the same again."""
    repeated: list[tuple[str, ...]] = []
    plain = machines.at_draw, machines.at_legal

    def again(root: Path, who: str, time: str, arguments: tuple[str, ...]) -> None:
        bureau = machines.bureau
        before = tree(bureau.root, machines.legal, bureau.folder / "private")
        bureau.run(who, time, *arguments, root=root)
        assert tree(bureau.root, machines.legal, bureau.folder / "private") == before, arguments
        repeated.append(arguments)

    def at_draw(time: str, *arguments: str, who: str = "draw") -> None:
        plain[0](time, *arguments, who=who)
        again(machines.bureau.root, who, time, arguments)

    def at_legal(time: str, *arguments: str) -> None:
        plain[1](time, *arguments)
        again(machines.legal, "legal", time, arguments)

    machines.at_draw, machines.at_legal = at_draw, at_legal  # type: ignore[method-assign]
    for _ in machines.play(BLINDED):
        pass
    assert len(repeated) > 30


def unzipped(pack: Path) -> dict[str, bytes]:
    """A pack's files."""
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def secrets(bureau: Bureau) -> list[bytes]:
    """Every private thing in every own folder: seeds, secrets, frame keys, salts, the passphrase."""
    found = [PASSPHRASE.encode()]
    for home in sorted((bureau.folder / "private").iterdir()):
        vaults = sorted(home.rglob("*.vault"))
        found += [unlock(path.read_bytes(), PASSPHRASE, path.name) for path in vaults]
    return found


def bureau_secret(bureau: Bureau, who: str) -> bytes:
    """An office's unrevealed secret of the draw."""
    vault = next((bureau.home(who) / "secrets").glob("*.vault"))
    return unlock(vault.read_bytes(), PASSPHRASE, vault.name)
