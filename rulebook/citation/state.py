"""What is known while the citations of a text are read: of the whole text, and of one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from rulebook.citation.clean import Cleaned
from rulebook.citation.grammar import LEGAL_TITLE, TITLE
from rulebook.citation.named import Said
from rulebook.citation.names import Names
from rulebook.citation.resolve import Level, Place
from rulebook.citation.scopes import Scopes
from rulebook.model.citation import Citation, CitationKind
from rulebook.model.provision import Document

_NEAR = 8  # titles further back are not what 该办法 means
_STOP = re.compile(r"[。！？]")


@dataclass(slots=True)
class Text:
    """What stays known through one document."""

    names: Names
    document: Document
    scopes: Scopes
    amending: bool
    court: bool
    amended: str = ""
    depth: int = 0  # open “ of replacement text
    table: str = ""  # law whose articles a table lists
    last: tuple[Level, ...] = ()  # last reference of the instruction, for amending texts
    lead: list[tuple[tuple[Level, ...], str]] = field(default_factory=list)  # what the words before a list refer to, and whose
    listed: bool = False  # in an item of that list
    before: list[Line] = field(default_factory=list)  # lines of this article that named titles, the last few
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
    wrapped: bool = False  # it is several lines of the file
    out: list[Citation] = field(default_factory=list)
    levels: tuple[Level, ...] = ()
    title: str = ""
    foreign: str = ""  # law named earlier in the sentence
    unknown: bool = False  # the last reference was to a text nobody knows
    end: int = -1
    bare: list[tuple[int, str]] = field(default_factory=list)  # titles named without 《》 and where
    numbers: dict[int, str] = field(default_factory=dict)  # document numbers by where they end
    titles: list[tuple[int, str]] | None = None  # titles in 《》 and where, once asked for
    stops: list[int] | None = None  # ends of sentences, once asked for

    def sentence(self, at: int) -> str:
        """A name of the sentence that holds ``at``."""
        if self.stops is None:
            self.stops = [m.start() for m in _STOP.finditer(self.cleaned.text)]
        return f"{self.number}.{bisect_left(self.stops, at)}"

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
        if self.wrapped:
            a = max(a, self.raw.rfind("\n", a, b) + 1)
            a += len(self.raw[a:b]) - len(self.raw[a:b].lstrip())
            if before := self.raw.count("\n", 0, a):
                number, column = number + before, -(self.raw.rfind("\n", 0, a) + 1)
        if b > a:
            words = self.raw[a:b]
            self.out.append(Citation(number, column + a, column + b, words, kind, title, targets, heading, self.holder, choices))


def said_before(line: Line, start: int, text: Text) -> Said:
    """Titles named before ``start`` in the line and in the lines before it, each with its sentence."""
    out = [said for earlier in text.before for said in _said(earlier, len(earlier.cleaned.text), text)]
    return [*out, *_said(line, start, text)]


def _said(line: Line, start: int, text: Text) -> Said:
    """The last titles named in the line before ``start``, worked out once a line and only where somebody asks."""
    if line.titles is None:
        line.titles = _titles(line, text)
    at = bisect_left(line.titles, (start, ""))
    out = [(title, line.sentence(where)) for where, title in line.titles[max(0, at - _NEAR) : at]]
    return [*out, *((title, line.sentence(where)) for where, title in line.bare[-_NEAR:] if where < start)]


def _titles(line: Line, text: Text) -> list[tuple[int, str]]:
    """Titles of other texts in 《》, with where each begins."""
    found = TITLE.finditer(line.cleaned.text)
    return [(m.start(), title) for m in found if LEGAL_TITLE.search(m["title"]) and (title := text.names.full(m["title"]))]


def remember(line: Line, text: Text) -> None:
    """Keep a line that names titles for the lines after it."""
    if "《" in line.cleaned.text or line.bare:
        text.before.append(line)
        del text.before[:-_NEAR]
