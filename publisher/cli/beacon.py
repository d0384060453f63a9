"""`beacon fetch`, `beacon check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from publisher.beacons import sources
from publisher.beacons.fetch import fetch
from publisher.cli.session import Answer, Group, Session
from publisher.draw.identifiers import time_text
from publisher.errors import Malformed, Refused, Words, fault

pass_session = click.make_pass_decorator(Session, ensure=True)


@click.group(cls=Group)
def beacon() -> None:
    """公共随机数 / public beacons."""


def answer_name(source: str, round_: str) -> str:
    """Where an office keeps an answer until the outcome: in its own folder."""
    return f"answers/{source}-{round_.replace('/', '_')}.json"


@beacon.command("fetch")
@click.argument("source", type=click.Choice(sources.SOURCES))
@click.argument("round_", metavar="ROUND")
@click.option("--url", "urls", multiple=True, help="中继地址，可多次 / a relay, may be repeated")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件 / write to this file")
@pass_session
def beacon_fetch(session: Session, source: str, round_: str, urls: tuple[str, ...], out: Path | None) -> Answer:
    """取得并证明一轮公共随机数（需要网络）/ get and prove a round.

    例 / example: publisher beacon fetch drand-quicknet 32614632
    """
    answer = fetch(source, round_, endpoints=urls) if urls else fetch(source, round_)
    data = json.dumps({"source": source, "round": round_, "answer": answer}, ensure_ascii=False, indent=2).encode()
    if out is not None and not session.dry_run:
        out.write_bytes(data + b"\n")
    elif out is None:
        session.office().files.write(answer_name(source, round_), data + b"\n")
    return _proven(source, round_, answer)


@beacon.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def beacon_check(file: Path) -> Answer:
    """离线证明一份应答 / prove an answer offline.

    例 / example: publisher beacon check data/draws/2026-001/beacon.json
    """
    answers = [_proven(*item) for item in read_answers(file)]
    lines = [line for answer in answers for line in answer.lines]
    status = max((answer.status for answer in answers), default=3)
    return Answer({"beacons": [answer.data for answer in answers]}, lines, status)


def read_answers(file: Path) -> list[tuple[str, str, Any]]:
    """(source, round, answer) of a file that `beacon fetch` wrote, or of a beacon.json. Raises Malformed."""
    right = ("用 publisher beacon fetch 重新取得", "get it again with publisher beacon fetch")
    try:
        value = json.loads(file.read_bytes())
        items = value if isinstance(value, list) else [value]
        return [(str(item["source"]), str(item["round"]), item["answer"]) for item in items]
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        error = Malformed(fault("beacon-file", "不是公共随机数应答文件", "not a file of beacon answers", *right))
        raise error.at(str(file)) from None


def _proven(source: str, round_: str, answer: Any) -> Answer:
    proven = sources.prove(source, round_, answer)
    time = sources.time_of(source, round_, proven.value)
    when = time_text(time) if time else "-"
    zh = f"{source} 第{round_}轮（{when}）：{proven.value}——{proven.reason.zh}"
    en = f"{source} round {round_} ({when}): {proven.value} — {proven.reason.en}"
    data = {"source": source, "round": round_, "value": proven.value, "time": when, "verdict": proven.verdict}
    return Answer(data, [Words(zh, en)], 0 if proven.verdict == "pass" else 3)


def kept_answers(session: Session, files: tuple[Path, ...]) -> dict[tuple[str, str], Any]:
    """(source, round) → answer: from the files named, else all that this office fetched."""
    folder = session.office().files
    names = [folder.path(name) for name in folder.names("answers")] if not files else list(files)
    found = {(source, number): answer for file in names for source, number, answer in read_answers(file)}
    if files and not found:
        right = ("用 publisher beacon fetch 取得", "get one with publisher beacon fetch")
        raise Refused(fault("beacon-file", "文件中没有应答", "no answer in the files", *right))
    return found


COMMANDS: list[click.Command] = [beacon]
