"""What is known while the citations of a text are read: of the whole text, and of one line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from rulebook.citation.clean import Cleaned
from rulebook.citation.grammar import LEGAL_TITLE, TITLE
from rulebook.citation.names import Names, Said
from rulebook.citation.resolve import Level, Place
from rulebook.citation.scopes import Scopes
from rulebook.model.citation import Citation, CitationKind


@dataclass(slots=True)
class Text:
    """What stays known through one document."""

    names: Names
    known: Collection[str]
    scopes: Scopes
    amending: bool
    court: bool
    amended: str = ""
    depth: int = 0  # open “ of replacement text
    table: str = ""  # law whose articles a table lists
    last: tuple[Level, ...] = ()  # last reference of the instruction, for amending texts
    lead: list[tuple[tuple[Level, ...], str]] = field(default_factory=list)  # what the words before a list refer to, and whose
    listed: bool = False  # in an item of that list
    said: list[str] = field(default_factory=list)  # lines of this article so far, as cleaned
    glued: frozenset[tuple[int, int]] = frozenset()  # line and column of numbers that open an article inside a line


@dataclass(slots=True)
class Line:
    """One line (or several that were wrapped) while its references are resolved, left to right."""

    raw: str
    cleaned: Cleaned
    number: int
    column: int
    place: Place
    holder: str
    out: list[Citation] = field(default_factory=list)
    levels: tuple[Level, ...] = ()
    title: str = ""
    foreign: str = ""  # law named earlier in the sentence
    unknown: bool = False  # the last reference was to a text nobody knows
    end: int = -1
    bare: list[tuple[int, str]] = field(default_factory=list)  # titles named without 《》 and where
    numbers: dict[int, str] = field(default_factory=dict)  # document numbers by where they end

    def emit(
        self,
        start: int,
        end: int,
        kind: CitationKind,
        title: str,
        targets: tuple[str, ...] = (),
        heading: str = "",
        choices: tuple[str, ...] = (),
    ) -> None:
        """Add a citation of the words from ``start`` to ``end``; of a wrapped one, the part on its last line."""
        a, b = self.cleaned.span(start, end)
        number, column = self.number, self.column
        if "\n" in self.raw:
            a = max(a, self.raw.rfind("\n", a, b) + 1)
            a += len(self.raw[a:b]) - len(self.raw[a:b].lstrip())
            if before := self.raw.count("\n", 0, a):
                number, column = number + before, -(self.raw.rfind("\n", 0, a) + 1)
        if b > a:
            words = self.raw[a:b]
            self.out.append(Citation(number, column + a, column + b, words, kind, title, targets, heading, self.holder, choices))


def said_before(line: Line, start: int, text: Text) -> Said:
    """Titles named before ``start`` in the line and in the lines before it, each with its sentence."""
    out: list[tuple[str, str]] = []
    for words in (*text.said[-12:], line.cleaned.text[:start]):
        for match in TITLE.finditer(words):
            if LEGAL_TITLE.search(match["title"]) and (title := text.names.full(match["title"])):
                out.append((title, _sentence(words, match.start())))
    words = line.cleaned.text
    out.extend((title, _sentence(words, at)) for at, title in line.bare if at < start)
    return out


def _sentence(words: str, at: int) -> str:
    """The sentence that holds ``at``."""
    start = max(words.rfind(mark, 0, at) for mark in "。！？")
    stop = words.find("。", at)
    return words[start + 1 : stop if stop >= 0 else len(words)]
