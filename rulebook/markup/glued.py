"""Articles and divisions that were glued to the line before (条号不在行首)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rulebook.markup.numerals import ORDINAL, to_int
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_GOES_ON = r"(?!例|[款项目]|规定|的|所|第|、|和|至|之|或|与|及|以|中|作|改|修|删|增|移|前|后|，|。|；|线|消|意|措)"
_INSIDE = re.compile(
    rf"(?<=[。！？；])[ \u3000]?(?P<label>第(?P<n>[{ORDINAL}]{{1,6}}|\d{{1,4}})(?P<unit>[条條章节節])){_GOES_ON}"
)
# The same, beginning with its rarest character: one quick scan of a whole text.
_ANY = re.compile(rf"第(?:(?<=[。！？；]第)|(?<=[。！？；][ \u3000]第))(?:[{ORDINAL}]{{1,6}}|\d{{1,4}})[条條章节節]{_GOES_ON}")


class Glued(NamedTuple):
    """A number inside a line that opens a provision there.

    line: 1-based; start, end: 0-based offsets of the label in the raw line.
    """

    line: int
    start: int
    end: int
    label: str
    unit: str


def glued(document: Document, words: str) -> Iterator[Glued]:
    """Every such place: its number is the next one, and no line begins with it. words: all words of the document."""
    if not _ANY.search(words):
        return
    for nodes in (document.body, *(annex.children for annex in document.annexes)):
        whole = [node for top in nodes for node in top.walk()]
        held = {(node.kind, node.number) for node in whole if node.kind is Kind.ARTICLE or node.kind in DIVISIONS}
        yield from _among(whole, held)


def _among(nodes: list[Provision], held: set[tuple[Kind, tuple[int, ...]]]) -> Iterator[Glued]:
    last = {Kind.ARTICLE: 0, Kind.CHAPTER: 0, Kind.SECTION: 0}
    for node in nodes:
        if node.kind in last and node.number:
            last[node.kind] = node.number[0]
            if node.kind is Kind.CHAPTER:
                last[Kind.SECTION] = 0
        if not node.text or "“" in node.text:
            continue
        for match in _INSIDE.finditer(node.text):
            kind = {"章": Kind.CHAPTER, "节": Kind.SECTION, "節": Kind.SECTION}.get(match["unit"], Kind.ARTICLE)
            number = to_int(match["n"])
            if number is None or number != last[kind] + 1 or (kind, (number,)) in held or not last[kind]:
                continue
            if kind is not Kind.ARTICLE and not _ends_line(node.text, match.end()):
                continue
            last[kind] = number
            before = node.text.count("\n", 0, match.start("label"))
            from_line = node.text.rfind("\n", 0, match.start("label")) + 1
            shift = node.column if not before else 0
            start = shift + match.start("label") - from_line
            yield Glued(node.line + before, start, start + len(match["label"]), match["label"], match["unit"])


def _ends_line(text: str, at: int) -> bool:
    """Whether only a short name follows up to the end of the line."""
    stop = text.find("\n", at)
    rest = text[at : stop if stop >= 0 else len(text)].strip()
    return len(rest) <= 20 and not re.search(r"[。；，：]", rest)
