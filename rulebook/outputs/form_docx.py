"""A blank form as .docx that Word and WPS open: A4, the same parts as on the page, the same bytes at every build."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence
from html import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Length, Pt

from rulebook.export.office import saved
from rulebook.model.form import BOX_COLUMNS, LABEL_COLUMNS, Blank, Form, Grid, Part, box_rows, is_day, key
from rulebook.pages.draw.form_html import OPINION_LINES

_LINE = Cm(0.75)
_NAMES = f'{nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_DATE = (
    '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
_TICK = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="25A1" w14:font="宋体"/></w14:checkbox>'
)
_NOT = ' w:val="0"'
_LONGEST = 64  # characters of a control's name that Word takes
_SIGNED = "签名：　　　　　　　　年　　月　　日"


@functools.lru_cache(maxsize=2048)  # a preview builds again after every saved edit; forms rarely change
def form_docx(form: Form, foot: str) -> bytes:
    """The file."""
    document, same = _blank()
    body = document.element.body
    for node in list(body):
        if node is not body.sectPr:
            body.remove(node)
    _page(document, landscape=form.orientation == "landscape")
    _words(document, form.name, size=16, bold=True, centred=True)
    if form.head:
        pieces = (
            _run(f"{'　　' if n > 1 else ''}{name}：") + _control(key(0, n), name, "＿" * 6, dated=is_day(name))
            for n, name in enumerate(form.head, start=1)
        )
        _paragraph(document, "".join(pieces))
    for number, part in enumerate(form.parts, start=1):
        _part(document, part, number)
    if form.notes:
        _words(document, "填表说明", bold=True)
        for number, note in enumerate(form.notes, start=1):
            _words(document, f"{number}．{note}", size=9)
    _words(document, foot, size=8)
    return saved(document, form.name, same=same)


@functools.lru_cache(maxsize=1)
def _blank() -> tuple[Document, dict[str, bytes]]:
    """A document to be filled again for each form, and its parts that stay the same: the library takes long over both."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.space_before = Pt(2)
    return document, {}


def _page(document: Document, *, landscape: bool) -> None:
    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)


def _words(document: Document, text: str, *, size: float = 10.5, bold: bool = False, centred: bool = False) -> None:
    """A paragraph, as the library would write it, which takes long over each."""
    aligned = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    look = f'<w:rPr><w:b{"" if bold else _NOT}/><w:sz w:val="{round(2 * size)}"/></w:rPr>'
    lines = "<w:br/>".join("<w:tab/>".join(map(_text, line.split("\t"))) for line in text.split("\n"))
    _paragraph(document, f"{aligned}<w:r>{look}{lines}</w:r>")


def _text(words: str) -> str:
    kept = ' xml:space="preserve"' if words.strip() != words else ""
    return f"<w:t{kept}>{escape(words)}</w:t>" if words else ""


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _p(inside: str, *, right: bool = False) -> str:
    aligned = '<w:pPr><w:jc w:val="right"/></w:pPr>' if right else ""
    return f"<w:p>{aligned}{inside}</w:p>"


def _paragraph(document: Document, inside: str) -> None:
    _append(document, f"<w:p {_NAMES}>{inside}</w:p>")


def _append(document: Document, xml: str) -> None:
    """After all that stands there, before the measures of the page."""
    document.element.body.sectPr.addprevious(parse_xml(xml))


def _control(tag: str, label: str, shown: str = "　　", *, dated: bool = False) -> str:
    """A content control that Word and WPS fill: what is shown goes when something is entered. tag: the key of the box."""
    kind = _DATE if dated else '<w:text w:multiLine="1"/>'
    return f"<w:sdt><w:sdtPr>{_named(tag, label)}<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>{_run(shown)}</w:sdtContent></w:sdt>"


def _named(tag: str, label: str) -> str:
    number = zlib.crc32(tag.encode()) & 0x7FFFFFFF
    return f'<w:alias w:val="{escape(label[:_LONGEST])}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'


def _inside(blank: Blank, tag: str) -> str:
    """Boxes to tick, then room to write."""
    ticks = "".join(
        f"<w:sdt><w:sdtPr>{_named(f'{tag}.c{n}', choice)}{_TICK}</w:sdtPr><w:sdtContent>{_run('□')}</w:sdtContent></w:sdt>"
        + _run(f"{choice}　")
        for n, choice in enumerate(blank.choices, start=1)
    )
    return ticks + _control(tag, blank.name, dated=blank.dated)


def _part(document: Document, part: Part, at: int) -> None:
    if part.title:
        _words(document, part.title, bold=True)
    if part.fields:
        _fields(document, part.fields, at)
    if part.table:
        _grid(document, part.table, at)
    for line in part.text.split("\n"):
        if line.strip():
            _words(document, f"　　{line.strip()}")
    for number in range(part.lines):
        _paragraph(document, _control(key(at, number or None), part.title or "正文", "＿" * 40))
    for name in part.sign:
        _words(document, f"{name}：＿＿＿＿＿＿＿＿　　　　年　　月　　日")
    if part.opinion:
        _fields(document, [Blank(name=name, width="full", lines=OPINION_LINES) for name in part.opinion], at, signed=True)


def _fields(document: Document, blanks: Sequence[Blank], at: int, *, signed: bool = False) -> None:
    whole = _width(document)
    column = whole // BOX_COLUMNS
    rows = []
    number = 0
    for row in box_rows(blanks):
        cells = []
        for blank in row:
            span = blank.columns if blank is not row[-1] else BOX_COLUMNS - sum(b.columns for b in row[:-1])
            number += 1
            inside = _p(_inside(blank, key(at, number))) + (_p(_run(_SIGNED), right=True) if signed else "")
            cells += [(LABEL_COLUMNS, _p(_run(blank.name))), (span - LABEL_COLUMNS, inside)]
        rows.append((max(blank.lines for blank in row), cells))
    _table(document, [column] * BOX_COLUMNS, rows)


def _grid(document: Document, grid: Grid, at: int) -> None:
    whole = _width(document)
    head = [(1, _p(_run(name))) for name in grid.columns]
    rows = [
        (1, [(1, _p(_control(f"{key(at, row)}.{n}", name))) for n, name in enumerate(grid.columns, start=1)])
        for row in range(1, grid.rows + 1)
    ]
    _table(document, [whole * width // 100 for width in grid.widths], [(1, head), *rows], head=1)


def _width(document: Document) -> int:
    """Width between the margins in twentieths of a point."""
    section = document.sections[0]
    return int(Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)).twips)


def _table(
    document: Document, columns: Sequence[int], rows: Sequence[tuple[int, Sequence[tuple[int, str]]]], head: int = 0
) -> None:
    """Append a bordered table. rows: height in lines, and cells as (columns spanned, paragraphs as XML); merging is slow."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = []
    for number, (lines, cells) in enumerate(rows):
        at, row = 0, ""
        for span, inside in cells:
            width = sum(columns[at : at + span])
            at += span
            row += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/><w:vAlign w:val="center"/></w:tcPr>'
                f"{inside}</w:tc>"
            )
        again = "<w:tblHeader/>" if number < head else ""
        height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{lines * _LINE.twips}" w:hRule="atLeast"/>{again}</w:trPr>'
        body.append(f"<w:tr>{height}{row}</w:tr>")
    look = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    xml = f"<w:tbl {_NAMES}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"
    _append(document, xml)
