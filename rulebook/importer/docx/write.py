"""An act out of a Word file as a draft in the source form: header from what cover and text say, body line by line."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rulebook.importer.docx.acts import DOC_NO, PART, DocxAct
from rulebook.importer.docx.blocks import Mark, Note, Table
from rulebook.importer.docx.lines import Line, closed_up, unspaced
from rulebook.importer.docx.tables import safe_words, table_text
from rulebook.markup.forms import UNNUMBERED
from rulebook.markup.issue_note import read_issue_note
from rulebook.markup.lexer import BLANKS
from rulebook.markup.numerals import to_int
from rulebook.model.dates import YEARS
from rulebook.model.paper_styles import HEADING
from rulebook.model.provision import DIVISIONS, Kind

_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_CHINESE_DATE = re.compile(
    r"([二一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_BEGINS = re.compile(r"自(.{5,14}日)起(?:正式)?(?:施行|实施|执行|试行|生效)")
_FROM_ISSUE = re.compile(r"自(?:印发|发布|公布|下发|颁布)之日起(?:正式)?(?:施行|实施|执行|试行|生效)")
_NO_OFFICE = re.compile(r"[。；，：年《]|^(?:局长|主任|书记|部长|院长|市长|区长|县长|签发人)")  # a person's name is never taken
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,14}令(?:[〔\[]\d{4}[〕\]])?第\d{1,4}号")
_BEFORE_NUMBER = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|(?:通过|公布|发布|修订|修正)(?![〔\[［(（【])")  # is no part of a 文号
_NO_HEADING = re.compile(r"[。；：，！？;:,!?]")
_LONGEST = 30  # characters of a heading without a number
_PREFIXES = {Kind.PART: 2, Kind.SUBPART: 3}


@dataclass(frozen=True, slots=True)
class Facts:
    """What cover and text say of an act. An unknown date is None."""

    doc_no: str = ""
    issuer: str = ""
    adopted: dt.date | None = None
    issued: dt.date | None = None
    effective: dt.date | None = None
    expires: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The body, and the notes with the provision they belong to: (label of the 条 or 章, "" before the first; note; number)."""

    text: str
    notes: tuple[tuple[str, Note, int], ...]
    headings: int


def facts(act: DocxAct) -> Facts:
    """Number, dates and issuer as cover, 题注 and the last articles state them."""
    covers = act.notice or act.cover
    cover = [line.words for line in covers if line.words]
    cover_whole = [*cover, *(words for line in covers if line.table for words in _cells(line.table))]
    first = next((i for i, line in enumerate(act.lines) if line.opens is not Kind.TEXT), len(act.lines))
    if act.issue:
        own = read_issue_note(act.issue.text)
        return Facts(own.doc_no, _issuer(act), own.adopted, own.issued, own.effective, own.expires)
    head = [line.words for line in act.lines[:first] if not line.table and len(line.words) < 120]
    tail = [unspaced(line.table.words) if line.table else line.words for line in act.tail]
    boxes = [
        unspaced(words)
        for line in (*covers, *act.title_lines, *act.lines[: first + 1])
        for n in line.notes
        if n.kind is Mark.TEXT_BOX
        for words in n.text.split("\n")
    ]
    alone = [
        m.group() for words in (*cover_whole, *boxes, *head) if (m := DOC_NO.match(words)) and len(words) <= len(m.group()) + 12
    ]
    inside = [
        m.group() for words in head if words.startswith(("（", "(")) and (m := DOC_NO.search(_BEFORE_NUMBER.sub("，", words)))
    ]
    orders = [m.group() for words in ("".join(cover[:3]), *head) if (m := _ORDER.search(_BEFORE_NUMBER.sub("，", words)))]
    number = next(iter([*alone, *inside, *orders]), "")
    around = [*cover_whole, *head, *tail]
    adopted = _dated(around, r"(?:审议|讨论|研究)?通过")
    signed = [day for words in (*cover, *tail) if (day := _date(words)) and _whole_date(words)]
    issued = _dated([*head, *cover_whole, *tail], r"印发") or (signed[0] if signed else None)
    effective = None
    for line in reversed(act.lines):
        if line.table or line.opens is Kind.ANNEX:
            continue
        if found := _BEGINS.search(line.words):
            effective = _date(found[1])
            break
        if _FROM_ISSUE.search(line.words):
            effective = issued
            break
    if adopted and ((issued and issued < adopted) or (effective and effective < adopted)):
        adopted = None
    return Facts(number, _issuer(act), adopted, issued, effective)


def _cells(table: Table) -> Iterator[str]:
    """The words of a table line by line, without blanks: a 红头 laid out in cells, or the whole of each row."""
    for row in table.rows:
        lines = [unspaced(line) for cell in row for line in cell.lines]
        yield from lines
        if len(lines) > 1:
            yield "".join(lines)


def _issuer(act: DocxAct) -> str:
    """The name above the date of the notice."""
    for lines in (act.notice or act.cover, act.tail):
        for name, date in itertools.pairwise(lines):
            if _whole_date(date.words) and 1 < len(name.words) <= 25 and not _NO_OFFICE.search(name.words):
                return name.words
    return ""


def _dated(texts: Sequence[str], event: str) -> dt.date | None:
    """The date that stands before the event in the same clause of one of the texts."""
    for text in texts:
        for found in re.finditer(rf"日([^，。；日]{{0,30}}){event}", text):
            days = _dates(text[: found.start() + 1])
            if days:
                return days[-1]
    return None


def _whole_date(words: str) -> bool:
    return bool(_DATE.fullmatch(words) or _CHINESE_DATE.fullmatch(words))


def _date(text: str) -> dt.date | None:
    return next(iter(_dates(text)), None)


