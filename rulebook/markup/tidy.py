"""A rule text in the form of a source file (规整): the same words, written as the guide says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rulebook.markup.marks import ATTRIBUTES, BULLETS, RULE
from rulebook.markup.paging import is_continued
from rulebook.markup.parse import parse
from rulebook.markup.unparse import words_of
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_TAGS = re.compile(r"</?(?:p|div|center|b|strong|span|font|h[1-6]|li|ul|ol|br|em|i|u|a|section|article|blockquote)(?:\s[^<>\n]*)?/?>|&nbsp;|&emsp;|&ensp;|&#12288;|&#160;", re.IGNORECASE)  # fmt: skip
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]*)\]\([^()\n]*\)")
_BOLD = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*")
_LAYOUT = re.compile(rf"[\s\u200b-\u200d\u2060\ufeff\u00ad#*_>【】〔〕『』「」（）()\[\]{BULLETS}~=—─━＿～`+-]")
_EDGE = re.compile(r"[A-Za-z0-9]$")


@dataclass(frozen=True, slots=True)
class _How:
    """How far to go: plain contents without their links, words without inline marks, wrapped lines joined."""

    contents: bool = True
    inline: bool = True
    joined: bool = True


_WAYS = (_How(), _How(contents=False), _How(contents=False, inline=False), _How(contents=False, inline=False, joined=False))


def words(text: str) -> str:
    """What a reader reads: ``text`` without marks of layout, brackets, rule lines, page numbers, running heads and white space."""
    document, _ = parse(text)
    body = "".join(map(_off_pages, (*document.head, *document.body, *document.annexes)))
    lines = [line for line in (document.front_matter + body).split("\n") if not RULE.fullmatch(line.strip())]
    lines = [ATTRIBUTES.sub("", line.rstrip("\r")) if "}" in line else line for line in lines]
    return _LAYOUT.sub("", _LINK.sub(r"\g<words>", _TAGS.sub("", "\n".join(lines))))


def _off_pages(node: Provision) -> str:
    """The node as it stood, but for what a page leaves between two lines."""
    first, feed, rest = node.trail.partition("\n")
    shown = node._replace(trail=first + feed + ("" if rest.strip() else rest), children=())
    return words_of(shown) + "".join(map(_off_pages, node.children))


def tidy(text: str) -> str:
    """``text`` as a source file. Words and structure stay; where they would not, ``text`` comes back as it is."""
    document, _ = parse(text)
    ids = _ids(document)
    for way in _WAYS:
        new = _write(document, way)
        if words(new) == words(text) and _ids(parse(new)[0]) == ids:
            return new
    return text


def _ids(document: Document) -> list[tuple[str, str]]:
    return [(node.eid, "".join(node.heading.split())) for node in document.walk() if node.eid]


def _write(document: Document, how: _How) -> str:
    blocks = list(_head(document, how))
    for node in document.body:
        blocks.extend(_blocks(node, how, 2))
    for annex in document.annexes:
        blocks.append(_line(annex.text, how))
        blocks.extend(_annex(annex.children, how))
    body = "\n\n".join(block for block in blocks if block.strip()) + "\n"
    body = body.replace("\r", "")
    front = document.front_matter
    if front:
        front = front.rstrip("\r\n") + document.newline * 2
    return front + (body.replace("\n", "\r\n") if document.newline == "\r\n" else body)


def _head(document: Document, how: _How) -> Iterator[str]:
    """Title lines under #, then what stands before the first provision."""
    for node in document.head:
        if (node.kind is Kind.HEADING and node.prefix.strip().startswith("#")) or (
            node.line == document.title_line and node.heading
        ):
            yield f"# {_join(node.label + node.gap + node.heading + node.text)}"
        elif node.kind is Kind.HEADING:
            closing = node.trail.split("\n", 1)[0]
            yield _line(node.text, how) if how.contents else f"{node.prefix.lstrip()}{node.text}{closing}"
        else:
            yield from _blocks(node, how, 2)


def _blocks(node: Provision, how: _How, level: int) -> Iterator[str]:
    """The node and all below it, block by block."""
    node, below = _joined(node), level
    if node.kind in DIVISIONS:
        yield f"{'#' * level} {_tight(node.label)}　{_join(node.heading)}".rstrip("　")
        below = level + 1
    elif node.kind is Kind.HEADING:
        yield f"{'#' * level} {_join(node.label + node.gap + node.heading + node.text)}"
    elif node.kind is Kind.ARTICLE:
        yield from _article(node, how)
        return
    elif node.kind is Kind.SUBPARAGRAPH:
        yield f"{_tight(node.label)}{_line(node.text, how)}"
    elif node.kind is Kind.POINT:
        blank = " " if "." in node.label[:-1] or node.label.isdigit() else ""
        yield f"{node.label}{blank}{_line(node.text, how)}"
    elif node.kind is Kind.CLAUSE:
        blank = "" if node.label[-1] in "、.．" else "　"
        yield f"{_tight(node.label)}{blank}{_line(node.text, how)}"
    else:
        yield _line(node.text, how)
    for child in node.children:
        yield from _blocks(child, how, below)


def _joined(node: Provision) -> Provision:
    """The node with the words that go on after the turn of a page as words of its own."""
    while node.children and is_continued(node, node.children[0]):
        first, *others = node.children
        text = f"{node.text}\n{first.text}"
        node = node._replace(text=text, trail=first.trail, children=(*first.children, *others))
    return node


def _article(node: Provision, how: _How) -> Iterator[str]:
    first, *others = map(_joined, node.children)
    heading = f"【{_join(node.heading)}】" if node.heading else ""
    gap = "".join(c for c in node.gap if c in "：:、.．") or "　"  # 第一条：
    yield f"{_tight(node.label)}{gap}{heading}{_line(first.text, how)}".rstrip("　")
    for child in (*first.children, *others):
        yield from _blocks(child, how, 2)


def _annex(nodes: Sequence[Provision], how: _How) -> Iterator[str]:
    """An annex that is a rule, or words: lines that stand together stay so (tables)."""
    if any(node.kind in DIVISIONS or node.kind is Kind.ARTICLE for node in nodes):
        for node in nodes:
            yield from _blocks(node, how, 2)
        return
    block = ""
    for node in nodes:
        mark = "## " if node.kind is Kind.HEADING else ""
        block += mark + _line(node.text, how)
        if node.trail.count("\n") > 1 or mark:
            yield block
            block = ""
        else:
            block += "\n"
    yield block.rstrip("\n")


def _tight(label: str) -> str:
    """A number without blanks inside."""
    return re.sub(r"[\s\u200b]", "", label)


def _line(text: str, how: _How) -> str:
    """Words of one provision: wrapped lines joined, marks taken out; tables and comments as they stand."""
    if text.startswith("|") or text.lower().startswith(("<table", "<!--")):
        return text.strip("\r\n")
    if how.inline:
        text = _BOLD.sub(r"\g<words>", _LINK.sub(r"\g<words>", _TAGS.sub("", text)))
    return _join(text) if how.joined else text.strip()


def _join(text: str) -> str:
    """Lines as one, with a blank only between Latin words."""
    out = ""
    for piece in text.split("\n"):
        line = piece.strip(" \t\r\u3000\u00a0\u200b\ufeff")
        out += (" " if out and _EDGE.search(out) and line[:1].isascii() and line[:1].isalnum() else "") + line
    return out
