"""公告 as a PDF: one A4 page for the wall, with the words of the printed page (article 18).

Its letters are the reader's own 宋体: a CID font that every PDF reader in China has, so that nothing is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from publisher.site.contents.draw_context import DrawContext, draw_context
from publisher.site.contents.surroundings import surroundings
from publisher.site.paper.notice import Paper, notice_paper
from publisher.site.paper.notice_words import heading, later_heading
from publisher.site.read.draws import DrawView
from publisher.site.read.figures import day, thousands
from publisher.site.read.view import View

FONT, DIGITS = "STSong-Light", "Courier"
MARGIN = 17  # mm
WIDTH = 210 - 2 * MARGIN
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
    context = draw_context(view, draw, surroundings(view, address))
    parts = list(_parts(draw, context, notice_paper(draw, context)))
    document.build([KeepInFrame(document.width, document.height - 12, parts, mode="shrink")])
    return made.getvalue()


def _parts(draw: DrawView, context: DrawContext, paper: Paper) -> Iterator[Any]:
    bureau, size = context.shared.bureau, paper.fit.size
    demo = "（示例，虚构）" if bureau.demo else ""
    yield _text(f"{bureau.name}{demo}", size * 1.15, align=1)
    yield _text(heading(draw), size * 1.9, align=1, after=4)
    yield _text(f"编号 {draw.draw}", size, align=1, after=8)
    yield _text(draw.title, size * 1.35, align=1, after=6)
    yield _text(paper.told.said, size * 1.1, after=6)
    yield _facts(paper)
    if paper.groups:
        yield _text("抽签前公布的机会", size, before=7, after=3)
        yield _chances(paper)
    if paper.groups_more:
        yield _text(f"另有 {paper.groups_more} 组见网页。", size * 0.88)
    yield from _drawn(paper)
    yield from _later(draw, paper)
    yield _foot(draw, context, paper)
    yield _text(paper.told.contact, size * 0.88, before=6)
    yield _text(bureau.name, size * 1.1, align=2, before=6)
    yield _text(day(paper.dated), size * 1.1, align=2)


def _facts(paper: Paper) -> Any:
    size = paper.fit.size
    name_width = size * 9 * 0.3528
    rows = [[_text(name, size), _text(value, size)] for name, value in paper.told.facts]
    return _table(rows, [name_width, WIDTH - name_width], lines=False)


def _chances(paper: Paper) -> Any:
    heads = ["分组", "名单", "可抽", "名额", "每户的机会"]
    rows = [
        [c.title, thousands(c.listed), thousands(c.eligible), thousands(c.size), f"{c.one_in}（{c.percent}）"]
        for c in paper.groups
    ]
    cells = [[_text(cell, paper.fit.size * 0.95) for cell in row] for row in [heads, *rows]]
    return _table(cells, [WIDTH - 120, 22, 22, 22, 54], lines=True)


def _drawn(paper: Paper) -> Iterator[Any]:
    if not paper.listed:
        return
    yield _text("抽中的单位和检查人员", paper.fit.size, before=7, after=3)
    columns = paper.fit.columns
    cells = [_text(line, paper.fit.size * paper.fit.listed) for line in _lines(paper)]
    half = -(-len(cells) // columns)
    rows = [[*cells[at : at + half], *[""] * (half - len(cells[at : at + half]))] for at in range(0, len(cells), half)]
    yield _table([list(row) for row in zip(*rows, strict=True)], [WIDTH / len(rows)] * len(rows), lines=False)
    if paper.more:
        yield _text(f"以上按签号列前 {paper.number} 户，其余 {thousands(paper.more)} 户见网页。", paper.fit.size * 0.88)
    if paper.hidden:
        yield _text(paper.hidden, paper.fit.size * 0.88)


def _lines(paper: Paper) -> Iterator[str]:
    for group, lines in paper.listed:
        if group:
            yield group
        yield from (f"{line.rank}  {line.name}  （{line.team}）" for line in lines)


def _later(draw: DrawView, paper: Paper) -> Iterator[Any]:
    if paper.later:
        yield _text(later_heading(draw), paper.fit.size, before=7, after=3)
        yield from (_text(line, paper.fit.size * 0.88) for line in paper.later)


def _foot(draw: DrawView, context: DrawContext, paper: Paper) -> Any:
    left: list[Any] = []
    size = paper.fit.size
    if context.shared.genesis:
        left += [_text("总账的起点（请和网页上的比对）", size), _print(context.shared.genesis, size)]
    name, value = ("本次抽签的种子", draw.seed_hash) if draw.seed_hash else ("抽签前封存的记录", draw.commit.hash)
    left += [_text(name, size, before=3), _print(value, size)]
    left += [_text(line, size * 0.85, before=3) for line in paper.told.prints]
    scan = "扫码打开这次抽查的网页" if context.shared.address else "扫码得到编号和指纹，与网页比对"
    code = [_code(paper), _text(scan, max(8, size * 0.7), align=1)]
    return _table([[left, code]], [WIDTH - CODE_SIZE - 6, CODE_SIZE + 6], lines=False)


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


def _print(value: str, size: float) -> Any:
    """64 hex digits in groups of four, two lines."""
    halves = [" ".join(value[at : at + 4] for at in range(start, start + 32, 4)) for start in (0, 32)]
    return _text("<br/>".join(halves), size, font=DIGITS, escaped=True)


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