def _dates(text: str) -> list[dt.date]:
    found = []
    for match in [*_DATE.finditer(text), *_CHINESE_DATE.finditer(text)]:
        parts = [to_int(part) for part in match.groups()]
        try:
            day = dt.date(*(part or 0 for part in parts))
        except ValueError:
            continue
        if day.year in YEARS:
            found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def body(act: DocxAct, title: str) -> Written:
    """The words of an act, paragraphs apart by an empty line."""
    lines = _subheadings(_headed(act.lines))
    parts = any(line.opens is Kind.PART for line in lines) or _under_headings(lines)
    out = [f"# {title}"]
    notes: list[tuple[str, Note, int]] = [("", note, line.source.number) for line in act.title_lines for note in line.notes]
    place = ""
    for line in lines:
        if line.opens in {Kind.ARTICLE, Kind.CLAUSE, Kind.ANNEX} or line.opens in DIVISIONS:
            place = line.label or line.text[:12]
        notes.extend((place, note, line.source.number) for note in line.notes)
        text = table_text(line.table) if line.table else _line_text(line, parts=parts)
        if text.strip(BLANKS + "\n"):
            out.append(text)
    headings = sum(1 for line, old in zip(lines, act.lines, strict=False) if line.heading and not old.heading)
    return Written("\n\n".join(out) + "\n", tuple(notes), headings)


def _subheadings(lines: Sequence[Line]) -> list[Line]:
    """Headings without a number of 章 or 节 that stand right before a 条 or 章: they are no 款 of the 条 above."""
    out = list(lines)
    annex = next((at for at, line in enumerate(lines) if line.opens is Kind.ANNEX), len(lines))
    begun = False
    for at, line in enumerate(lines[:annex]):
        begun = begun or line.opens is Kind.ARTICLE
        after = next((other for other in lines[at + 1 :] if other.words or other.table), None)
        parted = bool(PART.match(line.words))
        if after is None or not (
            after.opens is Kind.ARTICLE or after.opens in DIVISIONS or (parted and after.opens is Kind.CLAUSE)
        ):
            continue
        named = parted or line.words in UNNUMBERED
        set_off = line.source.outline or line.source.centred
        if not (line.plain and set_off and (begun or named or line.source.outline)) or not 1 <= len(line.words) <= _LONGEST:
            continue
        if not _NO_HEADING.search(line.words) and not line.words.startswith(("（", "(")):
            out[at] = dataclasses.replace(line, opens=Kind.HEADING, text=PART.sub(r"\g<0>　", closed_up(line.text)))
    return out


def _under_headings(lines: Sequence[Line]) -> bool:
    """Whether the 章 stand below headings without numbers, by the outline of one of our own files."""
    chapter = next((line.source.outline for line in lines if line.opens is Kind.CHAPTER), 0)
    own = [line for line in lines if line.opens is Kind.HEADING]
    return any(line.source.outline < chapter if line.source.style == HEADING else bool(PART.match(line.words)) for line in own)


def _line_text(line: Line, *, parts: bool) -> str:
    words = safe_words(line.text)
    if line.opens is Kind.HEADING:
        level = line.source.outline + 1 if line.source.style == HEADING else 2
        return f"{'#' * max(2, level)} {words}"
    if line.opens in DIVISIONS:
        level = _PREFIXES.get(line.opens) or (3 if parts else 2) + (line.opens is Kind.SECTION)
        return f"{'#' * level} {line.label}　{words}".rstrip("　")
    if line.opens is Kind.ARTICLE:
        heading = f"【{safe_words(line.heading)}】" if line.heading else ""
        return f"{line.label}　{heading}{words}".rstrip("　")
    return line.label + words


def _headed(lines: Sequence[Line]) -> list[Line]:
    """A 条标 that stands alone after its number becomes the heading, and the next paragraph the text of the 条.

    Alone: without a sentence, and set as a heading or bold, or most articles of the act are written so.
    """
    lonely = [at for at, line in enumerate(lines) if _is_lonely(lines, at)]
    articles = sum(line.opens is Kind.ARTICLE for line in lines)
    usual = len(lonely) >= 3 and len(lonely) * 10 >= articles * 8
    out: list[Line] = []
    waiting: Line | None = None
    for at, line in enumerate(lines):
        if at in lonely and (usual or line.source.outline or line.source.bold):
            if waiting:
                out.append(waiting)
            waiting = dataclasses.replace(line, heading=line.text.strip("【】[]（）()"), text="")
            continue
        if at and out and not waiting and line.plain and line.words and _is_bare(lines[at - 1]):
            out[-1] = dataclasses.replace(out[-1], text=line.text, notes=out[-1].notes + line.notes)
            continue
        if waiting and line.plain and line.words:
            out.append(dataclasses.replace(waiting, text=line.text, notes=waiting.notes + line.notes))
        elif waiting:
            out.extend((waiting, line))
        else:
            out.append(line)
        waiting = None
    return [*out, waiting] if waiting else out


def _is_bare(line: Line) -> bool:
    """The number of a 条 alone on its line."""
    return line.opens is Kind.ARTICLE and not line.text and not line.heading


def _is_lonely(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.opens is not Kind.ARTICLE or line.heading or not 1 <= len(line.text) <= 25 or _NO_HEADING.search(line.text):
        return False
    after = next((other for other in lines[at + 1 :] if other.words or other.table), None)
    return after is not None and (after.plain or after.opens in {Kind.SUBPARAGRAPH, Kind.POINT})


def cover_lines(act: DocxAct) -> Iterator[tuple[Line, str]]:
    """What stands outside the text, line by line, as it is told: cover and tail."""
    for line in (*act.cover, *act.tail):
        words = line.table.words if line.table else line.label + line.text
        if words.strip(BLANKS):
            yield line, words.strip(BLANKS)
