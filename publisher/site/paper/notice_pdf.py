"""公告 as a PDF: one A4 page for the wall, with the words of the printed page (article 18).

Its letters are the reader's own 宋体: a CID font that every PDF reader in China has, so that nothing is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from publisher.site.contents.draw_context import announced
from publisher.site.paper.notice import GROUPS, Paper, notice_paper
from publisher.site.read.draws import DrawView
from publisher.site.read.figures import day, groups, moment, thousands
from publisher.site.read.view import View
from publisher.site.read.words import BEACONS, KINDS, METHODS, VISITS, VOIDS

FONT, DIGITS = "STSong-Light", "Courier"
MARGIN = 17  # mm
WIDTH = 210 - 2 * MARGIN
TWO_COLUMNS = 16  # drawn objects from which the list runs in two columns
CODE_SIZE = 34  # mm


def notice_pdf(view: View, draw: DrawView, address: str = "") -> bytes:
    """A draw's notice; the same bytes for the same evidence. `address`: of the site, ending in `/`, if it is known."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import KeepInFrame, SimpleDocTemplate

    registerFont(UnicodeCIDFont(FONT))
    made = BytesIO()
    side = {"leftMargin": MARGIN * mm, "rightMargin": MARGIN * mm, "topMargin": 14 * mm, "bottomMargin": 12 * mm}
    title = f"公告 {draw.draw} {draw.title}"
    document = SimpleDocTemplate(made, pagesize=A4, title=title, author=view.bureau.name, invariant=1, **side)
    whole = KeepInFrame(document.width, document.height - 12, list(_parts(view, draw, address)), mode="shrink")
    document.build([whole])
    return made.getvalue()


def _parts(view: View, draw: DrawView, address: str) -> Iterator[Any]:
    paper = notice_paper(draw, announced(view, draw), view.ledger.genesis_hash, address)
    demo = "（示例，虚构）" if view.bureau.demo else ""
    what = "抽签作废" if draw.void else "抽签结果" if draw.records.outcome else "抽签"
    yield _text(f"{view.bureau.name}{demo}", 12, align=1)
    yield _text(f"“双随机、一公开”{what}公告", 20, align=1, after=4)
    yield _text(f"编号 {draw.draw}", 11, align=1, after=8)
    yield _text(draw.title, 15, align=1, after=6)
    yield _text(_said(draw), 11, after=6)
    yield _facts(draw)
    yield _text("抽签前公布的机会", 11, before=7, after=3)
    yield _chances(draw)
    if paper.groups_more:
        yield _text(f"另有{paper.groups_more}组见网页。", 9)
    yield from _drawn(draw, paper)
    yield _foot(view, draw, paper)
    yield _text(_contact(view), 9, before=6)
    yield _text(view.bureau.name, 12, align=2, before=6)
    yield _text(day(paper.dated), 12, align=2)


def _said(draw: DrawView) -> str:
    if draw.void:
        record = draw.void.record
        return f"本次抽签已于{moment(record.time)}作废，编号不再使用。原因：{VOIDS[record.code]}，{record.reason}。"
    if draw.records.outcome:
        counts = f"{thousands(draw.eligible)}户可抽，抽中{thousands(draw.size)}户。"
        return f"{counts}结果由公共随机数决定，任何人都可以重新计算。"
    counts = f"{thousands(draw.eligible)}户可抽，将抽{thousands(draw.size)}户。"
    return f"{counts}公共随机数将在{moment(draw.beacon_time)}产生，此前谁也不知道结果。"


def _facts(draw: DrawView) -> Any:
    commit = draw.commit.record
    rows = [("检查事项", "；".join(draw.items))]
    if draw.order:
        order = draw.order
        rows.append(("方式", "，".join([KINDS[order.kind], METHODS[order.method], VISITS[order.visits]])))
    rows.append(("公共随机数", "；".join(_beacons(draw))))
    rows.append(("检查、公示期限", f"{day(commit.inspect_by)}前检查，{day(commit.publish_by)}前公示结果"))
    if commit.plan.approval:
        rows.append(("批准", commit.plan.approval))
    return _table([[_text(name, 10), _text(value, 10)] for name, value in rows], [34, WIDTH - 34], lines=False)


def _beacons(draw: DrawView) -> Iterator[str]:
    for part, value in draw.beacons:
        source = BEACONS[part.source].zh if part.source in BEACONS else part.source
        shown = f"，{value[:16]}{'…' if len(value) > 16 else ''}" if value else ""
        yield f"{source}第{part.round}轮，{moment(part.time)}{shown}"


def _chances(draw: DrawView) -> Any:
    heads = ["分组", "名单", "可抽", "名额", "每户的机会"]
    rows = [
        [c.title, thousands(c.listed), thousands(c.eligible), thousands(c.size), f"{c.one_in}（{c.percent}）"]
        for c in draw.chances[:GROUPS]
    ]
    cells = [[_text(cell, 10) for cell in row] for row in [heads, *rows]]
    return _table(cells, [WIDTH - 106, 22, 22, 22, 40], lines=True)


