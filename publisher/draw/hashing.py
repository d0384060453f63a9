"""The protocol's hashes, each with its own prefix so that none can stand for another (sections 3, 5, 7, 8).

`secret`, `salt`, `seed` and hashes enter as their 64 ASCII hex digits; ids and names as UTF-8.
"""

from __future__ import annotations

import hashlib
import hmac


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(draw: str, party: str, secret: str) -> str:
    """What a party commits to before it reveals `secret` (section 5)."""
    return _sha256(f"draw/1 secret\n{draw}\n{party}\n{secret}\n")


def alias_salt(frame_key: bytes, object_id: str) -> str:
    """The salt of one object under the frame key of a blinded draw (32 bytes), as 64 hex (section 5)."""
    return hmac.new(frame_key, object_id.encode(), hashlib.sha256).hexdigest()


def alias(draw: str, object_id: str, salt: str) -> str:
    """The name under which an object stands in a blinded frame (section 5)."""
    return _sha256(f"draw/1 alias\n{draw}\n{object_id}\n{salt}\n")


def object_ticket(seed: str, object_id: str) -> str:
    """An object's ticket; with a change seed, that of a supplement (sections 7, 8)."""
    return _sha256(f"{seed}:object:{object_id}")


def inspector_ticket(seed: str, object_id: str, inspector_id: str) -> str:
    """An inspector's ticket for one object; with a change seed, that of a substitute (section 8)."""
    return _sha256(f"{seed}:inspector:{object_id}:{inspector_id}")


def audit_ticket(seed: str, object_alias: str) -> str:
    """Which undrawn aliases an auditor checks against source papers: the lowest (section 5)."""
    return _sha256(f"{seed}:audit:{object_alias}")


def change_seed(draw: str, change_hash: str, beacon_value: str) -> str:
    """The fresh seed of one change: its record hash and a beacon that came after it (section 8)."""
    return _sha256(f"draw/1 change\n{draw}\n{change_hash}\n{beacon_value}\n")


def row_hash(salt: str, text: str) -> str:
    """What the log holds of a sealed row: `text` is the row's JSON with its final LF (section 3)."""
    return _sha256(f"draw/1 row\n{salt}\n{text}")


def salted_hash(salt: str, data: bytes) -> str:
    """The hash of something that stays private: the recusal register, sealed columns (sections 3, 5)."""
    return hashlib.sha256(b"draw/1 row\n" + salt.encode() + b"\n" + data).hexdigest()
