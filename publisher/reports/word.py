"""A paper as .docx: set like an official document or a form, the same bytes for the same paper.

Fonts are those of GB/T 9704 (仿宋, 黑体, 楷体, 宋体), which every Chinese Windows has; elsewhere the reader's program
takes its own.
"""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Para

from publisher.reports.blocks import Align, Blank, Cell, Grid, Heading, Page, Paper, Paragraph, Small, cell_text
from publisher.reports.zips import without_times

_LATIN, _CODE = "Times New Roman", "Consolas"
_BODY, _TITLE = "FangSong", "SimSun"
_HEADINGS = {1: "SimHei", 2: "KaiTi"}
_NOTE = re.compile(r"(\[[0-9]+\])")
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_TABLE_SIZE, _CODE_SIZE = Pt(10), Pt(8)


class _Setting(NamedTuple):
    """Sizes and margins (top, right, bottom, left in mm) of a kind of paper."""

    size: Length
    line: Length | None
    title: Length
    margins: tuple[float, float, float, float]


_FORMAL = _Setting(Pt(16), Pt(28), Pt(22), (37, 26, 35, 28))
_FORM = _Setting(Pt(12), None, Pt(18), (20, 18, 18, 20))


def docx(paper: Paper) -> bytes:
    """The file. Its only date is the paper's own, so that anyone who composes the same paper gets the same bytes."""
    setting = _FORMAL if paper.formal else _FORM
    document = Document()
    _properties(document, paper)
    _page(document, paper, setting)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(setting.size.pt)
    _run(title, paper.title, _TITLE, setting.title, bold=True)
    for block in paper.blocks:
        _add(document, block, setting)
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())


def _properties(document: Docx, paper: Paper) -> None:
    core, moment = document.core_properties, datetime.combine(paper.dated, time())
    core.author = core.last_modified_by = paper.author[:255]
    core.title, core.comments, core.language = paper.title[:255], "", "zh-CN"
    core.created = core.modified = moment
    core.revision = 1


def _page(document: Docx, paper: Paper, setting: _Setting) -> None:
    """A4, margins, the default type, the running head, and page numbers below."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = setting.margins
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    normal: Any = document.styles["Normal"]
    normal.font.size = setting.size
    _fonts(normal.element.get_or_add_rPr(), _BODY)
    normal.paragraph_format.space_after = Pt(0)
    if paper.running:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(head, paper.running, _BODY, Pt(9))
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", _TITLE, Pt(12))
    _field(foot, "PAGE")
    _run(foot, " —", _TITLE, Pt(12))


def _fonts(properties: Any, east: str, latin: str = _LATIN) -> None:
    """Both typefaces and the language of a run or a style: a Chinese name in the Latin place is ignored by Word."""
    fonts = properties.get_or_add_rFonts()
    for place, font in (("w:ascii", latin), ("w:hAnsi", latin), ("w:cs", latin), ("w:eastAsia", east)):
        fonts.set(qn(place), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _run(para: Para, text: str, font: str, size: Length, *, bold: bool = False, code: bool = False) -> Any:
    run = para.add_run(text)
    run.bold = bold or None
    run.font.size = size
    _fonts(run._element.get_or_add_rPr(), font, _CODE if code else _LATIN)
    return run


def _field(para: Para, name: str) -> None:
    """A field that the reader's program fills in, such as the page number."""
    run = _run(para, "", _TITLE, Pt(12))
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)


def _add(document: Docx, block: object, setting: _Setting) -> None:
    match block:
        case Heading():
            _heading(document, block, setting)
        case Paragraph():
            _paragraph(document, block, setting)
        case Small():
            para = document.add_paragraph()
            para.paragraph_format.space_before = Pt(3)
            _text(para, block.text, _BODY, Pt(9))
        case Blank():
            _ruled(document, block.lines)
        case Page():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Grid():
            _grid(document, block)


def _heading(document: Docx, block: Heading, setting: _Setting) -> None:
    para = document.add_paragraph(style=f"Heading {block.level}")
    para.paragraph_format.space_before = Pt(0 if setting.line else 8)
    para.paragraph_format.space_after = Pt(0 if setting.line else 4)
    _lines(para, setting, indent=setting.line is not None)
    run = _run(para, block.text, _HEADINGS[block.level], setting.size if setting.line else Pt(13), bold=False)
    run.bold, run.font.color.rgb = False, RGBColor(0, 0, 0)


def _paragraph(document: Docx, block: Paragraph, setting: _Setting) -> None:
    para = document.add_paragraph()
    para.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if block.align == "left" else _ALIGN[block.align]
    _lines(para, setting, indent=block.indent)
    _text(para, block.text, _BODY, setting.size)


def _lines(para: Para, setting: _Setting, *, indent: bool) -> None:
    layout = para.paragraph_format
    if setting.line is not None:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, setting.line
    if indent:
        layout.first_line_indent = Pt(setting.size.pt * 2)


def _text(para: Para, text: str, font: str, size: Length) -> None:
    """Text whose `[n]` are superscripts."""
    for part in filter(None, _NOTE.split(text)):
        run = _run(para, part, font, size)
        if _NOTE.fullmatch(part):
            run.font.superscript = True


def _ruled(document: Docx, lines: int) -> None:
    for _ in range(lines):
        para = document.add_paragraph()
        para.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        para.paragraph_format.line_spacing = Pt(26)
        borders = OxmlElement("w:pBdr")
        for side in ("bottom", "between"):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "808080")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        para._element.get_or_add_pPr().append(borders)


def _grid(document: Docx, grid: Grid) -> None:
    """A ruled table: fixed widths, the head repeated, no row broken by the end of a page."""
    table: Any = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for place, column in zip(table.columns, grid.columns, strict=True):
        place.width = Mm(column.width)
    if grid.head:
        row = _row(table, grid, tuple(column.title for column in grid.columns), head=True)
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
    for cells in grid.rows:
        _row(table, grid, cells)
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _row(table: Any, grid: Grid, cells: tuple[Cell, ...], *, head: bool = False) -> Any:
    row = table.add_row()
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    if grid.height and not head:
        row.height, row.height_rule = Mm(grid.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for place, column, value in zip(row.cells, grid.columns, cells, strict=True):
        place.width = Mm(column.width)
        place.vertical_alignment = 1  # centre
        align: Align = "center" if head else column.align
        para = place.paragraphs[0]
        para.alignment = _ALIGN[align]
        para.paragraph_format.line_spacing = 1.0
        code = column.code and not head
        _run(para, cell_text(value), _BODY, _CODE_SIZE if code else _TABLE_SIZE, bold=head, code=code)
    return row
