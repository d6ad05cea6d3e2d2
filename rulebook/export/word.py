"""A paper as .docx for Word and WPS: real headings and tables, numbers as literal text, measures after GB/T 9704."""

from __future__ import annotations

from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from rulebook.export.office import saved
from rulebook.export.paper import Block, Paper, Run

_LATIN = "Times New Roman"
_SONG, _HEI, _KAI, _FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_SIZE = 16  # 三号, points
_LINE = 580  # twips: 225 mm in 22 lines
_CHARACTER = -848  # 1/4096 point: 156 mm in 28 characters of 三号
_STYLES = {"title": "Title", "part": "Heading 1", "chapter": "Heading 1", "annex": "Heading 1", "section": "Heading 2"}
_LOOKS = {"Title": (_SONG, 22), "Heading 1": (_HEI, _SIZE), "Heading 2": (_KAI, _SIZE)}


_PAGE = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'


def word(paper: Paper) -> bytes:
    """The paper's .docx, the same bytes at every run."""
    document = docx.Document()
    _page(document, landscape=paper.landscape)
    _faces(document)
    _footers(document, paper.foot)
    for block in paper.blocks:
        _block(document, block)
    return saved(document, paper.title, paper.author, paper.day)


def _page(document: Document, *, landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(28), Mm(26), Mm(25), Mm(25)
    section.footer_distance = Mm(25)
    properties = section._sectPr  # noqa: SLF001  # python-docx knows no grid of lines and characters
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "linesAndChars"), ("linePitch", str(_LINE)), ("charSpace", str(_CHARACTER))):
        grid.set(qn(f"w:{name}"), value)
    properties.append(grid)
    document.settings.odd_and_even_pages_header_footer = True


def _faces(document: Document) -> None:
    _style(document, "Normal", _FANG, _SIZE)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101  # of the package's own template
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    for name, (face, size) in _LOOKS.items():
        _style(document, name, face, size)


def _style(document: Document, name: str, face: str, size: float) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101  # of the package's own template
    style.font.name, style.font.size, style.font.bold = _LATIN, Pt(size), False
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _LATIN)
    fonts.set(qn("w:eastAsia"), face)
    if name != "Normal":
        format_ = style.paragraph_format
        format_.alignment = WD_ALIGN_PARAGRAPH.CENTER
        format_.space_before = format_.space_after = Pt(0)
        format_.keep_with_next = True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)


def _footers(document: Document, foot: str) -> None:
    """— 1 — at the outside edge, the foot line at the inside."""
    section = document.sections[0]
    for footer, outside in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        _small(line, foot, 9)
        number = footer.add_paragraph()
        number.alignment = WD_ALIGN_PARAGRAPH.RIGHT if outside == "right" else WD_ALIGN_PARAGRAPH.LEFT
        line.alignment = number.alignment
        _small(number, "— ", 14)
        number._p.append(parse_xml(_PAGE))  # noqa: SLF001  # python-docx knows no fields
        _small(number, " —", 14)


def _small(paragraph: Paragraph, text: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _face(run, "宋体")


def _face(run: WordRun, face: str) -> None:
    run.font.name = _LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001  # as above


def _block(document: Document, block: Block) -> None:
    if block.kind == "table":
        _table(document, block)
        return
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind))
    if block.kind == "annex":
        paragraph.paragraph_format.page_break_before = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    elif block.kind in {"note", "lead"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind in {"article", "words"}:
        _indent(paragraph)
    _runs(paragraph, block.runs, _KAI if block.kind in {"note", "lead"} else _HEI if block.kind == "label" else "")


def _indent(paragraph: Paragraph) -> None:
    """Two characters, as Word counts them."""
    indent = OxmlElement("w:ind")
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(_SIZE * 20 * 2))
    paragraph._p.get_or_add_pPr().append(indent)  # noqa: SLF001  # python-docx counts in points only
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _runs(paragraph: Paragraph, runs: Sequence[Run], face: str, size: float | None = None) -> None:
    for piece in runs:
        for index, line in enumerate(piece.text.split("\n")):
            run = paragraph.add_run(line)
            if index:
                run._element.insert(0, OxmlElement("w:br"))  # noqa: SLF001  # the break stands before the words
            if size:
                run.font.size = Pt(size)
            if piece.style == "bold" or (face and piece.style == ""):
                _face(run, face or _HEI)
            run.font.underline = True if piece.style == "ins" else None
            run.font.strike = True if piece.style == "del" else None


def _table(document: Document, block: Block) -> None:
    columns = len(block.rows[0])
    table: Table = document.add_table(0, columns, style="Table Grid")
    table.autofit = False
    section = document.sections[0]
    whole = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = block.widths if len(block.widths) == columns else (1,) * columns
    for index, cells in enumerate(block.rows):
        row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx knows no repeated rows
        if index < block.head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, runs, width in zip(row.cells, cells, widths, strict=True):
            cell.width = whole * width // sum(widths)
            _runs(cell.paragraphs[0], runs, _HEI if index < block.head else "", 12)
