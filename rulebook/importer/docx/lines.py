"""Blocks to lines: manual breaks resolved, numbers before their words, each line with what it opens."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rulebook.importer.docx.blocks import Block, Cell, Mark, Note, Paragraph, Table, apart
from rulebook.markup.lexer import BLANKS, UNITS, is_blank, read_line
from rulebook.markup.numerals import ORDINAL, to_int
from rulebook.model.paper_styles import HEADING, ISSUE
from rulebook.model.provision import DIVISIONS, Kind

_NUM = rf"(?:[{ORDINAL}]+|[0-9０-９]+)"
_DIVISION = re.compile(
    rf"(?P<label>第[{BLANKS}]*(?P<n>{_NUM})[{BLANKS}]*(?P<unit>分编|编|章|节))(?P<gap>[{BLANKS}]*)(?P<name>[^。；，：;:！？]{{0,40}})$"
)
_ENDS = re.compile(r"[。；：！？;:!?”」』）)》…]$")
_GOES_ON = re.compile(r"[、和与及]$")
_OPENS = re.compile(
    rf"第[{BLANKS}]*{_NUM}[{BLANKS}]*[条章节编]|[（(][{ORDINAL}]{{1,4}}[）)]|[{ORDINAL}]{{1,4}}、|\d{{1,2}}[.．、](?!\d)|附件"
)
_NUMBERED = re.compile(rf"第[{BLANKS}]*{_NUM}[{BLANKS}]*[条條](?:之{_NUM})?")
_LABEL = re.compile(rf"(?:{_NUMBERED.pattern}|第[{BLANKS}]*{_NUM}[{BLANKS}]*[章节])[{BLANKS}]*")
_CJK = r"[\u3007\u3400-\u9fff（）《》“”〔〕、—·]"
_INNER_BLANKS = re.compile(rf"(?<={_CJK})[{BLANKS}]+(?={_CJK})")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text to be written.

    opens: kind of provision; number: its number. label, text: printed number and words. source: the paragraph it comes from;
    table: set for a table, whose source is empty. after_blank: an empty paragraph or a page break stands before it.
    """

    opens: Kind
    label: str
    text: str
    source: Paragraph
    number: tuple[int, ...] = ()
    heading: str | None = None
    table: Table | None = None
    after_blank: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> str:
        """Label and words without blanks inside."""
        return unspaced(self.label + (f"【{self.heading}】" if self.heading else "") + self.text)

    @property
    def plain(self) -> bool:
        """Text that opens nothing and is no table."""
        return self.opens is Kind.TEXT and self.table is None


def unspaced(text: str) -> str:
    """Without any blank."""
    return re.sub(rf"[{BLANKS}\s]+", "", text)


def closed_up(text: str) -> str:
    """``总　则`` as 总则: blanks between Chinese characters of a heading are only there to spread it."""
    return _INNER_BLANKS.sub("", text.strip(BLANKS))


def to_lines(blocks: Iterable[Block]) -> list[Line]:
    """All lines, empty paragraphs left out; what is to be told of these stays with a line without words."""
    out: list[Line] = []
    blank = False
    for block in _unwrapped(blocks):
        if isinstance(block, Table):
            source = Paragraph(block.number, contents=block.contents, starts_page=block.starts_page)
            out.append(Line(Kind.TEXT, "", "", source, table=block, after_blank=blank, notes=block.notes))
            blank = False
            continue
        if not block.words:
            if block.notes or block.starts_page:
                out.append(Line(Kind.TEXT, "", "", block, notes=block.notes, after_blank=blank))
            blank = True
            continue
        for line in _paragraph(block):
            out.append(dataclasses.replace(line, after_blank=blank or block.starts_page))
            blank = False
    return _named(out)


def _unwrapped(blocks: Iterable[Block]) -> Iterator[Block]:
    """Tables that only lay out a rule (one column, or 条号 beside its words) as the paragraphs in them."""
    for block in blocks:
        lines = [line for row in block.rows for cell in row for line in cell.lines] if isinstance(block, Table) else []
        numbered = next((line for line in lines if _NUMBERED.match(line.strip(BLANKS))), "")
        if not isinstance(block, Table) or not numbered:
            yield _without_page_number(block) if isinstance(block, Paragraph) else block
            continue
        inside = _laid_out(block)
        if inside:
            note = Note(Mark.LAID_OUT, numbered.strip(BLANKS)[:20])
            yield dataclasses.replace(inside[0], notes=(note, *block.notes), starts_page=block.starts_page)
            yield from inside[1:]
        else:
            yield dataclasses.replace(block, notes=(*block.notes, Note(Mark.IN_TABLE, numbered.strip(BLANKS)[:20])))


def _without_page_number(block: Paragraph) -> Paragraph:
    """- 1 - in a paragraph of its own, or 1 in a frame, stands between the words of a text and is none of them."""
    numbered = any(sign.isdigit() for sign in block.words)
    if not numbered or not (is_blank(block.words) or (block.framed and block.words.isdecimal())):
        return block
    return dataclasses.replace(block, label="", text="", notes=(*block.notes, Note(Mark.PAGE, block.words)))


