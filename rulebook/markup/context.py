"""What the lines around a line tell about it: titles, contents, headings on two lines, 条标, wrapped lines.

Each step takes the lines in order and gives them back; what it read in a form of its own it notes, so that
one finding can say what was read as what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rulebook.markup.article_headings import article_headings, names_before
from rulebook.markup.contents import contents
from rulebook.markup.forms import bare_number, neighbours
from rulebook.markup.lexer import BLANKS, Line, as_text, is_name, outside, read_line
from rulebook.markup.paging import off_pages
from rulebook.markup.quotes import unclosed
from rulebook.markup.reading import ENDED, WRAPPABLE, Reading, is_numbered
from rulebook.markup.titles import second_title, titles
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, POINT, SUBPARAGRAPH, TEXT

_AMENDING = re.compile(r"修正案|关于修改|关于修订|修改的决定")
# A line that ends so goes on: 依照 ⏎ 第三条.
_OPEN_END = re.compile(
    r"(?:[，、（《“]|依照|按照|根据|违反|适用|参照|符合|依|按|见|和|与|及|或|或者|以及|至|到|本法|本办法|本规定|本条例|本章程|的|在|对|由|》|款|项|条|章|节)$"
)
_WRAPS = frozenset({TEXT, ARTICLE, CLAUSE, SUBPARAGRAPH, POINT})
_NARROWEST = 14  # characters of a line of print
_GOES_ON = re.compile(r"(?:规定|的|所|第|和|与|及|至|、|或)")
_GLUED_HEADING = re.compile(
    r"(?P<head>第[零〇一二三四五六七八九十百\d]{1,4}[章节][ \t\u3000]*[^第。；，：、\s]{1,20}[ \t\u3000]*)第[零〇一二三四五六七八九十百\d]{1,6}条[ \t\u3000]*(?![ \t\u3000]|规定|的|所|、|和|至|第|$)"
)


def in_context(lines: list[Line], *, even_quotes: bool = False) -> Reading:
    """The lines as the builder wants them. even_quotes: there are as many “ as ”."""
    reading = Reading(lines)
    if not lines:
        return reading
    blank = lines[-1].at - lines[0].at + 1 - len(lines)
    reading.dense = len(lines) >= 3 and blank * 5 < len(lines)
    reading.full = _full(lines)
    _glued_heading(reading)
    names_before(reading)
    titles(reading)
    off_pages(lines, reading.note)
    for index in contents(lines):
        outside(lines[index])
    _two_lines(reading)
    _wrapped(reading)
    amending = any(_AMENDING.search(line.words) for line in lines[:3])
    if not amending:
        second_title(reading)
    neighbours(lines, reading.note, reading.guess, amending=amending)
    kinds = [line.opens for line in lines]
    main = kinds.index(ANNEX) if ANNEX in kinds else len(lines)
    articles = [n for n, kind in enumerate(kinds) if kind is ARTICLE]
    if not articles or articles[0] >= main:
        _clause_headings(reading, main)
    else:
        for n, line in enumerate(lines):
            if n and line.level and is_numbered(line):
                line.style = 1
    if not amending:
        article_headings(reading, articles)
    _note_marks(reading)
    _split_items(reading, articles)
    if not even_quotes:
        reading.unclosed = unclosed([(line.at, line.words) for line in reading.lines])
    return reading


def _full(lines: Sequence[Line]) -> int:
    """How long a line may be that was not wrapped: of any length where no line goes on in the middle of a sentence."""
    widths = [len(line.words) for line in lines]
    for n, below in enumerate(lines[1:]):
        above = lines[n]
        if below.at == above.at + 1 and below.opens is TEXT and not below.level and not above.level and above.opens in _WRAPS:
            words = above.rest.rstrip(BLANKS)
            if words and len(above.words) >= _NARROWEST and not ENDED.search(words) and words[-1] not in "|>》":
                return max(widths) * 7 // 10
    return max(widths)


def _two_lines(reading: Reading) -> None:
    """第一章 ⏎ 借用: number and name of a division on two lines."""
    lines, gone = reading.lines, set()
    for n, line in enumerate(lines[:-1]):
        if line.opens not in DIVISIONS or line.heading or n in gone:
            continue
        below = lines[n + 1]
        after = lines[n + 2] if n + 2 < len(lines) else None
        wraps = after is not None and after.opens is TEXT and after.at == below.at + 1 and not reading.dense
        named = below.opens is TEXT or (below.opens is HEADING and line.level and below.level >= line.level)
        if not named or wraps or not is_name((below.heading or below.rest).strip(BLANKS)):
            continue
        line.gap += line.rest + line.end + below.prefix
        line.heading, line.rest, line.end = below.heading or below.rest, "", below.end
        gone.add(n + 1)
        reading.note("号和名分两行的章、节", line.at)
    for n in sorted(gone, reverse=True):
        del lines[n]


def _wrapped(reading: Reading) -> None:
    """A line that begins with a number because the words before it were wrapped there."""
    lines = reading.lines
    for n, line in enumerate(lines):
        if line.opens not in WRAPPABLE or line.level or not n:
            continue
        above = lines[n - 1]
        if line.at != above.at + 1 or above.level or above.opens in DIVISIONS or above.opens is ANNEX or not above.rest:
            continue
        words = above.rest.rstrip(BLANKS)
        long = len(words) >= 24 and not ENDED.search(words) and not line.gap
        if (_OPEN_END.search(words) and len(words) > 2) or (long and _GOES_ON.match(line.rest or line.heading)):
            as_text(line)
            reading.note("折行（与上一行连着读）", line.at)


def _clause_headings(reading: Reading, main: int) -> None:
    """## 一、范围 in a text without 条 opens a clause. main: how many lines there are before the first annex."""
    lines = reading.lines
    for index, line in enumerate(lines[:main]):
        if not line.level or not is_numbered(line):
            continue
        inner = read_line(line.heading, line.end, line.at)
        inner = bare_number(inner) or inner
        if inner.opens in {CLAUSE, SUBPARAGRAPH, POINT}:
            inner.prefix = line.prefix + inner.prefix
            lines[index] = inner
            reading.note("写在 # 后的一、（一）", line.at)


