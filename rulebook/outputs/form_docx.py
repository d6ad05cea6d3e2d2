"""A blank form as .docx that Word and WPS open: A4, the same parts as on the page, the same bytes at every build."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from html import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from rulebook.export.office import saved
from rulebook.model.form import Blank, Form, Grid, Part
from rulebook.pages.draw.form_html import OPINION_LINES

_COLUMNS, _LABEL = 12, 2
_LINE = Cm(0.75)
_SPANS = {"full": 12, "half": 6, "third": 4}
_SIGNED = "签名：　　　　　　　　年　　月　　日"


@functools.lru_cache(maxsize=2048)  # a preview builds again after every saved edit; forms rarely change
def form_docx(form: Form, foot: str) -> bytes:
    """The file."""
    document = _blank()
    body = document.element.body
    for node in list(body):
        if node is not body.sectPr:
            body.remove(node)
    _page(document, landscape=form.orientation == "landscape")
    _words(document.add_paragraph(), form.name, size=16, bold=True, centred=True)
    if form.head:
        _words(document.add_paragraph(), "　　".join(f"{name}：＿＿＿＿＿＿" for name in form.head))
    for part in form.parts:
        _part(document, part)
    if form.notes:
        _words(document.add_paragraph(), "填表说明", bold=True)
        for number, note in enumerate(form.notes, start=1):
            _words(document.add_paragraph(), f"{number}．{note}", size=9)
    _words(document.add_paragraph(), foot, size=8)
    return saved(document, form.name)


@functools.lru_cache(maxsize=1)
def _blank() -> Document:
    """A document to be filled again for each form: the library takes long to open its template."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.space_before = Pt(2)
    return document


def _page(document: Document, *, landscape: bool) -> None:
    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)


def _words(paragraph: Paragraph, text: str, *, size: float = 10.5, bold: bool = False, centred: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _part(document: Document, part: Part) -> None:
    if part.title:
        _words(document.add_paragraph(), part.title, bold=True)
    if part.fields:
        _fields(document, part.fields)
    if part.table:
        _grid(document, part.table)
    for line in part.text.split("\n"):
        if line.strip():
            _words(document.add_paragraph(), f"　　{line.strip()}")
    for _ in range(part.lines):
        _words(document.add_paragraph(), "＿" * 40)
    for name in part.sign:
        _words(document.add_paragraph(), f"{name}：＿＿＿＿＿＿＿＿　　　　年　　月　　日")
    if part.opinion:
        _fields(document, [Blank(name=name, width="full", lines=OPINION_LINES) for name in part.opinion], signed=True)


def _fields(document: Document, blanks: Sequence[Blank], *, signed: bool = False) -> None:
    whole = _width(document)
    column = whole // _COLUMNS
    rows = []
    for row in _rows(blanks):
        cells = []
        for blank in row:
            span = _SPANS[blank.width] if blank is not row[-1] else _COLUMNS - sum(_SPANS[b.width] for b in row[:-1])
            inside = "　".join(f"□{choice}" for choice in blank.choices)
            cells += [(_LABEL, blank.name), (span - _LABEL, _SIGNED if signed else inside)]
        rows.append((max(blank.lines for blank in row), cells))
    _table(document, [column] * _COLUMNS, rows)


def _rows(blanks: Sequence[Blank]) -> Iterator[list[Blank]]:
    row: list[Blank] = []
    for blank in blanks:
        if row and sum(_SPANS[b.width] for b in row) + _SPANS[blank.width] > _COLUMNS:
            yield row
            row = []
        row.append(blank)
    if row:
        yield row


def _grid(document: Document, grid: Grid) -> None:
    whole = _width(document)
    head = [(1, name) for name in grid.columns]
    empty = [(1, "") for _ in grid.columns]
    _table(
        document, [whole * width // 100 for width in grid.widths], [(1, head), *((1, empty) for _ in range(grid.rows))], head=1
    )


def _width(document: Document) -> int:
    """Width between the margins in twentieths of a point."""
    section = document.sections[0]
    return int(Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)).twips)


def _table(
    document: Document, columns: Sequence[int], rows: Sequence[tuple[int, Sequence[tuple[int, str]]]], head: int = 0
) -> None:
    """Append a bordered table. rows: height in lines, and cells as (columns spanned, words); written as XML, merging is slow."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = []
    for number, (lines, cells) in enumerate(rows):
        at, row = 0, ""
        for span, words in cells:
            width = sum(columns[at : at + span])
            at += span
            row += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/><w:vAlign w:val="center"/></w:tcPr>'
                f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:tc>"
            )
        again = "<w:tblHeader/>" if number < head else ""
        height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{lines * _LINE.twips}" w:hRule="atLeast"/>{again}</w:trPr>'
        body.append(f"<w:tr>{height}{row}</w:tr>")
    look = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    xml = f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