def _laid_out(table: Table) -> list[Paragraph]:
    """The paragraphs of such a table, none where it is a table in earnest."""
    out: list[Paragraph] = []
    for row in table.rows:
        cells = [cell for cell in row if any(line.strip(BLANKS) for line in cell.lines)]
        if len(cells) > 2 or (len(cells) == 2 and not _is_label(cells[0])):
            return []
        lines = [line.strip(BLANKS) for cell in cells for line in cell.lines]
        if len(cells) == 2:
            lines[:2] = ["　".join(lines[:2])]
        out.extend(Paragraph(table.number, text=line) for line in lines)
    return out


def _is_label(cell: Cell) -> bool:
    return len(cell.lines) == 1 and _LABEL.fullmatch(cell.lines[0].strip(BLANKS)) is not None


def _paragraph(block: Paragraph) -> Iterator[Line]:
    pieces = [piece.strip(BLANKS) for piece in block.text.split("\n")]
    raw = block.text.split("\n")
    texts: list[str] = [pieces[0]]
    for piece, before in zip(pieces[1:], raw[1:], strict=True):
        if not piece:
            continue
        if not texts[-1]:
            texts[-1] = piece
        elif not block.centred and (_OPENS.match(piece) or _ENDS.search(texts[-1]) or before.startswith(("　　", "    "))):
            texts.append(piece)
        else:
            texts[-1] += ("　" if block.style == ISSUE else "") + piece
    notes = list(block.notes)
    if sum(bool(piece) for piece in pieces) > 1:
        notes.append(Note(Mark.LINE_BREAK, (block.label + texts[0])[:24], str(len(texts))))
    for index, text in enumerate(texts):
        own = dataclasses.replace(
            block, label="" if index else block.label, text=text, starts_page=block.starts_page and not index
        )
        yield _line(own, tuple(notes) if not index else ())


def _line(block: Paragraph, notes: tuple[Note, ...]) -> Line:
    label, text = block.label.strip(BLANKS), block.text.strip(BLANKS)
    if block.style == HEADING:
        return Line(Kind.HEADING, "", label + text, block, notes=notes)
    label += apart(label, text)
    if (typed := _typed_again(label, text)) is not None:
        notes = (*notes, Note(Mark.TWICE, label + text[:12]))
        text = typed
    whole = label + ("　" if label.endswith(("条", "章", "节", "编")) or _zhi(label) else "") + text
    read = read_line(whole.replace("\t", "　"), "")
    if division := _division(block, whole, alone=read.opens in DIVISIONS):
        number = to_int(division["n"])
        name = closed_up(division["name"])
        return Line(UNITS[division["unit"]], unspaced(division["label"]), name, block, (number or 0,), notes=notes)
    if read.opens in DIVISIONS or read.opens is Kind.HEADING or block.contents:
        return Line(Kind.TEXT, label, text, block, notes=notes)
    if read.opens is Kind.ARTICLE:
        heading = read.heading if read.bracketed else None
        return Line(Kind.ARTICLE, unspaced(read.label), read.rest.strip(BLANKS), block, read.number, heading, notes=notes)
    if read.opens is Kind.TEXT or read.opens is Kind.ANNEX:
        return Line(read.opens, "", (label + text).strip(BLANKS), block, notes=notes)
    words = read.rest.strip(BLANKS)
    label = unspaced(read.label)
    return Line(read.opens, label + apart(label, words), words, block, read.number, notes=notes)


def _typed_again(label: str, text: str) -> str | None:
    """The words after a number that is typed where Word counts the same one; None where it is not."""
    if not label or not label.startswith(("第", "（", "(")):
        return None
    automatic, typed = read_line(label + "　某", ""), read_line(text.replace("\t", "　"), "")
    same = automatic.opens is typed.opens is not Kind.TEXT and automatic.number == typed.number
    return text[len(typed.prefix + typed.label) :].lstrip(BLANKS) if same else None


def _zhi(label: str) -> bool:
    return bool(re.fullmatch(rf"第{_NUM}条之{_NUM}", label))


def _division(block: Paragraph, whole: str, *, alone: bool) -> re.Match[str] | None:
    """A 编, 章 or 节: alone on its line, and set off by a blank, its place or its style.

    alone: the words by themselves are read as such a heading.
    """
    found = _DIVISION.fullmatch(whole)
    if not found or block.contents or to_int(found["n"]) is None:
        return None
    set_off = found["gap"] or not found["name"] or block.centred or block.outline or block.bold or alone
    goes_on = not found["gap"] and found["name"].startswith(("规定", "的", "所", "和", "至"))  # 第二章规定的事项
    return found if set_off and not goes_on else None


def _named(lines: list[Line]) -> list[Line]:
    """A division whose name stands, or goes on, in the next paragraph gets it."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        if (
            last
            and last.opens in DIVISIONS
            and (not last.text or _GOES_ON.search(last.text))
            and line.plain
            and 0 < len(line.text) <= 30
            and not _ENDS.search(line.text)
            and (line.source.centred or line.source.outline or line.source.bold)
        ):
            out[-1] = dataclasses.replace(last, text=last.text + closed_up(line.text), notes=last.notes + line.notes)
        else:
            out.append(line)
    return out
