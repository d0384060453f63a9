"""What every step of a ceremony has in hand: the repository, this machine's office, and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from publisher.ceremony.office import Office
from publisher.draw.identifiers import time_text
from publisher.errors import Refused, fault
from publisher.log.notes import Vkey
from publisher.log.trust import Role, TrustPolicy
from publisher.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """`now` is fixed for the whole step, so that all its records bear one time."""

    workspace: Workspace
    office: Office
    now: datetime

    @property
    def time(self) -> str:
        """`now` as records write it."""
        return time_text(self.now)

    def key(self, role: Role, name: str = "", policy: TrustPolicy | None = None) -> Vkey:
        """The key of a role that this office holds (of several: the one named). Raises Refused.

        `policy`: the one to look in, where it isn't keys/trust.json yet.
        """
        position = len(self.workspace.entries())
        for key in (policy or self.workspace.trust).keys_at(position, role):
            if name in ("", key.parsed.name) and self.office.holds(key.parsed):
                return key.parsed
        raise Refused(
            fault(
                "no-role",
                f"这里没有角色{role}的有效私钥",
                f"no valid private key for the role {role} is held here",
                "在该角色的机器上运行，或用 --home 指定文件夹",
                "run it on that role's machine, or name its folder with --home",
            )
        )
