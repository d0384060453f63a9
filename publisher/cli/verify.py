"""`verify`, `recompute`, `lookup`: what anyone runs, offline, on published files."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from publisher.cli.session import Answer, Command, Line, Session
from publisher.draw.blinding import Receipt
from publisher.draw.evidence import parse_json
from publisher.draw.identifiers import parse_time
from publisher.draw.parts import parse_part
from publisher.errors import Malformed, Words, fault
from publisher.log import places
from publisher.verify.lookup import lookup as look_up
from publisher.verify.published import Folder, Held, Published, open_published
from publisher.verify.recompute import COMMIT, FRAME, PANEL, SEED, compare, recompute
from publisher.verify.report import CheckResult, Finding, Report, Verdict
from publisher.verify.run import verify as run_verify
from publisher.workspace import publish

pass_session = click.make_pass_decorator(Session, ensure=True)
_readable = click.Path(path_type=Path, exists=True, dir_okay=False)
_MARKS = {
    Verdict.PASS: ("✓", Words("成立", "holds"), "green"),
    Verdict.FAIL: ("✗", Words("不成立", "FAILS"), "bold red"),
    Verdict.PENDING: ("…", Words("未到时候", "not due yet"), "yellow"),
    Verdict.UNKNOWN: ("?", Words("无从判断", "can't be judged"), "cyan"),
}


def _published(session: Session, where: str | None) -> Published:
    """The evidence at an address; without one, what this repository would publish."""
    return open_published(where) if where is not None else Held(publish(session.workspace), str(session.root))


def _clock(session: Session, published: Published) -> datetime:
    """The time to judge deadlines by: a sample says which day it plays on, everything else uses the real clock."""
    try:
        bureau = parse_json(published.read(places.BUREAU) or b"", places.BUREAU)
    except Malformed:
        bureau = {}
    bureau = bureau if isinstance(bureau, dict) else {}
    demo = bureau.get("demo") is True
    if demo and not session.now_text and bureau.get("now"):
        try:
            return parse_time(str(bureau["now"]))
        except ValueError:
            return datetime.now(UTC)
    return session.now(demo=demo)


def _mark(verdict: Verdict, lang: str) -> Text:
    shape, words, style = _MARKS[verdict]
    return Text(f"{shape} {words.say(lang)}", style=style)


def _finding(finding: Finding, lang: str) -> Text:
    return Text(f"{finding.file}: ").append(_mark(finding.verdict, lang)).append(f" {finding.reason.say(lang)}")


def _row(table: Table, result: CheckResult, lang: str) -> None:
    worst = [f for f in result.findings if f.verdict == result.verdict]
    reason = worst[0].reason.say(lang)
    more = f"（共{len(worst)}条）" if lang == "zh" else f" ({len(worst)} findings)"
    table.add_row(
        result.check.code,
        result.check.title.say(lang),
        _mark(result.verdict, lang),
        reason + (more if len(worst) > 1 else ""),
    )


def _failures(report: Report, lang: str) -> list[Line]:
    lines: list[Line] = []
    for result in report.results.values():
        for finding in result.findings:
            if finding.verdict is Verdict.FAIL:
                place = " ".join(filter(None, (finding.draw, finding.file)))
                lines.append(Text(f"✗ {result.check.code} {place}: {finding.reason.say(lang)}", style="red"))
                lines += [f"    {k} {v}" for k, v in (("found", finding.found), ("expected", finding.expected)) if v]
                lines += [f"    $ {finding.by_hand}"] if finding.by_hand else []
    return lines


def _sentence(report: Report) -> Words:
    if report.verdict is Verdict.FAIL:
        return Words(
            "有检查不成立：请保存证据，并按网站“监督与核验”页所说告知见证人。",
            "Some checks FAIL: keep the evidence and tell the witnesses.",
        )
    if report.verdict is Verdict.PASS:
        return Words("全部成立。", "Everything holds.")
    return Words(
        "没有发现不成立的检查；有的还不能判断，见上表。", "Nothing fails; some checks can't be judged yet, see above."
    )


@click.command("verify", cls=Command)
@click.argument("where", required=False, metavar="[DIR|ZIP|URL]")
@click.option("--draw", "number", help="只看一次抽签 / one draw only")
@click.option("--genesis", help="公告上印的创世指纹 / the genesis hash printed on the notice")
@click.option("--since", type=_readable, help="上次保存的检查点 / a checkpoint kept earlier")
@click.option("--frame-key", "frame_keys", multiple=True, metavar="DRAW=FILE", help="名单密钥 / a frame key")
@pass_session
def verify(
    session: Session,
    where: str | None,
    number: str | None,
    genesis: str | None,
    since: Path | None,
    frame_keys: tuple[str, ...],
) -> Answer:
    """二十项检查：离线核验公开的证据 / the twenty checks, offline.

    例 / example: publisher verify
    """
    published = _published(session, where)
    report = run_verify(
        published,
        now=_clock(session, published),
        genesis=genesis,
        since=since.read_bytes() if since else None,
        frame_keys=dict(map(_frame_key, frame_keys)),
        draw=number,
    )
    table = Table(show_edge=False, pad_edge=False)
    for heading in ("", "检查" if session.lang == "zh" else "check", "", ""):
        table.add_column(heading)
    for result in report.results.values():
        _row(table, result, session.lang)
    lines: list[Line] = [table, *_failures(report, session.lang)]
    lines += [Words(f"注意 {n.draw} {n.words.zh}", f"note {n.draw} {n.words.en}") for n in report.notices]
    lines += [
        Words(f"创世指纹 {report.genesis}", f"genesis {report.genesis}"),
        Words(
            f"总账指纹（{report.size}条）{report.checkpoint}", f"checkpoint ({report.size} entries) {report.checkpoint}"
        ),
        _sentence(report),
    ]
    return Answer(report.to_json(), lines, report.status)


def _frame_key(text: str) -> tuple[str, bytes]:
    number, _, file = text.partition("=")
    right = ("写成 2026-003=frame-key.txt", "write 2026-003=frame-key.txt")
    try:
        content = Path(file).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        content = ""
    if not re.fullmatch("[0-9a-f]{64}", content):
        raise Malformed(fault("frame-key", f"{text}不是名单密钥", f"{text} isn't a frame key", *right))
    return number, bytes.fromhex(content)


@click.command("recompute", cls=Command)
@click.argument("folder", metavar="DRAW_DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="写入算出的文件 / write what was computed"
)
@pass_session
def recompute_command(session: Session, folder: Path, out: Path | None) -> Answer:
    """只凭四个文件重算抽中名单和检查组 / selection and teams from four files alone.

    例 / example: publisher recompute data/draws/2026-001
    """
    if out is None:
        compared = compare(Folder(folder))
        lines = [_finding(item, session.lang) for item in compared.findings]
        seed = Words(f"种子 {compared.recomputed.seed}", f"seed {compared.recomputed.seed}")
        data = {"seed": compared.recomputed.seed, "findings": [f.to_json() for f in compared.findings]}
        return Answer(data, [*lines, seed], {Verdict.PASS: 0, Verdict.FAIL: 1}.get(compared.verdict, 3))
    frame, panel, commit, seed_text = (_need(folder / name) for name in (FRAME, PANEL, COMMIT, SEED))
    computed = recompute(frame, panel, commit, seed_text)
    if not session.dry_run:
        out.mkdir(parents=True, exist_ok=True)
        (out / "selection.csv").write_bytes(computed.selection)
        (out / "teams.csv").write_bytes(computed.teams)
    return Answer({"seed": computed.seed}, [Words(f"种子 {computed.seed}", f"seed {computed.seed}")])


def _need(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        right = ("指定抽签的文件夹", "name a draw's folder")
        raise Malformed(fault("missing-file", "没有这个文件", "there is no such file", *right)).at(str(path)) from None


@click.command("lookup", cls=Command)
@click.argument("object_id", metavar="OBJECT")
@click.option("--draw", "number", help="只看一次抽签 / one draw only")
@click.option("--receipt", "file", type=_readable, help="核验凭条 / a receipt")
@click.option("--in", "where", metavar="DIR|ZIP|URL", help="公开的证据在何处 / where the evidence is")
@pass_session
def lookup(session: Session, object_id: str, number: str | None, file: Path | None, where: str | None) -> Answer:
    """一家单位：在名单中吗？签号、名次、机会、抽中与否、结果 / one firm in every draw.

    例 / example: publisher lookup 91441624DM00JNY16A
    """
    receipt = parse_part(file.read_bytes(), Receipt, str(file)) if file else None
    standings = look_up(_published(session, where), object_id, draw=number, receipt=receipt)
    lines: list[Line] = []
    for standing in standings:
        lines += [f"{standing.draw} {standing.title}", *(f"  {words.say(session.lang)}" for words in standing.words)]
    nothing = Words("公开的抽签中没有这家单位", "this object is in no published draw")
    return Answer({"draws": [standing.to_json() for standing in standings]}, lines or [nothing])


COMMANDS: list[click.Command] = [verify, recompute_command, lookup]
