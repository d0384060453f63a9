"""Commands that check a signature with OpenSSL and the shell alone, from the published files (protocol sections 3, 9).

A note is its text, an empty line, and one line for each signature: name, and base64 of four bytes of key id and the
signature's 64 bytes; a witness's has eight bytes of time between them, and signs a line with that time, too.
"""

from __future__ import annotations

import base64
from typing import NamedTuple

from publisher.errors import PublisherError
from publisher.log import places
from publisher.log.notes import Vkey
from publisher.site.read.draws import DrawView
from publisher.site.read.view import View

_ED25519 = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410)."""
OK = "Signature Verified Successfully"


class Signed(NamedTuple):
    """A signed file: who signed it, the site path to download, the command, and the SHA-256 that it prints first."""

    who: str
    path: str
    command: str
    sha256: str


def pem(vkey: Vkey) -> str:
    """The public key as OpenSSL reads it."""
    return f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(_ED25519 + vkey.key).decode()}\n-----END PUBLIC KEY-----"


def note_command(file: str, vkey: Vkey) -> str:
    """Checks one key's signature under a note, and prints the SHA-256 of its text."""
    return "\n".join(
        [
            f"cat > key.pem <<'END'\n{pem(vkey)}\nEND",
            f"sed '/^$/,$d' {file} > text",
            "sha256sum text",
            f"grep -F '— {vkey.name} ' {file} | cut -d' ' -f3 | base64 -d | tail -c 64 > signature",
            "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature",
        ]
    )


def witness_command(file: str, vkey: Vkey) -> str:
    """Checks a witness's cosignature under a checkpoint, and prints when it was made."""
    return "\n".join(
        [
            f"cat > key.pem <<'END'\n{pem(vkey)}\nEND",
            f"sed '/^$/,$d' {file} > text",
            f"grep -F '— {vkey.name} ' {file} | cut -d' ' -f3 | base64 -d > line",
            "time=$((16#$(tail -c 72 line | head -c 8 | od -An -tx1 | tr -d ' \\n')))",
            "date -d @$time",
            "{ printf 'cosignature/v1\\ntime %d\\n' $time; cat text; } > signed",
            "tail -c 64 line > signature",
            "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signed -sigfile signature",
        ]
    )


def commit_signed(view: View, draw: DrawView) -> list[Signed]:
    """The commit of a draw, under the keys of both offices."""
    note = draw.commit.entry.note
    names = {signature.name for signature in note.signatures} if note else set()
    return [
        Signed(
            view.ledger.title(vkey.name),
            places.draw_file(draw.draw, "commit.note"),
            note_command("commit.note", vkey),
            draw.commit.hash,
        )
        for vkey in _keys(view)
        if vkey.name in names
    ]


def checkpoint_signed(view: View) -> list[Signed]:
    """The newest checkpoint, under a witness's key, an outside one where there is any."""
    newest = view.ledger.newest
    if newest is None or view.ledger.policy is None:
        return []
    signers = {cosignature.name: cosignature for cosignature in newest.cosignatures}
    found = []
    for witness in view.ledger.policy.witnesses:
        if witness.parsed.name in signers:
            command = witness_command(str(newest.size), witness.parsed)
            found.append((not witness.outside, Signed(witness.name, newest.path, command, newest.fingerprint)))
    return [signed for _, signed in sorted(found, key=lambda pair: pair[0])][:1]


def _keys(view: View) -> list[Vkey]:
    found = []
    for key in view.ledger.keys:
        try:
            found.append(Vkey.parse(key.vkey))
        except PublisherError:
            continue
    return found
