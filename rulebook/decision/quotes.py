"""The paragraphs of a 修改决定 with their quotations taken out (引文).

A quotation of several paragraphs begins each with “ and ends the last with ”; quotation marks inside it are ‘’.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.markup.lexer import BLANKS, read_line
from rulebook.markup.numerals import NUMERAL
from rulebook.model.provision import DIVISIONS, Kind

MARK = "\ue000"  # stands for a quotation while a sentence is read: mark, number, mark
LEADING = re.compile(rf"^[{BLANKS}]*(?:(?P<one>[{NUMERAL}]+)、|(?P<two>[（(][{NUMERAL}]+[）)])|(?P<three>\d+)[.．、])[{BLANKS}]*")
_AFTER_TABLE = re.compile(r"(?<=[|>])”[。；]?$")  # a quotation that ends with a table; marks in its cells are words
_SWAP = str.maketrans("“”‘’", "‘’“”")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")


@dataclass(slots=True)
class Sentence:
    """What is said between two ends of a paragraph. starts: it begins with a number of its own."""

    line: int
    text: str
    starts: bool


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with the line they begin in; headings and comments are none."""
    start, lines = 0, []
    for number, raw in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        if raw.strip(BLANKS):
            start = start or number
            lines.append(raw.strip(BLANKS))
        elif lines:
            yield start, "\n".join(lines)
            start, lines = 0, []


class Quotes:
    """Takes quotations out of the paragraphs and leaves marks."""

    def __init__(self) -> None:
        self.quotes: list[tuple[str, ...]] = []
        self.open: list[str] | None = None
        self.opened = 0
        self._before: Sentence | None = None

    def feed(self, line: int, block: str) -> Iterator[Sentence]:
        """One paragraph: the sentence that it completes, if it does."""
        if self.open is None and block.startswith(("#", "<!--", "---")):
            return
        if self._before and self.open is None and not block.startswith("“"):
            yield self._before
            self._before = None
        starts = bool(LEADING.match(block)) and self.open is None
        body = LEADING.sub("", block, count=1) if starts else block
        sentence = self._before or Sentence(line, "", starts)
        self._before = None
        rest = body
        if self.open is not None:
            table = rest.startswith(("|", "<table"))
            inner = rest if table else rest.removeprefix("“")
            ended = _AFTER_TABLE.search(inner) if table else None
            end = (ended.start() if ended else -1) if table else _closing(inner, 0)
            if end < 0:
                self.open.append(inner)
                self._before = sentence
                return
            if inner[:end].strip(BLANKS):
                self.open.append(inner[:end])
            sentence.text += self._close()
            rest = inner[end + 1 :]
        while (at := _opening(rest)) >= 0:
            before, inside = rest[:at], rest[at + 1 :]
            sentence.text += before
            end = _closing(inside, 0)
            if end < 0:
                self.open, self.opened, self._before = [inside] if inside else [], line, sentence
                return
            self.open = [inside[:end]]
            sentence.text += self._close()
            rest = inside[end + 1 :]
        sentence.text += rest
        if rest.rstrip().endswith(("：", ":")):  # what is quoted stands in the next paragraph
            self._before = sentence
        else:
            yield sentence

    def end(self) -> Iterator[Sentence]:
        """What is left when the text is over."""
        if self._before and self.open is None:
            yield self._before

    def _close(self) -> str:
        self.quotes.append(tuple(swapped(paragraph) for paragraph in self.open or ()))
        self.open = None
        return f"{MARK}{len(self.quotes) - 1}{MARK}"


def swapped(text: str) -> str:
    """“ inside a quotation is written ‘, and ‘ as “: the way out is the way in."""
    return "’".join(piece.translate(_SWAP) for piece in _APOSTROPHE.split(text))


def _opening(text: str) -> int:
    """Where a quotation opens; those inside the title of an act are part of its name. -1 where none opens."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "《") - (sign == "》")
        if sign == "“" and depth <= 0:
            return at
    return -1


def _closing(text: str, depth: int) -> int:
    """Where the quotation ends that was open before ``text``; -1 where it goes on."""
    for at, sign in enumerate(text):
        if sign == "“":
            depth += 1
        elif sign == "”":
            if depth == 0:
                return at
            depth -= 1
    return -1


def split_units(lines: tuple[str, ...], kind: Kind) -> list[tuple[str, ...]]:
    """Quoted lines of several 条 or of a 章 with its 条, one piece each; a quotation without numbers is one."""
    pieces: list[list[str]] = []
    for line in lines:
        read = read_line(line, "")
        opens = read.opens in DIVISIONS or (read.opens is Kind.ARTICLE and bool(read.gap or read.bracketed))
        if pieces and not opens and not (kind is Kind.CLAUSE and read.opens is Kind.CLAUSE):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return [tuple(piece) for piece in pieces]
