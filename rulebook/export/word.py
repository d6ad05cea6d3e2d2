"""A paper as .docx for Word and WPS: real headings and tables, numbers as literal text, measures after GB/T 9704."""

from __future__ import annotations

import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt, Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from rulebook.export.office import saved
from rulebook.export.paper import Block, Paper, Run
from rulebook.export.word_xml import FANG, HEI, KAI, LATIN, SONG, mark_xml, runs_xml, table_xml
from rulebook.model.paper_styles import HEADING, ISSUE

_SIZE = 16  # 三号, points
_LINE = 579  # twips: 225 mm hold 22 lines, which 580 would not
_CLOSER = -5  # twips between characters: 156 mm hold 28 of 三号, in Word, WPS and LibreOffice alike
_TITLE_LINE = 700  # twips, exactly: the grid would set lines of 二号 two apart
_STYLES = {
    "title": "Title",
    "issue": ISSUE,
    "heading": HEADING,
    "part": "Heading 1",
    "chapter": "Heading 1",
    "annex": "Heading 1",
    "section": "Heading 2",
}
_LOOKS = {"Title": (SONG, 22), "Heading 1": (HEI, _SIZE), "Heading 2": (KAI, _SIZE)}
_OWN = ((ISSUE, "IssueNote", "Normal", KAI), (HEADING, "PlainHeading", "Heading 1", HEI))
_TOP = 2  # level of a heading that stands under no other
_ACROSS = 28  # letters of a line
_ROOM = 0.25  # letters between Chinese and Latin (w:autoSpaceDE, w:autoSpaceDN, on where nothing is said)
_MEETING = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_SMALL = "宋体"
_TWIP = 635  # English metric units
_CENTRED = frozenset({"note", "lead"})


_PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'


def word(paper: Paper) -> bytes:
    """The paper's .docx, the same bytes at every run."""
    document = docx.Document()
    _page(document, landscape=paper.landscape)
    _faces(document)
    _footers(document, paper.foot)
    if paper.mark:
        _marked(document, paper.mark)
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
    section.footer_distance = Mm(21)
    properties = section._sectPr  # noqa: SLF001  # python-docx knows no grid of lines and characters
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    for name, value in (("type", "lines"), ("linePitch", str(_LINE))):
        grid.set(qn(f"w:{name}"), value)
    properties.append(grid)
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    if not landscape:
        settings.element.insert(1, OxmlElement("w:mirrorMargins"))  # after w:zoom; the wider margin is at the bound edge


def _faces(document: Document) -> None:
    _style(document, "Normal", FANG, _SIZE)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101  # of the package's own template
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), str(_CLOSER))
    fonts = normal.element.get_or_add_rPr()
    fonts.insert(list(fonts).index(fonts.find(qn("w:sz"))), closer)
    normal.paragraph_format.line_spacing = 1.0  # the template asks for 1.15 lines of the grid
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    for name, (face, size) in _LOOKS.items():
        _style(document, name, face, size)
    title = document.styles["Title"]
    assert isinstance(title, ParagraphStyle)  # noqa: S101  # as above
    title.paragraph_format.line_spacing_rule, title.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Twips(_TITLE_LINE)
    for name, key, rests_on, face in _OWN:
        own = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles[rests_on]
        own.element.set(qn("w:styleId"), key)
        own.quick_style = True
        _style(document, name, face, _SIZE)


def _style(document: Document, name: str, face: str, size: float) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101  # of the package's own template
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), False
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), face)
    if name != "Normal":
        format_ = style.paragraph_format
        format_.alignment = WD_ALIGN_PARAGRAPH.CENTER
        format_.space_before = format_.space_after = Pt(0)
        format_.keep_with_next = True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)


def _footers(document: Document, foot: str) -> None:
    """— 1 — at the outside edge, the foot line at the inside, on one line if it is short enough: a taller foot takes lines of text."""
    section = document.sections[0]
    across = _width(document)
    number = f"{runs_xml((Run('— '),), _SMALL, 14)}{_PAGE}{runs_xml((Run(' —'),), _SMALL, 14)}"
    words = runs_xml((Run(foot),), _SMALL, 9)
    tab = "<w:r><w:tab/></w:r>"
    for footer, line in ((section.footer, f"{words}{tab}{number}"), (section.even_page_footer, f"{number}{tab}{words}")):
        footer.is_linked_to_previous = False
        old = footer.paragraphs[0]._p  # noqa: SLF001  # python-docx knows no fields
        stops = f'<w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="clear" w:pos="9360"/><w:tab w:val="right" w:pos="{across}"/></w:tabs>'
        looks = f'<w:pPr><w:pStyle w:val="Footer"/>{stops}<w:snapToGrid w:val="0"/></w:pPr>'
        old.getparent().replace(old, parse_xml(f"<w:p {nsdecls('w')}>{looks}{line}</w:p>"))


def _width(document: Document) -> int:
    """Between the margins, in twips."""
    section = document.sections[0]
    return ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) // _TWIP


def _marked(document: Document, words: str) -> None:
    """The mark across every page, in the headers of odd and even pages."""
    section = document.sections[0]
    for number, header in enumerate((section.header, section.even_page_header), start=1):
        header.is_linked_to_previous = False
        line = header.paragraphs[0]._p  # noqa: SLF001  # python-docx knows no shapes
        line.getparent().replace(line, parse_xml(mark_xml(words, number)))


def _block(document: Document, block: Block) -> None:
    if block.kind == "table":
        _table(document, block)
        return
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind))
    if block.kind == "annex":
        paragraph.paragraph_format.page_break_before = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    elif block.kind in _CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind == "heading" or block.level > _TOP:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(block.level - 2))
        paragraph._p.get_or_add_pPr().append(level)  # noqa: SLF001  # python-docx knows no outline levels
    elif block.kind in {"article", "words"}:
        _indent(paragraph)
    _fill(
        paragraph,
        _by_facts(block.runs) if block.kind == "issue" else block.runs,
        KAI if block.kind in _CENTRED else HEI if block.kind == "label" else "",
    )


def _by_facts(runs: Sequence[Run]) -> tuple[Run, ...]:
    """题注 in lines that end between two facts: left to themselves, programs part 10 and 号."""
    lines: list[str] = []
    for fact in "".join(run.text for run in runs).split("　"):
        longer = f"{lines[-1]}　{fact}" if lines else fact
        if lines and _letters(longer) <= _ACROSS:
            lines[-1] = longer
        else:
            lines.append(fact)
    return (Run("\n".join(lines)),)


def _letters(words: str) -> float:
    """Width in full-width letters, with the room that programs leave between Chinese and figures."""
    return sum(0.5 if letter.isascii() else 1 for letter in words) + _ROOM * len(_MEETING.findall(words))


def _indent(paragraph: Paragraph) -> None:
    """Two characters, as Word counts them."""
    indent = OxmlElement("w:ind")
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(_SIZE * 20 * 2))
    paragraph._p.get_or_add_pPr().append(indent)  # noqa: SLF001  # python-docx counts in points only
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _fill(paragraph: Paragraph, runs: Sequence[Run], face: str = "", size: float = 0) -> None:
    whole = parse_xml(f"<w:p {nsdecls('w')}>{runs_xml(runs, face, size)}</w:p>")
    paragraph._p.extend(list(whole))  # noqa: SLF001  # many runs at once; python-docx adds them one by one


def _table(document: Document, block: Block) -> None:
    document.element.body.insert_element_before(parse_xml(table_xml(block, _width(document))), "w:sectPr")
