"""A text as the units an amending decision names: title, 题注, 引言, then 章, 条, 款, 项, 附件 in order, each with its raw words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.markup.lexer import BLANKS, INVISIBLE
from rulebook.markup.unparse import words_of
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_BLANK = re.compile(rf"[{BLANKS}\s]+")
_NOTE = re.compile(r"^[（(]|^\d{4}年|^#|^[－—-]+$|^目\s*录$")
UNIT_NAMES = {
    Kind.PART: "编",
    Kind.SUBPART: "分编",
    Kind.CHAPTER: "章",
    Kind.SECTION: "节",
    Kind.ARTICLE: "条",
    Kind.CLAUSE: "部分",
}


def key(text: str) -> str:
    """Words as a decision compares them: blanks and invisible characters do not count, everything else does."""
    return INVISIBLE.sub("", _BLANK.sub("", text))


@dataclass(frozen=True, slots=True)
class Item:
    """项 with its 目 and tables. lines: label and words of each, in order."""

    number: tuple[int, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款. lead: its own line and what stands before its first 项."""

    lead: tuple[str, ...]
    items: tuple[Item, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines in order."""
        return self.lead + tuple(line for item in self.items for line in item.lines)


@dataclass(frozen=True, slots=True)
class Unit:
    """One 编、章、节、条、部分、附件, or a text that is none of them (Kind.TEXT).

    heading: 条标 or the name of a division. raw: as it stands in the file. prefix, gap: marks before and after the label.
    home: label of the 章 that a 节 stands in.
    """

    kind: Kind
    number: tuple[int, ...]
    label: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    raw: str
    prefix: str = ""
    gap: str = "　"
    home: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines of its paragraphs."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph.lines)

    @property
    def words(self) -> str:
        """What is compared: everything but the label."""
        return key(self.heading + "\n" + "\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole text. notes: 题注 and the like; comments: ``<!-- … -->`` lines of the head, kept as they are; preamble: 引言."""

    title: str
    notes: tuple[str, ...]
    comments: tuple[str, ...]
    preamble: tuple[str, ...]
    units: tuple[Unit, ...]
    annexes: tuple[Unit, ...]
    end: str


def parts(document: Document) -> Parts:
    """The units of a text, in order."""
    notes: list[str] = []
    comments: list[str] = []
    preamble: list[str] = []
    for node in document.head:
        if node.kind is Kind.HEADING and _is_title(node):
            continue
        for line in filter(None, (line.strip(BLANKS) for line in _raw(node).split("\n"))):
            into = comments if line.startswith("<!--") else notes if _NOTE.match(line) and not preamble else preamble
            into.append(line)
    body = "".join(words_of(node) for node in (*document.head, *document.body, *document.annexes))
    return Parts(
        document.title,
        tuple(notes),
        tuple(comments),
        tuple(preamble),
        tuple(unit for node in document.body for unit in _units(node)),
        tuple(_annex(node) for node in document.annexes),
        "\n" if body.endswith("\n") else "",
    )


def _is_title(node: Provision) -> bool:
    return node.prefix.strip(BLANKS) == "#" or (node.prefix.lstrip(BLANKS).startswith("#") and not node.number)


def _raw(node: Provision) -> str:
    return words_of(node).replace("\r\n", "\n")


def _units(node: Provision, home: str = "") -> Iterator[Unit]:
    if node.kind in DIVISIONS:
        own = _raw(node._replace(children=()))
        yield Unit(node.kind, node.number, node.label, node.heading.strip(BLANKS), (), own, node.prefix, node.gap or "　", home)
        for child in node.children:
            yield from _units(child, node.label if node.kind is Kind.CHAPTER else "")
    elif node.kind is Kind.ARTICLE:
        paragraphs = tuple(_paragraph(child) for child in node.children)
        yield Unit(node.kind, node.number, node.label, node.heading, paragraphs, _raw(node), node.prefix, node.gap)
    elif node.kind is Kind.CLAUSE:
        lines = (node.text.strip(BLANKS), *(line for child in node.children for line in _lines(child)))
        yield Unit(node.kind, node.number, node.label, "", (Paragraph(lines),), _raw(node), node.prefix, node.gap)
    else:
        yield Unit(Kind.TEXT, (), "", "", (Paragraph(tuple(_lines(node))),), _raw(node), node.prefix, "")


def _annex(node: Provision) -> Unit:
    """Its lines are its paragraphs: a table is one."""
    raw = _raw(node)
    blocks = ["\n".join(line.strip(BLANKS) for line in block) for block in _stretches(raw.split("\n"))]
    label, _, rest = blocks[0].partition("\n")
    lines = (*([rest] if rest else []), *blocks[1:])
    prefix = node.prefix if label.startswith(node.prefix.strip(BLANKS)) else ""
    return Unit(
        Kind.ANNEX, node.number, label.removeprefix(prefix.strip(BLANKS)).strip(BLANKS), "", (Paragraph(lines),), raw, prefix, ""
    )


def _stretches(lines: list[str]) -> Iterator[list[str]]:
    """Lines between blank ones."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip(BLANKS):
            block.append(line)
        elif block:
            yield block
            block = []


def _paragraph(node: Provision) -> Paragraph:
    lead = [_line(node)]
    items: list[Item] = []
    for child in node.children:
        if child.kind is Kind.SUBPARAGRAPH:
            items.append(Item(child.number, tuple(_lines(child))))
        elif items:
            items[-1] = Item(items[-1].number, items[-1].lines + tuple(_lines(child)))
        else:
            lead.extend(_lines(child))
    return Paragraph(tuple(lead), tuple(items))


def _line(node: Provision) -> str:
    mark = node.prefix.strip(BLANKS)
    heading = f"【{node.heading}】" if node.kind is Kind.ARTICLE and node.heading else node.heading
    text = "\n".join(piece.strip(BLANKS + "\r") for piece in node.text.split("\n"))
    return (f"{mark} " if mark else "") + node.label + heading + text


def _lines(node: Provision) -> list[str]:
    return [_line(node), *(line for child in node.children for line in _lines(child))]


def rendered(unit: Unit, lines: tuple[str, ...] | None = None) -> str:
    """A unit written anew, without blank lines after it."""
    content = unit.lines if lines is None else lines
    if unit.kind in DIVISIONS:
        return f"{unit.prefix}{unit.label}{unit.gap}{unit.heading}".rstrip(BLANKS)
    heading = f"【{unit.heading}】" if unit.kind is Kind.ARTICLE and unit.heading else ""
    if unit.kind is Kind.ANNEX:
        return "\n\n".join((unit.prefix + unit.label, *content))
    first = (
        unit.prefix + unit.label + (unit.gap if unit.kind is not Kind.TEXT else "") + heading + (content[0] if content else "")
    )
    return "\n\n".join((first.rstrip(BLANKS), *content[1:]))