def _glued_heading(reading: Reading) -> None:
    """第一章　总则第一条　为…: a 章 and its first 条 in one line are two lines."""
    if not any(line.opens is TEXT and line.rest[:1] == "第" for line in reading.lines):
        return
    out: list[Line] = []
    for line in reading.lines:
        plain = line.opens is TEXT and not line.level and line.rest[:1] == "第"
        found = _GLUED_HEADING.match(line.rest) if plain else None
        upper = read_line(found["head"], "", line.at) if found else line
        lower = read_line(line.rest[found.end("head") :], line.end, line.at) if found else line
        if found is None or upper.opens not in DIVISIONS or lower.opens is not ARTICLE:
            out.append(line)
            continue
        upper.prefix, upper.base = line.prefix, line.base
        lower.base = line.base + len(line.prefix) + found.end("head")
        out.extend((upper, lower))
        reading.note("与章名写在一行的条", line.at)
    reading.lines[:] = out


def _split_items(reading: Reading, articles: Sequence[int]) -> None:
    """第二条　（一）巳: an item right after the number is a line of its own."""
    for index in reversed(articles):
        line = reading.lines[index]
        if line.rest[:1] not in {"（", "(", "㈠"}:
            continue
        inner = read_line(line.rest, line.end, line.at)
        if inner.opens is SUBPARAGRAPH and inner.number == (1,):
            inner.base = line.base + len(line.prefix) + len(line.words) - len(line.rest)
            line.rest = line.end = ""
            reading.lines[index : index + 1] = [line, inner]
            reading.note("条号后面直接写的项", line.at)


def _note_marks(reading: Reading) -> None:
    for line in reading.lines:
        if line.marked and line.level >= 0 and line.opens is not TEXT:
            reading.note("粗体、HTML 等排版记号里的条、章、项", line.at)
