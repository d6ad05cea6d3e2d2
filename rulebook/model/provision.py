"""The tree of a rule text (条文结构). Names and ids follow Akoma Ntoso 3.0 (eId naming convention).

The tree alone gives the text back: every character of the source, marks and blank lines
included, is held by exactly one node, so ``unparse(parse(text)) == text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Kind of a provision, with the id prefix that Akoma Ntoso gives it."""

    PART = "part"  # 编
    SUBPART = "subpart"  # 分编
    CHAPTER = "chp"  # 章
    SECTION = "sec"  # 节
    ARTICLE = "art"  # 条
    PARAGRAPH = "para"  # 款
    SUBPARAGRAPH = "subpara"  # 项
    POINT = "point"  # 目
    CLAUSE = "clause"  # 一、（texts without 条）
    ANNEX = "annex"  # 附件
    HEADING = "heading"  # a Markdown heading that is no numbered division
    TEXT = "text"  # unnumbered text: preamble lines, tables, comments, text between items


# Each by a name of its own: to look a member up in its class takes five times as long, and a text asks some fifty times a line.
PART, SUBPART, CHAPTER, SECTION = Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION
ARTICLE, PARAGRAPH, SUBPARAGRAPH, POINT, CLAUSE = Kind.ARTICLE, Kind.PARAGRAPH, Kind.SUBPARAGRAPH, Kind.POINT, Kind.CLAUSE
ANNEX, HEADING, TEXT = Kind.ANNEX, Kind.HEADING, Kind.TEXT
DIVISIONS = frozenset({PART, SUBPART, CHAPTER, SECTION})


class Provision(NamedTuple):
    """One node.

    eid: full element id (``art_6__para_1__subpara_2``), unique in the document; "" for text nodes.
    number: (12, 1) for 第十二条之一, (6,) for 第六条, () where there is none.
    line: 1-based line in the file of the node's first character.
    prefix: what stands before the label: Markdown marks (``## ``) or leading white space.
    label: the printed number: ``第十二条``, ``（一）``, ``1.``, ``第一章``; "" for a 款.
    gap: white space (line ends and marks of layout too) between the label and what follows it.
    heading: 条标 without its 【】, or the name of a chapter as printed.
    around: what stands before and after the heading: ("【", "】"), ("**", "** "), most often nothing.
    text: the node's own words, without label and heading. May hold line breaks.
    column: 0-based offset of the first character of ``text`` in its raw line.
    trail: closing marks, line ends and blank lines up to the next node.
    children: in order of the text.
    """

    kind: Kind
    eid: str = ""
    number: tuple[int, ...] = ()
    line: int = 1
    prefix: str = ""
    label: str = ""
    gap: str = ""
    heading: str = ""
    text: str = ""
    column: int = 0
    trail: str = ""
    children: tuple[Provision, ...] = ()
    around: tuple[str, str] = ("", "")

    def walk(self) -> Iterator[Provision]:
        """This node and all below it, in order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting.extend(reversed(node.children))

    @property
    def own_words(self) -> str:
        """All words of this provision in reading order, without its own label and heading.

        Pieces are joined with line feeds; labels of items inside are kept.
        """
        pieces = [self.text] if self.text else []
        for child in self.children:
            inner = child.own_words
            lead = child.label
            pieces.append(lead + inner if lead else inner)
        return "\n".join(pieces)


@dataclass(frozen=True, slots=True)
class Document:
    r"""A parsed file.

    front_matter: the raw header with its fences, "" where there is none.
    title: the words after ``# ``; several title lines are joined with a full-width space.
    head: title lines, revision lines, preamble (序言): everything before the first provision.
    body: top-level provisions in order (divisions, articles, clauses, headings, text).
    annexes: 附件 after the body.
    newline: the line end of the file (``\\n`` or ``\\r\\n``).
    """

    front_matter: str = ""
    front_matter_lines: int = 0
    title: str = ""
    title_line: int = 1
    head: tuple[Provision, ...] = ()
    body: tuple[Provision, ...] = ()
    annexes: tuple[Provision, ...] = ()
    newline: str = "\n"
    bom: bool = field(default=False)
    # Made on first use where the parser left them empty, anew for a changed copy:
    by_id: dict[str, Provision] = field(default_factory=dict, init=False, compare=False, repr=False)
    _divisions: list[str] = field(default_factory=list, init=False, compare=False, repr=False)
    _tails: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _articles: list[Provision] = field(default_factory=list, init=False, compare=False, repr=False)
    _stretches: list[list[Provision]] = field(default_factory=list, init=False, compare=False, repr=False)
    full_ids: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)  # of what citations name

    def walk(self) -> Iterator[Provision]:
        """All nodes in order of the text."""
        for group in (self.head, self.body, self.annexes):
            for node in group:
                yield from node.walk()

    def articles(self) -> Iterator[Provision]:
        """All articles (条) of the body, in order, wherever they hang.

        Where the body has none, those of the annexes: a 通知 whose annex is the rule.
        """
        if not self._articles:
            self._articles.extend(_articles(self.body))
            if not self._articles:
                self._articles.extend(article for annex in self.annexes for article in _articles(annex.children))
        return iter(self._articles)

    def stretches(self) -> list[list[Provision]]:
        """The articles of the body in stretches that count from one. Made once; callers must not change them."""
        if not self._stretches:
            self._stretches.extend(stretches(self.body))
        return self._stretches

    def provisions(self) -> dict[str, Provision]:
        """Every provision that has an id, by id. Made once; callers must not change it."""
        if not self.by_id:
            self.by_id.update((node.eid, node) for node in self.walk() if node.eid)
        return self.by_id

    def divisions(self) -> list[str]:
        """Ids of all 编, 分编, 章 and 节, in order of the text. Made once; callers must not change it."""
        if not self._divisions:
            self._divisions.extend(eid for eid, node in self.provisions().items() if node.kind in DIVISIONS)
        return self._divisions

    def divisions_named(self, piece: str) -> list[str]:
        """Ids of divisions by their last piece: part_1__chp_3 and part_2__chp_3 for ``chp_3``. Callers must not change it."""
        if not self._tails:
            for eid in self.divisions():
                self._tails.setdefault(eid.rpartition("__")[2], []).append(eid)
        return self._tails.get(piece, [])

    @property
    def preamble(self) -> str:
        """Text of the head after the title, line by line."""
        return "\n".join(n.text for n in self.head if n.kind is TEXT and n.text)


def _articles(nodes: tuple[Provision, ...]) -> Iterator[Provision]:
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if node.kind is ARTICLE:
            yield node  # a 条 holds no 条
        elif node.children:
            waiting.extend(reversed(node.children))


def stretches(nodes: tuple[Provision, ...]) -> list[list[Provision]]:
    """Articles in stretches: a new one begins where the numbers begin again with 第一条 under a new heading."""
    out: list[list[Provision]] = []
    fresh = True
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if node.kind is ARTICLE:
            if not out or (fresh and node.number == (1,)):
                out.append([])
            out[-1].append(node)
            fresh = False
        elif node.kind in DIVISIONS or node.kind is HEADING:
            fresh = True
            waiting.extend(reversed(node.children))
        elif node.children:
            waiting.extend(reversed(node.children))
    return out
