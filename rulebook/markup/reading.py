"""Lines as they are read in their context, and what was noted of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from rulebook.markup.lexer import Line
from rulebook.model.provision import ARTICLE, DIVISIONS, HEADING, TEXT

_NUMBERED_HEADING = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:\.\d{1,2})*[、.．\s])"
)
ENDED = re.compile(r"[。；：！？;:!?…”）)]\s*$")
WRAPPABLE = DIVISIONS | {ARTICLE}


@dataclass(slots=True)
class Reading:
    """Lines as read in their context.

    title: the line of a division under one # that is the title all the same, 0 where there is none.
    dense: no blank lines stand between the paragraphs, so each line that ends a sentence ends a paragraph.
    full: characters of the longest line that was surely not wrapped: most of a line where some are, else of any.
    unclosed: lines with a “ that nothing closes.
    notes: forms that are not those of a source file: words of the form → numbers of the lines.
    guesses: likewise, what only the lines around it explain, so that a person should look.
    """

    lines: list[Line]
    title: int = 0
    dense: bool = False
    full: int = 0
    unclosed: frozenset[int] = frozenset()
    notes: dict[str, list[int]] = field(default_factory=dict)
    guesses: dict[str, list[int]] = field(default_factory=dict)

    def note(self, form: str, line: int) -> None:
        """Remember that ``line`` was read as ``form`` says."""
        self.notes.setdefault(form, []).append(line)

    def guess(self, form: str, line: int) -> None:
        """Remember that ``line`` was read as ``form`` says because of the lines around it."""
        self.guesses.setdefault(form, []).append(line)


def is_numbered(line: Line) -> bool:
    """## 一、管辖: a heading with a number that is none of a 章."""
    return line.opens is HEADING and line.level > 0 and bool(_NUMBERED_HEADING.match(line.heading))


def emptied(line: Line) -> Line:
    """What is left of a line whose words went to the one above: nothing."""
    return replace(line, opens=TEXT, number=(), prefix="", label="", gap="", heading="", rest="", end="", level=0, at=0)
