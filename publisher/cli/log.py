"""`log keep`, `log cosign`, `log collect`, `log check`, `log prove`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from publisher.ceremony import keeping, witnessing
from publisher.cli.session import Answer, Group, Session
from publisher.errors import Refused, Words, fault
from publisher.log import merkle, proofs
from publisher.log.checkpoints import Checkpoint, fingerprint
from publisher.log.notes import Note
from publisher.verify.published import open_published
from publisher.workspace import publish

pass_session = click.make_pass_decorator(Session, ensure=True)
_readable = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(cls=Group)
def log() -> None:
    """总账 / the transparency log."""


@log.command("keep")
@pass_session
def log_keep(session: Session) -> Answer:
    """总账管理员：把签名已齐的文书入账并签检查点 / log what is complete, sign a checkpoint.

    例 / example: publisher log keep
    """
    desk = session.desk()
    logged = keeping.keep(desk)
    size = len(desk.workspace.entries())
    words = [Words(f"已入总账：{name}", f"logged: {name}") for name in logged]
    return Answer({"logged": logged, "size": size}, [*words, Words(f"总账{size}条", f"the log has {size} entries")])


def _reader(session: Session, where: str | None) -> witnessing.Read:
    """What is published: at an address, or what this repository would publish."""
    if where is not None:
        return open_published(where).read
    return publish(session.workspace).get


@log.command("cosign")
@click.argument("where", required=False, metavar="[DIR|ZIP|URL]")
@click.option("--key", "name", default="", help="见证人密钥名 / the witness's key name")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="写入会签后的检查点 / the cosigned checkpoint"
)
@pass_session
def log_cosign(session: Session, where: str | None, name: str, out: Path | None) -> Answer:
    """见证人：核对与上次会签的是同一历史，再会签 / check that it is one history, then cosign.

    例 / example: publisher log cosign https://portal.example/zwgk/ssj/ --out cosigned.note
    """
    workspace = session.workspace
    here = where is None
    now = session.clock(workspace) if here else _witness_clock(session, where)
    signed = witnessing.cosign_newest(session.office(), _reader(session, where), name, now)
    if out is not None and not session.dry_run:
        out.write_bytes(signed.bytes)
    cosigners = witnessing.collect(workspace, signed) if here else []
    size = Checkpoint.parse(signed.text).size
    return Answer(
        {"size": size, "cosigners": cosigners}, [Words(f"已会签{size}条的检查点", f"cosigned at size {size}")]
    )


def _witness_clock(session: Session, where: str | None) -> datetime:
    """A witness uses its own clock; `--now` works against a sample alone."""
    if session.now_text:
        demo = (open_published(where or "").read("data/bureau.json") or b"").find(b'"demo": true') >= 0
        return session.now(demo=demo)
    return datetime.now(UTC)


@log.command("collect")
@click.argument("file", type=_readable)
@pass_session
def log_collect(session: Session, file: Path) -> Answer:
    """收入见证人的会签 / take a witness's cosignature in.

    例 / example: publisher log collect cosigned.note
    """
    names = witnessing.collect(session.workspace, Note.parse(file.read_bytes(), str(file)))
    return Answer({"cosigners": names}, [Words(f"已会签：{'、'.join(names)}", f"cosigned by {', '.join(names)}")])


@log.command("check")
@click.option("--since", type=_readable, help="上次保存的检查点 / a checkpoint kept earlier")
@pass_session
def log_check(session: Session, since: Path | None) -> Answer:
    """重算总账的根，核对所有检查点 / recompute the root, compare every checkpoint.

    例 / example: publisher log check
    """
    workspace = session.workspace
    leaves = [merkle.leaf_hash(entry) for entry in workspace.entries()]
    notes = list(workspace.checkpoints().values())
    notes += [Note.parse(since.read_bytes(), str(since))] if since else []
    parsed = [Checkpoint.parse(note.text) for note in notes]
    roots = merkle.roots_at(leaves, [c.size for c in parsed if c.size <= len(leaves)])
    wrong = [c.size for c in parsed if roots.get(c.size) != c.root]
    newest = max(parsed, key=lambda c: c.size, default=None)
    data = {"size": len(leaves), "checkpoints": len(parsed), "wrong": wrong}
    if wrong:
        return Answer(data, [Words(f"这些检查点与总账不符：{wrong}", f"these checkpoints don't match: {wrong}")], 1)
    print_ = fingerprint(newest) if newest else ""
    zh, en = (
        f"{len(parsed)}个检查点都是同一历史；最新指纹{print_}",
        f"{len(parsed)} checkpoints, one history; newest {print_}",
    )
    return Answer(data | {"fingerprint": print_}, [Words(zh, en)])


@log.command("prove")
@click.argument("entry", type=int)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件 / write to this file")
@pass_session
def log_prove(session: Session, entry: int, out: Path | None) -> Answer:
    """某条在总账中的包含证明（C2SP tlog-proof）/ an inclusion proof of an entry.

    例 / example: publisher log prove 0
    """
    workspace = session.workspace
    checkpoints = workspace.checkpoints()
    size = max(checkpoints, default=0)
    if not 0 <= entry < size:
        right = (f"0至{size - 1}", f"0 to {size - 1}")
        raise Refused(fault("entry", f"没有第{entry}条", f"no entry {entry}", *right))
    leaves = [merkle.leaf_hash(data) for data in workspace.entries()]
    text = proofs.write_proof(entry, merkle.inclusion_proof(leaves, entry, size), checkpoints[size])
    if out is not None and not session.dry_run:
        out.write_bytes(text)
    return Answer({"entry": entry, "size": size, "proof": text.decode()}, [text.decode().rstrip()])


COMMANDS: list[click.Command] = [log]
