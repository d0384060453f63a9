"""One party's own folder: private keys, unrevealed secrets, frame keys, memory. Never in git, encrypted at rest."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from nacl.bindings import crypto_sign_ed25519_pk_to_curve25519, crypto_sign_ed25519_sk_to_curve25519
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from publisher.ceremony.vault import STRONG, Strength, lock, unlock
from publisher.draw.blinding import FRAME_KEY_BYTES
from publisher.draw.identifiers import HEX64
from publisher.errors import Malformed, PublisherError, Refused, fault
from publisher.log import ed25519
from publisher.log.notes import NOTE_KEY, Signature, Vkey, sign_note, vkey_for
from publisher.workspace.files import Files

Entropy = Callable[[int], bytes]
SECRET_BYTES = 32


def _file(name: str) -> str:
    return name.replace("/", "__")


def _forgotten(place: str) -> Malformed:
    right = ("从备份恢复此文件", "restore this file from a backup")
    return Malformed(fault("memory", "本机的记忆读不出", "this machine's memory can't be read", *right).at(place))


class Office:
    """Keys and secrets of one machine. `passphrase` is asked for once; `entropy` is the operating system's."""

    def __init__(
        self,
        home: Path,
        passphrase: Callable[[], str],
        *,
        entropy: Entropy = os.urandom,
        strength: Strength = STRONG,
        dry_run: bool = False,
    ) -> None:
        self.files = Files(home, dry_run=dry_run, private=True)
        self._ask, self._passphrase = passphrase, ""
        self._entropy, self._strength = entropy, strength
        self._opened: dict[str, bytes] = {}
        self._borrowed: dict[str, bytes] = {}

    def _phrase(self) -> str:
        self._passphrase = self._passphrase or self._ask()
        return self._passphrase

    def _lock(self, place: str, data: bytes) -> None:
        self.files.write(place, lock(data, self._phrase(), self._strength))
        self._opened[place] = data

    def _unlock(self, place: str) -> bytes | None:
        if place not in self._opened:
            vault = self.files.read(place)
            if vault is None:
                return None
            self._opened[place] = unlock(vault, self._phrase(), place)
        return self._opened[place]

    # keys

    def new_key(self, name: str, kind: int = NOTE_KEY) -> Vkey:
        """A fresh key; its private half goes into the vault. An existing one of this name is kept and returned."""
        if (held := self.public(name)) is not None:
            return held
        seed = self._entropy(32)
        vkey = vkey_for(name, ed25519.public_key(seed), kind)
        self._lock(f"keys/{_file(name)}.vault", seed)
        self.files.write(f"keys/{_file(name)}.pub", f"{vkey.text}\n".encode())
        return vkey

    def public(self, name: str) -> Vkey | None:
        """The public half of a key held here. Raises Malformed."""
        place = f"keys/{_file(name)}.pub"
        data = self.files.read(place)
        try:
            return Vkey.parse(data.decode("utf-8", "replace").strip()) if data is not None else None
        except PublisherError as error:
            raise error.at(place) from None

    def holds(self, vkey: Vkey) -> bool:
        """Whether this key's private half is here."""
        return self.public(vkey.name) == vkey

    def seed(self, vkey: Vkey) -> bytes:
        """A key's private half (32 bytes). Raises Refused where it isn't held here."""
        seed = self._unlock(f"keys/{_file(vkey.name)}.vault") if self.holds(vkey) else None
        if seed is None:
            raise Refused(
                fault(
                    "no-key",
                    f"这里没有{vkey.name}的私钥",
                    f"the private key of {vkey.name} isn't here",
                    "在持有该私钥的机器上运行，或用 --home 指定文件夹",
                    "run it on the machine that holds it, or name the folder with --home",
                )
            )
        return seed

    def sign(self, text: str, vkey: Vkey) -> Signature:
        """A note's signature by a key held here."""
        return sign_note(text, vkey.name, self.seed(vkey))

    # secrets of a draw

    def secret(self, draw: str, party: str) -> str:
        """A party's secret for a draw (64 hex), made on first use from the operating system (section 5)."""
        place = f"secrets/{draw}-{_file(party)}.vault"
        held = self._unlock(place)
        if held is None:
            held = self._entropy(SECRET_BYTES).hex().encode()
            self._lock(place, held)
        return held.decode()

    def forget(self, draw: str) -> None:
        """Delete the unrevealed secrets and the frame key of a draw that was cancelled before it was logged."""
        for name in self.files.names():
            if name.startswith((f"secrets/{draw}-", f"frame-keys/{draw}.")):
                self.files.remove(name)
                self._opened.pop(name, None)

    def frame_key(self, draw: str) -> bytes | None:
        """The frame key of a blinded draw, if it is held here."""
        return self._unlock(f"frame-keys/{draw}.vault")

    def keep_frame_key(self, draw: str, key: bytes | None = None) -> bytes:
        """Store a frame key: the one given, or a fresh one."""
        held = self.frame_key(draw)
        key = key or held or self._entropy(FRAME_KEY_BYTES)
        if key != held:
            self._lock(f"frame-keys/{draw}.vault", key)
        return key

    def salt(self, purpose: str) -> str:
        """The salt (64 hex) of a salted hash, made on first use and kept: without it nobody can open the hash."""
        place = f"salts/{_file(purpose)}.vault"
        held = self._unlock(place)
        if held is None:
            held = self._entropy(32).hex().encode()
            self._lock(place, held)
        return held.decode()

    def sealed_table(self, table: str) -> bytes:
        """A roster's private columns as CSV; empty where none are held here."""
        return self._unlock(f"sealed/{table}.vault") or b""

    def keep_sealed_table(self, table: str, data: bytes) -> None:
        """Store a roster's private columns; they never enter the repository."""
        self._lock(f"sealed/{table}.vault", data)

    def fresh_salt(self) -> str:
        """A salt (64 hex) that is published with what it hides: a sealed row's."""
        return self._entropy(32).hex()

    # private registers

    def register(self, name: str) -> bytes | None:
        """A private register (referrals, objections, sources) as it was kept; None where this machine holds none."""
        return self._unlock(f"registers/{name}.json.vault")

    def keep_register(self, name: str, data: bytes) -> None:
        """Store a private register whole; it never enters the repository."""
        self._lock(f"registers/{name}.json.vault", data)

    def has_register(self, name: str) -> bool:
        """Whether this machine holds a register; asks for no passphrase."""
        return self.files.read(f"registers/{name}.json.vault") is not None

    # handed over by another office

    def borrow(self, draw: str, frame_key: bytes, *, salts: Mapping[str, str], tables: Mapping[str, bytes]) -> None:
        """Use what another office handed over for this run; `keep_borrowed` stores it once it has proven right."""
        self._borrowed = {f"frame-keys/{draw}.vault": frame_key}
        self._borrowed |= {f"salts/{_file(purpose)}.vault": salt.encode() for purpose, salt in salts.items()}
        self._borrowed |= {f"sealed/{table}.vault": data for table, data in tables.items()}
        self._opened |= self._borrowed

    def keep_borrowed(self) -> None:
        """Store what was borrowed."""
        for place, data in self._borrowed.items():
            self._lock(place, data)
        self._borrowed = {}

    # sealed to another office

    @staticmethod
    def seal_to(vkey: Vkey, data: bytes) -> bytes:
        """`data` so that only the holder of this key can read it (libsodium sealed box)."""
        return bytes(SealedBox(PublicKey(crypto_sign_ed25519_pk_to_curve25519(vkey.key))).encrypt(data))

    def unseal(self, vkey: Vkey, data: bytes) -> bytes:
        """What was sealed to a key held here. Raises Refused."""
        private = crypto_sign_ed25519_sk_to_curve25519(self.seed(vkey) + vkey.key)
        try:
            return bytes(SealedBox(PrivateKey(private)).decrypt(data))
        except CryptoError:
            wrong = ("不能解开封给本办公室的文件", "what was sealed to this office can't be opened")
            raise Refused(fault("sealed", *wrong, "请对方重新打包", "ask the sender to pack it again")) from None

    # memory

    def remember(self, what: str, value: dict[str, object]) -> None:
        """Keep a fact between runs: the last checkpoint signed, the last one cosigned."""
        self.files.write(f"memory/{_file(what)}.json", json.dumps(value, indent=2).encode())

    def recall(self, what: str) -> dict[str, object]:
        """A fact kept earlier, or an empty dict. Raises Malformed where it can't be read: that isn't the same."""
        place = f"memory/{_file(what)}.json"
        data = self.files.read(place)
        try:
            value = json.loads(data) if data is not None else {}
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise _forgotten(place)
        return value

    def recall_root(self, what: str) -> tuple[int, str]:
        """The size and root (64 hex) of a checkpoint remembered, or (0, ""). Raises Malformed."""
        value = self.recall(what)
        size, root = value.get("size", 0), value.get("root", "")
        if (
            not isinstance(size, int)
            or not isinstance(root, str)
            or size < 0
            or (size > 0) != bool(HEX64.fullmatch(root))
        ):
            raise _forgotten(f"memory/{_file(what)}.json")
        return size, root