def _drawn(draw: DrawView, paper: Paper) -> Iterator[Any]:
    if not paper.listed:
        return
    yield _text("抽中的单位和检查人员", 11, before=7, after=3)
    size = 10 if len(paper.listed) <= TWO_COLUMNS else 8.5
    cells = [_text(line, size) for line in _names(paper)]
    columns = 1 if len(cells) <= TWO_COLUMNS else 2
    half = -(-len(cells) // columns)
    rows = [[*cells[at : at + half], *[""] * (half - len(cells[at : at + half]))] for at in range(0, len(cells), half)]
    yield _table([list(row) for row in zip(*rows, strict=True)], [WIDTH / columns] * columns, lines=False)
    if paper.more:
        yield _text(f"以上按签号列前{len(paper.listed)}户，其余{thousands(paper.more)}户见网页。", 9)
    if draw.people.blinded and any(not one.object.name for one in paper.listed):
        yield _text("用代号的，检查以后公开姓名；单位凭核验凭条现在就能查到自己。", 9)


def _names(paper: Paper) -> Iterator[str]:
    for one in paper.listed:
        name = one.object.name or f"代号{one.object.key[:12]}…"
        team = "、".join(member.name or member.id for member in one.team if member)
        yield f"{one.rank or '增'}  {name}  （{'延期' if one.postponed else team}）"


def _foot(view: View, draw: DrawView, paper: Paper) -> Any:
    left: list[Any] = []
    if view.ledger.genesis:
        left += [_text("总账的起点（请和网页上的比对）", 10), _print(view.ledger.genesis.hash)]
    name, value = ("本次抽签的种子", draw.seed_hash) if draw.seed_hash else ("抽签前封存的记录", draw.commit.hash)
    left += [_text(name, 10, before=3), _print(value)]
    if paper.point:
        seen = f"，{len(paper.point.cosignatures)}位见证人签名" if paper.point.cosignatures else ""
        shown = groups(paper.point.fingerprint[:16])
        left.append(_text(f"含有以上内容的总账指纹（共{paper.point.size}条）：{shown} …{seen}。", 8.5, before=3))
    scan = "扫码打开这次抽查的网页" if paper.code.text.startswith("http") else "扫码得到编号和指纹，与网页比对"
    return _table(
        [[left, [_code(paper), _text(scan, 7.5, align=1)]]], [WIDTH - CODE_SIZE - 6, CODE_SIZE + 6], lines=False
    )


def _code(paper: Paper) -> Any:
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib.units import mm

    module = CODE_SIZE * mm / paper.code.size
    drawing = Drawing(CODE_SIZE * mm, CODE_SIZE * mm)
    for x, y, length in paper.code.runs:
        top = CODE_SIZE * mm - (y + 1) * module
        drawing.add(Rect(x * module, top, length * module, module, strokeWidth=0, strokeColor=None, fillColor=_black()))
    return drawing


def _black() -> Any:
    from reportlab.lib.colors import black

    return black


def _contact(view: View) -> str:
    bureau = view.bureau
    parts = [("异议", bureau.objections), ("地址", bureau.office), ("电话", bureau.phone)]
    return "".join(f"{name}：{value}。" for name, value in parts if value)


def _print(value: str) -> Any:
    """64 hex digits in groups of four, two lines."""
    halves = [" ".join(value[at : at + 4] for at in range(start, start + 32, 4)) for start in (0, 32)]
    return _text("<br/>".join(halves), 10.5, font=DIGITS, escaped=True)


@cache
def _style(size: float, font: str, align: int, before: float, after: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    wrap = "CJK" if font == FONT else None
    spaces = {"spaceBefore": before, "spaceAfter": after, "leading": size * 1.4}
    return ParagraphStyle("notice", fontName=font, fontSize=size, alignment=align, wordWrap=wrap, **spaces)


def _text(
    value: str,
    size: float,
    *,
    font: str = FONT,
    align: int = 0,
    before: float = 0,
    after: float = 0,
    escaped: bool = False,
) -> Any:
    """A paragraph. `align`: 0 left, 1 centred, 2 right; `before` and `after` in points."""
    from reportlab.platypus import Paragraph

    return Paragraph(value if escaped else escape(value), _style(size, font, align, before, after))


def _table(rows: Sequence[Sequence[Any]], widths: Sequence[float], *, lines: bool) -> Any:
    """A table of flowables; `widths` in mm."""
    from reportlab.lib.colors import black
    from reportlab.lib.units import mm
    from reportlab.platypus import Table

    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]
    style += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]
    if lines:
        style += [("GRID", (0, 0), (-1, -1), 0.5, black)]
    return Table([list(row) for row in rows], colWidths=[width * mm for width in widths], style=style)
