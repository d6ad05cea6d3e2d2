"""Marks of layout around a line (Markdown, HTML): what is peeled off, so that the words can be read."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLETS = "•·●★☆◆◇■□▪▲△▶►▸◎◉◦※▍❖➤➢➡✔✓✅☑☞☛⭐♦‣❗⚠◾◽▎▏▌▋▊▉█┃❙❚丨〓◤◢"  # before a heading, as web pages and messages set them
MARKED = f"*_<-+>[&{BULLETS}"
_TAG = r"</?(?:p|div|center|b|strong|span|font|h[1-6]|li|ul|ol|br|em|i|u|a|section|article|blockquote)(?:\s[^<>\n]*)?/?>"
# A line of tags alone holds no words.
TAG_LINE = re.compile(rf"(?:{_TAG}\s*)+", re.IGNORECASE)
ENTITY = re.compile(r"(?:&(?:nbsp|emsp|ensp|#12288|#160);\s*)+", re.IGNORECASE)
# ## 第一章 总则 {#general}: what programs set behind a heading
ATTRIBUTES = re.compile(r"[ \t\u3000]*\{:?[ \t]*[#.][^{}\n]{1,80}\}[ \t\u3000]*$")
_OPENING = re.compile(
    rf"(?P<bold>\*{{1,3}}(?=[^\s*])|_{{1,3}}(?=[^\s_]))|(?P<tag>{_TAG})|(?P<list>[-*+>][ \t\u3000]+(?:\[[ xX]\][ \t\u3000]+)?|[{BULLETS}][ \t\u3000]*)|(?P<link>\[)|[ \t\u3000\u00a0]+",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf"(?:\s*(?:[*_]|{_TAG}|&nbsp;))+\s*$", re.IGNORECASE)
_LINK_END = re.compile(r"\]\([^()\n]*\)\s*$")
# A rule between parts of a page, or under a heading: =====, * * *, ---, ———
RULE = re.compile(r"[ \t\u3000]*([-=*_—─━＿~～])(?:[ \t\u3000]*\1){2,}[ \t\u3000]*")
_BREAK = re.compile(r"(?:</(?:p|div|center|li|h[1-6])>|<br\s*/?>)+", re.IGNORECASE)
_ANY_TAG = re.compile(_TAG, re.IGNORECASE)
_TABLE = re.compile(r"\s*\||<t[abdhr]", re.IGNORECASE)
_HEADING_TAG = re.compile(r"<h([1-6])", re.IGNORECASE)


class Piece(NamedTuple):
    """A part of a raw line up to a </p> or <br> inside it. base: where it begins; end: the tags that close it."""

    base: int
    words: str
    end: str


def pieces(raw: str) -> list[Piece]:
    """A line in its blocks; one piece where no block ends inside it, or where it is of a table."""
    out = [Piece(0, raw, "")]
    if "<" not in raw or not _BREAK.search(raw) or _TABLE.search(raw):
        return out
    out, start, waiting = [], 0, -1
    for stop, after in (*((match.start(), match.end()) for match in _BREAK.finditer(raw)), (len(raw), len(raw))):
        words = raw[start:stop]
        if _ANY_TAG.sub("", words).strip():
            out.append(Piece(waiting if waiting >= 0 else start, raw[waiting if waiting >= 0 else start : stop], raw[stop:after]))
            waiting = -1
        elif out:
            last = out[-1]
            out[-1] = Piece(last.base, last.words, last.end + words + raw[stop:after])
        elif waiting < 0:
            waiting = start
        start = after
    return out or [Piece(0, raw, "")]


class Peeled(NamedTuple):
    """before + words + after is the line.

    closer: the mark that ends bold words inside the line, "" where there is none.
    level: of an HTML heading, 0 for other lines. tagged: HTML stood around the words.
    """

    before: str
    words: str
    after: str
    closer: str = ""
    level: int = 0
    tagged: bool = False


def peel(line: str) -> Peeled | None:
    """Take the marks off both ends of ``line``; None where there are none, or nothing is left."""
    at, level = 0, 0
    tagged = linked = False
    bold = ""
    for _ in range(12):  # nobody nests deeper
        match = _OPENING.match(line, at)
        if match is None or (match["link"] and linked):
            break
        if match["link"]:
            if not _LINK_END.search(line, max(at, len(line) - 400)):
                break
            linked = True
        if match["tag"]:
            tagged = True
            if (heading := _HEADING_TAG.match(match["tag"])) is not None:
                level = int(heading[1])
            elif re.match(r"<(?:b|strong|span|font|u|em|i|a)(?=[\s>/])", match["tag"], re.IGNORECASE):
                bold = f"</{match['tag'][1:-1].split()[0]}>"
        elif match["bold"]:
            bold = match["bold"]
        at = match.end()
    if not at:
        return None
    words, after = line[at:], ""
    while words:
        near = max(0, len(words) - 400)
        link = _LINK_END.search(words, near) if linked else None
        closing = link or _CLOSING.search(words, near)
        if not closing:
            break
        linked = linked and link is None
        words, after = words[: closing.start()], words[closing.start() :] + after
    if not words.strip():
        return None
    closer = bold if bold and bold in words else ""
    return Peeled(line[:at], words, after, closer, level, tagged)
