"""What the signing commands say after their step: who is still to sign, what was logged, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

import click

from publisher.ceremony.desk import Desk
from publisher.ceremony.keeping import keep
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import missing
from publisher.cli.session import Answer, Line
from publisher.errors import Words

ROLES = ("draw", "legal", "log", "observer", "auditor", "recovery", "deputy")
as_role = click.option(
    "--as", "role", type=click.Choice(ROLES), default="draw", show_default=True, help="以何角色 / role"
)
key_name = click.option("--key", "name", default="", help="同一角色有多把密钥时的名称 / which key of that role")


def after(desk: Desk, waiting: Pending | None, *lines: Line) -> Answer:
    """Report a step. Where this machine holds the log key, everything complete is logged at once."""
    said: list[Line] = list(lines)
    lacking = still_missing(desk, waiting) if waiting else []
    if waiting is not None:
        said.append(_still(waiting.name, lacking))
    logged = _log_if_keeper(desk)
    said += [Words(f"已入总账：{name}", f"logged: {name}") for name in logged]
    name = waiting.name if waiting else ""
    return Answer(
        {"pending": name, "missing": lacking, "logged": logged, "written": desk.workspace.files.written}, said
    )


def still_missing(desk: Desk, waiting: Pending) -> list[str]:
    """The roles (or the party) whose signature a waiting record lacks."""
    history = desk.workspace.history()
    return missing(waiting.record, waiting.note, desk.workspace.trust, len(history.entries), history)


def _still(name: str, lacking: Sequence[str]) -> Words:
    if not lacking:
        return Words(f"{name}：签名已齐，可入总账", f"{name}: all signatures are there, ready for the log")
    who = "、".join(lacking)
    return Words(
        f"{name}：还缺{who}的签名（publisher draw sign）", f"{name}: still to be signed by {', '.join(lacking)}"
    )


def _log_if_keeper(desk: Desk) -> list[str]:
    policy = desk.workspace.trust
    log_keys = policy.keys_at(len(desk.workspace.entries()), "log")
    return keep(desk) if any(desk.office.holds(key.parsed) for key in log_keys) else []
