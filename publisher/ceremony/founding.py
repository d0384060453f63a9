"""The beginning: keys, the trust policy, the genesis record (protocol section 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publisher.ceremony.desk import Desk
from publisher.ceremony.pending import Pending
from publisher.ceremony.signing import propose
from publisher.draw.parts import faults_of
from publisher.errors import Refused, fault
from publisher.log.notes import COSIGNER_KEY, NOTE_KEY, Vkey
from publisher.log.records import Genesis
from publisher.log.trust import Quorum, Role, TrustedKey, TrustPolicy, Witness
from publisher.tables.yaml_files import read_yaml
from publisher.workspace import Workspace
from publisher.workspace.repository import TRUST

WITNESS = "witness"
_NAME = re.compile(r"[a-z0-9.-]+/[a-z0-9-]+")


class PublicKeyFile(BaseModel):
    """keys/<name>.yaml: a public key, who holds it, for what; written by `keys new`, read by `found`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    vkey: str
    role: Annotated[str, Field(pattern="^(draw|legal|log|observer|auditor|recovery|deputy|witness)$")]
    holder: Annotated[str, Field(min_length=1, max_length=200)]
    outside: bool


def key_name(workspace: Workspace, role: str, suffix: str = "") -> str:
    """The name of a key: `<domain>/<role>`, the log's is the origin; `suffix` tells several of one role apart."""
    bureau = workspace.bureau
    name = bureau.origin if role == "log" else f"{bureau.domain}/{'-'.join(filter(None, (role, suffix)))}"
    if not _NAME.fullmatch(name):
        right = ("用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")
        raise Refused(fault("key-name", f"密钥名{name!r}不符", f"bad key name {name!r}", *right))
    return name


def new_key(desk: Desk, role: str, *, holder: str, outside: bool, name: str) -> Vkey:
    """A key pair: the private half into this office's vault, the public one into keys/<name>.yaml.

    Raises Malformed; Refused where another machine's key of this name lies there: nobody's key is replaced unseen.
    """
    place = f"keys/{name.replace('/', '__')}.yaml"

    def text(vkey: str) -> bytes:
        quoted = holder.replace("\\", "\\\\").replace('"', '\\"')
        return f'vkey: "{vkey}"\nrole: {role}\nholder: "{quoted}"\noutside: {str(outside).lower()}\n'.encode()

    read_yaml(text("-"), PublicKeyFile, place)  # what can't be read later isn't written
    held, there = desk.office.public(name), desk.workspace.files.read(place)
    if there is not None and (held is None or read_yaml(there, PublicKeyFile, place).vkey != held.text):
        right = ("用--name另取名字", "choose another --name")
        raise Refused(fault("key-name", "已有同名的公钥", "a public key of this name is there", *right).at(place))
    vkey = desk.office.new_key(name, COSIGNER_KEY if role == WITNESS else NOTE_KEY)
    desk.workspace.files.write(place, text(vkey.text))
    return vkey


def _public_keys(workspace: Workspace) -> list[PublicKeyFile]:
    names = [name for name in workspace.files.names("keys") if name.endswith(".yaml")]
    return [read_yaml(workspace.need(name), PublicKeyFile, name) for name in names]


def trust_policy(workspace: Workspace, *, beacons: Sequence[str], notice: int, recovery: int) -> TrustPolicy:
    """The policy that the public keys in keys/ make: everyone from position 0, all witnesses as quorum.

    Raises Refused where an office lacks its key.
    """
    files = _public_keys(workspace)
    roles = [file.role for file in files]
    lacking = [role for role in ("draw", "legal", "log", "recovery") if role not in roles]
    if lacking:
        right = ("先在各自机器上运行 publisher keys new", "run publisher keys new on their machines first")
        raise Refused(fault("keys", f"缺少密钥：{lacking}", f"keys missing: {lacking}", *right))
    keys = [
        TrustedKey(vkey=f.vkey, role=_role(f.role), holder=f.holder, outside=f.outside, from_=0)
        for f in files
        if f.role != WITNESS
    ]
    witnesses = [Witness(vkey=f.vkey, name=f.holder, outside=f.outside) for f in files if f.role == WITNESS]
    try:
        return TrustPolicy(
            origin=workspace.bureau.origin,
            keys=keys,
            witnesses=witnesses,
            quorum=Quorum(total=len(witnesses), outside=sum(witness.outside for witness in witnesses)),
            recovery=recovery,
            beacons=sorted(beacons),
            notice=notice,
        )
    except ValidationError as error:
        raise Refused(*faults_of(error, TRUST)) from None


def _role(text: str) -> Role:
    roles: dict[str, Role] = {
        "draw": "draw",
        "legal": "legal",
        "log": "log",
        "observer": "observer",
        "auditor": "auditor",
        "recovery": "recovery",
        "deputy": "deputy",
    }
    return roles[text]


def found(desk: Desk, policy: TrustPolicy, role: Role, name: str = "") -> Pending:
    """Write keys/trust.json (once) and add this office's signature to the genesis; the keeper logs it when complete."""
    if desk.workspace.entries():
        right = ("无须再创立；见 publisher keys list", "nothing is left to found; see publisher keys list")
        raise Refused(fault("founded", "总账已经创立", "the log is founded already", *right))
    text = policy.text.encode()
    held = desk.workspace.files.read(TRUST)
    if held is not None and held != text:
        right = ("核对keys/下的公钥", "compare the public keys in keys/")
        raise Refused(fault("trust", "keys/trust.json已存在且不同", "keys/trust.json exists and differs", *right))
    desk.key(role, name, policy)  # nothing is written where this office has no part in it
    desk.workspace.files.write(TRUST, text)
    record = Genesis(type="genesis", time=desk.time, bureau=desk.workspace.bureau.name, trust=policy.hash)
    return propose(desk, record, {f"snapshots/{policy.hash}.json": text}, role, name)
