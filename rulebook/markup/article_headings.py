"""条标 written without 【】: by ###, in （）, before a blank, on a line of its own, in front of the number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rulebook.markup.lexer import BLANKS, Line, is_name, read_line
from rulebook.markup.reading import ENDED, Reading, emptied
from rulebook.model.provision import ARTICLE, HEADING, POINT, SUBPARAGRAPH, TEXT

_BRACKETED = re.compile(r"(?P<open>[（(〔\[])(?P<name>[^（）()〔〕\[\]。；，：\d]{2,16})(?P<close>[）)〕\]][ \t\u3000]*)")
_NAMED = re.compile(r"(?P<name>[^\s。；，：、（）()“”]{2,12})(?P<blank>[ \t]*\u3000+[ \t]*|[ \t]{1,8})(?=\S)")
_NARROWEST = 14  # characters of a line of print
_NUMERALS = frozenset("一二三四五六七八九十百")
_OPENING = frozenset("【〔[（(")
_NAME_BEFORE = re.compile(
    r"[【〔\[（(][^【】〔〕\[\]（）()\d]{1,20}[】〕\]）)][ \t\u3000]*(?=第[零〇一二三四五六七八九十百\d]{1,6}条)"
)


def article_headings(reading: Reading, articles: Sequence[int]) -> None:
    """条标 written without 【】: by ###, in （）, before a blank, or on a line of its own."""
    lines = reading.lines
    shapes: dict[str, list[int]] = {}
    for n in articles:
        line = lines[n]
        if line.heading:
            continue
        below = lines[n + 1] if n + 1 < len(lines) else None
        for shape in _shapes(line, below, lines[n + 2] if n + 2 < len(lines) else None):
            shapes.setdefault(shape, []).append(n)
    if "name line" in shapes:
        shapes["name line"] = [n for n in shapes["name line"] if not _fills_line(lines, n)]
    for shape, found in shapes.items():
        if shape == "number alone":
            for n in found:
                reading.note("单独一行的条号", lines[n].at)
            continue
        few = shape != "heading" and (len(found) < 2 or len(found) * 10 < len(articles) * 6)
        if few:
            continue
        for n in found:
            line = lines[n]
            if line.heading:
                continue
            _take_heading(lines, n, shape)
            reading.note("没有写在【】里的条标", line.at)


def _fills_line(lines: Sequence[Line], n: int) -> bool:
    """Whether the line is as wide as the widest, so that its words were wrapped: 第一条 租用应当提前 ⏎ 申请."""
    words, below = len(lines[n].words), lines[n + 1]
    joined = below.opens is TEXT and below.at == lines[n].at + 1 and words >= _NARROWEST
    return joined and all(len(line.rest) <= words + 3 for line in lines)


def _shapes(line: Line, below: Line | None, after: Line | None) -> list[str]:
    """The ways in which the article may bear a 条标."""
    out = []
    rest = line.rest.strip(BLANKS)
    follows = below is not None and below.opens is TEXT and not below.level and not below.rest.startswith(("|", "<"))
    if not rest:
        if follows:
            out.append("number alone")
            if below is not None and is_name(below.rest) and after is not None and after.opens is TEXT and not after.level:
                out.append("own line")
        return out
    if line.level:
        if below is not None and is_name(rest) and (follows or below.opens in {SUBPARAGRAPH, POINT}):
            out.append("heading")
        return out
    bracketed = _BRACKETED.match(line.rest)
    if bracketed and bracketed["name"][0] not in _NUMERALS and (line.rest[bracketed.end() :] or follows):
        out.append("bracketed")
    elif _NAMED.match(line.rest) and line.gap:
        out.append("named")
    elif (follows and below is not None and is_name(rest) and len(rest) <= 20 and ENDED.search(below.rest)) or (
        below is not None and below.opens in {SUBPARAGRAPH, POINT} and below.number == (1,) and is_name(rest) and len(rest) <= 6
    ):
        out.append("name line")
    return out


def _take_heading(lines: list[Line], index: int, shape: str) -> None:
    line = lines[index]
    if shape == "bracketed" and (found := _BRACKETED.match(line.rest)):
        line.heading, line.around, line.rest = found["name"], (found["open"], found["close"]), line.rest[found.end() :]
    elif shape == "named" and (found := _NAMED.match(line.rest)):
        line.heading, line.around, line.rest = found["name"], ("", found["blank"]), line.rest[found.end() :]
    elif shape == "own line":
        name = lines[index + 1]
        lines[index + 1] = emptied(name)
        line.gap += line.rest + line.end + name.prefix
        line.heading, line.rest, line.end = name.rest, "", name.end
    else:
        words = line.rest.rstrip(BLANKS)
        blank = line.rest[len(words) :]
        found = _BRACKETED.fullmatch(words)
        line.heading, line.around, line.rest = words, ("", blank), ""
        if found:
            line.heading, line.around = found["name"], (found["open"], found["close"] + blank)


def names_before(reading: Reading) -> None:
    """【登记】第一条　…: a 条标 in front of the number is a line of its own."""
    found = {
        n: match
        for n, line in enumerate(reading.lines)
        if line.opens is TEXT and line.rest[:1] in _OPENING and (match := _NAME_BEFORE.match(line.rest))
    }
    if len(found) < 2:
        return
    out: list[Line] = []
    for n, line in enumerate(reading.lines):
        match = found.get(n)
        lower = read_line(line.rest[match.end() :], line.end, line.at) if match else line
        if match is None or lower.opens is not ARTICLE:
            out.append(line)
            continue
        lower.base = line.base + len(line.prefix) + match.end()
        line.opens, line.heading, line.rest, line.end, line.level, line.style = HEADING, match.group(), "", "", 2, 1
        out.extend((line, lower))
        reading.note("写在条号前面的条标", line.at)
    reading.lines[:] = out
