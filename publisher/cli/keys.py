"""`keys new`, `keys list`."""

from __future__ import annotations

import click
from rich.table import Table

from publisher.ceremony.founding import key_name, new_key
from publisher.cli.session import Answer, Group, Session
from publisher.errors import Words

pass_session = click.make_pass_decorator(Session, ensure=True)
_NEW = ("draw", "legal", "log", "observer", "auditor", "recovery", "deputy", "witness")


@click.group(cls=Group)
def keys() -> None:
    """密钥 / keys."""


@keys.command("new")
@click.argument("role", type=click.Choice(_NEW))
@click.option("--holder", required=True, help="持有人 / who holds it")
@click.option("--name", default="", help="密钥全名，默认由单位域名和角色组成 / full key name")
@click.option("--suffix", default="", help="同一角色的第几把 / tells several of one role apart")
@click.option("--outside", is_flag=True, help="持有人不属于本单位 / the holder is outside the bureau")
@pass_session
def keys_new(session: Session, role: str, holder: str, name: str, suffix: str, outside: bool) -> Answer:
    """新建密钥：私钥加密存入私有文件夹，公钥写入keys/ / a key pair; the private half never enters the repository.

    例 / example: publisher keys new legal --holder 法制股
    """
    desk = session.desk()
    full = name or key_name(desk.workspace, role, suffix)
    vkey = new_key(desk, role, holder=holder, outside=outside, name=full)
    words = Words(f"公钥（keys/下，可公开）：{vkey.text}", f"public key (in keys/): {vkey.text}")
    return Answer({"vkey": vkey.text, "name": vkey.name}, [words])


@keys.command("list")
@pass_session
def keys_list(session: Session) -> Answer:
    """信任策略中的密钥和见证人 / keys and witnesses of the trust policy.

    例 / example: publisher keys list
    """
    policy, office = session.workspace.trust, session.office()
    table = Table("角色 role", "名称 name", "持有人 holder", "外部 outside", "此处有私钥 held here")
    rows = [(str(key.role), key.parsed, key.holder, key.outside) for key in policy.keys]
    rows += [("witness", witness.parsed, witness.name, witness.outside) for witness in policy.witnesses]
    data = []
    for role, vkey, holder, outside in rows:
        held = office.holds(vkey)
        table.add_row(role, vkey.name, holder, "✓" if outside else "", "✓" if held else "")
        data.append({"role": role, "vkey": vkey.text, "holder": holder, "outside": outside, "held": held})
    return Answer({"keys": data}, [table])


COMMANDS: list[click.Command] = [keys]
