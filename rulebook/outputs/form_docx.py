"""A blank form as .docx that Word and WPS open: A4, the same parts as on the page, the same bytes at every build."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Length, Pt

from rulebook.export.office import archive, parts_of
from rulebook.export.word_xml import UNSEEN
from rulebook.model.form import BOX_COLUMNS, LABEL_COLUMNS, Blank, Form, Grid, Part, box_rows, is_day, key
from rulebook.pages.draw.form_html import OPINION_LINES

_LINE = Cm(0.75)
_TITLE, _BODY = b"rulebook-title", b"<w:p><w:r><w:t>rulebook-body</w:t></w:r></w:p>"  # stand where a form's own are put in
_DATE = (
    '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
_TICK = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="25A1" w14:font="宋体"/></w14:checkbox>'
)
_NOT = ' w:val="0"'
_IN_QUOTES = {ord('"'): "&quot;", ord("\n"): " ", ord("\t"): " "}
_LONGEST = 64  # characters of a control's name that Word takes
_SIGNED = "签名：　　　　　　　　年　　月　　日"


@functools.lru_cache(maxsize=2048)  # a preview builds again after every saved edit; forms rarely change
def form_docx(form: Form, foot: str) -> bytes:
    """The file."""
    shell = _shell(landscape=form.orientation == "landscape")
    body = [_words(form.name, size=16, bold=True, centred=True)]
    if form.head:
        pieces = (
            _run(f"{'　　' if n > 1 else ''}{name}：") + _control(key(0, n), name, "＿" * 6, dated=is_day(name))
            for n, name in enumerate(form.head, start=1)
        )
        body.append(_p("".join(pieces)))
    for number, part in enumerate(form.parts, start=1):
        body += _part(part, number, shell.width)
    if form.notes:
        body.append(_words("填表说明", bold=True))
        body += (_words(f"{number}．{note}", size=9) for number, note in enumerate(form.notes, start=1))
    body.append(_words(foot, size=8))
    return shell.filled(form.name, "".join(body))


@dataclass(frozen=True, slots=True)
class _Shell:
    """A file as the library writes it, to be filled by itself: the library takes long over each form.

    width: between the margins, in twentieths of a point.
    """

    width: int
    parts: tuple[tuple[str, bytes], ...]

    def filled(self, title: str, body: str) -> bytes:
        """The file with this title and body. body: as XML."""
        own = {"word/document.xml": (_BODY, body.encode()), "docProps/core.xml": (_TITLE, _escaped(title).encode())}
        return archive((name, blob.replace(*own[name]) if name in own else blob) for name, blob in self.parts)


@functools.lru_cache(maxsize=2)
def _shell(*, landscape: bool) -> _Shell:
    document = _blank()
    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)
    inner = Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))
    return _Shell(int(inner.twips), tuple(parts_of(document, _TITLE.decode())))


@functools.lru_cache(maxsize=1)
def _blank() -> Document:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.space_before = Pt(2)
    body = document.element.body
    for node in list(body):
        if node is not body.sectPr:
            body.remove(node)
    body.sectPr.addprevious(parse_xml(_BODY.decode().replace("<w:p>", f"<w:p {nsdecls('w')}>")))
    return document


def _words(text: str, *, size: float = 10.5, bold: bool = False, centred: bool = False) -> str:
    """A paragraph."""
    aligned = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    look = f'<w:rPr><w:b{"" if bold else _NOT}/><w:sz w:val="{round(2 * size)}"/></w:rPr>'
    lines = "<w:br/>".join("<w:tab/>".join(map(_text, line.split("\t"))) for line in text.split("\n"))
    return f"<w:p>{aligned}<w:r>{look}{lines}</w:r></w:p>"


def _text(words: str) -> str:
    kept = ' xml:space="preserve"' if words.strip() != words else ""
    return f"<w:t{kept}>{_escaped(words)}</w:t>" if words else ""


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>' if text else '<w:r><w:t xml:space="preserve"/></w:r>'


def _p(inside: str, *, right: bool = False) -> str:
    aligned = '<w:pPr><w:jc w:val="right"/></w:pPr>' if right else ""
    return f"<w:p>{aligned}{inside}</w:p>"


def _escaped(text: str) -> str:
    """Words as they stand in XML."""
    return escape(UNSEEN.sub("", text))


def _control(tag: str, label: str, shown: str = "　　", *, dated: bool = False) -> str:
    """A content control that Word and WPS fill: what is shown goes when something is entered. tag: the key of the box.

    Not the kind for plain text (w:text): LibreOffice saves that one once for each stretch of Chinese or of digits in it, so
    that 2026年12月2日 comes back seven times.
    """
    kind = _DATE if dated else ""
    return f"<w:sdt><w:sdtPr>{_named(tag, label)}<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>{_run(shown)}</w:sdtContent></w:sdt>"


def _named(tag: str, label: str) -> str:
    number = zlib.crc32(tag.encode()) & 0x7FFFFFFF
    name = _escaped(label[:_LONGEST]).translate(_IN_QUOTES)
    return f'<w:alias w:val="{name}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'


def _inside(blank: Blank, tag: str) -> str:
    """Boxes to tick, then room to write."""
    ticks = "".join(
        f"<w:sdt><w:sdtPr>{_named(f'{tag}.c{n}', choice)}{_TICK}</w:sdtPr><w:sdtContent>{_run('□')}</w:sdtContent></w:sdt>"
        + _run(f"{choice}　")
        for n, choice in enumerate(blank.choices, start=1)
    )
    return ticks + _control(tag, blank.name, dated=blank.dated)


def _part(part: Part, at: int, whole: int) -> Iterator[str]:
    """Paragraphs and tables of a part. whole: width of the page, as that of a table."""
    if part.title:
        yield _words(part.title, bold=True)
    if part.fields:
        yield _fields(part.fields, at, whole)
    if part.table:
        yield _grid(part.table, at, whole)
    for line in part.text.split("\n"):
        if line.strip():
            yield _words(f"　　{line.strip()}")
    for number in range(part.lines):
        yield _p(_control(key(at, number or None), part.title or "正文", "＿" * 40))
    for name in part.sign:
        yield _words(f"{name}：＿＿＿＿＿＿＿＿　　　　年　　月　　日")
    if part.opinion:
        yield _fields([Blank(name=name, width="full", lines=OPINION_LINES) for name in part.opinion], at, whole, signed=True)


def _fields(blanks: Sequence[Blank], at: int, whole: int, *, signed: bool = False) -> str:
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
    return _table([column] * BOX_COLUMNS, rows)


def _grid(grid: Grid, at: int, whole: int) -> str:
    head = [(1, _p(_run(name))) for name in grid.columns]
    rows = [
        (1, [(1, _p(_control(f"{key(at, row)}.{n}", name))) for n, name in enumerate(grid.columns, start=1)])
        for row in range(1, grid.rows + 1)
    ]
    return _table([whole * width // 100 for width in grid.widths], [(1, head), *rows], head=1)


def _table(columns: Sequence[int], rows: Sequence[tuple[int, Sequence[tuple[int, str]]]], head: int = 0) -> str:
    """A bordered table. rows: height in lines, and cells as (columns spanned, paragraphs as XML)."""
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
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"
