"""The people of the sample: offices, log keeper, recovery holders, witnesses. Their keys are public and plainly so.

Everything random in the sample comes from a public text, so that the sample can be made again byte for byte. Nothing
but the sample ever uses this entropy: real offices draw from the operating system.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from publisher.ceremony.desk import Desk
from publisher.ceremony.founding import key_name, new_key
from publisher.ceremony.office import Entropy, Office
from publisher.ceremony.vault import SAMPLE
from publisher.workspace import Workspace

PASSPHRASE = "shili"
PUBLIC_SEED = "publisher sample: these keys and secrets are public"


def sample_entropy(label: str) -> Entropy:
    """Bytes that anyone can compute again: SHA-256 of the public seed, the label and a counter."""
    counter = 0

    def take(count: int) -> bytes:
        nonlocal counter
        blocks = b""
        while len(blocks) < count:
            blocks += sha256(f"{PUBLIC_SEED}\n{label}\n{counter}\n".encode()).digest()
            counter += 1
        return blocks[:count]

    return take


class Part(NamedTuple):
    """One member of the cast: folder, role, who it is, how its key is told apart, whether outside the bureau."""

    folder: str
    role: str
    holder: str
    suffix: str = ""
    outside: bool = False
    name: str = ""


CAST = (
    Part("draw", "draw", "示例县劳动保障监察大队"),
    Part("legal", "legal", "示例县人社局法规股"),
    Part("keeper", "log", "示例县人社局信息中心"),
    Part("head", "recovery", "示例县人社局局长", "head"),
    Part("legal-safe", "recovery", "示例县人社局法规股（保险柜）", "legal"),
    Part("justice", "recovery", "示例县司法局", "outside", outside=True),
    Part("observer", "observer", "示例县人大代表（特邀观察员）", outside=True),
    Part("auditor", "auditor", "示例县审计局", outside=True),
    Part("witness-archive", "witness", "示例县档案馆", outside=True, name="archive.shili.example/witness"),
    Part("witness-college", "witness", "示例职业技术学院", outside=True, name="college.shili.example/witness"),
)
WITNESSES = tuple(part for part in CAST if part.role == "witness")


@dataclass
class Stage:
    """The repository, everyone's own folder, and the clock of the story."""

    workspace: Workspace
    private: Path
    now: datetime
    offices: dict[str, Office]

    @classmethod
    def build(cls, workspace: Workspace, private: Path, now: datetime) -> Stage:
        """Everyone with an empty folder."""
        offices = {
            part.folder: Office(
                private / part.folder, lambda: PASSPHRASE, entropy=sample_entropy(part.folder), strength=SAMPLE
            )
            for part in CAST
        }
        return cls(workspace, private, now, offices)

    def desk(self, folder: str) -> Desk:
        """One of the cast at its desk, now."""
        return Desk(self.workspace, self.offices[folder], self.now)

    def make_keys(self) -> None:
        """Everybody's key pair."""
        for part in CAST:
            name = part.name or key_name(self.workspace, part.role, part.suffix)
            new_key(self.desk(part.folder), part.role, holder=part.holder, outside=part.outside, name=name)
